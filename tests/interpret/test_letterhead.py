"""The lines above the title, however a typist, a table or a margin set them."""

from __future__ import annotations

import pytest

from planparse.interpret.ledger import Ledger
from planparse.interpret.letterhead import Letterhead, read_letterhead
from planparse.paper import Piece

NATION, MOTTO, DATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lũng Che, ngày 24 tháng 12 năm 2026"


def read(lines: str) -> Letterhead:
    pieces = tuple(Piece(((at, -1),), line) for at, line in enumerate(lines.split(" | ")))
    return read_letterhead(pieces, "/header", Ledger())


@pytest.mark.parametrize(
    "lines",
    [
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT | NAM | {MOTTO} | {DATE}",
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA | VIỆT NAM | {MOTTO} | {DATE}",
        f"CỘNG HÒA XÃ HỘI | UBND XÃ LŨNG CHE | CHỦ NGHĨA VIỆT NAM | {MOTTO} | Số: 7/KH-UBND | {DATE}",
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | {NATION} | Độc lập - Tự do - | Hạnh phúc | {DATE}",
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | {NATION} | {MOTTO} | Lũng Che, ngày 24 tháng 12 năm | 2026",
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | {NATION} | {MOTTO} | Lũng Che, ngày 24 tháng 12 | năm 2026",
        f"UBND XÃ LŨNG CHE | Số: 7/KH-UBND | {NATION} | {MOTTO} | Lũng Che, ngày 24 | tháng 12 năm 2026",
        f"UBND XÃ LŨNG CHE | {NATION} | {MOTTO} | Lũng Che, | ngày 24 tháng 12 năm 2026 | Số: 7/KH-UBND",
        f"UBND XÃ LŨNG CHE {NATION} | {MOTTO} | Số: 7/KH-UBND {DATE}",
    ],
)
def test_a_line_that_a_margin_broke_is_one(lines: str) -> None:
    head = read(lines)
    assert head.authorities == ["UBND XÃ LŨNG CHE"]
    assert (head.national, head.motto, head.number) == (NATION, MOTTO, "Số: 7/KH-UBND")
    assert (head.place, head.date, head.labels) == ("Lũng Che", "ngày 24 tháng 12 năm 2026", [])


@pytest.mark.parametrize(
    ("line", "number", "place", "date"),
    [
        ("Số: 71/KH-UBND Lũng Phầy, ngày 30 tháng 8 năm 2026", "Số: 71/KH-UBND", "Lũng Phầy", "ngày 30 tháng 8 năm 2026"),
        ("Số: 71/KH-UBND Lũng Phầy ngày 30 tháng 8 năm 2026", "Số: 71/KH-UBND", "Lũng Phầy", "ngày 30 tháng 8 năm 2026"),
        ("Số: /KH-UBND Lũng Phầy, ngày 30/8/2026", "Số: /KH-UBND", "Lũng Phầy", "ngày 30/8/2026"),
        ("Số: KH-UBND Lũng Phầy, ngày 30/8/2026", "Số: KH-UBND", "Lũng Phầy", "ngày 30/8/2026"),
        ("Số: Lũng Phầy, ngày 30/8/2026", "Số:", "Lũng Phầy", "ngày 30/8/2026"),
        ("Số 12-KH/ĐU Nà Phạ, ngày 05 tháng 9 năm 2026", "Số 12-KH/ĐU", "Nà Phạ", "ngày 05 tháng 9 năm 2026"),
        ("Lũng Phầy, ngày 06-9-2026", None, "Lũng Phầy", "ngày 06-9-2026"),
        ("Lũng Phầy, ngày /9/2026", None, "Lũng Phầy", "ngày /9/2026"),
        ("Lũng Phầy, ngày …/…/2026", None, "Lũng Phầy", "ngày …/…/2026"),
        ("LŨNG PHẦY, NGÀY 06 THÁNG 9 NĂM 2026", None, "Lũng Phầy", "NGÀY 06 THÁNG 9 NĂM 2026"),
        ("Lũng Phầy, 06/9/2026", None, "Lũng Phầy", "06/9/2026"),
        ("Lũng Phầy, tháng 9 năm 2026", None, "Lũng Phầy", "tháng 9 năm 2026"),
        ("Ngày 06 tháng 9 năm 2026", None, None, "Ngày 06 tháng 9 năm 2026"),
        ("TRƯỜNG NGHỀ Lũng Phầy, ngày 06 tháng 9 năm 2026", None, "Lũng Phầy", "ngày 06 tháng 9 năm 2026"),
    ],
)
def test_number_place_and_date_in_any_form(line: str, number: str | None, place: str | None, date: str | None) -> None:
    head = read(line)
    assert (head.number, head.place, head.date) == (number, place, date)


def test_a_date_that_nobody_understands_is_kept_and_said() -> None:
    assert read("Lũng Phầy, ngày mồng sáu tháng Chín").unread == "Lũng Phầy, ngày mồng sáu tháng Chín"


def test_a_broken_national_title_names_nobody() -> None:
    assert read("UBND XÃ LŨNG CHE | CỘNG HÒA XÃ HỘI CHỦ NGHĨA").authorities == ["UBND XÃ LŨNG CHE"]


@pytest.mark.parametrize(
    ("stamp", "count"),
    [
        ("CÔNG VĂN ĐẾN Số: 512 Ngày: 20/3/2027", 1),
        ("CÔNG VĂN ĐẾN | Số: 512 | Ngày: 20/3/2027 | Chuyển: Phòng Kinh tế", 4),
        ("VĂN PHÒNG HĐND VÀ UBND XÃ | CÔNG VĂN ĐẾN | Số: 512 | Ngày: 20/3/2027", 4),
        ("UBND XÃ BẢN LAU | ĐẾN | Số: ......512 | Ngày: 20/3/2027", 4),
    ],
)
def test_the_stamp_of_whoever_received_it_gives_the_plan_no_number_and_no_parent(stamp: str, count: int) -> None:
    head = read(f"{stamp} | UBND XÃ LŨNG CHE | Số: 7/KH-UBND | {NATION} | {MOTTO} | {DATE}")
    assert (head.number, head.second_number, head.authorities) == ("Số: 7/KH-UBND", None, ["UBND XÃ LŨNG CHE"])
    assert (len(head.stamps), head.date) == (count, "ngày 24 tháng 12 năm 2026")


def test_a_second_number_is_said() -> None:
    assert read("UBND XÃ LŨNG CHE | Số: 7/KH-UBND | Số: 9/KH-UBND").second_number == "Số: 9/KH-UBND"

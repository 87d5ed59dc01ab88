"""Stage 4, part by part: the tree, the letterhead, the sign-off, years, ids."""

from __future__ import annotations

import pytest

from documents import paper
from planparse.interpret import Reading, interpret
from planparse.interpret.identity import domain_of, task_ids
from planparse.interpret.ledger import Ledger
from planparse.interpret.signoff import read_signature
from planparse.interpret.years import read_year
from planparse.paper import Piece
from planparse.plan import Node
from planparse.segment import segment


def read(*blocks: str | list[list[str]]) -> Reading:
    return interpret(segment(paper(*blocks)))


def shape(nodes: tuple[Node, ...]) -> list[object]:
    return [
        (node.marker, node.title or node.text, shape(node.children)) if node.children else (node.marker, node.title or node.text)
        for node in nodes
    ]


def test_the_tree_follows_the_order_in_which_markers_are_used() -> None:
    sections = read(
        "KẾ HOẠCH", "Vệ sinh môi trường năm 2027", "I. NỘI DUNG", "1. Thu gom rác", "a) Mỗi ấp một điểm.", "- Có mái che;", "+ Có số điện thoại;",
        "- Có biển báo.", "b) Mỗi tuần hai lần.", "2. Trồng cây", "II. KINH PHÍ", "Ngân sách xã.",
    ).sections  # fmt: skip
    assert shape(sections) == [
        ("I", "NỘI DUNG", [
            ("1", "Thu gom rác", [
                ("a", "Mỗi ấp một điểm.", [("-", "Có mái che;", [("+", "Có số điện thoại;")]), ("-", "Có biển báo.")]),
                ("b", "Mỗi tuần hai lần."),
            ]),
            ("2", "Trồng cây"),
        ]),
        ("II", "KINH PHÍ", [(None, "Ngân sách xã.")]),
    ]  # fmt: skip
    assert [node.kind for node in sections] == ["content", "funding"]


def test_repeated_and_skipped_roman_numbers_stay_as_printed() -> None:
    sections = read(
        "KẾ HOẠCH",
        "Giảm nghèo năm 2027",
        "I. MỤC TIÊU",
        "- Giảm 20 hộ.",
        "II. NHIỆM VỤ",
        "- Cho vay.",
        "II. KINH PHÍ",
        "- Quỹ.",
        "IV. TỔ CHỨC THỰC HIỆN",
        "- Họp.",
    ).sections
    assert [node.marker for node in sections] == ["I", "II", "II", "IV"]


def test_a_numbered_sentence_is_text_and_a_heading_is_title() -> None:
    (section,) = read(
        "KẾ HOẠCH", "Tuyên truyền năm 2027", "I. YÊU CẦU", "1. Làm đúng thời gian, đúng đối tượng.", "2. Hình thức", "- Loa."
    ).sections
    assert [(node.title, node.text) for node in section.children] == [(None, "Làm đúng thời gian, đúng đối tượng."), ("Hình thức", None)]


def test_a_star_above_dashes_is_their_parent() -> None:
    (section,) = read(
        "KẾ HOẠCH", "Bầu cử năm 2026", "I. NỘI DUNG", "* Giai đoạn một:", "- Lập danh sách;", "* Giai đoạn hai:", "- Bỏ phiếu."
    ).sections
    assert shape(section.children) == [("*", "Giai đoạn một:", [("-", "Lập danh sách;")]), ("*", "Giai đoạn hai:", [("-", "Bỏ phiếu.")])]


@pytest.mark.parametrize(
    "letterhead",
    [
        ("UBND TỈNH LAM GIANG", "SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 7/KH-SYT", "Lam Giang, ngày 3 tháng 2 năm 2027"),
        ("UBND TỈNH LAM GIANG SỞ Y TẾ -------", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc ------", "Số: 7/KH-SYT", "Lam Giang, ngày 3 tháng 2 năm 2027"),
        (["UBND TỈNH LAM GIANG\nSỞ Y TẾ\nSố: 7/KH-SYT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLam Giang, ngày 3 tháng 2 năm 2027"],),
    ],
)  # fmt: skip
def test_letterheads_of_any_layout(letterhead: tuple[str | list[str], ...]) -> None:
    header = read(
        *([part] if isinstance(part, list) else part for part in letterhead), "KẾ HOẠCH", "Tiêm chủng năm 2027", "I. MỤC TIÊU"
    ).header
    assert header.number is not None and header.number.code == "7/KH-SYT"
    assert (header.date, header.place) == ("2027-02-03", "Lam Giang")
    assert header.issuing_authority is not None and "SỞ Y TẾ" in header.issuing_authority.raw
    assert header.national_title and header.motto


def test_blank_number_and_day_are_null_and_said() -> None:
    reading = read("Số:      /KH-UBND", "Suối Mơ, ngày     tháng 12 năm 2026", "KẾ HOẠCH", "Chuyển đổi số năm 2027", "I. MỤC TIÊU")
    assert reading.header.number is not None
    assert (reading.header.number.code, reading.header.number.symbol, reading.header.date) == (None, "KH-UBND", "2026-12")
    assert {review.reason for review in reading.ledger.reviews} >= {"blank_number", "blank_date"}


def test_without_a_letterhead_the_enacting_sentence_says_who_issues() -> None:
    reading = read(
        "KẾ HOẠCH",
        "Giảm nghèo năm 2027",
        "Căn cứ Quyết định số 5/QĐ-UBND của UBND tỉnh Lam Giang;",
        "Ủy ban nhân dân xã Lũng Che ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
    )
    issuer = reading.header.issuing_authority
    assert issuer is not None and (issuer.locality, issuer.locality_kind) == ("Lũng Che", "xã")


@pytest.mark.parametrize(
    ("title", "year", "start", "end"),
    [
        ("Cải cách hành chính năm 2027", 2027, "2027-01-01", "2027-12-31"),
        ("Thực hiện nhiệm vụ 6 tháng cuối năm 2026", 2026, "2026-07-01", "2026-12-31"),
        ("Tuyên truyền quý II năm 2026", 2026, "2026-04-01", "2026-06-30"),
        ("Tháng hành động vì an toàn thực phẩm tháng 5/2026", 2026, "2026-05-01", "2026-05-31"),
        ("Giảm nghèo giai đoạn 2026 - 2030", None, "2026-01-01", "2030-12-31"),
        ("Phát triển hạ tầng đến năm 2030", None, None, None),
        ("Trực bảo vệ Tết Nguyên đán Đinh Mùi 2027", 2027, "2027-01-01", "2027-12-31"),
        ("Hoạt động của Ban Thanh tra nhân dân nhiệm kỳ 2026 - 2031", None, "2026-01-01", "2031-12-31"),
        ("Bầu cử đại biểu Hội đồng nhân dân nhiệm kỳ 2026 - 2031", None, None, None),
        ("Phát triển rừng, tầm nhìn đến 2045", None, None, None),
        ("Thực hiện Chỉ thị số 5/CT-TTg ngày 02 tháng 9 năm 2021 năm 2027", 2027, "2027-01-01", "2027-12-31"),
    ],
)
def test_the_year_is_the_one_that_the_title_names(title: str, year: int | None, start: str | None, end: str | None) -> None:
    found, span, certain = read_year(title, "")
    assert (found, span[0].isoformat() if span else None, span[1].isoformat() if span else None) == (year, start, end)
    assert certain


def test_a_school_year_has_the_frame_of_all_schools_and_is_marked() -> None:
    year, span, certain = read_year("Chuyển đổi số năm học 2026 - 2027", "")
    assert (year, certain) == (None, False)
    assert span is not None and (span[0].isoformat(), span[1].isoformat()) == ("2026-09-01", "2027-05-31")


def test_a_title_with_two_years_is_marked() -> None:
    assert read_year("Tổng kết năm 2026 và nhiệm vụ năm 2027", "")[2] is False


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Xuân"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Xuân")),
        (("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Lò Thị Xuân"), ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Xuân")),
        (("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lò Thị Xuân",), ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Xuân")),
        (("CHỦ TỊCH", "Lò Thị Xuân"), (None, "CHỦ TỊCH", "Lò Thị Xuân")),
        (("KT. CHỦ TỊCH", "ˆ Á", "PHO CHU nan", "Ma Aegayll", "Lò Thị Xuân"), ("KT. CHỦ TỊCH", None, "Lò Thị Xuân")),
        (("KT.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), ("KT.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", None)),
    ],
)  # fmt: skip
def test_signatures(lines: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    signature, _ = read_signature(tuple(Piece(((at, -1),), line) for at, line in enumerate(lines)), "/signature", Ledger())
    assert signature is not None
    assert (signature.authority, signature.position, signature.name) == expected


def test_recipients_run_together_in_one_line_are_told_apart() -> None:
    recipients = read(
        "KẾ HOẠCH",
        "Bầu cử năm 2026",
        "I. A",
        "Nơi nhận: - Tỉnh ủy; - CT, các PCT UBND tỉnh; - Lưu: VT, TH (Mai).",
        "CHỦ TỊCH",
        "Lò Thị Xuân",
    ).recipients
    assert [(one.name, one.is_archive) for one in recipients] == [
        ("Tỉnh ủy", False),
        ("CT, các PCT UBND tỉnh", False),
        ("Lưu: VT, TH (Mai)", True),
    ]


def test_a_task_keeps_its_id_through_a_mended_typo_another_order_and_another_deadline() -> None:
    before = task_ids("kh-x", ["Lắp camera ở chợ", "Tập huấn cho tổ công nghệ số", "Lắp camera ở chợ"])
    after = task_ids("kh-x", ["Tập huấn cho tổ công nghệ sô", "Lắp camera ờ chợ", "Lắp camera ở chợ"])
    assert before == (after[1], after[0], after[2])
    assert before[2] == before[0] + "-2"


def test_the_domain_comes_from_the_group_and_else_from_words_that_name_one_domain_only() -> None:
    assert domain_of(("CẢI CÁCH THỂ CHẾ",), "Rà soát thủ tục hành chính") == "the-che"
    assert domain_of((), "Công khai ngân sách xã") == "tai-chinh-cong"
    assert domain_of((), "Mua cây giống") is None

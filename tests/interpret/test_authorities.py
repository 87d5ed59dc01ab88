"""Who issues: the office, its place and its parent, from the lines in capitals of a letterhead."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from planparse import vocab
from planparse.interpret.issuer import Issuers, read_issuers


def read(lines: str, joint: bool = False, *texts: str) -> Issuers:
    return read_issuers(lines.split(" | "), joint, lambda: texts)


def names(found: Issuers) -> tuple[str | None, str | None]:
    return (found.issuer.name if found.issuer else None, found.parent.name if found.parent else None)


@pytest.mark.parametrize(
    "lines",
    [
        "ỦY BAN NHÂN DÂN | {kind} {name}",
        "UBND TỈNH LAM GIANG | UBND {kind} {name}",
        "ỦY BAN NHÂN DÂN {kind} | {name}",
        "UBND {kind} {name} TỈNH LAM GIANG",
        "UBND {kind} {name} | TRẠM Y TẾ",
        "UBND {kind} {name} TRẠM Y TẾ",
    ],
)
def test_no_name_of_a_commune_is_cut_or_changed(lines: str) -> None:
    wrong = []
    for row in vocab.rows("communes"):
        found = read_issuers(lines.format(kind=row["kind"].upper(), name=row["name"].upper()).split(" | "), False, tuple)
        office = "Trạm Y tế" if "TRẠM" in lines else "Ủy ban nhân dân"
        assert found.issuer is not None
        if found.issuer.name.casefold() != f"{office} {row['kind']} {row['name']}".casefold() or found.issuer_doubt:
            wrong.append((row["name"], found.issuer.name, found.issuer_doubt))
    assert wrong == []


@pytest.mark.parametrize(
    ("lines", "issuer", "parent"),
    [
        ("UBND TỈNH LAM GIANG | SỞ Y TẾ", "Sở Y tế", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("UBND TỈNH LAM GIANG SỞ Y TẾ", "Sở Y tế", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("UBND XÃ LŨNG CHE BCĐ CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo chuyển đổi số xã Lũng Che", "Ủy ban nhân dân xã Lũng Che"),
        ("UBND XÃ LŨNG CHE | BCĐ CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo chuyển đổi số xã Lũng Che", "Ủy ban nhân dân xã Lũng Che"),
        ("UBND TỈNH LAM GIANG | BAN CHỈ ĐẠO | PHÒNG, CHỐNG DỊCH", "Ban Chỉ đạo phòng, chống dịch", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("UBND TỈNH LAM GIANG | HẠT KIỂM LÂM", "Hạt kiểm lâm", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("HỘI ĐỒNG NHÂN DÂN | XÃ LŨNG CHE | THƯỜNG TRỰC", "Thường trực Hội đồng nhân dân xã Lũng Che", None),
        ("ỦY BAN MẶT TRẬN | TỔ QUỐC VIỆT NAM | XÃ LŨNG CHE", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Lũng Che", None),
        ("UBND XÃ LŨNG CHE | PHÒNG VĂN HÓA - | XÃ HỘI", "Phòng Văn hóa - Xã hội xã Lũng Che", "Ủy ban nhân dân xã Lũng Che"),
        ("UBND TỈNH LAM GIANG | VĂN PHÒNG", "Văn phòng UBND tỉnh", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("SỞ Y TẾ LAM GIANG | TRUNG TÂM Y TẾ KHU VỰC ĐÔNG VÂN", "Trung tâm Y tế khu vực Đông Vân", "Sở Y tế Lam Giang"),
        ("BỘ CÔNG AN | CÔNG AN TỈNH LAM GIANG | CÔNG AN XÃ LŨNG CHE", "Công an xã", "Công an tỉnh"),
        ("ĐẢNG BỘ TỈNH LAM GIANG | ĐẢNG ỦY XÃ LŨNG CHE", "Đảng ủy xã Lũng Che", "Đảng bộ tỉnh Lam Giang"),
        ("BAN QLDA ĐẦU TƯ XÂY DỰNG", "Ban Quản lý dự án đầu tư xây dựng", None),
        ("UBND TỈNH LAM GIANG | SỞ TƯ PHÁP", "Sở Tư pháp", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("UBND TỈNH LAM GIANG | SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Sở Kế hoạch và Đầu tư", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("UBND TỈNH LAM GIANG | QUỸ ĐẦU TƯ PHÁT TRIỂN", "Quỹ đầu tư phát triển", "Ủy ban nhân dân tỉnh Lam Giang"),
        ("BAN CHẤP HÀNH TƯ ĐẢNG", "Ban Chấp hành Trung ương Đảng", None),
        ("ỦY BAN NHÂN DÂN XÃ HỘI THỊNH", "Ủy ban nhân dân xã Hội Thịnh", None),
        ("BẢO HIỂM XÃ HỘI TỈNH LAM GIANG", "Bảo hiểm xã hội tỉnh", None),
    ],
)
def test_the_issuer_and_what_it_stands_under(lines: str, issuer: str, parent: str | None) -> None:
    assert names(read(lines)) == (issuer, parent)


def test_a_body_of_a_province_has_its_level() -> None:
    found = read("UBND TỈNH LAM GIANG | BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ").issuer
    assert found is not None and found.level == "province"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("ỦY BAN MTTQ VIỆT NAM – | CÔNG AN | XÃ LŨNG CHE", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Lũng Che, Công an xã"),
        ("ỦY BAN MTTQ VIỆT NAM XÃ LŨNG CHE | CÔNG AN XÃ LŨNG CHE", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Lũng Che, Công an xã"),
        ("UBND XÃ - UBMTTQ | XÃ LŨNG CHE", "Ủy ban nhân dân xã Lũng Che, Ủy ban Mặt trận Tổ quốc Việt Nam xã Lũng Che"),
    ],
)
def test_who_issue_a_joint_plan_are_one_collective_without_a_parent(lines: str, name: str) -> None:
    found = read(lines, True)
    assert names(found) == (name, None)
    assert found.issuer is not None and (found.issuer.kind, found.issuer.level, found.issuer.locality) == (
        "collective",
        "commune",
        "Lũng Che",
    )


def test_two_of_one_rank_without_a_word_about_it_are_marked() -> None:
    assert read("ỦY BAN MTTQ VIỆT NAM XÃ LŨNG CHE | CÔNG AN XÃ LŨNG CHE").parent_doubt is not None


def test_an_unknown_office_is_written_as_the_document_writes_it_else_in_doubt() -> None:
    said = read("UBND TỈNH LAM GIANG | HẠT KIỂM LÂM ĐÔNG VÂN", False, "Hạt Kiểm lâm Đông Vân ban hành Kế hoạch như sau:")
    assert said.issuer is not None and (said.issuer.name, said.issuer_doubt) == ("Hạt Kiểm lâm Đông Vân", None)
    assert read("UBND TỈNH LAM GIANG | HẠT KIỂM LÂM ĐÔNG VÂN").issuer_doubt is not None
    known: Callable[[], Iterable[str]] = tuple
    assert read_issuers(["SỞ Y TẾ"], False, known).issuer_doubt is None

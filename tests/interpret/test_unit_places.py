"""Lists whose head stands once: places, parts by number, schools, and a head of a list that is no office itself."""

from __future__ import annotations

import pytest

from planparse.interpret.units import Home, is_unit_heading, read_roles, read_units

WARD = Home(locality="Suối Mơ", locality_kind="phường")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("UBND các xã: Khe Sim, Lũng Chè", ["Ủy ban nhân dân xã Khe Sim", "Ủy ban nhân dân xã Lũng Chè"]),
        ("UBND các phường Khe Sim, Lũng Chè; Sở Y tế", ["Ủy ban nhân dân phường Khe Sim", "Ủy ban nhân dân phường Lũng Chè", "Sở Y tế"]),
        ("Công an các xã Khe Sim và Lũng Chè", ["Công an xã", "Công an xã"]),
        ("Các thôn: Khe Sim, Lũng Chè, Bản Mây", ["Thôn Khe Sim", "Thôn Lũng Chè", "Bản Mây"]),
        ("Thôn Khe Sim, Lũng Chè và Công an xã", ["Thôn Khe Sim", "Thôn Lũng Chè", "Công an xã"]),
        ("Tổ dân phố số 5, 6, 7", ["Tổ dân phố số 5", "Tổ dân phố số 6", "Tổ dân phố số 7"]),
        ("Khu phố 1, 2 và 3", ["Khu phố 1", "Khu phố 2", "Khu phố 3"]),
        ("Khối 5, khối 6; Khu 1, 2, 3", ["Khối 5", "Khối 6", "Khu 1", "Khu 2", "Khu 3"]),
        ("Trường MN Hoa Ban; TH Khe Sim, THCS Lũng Chè", ["Trường Mầm non Hoa Ban", "Trường Tiểu học Khe Sim", "Trường THCS Lũng Chè"]),
        ("Các đơn vị: Phòng Kinh tế, Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Các phòng, đơn vị: Phòng Kinh tế, Trạm Y tế", ["Phòng Kinh tế", "Trạm Y tế"]),
        ("Công an xã; các đoàn thể: Hội Nông dân, Hội LHPN", ["Công an xã", "Hội Nông dân", "Hội Liên hiệp Phụ nữ"]),
        ("Các Tổ bầu cử", ["Các tổ bầu cử"]),
        ("Các tổ tuyên truyền, các đội xung kích", ["Các tổ tuyên truyền", "Các đội xung kích"]),
        ("Các Đội thuế", ["Các Đội thuế"]),
        ("VNPT, Viettel khu vực, các thôn", ["VNPT", "Viettel khu vực", "Các thôn"]),
        ("Ngân hàng Nhà nước Chi nhánh Khu vực 7", ["Ngân hàng Nhà nước Chi nhánh khu vực 7"]),
        ("Thuế cơ sở 5 tỉnh Lai Châu", ["Thuế cơ sở 5 tỉnh Lai Châu"]),
        ("TAND hai cấp", ["Tòa án nhân dân hai cấp"]),
        ("Các hộ gia đình, cá nhân", ["Các hộ gia đình, cá nhân"]),
        ("các thôn và các hộ dân", ["Các thôn", "Các hộ dân"]),
        ("Ban QLDA ĐTXD công trình giao thông", ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông"]),
    ],
)
def test_no_name_of_the_list_is_lost(cell: str, expected: list[str]) -> None:
    reading = read_units(cell, WARD)
    assert [unit.name for unit in reading.units] == expected
    assert reading.doubts == ()


def test_names_under_a_head_of_two_kinds_stay_in_one_name() -> None:
    reading = read_units("UBND các xã, phường: Khe Sim, Lũng Chè", WARD)
    assert [unit.name for unit in reading.units] == ["Ủy ban nhân dân các xã, phường: Khe Sim, Lũng Chè"]
    assert [doubt.reason for doubt in reading.doubts] == ["unit_split"]


def test_a_number_with_a_point_is_no_number_of_a_list() -> None:
    (unit,) = read_units("12.900", WARD).units
    assert (unit.raw, unit.name) == ("12.900", "12. 900")


def test_each_place_is_located() -> None:
    units = read_units("UBND các xã: Khe Sim, Lũng Chè", WARD).units
    assert [(unit.locality_kind, unit.locality) for unit in units] == [("xã", "Khe Sim"), ("xã", "Lũng Chè")]


@pytest.mark.parametrize(
    "cell",
    [
        "Thôn Khe Sim, Lò Văn Pánh",
        "UBND xã Khe Sim, Sơn La",
        "UBND các phường Khe Sim",
        "UBND xã Khe Sim, Lũng Chè",
        "Thôn Khe Sim, Zalopay",
    ],
)
def test_what_may_be_no_place_of_the_list_is_said(cell: str) -> None:
    assert read_units(cell, WARD).doubts != ()


@pytest.mark.parametrize("cell", ["Ban nhân dân các ấp", "Ban nhân dân các khu vực", "Tổ hòa giải các thôn"])
def test_one_in_each_place_is_a_collective(cell: str) -> None:
    (unit,) = read_units(cell, WARD).units
    assert (unit.name, unit.kind) == (cell, "collective")


def test_the_head_of_a_list_stands_in_the_raw_text_of_its_first() -> None:
    first, _ = read_units("Các đơn vị: Phòng Kinh tế, Công an xã", WARD).units
    assert first.raw == "Các đơn vị: Phòng Kinh tế"
    assert read_roles("Các đơn vị: Phòng Kinh tế, Công an xã", WARD)[0].units[0].raw == first.raw


def test_a_heading_may_end_in_the_word_of_duty() -> None:
    assert is_unit_heading("Phòng Kinh tế có trách nhiệm:", WARD)
    assert not is_unit_heading("Phòng Kinh tế có trách nhiệm bố trí kinh phí", WARD)

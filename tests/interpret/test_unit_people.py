"""Persons in a cell of offices: none is lost, a post behind a name is the same person's, what may be two is said."""

from __future__ import annotations

import pytest

from planparse.interpret.units import Home, is_unit_heading, read_units

WARD = Home(locality="Suối Mơ", locality_kind="phường")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Đ/c Sim, đ/c Nứa", ["Sim", "Nứa"]),
        ("Đ/c Sim và đ/c Nứa", ["Sim", "Nứa"]),
        ("Đ/c Sim, Nứa", ["Sim", "Nứa"]),
        ("Đ/c Sim, Nứa và Trám", ["Sim", "Nứa", "Trám"]),
        ("Đ/c Sim\nđ/c Nứa", ["Sim", "Nứa"]),
        ("Các đ/c: Sim, Nứa, Trám", ["Sim", "Nứa", "Trám"]),
        ("Đ/c Nông Văn Sim, đ/c Lò Thị Nứa", ["Nông Văn Sim", "Lò Thị Nứa"]),
        ("Ông Nông Văn Sim, bà Lò Thị Nứa", ["Nông Văn Sim", "Lò Thị Nứa"]),
        ("thầy Sim, cô Nứa", ["Sim", "Nứa"]),
        ("Ông Nông Văn Sim (Phòng Kinh tế), bà Lò Thị Nứa (Trạm Y tế)", ["Nông Văn Sim", "Lò Thị Nứa"]),
        ("Các đồng chí Nông Văn Sim, Lò Thị Nứa", ["Nông Văn Sim", "Lò Thị Nứa"]),
        ("Phòng Kinh tế, đ/c Sim", ["Phòng Kinh tế", "Sim"]),
        ("Đ/c Sim, Phòng Kinh tế", ["Sim", "Phòng Kinh tế"]),
        ("Đ/c Bí thư, đ/c Phó Bí thư", ["Bí thư", "Phó Bí thư"]),
        ("Đồng chí Lò Thị Nứa – Phó Chủ tịch UBND, Trưởng BCĐ", ["Lò Thị Nứa"]),
        ("Đ/c Lò Thị Nứa, Phó Bí thư, Chủ tịch UBND xã", ["Lò Thị Nứa"]),
        ("Đ/c Sim - Công chức địa chính, đ/c Nứa - Công chức văn hóa", ["Sim", "Nứa"]),
        ("Đ/c Nông Văn Sim, phụ trách địa bàn", ["Nông Văn Sim"]),
        ("Đ/c Lò Thị Nứa - Phó Chủ tịch UBND, Trưởng Ban Chỉ đạo, Phòng Kinh tế", ["Lò Thị Nứa", "Phòng Kinh tế"]),
        ("Trưởng đoàn thể xã, các đồng chí chuyên viên", ["Trưởng đoàn thể xã", "Các chuyên viên"]),
        ("Văn phòng HĐND và UBND xã\ncác thành viên Hội đồng", ["Văn phòng HĐND và UBND xã", "Các thành viên Hội đồng"]),
        ("Các ông (bà) thôn trưởng", ["Các thôn trưởng"]),
        ("Các đ/c Ủy viên BTV", ["Các ủy viên Ban Thường vụ"]),
    ],
)
def test_each_person_is_one(cell: str, expected: list[str]) -> None:
    reading = read_units(cell, WARD)
    assert [unit.name for unit in reading.units] == expected
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "cell",
    [
        "Đ/c Sim - Phó Chủ tịch UBND xã, Trưởng Công an xã",
        "Đ/c Sim - Phòng Kinh tế",
        "Đ/c Sim, Zalopay",
        "Ông Sim và bà con các dân tộc",
        "Đ/c Nông Văn Sim, ai rảnh thì làm",
    ],
)
def test_what_stands_behind_a_person_and_may_be_another_is_said(cell: str) -> None:
    assert "unit_split" in [doubt.reason for doubt in read_units(cell, WARD).doubts]


def test_a_title_before_no_name_makes_no_person() -> None:
    (unit,) = read_units("Đ/c Sự vụ chung", WARD).units
    assert unit.kind == "other"
    assert read_units("Đ/c Quyền Trưởng phòng", WARD).units[0].name == "Quyền Trưởng phòng"


def test_persons_of_a_group_open_a_heading_of_duties() -> None:
    assert is_unit_heading("Các ông (bà) thôn trưởng", WARD)

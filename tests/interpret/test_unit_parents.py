"""Offices with the one that they belong to: party organs with their committee, a Phòng with its Sở, and who `Văn phòng` is."""

from __future__ import annotations

import pytest

from planparse.interpret.units import Home, read_units

WARD = Home(locality="Suối Mơ", locality_kind="phường")
PROVINCE = Home(level="province")
PARTY = Home(locality="Suối Mơ", locality_kind="phường", party=True)


def names(cell: str, home: Home) -> list[str]:
    reading = read_units(cell, home)
    assert reading.doubts == ()
    return [unit.name for unit in reading.units]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]),
        ("BTGDV Thành ủy; Sở Nội vụ", ["Ban Tuyên giáo và Dân vận Thành ủy", "Sở Nội vụ"]),
        ("Ủy ban Kiểm tra và Ban Tổ chức Tỉnh ủy", ["Ủy ban Kiểm tra Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"]),
        ("Ban Nội chính, Ban Tổ chức Thành ủy", ["Ban Nội chính Thành ủy", "Ban Tổ chức Thành ủy"]),
        ("Các Ban xây dựng Đảng Tỉnh ủy", ["Các Ban Xây dựng Đảng Tỉnh ủy"]),
        ("UBKT Thành ủy", ["Ủy ban Kiểm tra Thành ủy"]),
    ],
)
def test_an_organ_of_the_party_keeps_its_committee(cell: str, expected: list[str]) -> None:
    assert names(cell, PROVINCE) == expected
    assert {unit.level for unit in read_units(cell, PROVINCE).units if "ủy" in unit.name} == {"party"}


def test_in_the_plan_of_a_party_committee_the_office_is_its_own() -> None:
    assert names("Văn phòng", WARD) == ["Văn phòng HĐND và UBND"]
    assert names("VP; Ủy ban Kiểm tra", PARTY) == ["Văn phòng Đảng ủy", "Ủy ban Kiểm tra Đảng ủy"]
    assert names("Văn phòng HĐND và UBND", PARTY) == ["Văn phòng HĐND và UBND"]
    assert names("Văn phòng; Ủy ban Kiểm tra", Home(level="province", party=True)) == ["Văn phòng", "Ủy ban Kiểm tra"]


@pytest.mark.parametrize(
    "cell",
    [
        "Bộ phận Tài chính - Kế toán",
        "Phòng Tổ chức - Kế toán",
        "Công chức Tài chính - Kế toán",
        "Công chức Văn phòng - Thống kê",
        "Văn phòng - Thống kê",
        "Tài chính - Kế toán",
        "Tổ Văn thư - Lưu trữ",
    ],
)
def test_a_dash_in_what_an_official_does_parts_nothing(cell: str) -> None:
    assert names(cell, WARD) == [cell]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Phòng PC06 - CA tỉnh", ["Phòng PC06 - Công an tỉnh"]),
        ("Trung tâm CĐS - Sở KHCN; Sở Y tế", ["Trung tâm Chuyển đổi số - Sở Khoa học và Công nghệ", "Sở Y tế"]),
        ("Chi cục Kiểm lâm - Sở NN&MT, Công an tỉnh", ["Chi cục Kiểm lâm - Sở Nông nghiệp và Môi trường", "Công an tỉnh"]),
        ("Công an tỉnh - Bộ CHQS tỉnh", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]),
        ("Ban Chỉ đạo - Công an xã", ["Ban Chỉ đạo", "Công an xã"]),
        ("Trung tâm Dịch vụ nông nghiệp - Công an xã", ["Trung tâm Dịch vụ nông nghiệp", "Công an xã"]),
        ("Trung tâm Khuyến nông, Sở Tài chính", ["Trung tâm Khuyến nông", "Sở Tài chính"]),
    ],
)
def test_a_dash_ties_an_office_to_its_parent(cell: str, expected: list[str]) -> None:
    assert names(cell, PROVINCE) == expected


@pytest.mark.parametrize("cell", ["Phòng Cải cách hành chính, Sở Nội vụ", "Văn phòng, Ban Tổ chức Tỉnh ủy"])
def test_what_may_be_the_parent_is_said(cell: str) -> None:
    assert [doubt.reason for doubt in read_units(cell, PROVINCE).doubts] == ["unit_split"]

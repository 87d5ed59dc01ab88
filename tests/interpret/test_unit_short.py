"""Short forms in the names of offices: spelled out where they have one meaning beside their neighbour, left and said where not."""

from __future__ import annotations

import pytest

from planparse.interpret.units import Home, read_units

WARD = Home(locality="Suối Mơ", locality_kind="phường")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("BCH Quân sự xã", ["Ban Chỉ huy Quân sự xã"]),
        ("BCH PCTT&TKCN", ["Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn"]),
        ("BCH PTKV", ["Ban Chỉ huy Phòng thủ khu vực"]),
        ("BCH Đảng bộ xã", ["Ban Chấp hành Đảng bộ xã"]),
        ("BCH Đoàn xã, BCH Hội Nông dân", ["Ban Chấp hành Đoàn xã", "Ban Chấp hành Hội Nông dân"]),
        ("BCH Công đoàn cơ sở", ["Ban Chấp hành Công đoàn cơ sở"]),
        ("BCHQS xã", ["Ban Chỉ huy Quân sự xã"]),
        ("CAP; CAX", ["Công an phường", "Công an xã"]),
        ("các tổ chức CT-XH", ["Các tổ chức chính trị - xã hội"]),
        ("Ban KT-XH HĐND xã", ["Ban Kinh tế - Xã hội Hội đồng nhân dân xã"]),
        ("THADS tỉnh", ["Thi hành án dân sự tỉnh"]),
        ("Đồn BP Khe Sim", ["Đồn Biên phòng Khe Sim"]),
        ("Sở NgV, Sở CT", ["Sở Ngoại vụ", "Sở Công Thương"]),
        ("Trung tâm CNTT&TT", ["Trung tâm Công nghệ thông tin và Truyền thông"]),
        ("Phòng CCHC", ["Phòng Cải cách hành chính"]),
        ("Công ty CP Cấp nước", ["Công ty Cổ phần Cấp nước"]),
        ("PGD NHCSXH", ["Phòng giao dịch Ngân hàng Chính sách xã hội"]),
        ("HĐ NVQS xã", ["Hội đồng Nghĩa vụ quân sự xã"]),
        ("CT Nông Văn Sim; CT UBND xã", ["Nông Văn Sim", "Chủ tịch UBND xã"]),
        ("NHNN Khu vực 4", ["Ngân hàng Nhà nước khu vực 4"]),
        ("Trường TH Suối Mơ; Trường MN Hoa Ban", ["Trường Tiểu học Suối Mơ", "Trường Mầm non Hoa Ban"]),
        ("Trường PTDTBT TH&THCS Khe Sim", ["Trường Phổ thông dân tộc bán trú Tiểu học và THCS Khe Sim"]),
        ("Trường Tiểu học và Trung học cơ sở Khe Sim", ["Trường Tiểu học và Trung học cơ sở Khe Sim"]),
        ("các trường MN, TH, THCS", ["Các trường MN, TH, THCS"]),
        ("HTX DVNN Khe Sim", ["Hợp tác xã Dịch vụ nông nghiệp Khe Sim"]),
        ("Trạm Y tế, các trường học, HTX Khe Sim", ["Trạm Y tế", "Các trường học", "Hợp tác xã Khe Sim"]),
    ],
)
def test_spelled_out_beside_its_neighbour(cell: str, expected: list[str]) -> None:
    reading = read_units(cell, WARD)
    assert [unit.name for unit in reading.units] == expected
    assert reading.doubts == ()


@pytest.mark.parametrize("cell", ["BCH", "BCH thống nhất", "TT xã", "HĐ xã"])
def test_with_two_meanings_it_is_left_and_said(cell: str) -> None:
    reading = read_units(cell, WARD)
    assert [unit.name for unit in reading.units] == [cell]
    assert [doubt.reason for doubt in reading.doubts] == ["unknown_unit"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Trung tâm CĐS", "office"),
        ("Công ty điện lực", "organization"),
        ("Khu phố 3", "organization"),
        ("HTX Khe Sim", "organization"),
        ("Doanh nghiệp viễn thông", "collective"),
        ("Ngân hàng thương mại", "collective"),
    ],
)
def test_one_institution_is_no_collective(cell: str, kind: str) -> None:
    (unit,) = read_units(cell, WARD).units
    assert (unit.kind, unit.locality if unit.level == "other" else None) == (kind, None)


@pytest.mark.parametrize("body", ["Công an", "Quân sự"])
def test_the_party_committee_of_an_office_is_one_body(body: str) -> None:
    for place in ("xã", "tỉnh"):
        (unit,) = read_units(f"Đảng ủy {body} {place}", WARD).units
        assert (unit.name, unit.kind, unit.level) == (f"Đảng ủy {body} {place}", "party", "party")
    assert len(read_units(f"Đảng ủy, {body} xã", WARD).units) == 2
    assert [doubt.reason for doubt in read_units(f"Đảng ủy\n{body} xã", WARD).doubts] == ["unit_split"]


def test_the_party_committee_of_a_department_is_one_body() -> None:
    (unit,) = read_units("Đảng ủy Sở Y tế", Home(level="province")).units
    assert (unit.name, unit.kind) == ("Đảng ủy Sở Y tế", "party")


def test_the_council_whose_capitals_vary_keeps_them() -> None:
    for written, name in (
        ("Hội đồng Nghĩa vụ quân sự xã", None),
        ("Hội đồng nghĩa vụ quân sự xã", None),
        ("HỘI ĐỒNG NGHĨA VỤ QUÂN SỰ XÃ", "Hội đồng nghĩa vụ quân sự xã"),
    ):
        (unit,) = read_units(written, WARD).units
        assert (unit.name, unit.id) == (name or written, "hoi-dong-nghia-vu-quan-su")

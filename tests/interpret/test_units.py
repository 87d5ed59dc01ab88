"""Offices in a cell: where one ends and the next begins, what each is called, and who leads. The numbers are those of `units.py`."""

from __future__ import annotations

import pytest

from planparse.interpret.units import Home, is_unit_heading, read_opening, read_organization, read_roles, read_units
from planparse.plan import Organization

WARD = Home(locality="Suối Mơ", locality_kind="phường")
PROVINCE = Home(level="province")


def names(cell: str, home: Home = WARD) -> list[str]:
    return [unit.name for unit in read_units(cell, home).units]


def one(cell: str, home: Home = WARD) -> Organization:
    (unit,) = read_units(cell, home).units
    return unit


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và UBND"]),
        ("Sở Tư pháp, Văn phòng UBND tỉnh, Công an tỉnh", ["Sở Tư pháp", "Văn phòng UBND tỉnh", "Công an tỉnh"]),
        ("Sở Khoa học và Công nghệ Sở Công Thương", ["Sở Khoa học và Công nghệ", "Sở Công Thương"]),
        ("Các Cục: Di sản văn hóa, Bản quyền tác giả", ["Cục Di sản văn hóa", "Cục Bản quyền tác giả"]),
        ("Các Sở: NNMT, TC, VH,TT&DL", ["Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch"]),
        ("các phòng Kinh tế, Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        ("Sở Nội vụ, Tài chính và Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
        ("- Bộ Xây dựng; - Bộ Y tế.", ["Bộ Xây dựng", "Bộ Y tế"]),
        ("- Bộ Xây dựng\n- Bộ Y tế", ["Bộ Xây dựng", "Bộ Y tế"]),
        ("1. Phòng Kinh tế\n2. Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Phòng Kinh tế,\nHạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Phòng Kinh tế\nCông an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Phòng Kinh tế: Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Phòng Kinh tế/Phòng VH-XH", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        ("Công an - Quân sự phường", ["Công an", "Ban Chỉ huy Quân sự phường"]),
        ("các sở, ban, ngành", ["Các sở, ban, ngành"]),
        ("Các Sở, ban, ngành và địa phương", ["Các sở, ban, ngành và địa phương"]),
        ("các bộ, ngành và cộng đồng người dân", ["Các bộ, ngành", "Cộng đồng người dân"]),
        ("các sở, ban, ngành, các tổ chức chính trị-xã hội", ["Các sở, ban, ngành", "Các tổ chức chính trị - xã hội"]),
        ("UBND các xã, phường", ["Ủy ban nhân dân các xã, phường"]),
        ("Các sở, ngành, UBND xã, phường, đặc khu", ["Các sở, ngành", "Ủy ban nhân dân xã, phường, đặc khu"]),
        ("Sở Tài chính và cơ quan, địa phương liên quan", ["Sở Tài chính", "Cơ quan, địa phương liên quan"]),
        ("Doanh nghiệp, Sở, ban, ngành có liên quan", ["Doanh nghiệp", "Sở, ban, ngành có liên quan"]),
        ("Viện, Trường; Doanh nghiệp", ["Viện, trường", "Doanh nghiệp"]),
        ("Các trường mầm non, tiểu học trên địa bàn", ["Các trường mầm non, tiểu học trên địa bàn"]),
        (
            "Đảng ủy, HĐND, UBND, Ủy ban MTTQ Việt Nam phường",
            ["Đảng ủy", "Hội đồng nhân dân", "Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam phường"],
        ),
        ("Thường trực HĐND; các Ban HĐND", ["Thường trực Hội đồng nhân dân", "Các ban Hội đồng nhân dân"]),
        ("Mặt trận Tổ quốc và các đoàn thể", ["Ủy ban Mặt trận Tổ quốc Việt Nam", "Các đoàn thể"]),
        ("Trưởng các phòng, ban", ["Trưởng các phòng, ban"]),
        ("UBND thành phố Hà Nội, Thành phố Huế", ["Ủy ban nhân dân thành phố Hà Nội", "Ủy ban nhân dân thành phố Huế"]),
        ("UBND xã Khe Sim và xã Lũng Chè", ["Ủy ban nhân dân xã Khe Sim", "Ủy ban nhân dân xã Lũng Chè"]),
        ("Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh", ["Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh"]),
        ("Trung tâm Dịch vụ việc làm Thành phố (Sở Nội vụ)", ["Trung tâm Dịch vụ việc làm Thành phố"]),
        ("Báo và Phát thanh, Truyền hình tỉnh; Thuế tỉnh", ["Báo và Phát thanh, Truyền hình tỉnh", "Thuế tỉnh"]),
        ("Lò Văn Pánh\nNông Thị Sả", ["Lò Văn Pánh", "Nông Thị Sả"]),
        ("Công an phường\nCác trường học", ["Công an phường", "Các trường học"]),
        ("Phòng Kinh tế Các tổ dân phố", ["Phòng Kinh tế", "Các tổ dân phố"]),
        ("Thôn Khe Sim, thôn Lũng Chè", ["Thôn Khe Sim", "Thôn Lũng Chè"]),
        ("Điện lực khu vực; Trung tâm Y tế khu vực 2", ["Điện lực khu vực", "Trung tâm Y tế khu vực 2"]),
        ("BCHQS tỉnh, BCHQS xã", ["Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ huy Quân sự xã"]),
        ("Tổ dân phố số 3, Tổ dân phố 5", ["Tổ dân phố số 3", "Tổ dân phố 5"]),
        ("Giao Công an xã", ["Công an xã"]),
        ("", []),
        (" - ", []),
        ("…", []),
    ],
)
def test_splits_by_what_the_words_name(cell: str, expected: list[str]) -> None:
    reading = read_units(cell, WARD)
    assert [unit.name for unit in reading.units] == expected
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("name", "id", "spellings"),
    [
        ("Phòng Văn hóa - Xã hội", "phong-van-hoa-xa-hoi", ("Phòng VH-XH", "phòng Văn hoá – Xã hội", "P. VHXH", "PHÒNG VĂN HÓA-XÃ HỘI")),
        (
            "Phòng Kinh tế, Hạ tầng và Đô thị",
            "phong-kinh-te-ha-tang-va-do-thi",
            ("Phòng KT,HT&ĐT", "Phòng KT-HT-ĐT", "P.KTHTĐT", "Phòng Kinh tế - Hạ tầng - Đô thị"),
        ),
        (
            "Trung tâm Phục vụ hành chính công",
            "trung-tam-phuc-vu-hanh-chinh-cong",
            ("TTPVHCC", "TT PVHCC", "Trung tâm PVHCC", "Trung tâm HCC"),
        ),
        (
            "Văn phòng HĐND và UBND",
            "van-phong-hdnd-va-ubnd",
            ("VP HĐND&UBND", "VPHĐND - UBND", "Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân", "Văn phòng", "Văn phòng UBND"),
        ),
        ("Công an phường", "cong-an", ("CA phường", "công an phường", "Công an phường Suối Mơ")),
        ("Ban Chỉ huy Quân sự", "ban-chi-huy-quan-su", ("BCH QS", "BCHQS", "Ban CHQS", "Ban Chỉ huy quân sự")),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam", "mttq", ("MTTQ", "UBMTTQ", "UB.MTTQVN", "Uỷ ban MTTQ Việt Nam", "Mặt trận Tổ quốc")),
        ("Hội Cựu chiến binh", "hoi-cuu-chien-binh", ("CCB", "Hội CCB", "Hội Cựu Chiến binh")),
        ("Đoàn TNCS Hồ Chí Minh", "doan-thanh-nien", ("ĐTN", "Đoàn Thanh niên", "Đoàn TNCS HCM")),
        ("Hội Liên hiệp Phụ nữ", "hoi-lien-hiep-phu-nu", ("Hội LHPN", "Hội Phụ nữ", "HLHPN")),
        ("Sở Khoa học và Công nghệ", "so-khoa-hoc-va-cong-nghe", ("Sở KH&CN", "Sở KHCN", "SKHCN", "Sở Khoa học & Công nghệ")),
        ("Bộ Tài chính", "bo-tai-chinh", ("Bộ TC", "BỘ TÀI CHÍNH")),
    ],
)
def test_one_office_has_one_name_and_id(name: str, id: str, spellings: tuple[str, ...]) -> None:
    for spelling in (name, *spellings):
        unit = one(spelling)
        assert (unit.name, unit.id) == (name, id), spelling


@pytest.mark.parametrize(
    ("cell", "kind", "level"),
    [
        ("Ủy ban nhân dân phường", "government", "commune"),
        ("Công an phường", "office", "commune"),
        ("Công an tỉnh", "office", "province"),
        ("Bộ Công an", "office", "central"),
        ("Sở Nội vụ", "office", "province"),
        ("Phòng Kinh tế", "office", "commune"),
        ("Đảng ủy phường", "party", "party"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "front", "province"),
        ("Hội Nông dân xã", "organization", "commune"),
        ("Tổ dân phố 4", "organization", "hamlet"),
        ("các thôn, bản", "collective", "hamlet"),
        ("các tổ dân phố", "collective", "hamlet"),
        ("Các phòng, đơn vị thuộc phường", "collective", "commune"),
        ("các sở, ban, ngành", "collective", "province"),
        ("UBND các xã, phường", "collective", "commune"),
        ("Lãnh đạo UBND phường", "collective", "commune"),
        ("Chủ tịch UBND phường", "person", "commune"),
        ("Đồng chí Nông Văn Sim", "person", "other"),
        ("Thủ tướng Chính phủ", "person", "central"),
        ("Theo phân công tại Quyết định số 19/QĐ-UBND ngày 02/3/2026", "reference", "other"),
    ],
)
def test_kind_and_level(cell: str, kind: str, level: str) -> None:
    unit = one(cell)
    assert (unit.kind, unit.level) == (kind, level)


def test_the_issuer_tells_the_level_that_the_name_leaves_open() -> None:
    assert [one("Công an", home).level for home in (WARD, PROVINCE)] == ["commune", "province"]
    assert one("Văn phòng", PROVINCE).id == "van-phong"


def test_ids_of_collectives_and_posts_are_the_same_in_all_wordings() -> None:
    assert one("Sở, ban, ngành có liên quan").id == one("các Sở, ban, ngành liên quan").id == "cac-so-ban-nganh-lien-quan"
    assert one("UBND cấp xã").id == one("UBND các phường, xã").id == one("Ủy ban nhân dân xã, phường, đặc khu").id == "ubnd-cap-xa"
    assert one("Chủ tịch Ủy ban nhân dân xã").id == one("Chủ tịch UBND phường").id == "chu-tich-ubnd"
    assert one("Các cơ quan, đơn vị trực tiếp sử dụng ngân sách").id is None


def test_a_place_belongs_to_the_name_of_its_own_organs_only() -> None:
    council = one("UBND PHƯỜNG BÁCH QUANG")
    assert (council.name, council.locality, council.locality_kind) == ("Ủy ban nhân dân phường Bách Quang", "Bách Quang", "phường")
    assert council.province == "Thái Nguyên"
    police = one("Công an phường Bách Quang")
    assert (police.name, police.locality) == ("Công an phường", "Bách Quang")
    assert one("Sở Nội vụ tỉnh Lai Châu").name == "Sở Nội vụ"
    assert one("UBND phường Xuân Hương - Đà Lạt").locality == "Xuân Hương - Đà Lạt"
    assert names("UBND phường Khe Sim - Công an phường") == ["Ủy ban nhân dân phường Khe Sim", "Công an phường"]


def test_a_name_that_several_provinces_have_says_no_province() -> None:
    assert one("UBND phường Tân An").province is None
    assert one("UBND phường Tân An", Home(province="Đắk Lắk")).province == "Đắk Lắk"
    assert one("UBND phường Tân An, tỉnh Tây Ninh").province == "Tây Ninh"


def test_brackets_stand_in_raw_and_separate_nothing() -> None:
    first, second = read_units("Công an phường (phối hợp, nếu cần; báo cáo); các tổ dân phố", WARD).units
    assert (first.raw, first.name) == ("Công an phường (phối hợp, nếu cần; báo cáo)", "Công an phường")
    assert second.raw == "các tổ dân phố"


def test_persons() -> None:
    person = one("Đ/c Nông Thị Sim, Phó Chủ tịch UBND phường")
    assert (person.name, person.id, person.kind) == ("Nông Thị Sim", None, "person")
    assert names("Phó Hiệu trưởng Lò Văn Nứa; GVCN các lớp") == ["Lò Văn Nứa", "Giáo viên chủ nhiệm các lớp"]
    assert names("PCT UBND tỉnh Hoàng Văn Trám") == ["Hoàng Văn Trám"]
    assert names("Chủ tịch UBND xã; Trưởng Công an xã") == ["Chủ tịch UBND xã", "Trưởng Công an xã"]


def test_two_in_a_row_with_only_a_blank_between_are_two_and_doubted() -> None:
    for cell, expected in (
        ("Lò Văn Pánh Nông Thị Sả", ["Lò Văn Pánh", "Nông Thị Sả"]),
        ("Ban Quản lý chợ Trạm Y tế", ["Ban Quản lý chợ", "Trạm Y tế"]),
    ):
        reading = read_units(cell, WARD)
        assert [unit.name for unit in reading.units] == expected
        assert [doubt.reason for doubt in reading.doubts] == ["unit_split"]
    assert names("Tôn Nữ Thị Ngọc Trâm") == ["Tôn Nữ Thị Ngọc Trâm"]


def test_an_institution_that_no_vocabulary_knows_keeps_its_name() -> None:
    unit = one("Trung tâm Quan trắc rạn san hô tỉnh", PROVINCE)
    assert (unit.name, unit.id, unit.kind, unit.level) == ("Trung tâm Quan trắc rạn san hô tỉnh", None, "office", "province")
    assert read_units(unit.name, PROVINCE).doubts == ()
    assert one("Phòng Kinh tế Biển").id is None


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("Theo tiến độ chung", "unknown_unit"),
        ("Công an xã, các bến đò", "unknown_unit"),
        ("Phòng Kinh tế ngoại viện", "unknown_unit"),
        ("Phòng Kinh tế Công an xã", "unit_split"),
        ("Phòng Kinh tế, Kế hoạch và Quy hoạch", "unit_split"),
        ("Trung tâm Hỗ trợ doanh nghiệp và hợp tác xã", "unit_split"),
        ("UBND các xã, phường: Khe Sim, Lũng Chè", "unit_split"),
    ],
)
def test_what_is_not_sure_is_said(cell: str, reason: str) -> None:
    doubts = read_units(cell, WARD).doubts
    assert [doubt.reason for doubt in doubts] == [reason]
    assert doubts[0].word is not None
    assert doubts[0].word in cell


@pytest.mark.parametrize(
    ("cell", "lead", "coordinating"),
    [
        ("Phòng Kinh tế chủ trì, phối hợp với Công an xã; các thôn", ["Phòng Kinh tế"], ["Công an xã", "Các thôn"]),
        ("Phòng Kinh tế phối hợp với Công an xã", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Chủ trì: Phòng Kinh tế; phối hợp: Công an xã, các thôn", ["Phòng Kinh tế"], ["Công an xã", "Các thôn"]),
        ("- Cơ quan chủ trì: Sở Nội vụ.\n- Cơ quan phối hợp: Các sở, ngành.", ["Sở Nội vụ"], ["Các sở, ngành"]),
        ("Phòng Kinh tế (chủ trì), Công an xã (phối hợp)", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Phòng Kinh tế chủ trì; Công an xã, các thôn phối hợp", ["Phòng Kinh tế"], ["Công an xã", "Các thôn"]),
        ("Sở Y tế và Sở Nội vụ chủ trì, phối hợp với các sở, ngành", ["Sở Y tế", "Sở Nội vụ"], ["Các sở, ngành"]),
        ("Phối hợp với Công an xã", [], ["Công an xã"]),
        ("Phòng Kinh tế (CT), Trạm Y tế (PH)", ["Phòng Kinh tế"], ["Trạm Y tế"]),
        ("Phòng Kinh tế; PH: Công an xã", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Phòng Kinh tế, Công an xã", ["Phòng Kinh tế", "Công an xã"], []),
        ("", [], []),
    ],
)
def test_roles_in_one_cell(cell: str, lead: list[str], coordinating: list[str]) -> None:
    first, second = read_roles(cell, WARD)
    assert [unit.name for unit in first.units] == lead
    assert [unit.name for unit in second.units] == coordinating
    assert not any(word in unit.raw for unit in (*first.units, *second.units) for word in ("phối hợp với", "Chủ trì:", "chủ trì,"))


@pytest.mark.parametrize(
    "heading",
    [
        "Phòng Văn hóa - Xã hội",
        "VĂN PHÒNG HĐND VÀ UBND PHƯỜNG",
        "Các tổ dân phố; Mặt trận Tổ quốc và các đoàn thể",
        "Đề nghị Ủy ban MTTQ Việt Nam xã và các tổ chức chính trị - xã hội",
        "Giao Công an xã",
        "Trách nhiệm của Phòng Kinh tế:",
        "Tổ bầu cử",
        "Cán bộ phụ trách lĩnh vực giám sát và phản biện xã hội",
        "Các cơ quan, đơn vị có liên quan",
    ],
)
def test_headings_of_duties(heading: str) -> None:
    assert is_unit_heading(heading, WARD)


@pytest.mark.parametrize(
    "heading",
    [
        "Phòng ngừa, ứng phó với thiên tai",
        "Phòng, chống dịch bệnh",
        "TỔ CHỨC THỰC HIỆN",
        "Các hoạt động chính",
        "Ban hành kế hoạch",
        "Hội nghị tổng kết",
        "Kinh phí thực hiện",
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện",
        "Các sở, ngành có trách nhiệm bố trí kinh phí",
        "Sở Tài chính: bố trí kinh phí",
        "",
    ],
)
def test_headings_of_something_else(heading: str) -> None:
    assert not is_unit_heading(heading, WARD)


def test_the_offices_that_open_a_sentence() -> None:
    text = "Giao Sở Xây dựng, Sở Tài chính rà soát cơ sở vật chất."
    reading, rest = read_opening(text, PROVINCE)
    assert [unit.name for unit in reading.units] == ["Sở Xây dựng", "Sở Tài chính"]
    assert text[rest:] == "rà soát cơ sở vật chất."
    assert read_opening("Rà soát cơ sở vật chất.", PROVINCE) == (type(reading)(()), 0)


def test_an_organization_is_the_whole_text() -> None:
    issuer = read_organization("ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ", WARD)
    assert (issuer.raw, issuer.name, issuer.id, issuer.level) == (
        "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        "Ủy ban nhân dân xã Suối Mơ",
        "ubnd",
        "commune",
    )
    several = read_organization("TT. Tỉnh ủy, TT. HĐND tỉnh", PROVINCE)
    assert (several.name, several.id) == ("Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân tỉnh", None)
    assert read_organization("", WARD).name == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng Văn hóa\n- Xã hội", ["Phòng Văn hóa - Xã hội"]),
        ("Phòng Kinh tế\n- Công an xã", ["Phòng Kinh tế", "Công an xã"]),
        ("Phòng Văn hóa - Xã hội\n- Công an xã", ["Phòng Văn hóa - Xã hội", "Công an xã"]),
        ("- Phòng Kinh tế\n- Công an xã", ["Phòng Kinh tế", "Công an xã"]),
    ],
)
def test_a_lone_dash_at_the_head_of_a_line_may_be_that_of_a_name(text: str, names: list[str]) -> None:
    assert [unit.raw for unit in read_units(text, Home()).units] == names

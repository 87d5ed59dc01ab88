"""Offices, whatever the text: no sign lost, ids that do not depend on spelling, mends that can be replayed, nothing raised."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.interpret.units import Home, is_unit_heading, read_opening, read_organization, read_roles, read_units
from planparse.paper import HERE, replay

WARD = Home()
SEPARATORS = re.compile(r"(?:^|(?<=[\n;]))\s*\d{1,3}[.)](?!\d)|[\s,/&\-–—:.…;+•●▪◦·*\t|]|\b(?:và|cùng với|cùng)\b", re.IGNORECASE)

OFFICES = (
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Văn phòng HĐND và UBND",
    "Trung tâm PVHCC",
    "Công an phường",
    "Ban Chỉ huy Quân sự xã",
    "UBMTTQ Việt Nam xã",
    "Hội Nông dân",
    "Sở Khoa học và Công nghệ",
    "Văn phòng UBND tỉnh",
    "UBND các xã, phường",
    "các tổ dân phố",
    "các sở, ban, ngành",
    "các cơ quan, đơn vị có liên quan",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Chủ tịch UBND phường",
)
PIECES = (
    *OFFICES,
    "Đồng chí Nông Thị Sim",
    "(phối hợp)",
    "chủ trì",
    "phối hợp với",
    "Trung tâm",
    "liên quan",
    "các",
    "xã",
    "Khe Sim",
    "abc",
    "“nhà”",
)
GAPS = ("; ", ", ", " và ", "\n", "\n- ", " ", " - ", "/", ": ", ". ", " & ", "; 2. ", " (", ")")

lists = st.lists(st.sampled_from(OFFICES), min_size=1, max_size=5)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(GAPS), st.text(max_size=4)), max_size=14).map("".join)


def left_over(text: str, raws: list[str]) -> str:
    """What the raws, taken out in their order, leave of the text; blanks do not count."""
    rest, kept = " ".join(text.split()), ""
    for raw in raws:
        at = rest.find(raw)
        assert at >= 0, (raw, text)
        kept, rest = f"{kept}{rest[:at]} ", rest[at + len(raw) :]
    return kept + rest


@given(texts)
def test_no_sign_is_lost(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    reading = read_units(text, WARD)
    mended = replay(text, reading.fixes)
    left = left_over(mended, [unit.raw for unit in reading.units])
    assert SEPARATORS.sub("", left) == ""
    assert all(unit.raw and unit.name for unit in reading.units)
    assert all(doubt.key == HERE and doubt.word for doubt in reading.doubts)


@given(st.text())
def test_nothing_raises(text: str) -> None:
    for home in (WARD, Home(level="province", province="Thái Nguyên"), Home(level="central")):
        read_units(text, home)
        read_roles(text, home)
        read_organization(text, home)
        is_unit_heading(text, home)
        _, rest = read_opening(text, home)
        assert 0 <= rest <= len(unicodedata.normalize("NFC", text))


@given(texts)
def test_roles_share_out_the_same_offices(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    lead, coordinating = read_roles(text, WARD)
    both = sorted(unit.name for unit in (*lead.units, *coordinating.units))
    assert both == sorted(unit.name for unit in read_units(text, WARD).units)
    assert coordinating.fixes == ()


@given(lists, st.sampled_from(("; ", ";\n", ", ", "\n", "\n- ", " và ")))
def test_a_list_of_known_offices_is_that_list(offices: list[str], gap: str) -> None:
    alone = [read_units(office, WARD).units[0] for office in offices]
    reading = read_units(gap.join(offices), WARD)
    assert [(unit.name, unit.id, unit.kind, unit.level) for unit in reading.units] == [
        (unit.name, unit.id, unit.kind, unit.level) for unit in alone
    ]


@given(st.permutations(OFFICES[:8]))
def test_ids_do_not_depend_on_order(offices: list[str]) -> None:
    found = {unit.id for unit in read_units("; ".join(offices), WARD).units}
    assert found == {unit.id for unit in read_units("; ".join(OFFICES[:8]), WARD).units}


@given(lists)
def test_ids_do_not_depend_on_case_tone_placement_or_unicode_form(offices: list[str]) -> None:
    text = "; ".join(offices)
    ids = [unit.id for unit in read_units(text, WARD).units]
    others = (text.upper(), unicodedata.normalize("NFD", text), text.replace("hóa", "hoá").replace("ủy", "uỷ"), text.replace(" - ", " – "))
    for other in others:
        assert [unit.id for unit in read_units(other, WARD).units] == ids, other


@given(lists)
def test_known_names_are_never_mended(offices: list[str]) -> None:
    assert read_units("; ".join(offices), WARD).fixes == ()


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Phòng Văn hóa - Xã hôi", "Phòng Văn hóa - Xã hội"),
        ("Phỏng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội"),
        ("Công an xa; Sở Y tế tinh", "Công an xã; Sở Y tế tỉnh"),
        ("Văn phòng HDND và UBND", "Văn phòng HĐND và UBND"),
        ("Sở Sây dựng, Bộ Chỉ huy Quân sự tinh", "Sở Xây dựng, Bộ Chỉ huy Quân sự tỉnh"),
        ("PHÒNG VĂN HÓA - XÃ HỘl", "PHÒNG VĂN HÓA - XÃ HỘI"),
    ],
)
def test_a_name_one_letter_away_is_mended_and_recorded(text: str, mended: str) -> None:
    reading = read_units(text, WARD)
    assert replay(text, reading.fixes) == mended
    assert {fix.rule for fix in reading.fixes} == {"ocr-unit-name"}
    assert left_over(mended, [unit.raw for unit in reading.units]).strip(" ;,") == ""
    assert all(unit.id for unit in reading.units)
    assert read_units(mended, WARD).fixes == ()


@pytest.mark.parametrize(
    "text",
    ["Ban Dân vận", "Sở Y tá", "Phòng Kinh tế Xanh", "Hội Người mù", "Tổ công nghệ", "Ban Văn hóa - Xã hội", "Trường Tiểu học Xã Đàn"],
)
def test_another_name_is_left_alone(text: str) -> None:
    reading = read_units(text, WARD)
    assert reading.fixes == ()
    assert reading.units[0].name == text


def test_fixes_of_a_cell_with_both_roles_are_made_to_the_whole_cell() -> None:
    text = "Văn phòng HDND và UBND chủ trì, phối hợp với Công an xa"
    lead, coordinating = read_roles(text, WARD)
    assert replay(text, lead.fixes) == "Văn phòng HĐND và UBND chủ trì, phối hợp với Công an xã"
    assert [unit.raw for unit in coordinating.units] == ["Công an xã"]

"""The lists of places and offices hold what they promise: codes as keys, no guess among namesakes, one name per office and level."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from planparse import vocab
from planparse.plan import Organization
from planparse.vocab.places import find_commune, find_province, province_of, provinces
from planparse.vocab.spelling import fold, slug
from planparse.vocab.units import lexicon

VOCAB = Path(vocab.__file__).parent


def test_thirty_four_provinces_and_their_communes() -> None:
    codes = {place.code for place in provinces()}
    rows = vocab.rows("communes")
    assert (len(provinces()), len(codes), len(rows)) == (34, 34, 3321)
    assert len({row["code"] for row in rows}) == 3321
    assert {row["province_code"] for row in rows} == codes
    assert Counter(row["kind"] for row in rows) == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_a_commune_is_one_within_its_province() -> None:
    keys = Counter((fold(row["name"]), row["kind"], row["province_code"]) for row in vocab.rows("communes"))
    assert max(keys.values()) == 1


def test_names_that_occur_more_than_once_are_said_to_be_ambiguous() -> None:
    counted = Counter(row["name"] for row in vocab.rows("communes"))
    several = [name for name, count in counted.items() if count > 1]
    assert len(several) == 314
    assert all(len(find_commune(name)) == counted[name] and province_of(name) is None for name in several)


def test_a_name_finds_its_commune_in_any_spelling() -> None:
    (commune,) = find_commune("BÁCH QUANG", "Phường")
    assert (commune.code, commune.name, commune.province, commune.province_code) == ("05528", "Bách Quang", "Thái Nguyên", "19")
    assert find_commune(unicodedata.normalize("NFD", "Bách Quang")) == (commune,)
    assert find_commune("Điềm Thuỵ")[0].name == "Điềm Thụy"
    assert find_commune("Ea H’Leo")[0].name == "Ea H'Leo"
    assert find_commune("Lâm Viên-Đà Lạt")[0].province == "Lâm Đồng"
    assert find_commune("Bách Quang", "xã") == find_commune("Suối Mơ") == ()


def test_the_province_decides_between_namesakes() -> None:
    assert province_of("Tân An", "phường") is None
    assert province_of("Tân An", "phường", "tỉnh Tây Ninh") == "Tây Ninh"
    assert find_commune("Tân An", "phường", "Hà Giang") == ()


@pytest.mark.parametrize("written", ["Hồ Chí Minh", "TP. HCM", "TP Hồ Chí Minh", "THÀNH PHỐ HỒ CHÍ MINH", "tp.hồ chí minh"])
def test_a_province_in_its_spellings(written: str) -> None:
    province = find_province(written)
    assert province is not None
    assert (province.code, province.kind) == ("79", "thành phố")
    assert find_province("Hà Giang") is None


@pytest.mark.parametrize("name", ["communes", "provinces"])
def test_lists_say_where_they_are_from(name: str) -> None:
    text = (VOCAB / f"{name}.csv").read_text(encoding="utf-8")
    remarks = [line for line in text.splitlines() if line.startswith("#")]
    for needed in ("vietnamadminunits", "MIT License", "valid_from: 2025-07-01", "Permission is hereby granted"):
        assert any(needed in line for line in remarks), needed
    assert text == unicodedata.normalize("NFC", text)


def test_each_entry_says_where_it_was_seen() -> None:
    for name, arrays in (("units", ("unit", "head", "level", "noun")), ("agencies", ("unit",)), ("abbreviations", ("abbreviation",))):
        tables = vocab.load(name)
        assert all(entry["seen"] for array in arrays for entry in tables[array])


def test_one_id_at_one_level_has_one_kind_and_readable_ids() -> None:
    known = lexicon()
    for unit in known.units.values():
        Organization(raw=unit.name, name=unit.name, kind=unit.kind, level="other" if unit.level == "home" else unit.level)  # type: ignore[arg-type]
        assert unit.id == slug(unit.id)
        assert unit.suffix in ("place", "level", "none")
        assert unit.commune is None or unit.commune in known.units


def test_abbreviations_stand_for_words_of_their_letters() -> None:
    """Each meaning opens with a letter of the short form, so that a line set in the wrong place shows."""
    for entry in vocab.load("abbreviations")["abbreviation"]:
        for full in entry["full"]:
            assert slug(full)[0] == slug(entry["forms"][0])[0], (entry["forms"], full)
        assert entry["write"] is False or len(entry["full"]) == 1

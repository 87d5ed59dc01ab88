"""The provinces and communes in force since 1 July 2025: looked up by name, never guessed.

A commune's short name is no key: 314 names occur more than once (Tân An ten times), and even `phường Tân An` stands in several
provinces. The key is the code; a name alone answers with *all* communes of that name, and a province only where there is one.
Sources, licence and date stand in the first lines of `provinces.csv` and `communes.csv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from planparse import vocab
from planparse.vocab.spelling import fold, place_tone

_PROVINCE_KIND = re.compile(r"^(?:tỉnh|thành phố|tp ?\.?)\s*")
_SHORT = {"hcm": "hồ chí minh", "hn": "hà nội", "đắc lắc": "đắk lắk", "đăk lăk": "đắk lắk"}


@dataclass(frozen=True, slots=True)
class Province:
    """`name` without its kind: `Thái Nguyên`, `tỉnh`."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Commune:
    """`name` without its kind: `Bách Quang`, `phường`; `province` the short name (`Thái Nguyên`)."""

    code: str
    name: str
    kind: str
    province: str
    province_code: str


def provinces() -> tuple[Province, ...]:
    """All 34, by code."""
    return tuple(_provinces().values())


def find_province(name: str) -> Province | None:
    """The province of that name, with or without its kind, in any case and tone placement; None where there is none.

    >>> find_province("TỈNH THÁI NGUYÊN").name, find_province("TP. HCM").name, find_province("Hà Giang")
    ('Thái Nguyên', 'Hồ Chí Minh', None)
    """
    key = _PROVINCE_KIND.sub("", _key(name))
    return _provinces().get(_SHORT.get(key, key))


def find_commune(name: str, kind: str | None = None, province: str | None = None) -> tuple[Commune, ...]:
    """All communes of that name, of that kind and in that province where they are given; by code.

    More than one says that the name is ambiguous. An unknown `province` matches nothing.

    >>> [(commune.code, commune.province) for commune in find_commune("Bách Quang", "phường")]
    [('05528', 'Thái Nguyên')]
    >>> len(find_commune("Tân An")), len(find_commune("tân an", "phường", "Tỉnh Đắk Lắk"))
    (10, 1)
    """
    found = _communes().get(_key(name), ())
    if kind is not None:
        wanted = _key(kind)
        found = tuple(commune for commune in found if commune.kind == wanted)
    if province is not None:
        place = find_province(province)
        found = tuple(commune for commune in found if place and commune.province_code == place.code)
    return found


def province_of(name: str, kind: str | None = None, province: str | None = None) -> str | None:
    """The province of the commune where exactly one fits, else None: several of the name, or none, is no answer.

    >>> province_of("Bách Quang", "phường"), province_of("Tân An", "phường"), province_of("Tân An", "phường", "Đắk Lắk")
    ('Thái Nguyên', None, 'Đắk Lắk')
    """
    found = find_commune(name, kind, province)
    return found[0].province if len(found) == 1 else None


def _key(name: str) -> str:
    return re.sub(r"\s*-\s*", " - ", fold(name))


@cache
def _provinces() -> dict[str, Province]:
    return {_key(row["name"]): Province(row["code"], row["name"], row["kind"]) for row in vocab.rows("provinces")}


@cache
def _communes() -> dict[str, tuple[Commune, ...]]:
    by_code = {place.code: place.name for place in provinces()}
    found: defaultdict[str, list[Commune]] = defaultdict(list)
    for row in vocab.rows("communes"):
        code, name, kind, province_code = row["code"], row["name"], row["kind"], row["province_code"]
        plain = name.replace(" ", "").isalpha()  # no dash, no apostrophe: folding is lower case and the tone's place
        found[place_tone(name).casefold() if plain else _key(name)].append(Commune(code, name, kind, by_code[province_code], province_code))
    return {key: tuple(communes) for key, communes in found.items()}

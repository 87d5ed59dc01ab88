"""Offices, as plans write them, as `Organization`s: recognised, split and brought to one name.

What these functions hold to:

1. No sign is lost: the `raw`s, in order, and between them nothing but separators, bullets, "và" and blanks (in `read_roles`
   also the words that deal out the roles).
2. The same office has the same `id` in any case, tone placement, Unicode form and abbreviation. An office that no vocabulary
   knows keeps its name as written and has `id` None. Nothing is guessed.
3. What is not sure is in `doubts`: `unit_split` where the list may be cut elsewhere, `unknown_unit` where a piece looks like no
   institution, or a known name goes on in words that the vocabulary does not have.
4. Nothing raises, whatever the text.

`name` is the written name with abbreviations spelled out and one tone placement; a known office has the name of its entry in
`vocab/units.toml`, which also says what of `phường Bách Quang` belongs to it. A note in brackets stands in `raw` only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from planparse.interpret.unit_bodies import Item
from planparse.interpret.unit_items import items
from planparse.interpret.unit_mend import mends
from planparse.interpret.unit_words import COLON, HARD, Words, is_neutral, note_end, note_start
from planparse.paper import HERE, Doubt, Fix, replay
from planparse.plan import Organization
from planparse.vocab import places
from planparse.vocab.spelling import fold
from planparse.vocab.units import Lexicon, lexicon, party_lexicon

_LONGEST_HEADING, _LONGEST_NAME = 60, 14
"""Words; beyond, a text is a sentence."""
_NUMBER = re.compile(r"(?:^|[\n;])\s*(\d{1,3}[.)])\s*$")
_BELONGING = ("thuộc", "trực", "của")
_DETAILS = {
    "unit_split": "Danh sách đơn vị này có thể tách theo cách khác.",
    "unknown_unit": "Không nhận ra cơ quan, đơn vị nào trong đoạn này.",
    "longer_name": "Sau tên đơn vị còn những chữ không rõ nghĩa.",
}


@dataclass(frozen=True, slots=True)
class Home:
    """Who speaks: the issuer's place. `level` is `commune`, `province` or `central`; names are without their kind.
    `party` where it is a party committee."""

    locality: str | None = None
    locality_kind: str | None = None
    level: str = "commune"
    province: str | None = None
    party: bool = False

    def lexicon(self) -> Lexicon:
        """The words as this issuer means them."""
        return party_lexicon() if self.party else lexicon()


@dataclass(frozen=True, slots=True)
class UnitReading:
    """The offices of one text, in its order. `fixes` are made to the text before the `raw`s are cut from it."""

    units: tuple[Organization, ...]
    doubts: tuple[Doubt, ...] = ()
    fixes: tuple[Fix, ...] = ()


@dataclass(slots=True)
class _Piece:
    """An item, its office, where its raw text stands, and the role that the text gives it."""

    item: Item
    unit: Organization
    start: int
    end: int
    role: str


@lru_cache(maxsize=4096)
def read_units(raw: str, home: Home) -> UnitReading:
    """The offices that a cell or a phrase lists.

    >>> [unit.name for unit in read_units("Phòng KT,HT&ĐT, Công an phường và các tổ dân phố", Home()).units]
    ['Phòng Kinh tế, Hạ tầng và Đô thị', 'Công an phường', 'Các tổ dân phố']
    >>> [unit.name for unit in read_units("Sở Khoa học và Công nghệ Sở Công Thương", Home(level="province")).units]
    ['Sở Khoa học và Công nghệ', 'Sở Công Thương']
    """
    _, pieces, fixes = _read(raw, home, False)
    return UnitReading(tuple(piece.unit for piece in pieces), _doubts(pieces), fixes)


@lru_cache(maxsize=4096)
def read_roles(raw: str, home: Home) -> tuple[UnitReading, UnitReading]:
    """The leading and the coordinating offices of a cell that may hold both. Without a word about roles, all lead.

    All fixes stand in the first reading; they are made to the text of the whole cell.

    >>> lead, others = read_roles("Phòng Kinh tế chủ trì, phối hợp với Công an xã; các thôn", Home())
    >>> [unit.name for unit in lead.units], [unit.name for unit in others.units]
    (['Phòng Kinh tế'], ['Công an xã', 'Các thôn'])
    """
    _, pieces, fixes = _read(raw, home, True)
    lead = tuple(piece for piece in pieces if piece.role == "lead")
    others = tuple(piece for piece in pieces if piece.role != "lead")
    return (
        UnitReading(tuple(piece.unit for piece in lead), _doubts(lead), fixes),
        UnitReading(tuple(piece.unit for piece in others), _doubts(others)),
    )


def read_organization(raw: str, home: Home) -> Organization:
    """The one office that `raw` names; `raw` of the result is the whole text. Of a text that lists several, `name` has all.

    >>> read_organization("ỦY BAN NHÂN DÂN XÃ SUỐI MƠ", Home()).name
    'Ủy ban nhân dân xã Suối Mơ'
    """
    text, pieces, _ = _read(raw, home, False)
    whole = " ".join(text.split())
    if len(pieces) == 1:
        return pieces[0].unit.model_copy(update={"raw": whole})
    return Organization(raw=whole, name=", ".join(piece.unit.name for piece in pieces) or whole, kind="collective" if pieces else "other")


def is_unit_heading(text: str, home: Home) -> bool:
    """Whether a heading names offices, persons or groups of them and says nothing else.

    >>> is_unit_heading("Giao Công an xã", Home()), is_unit_heading("Phòng ngừa dịch bệnh", Home())
    (True, False)
    >>> is_unit_heading("Các tổ dân phố; Mặt trận Tổ quốc và các đoàn thể", Home())
    True
    """
    words, found, _ = _parsed(text, home)
    found = [item for item in found if item.what != "label" or item.name]
    if not found or words.count > _LONGEST_HEADING:
        return False
    listed = any(item.listed for item in found)
    if not listed and any(kind & COLON for kind in words.kinds[1:-1]):
        return False
    return all(_names_only(words, item) for item in found)


def read_opening(text: str, home: Home) -> tuple[UnitReading, int]:
    """The offices that open a sentence (`Sở Y tế, Công an tỉnh chủ trì …`), and where the rest of the sentence begins.

    >>> reading, rest = read_opening("Giao Công an xã: nắm tình hình.", Home())
    >>> [unit.name for unit in reading.units], "Giao Công an xã: nắm tình hình."[rest:]
    (['Công an xã'], 'nắm tình hình.')
    """
    words = Words(unicodedata.normalize("NFC", text), home.lexicon())
    opening: list[Item] = []
    rest = len(words.text)
    for item in items(words, home.level, home.lexicon()):
        if item.what not in ("known", "collective", "generic", "person") and (opening or item.name):
            rest = words.starts[item.first]
            break
        opening.append(item)
        if item.core < item.end:
            rest = words.starts[item.core]
            item.end = item.core
            break
    pieces = _pieces(words, opening, home, False)
    return UnitReading(tuple(piece.unit for piece in pieces), _doubts(pieces)), rest


def _names_only(words: Words, item: Item) -> bool:
    if item.what in ("unknown", "reference", "label") or (item.what == "collective" and item.doubt):
        return False
    duty = words.phrase(item.core, lexicon().duties) if item.core < item.end == words.count else None
    if duty is not None and duty[0] == item.end:
        return item.what in ("known", "collective", "person")
    if item.core < item.end and words.keys[item.core] not in _BELONGING and not words.phrase(item.core, lexicon().opened):
        return False
    if item.what == "known" or (item.what == "collective" and item.id):
        return True
    verbs = (at for at in range(item.first + 1, item.core) if words.shown[at][0].islower() and words.phrase(at, lexicon().verbs))
    return item.core - item.first <= _LONGEST_NAME and (item.what != "person" or words.keys[next(verbs, 0)] in ("phụ", words.keys[0]))


def _parsed(raw: str, home: Home) -> tuple[Words, list[Item], tuple[Fix, ...]]:
    """The words of the mended text, what they name, and the fixes that mended it."""
    text = unicodedata.normalize("NFC", raw)
    words = Words(text, home.lexicon())
    found = items(words, home.level, home.lexicon())
    fixes = mends(words, found, home.lexicon()) if text == raw else ()
    if fixes:
        words = Words(replay(text, fixes), home.lexicon())
        found = items(words, home.level, home.lexicon())
    return words, found, fixes


def _read(raw: str, home: Home, roles: bool) -> tuple[str, tuple[_Piece, ...], tuple[Fix, ...]]:
    """The mended text, its pieces, and the fixes that mended it."""
    words, found, fixes = _parsed(raw, home)
    if not found and not is_neutral(words.text):
        return words.text, (_sign(words.text),), fixes
    return words.text, tuple(_pieces(words, found, home, roles)), fixes


def _sign(text: str) -> _Piece:
    """A text without a word, such as `(?)`."""
    whole = " ".join(text.split())
    return _Piece(Item(0, 0, "unknown", whole), Organization(raw=whole, name=whole), 0, len(text), "lead")


def _pieces(words: Words, found: list[Item], home: Home, roles: bool) -> list[_Piece]:
    """Each office with its raw text. A label (`phối hợp với`) is in the raw text of the office behind it, or, with `roles`, in none."""
    pieces: list[_Piece] = []
    start, role, sentence = -1, "lead", 0
    for item in found:
        if item.what == "label":
            role = item.name or role
            sentence = len(pieces)
            if start < 0:
                start = _sign_before(words, 0) if item.first == 0 else -1
                start = words.starts[item.first] if start < 0 and (not roles or not item.name) else start
            if start < 0 and item.end < words.count:
                start = _sign_before(words, item.end)
            continue
        if words.kinds[item.first] & HARD:
            sentence = len(pieces)
        start = _sign_before(words, item.first) if start < 0 and item.first == 0 else start
        begin = _number_before(words, item.first) if start < 0 else start
        end = words.ends[item.end - 1]
        behind = words.starts[item.end] if item.end < words.count else len(words.text)
        end += note_end(words.text[end:behind])
        own = _own_role(words, item, end)
        if own is not None and roles:
            for at in range(sentence, len(pieces)):
                pieces[at].role = own
            sentence = len(pieces) + 1
            if item.core < item.end and words.phrase(item.core, lexicon().roles) == (item.end, own):
                end = words.ends[item.core - 1]
        raw = " ".join(words.text[begin:end].split())
        pieces.append(_Piece(item, _organization(raw, item, home), begin, end, own or role))
        start = -1
    return pieces


def _sign_before(words: Words, at: int) -> int:
    """Where in the gap before word `at` a sign stands that is no separator; -1 where there is none."""
    begin = words.ends[at - 1] if at else 0
    gap = words.text[begin : words.starts[at]]
    found = note_start(gap)
    return begin + found if found < len(gap) else -1


def _number_before(words: Words, at: int) -> int:
    """Where the name at word `at` begins, with its number in a list: `1. Sở Nội vụ`."""
    behind = words.ends[at - 1] if at else 0
    number = _NUMBER.search(words.text, behind, words.starts[at])
    return number.start(1) if number is not None else words.starts[at]


def _own_role(words: Words, item: Item, end: int) -> str | None:
    """The role that stands behind the name: `Phòng A chủ trì`, `Phòng B (phối hợp)`."""
    if item.core < item.end:
        found = words.phrase(item.core, lexicon().roles)
        return found[1] if found else None
    note = fold(words.text[words.ends[item.core - 1] : end].strip(" ([])"))
    marks = lexicon().marks
    if note in marks:
        return marks[note]
    return "lead" if note.startswith("chủ trì") else "coordinating" if note.startswith("phối hợp") else None


def _organization(raw: str, item: Item, home: Home) -> Organization:
    return Organization(
        raw=raw,
        name=item.name,
        id=item.id,
        kind=cast(Any, item.kind),
        level=cast(Any, item.level),
        locality=item.place,
        locality_kind=item.place_kind,
        province=_province(item, home) if item.place else None,
    )


def _province(item: Item, home: Home) -> str | None:
    """The province that the text names, or the only one that fits; a name that several provinces have says nothing, and a commune
    that the issuer's province does not have may be one that was merged."""
    if item.place is None or item.level == "other":
        return None
    if item.place_kind in ("tỉnh", "thành phố"):
        province = places.find_province(item.place)
        return province.name if province else None
    named = item.within or home.province
    if named is not None:
        return places.province_of(item.place, item.place_kind, named) or item.within
    return places.province_of(item.place, item.place_kind)


def _doubts(pieces: tuple[_Piece, ...] | list[_Piece]) -> tuple[Doubt, ...]:
    found = []
    for piece in pieces:
        reason = "unknown_unit" if piece.item.what == "unknown" else piece.item.doubt
        if reason is not None:
            detail = "longer_name" if reason == "unknown_unit" and piece.item.what == "known" else reason
            found.append(Doubt(reason, _DETAILS[detail], HERE, word=piece.unit.raw))
    return tuple(found)

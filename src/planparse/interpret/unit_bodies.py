"""What an item of a list is, and the readers of single bodies: known offices, institutions that no vocabulary knows, references.

Each reader gets the words and a place and gives an `Item` that ends behind the *name*; where its tail ends, `unit_items` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planparse.interpret.unit_match import CUT, Suffix, blocked, head_at, longest, place_at, places_behind, province_at, suffix
from planparse.interpret.unit_words import HARD, LINE, Words
from planparse.vocab.units import Level, Lexicon, Phrases, Unit

_NUMBER = re.compile(r"\d+|[IVX]+|số")
_TIERS = {"commune": "-cap-xa", "province": "-cap-tinh", "hamlet": "-cac-thon"}


CONTAINERS = ("ubnd", "hdnd", "dang-uy", "tinh-uy", "thanh-uy", "cong-an", "so-", "bo-")
"""Bodies that another may belong to: behind `Thanh tra` or `Văn phòng`, with a blank, they are its parent, not the next of the list."""


@dataclass(slots=True)
class Item:
    """Words `first`..`core` are the name, up to `end` its tail.

    `what`: known, collective, generic, person, reference, unknown, label. `listed` is the head that a list shares with the names
    behind it, `prefix` that head as written, `named` the word at which the own part of such a name, or a personal name, begins;
    `titled` where a title stands before it, `spread` where the list of places behind "các" goes on. `doubt` is a reason.
    """

    first: int
    core: int
    what: str
    name: str = ""
    id: str | None = None
    kind: str = "other"
    level: str = "other"
    place: str | None = None
    place_kind: str | None = None
    within: str | None = None
    unit: Unit | None = None
    end: int = 0
    listed: tuple[str, ...] = ()
    prefix: str = ""
    named: int = -1
    titled: bool = False
    spread: bool = False
    doubt: str | None = None

    def locate(self, found: Suffix) -> None:
        """Takes the place of a suffix that names one."""
        if found.place is not None:
            self.place, self.place_kind, self.within = found.place, found.word, found.within


def reference(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """`Theo phân công tại Quyết định số …`: one item up to the next `;`; the offices in it are not read."""
    if (at and not words.kinds[at] & (HARD | LINE)) or words.phrase(at, lexicon.references) is None:
        return None
    end = at + 1
    while end < words.count and not words.kinds[end] & HARD:
        end += 1
    written = " ".join(words.text[words.starts[at] : words.ends[end - 1]].split())
    return Item(at, end, "reference", written, kind="reference")


def known(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """An office of the lexicon, with the level and place behind it: `Công an xã`, `UBND các xã, phường`."""
    hit = longest(words, at, lexicon)
    if hit is None or blocked(words, at, lexicon):
        return None
    post = words.phrase(at, lexicon.posts)
    if post is not None and post[0] > hit[0]:
        return None
    item = complete(words, at, hit[0], hit[1], level, lexicon)
    if hit[1].as_written and not words.capital:
        written = words.write(at, hit[0])
        item.name = written[:1].upper() + written[1:] + item.name.removeprefix(hit[1].name)
    if hit[1].id.startswith("dang-uy-") and any(words.kinds[n] & LINE for n in range(at + 1, hit[0])):
        item.doubt = "unit_split"
    return item


def complete(words: Words, at: int, end: int, unit: Unit, level: str, lexicon: Lexicon) -> Item:
    """The item of a known office whose name ends at word `end`: what stands behind it decides on level, plural and place."""
    tiers = words.phrase(end, lexicon.tiers) if end > at and not words.kinds[end] else None
    if tiers is not None:
        item = _plain(words, at, tiers[0], unit, level, lexicon)
        item.name += f" {words.write(end, tiers[0])}"
        return item
    number = end
    while end > at and number < words.count and not words.kinds[number] and _NUMBER.fullmatch(words.shown[number]):
        number += 1
    if number > end and (
        number == words.count or words.kinds[number] & CUT or words.phrase(number, lexicon.levels) is None or unit.numbered
    ):
        found = suffix(words, number, lexicon)
        item = _plain(words, at, found.end if found else number, unit, level, lexicon)
        item.name += f" {words.write(end, item.core)}"
        if found is not None:
            item.locate(found)
        return item
    area = words.phrase(end, lexicon.areas) if end > at and not words.kinds[end] & CUT else None
    if area is not None:
        stop = area[0]
        while (
            stop < words.count and not words.kinds[stop] & (CUT | LINE) and (words.shown[stop][0].isupper() or words.shown[stop].isdigit())
        ):
            stop += 1
        item = _plain(words, at, stop, unit, level, lexicon)
        item.name += f" {words.write(end, stop)}"
        return item
    many = places_behind(words, end, lexicon)
    if many is not None and _is_plural_of(words, end, many[1], unit):
        stop, tier, narrowed = many
        written = words.write(end, stop).lower() if words.capital else words.write(end, stop)
        ident = None if narrowed else unit.id + _TIERS.get(tier, "-cac-cap")
        return Item(at, stop, "known", f"{unit.name} {written}", ident, "collective", tier, unit=unit)
    found = suffix(words, end, lexicon) if end > at else place_at(words, end, lexicon)
    if found is None and "province" in (unit.level, level) and end < words.count and not words.kinds[end]:
        found = province_at(words, end)
    return _plain(words, at, end, unit, level, lexicon) if found is None else suffixed(at, found, unit, level, lexicon)


def _is_plural_of(words: Words, at: int, tier: str, unit: Unit) -> bool:
    """Whether `các xã`, `các thôn` behind a name say whose it is, and do not open the next of the list."""
    if (words.kinds[at] & LINE and unit.suffix != "place") or (
        words.keys[at] == "các" and words.shown[at][0].isupper() and not words.capital
    ):
        return False
    return tier != "hamlet" or unit.level == "hamlet"


def _plain(words: Words, at: int, end: int, unit: Unit, level: str, lexicon: Lexicon) -> Item:
    chosen = at_level(unit, level if unit.level in ("home", "party") else unit.level, lexicon)
    own = level if chosen.level == "home" else chosen.level
    return Item(at, end, "known", chosen.name, chosen.id, chosen.kind, own, unit=chosen)


def suffixed(at: int, found: Suffix, unit: Unit, level: str, lexicon: Lexicon) -> Item:
    fixed = unit.level in ("party", "hamlet", "central")
    own = unit.level if fixed else found.level
    chosen = at_level(unit, found.level if unit.level == "party" else own, lexicon)
    expected = level if chosen.level == "home" else chosen.level
    name = chosen.name
    if chosen.suffix == "place" and found.place:
        name += f" {found.word} {found.place}"
    elif chosen.suffix != "none" or (own != expected and not fixed):
        name += f" {found.word}"
    item = Item(at, found.end, "known", name, chosen.id, chosen.kind, own, unit=chosen)
    item.locate(found)
    return item


def at_level(unit: Unit, level: str, lexicon: Lexicon) -> Unit:
    """What the entry means at that level: in a commune, `Văn phòng` is the Văn phòng HĐND và UBND, to its Đảng ủy another."""
    meant = (lexicon.of_party and unit.party) or unit.commune
    return lexicon.units[meant] if meant and level == "commune" else unit


def generic(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """An institution that the lexicon does not know, as written; or a locality that stands for its authority: `Xã Tân Lập`."""
    spot = words.phrase(at, lexicon.levels)
    if spot is not None and isinstance(spot[1], Level) and spot[1].proper:
        found = place_at(words, at, lexicon)
        if found is not None and found.place is not None:
            name = f"{found.word} {found.place}"
            kind = "organization" if found.level == "hamlet" else "government"
            item = Item(at, found.end, "generic", name[:1].upper() + name[1:], None, kind, found.level)
            item.locate(found)
            return item
    head = head_at(words, at, lexicon)
    if head is None:
        return None
    end = head[0]
    while end < words.count and not words.kinds[end] & (CUT | LINE) and (end == head[0] or not goes_on(words, end, lexicon.predicates)):
        if end > head[0] and next_of_list(words, end, lexicon):
            break
        end += 1
    return Item(at, end, "generic", "", None, head[1], level if head[2] == "home" else head[2])


def next_of_list(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the next of a list opens here with nothing but a blank before it: a capital, and a known office or "Các"."""
    if words.capital or not words.shown[at][0].isupper():
        return False
    if words.phrase(at, lexicon.plural) is not None:
        return True
    hit = longest(words, at, lexicon)
    return hit is not None and hit[0] > at + 1 and hit[1].level in ("home", "commune", "hamlet") and not hit[1].id.startswith(CONTAINERS)


def goes_on(words: Words, at: int, verbs: Phrases) -> bool:
    """Whether a sentence goes on here: a verb in small letters (in a text of capitals: one that deals out roles)."""
    found = words.phrase(at, verbs)
    if found is None:
        return False
    return found[1] in ("chủ trì", "phối hợp") if words.capital else words.shown[at][0].islower()

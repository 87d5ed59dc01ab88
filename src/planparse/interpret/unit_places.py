"""Places behind one head: `UBND các xã: A, B`, `Thôn A, B`, `Tổ dân phố số 5, 6`. Each is its own, no name of the list is lost."""

from __future__ import annotations

import re
from dataclasses import replace

from planparse.interpret.unit_bodies import Item, suffixed
from planparse.interpret.unit_match import CUT, Suffix, head_at, longest, place_name, proper_end
from planparse.interpret.unit_people import name_end
from planparse.interpret.unit_words import AND, COLON, COMMA, HARD, JOINT, LINE, NOTE, Words
from planparse.vocab import places
from planparse.vocab.syllables import possible
from planparse.vocab.units import Level, Lexicon

_NUMBERED = re.compile(r"(?P<head>.* )\d+")


def spread(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """The first of `UBND các xã: A, B`, `Công an các phường A, B` or `Các thôn: A, B`; what `_next` finds behind it is of its kind."""
    hit = longest(words, at, lexicon)
    end = hit[0] if hit is not None else at
    if end >= words.count or (end > at and words.kinds[end] & (CUT | LINE)):
        return None
    plural = words.phrase(end, lexicon.plural)
    found = words.phrase(plural[0], lexicon.levels) if plural is not None and plural[0] < words.count else None
    if found is None or not isinstance(found[1], Level) or not found[1].proper or found[0] >= words.count:
        return None
    first, tier = found
    gap = words.kinds[first]
    listed = bool(gap & COLON) and not gap & (HARD | NOTE)
    if not listed and gap:
        return None
    stop = _bare_end(words, first, lexicon)
    if not stop or not (listed or (stop < words.count and _is_next(words, stop, lexicon))):
        return None
    place = Suffix(stop, tier.level, tier.word, place_name(words, first, stop))
    if hit is None:
        item = _locality(at, place)
    elif hit[1].suffix == "none":
        return None
    else:
        item = suffixed(at, place, hit[1], level, lexicon)
    item.spread = True
    return item


def next_place(words: Words, at: int, level: str, lexicon: Lexicon, before: Item) -> Item | None:
    """The next of a list of places, which leaves the head to the item before: `Thôn Nà Bó, Nà Lạn`."""
    if not _is_next(words, at, lexicon) or (words.capital and not before.spread and not words.shown[at].isdigit()):
        return None
    stop = _bare_end(words, at, lexicon)
    written = place_name(words, at, stop)
    if before.unit is not None and before.what == "known" and not before.place:
        numbered = _NUMBERED.fullmatch(before.name)
        if numbered is None or not written.isdigit() or before.kind == "collective":
            return None
        return replace(before, first=at, core=stop, end=0, name=f"{numbered['head']}{written}", doubt=None)
    if not before.place or not before.place_kind or before.what not in ("known", "generic") or before.core != at:
        return None
    if before.place.isdigit() != written.isdigit():
        return None
    if not before.spread and not all(key.isdigit() or possible(key) for key in words.keys[at:stop]):  # `Petrolimex`, `PC06`
        return None
    if not before.spread and (places.find_province(written) is not None or name_end(words, at, lexicon)):
        return None
    if not before.spread and before.place_kind in ("xã", "phường", "đặc khu") and not places.find_commune(written):
        return None
    tiers = lexicon.levels.get(before.place_kind.split()[0], ())
    tier = next((meant for _, meant in tiers if isinstance(meant, Level) and meant.word == before.place_kind), None)
    if tier is None and any(before.place_kind == word for rests in lexicon.blocks.values() for _, word in rests):
        tier = Level("hamlet", before.place_kind, True)
    if tier is None or tier.level not in ("commune", "hamlet"):
        return None
    place = Suffix(stop, tier.level, tier.word, written)
    if before.what == "known" and before.unit is not None:
        item = suffixed(at, place, before.unit, level, lexicon)
    elif before.name.casefold() == f"{before.place_kind} {before.place}".casefold():
        item = _locality(at, place)
    else:
        return None
    item.spread = before.spread
    return item


def block(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """`Khối 5`, `khu 3`: a part of a commune by its number."""
    found = words.phrase(at, lexicon.blocks)
    if found is None or found[0] >= words.count or words.kinds[found[0]] or not words.shown[found[0]].isdigit():
        return None
    stop = found[0] + 1
    if stop < words.count and not words.kinds[stop] & (CUT | LINE) and words.phrase(stop, lexicon.levels) is None:
        return None
    return _locality(at, Suffix(stop, "hamlet", str(found[1]), words.shown[found[0]]))


def _locality(at: int, place: Suffix) -> Item:
    name = f"{place.word[:1].upper()}{place.word[1:]} {place.place}"
    item = Item(at, place.end, "generic", name, None, "organization" if place.level == "hamlet" else "government", place.level)
    item.locate(place)
    return item


def _is_next(words: Words, at: int, lexicon: Lexicon) -> bool:
    kind = words.kinds[at]
    return bool(kind & (COMMA | AND)) and not kind & (HARD | NOTE | COLON) and _bare_end(words, at, lexicon) > 0


def _bare_end(words: Words, at: int, lexicon: Lexicon) -> int:
    """Behind the number or the name of a place at word `at`, up to a separator; 0 where something else stands there."""
    shown = words.shown[at]
    if not shown.isdigit() and not shown[0].isupper():
        return 0
    phrases = (lexicon.plural, lexicon.posts, lexicon.leaders, lexicon.titles, lexicon.levels, lexicon.areas, lexicon.roles, lexicon.nouns)
    if longest(words, at, lexicon) is not None or head_at(words, at, lexicon) is not None:
        return 0
    if any(words.phrase(at, some) is not None for some in phrases) or words.keys[at] in lexicon.short or words.keys[at] in lexicon.written:
        return 0
    stop = at + 1 if shown.isdigit() else max(at + 1, proper_end(words, at + 1, lexicon))
    return stop if stop == words.count or words.kinds[stop] & (JOINT | HARD | NOTE | LINE) else 0

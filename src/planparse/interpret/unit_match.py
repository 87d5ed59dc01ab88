"""Names found in words: the longest known office at a place, the level and locality behind it, nouns and heads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planparse.interpret.unit_words import COMMA, DASH, HARD, JOINT, LINE, NOTE, Words
from planparse.vocab import places
from planparse.vocab.units import Level, Lexicon, Node, Noun, Unit

_SPOKEN = re.compile("[aeiouyăâêôơư]|[^\\x00-\\x7fđ]")
CUT = JOINT | HARD | NOTE
"""A gap that ends a run of words."""


@dataclass(frozen=True, slots=True)
class Suffix:
    """What stands behind a name: `tỉnh`, `phường Bách Quang`, `xã A, tỉnh B`, `cấp xã`; `end` is the word behind it."""

    end: int
    level: str
    word: str
    place: str | None = None
    within: str | None = None


def longest(words: Words, at: int, lexicon: Lexicon, node: Node | None = None) -> tuple[int, Unit] | None:
    """The longest known name at word `at` (or, from `node`, its continuation): the word behind it, and the office.

    A name of a single word counts only before a level word, a separator or the end.
    """
    if node is not None:
        return _walk(words, at, lexicon, node)
    if at not in words.known:
        key = words.keys[at]
        within = 0 < at < words.count and words.starts[at] == words.starts[at - 1]  # no name opens inside an abbreviation
        opens = not within and (key in lexicon.root.plain or key in lexicon.short)
        words.known[at] = _walk(words, at, lexicon, lexicon.root) if opens else None
    return words.known[at]


def _walk(words: Words, at: int, lexicon: Lexicon, node: Node) -> tuple[int, Unit] | None:
    best: tuple[int, Unit] | None = None
    total, keys, kinds, short = words.count, words.keys, words.kinds, lexicon.short
    todo = [(at, node)]
    while todo:
        here, node = todo.pop()
        unit = node.unit
        complete = unit is not None and here > at and (node.words > 1 or stands_alone(words, here, lexicon))
        if unit is not None and complete and (best is None or here > best[0] or (here == best[0] and _fits(words, here, unit, lexicon))):
            best = here, unit
        kind = kinds[here] if here > at else 0
        if here == total or kind & (HARD | NOTE):
            continue
        key = keys[here]
        for child in _children(node, key, kind & JOINT):
            todo.append((here + 1, child))
        if key in short and (len(key) > 3 or words.shown[here][0].isupper()):
            for spelled in short[key]:
                nodes = _children(node, spelled[0][0], kind & JOINT)
                for word, _ in spelled[1:]:
                    nodes = [child for node in nodes for child in _children(node, word, 0)]
                todo.extend((here + 1, child) for child in nodes)
    return best


def _fits(words: Words, at: int, unit: Unit, lexicon: Lexicon) -> bool:
    """Which of two bodies an abbreviation means: BCHQS tỉnh is the province's Bộ Chỉ huy, BCHQS the commune's Ban Chỉ huy."""
    found = words.phrase(at, lexicon.levels)
    return unit.level == (found[1].level if found else "commune")


def _children(node: Node, key: str, joint: int) -> list[Node]:
    """A separator may stand only where the name has one; where it has one, the text may leave it out."""
    found = [node.joint[key]] if key in node.joint else []
    if not joint and key in node.plain:
        found.append(node.plain[key])
    return found


def stands_alone(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a separator, a level word or the end comes at word `at`."""
    if at == words.count or words.kinds[at] & CUT:
        return True
    return words.phrase(at, lexicon.levels) is not None or words.phrase(at, lexicon.areas) == (at + 2, "khu vực")


def suffix(words: Words, at: int, lexicon: Lexicon) -> Suffix | None:
    """The level and place that stand at word `at`, directly behind a name; None where nothing of the kind does (`Tỉnh ủy`)."""
    if at == words.count or words.kinds[at] & CUT:
        return None
    hit = longest(words, at, lexicon)
    return place_at(words, at, lexicon) if hit is None or not _is_committee(hit[1]) else None


def _is_committee(unit: Unit) -> bool:
    """Whether the unit is one of those whose names open with a level word: `Tỉnh ủy`, `Xã đoàn`."""
    return unit.id in ("tinh-uy", "thanh-uy", "doan-thanh-nien")


def province_at(words: Words, at: int) -> Suffix | None:
    """The name of a province without its level word: `Báo và Phát thanh, Truyền hình Lai Châu`."""
    for end in range(min(at + 3, words.count), at + 1, -1):
        if all(words.shown[n][0].isupper() and not (n > at and words.kinds[n]) for n in range(at, end)):
            province = places.find_province(words.write(at, end))
            if province is not None:
                return Suffix(end, "province", province.kind, province.name)
    return None


def place_at(words: Words, at: int, lexicon: Lexicon) -> Suffix | None:
    """The level word at word `at` and the place behind it, whatever stands before."""
    tier = words.keys[at] == "cấp"
    found = words.phrase(at + tier, lexicon.levels)
    if found is None or (tier and words.kinds[at + 1]):
        return None
    end, level = found
    assert isinstance(level, Level)
    if tier:
        return Suffix(end, level.level, f"cấp {level.word}")
    stop = proper_end(words, end, lexicon) if level.proper else end
    if (
        level.level == "province"
        and stop - end > 2
        and words.keys[end] in lexicon.surnames
        and not places.find_province(words.write(end, stop))
    ):
        stop = end
    if stop == end:
        return Suffix(end, level.level, level.word)
    place, within = place_name(words, end, stop), None
    if level.level == "commune" and stop < words.count and words.kinds[stop] in (0, JOINT | COMMA, JOINT | DASH):
        province = words.phrase(stop, lexicon.levels)
        if province is not None and isinstance(province[1], Level) and province[1].level == "province":
            behind = proper_end(words, province[0], lexicon)
            if behind > province[0]:
                within, stop = place_name(words, province[0], behind), behind
    return Suffix(stop, level.level, level.word, place, within)


def proper_end(words: Words, at: int, lexicon: Lexicon) -> int:
    """The word behind the place name that stands at word `at`; `at` itself where none does."""
    end = at
    while end < words.count and end - at < 6:
        kind = words.kinds[end]
        if kind & (HARD | NOTE) or (kind & JOINT and not (end > at and _dashed(words, at, end))):
            break
        shown = words.shown[end]
        if not (shown[0].isupper() or shown.isdigit()) or (words.capital and _no_place(words, end, lexicon)):
            break
        if longest(words, end, lexicon) is not None or any(words.phrase(end, phrases) for phrases in (lexicon.plural, lexicon.posts)):
            break
        if (kind & LINE or (words.capital and end > at)) and head_at(words, end, lexicon) is not None:
            break
        end += 1
    return end


def _dashed(words: Words, at: int, end: int) -> bool:
    """Whether `Lâm Viên - Đà Lạt` is one place: only where the list of communes has it."""
    if not words.kinds[end] & DASH:
        return False
    return any(places.find_commune(words.write(at, stop)) for stop in range(end + 1, min(end + 4, words.count) + 1))


def _no_place(words: Words, at: int, lexicon: Lexicon) -> bool:
    return any(words.phrase(at, phrases) is not None for phrases in (lexicon.levels, lexicon.verbs, lexicon.ties))


def place_name(words: Words, first: int, last: int) -> str:
    """The place or person as it is spelled: small letters restored where the whole text is in capitals."""
    written = words.write(first, last)
    if not words.capital and not (len(written) > 3 and written.isupper()):
        return written
    if known := places.find_commune(written):
        return known[0].name
    province = places.find_province(written)
    return province.name if province else " ".join(word.capitalize() for word in written.split())


def recased(words: Words, first: int, last: int, lexicon: Lexicon) -> str:
    """The name of an institution in a text of capitals: its head as the vocabulary writes it, abbreviations and the place as they
    are, the rest in small letters; but the own name of a school keeps its capitals (`Trường THPT Cao Lãnh 2`)."""
    head = words.phrase(first, lexicon.heads)
    pieces, at = ([head[1][3]], head[0]) if head else ([], first)
    school = words.keys[first] == "trường"
    while at < last:
        found = suffix(words, at, lexicon) if at > first else None
        stage = words.phrase(at, lexicon.nouns)
        joint = words.joints[at] if at > first else ""
        if found is not None and found.place and found.end <= last:
            piece, end = f"{found.word} {found.place}", found.end
        elif stage is not None and stage[1].family == "stage":
            piece, end = stage[1].word[:1].upper() + stage[1].word[1:], stage[0]
        else:
            key, end = words.keys[at], at + 1
            short = ((key in lexicon.short or key in lexicon.written) and key not in lexicon.spare) or not _SPOKEN.search(key)
            piece = words.shown[at] if short else key.capitalize() if school else words.shown[at].lower()
        pieces.append(joint + piece)
        at = end
    return "".join(pieces)


def places_behind(words: Words, at: int, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """`các xã, phường`, `34 tỉnh, thành phố`, `cấp tỉnh, cấp xã`: where it ends, the level, whether more words narrow it."""
    here, counted = at, False
    if here < words.count and not words.kinds[here] & CUT:
        plural = words.phrase(here, lexicon.plural)
        if plural is not None:
            here, counted = plural[0], True
        elif words.keys[here].isdigit():
            here, counted = here + 1, True
    levels: list[str] = []
    while here < words.count and not words.kinds[here] & (HARD | NOTE) and bool(words.kinds[here] & JOINT) == bool(levels):
        tier = words.keys[here] == "cấp"
        found = words.phrase(here + tier, lexicon.levels)
        if tier and counted and found is None:
            return here + 1, "other", False
        if found is None or not isinstance(found[1], Level) or (found[1].level == "hamlet" and not counted):
            break
        if not tier and proper_end(words, found[0], lexicon) > found[0]:
            break
        levels.append(found[1].level)
        here, counted = found[0], counted or tier
    if not levels or (len(levels) == 1 and not counted):
        return None
    narrowed = False
    while here < words.count and not words.kinds[here] & (CUT | LINE):
        if words.phrase(here, lexicon.verbs) is not None or longest(words, here, lexicon) is not None:
            break
        tier_word = words.phrase(here, lexicon.levels)
        narrowed = narrowed or (tier_word is None and words.keys[here] not in lexicon.filling)
        here = tier_word[0] if tier_word else here + 1
    return here, levels[0] if len(set(levels)) == 1 else "other", narrowed


def blocked(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the word only looks like a head: `Phòng, chống`, `Ban hành`, `Tổ chức hội nghị`."""
    for rest, _ in lexicon.not_names.get(words.keys[at], ()):
        end = at + 1 + len(rest)
        if tuple(words.keys[at + 1 : end]) == rest and not any(words.kinds[n] & HARD for n in range(at + 1, end)):
            return words.keys[at : at + 2] != ["tổ", "chức"] or not (stands_alone(words, end, lexicon) or words.keys[end] in lexicon.bodies)
    return False


def noun_at(words: Words, at: int, lexicon: Lexicon, plural: bool = False) -> tuple[int, Noun] | None:
    """The collective noun at word `at`, unless it opens something else (`phòng, chống`). Behind "các", `tổ chức` is the noun."""
    found = words.phrase(at, lexicon.nouns)
    if found is None or (blocked(words, at, lexicon) and not (plural and words.keys[at] == "tổ")):
        return None
    assert isinstance(found[1], Noun)
    return found[0], found[1]


def group_at(words: Words, at: int, lexicon: Lexicon) -> tuple[int, Noun] | None:
    """The noun at word `at` where it can open a collective without "các": `doanh nghiệp`; `bản` only before a separator."""
    found = noun_at(words, at, lexicon)
    if found is None or found[1].family in ("place", "stage"):
        return None
    end = found[0]
    return found if end > at + 1 or stands_alone(words, end, lexicon) or words.phrase(end, lexicon.opened) else None


def head_at(words: Words, at: int, lexicon: Lexicon) -> tuple[int, str, str] | None:
    """The first words of an institution at word `at`: where they end, kind and level.

    One word alone (`Ban`, `Phòng`) must be followed by a capital: `Ban Nội chính`, not `Ban hành`. A loose one need not: `Tổ bầu cử`.
    """
    found = words.phrase(at, lexicon.heads)
    if found is None or not words.is_capital(at) or blocked(words, at, lexicon):
        return None
    end, (kind, level, loose, _) = found
    if end == at + 1:
        if end == words.count or words.kinds[end] & CUT:
            return None
        if not loose and not (words.is_capital(end) or words.shown[end].isdigit() or words.phrase(end, lexicon.nouns)):
            return None
    return end, kind, level

"""Collectives: `các sở, ban, ngành`, `Doanh nghiệp`, `cơ quan, đơn vị liên quan`. One item each, never expanded.

"Các" governs all the nouns behind it up to the next "các" or the next office. Without it, only nouns of one family join:
`Sở, ban, ngành` is one, `Doanh nghiệp, Sở, ban, ngành` are two.
"""

from __future__ import annotations

from planparse.interpret.unit_bodies import Item, complete
from planparse.interpret.unit_match import CUT, group_at, head_at, longest, noun_at, suffix
from planparse.interpret.unit_words import COLON, COMMA, HARD, JOINT, LINE, NOTE, Words
from planparse.vocab.spelling import fold, slug
from planparse.vocab.units import Lexicon, Noun

_APART = {"people", "place"}
"""Families that "các" before the others does not govern: `các sở, ban, ngành và người dân` are two."""


def collective(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """The collective at word `at`. Its `id` is `cac-` and the nouns; null where words narrow it to no common set."""
    plural = words.phrase(at, lexicon.plural)
    here = plural[0] if plural else at
    if here >= words.count or (plural and words.kinds[here] & (HARD | COMMA)):
        return None
    found = noun_at(words, here, lexicon, plural is not None)
    if plural and (inner := longest(words, here, lexicon)) is not None and (found is None or found[0] < inner[0]):
        item = complete(words, here, inner[0], inner[1], level, lexicon)
        written = words.write(here, inner[0])
        if not words.capital and item.name.startswith(inner[1].name) and fold(written) != fold(inner[1].name):  # các Đội thuế
            item.name = written + item.name.removeprefix(inner[1].name)
        return Item(at, item.core, "collective", f"Các {item.name}", item.id and f"cac-{item.id}", "collective", item.level)
    if found is None:
        head = head_at(words, here, lexicon) if plural else None
        if head is None:
            return None
        end = _modifiers(words, head[0], lexicon)
        return Item(
            at, end, "collective", _lowered(words, words.write(at, end)), None, "collective", level if head[2] == "home" else head[2]
        )
    nouns, end, name = _nouns(words, here, found, plural is not None, lexicon)
    if plural is not None:
        name = f"{words.write(at, here)} {name}"
    elif len(nouns) == 1 and (group_at(words, here, lexicon) is None or institution(words, here, end, lexicon)):
        return None
    stop = _modifiers(words, end, lexicon)
    tail = _tail(words, end, stop, lexicon)
    if plural is None and nouns[0].family == "school" and _stage_goes_on(words, end, lexicon):
        return None
    if plural is None and tail is None and end < stop and _is_one(words, here, end, stop, nouns, lexicon):
        return None
    if end < stop:
        name += words.joints[end] + words.write(end, stop)
    own = tail[1] if tail is not None and tail[1] else nouns[0].level
    if plural is None and len(nouns) == 1 and stop < words.count and not words.kinds[stop] & CUT:
        tail = None
    ident = None if tail is None else "-".join(["cac", *(slug(noun.word) for noun in nouns), *(["lien-quan"] if tail[0] else [])])
    if plural is not None and _heads_list(words, stop, lexicon):
        return Item(at, stop, "label")
    return Item(at, stop, "collective", _lowered(words, name), ident, "collective", own)


def _heads_list(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a colon and the offices themselves follow: `Các đơn vị: Phòng Kinh tế, …` names no set beside them."""
    if at >= words.count or not words.kinds[at] & COLON or words.kinds[at] & (HARD | NOTE):
        return False
    return longest(words, at, lexicon) is not None or head_at(words, at, lexicon) is not None


def _nouns(words: Words, here: int, found: tuple[int, Noun], plural: bool, lexicon: Lexicon) -> tuple[list[Noun], int, str]:
    """The nouns that join, the word behind them, and how a name writes them."""
    end, first = found
    nouns, name = [first], first.word
    while end < words.count and words.kinds[end] & JOINT and not words.kinds[end] & (HARD | LINE | NOTE):
        more = noun_at(words, end, lexicon)
        if more is None or not _joins(first, more[1], plural) or institution(words, end, more[0], lexicon):
            break
        nouns.append(more[1])
        name += words.joints[end] + more[1].word
        end = more[0]
    return nouns, end, name


def _joins(first: Noun, second: Noun, plural: bool) -> bool:
    if first.family == second.family:
        return plural or first.family != "business"
    if second.family == "stage":
        return first.family == "school"
    if plural:
        return not {first.family, second.family} & _APART or (first.family == "people" and second.word == "cá nhân")
    return first.family == "agency" and first.level == "other" and second.family == "business"


def institution(words: Words, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the noun opens a proper name: `Ban Quản lý`, `Trường Tiểu học Hoa Sen`."""
    hit = longest(words, at, lexicon)
    if hit is not None and hit[0] > end:
        return True
    if words.capital or end == words.count or words.kinds[end] & CUT:
        return False
    return words.shown[end][0].isupper() and words.is_capital(at)


def _proper(words: Words, first: int, last: int) -> bool:
    """Whether a proper name stands there (`IoT` is none)."""
    return any(words.shown[at][:1].isupper() and words.shown[at][1:].islower() for at in range(first, last))


def _is_one(words: Words, here: int, end: int, stop: int, nouns: list[Noun], lexicon: Lexicon) -> bool:
    """Whether a noun without "các", narrowed by words `end`..`stop`, names one institution: `Khu phố 3`, `Công ty điện lực`."""
    if len(nouns) > 1:
        return False
    if nouns[0].family in ("hamlet", "place") and words.shown[end].isdigit():
        return True
    return words.capital or _proper(words, end, stop) or (words.is_capital(here) and nouns[0].word in lexicon.single)


def _stage_goes_on(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a second stage and the school's own name follow: `Trường Tiểu học và THCS Suối Mơ` is one school."""
    if not words.kinds[at] & JOINT or words.kinds[at] & (HARD | LINE | COMMA | NOTE):
        return False
    stage = noun_at(words, at, lexicon)
    return stage is not None and stage[1].family == "stage" and institution(words, at, stage[0], lexicon)


def _modifiers(words: Words, at: int, lexicon: Lexicon) -> int:
    """Behind the nouns: words up to a separator, a verb that opens a sentence, or a known office without a tie before it."""
    tied = False
    if at < words.count and not words.kinds[at] & (CUT | LINE) and words.keys[at - 1] in lexicon.teams:
        verb = words.phrase(at, lexicon.verbs)
        at = verb[0] if verb is not None and words.phrase(at, lexicon.predicates) is None else at
    while at < words.count and not words.kinds[at] & (CUT | LINE):
        skipped = words.phrase(at, lexicon.opened) or words.phrase(at, lexicon.narrowing) or words.phrase(at, lexicon.compounds)
        if skipped is not None:
            at = skipped[0]
            continue
        tie = words.phrase(at, lexicon.ties)
        tied = tied or tie is not None
        if not tied:
            if words.phrase(at, lexicon.verbs) is not None:
                break
            hit = longest(words, at, lexicon) if words.shown[at][0].isupper() else None
            if hit is not None and hit[0] > at + 1 and hit[1].kind not in ("government", "party", "front"):
                break
        at = tie[0] if tie is not None else at + 1
    return at


def _tail(words: Words, at: int, end: int, lexicon: Lexicon) -> tuple[bool, str | None] | None:
    """Whether the set is open ("liên quan") and the level named; None where the words narrow it to no common set."""
    opened, level = False, None
    while at < end:
        if (phrase := words.phrase(at, lexicon.opened)) is not None:
            opened, at = True, phrase[0]
        elif (found := suffix(words, at, lexicon)) is not None:
            level, at = found.level, found.end
        elif words.keys[at] in lexicon.filling:
            at += 1
        elif (hit := longest(words, at, lexicon)) is not None and hit[1].id == "ubnd":
            at = hit[0]
        else:
            return None
    return opened, level


def _lowered(words: Words, name: str) -> str:
    """The collective as a name: the first letter a capital, and no other one where the whole text is in capitals."""
    name = name.lower() if words.capital else name
    return name[:1].upper() + name[1:]

"""What stands between the name of an office and the next of the list: the rest of a longer name, of a sentence, or something to look at."""

from __future__ import annotations

from planparse.interpret.unit_bodies import Item, goes_on
from planparse.interpret.unit_match import CUT, noun_at
from planparse.interpret.unit_words import AND, COLON, COMMA, DASH, JOINT, NOTE, Words
from planparse.vocab.units import Lexicon

_LONGEST_LIST = 20
"""Words; beyond, what a colon opens is a sentence."""


def stretch(words: Words, item: Item, end: int, lexicon: Lexicon) -> None:
    """What stands between the name and the next item: the rest of a longer name, of a sentence, or something to look at."""
    at = item.core
    if at == end:
        return
    if item.prefix or item.what == "unknown":
        item.core = end
    elif item.what == "generic":
        if item.name and words.kinds[at] & JOINT and not goes_on(words, at, lexicon.verbs):
            item.doubt = "unit_split"
        if item.name or not words.kinds[at] & JOINT:
            return
        while at < end and not goes_on(words, at, lexicon.predicates):
            at += 1
        if any(_may_open(words, n, lexicon) for n in range(item.core, at)):
            item.doubt = "unit_split"
        item.core = at
    elif item.what == "person" and item.kind == "person" and words.kinds[at] & JOINT:
        if not goes_on(words, at, lexicon.verbs):
            item.doubt = "unit_split"
    elif item.what == "person" and item.unit is None and item.id and not words.kinds[at] & CUT:
        while at < end and not words.kinds[at] & NOTE:
            at += 1
        item.name, item.id, item.core = f"{item.name} {words.write(item.core, at)}", None, at
    elif item.kind == "collective":
        _behind_group(words, item, end, lexicon)
    elif item.what == "known":
        _behind_known(words, item, end, lexicon)


def _may_open(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a collective may open within a name; the second stage of a school does not (`Trường Tiểu học và THCS Suối Mơ`)."""
    noun = noun_at(words, at, lexicon) if words.kinds[at] & (COMMA | AND) else None
    return noun is not None and (noun[1].family != "stage" or bool(words.kinds[at] & COMMA))


def _behind_group(words: Words, item: Item, end: int, lexicon: Lexicon) -> None:
    """`các trường mầm non, tiểu học`: more of what "các" collects. What a colon opens may be the names of each: they stay in the name."""
    at = item.core
    if not words.kinds[at] & JOINT or words.kinds[at] & NOTE or goes_on(words, at, lexicon.verbs):
        return
    if words.kinds[at] & COLON or (item.what == "known" and item.id is not None):
        item.doubt = "unit_split"
        if words.kinds[at] & COLON and end - at <= _LONGEST_LIST and not any(words.kinds[n] & NOTE for n in range(at, end)):
            item.name, item.id, item.core = f"{item.name}{words.joints[at]}{words.write(at, end)}", None, end
        return
    while at < end and not words.kinds[at] & NOTE and not goes_on(words, at, lexicon.verbs):
        at += 1
    if item.id is not None:
        item.doubt = "unit_split"
    item.name, item.id = f"{item.name}{words.joints[item.core]}{words.write(item.core, at)}", None
    item.core = at


def _behind_known(words: Words, item: Item, end: int, lexicon: Lexicon) -> None:
    at = item.core
    if words.kinds[at] & NOTE or goes_on(words, at, lexicon.verbs) or words.phrase(at, lexicon.opened) or words.phrase(at, lexicon.ties):
        return
    longer = not words.capital and words.shown[at][0].isupper() and (not words.kinds[at] or words.kinds[at] & DASH)
    longer = longer or (not words.kinds[at] and words.phrase(at, lexicon.longer) is not None)
    if longer and not item.place:
        item.what, item.name, item.id, item.unit, item.core = "generic", "", None, None, end
    else:
        item.doubt = "unit_split" if words.kinds[at] & JOINT else "unknown_unit"

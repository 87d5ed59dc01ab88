"""Names that scanning bent by one letter: `Phòng Văn hóa - Xã hôi`, `Công an xa`, `HDND`.

A name is mended where every other word of a known name of three words or more is right, one letter or one diacritic of one word is
wrong, and no second name is as near. A text in which all names are known is never touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from planparse.interpret.unit_bodies import Item
from planparse.interpret.unit_match import CUT, stands_alone
from planparse.interpret.unit_words import HARD, JOINT, NOTE, Words
from planparse.paper import HERE, Fix
from planparse.vocab.units import Lexicon, Node

RULE = "ocr-unit-name"
_SURE = 0.95
_LONG = 3
"""Words of a name, and letters of a word, below which one wrong letter says too little."""


def mends(words: Words, found: list[Item], lexicon: Lexicon) -> tuple[Fix, ...]:
    """The fixes for the text of `words`, in order, each at its place in the text as it then is."""
    changes = list(words.bent)
    for item in found:
        if item.what in ("generic", "unknown") and not item.prefix and not item.place:
            changes.extend(_name(words, item.first, lexicon))
        elif item.what == "known" and item.core < item.end:
            changes.extend(_level(words, item.core, lexicon))
    fixes, shift = [], 0
    for start, end, right in sorted(set(changes)):
        before = words.text[start:end]
        fixes.append(Fix(HERE, start + shift, before, right, RULE, _SURE))
        shift += len(right) - len(before)
    return tuple(fixes)


def _level(words: Words, at: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """A level word without its right mark behind a known name: `Công an xa`, `Sở Y tế tinh`."""
    if words.kinds[at] & CUT or not stands_alone(words, at + 1, lexicon):
        return
    near = [
        key
        for key, rest in lexicon.levels.items()
        if rest[-1] and not rest[-1][0] and _plain(key) == _plain(words.keys[at]) and within_one(key, words.keys[at])
    ]
    if len(near) == 1:
        yield words.starts[at], words.ends[at], _cased(near[0], words.text[words.starts[at] : words.ends[at]])


def _name(words: Words, at: int, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    found: dict[tuple[int, int], tuple[int, str]] = {}
    ends: dict[tuple[int, int], int] = {}
    todo: list[tuple[int, Node, tuple[int, str] | None]] = [(at, lexicon.root, None)]
    while todo:
        here, node, bent = todo.pop()
        if node.unit is not None and bent is not None and node.words >= _LONG and stands_alone(words, here, lexicon):
            found[here, id(node)] = bent
            ends[here, id(node)] = here
        if here == words.count or (here > at and words.kinds[here] & (HARD | NOTE)):
            continue
        joint = here > at and bool(words.kinds[here] & JOINT)
        written = words.keys[here]
        for children in (node.joint,) if joint else (node.plain, node.joint):
            if (exact := children.get(written)) is not None:
                todo.append((here + 1, exact, bent))
            if bent is None:
                keys = (
                    _heads_near(written, lexicon) if here == at else (key for key in children if _may(key, written) and near(key, written))
                )
                todo.extend((here + 1, children[key], (here, key)) for key in keys if key in children)
    far = max(ends.values(), default=0)
    best = {bent for place, bent in found.items() if ends[place] == far}
    if len(best) == 1:
        ((word, right),) = best
        start, end = words.starts[word], words.ends[word]
        if words.starts.count(start) == 1:
            yield start, end, _cased(right, words.text[start:end])


@lru_cache(maxsize=4096)
def _heads_near(written: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(key for key in lexicon.root.plain if _may(key, written) and near(key, written))


def _may(right: str, written: str) -> bool:
    return right[0] == written[0] or right[-1] == written[-1]


def near(right: str, written: str) -> bool:
    """Whether one diacritic, or one letter of a word of three or more, makes `written` of `right`.

    >>> near("hội", "hôi"), near("xây", "sây"), near("tế", "tá"), near("nội", "ngoại")
    (True, True, False, False)
    """
    if not within_one(right, written):
        return False
    return _plain(right) == _plain(written) or min(len(right), len(written)) >= _LONG


def within_one(first: str, second: str) -> bool:
    """Whether one letter (with its marks) is replaced, added or left out; equal words are not.

    >>> within_one("tỉnh", "tinh"), within_one("phường", "phương"), within_one("xã", "xã"), within_one("dựng", "dưng")
    (True, True, False, True)
    """
    if first == second or abs(len(first) - len(second)) > 1 or (first[:1] != second[:1] and first[-1:] != second[-1:]):
        return False
    short, long = sorted((first, second), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.replace("đ", "d")) if not unicodedata.combining(letter))


def _cased(right: str, written: str) -> str:
    if len(written) > 1 and 2 * sum(map(str.isupper, written)) > len(written):
        return right.upper()
    return right.capitalize() if written[:1].isupper() else right

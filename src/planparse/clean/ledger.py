"""The record of what a fix changed: two texts become the shortest row of `Fix`es that a person can read and `replay` can apply."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from planparse.paper import HERE, Fix

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w")


def record(before: str, after: str, rule: str, confidence: float = 1.0, whole: bool = False) -> tuple[Fix, ...]:
    """The fixes that turn `before` into `after`, each at its place in the text as it then is; `()` where nothing changed.

    A change of letters is recorded as the whole word. `whole` puts everything from the first to the last change into one fix.

    >>> [(fix.start, fix.before, fix.after) for fix in record("phòng *Văn hoá* xã", "phòng Văn hóa xã", "x")]
    [(6, '*', ''), (10, 'hoá*', 'hóa')]
    """
    if before == after:
        return ()
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    old, new, shift = old[head : len(old) - tail], new[head : len(new) - tail], len("".join(old[:head]))
    if whole:
        return (Fix(HERE, shift, "".join(old), "".join(new), rule, confidence),)
    fixes = []
    at = shift
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        became = "".join(new[j1:j2])
        if tag != "equal":
            fixes.append(Fix(HERE, at, "".join(old[i1:i2]), became, rule, confidence))
        at += len(became)
    return tuple(fixes)

"""The record of what a fix changed: two texts become the shortest row of `Fix`es that a person can read and `replay` can apply."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TypeAlias

from planparse.paper import HERE, Fix

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_Change: TypeAlias = tuple[int, int, int, int]
"""Pieces i1 to i2 of the old text became pieces j1 to j2 of the new one."""
_WORD = re.compile(r"\w")


def record(before: str, after: str, rule: str, confidence: float = 1.0, whole: bool = False) -> tuple[Fix, ...]:
    """The fixes that turn `before` into `after`, each at its place in the text as it then is; `()` where nothing changed.

    A change is recorded as the whole word that it touches. `whole` puts everything from the first to the last change into one fix.

    >>> [(fix.start, fix.before, fix.after) for fix in record("số 57- NQ/TW *(nếu có)*", "số 57-NQ/TW (nếu có)", "x")]
    [(3, '57- NQ/TW', '57-NQ/TW'), (12, '*(nếu', '(nếu'), (17, 'có)*', 'có)')]
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
    changes = [(head, len(old) - tail, head, len(new) - tail)]
    if not whole:
        matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
        changes = [(i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]
        changes = _readable(old, new, changes)
    fixes = []
    for i1, i2, j1, j2 in changes:
        fixes.append(Fix(HERE, len("".join(new[:j1])), "".join(old[i1:i2]), "".join(new[j1:j2]), rule, confidence))
    return tuple(fixes)


def _readable(old: list[str], new: list[str], changes: list[_Change]) -> list[_Change]:
    """Changes without a letter of their own, widened to the words they touch; changes that then meet are one."""
    wide: list[_Change] = []
    for i1, i2, j1, j2 in changes:
        if not any(_WORD.match(piece) for piece in (*old[i1:i2], *new[j1:j2])):
            floor = wide[-1][1] if wide else 0
            while i1 > floor and j1 > 0 and old[i1 - 1] == new[j1 - 1] and not old[i1 - 1].isspace():
                i1, j1 = i1 - 1, j1 - 1
            while i2 < len(old) and j2 < len(new) and old[i2] == new[j2] and not old[i2].isspace():
                i2, j2 = i2 + 1, j2 + 1
        if wide and i1 <= wide[-1][1]:
            i1, _, j1, _ = wide.pop()
        wide.append((i1, i2, j1, j2))
    return wide

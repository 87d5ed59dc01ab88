"""How markers follow each other: I, II, III; 1, 2, 3; 1.1, 1.2; a, b, c, d, đ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planparse.plan import Node

_ROMAN = re.compile(r"(?=[IVXL])(X{0,3}|XL)(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def ordinal(marker: str, *, roman: bool) -> tuple[str, tuple[int, ...]] | None:
    """The kind of the marker, with what stands before its last step, and the places that it may have; None where it is no number.

    >>> ordinal("IV", roman=True), ordinal("2.3", roman=False), ordinal("e", roman=False)
    (('roman', (4,)), ('2.', (3,)), ('letter', (5, 6)))
    """
    if roman:
        if not _ROMAN.fullmatch(marker):
            return None
        values = [_VALUES[letter] for letter in marker]
        return "roman", (sum(-v if v < max(values[at:]) else v for at, v in enumerate(values)),)
    head, dot, last = marker.rpartition(".")
    if last.isdecimal() and (not head or head.replace(".", "").isdecimal()):
        return head + dot, (int(last),)
    if len(marker) == 1 and marker in _LETTERS:
        place = _LETTERS.index(marker) + 1
        return "letter", (place,) if place < 5 else (place - 1, place)  # đ is often left out, and scans read d as đ
    return None


def broken(nodes: Sequence[Node], *, roman: bool) -> Iterator[tuple[int, str, str, bool]]:
    """Where the numbers of neighbours break: index of the node, marker before, its own marker, whether it repeats that one.

    Only steps between two numbers of one kind are judged; a number that starts again at 1 opens a new row of numbers.
    """
    last: tuple[str, str, tuple[int, ...]] | None = None
    for at, node in enumerate(nodes):
        found = ordinal(node.marker, roman=roman) if node.marker else None
        if found is None:
            if node.marker is not None and node.marker[-1].isalnum():
                last = None
            continue
        kind, places = found
        if last and last[0] == kind and 1 not in places:
            here, there = set(places), {place + 1 for place in last[2]}
            if not here & there:
                repeated = bool(here & set(last[2])) and node.marker == last[1]
                if repeated or min(here) > max(there):
                    yield at, last[1], node.marker or "", repeated
                    places = (*places, max(places) + 1) if repeated else places  # so that II, II, IV is one fault, not two
        last = (kind, node.marker or "", places)

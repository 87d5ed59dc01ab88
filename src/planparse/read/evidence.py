"""Whether a text goes on in another: what the last cell of a page and the first of the next one say of each other."""

from __future__ import annotations

import re
from functools import cache

from planparse.read.sheet import Fit
from planparse.vocab import load
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_OPEN_SIGNS = "-–—,(/&+"
_CLOSING_SIGNS = "),;:./”%"
_CLOSERS = "\"'”’)]*_ "


@cache
def _open_words() -> frozenset[str]:
    return frozenset(fold(word) for word in load("joins")["words"]["open"])


@cache
def _may_start() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(fold(word)) for word in load("joins")["words"]["starts"]) + r")(?!\w)")


@cache
def number_heads() -> frozenset[str]:
    """The folded headings of a column of numbers."""
    return frozenset(fold(word) for word in load("joins")["words"]["number"])


def goes_on(above: str, below: str, end: Fit | None, start: Fit | None, ends: bool = True, lower: bool = False) -> int:
    """How surely `below` goes on from `above`: 2 yes, 1 rather, 0 who knows, -1 rather not.

    `end` and `start` say how the two stand in their cells, where that is known; `ends` whether texts of this column usually end with a
    sign, `lower` whether they often begin in lower case.

    >>> goes_on("Trong 10 ngày kể từ khi", "Kế hoạch của tỉnh ban hành", None, None), goes_on("Phòng Văn hóa -", "Xã hội", None, None)
    (2, 2)
    >>> goes_on("Rà soát thủ tục.", "Tập huấn cho công chức.", None, None), goes_on("Công an xã;", "Trạm Y tế", None, None)
    (-1, 1)
    """
    wraps = is_wrapped(end, start)
    sure = 1 if wraps is False else 2
    if fold(above) == fold(below):
        return -1
    marker, _ = read_marker(below)
    if below[0] in _CLOSING_SIGNS or _closes(above, below):
        return 2
    if above[-1] in _OPEN_SIGNS or fold(above.rsplit(None, 1)[-1]) in _open_words():
        return sure
    ended = above.rstrip(_CLOSERS)[-1:]
    if below.lstrip("“\"'‘")[:1].islower() and marker is None and not lower:
        open_end = ended not in (".", "!", "?") and not _may_start().match(fold(below))
        return sure if open_end else 1
    if marker is not None and marker.level is Level.BULLET:
        return 2 if ended == ":" or (ended == ";" and is_listed(above)) else int(is_listed(above))
    if ended in (";", ":"):
        return 1
    if ended in (".", "!", "?", "…"):
        return -1
    if wraps is None:
        return int(ends)
    return int(wraps)


def is_wrapped(end: Fit | None, start: Fit | None) -> bool | None:
    """Whether the first word below had no room behind the last above; None where nobody knows."""
    return None if end is None or start is None else start.first > end.room - 1.5


def is_listed(text: str) -> bool:
    """Whether a line of the text is an item of a list with dashes."""
    return re.search(r"(?:^|\n)\s*[-–+*•]\s", text) is not None


def is_new_paragraph(above: str, below: str, end: Fit | None, start: Fit | None) -> bool:
    """Whether `below`, which belongs to `above`, begins a paragraph of its own."""
    marker, _ = read_marker(below)
    fits = is_wrapped(end, start) is False
    ended = above.rstrip(_CLOSERS)[-1:] in (".", ";", ":", "!", "?")
    if marker is not None:
        return ended or fits or is_listed(above)
    return fits and (ended or below[:1].isupper())


def _closes(above: str, below: str) -> bool:
    """Whether a bracket that is open in `above` is closed in `below`."""
    if above.count("(") <= above.count(")"):
        return False
    close, reopen = below.find(")"), below.find("(")
    return close >= 0 and (reopen < 0 or close < reopen)

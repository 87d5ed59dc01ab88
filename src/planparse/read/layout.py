"""Words become lines, and lines come into reading order.

1. Words on one height are a row; where a row has a gap that is no blank between words, it has several segments.
2. Rows whose segments leave one gutter free are columns side by side (letterhead, *Nơi nhận* beside the signature): the left column
   is read first, then the right one. A marker apart from its text (`1.   Mục đích`) is no column.
3. What stands in one column is one stream: the body, or a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from planparse.read.sheet import Word
from planparse.vocab import load
from planparse.vocab.spelling import fold

_SAME_LINE, _SAME_ROW = 0.15, 0.25
"""Middles nearer than this part of the height are on one base line; lines that share this part of it, one beside the other, on one row."""
_GAP, _GAP_ALONE, _GAP_RATIO = 0.6, 1.5, 2.6
"""A gap between segments is this part of the height and this many times the usual blank of its row; in a short row, `_GAP_ALONE`."""
_GUTTER = 0.3
"""The least width of a gutter, as a part of the height."""
_LONE_GUTTER = 2.5
"""The least width of a gutter that only one row shows."""
_DROP, _NEXT = 4.5, 1.3
"""How far apart (heights) rows of the left column may be: with the right column beside, without."""
_CENTRED = 8.0
"""A line whose middle is this near to the page's is a title, not one of a right column."""
_PAGE_REFERENCE = re.compile(r"[.…\s]*\d{1,3}")
_MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[a-zđA-ZĐ])[.)\]/:]*|[-–—+*•▪●○□❖➢✓]")


class Line(NamedTuple):
    """Words side by side, from the left; `text` has single blanks between them."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """From the top to the bottom of the letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between left and right."""
        return (self.x0 + self.x1) / 2


Row = list[Line]
"""The segments of one height, from the left."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines that are read one after another. `side` is 0 for the body, 1 for a left column, 2 for what stands right of it."""

    lines: tuple[Line, ...]
    side: int = 0

    @property
    def beside(self) -> bool:
        """Whether another column stands beside it."""
        return self.side > 0


def line(words: Sequence[Word]) -> Line:
    """One line of `words`, which stand from left to right."""
    if len(words) == 1:
        only = words[0]
        return Line((only,), only.x0, only.top, only.x1, only.bottom, only.text)
    return Line(
        tuple(words),
        words[0].x0,
        min([word.top for word in words]),
        max([word.x1 for word in words]),
        max([word.bottom for word in words]),
        " ".join([word.text for word in words]),
    )


def lines(words: Iterable[Word]) -> list[list[Word]]:
    """The words on one height, row by row from the top, from left to right within a row.

    Words of one base line stay together; lines of two columns that stand nearly side by side share a row.
    """
    found: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        own, tall = (word.top + word.bottom) / 2, word.bottom - word.top
        if found and own - middle <= _SAME_LINE * (tall if tall > height else height):
            found[-1].append(word)
        else:
            found.append([word])
            middle, height = own, tall
    merged: list[list[Word]] = []
    for line_ in found:
        last = merged[-1] if merged else None
        if last is not None and last[0].bottom - line_[0].top > _SAME_ROW * _height(last, line_) and not _overlap(last, line_):
            last += line_
        else:
            merged.append(line_)
    for row in merged:
        row.sort(key=lambda word: word.x0)
    return merged


def _height(one: Sequence[Word], other: Sequence[Word]) -> float:
    return max(one[0].bottom - one[0].top, other[0].bottom - other[0].top)


def _overlap(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether words of the two stand above one another."""
    return any(min(word.x1, beside.x1) - max(word.x0, beside.x0) > 1.0 for word in one for beside in other)


def rows(words: Iterable[Word]) -> list[Row]:
    """The rows of `words` from the top, each cut into its segments."""
    return [_segments(words) for words in lines(words)]


def _segments(words: list[Word]) -> Row:
    if len(words) == 1:
        return [line(words)]
    height = max(word.bottom - word.top for word in words)
    gaps = [right.x0 - left.x1 for left, right in pairwise(words)]
    widest = max(gaps)
    if widest <= _GAP * height:
        return [line(words)]
    usual = sorted(gaps)[(len(gaps) - 1) // 2]
    least = max(_GAP * height, _GAP_RATIO * max(usual, 0.0)) if len(gaps) > 2 else _GAP_ALONE * height
    segments, start = [], 0
    for at, gap in enumerate(gaps, 1):
        if gap > least:
            segments.append(line(words[start:at]))
            start = at
    segments.append(line(words[start:]))
    return segments


def joined(row: Row) -> Line:
    """The row as one line."""
    return row[0] if len(row) == 1 else line([word for segment in row for word in segment.words])


def streams(found: Sequence[Row]) -> list[Stream]:
    """The rows (from the top) as streams in reading order."""
    found = [_with_markers(row) for row in found]
    result: list[Stream] = []
    body: list[Row] = []
    at = 0
    while at < len(found):
        zone = _zone(found, at) if len(found[at]) > 1 else None
        if zone is None:
            body.append(found[at])
            at += 1
            continue
        end, gutter = zone
        above: list[Row] = []
        while body and body[-1][0].x0 > gutter and (above or found[at:])[0][0].top - body[-1][0].bottom < _NEXT * body[-1][0].height:
            above.insert(0, body.pop())
        if body:
            result.append(Stream(tuple(joined(row) for row in body)))
            body = []
        zone_rows = [*above, *found[at:end]]
        for side in (1, 2):
            column = [[segment for segment in row if (segment.centre > gutter) == (side == 2)] for row in zone_rows]
            result += [Stream(stream.lines, side) for stream in streams([row for row in column if row])]
        at = end
    if body:
        result.append(Stream(tuple(joined(row) for row in body)))
    return result


def _with_markers(row: Row) -> Row:
    """The row with each marker in the segment that it numbers, and each blank of a form within its words."""
    merged: Row = []
    waiting: tuple[Word, ...] = ()
    for segment in row:
        if merged and not waiting and _is_blank(merged[-1].words[-1].text, segment.words[0].text):
            merged[-1] = line((*merged[-1].words, *segment.words))
            continue
        if segment is not row[-1] and len(segment.words) == 1 and _MARKER.fullmatch(segment.words[0].text):
            waiting += segment.words
            continue
        merged.append(line((*waiting, *segment.words)) if waiting else segment)
        waiting = ()
    return merged


def _is_beside(row: Row, following: Sequence[Row], middle: float) -> bool:
    """Whether the next row stands right of this one, half a line lower."""
    return bool(following) and following[0][0].x0 > middle and following[0][0].top < max(segment.bottom for segment in row)


@lru_cache(maxsize=4096)
def _is_blank(before: str, after: str) -> bool:
    """Whether room between these words is left to be filled in: `ngày      tháng`, `Số:      /KH-UBND`.

    >>> _is_blank("ngày", "tháng"), _is_blank("Số:", "/KH-UBND"), _is_blank("Mơ", "CỘNG")
    (True, True, False)
    """
    before, after = fold(before), fold(after)
    return any(before in entry["before"] and any(after.startswith(word) for word in entry["after"]) for entry in load("joins")["blank"])


def _zone(found: Sequence[Row], at: int) -> tuple[int, float] | None:
    """Where the columns that begin at row `at` end, and the middle of the gutter between the first and the rest."""
    first = found[at]
    wide, left_end, right_start = max((right.x0 - left.x1, left.x1, right.x0) for left, right in pairwise(first))
    left_bottom = max(segment.bottom for segment in first if segment.x1 <= left_end)
    right_bottom = max(segment.bottom for segment in first if segment.x0 >= right_start)
    height = max(segment.height for segment in first)
    page_centre = (min(row[0].x0 for row in found) + max(row[-1].x1 for row in found)) / 2
    end, both, went_on = at + 1, 1, False
    for number in range(at + 1, len(found)):
        row = found[number]
        middle = (left_end + right_start) / 2
        left = [segment for segment in row if segment.centre < middle]
        right = [segment for segment in row if segment.centre >= middle]
        low = max([left_end, *(segment.x1 for segment in left)])
        high = min([right_start, *(segment.x0 for segment in right)])
        if high - low < _GUTTER * height:
            break
        if left:
            drop = min(segment.top for segment in left) - left_bottom
            beside = right or went_on or _is_beside(row, found[number + 1 : number + 2], middle)
            if drop > (_DROP if beside else _NEXT) * height:
                break
            left_bottom = max(segment.bottom for segment in left)
            end = number + 1
        elif abs(row[0].centre - page_centre) < _CENTRED and len(row) == 1:
            break
        elif row[0].top - right_bottom <= _NEXT * height and end == number:
            end = number + 1
        if right:
            right_bottom = max(segment.bottom for segment in right)
        went_on = not left
        left_end, right_start = low, high
        both += bool(left and right)
    if both < 2 and (wide < _LONE_GUTTER * height or _PAGE_REFERENCE.fullmatch(first[-1].text)):
        return None
    return end, (left_end + right_start) / 2

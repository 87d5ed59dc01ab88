"""Tables that no ruling draws: words in three columns or more, over three rows or more, with free gutters all the way down.

A guess, and said to be one. The gutters are those of the rows together; a line whose first column is empty goes on in the row above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planparse.paper import Cell, Doubt, Place, Table
from planparse.read.cells import Filled
from planparse.read.glue import glue
from planparse.read.layout import Line, Row
from planparse.read.paragraphs import confidence, legacy_runs
from planparse.read.sheet import bounds

_COLUMNS, _ROWS = 3, 3
_GUTTER = 0.5
_APART = 3.0
_NEW_ROW = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `start` up to `end` stand in columns; `gutters` are the middles of the free strips between."""

    start: int
    end: int
    gutters: tuple[float, ...]


def find(rows: Sequence[Row]) -> Run | None:
    """The first run of rows in columns."""
    for start, row in enumerate(rows):
        if len(row) < _COLUMNS:
            continue
        spans = _spans(row)
        end, full, at = start + 1, 1, start + 1
        while at < len(rows) and rows[at][0].top - rows[at - 1][0].bottom < _APART * row[0].height:
            wider = merged([*spans, *_spans(rows[at])], _GUTTER * row[0].height)
            if len(wider) < max(_COLUMNS, len(spans) - 1):
                break
            spans = wider
            full += len(rows[at]) >= _COLUMNS
            at += 1
            end = at
        if full >= _ROWS:
            return Run(start, end, tuple(middles(spans)))
    return None


def fill(rows: Sequence[Row], gutters: Sequence[float], page: int) -> Filled:
    """The table that these rows make."""
    grid: list[list[list[Line]]] = []
    last: Row | None = None
    for row in rows:
        cells: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
        for segment in row:
            cells[sum(segment.centre > gutter for gutter in gutters)].append(segment)
        goes_on = last is not None and not cells[0] and row[0].top - last[0].top < _NEW_ROW * row[0].height
        if goes_on:
            for above, below in zip(grid[-1], cells, strict=True):
                above += below
        else:
            grid.append(cells)
        last = row
    place = Place(page=page, bbox=bounds(word for row in rows for segment in row for word in segment.words))
    made = tuple(_cell(at, col, lines, place) for at, cells in enumerate(grid) for col, lines in enumerate(cells))
    table = Table(0, len(grid), len(gutters) + 1, made, (place,), ruled=False)
    doubt = Doubt("table_structure", f"Trang {page}: bảng không có đường kẻ, chia cột theo khoảng trống giữa các chữ", place=place)
    return Filled(table, {}, (), (doubt,))


def _cell(row: int, col: int, lines: Sequence[Line], place: Place) -> Cell:
    text = ""
    for line in lines:
        text = glue(text, line.text)
    words = [word for line in lines for word in line.words]
    box = bounds(words) if words else place.bbox
    fonts = [word.font for word in words if word.font is not None]
    bold = bool(fonts) and all(font.bold for font in fonts)
    at = Place(page=place.page, bbox=box, row=row)
    return Cell(row, col, text, places=(at,), legacy=legacy_runs(text, words), confidence=confidence(words), bold=bold)


Span = tuple[float, float]
"""From left to right."""


def _spans(row: Row) -> list[Span]:
    return [(segment.x0, segment.x1) for segment in row]


def merged(spans: Iterable[Span], least: float) -> list[Span]:
    """The spans, with those together that leave less than `least` between.

    >>> merged([(10.0, 40.0), (42.0, 60.0), (80.0, 90.0)], 5.0)
    [(10.0, 60.0), (80.0, 90.0)]
    """
    found: list[Span] = []
    for x0, x1 in sorted(spans):
        if found and x0 - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def middles(spans: Sequence[Span]) -> list[float]:
    """The middles of the free strips between spans that follow one another."""
    return [(left[1] + right[0]) / 2 for left, right in pairwise(spans)]

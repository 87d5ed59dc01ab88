"""Words fall into the cells of a grid, and a cell's lines become its text.

Lines of a cell are joined by a blank, or by `\\n` where a new paragraph starts: after a line that ends an item (`;` `.` `:`) or before a
capital, where the next word would have had room on the line; before a bullet; across a wide gap.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from planparse.paper import Box, Cell, Doubt, Place, Table
from planparse.read.glue import glue
from planparse.read.lattice import Grid
from planparse.read.layout import Line, line, lines
from planparse.read.paragraphs import confidence, is_ended, legacy_runs
from planparse.read.sheet import Fit, Word, is_legacy, rounded
from planparse.vocab.markers import Level, read_marker

_BLANK = 0.25
_CLEAR = 0.35
"""How much room, as a part of the height, a word must have had to spare on the line above, for its line to begin anew."""
_LOOSE = 1.5
_PADDING = (1.0, 8.0)


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with, for each cell that has words, how they fit; `rest` are the words that stand in no cell of it."""

    table: Table
    fits: dict[int, Fit]
    rest: tuple[Word, ...]
    doubts: tuple[Doubt, ...] = ()


def fill(grid: Grid, words: Iterable[Word], page: int) -> Filled | None:
    """The table of `grid` with the `words` that stand in it; None where none does."""
    words = list(words)
    inside: list[list[Word]] = [[] for _ in grid.cells]
    rest: list[Word] = []
    net = grid.lookup()
    x_min, y_min, x_max, y_max = grid.box
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        at = net[bisect_right(grid.ys, y) - 1][bisect_right(grid.xs, x) - 1] if x_min <= x < x_max and y_min <= y < y_max else None
        if at is None:
            rest.append(word)
        else:
            inside[at].append(word)
    if not any(inside):
        return None
    texts = [_lines(found) for found in inside]
    padding = _padding(grid, texts)
    plain = not any(map(is_legacy, {word.font for word in words})) and all(word.confidence is None for word in words)
    cells, fits = [], {}
    for at, (frame, found) in enumerate(zip(grid.cells, texts, strict=True)):
        x0, _, x1, _ = frame.box
        width = x1 - x0 - 2 * padding
        text = _text(found, width)
        used = () if not found else found[0].words if len(found) == 1 else [word for row in found for word in row.words]
        place = Place(page=page, bbox=rounded(*frame.box), row=frame.row)
        cells.append(
            Cell(
                frame.row,
                frame.col,
                text,
                frame.row_span,
                frame.col_span,
                (place,),
                () if plain else legacy_runs(text, used),
                None if plain else confidence(used),
                _is_bold(used),
            )
        )
        if found:
            fits[at] = _fit(frame.box, found, width)
    table = Table(0, len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), (Place(page=page, bbox=rounded(*grid.box)),))
    doubts = (
        (Doubt("table_structure", f"Bảng ở trang {page} có ô không phải hình chữ nhật: ô được chia lại", place=table.places[0]),)
        if grid.crooked
        else ()
    )
    return Filled(table, fits, tuple(rest), doubts)


def _lines(words: Sequence[Word]) -> list[Line]:
    if len(words) < 2:
        return [line(words)] if words else []
    if _are_turned(words):
        return [line(sorted(words, key=lambda word: (round(word.x0 / 4), -word.bottom)))]
    return [line(row) for row in lines(words)]


def _are_turned(words: Sequence[Word]) -> bool:
    """Whether the words run upward, as headings of narrow columns do."""
    long = [word for word in words if len(word.text) > 2]
    return sum(word.bottom - word.top > 1.2 * (word.x1 - word.x0) for word in long) > 0.6 * len(long)


def _padding(grid: Grid, texts: Sequence[Sequence[Line]]) -> float:
    """How far from its rules text stands in this table."""
    found = [
        min(row.x0 - frame.box[0], frame.box[2] - row.x1)
        for frame, rows in zip(grid.cells, texts, strict=True)
        for row in rows
        if row.words
    ]
    least, most = _PADDING
    return min(most, max(least, min(found)))


def _fit(box: Box, found: Sequence[Line], width: float) -> Fit:
    first = found[0].words[0]
    height = first.bottom - first.top
    return Fit(
        _room(found[-1], width),
        first.x1 - first.x0 + _BLANK * height,
        found[0].top - box[1],
        box[3] - found[-1].bottom,
        height,
    )


def _room(row: Line, width: float) -> float:
    """What `row` leaves of `width`, wherever in it the text stands."""
    return width - (row.x1 - row.x0)


def _text(found: Sequence[Line], width: float) -> str:
    if not found:
        return ""
    text = found[0].text
    if len(found) == 1:
        return text
    pitch = min((below.top - above.top for above, below in pairwise(found)), default=0.0)
    listed = is_bullet(text)
    for above, below in pairwise(found):
        anew = below.top - above.top > _LOOSE * max(pitch, above.height) or _starts_anew(above, below, width, listed)
        listed = listed or is_bullet(below.text)
        text = f"{text}\n{below.text}" if anew else glue(text, below.text)
    return text


def is_bullet(text: str) -> bool:
    """Whether the text opens with a dash, plus or dot that makes it an item of a list."""
    marker, _ = read_marker(text)
    return marker is not None and marker.level is Level.BULLET


def _starts_anew(above: Line, below: Line, width: float, listed: bool) -> bool:
    first = below.words[0]
    spare = _room(above, width) - (first.x1 - first.x0) - _BLANK * above.height
    ended, fits = is_ended(above.text), spare > 0
    if is_bullet(below.text):
        return ended or fits or listed
    if read_marker(below.text)[0] is not None and (ended or fits):
        return True
    return (ended and fits) or (spare > _CLEAR * above.height and first.text.lstrip("(“\"'")[:1].isupper())


def _is_bold(words: Sequence[Word]) -> bool:
    fonts = [word.font for word in words if word.font is not None]
    return bool(fonts) and all(font.bold for font in fonts)

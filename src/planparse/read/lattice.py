"""Ruling lines become grids: edges → lines → frames of lines that touch → cells, in small pure steps.

1. Edges that nearly agree are one line: pieces per cell, dashes, double rules, rules that end short of a corner.
2. Lines that touch are one frame. A frame whose lines end open (a table that a page break cuts) is closed where they end, and so is a
   single cell of its first or last row.
3. The lines of a frame cut it into a net; two neighbours of the net with no line between them are one cell. A cell that is no rectangle
   is split into rectangles, and the grid says that it is `crooked`.
4. What has one cell, one column, or mostly holes is no table: a box round a text, an underline, a drawing.

It does not matter who saw the edges, a PDF's paths or the pixels of a scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from planparse.paper import Box
from planparse.read.sheet import Edge

SNAP = 3.5
"""Lines nearer than this are one (double rules)."""
BRIDGE = 4.5
"""A gap along a line up to this is none (dashes; two rules that end 2 pt short of one corner)."""
REACH = 4.0
"""A line that ends this near to another touches it."""
SHORTEST = 6.0
"""A shorter line bounds no cell: no row is that low."""
COVER = 0.6
"""A side is ruled where lines cover this part of it."""
_FILLED = 0.7
"""The least part of a table that is cells; the rest is open, as a corner without rules is."""
_QUARTER = 0.25
"""The least part of the outermost line that is ruled where cells of its row are cut."""
MOST_LINES = 1200
"""A page with more lines is a drawing; its frames are not looked for."""


class Line(NamedTuple):
    """An edge as put together."""

    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """A cell of the grid with its spans and its box."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's frame: cells row by row. `xs`, `ys` are the lines between columns and rows, `crooked` where a cell was no rectangle."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    crooked: bool = False

    @property
    def box(self) -> Box:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def lookup(self) -> list[list[int | None]]:
        """For each square of the net the index of the cell that covers it."""
        net: list[list[int | None]] = [[None] * (len(self.xs) - 1) for _ in range(len(self.ys) - 1)]
        for index, cell in enumerate(self.cells):
            for row in range(cell.row, cell.row + cell.row_span):
                net[row][cell.col : cell.col + cell.col_span] = [index] * cell.col_span
        return net


def grids(edges: Iterable[Edge]) -> list[Grid]:
    """The ruled tables that the edges draw, from the top; one within a cell of another is left out.

    >>> frame = [Edge(False, y, 50, 350) for y in (100, 120, 160)] + [Edge(True, x, 100, 160) for x in (50, 80, 350)]
    >>> [(cell.row, cell.col, cell.box) for cell in grids(frame)[0].cells][:2]
    [(0, 0, (50, 100, 80, 120)), (0, 1, (80, 100, 350, 120))]
    """
    edges = list(edges)
    level, upright = lines(edges, False), lines(edges, True)
    if len(level) + len(upright) > MOST_LINES:
        return []
    found = [grid for levels, uprights in _frames(level, upright) if (grid := _grid(levels, uprights)) is not None]
    found.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [grid for grid in found if not any(_is_inside(grid.box, other.box) for other in found if other is not grid)]


def lines(edges: Iterable[Edge], upright: bool) -> list[Line]:
    """Edges of one direction, snapped to common positions and put together along them."""
    found: list[Line] = []
    for group in _near([edge for edge in edges if edge.upright == upright]):
        at = max(group, key=lambda edge: edge.end - edge.start).at
        start, end = group[0].start, group[0].end
        for edge in sorted(group, key=lambda edge: edge.start):
            if edge.start > end + BRIDGE:
                found.append(Line(at, start, end))
                start = edge.start
                end = edge.end
            start, end = min(start, edge.start), max(end, edge.end)
        found.append(Line(at, start, end))
    return [line for line in found if line.end - line.start >= SHORTEST]


def _near(edges: Sequence[Edge]) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if groups and edge.at - groups[-1][0].at <= SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    for group in groups:
        group.sort(key=lambda edge: edge.start)
    return groups


def _frames(level: Sequence[Line], upright: Sequence[Line]) -> list[tuple[list[Line], list[Line]]]:
    """The lines that touch one another, level and upright, frame by frame.

    An upright that touches none but is as long as a frame beside it is its side: the last column is merged down the whole page.
    """
    owner = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for number, up in enumerate(upright, len(level)):
        for index, flat in enumerate(level):
            if flat.at > up.end + REACH:
                break
            if up.start - REACH <= flat.at and flat.start - REACH <= up.at <= flat.end + REACH:
                owner[root(index)] = root(number)
    frames: dict[int, tuple[list[Line], list[Line]]] = {}
    for index, line in enumerate([*level, *upright]):
        frames.setdefault(root(index), ([], []))[index >= len(level)].append(line)
    whole = [(flats, ups) for flats, ups in frames.values() if len(ups) >= 2 and flats]
    for up in (ups[0] for flats, ups in frames.values() if not flats):
        for _, ups in whole:
            if abs(min(line.start for line in ups) - up.start) <= REACH and abs(max(line.end for line in ups) - up.end) <= REACH:
                ups.append(up)
                break
    return whole


def _closed(flats: list[Line], ups: list[Line]) -> list[Line]:
    """`flats` and, where two or more of `ups` run on to the same end beyond the outermost of them, a line across those ends."""
    added = list(flats)
    for sign in (-1, 1):
        outer = max(sign * flat.at for flat in flats)
        ends = [(sign * (up.end if sign > 0 else up.start), up.at) for up in ups]
        furthest = max(end for end, _ in ends)
        if furthest > outer + SHORTEST:
            across = [at for end, at in ends if end > furthest - REACH]
            if len(across) > 1:
                added.append(Line(sign * furthest, min(across), max(across)))
    return added


def _close_cut_cells(wall: Sequence[bool], floor: list[bool], opposite: Sequence[bool], xs: Sequence[float]) -> None:
    """Rule `floor`, the outermost line, where a cell between two walls of its row is open there: merged down, a page break cuts it.

    A part of the line must be ruled, and so must the cell's part of the `opposite` one (boxes of a chart leave gaps that are open twice),
    unless the frame has rows enough to be none.
    """
    ruled = sum(x1 - x0 for (x0, x1), is_ruled in zip(pairwise(xs), floor, strict=True) if is_ruled)
    if ruled < _QUARTER * (xs[-1] - xs[0]):
        return
    for left, right in pairwise([at for at, is_wall in enumerate(wall) if is_wall]):
        if not any(floor[left:right]) and any(opposite[left:right]):
            floor[left:right] = [True] * (right - left)


def _positions(lines: Iterable[Line]) -> tuple[float, ...]:
    positions: list[float] = []
    for at in sorted(line.at for line in lines):
        if not positions or at - positions[-1] > SNAP:
            positions.append(at)
    return tuple(positions)


def _ruled(lines: Sequence[Line], at: float, marks: Sequence[float]) -> list[bool]:
    """For each stretch between two `marks` whether lines at `at` cover enough of it."""
    on = [line for line in lines if abs(line.at - at) <= SNAP]
    ruled = []
    for start, end in pairwise(marks):
        covered = sum(min(line.end, end) - max(line.start, start) for line in on if line.end > start and line.start < end)
        ruled.append(covered >= COVER * (end - start))
    return ruled


def _grid(flats: list[Line], ups: list[Line]) -> Grid | None:
    flats = _closed(flats, ups)
    ups = _closed(ups, flats)
    xs, ys = _positions(ups), _positions(flats)
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 2:
        return None
    wall = [list(row) for row in zip(*(_ruled(ups, x, ys) for x in xs), strict=True)]
    floor = [_ruled(flats, y, xs) for y in ys]
    has_rows = sum(any(line) for line in floor[1:-1]) > 1
    top, bottom = ([True] * cols, [True] * cols) if has_rows else (floor[0].copy(), floor[-1].copy())
    _close_cut_cells(wall[0], floor[0], bottom, xs)
    _close_cut_cells(wall[-1], floor[-1], top, xs)
    regions, crooked = _regions(rows, cols, wall, floor)
    cells = _compact(regions, xs, ys)
    if cells is None:
        return None
    xs, ys, found = cells
    area = sum((x1 - x0) * (bottom - top) for _, _, _, _, (x0, top, x1, bottom) in found)
    if len(found) < 2 or len(xs) < 3 or area < _FILLED * (xs[-1] - xs[0]) * (ys[-1] - ys[0]):
        return None
    return Grid(xs, ys, tuple(found), crooked)


_Region = tuple[int, int, int, int]
"""First row and column, and those behind the last."""


def _regions(rows: int, cols: int, wall: list[list[bool]], floor: list[list[bool]]) -> tuple[list[_Region], bool]:
    """The rectangles of the net that lines enclose; those that are open to the outside are none."""
    seen = [[False] * cols for _ in range(rows)]
    regions: list[_Region] = []
    crooked = False
    for row in range(rows):
        for col in range(cols):
            if seen[row][col]:
                continue
            members, is_open = _flood(row, col, rows, cols, wall, floor, seen)
            if is_open:
                continue
            rectangles = _rectangles(members)
            crooked = crooked or len(rectangles) > 1
            regions += rectangles
    return sorted(regions), crooked


def _flood(
    row: int, col: int, rows: int, cols: int, wall: list[list[bool]], floor: list[list[bool]], seen: list[list[bool]]
) -> tuple[set[tuple[int, int]], bool]:
    """The squares of the net that no line parts from this one, and whether one of them is open to the outside."""
    members = {(row, col)}
    seen[row][col] = True
    todo, is_open = [(row, col)], False
    while todo:
        at, on = todo.pop()
        sides = (
            (at, on - 1, wall[at][on]),
            (at, on + 1, wall[at][on + 1]),
            (at - 1, on, floor[at][on]),
            (at + 1, on, floor[at + 1][on]),
        )
        for next_row, next_col, ruled in sides:
            if ruled:
                continue
            if not (0 <= next_row < rows and 0 <= next_col < cols):
                is_open = True
            elif not seen[next_row][next_col]:
                seen[next_row][next_col] = True
                members.add((next_row, next_col))
                todo.append((next_row, next_col))
    return members, is_open


def _rectangles(members: set[tuple[int, int]]) -> list[_Region]:
    """`members` cut into rectangles, the widest strip of each row first, equal strips below one another together."""
    found: list[_Region] = []
    left = set(members)
    while left:
        row, col = min(left)
        end = col
        while (row, end) in left:
            end += 1
        below = row
        while all((below, at) in left for at in range(col, end)):
            below += 1
        left -= {(at, on) for at in range(row, below) for on in range(col, end)}
        found.append((row, col, below, end))
    return found


def _compact(
    regions: Sequence[_Region], xs: Sequence[float], ys: Sequence[float]
) -> tuple[tuple[float, ...], tuple[float, ...], list[Cell]] | None:
    """The cells, with lines that begin or end no cell left out."""
    if not regions:
        return None
    rows = sorted({at for region in regions for at in (region[0], region[2])})
    cols = sorted({at for region in regions for at in (region[1], region[3])})
    cells = []
    for top, left, bottom, right in regions:
        row, col = rows.index(top), cols.index(left)
        row_span, col_span = sum(top <= at < bottom for at in rows), sum(left <= at < right for at in cols)
        cells.append(Cell(row, col, row_span, col_span, (xs[left], ys[top], xs[right], ys[bottom])))
    cells.sort(key=lambda cell: (cell.row, cell.col))
    return tuple(xs[at] for at in cols), tuple(ys[at] for at in rows), cells


def _is_inside(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - REACH
        and inner[1] >= outer[1] - REACH
        and inner[2] <= outer[2] + REACH
        and inner[3] <= outer[3] + REACH
        and (inner[2] - inner[0]) * (inner[3] - inner[1]) < 0.95 * (outer[2] - outer[0]) * (outer[3] - outer[1])
    )

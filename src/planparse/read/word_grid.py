"""A Word table as a grid: which cells there are, where they stand and how far they span, before anybody reads their text.

1. `gridSpan`, `vMerge`, `hMerge`, `gridBefore` become rows, columns and spans; the cells that a merge covers are named, not dropped.
2. Rows and cells that a tracked change deleted are gone, inserted ones are there.
3. A grid line that no cell uses is no column; lines less than 2 mm apart, which drawing by hand leaves behind, are one.
4. A row with too few cells is placed by the widths that its cells declare.

Source: ECMA-376 Part 1, 17.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from planparse.read.word_package import Element, W, is_on, number, value
from planparse.read.word_runs import ALTERNATE, DROPPED, Changes, readable
from planparse.read.word_styles import BORDER_SIDES, Styles, drawn_sides

_W, _TYPE = W + "w", W + "type"

_ONE_LINE = 113
"""Twips (20 to a point): 2 mm."""

MAX_COLUMNS = 500
"""Word itself stops at 63; a span that runs further is a broken file."""

_PROPERTIES = frozenset(W + name for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr"))
(
    _TR,
    _TC,
    _TBL_GRID,
    _GRID_COL,
    _TR_PR,
    _DEL,
    _INS,
    _HIDDEN,
    _GRID_BEFORE,
    _GRID_AFTER,
    _TC_PR,
    _TC_W,
    _GRID_SPAN,
    _V_MERGE,
    _H_MERGE,
    _TC_BORDERS,
    _CELL_MERGE,
    _CELL_DEL,
    _CELL_INS,
    _TBL_PR,
    _TBL_STYLE,
    _TBL_BORDERS,
) = (
    W + name
    for name in (
        "tr",
        "tc",
        "tblGrid",
        "gridCol",
        "trPr",
        "del",
        "ins",
        "hidden",
        "gridBefore",
        "gridAfter",
        "tcPr",
        "tcW",
        "gridSpan",
        "vMerge",
        "hMerge",
        "tcBorders",
        "cellMerge",
        "cellDel",
        "cellIns",
        "tblPr",
        "tblStyle",
        "tblBorders",
    )
)


@dataclass(slots=True)
class Spot:
    """One `w:tc` on the grid. `covered`: a merged cell lies over it, or its row is hidden: the page doesn't show its text."""

    element: Element
    row: int
    col: int
    col_span: int = 1
    row_span: int = 1
    covered: bool = False
    width: int = 0
    merge: str | None = None
    across: str | None = None
    sides: dict[str, bool] | None = None


@dataclass(slots=True)
class Grid:
    """The spots of a table in the order of the file, and the size of the grid that they stand on."""

    spots: list[Spot]
    n_rows: int
    n_cols: int
    ruled: bool


def read_grid(table: Element, styles: Styles, changes: Changes) -> Grid:
    """The grid of a `w:tbl`; tracked rows and cells are counted in `changes`."""
    spots: list[Spot] = []
    rows: list[list[Spot]] = []
    short: list[list[Spot]] = []
    for element in _children(table, _TR):
        row = _Row(element, changes)
        if row.deleted:
            continue
        found = row.spots(len(rows))
        spots += found
        if row.hidden:
            continue
        rows.append(found)
        if not row.indented:
            short.append(found)
    columns = table.find(_TBL_GRID)
    widths = [number(value(column, "w")) for column in columns.iterchildren(_GRID_COL)] if columns is not None else []
    n_cols = max((spot.col + spot.col_span for spot in spots), default=0)
    for found in short:
        _place_by_width([spot for spot in found if not spot.covered], widths, n_cols)
    _merge_down(rows)
    shown = [spot for spot in spots if not spot.covered]
    return Grid(spots, len(rows), _close_up(shown, widths), _is_ruled(table, shown, styles))


def _children(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those that a content control or the like wraps."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in _PROPERTIES or child.tag in DROPPED:
            continue
        elif child.tag == ALTERNATE:
            branch = readable(child)
            if branch is not None:
                yield from _children(branch, wanted)
        elif len(child):
            yield from _children(child, wanted)


class _Row:
    """A `w:tr`: what its properties say of it, and its cells."""

    def __init__(self, element: Element, changes: Changes) -> None:
        self._element = element
        self._changes = changes
        self._before = 0
        self.deleted = self.hidden = self.indented = False
        properties = element.find(_TR_PR)
        for child in properties if properties is not None else ():
            if child.tag == _DEL:
                changes.deleted += 1
                self.deleted = True
            elif child.tag == _INS:
                changes.inserted += 1
            elif child.tag == _HIDDEN:
                self.hidden = is_on(child)
            elif child.tag == _GRID_BEFORE:
                self._before = min(max(number(value(child)), 0), MAX_COLUMNS)
                self.indented |= self._before > 0
            elif child.tag == _GRID_AFTER:
                self.indented |= number(value(child)) > 0

    def spots(self, at: int) -> list[Spot]:
        """The cells, as row `at` of the grid."""
        spots: list[Spot] = []
        owner: Spot | None = None
        col = self._before
        for cell in _children(self._element, _TC):
            spot = _spot(cell, at, col, self._changes)
            if spot is None:
                continue
            spot.covered = self.hidden
            if spot.across == "continue" and owner is not None:
                owner.col_span += spot.col_span
                spot.covered = True
            else:
                owner = spot
            spots.append(spot)
            col += spot.col_span
        return spots


def _spot(cell: Element, row: int, col: int, changes: Changes) -> Spot | None:
    """The spot of a `w:tc`, or None where a tracked change deleted it."""
    spot = Spot(cell, row, col)
    properties = cell.find(_TC_PR)
    if properties is None:
        return spot
    for child in properties:
        tag = child.tag
        if tag == _TC_W:
            spot.width = number(child.get(_W)) if child.get(_TYPE) == "dxa" else 0
        elif tag == _GRID_SPAN:
            spot.col_span = min(max(number(value(child), 1), 1), MAX_COLUMNS)
        elif tag == _V_MERGE:
            spot.merge = value(child) or "continue"
        elif tag == _H_MERGE:
            spot.across = value(child) or "continue"
        elif tag == _TC_BORDERS:
            spot.sides = drawn_sides(child)
        elif tag == _CELL_MERGE:
            spot.merge = {"cont": "continue", "rest": "restart"}.get(value(child, "vMerge") or "", spot.merge)
        elif tag == _CELL_DEL:
            changes.deleted += 1
            return None
        elif tag == _CELL_INS:
            changes.inserted += 1
    return spot


def _place_by_width(spots: list[Spot], widths: list[int], n_cols: int) -> None:
    """Give the cells of a row that is too short the columns that lie under their declared widths."""
    if not spots or spots[-1].col + spots[-1].col_span >= n_cols or len(widths) < n_cols or not all(spot.width for spot in spots):
        return
    lines = [0]
    for width in widths[:n_cols]:
        lines.append(lines[-1] + width)
    total = sum(spot.width for spot in spots)
    if total < 0.9 * lines[-1]:
        return
    edges, reached = [0], 0
    for spot in spots:
        reached += spot.width
        edges.append(min(range(n_cols + 1), key=lambda at: abs(lines[at] - reached)))
    if all(left < right for left, right in pairwise(edges)) and edges[-1] == n_cols:
        for spot, (left, right) in zip(spots, pairwise(edges), strict=True):
            spot.col, spot.col_span = left, right - left


def _merge_down(rows: list[list[Spot]]) -> None:
    """Lengthen the cell on top of each vertical merge and mark those below as covered."""
    open_at: dict[int, Spot] = {}
    for spots in rows:
        still_open: dict[int, Spot] = {}
        for spot in spots:
            if spot.merge is None or spot.covered:
                continue
            top = open_at.get(spot.col) if spot.merge == "continue" else None
            if top is None:
                top = spot
            else:
                top.row_span = spot.row - top.row + 1
                spot.covered = True
            still_open[spot.col] = top
        open_at = still_open


def _close_up(spots: list[Spot], widths: list[int]) -> int:
    """Renumber the columns so that each line of the grid is used, and return their number."""
    lines = sorted({spot.col for spot in spots} | {spot.col + spot.col_span for spot in spots})
    if not lines:
        return 0
    cells = {(spot.col, spot.col + spot.col_span) for spot in spots}
    reach = [sum(widths[:at]) for at in range(lines[-1] + 1)] if len(widths) >= lines[-1] else None
    at = {lines[0]: 0}
    group = [lines[0]]
    for line in lines[1:]:
        near = reach is not None and reach[line] - reach[group[0]] < _ONE_LINE
        if near and not any((left, line) in cells for left in group):
            group.append(line)
            at[line] = at[group[0]]
        else:
            at[line] = at[group[0]] + 1
            group = [line]
    for spot in spots:
        left, right = at[spot.col], at[spot.col + spot.col_span]
        spot.col, spot.col_span = left, right - left
    return at[lines[-1]]


def _is_ruled(table: Element, spots: list[Spot], styles: Styles) -> bool:
    """Whether at least half of the cells show a line."""
    sides: dict[str, bool] = {}
    properties = table.find(_TBL_PR)
    if properties is not None:
        style = properties.find(_TBL_STYLE)
        sides = styles.borders(value(style) if style is not None else None) | drawn_sides(properties.find(_TBL_BORDERS))
    drawn = any(sides.values())
    ruled = sum(any(spot.sides.get(side, drawn) for side in BORDER_SIDES[:4]) if spot.sides else drawn for spot in spots)
    return bool(spots) and 2 * ruled >= len(spots)

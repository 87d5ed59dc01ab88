"""Whether two tables have the same columns, by their number and, where cells have boxes, by where these stand."""

from __future__ import annotations

from dataclasses import replace

from planparse.paper import Table

TOLERANCE = 8.0
"""Points by which the columns of one table may differ from page to page."""


def aligned(first: Table, second: Table) -> tuple[Table, Table] | None:
    """Both tables on the same columns; None where theirs do not agree.

    A page on which all rows are merged across the same columns has fewer lines: its cells are given the columns of the other.
    """
    ours, theirs = _edges(first), _edges(second)
    if ours is None or theirs is None:
        return (first, second) if first.n_cols == second.n_cols else None
    if first.n_cols == second.n_cols:
        agree = all(abs(one - other) <= TOLERANCE for one, other in zip(ours, theirs, strict=True))
        return (first, second) if agree else None
    if first.n_cols > second.n_cols:
        widened = _onto(second, theirs, ours)
        return None if widened is None else (first, widened)
    widened = _onto(first, ours, theirs)
    return None if widened is None else (widened, second)


def _edges(table: Table) -> list[float] | None:
    """The x positions between columns, from the boxes of the cells; None where one is not known."""
    found: dict[int, float] = {}
    for cell in table.cells:
        box = cell.places[-1].bbox if cell.places else None
        if box is not None and table.ruled:
            found.setdefault(cell.col, box[0])
            found.setdefault(cell.col + cell.col_span, box[2])
    if len(found) != table.n_cols + 1:
        return None
    return [found[col] for col in range(table.n_cols + 1)]


def _onto(table: Table, own: list[float], edges: list[float]) -> Table | None:
    """`table` on the columns of `edges`, which hold its own among them."""
    places = []
    for x in own:
        near = min(range(len(edges)), key=lambda at: abs(edges[at] - x))
        if abs(edges[near] - x) > TOLERANCE:
            return None
        places.append(near)
    if places[0] != 0 or places[-1] != len(edges) - 1 or len(set(places)) != len(places):
        return None
    cells = tuple(replace(cell, col=places[cell.col], col_span=places[cell.col + cell.col_span] - places[cell.col]) for cell in table.cells)
    return replace(table, n_cols=len(edges) - 1, cells=cells)

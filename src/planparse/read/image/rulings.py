"""Ruling lines of a picture by morphology, as the edges of `lattice`: a short opening, gaps closed, a long opening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from planparse.read.image import Pixels
from planparse.read.sheet import Edge

_SHORT, _GAP, _LONG = 0.12, 0.07, 0.19
"""Inches: a piece of a rule, a break in one, the least length of a rule."""
_CERTAIN_LEVEL, _CERTAIN_UPRIGHT = 72.0, 40.0
"""Points. A shorter line is a rule only where it ends on others: the stem of a letter and a row of serifs do not."""
_TOUCH, _IN_LINE, _EXACT = 4.0, 2.0, 1.5
_ONE_LINE = 40.0
"""Points. A row of one or two lines is lower."""
_THICK = 0.05
"""Inches. What is thicker is a bar or a picture."""
DARK = 150
"""Grey level below which a pixel is ink."""


class _Stroke(NamedTuple):
    """A long thin piece of ink: as an edge, and where its pixels are."""

    edge: Edge
    number: int
    box: tuple[int, int, int, int]


def rulings(page: Pixels, dpi: float) -> tuple[list[Edge], Pixels]:
    """The rules of a straight page, in points, and the page without them."""
    import cv2
    import numpy as np

    block = max(15, int(dpi * 0.12) | 1)
    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12)
    seen = [_strokes(ink, dpi, upright) for upright in (False, True)]
    kept = _trimmed(_rules(seen[0][1], seen[1][1]))
    erased: Pixels = np.zeros_like(ink)
    for labels, strokes in seen:
        for stroke in strokes:
            if stroke.edge in kept:
                x, y, width, height = stroke.box
                if stroke.edge.upright:  # what was trimmed off is a letter
                    start, end = (round(side * dpi / 72) for side in (kept[stroke.edge].start, kept[stroke.edge].end))
                    y, height = max(y, start), min(y + height, end) - max(y, start)
                erased[y : y + height, x : x + width][labels[y : y + height, x : x + width] == stroke.number] = 255
    reach = max(3, round(dpi / 50) | 1)
    clean = page.copy()
    clean[cv2.dilate(erased, np.ones((reach, reach), np.uint8)) > 0] = 255
    return [kept[stroke.edge] for _, strokes in seen for stroke in strokes if stroke.edge in kept], clean


def _strokes(ink: Pixels, dpi: float, upright: bool) -> tuple[Pixels, list[_Stroke]]:
    """The long thin pieces of one direction, and the picture in which each has its number."""
    import cv2
    import numpy as np

    def bar(inches: float) -> Pixels:
        length = max(3, round(inches * dpi))
        return np.ones((length, 1) if upright else (1, length), np.uint8)

    thickened = cv2.dilate(ink, np.ones((1, 2) if upright else (2, 1), np.uint8))  # a rule that climbs by a pixel stays one
    pieces = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, bar(_SHORT))
    closed = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, bar(_GAP))
    lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(_LONG))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    strokes = []
    for number in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[number])
        length, thick = (height, width) if upright else (width, height)
        if area / length > _THICK * dpi or length < 3 * thick:
            continue
        start, across = (y, x) if upright else (x, y)
        edge = Edge(upright, (across + thick / 2) * 72 / dpi, start * 72 / dpi, (start + length) * 72 / dpi)
        strokes.append(_Stroke(edge, number, (x, y, width, height)))
    return labels, strokes


def _rules(level: Sequence[_Stroke], upright: Sequence[_Stroke]) -> set[Edge]:
    """The edges that are rules: long ones, and short ones of which both ends lie on rules across, however they are found."""
    levels, uprights = [stroke.edge for stroke in level], [stroke.edge for stroke in upright]
    kept = {edge for edge in levels if edge.end - edge.start >= _CERTAIN_LEVEL}
    kept |= {edge for edge in uprights if edge.end - edge.start >= _CERTAIN_UPRIGHT}
    while True:
        added = {edge for edge in (*levels, *uprights) if edge not in kept and _ends_on(edge, kept)}
        if not added:
            return kept
        kept |= added


def _trimmed(kept: set[Edge]) -> dict[Edge, Edge]:
    """Each rule, and what of it is one: the letters of a row that is merged across may stand on the line of an upright, and lengthen it.

    Where an upright ends in a row that few others cross, short of the row's far side, it ends at its near side.
    """
    uprights = [edge for edge in kept if edge.upright]
    found = {edge: edge for edge in kept}
    for edge in uprights:
        levels = sorted(other.at for other in kept if not other.upright and other.start - _TOUCH <= edge.at <= other.end + _TOUCH)
        rows = [(top, bottom) for top, bottom in pairwise(levels) if bottom - top <= _ONE_LINE and _is_merged(top, bottom, uprights)]
        for top, bottom in rows:
            if edge.start < top - _EXACT and top + _EXACT < edge.end < bottom - _EXACT:
                found[edge] = edge._replace(end=top)
            if edge.end > bottom + _EXACT and top + _EXACT < edge.start < bottom - _EXACT:
                found[edge] = found[edge]._replace(start=bottom)
    return found


def _is_merged(top: float, bottom: float, uprights: Sequence[Edge]) -> bool:
    """Whether fewer uprights cross this row than stop at it."""
    crossing = sum(edge.start <= top + _EXACT and edge.end >= bottom - _EXACT for edge in uprights)
    stopping = sum(min(abs(edge.end - top), abs(edge.start - bottom)) <= _TOUCH for edge in uprights)
    return crossing < stopping


def _ends_on(edge: Edge, others: Iterable[Edge]) -> bool:
    """Whether both ends lie on rules across; of an upright that goes on from no other one, quite exactly: it may be a tall letter."""
    others = list(others)
    goes_on = not edge.upright or any(other.upright and abs(other.at - edge.at) <= _IN_LINE for other in others)
    across = [other for other in others if other.upright != edge.upright and other.start - _TOUCH <= edge.at <= other.end + _TOUCH]
    return all(any(abs(other.at - end) <= (_TOUCH if goes_on else _EXACT) for other in across) for end in (edge.start, edge.end))


def has_ink(page: Pixels, box: tuple[int, int, int, int]) -> bool:
    """Whether more than a few specks of ink stand in the box (pixels)."""
    x0, top, x1, bottom = box
    return int((page[top:bottom, x0:x1] < DARK).sum()) > 12


def ink_box(page: Pixels, box: tuple[int, int, int, int], room: int) -> tuple[int, int, int, int]:
    """The part of the box (pixels) that holds its ink and so much room about it; the box itself where there is no ink."""
    import numpy as np

    x0, top, x1, bottom = box
    ys, xs = np.nonzero(page[top:bottom, x0:x1] < DARK)
    if not len(ys):
        return box
    left, right = x0 + int(xs.min()) - room, x0 + int(xs.max()) + 1 + room
    high, low = top + int(ys.min()) - room, top + int(ys.max()) + 1 + room
    return max(x0, left), max(top, high), min(x1, right), min(bottom, low)


def blanked(page: Pixels, boxes: list[tuple[int, int, int, int]]) -> Pixels:
    """The page with these boxes white."""
    page = page.copy()
    for x0, top, x1, bottom in boxes:
        page[max(0, top) : bottom, max(0, x0) : x1] = 255
    return page

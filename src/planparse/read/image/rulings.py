"""Ruling lines of a picture by morphology, as the edges of `lattice`: a short opening, gaps closed, a long opening."""

from __future__ import annotations

from planparse.read.image import Pixels
from planparse.read.sheet import Edge

_SHORT, _GAP, _LONG_LEVEL, _LONG_UPRIGHT = 0.11, 0.07, 0.25, 0.19
"""Inches: a piece of a rule, a break in one, the least length of a level and of an upright rule. Letters of 16 pt stand 0.16 high."""
_THICK = 0.05
"""Inches. What is thicker is a bar or a picture."""


def rulings(page: Pixels, dpi: float) -> tuple[list[Edge], Pixels]:
    """The rules of a straight page, in points, and the page without them."""
    import cv2
    import numpy as np

    block = max(15, int(dpi * 0.12) | 1)
    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 12)
    edges: list[Edge] = []
    erased: Pixels = np.zeros_like(ink)
    for upright in (False, True):
        lines = _lines(ink, dpi, upright)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for number in range(1, count):
            x, y, width, height, area = (int(value) for value in stats[number])
            length, thick = (height, width) if upright else (width, height)
            if area / length > _THICK * dpi or length < 3 * thick:
                lines[y : y + height, x : x + width][labels[y : y + height, x : x + width] == number] = 0
                continue
            start, across = (y, x) if upright else (x, y)
            edges.append(Edge(upright, (across + thick / 2) * 72 / dpi, start * 72 / dpi, (start + length) * 72 / dpi))
        erased = cv2.bitwise_or(erased, cv2.dilate(lines, np.ones((3, 3), np.uint8)))
    clean = page.copy()
    clean[(erased > 0)] = 255
    return edges, clean


def _lines(ink: Pixels, dpi: float, upright: bool) -> Pixels:
    import cv2
    import numpy as np

    def bar(inches: float) -> Pixels:
        length = max(3, round(inches * dpi))
        return np.ones((length, 1) if upright else (1, length), np.uint8)

    thickened = cv2.dilate(ink, np.ones((1, 2) if upright else (2, 1), np.uint8))  # a rule that climbs by a pixel stays one
    pieces = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, bar(_SHORT))
    closed = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, bar(_GAP))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(_LONG_UPRIGHT if upright else _LONG_LEVEL))


def has_ink(page: Pixels, box: tuple[int, int, int, int]) -> bool:
    """Whether more than a few specks of ink stand in the box (pixels)."""
    x0, top, x1, bottom = box
    return int((page[top:bottom, x0:x1] < 150).sum()) > 12


def blanked(page: Pixels, boxes: list[tuple[int, int, int, int]]) -> Pixels:
    """The page with these boxes white."""
    page = page.copy()
    for x0, top, x1, bottom in boxes:
        page[max(0, top) : bottom, max(0, x0) : x1] = 255
    return page

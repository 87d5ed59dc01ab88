"""Text that stands side by side: the letterhead, and the recipients beside the signature, of which the lines are no common lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planparse.read.image import Pixels
from planparse.read.ocr import PixelBox

_SCALE = 0.25
_GUTTER = 0.3
"""Inches: the least white between two columns; blanks in a justified line are narrower."""
_BLANK = 0.1
"""Inches between words of a line, at most."""
_MIDDLE = 0.2, 0.8
"""Between which parts of the page's width the middle of the white lies."""
_LEAST = 0.4
"""Inches: columns are taller; a line with a wide blank is not."""


class _Strip(NamedTuple):
    """Rows of a page between two blank ones, and the white between its two parts; `gap` is None where it has one part."""

    top: int
    bottom: int
    first: int
    last: int
    gap: tuple[int, int] | None


def side_by_side(page: Pixels, dpi: float) -> list[tuple[PixelBox, PixelBox]]:
    """Left and right box (pixels) of each stretch of the page in which two columns of text stand side by side."""
    import cv2

    small = cv2.resize(page, None, fx=_SCALE, fy=_SCALE, interpolation=cv2.INTER_AREA) < 200
    unit = dpi * _SCALE
    width = small.shape[1]
    found = []
    for strips in _stretches(list(_strips(small, unit)), unit):
        gap = _common(strips)
        if gap is None or strips[-1].bottom - strips[0].top < _LEAST * unit:
            continue
        top, bottom = strips[0].top - 1, strips[-1].bottom + 1
        middle = (gap[0] + gap[1]) / 2
        boxes = [(0, top, middle, bottom), (middle, top, width, bottom)]
        left, right = (
            (max(0, round(x0 / _SCALE)), max(0, round(y0 / _SCALE)), round(x1 / _SCALE), round(y1 / _SCALE)) for x0, y0, x1, y1 in boxes
        )
        found.append((left, right))
    return found


def _strips(ink: Pixels, unit: float) -> Iterator[_Strip]:
    import numpy as np

    rows = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=1).astype(np.int8), [0]))))
    for top, bottom in zip(rows[::2], rows[1::2], strict=True):
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        whites = np.diff(columns)
        wide = [at for at in np.flatnonzero(whites > _GUTTER * unit) if _is_middle((columns[at] + columns[at + 1]) / 2, ink.shape[1])]
        widest = max(wide, key=lambda at: whites[at], default=None)
        gap = None if widest is None else (int(columns[widest]), int(columns[widest + 1]))
        yield _Strip(int(top), int(bottom), int(columns[0]), int(columns[-1]), gap)


def _is_middle(place: float, width: int) -> bool:
    return _MIDDLE[0] * width <= place <= _MIDDLE[1] * width


def _stretches(strips: list[_Strip], unit: float) -> Iterator[list[_Strip]]:
    """Runs of strips that one white parts; behind them may stand some that have text on one side of it alone."""
    stretch: list[_Strip] = []
    for strip in strips:
        gap = _common([*stretch, strip])
        if gap is None or gap[1] - gap[0] <= _GUTTER * unit or (not stretch and strip.gap is None):
            if stretch:
                yield stretch
            stretch = [strip] if strip.gap is not None else []
        else:
            stretch.append(strip)
    if stretch:
        yield stretch


def _common(strips: list[_Strip]) -> tuple[int, int] | None:
    """The white that all strips leave; a strip of one part must keep to a side of it."""
    gaps = [strip.gap for strip in strips if strip.gap is not None]
    if not gaps:
        return None
    start, end = max(gap[0] for gap in gaps), min(gap[1] for gap in gaps)
    for strip in strips:
        if strip.gap is None:
            if strip.last < end and strip.first < start:
                start = max(start, strip.last)
            elif strip.first > start:
                end = min(end, strip.first)
            else:
                return None
    return (start, end) if start < end else None

"""Ink that nothing was read from: pieces of the size of letters outside all words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planparse.read.image import Pixels
from planparse.read.image.rulings import DARK

_LEAST_TALL, _TALLEST, _WIDEST = 0.045, 0.22, 0.35
"""Inches: letters are between; dots and specks are below, stamps, signatures and bars above."""
_LEAST_FILLED = 0.12
"""Of its box, the part that the ink of a letter fills; a stroke of a pen fills less."""
_AROUND_X, _AROUND_Y = 0.05, 0.04
"""Inches about a word that belong to it: signs at its edges, tone marks above, hooks below."""
_GAP = 0.1
"""Inches between letters of a word, at most."""


class Ink(NamedTuple):
    """Letter-sized pieces of ink side by side, in pixels: where, and how many."""

    box: tuple[int, int, int, int]
    pieces: int


def unread(page: Pixels, dpi: float, words: Sequence[tuple[float, float, float, float]]) -> list[Ink]:
    """The ink of letters outside the boxes of `words` (pixels), a word or so each."""
    import cv2
    import numpy as np

    ink = (page < DARK).astype(np.uint8)
    for x0, top, x1, bottom in words:
        left, high = max(0, round(x0 - _AROUND_X * dpi)), max(0, round(top - _AROUND_Y * dpi))
        ink[high : round(bottom + _AROUND_Y * dpi), left : round(x1 + _AROUND_X * dpi)] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    letters = np.zeros_like(ink)
    kept = []
    for x, y, width, height, area in stats[1:]:
        if _LEAST_TALL * dpi <= height <= _TALLEST * dpi and width <= _WIDEST * dpi and area >= _LEAST_FILLED * width * height:
            kept.append((int(x), int(y), int(width), int(height)))
            letters[y : y + height, x : x + width] = 1
    joined = cv2.dilate(letters, np.ones((1, max(3, round(_GAP * dpi) | 1)), np.uint8))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    members: list[list[tuple[int, int, int, int]]] = [[] for _ in range(count)]
    for x, y, width, height in kept:
        members[int(labels[y + height // 2, x + width // 2])].append((x, y, x + width, y + height))
    return [
        Ink((min(x0), min(y0), max(x1), max(y1)), len(x0)) for x0, y0, x1, y1 in (zip(*boxes, strict=True) for boxes in members if boxes)
    ]

"""Roman numerals by their strokes: how many upright pieces of ink stand side by side is surer than what an engine makes of them."""

from __future__ import annotations

from planparse.read.image import Pixels
from planparse.read.image.rulings import DARK

_TALL = 0.7
"""Of the tallest piece: what is lower is a full stop, a comma, a tone mark."""
_NARROW, _WIDE = 0.55, 0.8
"""Width to height: `I`, `1` and `/` are below the first; `V` and pieces that touch are above the second, digits between."""
_FLAT, _LONG = 1.5, 0.15
"""A dash is so many times as wide as high, and of this part of the tallest piece at least."""
_FLAG = 0.08
"""Of its height, by how much more the head of a `1` reaches to the left than to the right."""
_FOOT = 0.45
"""Of its width, the most that the foot of a `V` has; two strokes that touch have all of it."""


def strokes(page: Pixels, box: tuple[int, int, int, int]) -> str | None:
    """The pieces in the box (pixels) from the left: `I` upright, `1` with a flag to the left, `V` a V, `-` a dash, `0` any other.

    None where pieces touch or are broken.
    """
    import cv2
    import numpy as np

    x0, top, x1, bottom = box
    ink = (page[top:bottom, x0:x1] < DARK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return None
    tallest = max(int(height) for _, _, _, height, _ in stats[1:])
    pieces = sorted((int(x), int(width), int(y), int(height), at) for at, (x, y, width, height, _) in enumerate(stats) if at)
    seen, right = "", 0
    for x, width, y, height, at in pieces:
        if height < _TALL * tallest:
            if width > _FLAT * height and width > _LONG * tallest:
                seen += "-"
            continue
        if x < right - 1:
            return None
        right = x + width
        if width <= _NARROW * height:
            seen += "1" if _has_flag(labels[y : y + height, x : x + width] == at) else "I"
        elif width >= _WIDE * height:
            foot = (labels[y + height - max(1, height // 6) : y + height, x : x + width] == at).any(axis=0)
            if foot.sum() > _FOOT * width:
                return None
            seen += "V"
        else:
            seen += "0"
    return seen


def _has_flag(piece: Pixels) -> bool:
    """Whether the head of an upright piece reaches out to the left of its stem and not to the right, as that of `1` does."""
    import numpy as np

    height = piece.shape[0]
    stem = np.flatnonzero(piece[height * 2 // 5 : height * 3 // 5].any(axis=0))
    head = np.flatnonzero(piece[: height // 3].any(axis=0))
    if not len(stem) or not len(head):
        return False
    left, right = int(stem[0] - head[0]), int(head[-1] - stem[-1])
    return bool(left - right >= _FLAG * height)

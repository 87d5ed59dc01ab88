"""A picture made fit for reading: without coloured ink, evenly lit, straight, and without specks where there are any.

Nothing here is kept but the words that are read from it.
"""

from __future__ import annotations

import math

from planparse.read.image import Pixels

_COLOURED = 60
"""Spread of red, green and blue from which on ink is coloured. Black print after JPEG has under 40."""
_MOST_COLOURED = 0.35
"""A page of whose ink this part is coloured is printed in colour: nothing is taken out."""
_LEAST_COLOURED = 0.002
"""Below this part coloured ink is specks and the rims of letters."""
_DARK = 140
_UNEVEN, _WHITE = 12, 245
"""Difference of paper white over the page from which on the light is evened, to that white."""
_PAPER = 205
"""What is lighter than this on an even page is paper: its grain is read as letters where there are few others."""
_MOST_SKEW, _LEAST_SKEW = 6.0, 0.05
"""Degrees: more is a photograph held askew, less is not worth the blur of turning."""
_SPECKS = 0.2
"""Specks of one or two pixels per letter from which on a page is noisy. Clean pages have under 0.1: dots of i are larger."""


def grey(pixels: Pixels) -> tuple[Pixels, Pixels | None]:
    """Black ink alone, and the coloured ink alone, both as grey. A page printed in colour keeps all of its ink in the first."""
    import cv2
    import numpy as np

    if pixels.ndim == 2:
        return pixels, None
    luminance = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    brightest = pixels.max(axis=2)
    coloured = (brightest.astype(np.int16) - pixels.min(axis=2)) > _COLOURED
    ink = luminance < 200
    share = float((coloured & ink).sum()) / max(1.0, float(ink.sum()))
    if share == 0.0 or share > _MOST_COLOURED:
        return luminance, None
    fringe = cv2.dilate(coloured.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & (brightest > _DARK)
    black = np.where(coloured & (brightest > 100), 255, np.where(fringe, np.maximum(brightest, luminance), luminance))
    return black, np.where(coloured, luminance, np.uint8(255)) if share > _LEAST_COLOURED else None


def evened(page: Pixels) -> Pixels:
    """The page with its paper white all over, however the light fell on it, and without grain."""
    import cv2
    import numpy as np

    small = cv2.resize(page, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    low, high = np.percentile(paper, (2, 98))
    if high - low >= _UNEVEN or low < _WHITE - _UNEVEN:
        light = cv2.resize(paper, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
        page = cv2.divide(page, np.maximum(light, 1), scale=_WHITE)
    return np.where(page > _PAPER, np.uint8(255), page)


def skew(page: Pixels) -> float:
    """By how many degrees lines fall to the right; 0.0 where none can be told.

    The turn at which the sums along rows differ most: first in coarse steps, then fine ones about the best.
    """
    import cv2
    import numpy as np

    scale = min(1.0, 1000 / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = 255 - cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    edge = int(0.03 * max(small.shape))
    ink[:edge] = ink[-edge:] = 0
    ink[:, :edge] = ink[:, -edge:] = 0
    if not ink.any():
        return 0.0
    ys, xs = np.nonzero(ink)
    if len(ys) > 60_000:
        chosen = slice(None, None, len(ys) // 60_000 + 1)
        ys, xs = ys[chosen], xs[chosen]

    def sharpness(degrees: float) -> float:
        rows = np.round(ys - math.tan(math.radians(degrees)) * xs).astype(np.int32)
        sums = np.bincount(rows - rows.min())
        return float(np.square(np.diff(sums.astype(np.float64))).sum())

    best = max((step * 0.5 for step in range(int(-2 * _MOST_SKEW), int(2 * _MOST_SKEW) + 1)), key=sharpness)
    best = max((best + step * 0.1 for step in range(-5, 6)), key=sharpness)
    best = max((best + step * 0.02 for step in range(-5, 6)), key=sharpness)
    return 0.0 if abs(best) < _LEAST_SKEW or abs(best) > _MOST_SKEW else best


def straightened(page: Pixels, degrees: float) -> Pixels:
    """The page turned back by `degrees`, of the same size, its corners white."""
    import cv2

    if not degrees:
        return page
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255)


def specks(page: Pixels) -> float:
    """Specks of one to three pixels for each letter-sized piece of ink."""
    import cv2

    ink = cv2.threshold(page, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    letters = int((areas > 20).sum())
    return float((areas <= 3).sum()) / max(1, letters)


def despeckled(page: Pixels) -> Pixels:
    """The page through a 3 x 3 median where specks are measured, else as it is: on a clean page the median harms thin strokes."""
    import cv2

    return cv2.medianBlur(page, 3) if specks(page) > _SPECKS else page


def turned(page: Pixels, quarters: int) -> Pixels:
    """The page turned clockwise by so many quarters."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(page, -quarters))


def scaled(page: Pixels, times: float) -> Pixels:
    """The page so many times as wide and high."""
    import cv2

    return cv2.resize(page, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC if times > 1 else cv2.INTER_AREA)

"""One picture becomes a `Sheet`: made fit for reading, its rules found, its cells read one by one and the rest as a page, its lines
read again by a second engine where there is one. Writing in coloured ink is left out, and said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from planparse.read import lattice
from planparse.read.image import Pixels, tidy
from planparse.read.image.decode import Picture
from planparse.read.image.rulings import blanked, has_ink, rulings
from planparse.read.ocr import PixelBox, Reader, SeenLine
from planparse.read.scan_doubt import Judged, judge, opinions
from planparse.read.sheet import Edge, Sheet, Unsure, Word

_INSET = 0.016
"""Inches of a cell's sides that the rule takes."""
_POOR, _FEW = 0.55, 12
"""A page whose words the engine is less sure of may stand on its head."""


_WORD, _LEGIBLE = re.compile(r"[^\W_]{2,}"), 0.8
"""Coloured ink that an engine is this sure of is writing; the ring of a stamp and the strokes of a signature are not."""


class Page(NamedTuple):
    """A page as it was read: its lines, its rules in points, its pixels (straight, clean, without rules)."""

    lines: list[SeenLine]
    edges: list[Edge]
    pixels: Pixels


def look(picture: Picture, first: Reader, second: Reader | None) -> Sheet:
    """What is on the page, as `first` reads it and `second` doubts it; `page` is left to the caller."""
    black, colour = tidy.grey(picture.pixels)
    lines, edges, pixels = _upright(black, picture.dpi, first)
    scale = 72 / picture.dpi
    height, width = pixels.shape
    judged = judge(opinions(pixels, lines, first, second))
    unsure = [_unsure(word, scale) for word in judged if word.said]
    if not judged and has_ink(pixels, (0, 0, width, height)):
        unsure.append(Unsure("", 0.0, 0.0, "Trang là ảnh, không đọc được chữ nào"))
    if colour is not None:
        unsure.extend(_coloured(colour, picture.dpi, first))
    words = tuple(_word(word, scale) for word in judged)
    return Sheet(0, width * scale, height * scale, words=words, edges=tuple(edges), ocr=True, unsure=tuple(unsure))


def read_page(picture: Picture, reader: Reader) -> Page:
    """The page as `reader` reads it, whichever way up it lay on the glass."""
    return _upright(tidy.grey(picture.pixels)[0], picture.dpi, reader)


def _upright(black: Pixels, dpi: float, reader: Reader) -> Page:
    page = tidy.evened(black)
    best = _read(page, dpi, reader)
    for quarters in (1, 3, 2):
        if not _is_poor(best):
            break
        best = max(best, _read(tidy.turned(page, quarters), dpi, reader), key=_worth)
    return best


def _read(page: Pixels, dpi: float, reader: Reader) -> Page:
    """An upright page, read."""
    straight = tidy.straightened(page, tidy.skew(page))
    edges, clean = rulings(straight, dpi)
    clean = tidy.despeckled(clean)
    grids = lattice.grids(edges)
    cells = [_pixels(cell.box, dpi, clean) for grid in grids for cell in grid.cells]
    cells = [box for box in cells if box[2] - box[0] > 4 and box[3] - box[1] > 4 and has_ink(clean, box)]
    around = blanked(clean, [_outer(grid.box, dpi) for grid in grids]) if grids else clean
    height, width = clean.shape
    lines = reader.page(around, dpi) if has_ink(around, (0, 0, width, height)) else []
    if cells:
        lines = lines + [line for block in reader.blocks(clean, dpi, cells) for line in block]
    return Page(lines, edges, clean)


def _coloured(colour: Pixels, dpi: float, reader: Reader) -> Iterator[Unsure]:
    """What can be read in coloured ink, a line each: a number or day stamped on, a remark, a coloured heading."""
    for line in reader.page(colour, dpi):
        words = [word for word in line.words if word.sure > _LEGIBLE and _WORD.search(word.text)]
        if words:
            text = " ".join(word.text for word in words)
            x0, top, x1, bottom = line.box
            yield Unsure("", (x0 + x1) / 2 * 72 / dpi, (top + bottom) / 2 * 72 / dpi, f"Chữ màu bị bỏ qua: {text}")


def _pixels(box: tuple[float, float, float, float], dpi: float, page: Pixels) -> PixelBox:
    inset = max(2, round(_INSET * dpi))
    x0, top, x1, bottom = (round(value * dpi / 72) for value in box)
    height, width = page.shape
    return max(0, x0 + inset), max(0, top + inset), min(width, x1 - inset), min(height, bottom - inset)


def _outer(box: tuple[float, float, float, float], dpi: float) -> PixelBox:
    x0, top, x1, bottom = (round(value * dpi / 72) for value in box)
    return x0, top, x1, bottom


def _is_poor(page: Page) -> bool:
    """Whether so little of the page reads as words that it may lie on its side."""
    sure = [word.sure for line in page.lines for word in line.words if len(word.text) > 1]
    height, width = page.pixels.shape
    if len(sure) < _FEW:
        return sum(sure) < _POOR * len(sure) or (not page.edges and not sure and has_ink(page.pixels, (0, 0, width, height)))
    return sum(sure) < _POOR * len(sure)


def _worth(page: Page) -> float:
    return sum(word.sure * len(word.text) for line in page.lines for word in line.words if word.sure > 0.5 and len(word.text) > 1)


def _word(word: Judged, scale: float) -> Word:
    x0, top, x1, bottom = (round(value * scale, 2) for value in word.box)
    return Word(word.text, x0, top, x1, bottom, confidence=round(word.right, 4))


def _unsure(word: Judged, scale: float) -> Unsure:
    x0, top, x1, bottom = word.box
    return Unsure(word.text, (x0 + x1) / 2 * scale, (top + bottom) / 2 * scale, word.said)

"""One picture becomes a `Sheet`: made fit for reading, its rules found, its cells read one by one and the rest as a page, its lines
read again by a second engine where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.read import lattice
from planparse.read.image import Pixels, tidy
from planparse.read.image.decode import Picture
from planparse.read.image.rulings import blanked, has_ink, rulings
from planparse.read.ocr import PixelBox, Reader, SeenLine
from planparse.read.scan_doubt import Judged, judge
from planparse.read.sheet import Edge, Sheet, Unsure, Word

_INSET = 0.012
"""Inches of a cell's sides that the rule takes."""
_POOR, _FEW = 0.55, 12
"""A page whose words the engine is less sure of may stand on its head."""


def look(picture: Picture, first: Reader, second: Reader | None) -> Sheet:
    """What is on the page, as `first` reads it and `second` doubts it; `page` is left to the caller."""
    grey, _ = tidy.grey(picture.pixels)
    page = tidy.evened(grey)
    quarters = 0
    if tidy.lies_on_its_side(page):
        page, quarters = tidy.turned(page, 1), 1
    lines, edges, page = _read(page, picture.dpi, first)
    if quarters or _is_poor(lines):
        other = _read(tidy.turned(page if quarters else tidy.evened(grey), 2), picture.dpi, first)
        if _worth(other[0]) > _worth(lines):
            lines, edges, page = other
    scale = 72 / picture.dpi
    judged = judge(page, lines, second)
    unsure = [_unsure(word, scale) for word in judged if word.said]
    if not judged and has_ink(page, (0, 0, page.shape[1], page.shape[0])):
        unsure.append(Unsure("", 0.0, 0.0, "Trang là ảnh, không đọc được chữ nào"))
    return Sheet(
        0,
        page.shape[1] * scale,
        page.shape[0] * scale,
        words=tuple(_word(word, scale) for word in judged),
        edges=tuple(edges),
        ocr=True,
        unsure=tuple(unsure),
    )


def _read(page: Pixels, dpi: float, reader: Reader) -> tuple[list[SeenLine], list[Edge], Pixels]:
    """The lines and rules of an upright page, and the page as it was read: straight, clean, without rules."""
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
    return lines, edges, clean


def _pixels(box: tuple[float, float, float, float], dpi: float, page: Pixels) -> PixelBox:
    inset = max(2, round(_INSET * dpi))
    x0, top, x1, bottom = (round(value * dpi / 72) for value in box)
    height, width = page.shape
    return max(0, x0 + inset), max(0, top + inset), min(width, x1 - inset), min(height, bottom - inset)


def _outer(box: tuple[float, float, float, float], dpi: float) -> PixelBox:
    x0, top, x1, bottom = (round(value * dpi / 72) for value in box)
    return x0, top, x1, bottom


def _is_poor(lines: Sequence[SeenLine]) -> bool:
    sure = [word.sure for line in lines for word in line.words]
    return len(sure) >= _FEW and sum(sure) / len(sure) < _POOR


def _worth(lines: Sequence[SeenLine]) -> float:
    return sum(word.sure * len(word.text) for line in lines for word in line.words if word.sure > 0.5)


def _word(word: Judged, scale: float) -> Word:
    x0, top, x1, bottom = (round(value * scale, 2) for value in word.box)
    return Word(word.text, x0, top, x1, bottom, confidence=round(word.right, 4))


def _unsure(word: Judged, scale: float) -> Unsure:
    x0, top, x1, bottom = word.box
    return Unsure(word.text, (x0 + x1) / 2 * scale, (top + bottom) / 2 * scale, word.said)

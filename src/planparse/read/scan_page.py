"""One picture becomes a `Sheet`: made fit for reading, its rules found, its cells read one by one and the rest as a page, its lines
read again by a second engine where there is one. Writing in coloured ink is left out, and said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.read import lattice
from planparse.read.image import Pixels, tidy
from planparse.read.image.columns import side_by_side
from planparse.read.image.decode import Picture
from planparse.read.image.rulings import blanked, has_ink, ink_box, rulings
from planparse.read.image.unread import unread
from planparse.read.ocr import PixelBox, Reader, Seen, SeenLine
from planparse.read.scan_doubt import Judged, judge, opinions
from planparse.read.scan_numerals import read_again
from planparse.read.sheet import Edge, Sheet, Unsure, Word

_INSET = 0.016
"""Inches of a cell's sides that the rule takes."""
_POOR, _FEW = 0.55, 12
"""A page whose words the engine is less sure of may stand on its head."""


_WORD, _LEGIBLE = re.compile(r"[^\W_]{2,}"), 0.8
"""Coloured ink that an engine is this sure of is writing; the ring of a stamp and the strokes of a signature are not."""


_FINE, _BEST = 240.0, 200.0
"""Dots an inch: finer pictures are drawn smaller. Of rows at 300, 91% came out right as they were and 96% at 200."""
_FEW_WIDE, _ONE_TALL, _LARGE = 0.5, 0.25, 400.0
"""Inches: what is smaller is a number or a short word alone in its cell; the dots an inch at which it is then read."""
_ROOM = 0.04
"""Inches about ink that is read by itself."""
_AT_LAST = 0.5
"""How sure an engine may be of ink that it had missed."""


class Page(NamedTuple):
    """A page as it was read: its lines, its rules in points, its pixels (straight, clean, without rules), and boxes in pixels about
    letters that nothing was read from."""

    lines: list[SeenLine]
    edges: list[Edge]
    pixels: Pixels
    missed: list[PixelBox]


def look(picture: Picture, first: Reader, second: Reader | None) -> Sheet:
    """What is on the page, as `first` reads it and `second` doubts it; `page` is left to the caller."""
    picture = _fit(picture)
    black, colour = tidy.grey(picture.pixels)
    lines, edges, pixels, missed = _upright(black, picture.dpi, first)
    found = _again(pixels, missed, second) if second is not None and missed else {}
    lines += found.values()
    scale = 72 / picture.dpi
    height, width = pixels.shape
    judged = judge(opinions(pixels, lines, first, second))
    unsure = [_unsure(word, scale) for word in judged if word.said]
    unsure += [_missing(box, found.get(box), scale) for box in missed]
    if not judged and has_ink(pixels, (0, 0, width, height)):
        unsure.append(Unsure("", 0.0, 0.0, "Trang là ảnh, không đọc được chữ nào"))
    if colour is not None:
        unsure.extend(_coloured(colour, picture.dpi, first))
    words = tuple(_word(word, scale) for word in judged)
    return Sheet(0, width * scale, height * scale, words=words, edges=tuple(edges), ocr=True, unsure=tuple(unsure))


def _missing(box: PixelBox, found: SeenLine | None, scale: float) -> Unsure:
    x0, top, x1, bottom = box
    text = found.words[0].text if found else ""
    said = f"“{text}”: chỉ một lần đọc được" if found else "Có chữ không đọc được"
    return Unsure(text, (x0 + x1) / 2 * scale, (top + bottom) / 2 * scale, said)


def _fit(picture: Picture) -> Picture:
    """The picture at the resolution that the engines read best: larger letters cost more time, and more of them are misread."""
    if picture.dpi <= _FINE:
        return picture
    return Picture(tidy.scaled(picture.pixels, _BEST / picture.dpi), _BEST)


def read_page(picture: Picture, reader: Reader) -> Page:
    """The page as `reader` reads it, whichever way up it lay on the glass."""
    picture = _fit(picture)
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
    columns = [box for pair in side_by_side(around, dpi) for box in pair]
    lines = [line for block in reader.blocks(around, dpi, columns) for line in block]
    around = blanked(around, columns)
    height, width = clean.shape
    if has_ink(around, (0, 0, width, height)):
        lines += reader.page(around, dpi)
    lines += _in_cells(clean, dpi, cells, reader)
    missed = _missed(lines, cells, clean, dpi)
    lines += _again(clean, missed, reader).values()
    return Page(list(read_again(clean, lines)), edges, clean, _missed(lines, cells, clean, dpi) if missed else [])


def _in_cells(page: Pixels, dpi: float, cells: Sequence[PixelBox], reader: Reader) -> Iterator[SeenLine]:
    """The lines of each cell. A few letters alone are read larger: `1.1`, `(2)`, `IV` are then read far better."""
    tight = {cell: ink_box(page, cell, round(_ROOM * dpi)) for cell in cells}
    few = {cell: box for cell, box in tight.items() if box[2] - box[0] <= _FEW_WIDE * dpi and box[3] - box[1] <= _ONE_TALL * dpi}
    for block in reader.blocks(page, dpi, [cell for cell in cells if cell not in few]):
        yield from block
    for box in few.values():
        x0, top, x1, bottom = box
        large = tidy.scaled(page[top:bottom, x0:x1], _LARGE / dpi)
        lines = reader.blocks(large, _LARGE, [(0, 0, large.shape[1], large.shape[0])])[0]
        yield from (_placed(line, box, dpi / _LARGE, len(lines) == 1) for line in lines)


def _placed(line: SeenLine, box: PixelBox, scale: float, is_alone: bool) -> SeenLine:
    """A line of an enlarged piece, in its place on the page; where it is the only one, the piece is its box."""
    x0, y0, x1, _ = box
    words = [Seen(word.text, x0 + round(word.x0 * scale), x0 + round(word.x1 * scale), word.sure) for word in line.words]
    left, top, right, bottom = (round(side * scale) for side in line.box)
    if is_alone and len(words) == 1:
        words = [words[0]._replace(x0=x0, x1=x1)]
    own = box if is_alone else (x0 + left, y0 + top, x0 + right, y0 + bottom)
    return SeenLine(tuple(words), own, y0 + line.top * scale, y0 + line.bottom * scale, few=is_alone)


def _missed(lines: Sequence[SeenLine], cells: Sequence[PixelBox], page: Pixels, dpi: float) -> list[PixelBox]:
    """Where letters stand that were not read: two and more side by side, or one alone in its cell."""
    words = [(word.x0, line.top, word.x1, line.bottom) for line in lines for word in line.words]
    empty = [cell for cell in cells if not any(_is_in(word, cell) for word in words)]
    seen = [ink.box for ink in unread(page, dpi, words) if ink.pieces > 1 or any(_is_in(ink.box, cell) for cell in empty)]
    height, width = page.shape
    edge = max(2, round(_ROOM * dpi))
    return [(max(0, x0 - edge), max(0, top - edge), min(width, x1 + edge), min(height, bottom + edge)) for x0, top, x1, bottom in seen]


def _is_in(box: tuple[float, float, float, float], cell: PixelBox) -> bool:
    x0, top, x1, bottom = box
    return cell[0] <= (x0 + x1) / 2 <= cell[2] and cell[1] <= (top + bottom) / 2 <= cell[3]


def _again(page: Pixels, missed: Sequence[PixelBox], reader: Reader) -> dict[PixelBox, SeenLine]:
    """What `reader` makes of letters that were missed; whatever it says, they are to be looked at."""
    found = {}
    for box, (text, sure) in zip(missed, reader.again(page, missed), strict=True):
        if text.strip():
            x0, top, x1, bottom = box
            found[box] = SeenLine((Seen(text.strip(), x0, x1, min(sure, _AT_LAST)),), box, top, bottom)
    return found


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
    sure = [0.0 if _stands(line) else word.sure for line in page.lines for word in line.words if len(word.text) > 1]
    height, width = page.pixels.shape
    if len(sure) < _FEW:
        return sum(sure) < _POOR * len(sure) or (not page.edges and not sure and has_ink(page.pixels, (0, 0, width, height)))
    return sum(sure) < _POOR * len(sure)


def _stands(line: SeenLine) -> bool:
    """Whether the letters of a line stand one above the other: the engine reads a page on its side, too, and gives its boxes so."""
    x0, top, x1, bottom = line.box
    return sum(len(word.text) for word in line.words) > 3 and bottom - top > x1 - x0


def _worth(page: Page) -> float:
    lying = [line for line in page.lines if not _stands(line)]
    return sum(word.sure * len(word.text) for line in lying for word in line.words if word.sure > 0.5 and len(word.text) > 1)


def _word(word: Judged, scale: float) -> Word:
    x0, top, x1, bottom = (round(value * scale, 2) for value in word.box)
    return Word(word.text, x0, top, x1, bottom, confidence=round(word.right, 4))


def _unsure(word: Judged, scale: float) -> Unsure:
    x0, top, x1, bottom = word.box
    return Unsure(word.text, (x0 + x1) / 2 * scale, (top + bottom) / 2 * scale, word.said)

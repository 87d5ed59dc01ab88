"""Sheets are bound into a `Paper`: what is on each page, then what runs over pages.

Whoever has sheets (the PDF reader, the scan reader) hands them over here. A page whose words are not to be had gives no block, only a
doubt that says why and how many characters were set aside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from planparse.paper import Aside, Block, Doubt, Key, Paper, Place
from planparse.read import aligned, banded, cells, continued, footnotes, furniture, lattice
from planparse.read.cells import Filled
from planparse.read.layout import Row, Stream, rows, streams
from planparse.read.onto import settle
from planparse.read.paragraphs import Draft, Margins, drafts, join_pages, margins
from planparse.read.sheet import Fit, Sheet, is_legacy
from planparse.read.sound import is_broken

Fault = Literal["needs_ocr", "broken_text_layer"]
"""Why the words of a page are not to be had from its text."""

_PICTURE = 0.5
"""A page of which pictures cover this part is a scan, unless it has text to read."""
_FEW_LETTERS = 100
"""Fewer letters than this on a scan are a stamp, not its text."""
_DRAWN_TEXT = 150
"""So many shapes and no letter: text that is drawn as outlines."""
_FEW_LINES = 8
_USUAL_MARGINS = (90.0, 60.0)
"""Left and right, in points, where a page has too few lines to tell: Decree 30/2020/NĐ-CP has 30-35 and 15-20 mm."""


@dataclass(slots=True)
class _Leaf:
    """One page as it is taken apart: rows of text, tables with their places among them, and what is beside the text."""

    sheet: Sheet
    rows: list[Row] = field(default_factory=list)
    tables: list[Filled] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    parts: list[Stream | Filled] = field(default_factory=list)


def fault(sheet: Sheet) -> Fault | None:
    """Why the page must be read by OCR; None where its text layer will do, or there is nothing to read."""
    if sheet.ocr:
        return None
    if sheet.unseen:
        return "needs_ocr"
    letters = sum(len(word.text) for word in sheet.words)
    if (sheet.pictured >= _PICTURE and letters < _FEW_LETTERS) or (not letters and sheet.objects > _DRAWN_TEXT):
        return "needs_ocr"
    fonts = {word.font for word in sheet.words}
    legacy = {font for font in fonts if is_legacy(font)}
    if legacy and sum(word.font in legacy for word in sheet.words) * 2 > len(sheet.words):
        return None
    return "broken_text_layer" if is_broken(" ".join(word.text for word in sheet.words)) else None


def bind(sheets: Sequence[Sheet], media_type: str, faults: Mapping[int, Fault] | None = None) -> Paper:
    """The paper that the sheets make, in reading order, with tables and paragraphs joined over pages.

    `faults` are those of the pages (by number), where they are known already.
    """
    leaves = [_leaf(sheet, fault(sheet) if faults is None else faults.get(sheet.page)) for sheet in sheets]
    asides = [aside for leaf in leaves for aside in leaf.asides]
    asides += furniture.running([leaf.rows for leaf in leaves], sheets)
    asides += furniture.within_table([leaf.rows for leaf in leaves], [[filled.table for filled in leaf.tables] for leaf in leaves], sheets)
    for leaf in leaves:
        leaf.parts = _parts(leaf)
    blocks, fits = _blocks(leaves)
    joined = continued.join(blocks, fits)
    doubts = [doubt for leaf in leaves for doubt in leaf.doubts]
    doubts += [doubt for leaf in leaves for part in leaf.parts if isinstance(part, Filled) for doubt in part.doubts]
    asides += joined.asides
    asides.sort(key=lambda aside: (aside.place.page or 0, (aside.place.bbox or (0.0, 0.0))[1]))
    read_by_ocr = {sheet.ocr for sheet in sheets}
    return Paper(
        joined.blocks,
        media_type,
        pages=len(sheets),
        extraction="mixed" if len(read_by_ocr) > 1 else "ocr" if True in read_by_ocr else "text",
        asides=tuple(asides),
        doubts=tuple(sorted([*doubts, *joined.doubts], key=lambda doubt: doubt.place.page or 0 if doubt.place else 0)),
    )


def _leaf(sheet: Sheet, why: Fault | None = None) -> _Leaf:
    leaf = _Leaf(sheet, asides=list(sheet.asides))
    place = Place(page=sheet.page)
    if why == "broken_text_layer":
        letters = sum(len(word.text) for word in sheet.words)
        leaf.doubts.append(Doubt(why, f"Trang {sheet.page}: lớp chữ hỏng, {letters} ký tự để riêng; cần nhận dạng lại (OCR)", place=place))
        return leaf
    if why == "needs_ocr":
        said = "không mở được" if sheet.unseen else "là ảnh, không có lớp chữ"
        leaf.doubts.append(Doubt(why, f"Trang {sheet.page} {said}; cần nhận dạng (OCR)", place=place))
        if sheet.pictured >= _PICTURE and not sheet.words:
            leaf.asides.append(Aside("picture", "", place))
    if sheet.partial:
        leaf.doubts.append(Doubt("reading_limit", f"Trang {sheet.page} có quá nhiều nét vẽ: bảng có thể bị bỏ sót", place=place))
    if sheet.overlaid and not sheet.ocr:
        detail = f"Trang {sheet.page} là ảnh có lớp chữ do chương trình khác nhận dạng"
        leaf.doubts.append(Doubt("low_confidence", detail, place=place))
    words, stamps = settle(sheet)
    leaf.asides += stamps
    between = banded.edges_of(sheet.edges, words)
    if between:
        detail = f"Trang {sheet.page}: bảng chỉ có kẻ ngang, chia cột theo khoảng trống giữa các chữ"
        leaf.doubts.append(Doubt("table_structure", detail, place=place))
    grids = lattice.grids([*sheet.edges, *between])
    words, notes = footnotes.take(words, sheet.page, sheet.edges, sheet.height, [grid.box for grid in grids])
    leaf.asides += notes
    for grid in grids:
        filled = cells.fill(grid, words, sheet.page)
        if filled is not None:
            leaf.tables.append(filled)
            words = list(filled.rest)
    leaf.rows = rows(words)
    if sheet.ocr:
        leaf.asides += furniture.beside(leaf.rows, [filled.table for filled in leaf.tables], sheet.page)
    leaf.asides += furniture.page_number(leaf.rows, sheet.page, sheet.height)
    leaf.asides += furniture.stamped(leaf.rows, sheet.page)
    return leaf


def _parts(leaf: _Leaf) -> list[Stream | Filled]:
    """Streams and tables in reading order."""
    parts: list[Stream | Filled] = []
    left = leaf.rows
    for filled in leaf.tables:
        top = (filled.table.places[0].bbox or (0.0, 0.0))[1]
        above = [row for row in left if row[0].middle < top]
        parts += _text_parts(above, leaf.sheet.page)
        parts.append(filled)
        left = [row for row in left if row[0].middle >= top]
    return parts + _text_parts(left, leaf.sheet.page)


def _text_parts(found: list[Row], page: int) -> list[Stream | Filled]:
    run = aligned.find(found)
    if run is None:
        return list(streams(found))
    table = aligned.fill(found[run.start : run.end], run.gutters, page)
    return [*streams(found[: run.start]), table, *_text_parts(found[run.end :], page)]


def _margins(leaves: Sequence[_Leaf]) -> dict[int, Margins]:
    """By the width of the page: portrait and landscape pages of one document have their own."""
    found: dict[int, Margins] = {}
    for width in {round(leaf.sheet.width) for leaf in leaves}:
        alike = [leaf for leaf in leaves if round(leaf.sheet.width) == width]
        bodies = [part for leaf in alike for part in leaf.parts if isinstance(part, Stream) and not part.beside]
        if not bodies:
            continue
        margin = margins(bodies)
        if sum(len(stream.lines) for stream in bodies) < _FEW_LINES:
            boxes = [part.table.places[0].bbox for leaf in alike for part in leaf.parts if isinstance(part, Filled)]
            left = min(margin.left, _USUAL_MARGINS[0], *(box[0] for box in boxes if box))
            right = max(margin.right, width - _USUAL_MARGINS[1], *(box[2] for box in boxes if box))
            margin = Margins(left, right, margin.indent, margin.pitch)
        found[width] = margin
    return found


def _in_order(leaves: Sequence[_Leaf]) -> list[tuple[int, Stream | Filled]]:
    """The parts of all pages with the index of their leaf; of two columns that a page break cuts, the left one whole before the right."""
    ordered: list[tuple[int, Stream | Filled]] = []
    for at, leaf in enumerate(leaves):
        parts = list(leaf.parts)
        if at and leaf.sheet.page == leaves[at - 1].sheet.page + 1 and _ends_in_columns(ordered, at - 1) and _opens_in_columns(parts):
            waiting: list[tuple[int, Stream | Filled]] = []
            while isinstance(part := ordered[-1][1], Stream) and part.side == 2:
                waiting.insert(0, ordered.pop())
            while parts and isinstance(part := parts[0], Stream) and part.side == 1:
                ordered.append((at, parts.pop(0)))
            ordered += waiting
        ordered += [(at, part) for part in parts]
    return ordered


def _ends_in_columns(ordered: Sequence[tuple[int, Stream | Filled]], at: int) -> bool:
    return bool(ordered) and ordered[-1][0] == at and isinstance(part := ordered[-1][1], Stream) and part.side == 2


def _opens_in_columns(parts: Sequence[Stream | Filled]) -> bool:
    """Whether a page begins with two columns, and they are no letterhead."""
    columns = [part for part in parts[:2] if isinstance(part, Stream) and part.beside]
    return (
        bool(columns)
        and columns[0] is parts[0]
        and not any(furniture.opens_a_document(line.text) for part in columns for line in part.lines)
    )


def _blocks(leaves: Sequence[_Leaf]) -> tuple[list[Block], dict[Key, Fit]]:
    """Paragraphs and tables, those paragraphs joined that a page break cuts; how the cells fit, by block and cell."""
    by_width = _margins(leaves)
    blocks: list[Draft | Filled] = []
    page_before = -1
    for at, part in _in_order(leaves):
        if isinstance(part, Filled):
            blocks.append(part)
            page_before = at
            continue
        sheet = leaves[at].sheet
        margin = margins([part]) if part.beside else by_width[round(sheet.width)]
        for draft in drafts(part, margin, sheet.page):
            last = blocks[-1] if blocks else None
            is_first = at != page_before
            page_before = at
            if not (is_first and isinstance(last, Draft) and last.pages[-1] == sheet.page - 1 and join_pages(last, draft)):
                blocks.append(draft)
    fits = {(at, cell): fit for at, block in enumerate(blocks) if isinstance(block, Filled) for cell, fit in block.fits.items()}
    return [block.table if isinstance(block, Filled) else block.paragraph() for block in blocks], fits

"""Tables that run over pages are one table, and rows that a page break cuts are one row.

1. Tables that follow one another with nothing between are one where their columns agree and the second does not open with a header of
   its own. Header rows that repeat the first table's are dropped from the grid and kept as asides.
2. The first row of the new page belongs to the last one before only where its number is empty (or only it has the number) *and* the texts
   go on. Where that stays open, the rows are left apart and a doubt names the place.
3. A cell that is merged down over the break spans the rows on both sides.
4. Texts are joined by a blank, by nothing inside a code, by `\\n` before a new paragraph. Joined cells have both places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planparse.paper import Aside, Block, Box, Cell, Doubt, FontRun, Key, Place, Table
from planparse.read.columns import aligned
from planparse.read.cut_rows import Judgement, Verdict, judge, runs_on
from planparse.read.evidence import is_new_paragraph
from planparse.read.glue import glue
from planparse.read.headers import is_header, repeated
from planparse.read.sheet import Fit, rounded

Fits = Mapping[Key, Fit]


@dataclass(frozen=True, slots=True)
class Joined:
    """The blocks with tables joined, the header rows that were dropped, and the breaks at which rows may belong together."""

    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class _Growing:
    """A table as it grows page by page. `fits` by the position of a cell in `cells`: of its text's first and last piece."""

    table: Table
    fits: dict[int, Fit]
    asides: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def join(blocks: Sequence[Block], fits: Fits | None = None) -> Joined:
    """`blocks` with each table that runs over pages made one; tables count from 0, rows from 0 within the whole table.

    `fits` tells how the text of a cell (by the index of its block, and its own) stands in it, where a reader knows.
    """
    out: list[Block | _Growing] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            out.append(block)
            continue
        known = {cell: fit for (of, cell), fit in (fits or {}).items() if of == at}
        last = out[-1] if out else None
        grown = _grown(last, block, known) if isinstance(last, _Growing) else None
        if grown is not None:
            out[-1] = grown
        else:
            out.append(_Growing(block, known))
    done: list[Block] = []
    asides: list[Aside] = []
    doubts: list[Doubt] = []
    index = 0
    for item in out:
        if isinstance(item, _Growing):
            done.append(_numbered(item.table, index))
            asides += [replace(aside, place=replace(aside.place, table=index)) for aside in item.asides]
            doubts += [replace(doubt, place=replace(doubt.place, table=index)) for doubt in item.doubts if doubt.place is not None]
            index += 1
        else:
            done.append(item)
    return Joined(tuple(done), tuple(asides), tuple(doubts))


def _numbered(table: Table, index: int) -> Table:
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    return replace(
        table,
        index=index,
        cells=tuple(_placed(cell, index) for cell in cells),
        places=tuple(replace(place, table=index) for place in table.places),
    )


def _placed(cell: Cell, index: int) -> Cell:
    """The cell with its table and row in its places."""
    row = cell.row
    places = tuple(Place(place.page, place.bbox, place.line, index, row) for place in cell.places)
    return Cell(row, cell.col, cell.text, cell.row_span, cell.col_span, places, cell.legacy, cell.confidence, cell.bold)


def _grown(first: _Growing, second: Table, fits: dict[int, Fit]) -> _Growing | None:
    """`first` with the rows of `second` below; None where they are two tables."""
    pair = aligned(first.table, second) if _are_near(first.table, second) else None
    if pair is None:
        return None
    above, below = pair
    dropped = repeated(above, below)
    if not dropped and (is_header(below, above) or not _may_go_on_without_header(above, below)):
        return None
    asides = list(first.asides)
    if dropped:
        asides.append(Aside("repeated_header", _row_texts(below, dropped), _row_place(below, range(dropped))))
    rest, rest_fits = _without_rows(below, dropped, fits)
    places = (*above.places, *below.places)
    if not rest.n_rows:
        return _Growing(replace(above, places=places), first.fits, asides, first.doubts)
    judged = judge(above, rest, first.fits, rest_fits)
    doubts = list(first.doubts)
    if judged.verdict is Verdict.DOUBT:
        place = replace(_row_place(rest, range(1)), row=above.n_rows)
        doubts.append(Doubt("row_join", "Hàng ở đầu trang có thể là phần tiếp của hàng cuối trang trước", place=place))
    return _stacked(above, rest, judged, (first.fits, rest_fits), places, asides, doubts)


def _are_near(first: Table, second: Table) -> bool:
    if first.ruled != second.ruled:
        return False
    before, after = first.places[-1].page if first.places else None, second.places[0].page if second.places else None
    if before is None or after is None:
        return True
    return after == before + 1 or (after == before and repeated(first, second) > 0)


def _may_go_on_without_header(above: Table, below: Table) -> bool:
    """A table without pages (a text file's) goes on only where its numbers do or its first row has none."""
    if above.places and above.places[-1].page is not None:
        return True
    last = [cell.text for cell in above.cells if cell.col == 0 and cell.text][-1:]
    first = next((cell.text for cell in below.cells if cell.col == 0 and cell.row == 0), "")
    number = last[0].strip("().") if last else ""
    return not first or (number.isdigit() and first.strip("().") == str(int(number) + 1))


def _without_rows(table: Table, count: int, fits: dict[int, Fit]) -> tuple[Table, dict[int, Fit]]:
    cells: list[Cell] = []
    kept: dict[int, Fit] = {}
    for at, cell in enumerate(table.cells):
        if cell.row >= count:
            if at in fits:
                kept[len(cells)] = fits[at]
            cells.append(replace(cell, row=cell.row - count))
    return replace(table, cells=tuple(cells), n_rows=table.n_rows - count), kept


def _row_texts(table: Table, count: int) -> str:
    rows = ["\t".join(cell.text for cell in sorted(table.cells, key=lambda cell: cell.col) if cell.row == row) for row in range(count)]
    return "\n".join(rows)


def _row_place(table: Table, rows: range) -> Place:
    places = [place for cell in table.cells if cell.row in rows for place in cell.places]
    boxes = [place.bbox for place in places if place.bbox is not None]
    page = places[0].page if places else None
    return Place(page=page, bbox=_around(boxes), line=places[0].line if places else None, row=rows.start)


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    return rounded(min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))


def _stacked(
    above: Table,
    below: Table,
    judged: Judgement,
    fits: tuple[dict[int, Fit], dict[int, Fit]],
    places: tuple[Place, ...],
    asides: list[Aside],
    doubts: list[Doubt],
) -> _Growing:
    """The rows of `below` under those of `above`, the first one joined with the last where it is cut."""
    cells = list(above.cells)
    ends, starts = dict(fits[0]), fits[1]
    is_cut = judged.verdict is Verdict.JOIN
    shift = above.n_rows - is_cut
    over = {(cell.col, cell.col_span): at for at, cell in enumerate(cells) if cell.row + cell.row_span == above.n_rows}
    for at, cell in enumerate(below.cells):
        target = over.get((cell.col, cell.col_span)) if cell.row == 0 else None
        if target is not None and (is_cut or cell.col in judged.merged or runs_on(cells[target], cell)):
            cells[target] = _one(cells[target], cell, cell.row_span - is_cut, ends.get(target), starts.get(at))
            if at in starts:
                ends[target] = starts[at]
            continue
        if at in starts:
            ends[len(cells)] = starts[at]
        cells.append(replace(cell, row=cell.row + shift))
    table = replace(above, n_rows=shift + below.n_rows, cells=tuple(cells), places=places)
    return _Growing(table, ends, asides, doubts)


def _one(above: Cell, below: Cell, more_rows: int, end: Fit | None, start: Fit | None) -> Cell:
    """Two pieces of one cell as one."""
    if above.text and below.text:
        text = f"{above.text}\n{below.text}" if is_new_paragraph(above.text, below.text, end, start) else glue(above.text, below.text)
    else:
        text = above.text or below.text
    moved = len(text) - len(below.text)
    runs = tuple(FontRun(run.start + moved, run.end + moved, run.font) for run in below.legacy)
    known = [piece.confidence for piece in (above, below) if piece.confidence is not None]
    return replace(
        above,
        text=text,
        row_span=above.row_span + more_rows,
        places=(*above.places, *below.places),
        legacy=(*above.legacy, *runs),
        confidence=min(known) if known else None,
        bold=above.bold if above.text else below.bold,
    )

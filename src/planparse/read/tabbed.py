"""Tables that only tabs draw, as they stand in text files: copied from Word, rebuilt from a web page, written by an OCR engine.

1. Each line with two filled cells or more is a row; rows that follow one another are one table. A table is as wide as its widest
   usual row; a shorter row is a group row (its words span the rest), ends early (it is padded), or starts late because its first
   cells are merged down from the row above.
2. A row that line breaks cut is put together again, where its pieces add up to the width: pieces that are cells of their own, or
   a cell that goes on in the next line. Where the row breaks are lost and two rows stand in one line, they are parted.
3. A paragraph between two rows is a row over the whole width. Two columns (a letterhead, a signature) never join a wider table,
   a numbered paragraph (`1.⇥Mục đích`) is no table.
4. What had to be guessed is named in a doubt: `row_join`, or `table_structure`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from planparse.paper import Block, Cell, Doubt, Paragraph, Place, Table

_ORDINAL = re.compile(
    r"\**\(?(?:\d{1,3}(?:\.\d{1,2}){0,4}|[IVX]{1,6}|[A-HK-PĐ]|[a-hđ])[.):]?\)?\**\s*(?:[-–+]\s*\d{0,3})?|[-+*•]|\(\d{1,2}\)",
)
_HEADS = frozenset({"tt", "stt", "số tt", "số thứ tự", "s.tt", "sốtt", "no", "#"})
_REACH = 8
"""How many lines a cut row may run over."""
_SHARE, _MOST = 0.25, 0.5
"""A width counts as usual from this share of the rows on; one that is twice the head's (two rows in a line?) from the second."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text file that is not blank; `gap` where a blank line or a page break stands before it."""

    text: str
    place: Place
    gap: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The pieces between the tabs, stripped."""
        return _pieces(self.text)

    @property
    def is_row(self) -> bool:
        """Whether two cells or more are filled."""
        return "\t" in self.text and sum(1 for cell in self.cells if cell) >= 2


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in text.split("\t"))


_Text = tuple[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells of one row, from the left; `kind` says how a row that is too short fills the width."""

    cells: tuple[_Text, ...]
    kind: Literal["full", "group", "early", "late"] = "full"
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """What `read_region` made of the lines up to `end` (exclusive)."""

    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...]
    end: int


def read_region(lines: Sequence[Line], at: int, index: int) -> Region | None:
    """The table or tables that begin at `lines[at]`, numbered from `index`; None where no table begins there."""
    if not lines[at].is_row:
        return None
    end = _contiguous(lines, at)
    if _is_numbered(lines[at]) and all(_is_numbered(line) for line in lines[at:end] if line.is_row):
        return None
    columns = _two_columns(lines[at:end])
    if columns is not None:
        return Region((_table(columns, 2, index),), (), at + len(columns))
    head = next(n for n in range(at, end) if len(lines[n].cells) >= 3 or _is_numbered(lines[n]))
    if head > at:
        rows = [_Row(tuple(_texts(line))) for line in lines[at:head]]
        return Region((_table(rows, 2, index),), (), head)
    width = _width(lines, at)
    rows, end = _Assembly(lines, width).run(at)
    return _region(rows, width, index, end)


def _region(rows: list[_Row], width: int, index: int, end: int) -> Region:
    """The table of `rows`. A joined row of one text that ends it is no row: the file glued a paragraph to the last one."""
    spilled = rows[-1] if len(rows) > 1 and rows[-1].joined and len(rows[-1].cells) == 1 else None
    if spilled is not None:
        rows = rows[:-1]
    table = _table(rows, width, index)
    below = () if spilled is None else (Paragraph(*spilled.cells[0]),)
    return Region((table, *below), tuple(_doubts(rows, table)), end)


def _contiguous(lines: Sequence[Line], at: int) -> int:
    end = at + 1
    while end < len(lines) and not lines[end].gap and ("\t" in lines[end].text):
        end += 1
    return end


def _is_numbered(line: Line) -> bool:
    """Whether it is one text behind a number: a numbered paragraph, or a group row inside a table."""
    cells = line.cells
    filled = [cell for cell in cells if cell]
    return len(filled) == 2 and cells[0] == filled[0] and _ORDINAL.fullmatch(filled[0]) is not None


def _is_head(line: Line) -> bool:
    return line.cells[0].strip("*. ").casefold() in _HEADS


def _two_columns(lines: Sequence[Line]) -> list[_Row] | None:
    """The rows of a letterhead or signature: never more than two texts in a line, however many tabs stand between them."""
    rows: list[_Row] = []
    for line in lines:
        texts = _texts(line)
        filled = [text for text in texts if text[0]]
        if len(filled) > 2 or _is_numbered(line) or (len(filled) == 2 and not texts[0][0]):
            break
        first = texts[0] if texts[0][0] else ("", filled[0][1])
        rows.append(_Row((first, filled[-1] if filled[-1] is not first else ("", first[1]))))
    if not rows or (len(rows) < len(lines) and any(len(line.cells) > 2 for line in lines[: len(rows)])):
        return None
    if len(rows) < len(lines) and _is_head(lines[0]):
        return None
    return rows


def _width(lines: Sequence[Line], at: int) -> int:
    """How many columns the table at `at` has: those of its head, or more where a usual row is wider (a head with merged cells)."""
    counts = [len(lines[at].cells)]
    missing = 0
    for n in range(at + 1, len(lines)):
        line = lines[n]
        if "\t" not in line.text:
            missing += 1
            if missing > 3:
                break
            continue
        if (missing or line.gap) and (_is_head(line) or (len(line.cells) == 2 and not _is_numbered(line) and missing == 0)):
            break
        missing = 0
        if line.cells[0]:
            counts.append(len(line.cells))
    head = counts[0] if counts[0] > 2 else max(counts)
    seen = Counter(count for count in counts if count >= 3)
    shares = {count: times / seen.total() for count, times in seen.items() if count > head and times >= 2}
    usual = [count for count, share in shares.items() if share >= (_SHARE if count < 2 * head else _MOST)]
    return max(usual, default=head)


def _texts(line: Line) -> list[_Text]:
    return [(cell, (line.place,)) for cell in line.cells]


def _glue(first: _Text, second: _Text) -> _Text:
    return (f"{first[0]}\n{second[0]}".strip("\n"), (*first[1], *second[1]))


class _Assembly:
    """Puts rows of `width` cells together from `lines`."""

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        self.lines = lines
        self.width = width
        self.first: str = ""

    def run(self, at: int) -> tuple[list[_Row], int]:
        """The rows from line `at` on, and the line after the last."""
        rows: list[_Row] = []
        self.first = self.lines[at].cells[0]
        while at < len(self.lines) and self._goes_on(rows, at):
            made, at = self._next(rows, at)
            rows += made
        return rows, at

    def _goes_on(self, rows: list[_Row], at: int) -> bool:
        line = self.lines[at]
        if not rows:
            return True
        if "\t" not in line.text:
            return self._inside(at)
        if self._is_foreign(line, rows[-1]) and self._completes(at) is None:
            return False
        if not line.gap and "\t" in self.lines[at - 1].text:
            return not (self._is_signature(line) and self._ends(at + 1) and not self._starts_row(self._line(at + 2)))
        if _is_head(line) or line.cells[0] == self.first != "":
            return False
        return self._starts_row(line) or len(line.cells) == self.width or self._completes(at) is not None

    def _is_foreign(self, line: Line, above: _Row) -> bool:
        """Whether `line`, which begins with two empty cells below a whole row, is too long or too short for this table."""
        whole = len(above.cells) == self.width or (above.joined and len(above.cells) == 1)
        return whole and not any(line.cells[:2]) and len(line.cells) != self.width

    def _is_signature(self, line: Line) -> bool:
        return len(line.cells) == 2 and self.width >= 4 and all(line.cells) and not _is_numbered(line)

    def _ends(self, at: int) -> bool:
        return at >= len(self.lines) or self.lines[at].gap or "\t" not in self.lines[at].text

    def _starts_row(self, line: Line) -> bool:
        first = line.cells[0]
        return "\t" in line.text and (not first or _ORDINAL.fullmatch(first) is not None)

    def _inside(self, at: int) -> bool:
        """Whether the paragraph at `at` stands between two rows: one that completes a row, or a single one over the width."""
        if self._completes(at) is not None:
            return True
        after = at + 1
        return after < len(self.lines) and self._starts_row(self.lines[after]) and not _is_numbered_alone(self.lines, after)

    def _next(self, rows: list[_Row], at: int) -> tuple[list[_Row], int]:
        line, width = self.lines[at], self.width
        texts = _texts(line)
        if "\t" not in line.text and self._completes(at) is None:
            return self._between(rows, at)
        if len(texts) == width:
            return [_Row(tuple(texts))], at + 1
        if len(texts) == width + 1 and not texts[0][0]:
            return [_Row(tuple(texts[1:]))], at + 1
        complete = self._completes(at)
        if complete is not None:
            cells, end = complete
            return [_Row(tuple(cells[n : n + width]), joined=True) for n in range(0, len(cells), width)], end
        if len(texts) > width:
            return self._split(texts), at + 1
        late = self._short(texts, rows, line.gap)
        if late.kind == "late" and "\t" not in self._line(at + 1).text and self._starts_row(self._line(at + 2)):
            below = self._line(at + 1)
            whole = (*late.cells, (below.text.strip(), (below.place,)))
            return [replace(late, cells=whole, joined=True)], at + 2
        return [late], at + 1

    def _line(self, at: int) -> Line:
        return self.lines[at] if at < len(self.lines) else Line("-\t-\t-", Place())

    def _between(self, rows: list[_Row], at: int) -> tuple[list[_Row], int]:
        line = self.lines[at]
        text = (line.text.strip(), (line.place,))
        above = rows[-1]
        goes_on = not line.gap and (text[0][:1].islower() or text[0][:1] in "(-+–;,")
        if goes_on and above.kind == "full" and len(above.cells) == self.width:
            cells = (*above.cells[:-1], _glue(above.cells[-1], text))
            rows[-1] = replace(above, cells=cells, joined=True)
            return [], at + 1
        return [_Row((text,), "group")], at + 1

    def _short(self, texts: list[_Text], rows: list[_Row], gap: bool) -> _Row:
        if len(texts) > 2 and not texts[0][0] and (gap or _ORDINAL.fullmatch(texts[1][0])):
            texts = texts[1:]
        numbered = not texts[0][0] or _ORDINAL.fullmatch(texts[0][0]) is not None
        if len(texts) == 1 or (len(texts) == 2 and numbered):
            return _Row(tuple(texts), "group")
        if not numbered and len(rows) > 1 and (rows[-1].kind == "late" or len(rows[-1].cells) == self.width):
            return _Row(tuple(texts), "late")
        return _Row(tuple(texts), "early")

    def _split(self, texts: list[_Text]) -> list[_Row]:
        """Two rows that lost the break between them; what stands between or behind them is a row of its own."""
        width = self.width
        first, rest = _Row(tuple(texts[:width])), texts[width:]
        tail: list[_Row] = []
        if len(rest) >= width and _ORDINAL.fullmatch(rest[-width][0]):
            tail = [_Row(tuple(rest[-width:]), joined=True)]
            rest = rest[:-width]
        spill = [text for text in rest if text[0]]
        middle: list[_Row] = []
        if spill:
            middle = [_Row((("\n".join(text for text, _ in spill), spill[0][1]),), "group", joined=True)]
        return [first, *middle, *tail]

    def _completes(self, at: int) -> tuple[list[_Text], int] | None:
        """The cells of whole rows that the lines from `at` on add up to, and the line after them; None where they don't."""
        first = self.lines[at]
        if "\t" not in first.text and _ORDINAL.fullmatch(first.text.strip()) is None:
            return None
        glued, parted = _texts(first), _texts(first)
        tabs = "\t" in first.text
        for n in range(at + 1, min(at + _REACH, len(self.lines))):
            line = self.lines[n]
            more = _texts(line)
            if self._breaks_off(n, parted):
                return None
            tabs = tabs or "\t" in line.text
            if not line.gap:
                glued = [*glued[:-1], _glue(glued[-1], more[0]), *more[1:]]
            parted = [*parted, *more]
            if not tabs or not self._may_end(n + 1):
                continue
            whole = len(glued) == self.width and glued[0][0]
            if whole and not any(line.gap for line in self.lines[at + 1 : n + 1]) and not self._is_second_head(at, line):
                return glued, n + 1
            if len(parted) % self.width == 0 and self._whole(parted, at):
                return parted, n + 1
        return None

    def _breaks_off(self, at: int, pending: list[_Text]) -> bool:
        """Whether the line at `at` starts a row of its own, so that nothing before it goes on in it."""
        line = self.lines[at]
        if "\t" not in line.text:
            return len(line.text) > 2000
        if len(line.cells) == self.width or _is_head(line) or line.cells[0] == self.first != "":
            return True
        if line.cells[0]:
            return _ORDINAL.fullmatch(line.cells[0]) is not None and not (len(pending) > 2 and line.cells[0].isdigit())
        return len(line.cells) <= self.width

    def _may_end(self, at: int) -> bool:
        """Whether a row may end before the line at `at`: the next is a row's start, or nothing near goes on."""
        if at >= len(self.lines):
            return True
        line, before = self.lines[at], self.lines[at - 1]
        if "\t" in line.text:
            starts = (self._starts_row(line) or len(line.cells) == self.width) and not _is_head(line)
            return starts or (line.gap and "\t" in before.text)
        return line.gap and "\t" in before.text

    def _is_second_head(self, at: int, line: Line) -> bool:
        """Whether `line` stands below the head's merged cells, rather than going on in its last cell."""
        return self.lines[at].cells[0] == self.first and not line.cells[0][:1].islower()

    def _whole(self, cells: list[_Text], at: int) -> bool:
        """Whether the pieces are whole rows: the first has a number or is the head, the others a number or none."""
        starts = [cells[n][0] for n in range(0, len(cells), self.width)]
        if not _ORDINAL.fullmatch(starts[0]) and self.lines[at].cells[0] != self.first:
            return False
        return all(not start or _ORDINAL.fullmatch(start) for start in starts[1:])


def _is_numbered_alone(lines: Sequence[Line], at: int) -> bool:
    """Whether the numbered line at `at` is a paragraph: no wider row follows it at once."""
    end = _contiguous(lines, at)
    return all(_is_numbered(line) for line in lines[at:end])


def _table(rows: Sequence[_Row], width: int, index: int) -> Table:
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        start = width - len(row.cells) if row.kind == "late" else 0
        for col in range(start):
            if col in above:
                cells[above[col]] = replace(cells[above[col]], row_span=cells[above[col]].row_span + 1)
        here: dict[int, int] = {}
        for offset, (text, places) in enumerate(row.cells):
            col = start + offset
            last = offset == len(row.cells) - 1
            span = width - col if last and row.kind == "group" else 1
            here |= dict.fromkeys(range(col, col + span), len(cells))
            stood = tuple(dict.fromkeys(replace(place, table=index, row=number) for place in places))
            cells.append(Cell(number, col, text, col_span=span, places=stood))
        where = tuple(replace(place, table=index, row=number) for place in row.cells[0][1][:1])
        for col in range(width):
            if col not in here and not (row.kind == "late" and col < start and col in above):
                here[col] = len(cells)
                cells.append(Cell(number, col, "", places=where))
        above = {**{col: at for col, at in above.items() if col < start}, **here}
    cells.sort(key=lambda cell: (cell.row, cell.col))
    pages: dict[int | None, Place] = {}
    for row in rows:
        for place in row.cells[0][1]:
            pages.setdefault(place.page, replace(place, table=index))
    return Table(index, len(rows), width, tuple(cells), tuple(pages.values()), ruled=False)


def _doubts(rows: Sequence[_Row], table: Table) -> list[Doubt]:
    doubts = []
    for number, row in enumerate(rows):
        place = replace(row.cells[0][1][0], table=table.index, row=number)
        if row.joined and row.kind != "late":
            doubts.append(Doubt("row_join", f"Dòng {place.line}: hàng bị ngắt dòng, được ghép lại theo số cột", place=place))
        elif row.kind in ("early", "late"):
            detail = f"Dòng {place.line}: hàng có {len(row.cells)} ô, bảng có {table.n_cols} cột"
            doubts.append(Doubt("table_structure", detail, place=place))
    return doubts

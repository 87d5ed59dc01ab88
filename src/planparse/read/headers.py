"""Header rows of a table, and whether another page repeats them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from planparse.paper import Cell, Table
from planparse.read.evidence import number_heads
from planparse.vocab import load
from planparse.vocab.markers import are_bracketed
from planparse.vocab.spelling import fold

_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[a-zA-Z])\s*\)?(?:\s*=.*)?")
_ALIKE = 0.85
"""How alike the texts of two header rows are where OCR read them differently."""


@cache
def _headings() -> frozenset[str]:
    return frozenset(fold(form) for column in load("columns")["column"] for form in column["forms"])


def _row(table: Table, row: int) -> list[Cell]:
    return sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.col)


def _texts(cells: list[Cell]) -> list[tuple[int, int, str]]:
    return [(cell.col, cell.col_span, fold(cell.text)) for cell in cells]


def is_header(table: Table, like: Table | None = None) -> bool:
    """Whether the first row is a header by its words (`TT`, known headings), or by bold type where only the header of `like` is bold."""
    cells = [cell for cell in _row(table, 0) if cell.text]
    if len(cells) < 2:
        return False
    if fold(cells[0].text) in number_heads() and cells[0].col == 0:
        return True
    known = sum(1 for cell in cells if fold(cell.text) in _headings())
    if known >= 2 and known * 2 >= len(cells):
        return True
    if like is None or not all(cell.bold for cell in cells) or len(cells) < table.n_cols - 1:
        return False
    first, rest = [cell for cell in _row(like, 0) if cell.text], [cell for cell in like.cells if cell.row > 0 and cell.text]
    return all(cell.bold for cell in first) and sum(cell.bold for cell in rest) * 4 < len(rest)


def height(table: Table) -> int:
    """How many rows the header has: as many as its first cells span, and a row of column numbers below."""
    if not is_header(table):
        return 0
    rows = max(cell.row + cell.row_span for cell in _row(table, 0))
    return rows + (rows < table.n_rows and _is_column_numbers(_row(table, rows)))


def _is_column_numbers(cells: list[Cell]) -> bool:
    texts = [cell.text.strip() for cell in cells]
    if are_bracketed(texts):
        return True
    if len(texts) < 2 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    return all("(" in text for text in texts) or [text.strip("() ") for text in texts] == [str(n) for n in range(1, len(texts) + 1)]


def repeated(first: Table, second: Table) -> int:
    """How many rows at the top of `second` repeat the header of `first`: whole, cut, or only its row of column numbers."""
    ours, theirs = _row(first, 0), _row(second, 0)
    if not ours or not theirs:
        return 0
    if _is_column_numbers(theirs) and any(_numbers_alike(_row(first, row), theirs) for row in range(min(4, first.n_rows))):
        return 1
    if not _same(ours, theirs, is_header(first)):
        return 0
    rows = max(cell.row + cell.row_span for cell in theirs)
    rows = min(rows, max(cell.row + cell.row_span for cell in ours))
    while rows < min(first.n_rows, second.n_rows) and _is_column_numbers(_row(second, rows)):
        rows += 1
    return rows


def _numbers_alike(ours: list[Cell], theirs: list[Cell]) -> bool:
    return _is_column_numbers(ours) and [(cell.col, cell.col_span) for cell in ours] == [(cell.col, cell.col_span) for cell in theirs]


def _same(ours: list[Cell], theirs: list[Cell], sure: bool) -> bool:
    """Whether two rows say the same; where ours is a header for `sure`, nearly the same or a part of it will do."""
    one, other = _texts(ours), _texts(theirs)
    if one == other:
        return any(text for _, _, text in one)
    if not sure or [part[:2] for part in one] != [part[:2] for part in other]:
        return False
    pairs = [(mine, yours) for (_, _, mine), (_, _, yours) in zip(one, other, strict=True)]
    filled = [(mine, yours) for mine, yours in pairs if yours]
    if len(filled) * 2 < len(pairs):
        return False
    if all(yours in mine for mine, yours in filled):
        return True
    return SequenceMatcher(None, " ".join(mine for mine, _ in pairs), " ".join(yours for _, yours in pairs)).ratio() >= _ALIKE

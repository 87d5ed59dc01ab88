"""What the heading of a column says that stands below it, and how a table's header rows make its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from planparse.paper import Table
from planparse.vocab import load
from planparse.vocab.markers import are_bracketed
from planparse.vocab.spelling import fold

_NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?$")
_NOTE_MARK = re.compile(r"\[\d+\]|\(\d+\)|(?<=[^\W\d])\d$")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_MAX_HEADER_ROWS = 4
_LONGEST = 90


def header_rows(table: Table) -> int:
    """How many rows at the top are headings: the best row of role words, what is merged into it, and a row of column numbers."""
    best, rows = 0, 0
    for row in range(min(_MAX_HEADER_ROWS, table.n_rows)):
        found = {role for cell in table.cells if cell.row == row and (role := read_role(cell.text)) not in (None, "extra")}
        score = len(found)
        if score > best and (score >= 2 or rows):
            best, rows = score, row + 1
        elif (
            rows and row == rows and score and all(cell.row_span > 1 for cell in table.cells if cell.row == row - 1 and cell.col_span == 1)
        ):
            rows = row + 1
    if rows == 0:
        return 0
    bottom = max((cell.row + cell.row_span for cell in table.cells if cell.row < rows), default=rows)
    wide = any(cell.row == rows - 1 and cell.col_span > 1 for cell in table.cells)
    rows = max(rows, bottom if wide or bottom - rows <= 1 else rows)
    while rows < table.n_rows and is_numbering(table, rows):
        rows += 1
    return rows


def is_numbering(table: Table, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2. Months `1 2 3` that stand under a heading of their own do not."""
    texts = [cell.text.strip() for cell in table.cells if cell.row == row and cell.text.strip()]
    if any(cell.row < row < cell.row + cell.row_span for cell in table.cells):
        return False
    return are_bracketed(texts) or (len(texts) >= 3 and all(_NUMBERING.match(text) for text in texts))


def headings(table: Table, rows: int) -> tuple[str, ...]:
    """For each column its heading: the header cells above it from the top down, joined by ` / `; numbering rows left out."""
    found: list[list[str]] = [[] for _ in range(table.n_cols)]
    for cell in table.cells:
        if cell.row < rows and not is_numbering(table, cell.row):
            text = " ".join(cell.text.split())
            for col in range(cell.col, min(cell.col + cell.col_span, table.n_cols)):
                if text and text not in found[col]:
                    found[col].append(text)
    return tuple(" / ".join(parts) for parts in found)


@cache
def read_role(heading: str) -> str | None:
    """The role that a heading names, None for none. Of a heading over two rows the lower words count first.

    >>> read_role("Đơn vị tham mưu"), read_role("THỜI GIAN (Năm 2026)"), read_role("Cơ quan chủ trì[1]"), read_role("Diện tích")
    ('lead', 'deadline', 'lead', None)
    >>> read_role("Đơn vị thực hiện / Phối hợp"), read_role("Đơn vị chủ trì, đơn vị phối hợp"), read_role("Lãnh đạo UBND xã phụ trách")
    ('coordinating', 'joint', 'person')
    >>> read_role("Tiến độ / Triển khai"), read_role("Triển khai")
    ('start', None)
    """
    parts = heading.split(" / ")
    below = len(parts) > 1 and read_role(parts[0]) in ("deadline", "start")
    for part in (*reversed(parts), heading):
        said = plain(part)
        role = _forms().get(said) or (_below().get(said) if below else None) or _by_opening(said) or _by_words(said)
        if role is not None:
            return role
    return None


def below_time(heading: str) -> str | None:
    """The role of a heading that means a time only beside one: `Hoàn thành` beside `Bắt đầu`."""
    return _below().get(plain(heading.split(" / ")[-1]))


@cache
def plain(heading: str) -> str:
    """A heading folded, without brackets, marks of notes and final signs.

    >>> plain("Sản phẩm / kết quả (dự kiến):")
    'sản phẩm/kết quả'
    """
    folded = fold(_BRACKET.sub("", _NOTE_MARK.sub("", heading))).strip(" .:*")
    return re.sub(r"\s*/\s*", "/", folded)


def says(heading: str, table: str, purpose: str) -> bool:
    """Whether a heading has one of the words for a purpose (`[coarse] fine`) in it."""
    said = plain(heading)
    return any(re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", said) for word in load("columns")[table][purpose])


def _by_opening(said: str) -> str | None:
    for words, role in _openings():
        if re.match(rf"{re.escape(words)}(?!\w)", said) and len(said) <= _LONGEST:
            return None if role == "person" and says(said, "who", "office") else role
    return None


def _by_words(said: str) -> str | None:
    if len(said) > _LONGEST:
        return None
    lead, others = said.find("chủ trì"), said.find("phối hợp")
    if 0 <= lead < others:
        return "joint"
    for word, role in _words():
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said):
            return role
    return None


@cache
def _forms() -> dict[str, str]:
    return {fold(form): entry["role"] for entry in load("columns")["column"] for form in entry["forms"]}


@cache
def _below() -> dict[str, str]:
    return {fold(form): entry["role"] for entry in load("columns")["column"] for form in entry.get("below", ())}


@cache
def _openings() -> tuple[tuple[str, str], ...]:
    return _by_length((fold(word), entry["role"]) for entry in load("columns")["column"] for word in entry.get("opens", ()))


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return _by_length((fold(word), entry["role"]) for entry in load("columns")["column"] for word in entry["words"])


def _by_length(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))

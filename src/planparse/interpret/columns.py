"""Which table is a task table, and which column holds what: by the words of the header, in any order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from planparse.paper import Table
from planparse.vocab import load
from planparse.vocab.markers import are_bracketed
from planparse.vocab.spelling import fold

_NUMBERING = re.compile(r"^\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?$")
_NOTE_MARK = re.compile(r"\[\d+\]|\(\d+\)|(?<=[^\W\d])\d$")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_YEAR = re.compile(r"\b(20\d\d)\b")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}\s*(?:h|giờ|g)\s*\d{0,2}\b", re.IGNORECASE)
_MAX_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class Columns:
    """How a task table is laid out: `header_rows` rows of headings, for each column its heading, role and year, and the rows further
    down that only say a row of the header again."""

    header_rows: int
    headings: tuple[str, ...]
    roles: tuple[str | None, ...]
    years: tuple[int | None, ...]
    guessed: bool = False
    repeats: frozenset[int] = frozenset()

    def at(self, role: str) -> int | None:
        """The column of a role, None where the table has none."""
        return self.roles.index(role) if role in self.roles else None


def read_columns(table: Table, looks_like: Callable[[str, str], bool]) -> Columns | None:
    """The columns of `table` if it is a task table: it says who does what, or what by when; None for any other table.

    `looks_like(role, text)` tells whether a cell's text reads like a unit (`lead`) or a `deadline`: for tables without a header.
    """
    if table.n_cols < 2 or table.n_rows < 1:
        return None
    header_rows = _header_rows(table)
    if header_rows == 0:
        return _guess(table, looks_like)
    headings = _headings(table, header_rows)
    if any(word in fold(heading) for heading in headings for word in load("columns")["decoy"]["words"]):
        return None
    roles = _unique([read_role(heading) for heading in headings])
    if "lead" not in roles and "person" in roles:
        roles[roles.index("person")] = "lead"
    has = set(roles)
    if (
        "content" not in has
        or not has & {"lead", "joint", "deadline"}
        or (has & {"lead", "joint"} == set() and "output" not in has and table.n_cols > 4)
    ):
        return None
    if "deadline" in has and not has & {"lead", "joint"} and table.n_cols < 3:
        return None
    if _is_form(table, header_rows, roles) or _is_programme(table, header_rows, roles):
        return None
    years = tuple(int(found[1]) if (found := _YEAR.search(heading)) else None for heading in headings)
    return Columns(header_rows, headings, tuple(roles), years, repeats=_repeats(table, header_rows))


def _header_rows(table: Table) -> int:
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
    while rows < table.n_rows and _is_numbering(table, rows):
        rows += 1
    return rows


def _is_numbering(table: Table, row: int) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2."""
    texts = [cell.text.strip() for cell in table.cells if cell.row == row and cell.text.strip()]
    return are_bracketed(texts) or (len(texts) >= 3 and all(_NUMBERING.match(text) for text in texts))


def _repeats(table: Table, rows: int) -> frozenset[int]:
    """Rows below the header that say a row of it again, as who types a table for two pages leaves them."""
    said: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for cell in sorted(table.cells, key=lambda cell: cell.col):
        if cell.text:
            said[cell.row].append((cell.col, fold(cell.text)))
    header = [texts for row, texts in said.items() if row < rows and len(texts) > 1]
    return frozenset(row for row, texts in said.items() if row >= rows and texts in header)


def _headings(table: Table, rows: int) -> tuple[str, ...]:
    """For each column its heading: the header cells above it from the top down, joined; numbering rows left out."""
    headings: list[list[str]] = [[] for _ in range(table.n_cols)]
    for cell in table.cells:
        if cell.row < rows and not _is_numbering(table, cell.row):
            text = " ".join(cell.text.split())
            for col in range(cell.col, min(cell.col + cell.col_span, table.n_cols)):
                if text and text not in headings[col]:
                    headings[col].append(text)
    return tuple(" / ".join(parts) for parts in headings)


@cache
def _forms() -> dict[str, str]:
    return {fold(form): entry["role"] for entry in load("columns")["column"] for form in entry["forms"]}


@cache
def _words() -> tuple[tuple[str, str], ...]:
    found = [(fold(word), entry["role"]) for entry in load("columns")["column"] for word in entry["words"]]
    return tuple(sorted(found, key=lambda pair: len(pair[0]), reverse=True))


@cache
def read_role(heading: str) -> str | None:
    """The role that a heading names, None for none. Of a heading over two rows the lower words count first.

    >>> read_role("Đơn vị tham mưu"), read_role("THỜI GIAN (Năm 2026)"), read_role("Cơ quan chủ trì[1]"), read_role("Diện tích")
    ('lead', 'deadline', 'lead', None)
    >>> read_role("Đơn vị thực hiện / Phối hợp")
    'coordinating'
    """
    for part in (*reversed(heading.split(" / ")), heading):
        plain = fold(_BRACKET.sub("", _NOTE_MARK.sub("", part))).strip(" .:*")
        plain = re.sub(r"\s*/\s*", "/", plain)
        if plain in _forms():
            return _forms()[plain]
        if len(plain) <= 90:
            for word, role in _words():
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain):
                    return role
    return None


def _unique(roles: list[str | None]) -> list[str | None]:
    """Each role but `extra` once: the first column that has it, where a whole heading does not claim it later."""
    seen: set[str] = set()
    for at, role in enumerate(roles):
        if role is None or role == "extra":
            continue
        if role in seen:
            roles[at] = "extra"
        seen.add(role)
    return roles


def _body_texts(table: Table, header_rows: int, col: int) -> list[str]:
    return [cell.text.strip() for cell in table.cells if cell.row >= header_rows and cell.col == col and cell.col_span == 1]


def _is_form(table: Table, header_rows: int, roles: list[str | None]) -> bool:
    """A form to be filled in: below the header nobody and no time is named anywhere."""
    if table.n_rows - header_rows < 1:
        return True
    said = [text for role in ("lead", "joint", "deadline") if role in roles for text in _body_texts(table, header_rows, roles.index(role))]
    return bool(said) and not any(any(letter.isalnum() for letter in text) for text in said)


def _is_programme(table: Table, header_rows: int, roles: list[str | None]) -> bool:
    """The programme of a meeting: most of its times are times of day."""
    if "deadline" not in roles:
        return False
    times = [text for text in _body_texts(table, header_rows, roles.index("deadline")) if text]
    return bool(times) and sum(bool(_TIME_OF_DAY.search(text)) for text in times) * 2 > len(times)


def _guess(table: Table, looks_like: Callable[[str, str], bool]) -> Columns | None:
    """A table without a header: roles by what most cells of a column read like. Always to be reviewed."""
    if table.n_rows < 3 or table.n_cols < 3:
        return None
    roles: list[str | None] = [None] * table.n_cols
    lengths: dict[int, float] = {}
    for col in range(table.n_cols):
        texts = [text for text in _body_texts(table, 0, col) if text]
        if not texts:
            continue
        if roles[0] is None and col == 0 and sum(bool(re.fullmatch(r"[\dIVXa-z.]{1,6}", text)) for text in texts) * 10 >= 6 * len(texts):
            roles[col] = "number"
        elif sum(looks_like("deadline", text) for text in texts) * 10 >= 6 * len(texts):
            roles[col] = "deadline" if "deadline" not in roles else "extra"
        elif sum(looks_like("lead", text) for text in texts) * 10 >= 7 * len(texts):
            roles[col] = "lead" if "lead" not in roles else "coordinating" if "coordinating" not in roles else "extra"
        else:
            lengths[col] = sum(map(len, texts)) / len(texts)
    if "lead" not in roles or "deadline" not in roles or not lengths:
        return None
    roles[max(lengths, key=lambda col: lengths[col])] = "content"
    return Columns(0, ("",) * table.n_cols, tuple(roles), (None,) * table.n_cols, guessed=True)

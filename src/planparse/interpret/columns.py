"""Which table is a task table, and which column holds what: by the words of the header, in any order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from planparse.interpret.column_roles import column_roles
from planparse.interpret.headings import header_rows, headings, plain, read_role
from planparse.interpret.time_columns import marked_spans, span_of
from planparse.paper import Table
from planparse.vocab import load
from planparse.vocab.spelling import fold

_YEAR = re.compile(r"\b(20\d\d)\b")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}\s*(?:h|giờ|g)\s*\d{0,2}\b", re.IGNORECASE)
_DAY = re.compile(
    r"(?<![\dh:])\d{1,2}\s*[/-]\s*\d{1,2}(?:\s*[/-]\s*20\d\d)?(?![\dh:])(?!\s*(?:h|giờ|g|phút))|ngày\s+\d{1,2}", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
_ORDINAL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ]|[a-zđ])[.)]?\)?")
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """How a task table is laid out: `header_rows` rows of headings, for each column its heading, role and year, and the rows further
    down that only say a row of the header again.

    `spans` are the columns to be ticked and the time of each, `suspects` those of no known heading whose cells read like a field of the
    task. `carried` says that the header is that of the table before.
    """

    header_rows: int
    headings: tuple[str, ...]
    roles: tuple[str | None, ...]
    years: tuple[int | None, ...]
    guessed: bool = False
    repeats: frozenset[int] = frozenset()
    spans: Mapping[int, str] = field(default_factory=dict)
    suspects: Mapping[int, str] = field(default_factory=dict)
    carried: bool = False

    def at(self, role: str) -> int | None:
        """The column of a role, None where the table has none."""
        return self.roles.index(role) if role in self.roles else None

    @property
    def names_nobody(self) -> bool:
        """Whether no column, known or suspected, says who does it."""
        return not {"lead", "joint", "coordinating", "person"} & set(self.roles) and set(self.suspects.values()) <= {"deadline"}


LooksLike: TypeAlias = Callable[[str, str], bool]
"""`looks_like(role, text)` tells whether a cell's text reads like a unit (`lead`) or a `deadline`."""


def read_columns(table: Table, looks_like: LooksLike) -> Columns | None:
    """The columns of `table` if it is a task table: it says who does what, or what by when; None for any other table.

    A table without a header is read by what its cells look like.
    """
    if table.n_cols < 2 or table.n_rows < 1:
        return None
    rows = header_rows(table)
    if rows == 0:
        return _guess(table, looks_like)
    heads = headings(table, rows)
    spans = marked_spans(table, rows, heads)
    roles = column_roles(table, rows, heads, spans)
    _settle_bare_times(table, rows, heads, roles, looks_like)
    has = set(roles)
    width = table.n_cols - max(0, len(spans) - 1)
    who, when = bool(has & {"lead", "joint"}), bool(has & {"deadline", "start"})
    if "content" not in has or not (who or when) or (not who and "output" not in has and width > 4):
        return None
    if when and not who and width < 3:
        return None
    if _is_decoy(heads, roles, who and when, lambda: _deals_out(table, rows, roles, looks_like)):
        return None
    if _is_form(table, rows, roles, spans) or _is_programme(table, rows, roles):
        return None
    years = tuple(int(found[1]) if (found := _YEAR.search(heading)) else None for heading in heads)
    suspects = _suspects(table, rows, roles, looks_like) | _written_spans(heads, roles, spans)
    roles = [None if col in suspects else role for col, role in enumerate(roles)]
    return Columns(rows, heads, tuple(roles), years, repeats=_repeats(table, rows), spans=spans, suspects=suspects)


def set_aside(table: Table) -> bool:
    """Whether a table that is not read as tasks has columns for contents and for who or when all the same, some of their cells filled:
    only its measures speak against it, and what it says may be lost. Those that other words of the header, or hours of one day, tell
    for sure are none of these."""
    rows = header_rows(table)
    if not rows:
        return False
    heads = headings(table, rows)
    roles = column_roles(table, rows, heads, {})
    if "content" not in roles or not {"lead", "joint", "deadline", "start"} & set(roles):
        return False
    sure = any(word in fold(heading) for heading in heads for word in load("columns")["decoy"]["words"])
    return not (sure or _is_form(table, rows, roles, {}) or _is_programme(table, rows, roles))


def _deals_out(table: Table, rows: int, roles: Sequence[str | None], looks_like: LooksLike) -> bool:
    """Whether most cells for who and by when read like offices and times, as in no table of figures."""
    for like, names in (("lead", ("lead", "joint")), ("deadline", ("deadline", "start"))):
        texts = [text for name in names if name in roles for text in _body_texts(table, rows, roles.index(name)) if text]
        if not texts or sum(looks_like(like, text) for text in texts) < _MOST * len(texts):
            return False
    return True


def _is_decoy(heads: Sequence[str], roles: Sequence[str | None], whole: bool, dealt: Callable[[], bool]) -> bool:
    """Whether words of the header say that the table is another one. Scores and quantities do not where it has tasks, who and by when;
    a bare `Nội dung` is one of tasks where the cells deal it out."""
    words = load("columns")["decoy"]
    folded = [fold(heading) for heading in heads]

    def says(purpose: str) -> bool:
        return any(word in heading for heading in folded for word in words[purpose])

    if says("words"):
        return True
    if not says("measures"):
        return False
    tasks = folded[roles.index("content")]
    told = whole and (any(word in tasks for word in words["tasks"]) or dealt())
    return not told or says("results")


def _settle_bare_times(table: Table, rows: int, heads: Sequence[str], roles: list[str | None], looks_like: LooksLike) -> None:
    """A bare `Tháng` or `Tuần` heads the deadlines where no other column does and its cells read like times."""
    if {"deadline", "start"} & set(roles):
        return
    for col, heading in enumerate(heads):
        if roles[col] is None and plain(heading) in {fold(word) for word in load("columns")["time"]["columns"]}:
            texts = [text for text in _body_texts(table, rows, col) if text]
            if texts and sum(looks_like("deadline", text) for text in texts) >= _MOST * len(texts):
                roles[col] = "deadline"
                return


def _written_spans(heads: Sequence[str], roles: Sequence[str | None], spans: Mapping[int, str]) -> dict[int, str]:
    """Columns of time side by side (`Quý I`, `Quý II` below `Thời gian`) whose cells hold words: by when is left to a person."""
    times = [col for col, head in enumerate(heads) if col not in spans and read_role(head) == "deadline" and span_of(head) is not None]
    others = [col for col, role in enumerate(roles) if role == "deadline" and col not in times]
    return dict.fromkeys(times, "deadline") if len(times) > 1 and not others else {}


def _suspects(table: Table, rows: int, roles: Sequence[str | None], looks_like: LooksLike) -> dict[int, str]:
    """The columns without a role whose cells read like what the table has no column for."""
    found: dict[int, str] = {}
    for col, role in enumerate(roles):
        texts = [text for text in _body_texts(table, rows, col) if text] if role is None else []
        if not texts:
            continue
        if not {"deadline", "start"} & set(roles) and sum(looks_like("deadline", text) for text in texts) >= _MOST * len(texts):
            found[col] = "deadline"
        elif not {"coordinating", "joint"} & set(roles) and sum(looks_like("lead", text) for text in texts) >= _MOST * len(texts):
            found[col] = "coordinating_units" if "lead" in roles else "lead_units"
    return found


def _repeats(table: Table, rows: int) -> frozenset[int]:
    """Rows below the header that say a row of it again, as who types a table for two pages leaves them."""
    said: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for cell in sorted(table.cells, key=lambda cell: cell.col):
        if cell.text:
            said[cell.row].append((cell.col, fold(cell.text)))
    header = [texts for row, texts in said.items() if row < rows and len(texts) > 1]
    return frozenset(row for row, texts in said.items() if row >= rows and texts in header)


def _body_texts(table: Table, header_rows: int, col: int) -> list[str]:
    return [cell.text.strip() for cell in table.cells if cell.row >= header_rows and cell.col == col and cell.col_span == 1]


def _is_form(table: Table, header_rows: int, roles: list[str | None], spans: Mapping[int, str]) -> bool:
    """A form to be filled in: below the header nobody and no time is named anywhere."""
    if table.n_rows - header_rows < 1:
        return True
    if spans:
        return False
    said = [
        text
        for role in ("lead", "joint", "start", "deadline")
        if role in roles
        for text in _body_texts(table, header_rows, roles.index(role))
    ]
    return bool(said) and not any(any(letter.isalnum() for letter in text) for text in said)


def _is_programme(table: Table, header_rows: int, roles: list[str | None]) -> bool:
    """The programme of a meeting: most of its times are times of day, without a day or all on one; hours of several days are events."""
    if "deadline" not in roles:
        return False
    times = [text for text in _body_texts(table, header_rows, roles.index("deadline")) if text]
    hours = [text for text in times if _TIME_OF_DAY.search(text)]
    days = [tuple(map(int, _NUMBER.findall(found[0]))) for text in times if (found := _DAY.search(text)) is not None]
    return len(hours) * 2 > len(times) and (len(days) * 2 < len(times) or len(set(days)) < 2)


def _guess(table: Table, looks_like: LooksLike) -> Columns | None:
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


def carry(table: Table, above: Columns, last: str | None, looks_like: LooksLike) -> Columns | None:
    """The columns of the table before for one without a header that goes on below it; None where its cells do not look so.

    `last` is the last number of the table before. What the number column holds must be numbers; and they go on, or those who lead or the
    deadlines look like it.
    """
    if not may_carry(table, above):
        return None
    at = above.at("number")
    numbers = [text for text in _body_texts(table, 0, at) if text] if at is not None else []
    if not all(_ORDINAL.fullmatch(text) for text in numbers):
        return None
    fits = follows(next((text for text in numbers if text[:1].isdigit()), None), last)
    for role, look in (("lead", "lead"), ("joint", "lead"), ("deadline", "deadline")):
        col = above.at(role)
        texts = [text for text in _body_texts(table, 0, col) if text] if col is not None and not above.spans else []
        fits = fits or (bool(texts) and sum(looks_like(look, text) for text in texts) >= _MOST * len(texts))
    return replace(above, header_rows=0, repeats=frozenset(), carried=True) if fits else None


def may_carry(table: Table, above: Columns) -> bool:
    """Whether a table has no header and as many columns as the one before."""
    return table.n_cols == len(above.roles) and header_rows(table) == 0


def first_number(table: Table, columns: Columns) -> str | None:
    """The first number below the header that is no numeral of a group."""
    at = columns.at("number")
    texts = _body_texts(table, columns.header_rows, at) if at is not None else []
    return next((text for text in texts if text[:1].isdigit()), None)


def follows(number: str | None, last: str | None) -> bool:
    """Whether a row's number is the next one: `5` after `4.`, `2.3` after `2.2`.

    >>> follows("5.", "4"), follows("2.3", "2.2"), follows("1", "7")
    (True, True, False)
    """
    one, other = (text.strip("(). ").split(".") if text else [""] for text in (last, number))
    return one[:-1] == other[:-1] and one[-1].isdigit() and other[-1].isdigit() and int(other[-1]) == int(one[-1]) + 1

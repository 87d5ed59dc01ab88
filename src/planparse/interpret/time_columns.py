"""Times that a table tells by its columns: one for the start and one for the end, or one a quarter, month or year, with a sign in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planparse.interpret.deadline import Calendar, read_deadline
from planparse.paper import Table
from planparse.plan import Deadline
from planparse.vocab import load
from planparse.vocab.spelling import fold

_BRACKET = re.compile(r"\s*\([^()]*\)")
_YEAR_BEHIND = r"(?:\s*[/.-]?\s*(?:năm\s*)?(?P<of>20\d\d))?"
_HEADS = (
    (re.compile(rf"(?:quý|q)\s*[.:]?\s*(?P<n>i{{1,3}}|iv|[1-4]){_YEAR_BEHIND}"), "Quý {}"),
    (re.compile(rf"(?:tháng|th|t)\s*[.:]?\s*(?P<n>0?[1-9]|1[0-2]){_YEAR_BEHIND}"), "Tháng {}"),
    (re.compile(r"(?:năm\s*)?(?P<n>20\d\d)(?P<of>(?!))?"), "Năm {}"),
    (re.compile(rf"(?P<n>6 tháng (?:đầu|cuối) năm){_YEAR_BEHIND}"), "{}"),
)
_BARE = {"quý": re.compile(r"i{1,3}|iv|[1-4]"), "tháng": re.compile(r"0?[1-9]|1[0-2]")}
_MOST = 0.6


def span_of(heading: str) -> str | None:
    """The time that a heading names, in words that can be read alone; None where it names none.

    >>> span_of("Thời gian / Quý II"), span_of("T3"), span_of("Lộ trình / 2027"), span_of("Tháng thực hiện / 11"), span_of("Kinh phí")
    ('Quý II', 'Tháng 3', 'Năm 2027', 'Tháng 11', None)
    """
    *above, last = heading.split(" / ")
    said = fold(_BRACKET.sub("", last)).strip(" .:*")
    for unit, bare in _BARE.items():
        if bare.fullmatch(said) and any(unit in fold(part) for part in above):
            said = f"{unit} {said}"
    for pattern, words in _HEADS:
        if (found := pattern.fullmatch(said)) is not None:
            number = found["n"].upper() if found["n"].strip("iv") == "" else found["n"]
            return words.format(number) + (f"/{found['of']}" if found["of"] else "")
    return None


def marked_spans(table: Table, rows: int, headings: Sequence[str]) -> dict[int, str]:
    """The columns that are times to be ticked, with the time of each: two or more, whose cells hold little but such signs."""
    spans = {col: span for col, heading in enumerate(headings) if (span := span_of(heading)) is not None}
    said = [cell.text for cell in table.cells if cell.row >= rows and cell.col in spans and cell.text.strip()]
    ticks = sum(is_mark(text) for text in said)
    return spans if len(spans) > 1 and ticks and ticks >= _MOST * len(said) else {}


def is_mark(text: str) -> bool:
    """Whether a cell is only ticked.

    >>> is_mark("X"), is_mark("✓"), is_mark("15/3")
    (True, True, False)
    """
    return fold(text.strip(" .()")) in _marks()


@cache
def _marks() -> frozenset[str]:
    return frozenset(fold(mark) for mark in load("columns")["time"]["marks"])


def from_marks(spans: Sequence[str], heads: Sequence[str], calendar: Calendar) -> Deadline | None:
    """The times of the ticked columns as one deadline, a `composite` where they do not adjoin; `raw` is their heads as printed."""
    if not spans:
        return None
    found = read_deadline(", ".join(spans), calendar)
    return found.model_copy(update={"raw": ", ".join(heads)}) if found is not None else None


def from_start_and_end(start: str, end: str, calendar: Calendar) -> Deadline | None:
    """The time from one cell to another: a period due at its end. Where they do not make one, `unknown` and marked; `raw` has both.

    >>> found = from_start_and_end("Tháng 3", "Trước 15/6", Calendar(year=2027))
    >>> found.kind, found.start, found.due, found.raw
    ('period', '2027-03-01', '2027-06-14', 'Tháng 3 - Trước 15/6')
    """
    first, last = read_deadline(start, calendar), read_deadline(end, calendar)
    if first is None:
        return last
    if last is None:
        return first if first.kind not in ("date", "period") else Deadline(raw=first.raw, kind="unknown", needs_review=True)
    raw = f"{first.raw} - {last.raw}"
    if fold(first.raw) == fold(last.raw):
        return last.model_copy(update={"raw": raw})
    begins = first.start or first.end
    if first.kind in ("date", "period") and not first.needs_review and begins and not last.needs_review:
        if last.kind in ("date", "period") and last.end and last.due and begins <= last.end:
            update = {"raw": raw, "kind": "period", "start": begins}
            return last.model_copy(update=update)
        if last.kind == "continuous" and last.end and begins <= last.end:
            return last.model_copy(update={"raw": raw, "start": begins})
    return Deadline(raw=raw, kind="unknown", needs_review=True)

"""What a calendar token means: `quý II-IV/2026` is a run of quarters of a year, `15, 16/5` two days of a month.

A moment may lack its year; the caller gives one. A run that lies backwards, a month 13 or a day 31/02 is `Impossible`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from planparse.interpret.deadline_calendar import Calendar, Impossible, NoYear, Precision, Span, day_span, month_span, year_span
from planparse.interpret.deadline_tokens import Token
from planparse.vocab.deadlines import numbers

Unit: TypeAlias = Literal["day", "month", "quarter", "part", "year"]
UNITS: tuple[Unit, ...] = ("day", "month", "quarter", "part", "year")

_ITEM = re.compile(r"(?<!\w)(?!(?:và|hoặc|ngày|năm|mùng|mồng)(?!\w))[\w|]+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_BENT_ONE = str.maketrans("l|1", "iii")
_WHOLE_OF_A_YEAR: dict[int, Precision] = {3: "quarter", 6: "half", 12: "year"}


@dataclass(frozen=True, slots=True)
class Run:
    """From the first to the last number, and where the words for it stand in the text."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Runs of days, months, quarters or years. `month` is that of days; `precision` of a `part` says how exact it is."""

    unit: Unit
    runs: tuple[Run, ...]
    month: int = 0
    year: int | None = None
    precision: Precision | None = None

    def spans(self, year: int | None) -> tuple[Span, ...]:
        """The days of each run, in order. `year` is taken where the words name none. Raises `NoYear`, `Impossible`."""
        own = self.year if self.year is not None else year
        return tuple(self._span(run, own) for run in self.runs)

    def _span(self, run: Run, year: int | None) -> Span:
        if self.unit == "year":
            return year_span(run.first, run.last)
        if year is None:
            raise NoYear
        match self.unit:
            case "day":
                return day_span(year, self.month, run.first, run.last)
            case "quarter":
                return month_span(year, 3 * run.first - 2, 3 * run.last, "quarter")
            case "part":
                return month_span(year, run.first, run.last, self.precision or "month")
            case _:
                return month_span(year, run.first, run.last)


def number(word: str) -> int:
    """Digits, a number in words, or a Roman quarter with bent ones (`l`, `|`, `1`) as a number; 0 where it is none.

    >>> number("09"), number("sáu"), number("iv"), number("il"), number("1")
    (9, 6, 4, 2, 1)
    """
    if word.isdecimal() and word.strip("1"):
        return int(word)
    return numbers().get(word) or _ROMAN.get(word.translate(_BENT_ONE)) or (int(word) if word.isdecimal() else 0)


def moment(token: Token) -> Moment | None:
    """The moment that a calendar token names, or None for a token of another kind (an amount, a weekday, an act)."""
    match = token.match
    year = match.groupdict().get("year")
    own = int(year) if year else None
    match token.name:
        case "day":
            return Moment("day", _runs(match, "days"), int(match["month"]), own)
        case "month":
            return Moment("month", _runs(match, "months"), 0, own)
        case "quarter":
            return Moment("quarter", _runs(match, "quarters", roman=True), 0, own)
        case "year":
            return Moment("year", _runs(match, "years"), 0, None)
        case "part":
            return _part(match, own)
        case _:
            return None


def _part(match: re.Match[str], year: int | None) -> Moment:
    months = number(match["n"]) if match["n"] else 6
    first, last = (1, months) if match["which"] == "đầu" else (13 - months, 12)
    run = Run(first, last, match.start(), match.end())
    return Moment("part", (run,), 0, year, _WHOLE_OF_A_YEAR.get(months, "month"))


def days(token: Token) -> tuple[int, ...]:
    """The days of the month that a token `ngày 20` names, one by one."""
    return tuple(day for run in _runs(token.match, "days") for day in range(run.first, min(run.last, run.first + 31) + 1))


def last_days(token: Token) -> tuple[int, ...]:
    """The days by which something is due that a token names: of a run (`ngày 1-5`) the last."""
    return tuple(run.last for run in _runs(token.match, "days"))


def _runs(match: re.Match[str], group: str, roman: bool = False) -> tuple[Run, ...]:
    """The runs in a list such as `i, iii-iv`: a dash between two numbers makes a run of them."""
    text, at = match[group], match.start(group)
    runs: list[Run] = []
    end = 0
    for item in _ITEM.finditer(text):
        value = number(item[0]) if roman or not item[0].isdecimal() else int(item[0])
        if runs and "-" in text[end : item.start()]:
            runs[-1] = replace(runs[-1], last=value, end=at + item.end())
        else:
            runs.append(Run(value, value, at + item.start(), at + item.end()))
        end = item.end()
    first = match.start() if len(runs) > 1 else None
    if first is not None:
        runs[0] = replace(runs[0], start=first)
        runs[-1] = replace(runs[-1], end=match.end())
    elif runs:
        runs[0] = replace(runs[0], start=match.start(), end=match.end())
    return tuple(runs)


def with_years(moments: Sequence[Moment], plan: int | None = None) -> tuple[Moment, ...]:
    """The moments of one list or span, in order; one without a year takes that of the next that names one (`quý I và quý III/2026`), or
    the plan's where that is the year before and the list would run backwards (`tháng 12 và tháng 01/2027`).
    """
    out: list[Moment] = []
    year: int | None = None
    for one in reversed(moments):
        if one.unit != "year":
            if one.year is None and year is not None and year - 1 == plan and out and _behind(replace(one, year=year), out[-1]):
                year = plan
            year = one.year if one.year is not None else year
            one = replace(one, year=year)
        out.append(one)
    return tuple(reversed(out))


def _behind(one: Moment, other: Moment) -> bool:
    """Whether a moment begins after another, before which it is named."""
    return other.unit != "year" and one.spans(None)[0].start > other.spans(None)[-1].end


def over_new_year(moments: Sequence[Moment], calendar: Calendar) -> tuple[tuple[Moment, ...], bool]:
    """The moments of a span with their years, and whether these are in doubt. Where one end alone names a year and the span would run
    backwards within it, it runs over New Year: `25/12 đến 05/01/2027`. That is in doubt where the year so found is not the plan's.
    """
    shared = with_years(moments)
    if len(moments) != 2 or any(one.unit == "year" for one in moments) or (moments[0].year is None) == (moments[1].year is None):
        return shared, False
    first, last = moments
    if last.year is None:
        turned = first, replace(last, year=first.year + 1 if first.year is not None else None)
        straight = first, replace(last, year=first.year)
        found = turned if _behind(*straight) else straight
        return found, calendar.plan_year() not in (one.year for one in found)
    if not _behind(*shared):
        return shared, False
    return (replace(first, year=last.year - 1), last), last.year - 1 != calendar.plan_year()


def year_in_doubt(moments: Sequence[Moment], calendar: Calendar) -> bool:
    """Whether a moment of a list that lacks its year may belong to the year before it: `tháng 10/2025, tháng 11` in a plan of 2026; or
    the list runs backwards with the year that it shares.
    """
    plan = calendar.plan_year()
    shared = with_years(moments, plan)
    for written, one, other in zip(moments, shared, shared[1:], strict=False):
        if written.year is None and one.year is not None and other.year is not None and _behind(one, other):
            return True
        if one.year is None or other.year is not None or other.unit == "year" or plan is None:
            continue
        follows = other.spans(one.year)[0].start > one.spans(None)[-1].end
        if one.year + (not follows) != plan:
            return True
    return False


def spans_of(moments: Sequence[Moment], calendar: Calendar) -> tuple[Span, ...]:
    """The spans of a list of moments, years shared, then taken from the plan. Raises `NoYear`, `Impossible`: also for days listed with
    months (`ngày 15 tháng 6 và tháng 12`), of which the day may be meant for both.
    """
    year = calendar.plan_year()
    if len({one.unit == "day" for one in moments}) > 1:
        raise Impossible("days and months in one list")
    found = tuple(span for one in with_years(moments, year) for span in one.spans(year))
    if not found:
        raise Impossible("no number in the token")
    return found

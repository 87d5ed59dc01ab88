"""The arithmetic of deadlines: spans of days, parts of a year, working days. Here nothing knows how a deadline is worded.

A span has both ends included; the day after its end is the first day of the span that adjoins it.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from planparse.plan import LegalBasis

Precision: TypeAlias = Literal["day", "month", "quarter", "half", "year"]
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a deadline may lean on: the plan's year (or its column's), period, own date (EDTF), bases, and the issuer's level."""

    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    issued: str | None = None
    bases: tuple[LegalBasis, ...] = ()
    level: str | None = None

    def plan_year(self) -> int | None:
        """The year that a deadline without one takes: the given one, or the one in which the whole period lies."""
        if self.year is None and self.start is not None and self.end is not None and self.start.year == self.end.year:
            return self.start.year
        return self.year

    def window(self) -> Span | None:
        """The days in which a continuous or recurring deadline lives: the plan's period, or the whole of a column's own year."""
        known = self.start is not None and self.end is not None and self.start <= self.end < dt.date(dt.MAXYEAR, 1, 1)
        period = Span(self.start, self.end, "year") if known and self.start and self.end else None
        if self.year is None or not dt.MINYEAR < self.year < dt.MAXYEAR:
            return period
        if period is not None and period.start.year == period.end.year == self.year:
            return period
        return year_span(self.year)


class Impossible(ValueError):
    """A day that no calendar has (31/02), or a span that ends before it starts."""


class NoYear(ValueError):
    """Neither the words nor the plan name a year."""


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, both included, and how exactly the words named them."""

    start: dt.date
    end: dt.date
    precision: Precision | None


def day_span(year: int, month: int, first: int, last: int | None = None) -> Span:
    """One day of a month, or a run of days. Raises `Impossible`."""
    return ordered(_day(year, month, first), _day(year, month, last if last is not None else first), "day")


def month_span(year: int, first: int, last: int, precision: Precision = "month") -> Span:
    """Whole months of one year. Raises `Impossible`.

    >>> month_span(2026, 1, 2).end
    datetime.date(2026, 2, 28)
    """
    return ordered(_day(year, first, 1), last_day(year, last), precision)


def year_span(first: int, last: int | None = None) -> Span:
    """Whole years. Raises `Impossible`."""
    return ordered(_day(first, 1, 1), _day(last if last is not None else first, 12, 31), "year")


def last_day(year: int, month: int) -> dt.date:
    """The last day of a month. Raises `Impossible`."""
    _day(year, month, 1)
    return dt.date(year, month, gregorian.monthrange(year, month)[1])


def ordered(start: dt.date, end: dt.date, precision: Precision | None) -> Span:
    """The span from `start` to `end`. Raises `Impossible` where it would run backwards."""
    if start > end:
        raise Impossible(f"{start} .. {end}")
    return Span(start, end, precision)


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise Impossible(f"{day}/{month}/{year}") from error


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order of time, those that adjoin made one; the precision is that of the span that ends last. Spans that overlap stay.

    >>> [span.end.month for span in merged([month_span(2026, 4, 6), month_span(2026, 1, 3), month_span(2026, 9, 9)])]
    [6, 9]
    """
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if out and out[-1].end < dt.date.max and span.start == out[-1].end + ONE_DAY:
            span = Span(out.pop().start, span.end, span.precision)
        out.append(span)
    return tuple(out)


def before(day: dt.date) -> dt.date:
    """The day before. Raises `Impossible` at the beginning of time."""
    if day == dt.date.min:
        raise Impossible("before the first day")
    return day - ONE_DAY


def after(day: dt.date) -> dt.date:
    """The day after. Raises `Impossible` at the end of time."""
    if day == dt.date.max:
        raise Impossible("after the last day")
    return day + ONE_DAY


def counted(event: dt.date, number: int, unit: str, working: bool) -> dt.date:
    """The last day of a term of `number` units (`day`, `week`, `month`, `year`) from `event`; a negative number counts back.

    The day of the event does not count (Civil Code 2015, art. 147); a term of months ends on the same day of its last month, or on
    that month's last day (art. 148). Working days leave out Saturdays, Sundays and the holidays of the Labour Code. Raises `Impossible`.

    >>> counted(dt.date(2025, 12, 27), 10, "day", False), counted(dt.date(2026, 4, 29), 2, "day", True)
    (datetime.date(2026, 1, 6), datetime.date(2026, 5, 5))
    """
    try:
        if unit in ("month", "year"):
            return _months_on(event, number * (12 if unit == "year" else 1))
        if not working:
            return event + dt.timedelta(days=number * (7 if unit == "week" else 1))
        day, left, step = event, abs(number), ONE_DAY if number > 0 else -ONE_DAY
        while left:
            day += step
            left -= _is_working(day)
        return day
    except OverflowError as error:
        raise Impossible(f"{number} {unit} from {event}") from error


def _months_on(event: dt.date, months: int) -> dt.date:
    total = event.year * 12 + event.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return min(last_day(year, month), _day(year, month, min(event.day, gregorian.monthrange(year, month)[1])))


def _is_working(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[dt.date]:
    from holidays import country_holidays

    return frozenset(country_holidays("VN", years=year))

"""Deadlines that come again: RFC 5545 rules and the days on which they fall due within the plan's period.

1. A rule expands to exactly the occurrences: each day once, inside the period. Only `FREQ=DAILY` has none written out.
2. A period of time ends on its last day: a quarter's end is `FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1`, a week's Sunday.
3. "Trước X" excludes X, as everywhere: `trước ngày 20 hằng tháng` is `FREQ=MONTHLY;BYMONTHDAY=19`.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planparse.interpret.deadline_calendar import ONE_DAY, Calendar, Impossible, Span
from planparse.interpret.deadline_moments import Moment, last_days, moment, number
from planparse.interpret.deadline_phrases import Phrase
from planparse.plan import Deadline, Occurrence

_WEEKDAYS = {
    "thứ hai": 0, "thứ 2": 0, "thứ ba": 1, "thứ 3": 1, "thứ tư": 2, "thứ 4": 2, "thứ năm": 3, "thứ 5": 3,
    "thứ sáu": 4, "thứ 6": 4, "thứ bảy": 5, "thứ 7": 5, "chủ nhật": 6,
}  # fmt: skip
_LENGTHS = {"tháng": 1, "quý": 3, "nửa năm": 6, "năm": 12, "tuần": 0, "ngày": 0}
_PERIOD = re.compile(r"(?<!\w)(?:nửa năm|tháng|quý|năm|tuần|ngày)(?!\w)")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SAFE_DAY = 28
_PLACES = {"1": "đầu", "nhất": "đầu", "2": "giữa", "hai": "giữa", "3": "cuối", "ba": "cuối"}
_MONTHS = {"cuối": (3, 6, 9, 12), "đầu": (1, 4, 7, 10), "giữa": (2, 5, 8, 11)}
_LONGEST = 50  # years of a period in which occurrences are still written out


@dataclass(frozen=True, slots=True)
class Rule:
    """`day` of each of `months` (all where none are given), -1 for its last; or a weekday of each week; or every day."""

    freq: str
    months: tuple[int, ...] = ()
    day: int = -1
    weekday: int = 6

    def __str__(self) -> str:
        if self.freq == "DAILY":
            return "FREQ=DAILY"
        if self.freq == "WEEKLY":
            return f"FREQ=WEEKLY;BYDAY={_CODES[self.weekday]}"
        months = f";BYMONTH={','.join(map(str, self.months))}" if self.months else ""
        # the end of December alone is a day that every year has
        day = 31 if self.months == (12,) and self.day == -1 else self.day
        return f"FREQ={self.freq}{months};BYMONTHDAY={day}"

    def dates(self, window: Span) -> Iterator[dt.date]:
        """The days of the rule within the window, in order."""
        if self.freq == "WEEKLY":
            day = window.start + dt.timedelta(days=(self.weekday - window.start.weekday()) % 7)
            while day <= window.end:
                yield day
                day += 7 * ONE_DAY
        elif self.freq != "DAILY":
            for year in range(window.start.year, window.end.year + 1):
                for month in self.months or range(1, 13):
                    length = gregorian.monthrange(year, month)[1]
                    day_of_month = length if self.day == -1 else self.day
                    if day_of_month <= length and window.start <= (day := dt.date(year, month, day_of_month)) <= window.end:
                        yield day


def every(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`hằng quý`, `định kỳ 6 tháng, năm`, `quý, 6 tháng, năm`: the ends of the periods named; one that is both is one."""
    periods = _periods(phrase)
    rules = _rules(periods)
    years = {year for one in phrase.moments() for run in one.runs for year in (run.first, run.last) if one.unit == "year"}
    return _recurring(phrase.raw, rules, calendar, periods, doubt=not rules or bool(years - {calendar.plan_year()}))


def times(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`01 lần/quý` is each quarter; of `02 lần/năm` nothing says when, so it has no rule and is marked."""
    if number(phrase.level("n") or phrase.level("m") or "1") == 1:
        return every(phrase, calendar)
    return Deadline(raw=phrase.raw, kind="recurring", needs_review=True)


def bare(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`định kỳ`: how often is not said, so there is no rule and it is marked."""
    return Deadline(raw=phrase.raw, kind="recurring", needs_review=True)


def monthly(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A day of each month: `trước ngày 20 hằng tháng`; `ngày cuối` is the last."""
    rules, doubt = _on_days(phrase, "MONTHLY", ())
    return _recurring(phrase.raw, rules, calendar, {"tháng": 1}, doubt)


def quarterly(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A day of one month of each quarter: `trước ngày 15 tháng cuối quý`."""
    months = _MONTHS[phrase.level("which") or _PLACES.get(phrase.level("place"), "cuối")]
    rules, doubt = _on_days(phrase, "YEARLY", months)
    return _recurring(phrase.raw, rules, calendar, {"quý": 3} if months == _MONTHS["cuối"] else {"tháng": 1}, doubt)


def weekly(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A weekday of each week; `trước thứ Sáu` is the day before, `trước 16 giờ thứ Sáu` the day itself."""
    back = _excluded(phrase) and not phrase.tokens("clock")
    rules = tuple(Rule("WEEKLY", weekday=(_WEEKDAYS[token.match["weekday"]] - back) % 7) for token in phrase.tokens("weekday"))
    return _recurring(phrase.raw, rules, calendar, {"tuần": 0})


def yearly(phrase: Phrase, calendar: Calendar) -> Deadline:
    """Days, months or quarters of each year: `trước ngày 30/11 hằng năm`, `tháng 6, 12 hằng năm`, `15/3 (quý I), 15/6 (6 tháng)`.

    Of a run (`tháng 3-5`) the last counts. A year among the words makes the rule doubtful, it is marked.
    """
    found = phrase.moments()
    if any(one.unit == "year" for one in found) or not found:
        raise Impossible("each year of a year")
    fixed = any(one.year is not None for one in found)
    if phrase.has("span"):
        found = found[-1:]
    elif len({one.unit == "day" for one in found}) > 1:
        raise Impossible("days and months in one list")
    ends = [_end_in_year(one, run.last, _excluded(phrase)) for one in found for run in one.runs]
    return _recurring(phrase.raw, _by_day(ends), calendar, _own_periods(found), doubt=fixed)


def on_days_of_each_year(phrase: Phrase, found: Sequence[tuple[Moment, bool]], calendar: Calendar) -> Deadline:
    """The days of each year on which reports are due, each with whether it is excluded (`trước`)."""
    ends = [_end_in_year(one, run.last, excluded) for one, excluded in found for run in one.runs]
    return _recurring(phrase.raw, _by_day(ends), calendar, _periods(phrase))


def series(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`quý I, 6 tháng, 9 tháng và năm`: the end of each period that is reported on, within one year.

    Raises `Impossible` for fewer than three of them, and where they end neither with the year nor with `9 tháng`.
    """
    ends: list[int] = []
    years = {one.year for one in phrase.moments() if one.year is not None}
    for token in phrase.tokens():
        named = moment(token)
        if token.name == "quarter" and named is not None:
            ends += [3 * quarter for run in named.runs for quarter in range(run.first, run.last + 1)]
            ends += [12] * (", năm" in token.match[0])
        elif token.name == "part" and named is not None:
            ends.append(named.runs[-1].last)
        elif token.name == "year" and named is not None:
            ends.append(12)
            years |= {year for run in named.runs for year in (run.first, run.last)}
        elif token.name == "amount":
            ends.append(number(token.match["n"]) * _LENGTHS.get(token.match["unit"], 0))
    words = set(_PERIOD.findall(phrase.match[0]))
    ends += [12] * ("năm" in words) + [3, 6, 9, 12] * ("quý" in words)
    whole = 12 in ends or (ends[-1:] == [9] and phrase.tokens()[-1].name == "amount")
    if "tháng" in words or len(ends) < 3 or not whole or not set(ends) <= set(range(1, 13)):
        raise Impossible("no series of reports")
    rule = Rule("YEARLY", tuple(sorted(set(ends))))
    return _recurring(phrase.raw, (rule,), calendar, {"quý": 3, **_periods(phrase), "năm": 12}, bool(years - {calendar.plan_year()}))


def _excluded(phrase: Phrase) -> bool:
    return phrase.has("before") or phrase.has("early")


def _on_days(phrase: Phrase, freq: str, months: tuple[int, ...]) -> tuple[tuple[Rule, ...], bool]:
    tokens = phrase.tokens("nth")
    named = last_days(tokens[-1]) if tokens else (-1,)
    if any(not (1 <= day <= 31 or day == -1) for day in named):
        raise Impossible(f"day {named}")
    ends = []
    for day in named:
        if not _excluded(phrase):
            ends.append(Rule(freq, months, day))
        elif day == 1:
            ends.append(Rule(freq, tuple(sorted((month - 2) % 12 + 1 for month in months)), -1))
        elif day == -1:
            return (), True
        else:
            ends.append(Rule(freq, months, day - 1))
    return tuple(ends), any(day > _SAFE_DAY for day in named)


def _end_in_year(one: Moment, last: int, before: bool) -> tuple[int, int]:
    """Month and day (-1 for its last) of the end of a moment in any year, or of the day before its beginning."""
    month, day = (one.month, last) if one.unit == "day" else (3 * last if one.unit == "quarter" else last, -1)
    if not 1 <= month <= 12 or not (day == -1 or 1 <= day <= gregorian.monthrange(2024, month)[1]):
        raise Impossible(f"{day}/{month}")
    if not before:
        return month, day
    if one.unit != "day":
        first = 3 * last - 2 if one.unit == "quarter" else last
        return (first - 2) % 12 + 1, -1
    return ((month - 2) % 12 + 1, -1) if day == 1 else (month, day - 1)


def _by_day(ends: Iterable[tuple[int, int]]) -> tuple[Rule, ...]:
    """One rule for each day of the month, with all its months."""
    months: dict[int, list[int]] = {}
    for month, day in ends:
        months.setdefault(day, []).append(month)
    return tuple(Rule("YEARLY", tuple(sorted(set(found))), day) for day, found in months.items())


def _periods(phrase: Phrase) -> dict[str, int]:
    """The periods that the words name, each with its months: `quý` 3, `6 tháng` 6, `năm` 12; `tuần` and `ngày` 0. A term that a year
    is no multiple of has -1.
    """
    found: dict[str, int] = {}
    for word in _PERIOD.findall(phrase.match[0]):
        found["6 tháng" if word == "nửa năm" else word] = _LENGTHS[word]
    for token in phrase.tokens():
        if token.name == "amount":
            found |= _term(number(token.match["n"]), token.match["unit"])
        elif token.name == "part":
            found |= _term(number(token.match["n"]) if token.match["n"] else 6, "tháng") if token.match["which"] == "đầu" else {"năm": 12}
        elif token.name == "quarter":
            found["quý"] = 3
    return found


def _term(count: int, unit: str) -> dict[str, int]:
    months = count * _LENGTHS.get(unit, 0)
    if months in (1, 3, 12):
        return {{1: "tháng", 3: "quý", 12: "năm"}[months]: months}
    if count == 1 and unit in ("tuần", "ngày"):
        return {unit: 0}
    return {f"{count} {unit}": months if months in (2, 4, 6, 9) else -1}


def _rules(periods: dict[str, int]) -> tuple[Rule, ...]:
    """The rules of the ends of periods; none where a term fits no year."""
    if -1 in periods.values():
        return ()
    lengths = set(periods.values()) - {0}
    rules = []
    if 1 in lengths:
        rules.append(Rule("MONTHLY"))
    elif lengths:
        months = {month for length in lengths for month in ((9,) if length == 9 else range(length, 13, length))}
        rules.append(Rule("YEARLY", tuple(sorted(months))))
    if "tuần" in periods:
        rules.append(Rule("WEEKLY"))
    if "ngày" in periods:
        rules.append(Rule("DAILY"))
    return tuple(rules)


def _own_periods(moments: tuple[Moment, ...]) -> dict[str, int]:
    return {"quý": 3} if all(one.unit == "quarter" for one in moments) else {"tháng": 1}


def _recurring(raw: str, rules: tuple[Rule, ...], calendar: Calendar, periods: dict[str, int], doubt: bool = False) -> Deadline:
    window = calendar.window()
    if window is not None and window.end.year - window.start.year > _LONGEST:
        window = None
    due = sorted({day for rule in rules for day in rule.dates(window)}) if window is not None else []
    several = window is not None and window.start.year != window.end.year
    return Deadline(
        raw=raw,
        kind="recurring",
        recurrence=tuple(str(rule) for rule in rules),
        occurrences=tuple(Occurrence(label=_label(day, periods, several), due=day.isoformat()) for day in due),
        needs_review=doubt or window is None,
    )


def _label(day: dt.date, periods: dict[str, int], several: bool) -> str:
    """What the occurrence is called: the longest of the named periods that ends then (`năm`, `6 tháng`, `Quý III`, `Tháng 2`)."""
    lengths = set(periods.values())
    month = day.month
    year = f"/{day.year}" if several else ""
    if "tuần" in periods and not (1 in lengths and day + ONE_DAY == (day + ONE_DAY).replace(day=1)):
        return f"Tuần {day.isocalendar().week}{year}"
    if month == 12 and 12 in lengths:
        return f"năm {day.year}" if several else "năm"
    if month == 6 and 6 in lengths:
        return f"6 tháng{year}"
    if month == 9 and 9 in lengths:
        return f"9 tháng{year}"
    if month % 3 == 0 and 3 in lengths:
        return f"Quý {('I', 'II', 'III', 'IV')[month // 3 - 1]}{year}"
    if month == 12 and 6 in lengths:
        return f"6 tháng cuối năm{year}"
    return f"Tháng {month}{year}"

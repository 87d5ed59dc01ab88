"""What a phrase means: one function for each `meaning` of `vocab/deadlines.toml`.

1. A span named whole is kept whole: `due` is its last day, `precision` how exact the words were.
2. What cannot be (31/02, a span that runs backwards) is `unknown` and marked; without a year the kind stays, the dates are missing, marked.
3. "Trước X" excludes X: `before` is X's first day, `due` the day before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Literal, TypeAlias

from planparse.interpret import deadline_anchors, deadline_days, deadline_recurring
from planparse.interpret.deadline_calendar import (
    Calendar,
    Impossible,
    NoYear,
    Precision,
    Span,
    after,
    before,
    merged,
    ordered,
)
from planparse.interpret.deadline_moments import (
    Moment,
    Run,
    days,
    number,
    over_new_year,
    spans_of,
    with_years,
    year_in_doubt,
)
from planparse.interpret.deadline_phrases import Phrase
from planparse.interpret.deadline_shapes import composite, on, period, unknown
from planparse.plan import Deadline

Kind: TypeAlias = Literal["date", "period", "continuous", "recurring", "ad_hoc", "relative", "reference", "composite", "unknown"]
_SOON = 45  # days
Meaning: TypeAlias = Callable[[Phrase, Calendar], Deadline]

_MONTHS_OF_A_REPORT: Mapping[int, Precision] = {3: "quarter", 6: "half", 9: "month"}


def meaning(phrase: Phrase, calendar: Calendar) -> Deadline:
    """The deadline that a phrase is. Never raises for what the words say."""
    try:
        found = MEANINGS[phrase.form.meaning](phrase, calendar)
        return _marked(found, any(token.in_doubt for token in phrase.tokens()) or _soon(phrase, found, calendar))
    except NoYear:
        day = all(one.unit == "day" for one in phrase.moments()) and phrase.form.meaning == "within"
        return Deadline(raw=phrase.raw, kind="date" if day else _KINDS.get(phrase.form.meaning, "period"), needs_review=True)
    except Impossible:
        return unknown(phrase.raw)


def _soon(phrase: Phrase, found: Deadline, calendar: Calendar) -> bool:
    """Whether a day without a year comes so soon after the plan's own date, in the year before the plan's, that it may be meant there."""
    year, issued = calendar.plan_year(), calendar.issued or ""
    if year is None or len(issued) != len("2026-01-31") or issued[:4] != str(year - 1):
        return False
    own = dt.date.fromisoformat(issued)
    for one in with_years(phrase.moments()):
        if found.kind in ("date", "period", "composite") and one.unit == "day" and one.year is None:
            with suppress(Impossible):
                return any(0 <= (span.start - own).days <= _SOON for span in one.spans(year - 1))
    return False


def _within(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A moment or a list of moments: those that adjoin are one period, others the parts of a composite; one day is a date."""
    moments = phrase.moments()
    spans = spans_of(moments, calendar)
    whole = merged(spans)
    if len(whole) == 1:
        return _one(phrase.raw, whole[0])
    found = composite(phrase.raw, tuple(_one(raw, span) for raw, span in _neighbours(phrase, moments, spans)))
    return _marked(found, year_in_doubt(moments, calendar))


def _marked(found: Deadline, doubt: bool) -> Deadline:
    return found.model_copy(update={"needs_review": True}) if doubt and not found.needs_review else found


def _one(raw: str, span: Span) -> Deadline:
    return on(raw, span) if span.start == span.end else period(raw, span)


def _neighbours(phrase: Phrase, moments: Sequence[Moment], spans: Sequence[Span]) -> list[tuple[str, Span]]:
    """The spans of a list, those that follow one another in the text and adjoin in time as one, each with its words."""
    runs = [run for one in moments for run in one.runs]
    out: list[tuple[Run, Span]] = []
    for run, span in zip(runs, spans, strict=True):
        joined = merged((out[-1][1], span)) if out else ()
        if out and len(joined) == 1 and span.start >= out[-1][1].start:
            out[-1] = (replace(out[-1][0], end=run.end), joined[0])
        else:
            out.append((run, span))
    return [(phrase.skeleton.raw[run.start : run.end], span) for run, span in out]


def _before(phrase: Phrase, calendar: Calendar) -> Deadline:
    """ "Trước 17 giờ ngày X" excludes the hour, not the day; "trước 00:00" both."""
    return _by(phrase, calendar, excluded=all(token.match[0].strip("0: hg") == "" for token in phrase.tokens("clock")))


def _until(phrase: Phrase, calendar: Calendar) -> Deadline:
    return _by(phrase, calendar, excluded=False)


def _by(phrase: Phrase, calendar: Calendar, excluded: bool) -> Deadline:
    """A date for each moment of the list; two or more are the parts of a composite."""
    moments = phrase.moments()
    spans = spans_of(moments, calendar) if moments else (_plan_year(calendar),)
    if len(spans) == 1:
        return on(phrase.raw, spans[0], excluded)
    runs = [run for one in moments for run in one.runs]
    parts = [on(phrase.skeleton.raw[run.start : run.end], span, excluded) for run, span in zip(runs, spans, strict=True)]
    first = phrase.skeleton.raw[phrase.skeleton.places[phrase.start] : runs[0].end]
    found = composite(phrase.raw, (parts[0].model_copy(update={"raw": first}), *parts[1:]))
    return _marked(found, year_in_doubt(moments, calendar))


def _part(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`cuối quý III` keeps the quarter whole, `đầu tháng 5` the month. Early and middle year are marked: its end is far."""
    moments = phrase.moments()
    span = merged(spans_of(moments, calendar) if moments else (_plan_year(calendar),))[0]
    return period(phrase.raw, span, doubt=phrase.level("part") != "cuối" and span.precision not in ("month", "quarter"))


def _term_with_days(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`02 ngày, 15-16/4`: the days; marked where they are not as many as the words say."""
    amount = phrase.tokens("amount")[0]
    count = sum((span.end - span.start).days + 1 for span in spans_of(phrase.moments(), calendar))
    return _marked(_within(phrase, calendar), amount.match["unit"] != "ngày" or number(amount.match["n"]) != count)


def _plan_year(calendar: Calendar) -> Span:
    year = calendar.plan_year()
    if year is None:
        raise NoYear
    return spans_of((Moment("year", (Run(year, year, 0, 0),)),), calendar)[0]


def _this_year(phrase: Phrase, calendar: Calendar) -> Deadline:
    span = _plan_year(calendar)
    return on(phrase.raw, span) if phrase.has("until") else period(phrase.raw, span)


def _plan_period(phrase: Phrase, calendar: Calendar) -> Deadline:
    window = calendar.window()
    if window is None:
        raise NoYear
    return period(phrase.raw, window)


def _other_year(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A time in the year before or after the plan's: `31/12 năm trước liền kề`, `quý I năm sau`."""
    year = calendar.plan_year()
    moments = phrase.moments()
    if year is None or any(one.year is not None or one.unit == "year" for one in moments):
        raise NoYear
    spans = merged(spans_of([replace(one, year=year + (1 if phrase.has("next") else -1)) for one in moments], calendar))
    if phrase.has("before") or phrase.has("late"):
        return on(phrase.raw, spans[-1], phrase.has("before"))
    return _one(phrase.raw, spans[0]) if len(spans) == 1 else composite(phrase.raw, [_one(phrase.raw, span) for span in spans])


def _span(phrase: Phrase, calendar: Calendar) -> Deadline:
    """From the first day of the one to the last day of the other, which alone may name month (`từ ngày 08 đến ngày 10/12`) and year."""
    last = phrase.moments("to")
    whole_year = _plan_year(calendar) if not last else None
    first = phrase.moments("from")
    nth = phrase.tokens("nth", "from")
    if nth:
        if not last or last[0].unit != "day":
            raise Impossible("a day of no month")
        run = Run(days(nth[0])[0], days(nth[0])[0], nth[0].start, nth[0].end)
        first = (replace(last[0], runs=(run,)),)
    if phrase.has("next"):
        last = _in_the_next_year(last, calendar)
        shared, doubt = (*first, *last), False
    else:
        shared, doubt = over_new_year((*first, *last), calendar)
    spans = tuple(span for one in shared for span in spans_of((one,), calendar))
    end = whole_year or spans[-1]
    stop = before(end.start) if phrase.has("excluded") else end.end
    found = period(phrase.raw, ordered(spans[0].start, stop, end.precision), doubt)
    return found.model_copy(update={"before": end.start.isoformat()}) if phrase.has("excluded") else found


def _in_the_next_year(moments: Sequence[Moment], calendar: Calendar) -> tuple[Moment, ...]:
    year = calendar.plan_year()
    if year is None or not moments or any(one.year is not None or one.unit == "year" for one in moments):
        raise NoYear
    return tuple(replace(one, year=year + 1) for one in moments)


def _around(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`trước, trong và sau ngày 30/4`: neither when it begins nor when it ends is said."""
    raise Impossible("before and after")


def _from(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A beginning without an end. A run (`từ năm 2026 - 2030`) has its end."""
    moments = phrase.moments("from") or phrase.moments()
    spans = tuple(span for one in with_years(moments) for span in spans_of((one,), calendar))
    if len(spans) == 1 and moments[0].runs[0].first != moments[0].runs[0].last and not phrase.has("open"):
        return period(phrase.raw, spans[0])
    start: dt.date = after(spans[-1].end) if phrase.has("after") else spans[0].start
    doubt = phrase.has("doubt")
    return Deadline(raw=phrase.raw, kind="period", start=start.isoformat(), precision=spans[0].precision, needs_review=doubt)


def _stage(phrase: Phrase, calendar: Calendar) -> Deadline:
    """A stage with an outlook on later years: the stage counts."""
    span = merged(spans_of(phrase.moments("stage"), calendar))
    if len(span) != 1:
        raise Impossible("a stage with a gap")
    return period(phrase.raw, span[0])


def _months_of_the_year(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`9 tháng` as reports say it: January to September of the year. Any other term alone is no deadline."""
    amount = phrase.tokens("amount")[0]
    months = int(amount.match["n"]) if amount.match["n"].isdecimal() else 0
    if amount.match["unit"] != "tháng" or months not in _MONTHS_OF_A_REPORT:
        raise Impossible("a term without an event")
    year = phrase.moments()
    whole = merged(spans_of(year, calendar))[0] if year else _plan_year(calendar)
    last = Moment("part", (Run(1, months, 0, 0),), 0, whole.start.year, _MONTHS_OF_A_REPORT[months])
    return period(phrase.raw, last.spans(None)[0])


def _continuous(phrase: Phrase, calendar: Calendar) -> Deadline:
    """All the time, within the plan's period or the one that is named; a season without dates is marked."""
    moments = phrase.moments()
    if phrase.has("season"):
        return Deadline(raw=phrase.raw, kind="continuous", needs_review=True)
    spans = merged(spans_of(moments, calendar)) if moments else ()
    if len(spans) > 1:
        raise Impossible("all the time, with a gap")
    window = calendar.window()
    if spans and not phrase.has("open"):
        window = spans[0]
    start = spans[0].start if spans else window.start if window else None
    end = window.end if window and (start is None or start <= window.end) else None
    return Deadline(
        raw=phrase.raw,
        kind="continuous",
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        ad_hoc=phrase.has("ad_hoc"),
        needs_review=phrase.has("open") and end is None,
    )


def _ad_hoc(phrase: Phrase, calendar: Calendar) -> Deadline:
    return Deadline(raw=phrase.raw, kind="ad_hoc", ad_hoc=True)


MEANINGS: Mapping[str, Meaning] = {
    "within": _within,
    "before": _before,
    "until": _until,
    "part": _part,
    "term_with_days": _term_with_days,
    "first_days": deadline_days.first_days,
    "month_by_day": deadline_days.month_by_day,
    "this_year": _this_year,
    "plan_period": _plan_period,
    "other_year": _other_year,
    "span": _span,
    "from": _from,
    "around": _around,
    "stage": _stage,
    "months_of_the_year": _months_of_the_year,
    "continuous": _continuous,
    "ad_hoc": _ad_hoc,
    "series": deadline_recurring.series,
    "labelled": deadline_days.labelled,
    "every": deadline_recurring.every,
    "times": deadline_recurring.times,
    "bare": deadline_recurring.bare,
    "monthly": deadline_recurring.monthly,
    "quarterly": deadline_recurring.quarterly,
    "weekly": deadline_recurring.weekly,
    "yearly": deadline_recurring.yearly,
    "relative": deadline_anchors.relative,
    "reference": deadline_anchors.reference,
}
"""The functions by the name that a form gives."""

_KINDS: Mapping[str, Kind] = {"before": "date", "until": "date", "other_year": "date", "continuous": "continuous"}
"""The kind of a meaning whose year is not known; `period` for the rest."""

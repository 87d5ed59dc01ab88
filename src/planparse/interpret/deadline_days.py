"""Days that words count or name beside something else: of a month (`15 ngày đầu tháng 9`), or for a report (`15/6 (6 tháng)`)."""

from __future__ import annotations

from planparse.interpret import deadline_recurring
from planparse.interpret.deadline_calendar import ONE_DAY, Calendar, Impossible, NoYear, day_span, merged, ordered
from planparse.interpret.deadline_moments import Moment, last_days, moment, number, spans_of, with_years
from planparse.interpret.deadline_phrases import Phrase
from planparse.interpret.deadline_shapes import composite, on, period
from planparse.plan import Deadline
from planparse.vocab.deadlines import pattern


def first_days(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`15 ngày đầu tháng 9`, `nửa cuối tháng 7`: the days of the month that are counted. Raises `Impossible` for other units."""
    span = merged(spans_of(phrase.moments(), calendar))[0]
    amounts = phrase.tokens("amount")
    if amounts and (amounts[0].match["unit"] != "ngày" or amounts[0].match["working"] is not None):
        raise Impossible("a part of a month that is no number of days")
    count = number(amounts[0].match["n"]) if amounts else 15
    if phrase.has("half") and not phrase.has("first"):
        return period(phrase.raw, ordered(span.start + count * ONE_DAY, span.end, "day"))
    if phrase.has("first"):
        return period(phrase.raw, ordered(span.start, min(span.start + (count - 1) * ONE_DAY, span.end), "day"))
    return period(phrase.raw, ordered(max(span.end - (count - 1) * ONE_DAY, span.start), span.end, "day"))


def month_by_day(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`tháng 02 (trước ngày 20)`: the month, due on the day that is named. Raises `Impossible` for a run of months."""
    month = phrase.moments("month")[0]
    named = last_days(phrase.tokens("nth")[0])
    run = month.runs[0]
    if len(named) > 1 or len(month.runs) > 1 or run.first != run.last:
        raise Impossible("several days, or a day of several months")
    year = month.year if month.year is not None else calendar.plan_year()
    if year is None:
        raise NoYear
    due = on(phrase.raw, day_span(year, run.first, named[0]), phrase.has("before"))
    start = month.spans(year)[0].start.isoformat()
    if due.due is None or due.due < start:
        raise Impossible("before the month")
    return due.model_copy(update={"kind": "period", "start": start})


def labelled(phrase: Phrase, calendar: Calendar) -> Deadline:
    """Days with the report that each is for: `trước 15/6 (6 tháng), trước 15/12 (năm)`. They come again each year; one alone, or where a
    year is named, they are dates. Raises `Impossible` where reports and days are not as many.
    """
    bones = phrase.skeleton
    found: list[tuple[Moment, bool]] = []
    excluded, at = False, phrase.start
    for place, token in bones.tokens.items():
        if phrase.start <= place < phrase.end and token.name == "day" and (named := moment(token)) is not None:
            said = pattern("limit").search(bones.text[at:place])
            excluded = said["before"] is not None if said else excluded
            found.append((named, excluded))
            at = place
    if len(found) != len(pattern("report").findall(phrase.match[0])):
        raise Impossible("days without a report")
    if len(found) == 1:
        one, excluded = found[0]
        return on(phrase.raw, spans_of((one,), calendar)[-1], excluded)
    if all(one.year is None for one, _ in found):
        return deadline_recurring.on_days_of_each_year(phrase, found, calendar)
    moments = with_years([one for one, _ in found], calendar.plan_year())
    dates = [
        on(bones.raw[one.runs[0].start : one.runs[-1].end], span, excluded)
        for one, (_, excluded) in zip(moments, found, strict=True)
        for span in spans_of((one,), calendar)
    ]
    return composite(phrase.raw, dates)

"""What holds for every text: never an error, never a day that was not named, spans that run forwards, rules that are their occurrences."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
from planparse.interpret.deadline_tokens import clean, level, skeleton
from planparse.plan import Deadline
from planparse.vocab.deadlines import forms

EXAMPLES = [example.text for form in forms() for example in form.examples]
WORDS = sorted({word for text in EXAMPLES for word in text.split()})
DIGITS = st.integers(0, 40).map(str)
YEARS = st.integers(1995, 2060).map(str)

words = st.lists(
    st.one_of(st.sampled_from(WORDS), DIGITS, YEARS, st.sampled_from(["/", "-", ";", ",", "và", "(", ")", "\n", "."])), max_size=14
)
scraps = st.builds(" ".join, words)
mixed = st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(["; ", " và ", ", ", "\n", ". ", " ", "/", " ("]).map(lambda joint: joint.join(parts))
)
texts = st.one_of(st.text(max_size=80), scraps, mixed)
days = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    year = draw(st.none() | st.integers(2000, 2040))
    start = draw(st.none() | days)
    end = start + dt.timedelta(days=draw(st.integers(0, 2000))) if start is not None else None
    issued = draw(st.none() | days.map(dt.date.isoformat) | st.sampled_from(["2025-12", "2026"]))
    return Calendar(year=year, start=start, end=end, issued=issued, level="commune")


def _all(found: Deadline | None) -> Iterator[Deadline]:
    if found is not None:
        yield found
        for part in found.parts:
            yield from _all(part)


@given(texts, calendars())
@settings(deadline=None, max_examples=400)
def test_any_text_is_read(text: str, calendar: Calendar) -> None:
    found = read_deadline(text, calendar)
    assert found is None or found.raw == " ".join(unicodedata.normalize("NFC", text).split())
    find_deadlines(text, calendar)


@given(texts, calendars())
@settings(deadline=None, max_examples=400)
def test_spans_run_forwards_and_are_due_at_their_end(text: str, calendar: Calendar) -> None:
    for one in _all(read_deadline(text, calendar)):
        for value in (one.start, one.end, one.due, one.before):
            assert value is None or dt.date.fromisoformat(value)
        if one.start is not None and one.end is not None:
            assert one.start <= one.end
        if one.kind == "period":
            assert one.due == one.end
        if one.before is not None and one.due is not None:
            assert dt.date.fromisoformat(one.before) - dt.date.fromisoformat(one.due) == dt.timedelta(days=1)


@given(texts, calendars())
@settings(deadline=None, max_examples=400)
def test_a_kind_carries_only_what_it_may(text: str, calendar: Calendar) -> None:
    for one in _all(read_deadline(text, calendar)):
        assert bool(one.parts) == (one.kind == "composite")
        assert one.anchor is None or one.kind == "relative"
        assert not (one.recurrence or one.occurrences) or one.kind == "recurring"
        assert one.kind != "unknown" or (one.needs_review and one.start is one.end is one.due is None)
        assert one.kind != "recurring" or one.recurrence or one.needs_review


@given(texts, calendars())
@settings(deadline=None, max_examples=400)
def test_a_part_that_is_marked_marks_the_whole(text: str, calendar: Calendar) -> None:
    for one in _all(read_deadline(text, calendar)):
        assert one.needs_review or not any(part.needs_review for part in one.parts)


@given(texts, calendars())
@settings(deadline=None, max_examples=400)
def test_a_rule_expands_to_the_occurrences(text: str, calendar: Calendar) -> None:
    window = calendar.window()
    for one in _all(read_deadline(text, calendar)):
        dues = [occurrence.due for occurrence in one.occurrences]
        assert dues == sorted(set(dues))
        if window is None or not one.recurrence:
            assert not dues
            continue
        expanded = set()
        for rule in one.recurrence:
            parsed = rrulestr(rule, dtstart=dt.datetime.combine(window.start, dt.time()))
            if rule != "FREQ=DAILY":
                expanded |= {
                    day.date().isoformat()
                    for day in parsed.between(
                        dt.datetime.combine(window.start, dt.time()), dt.datetime.combine(window.end, dt.time()), inc=True
                    )
                }
        assert dues == sorted(expanded)


@given(texts)
@settings(deadline=None, max_examples=400)
def test_a_day_is_named_only_where_the_words_name_one(text: str) -> None:
    calendar = Calendar(year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31))
    tokens = skeleton(clean(text)).tokens.values()
    counts_days = any(token.name == "amount" and token.match["unit"] == "ngày" for token in tokens) or "nửa" in text.casefold()
    names_a_day = counts_days or any(token.name in ("day", "nth") for token in tokens)
    for one in _all(read_deadline(text, calendar)):
        assert one.precision != "day" or names_a_day


@given(texts, calendars())
@settings(deadline=None, max_examples=300)
def test_capitals_decomposed_letters_and_blanks_make_no_difference(text: str, calendar: Calendar) -> None:
    found = read_deadline(text, calendar)
    loose = "  " + text.replace(" ", " \u00a0 ") + " "
    for other in (unicodedata.normalize("NFD", text), loose):
        assert read_deadline(other, calendar) == found
    upper = text.upper()
    if upper.casefold() == text.casefold() and len(upper) == len(text):
        again = read_deadline(upper, calendar)
        assert [(one.kind, one.start, one.end, one.due, one.recurrence) for one in _all(again)] == [
            (one.kind, one.start, one.end, one.due, one.recurrence) for one in _all(found)
        ]


@given(st.text(max_size=60))
def test_a_level_text_is_as_long_as_it_was(text: str) -> None:
    cleaned = clean(text)
    assert len(level(cleaned)) == len(cleaned)


@given(days, st.sampled_from(["Trước ngày {}", "Chậm nhất ngày {}", "{}", "đến hết ngày {}"]), st.sampled_from(["/", "-", "."]))
@settings(deadline=None)
def test_every_day_of_the_calendar_is_itself(day: dt.date, words: str, mark: str) -> None:
    for written in (f"{day.day}{mark}{day.month}{mark}{day.year}", f"{day:%d} tháng {day:%m} năm {day.year}"):
        found = read_deadline(words.format(written), Calendar())
        assert found is not None and found.kind == "date" and found.precision == "day"
        assert (found.before if words.startswith("Trước") else found.due) == day.isoformat()

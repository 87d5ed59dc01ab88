"""Ways to write one and the same time, each with the neighbours that it is not: what a cell of a plan of 2026 means."""

from __future__ import annotations

import datetime as dt

import pytest

from planparse.interpret.deadline import Calendar, read_deadline
from planparse.plan import Deadline

PLAN = Calendar(year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31), issued="2026-01-05", level="commune")


def read(text: str, calendar: Calendar = PLAN) -> Deadline:
    found = read_deadline(text, calendar)
    assert found is not None
    return found


def said(found: Deadline) -> tuple[str, str | None, str | None]:
    return found.kind, found.start, found.due


def occurrences(found: Deadline) -> list[str]:
    return [one.due[5:] for one in found.occurrences if one.due is not None]


# --- days and months in digits


@pytest.mark.parametrize(
    "text, start, due",
    [
        ("6-8/2026", "2026-06-01", "2026-08-31"),
        ("01-12/2026", "2026-01-01", "2026-12-31"),
        ("Từ 6-8/2026", "2026-06-01", "2026-08-31"),
        ("9 – 11/2026", "2026-09-01", "2026-11-30"),
        ("T5-T6/2026", "2026-05-01", "2026-06-30"),
        ("T9,10/2026", "2026-09-01", "2026-10-31"),
        ("T3 - T10", "2026-03-01", "2026-10-31"),
        ("Từ T6 đến T8", "2026-06-01", "2026-08-31"),
        ("Xong trong T4", "2026-04-01", "2026-04-30"),
        ("Th7", "2026-07-01", "2026-07-31"),
        ("Tháng5/2026", "2026-05-01", "2026-05-31"),
        ("Tháng 3 ÷ tháng 5", "2026-03-01", "2026-05-31"),
        ("T6÷T8/2026", "2026-06-01", "2026-08-31"),
        ("6T đầu năm", "2026-01-01", "2026-06-30"),
        ("15-16/5/2026", "2026-05-15", "2026-05-16"),
        ("30/4/2026 ÷ 15/5/2026", "2026-04-30", "2026-05-15"),
        ("Từ 01/3 ÷ 30/4/2026", "2026-03-01", "2026-04-30"),
    ],
)
def test_a_run_is_read_however_its_sign_is_written(text: str, start: str, due: str) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == ("period", start, due, False)


@pytest.mark.parametrize("text, due", [("15-6/2026", "2026-06-15"), ("6-8-2026", "2026-08-06"), ("ngày15/3/2026", "2026-03-15")])
def test_a_day_written_with_dashes_stays_a_day(text: str, due: str) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == ("date", None, due, False)


@pytest.mark.parametrize("text", ["12-11/2026", "8-8/2026", "ngày 6-8/2026"])
def test_a_dash_that_may_be_a_day_or_months_is_marked(text: str) -> None:
    assert read(text).needs_review


@pytest.mark.parametrize("text", ["Sáng T7", "T2, T4, T6 hằng tuần", "08h00 T7", "T7, CN hằng tuần"])
def test_the_short_name_of_a_weekday_is_no_month(text: str) -> None:
    assert read(text).needs_review
    assert read(text).due is None


def test_a_mark_left_out_of_before_does_not_include_the_day() -> None:
    assert (read("trươc ngày 30/4/2026").due, read("Truớc ngày 30/4/2026").due) == ("2026-04-29", "2026-04-29")


# --- over New Year


@pytest.mark.parametrize(
    "text, kind, start, due",
    [
        ("Tháng 01 năm sau", "period", "2027-01-01", "2027-01-31"),
        ("Trong quý I năm sau", "period", "2027-01-01", "2027-03-31"),
        ("Chậm nhất tháng 02 năm sau", "date", None, "2027-02-28"),
        ("Trước 31/01 năm sau", "date", None, "2027-01-30"),
        ("Từ tháng 10 đến tháng 3 năm sau", "period", "2026-10-01", "2027-03-31"),
        ("Từ 25/12 đến 05/01/2027", "period", "2026-12-25", "2027-01-05"),
        ("Từ 29/12/2026 đến 02/01", "period", "2026-12-29", "2027-01-02"),
        ("Từ 15/10/2025 đến 15/3", "period", "2025-10-15", "2026-03-15"),
        ("Tháng 12 và tháng 01/2027", "period", "2026-12-01", "2027-01-31"),
        ("Quý II và những năm sau", "period", "2026-04-01", None),
    ],
)
def test_a_time_may_run_over_new_year(text: str, kind: str, start: str | None, due: str | None) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == (kind, start, due, False)


@pytest.mark.parametrize("text", ["Từ tháng 12 đến tháng 02/2026", "Từ 15/10/2025 đến 15/11", "Tháng 12, tháng 01/2026"])
def test_a_turn_of_the_year_that_is_not_the_plans_is_marked(text: str) -> None:
    assert read(text).needs_review


# --- no solar day


@pytest.mark.parametrize(
    "text",
    [
        "Tháng Giêng âm lịch",
        "Ngày 10/3 âm lịch",
        "10/3 ÂL",
        "15/8 (âm lịch)",
        "Tháng 3, 4 âm lịch",
        "Từ 10/3 đến 15/3 âm lịch",
        "Rằm tháng 8",
        "Tháng Chạp",
        "Trước 23 tháng Chạp",
        "Mùng 5 tháng 5",
        "Trước, trong và sau ngày 30/4",
        "Trước và sau ngày bầu cử 15/3/2026",
    ],
)
def test_a_lunar_day_and_a_time_around_a_day_are_unknown(text: str) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == ("unknown", None, None, True)


@pytest.mark.parametrize(
    "text", ["10/3 âm lịch (26/4/2026)", "Ngày 26/4/2026 (tức ngày 10/3 âm lịch)", "Mùng 10 tháng 3 ÂL, tức 26/4/2026"]
)
def test_a_lunar_day_with_the_solar_one_beside_it_is_that(text: str) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == ("date", None, "2026-04-26", False)


def test_a_day_of_each_month_is_solar_however_it_is_called() -> None:
    assert read("Trước ngày mùng 5 hằng tháng").recurrence == ("FREQ=MONTHLY;BYMONTHDAY=4",)

"""Ways to write one and the same time, each with the neighbours that it is not: what a cell of a plan of 2026 means."""

from __future__ import annotations

import datetime as dt

import pytest

from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
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


# --- reports and what else comes again


@pytest.mark.parametrize(
    "text",
    [
        "Quý I, 6 tháng, 9 tháng và năm",
        "Quý I, 6 tháng, 9 tháng, cả năm",
        "Báo cáo quý I, 6 tháng, quý III, năm",
        "Định kỳ quý I, 6 tháng, quý III, năm 2026",
        "Quý I, II, III, năm",
        "Quý/6 tháng/năm",
    ],
)
def test_a_series_of_reports_has_one_occurrence_a_date(text: str) -> None:
    found = read(text)
    assert (found.kind, occurrences(found), found.needs_review) == ("recurring", ["03-31", "06-30", "09-30", "12-31"], False)


def test_quarters_alone_are_no_series_of_reports() -> None:
    assert (read("Quý I, quý III").kind, read("Quý I và quý II/2026").kind) == ("composite", "period")
    assert read("Quý I, năm").needs_review
    assert read("Quý I, 6 tháng, 9 tháng, năm 2027").needs_review


@pytest.mark.parametrize(
    "text, due",
    [
        ("Hằng năm, hoàn thành trước 30/11", ["11-29"]),
        ("Hằng năm, gửi báo cáo chậm nhất ngày 15/12", ["12-15"]),
        ("Hằng năm (hoàn thành trong quý III)", ["09-30"]),
        ("Hàng quý, gửi trước ngày 20 tháng cuối quý", ["03-19", "06-19", "09-19", "12-19"]),
        ("Ngày 25 cuối quý", ["03-25", "06-25", "09-25", "12-25"]),
        ("Trước ngày 15 tháng thứ 3 mỗi quý", ["03-14", "06-14", "09-14", "12-14"]),
        ("Trước ngày 15 của tháng thứ hai của quý", ["02-14", "05-14", "08-14", "11-14"]),
        ("6 tháng, năm (trước ngày 15/6 và 15/12)", ["06-14", "12-14"]),
        ("Báo cáo 6 tháng: trước 10/6; báo cáo năm: trước 10/12", ["06-09", "12-09"]),
        ("Báo cáo 6 tháng (trước 15/6), báo cáo năm (chậm nhất 15/12)", ["06-14", "12-15"]),
        ("Trước 15/6 đối với báo cáo 6 tháng; trước 15/12 đối với báo cáo năm", ["06-14", "12-14"]),
        ("6 tháng trước ngày 05/6, năm trước ngày 05/12", ["06-04", "12-04"]),
    ],
)
def test_by_when_within_what_comes_again(text: str, due: list[str]) -> None:
    found = read(text)
    assert (found.kind, occurrences(found), found.needs_review) == ("recurring", due, False)


@pytest.mark.parametrize(
    "text, day",
    [
        ("Hàng tháng, gửi báo cáo trước ngày 20", 19),
        ("Hằng tháng; trước ngày 20", 19),
        ("Trước 25 hàng tháng", 24),
        ("25 hằng tháng", 25),
        ("1-5 hằng tháng", 5),
        ("Từ ngày 01 đến ngày 05 hằng tháng", 5),
    ],
)
def test_a_day_of_each_month_needs_no_word_for_day(text: str, day: int) -> None:
    found = read(text)
    assert (found.recurrence, found.needs_review) == ((f"FREQ=MONTHLY;BYMONTHDAY={day}",), False)


def test_reports_whose_days_have_a_year_are_dates() -> None:
    found = read("6 tháng trước ngày 05/6, năm trước ngày 05/12/2026")
    assert (found.kind, [part.due for part in found.parts]) == ("composite", ["2026-06-04", "2026-12-04"])


@pytest.mark.parametrize("text", ["6 tháng trước ngày 05/6", "6 tháng, năm (trước ngày 15/6, 15/9 và 15/12)"])
def test_reports_and_days_that_do_not_match_are_marked(text: str) -> None:
    assert read(text).needs_review


# --- always, from a day on


@pytest.mark.parametrize("text", ["Thường xuyên từ tháng 3/2026", "Từ 01/3, thường xuyên", "Từ tháng 3 trở đi, thực hiện thường xuyên"])
def test_always_from_a_day_on_ends_with_the_plan(text: str) -> None:
    found = read(text)
    assert (found.kind, found.start, found.end, found.needs_review) == ("continuous", "2026-03-01", "2026-12-31", False)


def test_always_from_behind_the_plan_is_marked() -> None:
    found = read("Thường xuyên, từ ngày 01/2/2027")
    assert (found.start, found.end, found.needs_review) == ("2027-02-01", None, True)


def test_always_may_be_shortened_but_a_town_is_not() -> None:
    assert [read(text).kind for text in ("TX", "T.xuyên", "TX, đột xuất")] == ["continuous"] * 3
    assert read("UBND TX").kind == read("TX Bình Sơn").kind == "unknown"


# --- a year that is not the time


@pytest.mark.parametrize(
    "text",
    ["Hè 2026", "Vụ Xuân 2026", "Vụ Đông Xuân 2026-2027", "Xuân - Hè 2026", "Lễ khai giảng 2026", "Hội thao năm 2026", "Mùa hè năm 2026"],
)
def test_a_season_or_an_event_of_a_year_is_unknown(text: str) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == ("unknown", None, None, True)


def test_words_that_are_left_beside_a_bare_year_mark_it() -> None:
    assert read("Bố trí vốn năm 2026").needs_review
    for text in (
        "Hoàn thành năm 2026",
        "Thời gian: năm 2026",
        "Kế hoạch năm 2026",
        "Mua sắm trong năm 2026",
        "Đầu tư giai đoạn 2026 - 2027",
    ):
        assert not read(text).needs_review


# --- brackets that explain


@pytest.mark.parametrize(
    "text, start, due, before",
    [
        ("Quý II/2026 (trước ngày 15/6/2026)", "2026-04-01", "2026-06-14", "2026-06-15"),
        ("Tháng 3/2026 (hoàn thành trước ngày 25/3)", "2026-03-01", "2026-03-24", "2026-03-25"),
        ("Quý I, trước 15/3", "2026-01-01", "2026-03-14", "2026-03-15"),
        ("Trong năm 2026, hoàn thành chậm nhất 30/11", "2026-01-01", "2026-11-30", None),
    ],
)
def test_a_day_by_which_within_a_period_is_its_end(text: str, start: str, due: str, before: str | None) -> None:
    found = read(text)
    assert (found.kind, found.start, found.end, found.due, found.before) == ("period", start, due, due, before)
    assert (found.raw, found.precision, found.needs_review) == (text, "day", False)


def test_a_bracket_that_contradicts_is_marked() -> None:
    found = read("Quý II/2026 (trước ngày 15/8/2026)")
    assert (found.kind, found.due, found.needs_review) == ("composite", None, True)
    assert read("30/6/2026 (chậm nhất 15/7/2026)").needs_review


def test_a_day_stays_what_it_is_where_a_bracket_says_how_it_was_counted() -> None:
    found = read("Chậm nhất ngày 30/11/2025 (105 ngày trước ngày bầu cử)")
    assert (*said(found), found.needs_review) == ("date", None, "2025-11-30", False)
    assert found.anchor is not None and found.anchor.offset == "-P105D"
    assert read("Tháng 5/2026 (trong 10 ngày kể từ ngày 01/5/2026)").needs_review


def test_of_an_expected_day_and_the_latest_the_latest_counts() -> None:
    assert said(read("Dự kiến ngày 12/02/2026 (chậm nhất ngày 20/02/2026)")) == ("date", None, "2026-02-20")


def test_the_number_of_a_place_is_no_time() -> None:
    for text in ("08h00 ngày 20/4/2026 tại Nhà văn hóa thôn 1", "8 giờ 00, ngày 20/4/2026, tại hội trường số 2"):
        assert (read(text).due, read(text).needs_review) == ("2026-04-20", False)


def test_the_part_of_a_month_keeps_the_month() -> None:
    for text in ("Đầu tháng 5/2026", "Giữa tháng 5", "Cuối tháng 5"):
        assert (*said(read(text)), read(text).needs_review) == ("period", "2026-05-01", "2026-05-31", False)


# --- terms, hours and names beside a day


@pytest.mark.parametrize(
    "text, kind, start, due",
    [
        ("01 ngày (24/3/2026)", "date", None, "2026-03-24"),
        ("02 ngày, 15-16/4/2026", "period", "2026-04-15", "2026-04-16"),
        ("90 ngày đêm (từ 15/4 đến 15/7/2026)", "period", "2026-04-15", "2026-07-15"),
        ("15 ngày đầu tháng 9", "period", "2026-09-01", "2026-09-15"),
        ("Nửa đầu tháng 7", "period", "2026-07-01", "2026-07-15"),
        ("Chiều ngày 20/4/2026 (từ 14 giờ)", "date", None, "2026-04-20"),
        ("Ngày 15/3/2026 (từ 7 giờ đến 19 giờ)", "date", None, "2026-03-15"),
        ("30/06/2026 00:00:00", "date", None, "2026-06-30"),
        ("trước 11 giờ ngày 05/9/2026", "date", None, "2026-09-05"),
        ("Trước 00:00 ngày 05/9/2026", "date", None, "2026-09-04"),
        ("Trước ngày bầu cử 15/3/2026", "date", None, "2026-03-14"),
        ("Trước ngày khai giảng (05/9)", "date", None, "2026-09-04"),
        ("Trước ngày 27/7/2026 (ngày Thương binh - Liệt sĩ)", "date", None, "2026-07-26"),
        ("Sau ngày bầu cử 15/3/2026", "period", "2026-03-16", None),
        ("Tháng 02 (trước ngày 20)", "period", "2026-02-01", "2026-02-19"),
        ("Từ 29 đến 31/12", "period", "2026-12-29", "2026-12-31"),
        ("Từ 20 đến 22/3/2026", "period", "2026-03-20", "2026-03-22"),
    ],
)
def test_what_stands_beside_a_day_leaves_it(text: str, kind: str, start: str | None, due: str | None) -> None:
    found = read(text)
    assert (*said(found), found.needs_review) == (kind, start, due, False)


@pytest.mark.parametrize("text", ["05 ngày (15-16/4/2026)", "02 tuần đầu tháng 7", "Tháng 02 (trước ngày 30)", "Tháng 2-4 (trước ngày 20)"])
def test_a_term_that_does_not_fit_its_days_is_marked(text: str) -> None:
    assert read(text).needs_review


def test_hours_of_a_term_are_no_clock() -> None:
    assert (read("không quá 24 giờ").kind, read("Trong 24 giờ kể từ khi nhận văn bản").kind) == ("relative", "relative")


def test_meetings_a_period_come_again() -> None:
    assert occurrences(read("Tối thiểu 1 cuộc/quý")) == occurrences(read("Các quý trong năm 2026")) == ["03-31", "06-30", "09-30", "12-31"]
    assert len(read("01 buổi/tuần").occurrences) == 52
    assert read("02 đợt/năm").needs_review and read("Các quý trong năm 2027").needs_review


def test_a_reference_that_names_nothing_is_marked() -> None:
    assert [read(text).needs_review for text in ("Theo quy định", "Theo quy định của pháp luật", "Theo KH của UBND tỉnh")] == [
        True,
        True,
        False,
    ]


def test_a_day_without_a_year_soon_after_an_early_plan_is_marked() -> None:
    early = Calendar(year=2026, start=PLAN.start, end=PLAN.end, issued="2025-10-06")
    for text in ("Trước ngày 25/10", "Ngày 04 và 05/11"):
        assert read(text, early).needs_review
        assert str(read(text, early).due).startswith("2026")
    for text in ("Trước ngày 25/10/2026", "Trước ngày 15/6", "Trước ngày 15/12", "Quý IV"):
        assert not read(text, early).needs_review
    assert not read("29/02", Calendar(year=2028, issued="2027-02-20")).needs_review


def test_one_report_with_its_day_is_a_date() -> None:
    for text in ("sơ kết 6 tháng trước ngày 20/6", "Báo cáo 6 tháng (trước 20/6)", "Báo cáo quý II: trước 20/6/2026"):
        assert (*said(read(text)), read(text).needs_review) == ("date", None, "2026-06-19", False)
    assert read("Báo cáo 6 tháng trước ngày 15/6 và 15/12").needs_review


def test_an_act_may_be_named_by_its_code() -> None:
    short, full = read("Theo KH của UBND tỉnh").reference, read("Theo Kế hoạch của UBND tỉnh").reference
    assert short is not None and full is not None
    assert (short.text, short.doc_type, short.issuer) == ("Theo KH của UBND tỉnh", full.doc_type, full.issuer)


def test_deadlines_of_a_sentence_have_no_bracket_that_opens_before_them() -> None:
    found = find_deadlines("Các thôn gửi danh sách (hằng tháng, trước ngày 20); báo cáo hằng năm (trước ngày 15/12).", PLAN)
    assert [(one.raw, one.kind) for one in found] == [
        ("hằng tháng, trước ngày 20", "recurring"),
        ("báo cáo hằng năm (trước ngày 15/12)", "recurring"),
    ]


def test_a_sentence_with_the_days_of_its_reports() -> None:
    (found,) = find_deadlines("Văn phòng tham mưu sơ kết 6 tháng trước ngày 20/6/2026, tổng kết năm trước ngày 10/12/2026.", PLAN)
    assert [part.due for part in found.parts] == ["2026-06-19", "2026-12-09"]

"""What a deadline cell means: the kinds, the year it takes, what it leans on, and what is left unknown."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr

from planparse.interpret.bases import read_bases
from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
from planparse.plan import Deadline, LegalBasis

BASES = (
    *read_bases("Căn cứ Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ về chuyển đổi số;"),
    *read_bases("Căn cứ Kế hoạch số 301/KH-UBND ngày 27/12/2025 của Ủy ban nhân dân tỉnh về cải cách hành chính năm 2026;"),
)
PLAN = Calendar(year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31), issued="2026-01-05", bases=BASES, level="commune")
STAGE = Calendar(start=dt.date(2026, 1, 1), end=dt.date(2030, 12, 31))


def read(text: str, calendar: Calendar = PLAN) -> Deadline:
    found = read_deadline(text, calendar)
    assert found is not None
    return found


def dates(found: Deadline) -> tuple[str | None, str | None, str | None]:
    return found.start, found.end, found.due


# --- blank, raw, unknown


@pytest.mark.parametrize("text", ["", "   ", "-", "–", "—", " - \n", "..."])
def test_a_blank_cell_has_no_deadline(text: str) -> None:
    assert read_deadline(text, PLAN) is None


def test_raw_keeps_the_words_with_single_blanks() -> None:
    assert read("  QUÝ  II /2026\n").raw == "QUÝ II /2026"
    assert read("Thuờng xuyên").raw == "Thuờng xuyên"


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "ngày 31/11",
        "31/11/2025 - 03/02/2026",
        "tháng 13/2026",
        "Quý V/2026",
        "32/5/2026",
        "Từ tháng 10 đến tháng 4",
        "Đang thực hiện",
        "Đã hoàn thành",
        "như trên",
        "nt",
        "03 ngày làm việc",
        "14h00 - 14h30",
        "Trước năm học 2026 - 2027",
        "Trước mùa mưa",
        "Trước ngày 31/12 của năm cuối kỳ",
        "Trước ngày 15 tháng 6 và tháng 12",
        "Quý II/2026 3",
        "không sau ngày 15/3",
    ],
)
def test_what_is_not_understood_is_unknown_and_marked(text: str) -> None:
    found = read(text)
    assert (found.kind, found.needs_review, dates(found)) == ("unknown", True, (None, None, None))


def test_a_cell_as_long_as_a_page_is_no_deadline() -> None:
    assert read("Tổ chức tuyên truyền. " * 200).kind == "unknown"


@pytest.mark.parametrize("text, due", [("l5/12/2026", "2026-12-15"), ("Quý I/2O26", "2026-03-31"), ("Trong tháng O6", "2026-06-30")])
def test_digits_that_a_machine_misread_are_read_and_marked(text: str, due: str) -> None:
    found = read(text)
    assert (found.raw, found.due, found.needs_review) == (text, due, True)


# --- the year


def test_a_deadline_without_a_year_takes_the_plans() -> None:
    assert dates(read("Quý I")) == ("2026-01-01", "2026-03-31", "2026-03-31")
    assert read("30/6").due == "2026-06-30"
    assert dates(read("trong năm")) == ("2026-01-01", "2026-12-31", "2026-12-31")


def test_a_year_of_its_own_is_read_as_written() -> None:
    assert dates(read("Quý IV/2024")) == ("2024-10-01", "2024-12-31", "2024-12-31")


def test_without_any_year_the_kind_stays_and_is_marked() -> None:
    for text, kind in (
        ("Quý I", "period"),
        ("Trước ngày 15/12", "date"),
        ("30/6", "date"),
        ("Tháng 3 và tháng 9", "period"),
        ("trong năm", "period"),
    ):
        found = read(text, Calendar())
        assert (found.kind, found.needs_review, dates(found)) == (kind, True, (None, None, None))


def test_a_columns_year_wins_over_the_stage_of_the_plan() -> None:
    column = replace(STAGE, year=2027)
    assert dates(read("Quý I", column))[0] == "2027-01-01"
    assert dates(read("Thường xuyên", column)) == ("2027-01-01", "2027-12-31", None)
    assert [one.due for one in read("Hằng năm", column).occurrences] == ["2027-12-31"]


def test_a_list_shares_the_year_that_its_end_names() -> None:
    assert dates(read("Quý IV/2026 và Quý I/2027")) == ("2026-10-01", "2027-03-31", "2027-03-31")
    assert read("tháng 3 và tháng 9/2027").start == "2027-03-01"
    assert read("từ ngày 15/10 đến ngày 15/11/2027").start == "2027-10-15"


def test_a_year_that_may_be_the_one_before_is_marked() -> None:
    assert read("tháng 10/2025, tháng 12").needs_review
    assert not read("Quý IV/2025 và Quý I").needs_review


# --- kinds


def test_before_excludes_and_at_the_latest_includes() -> None:
    found = read("Trước ngày 15/12/2026")
    assert (found.kind, *dates(found), found.before, found.precision) == ("date", None, "2026-12-14", "2026-12-14", "2026-12-15", "day")
    found = read("Chậm nhất ngày 20/6/2026")
    assert (found.kind, *dates(found), found.before) == ("date", None, "2026-06-20", "2026-06-20", None)
    assert read("Chậm nhất trong tháng 9/2026").precision == "month"


def test_an_hour_excludes_no_day() -> None:
    assert (read("Trước 17 giờ 00 ngày 15/12/2026").due, read("Trước 17 giờ 00 ngày 15/12/2026").before) == ("2026-12-15", None)


def test_spans_that_adjoin_are_one_period_and_others_are_parts() -> None:
    assert (read("Quý I, II/2026").kind, read("Quý I/2026; Quý II/2026").kind) == ("period", "period")
    found = read("Tháng 3 và tháng 9/2026")
    assert (found.kind, found.start, found.end, found.due) == ("composite", "2026-03-01", "2026-09-30", None)
    assert [(part.raw, part.due) for part in found.parts] == [("Tháng 3", "2026-03-31"), ("tháng 9/2026", "2026-09-30")]
    assert read("Quý II/2026, tháng 5/2026").kind == "composite"


def test_a_quarters_end_keeps_the_quarter() -> None:
    found = read("Cuối quý III/2026")
    assert (*dates(found), found.precision, found.needs_review) == ("2026-07-01", "2026-09-30", "2026-09-30", "quarter", False)
    assert read("giữa năm 2026").needs_review


def test_always_and_when_needed() -> None:
    found = read("Thường xuyên/đột xuất")
    assert (found.kind, found.start, found.end, found.due, found.ad_hoc) == ("continuous", "2026-01-01", "2026-12-31", None, True)
    assert read("Thường xuyên, khi có yêu cầu").ad_hoc
    assert (read("Khi có yêu cầu").kind, read("Đột xuất").kind) == ("ad_hoc", "ad_hoc")


def test_an_open_beginning_has_no_end() -> None:
    assert dates(read("Từ năm 2026")) == ("2026-01-01", None, None)
    assert dates(read("Năm 2026 và các năm tiếp theo")) == ("2026-01-01", None, None)
    assert read("Triển khai từ năm 2026 và thực hiện thường xuyên").end is None


def test_each_part_of_a_composite_has_its_own_words() -> None:
    found = read("Ban hành kế hoạch trong tháng 01/2026 và tổ chức thực hiện trong năm")
    assert [part.raw for part in found.parts] == ["Ban hành kế hoạch trong tháng 01/2026", "tổ chức thực hiện trong năm"]
    assert (found.kind, found.start, found.end, found.needs_review) == ("composite", "2026-01-01", "2026-12-31", False)


def test_what_is_to_be_done_without_a_time_is_a_part_that_is_marked() -> None:
    found = read("Ban hành trong tháng 01/2026 và tổ chức thực hiện")
    assert [(part.kind, part.raw) for part in found.parts] == [("period", "Ban hành trong tháng 01/2026"), ("unknown", "tổ chức thực hiện")]
    assert found.needs_review


def test_words_around_the_time_do_not_disturb_it() -> None:
    assert read("Thời gian hoàn thành: Sở Nội vụ gửi 02 báo cáo trước ngày 15/12/2026").due == "2026-12-14"
    assert read("Ban hành Kế hoạch năm 2026 trong tháng 01").end == "2026-01-31"
    assert read("Tháng 11/2026 (Tháng cao điểm)").end == "2026-11-30"
    assert read("02 đợt: tháng 4 và tháng 10/2026").end == "2026-10-31"


def test_line_breaks_wrap_or_divide() -> None:
    assert read("Trước\nngày\n15/12/2026").due == "2026-12-14"
    assert [part.raw for part in read("- Quý I: ban hành\n- Quý III: kiểm tra").parts] == ["Quý I: ban hành", "Quý III: kiểm tra"]


# --- what comes again


def test_a_report_of_quarter_half_and_year_is_four() -> None:
    found = read("Quý, 6 tháng, năm")
    assert found.recurrence == ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",)
    assert [(one.label, one.due) for one in found.occurrences] == [
        ("Quý I", "2026-03-31"),
        ("6 tháng", "2026-06-30"),
        ("Quý III", "2026-09-30"),
        ("năm", "2026-12-31"),
    ]


@pytest.mark.parametrize(
    "text, rule",
    [
        ("Trước ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=19"),
        ("Chậm nhất ngày 20 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("trước ngày 01 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("Trước ngày 15 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=14"),
        ("trước ngày 01/01 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("Quý IV hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("Định kỳ 6 tháng, năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("Hằng tuần", "FREQ=WEEKLY;BYDAY=SU"),
    ],
)
def test_a_rule_expands_to_its_occurrences(text: str, rule: str) -> None:
    found = read(text)
    assert found.recurrence == (rule,)
    first, last = (dt.datetime.combine(dt.date(2026, *day), dt.time()) for day in ((1, 1), (12, 31)))
    expanded = rrulestr(rule, dtstart=first).between(first, last, inc=True)
    assert [one.due for one in found.occurrences] == [day.date().isoformat() for day in expanded]


def test_over_several_years_a_label_names_its_year() -> None:
    assert [one.label for one in read("Hằng năm", STAGE).occurrences] == [f"năm {year}" for year in range(2026, 2031)]
    assert read("Hằng quý", STAGE).occurrences[4].label == "Quý I/2027"


def test_occurrences_stay_inside_a_plan_of_half_a_year() -> None:
    half = Calendar(year=2026, start=dt.date(2026, 7, 1), end=dt.date(2026, 12, 31))
    assert [one.due for one in read("Hằng quý", half).occurrences] == ["2026-09-30", "2026-12-31"]


@pytest.mark.parametrize("text", ["Định kỳ", "02 lần/năm", "mỗi năm ít nhất 02 lần"])
def test_how_often_without_when_has_no_rule_and_is_marked(text: str) -> None:
    found = read(text)
    assert (found.kind, found.recurrence, found.occurrences, found.needs_review) == ("recurring", (), (), True)


# --- events and acts


def test_a_term_from_the_provincial_plan_is_counted_from_its_day() -> None:
    found = read("Trong 10 ngày kể từ khi Kế hoạch của tỉnh ban hành")
    assert (found.kind, found.due, found.precision) == ("relative", "2026-01-06", "day")
    assert found.anchor is not None
    assert found.anchor.model_dump() == {
        "event": "Kế hoạch của tỉnh ban hành",
        "offset": "P10D",
        "working_days": False,
        "resolved": "/legal_bases/1",
        "date": "2025-12-27",
    }
    assert read("10 ngày sau khi tỉnh ban hành Kế hoạch").due == "2026-01-06"


def test_two_provincial_plans_leave_it_unresolved() -> None:
    other = LegalBasis(text="Kế hoạch số 9/KH-UBND", doc_type=BASES[1].doc_type, number="9/KH-UBND", date="2025-12-30", issuer="UBND tỉnh")
    found = read("Trong 10 ngày kể từ khi Kế hoạch của tỉnh ban hành", replace(PLAN, bases=(*BASES, other)))
    assert found.anchor is not None
    assert (found.anchor.resolved, found.anchor.date, found.due) == (None, None, None)


def test_the_day_that_the_plan_of_the_province_came_in_is_not_its_own_day() -> None:
    found = read("Trong 10 ngày kể từ ngày nhận được Kế hoạch của tỉnh")
    assert found.anchor is not None
    assert (found.anchor.resolved, found.anchor.date, found.due) == ("/legal_bases/1", None, None)


def test_the_plans_own_day_counts_where_it_is_known() -> None:
    text = "Trong 10 ngày làm việc kể từ ngày ban hành Kế hoạch này"
    found = read(text)
    assert found.anchor is not None
    assert (found.anchor.resolved, found.anchor.working_days, found.due) == ("/header/date", True, "2026-01-19")
    blank = read(text, replace(PLAN, issued="2026-01"))
    assert blank.anchor is not None
    assert (blank.anchor.resolved, blank.anchor.date, blank.due) == (None, None, None)


def test_working_days_leave_out_the_holidays() -> None:
    """30 April and 1 May 2026 are a Thursday and a Friday."""
    assert read("Trong 02 ngày làm việc kể từ ngày 29/4/2026").due == "2026-05-05"


def test_months_end_on_the_same_day_or_the_last() -> None:
    assert read("Trong 01 tháng kể từ ngày 31/01/2026").due == "2026-02-28"
    assert read("Chậm nhất 05 ngày trước ngày 15/3/2026").due == "2026-03-10"


def test_an_event_that_the_document_does_not_date() -> None:
    found = read("Trong 03 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ")
    assert found.anchor is not None
    assert (found.anchor.event, found.anchor.offset, found.anchor.resolved, found.due) == ("nhận đủ hồ sơ hợp lệ", "P3D", None, None)


def test_a_term_without_an_event_is_marked() -> None:
    found = read("Trong thời hạn 15 ngày làm việc")
    assert (found.kind, found.anchor, found.due, found.needs_review) == ("relative", None, None, True)


def test_a_reference_points_to_the_base_that_it_names() -> None:
    found = read("Theo các mốc thời gian tại Kế hoạch số 301/KH-UBND ngày 27/12/2025")
    assert found.reference is not None
    assert (found.kind, found.reference.number, found.reference.date, found.reference.resolved) == (
        "reference",
        "301/KH-UBND",
        "2025-12-27",
        "/legal_bases/1",
    )
    assert read("Theo Kế hoạch của tỉnh").reference == LegalBasis(
        text="Theo Kế hoạch của tỉnh", doc_type=BASES[1].doc_type, issuer="tỉnh", resolved="/legal_bases/1"
    )
    other = read("Theo hướng dẫn của Trung ương").reference
    assert other is not None and other.resolved is None


def test_a_time_with_the_act_that_says_so_is_one_deadline() -> None:
    for text in ("Quý II/2026 theo Kế hoạch của tỉnh", "Quý II/2026 (theo Kế hoạch của tỉnh)", "Theo Kế hoạch của tỉnh, trong quý II/2026"):
        found = read(text)
        assert found.reference is not None
        assert (found.kind, found.due, found.reference.resolved) == ("period", "2026-06-30", "/legal_bases/1")


# --- inside a sentence


def test_deadlines_of_a_sentence_are_found_with_their_words() -> None:
    text = "Trong 05 ngày làm việc kể từ ngày nhận được văn bản, các phòng gửi ý kiến; hoàn thành trước ngày 15/12/2026 và báo cáo định kỳ hằng quý."
    assert [(one.raw, one.kind) for one in find_deadlines(text, PLAN)] == [
        ("Trong 05 ngày làm việc kể từ ngày nhận được văn bản", "relative"),
        ("trước ngày 15/12/2026", "date"),
        ("báo cáo định kỳ hằng quý", "recurring"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
        "Thực hiện Chiến lược phát triển đến năm 2030, tầm nhìn đến năm 2045.",
        "Thường xuyên tuyên truyền theo quy định; kinh phí từ ngân sách hằng năm.",
        "Báo cáo tháng 3/2026 gửi Phòng Văn hóa.",
        "Luật có hiệu lực từ ngày 01/7/2026.",
    ],
)
def test_a_sentence_that_sets_no_deadline_has_none(text: str) -> None:
    assert find_deadlines(text, PLAN) == ()


def test_moments_that_a_joint_divides_are_found_together() -> None:
    (found,) = find_deadlines("Kiểm tra các đơn vị trong quý II và quý IV năm 2026.", PLAN)
    assert (found.raw, found.kind) == ("trong quý II và quý IV năm 2026", "composite")

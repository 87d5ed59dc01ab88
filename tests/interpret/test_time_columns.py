"""Times that the columns of a table tell: a start and an end, or columns to be ticked."""

from __future__ import annotations

import pytest
from task_tables import read

from planparse.plan import Deadline, Task

ROW = ["1", "Kéo cáp", "Phòng Kinh tế"]


def task(headings: list[list[str]], *cells: str) -> Task:
    top = [*["TT", "Nhiệm vụ", "Chủ trì"], *headings[0]]
    below = [["^", "^", "^", *row] for row in headings[1:]]
    (found,) = read([top, *below, [*ROW, *cells]]).tasks
    return found


def deadline(headings: list[list[str]], *cells: str) -> Deadline:
    found = task(headings, *cells).deadline
    assert found is not None
    return found


@pytest.mark.parametrize(
    "headings",
    [
        [["Tiến độ", "<"], ["Bắt đầu", "Hoàn thành"]],
        [["Thời gian thực hiện", "<"], ["Bắt đầu", "Kết thúc"]],
        [["Thời gian", "<"], ["Từ ngày", "Đến ngày"]],
        [["Thời gian", "<"], ["Triển khai", "Hoàn thành"]],
        [["Thời gian bắt đầu", "Thời gian hoàn thành"]],
        [["Bắt đầu", "Hoàn thành"]],
        [["Thời gian triển khai", "Thời gian hoàn thành"]],
    ],
)
def test_a_start_and_an_end_are_a_period_due_at_its_end(headings: list[list[str]]) -> None:
    found = deadline(headings, "01/3/2027", "15/6/2027")
    assert (found.kind, found.start, found.end, found.due) == ("period", "2027-03-01", "2027-06-15", "2027-06-15")
    assert found.raw == "01/3/2027 - 15/6/2027" and not found.needs_review


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("Tháng 3", "Tháng 6", ("period", "2027-03-01", "2027-06-30", False)),
        ("Tháng 3", "Trước 30/9", ("period", "2027-03-01", "2027-09-29", False)),
        ("Tháng 5", "Tháng 5", ("period", "2027-05-01", "2027-05-31", False)),
        ("", "Trước 30/9", ("date", None, "2027-09-29", False)),
        ("Thường xuyên", "", ("continuous", "2027-01-01", None, False)),
        ("Tháng 3", "Thường xuyên", ("continuous", "2027-03-01", None, False)),
        ("Tháng 3", "", ("unknown", None, None, True)),
        ("Tháng 9", "Tháng 3", ("unknown", None, None, True)),
        ("Khi có yêu cầu", "Tháng 3", ("unknown", None, None, True)),
    ],
)
def test_what_a_start_and_an_end_make(start: str, end: str, expected: tuple[str, str | None, str | None, bool]) -> None:
    found = deadline([["Tiến độ", "<"], ["Bắt đầu", "Hoàn thành"]], start, end)
    assert (found.kind, found.start, found.due, found.needs_review) == expected


def test_one_cell_over_start_and_end_is_read_alone() -> None:
    found = task([["Tiến độ", "<"], ["Bắt đầu", "Hoàn thành"]], "Quý II/2027", "<")
    assert found.deadline is not None and found.deadline.due == "2027-06-30" and found.needs_review == ()


QUARTERS = [["Thời gian thực hiện", "<", "<", "<"], ["Quý I", "Quý II", "Quý III", "Quý IV"]]
MONTHS = [["Tháng thực hiện", *["<"] * 5], ["1", "2", "3", "4", "5", "6"]]


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        (QUARTERS, ["", "x", "x", ""], ("period", "2027-04-01", "2027-09-30", "Quý II, Quý III")),
        (QUARTERS, ["X", "X", "X", "X"], ("period", "2027-01-01", "2027-12-31", "Quý I, Quý II, Quý III, Quý IV")),
        (QUARTERS, ["", "✓", "", "✓"], ("composite", "2027-04-01", "2027-12-31", "Quý II, Quý IV")),
        (QUARTERS, ["", "x", "<", ""], ("period", "2027-04-01", "2027-09-30", "Quý II, Quý III")),
        (QUARTERS[1:], ["", "", "x", ""], ("period", "2027-07-01", "2027-09-30", "Quý III")),
        ([["T1", "T2", "T3"]], ["", "x", "x"], ("period", "2027-02-01", "2027-03-31", "T2, T3")),
        (MONTHS, ["", "", "", "x", "x", ""], ("period", "2027-04-01", "2027-05-31", "4, 5")),
        ([["Lộ trình", "<", "<"], ["2027", "2028", "2029"]], ["", "x", "x"], ("period", "2028-01-01", "2029-12-31", "2028, 2029")),
    ],
)
def test_ticked_columns_are_the_deadline(headings: list[list[str]], cells: list[str], expected: tuple[str, ...]) -> None:
    found = deadline(headings, *cells)
    assert (found.kind, found.start, found.end, found.raw) == expected and not found.needs_review


def test_a_row_without_a_tick_has_no_deadline_and_is_marked() -> None:
    first, second = read([["TT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II"], [*ROW, "x", ""], [*ROW, "", ""]]).tasks
    assert (first.needs_review, second.deadline, second.needs_review) == ((), None, ("deadline",))


def test_money_by_years_is_no_time() -> None:
    found = task([["Thời gian", "Kinh phí", "<"], ["^", "2027", "2028"]], "Quý I/2027", "120", "130")
    assert found.deadline is not None and found.deadline.raw == "Quý I/2027"
    assert found.columns == {"Kinh phí / 2027": "120", "Kinh phí / 2028": "130"}


def test_words_below_columns_of_time_are_kept_and_the_deadline_is_marked() -> None:
    found = task(QUARTERS, "Khảo sát", "Thi công", "", "")
    assert found.deadline is None and found.needs_review == ("deadline",)
    assert found.columns == {"Thời gian thực hiện / Quý I": "Khảo sát", "Thời gian thực hiện / Quý II": "Thi công"}

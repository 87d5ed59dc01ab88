"""Cells that repeat the one above, point elsewhere, or hold a sign for nothing: the same in every column."""

from __future__ import annotations

import pytest
from task_tables import HEADER, ROWS, read

DITTOS = ["nt", "-nt-", "(nt)", "//", "-//-", "„", '"', "″", "''", "Như trên"]


@pytest.mark.parametrize("sign", DITTOS)
def test_every_column_takes_what_a_sign_repeats(sign: str) -> None:
    first, second = read([HEADER, ROWS[0], ["2", "Lắp trạm", sign, sign, sign, sign]]).tasks
    assert (second.lead_units, second.coordinating_units, second.output) == (first.lead_units, first.coordinating_units, first.output)
    assert second.deadline == first.deadline and second.columns == {} and second.needs_review == ()
    assert set(second.inherited) == {"lead_units", "coordinating_units", "deadline", "output"}


@pytest.mark.parametrize("sign", [*DITTOS, "như mục 1"])
def test_a_sign_with_nothing_above_is_no_value_and_marked(sign: str) -> None:
    _, task = read([HEADER, ["1", "Kéo cáp", "", "", "", ""], ["2", "Lắp trạm", sign, sign, sign, sign], ROWS[2]]).tasks[:2]
    assert (task.lead_units, task.coordinating_units, task.deadline, task.output, task.columns) == ((), (), None, None, {})
    assert set(task.needs_review) == {"lead_units", "coordinating_units", "deadline", "output"}


def test_a_row_that_is_pointed_to_is_no_office() -> None:
    task = read([HEADER, *ROWS[:2], ["3", "Dạy kỹ năng", "như mục 1", "Công an xã", "Quý I/2027", "Lớp học"]]).tasks[2]
    assert task.lead_units == () and task.needs_review == ("lead_units",)


def test_an_office_beside_a_sign_is_added_and_marked() -> None:
    task = read([HEADER, ROWS[0], ["2", "Lắp trạm", "Phòng Kinh tế", "nt; Trạm Y tế", "Quý I/2027", "Trạm"]]).tasks[1]
    assert [unit.name for unit in task.coordinating_units] == ["Công an xã", "Trạm Y tế"] and task.needs_review == ("coordinating_units",)


def test_a_dash_is_no_value() -> None:
    task = read([HEADER, ROWS[0], ["2", "Lắp trạm", "Phòng Kinh tế", "-", "-", "-"]]).tasks[1]
    assert (task.coordinating_units, task.deadline, task.output, task.columns) == ((), None, None, {})


def test_a_sign_below_the_title_of_a_group_is_taken_and_marked() -> None:
    task = read(
        [HEADER, ROWS[0], ["II", "TRUYỀN THÔNG", "", "", "", ""], ["2", "Lắp trạm", "nt", "Công an xã", "Quý I/2027", "Trạm"]]
    ).tasks[1]
    assert [unit.name for unit in task.lead_units] == ["Phòng Kinh tế"] and task.needs_review == ("lead_units",)

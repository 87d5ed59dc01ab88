"""Rows of task tables that are no tasks: groups with sums, totals, remarks; groups that say who does it."""

from __future__ import annotations

import pytest
from task_tables import HEADER, ROWS, read


@pytest.mark.parametrize(
    "row",
    [
        ["", "Tổng cộng", "", "", "", ""],
        ["Tổng cộng", "<", "", "", "", ""],
        ["", "Cộng", "<", "<", "<", "<"],
        ["", "TỔNG SỐ", "", "", "", "3 nhiệm vụ"],
        ["4", "Tổng số: 03", "", "", "", ""],
        ["", "Cộng (I + II)", "", "", "", ""],
        ["Ghi chú: Các đơn vị nhập tiến độ vào phần mềm.", "<", "<", "<", "<", "<"],
        ["Lưu ý", "Nhập tiến độ vào phần mềm", "<", "<", "<", "<"],
    ],
)
def test_sums_and_remarks_are_neither_tasks_nor_groups_but_kept(row: list[str]) -> None:
    reading = read([HEADER, *ROWS, row])
    assert len(reading.tasks) == 3 and reading.tables[0].groups == ()
    said = " ".join(text for text in row if text not in ("", "<"))
    assert [block.text for block in reading.annexes[0].blocks] == [said]
    assert reading.ledger.reviews and not any("task" in review.pointer for review in reading.ledger.reviews)


def test_a_task_that_begins_like_a_sum_is_a_task() -> None:
    contents = [
        task.content for task in read([HEADER, ["1", "Tổng kết năm", *ROWS[0][2:]], ["2", "Cộng điểm thi đua", *ROWS[1][2:]]]).tasks
    ]
    assert contents == ["Tổng kết năm", "Cộng điểm thi đua"]


def test_a_group_row_with_figures_is_a_group_and_its_figures_are_kept() -> None:
    header = ["TT", "Tiêu chí", "Điểm tối đa", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    reading = read([header, ["I", "Hạ tầng số", "9,5", "", "", ""], ["1", "Cáp", "2,0", "Kéo cáp", "Phòng Kinh tế", "Quý I/2027"]])
    assert [(task.content, task.group) for task in reading.tasks] == [("Kéo cáp", "Hạ tầng số")]
    assert [block.text for block in reading.annexes[0].blocks] == ["I Hạ tầng số 9,5"]


def test_a_group_that_is_an_office_leads_where_no_column_says_who() -> None:
    header = ["TT", "Nhiệm vụ", "Thời gian", "Sản phẩm"]
    reading = read(
        [
            header,
            ["A", "Phòng Kinh tế", "<", "<"],
            ["1", "Kéo cáp", "Quý I/2027", "Cáp"],
            ["B", "Hạ tầng số", "<", "<"],
            ["1", "Lắp trạm", "Quý II/2027", "Trạm"],
        ]
    )
    first, second = reading.tasks
    assert ([unit.name for unit in first.lead_units], first.inherited, first.needs_review) == (["Phòng Kinh tế"], ("lead_units",), ())
    assert second.lead_units == () and second.inherited == ()


def test_a_group_that_is_an_office_does_not_lead_where_a_column_says_who() -> None:
    (task,) = read([HEADER, ["A", "Phòng Kinh tế", "<", "<", "<", "<"], ["1", "Kéo cáp", "", "Công an xã", "Quý I/2027", "Cáp"]]).tasks
    assert task.lead_units == ()

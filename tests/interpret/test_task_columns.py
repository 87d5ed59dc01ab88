"""Which column of a task table holds what: headings as they are worded, and columns that two headings claim."""

from __future__ import annotations

import pytest
from task_tables import HEADER, ROWS, read

from planparse.interpret.headings import read_role
from planparse.plan import Task


def with_columns(at: int, *columns: tuple[str, list[str]]) -> list[list[str]]:
    """The table above with more columns before column `at`."""
    return [
        [*row[:at], *((heading if number == 0 else texts[number - 1]) for heading, texts in columns), *row[at:]]
        for number, row in enumerate([HEADER, *ROWS])
    ]


def leads(task: Task) -> list[str]:
    return [unit.name for unit in task.lead_units]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Ngày hoàn thành", "deadline"),
        ("Mốc hoàn thành", "deadline"),
        ("Hoàn thành trước ngày", "deadline"),
        ("Lộ trình", "deadline"),
        ("Lộ trình thực hiện (2027)", "deadline"),
        ("Dự kiến kết quả", "output"),
        ("Kết quả phải đạt", "output"),
        ("Hình thức văn bản", "output"),
        ("Yêu cầu sản phẩm", "output"),
        ("Đơn vị tham gia", "coordinating"),
        ("Các đơn vị liên quan", "coordinating"),
        ("Đơn vị cùng thực hiện", "coordinating"),
        ("Đơn vị chủ trì, đơn vị phối hợp", "joint"),
        ("Đơn vị chủ trì và các đơn vị phối hợp", "joint"),
        ("Lãnh đạo UBND phụ trách", "person"),
        ("Thành viên UBND xã phụ trách", "person"),
        ("Phó Chủ tịch phụ trách", "person"),
        ("Đồng chí chỉ đạo", "person"),
        ("Cá nhân, đơn vị phụ trách", "lead"),
        ("Cơ quan, đơn vị được giao", "lead"),
        ("Cơ quan chuẩn bị", "lead"),
        ("Đơn vị chuẩn bị", "lead"),
        ("Cơ quan soạn thảo", "lead"),
        ("Cơ quan chuẩn bị nội dung", "lead"),
        ("Cơ quan thẩm định", "extra"),
        ("Cơ quan thẩm tra", "extra"),
        ("Cơ quan trình", "extra"),
        ("Cấp trình", "extra"),
        ("Cấp quyết định", "extra"),
        ("Lãnh đạo chỉ đạo", "person"),
        ("Kết quả thực hiện", "extra"),
        ("Giải pháp cụ thể", "content"),
        ("Tiến độ / Bắt đầu", "start"),
        ("Thời gian / Triển khai", "start"),
        ("Triển khai", None),
        ("Hoàn thành", None),
    ],
)
def test_what_a_heading_names(heading: str, role: str | None) -> None:
    assert read_role(heading) == role


@pytest.mark.parametrize(
    "heading", ["Lãnh đạo UBND phụ trách", "Ủy viên UBND phụ trách", "Phó Chủ tịch phụ trách", "Lãnh đạo UBND xã phụ trách"]
)
def test_a_person_in_charge_does_not_lead_where_an_office_does(heading: str) -> None:
    first, *_ = read(with_columns(2, (heading, ["Ông Nông Văn Sim"] * 3))).tasks
    assert leads(first) == ["Phòng Kinh tế"] and first.columns == {heading: "Ông Nông Văn Sim"}


def test_a_person_in_charge_leads_where_nobody_else_does() -> None:
    table = [["TT", "Nhiệm vụ", "Lãnh đạo UBND phụ trách", "Thời gian"], ["1", "Kéo cáp", "Ông Nông Văn Sim", "Quý I/2027"]]
    (task,) = read(table).tasks
    assert [unit.kind for unit in task.lead_units] == ["person"]


def test_of_two_columns_for_offices_the_one_that_leads_is_taken() -> None:
    (task,) = read([["TT", "Nhiệm vụ", "Đơn vị thực hiện", "Đơn vị chủ trì", "Thời gian"], ["1", "Kéo cáp", "Các thôn", "Phòng Kinh tế", "Quý I/2027"]]).tasks  # fmt: skip
    assert leads(task) == ["Phòng Kinh tế"] and task.columns == {"Đơn vị thực hiện": "Các thôn"}


@pytest.mark.parametrize("columns", [(("Điểm tối đa", "2,0"),), (("Đơn vị tính", "Lớp"), ("Số lượng", "02")), (("Tiêu chí", "Hạ tầng"), ("Điểm tối đa", "2,0"))])  # fmt: skip
def test_scores_and_quantities_beside_tasks_who_and_by_when_make_no_other_table(columns: tuple[tuple[str, str], ...]) -> None:
    tasks = read(with_columns(1, *((heading, [text] * 3) for heading, text in columns))).tasks
    assert len(tasks) == 3 and tasks[0].columns == dict(columns) and tasks[0].needs_review == ()


def test_indicators_with_offices_and_times_are_no_tasks() -> None:
    table = [["STT", "Tên chỉ tiêu", "ĐVT", "Chỉ tiêu giao năm 2027", "Cơ quan chủ trì", "Thời gian hoàn thành"], ["1", "Hộ có nước sạch", "%", "95", "Phòng Kinh tế", "Quý IV/2027"]]  # fmt: skip
    assert read(table).tasks == ()


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("Nhóm nhiệm vụ", "Nhiệm vụ cụ thể"),
        ("Nhiệm vụ", "Nội dung cụ thể"),
        ("Nhiệm vụ", "Nội dung công việc"),
        ("Nội dung", "Nhiệm vụ cụ thể"),
        ("Nhóm giải pháp", "Giải pháp cụ thể"),
        ("Nhiệm vụ lớn", "Công việc cụ thể"),
    ],
)
def test_the_finer_of_two_columns_holds_the_tasks_and_the_other_groups_them(coarse: str, fine: str) -> None:
    table = with_columns(1, (coarse, ["Hạ tầng số", "^", "Con người"]))
    table[0][2] = fine
    reading = read(table)
    assert [(task.content, task.group_path) for task in reading.tasks] == [
        ("Kéo cáp về ba thôn", ("Hạ tầng số",)),
        ("Lắp trạm phát sóng", ("Hạ tầng số",)),
        ("Dạy kỹ năng số", ("Con người",)),
    ]
    assert [group.title for group in reading.tables[0].groups] == ["Hạ tầng số", "Con người"]
    assert all(task.columns == {} and task.inherited == () for task in reading.tasks)


def test_a_column_that_says_more_about_each_task_does_not_take_its_place() -> None:
    first, *_ = read(with_columns(2, ("Nội dung cụ thể", ["Cáp quang treo", "Trạm 4G", "Ba buổi tối"]))).tasks
    assert first.content == "Kéo cáp về ba thôn" and first.columns == {"Nội dung cụ thể": "Cáp quang treo"}


@pytest.mark.parametrize(("at", "field"), [(4, "deadline"), (3, "coordinating_units")])
def test_a_column_of_no_known_heading_that_looks_like_a_field_is_marked(at: int, field: str) -> None:
    table = [list(row) for row in (HEADER, *ROWS)]
    table[0][at] = "Tham khảo"
    first, *_ = read(table).tasks
    assert first.needs_review == (field,) and first.columns == {"Tham khảo": ROWS[0][at]}


def test_an_office_that_only_coordinates_in_the_column_of_who_leads_is_no_second_lead() -> None:
    (task,) = read([HEADER, ["1", "Kéo cáp", "Phòng Kinh tế; Công an xã (phối hợp)", "Các thôn", "Quý I/2027", "Cáp"]]).tasks
    assert leads(task) == ["Phòng Kinh tế"] and task.needs_review == ("lead_units",)
    assert [unit.name for unit in task.coordinating_units] == ["Công an xã", "Các thôn"]


def test_words_that_deal_out_roles_and_dittos_are_labels() -> None:
    reading = read(
        [
            ["TT", "Nhiệm vụ", "Phân công thực hiện", "Thời gian"],
            ["1", "Kéo cáp", "Chủ trì: Phòng Kinh tế\nPhối hợp: Các thôn", "Quý I/2027"],
            ["2", "Lắp trạm", "Phòng Kinh tế", "Như trên"],
        ]
    )
    assert [(mark.kind, mark.text) for mark in reading.labels if mark.kind in ("role_words", "ditto")] == [
        ("role_words", "Chủ trì Phối hợp"),
        ("ditto", "Như trên"),
    ]
    assert [unit.name for unit in reading.tasks[0].coordinating_units] == ["Các thôn"]


class TestTablesThatGoOn:
    @pytest.mark.parametrize("rows", [1, 2, 3])
    def test_rows_below_without_a_header_take_the_columns_and_groups_of_the_table_above(self, rows: int) -> None:
        above = [HEADER, ["I", "Hạ tầng số", "<", "<", "<", "<"], *ROWS]
        below = [[str(4 + at), *ROWS[at][1:]] for at in range(rows)]
        tasks = read(above, below).tasks
        assert len(tasks) == 3 + rows
        for task, row in zip(tasks[3:], below, strict=True):
            assert (task.marker, task.content, task.output, task.group) == (row[0], row[1], row[5], "Hạ tầng số")
            assert leads(task) == [row[2]] and task.needs_review == ("content",)
        assert all(task.needs_review == () for task in tasks[:3])

    def test_groups_go_on_below_the_same_header_where_the_numbers_do(self) -> None:
        above = [HEADER, ["I", "Hạ tầng số", "<", "<", "<", "<"], *ROWS]
        carried, anew = [HEADER, ["4", *ROWS[0][1:]]], [HEADER, ["1", *ROWS[0][1:]]]
        assert read(above, carried).tasks[-1].group == "Hạ tầng số"
        assert read(above, anew).tasks[-1].group is None

    def test_a_table_of_other_things_below_is_kept_as_rows_and_marked(self) -> None:
        reading = read([HEADER, *ROWS], [["Thôn", "Hộ", "Khẩu", "Nghèo", "Cận nghèo", "Khác"], ["Nà Bó", "57", "210", "3", "5", "x"]])
        assert len(reading.tasks) == 3 and len(reading.annexes[0].rows) == 2
        assert [(review.pointer, review.reason) for review in reading.ledger.reviews if "annexes" in review.pointer] == [("/annexes/0/rows", "table_structure")]  # fmt: skip

    def test_a_line_between_parts_two_tables(self) -> None:
        assert len(read([HEADER, *ROWS], [["4", *ROWS[0][1:]]], between="Danh sách kèm theo").tasks) == 3


@pytest.mark.parametrize(("heading", "cells"), [("Tháng", ["Tháng 3", "Tháng 4, 5", "Quý IV"]), ("Tháng/năm", ["Tháng 3/2027", "Tháng 9/2027", "Tháng 10/2027"]), ("Ngày tháng", ["05/3", "06/4", "Trước 15/5"])])  # fmt: skip
def test_a_bare_month_is_the_deadline_where_no_other_column_is(heading: str, cells: list[str]) -> None:
    tasks = read([[heading, "Nội dung", "Cơ quan chuẩn bị"], *([cell, text, "Phòng Kinh tế"] for cell, text in zip(cells, ("Chợ quê", "Ngày hội", "Sơ kết"), strict=True))]).tasks  # fmt: skip
    assert [task.content for task in tasks] == ["Chợ quê", "Ngày hội", "Sơ kết"]
    assert [task.deadline and task.deadline.raw for task in tasks] == cells and tasks[0].needs_review == ()


def test_a_bare_month_beside_a_column_of_deadlines_is_kept_as_it_is() -> None:
    (task,) = read(
        [["Tháng", "Nội dung", "Cơ quan chuẩn bị", "Thời gian trình"], ["Tháng 3", "Chợ quê", "Phòng Kinh tế", "Trước 15/3"]]
    ).tasks
    assert task.deadline is not None and task.deadline.raw == "Trước 15/3" and task.columns == {"Tháng": "Tháng 3"}


BUDGET = ["TT", "Nội dung", "ĐVT", "Số lượng", "Đơn giá", "Thành tiền", "Đơn vị thực hiện", "Thời gian"]


def test_a_budget_whose_cells_deal_out_who_and_when_holds_tasks() -> None:
    reading = read([BUDGET, ["1", "Mở lớp dạy bơi", "Lớp", "02", "400", "800", "Phòng Kinh tế", "Quý II/2027"]])
    assert [task.content for task in reading.tasks] == ["Mở lớp dạy bơi"] and reading.tasks[0].needs_review == ()


def test_a_table_that_is_set_aside_though_it_names_contents_and_offices_is_marked() -> None:
    reading = read([[*BUDGET[:7]], ["1", "Mở lớp dạy bơi", "Lớp", "02", "400", "800", "Phòng Kinh tế"]])
    assert reading.tasks == ()
    assert ("/annexes/0/rows", "table_structure") in [(review.pointer, review.reason) for review in reading.ledger.reviews]

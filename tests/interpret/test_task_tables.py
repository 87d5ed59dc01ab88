"""Task tables: which they are, in whatever order their columns stand; group rows, merges, several products; decoys."""

from __future__ import annotations

from itertools import permutations

import pytest

from documents import paper
from planparse.interpret import Reading, interpret
from planparse.plan import Task
from planparse.segment import segment

HEADINGS = {
    "TT": "1",
    "Nội dung công việc": "Lắp mạng ở ba chợ.",
    "Đơn vị tham mưu": "Phòng Kinh tế",
    "Đơn vị phối hợp": "Công an xã",
    "Thời gian hoàn thành": "Quý II/2027",
}


def read(*tables: list[list[str]], before: tuple[str, ...] = ()) -> Reading:
    return interpret(
        segment(
            paper(
                "KẾ HOẠCH",
                "Chuyển đổi số xã Suối Mơ năm 2027",
                "I. NỘI DUNG",
                "- Lắp mạng.",
                "Nơi nhận:",
                "- Lưu: VT.",
                "PHỤ LỤC",
                *before,
                *tables,
            )
        )
    )


def gist(task: Task) -> tuple[object, ...]:
    return (
        task.marker,
        task.content,
        [u.name for u in task.lead_units],
        [u.name for u in task.coordinating_units],
        task.deadline.raw if task.deadline else None,
    )


@pytest.mark.parametrize("order", list(permutations(HEADINGS))[::11])
def test_columns_in_any_order(order: tuple[str, ...]) -> None:
    (task,) = read([list(order), [HEADINGS[heading] for heading in order]]).tasks
    assert gist(task) == ("1", "Lắp mạng ở ba chợ.", ["Phòng Kinh tế"], ["Công an xã"], "Quý II/2027")
    assert task.needs_review == ()


def test_a_header_typed_again_further_down_is_no_task() -> None:
    header, row = list(HEADINGS), list(HEADINGS.values())
    reading = read([header, row, header, ["2", *row[1:]]])
    assert [task.marker for task in reading.tasks] == ["1", "2"]


def test_a_header_of_two_rows_and_a_row_of_column_numbers() -> None:
    (task,) = read(
        [
            ["STT", "Nhiệm vụ", "Đơn vị thực hiện", "<", "Thời hạn"],
            ["^", "^", "Chủ trì", "Phối hợp", "^"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            ["1", "Trồng cây", "Phòng Kinh tế", "Đoàn Thanh niên xã", "Tháng 3/2027"],
        ]
    ).tasks
    assert (task.content, [unit.raw for unit in task.lead_units], [unit.raw for unit in task.coordinating_units]) == (
        "Trồng cây",
        ["Phòng Kinh tế"],
        ["Đoàn Thanh niên xã"],
    )


def test_group_rows_are_groups_with_their_levels_and_no_tasks() -> None:
    reading = read(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
            ["A", "NỀN TẢNG", "<", "<"],
            ["I", "Hạ tầng số", "", ""],
            ["1.1", "Kéo cáp", "Phòng Kinh tế", "Quý I/2027"],
            ["II", "Dữ liệu số", "", ""],
            ["2.1", "Làm sạch dữ liệu", "Công an xã", "Quý II/2027"],
            ["B", "TRỤ CỘT", "<", "<"],
            ["3", "Dạy kỹ năng số", "Phòng Văn hóa - Xã hội", "Năm 2027"],
        ]
    )
    assert [(task.marker, task.group, task.group_path) for task in reading.tasks] == [
        ("1.1", "Hạ tầng số", ("NỀN TẢNG", "Hạ tầng số")),
        ("2.1", "Dữ liệu số", ("NỀN TẢNG", "Dữ liệu số")),
        ("3", "TRỤ CỘT", ("TRỤ CỘT",)),
    ]
    assert [(group.marker, group.title) for group in reading.tables[0].groups] == [
        ("A", "NỀN TẢNG"),
        ("I", "Hạ tầng số"),
        ("II", "Dữ liệu số"),
        ("B", "TRỤ CỘT"),
    ]


def test_a_cell_merged_down_belongs_to_each_row_and_is_inherited_after_the_first() -> None:
    first, second = read(
        [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Kéo cáp", "Phòng Kinh tế", "Quý I/2027"], ["2", "Lắp trạm", "^", "^"]]
    ).tasks
    assert [unit.name for unit in second.lead_units] == [unit.name for unit in first.lead_units] == ["Phòng Kinh tế"]
    assert (first.inherited, second.inherited) == ((), ("lead_units", "deadline"))


def test_a_cell_merged_across_two_roles_goes_to_the_first_and_the_second_is_marked() -> None:
    (task,) = read([["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"], ["1", "Kéo cáp", "Phòng Kinh tế", "<", "Quý I/2027"]]).tasks
    assert [unit.name for unit in task.lead_units] == ["Phòng Kinh tế"]
    assert task.coordinating_units == () and task.needs_review == ("coordinating_units",)


def test_one_task_with_two_products_is_two_tasks_of_one_content() -> None:
    first, second = read([["TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời gian"], ["1", "Số hóa hồ sơ", "Kế hoạch", "Văn phòng HĐND và UBND", "Quý I/2027"], ["^", "^", "Báo cáo", "Công an xã", "Quý IV/2027"]]).tasks  # fmt: skip
    assert (first.marker, first.content) == (second.marker, second.content) == ("1", "Số hóa hồ sơ")
    assert (first.output, second.output) == ("Kế hoạch", "Báo cáo")
    assert first.id != second.id and "content" in second.inherited


def test_ditto_takes_the_value_above_and_says_so() -> None:
    _, second = read(
        [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Kéo cáp", "Phòng Kinh tế", "Quý I/2027"], ["2", "Lắp trạm", "nt", "-nt-"]]
    ).tasks
    assert [unit.name for unit in second.lead_units] == ["Phòng Kinh tế"] and second.deadline is not None
    assert second.inherited == ("lead_units", "deadline")


def test_columns_without_a_role_are_kept() -> None:
    (task,) = read(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Nguồn kinh phí", "Địa điểm", "Ghi chú"],
            ["1", "Kéo cáp", "Phòng Kinh tế", "Ngân sách xã", "Chợ Trung tâm", "Xong"],
        ]
    ).tasks
    assert task.columns == {"Nguồn kinh phí": "Ngân sách xã", "Địa điểm": "Chợ Trung tâm"} and task.note == "Xong"


def test_the_year_in_a_heading_is_the_year_of_its_deadlines() -> None:
    (task,) = read([["TT", "Nhiệm vụ", "Chủ trì", "Thời gian (Năm 2028)"], ["1", "Kéo cáp", "Phòng Kinh tế", "Tháng 3"]]).tasks
    assert task.deadline is not None and task.deadline.due == "2028-03-31"


def test_a_table_without_a_header_is_read_by_what_its_cells_look_like_and_marked() -> None:
    rows = [["1", "Kéo cáp về ba thôn vùng cao", "Phòng Kinh tế", "Quý I/2027"], ["2", "Lắp trạm phát sóng", "Công an xã", "Quý II/2027"], ["3", "Dạy kỹ năng số cho người cao tuổi", "Phòng Văn hóa - Xã hội", "Thường xuyên"]]  # fmt: skip
    tasks = read(rows).tasks
    assert [task.content for task in tasks] == [row[1] for row in rows]
    assert all("content" in task.needs_review for task in tasks)


DECOYS = {
    "status form": [["TT", "Nhiệm vụ", "Chủ trì", "Kết quả thực hiện trong tháng", "Tiến độ (Vượt/Đạt/Chậm)"], ["1", "", "", "", ""]],
    "empty form": [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Kéo cáp", "", ""], ["2", "Lắp trạm", "", ""]],
    "score table": [["STT", "Nội dung", "Điểm tối đa", "Tự chấm"], ["1", "Ban hành kế hoạch", "2", "2"]],
    "programme": [["Thời gian", "Nội dung", "Người thực hiện"], ["14h00 - 14h05", "Khai mạc", "Chủ tịch UBND xã"], ["14h05 - 14h30", "Báo cáo", "Phòng Kinh tế"]],
    "indicators": [["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Đơn vị chủ trì"], ["1", "Hộ nghèo", "%", "3", "Phòng Kinh tế"]],
    "names": [["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ"], ["1", "Lò Thị Xuân", "Chủ tịch", "Trưởng ban"]],
}  # fmt: skip


@pytest.mark.parametrize("decoy", DECOYS, ids=list(DECOYS))
def test_other_tables_are_kept_as_rows_and_give_no_tasks(decoy: str) -> None:
    reading = read(DECOYS[decoy])
    assert reading.tasks == () and reading.tables == ()
    assert reading.annexes[0].rows == tuple(map(tuple, DECOYS[decoy]))


EVENTS = {
    "hours of several days": ["7h30 ngày 16/8/2027", "14h00, ngày 17/8/2027", "Từ 8h00 đến 17h00 ngày 20/8/2027"],
    "days first": ["Ngày 16/8/2027, 7h30", "Ngày 17/8/2027, 14 giờ", "20/8/2027 (8h00 - 17h00)"],
}


@pytest.mark.parametrize("times", EVENTS.values(), ids=list(EVENTS))
def test_events_with_hours_on_several_days_are_tasks(times: list[str]) -> None:
    table = [["Thời gian", "Nội dung", "Địa điểm", "Đơn vị thực hiện"], *([time, f"Hội thi {at}", "Sân đình", "Công an xã"] for at, time in enumerate(times))]  # fmt: skip
    assert len(read(table).tasks) == 3


@pytest.mark.parametrize("times", [["7h30 - 8h00", "8h00 - 8h15", "8h15"], ["7h30 ngày 16/8", "8h00 ngày 16/8", "9h00 ngày 16/8"]])
def test_the_hours_of_one_meeting_are_no_tasks(times: list[str]) -> None:
    table = [["Thời gian", "Nội dung", "Địa điểm", "Đơn vị thực hiện"], *([time, f"Báo cáo {at}", "Hội trường", "Công an xã"] for at, time in enumerate(times))]  # fmt: skip
    assert read(table).tasks == ()


def test_a_task_table_inside_the_body_has_no_annex() -> None:
    reading = interpret(
        segment(
            paper(
                "KẾ HOẠCH",
                "Trồng cây năm 2027",
                "I. PHÂN CÔNG",
                [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Ươm giống", "Phòng Kinh tế", "Tháng 2/2027"]],
            )
        )
    )
    assert [(task.annex, task.content) for task in reading.tasks] == [(None, "Ươm giống")]


def test_a_number_over_letters_is_a_group() -> None:
    rows = [
        ["1", "Tuyên truyền", "", ""],
        ["a", "In tờ rơi", "Phòng Kinh tế", "Quý I/2027"],
        ["b", "Phát thanh", "Công an xã", "Quý I/2027"],
    ]
    tasks = read([["TT", "Nội dung", "Chủ trì", "Thời gian"], *rows]).tasks
    assert [(task.marker, task.group_path) for task in tasks] == [("a", ("Tuyên truyền",)), ("b", ("Tuyên truyền",))]


@pytest.mark.parametrize("lead", ["Thực hiện", "Lực lượng thực hiện", "Lực lượng chủ công"])
def test_who_does_it_beside_who_helps(lead: str) -> None:
    (task,) = read([["TT", "Nội dung", lead, "Phối hợp", "Thời gian"], ["1", "Tuần tra", "Công an xã", "Trạm Y tế xã", "Quý I/2027"]]).tasks
    assert gist(task) == ("1", "Tuần tra", ["Công an xã"], ["Trạm Y tế xã"], "Quý I/2027")


def test_what_was_done_of_a_plan_is_nobody() -> None:
    assert not read([["TT", "Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ"], ["1", "Số hộ", "120", "118", "98%"]]).tasks

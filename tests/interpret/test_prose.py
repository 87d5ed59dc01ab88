"""Tasks in prose: key-value lines, duties under units, sentences and brackets that say who does what."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planparse.pipeline import parse
from planparse.plan import Plan, Task

HEAD = """ỦY BAN NHÂN DÂN
XÃ KHE SIM
Số: 12/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Khe Sim, ngày 05 tháng 01 năm 2027

KẾ HOẠCH
Vệ sinh môi trường xã Khe Sim năm 2027

Căn cứ Luật Bảo vệ môi trường ngày 17 tháng 11 năm 2020.

I. NỘI DUNG

"""
DUTIES = """
II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế

- Chủ trì, phối hợp với Công an xã, Trạm Y tế xã kiểm tra các bãi rác trước ngày 20/4/2027.
"""


def plan(body: str, duties: str = "") -> Plan:
    lines = (HEAD + body + duties).split("\n")
    return parse("\n\n".join(line for line in lines if line).encode(), "plan.txt")


def names(units: Sequence[object]) -> list[str]:
    return [getattr(unit, "name") for unit in units]  # noqa: B009


def brief(task: Task) -> tuple[str, list[str], list[str], str | None]:
    """Content, who leads, who helps, last day."""
    return task.content, names(task.lead_units), names(task.coordinating_units), task.deadline.due if task.deadline else None


def test_key_lines_and_duties_are_tasks_of_one_plan() -> None:
    keyed = "1. Trồng cây ven suối\n- Đơn vị chủ trì: Đoàn Thanh niên xã.\n- Thời gian: Quý I/2027.\n"
    first, second = plan(keyed, DUTIES).tasks
    assert (first.content, first.deadline and first.deadline.due) == ("Trồng cây ven suối", "2027-03-31")
    assert second.content.startswith("Chủ trì, phối hợp với Công an xã")
    assert brief(second)[1:] == (["Phòng Kinh tế"], ["Công an xã", "Trạm Y tế xã"], "2027-04-19")


@pytest.mark.parametrize("lines", [
    ("- Thời gian: Ngày 20/4/2027.", "- Địa điểm: Nhà văn hóa thôn 1.", "- Đơn vị chủ trì: Phòng Kinh tế."),
    ("- Đơn vị chủ trì: Phòng Kinh tế.", "- Kinh phí: 20 triệu đồng.", "- Thời gian: Ngày 20/4/2027."),
    ("- Số lượng: 500 cây.", "- Người phụ trách: Phòng Kinh tế.", "- Thời gian: Ngày 20/4/2027."),
    ("- Thành phần: Các thôn.", "- Bộ phận phụ trách: Phòng Kinh tế.", "- Thời gian: Ngày 20/4/2027."),
])  # fmt: skip
def test_lines_that_say_more_about_a_task_do_not_cut_it(lines: tuple[str, ...]) -> None:
    (task,) = plan("\n".join(["1. Trồng 500 cây xanh", *lines])).tasks
    assert brief(task) == ("Trồng 500 cây xanh", ["Phòng Kinh tế"], [], "2027-04-20")
    assert len(task.columns) == 1, "the detail is kept in a column"


def test_a_value_may_stand_in_the_points_below_its_key() -> None:
    body = "1. Trồng cây\n- Đơn vị chủ trì: Phòng Kinh tế.\n- Đơn vị phối hợp:\n+ Công an xã;\n+ Trạm Y tế xã.\n- Sản phẩm:\n+ Kế hoạch;\n+ Báo cáo."
    (task,) = plan(body).tasks
    assert names(task.coordinating_units) == ["Công an xã", "Trạm Y tế xã"]
    assert task.output == "Kế hoạch; Báo cáo"


@pytest.mark.parametrize(("sentence", "lead", "helpers", "due"), [
    ("Phòng Kinh tế chủ trì, phối hợp với Công an xã kiểm tra chợ. Thời gian: quý II/2027.", "Phòng Kinh tế", ["Công an xã"], "2027-06-30"),
    ("Giao Văn phòng HĐND và UBND xã treo 10 băng rôn; thời gian hoàn thành: chậm nhất ngày 14/4/2027.", "Văn phòng HĐND và UBND xã", [], "2027-04-14"),
    ("Giao Phòng Kinh tế chủ trì, phối hợp với Trạm Y tế xã nạo vét mương, hoàn thành trước ngày 20/4/2027.", "Phòng Kinh tế", ["Trạm Y tế xã"], "2027-04-19"),
    ("Trạm Y tế xã lấy mẫu nước tại các trường trước ngày 08/5/2027.", "Trạm Y tế xã", [], "2027-05-07"),
    ("Diễn tập ứng phó sự cố (Công an xã chủ trì, phối hợp với Trạm Y tế xã; thời gian: quý II/2027).", "Công an xã", ["Trạm Y tế xã"], "2027-06-30"),
    ("Lập đoàn kiểm tra do Công an xã chủ trì, phối hợp với Trạm Y tế xã; xong trước ngày 01/6/2027.", "Công an xã", ["Trạm Y tế xã"], "2027-05-31"),
    ("Dọn kênh Đông (Phòng Kinh tế chủ trì; hoàn thành trước ngày 05/5/2027).", "Phòng Kinh tế", [], "2027-05-04"),
])  # fmt: skip
def test_a_sentence_says_who_does_what_by_when(sentence: str, lead: str, helpers: list[str], due: str) -> None:
    (task,) = plan(f"1. Việc chung\n- {sentence}").tasks
    assert brief(task)[1:] == ([lead], helpers, due)
    assert not task.needs_review


def test_points_below_a_lead_in_are_duties_each() -> None:
    body = "1. Đường thôn\n1.1. Giao Phòng Kinh tế chủ trì:\n+ Rà soát biển báo trong quý II/2027.\n+ Vá mặt đường trước ngày 20/5/2027."
    first, second = plan(body).tasks
    assert [brief(task)[1:] for task in (first, second)] == [(["Phòng Kinh tế"], [], "2027-06-30"), (["Phòng Kinh tế"], [], "2027-05-19")]


def test_the_parts_of_one_duty_are_not_duties() -> None:
    duties = (
        "\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Trình Ủy ban nhân dân xã quyết định:\n+ Phương án phân bổ vốn;\n+ Mức vốn của xã.\n"
    )
    (task,) = plan("1. Rà soát nguồn vốn.", duties).tasks
    assert task.content == "Trình Ủy ban nhân dân xã quyết định: Phương án phân bổ vốn; Mức vốn của xã."


def test_partners_that_are_not_read_to_the_end_are_a_doubt() -> None:
    duties = "\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chủ trì, phối hợp với lực lượng xung kích dọn bùn.\n"
    (task,) = plan("1. Dọn bùn.", duties).tasks
    assert not task.coordinating_units
    assert "coordinating_units" in task.needs_review


def test_when_the_whole_plan_is_carried_out_is_no_task() -> None:
    body = "1. Chủ đề: “Nước sạch cho mọi nhà”.\n2. Thời gian: Từ ngày 15/4/2027 đến ngày 15/5/2027.\n3. Phạm vi: Toàn xã."
    assert not plan(body).tasks


def test_criteria_of_a_reward_are_no_duties() -> None:
    assert not plan("1. Đối với cá nhân\n- Chấp hành tốt quy định về giữ gìn vệ sinh.\n- Có sáng kiến được công nhận.").tasks


def test_short_duties_and_offices_that_are_charged() -> None:
    duties = "\nII. TỔ CHỨC THỰC HIỆN\n1. Công an xã: Giữ trật tự.\n2. Phòng Kinh tế có trách nhiệm:\n- Cấp kinh phí.\n"
    found = plan("1. Rà soát nguồn vốn.", duties).tasks
    assert [brief(task)[:2] for task in found] == [("Giữ trật tự.", ["Công an xã"]), ("Cấp kinh phí.", ["Phòng Kinh tế"])]


def test_points_below_a_key_that_name_no_office_are_duties() -> None:
    duties = "\nII. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chủ trì:\n+ Kiểm tra chợ trong quý II/2027.\n+ Trồng cây trước ngày 20/5/2027.\n"
    found = plan("1. Rà soát nguồn vốn.", duties).tasks
    assert [brief(task)[1:] for task in found] == [(["Phòng Kinh tế"], [], "2027-06-30"), (["Phòng Kinh tế"], [], "2027-05-19")]


@pytest.mark.parametrize(("sentence", "lead"), [
    ("Các thôn tổ chức họp dân.", ["Các thôn"]),
    ("Trung tâm Dịch vụ tổng hợp xã xây dựng chuyên mục phát thanh.", ["Trung tâm Dịch vụ tổng hợp xã"]),
    ("Trường Tiểu học Khe Sim tổ chức ngày hội tái chế.", ["Trường Tiểu học Khe Sim"]),
    ("Yêu cầu Trưởng thôn thông báo đến từng hộ.", ["Trưởng thôn"]),
    ("Sở Y tế, Sở Nội vụ theo chức năng, nhiệm vụ hướng dẫn các xã.", ["Sở Y tế", "Sở Nội vụ"]),
])  # fmt: skip
def test_who_opens_a_sentence_does_it(sentence: str, lead: list[str]) -> None:
    (task,) = plan(f"1. Việc chung\n- {sentence}").tasks
    assert names(task.lead_units) == lead


@pytest.mark.parametrize("sentence", [
    "Một số địa phương chưa quan tâm chỉ đạo, báo cáo còn chậm.",
    "Ủy ban nhân dân các xã, phường đã ban hành kế hoạch trước ngày 31/01/2026.",
    "Thống kê vật nuôi; xử lý vật chết theo đúng kỹ thuật.",
    "Tổ chức ký cam kết với các hộ.",
    "Trong năm, các cơ quan phối hợp chặt chẽ.",
])  # fmt: skip
def test_what_was_or_is_to_be_done_by_nobody_is_no_task(sentence: str) -> None:
    assert not plan(f"1. Việc chung\n- {sentence}").tasks


@pytest.mark.parametrize("heading", ["Thành phần tham dự", "Nguyên tắc", "Tiêu chuẩn, điều kiện", "Quyền lợi"])
def test_what_stands_under_conditions_is_no_duty(heading: str) -> None:
    assert not plan(f"1. {heading}\n1.1. Công an xã: 02 đồng chí tham gia.\n1.2. Phòng Kinh tế chịu trách nhiệm về chất lượng.").tasks


def test_points_and_headings_name_their_own_office() -> None:
    duties = (
        "\nII. TỔ CHỨC THỰC HIỆN\n1. Các thành viên Ban Chỉ đạo\n- Đồng chí Trưởng Trạm Y tế: Chuẩn bị thuốc.\n"
        "2. Phòng Kinh tế - cơ quan thường trực\n- Tổng hợp báo cáo.\n3. Công an xã chủ trì, phối hợp với Trạm Y tế xã:\n- Trực chốt.\n"
    )
    found = plan("1. Rà soát nguồn vốn.", duties).tasks
    assert [brief(task)[1:3] for task in found] == [(["Trưởng Trạm Y tế"], []), (["Phòng Kinh tế"], []), (["Công an xã"], ["Trạm Y tế xã"])]


def test_a_day_before_the_plan_is_no_deadline() -> None:
    (task,) = plan("1. Việc chung\n- Giao Công an xã kiểm tra các vi phạm phát sinh trước ngày 01/7/2025.").tasks
    assert task.deadline is None and "deadline" in task.needs_review

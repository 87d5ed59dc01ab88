"""`export --to msproject`: the outline, the days, and the order of elements that Project insists on."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from planparse.emit.msproject import FIELDS, NAMESPACE, as_msproject
from planparse.pipeline import parse
from planparse.plan import Plan

ORDER = (
    *("UID", "ID", "Name", "Manual", "Type", "IsNull", "OutlineLevel", "Start", "Finish", "Duration"),
    *("ManualStart", "ManualFinish", "ManualDuration", "Milestone", "Summary", "Deadline", "Notes", "ExtendedAttribute"),
)
"""As Microsoft's schema has them, of those that are written."""

TABLE = "\n".join(
    "\t".join(row)
    for row in [
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("I", "Hạ tầng số", "", ""),
        ("1", "Kéo cáp quang về ba thôn.", "Phòng Kinh tế", "Trước ngày 15/6/2027"),
        ("2", "Lắp trạm.", "Phòng Kinh tế", "Quý II/2027"),
        ("II", "Chính quyền số", "", ""),
        ("1", "Trực đường dây nóng.", "Công an xã", "Thường xuyên"),
        ("2", "Báo cáo tiến độ.", "Phòng Kinh tế", "Quý, 6 tháng, năm"),
        ("3", "Họp giao ban.", "Công an xã", "Khi có yêu cầu"),
    ]
)


@cache
def plan() -> Plan:
    return parse(f"Số: 15/KH-UBND\n\nKẾ HOẠCH\nChuyển đổi số xã Suối Mơ năm 2027\n\nI. NỘI DUNG\n\n{TABLE}\n".encode(), "a.txt")


def tasks(*plans: Plan) -> list[ET.Element]:
    return ET.fromstring(b"".join(as_msproject(plans))).findall(f"{{{NAMESPACE}}}Tasks/{{{NAMESPACE}}}Task")


def of(task: ET.Element, name: str) -> str | None:
    return task.findtext(f"{{{NAMESPACE}}}{name}")


def test_the_outline_is_plan_group_task() -> None:
    assert [(of(task, "OutlineLevel"), of(task, "Name"), of(task, "Summary")) for task in tasks(plan())] == [
        ("1", "Chuyển đổi số xã Suối Mơ năm 2027", "1"),
        ("2", "Hạ tầng số", "1"),
        ("3", "Kéo cáp quang về ba thôn.", "0"),
        ("3", "Lắp trạm.", "0"),
        ("2", "Chính quyền số", "1"),
        ("3", "Trực đường dây nóng.", "0"),
        ("3", "Quý I: Báo cáo tiến độ.", "0"),
        ("3", "6 tháng: Báo cáo tiến độ.", "0"),
        ("3", "Quý III: Báo cáo tiến độ.", "0"),
        ("3", "năm: Báo cáo tiến độ.", "0"),
        ("3", "Họp giao ban.", "0"),
    ]


def test_days_are_those_of_the_plan() -> None:
    days = {of(task, "Name"): tuple(of(task, name) for name in ("Start", "Finish", "Deadline", "Milestone")) for task in tasks(plan())}
    end = "2027-06-14T17:00:00"
    assert days["Kéo cáp quang về ba thôn."] == (end, end, end, "1")
    assert days["Lắp trạm."] == ("2027-04-01T08:00:00", "2027-06-30T17:00:00", "2027-06-30T17:00:00", "0")
    assert days["Trực đường dây nóng."] == ("2027-01-01T08:00:00", None, None, "0")
    assert days["Họp giao ban."] == (None, None, None, "0")


def test_elements_stand_in_the_order_of_the_schema() -> None:
    for task in tasks(plan()):
        places = [ORDER.index(element.tag.partition("}")[2]) for element in task]
        assert places == sorted(places)


def test_a_task_is_found_again_by_its_uid_and_its_id() -> None:
    def keyed(*plans: Plan) -> dict[str | None, str | None]:
        return {
            attribute.findtext(f"{{{NAMESPACE}}}Value"): of(task, "UID")
            for task in tasks(*plans)
            for attribute in task.findall(f"{{{NAMESPACE}}}ExtendedAttribute")
            if attribute.findtext(f"{{{NAMESPACE}}}FieldID") == FIELDS["id"]
        }

    fewer = plan().model_copy(update={"tasks": plan().tasks[1:]})
    assert keyed(fewer).items() < keyed(plan()).items()
    assert len(set(keyed(plan()).values())) == 8
    assert plan().tasks[0].id in keyed(plan())


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_hostile_text_stays_text(text: str) -> None:
    task = plan().tasks[0].model_copy(update={"content": text})
    assert len(tasks(plan().model_copy(update={"tasks": (task,)}))) == 3

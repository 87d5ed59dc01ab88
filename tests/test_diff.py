"""`diff`: the tasks of a re-issued plan are found again, and only what changed is said."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from planparse.diff import compare
from planparse.pipeline import parse
from planparse.plan import Plan

ROWS = [
    ("1", "Kéo cáp quang về ba thôn vùng cao.", "Phòng Kinh tế", "Công an xã", "Quý I/2027"),
    ("2", "Lắp điểm truy cập mạng tại chợ.", "Phòng Kinh tế", "", "Quý II/2027"),
    ("3", "Tập huấn cho tổ công nghệ số cộng đồng.", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên xã", "Tháng 3/2027"),
    ("4", "Số hóa hồ sơ đất đai.", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Năm 2027"),
]


def plan(rows: Sequence[tuple[str, ...]], number: str = "") -> Plan:
    table = "\n".join("\t".join(row) for row in [("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"), *rows])
    text = f"Số: {number}/KH-UBND\n\nKẾ HOẠCH\nChuyển đổi số xã Suối Mơ năm 2027\n\nI. NỘI DUNG\n\n{table}\n\nNơi nhận:\n- Lưu: VT.\n"
    return parse(text.encode(), "a.txt")


def test_small_edits_keep_the_ids_and_are_said_one_by_one() -> None:
    """Fix a typo, swap two rows, change a deadline: the same tasks."""
    edited = [
        ("1", "Lắp điểm truy cập mạng tại chợ.", "Phòng Kinh tế", "", "Quý III/2027"),
        ("2", "Kéo cáp quang về ba thôn vùng cao.", "Phòng Kinh tế", "Công an xã", "Quý I/2027"),
        ("3", "Tập huấn cho tố công nghệ số cộng đồng.", "Phòng Văn hóa - Xã hội", "Đoàn Thanh niên xã", "Tháng 3/2027"),
        ROWS[3],
    ]
    old, new = plan(ROWS), plan(edited)
    assert {task.id for task in old.tasks} == {task.id for task in new.tasks}
    difference = compare(old, new)
    assert (difference.added, difference.removed) == ((), ())
    assert len(difference.moved) == 1
    changed = {change.content: {one.field: (one.before, one.after) for one in change.changes} for change in difference.changed}
    assert changed["Lắp điểm truy cập mạng tại chợ."]["deadline"] == ("Quý II/2027", "Quý III/2027")
    assert changed["Kéo cáp quang về ba thôn vùng cao."] == {"marker": ("1", "2")}


def test_a_task_reworded_is_changed_and_another_is_added() -> None:
    new = [
        *ROWS[:3],
        ("4", "Số hóa toàn bộ hồ sơ đất đai của xã.", *ROWS[3][2:]),
        ("5", "Mua máy quét.", "Văn phòng HĐND và UBND", "", "Quý I/2027"),
    ]
    difference = compare(plan(ROWS), plan(new))
    assert [note.content for note in difference.added] == ["Mua máy quét."]
    assert [[change.field for change in task.changes] for task in difference.changed] == [["content"]]


def test_a_number_given_after_signing_is_a_change_of_the_header_and_of_no_task() -> None:
    difference = compare(plan(ROWS), plan(ROWS, "15"))
    assert [(change.field, change.before, change.after) for change in difference.header] == [("number", None, "15/KH-UBND")]
    assert (difference.changed, difference.added, difference.removed) == ((), (), ())


@given(st.lists(st.sampled_from(ROWS), max_size=6), st.lists(st.sampled_from(ROWS), max_size=6))
def test_a_plan_equals_itself_and_added_mirrors_removed(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> None:
    first, second = plan(one), plan(other)
    assert compare(first, first).empty
    forth, back = compare(first, second), compare(second, first)
    assert [note.content for note in forth.added] == [note.content for note in back.removed]
    assert [note.content for note in forth.removed] == [note.content for note in back.added]

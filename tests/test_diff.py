"""`diff`: the tasks of a re-issued plan are found again, and only what changed is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.cli import main
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


BODY = """UBND XÃ SUỐI MƠ
Số: 7/KH-UBND

Suối Mơ, ngày 05 tháng 01 năm 2027

KẾ HOẠCH
Chuyển đổi số xã Suối Mơ năm 2027

Căn cứ Quyết định số 12/QĐ-UBND ngày 05/12/2026 của UBND tỉnh về chuyển đổi số;

I. MỤC TIÊU

1. Ít nhất 80% hồ sơ được nộp qua mạng trong năm.

2. Mọi thôn đều có sóng di động.

II. KINH PHÍ

Từ nguồn chi thường xuyên của xã, dự kiến 120 triệu đồng.

Trên đây là Kế hoạch chuyển đổi số xã Suối Mơ năm 2027./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lò Văn Mẫn
"""


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Ít nhất 80%", "Ít nhất 95%", "sections"),
        ("dự kiến 120 triệu", "dự kiến 210 triệu", "sections"),
        ("\n\n2. Mọi thôn đều có sóng di động.", "", "sections"),
        ("Từ nguồn", "Từ nguồn vốn vay và nguồn", "sections"),
        ("Lò Văn Mẫn", "Hà Thị Mến", "signature"),
        ("\nCHỦ TỊCH", "\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "signature"),
        ("- UBND tỉnh;", "- UBND tỉnh;\n- Đảng ủy xã;", "recipients"),
        ("Trên đây là Kế hoạch", "Trên đây là toàn bộ Kế hoạch", "closing"),
        ("về chuyển đổi số;", "về kinh tế số;", "legal_bases"),
    ],
)
def test_two_versions_are_the_same_only_where_every_text_is(old: str, new: str, part: str) -> None:
    one, other = (parse(text.encode(), "a.txt") for text in (BODY, BODY.replace(old, new)))
    assert compare(one, one).empty
    difference = compare(one, other)
    assert {change.part for change in difference.texts} == {part}
    back = compare(other, one)
    assert sorted((c.before or "", c.after or "") for c in difference.texts) == sorted((c.after or "", c.before or "") for c in back.texts)


def test_blanks_and_line_ends_are_no_change() -> None:
    assert compare(parse(BODY.encode(), "a.txt"), parse(BODY.replace("Mọi thôn", "Mọi  thôn").encode(), "a.txt")).empty


def test_the_command_shows_the_words_that_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cu.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "moi.txt").write_text(BODY.replace("120 triệu", "210 triệu").replace("Lò Văn Mẫn", "Hà Thị Mến"), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["diff", str(tmp_path / "cu.txt"), str(tmp_path / "moi.txt")])
    told = capsys.readouterr().out
    assert ended.value.code == 1 and "như nhau" not in told
    assert "120 triệu đồng. → " in told and "phần ký người ký: Lò Văn Mẫn → Hà Thị Mến" in told


@given(st.lists(st.sampled_from(ROWS), max_size=6), st.lists(st.sampled_from(ROWS), max_size=6))
def test_a_plan_equals_itself_and_added_mirrors_removed(one: list[tuple[str, ...]], other: list[tuple[str, ...]]) -> None:
    first, second = plan(one), plan(other)
    assert compare(first, first).empty
    forth, back = compare(first, second), compare(second, first)
    assert [note.content for note in forth.added] == [note.content for note in back.removed]
    assert [note.content for note in forth.removed] == [note.content for note in back.added]

"""`export --to ics`: two other readers find each task, on the days that the plan says."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import icalendar
import pytest
import vobject
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from documents import CORPUS, SAMPLES
from planparse.emit.ics import as_ics
from planparse.interpret.deadline import read_deadline
from planparse.interpret.deadline_calendar import Calendar
from planparse.pipeline import parse
from planparse.plan import Organization, Plan, Task
from planparse.vocab.deadlines import forms

TABLE = "\n".join(
    "\t".join(row)
    for row in [
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
        ("1", "Kéo cáp quang về ba thôn; lắp trạm, thử máy.", "Phòng Kinh tế", "Công an xã", "Trước ngày 15/6/2027"),
        ("2", "Trực đường dây nóng.", "Công an xã", "", "Thường xuyên"),
        ("3", "Báo cáo tiến độ.", "Phòng Kinh tế", "", "Quý, 6 tháng, năm"),
        ("4", "Dọn kênh hai đợt.", "Phòng Kinh tế", "", "Tháng 3 và tháng 9/2027"),
        ("5", "Họp giao ban.", "Văn phòng HĐND và UBND", "", "Sau mùa vải"),
        ("6", "Kiểm kê máy móc.", "Phòng Kinh tế", "", "Ngày 05 và ngày 20 hằng tháng"),
    ]
)


@cache
def plan() -> Plan:
    text = f"Số: 15/KH-UBND\nSuối Mơ, ngày 18 tháng 12 năm 2026\n\nKẾ HOẠCH\nChuyển đổi số xã Suối Mơ năm 2027\n\nI. NỘI DUNG\n\n{TABLE}\n"
    return parse(text.encode(), "a.txt")


def written(*plans: Plan, **wish: Any) -> bytes:
    return b"".join(as_ics(plans, **wish))


def read(plan: Plan) -> tuple[list[Any], list[Any]]:
    calendar = icalendar.Calendar.from_ical(written(plan))
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return list(calendar.walk("VTODO")), list(calendar.walk("VEVENT"))


def of(parts: list[Any], task: Task) -> list[Any]:
    return [part for part in parts if str(part["UID"]).startswith(f"{task.id}.")]


def days(part: Any) -> list[str]:
    """The days of an event, its rule expanded."""
    first = part["DTSTART"].dt
    found = {first}
    if "RRULE" in part:
        rule = part["RRULE"].to_ical().decode()
        found |= {one.date() for one in rrulestr(rule, dtstart=dt.datetime.combine(first, dt.time()))}
        assert first == min(found), "DTSTART is the first day of its rule"
    if "RDATE" in part:
        found |= {one.dt for one in part["RDATE"].dts}
    return [one.isoformat() for one in sorted(found)]


def test_each_task_is_a_todo_and_its_due_days_are_events() -> None:
    todos, events = read(plan())
    fixed, always, quarterly, twice, doubtful, _ = plan().tasks
    assert [str(todo["DUE"].dt) for todo in of(todos, fixed)] == ["2027-06-14"]
    assert days(of(events, fixed)[0]) == ["2027-06-14"]
    assert ["DUE" in todo for todo in of(todos, always)] == [False]
    assert of(events, always) == []
    assert days(of(events, quarterly)[0]) == ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]
    assert [days(event) for event in of(events, twice)] == [["2027-03-31"], ["2027-09-30"]]
    assert len(of(todos, doubtful)) == 1
    assert "Cần xem lại: thời hạn" in str(of(todos, doubtful)[0]["DESCRIPTION"])


def test_what_two_rules_say_is_written_as_days() -> None:
    task = plan().tasks[5]
    assert task.deadline and len(task.deadline.recurrence) == 2
    assert days(of(read(plan())[1], task)[0]) == [one.due for one in task.deadline.occurrences]


def test_the_text_comes_back_whole() -> None:
    todo = of(read(plan())[0], plan().tasks[0])[0]
    assert str(todo["SUMMARY"]) == "Kéo cáp quang về ba thôn; lắp trạm, thử máy."
    assert "Chủ trì: Phòng Kinh tế\nPhối hợp: Công an xã" in str(todo["DESCRIPTION"])


def test_lines_are_folded_between_characters_and_end_as_the_standard_says() -> None:
    lines = written(plan()).split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() == line.decode() and b"\n" not in line for line in lines)


def test_a_second_reader_finds_the_same() -> None:
    calendar = vobject.readOne(written(plan()).decode())
    assert calendar.validate(raiseException=True)
    assert [todo.uid.value for todo in calendar.vtodo_list] == [str(todo["UID"]) for todo in read(plan())[0]]
    quarterly = next(event for event in calendar.vevent_list if event.uid.value.startswith(plan().tasks[2].id))
    assert [one.date().isoformat() if isinstance(one, dt.datetime) else one.isoformat() for one in quarterly.rruleset] == [
        "2027-03-31",
        "2027-06-30",
        "2027-09-30",
        "2027-12-31",
    ]


def test_it_reminds_in_the_morning() -> None:
    event: Any = icalendar.Calendar.from_ical(written(plan(), alarms=(3, 0))).walk("VEVENT")[0]
    midnight = dt.datetime.combine(event["DTSTART"].dt, dt.time())
    assert [midnight + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [
        dt.datetime(2027, 6, 11, 8),  # noqa: DTZ001 (a calendar's own day)
        dt.datetime(2027, 6, 14, 8),  # noqa: DTZ001
    ]


def test_the_same_plan_gives_the_same_bytes_and_its_own_date() -> None:
    assert written(plan()) == written(plan())
    assert b"DTSTAMP:20261218T000000Z" in written(plan())
    undated = plan().model_copy(update={"header": plan().header.model_copy(update={"date": "2026-12"})})
    assert b"DTSTAMP:20261201T000000Z" in written(undated)
    assert b"DTSTAMP:20270102T000000Z" in written(plan(), stamp=dt.date(2027, 1, 2))


def test_uids_are_unique() -> None:
    todos, events = read(plan())
    uids = [str(part["UID"]) for part in todos + events]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize("name", sorted(path.name for path in (SAMPLES / "files").glob("*.docx")))
def test_recurrences_of_the_samples_expand_to_their_occurrences(name: str) -> None:
    sample = parse(SAMPLES / "files" / name)
    _, events = read(sample)
    for task in sample.tasks:
        if task.deadline and task.deadline.occurrences and task.same_as is None:
            assert [days(event) for event in of(events, task)] == [[one.due for one in task.deadline.occurrences]], task.deadline.raw


RULES = [example.text for form in forms() for example in form.examples if example.meaning.get("recurrence")]


@pytest.mark.parametrize("text", RULES)
@pytest.mark.parametrize("year", [2027, 2028])
def test_every_known_recurrence_expands_to_its_occurrences(text: str, year: int) -> None:
    deadline = read_deadline(text, Calendar(year=year))
    assert deadline is not None
    task = plan().tasks[0].model_copy(update={"deadline": deadline})
    _, events = read(plan().model_copy(update={"tasks": (task,)}))
    assert sorted(day for event in events for day in days(event)) == [one.due for one in deadline.occurrences]


def test_a_calendar_is_called_after_the_unit_and_the_ward_whose_it_is() -> None:
    issuer = Organization(raw="", name="Ủy ban nhân dân xã Suối Mơ")
    of_ward = plan().model_copy(update={"header": plan().header.model_copy(update={"issuing_authority": issuer})})
    of_unit = of_ward.model_copy(update={"tasks": of_ward.tasks[1:2]})
    names = [str(icalendar.Calendar.from_ical(written(one))["X-WR-CALNAME"]) for one in (of_ward, of_unit)]
    assert names == [
        "Nhiệm vụ kế hoạch – Ủy ban nhân dân xã Suối Mơ",
        "Nhiệm vụ kế hoạch – Công an xã – Ủy ban nhân dân xã Suối Mơ",
    ]


def test_the_plan_of_a_real_ward() -> None:
    seed = CORPUS / "seed" / "bach-quang-cchc-2026.txt"
    if not seed.exists():
        pytest.skip("seed plan absent")
    todos, events = read(parse(seed))
    assert len(todos) == 18
    due = [[days(event) for event in of(events, task)] for task in parse(seed).tasks]
    year_end: list[list[str]] = [["2026-12-31"]]
    none: list[list[str]] = []
    expected = [
        [["2026-01-06"]], [["2026-03-31"]], [["2026-03-31"]], none, none, none, none, none, year_end, year_end,
        [["2026-03-31"]], [["2026-06-30"]], none, year_end, year_end, year_end, year_end,
        [["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]],
    ]  # fmt: skip
    assert due == expected


@pytest.mark.parametrize("text", ["Rà soát\u202e\u2066 đảo chữ", "<script>alert(1)</script>", "BEGIN:VEVENT\r\nUID:x", "Đường " * 5000])
def test_odd_texts_come_back_whole(text: str) -> None:
    task = plan().tasks[0].model_copy(update={"content": text})
    todos, events = read(plan().model_copy(update={"tasks": (task,)}))
    assert (len(todos), len(events)) == (1, 1)
    assert f"Nội dung: {text.replace(chr(13), '')}\n" in str(todos[0]["DESCRIPTION"])


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever stands in a task: the calendar has the same parts, and no line of its own making."""
    task = plan().tasks[0].model_copy(update={"content": text})
    todos, events = read(plan().model_copy(update={"tasks": (task,)}))
    assert (len(todos), len(events)) == (1, 1)
    assert str(todos[0]["UID"]) == f"{task.id}.todo@planparse"

"""CSV, XLSX and what trackers take in: each task a row, found again by its id, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from functools import cache
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.emit.csv import guarded
from planparse.emit.exports import EXPORTS, Wish
from planparse.pipeline import parse
from planparse.plan import Plan

TABLE = "\n".join(
    "\t".join(row)
    for row in [
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"),
        ("1", "Kéo cáp quang; lắp trạm, thử \"máy\".", "Phòng Kinh tế", "Công an xã", "Trước ngày 15/6/2027", "Biên bản"),
        ("2", "Trực đường dây nóng.", "Công an xã", "", "Thường xuyên", ""),
        ("3", "Báo cáo tiến độ.", "Phòng Kinh tế", "", "Quý, 6 tháng, năm", "Báo cáo"),
        ("4", "Họp giao ban.", "Văn phòng HĐND và UBND", "", "Sau mùa vải", ""),
    ]
)  # fmt: skip
TRACKERS = ["redmine", "openproject", "jira"]


@cache
def plan() -> Plan:
    return parse(f"Số: 15/KH-UBND\n\nKẾ HOẠCH\nChuyển đổi số xã Suối Mơ năm 2027\n\nI. NỘI DUNG\n\n{TABLE}\n".encode(), "a.txt")


def hostile(content: str) -> Plan:
    return plan().model_copy(update={"tasks": (plan().tasks[0].model_copy(update={"content": content}),)})


def written(form: str, plan: Plan, **wish: Any) -> bytes:
    return b"".join(EXPORTS[form].write([plan], Wish(**wish)))


def rows(form: str, plan: Plan, delimiter: str = ",") -> list[dict[str, str]]:
    text = written(form, plan, delimiter=delimiter).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_excel_reads_the_letters_right_and_the_delimiter_is_a_choice() -> None:
    data = written("csv", plan(), delimiter=";")
    assert data.startswith(b"\xef\xbb\xbf" + "Mã nhiệm vụ;".encode())
    assert rows("csv", plan(), ";") == rows("csv", plan())


def test_each_task_is_a_row_with_what_the_plan_says() -> None:
    fixed, always, quarterly, doubtful = rows("csv", plan())
    assert (fixed["Nội dung"], fixed["Đến hạn"], fixed["Từ ngày"]) == ('Kéo cáp quang; lắp trạm, thử "máy".', "2027-06-14", "")
    assert (fixed["Thời hạn như văn bản"], fixed["Sản phẩm"]) == ("Trước ngày 15/6/2027", "Biên bản")
    assert (always["Đến hạn"], always["Loại thời hạn"]) == ("", "thường xuyên")
    assert quarterly["Các kỳ"].startswith("Quý I: 2027-03-31; ")
    assert (doubtful["Đến hạn"], doubtful["Cần xem lại"]) == ("", "thời hạn")


@pytest.mark.parametrize("form", TRACKERS)
def test_trackers_find_a_task_again_by_its_id(form: str) -> None:
    column = "External issue ID" if form == "jira" else "Mã nhiệm vụ"
    ids = [row[column] for row in rows(form, plan())]
    once, always, quarterly, doubtful = (task.id for task in plan().tasks)
    days = ("2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31")
    assert ids == [once, always, *(f"{quarterly}.{day}" for day in days), doubtful]


@pytest.mark.parametrize("form", TRACKERS)
def test_what_falls_due_four_times_is_four_rows(form: str) -> None:
    name, due = ("Summary" if form == "jira" else "Subject"), ("Finish date" if form == "openproject" else "Due date")
    four = [(row[name], row[due]) for row in rows(form, plan()) if "Báo cáo tiến độ" in row[name]]
    assert four[0] == ("Quý I: Báo cáo tiến độ.", "2027-03-31")
    assert [due for _, due in four] == ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"]


@pytest.mark.parametrize("form", TRACKERS)
def test_trackers_take_a_short_subject_and_the_whole_in_the_description(form: str) -> None:
    long = "Rà soát, cập nhật danh mục thủ tục hành chính của xã " * 20
    (row,) = rows(form, hostile(long))
    assert len(row["Summary" if form == "jira" else "Subject"]) <= 255
    assert long.strip() in row["Description"]
    assert "Chủ trì: Phòng Kinh tế" in row["Description"]


@pytest.mark.parametrize("form", TRACKERS)
def test_doubts_are_told_where_people_look(form: str) -> None:
    last = rows(form, plan())[-1]
    assert last["Description"].startswith("Cần xem lại: thời hạn")
    assert last["Finish date" if form == "openproject" else "Due date"] == ""


@pytest.mark.parametrize("form", ["redmine", "jira"])
def test_importers_get_no_mark_before_the_first_heading(form: str) -> None:
    assert written(form, plan(), delimiter=";").startswith(b"Unique ID," if form == "redmine" else b"Summary,")


@pytest.mark.parametrize("text", ["=1+1", "+84 280", "-1", "@sum(A1)", "\t=1", "=cmd|' /C calc'!A0", " =1", "－1"])
@pytest.mark.parametrize("form", ["csv", *TRACKERS])
def test_no_cell_is_a_formula(form: str, text: str) -> None:
    for cell in rows(form, hostile(text))[0].values():
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "－"))


@pytest.mark.parametrize("text", ["Rà soát\u202e đảo chữ", "<script>alert(1)</script>", 'ba "dòng"\nhai, một;', "Đường " * 5000])
def test_odd_texts_come_back_whole(text: str) -> None:
    assert rows("csv", hostile(text), ";")[0]["Nội dung"] == text
    page = openpyxl.load_workbook(io.BytesIO(written("xlsx", hostile(text)))).active
    assert page is not None
    assert text in [cell.value for cell in list(page.iter_rows())[-1]]


@given(st.text(st.characters(codec="utf-8")))
def test_the_guard_takes_nothing_away(text: str) -> None:
    assert guarded(text).removeprefix("'" if guarded(text) != text else "") == text


def test_a_workbook_has_texts_and_days() -> None:
    data = written("xlsx", hostile("=HYPERLINK(\"http://x.vn\")"))  # fmt: skip
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page is not None
    head, row = list(page.iter_rows(min_row=2))
    cells = dict(zip([cell.value for cell in head], row, strict=True))
    assert (cells["Nội dung"].data_type, cells["Nội dung"].value) == ("s", '=HYPERLINK("http://x.vn")')
    assert cells["Đến hạn"].value == dt.datetime(2027, 6, 14)  # noqa: DTZ001 (a sheet's own day)
    assert cells["Mã nhiệm vụ"].value == plan().tasks[0].id

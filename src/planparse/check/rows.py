"""PP220-PP236: each task of a table: who leads, by when, what comes out, and how the row is numbered."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.check.case import Case, words
from planparse.check.rule import Rules, Said, said
from planparse.plan import Task
from planparse.vocab.spelling import fold

RULES = Rules()


@RULES("PP220", "error", "warning")
def no_lead(case: Case) -> Iterator[Said]:
    """A row of the table has nobody who leads.

    Why: what is everybody's is nobody's.
    Bad: 3 | Lắp Wi-Fi | (trống) | Quý II
    Good: 3 | Lắp Wi-Fi | Phòng Kinh tế | Quý II
    Source: yêu cầu "rõ trách nhiệm"; mẫu phụ lục kế hoạch
    """
    for at, task in case.table_tasks:
        if not task.lead_units and _has_column(case, task, "lead"):
            unsure = case.doubted(at, "lead_units") or bool(task.coordinating_units) or not task.marker
            yield said(f"/tasks/{at}", "warning" if unsure else None, number=_number(task))


def _has_column(case: Case, task: Task, role: str) -> bool:
    return any(table.annex == task.annex and role in table.roles for table in case.plan.tables)


def _number(task: Task) -> str:
    return task.marker if task.marker and len(task.marker) < 8 else f"#{task.order}"


@RULES("PP221", "warning")
def several_leads(case: Case) -> Iterator[Said]:
    """Several offices lead one task.

    Why: one is responsible, the others help; else each waits for the other.
    Bad: Chủ trì: Phòng Kinh tế; Phòng Văn hóa - Xã hội
    Good: Chủ trì: Phòng Kinh tế. Phối hợp: Phòng Văn hóa - Xã hội
    Source: yêu cầu "rõ trách nhiệm": một việc giao một cơ quan chủ trì
    """
    for at, task in case.table_tasks:
        if len(task.lead_units) > 1 and _has_column(case, task, "coordinating") and not case.doubted(at, "lead_units"):
            if not any(unit.kind == "office" for unit in task.lead_units):
                continue  # each in its own place: the People's Committees of two cities
            yield said(f"/tasks/{at}/lead_units", number=_number(task), units="; ".join(unit.name for unit in task.lead_units))


@RULES("PP222", "warning")
def collective_leads(case: Case) -> Iterator[Said]:
    """A collective of the commune leads a task alone.

    Why: "các phòng" have no head who answers for it.
    Bad: Chủ trì: Các phòng chuyên môn
    Good: Chủ trì: Văn phòng HĐND và UBND. Phối hợp: các phòng chuyên môn
    Source: yêu cầu "rõ trách nhiệm"
    """
    for at, task in case.table_tasks:
        lead = task.lead_units[0] if len(task.lead_units) == 1 else None
        if (
            lead
            and lead.kind == "collective"
            and lead.level == "commune"
            and case.level == "commune"
            and _has_column(case, task, "coordinating")
        ):
            yield said(f"/tasks/{at}/lead_units/0", number=_number(task), unit=lead.name)


@RULES("PP223", "info")
def unknown_unit(case: Case) -> Iterator[Said]:
    """The name of an office that leads is not known.

    Why: a slip of the pen, or an office that does not exist any more.
    Bad: Phòng Kinh tề
    Good: Phòng Kinh tế
    Source: Nghị định 150/2025/NĐ-CP (cơ quan chuyên môn); danh mục đơn vị của planparse
    """
    for at, task in case.table_tasks:
        for number, unit in enumerate(task.lead_units):
            if unit.id is None and unit.kind == "other":
                yield said(f"/tasks/{at}/lead_units/{number}", number=_number(task), unit=unit.raw)


@RULES("PP224", "warning")
def leads_and_helps(case: Case) -> Iterator[Said]:
    """One office both leads a task and helps with it.

    Why: one of the two cells is a slip; often another office was meant.
    Bad: Chủ trì: Phòng Kinh tế. Phối hợp: Phòng Kinh tế
    Good: Chủ trì: Phòng Kinh tế. Phối hợp: Công an xã
    Source: yêu cầu "rõ trách nhiệm"
    """
    for at, task in case.table_tasks:
        leads = {fold(lead.name) for lead in task.lead_units}
        unsure = "coordinating_units" in (*task.needs_review, *task.inherited)
        for number, unit in enumerate(task.coordinating_units):
            if unit.kind != "collective" and fold(unit.name) in leads and not unsure:
                yield said(f"/tasks/{at}/coordinating_units/{number}", number=_number(task), unit=unit.name)


@RULES("PP225", "info")
def role_repeated(case: Case) -> Iterator[Said]:
    """A cell repeats the heading of its column behind the name.

    Why: a leftover from when the table had one column for both roles; it hinders whoever sorts by offices.
    Bad: Phối hợp: Công an xã (phối hợp)
    Good: Phối hợp: Công an xã
    Source: kỹ thuật trình bày bảng
    """
    for at, task in case.table_tasks:
        for field, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units)):
            for number, unit in enumerate(units):
                if any(word in fold(unit.raw) for word in words("role_in_brackets")):
                    yield said(f"/tasks/{at}/{field}/{number}", number=_number(task), raw=unit.raw)


@RULES("PP226", "warning")
def no_deadline(case: Case) -> Iterator[Said]:
    """A row of the table has no deadline.

    Why: without a day it cannot be followed up.
    Bad: 3 | Lắp Wi-Fi | Phòng Kinh tế | (trống)
    Good: 3 | Lắp Wi-Fi | Phòng Kinh tế | Quý II/2027
    Source: yêu cầu "rõ thời gian"; mẫu phụ lục kế hoạch
    """
    for at, task in case.table_tasks:
        if task.deadline is None and _has_column(case, task, "deadline"):
            yield said(f"/tasks/{at}", number=_number(task))


@RULES("PP227", "info")
def unclear_deadline(case: Case) -> Iterator[Said]:
    """The words of a deadline say no time that can be understood.

    Why: whoever has the task has to guess.
    Bad: Sớm nhất có thể
    Good: Chậm nhất ngày 20/6/2027
    Source: yêu cầu "rõ thời gian"
    """
    for at, task in case.table_tasks:
        if task.deadline and task.deadline.kind == "unknown" and not _is_impossible(case, at):
            yield said(f"/tasks/{at}/deadline", number=_number(task), raw=task.deadline.raw)


def _is_impossible(case: Case, at: int) -> bool:
    return any(mark.reason == "impossible_date" and mark.pointer.startswith(f"/tasks/{at}/") for mark in case.plan.needs_review)


@RULES("PP228", "warning")
def always_for_work_that_ends(case: Case) -> Iterator[Said]:
    """Work that ends is due "thường xuyên".

    Why: a survey, a review or a regulation is finished some day; without one it cannot be measured.
    Bad: Khảo sát mức độ hài lòng | Thường xuyên
    Good: Khảo sát mức độ hài lòng | Quý II, quý IV/2027
    Source: yêu cầu "rõ thời gian"
    """
    for at, task in case.table_tasks:
        opening = fold(task.content).removeprefix("tổ chức ").removeprefix("tiếp tục ")
        if task.deadline and task.deadline.kind == "continuous" and not task.deadline.ad_hoc and opening.startswith(words("ends")):
            yield said(f"/tasks/{at}/deadline", number=_number(task), raw=task.deadline.raw)


@RULES("PP229", "warning")
def no_product(case: Case) -> Iterator[Said]:
    """The table has a column for products, and the cell is empty.

    Why: the product is what shows that the task is done.
    Bad: 3 | Sửa quy chế | (trống)
    Good: 3 | Sửa quy chế | Quyết định ban hành quy chế
    Source: yêu cầu "rõ kết quả"
    """
    for at, task in case.table_tasks:
        if not task.output and _has_column(case, task, "output") and not case.doubted(at, "output"):
            yield said(f"/tasks/{at}", number=_number(task))


@RULES("PP230", "warning")
def row_numbers(case: Case) -> Iterator[Said]:
    """The numbers of the rows leave one out, or come twice.

    Why: a row was lost or put in; "nhiệm vụ số 7" must mean one row.
    Bad: 1, 2, 4
    Good: 1, 2, 3
    Source: kỹ thuật trình bày bảng
    """
    last: Task | None = None
    for at, task in case.table_tasks:
        if last and last.annex == task.annex and task.marker and last.marker and task.marker.isdecimal() and last.marker.isdecimal():
            before, now = int(last.marker), int(task.marker)
            same_group = last.group_path == task.group_path
            if now == before and task.content != last.content and same_group and "table_structure" not in case.reasons:
                yield said(f"/tasks/{at}/marker", None, "repeated", before=before, now=now)
            elif now > before + 1 and not case.reasons & {"table_structure", "row_join"}:
                yield said(f"/tasks/{at}/marker", before=before, now=now)
        last = task


@RULES("PP231", "warning")
def same_task_twice(case: Case) -> Iterator[Said]:
    """Two rows have the same words, but another lead or another deadline.

    Why: one of them is a leftover, and two offices think that they lead.
    Bad: 2 | Tập huấn | Phòng Kinh tế ... 9 | Tập huấn | Văn phòng
    Good: một dòng
    Source: tính thống nhất của văn bản
    """
    seen: dict[str, Task] = {}
    for at, task in case.table_tasks:
        first = seen.setdefault(fold(task.content), task)
        differs = [unit.name for unit in first.lead_units] != [unit.name for unit in task.lead_units]
        if first is not task and first.marker != task.marker and first.group == task.group and (differs or first.deadline != task.deadline):
            yield said(f"/tasks/{at}", number=_number(task), first=_number(first))


@RULES("PP232", "warning")
def report_without_day(case: Case) -> Iterator[Said]:
    """A periodic report has its period, but not the day by which it is to be sent.

    Why: "Quý" says what it covers, not when it must arrive; the province closes its data before the quarter ends.
    Bad: Báo cáo định kỳ | Quý, 6 tháng, năm
    Good: Báo cáo định kỳ | Trước ngày 15 tháng cuối quý
    Source: Nghị định 09/2019/NĐ-CP, Điều 12 (thời gian chốt số liệu, thời hạn gửi báo cáo)
    """
    for at, task in case.table_tasks:
        due = task.deadline
        if due and due.kind == "recurring" and due.recurrence and "báo cáo" in fold(task.content):
            dated = any(char.isdigit() for char in due.raw.replace("6 tháng", "").replace("06 tháng", ""))
            if not dated and all("BYMONTHDAY=-1" in rule for rule in due.recurrence):
                yield said(f"/tasks/{at}/deadline", number=_number(task), raw=due.raw)


@RULES("PP233", "info")
def ad_hoc_forgotten(case: Case) -> Iterator[Said]:
    """The task speaks of unscheduled work, its deadline does not.

    Why: the two cells of one row should say the same.
    Bad: Báo cáo định kỳ/đột xuất | Quý, 6 tháng, năm
    Good: Báo cáo định kỳ/đột xuất | Quý, 6 tháng, năm; khi có yêu cầu
    Source: yêu cầu "rõ thời gian"
    """
    for at, task in case.table_tasks:
        due = task.deadline
        if due and due.kind in ("recurring", "period") and not due.ad_hoc and "đột xuất" in fold(task.content):
            told = any(word in fold(due.raw) for word in words("ad_hoc"))
            yield from () if told else (said(f"/tasks/{at}/deadline", number=_number(task), raw=due.raw),)

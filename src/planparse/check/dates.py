"""PP320-PP332: days and years that cannot be, or do not agree; acts that are cited with a wrong day."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator

from planparse.check.case import Case, first_day, last_day
from planparse.check.rule import Rules, Said, said
from planparse.finding import Fix, Severity
from planparse.plan import Deadline, Task
from planparse.vocab.acts import known_acts, meant
from planparse.vocab.spelling import fold

RULES = Rules()

_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b", re.IGNORECASE)
_DATE = re.compile(r"(?:\bngày\s+)?(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})\b|\bngày\s+(\d{1,2})/(\d{1,2})\b(?!/)", re.IGNORECASE)
_FULL = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_SPAN = re.compile(rf"{_FULL}\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_FULL}")
_NUMBER_YEAR = re.compile(r"\d+/(?P<year>(?:19|20)\d\d)/")


def _number(task: Task) -> str:
    return task.marker if task.marker and len(task.marker) < 8 else f"#{task.order}"


@RULES("PP320", "warning", "error")
def due_outside_the_plan(case: Case) -> Iterator[Said]:
    """A deadline lies in another year than the plan.

    Why: it is the typical leftover of last year's copy.
    Bad: KẾ HOẠCH ... năm 2027 / Quý II/2026
    Good: KẾ HOẠCH ... năm 2027 / Quý II/2027
    Source: tính thống nhất của văn bản
    """
    year = case.plan.header.year
    for at, task in case.table_tasks:
        due = task.deadline.due if task.deadline else None
        if task.deadline and year and due and task.deadline.kind in ("date", "period") and str(year) not in task.deadline.raw:
            wrong = int(due[:4])
            before = wrong < year and (case.earliest is None or wrong < case.earliest.year)
            if case.earliest and wrong == case.earliest.year:
                continue  # what prepares the year is done in the one before
            if wrong != year and str(wrong) in task.deadline.raw and not _may_follow(task, year, wrong):
                yield said(f"/tasks/{at}/deadline", "error" if before else None, number=_number(task), raw=task.deadline.raw, year=year)


def _may_follow(task: Task, year: int, wrong: int) -> bool:
    """A yearly report is due in January of the next year, preparations in December of the one before."""
    month = ((task.deadline.due if task.deadline else None) or "")[5:7]
    return (wrong == year + 1 and month in ("01", "02", "03")) or (wrong == year - 1 and month in ("10", "11", "12"))


@RULES("PP321", "warning")
def due_before_issue(case: Case) -> Iterator[Said]:
    """A deadline had passed when the plan was issued.

    Why: nobody can keep it; often the year is the wrong one.
    Bad: ngày 18 tháng 12 năm 2026 ... Trước ngày 30/11/2026
    Good: ngày 18 tháng 12 năm 2026 ... Trước ngày 30/01/2027
    Source: tính khả thi của kế hoạch
    """
    for at, task in case.table_tasks:
        due = task.deadline
        if due and due.due and case.earliest and due.kind in ("date", "period") and _over(due.due, case.earliest):
            yield said(f"/tasks/{at}/deadline", number=_number(task), raw=due.raw, due=due.due, issued=case.plan.header.date)


@RULES("PP322", "warning")
def relative_due_before_issue(case: Case) -> Iterator[Said]:
    """A deadline that counts from another document's day had passed when the plan was issued.

    Why: the plan was late before it began.
    Bad: Trong 10 ngày kể từ khi Kế hoạch của tỉnh ban hành (ban hành 01/12; kế hoạch này ngày 20/12)
    Good: Trong 10 ngày kể từ khi Kế hoạch này ban hành
    Source: Bộ luật Dân sự 2015, Điều 147 (cách tính thời hạn)
    """
    for at, task in case.table_tasks:
        due = task.deadline
        if due and due.kind == "relative" and due.due and case.earliest and dt.date.fromisoformat(due.due) < case.earliest:
            yield said(f"/tasks/{at}/deadline", number=_number(task), raw=due.raw, due=due.due, issued=case.plan.header.date)


@RULES("PP323", "error")
def base_is_younger(case: Case) -> Iterator[Said]:
    """A legal basis is younger than the plan.

    Why: nothing can be based on what did not exist; one of the two days is wrong.
    Bad: ngày 18 tháng 12 năm 2026 ... Căn cứ Kế hoạch số 12/KH-UBND ngày 20/12/2026
    Good: ngày 18 tháng 12 năm 2026 ... Căn cứ Kế hoạch số 12/KH-UBND ngày 10/12/2026
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    latest = last_day(case.plan.header.date)
    for at, base in enumerate(case.plan.legal_bases):
        first = first_day(base.date)
        if latest and first and first > latest:
            yield said(f"/legal_bases/{at}/date", number=base.number or base.subject or "", date=base.date, issued=case.plan.header.date)


@RULES("PP324", "error")
def known_act_other_day(case: Case) -> Iterator[Said]:
    """An act is cited with another day than the one on which it was issued.

    Why: number and day together identify an act; a wrong day sends the reader astray. Only acts that planparse knows for sure.
    Bad: Nghị quyết số 66-NQ/TW ngày 10/4/2025
    Good: Nghị quyết số 66-NQ/TW ngày 30/4/2025
    Source: danh mục văn bản đã đối chiếu (vocab/acts.toml); Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    for at, base in enumerate(case.plan.legal_bases):
        act = meant(base.number, base.date, base.subject) if base.number and base.date and len(base.date) == 10 else None
        if act and base.date and act.date != base.date:
            severity: Severity
            severity, fix = ("error", _right_day(base.text, base.date, act.date)) if act.sure else ("info", None)
            yield said(f"/legal_bases/{at}/date", severity, fix=fix, number=act.number, date=base.date, right=act.date)


def _over(due: str, issued: dt.date) -> bool:
    last = last_day(due)
    return last is not None and last < issued


def _right_day(text: str, wrong: str, right: str) -> Fix | None:
    """The day in the text put right, where the text has the wrong one once, written with slashes."""
    found = [one for one in _DATE.finditer(text) if one[3] and f"{one[3]}-{int(one[2]):02}-{int(one[1]):02}" == wrong]
    day = dt.date.fromisoformat(right)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return Fix(original=found[0][0], replacement=f"ngày {day.day:02}/{month}/{day.year}") if len(found) == 1 else None


@RULES("PP325", "warning")
def known_day_other_subject(case: Case) -> Iterator[Said]:
    """An act is cited with its right number and day, but its subject is that of another act.

    Why: number, day and subject must agree; one of them was copied from the line above.
    Bad: Nghị quyết số 57-NQ/TW ngày 22/12/2024 ... về phát triển kinh tế tư nhân
    Good: Nghị quyết số 57-NQ/TW ngày 22/12/2024 ... về đột phá phát triển khoa học, công nghệ ...
    Source: danh mục văn bản đã đối chiếu (vocab/acts.toml)
    """
    for at, base in enumerate(case.plan.legal_bases):
        subject = fold(base.subject or "")
        act = meant(base.number, base.date, None) if base.number and base.date else None
        if act is None or not subject or any(fold(about) in subject for about in act.about):
            continue
        other = next((one for one in known_acts() if one is not act and any(fold(about) in subject for about in one.about)), None)
        if other and fold(other.number) != fold(act.number) and fold(other.number) not in subject and act.date == base.date:
            yield said(f"/legal_bases/{at}/subject", number=act.number, other=other.number)


@RULES("PP326", "error")
def day_that_cannot_be(case: Case) -> Iterator[Said]:
    """A date that no calendar has.

    Why: the day that was meant is not known, and the deadline means nothing.
    Bad: Trước ngày 31/11/2027
    Good: Trước ngày 30/11/2027
    Source: lịch; yêu cầu "rõ thời gian"
    """
    for mark in case.plan.needs_review:
        if mark.reason == "impossible_date":
            yield said(mark.pointer, detail=mark.detail)
    for at, task in case.table_tasks:
        raw = task.deadline.raw if task.deadline and task.deadline.kind == "unknown" else ""
        for found in _DATE.finditer(raw):
            day, month, year = int(found[1] or found[4]), int(found[2] or found[5]), int(found[3] or 2024)
            if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]) and not impossible_marked(case, at):
                yield said(f"/tasks/{at}/deadline", detail=raw)


@RULES("PP327", "error")
def year_in_number(case: Case) -> Iterator[Said]:
    """The year in the number of an act is not the year of its day.

    Why: laws and decrees carry the year of their issue in the number.
    Bad: Nghị định số 118/2025/NĐ-CP ngày 09/6/2024
    Good: Nghị định số 118/2025/NĐ-CP ngày 09/6/2025
    Source: Luật Ban hành văn bản quy phạm pháp luật (số, ký hiệu của văn bản)
    """
    for at, base in enumerate(case.plan.legal_bases):
        found = _NUMBER_YEAR.match(base.number or "")
        if found and base.date and base.date[:4] != found["year"]:
            yield said(f"/legal_bases/{at}/date", number=base.number, date=base.date)


@RULES("PP328", "warning")
def base_twice(case: Case) -> Iterator[Said]:
    """The same act stands twice among the bases.

    Why: a line was copied; perhaps another act was meant.
    Bad: Căn cứ Nghị quyết số 76/NQ-CP ...; Căn cứ Nghị quyết số 76/NQ-CP ...;
    Good: mỗi văn bản ghi một lần
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    seen: dict[tuple[str, str, str], int] = {}
    for at, base in enumerate(case.plan.legal_bases):
        if base.number and base.date:
            first = seen.setdefault((fold(base.number), base.date, fold(base.issuer or "")), at)
            if first != at and fold(base.text).startswith("căn cứ") and fold(case.plan.legal_bases[first].text).startswith("căn cứ"):
                yield said(f"/legal_bases/{at}", number=base.number, first=first + 1)


@RULES("PP329", "error")
def annex_of_another_year(case: Case) -> Iterator[Said]:
    """The title of an annex, or the closing sentence, names another year than the title of the plan.

    Why: it is what is left of last year's plan.
    Bad: KẾ HOẠCH ... năm 2027 ... DANH MỤC nhiệm vụ ... năm 2026
    Good: KẾ HOẠCH ... năm 2027 ... DANH MỤC nhiệm vụ ... năm 2027
    Source: tính thống nhất của văn bản
    """
    year = case.plan.header.year
    closing = re.match(r"trên đây là.*?(?=\.|;|$)", fold(case.plan.closing or ""))
    places = [(f"/annexes/{at}/title", annex.title or "") for at, annex in enumerate(case.plan.annexes)]
    for pointer, text in [*places, ("/closing", closing[0] if closing else "")]:
        years = {int(found) for found in _YEAR.findall(text)}
        if year and len(years) == 1 and year not in years and abs(years.pop() - year) == 1:
            yield said(pointer, year=year, text=text)


@RULES("PP330", "error")
def span_backwards(case: Case) -> Iterator[Said]:
    """A span of time ends before it begins.

    Why: the two ends were exchanged, or one has the wrong year.
    Bad: Quý IV - Quý II/2027
    Good: Quý II - Quý IV/2027
    Source: yêu cầu "rõ thời gian"
    """
    for at, task in case.table_tasks:
        for due in _all(task.deadline):
            if _backwards(due, task):
                yield said(f"/tasks/{at}/deadline", number=_number(task), raw=due.raw)


def _backwards(due: Deadline, task: Task) -> bool:
    """Whether the span runs backwards as it is written, also where the reading put its beginning into a year that is not written."""
    if due.start and due.end and due.start > due.end:
        return True
    if due.kind == "period" and due.start and due.end and due.end[:4] in due.raw:
        return due.start[:4] < due.end[:4] and due.start[:4] not in due.raw and "deadline" in task.needs_review
    if due.kind == "unknown" and (span := _SPAN.search(fold(due.raw))):
        days = [tuple(int(number) for number in reversed(re.split(r"[/.-]", day))) for day in span.groups()]
        return days[0] > days[1]
    return False


def impossible_marked(case: Case, at: int) -> bool:
    """Whether the reading itself says that the task's deadline is no day."""
    return any(mark.reason == "impossible_date" and mark.pointer.startswith(f"/tasks/{at}/") for mark in case.plan.needs_review)


def _all(deadline: Deadline | None) -> Iterator[Deadline]:
    if deadline:
        yield deadline
        for part in deadline.parts:
            yield from _all(part)


@RULES("PP331", "warning")
def parent_plan_of_another_year(case: Case) -> Iterator[Said]:
    """The plan of the level above that is cited is that of another year.

    Why: it is what last year's plan was based on.
    Bad: KẾ HOẠCH ... năm 2027 ... Căn cứ Kế hoạch ... chuyển đổi số tỉnh ... năm 2026
    Good: KẾ HOẠCH ... năm 2027 ... Căn cứ Kế hoạch ... chuyển đổi số tỉnh ... năm 2027
    Source: tính thống nhất của văn bản
    """
    year, title = case.plan.header.year, fold(case.plan.header.title or "")
    for at, base in enumerate(case.plan.legal_bases):
        subject = fold(base.subject or "")
        years = {int(found) for found in _YEAR.findall(subject)}
        if year and base.doc_type and base.doc_type.code == "KH" and years == {year - 1} and _same_subject(subject, title):
            yield said(f"/legal_bases/{at}/subject", year=year, wrong=year - 1, number=base.number or "")


def _same_subject(one: str, other: str) -> bool:
    left = one.removeprefix("về việc ").removeprefix("ban hành ").removeprefix("về ").removeprefix("kế hoạch ").split()
    return len(left) > 3 and left[:4] == other.split()[:4]

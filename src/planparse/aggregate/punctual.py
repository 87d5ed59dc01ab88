"""Whether a ward's plan came in time: the last day that the province set, and the day of the plan, which may be blank."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from planparse.aggregate.coverage import Wanted
from planparse.aggregate.overview import OnTime
from planparse.aggregate.plans_due import in_prose
from planparse.plan import Deadline, Plan
from planparse.vocab.matching import about

_DAYS = re.compile(r"P(\d+)D")
_PLAN = "ban_hành_kế_hoạch+"


def plans_due(reference: Plan, wanted: tuple[Wanted, ...]) -> tuple[str, str | None] | None:
    """The last day for a ward to issue its plan and the id of the task that sets it, null where prose does; None where nothing sets a day.

    Where several do, the latest counts: nobody is called late by a day that was meant for another plan.
    """
    found = []
    for want in wanted:
        deadline = want.task.deadline
        issues = any(subject.startswith(_PLAN) for subject in about(want.task.content).subjects)
        if issues and want.asked in ("lead", "unknown") and deadline and (day := _day(deadline, reference.header.date)):
            found.append((day, -want.at, want.task.id))
    prose = max(in_prose(reference), default=None)
    if not found:
        return (prose, None) if prose else None
    day, _, task = max(found)
    return (prose, None) if prose and prose > day else (day, task)


def judge(date: str | None, due: str) -> tuple[OnTime, int | None]:
    """Whether a plan of this day (EDTF) is in time, and by how many days it is late.

    >>> judge("2026-01-06", "2026-01-06"), judge("2026-01-20", "2026-01-06"), judge("2026-01", "2026-01-06"), judge("2025-12", "2026-01-06")
    (('on_time', None), ('late', 14), ('unknown', None), ('on_time', None))
    """
    if date is None:
        return "unknown", None
    first, last = _span(date)
    limit = dt.date.fromisoformat(due)
    if last <= limit:
        return "on_time", None
    if first <= limit:
        return "unknown", None
    return "late", (first - limit).days if first == last else None


def _day(deadline: Deadline, issued: str | None) -> str | None:
    if deadline.due and deadline.precision == "day":
        return deadline.due
    anchor = deadline.anchor
    if anchor and anchor.offset and not anchor.working_days and issued and len(issued) == 10 and (days := _DAYS.fullmatch(anchor.offset)):
        return (dt.date.fromisoformat(issued) + dt.timedelta(days=int(days[1]))).isoformat()
    return None


def _span(date: str) -> tuple[dt.date, dt.date]:
    numbers = [int(part) for part in date.split("-")]
    if len(numbers) == 3:
        day = dt.date(*numbers)
        return day, day
    year, month = numbers[0], numbers[1] if len(numbers) == 2 else None
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])

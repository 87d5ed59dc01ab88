"""The rows of one plan: its tasks, what falls due, its corrections, its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.aggregate.overview import CorrectionRow, Due, PlanRow, ReviewRow, TaskRow, first_page, unit_ref
from planparse.aggregate.sent import Sent
from planparse.plan import Deadline, Sources, Task

NO_DOMAIN = "khac"
_OF_TASK = re.compile(r"/tasks/(\d+)(?:/|$)")


def plan_row(sent: Sent) -> PlanRow:
    """The document as a row."""
    plan, document = sent.plan, sent.plan.document
    return PlanRow(
        key=sent.key,
        id=plan.id,
        ward=None if sent.above else sent.sender.id,
        status=sent.status,
        stands_for=sent.stands_for.key if sent.stands_for else None,
        file=document.name,
        sha256=document.sha256,
        media_type=document.media_type,
        pages=document.pages,
        extraction=document.extraction,
        number=sent.number,
        date=plan.header.date,
        title=plan.header.title,
        topic=plan.header.topic,
        year=plan.header.year,
        signer=plan.signature.name if plan.signature else None,
        tasks=len(sent.tasks),
        marks=len(plan.needs_review),
        corrections=len(plan.corrections),
        unplaced=len(plan.unplaced),
    )


def task_rows(sent: Sent) -> Iterator[TaskRow]:
    """The tasks that count, in the order of the document."""
    for _, task in sent.tasks:
        deadline = task.deadline
        yield TaskRow(
            key=task_key(sent, task),
            id=task.id,
            plan=sent.key,
            ward=sent.sender.id,
            order=task.order,
            marker=task.marker,
            origin=task.origin,
            group=task.group,
            domain=task.domain or NO_DOMAIN,
            content=task.content,
            lead=tuple(map(unit_ref, task.lead_units)),
            coordinating=tuple(map(unit_ref, task.coordinating_units)),
            deadline=deadline.raw if deadline else None,
            deadline_kind=deadline.kind if deadline else None,
            start=deadline.start if deadline else None,
            end=deadline.end if deadline else None,
            due=deadline.due if deadline else None,
            precision=deadline.precision if deadline else None,
            recurrence=deadline.recurrence if deadline else (),
            output=task.output,
            note=task.note,
            file=sent.plan.document.name,
            page=first_page(task.source),
            source=task.source,
            marks=task.needs_review,
        )


def task_key(sent: Sent, task: Task) -> str:
    """The task's id, under the plan's key where that is not its id."""
    return f"{sent.key}{task.id.removeprefix(sent.plan.id)}"


def dues(sent: Sent) -> Iterator[Due]:
    """Each day on which something of this plan falls due, task by task."""
    for _, task in sent.tasks:
        if task.deadline:
            seen: set[tuple[str, str | None]] = set()
            for day, label, precision in _days(task.deadline):
                if (day, label) not in seen:
                    seen.add((day, label))
                    yield Due(task=task_key(sent, task), ward=sent.sender.id, date=day, label=label, precision=precision)


def _days(deadline: Deadline) -> Iterator[tuple[str, str | None, str | None]]:
    if deadline.parts:
        for part in deadline.parts:
            yield from _days(part)
    elif deadline.occurrences:
        yield from ((occurrence.due, occurrence.label, "day") for occurrence in deadline.occurrences)
    elif deadline.due:
        yield deadline.due, None, deadline.precision


def correction_rows(sent: Sent) -> Iterator[CorrectionRow]:
    """Every change of characters, in the order of the document."""
    for fix in sent.plan.corrections:
        yield CorrectionRow(
            plan=sent.key,
            ward=sent.sender.id,
            pointer=fix.pointer,
            original=fix.original,
            corrected=fix.corrected,
            rule=fix.rule,
            confidence=fix.confidence,
            page=first_page(fix.source),
        )


def review_rows(sent: Sent) -> Iterator[ReviewRow]:
    """Every mark, with the task that it is on."""
    for review in sent.plan.needs_review:
        task = task_at(sent, review.pointer)
        place: Sources = task.source if task else None
        yield ReviewRow(
            plan=sent.key,
            ward=sent.sender.id,
            task=task_key(sent, task) if task and task.same_as is None else None,
            pointer=review.pointer,
            reason=review.reason,
            detail=review.detail,
            page=first_page(place),
        )


def task_at(sent: Sent, pointer: str) -> Task | None:
    """The task that a pointer leads into; None where it leads elsewhere."""
    found = _OF_TASK.match(pointer)
    return sent.plan.tasks[int(found[1])] if found and int(found[1]) < len(sent.plan.tasks) else None

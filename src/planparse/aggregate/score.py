"""How complete a ward's plan is, in per cent: what an officer asks for first, and no judgement of form.

One part in ten each for number, day and signer; the other seven tenths are the share of tasks that name who leads (half of it) and by
when, in words that were understood (half of it). A product is not asked for: most plans have no column for it.
"""

from __future__ import annotations

from planparse.plan import Plan, Task

HEADER = 10
TASKS = 70


def has_deadline(task: Task) -> bool:
    """Whether the task says by when, and it was understood."""
    return task.deadline is not None and task.deadline.kind != "unknown" and not task.deadline.needs_review


def score(plan: Plan, tasks: tuple[Task, ...]) -> int:
    """0 to 100; a plan without tasks has only its header's part."""
    header = plan.header
    points = HEADER * sum(
        (
            header.number is not None and header.number.code is not None,
            len(header.date or "") == 10,
            bool(plan.signature and plan.signature.name),
        )
    )
    if not tasks:
        return points
    led = sum(bool(task.lead_units) for task in tasks)
    timed = sum(map(has_deadline, tasks))
    return points + int(TASKS * (led + timed) / (2 * len(tasks)))

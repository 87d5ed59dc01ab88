"""The tasks of plans as exports take them: one entry a task, its values ready to be written.

1. A task of the text that a row repeats (`same_as`) is that row: it is no entry of its own.
2. A value that the reading is not sure of is named in `doubts`; no export leaves that out.
3. `start` and `due` are days that the document gives, never others: what has no such day has none.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from planparse import vocab
from planparse.plan import Deadline, Plan, Source, Task
from planparse.vocab.spelling import slug

Text: TypeAlias = str | int | dt.date | None

MOST = 255
"""Characters of a subject: Redmine, OpenProject and Jira take no more. The description holds the whole."""

_NAME = 120
"""Characters of a file's name: file systems take 255 bytes, and the folder has some too."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_IN_DESCRIPTION = ("content", "leads", "coordinating", "deadline", "occurrences", "output", "note", "groups", "ward", "plan_title", "page")


@dataclass(frozen=True)
class Step:
    """One of several due days of a task: what tells it from the others in its id and its name, and its own part of the deadline."""

    key: str
    label: str
    part: Deadline
    due: dt.date | None


@dataclass(frozen=True)
class Entry:
    """A task with the plan that it stands in, or one `step` of it. Lists of names are joined with `; `."""

    plan: Plan
    task: Task
    step: Step | None = None

    @property
    def id(self) -> str:
        """The task's id, for a step with its key: what a re-import finds it by."""
        return f"{self.task.id}.{self.step.key}" if self.step else self.task.id

    @property
    def subject(self) -> str:
        """The content in one line, at most `MOST` characters."""
        line = " ".join(plain(f"{self.step.label}: {self.task.content}" if self.step else self.task.content).split())
        cut: str = vocab.load("exports")["word"]["cut"]
        return line if len(line) <= MOST else line[: MOST - len(cut)].rstrip() + cut

    @property
    def leads(self) -> str | None:
        """Names of the leading units."""
        return "; ".join(plain(unit.name) for unit in self.task.lead_units) or None

    @property
    def ward(self) -> str | None:
        """Who issues the plan."""
        authority = self.plan.header.issuing_authority
        return plain(authority.name) if authority else None

    @cached_property
    def parts(self) -> tuple[Deadline, ...]:
        """The deadlines that the deadline consists of: itself, or the parts of a composite one."""
        return tuple(_leaves(self.task.deadline)) if self.task.deadline else ()

    @property
    def start(self) -> dt.date | None:
        """First day, where the document gives one; None where something else falls due before it."""
        parts = (self.step.part,) if self.step else self.parts
        first = min(filter(None, (day(part.start) for part in parts)), default=None)
        return first if first is None or self.due is None or first <= self.due else None

    @property
    def due(self) -> dt.date | None:
        """The last day on which something falls due; None for what never ends or is not known."""
        if self.step:
            return self.step.due
        found = [day(one) for part in self.parts for one in (part.due, *(o.due for o in part.occurrences))]
        return max(filter(None, found), default=None)

    @property
    def doubts(self) -> str | None:
        """The fields that a person should look at, in words."""
        names = list(self.task.needs_review)
        if any(part.needs_review for part in self.parts) and "deadline" not in names:
            names.append("deadline")
        words = vocab.load("exports")["field"]
        return ", ".join(words.get(name, name) for name in dict.fromkeys(names)) or None

    @cached_property
    def values(self) -> dict[str, Text]:
        """Every value by the name that layouts call it by; None is absent."""
        task, header, deadline = self.task, self.plan.header, self.task.deadline
        found: dict[str, Text] = {
            "id": self.id,
            "plan": self.plan.id,
            "plan_title": header.title,
            "plan_number": header.number.code if header.number else None,
            "ward": self.ward,
            "file": self.plan.document.name,
            "page": _page(task),
            "order": task.order,
            "marker": task.marker,
            "group": task.group,
            "groups": " / ".join(task.group_path) or None,
            "domain": task.domain,
            "content": task.content,
            "subject": self.subject,
            "leads": self.leads,
            "lead": task.lead_units[0].name if task.lead_units else None,
            "coordinating": "; ".join(unit.name for unit in task.coordinating_units) or None,
            "deadline": deadline.raw if deadline else None,
            "kind": deadline.kind if deadline else None,
            "start": self.start,
            "due": self.due,
            "occurrences": "; ".join(f"{one.label}: {one.due}" for part in self.parts for one in part.occurrences) or None,
            "recurrence": "; ".join(rule for part in self.parts for rule in part.recurrence) or None,
            "output": task.output,
            "note": task.note,
            "columns": "; ".join(f"{heading}: {text}" for heading, text in task.columns.items()) or None,
            "doubts": self.doubts,
        }
        return {name: plain(value) if isinstance(value, str) else value for name, value in found.items()}

    @cached_property
    def description(self) -> str:
        """The task in lines of text, each with its label; doubts first."""
        labels = vocab.load("exports")["label"]
        lines = [f"{labels[name]}: {value}" for name in ("doubts", *_IN_DESCRIPTION) if (value := self.values[name]) is not None]
        lines += [f"{plain(heading)}: {plain(text)}" for heading, text in self.task.columns.items() if text]
        return "\n".join(lines)


def entries(plans: Iterable[Plan]) -> Iterator[Entry]:
    """One entry a task, plans and tasks in their order."""
    for plan in plans:
        ids = {task.id for task in plan.tasks}
        yield from (Entry(plan, task) for task in plan.tasks if task.same_as is None or task.same_as not in ids)


def steps(plans: Iterable[Plan]) -> Iterator[Entry]:
    """For what knows no recurrence: where a task falls due on several days, an entry a day; else the task."""
    for entry in entries(plans):
        found: list[Step] = []
        for number, part in enumerate(entry.parts, start=1):
            if part.occurrences:
                dues = [(one.label, day(one.due)) for one in part.occurrences]
                found += [Step(f"{due or number}", label, part, due) for label, due in dues]
            else:
                found.append(Step(f"{number}", part.raw, part, day(part.due)))
        if len(found) < 2:
            yield entry
        else:
            yield from (Entry(entry.plan, entry.task, step) for step in found)


def apart(plans: Iterable[Plan], by: str) -> dict[str, list[Plan]]:
    """The plans by `ward`, or the tasks by leading `unit` of each ward: a name for a file, and plans that hold those tasks alone.

    A task with two leads is with both; what has no lead has a name of its own, so that it is in some file too.
    """
    words = vocab.load("exports")["word"]
    found: dict[str, list[Plan]] = {}
    for plan in plans:
        kept: dict[str, list[Task]] = {}
        for entry in entries([plan]):
            ward = slug(entry.ward or words["no_ward"])
            units = [unit.name for unit in entry.task.lead_units] or [words["no_unit"]]
            for name in dict.fromkeys([ward] if by == "ward" else [f"{ward}-{slug(unit)}" for unit in units]):
                kept.setdefault(_short(name), []).append(entry.task)
        for name, tasks in kept.items():
            found.setdefault(name, []).append(plan.model_copy(update={"tasks": tuple(tasks)}))
    return found


def day(text: str | None) -> dt.date | None:
    """The day, None where the text is none or names no single day (`2026-12`)."""
    return dt.date.fromisoformat(text) if text and len(text) == len("2026-12-31") else None


def plain(text: str) -> str:
    """The text without the characters that no XML, calendar or sheet may hold."""
    return _CONTROL.sub("", text)


def _short(name: str) -> str:
    """The name, at most `_NAME` characters; a longer one is cut, and told from others that open alike by a sum of it."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 9]}-{zlib.crc32(name.encode()):08x}"


def _leaves(deadline: Deadline) -> Iterator[Deadline]:
    if not deadline.parts:
        yield deadline
    for part in deadline.parts:
        yield from _leaves(part)


def _page(task: Task) -> int | None:
    places = task.source if isinstance(task.source, tuple) else (task.source,)
    return next((place.page for place in places if isinstance(place, Source)), None)

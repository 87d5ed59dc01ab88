"""What the page reads: the overview's rows as small tables, each long text once.

A table is `{"fields": [...], "rows": [[...]]}`; a field that ends in `*` holds a number of `texts`. Rows name each other by position:
`ward`, `plan`, `domain`, `unit`, `asked`, `cluster` and `task` are places in the tables of these names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from planparse import vocab
from planparse.aggregate.overview import Overview, TaskRow, UnitRef

Finder: TypeAlias = Callable[[str], str | None]
"""The path of a document, relative to the page, by its file name; None where it is not at hand."""

Table: TypeAlias = dict[str, Any]


class _Places:
    """Keys by their place in a table, and each text by its number."""

    def __init__(self, overview: Overview) -> None:
        self.ward = _at(ward.id for ward in overview.wards)
        self.plan = _at(plan.key for plan in overview.plans)
        self.task = _at(task.key for task in overview.tasks)
        self.domain = _at(domain.id for domain in overview.domains)
        self.asked = _at(row.key for row in overview.coverage)
        self.cluster = _at(row.id for row in overview.clusters)
        acting = (unit for task in overview.tasks for unit in (*task.lead, *task.coordinating))
        self.unit_names = {unit.id: unit.name for unit in acting} | {unit.id: unit.name for unit in overview.units}
        self.unit = _at(self.unit_names)
        self.texts: dict[str, int] = {}

    def text(self, said: str | None) -> int | None:
        """The number of a text, given out as it is asked for."""
        return None if said is None else self.texts.setdefault(said, len(self.texts))

    def units(self, units: Sequence[UnitRef]) -> list[int | None]:
        """Place and number of the name as written, in turns."""
        return [number for unit in units for number in (self.unit[unit.id], self.text(unit.name))]


def rows(overview: Overview, find: Finder) -> dict[str, Any]:
    """All that the page shows, as plain values for JSON."""
    places = _Places(overview)
    words = vocab.load("aggregate")
    shown = {
        "about": _about(overview, find),
        "codes": {code: said["title"] for code, said in words["finding"].items()},
        "reasons": dict(words["reason"]),
        "wards": _wards(overview, places),
        "plans": _plans(overview, places, find),
        "unread": _table(
            ("file", "why", "advice", "ward", "href"),
            ((one.file, one.why, one.advice, places.ward.get(one.ward or ""), _href(find(one.file))) for one in overview.unread),
        ),
        "domains": _table(("id", "title"), ((one.id, one.title) for one in overview.domains)),
        "units": _table(("id", "name"), places.unit_names.items()),
        "asked": _asked(overview, places),
        "clusters": _clusters(overview, places),
        "tasks": _tasks(overview, places),
        "dues": _table(
            ("task", "date", "label*", "precision*"),
            ((places.task[one.task], one.date, places.text(one.label), places.text(one.precision)) for one in overview.dues),
        ),
        "findings": _findings(overview, places),
        "reviews": _table(
            ("plan", "ward", "task", "pointer", "reason*", "detail*", "page"),
            (
                (
                    places.plan[one.plan],
                    places.ward[one.ward],
                    places.task.get(one.task or ""),
                    one.pointer,
                    places.text(one.reason),
                    places.text(one.detail),
                    one.page,
                )
                for one in overview.reviews
            ),
        ),
        "corrections": _table(
            ("plan", "ward", "original*", "corrected*", "rule*", "page"),
            (
                (
                    places.plan[one.plan],
                    places.ward[one.ward],
                    places.text(one.original),
                    places.text(one.corrected),
                    places.text(one.rule),
                    one.page,
                )
                for one in overview.corrections
            ),
        ),
    }
    return {**shown, "texts": list(places.texts)}


def _about(overview: Overview, find: Finder) -> dict[str, Any]:
    topics = {entry["id"]: entry["forms"][0] for entry in vocab.load("topics")["topic"]}
    topic = topics.get(overview.topic or "", overview.topic)
    title = " ".join(part for part in ("Tổng hợp kế hoạch", topic, f"năm {overview.year}" if overview.year else None) if part)
    title += f", {overview.province}" if overview.province else ""
    reference = overview.reference.model_dump() if overview.reference else None
    if overview.reference and reference is not None:
        reference["href"] = _href(find(overview.reference.file))
    return {"title": title, "today": overview.today, "producer": overview.producer, "reference": reference}


def _wards(overview: Overview, places: _Places) -> Table:
    fields = (
        "id",
        "name",
        "kind",
        "full_name",
        "listed",
        "files",
        "unread",
        "number",
        "date",
        "on_time",
        "days_late",
        "score",
        "asked",
        "taken_up",
    )
    return _table(
        (*fields, "plans"),
        ((*(getattr(ward, name) for name in fields), [places.plan[key] for key in ward.plans]) for ward in overview.wards),
    )


def _plans(overview: Overview, places: _Places, find: Finder) -> Table:
    fields = ("status", "file", "pages", "number", "date", "title", "signer", "tasks", "unplaced")
    return _table(
        (*fields, "ward", "href", "stands_for"),
        (
            (
                *(getattr(plan, name) for name in fields),
                places.ward.get(plan.ward or ""),
                _href(find(plan.file)),
                places.plan.get(plan.stands_for or ""),
            )
            for plan in overview.plans
        ),
    )


def _asked(overview: Overview, places: _Places) -> Table:
    return _table(
        ("key", "order", "marker", "domain", "content", "output", "lead", "deadline", "page", "asked", "matches", "in_doubt", "without"),
        (
            (
                row.key,
                row.order,
                row.marker,
                places.domain.get(row.domain or ""),
                row.content,
                row.output,
                [unit.name for unit in row.lead],
                row.deadline,
                row.page,
                row.asked,
                [[places.task[one.task], int(one.needs_review), int(one.later)] for one in row.matches],
                [places.ward[ward] for ward in row.in_doubt],
                [places.ward[ward] for ward in row.without],
            )
            for row in overview.coverage
        ),
    )


def _clusters(overview: Overview, places: _Places) -> Table:
    fields = ("id", "label", "wards", "wordings", "deadlines", "first_due", "last_due")
    return _table(
        (*fields, "domain", "tasks", "outliers"),
        (
            (
                *(getattr(one, name) for name in fields),
                places.domain.get(one.domain or ""),
                [places.task[key] for key in one.tasks],
                [places.task[key] for key in one.outliers],
            )
            for one in overview.clusters
        ),
    )


def _tasks(overview: Overview, places: _Places) -> Table:
    def row(task: TaskRow) -> Iterable[object]:
        return (
            task.order,
            task.marker,
            places.plan[task.plan],
            places.ward[task.ward],
            places.domain.get(task.domain or ""),
            places.text(task.content),
            places.units(task.lead),
            places.units(task.coordinating),
            places.text(task.deadline),
            places.text(task.deadline_kind),
            int(_understood(task)),
            task.due,
            places.text(task.output),
            places.text(task.note),
            task.page,
            len(task.marks),
        )

    fields = ("order", "marker", "plan", "ward", "domain", "content*", "lead", "helping", "deadline*", "kind*", "timed", "due")
    return _table((*fields, "output*", "note*", "page", "marks"), map(row, overview.tasks))


def _understood(task: TaskRow) -> bool:
    """Whether the row says by when, in words that were understood and are not marked."""
    return task.deadline_kind not in (None, "unknown") and not any("deadline" in mark for mark in task.marks)


def _findings(overview: Overview, places: _Places) -> Table:
    return _table(
        ("code", "severity", "message", "ward", "plan", "task", "asked", "page"),
        (
            (
                one.code,
                one.severity,
                one.message,
                places.ward.get(one.ward or ""),
                places.plan.get(one.plan or ""),
                places.task.get(one.task or ""),
                places.asked.get(one.asked_by or ""),
                one.page,
            )
            for one in overview.findings
        ),
    )


def _at(keys: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(dict.fromkeys(keys))}


def _table(fields: Sequence[str], found: Iterable[Iterable[object]]) -> Table:
    return {"fields": list(fields), "rows": [list(row) for row in found]}


def _href(path: str | None) -> str | None:
    """A path as a link; the colon of a scheme does not survive it.

    >>> _href("../kế hoạch.pdf"), _href("javascript:alert(1)")
    ('../k%E1%BA%BF%20ho%E1%BA%A1ch.pdf', 'javascript%3Aalert%281%29')
    """
    return None if path is None else quote(path)

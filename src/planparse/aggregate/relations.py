"""The overview as relations for machines: SQLite and Parquet are written of these. Keys are those of `overview.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from planparse.aggregate.overview import Overview
from planparse.plan import Model
from planparse.tabular import Field, Relation, Views

Cell: TypeAlias = str | int | float | None

VIEWS: Views = {
    "wards_without_plan": "SELECT id, full_name, province FROM wards WHERE listed = 1 AND plans = 0 ORDER BY id",
    "tasks_readable": (
        'SELECT t.key, w.full_name AS ward, t."order", d.title AS domain, t.content, t.lead_names, t.coordinating_names, t.deadline, t.due,'
        " t.output, p.file, t.page FROM tasks t JOIN wards w ON w.id = t.ward JOIN plans p ON p.key = t.plan"
        ' LEFT JOIN domains d ON d.id = t.domain ORDER BY w.full_name, t."order"'
    ),
    "due_by_month": (
        "SELECT substr(d.date, 1, 7) AS month, u.name AS unit, count(*) AS dues, count(DISTINCT d.task) AS tasks FROM dues d"
        " LEFT JOIN task_units tu ON tu.task = d.task AND tu.role = 'lead' LEFT JOIN units u ON u.id = tu.unit"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    ),
    "ward_by_domain": (
        "SELECT w.id AS ward, w.full_name, d.title AS domain, m.tasks FROM matrix m JOIN wards w ON w.id = m.ward"
        " JOIN domains d ON d.id = m.domain ORDER BY w.full_name, d.title"
    ),
    "asked_but_taken_up_by_none": (
        "SELECT c.key, c.\"order\", c.content, c.deadline FROM coverage c WHERE c.asked IN ('lead', 'unknown')"
        ' AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.asked_by = c.key) ORDER BY c."order"'
    ),
    "asked_but_missing": (
        'SELECT w.full_name AS ward, c."order", c.content, c.deadline FROM missing x JOIN wards w ON w.id = x.ward'
        ' JOIN coverage c ON c.key = x.asked_by ORDER BY w.full_name, c."order"'
    ),
    "unit_workload": "SELECT name, lead, coordinating, wards FROM units ORDER BY lead DESC, coordinating DESC, name",
}


def relations(overview: Overview) -> tuple[Relation, ...]:
    """All tables, those that are referred to first. Lists become tables of their own, or JSON where they are only shown."""
    names = {ward.id: ward.full_name for ward in overview.wards}
    return (
        _meta(overview),
        _plain("wards", overview.wards, "id", counted=("plans",), indexed=("province",), searched=("full_name",)),
        _plain("plans", overview.plans, "key", refers={"ward": "wards.id"}, indexed=("ward", "status")),
        _plain("unread", overview.unread, refers={"ward": "wards.id"}),
        _plain("domains", overview.domains, "id"),
        _plain("units", overview.units, "id", counted=("over_half",)),
        _plain("clusters", overview.clusters, "id", counted=("tasks", "outliers"), searched=("label",)),
        _plain(
            "coverage",
            overview.coverage,
            "key",
            dropped=("lead", "coordinating", "matches", "in_doubt", "without"),
            refers={"domain": "domains.id"},
            searched=("content",),
        ),
        _tasks(overview),
        Relation(
            "task_units",
            (Field("task", refers="tasks.key"), Field("unit", refers="units.id"), Field("role"), Field("name")),
            tuple(
                (task.key, unit.id, role, unit.name)
                for task in overview.tasks
                for role, units in (("lead", task.lead), ("coordinating", task.coordinating))
                for unit in units
            ),
            indexed=("task", "unit"),
        ),
        _plain("dues", overview.dues, refers={"task": "tasks.key", "ward": "wards.id"}, indexed=("date", "task", "ward")),
        _plain("matrix", overview.matrix, "ward", "domain", refers={"ward": "wards.id", "domain": "domains.id"}),
        Relation(
            "matches",
            (
                Field("asked_by", refers="coverage.key"),
                Field("task", refers="tasks.key"),
                Field("ward", refers="wards.id"),
                Field("score", "REAL"),
                Field("needs_review", "INTEGER"),
                Field("later", "INTEGER"),
            ),
            tuple(
                (row.key, match.task, match.ward, match.score, int(match.needs_review), int(match.later))
                for row in overview.coverage
                for match in row.matches
            ),
            key=("asked_by", "task"),
            indexed=("task", "ward"),
        ),
        Relation(
            "missing",
            (Field("asked_by", refers="coverage.key"), Field("ward", refers="wards.id")),
            tuple((row.key, ward) for row in overview.coverage for ward in row.without if ward in names),
            key=("asked_by", "ward"),
            indexed=("ward",),
        ),
        _plain(
            "findings",
            overview.findings,
            refers={"ward": "wards.id", "plan": "plans.key", "task": "tasks.key", "asked_by": "coverage.key"},
            indexed=("code", "ward"),
            searched=("message",),
        ),
        _plain("corrections", overview.corrections, refers={"plan": "plans.key", "ward": "wards.id"}, indexed=("plan",)),
        _plain(
            "reviews",
            overview.reviews,
            refers={"plan": "plans.key", "ward": "wards.id", "task": "tasks.key"},
            indexed=("plan", "reason"),
        ),
    )


def _tasks(overview: Overview) -> Relation:
    base = _plain(
        "tasks",
        overview.tasks,
        "key",
        dropped=("lead", "coordinating"),
        refers={"plan": "plans.key", "ward": "wards.id", "domain": "domains.id", "cluster": "clusters.id", "asked_by": "coverage.key"},
        indexed=("ward", "plan", "domain", "due", "cluster", "asked_by"),
    )
    names = tuple(
        ("; ".join(unit.name for unit in task.lead) or None, "; ".join(unit.name for unit in task.coordinating) or None)
        for task in overview.tasks
    )
    rows = tuple((*row, *pair) for row, pair in zip(base.rows, names, strict=True))
    fields = (*base.fields, Field("lead_names"), Field("coordinating_names"))
    return Relation("tasks", fields, rows, base.key, base.indexed, ("content", "output", "lead_names", "coordinating_names", "deadline"))


def _meta(overview: Overview) -> Relation:
    single = ("schema_version", "producer", "province", "year", "topic", "today")
    rows: list[tuple[Cell, ...]] = [(name, _cell(getattr(overview, name))) for name in single]
    rows += [(f"reference.{name}", _cell(value)) for name, value in (overview.reference.model_dump() if overview.reference else {}).items()]
    rows += [(f"totals.{name}", value) for name, value in overview.totals.model_dump().items()]
    return Relation(
        "meta", (Field("name"), Field("value")), tuple((name, None if value is None else str(value)) for name, value in rows), ("name",)
    )


def _plain(
    name: str,
    models: Sequence[Model],
    *key: str,
    dropped: Iterable[str] = (),
    counted: Iterable[str] = (),
    refers: dict[str, str] | None = None,
    indexed: tuple[str, ...] = (),
    searched: tuple[str, ...] = (),
) -> Relation:
    """A relation with a field for each of the model's: numbers and texts as they are, `counted` lists as their length, others as JSON."""
    model = type(models[0]) if models else _model(name)
    left_out, lengths = set(dropped), set(counted)
    kept = [field for field in model.model_fields if field not in left_out]
    fields = tuple(
        Field(field, "INTEGER" if field in lengths else _kind(str(model.model_fields[field].annotation)), (refers or {}).get(field))
        for field in kept
    )
    rows = tuple(tuple(_lengths(model, field, lengths) for field in kept) for model in models)
    return Relation(name, fields, rows, key, indexed, searched)


def _lengths(model: Model, field: str, lengths: set[str]) -> Cell:
    value = getattr(model, field)
    return len(value) if field in lengths else _cell(value)


def _model(name: str) -> type[Model]:
    annotation = Overview.model_fields[name].annotation
    found = annotation.__args__[0]  # type: ignore[union-attr]  # every list of the overview is a tuple[Model, ...]
    assert isinstance(found, type)
    return found


def _kind(annotation: str) -> Literal["TEXT", "INTEGER", "REAL"]:
    if "int" in annotation.split("[")[0] or annotation.startswith(("<class 'bool'", "int |")):
        return "INTEGER"
    return "REAL" if "float" in annotation and "tuple" not in annotation else "TEXT"


def _cell(value: object) -> Cell:
    match value:
        case None | str() | float():
            return value
        case bool() | int():
            return int(value)
        case Model():
            return value.model_dump_json()
        case tuple() | list() | dict():
            return json.dumps(_plainly(value), ensure_ascii=False) if value else None
    raise TypeError(f"no cell for {type(value).__name__}")


def _plainly(value: object) -> object:
    if isinstance(value, Model):
        return value.model_dump(mode="json")
    if isinstance(value, tuple | list):
        return [_plainly(one) for one in value]
    return value

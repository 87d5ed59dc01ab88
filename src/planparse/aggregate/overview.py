"""What many plans are together: the models of `overview.json`. `schemas/overview.schema.json` is generated from here.

Flat rows that name each other by keys, so that a table, a data base and a page are all made of them as they are:
`WardRow.id` ← `PlanRow.ward`, `UnreadRow.ward`, `TaskRow.ward`; `PlanRow.key` ← `TaskRow.plan`;
`TaskRow.key` ← `Due.task`, `Match.task`, `Cluster.tasks`; `CoverageRow.key` ← `TaskRow.asked_by`;
`Domain.id` ← `TaskRow.domain`, `MatrixCell.domain`; `UnitLoad.id` ← `UnitRef.id`.

Absent is `None` or an empty tuple. Days are ISO 8601; a date of a header may be EDTF (`2026-01` where the day is blank).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from planparse.plan import Model, Organization, Source, Sources
from planparse.vocab.spelling import fold

OVERVIEW_VERSION: Literal["1.0"] = "1.0"

OnTime = Literal["on_time", "late", "unknown"]
"""`unknown`: there is a plan and a last day, but the plan's own day is blank or wide enough to lie on both sides of it."""

PlanStatus = Literal["counted", "copy", "superseded", "out_of_scope", "reference", "above"]
"""Only the tasks of `counted` plans are in `tasks`; `PlanRow.stands_for` names the plan that is counted in the place of a copy. `reference`
and `above` are plans of the level above, the one that was asked to be compared with and others: no commune sent them."""

Asked = Literal["lead", "coordinating", "unknown", "no"]
"""What the province's task asks of the wards: to lead it, to help, perhaps (it names nobody), nothing."""

Severity = Literal["error", "warning", "info"]


class UnitRef(Model):
    """Who acts: `id` as in `Overview.units`, the name as in the plan."""

    id: str
    name: str


class WardRow(Model):
    """A commune: of the official list (`listed`), with or without a plan; or a sender that no list has.

    `id` is the official code where there is one. `number`, `date`, `on_time` are of the first plan in `plans`. `score` is the
    completeness in per cent: see `planparse.aggregate.score`. `asked` and `taken_up` count the province's tasks for wards.
    """

    id: str
    name: str
    kind: str
    full_name: str
    province: str | None = None
    listed: bool = True
    plans: tuple[str, ...] = ()
    files: int = 0
    unread: int = 0
    number: str | None = None
    date: str | None = None
    on_time: OnTime | None = None
    days_late: int | None = None
    score: int | None = None
    tasks: int = 0
    with_lead: int = 0
    with_deadline: int = 0
    with_output: int = 0
    marks: int = 0
    corrections: int = 0
    findings: int = 0
    asked: int | None = None
    taken_up: int | None = None


class PlanRow(Model):
    """One document. `key` is its plan id, with `~` and eight digits of its hash where two documents have the same id. `ward` is null for
    a plan of the level above."""

    key: str
    id: str
    ward: str | None
    status: PlanStatus
    stands_for: str | None = None
    file: str
    sha256: str
    media_type: str
    pages: int | None = None
    extraction: str
    number: str | None = None
    date: str | None = None
    title: str | None = None
    topic: str | None = None
    year: int | None = None
    signer: str | None = None
    tasks: int = 0
    marks: int = 0
    corrections: int = 0
    unplaced: int = 0


class UnreadRow(Model):
    """A file that was sent and could not be read: `why`, and what to do about it. `ward` is a guess by the file's name, null where the
    name fits no commune of the list, or several."""

    file: str
    why: str
    advice: str
    ward: str | None = None


class TaskRow(Model):
    """One task of a counted plan. `key` is unique in the overview; `id` is the task's own, as in the plan JSON."""

    key: str
    id: str
    plan: str
    ward: str
    order: int
    marker: str | None = None
    origin: Literal["table", "prose"]
    group: str | None = None
    domain: str | None = None
    content: str
    lead: tuple[UnitRef, ...] = ()
    coordinating: tuple[UnitRef, ...] = ()
    deadline: str | None = None
    deadline_kind: str | None = None
    start: str | None = None
    end: str | None = None
    due: str | None = None
    precision: str | None = None
    recurrence: tuple[str, ...] = ()
    output: str | None = None
    note: str | None = None
    file: str
    page: int | None = None
    source: Sources = None
    marks: tuple[str, ...] = ()
    cluster: str | None = None
    asked_by: str | None = None


class Due(Model):
    """A day on which something falls due: a task's last day, or one occurrence of a recurring task (`label`: `Quý I`)."""

    task: str
    ward: str
    date: str
    label: str | None = None
    precision: str | None = None


class MonthLoad(Model):
    """How many dues of this unit (as lead) fall in the month (`2026-03`), and the tasks behind them."""

    month: str
    unit: str
    dues: int
    tasks: tuple[str, ...] = ()


class UnitLoad(Model):
    """A unit over all wards: tasks that it leads, tasks that it helps with, wards in which it leads any; `over_half` are the wards
    in which it leads more than half of the tasks."""

    id: str
    name: str
    kind: str
    lead: int = 0
    coordinating: int = 0
    wards: int = 0
    over_half: tuple[str, ...] = ()


class Domain(Model):
    """A domain of tasks: `id` the slug of `vocab/topics.toml`, or `khac` for tasks without one.

    `expected` where a ward without a task has a gap: the reference asks wards for one; without a reference, half of them have one.
    """

    id: str
    title: str
    tasks: int = 0
    expected: bool = False


class MatrixCell(Model):
    """Tasks of this ward in this domain; every pair of a ward with a plan and a domain is there, also with 0."""

    ward: str
    domain: str
    tasks: int


class Match(Model):
    """A ward's task that takes up the province's. `score` 0-1; `needs_review` in the grey zone; `later` where it ends after it."""

    task: str
    ward: str
    score: float
    needs_review: bool = False
    later: bool = False


class CoverageRow(Model):
    """One task of the reference plan, and who took it up. Wards of matches in the grey zone are `in_doubt`, neither with nor without.

    `without` are wards that have a plan but not the task; it is empty where wards are not asked (`asked: "no"`).
    """

    key: str
    order: int
    marker: str | None = None
    group: str | None = None
    domain: str | None = None
    content: str
    output: str | None = None
    lead: tuple[UnitRef, ...] = ()
    coordinating: tuple[UnitRef, ...] = ()
    deadline: str | None = None
    due: str | None = None
    page: int | None = None
    asked: Asked
    matches: tuple[Match, ...] = ()
    taken_up: int = 0
    in_doubt: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class ClusterRow(Model):
    """The same task in the words of several wards. `label` is the wording that is nearest to all others.

    `deadlines` counts the kinds (`continuous`, `period` ...); `first_due` and `last_due` are the ends of what they name. `outliers`
    are tasks that are farther from the label than the rest.
    """

    id: str
    label: str
    domain: str | None = None
    tasks: tuple[str, ...]
    wards: int
    wordings: int
    deadlines: dict[str, int]
    first_due: str | None = None
    last_due: str | None = None
    outliers: tuple[str, ...] = ()


class AggregateFinding(Model):
    """What only the view over all plans shows: codes PP5nn. `message` in Vietnamese. `related` are keys of other rows it speaks of."""

    code: str
    severity: Severity
    message: str
    ward: str | None = None
    plan: str | None = None
    task: str | None = None
    asked_by: str | None = None
    pointer: str | None = None
    page: int | None = None
    related: tuple[str, ...] = ()


class CorrectionRow(Model):
    """One change of characters in a counted plan, and where it stands."""

    plan: str
    ward: str
    pointer: str
    original: str
    corrected: str
    rule: str
    confidence: float
    page: int | None = None


class ReviewRow(Model):
    """A value of a counted plan that a person should look at; `task` where it is a task's."""

    plan: str
    ward: str
    task: str | None = None
    pointer: str
    reason: str
    detail: str
    page: int | None = None


class Reference(Model):
    """The plan of the level above. `plans_due` is the last day for a ward's plan to be on time, `plans_due_from` the task that says
    so, null where the prose does."""

    plan: str
    file: str
    sha256: str
    issuer: str | None = None
    number: str | None = None
    date: str | None = None
    title: str | None = None
    tasks: int = 0
    asked: int = 0
    plans_due: str | None = None
    plans_due_from: str | None = None


class Totals(Model):
    """Sums of the rows, in the order in which an officer asks for them. `files` were read, `unread` could not be; `maybe_sent` are the
    communes among `without_plan` that an unread file names."""

    wards: int = 0
    with_plan: int = 0
    without_plan: int = 0
    unlisted: int = 0
    on_time: int = 0
    late: int = 0
    on_time_unknown: int = 0
    files: int = 0
    unread: int = 0
    maybe_sent: int = 0
    plans: int = 0
    tasks: int = 0
    with_lead: int = 0
    with_deadline: int = 0
    with_output: int = 0
    marks: int = 0
    corrections: int = 0
    findings: int = 0
    asked: int = 0
    asked_by_none: int = 0


class Overview(Model):
    """The province's view. `today` is the day for which it was made, if one was given; `year` and `topic` are what was counted."""

    schema_version: Literal["1.0"] = OVERVIEW_VERSION
    producer: str
    province: str | None = None
    year: int | None = None
    topic: str | None = None
    today: str | None = None
    reference: Reference | None = None
    totals: Totals = Totals()
    wards: tuple[WardRow, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    dues: tuple[Due, ...] = ()
    months: tuple[MonthLoad, ...] = ()
    units: tuple[UnitLoad, ...] = ()
    domains: tuple[Domain, ...] = ()
    matrix: tuple[MatrixCell, ...] = ()
    coverage: tuple[CoverageRow, ...] = ()
    clusters: tuple[ClusterRow, ...] = ()
    findings: tuple[AggregateFinding, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()


def unit_id(unit: Organization) -> str:
    """The unit's id where the vocabulary knows it, else its folded name: `ten:tổ dân phố 5`."""
    return unit.id or f"ten:{fold(unit.name)}"


def unit_ref(unit: Organization) -> UnitRef:
    """The unit by its id, with its name as in the plan."""
    return UnitRef(id=unit_id(unit), name=unit.name)


def first_page(source: Sources) -> int | None:
    """The page on which a value begins; None where the format has no pages."""
    places: tuple[Source, ...] = () if source is None else (source,) if isinstance(source, Source) else source
    return next((place.page for place in places if place.page is not None), None)


def as_json(overview: Overview) -> Iterator[bytes]:
    """`overview.json`: UTF-8, indented, ended by a line break."""
    yield overview.model_dump_json(indent=1).encode() + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `overview.json`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Overview.model_json_schema(mode="validation")}

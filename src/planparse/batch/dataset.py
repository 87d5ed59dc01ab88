"""The plans of a run as a Parquet data set: `parquet/<table>/province=<name>/part.parquet`, read as it is by DuckDB, pandas, Spark.

One partition a province, so that a province can be sent or replaced by itself; `province=_` holds the plans that name none. The
tables, and what their columns mean, are in `docs/scale.md`; a value that a plan lacks is null.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeAlias

from planparse.check import check
from planparse.emit.file import write
from planparse.emit.parquet import as_parquet
from planparse.plan import Plan
from planparse.tabular import Field, Relation

Cell: TypeAlias = str | int | float | None
Rows: TypeAlias = Iterator[tuple[Cell, ...]]

NOWHERE = "_"
"""The partition of plans that name no province."""


def lay_out(folder: Path, plans: Iterable[Path], today: dt.date) -> Path:
    """Writes `folder`/parquet anew from these plan JSONs, a province at a time; `today` is the day that findings are made for.

    Raises `MissingTool` where pyarrow is not installed.
    """
    target, beside = folder / "parquet", folder / ".parquet.part"
    provinces: defaultdict[str, list[Path]] = defaultdict(list)
    for path in plans:
        provinces[_province(Plan.model_validate_json(path.read_bytes()))].append(path)
    shutil.rmtree(beside, ignore_errors=True)
    for province, paths in sorted(provinces.items()):
        read = [Plan.model_validate_json(path.read_bytes()) for path in paths]
        for name, (fields, rows) in tables(today).items():
            place = beside / name / f"province={province.replace('/', '-')}"
            place.mkdir(parents=True)
            write(place / "part.parquet", as_parquet(Relation(name, fields, tuple(row for plan in read for row in rows(plan)))))
    shutil.rmtree(target, ignore_errors=True)
    if beside.exists():
        beside.rename(target)
    return target


def tables(today: dt.date) -> dict[str, tuple[tuple[Field, ...], Callable[[Plan], Rows]]]:
    """Table → its columns, and the rows of one plan."""
    return {
        "plans": (_fields("plan file sha256 number date year# title topic issuer signer tasks# marks# unplaced#"), _plans),
        "tasks": (_fields("task plan order# marker group content output note domain origin same_as marks#"), _tasks),
        "units": (_fields("task plan role id name raw level"), _units),
        "deadlines": (_fields("task plan raw kind start end due rrule ad_hoc# needs_review#"), _deadlines),
        "corrections": (_fields("plan pointer original corrected rule confidence%"), _corrections),
        "findings": (_fields("plan code severity message pointer"), partial(_findings, today)),
    }


def _province(plan: Plan) -> str:
    """The province that the letterhead names: of the issuer, or of the authority above it."""
    for unit in (plan.header.issuing_authority, plan.header.parent_authority):
        if unit and (name := unit.locality if unit.level == "province" else unit.province):
            return name
    return NOWHERE


def _plans(plan: Plan) -> Rows:
    header, issuer = plan.header, plan.header.issuing_authority
    yield (
        plan.id, plan.document.name, plan.document.sha256, header.number.code if header.number else None, _day(header.date), header.year,
        header.title, header.topic, issuer.name if issuer else None, plan.signature.name if plan.signature else None, len(plan.tasks),
        len(plan.needs_review), len(plan.unplaced),
    )  # fmt: skip


def _tasks(plan: Plan) -> Rows:
    for task in plan.tasks:
        yield (
            task.id, plan.id, task.order, task.marker, task.group, task.content, task.output, task.note, task.domain, task.origin,
            task.same_as, len(task.needs_review),
        )  # fmt: skip


def _units(plan: Plan) -> Rows:
    for task in plan.tasks:
        for role, units in (("lead", task.lead_units), ("coordinating", task.coordinating_units)):
            for unit in units:
                yield task.id, plan.id, role, unit.id, unit.name, unit.raw, unit.level


def _deadlines(plan: Plan) -> Rows:
    for task in plan.tasks:
        if (deadline := task.deadline) is not None:
            yield (
                task.id, plan.id, deadline.raw, deadline.kind, _day(deadline.start), _day(deadline.end), _day(deadline.due),
                "\n".join(deadline.recurrence) or None, int(deadline.ad_hoc), int(deadline.needs_review),
            )  # fmt: skip


def _corrections(plan: Plan) -> Rows:
    for correction in plan.corrections:
        yield plan.id, correction.pointer, correction.original, correction.corrected, correction.rule, correction.confidence


def _findings(today: dt.date, plan: Plan) -> Rows:
    for finding in check(plan, today=today):
        yield plan.id, finding.code, finding.severity, finding.message, finding.pointer


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _fields(text: str) -> tuple[Field, ...]:
    """`name` is a text, `name#` a whole number, `name%` a fraction."""
    kinds = {"#": "INTEGER", "%": "REAL"}
    return tuple(Field(word.rstrip("#%"), kinds.get(word[-1], "TEXT")) for word in text.split())  # type: ignore[arg-type]

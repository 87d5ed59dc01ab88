"""What the sheets look up: names by id, days and units as they are written, where a document lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

from planparse.aggregate.loads import NOBODY
from planparse.aggregate.overview import Overview, TaskRow, UnitRef
from planparse.tabular import Link, Value

Finder = Callable[[str], str | None]
"""The path of a document, relative to the report, by its file name; None where it is not at hand."""

KINDS = {
    "date": "ngày",
    "period": "khoảng thời gian",
    "continuous": "thường xuyên",
    "recurring": "định kỳ",
    "ad_hoc": "đột xuất",
    "relative": "theo mốc",
    "reference": "theo văn bản khác",
    "composite": "nhiều mốc",
    "unknown": "chưa hiểu",
    "none": "không ghi",
}
"""Kinds of deadlines, in Vietnamese."""


class View:
    """The overview, and its rows by their keys."""

    def __init__(self, overview: Overview, find: Finder) -> None:
        self.all = overview
        self.find = find
        self.ward = {ward.id: ward.full_name for ward in overview.wards}
        self.domain = {domain.id: domain.title for domain in overview.domains}
        self.unit = {unit.id: unit.name for unit in overview.units} | {NOBODY: "(không ghi chủ trì)"}
        self.task = {task.key: task for task in overview.tasks}
        self.order = {row.key: row.order for row in overview.coverage}
        self.file = {plan.key: plan.file for plan in overview.plans}

    def source(self, task: TaskRow) -> Value:
        """The document and page of a task, to be opened where the document is at hand."""
        return self.path(task.file, task.page)

    def path(self, file: str, page: int | None) -> Value:
        """A document by its file name."""
        said = f"{file}, trang {page}" if page else file
        path = self.find(file)
        if path is None:
            return said
        return Link(said, quote(path) + (f"#page={page}" if page and file.lower().endswith(".pdf") else ""))


def date(day: str | None) -> Value:
    """A real date; `2026-01` stays as words."""
    if day is None:
        return None
    return dt.date.fromisoformat(day) if len(day) == 10 else written(day)


def written(day: str | None) -> str:
    """`06/01/2026`, `01/2026`: as officers write it."""
    return "/".join(reversed(day.split("-"))) if day else ""


def names(units: tuple[UnitRef, ...]) -> str | None:
    """Units in one cell."""
    return "; ".join(unit.name for unit in units) or None

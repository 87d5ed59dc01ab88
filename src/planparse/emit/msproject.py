"""Tasks as Microsoft Project XML (MSPDI): a summary task a plan and a group, under it a task each due day.

1. Tasks are scheduled by hand: Project moves no day that the plan names.
2. A task's UID comes from its id, which also stands in the field Text1: by either, a second import finds the first.
3. What has no days has none; a day due without a first day is a milestone on it.

The order of elements is that of Microsoft's schema (mspdi), which Project insists on.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from planparse import vocab
from planparse.emit.entries import Entry, plain, steps
from planparse.plan import Plan

NAMESPACE = "http://schemas.microsoft.com/project"
FIELDS = {"id": "188743731", "leads": "188743734", "coordinating": "188743737", "deadline": "188743740", "output": "188743743"}
"""Value → FieldID of the custom fields Text1 to Text5 (`PjField` of the object model)."""

_DAY_BEGINS, _DAY_ENDS = dt.time(8), dt.time(17)
_LONGEST = 255


def as_msproject(plans: Iterable[Plan]) -> Iterator[bytes]:
    """One project with all plans."""
    words = vocab.load("exports")
    project = ET.Element("Project", xmlns=NAMESPACE)
    _add(project, "Name", words["word"]["calendar"])
    attributes = ET.SubElement(project, "ExtendedAttributes")
    for number, (name, field) in enumerate(FIELDS.items(), start=1):
        attribute = ET.SubElement(attributes, "ExtendedAttribute")
        _add(attribute, "FieldID", field)
        _add(attribute, "FieldName", f"Text{number}")
        _add(attribute, "Alias", words["label"][name])
    tasks = _Tasks(ET.SubElement(project, "Tasks"))
    for plan in plans:
        tasks.summary(plan.id, plan.header.title or plan.document.name, 1)
        for path, found in groupby(steps([plan]), key=lambda entry: entry.task.group_path):
            tasks.group(plan.id, path)
            for entry in found:
                tasks.task(entry, len(path) + 2)
    ET.indent(project)
    yield b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(project, encoding="utf-8") + b"\n"


class _Tasks:
    """The list of tasks that is being written: which ids it gave, and in which group it is."""

    def __init__(self, element: ET.Element) -> None:
        self._element = element
        self._uids: set[int] = set()
        self._path: tuple[str, ...] = ()

    def summary(self, key: str, name: str, level: int) -> None:
        self._path = self._path[: level - 2] if level > 1 else ()
        task = self._begin(key, name, level)
        _add(task, "Summary", "1")

    def group(self, plan: str, path: tuple[str, ...]) -> None:
        """The summary tasks of the path that the last task is not under already."""
        same = 0
        while same < min(len(path), len(self._path)) and path[same] == self._path[same]:
            same += 1
        for depth in range(same, len(path)):
            self.summary(f"{plan}/{'/'.join(path[: depth + 1])}", path[depth], depth + 2)
        self._path = path

    def task(self, entry: Entry, level: int) -> None:
        task = self._begin(entry.id, entry.subject, level)
        start, due = entry.start or entry.due, entry.due
        milestone = due is not None and entry.start is None
        days = {}
        if start:
            days["Start"] = dt.datetime.combine(start, _DAY_ENDS if milestone else _DAY_BEGINS).isoformat()
        if due:
            days["Finish"] = dt.datetime.combine(due, _DAY_ENDS).isoformat()
        if milestone:
            days["Duration"] = "PT0H0M0S"
        for prefix in ("", "Manual"):
            for name, moment in days.items():
                _add(task, prefix + name, moment)
        _add(task, "Milestone", "1" if milestone else "0")
        _add(task, "Summary", "0")
        if due:
            _add(task, "Deadline", dt.datetime.combine(due, _DAY_ENDS).isoformat())
        _add(task, "Notes", entry.description)
        for name, field in FIELDS.items():
            value = entry.id if name == "id" else entry.values[name]
            if value is not None:
                attribute = ET.SubElement(task, "ExtendedAttribute")
                _add(attribute, "FieldID", field)
                _add(attribute, "Value", str(value)[:_LONGEST])

    def _begin(self, key: str, name: str, level: int) -> ET.Element:
        uid = zlib.crc32(key.encode()) & 0x7FFFFFFF or 1
        while uid in self._uids:
            uid = uid % 0x7FFFFFFF + 1
        self._uids.add(uid)
        task = ET.SubElement(self._element, "Task")
        _add(task, "UID", str(uid))
        _add(task, "ID", str(len(self._uids)))
        _add(task, "Name", plain(name)[:_LONGEST])
        _add(task, "Manual", "1")
        _add(task, "Type", "1")
        _add(task, "IsNull", "0")
        _add(task, "OutlineLevel", str(level))
        return task


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text

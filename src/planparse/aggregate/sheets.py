"""The overview as sheets for an officer, in the order in which one asks. Headings are Vietnamese: they are the sheets' form."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.aggregate import sheets_of_marks, sheets_of_tasks, sheets_of_wards
from planparse.aggregate.overview import Overview
from planparse.aggregate.sheet_view import Finder, View
from planparse.tabular import Link, Sheet


def sheets(overview: Overview, find: Finder = lambda _: None) -> tuple[Sheet, ...]:
    """The workbook. `find` says where a document lies, so that its page can be opened."""
    view = View(overview, find)
    others = [sheets_of_wards.wards(view), sheets_of_tasks.tasks(view), sheets_of_tasks.dues(view), sheets_of_wards.months(view)]
    others += [sheets_of_wards.units(view), sheets_of_wards.matrix(view)]
    if overview.reference:
        others += [sheets_of_tasks.coverage(view), sheets_of_tasks.missing(view)]
    others += [sheets_of_tasks.clusters(view), sheets_of_marks.findings(view), sheets_of_marks.reviews(view)]
    others += [sheets_of_marks.corrections(view), sheets_of_wards.files(view)]
    return (_with_contents(sheets_of_wards.summary(view), others), *others)


def _with_contents(summary: Sheet, others: Sequence[Sheet]) -> Sheet:
    rows = [*summary.rows, (None, None, None)]
    rows += [(Link(sheet.title, f"sheet:{sheet.title}"), len(sheet.rows), sheet.note) for sheet in others]
    return Sheet(summary.title, summary.columns, tuple(rows), summary.note, filters=False)

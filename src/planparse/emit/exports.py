"""What trackers, calendars and spreadsheets take in. `EXPORTS` names every form; docs/exports.md says where each value goes.

1. Each task has its id in a column of its own (in a calendar: in the UID), so that a second import can find the first.
2. What the reading is not sure of says so in the text that people see.
3. The same plans give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from planparse.plan import Plan


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user may choose: days before a day due on which a calendar reminds, its DTSTAMP, what stands between CSV cells."""

    alarms: tuple[int, ...] = (7, 1)
    stamp: dt.date | None = None
    delimiter: str = ","


Write: TypeAlias = "Callable[[Iterable[Plan], Wish], Iterator[bytes]]"


class Export(NamedTuple):
    """A form: how its file ends, and plans to chunks of its bytes."""

    suffix: str
    write: Write


def _ics(plans: Iterable[Plan], wish: Wish) -> Iterator[bytes]:
    from planparse.emit.ics import as_ics

    return as_ics(plans, wish.alarms, wish.stamp)


def _csv(plans: Iterable[Plan], wish: Wish) -> Iterator[bytes]:
    from planparse.emit.csv import as_csv
    from planparse.emit.entries import entries
    from planparse.emit.layouts import table

    return as_csv(table("sheet", entries(plans)), wish.delimiter, bom=True)


def _tracker(layout: str, *, opened_in_excel: bool = False) -> Write:
    """A row a due day, since trackers know no recurrence. Importers want a comma, and no mark before the first heading."""

    def write(plans: Iterable[Plan], wish: Wish) -> Iterator[bytes]:
        from planparse.emit.csv import as_csv
        from planparse.emit.entries import steps
        from planparse.emit.layouts import table

        return as_csv(table(layout, steps(plans)), wish.delimiter if opened_in_excel else ",", bom=opened_in_excel)

    return write


def _xlsx(plans: Iterable[Plan], wish: Wish) -> Iterator[bytes]:
    from planparse.emit.entries import entries
    from planparse.emit.layouts import table
    from planparse.emit.workbook import as_workbook

    sheet = table("sheet", entries(plans))
    return as_workbook([sheet], sheet.title)


def _msproject(plans: Iterable[Plan], wish: Wish) -> Iterator[bytes]:
    from planparse.emit.msproject import as_msproject

    return as_msproject(plans)


EXPORTS: dict[str, Export] = {
    "ics": Export("ics", _ics),
    "csv": Export("csv", _csv),
    "xlsx": Export("xlsx", _xlsx),
    "redmine": Export("csv", _tracker("redmine")),
    "openproject": Export("csv", _tracker("openproject", opened_in_excel=True)),
    "jira": Export("csv", _tracker("jira")),
    "msproject": Export("xml", _msproject),
}

"""What each column of a table with a header holds: the roles of the headings, weighed against one another and against the cells below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planparse.interpret.headings import below_time, plain, read_role, says
from planparse.paper import Table
from planparse.vocab.spelling import fold

Roles = list[str | None]

_END = re.compile(r"(?<!\w)(?:hoàn thành|kết thúc|đến ngày|xong|hạn cuối|hạn chót)(?!\w)")
_START = re.compile(r"(?<!\w)(?:triển khai|bắt đầu|khởi công|từ ngày)(?!\w)")
_DOES = re.compile(r"(?:tổ chức |triển khai )?thực hiện")
_FEWER = 0.75
"""Groups to tasks: at most so many, where the cells alone tell that one column groups the other."""


def column_roles(table: Table, rows: int, headings: Sequence[str], spans: Mapping[int, str]) -> Roles:
    """The role of each column, none but `extra` twice (the columns to be ticked in `spans` are the deadline together)."""
    roles = [None if col in spans else read_role(heading) for col, heading in enumerate(headings)]
    _settle_times(headings, roles)
    _settle_contents(table, rows, headings, roles)
    _settle_leads(headings, roles)
    _settle_rest(roles)
    for col in spans:
        roles[col] = "extra" if "deadline" in roles and roles.index("deadline") not in spans else "deadline"
    return roles


def _settle_times(headings: Sequence[str], roles: Roles) -> None:
    """One column for the end and at most one for the start: of two, that of the end is the deadline."""
    ends = [col for col, role in enumerate(roles) if role == "deadline"]
    sure = [col for col in ends if _END.search(plain(headings[col].split(" / ")[-1]))]
    if len(ends) > 1 and sure:
        for col in ends:
            if col != sure[0]:
                roles[col] = "start" if col not in sure and _START.search(plain(headings[col].split(" / ")[-1])) else "extra"
    if "start" in roles and "deadline" not in roles:
        for col, role in enumerate(roles):
            if role is None and below_time(headings[col]) == "deadline":
                roles[col] = "deadline"
                break


def _settle_contents(table: Table, rows: int, headings: Sequence[str], roles: Roles) -> None:
    """Of two columns of contents the finer one holds the tasks; the other one groups them, or says more about them."""
    contents = [col for col, role in enumerate(roles) if role == "content"]
    if not contents:
        return
    first, *rest = contents
    for col in rest:
        if _groups(table, rows, headings, first, col):
            roles[first], first = "group", col
        elif says(headings[col], "coarse", "words"):
            roles[col] = "group"
        else:
            roles[col] = "extra"


def _groups(table: Table, rows: int, headings: Sequence[str], one: int, other: int) -> bool:
    """Whether the column `one` says to which group the tasks of `other` belong: by the headings, or because it has fewer cells."""
    if says(headings[one], "coarse", "words") and not says(headings[other], "coarse", "words"):
        return True
    fine = says(headings[other], "coarse", "fine") and not says(headings[one], "coarse", "fine")
    if fine and not plain(headings[other].split(" / ")[-1]).startswith("nội dung"):
        return True
    groups, tasks = _runs(table, rows, one), _runs(table, rows, other)
    return 0 < groups <= _FEWER * tasks


def _runs(table: Table, rows: int, col: int) -> int:
    """How many texts stand in a column below the header, one that is merged down or said again row by row counted once."""
    texts = [fold(cell.text) for cell in table.cells if cell.row >= rows and cell.col == col and cell.col_span == 1 and cell.text.strip()]
    return sum(text != before for text, before in zip(texts, [None, *texts], strict=False))


def _settle_leads(headings: Sequence[str], roles: Roles) -> None:
    """One column for who leads: `Chủ trì` before all others; persons lead where nobody else does."""
    leads = [col for col, role in enumerate(roles) if role == "lead"]
    if leads:
        best = next((col for col in leads if "chủ trì" in plain(headings[col].split(" / ")[-1])), leads[0])
        for col in leads:
            if col != best:
                roles[col] = "extra"
    elif "joint" not in roles and "person" in roles:
        roles[roles.index("person")] = "lead"
    elif "coordinating" in roles and (
        bare := [col for col, role in enumerate(roles) if role is None and _DOES.fullmatch(plain(headings[col]))]
    ):
        roles[bare[0]] = "lead"  # beside `Phối hợp`; beside `Kế hoạch` it heads figures


def _settle_rest(roles: Roles) -> None:
    seen: set[str] = set()
    for at, role in enumerate(roles):
        if role is None or role == "extra":
            continue
        if role in seen:
            roles[at] = "extra"
        seen.add(role)

"""The rows of task tables as tasks: group rows with their levels, merges down and across, several products of one task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from planparse.interpret.columns import Columns
from planparse.interpret.group_rows import Group, enter, group_of, is_left_out, sums_of
from planparse.interpret.task_row import NAMES, Frame, Said, fill
from planparse.interpret.task_row import Row as Row
from planparse.interpret.time_columns import is_mark
from planparse.interpret.units import is_unit_heading, read_units
from planparse.paper import Cell, Grid, Piece, Place, Table

_FIELDS = ("content", "lead", "coordinating", "deadline", "output", "note")


@dataclass(slots=True)
class TableRows:
    """What one table holds, in its order: tasks, group rows, and what is neither (sums, remarks) as pieces of text. `path` are the
    groups that are open at its end."""

    rows: list[Row] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    path: list[Group] = field(default_factory=list)


def read_rows(grid: Grid, frame: Frame, before: TableRows | None = None) -> TableRows:
    """The rows of one table; where it goes on with the table `before`, they stand in the groups that are open there."""
    table, columns = grid.table, frame.columns
    covers = table.grid()
    found = TableRows(path=list(before.path) if before else [])
    above = before.rows[-1] if before and before.rows and columns.carried else None
    markers = [_text(table, covers[row], columns.at("number")) for row in range(table.n_rows)]
    for row in range(columns.header_rows, table.n_rows):
        cells = [table.cells[at] if at is not None else None for at in covers[row]]
        if row in columns.repeats or all(cell is None or not cell.text.strip() for cell in cells):
            continue
        own = [at for at in dict.fromkeys(covers[row]) if at is not None]
        if is_left_out(cells, row):
            found.left.append(_piece(grid, [at for at in own if table.cells[at].row == row]))
            continue
        if (title := group_of(cells, columns, markers, row)) is not None:
            group = Group.of(*title, tuple((grid.block, at) for at in own), _row_places(table, own, row))
            found.groups.append(group)
            enter(found.path, group)
            if sums := sums_of(cells, columns):
                found.left.append(_piece(grid, own, sums))
            continue
        _open_column_group(grid, covers[row], row, columns, found)
        groups = tuple(group.title for group in found.path)
        task = _task(grid, covers[row], row, groups, found.rows[-1] if found.rows else above, frame)
        _lead_by_group(task, found.path, frame)
        found.rows.append(task)
    return found


def _text(table: Table, covers: list[int | None], col: int | None) -> str:
    at = covers[col] if col is not None else None
    return " ".join(table.cells[at].text.split()) if at is not None else ""


def _piece(grid: Grid, cells: Sequence[int], sums: Sequence[Cell] = ()) -> Piece:
    """A row that is no task as a piece of text; of a group row with `sums` only these are claimed."""
    table = grid.table
    text = " ".join(" ".join(table.cells[at].text.split()) for at in cells if table.cells[at].text.strip())
    keys = tuple((grid.block, at) for at in cells if not sums or table.cells[at] in sums)
    return Piece(keys, text, _row_places(table, cells, table.cells[cells[0]].row))


def _open_column_group(grid: Grid, covers: list[int | None], row: int, columns: Columns, found: TableRows) -> None:
    """A column that groups the tasks beside it opens a group at each of its cells."""
    col = columns.at("group")
    at = covers[col] if col is not None else None
    if at is None or grid.table.cells[at].row != row or not (title := _text(grid.table, covers, col)):
        return
    group = Group(None, title, "column", ((grid.block, at),), _row_places(grid.table, [at], row))
    found.groups.append(group)
    enter(found.path, group)


def _lead_by_group(task: Row, path: Sequence[Group], frame: Frame) -> None:
    """In a table without a column for who does it the group says it, where its title is an office and nothing else."""
    if task.lead or not frame.columns.names_nobody:
        return
    title = next((group.title for group in reversed(path) if is_unit_heading(group.title, frame.home)), None)
    if title is None:
        return
    reading = read_units(title, frame.home)
    task.lead = reading.units
    task.inherited.append("lead_units")
    if len(reading.units) > 1 or reading.doubts:
        task.doubt("lead_units", "uncertain_field", f"Lấy theo nhóm “{title}”")


def _task(grid: Grid, covers: list[int | None], row: int, groups: tuple[str, ...], above: Row | None, frame: Frame) -> Row:
    table, columns = grid.table, frame.columns
    task = Row(marker=None, content="", group_path=groups)
    said: dict[str, Said] = {}
    taken: dict[int, str] = {}
    for col, at in enumerate(covers):
        if at is None:
            continue
        cell, role = table.cells[at], columns.roles[col]
        if role == "start" and columns.at("deadline") is not None and covers[columns.roles.index("deadline")] == at:
            role = "deadline"
        name = role if role in (*_FIELDS, "number", "joint", "start", "group") and col not in columns.spans else f"column {col}"
        if at in taken:
            if cell.text.strip() and name in _FIELDS and taken[at] != name:
                task.doubt(NAMES.get(name, name), "merged_across", f"Ô gộp với cột “{columns.headings[cell.col]}”")
            continue
        taken[at] = name
        text = cell.text.strip()
        if text and name.startswith("column"):
            heading = columns.headings[col] or f"cột {col + 1}"
            task.columns[heading if heading not in task.columns else f"{heading} ({col + 1})"] = " ".join(text.split())
            if col in columns.suspects:
                task.doubt(columns.suspects[col], "table_structure", f"Cột “{columns.headings[col]}” có thể là trường này")
        said[name] = Said(text, (grid.block, at), cell.places)
        if cell.row < row and cell.row_span > 1 and text and name in _FIELDS:
            task.inherited.append(NAMES.get(name, name))
    fill(task, said, _ticked(table, covers, columns, task), above, frame)
    task.keys = tuple((grid.block, at) for at in taken)
    task.places = _row_places(table, list(taken), row)
    return task


def _ticked(table: Table, covers: list[int | None], columns: Columns, task: Row) -> list[int]:
    """The columns of time with a sign in this row; a cell there that holds words makes the time doubtful."""
    found: list[int] = []
    for col in columns.spans:
        at = covers[col]
        text = table.cells[at].text.strip() if at is not None else ""
        if text and is_mark(text):
            found.append(col)
        elif text and at is not None and table.cells[at].col in columns.spans:
            task.doubt("deadline", "unknown_deadline", text)
    return found


def _row_places(table: Table, cells: Sequence[int], row: int) -> tuple[Place, ...]:
    """One place a page: the box around the row's cells there."""
    pages: dict[int | None, list[Place]] = {}
    for place in (place for at in cells for place in table.cells[at].places):
        pages.setdefault(place.page, []).append(place)
    merged: list[Place] = []
    for page, found in pages.items():
        own = [place for place in found if place.row in (None, row)] or found
        boxes = [place.bbox for place in own if place.bbox is not None]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None
        merged.append(Place(page=page, bbox=box, line=own[0].line, table=own[0].table, row=own[0].row))
    return tuple(merged)

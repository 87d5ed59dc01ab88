"""The rows of task tables as tasks: group rows with their levels, merges down and across, several products of one task."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from planparse.interpret.columns import Columns
from planparse.interpret.deadline import Calendar, read_deadline
from planparse.interpret.ledger import Ledger
from planparse.interpret.units import Home, UnitReading, read_roles, read_units
from planparse.paper import Cell, Grid, Key, Place, Table
from planparse.plan import Deadline, Node, Organization, Reason, as_reason
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_DITTO = re.compile(r"^[-\s]*(?:nt|như trên|\"|″|'')[-\s.]*$", re.IGNORECASE)
_ONLY_SIGNS = re.compile(r"^[\W_]*$")
_ROMAN = re.compile(r"^[IVX]+$")
_FIELDS = ("content", "lead", "coordinating", "deadline", "output", "note")
_NAMES = {"lead": "lead_units", "coordinating": "coordinating_units"}


@dataclass(slots=True)
class Row:
    """A task while its id, order and links are still to come; `keys` are the cells, `nodes` the paragraphs
    that it was read from, `headings` the titles above those."""

    marker: str | None
    content: str
    origin: Literal["table", "prose"] = "table"
    group_path: tuple[str, ...] = ()
    inherited: list[str] = field(default_factory=list)
    lead: tuple[Organization, ...] = ()
    coordinating: tuple[Organization, ...] = ()
    deadline: Deadline | None = None
    output: str | None = None
    note: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    annex: int | None = None
    review: dict[str, tuple[Reason, str]] = field(default_factory=dict)
    keys: tuple[Key, ...] = ()
    places: tuple[Place, ...] = ()
    nodes: tuple[Node, ...] = ()
    headings: tuple[str, ...] = ()

    def doubt(self, name: str, reason: Reason, detail: str) -> None:
        """Field `name` of the task needs a person's eye; the first reason stays."""
        self.review.setdefault(name, (reason, detail))

    def take_deadline(self, deadline: Deadline | None) -> None:
        """Sets the deadline, with a mark where it is not understood or not sure."""
        self.deadline = deadline
        if deadline is not None and deadline.needs_review:
            self.doubt("deadline", "unknown_deadline" if deadline.kind == "unknown" else "uncertain_field", deadline.raw)


@dataclass(frozen=True, slots=True)
class Group:
    """A group row: its printed marker and title, its kind among the groups, its cells."""

    marker: str | None
    title: str
    kind: str
    keys: tuple[Key, ...]
    places: tuple[Place, ...]


def read_rows(grid: Grid, columns: Columns, calendar: Calendar, home: Home, ledger: Ledger) -> tuple[tuple[Row, ...], tuple[Group, ...]]:
    """The tasks and the group rows of one table, each in its order."""
    table, covers = grid.table, grid.table.grid()
    path: list[Group] = []
    groups: list[Group] = []
    rows: list[Row] = []
    markers = [_text(table, covers[row], columns.at("number")) for row in range(table.n_rows)]
    for row in range(columns.header_rows, table.n_rows):
        cells = [table.cells[at] if at is not None else None for at in covers[row]]
        if row in columns.repeats or all(cell is None or not cell.text.strip() for cell in cells):
            continue
        if (found := _group(cells, columns, markers, row)) is not None:
            marker, title = found
            own = dict.fromkeys(at for at in covers[row] if at is not None)
            places = _row_places([place for at in own for place in table.cells[at].places], row)
            groups.append(Group(marker, title, _kind(marker), tuple((grid.block, at) for at in own), places))
            _enter(path, groups[-1])
            continue
        task = _task(grid, covers[row], row, columns, rows[-1] if rows else None, calendar, home, ledger)
        task.group_path = tuple(group.title for group in path)
        rows.append(task)
    return tuple(rows), tuple(groups)


def _text(table: Table, covers: list[int | None], col: int | None) -> str:
    at = covers[col] if col is not None else None
    return " ".join(table.cells[at].text.split()) if at is not None else ""


def _group(cells: list[Cell | None], columns: Columns, markers: list[str], row: int) -> tuple[str | None, str] | None:
    """The marker and title of a group row: one text merged over the row, or a marker and a title and nothing else."""
    distinct = list({id(cell): cell for cell in cells if cell is not None and cell.text.strip()}.values())
    if any(cell.row < row for cell in distinct):
        return None
    texts = [" ".join(cell.text.split()) for cell in distinct]
    number, content = columns.at("number"), columns.at("content")
    if len(distinct) == 1:
        cell = distinct[0]
        wide = cell.col_span >= max(2, len(cells) - 1) or (
            content is not None and cell.col <= content < cell.col + cell.col_span and cell.col_span >= 2
        )
        marker, words = read_marker(texts[0])
        if wide or (marker is not None and marker.level <= Level.ROMAN) or texts[0].isupper():
            return (marker.text, words) if marker is not None and marker.level is not Level.BULLET else (None, texts[0])
        return None
    if len(distinct) == 2 and number is not None and distinct[0].col <= number < distinct[0].col + distinct[0].col_span:
        marker_text = texts[0].rstrip(".) ")
        if len(marker_text) > 6:
            return None
        merged = distinct[1].col_span >= 2
        below = next((text.rstrip(".) ") for text in markers[row + 1 :] if text), "")
        opens = below.startswith(f"{marker_text}.") or (not marker_text.replace(".", "").isdigit())
        if (
            merged
            or opens
            or texts[1].isupper()
            or (below in ("1", "a", "1.1") and marker_text not in ("0",) and not marker_text.isdigit())
        ):
            return marker_text or None, texts[1]
    return None


def _enter(path: list[Group], group: Group) -> None:
    """Puts a group below those that stand higher and takes away those of its own kind."""
    for at, known in enumerate(path):
        if known.kind == group.kind:
            del path[at:]
            break
    path.append(group)


def _kind(marker: str | None) -> str:
    if marker is None:
        return "none"
    if _ROMAN.match(marker):
        return "roman"
    if marker.isalpha():
        return "capital" if marker.isupper() else "letter"
    return f"arabic{marker.count('.')}"


def _task(
    grid: Grid, covers: list[int | None], row: int, columns: Columns, above: Row | None, calendar: Calendar, home: Home, ledger: Ledger
) -> Row:
    table = grid.table
    task = Row(marker=None, content="")
    texts: dict[str, str] = {}
    keys: dict[str, Key] = {}
    taken: dict[int, str] = {}
    places: list[Place] = []
    for col, at in enumerate(covers):
        if at is None:
            continue
        cell, role = table.cells[at], columns.roles[col]
        name = role if role in (*_FIELDS, "number", "joint") else f"column {col}"
        places += cell.places
        if at in taken:
            if cell.text.strip() and role in _FIELDS and taken[at] != name:
                task.doubt(_NAMES.get(name, name), "merged_across", f"Ô gộp với cột “{columns.headings[cell.col]}”")
            continue
        taken[at] = name
        text = cell.text.strip()
        if name.startswith("column"):
            if text:
                heading = columns.headings[col] or f"cột {col + 1}"
                task.columns[heading if heading not in task.columns else f"{heading} ({col + 1})"] = " ".join(text.split())
        elif text:
            texts[name] = text
        keys[name] = (grid.block, at)
        if cell.row < row and cell.row_span > 1 and text and name in _FIELDS:
            task.inherited.append(_NAMES.get(name, name))
    _fill(task, texts, keys, columns, above, calendar, home, ledger)
    task.keys = tuple((grid.block, at) for at in taken)
    task.places = _row_places(places, row)
    return task


def _row_places(places: list[Place], row: int) -> tuple[Place, ...]:
    """One place a page: the box around the row's cells there."""
    pages: dict[int | None, list[Place]] = {}
    for place in places:
        pages.setdefault(place.page, []).append(place)
    merged: list[Place] = []
    for page, found in pages.items():
        own = [place for place in found if place.row in (None, row)] or found
        boxes = [place.bbox for place in own if place.bbox is not None]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None
        merged.append(Place(page=page, bbox=box, line=own[0].line, table=own[0].table, row=own[0].row))
    return tuple(merged)


def _fill(
    task: Row,
    texts: dict[str, str],
    keys: dict[str, Key],
    columns: Columns,
    above: Row | None,
    calendar: Calendar,
    home: Home,
    ledger: Ledger,
) -> None:
    number = " ".join(texts.get("number", "").split()).rstrip(".) ")
    task.marker = number or None
    content = " ".join(texts.get("content", "").split())
    if "number" not in keys or not number:
        marker, words = read_marker(content)
        if number == "" and marker is not None and marker.level is not Level.BULLET and columns.at("number") is None:
            task.marker, content = marker.text, words
    if not content and above is not None and any(texts.get(name) for name in ("lead", "joint", "deadline", "output", "coordinating")):
        content = above.content
        task.marker = task.marker or above.marker
        task.inherited.append("content")
        if not any(cell_role == "content" for cell_role in task.inherited[:-1]):
            task.doubt("content", "table_structure", "Ô nội dung trống: lấy theo dòng trên")
    task.content = content
    if not content:
        task.doubt("content", "missing_field", "Ô nội dung trống")
    if "content" in task.inherited and task.marker is None and above is not None:
        task.marker = above.marker
    _fill_units(task, texts, keys, above, home, ledger)
    _fill_deadline(task, texts, columns, above, calendar)
    for name in ("output", "note"):
        if texts.get(name):
            value = " ".join(texts[name].split())
            if _DITTO.match(value) and above is not None and getattr(above, name):
                value = getattr(above, name)
                task.inherited.append(name)
            setattr(task, name, value)
    if columns.guessed:
        task.doubt("content", "table_structure", "Bảng không có dòng tiêu đề: vai trò các cột được suy ra")


def _fill_units(task: Row, texts: dict[str, str], keys: dict[str, Key], above: Row | None, home: Home, ledger: Ledger) -> None:
    if texts.get("joint"):
        lead, coordinating = read_roles(texts["joint"], home)
        task.lead = _take_units(task, "lead", lead, keys["joint"], ledger)
        task.coordinating = _take_units(task, "coordinating", coordinating, keys["joint"], ledger)
    for role in ("lead", "coordinating"):
        text = texts.get(role)
        if not text or _ONLY_SIGNS.match(text):
            if text:
                task.columns[role] = text
            continue
        if _DITTO.match(text) and above is not None:
            setattr(task, role, getattr(above, role))
            task.inherited.append(_NAMES[role])
            continue
        if role == "lead" and "phối hợp" in fold(text) and not task.coordinating and not texts.get("coordinating"):
            lead, coordinating = read_roles(text, home)
            task.lead = _take_units(task, "lead", lead, keys[role], ledger)
            task.coordinating = _take_units(task, "coordinating", coordinating, keys[role], ledger)
            continue
        setattr(task, role, _take_units(task, role, read_units(text, home), keys[role], ledger))


def _take_units(task: Row, role: str, reading: UnitReading, key: Key, ledger: Ledger) -> tuple[Organization, ...]:
    for doubt in reading.doubts:
        task.doubt(_NAMES[role], as_reason(doubt.reason), doubt.detail)
    ledger.fixes += [replace(fix, key=key) for fix in reading.fixes]
    return reading.units


def _fill_deadline(task: Row, texts: dict[str, str], columns: Columns, above: Row | None, calendar: Calendar) -> None:
    text = texts.get("deadline")
    if not text:
        return
    if _DITTO.match(text) and above is not None and above.deadline is not None:
        task.deadline = above.deadline
        task.inherited.append("deadline")
        return
    col = columns.at("deadline")
    year = columns.years[col] if col is not None else None
    task.take_deadline(read_deadline(text, replace(calendar, year=year) if year else calendar))
    if task.deadline is None:
        task.columns["deadline"] = " ".join(text.split())

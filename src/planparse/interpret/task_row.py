"""One row of a task table as a task: its fields out of the texts of its cells, dittos taken from the row above."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from planparse.interpret.columns import Columns
from planparse.interpret.deadline import Calendar, read_deadline
from planparse.interpret.dittos import beside_ditto, is_ditto, is_elsewhere, is_nothing
from planparse.interpret.ledger import Ledger
from planparse.interpret.time_columns import from_marks, from_start_and_end
from planparse.interpret.units import Home, UnitReading, read_roles, read_units
from planparse.paper import Key, Place
from planparse.plan import Deadline, Mark, Node, Organization, Reason, as_reason, source
from planparse.vocab import load
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold, words_of

NAMES = {"lead": "lead_units", "coordinating": "coordinating_units"}
"""The fields of a task whose name is not that of the column."""


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
class Said:
    """The text of a cell, and where it stands."""

    text: str
    key: Key
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows of one table share."""

    columns: Columns
    calendar: Calendar
    home: Home
    ledger: Ledger


def fill(task: Row, said: dict[str, Said], ticked: list[int], above: Row | None, frame: Frame) -> None:
    """Sets the fields of `task` from the cells of its row, by role; `ticked` are its columns of time with a sign in them."""
    texts = {name: cell.text for name, cell in said.items() if cell.text}
    _fill_content(task, said, texts, above, frame)
    _fill_units(task, {name: cell for name, cell in said.items() if cell.text}, above, frame)
    _fill_deadline(task, said, texts, ticked, above, frame)
    for name in ("output", "note"):
        if name in texts and not _repeats(task, name, name, said[name], above, frame):
            setattr(task, name, " ".join(texts[name].split()))
    if frame.columns.guessed:
        task.doubt("content", "table_structure", "Bảng không có dòng tiêu đề: vai trò các cột được suy ra")
    elif frame.columns.carried:
        task.doubt("content", "table_structure", "Bảng không có dòng tiêu đề: đọc tiếp theo các cột của bảng ngay trên")


def _repeats(task: Row, role: str, name: str, cell: Said, above: Row | None, frame: Frame) -> bool:
    """Whether a cell repeats the one above, which the task takes over then; it stays empty and marked where there is nothing to take, and
    empty where the cell holds a sign for nothing. The words of such a cell (`nt`) are a label of the form."""
    if is_nothing(cell.text):
        _label(cell, "no_value", frame.ledger)
        return True
    if is_ditto(cell.text):
        if above is not None and (value := getattr(above, role)):
            setattr(task, role, value)
            task.inherited.append(name)
            if name in above.review:
                task.doubt(name, *above.review[name])
            elif above.group_path != task.group_path:
                task.doubt(name, "uncertain_field", f"Ô ghi “{cell.text}” ở dòng đầu nhóm: lấy theo dòng cuối nhóm trước")
        else:
            task.doubt(name, "missing_field", f"Ô ghi “{cell.text}” nhưng dòng trên không có gì để lấy theo")
    elif is_elsewhere(cell.text):
        task.doubt(name, "missing_field", f"Ô ghi “{cell.text}”: cần lấy theo dòng đó")
    else:
        return False
    _label(cell, "ditto", frame.ledger)
    return True


def _label(cell: Said, kind: str, ledger: Ledger) -> None:
    ledger.label(Mark(kind=kind, text=" ".join(cell.text.split()), source=source(*cell.places)), cell.key)


def _fill_content(task: Row, said: dict[str, Said], texts: dict[str, str], above: Row | None, frame: Frame) -> None:
    number = " ".join(texts.get("number", "").split()).rstrip(".) ")
    task.marker = number or None
    content = " ".join(texts.get("content", "").split())
    if "number" not in said or not number:
        marker, words = read_marker(content)
        if number == "" and marker is not None and marker.level is not Level.BULLET and frame.columns.at("number") is None:
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


def _fill_units(task: Row, said: dict[str, Said], above: Row | None, frame: Frame) -> None:
    if "joint" in said and _repeats(task, "lead", "lead_units", said["joint"], above, frame):
        if above is not None and "lead_units" in task.inherited:
            task.coordinating = above.coordinating
    elif "joint" in said:
        lead, others = read_roles(said["joint"].text, frame.home)
        _take(task, "lead", lead, said["joint"], frame)
        _take(task, "coordinating", others, said["joint"], frame)
        _label_roles(said["joint"], (*lead.units, *others.units), frame.ledger)
    beside: tuple[Organization, ...] = ()
    for role in ("lead", "coordinating"):
        cell = said.get(role)
        if cell is None:
            continue
        if _repeats(task, role, NAMES[role], cell, above, frame):
            continue
        if (rest := beside_ditto(cell.text)) is not None:
            _take(task, role, read_units(rest, frame.home), cell, frame)
            setattr(task, role, (*(getattr(above, role) if above is not None else ()), *getattr(task, role)))
            task.inherited.append(NAMES[role])
            _label(replace(cell, text=cell.text.removesuffix(rest).strip()), "ditto", frame.ledger)
            task.doubt(NAMES[role], "uncertain_field", f"Ô ghi “{cell.text}”: lấy theo dòng trên và thêm phần còn lại")
            continue
        lead, others = read_roles(cell.text, frame.home) if role == "lead" else (UnitReading(()), UnitReading(()))
        if role == "lead" and ("phối hợp" in fold(cell.text) or others.units) and not task.coordinating:
            _take(task, "lead", lead, cell, frame)
            _take(task, "coordinating", others, cell, frame)
            _label_roles(cell, (*lead.units, *others.units), frame.ledger)
            if "coordinating" in said:
                beside = others.units
                task.doubt("lead_units", "uncertain_field", "Ô đơn vị chủ trì ghi cả đơn vị phối hợp")
            continue
        reading = read_units(cell.text, frame.home)
        _take(task, role, reading, cell, frame)
        _label_roles(cell, reading.units, frame.ledger)
    if beside and task.coordinating != beside:
        task.coordinating = (*beside, *task.coordinating)


def _take(task: Row, role: str, reading: UnitReading, cell: Said, frame: Frame) -> None:
    for doubt in reading.doubts:
        task.doubt(NAMES[role], as_reason(doubt.reason), doubt.detail)
    frame.ledger.fixes += [replace(fix, key=cell.key) for fix in reading.fixes]
    setattr(task, role, reading.units)


def _label_roles(cell: Said, units: tuple[Organization, ...], ledger: Ledger) -> None:
    """The words of a cell that only deal out its roles (`Chủ trì: …`, `Phối hợp: …`) are labels of the form."""
    held = Counter(word for unit in units for word in words_of(unit.raw))
    left: list[str] = []
    for word in words_of(cell.text):
        if held[word] > 0:
            held[word] -= 1
        elif fold(word) != "và":
            left.append(word)
    if left and units and all(fold(word) in _role_words() for word in left):
        ledger.label(Mark(kind="role_words", text=" ".join(left), source=source(*cell.places)), cell.key)


@cache
def _role_words() -> frozenset[str]:
    roles = load("units")["roles"]
    return frozenset(fold(word) for words in roles.values() for phrase in words for word in words_of(phrase))


def _fill_deadline(task: Row, said: dict[str, Said], texts: dict[str, str], ticked: list[int], above: Row | None, frame: Frame) -> None:
    columns, calendar = frame.columns, frame.calendar
    if columns.spans:
        heads = [columns.headings[col].split(" / ")[-1] for col in ticked]
        task.take_deadline(from_marks([columns.spans[col] for col in ticked], heads, calendar))
        if task.deadline is None:
            task.doubt("deadline", "unknown_deadline", "Không có dấu ở cột thời gian nào")
        return
    text = texts.get("deadline", "")
    if text and not texts.get("start") and _repeats(task, "deadline", "deadline", said["deadline"], above, frame):
        return
    col = columns.at("deadline")
    year = columns.years[col] if col is not None else None
    if year:
        calendar = replace(calendar, year=year)
    if texts.get("start"):
        task.take_deadline(from_start_and_end(texts["start"], text, calendar))
    elif text:
        task.take_deadline(read_deadline(text, calendar))
        if task.deadline is None:
            task.columns[(columns.headings[col] if col is not None else "") or "Thời gian"] = " ".join(text.split())

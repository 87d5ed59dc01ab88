"""The parts of an outline, each read by its own module, put together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from planparse.interpret.annexes import heading_source, read_heading
from planparse.interpret.bases import read_bases
from planparse.interpret.columns import Columns, carry, first_number, follows, may_carry, read_columns, set_aside
from planparse.interpret.deadline import Calendar, read_deadline
from planparse.interpret.group_rows import Group
from planparse.interpret.header import read_header, topic_of
from planparse.interpret.identity import domain_of, plan_id, same_tasks, task_ids
from planparse.interpret.ledger import Ledger, source_of
from planparse.interpret.locality import place_issuer
from planparse.interpret.prose import read_prose
from planparse.interpret.sections import read_tree, table_rows
from planparse.interpret.signoff import read_closing, read_recipients, read_signature
from planparse.interpret.task_row import Frame, Row
from planparse.interpret.tasks import TableRows, read_rows
from planparse.interpret.units import Home, read_units
from planparse.interpret.years import read_year
from planparse.paper import Grid, Item, Outline, Piece
from planparse.plan import (
    Annex,
    Cover,
    Header,
    LegalBasis,
    Mark,
    Node,
    Period,
    Recipient,
    Signature,
    Source,
    Sources,
    Task,
    TaskGroup,
    TaskTable,
    source,
)
from planparse.vocab import layout
from planparse.vocab.markers import read_marker
from planparse.vocab.spelling import words_of


@dataclass(slots=True)
class Reading:
    """What interpretation made of one outline: the parts of a plan, and the ledger that says where each text went."""

    id: str
    header: Header
    legal_bases: tuple[LegalBasis, ...] = ()
    preamble: tuple[Node, ...] = ()
    sections: tuple[Node, ...] = ()
    closing: str | None = None
    closing_source: Sources = None
    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    cover: Cover | None = None
    annexes: tuple[Annex, ...] = ()
    tables: tuple[TaskTable, ...] = ()
    tasks: tuple[Task, ...] = ()
    labels: list[Mark] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


def interpret(outline: Outline) -> Reading:
    """The meaning of an outline. Never raises for what a document says."""
    ledger = Ledger()
    front = outline.decision or outline
    header, labels = read_header(front, "/header", ledger)
    if outline.decision is not None:
        header, more = _wrap(header, outline, ledger)
        labels += more
    reading = Reading(id="", header=header, labels=list(labels), ledger=ledger)
    home = home_of(header)
    reading.legal_bases, reading.preamble = _read_preamble(outline, home, ledger)
    reader = _Tables(calendar_of(header, reading.legal_bases, home), home, ledger)
    reader.read(outline)
    reading.tables = tuple(reader.tables)
    reading.annexes = _read_annexes(outline, reading, home, reader)
    reading.sections = read_tree(reader.beside(outline.body), "/sections", home, ledger)
    reading.closing = read_closing(outline.closing, ledger)
    reading.closing_source = source_of(outline.closing)
    _read_sign_off(reading, outline, front)
    reading.header = place_issuer(header, _naming_texts(reading), ledger)
    reading.cover = _read_cover(outline.cover, reading, home) if outline.cover else None
    reading.id = plan_id(header)
    prose = read_prose(reading.sections, reader.calendar, home, keys_only=bool(reader.rows) or not _is_plan(reading.header))
    reading.tasks = _finish(reading, [*reader.rows, *prose])
    reading.labels += ledger.take_labels()
    return reading


def _is_plan(header: Header) -> bool:
    """Whether the document is a plan or issues one: the duties that a circular or a notice names are no tasks."""
    known = header.doc_type.name if header.doc_type else ""
    return bool(header.wraps) or any(title.name == known and title.role == "plan" for title in layout.titles().values())


def _naming_texts(reading: Reading) -> list[str]:
    """The parts of a document that say in which province it stands."""
    parent = reading.header.parent_authority
    bases = [basis.text for basis in reading.legal_bases]
    return [*bases, *(recipient.raw for recipient in reading.recipients), *([parent.raw] if parent else [])]


def home_of(header: Header) -> Home:
    """Who speaks: the issuer's locality and level, and whether it is a party committee (`Tỉnh ủy` is one of the province)."""
    issuer = header.issuing_authority
    if issuer is None:
        return Home()
    level = issuer.level if issuer.level in ("province", "central") else "commune"
    party = issuer.kind == "party"
    if party and (issuer.locality_kind in ("tỉnh", "thành phố") or "tinh-uy" in (issuer.id or "") or "thanh-uy" in (issuer.id or "")):
        level = "province"
    return Home(locality=issuer.locality, locality_kind=issuer.locality_kind, level=level, province=issuer.province, party=party)


def calendar_of(header: Header, bases: tuple[LegalBasis, ...], home: Home) -> Calendar:
    """What the deadlines of a plan lean on."""
    period = header.period
    return Calendar(
        year=header.year,
        start=dt.date.fromisoformat(period.start) if period else None,
        end=dt.date.fromisoformat(period.end) if period else None,
        issued=header.date,
        bases=bases,
        level=home.level,
    )


def _wrap(header: Header, outline: Outline, ledger: Ledger) -> tuple[Header, tuple[Mark, ...]]:
    """The decision's header, with the plan that it issues named in `wraps`; year, period and topic are the plan's."""
    inner = read_header(outline, "/header/wrapped", Ledger())[0]
    plan = " ".join(piece.text for piece in outline.title if not piece.text.startswith("("))
    rest = tuple(piece for piece in (*outline.letterhead, *outline.title) if piece.text.startswith("(") or piece in outline.letterhead)
    for piece in outline.title:
        ledger.claim(piece.keys, "/document/labels" if piece.text.startswith("(") else "/header/wraps")
    for piece in outline.letterhead:
        ledger.claim(piece.keys, "/document/labels")
    year, period, _ = read_year(inner.title or header.title or "", "")
    wrapped = header.model_copy(
        update={
            "wraps": plan or None,
            "year": year or header.year,
            "period": Period(start=period[0].isoformat(), end=period[1].isoformat()) if period else header.period,
            "topic": topic_of(inner.title or "") or header.topic,
        }
    )
    return wrapped, tuple(Mark(kind="wrapped_heading", text=piece.text, source=source(*piece.places)) for piece in rest)


def _read_preamble(outline: Outline, home: Home, ledger: Ledger) -> tuple[tuple[LegalBasis, ...], tuple[Node, ...]]:
    """The bases, and the nodes of what else stands before the first section; a sentence that holds several bases stays a node too."""
    items: tuple[Item, ...] = outline.preamble
    if outline.decision is not None:
        decision = outline.decision
        items = (*decision.preamble, *decision.body, *decision.closing, *outline.preamble)
    bases: list[LegalBasis] = []
    kept: list[Item] = []
    listing = False
    for item in items:
        if not isinstance(item, Piece):
            kept.append(item)
            continue
        marker, words = read_marker(item.text)
        opens = layout.opens_with(words, "basis")
        found = read_bases(item.text, source(*item.places)) if opens or (listing and marker is not None) else ()
        listing = opens or (listing and bool(found))
        first = len(bases)
        bases += found
        if found and _covers(item.text, found):
            ledger.claim(item.keys, *(f"/legal_bases/{first + at}" for at in range(len(found))))
        else:
            kept.append(item)
    return tuple(bases), read_tree(tuple(kept), "/preamble", home, ledger)


def _covers(text: str, bases: tuple[LegalBasis, ...]) -> bool:
    left = Counter(words_of(text)) - Counter(word for basis in bases for word in words_of(basis.text))
    return set(left) <= {"và", "Và", "VÀ"}


@dataclass(frozen=True, slots=True)
class _Last:
    """The task table that ended just above: what it held, its columns, and the number of its last row."""

    found: TableRows
    columns: Columns
    number: str | None


class _Tables:
    """Reads the task tables of an outline in document order. `left` holds for each of their blocks what is neither task nor group."""

    def __init__(self, calendar: Calendar, home: Home, ledger: Ledger) -> None:
        self.calendar, self.home, self.ledger = calendar, home, ledger
        self.tables: list[TaskTable] = []
        self.rows: list[Row] = []
        self.left: dict[int, tuple[Piece, ...]] = {}

    def read(self, outline: Outline) -> None:
        """Reads them all."""
        for annex, items in ((None, outline.body), *enumerate(part.items for part in outline.annexes)):
            last: _Last | None = None
            for item in items:
                last = self._read(item, last, annex) if isinstance(item, Grid) else None

    def _read(self, item: Grid, last: _Last | None, annex: int | None) -> _Last | None:
        """Reads a table, which may go on with the one just above."""
        columns = read_columns(item.table, self._looks_like)
        if last is not None and (columns is None or columns.guessed):
            carried = carry(item.table, last.columns, last.number, self._looks_like)
            if carried is None and columns is None and may_carry(item.table, last.columns):
                pointer = "/sections" if annex is None else f"/annexes/{annex}/rows"
                self.ledger.doubt(
                    pointer, "table_structure", "Bảng không có dòng tiêu đề ngay dưới bảng nhiệm vụ: không đọc được là nhiệm vụ"
                )
            columns = carried or columns
        if columns is None:
            if set_aside(item.table):
                pointer = "/sections" if annex is None else f"/annexes/{annex}/rows"
                self.ledger.doubt(
                    pointer, "table_structure", "Bảng có cột nội dung và cột đơn vị hoặc thời gian, nhưng không đọc là bảng nhiệm vụ"
                )
            return None
        goes_on = last is not None and (
            columns.carried or (columns.headings == last.columns.headings and follows(first_number(item.table, columns), last.number))
        )
        found = read_rows(item, Frame(columns, self.calendar, self.home, self.ledger), last.found if last and goes_on else None)
        self._take(item, columns, found, annex)
        return _Last(
            found, columns, next((row.marker for row in reversed(found.rows) if row.marker), last.number if last and goes_on else None)
        )

    def beside(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """`items` without the task tables; what these hold beside tasks stands in their place."""
        return tuple(kept for item in items for kept in (self.left.get(item.block, (item,)) if isinstance(item, Grid) else (item,)))

    def _looks_like(self, role: str, text: str) -> bool:
        if role == "deadline":
            deadline = read_deadline(text, self.calendar)
            return deadline is not None and deadline.kind != "unknown" and len(text) < 120
        return len(text) < 200 and any(unit.id is not None for unit in read_units(text, self.home).units)

    def _take(self, grid: Grid, columns: Columns, found: TableRows, annex: int | None) -> None:
        self.left[grid.block] = tuple(found.left)
        pointer = f"/tables/{len(self.tables)}"
        header = [number for number, cell in enumerate(grid.table.cells) if cell.row < columns.header_rows or cell.row in columns.repeats]
        self.ledger.claim(((grid.block, number) for number in header), f"{pointer}/header")
        for at, group in enumerate(found.groups):
            self.ledger.claim(group.keys, f"{pointer}/groups/{at}")
        if columns.guessed:
            self.ledger.doubt(pointer, "table_structure", "Bảng không có dòng tiêu đề: vai trò các cột được suy ra")
        for row in found.rows:
            row.annex = annex
        self.rows += found.rows
        self.tables.append(
            TaskTable(
                annex=annex,
                header=table_rows(grid.table)[: columns.header_rows],
                roles=columns.roles,
                groups=tuple(_group(group) for group in found.groups),
                source=source(*grid.table.places),
            )
        )


def _group(group: Group) -> TaskGroup:
    return TaskGroup(marker=group.marker, title=group.title, source=source(*group.places))


def _read_annexes(outline: Outline, reading: Reading, home: Home, reader: _Tables) -> tuple[Annex, ...]:
    annexes: list[Annex] = []
    for at, part in enumerate(outline.annexes):
        pointer = f"/annexes/{at}"
        label, title, reference, marks = read_heading(part, pointer, reading.ledger)
        reading.labels += marks
        items = reader.beside(part.items)
        pieces = tuple(item for item in items if isinstance(item, Piece))
        rows: list[tuple[str, ...]] = []
        for item in items:
            if isinstance(item, Grid):
                rows += table_rows(item.table)
                reading.ledger.claim(((item.block, number) for number in range(len(item.table.cells))), f"{pointer}/rows")
        annexes.append(
            Annex(
                label=label,
                title=title,
                reference=reference,
                blocks=read_tree(pieces, f"{pointer}/blocks", home, reading.ledger),
                rows=tuple(rows),
                source=heading_source(part),
            )
        )
    return tuple(annexes)


def _read_sign_off(reading: Reading, outline: Outline, front: Outline) -> None:
    reading.recipients, labels = read_recipients(outline.recipients or front.recipients, "/recipients", reading.ledger)
    reading.labels += labels
    reading.signature, labels = read_signature(outline.signature or front.signature, "/signature", reading.ledger)
    reading.labels += labels
    if reading.signature is None or reading.signature.name is None:
        reading.ledger.doubt("/signature", "missing_field", "Không thấy người ký")


def _read_cover(cover: Outline, reading: Reading, home: Home) -> Cover:
    header, labels = read_header(cover, "/cover/header", reading.ledger)
    recipients, more = read_recipients(cover.recipients, "/cover/recipients", reading.ledger)
    signature, last = read_signature(cover.signature, "/cover/signature", reading.ledger)
    reading.labels += (*labels, *more, *last)
    blocks = read_tree((*cover.preamble, *cover.body, *cover.closing), "/cover/blocks", home, reading.ledger)
    return Cover(header=header, recipients=recipients, signature=signature, blocks=blocks)


def _finish(reading: Reading, rows: list[Row]) -> tuple[Task, ...]:
    """The rows as tasks: ids, order, domains, claims and doubts by their final pointers."""
    ids = task_ids(reading.id, (row.content for row in rows))
    twins = same_tasks([row.content for row in rows if row.origin == "table"], [row.content for row in rows if row.origin == "prose"])
    tables = len(rows) - len(twins)
    tasks: list[Task] = []
    for at, (row, identity) in enumerate(zip(rows, ids, strict=True)):
        pointer = f"/tasks/{at}"
        reading.ledger.claim(row.keys, pointer)
        for name, (reason, detail) in row.review.items():
            reading.ledger.doubt(f"{pointer}/{name}", reason, detail)
        tasks.append(
            Task(
                id=identity,
                marker=row.marker,
                origin=row.origin,
                same_as=ids[twin] if at >= tables and (twin := twins[at - tables]) is not None else None,
                order=at + 1,
                group=row.group_path[-1] if row.group_path else None,
                group_path=row.group_path,
                inherited=tuple(dict.fromkeys(row.inherited)),
                content=row.content,
                lead_units=row.lead,
                coordinating_units=row.coordinating,
                deadline=row.deadline,
                output=row.output,
                note=row.note,
                columns=row.columns,
                domain=domain_of(row.group_path or row.headings, row.content),
                annex=row.annex,
                needs_review=tuple(row.review),
                source=source(*row.places) if row.places else _sources(row.nodes),
            )
        )
    if not tasks:
        reading.ledger.doubt("/tasks", "no_tasks", "Không thấy nhiệm vụ nào trong bảng hay trong lời văn")
    return tuple(tasks)


def _sources(nodes: tuple[Node, ...]) -> Sources:
    """The places of some paragraphs together."""
    found: list[Source] = []
    for node in nodes:
        own = node.source if isinstance(node.source, tuple) else (node.source,) if node.source else ()
        found += [place for place in own if place not in found]
    return tuple(found) if len(found) > 1 else found[0] if found else None

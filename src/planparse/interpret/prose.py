"""Tasks that stand in no table.

1. *Key-value* (`prose_keys`): `Cơ quan chủ trì: …`, `Thời gian thực hiện: …` below or behind the words of a task. Explicit, so they are
   tasks also where the plan has a table; one that a row of the table repeats says so in `same_as`.
2. *Duties*, where the plan has no task table: what stands under a heading that names units, and sentences that say who does what
   (`Giao Công an xã …`, `Trạm Y tế chủ trì, phối hợp với …`, `… (Phòng Kinh tế chủ trì; hoàn thành trước ngày …)`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
from planparse.interpret.prose_keys import key_rows, split_keys, take_only_deadline
from planparse.interpret.prose_roles import (
    ROLE_BRACKET,
    assign,
    assign_heading,
    is_nobody,
    opens_with,
    opens_with_verb,
    read_assignment,
    read_leader,
    read_partners,
    read_run_in,
    said,
    take_bracket,
    take_units,
)
from planparse.interpret.tasks import Row
from planparse.interpret.units import Home
from planparse.plan import Node, Organization
from planparse.vocab.spelling import fold

_SHORTEST_DUTY = 8
_SHORTEST_SENTENCE = 25
_NO_DUTIES = ("purpose", "funding")
_ISSUERS = ("ubnd", "hdnd")
_FOLLOWING = re.compile(r"(?:\bsau(?: đây)?|\bchủ trì|\bphối hợp|\bthực hiện)\s*:?$", re.IGNORECASE)
_WHEN = re.compile(r"^(?:thời gian|thời hạn)?[^:]{0,20}:\s*", re.IGNORECASE)


def read_prose(sections: tuple[Node, ...], calendar: Calendar, home: Home, *, keys_only: bool) -> tuple[Row, ...]:
    """The tasks in the prose of a plan, in document order. `keys_only` leaves the duties of units out: the plan has a task table, or
    the document is no plan."""
    rows = list(key_rows(sections, calendar, home))
    if not keys_only:
        order = {id(node): at for at, node in enumerate(_walk(sections))}
        reader = _Duties(frozenset(id(node) for row in rows for node in row.nodes), calendar, home)
        for section in sections:
            if section.kind not in _NO_DUTIES:
                rows += reader.read((section,), _Above(sure=section.kind == "implementation"))
        rows.sort(key=lambda row: min(order[id(node)] for node in row.nodes if id(node) in order))
    return tuple(rows)


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a paragraph: the headings, the units that have the duties, and the words that lead in to a list."""

    titles: tuple[str, ...] = ()
    units: tuple[Organization, ...] = ()
    lead_in: str = ""
    sure: bool = False
    """Whether the section deals out duties."""


@dataclass(frozen=True, slots=True)
class _Duties:
    """Reads duties; the nodes in `taken` are in a task already."""

    taken: frozenset[int]
    calendar: Calendar
    home: Home

    def read(self, nodes: tuple[Node, ...], above: _Above) -> Iterator[Row]:
        """The duties in `nodes`, in order."""
        for node in nodes:
            units = node.units or ((node.unit,) if node.unit else ())
            below = replace(above, titles=(*above.titles, *((node.title,) if node.title else ())), units=units or above.units)
            if node.title is not None and _charges_nobody(fold(node.title)):
                continue
            if id(node) in self.taken:
                yield from self.read(node.children, below)
            elif units and is_nobody(units):
                continue
            elif units:
                if node.text and not node.text.istitle() and not node.text[0].isdigit():
                    yield from self._duty(node.model_copy(update={"title": None}), node, below)
                leads_in = "chủ trì" in fold(node.title or "")
                yield from self.read(node.children, replace(below, lead_in=node.title or "" if leads_in else ""))
            else:
                yield from self._paragraph(node, above, below)

    def _paragraph(self, node: Node, above: _Above, below: _Above) -> Iterator[Row]:
        text = said(node)
        if not above.units:
            found = self._sentence(node, text, above)
            if found is not None and not (node.children and (text.endswith(":") or node.text is None)):
                yield found
                return
            if found is not None:
                below = replace(below, units=found.lead or found.coordinating, lead_in="phối hợp" if not found.lead else "")
            yield from self.read(node.children, below)
            return
        if node.children and (text.endswith(":") or node.text is None):
            if self._is_list_of_duties(node, text):
                yield from self.read(node.children, replace(below, lead_in=text))
            else:
                words = " ".join(said(child) for child in node.children)
                yield from self._duty(node.model_copy(update={"title": None, "text": f"{text.rstrip(':')}: {words}"}), node, above)
            return
        if any(id(child) in self.taken for child in _walk(node.children)):
            yield from self.read(node.children, below)
            return
        yield from self._duty(node, node, above)

    def _is_list_of_duties(self, node: Node, text: str) -> bool:
        """Whether the points below a lead-in are duties each, and not the parts of one."""
        points = [said(child) for child in node.children]
        verbs = sum(opens_with_verb(point) for point in points)
        return bool(_FOLLOWING.search(text)) or 2 * verbs >= len(points) or any(find_deadlines(point, self.calendar) for point in points)

    def _duty(self, words: Node, node: Node, above: _Above) -> Iterator[Row]:
        """The duty that a paragraph under a heading with units is; `node` is the paragraph with its marker."""
        text = said(words)
        if len(text) < _SHORTEST_DUTY or not any(letter.isalpha() for letter in text):
            return
        row = self._bracketed(node, text, above)
        if row is None:
            row = self._row(node, text, above)
            own = read_run_in(text, self.home)
            if own is not None:
                assign_heading(row, own.rest, own.units, self.home)
            elif above.lead_in and not _names_its_own(text, self.home):
                assign_heading(row, above.lead_in, above.units, self.home)
            else:
                assign(row, text, above.units, self.home)
            take_only_deadline(row, text, self.calendar)
        elif not row.lead and not row.coordinating:
            assign_heading(row, text, above.units, self.home)
        yield row

    def _sentence(self, node: Node, text: str, above: _Above) -> Row | None:
        """The task that a sentence outside the duties of units gives to the office that it names; None where it gives none."""
        leads_in = node.text is None and text.endswith(" chủ trì") and bool(node.children)
        if not leads_in and (node.text is None or len(text) < _SHORTEST_SENTENCE):
            return None
        if (row := self._bracketed(node, text, above)) is not None:
            return row if row.lead or row.coordinating else None
        found = read_assignment(text, self.home)
        if found is None or (not found.sure and all(_is_issuer(unit) for unit in found.units)):
            return self._led(node, text, above)
        row = self._row(node, text, above)
        assign_heading(row, found.rest, found.units, self.home)
        take_only_deadline(row, text, self.calendar)
        known = above.sure and all(unit.id is not None for unit in found.units)
        return row if found.sure or found.acts or known or row.deadline is not None else None

    def _led(self, node: Node, text: str, above: _Above) -> Row | None:
        """The task of a sentence that opens with what is to be done and then says who leads."""
        leader = read_leader(text, self.home)
        if leader is None:
            return None
        row = self._row(node, text, above)
        row.lead = take_units(row, "lead_units", leader)
        behind = text[text.find("chủ trì") :]
        if (partners := read_partners(behind, self.home)) is not None:
            row.coordinating = take_units(row, "coordinating_units", partners)
        elif "phối hợp" in behind:
            row.doubt("coordinating_units", "uncertain_field", "Đơn vị phối hợp nêu trong câu, chưa tách")
        take_only_deadline(row, text, self.calendar)
        return row

    def _bracketed(self, node: Node, text: str, above: _Above) -> Row | None:
        """The task whose bracket says who does it, and perhaps by when."""
        bracket = ROLE_BRACKET.search(text)
        if bracket is None or not text[: bracket.start()].strip():
            return None
        row = self._row(node, text[: bracket.start()].strip(), above)
        times = take_bracket(row, bracket["inside"], self.home)
        for time in times:
            deadline = read_deadline(_WHEN.sub("", time), self.calendar) if split_keys(time)[1] else None
            if deadline is not None:
                row.take_deadline(deadline)
            elif row.deadline is None:
                take_only_deadline(row, time, self.calendar)
        if row.deadline is None:
            take_only_deadline(row, row.content, self.calendar)
        return row

    def _row(self, node: Node, content: str, above: _Above) -> Row:
        row = Row(marker=node.marker, content=content, origin="prose")
        row.headings = above.titles
        row.nodes = (node,)
        return row


def _charges_nobody(title: str) -> bool:
    """Whether a heading stands over conditions, rewards, means: nothing below it is a duty."""
    return opens_with(title, "no_duties") and "nội dung" not in title and "nhiệm vụ" not in title


def _is_issuer(unit: Organization) -> bool:
    """Whether it is the body that issues the plan, and not those of other places: `UBND các xã, phường`."""
    return unit.id in _ISSUERS and unit.kind != "collective" and "," not in unit.name


def _names_its_own(text: str, home: Home) -> bool:
    found = read_assignment(text, home)
    return found is not None and found.acts

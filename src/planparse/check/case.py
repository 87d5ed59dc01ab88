"""What the rules look at: a plan with the profile of its kind, and views of it that several rules need. Nothing here judges."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from planparse.plan import Node, Organization, Plan, Source, Sources, Task
from planparse.vocab import load
from planparse.vocab.profile import Profile
from planparse.vocab.spelling import fold

_CLAUSE = re.compile(r"[;.]\s+")
_HELPS = ("phối hợp", "tham gia", "hỗ trợ")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence that gives the unit something to do; `helps` where it opens with "phối hợp", "tham gia"."""

    pointer: str
    text: str
    helps: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """What "Tổ chức thực hiện" gives to the units of one heading."""

    pointer: str
    units: tuple[Organization, ...]
    clauses: tuple[Clause, ...]


class Case:
    """A plan under examination. The day of the examination is `today`."""

    def __init__(self, plan: Plan, profile: Profile, today: dt.date) -> None:
        self.plan = plan
        self.profile = profile
        self.today = today
        self.tokens: dict[str, list[str]] = {}
        self.short_forms: dict[str, str] | None = None
        self.holders: dict[str, tuple[tuple[Duty, Clause, str], ...]] = {}
        self._pairs: dict[str, frozenset[tuple[str, str]]] = {}
        self._works: dict[str, frozenset[int]] = {}

    @cached_property
    def nodes(self) -> tuple[tuple[str, Node], ...]:
        """Every node of the body with its pointer, in reading order."""
        return tuple(walk(self.plan.sections, "/sections"))

    @cached_property
    def annex_nodes(self) -> tuple[tuple[str, Node], ...]:
        """Every node of the annexes."""
        return tuple(found for at, annex in enumerate(self.plan.annexes) for found in walk(annex.blocks, f"/annexes/{at}/blocks"))

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The running text of the plan in reading order, each with its pointer; tasks of tables at the end."""
        plan = self.plan
        found = [(f"/legal_bases/{at}/text", base.text) for at, base in enumerate(plan.legal_bases)]
        for pointer, node in (*walk(plan.preamble, "/preamble"), *self.nodes):
            found += [(f"{pointer}/{name}", text) for name, text in (("title", node.title), ("text", node.text)) if text]
        if plan.closing:
            found.append(("/closing", plan.closing))
        for pointer, node in self.annex_nodes:
            found += [(f"{pointer}/{name}", text) for name, text in (("title", node.title), ("text", node.text)) if text]
        found += [(f"/tasks/{at}/content", task.content) for at, task in self.table_tasks]
        return tuple(found)

    @cached_property
    def whole(self) -> str:
        """All running text, folded: for the question whether something is said anywhere."""
        return "\n".join(folded for _, _, folded in self.folded)

    @cached_property
    def table_tasks(self) -> tuple[tuple[int, Task], ...]:
        """The tasks of tables with their index in `plan.tasks`."""
        return tuple((at, task) for at, task in enumerate(self.plan.tasks) if task.origin == "table")

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What the headings of "Tổ chức thực hiện" give to units. Empty where no heading names one."""
        found = []
        for pointer, node in self.nodes:
            units = node.units or ((node.unit,) if node.unit else ())
            if units and self.section(pointer).kind == "implementation":
                texts = [(f"{at}/text", inner.text) for at, inner in walk(node.children, f"{pointer}/children") if inner.text]
                if node.text:
                    texts.insert(0, (f"{pointer}/text", node.text))
                found.append(Duty(pointer, units, tuple(clause for at, text in texts for clause in clauses(at, text))))
        return tuple(found)

    def section(self, pointer: str) -> Node:
        """The section of the first level in which the node at `pointer` stands."""
        return self.plan.sections[int(pointer.split("/")[2])]

    def first(self, kind: str) -> str:
        """The pointer of the first section of this kind, else of all sections."""
        return next((f"/sections/{at}" for at, node in enumerate(self.plan.sections) if node.kind == kind), "/sections")

    @cached_property
    def level(self) -> str | None:
        """The level of the office that issues the plan."""
        issuer = self.plan.header.issuing_authority
        return issuer.level if issuer else None

    @cached_property
    def earliest(self) -> dt.date | None:
        """The first day on which the plan can have been issued; None where the year is not known."""
        return first_day(self.plan.header.date)

    def works(self, text: str) -> frozenset[int]:
        """The works of the profile, by index, that the text speaks of."""
        found = self._works.get(text)
        if found is None:
            folded = fold(text)
            found = self._works[text] = frozenset(at for at, work in enumerate(self.profile.works) if work.within(folded))
        return found

    def pairs(self, text: str, tokens: list[str]) -> frozenset[tuple[str, str]]:
        """The pairs of neighbouring words of the text, without those over a break."""
        found = self._pairs.get(text)
        if found is None:
            found = frozenset(pair for pair in pairwise(tokens) if "|" not in pair)
            self._pairs[text] = found
        return found

    @cached_property
    def folded(self) -> tuple[tuple[str, str, str], ...]:
        """`texts`, each with its folded form."""
        return tuple((pointer, text, fold(text)) for pointer, text in self.texts)

    @cached_property
    def empty_phrases(self) -> tuple[str, ...]:
        """Folded phrases that say nothing about a work: those of every plan, and the place of this one; the longest first."""
        issuer = self.plan.header.issuing_authority
        place = [fold(f"{issuer.locality_kind or ''} {issuer.locality}")] if issuer and issuer.locality else []
        return tuple(sorted((*words("empty"), *place), key=len, reverse=True))

    def has_role(self, role: str) -> bool:
        """Whether a task table has a column of this role."""
        return any(role in table.roles for table in self.plan.tables)

    def doubted(self, at: int, *names: str) -> bool:
        """Whether the reading itself is not sure of one of these fields of the task."""
        return any(name in self.plan.tasks[at].needs_review for name in names)

    @cached_property
    def reasons(self) -> frozenset[str]:
        """Why the reading marked something."""
        return frozenset(mark.reason for mark in self.plan.needs_review)

    @cached_property
    def whole_read(self) -> bool:
        """Whether all pages could be read: what is missing may otherwise stand on one that could not."""
        return not self.reasons & {"needs_ocr", "broken_text_layer", "reading_limit"}

    @cached_property
    def is_plan(self) -> bool:
        """Whether this is a plan, or a decision that issues one: other documents have other parts."""
        header = self.plan.header
        code = header.doc_type.code if header.doc_type else None
        return bool(header.wraps) or code == "KH" or (code == "QĐ" and "kế hoạch" in fold(header.title or ""))


def clauses(pointer: str, text: str) -> Iterator[Clause]:
    """The clauses of a sentence. One that opens no differently goes on helping: "Phối hợp A; tham gia B; C" has three of them."""
    helps = False
    for part in _CLAUSE.split(text):
        opening = fold(part)
        helps = opening.startswith(_HELPS)
        yield Clause(pointer, part, helps)


def walk(nodes: Iterable[Node], pointer: str) -> Iterator[tuple[str, Node]]:
    """The nodes and all below them, each with its pointer, in reading order."""
    for at, node in enumerate(nodes):
        yield f"{pointer}/{at}", node
        yield from walk(node.children, f"{pointer}/{at}/children")


def first_day(date: str | None) -> dt.date | None:
    """The first day of an EDTF date.

    >>> first_day("2025-12"), first_day(None)
    (datetime.date(2025, 12, 1), None)
    """
    return dt.date.fromisoformat(f"{date}-01-01"[:10]) if date else None


def last_day(date: str | None) -> dt.date | None:
    """The last day of an EDTF date.

    >>> last_day("2025-12"), last_day("2026")
    (datetime.date(2025, 12, 31), datetime.date(2026, 12, 31))
    """
    first = first_day(date)
    if first is None or date is None or len(date) == 10:
        return first
    if len(date) == 4:
        return dt.date(first.year, 12, 31)
    return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def place(plan: Plan, pointer: str) -> Sources:
    """Where the value at `pointer` stands on the paper: its own source, else that of the nearest value around it."""
    value: object = plan
    found: Sources = None
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, tuple) and part.isdecimal() and int(part) < len(value) else getattr(value, part, None)
        own = getattr(value, "source", None)
        if isinstance(own, Source) or (isinstance(own, tuple) and own):
            found = own
    return plan.closing_source if pointer == "/closing" else found


@cache
def words(name: str) -> tuple[str, ...]:
    """The folded phrases of the list `name` in `vocab/checks.toml`."""
    return tuple(fold(form) for form in load("checks")["words"][name])

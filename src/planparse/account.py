"""The account of a document: every character that was read is in a field, removed by a recorded change, or unplaced.

The interpreter says which values of the plan hold which text (`claims`). Nothing is taken on trust: the words of every text are
looked for in the values that are said to hold them, each word of a value used once. What is not found there goes to
`unplaced`, so that a loss can never be silent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from planparse.paper import Key, Paper
from planparse.plan import Annex, Document, Header, LegalBasis, Mark, Node, Organization, Plan, Recipient, Signature, Task, TaskTable
from planparse.vocab.spelling import words_of

_JOINERS = frozenset({"và", "Và", "VÀ"})
"""What joins two units of a cell or two acts of a paragraph; in the plan the list itself says it."""


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of non-space characters. `read` was counted on the paper as read, `placed` on the values of the plan."""

    read: int
    placed: int
    removed: int
    unplaced: int

    @property
    def balanced(self) -> bool:
        """Whether nothing is missing and nothing is too much."""
        return self.read == self.placed + self.removed + self.unplaced

    def __str__(self) -> str:
        sign = "=" if self.balanced else "≠"
        return f"read {self.read:,} {sign} placed {self.placed:,} + removed {self.removed:,} + unplaced {self.unplaced:,}"


def letters(text: str) -> int:
    """How many characters of `text` are no blanks."""
    return len("".join(text.split()))


def weigh(paper: Paper) -> int:
    """The non-space characters of a paper, asides included."""
    return sum(letters(text) for _, text in paper.texts()) + sum(letters(aside.text) for aside in paper.asides)


def missing(paper: Paper, values: Carriers, claims: Mapping[Key, list[str]]) -> dict[Key, str]:
    """For each text the words that no value holds which is said to hold them: the whole text where none of it was found.

    A text of signs only counts as held where it is claimed at all.
    """
    stock: dict[str, Counter[str]] = {}
    left: dict[Key, list[str]] = {}
    texts = [(key, words_of(text), text, claims.get(key, [])) for key, text in paper.texts() if text.strip()]
    for key, words, _, pointers in sorted(texts, key=lambda entry: len(entry[3])):  # texts with one place before those with several
        rest = _take(words, pointers, values, stock)
        left[key] = (
            [word for word in rest if word not in _JOINERS]
            if any(pointer.startswith(("/tasks/", "/legal_bases/")) for pointer in pointers)
            else rest
        )
    lost: dict[Key, str] = {}
    for key, words, text, pointers in texts:
        if left[key] or not (words or pointers):
            lost[key] = text if len(left[key]) == len(words) else " ".join(left[key])
    return lost


def _take(words: list[str], pointers: list[str], values: Carriers, stock: dict[str, Counter[str]]) -> list[str]:
    """Takes `words` out of the values under `pointers`, each word of a value once; the words that were not there."""
    for pointer in pointers:
        for leaf, text in values.under(pointer):
            if not words:
                return words
            held = stock.get(leaf)
            if held is None:
                own = words_of(text)
                if own == words:
                    stock[leaf] = Counter()
                    return []
                held = stock[leaf] = Counter(own)
            rest: list[str] = []
            for word in words:
                if held[word] > 0:
                    held[word] -= 1
                else:
                    rest.append(word)
            words = rest
    return words


def settle(raw: int, paper: Paper, plan: Plan, lost: Mapping[Key, str]) -> Account:
    """The account of `plan`: `raw` is the weight of the paper before anything was mended; `lost` what `missing` found.

    Characters of a text count as placed where its words were found; asides where the plan's document keeps them.
    """
    removed = sum(letters(fix.before) - letters(fix.after) for fix in paper.fixes)
    placed = sum(letters(text) - letters(lost.get(key, "")) for key, text in paper.texts())
    document = plan.document
    placed += sum(letters(mark.text) for marks in (document.stamps, document.footnotes, document.hidden) for mark in marks)
    return Account(read=raw, placed=placed, removed=removed, unplaced=sum(letters(block.text) for block in plan.unplaced))


class Carriers:
    """The values of a plan that hold words as they stand in the document, found by pointer."""

    def __init__(self, plan: Plan) -> None:
        self._values = sorted(carriers(plan))
        self._pointers = [pointer for pointer, _ in self._values]

    def under(self, pointer: str) -> list[tuple[str, str]]:
        """Pointer and text of the value at `pointer` and of all below it."""
        first = bisect_left(self._pointers, pointer)
        exact = self._values[first : first + 1] if self._pointers[first : first + 1] == [pointer] else []
        return exact + self._values[bisect_left(self._pointers, pointer + "/") : bisect_left(self._pointers, pointer + "0")]


def carriers(plan: Plan) -> Iterator[tuple[str, str]]:
    """Pointer and text of every value that holds words as they stand in the document; values derived from them are no carriers."""
    yield from _document(plan.document)
    yield from _header("/header", plan.header)
    if plan.cover:
        yield from _header("/cover/header", plan.cover.header)
        yield from _recipients("/cover/recipients", plan.cover.recipients)
        yield from _signature("/cover/signature", plan.cover.signature)
        yield from _nodes("/cover/blocks", plan.cover.blocks)
    for at, basis in enumerate(plan.legal_bases):
        yield f"/legal_bases/{at}/text", basis.text
    yield from _nodes("/preamble", plan.preamble)
    yield from _nodes("/sections", plan.sections)
    if plan.closing:
        yield "/closing", plan.closing
    yield from _recipients("/recipients", plan.recipients)
    yield from _signature("/signature", plan.signature)
    for at, annex in enumerate(plan.annexes):
        yield from _annex(f"/annexes/{at}", annex)
    for at, table in enumerate(plan.tables):
        yield from _table(f"/tables/{at}", table)
    for at, task in enumerate(plan.tasks):
        if task.origin == "table":
            yield from _task(f"/tasks/{at}", task)


def _document(document: Document) -> Iterator[tuple[str, str]]:
    for name, marks in (
        ("stamps", document.stamps),
        ("labels", document.labels),
        ("footnotes", document.footnotes),
        ("hidden", document.hidden),
    ):
        yield from _marks(f"/document/{name}", marks)


def _marks(pointer: str, marks: Iterable[Mark]) -> Iterator[tuple[str, str]]:
    for at, mark in enumerate(marks):
        yield f"{pointer}/{at}/text", mark.text


def _some(*pairs: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    for pointer, text in pairs:
        if text:
            yield pointer, text


def _header(pointer: str, header: Header) -> Iterator[tuple[str, str]]:
    yield from _organization(f"{pointer}/issuing_authority", header.issuing_authority)
    yield from _organization(f"{pointer}/parent_authority", header.parent_authority)
    yield from _some(
        (f"{pointer}/national_title", header.national_title),
        (f"{pointer}/motto", header.motto),
        (f"{pointer}/number/raw", header.number.raw if header.number else None),
        (f"{pointer}/date_raw", header.date_raw),
        (f"{pointer}/doc_type_raw", header.doc_type_raw),
        (f"{pointer}/title", header.title),
        (f"{pointer}/wraps", header.wraps),
    )


def _organization(pointer: str, organization: Organization | None) -> Iterator[tuple[str, str]]:
    if organization is not None:
        yield f"{pointer}/raw", organization.raw


def _recipients(pointer: str, recipients: Iterable[Recipient]) -> Iterator[tuple[str, str]]:
    for at, recipient in enumerate(recipients):
        yield f"{pointer}/{at}/raw", recipient.raw


def _signature(pointer: str, signature: Signature | None) -> Iterator[tuple[str, str]]:
    if signature is not None:
        yield from _some(
            (f"{pointer}/authority", signature.authority), (f"{pointer}/position", signature.position), (f"{pointer}/name", signature.name)
        )


def _nodes(pointer: str, nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    for at, node in enumerate(nodes):
        here = f"{pointer}/{at}"
        yield from _some((f"{here}/marker", node.marker), (f"{here}/title", node.title), (f"{here}/text", node.text))
        yield from _rows(f"{here}/rows", node.rows)
        yield from _nodes(f"{here}/children", node.children)


def _rows(pointer: str, rows: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(rows):
        for col, text in enumerate(row):
            if text:
                yield f"{pointer}/{at}/{col}", text


def _annex(pointer: str, annex: Annex) -> Iterator[tuple[str, str]]:
    yield from _some((f"{pointer}/label", annex.label), (f"{pointer}/title", annex.title))
    yield from _basis(f"{pointer}/reference", annex.reference)
    yield from _nodes(f"{pointer}/blocks", annex.blocks)
    yield from _rows(f"{pointer}/rows", annex.rows)


def _basis(pointer: str, basis: LegalBasis | None) -> Iterator[tuple[str, str]]:
    if basis is not None:
        yield f"{pointer}/text", basis.text


def _table(pointer: str, table: TaskTable) -> Iterator[tuple[str, str]]:
    yield from _rows(f"{pointer}/header", table.header)
    for at, group in enumerate(table.groups):
        yield from _some((f"{pointer}/groups/{at}/marker", group.marker), (f"{pointer}/groups/{at}/title", group.title))


def _task(pointer: str, task: Task) -> Iterator[tuple[str, str]]:
    yield from _some(
        (f"{pointer}/marker", task.marker),
        (f"{pointer}/content", task.content),
        (f"{pointer}/deadline/raw", task.deadline.raw if task.deadline else None),
        (f"{pointer}/output", task.output),
        (f"{pointer}/note", task.note),
    )
    for name, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units)):
        for at, unit in enumerate(units):
            yield f"{pointer}/{name}/{at}/raw", unit.raw
    for heading, text in task.columns.items():
        yield f"{pointer}/columns/{heading.replace('~', '~0').replace('/', '~1')}", text

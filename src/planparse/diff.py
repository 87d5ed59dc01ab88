"""What changed between two versions of one plan: tasks added, removed, moved, and changed field by field; and every other text.

Tasks are the same where their ids are (the part behind the plan's own id), else where their contents are alike; each is matched
once. A task has moved where its order among the matched ones changed: the fewest are called moved that explain the new order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from planparse.plan import Header, Model, Node, Plan, Signature, Task
from planparse.vocab.spelling import fold, words_of

_ENOUGH_WORDS, _WITHIN = 4, 95
_ALIKE = 72
"""Share of common words in order, of 100, from which two contents are one task reworded."""


class Change(Model):
    """One field before and after, as text; null where it was absent."""

    field: str
    before: str | None
    after: str | None


class TaskChange(Model):
    """A task that stands in both versions with other values."""

    id: str
    marker: str | None
    content: str
    changes: tuple[Change, ...]


class TaskMove(Model):
    """A task that stands elsewhere among the others: its order before and after."""

    id: str
    content: str
    before: int
    after: int


class TaskNote(Model):
    """A task that only one version has."""

    id: str
    marker: str | None
    content: str
    leads: tuple[str, ...]
    deadline: str | None


Part: TypeAlias = Literal[
    "cover", "legal_bases", "preamble", "sections", "closing", "recipients", "signature", "annexes", "footnotes", "unplaced"
]


class TextChange(Model):
    """A text of the plan that is no field of the header and no task's: the heading or paragraph at `place` (`II.1.a`, a field of the
    signature), null before where it was added, null after where it is gone."""

    part: Part
    place: str | None
    before: str | None
    after: str | None


class Difference(Model):
    """All that changed. `header` holds the fields of the header, `bases` the numbers of cited acts, `texts` what no other list says."""

    header: tuple[Change, ...] = ()
    bases_added: tuple[str, ...] = ()
    bases_removed: tuple[str, ...] = ()
    added: tuple[TaskNote, ...] = ()
    removed: tuple[TaskNote, ...] = ()
    moved: tuple[TaskMove, ...] = ()
    changed: tuple[TaskChange, ...] = ()
    texts: tuple[TextChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the two versions say the same."""
        return self == Difference()


def compare(old: Plan, new: Plan) -> Difference:
    """What `new` says otherwise than `old`. `compare(plan, plan)` is empty; added and removed change places with the arguments."""
    pairs = _pairs(old.tasks, new.tasks)
    kept_old, kept_new = {before for before, _ in pairs}, {after for _, after in pairs}
    cited_old, cited_new = (dict.fromkeys(basis.number or basis.text for basis in plan.legal_bases) for plan in (old, new))
    rewritten = {(_plain(old.tasks[before].content), _plain(new.tasks[after].content)) for before, after in pairs}
    return Difference(
        header=_header(old.header, new.header),
        bases_added=tuple(number for number in cited_new if number not in cited_old),
        bases_removed=tuple(number for number in cited_old if number not in cited_new),
        added=tuple(_note(task) for at, task in enumerate(new.tasks) if at not in kept_new),
        removed=tuple(_note(task) for at, task in enumerate(old.tasks) if at not in kept_old),
        moved=_moved(old.tasks, new.tasks, pairs),
        changed=tuple(change for before, after in pairs if (change := _task(old.tasks[before], new.tasks[after])).changes),
        texts=tuple(change for change in _texts(old, new) if (_plain(change.before or ""), _plain(change.after or "")) not in rewritten),
    )


def _pairs(old: tuple[Task, ...], new: tuple[Task, ...]) -> list[tuple[int, int]]:
    """Indexes of the tasks that are one, in the order of the new version."""
    by_id = {_own_id(task): at for at, task in enumerate(old)}
    pairs = [(by_id[_own_id(task)], at) for at, task in enumerate(new) if _own_id(task) in by_id]
    left_old = [at for at in range(len(old)) if at not in {before for before, _ in pairs}]
    left_new = [at for at in range(len(new)) if at not in {after for _, after in pairs}]
    if left_old and left_new:
        scored = [(_alike(old[a].content, new[b].content), -abs(a - b), a, b) for a in left_old for b in left_new]
        for score, _, before, after in sorted(scored, reverse=True):
            if score >= _ALIKE and before in left_old and after in left_new:
                pairs.append((before, after))
                left_old.remove(before)
                left_new.remove(after)
    return sorted(pairs, key=lambda pair: pair[1])


def _alike(one: str, other: str) -> float:
    """How alike two contents are, 0-100: by common words in order, or fully where one only adds words to the other's four or more."""
    from rapidfuzz import fuzz

    one, other = (" ".join(words_of(fold(text))) for text in (one, other))
    if min(len(one.split()), len(other.split())) >= _ENOUGH_WORDS and fuzz.token_set_ratio(one, other) >= _WITHIN:
        return 100.0
    return fuzz.token_sort_ratio(one, other)


def _own_id(task: Task) -> str:
    return task.id.rpartition("/")[2]


def _moved(old: tuple[Task, ...], new: tuple[Task, ...], pairs: list[tuple[int, int]]) -> tuple[TaskMove, ...]:
    still = _longest_rise([before for before, _ in pairs])
    return tuple(
        TaskMove(id=new[after].id, content=new[after].content, before=old[before].order, after=new[after].order)
        for number, (before, after) in enumerate(pairs)
        if number not in still
    )


def _longest_rise(values: list[int]) -> set[int]:
    """The positions of a longest increasing run of `values`: those that did not move."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [at]
        previous.append(ends[place - 1] if place else -1)
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return kept


def _note(task: Task) -> TaskNote:
    leads = tuple(unit.name for unit in task.lead_units)
    return TaskNote(
        id=task.id, marker=task.marker, content=task.content, leads=leads, deadline=task.deadline.raw if task.deadline else None
    )


def _task(old: Task, new: Task) -> TaskChange:
    before, after = _values(old), _values(new)
    changes = tuple(Change(field=name, before=before[name], after=after[name]) for name in before if before[name] != after[name])
    return TaskChange(id=new.id, marker=new.marker, content=new.content, changes=changes)


def _values(task: Task) -> dict[str, str | None]:
    return {
        "marker": task.marker,
        "content": task.content,
        "lead_units": "; ".join(unit.name for unit in task.lead_units) or None,
        "coordinating_units": "; ".join(unit.name for unit in task.coordinating_units) or None,
        "deadline": task.deadline.raw if task.deadline else None,
        "output": task.output,
        "note": task.note,
        "group": task.group,
        "columns": "; ".join(f"{name}: {value}" for name, value in task.columns.items()) or None,
    }


def _header(old: Header, new: Header) -> tuple[Change, ...]:
    before, after = _header_values(old), _header_values(new)
    return tuple(Change(field=name, before=before[name], after=after[name]) for name in before if before[name] != after[name])


def _header_values(header: Header) -> dict[str, str | None]:
    return {
        "number": header.number.code if header.number else None,
        "date": header.date,
        "title": header.title,
        "year": str(header.year) if header.year else None,
        "issuing_authority": header.issuing_authority.name if header.issuing_authority else None,
        "parent_authority": header.parent_authority.name if header.parent_authority else None,
        "doc_type": header.doc_type.name if header.doc_type else header.doc_type_raw,
        "place": header.place,
    }


class _Line(NamedTuple):
    """A text where it stands; `same` is what makes it the same text in another file."""

    place: str | None
    text: str

    @property
    def same(self) -> str:
        return _plain(self.text)


def _plain(text: str) -> str:
    """The words and signs, whatever blanks and line breaks stand between them."""
    return " ".join(text.split())


def _texts(old: Plan, new: Plan) -> Iterator[TextChange]:
    numbers = {basis.number for basis in old.legal_bases} & {basis.number for basis in new.legal_bases} - {None}
    before, after = _parts(old, numbers), _parts(new, numbers)
    for part in before:
        yield from _changed_lines(part, before[part], after[part])


def _parts(plan: Plan, numbers: Collection[str | None]) -> dict[Part, list[_Line]]:
    """Every text that is neither of the header nor of a task of a table, by the part of the plan; bases of these numbers only."""
    cover = plan.cover
    return {
        "cover": [*_nodes(cover.blocks), *_signature(cover.signature), *_lines(one.raw for one in cover.recipients)] if cover else [],
        "legal_bases": [_Line(basis.number, basis.text) for basis in plan.legal_bases if basis.number in numbers],
        "preamble": list(_nodes(plan.preamble)),
        "sections": list(_nodes(plan.sections)),
        "closing": [_Line(None, plan.closing)] if plan.closing else [],
        "recipients": _lines(one.raw for one in plan.recipients),
        "signature": list(_signature(plan.signature)),
        "annexes": [
            line
            for annex in plan.annexes
            for line in (*_line(annex.label, annex.title), *_nodes(annex.blocks, annex.label), *_rows(annex.rows, annex.label))
        ],
        "footnotes": _lines(mark.text for mark in plan.document.footnotes),
        "unplaced": _lines(one.text for one in plan.unplaced),
    }


def _lines(texts: Iterable[str]) -> list[_Line]:
    return [_Line(None, text) for text in texts]


def _line(place: str | None, *texts: str | None) -> Iterator[_Line]:
    if said := " ".join(text for text in texts if text):
        yield _Line(place, said)


def _rows(rows: Sequence[tuple[str, ...]], place: str | None) -> Iterator[_Line]:
    return (_Line(place, " | ".join(row)) for row in rows)


def _nodes(nodes: Sequence[Node], above: str | None = None) -> Iterator[_Line]:
    """The nodes from the top down, each under the numbers that lead to it."""
    for node in nodes:
        number = (node.marker or "").strip(" .)-–+•")
        place = ".".join(part for part in (above, number) if part) or None
        yield from _line(place, node.title, node.text)
        yield from _rows(node.rows, place)
        yield from _nodes(node.children, place)


def _signature(signature: Signature | None) -> Iterator[_Line]:
    """The fields that a signature has, each under its name."""
    for name in ("authority", "position", "name"):
        if signature and (said := getattr(signature, name)):
            yield _Line(name, said)


def _changed_lines(part: Part, old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[TextChange]:
    """Lines that only one version has; between two lines that are the same, those at the same place are one line rewritten."""
    matcher = SequenceMatcher(None, [line.same for line in old], [line.same for line in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        left = list(new[c:d])
        for line in old[a:b]:
            other = next((one for one in left if one.place == line.place), None)
            if other:
                left.remove(other)
            yield TextChange(part=part, place=line.place, before=line.text, after=other.text if other else None)
        yield from (TextChange(part=part, place=line.place, before=None, after=line.text) for line in left)

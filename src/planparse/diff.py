"""What changed between two versions of one plan: tasks added, removed, moved, and changed field by field.

Tasks are the same where their ids are (the part behind the plan's own id), else where their contents are alike; each is matched
once. A task has moved where its order among the matched ones changed: the fewest are called moved that explain the new order.
"""

from __future__ import annotations

from bisect import bisect_left

from planparse.plan import Header, Model, Plan, Task
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


class Difference(Model):
    """All that changed. `header` holds the fields of the header, `bases` the numbers of cited acts."""

    header: tuple[Change, ...] = ()
    bases_added: tuple[str, ...] = ()
    bases_removed: tuple[str, ...] = ()
    added: tuple[TaskNote, ...] = ()
    removed: tuple[TaskNote, ...] = ()
    moved: tuple[TaskMove, ...] = ()
    changed: tuple[TaskChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the two versions say the same."""
        return self == Difference()


def compare(old: Plan, new: Plan) -> Difference:
    """What `new` says otherwise than `old`. `compare(plan, plan)` is empty; added and removed change places with the arguments."""
    pairs = _pairs(old.tasks, new.tasks)
    kept_old, kept_new = {before for before, _ in pairs}, {after for _, after in pairs}
    cited_old, cited_new = (dict.fromkeys(basis.number or basis.text for basis in plan.legal_bases) for plan in (old, new))
    return Difference(
        header=_header(old.header, new.header),
        bases_added=tuple(number for number in cited_new if number not in cited_old),
        bases_removed=tuple(number for number in cited_old if number not in cited_new),
        added=tuple(_note(task) for at, task in enumerate(new.tasks) if at not in kept_new),
        removed=tuple(_note(task) for at, task in enumerate(old.tasks) if at not in kept_old),
        moved=_moved(old.tasks, new.tasks, pairs),
        changed=tuple(change for before, after in pairs if (change := _task(old.tasks[before], new.tasks[after])).changes),
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
    }

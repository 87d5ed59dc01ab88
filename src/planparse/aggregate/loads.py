"""Who has how much to do, in which domain, and when it falls due."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from planparse import vocab
from planparse.aggregate.overview import CoverageRow, Domain, Due, MatrixCell, MonthLoad, TaskRow, UnitLoad, unit_id
from planparse.aggregate.rows import NO_DOMAIN
from planparse.aggregate.sent import Sent

NOBODY = "khong-ro"
"""The unit of a task that names no lead."""

_OF_COMMUNE = re.compile(r"\s+(?:phường|xã|đặc khu)$", re.IGNORECASE)


def domains(tasks: Sequence[TaskRow], covered: Sequence[CoverageRow]) -> tuple[Domain, ...]:
    """The domains of any task or of the reference plan, in the order of `vocab/topics.toml`; those without one last."""
    counts = Counter(task.domain for task in tasks)
    named = {task.domain for task in tasks} | {row.domain for row in covered}
    titles = {entry["id"]: entry["titles"][0] for entry in vocab.load("topics")["domain"]} | vocab.load("aggregate")["domain"]
    order = [*(name for name in titles if name != NO_DOMAIN), NO_DOMAIN]
    expected = _expected(tasks, covered)
    return tuple(
        Domain(id=name, title=titles[name][:1].upper() + titles[name][1:], tasks=counts[name], expected=name in expected)
        for name in order
        if name in named
    )


def _expected(tasks: Sequence[TaskRow], covered: Sequence[CoverageRow]) -> set[str | None]:
    if covered:
        return {row.domain for row in covered if row.asked == "lead"} - {NO_DOMAIN}
    wards = {task.ward for task in tasks}
    having = Counter(domain for _, domain in {(task.ward, task.domain) for task in tasks})
    return {domain for domain, count in having.items() if 2 * count >= len(wards) and domain != NO_DOMAIN}


def matrix(tasks: Sequence[TaskRow], wards: Sequence[str], found: Sequence[Domain]) -> tuple[MatrixCell, ...]:
    """Every ward that has a plan by every domain, also where there is no task."""
    counts = Counter((task.ward, task.domain) for task in tasks)
    return tuple(MatrixCell(ward=ward, domain=domain.id, tasks=counts[ward, domain.id]) for ward in wards for domain in found)


def months(dues: Sequence[Due], tasks: Mapping[str, TaskRow]) -> tuple[MonthLoad, ...]:
    """What falls due, by month and leading unit; a task with two leads is in the load of both."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for due in dues:
        for unit in tuple(dict.fromkeys(unit.id for unit in tasks[due.task].lead)) or (NOBODY,):
            found[due.date[:7], unit].append(due.task)
    return tuple(
        MonthLoad(month=month, unit=unit, dues=len(behind), tasks=tuple(dict.fromkeys(behind)))
        for (month, unit), behind in sorted(found.items())
    )


def unit_loads(counted: Sequence[Sent]) -> tuple[UnitLoad, ...]:
    """Every unit that acts anywhere, the one with most tasks to lead first."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, str] = {}
    lead: Counter[str] = Counter()
    helping: Counter[str] = Counter()
    by_ward: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for sent in counted:
        ward = sent.sender.id
        for _, task in sent.tasks:
            sizes[ward] += 1
            for count, units in ((lead, task.lead_units), (helping, task.coordinating_units)):
                for unit in units:
                    names[unit_id(unit)][_OF_COMMUNE.sub("", unit.name)] += 1
                    kinds[unit_id(unit)] = min(unit.kind, kinds.get(unit_id(unit), unit.kind))
                count.update({unit_id(unit) for unit in units})
            by_ward[ward].update({unit_id(unit) for unit in task.lead_units})
    loads = [
        UnitLoad(
            id=unit,
            name=min(forms, key=lambda form: (-forms[form], form)),
            kind=kinds[unit],
            lead=lead[unit],
            coordinating=helping[unit],
            wards=sum(unit in units for units in by_ward.values()),
            over_half=tuple(sorted(ward for ward, units in by_ward.items() if 2 * units[unit] > sizes[ward])),
        )
        for unit, forms in names.items()
    ]
    return tuple(sorted(loads, key=lambda load: (-load.lead, -load.coordinating, load.id)))

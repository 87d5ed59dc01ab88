"""Tasks held beside the province's and beside each other: the rows of coverage and of clusters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planparse.aggregate.clusters import FAR, Cluster, cluster
from planparse.aggregate.coverage import Coverage, Wanted, missing
from planparse.aggregate.overview import ClusterRow, CoverageRow, Match, Reference, TaskRow, first_page, unit_ref
from planparse.aggregate.punctual import plans_due
from planparse.aggregate.rows import NO_DOMAIN
from planparse.aggregate.senders import Sender
from planparse.aggregate.sent import Sent
from planparse.plan import Plan
from planparse.vocab.matching import plain_words
from planparse.vocab.spelling import fold, slug


@dataclass(frozen=True, slots=True)
class Compared:
    """The reference and its rows (none without a reference), and the wards' tasks with `asked_by` filled in."""

    reference: Reference | None
    rows: tuple[CoverageRow, ...]
    tasks: tuple[TaskRow, ...]


def coverage(tasks: Sequence[TaskRow], counted: Sequence[Sent], reference: Plan | None, due: str | None) -> Compared:
    """Each task of the reference with the wards that took it up."""
    if reference is None:
        return Compared(None, (), tuple(tasks))
    plain = {sent.sender.id: sent.sender.name for sent in counted}
    texts = {task.key: _impersonal(task.content, plain[task.ward]) for task in tasks}
    compared = Coverage(reference, texts.values())
    wards = sorted(plain)
    matches: defaultdict[int, list[Match]] = defaultdict(list)
    asked_by: dict[str, str] = {}
    by_key = {task.key: task for task in tasks}
    for task in tasks:
        for number, taken in enumerate(compared.of(texts[task.key], None if task.domain == NO_DOMAIN else task.domain)):
            matches[taken.at].append(Match(task=task.key, ward=task.ward, score=taken.score, needs_review=not taken.sure))
            if number == 0 and taken.sure:
                asked_by[task.key] = compared.wanted[taken.at].task.id
    rows = tuple(_row(want, matches[want.at], by_key, wards) for want in compared.wanted)
    found = plans_due(reference, compared.wanted)
    header = reference.header
    row = Reference(
        plan=reference.id,
        file=reference.document.name,
        sha256=reference.document.sha256,
        issuer=header.issuing_authority.name if header.issuing_authority else None,
        number=header.number.code if header.number else None,
        date=header.date,
        title=header.title,
        tasks=len(compared.wanted),
        asked=sum(want.asked == "lead" for want in compared.wanted),
        plans_due=due or (found[0] if found else None),
        plans_due_from=found[1] if found and not due else None,
    )
    filled = tuple(task.model_copy(update={"asked_by": asked_by[task.key]}) if task.key in asked_by else task for task in tasks)
    return Compared(row, rows, filled)


def _row(want: Wanted, matches: Sequence[Match], tasks: Mapping[str, TaskRow], wards: Sequence[str]) -> CoverageRow:
    takers: dict[str, bool] = {}
    for match in matches:
        takers[match.ward] = takers.get(match.ward, False) or not match.needs_review
    doubt, without = missing(want, takers, wards)
    task, deadline = want.task, want.task.deadline
    due = deadline.due if deadline else None
    limits = (due, deadline.before or due) if deadline and want.asked in ("lead", "unknown") else (None, None)
    return CoverageRow(
        key=task.id,
        order=task.order,
        marker=task.marker,
        group=task.group,
        domain=task.domain or NO_DOMAIN,
        content=task.content,
        output=task.output,
        lead=tuple(map(unit_ref, task.lead_units)),
        coordinating=tuple(map(unit_ref, task.coordinating_units)),
        deadline=deadline.raw if deadline else None,
        due=due,
        page=first_page(task.source),
        asked=want.asked,
        matches=_with_later(matches, tasks, *limits),
        taken_up=sum(takers.values()),
        in_doubt=doubt,
        without=without,
    )


def _with_later(matches: Sequence[Match], tasks: Mapping[str, TaskRow], due: str | None, named: str | None) -> tuple[Match, ...]:
    """The matches, best first in each ward; the best is `later` where every sure one of its ward ends after the province's.

    `due` is the province's last day, `named` the day in its words ("trước ngày 30/9": the 29th, the 30th). A ward that names a month or a
    quarter is held to the day in the words: the third quarter is not late for "trước ngày 30/9".
    """
    by_ward: defaultdict[str, list[Match]] = defaultdict(list)
    for match in sorted(matches, key=lambda match: (match.ward, -match.score, match.task)):
        by_ward[match.ward].append(match)
    found = []
    for own in by_ward.values():
        ends = [tasks[match.task] for match in own if not match.needs_review]
        late = bool(due and named and ends and all(end.due and end.due > (due if end.precision == "day" else named) for end in ends))
        found += [own[0].model_copy(update={"later": late}), *own[1:]]
    return tuple(found)


def clusters(tasks: Sequence[TaskRow], wards: Mapping[str, Sender]) -> tuple[tuple[TaskRow, ...], tuple[ClusterRow, ...]]:
    """The tasks with `cluster` filled in, and the clusters of two wards or more, the widest first."""
    behind: defaultdict[str, list[TaskRow]] = defaultdict(list)
    for task in tasks:
        behind[_of_any_ward(task.content, wards[task.ward])].append(task)
    rows: list[ClusterRow] = []
    names: dict[str, str] = {}
    for found in cluster({text: len({task.ward for task in own}) for text, own in behind.items()}):
        members = [task for text in found.members for task in behind[text]]
        if len({task.ward for task in members}) > 1:
            rows.append(_cluster_row(found, members, behind, names))
    rows.sort(key=lambda row: (-row.wards, row.id))
    return tuple(task.model_copy(update={"cluster": names[task.key]}) if task.key in names else task for task in tasks), tuple(rows)


def _cluster_row(found: Cluster, members: Sequence[TaskRow], behind: Mapping[str, list[TaskRow]], names: dict[str, str]) -> ClusterRow:
    printed = Counter(task.content for task in behind[found.label])
    label = min(printed, key=lambda text: (-printed[text], text))
    name = base = slug(label)[:60].strip("-")
    taken = set(names.values())
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    names.update({task.key: name for task in members})
    days = sorted(task.due for task in members if task.due)
    domain = Counter(task.domain for task in members if task.domain)
    return ClusterRow(
        id=name,
        label=label,
        domain=min(domain, key=lambda one: (-domain[one], one)) if domain else None,
        tasks=tuple(sorted(task.key for task in members)),
        wards=len({task.ward for task in members}),
        wordings=len(found.members),
        deadlines=dict(sorted(Counter(task.deadline_kind or "none" for task in members).items())),
        first_due=days[0] if days else None,
        last_due=days[-1] if days else None,
        outliers=tuple(sorted(task.key for text, near in found.members.items() if near < FAR for task in behind[text])),
    )


def _of_any_ward(content: str, ward: Sender) -> str:
    """`content` in plain words without the ward's name, the kind of commune as one."""
    words = plain_words(_impersonal(content, ward.name)).split()
    return " ".join("xã" if word == fold(ward.kind) else word for word in words)


def _impersonal(content: str, ward: str) -> str:
    """`content` without the ward's own name, so that the same sentence of two wards is one."""
    return " ".join(content.replace(ward, " ").split()) if ward else content

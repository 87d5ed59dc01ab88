"""From plans to the overview: the table of contents of stage 6."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planparse.aggregate import findings
from planparse.aggregate.comparing import clusters, coverage
from planparse.aggregate.leftovers import Names
from planparse.aggregate.loads import domains, matrix, months, unit_loads
from planparse.aggregate.overview import AggregateFinding, CoverageRow, Overview, Reference, TaskRow, Totals, UnreadRow, WardRow
from planparse.aggregate.punctual import judge
from planparse.aggregate.rows import correction_rows, dues, plan_row, review_rows, task_rows
from planparse.aggregate.score import has_deadline, score
from planparse.aggregate.senders import Sender, Senders, given, official, province_among
from planparse.aggregate.sent import Sent, cut_down, settle
from planparse.plan import Plan


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for. All may be left out.

    `wards` is a list of (kind, name) in the place of the official one; without it and without `province` only senders are rows. `year` and
    `topic` are those of the reference where there is one. `plans_due` (ISO day) goes before what the reference says. `today` is only
    written down: nothing is counted by it.
    """

    province: str | None = None
    wards: Sequence[tuple[str, str]] | None = None
    year: int | None = None
    topic: str | None = None
    plans_due: str | None = None
    today: str | None = None


def aggregate(
    plans: Iterable[Plan], producer: str, scope: Scope | None = None, reference: Plan | None = None, unread: Iterable[UnreadRow] = ()
) -> Overview:
    """The overview of `plans`. `reference` is the plan of the level above; `producer` the version that goes on record; `unread` what was
    sent beside `plans` and could not be read, taken when the plans have been read.

    Plans are cut down one by one as they come: a generator is read once and never held whole. Ties are broken by content, never by order.
    """
    scope = scope or Scope()
    year = scope.year or (reference.header.year if reference else None)
    topic = scope.topic or (reference.header.topic if reference else None)
    senders, all_sent = _read(plans, scope, reference)
    settle(all_sent, year, topic, reference, bool(senders.listed))
    not_read = _unread(unread, senders)
    counted = [sent for sent in all_sent if sent.status == "counted"]
    rows = tuple(row for sent in counted for row in task_rows(sent))
    compared = coverage(rows, counted, reference, scope.plans_due)
    rows, found_clusters = clusters(compared.tasks, {sent.sender.id: sent.sender for sent in counted})
    by_key = {row.key: row for row in rows}
    wards = _wards(senders, all_sent, not_read, compared.reference, compared.rows)
    said = _findings(wards, all_sent, not_read, counted, compared.reference, compared.rows, by_key, senders)
    per_ward = Counter(finding.ward for finding in said if finding.ward)
    wards = tuple(ward.model_copy(update={"findings": per_ward[ward.id]}) for ward in wards)
    fall_due = tuple(due for sent in counted for due in dues(sent))
    found_domains = domains(rows, compared.rows)
    return Overview(
        producer=producer,
        province=senders.province,
        year=year,
        topic=topic,
        today=scope.today,
        reference=compared.reference,
        totals=_totals(wards, len(all_sent), len(not_read), said, compared.rows),
        wards=wards,
        plans=tuple(map(plan_row, all_sent)),
        unread=not_read,
        tasks=rows,
        dues=fall_due,
        months=months(fall_due, by_key),
        units=unit_loads(counted),
        domains=found_domains,
        matrix=matrix(rows, [ward.id for ward in wards if ward.plans], found_domains),
        coverage=compared.rows,
        clusters=found_clusters,
        findings=said,
        corrections=tuple(row for sent in counted for row in correction_rows(sent)),
        reviews=tuple(row for sent in counted for row in review_rows(sent)),
    )


def _read(plans: Iterable[Plan], scope: Scope, reference: Plan | None) -> tuple[Senders, list[Sent]]:
    """The plans cut down, and who sent them; the province is the one asked for, else the one that all name."""
    nobody = Senders((), None)
    light = [cut_down(plan, nobody.of(plan)) for plan in plans]
    province = scope.province or province_among(sent.plan for sent in light)
    if province is None and reference and (issuer := reference.header.issuing_authority) and issuer.level == "province":
        province = issuer.locality
    listed = given(scope.wards, province) if scope.wards is not None else official(province) if province else ()
    senders = Senders(listed, province)
    for sent in light:
        sent.sender = senders.of(sent.plan)
    return senders, light


def _unread(files: Iterable[UnreadRow], senders: Senders) -> tuple[UnreadRow, ...]:
    """The files by name, each with the commune that its name speaks of."""
    rows = (row.model_copy(update={"ward": sender.id if (sender := senders.named_in(row.file)) else None}) for row in files)
    return tuple(sorted(rows, key=lambda row: (row.file, row.why)))


def _wards(
    senders: Senders, all_sent: Sequence[Sent], unread: Sequence[UnreadRow], reference: Reference | None, covered: Sequence[CoverageRow]
) -> tuple[WardRow, ...]:
    by_sender: dict[str, list[Sent]] = {sender.id: [] for sender in senders.listed}
    known: dict[str, Sender] = {sender.id: sender for sender in senders.listed}
    for sent in all_sent:
        if not sent.above:
            by_sender.setdefault(sent.sender.id, []).append(sent)
            known.setdefault(sent.sender.id, sent.sender)
    taken: Counter[str] = Counter()
    asked = [row for row in covered if row.asked == "lead"]
    for row in asked:
        taken.update({match.ward for match in row.matches if not match.needs_review})
    ordered = sorted(known.values(), key=lambda sender: (not sender.listed, sender.id))
    lost = Counter(row.ward for row in unread)
    rows = (_ward(sender, by_sender[sender.id], reference, len(asked) if covered else None, taken[sender.id]) for sender in ordered)
    return tuple(row.model_copy(update={"unread": lost[row.id]}) for row in rows)


def _ward(sender: Sender, files: Sequence[Sent], reference: Reference | None, asked: int | None, taken: int) -> WardRow:
    counted = sorted((sent for sent in files if sent.status == "counted"), key=lambda sent: (-len(sent.tasks), sent.key))
    base = WardRow(
        id=sender.id,
        name=sender.name,
        kind=sender.kind,
        full_name=sender.full_name,
        province=sender.province,
        listed=sender.listed,
        files=len(files),
    )
    if not counted:
        return base
    first = counted[0].plan.header
    tasks = tuple(task for sent in counted for _, task in sent.tasks)
    due = reference.plans_due if reference else None
    on_time, days = judge(first.date, due) if due else (None, None)
    return base.model_copy(
        update={
            "plans": tuple(sent.key for sent in counted),
            "number": counted[0].number,
            "date": first.date,
            "on_time": on_time,
            "days_late": days,
            "score": score(counted[0].plan, tasks),
            "tasks": len(tasks),
            "with_lead": sum(bool(task.lead_units) for task in tasks),
            "with_deadline": sum(map(has_deadline, tasks)),
            "with_output": sum(task.output is not None for task in tasks),
            "marks": sum(len(sent.plan.needs_review) for sent in counted),
            "corrections": sum(len(sent.plan.corrections) for sent in counted),
            "asked": asked,
            "taken_up": taken if asked is not None else None,
        }
    )


def _findings(
    wards: Sequence[WardRow],
    all_sent: Sequence[Sent],
    unread: Sequence[UnreadRow],
    counted: Sequence[Sent],
    reference: Reference | None,
    covered: Sequence[CoverageRow],
    tasks: Mapping[str, TaskRow],
    senders: Senders,
) -> tuple[AggregateFinding, ...]:
    names = Names([*senders.listed, *(sent.sender for sent in counted)])
    said = [
        *findings.of_wards(wards, reference),
        *findings.of_files(all_sent, bool(senders.listed), reference is not None),
        *findings.of_unread(unread, wards),
        *findings.of_names(counted, names),
        *findings.of_coverage(covered, tasks, wards),
        *findings.of_twins(counted),
    ]
    return tuple(sorted(said, key=lambda one: (one.code, one.ward or "", one.plan or "", one.message)))


def _totals(wards: Sequence[WardRow], files: int, unread: int, said: Sequence[AggregateFinding], covered: Sequence[CoverageRow]) -> Totals:
    listed = [ward for ward in wards if ward.listed]
    return Totals(
        wards=len(listed),
        with_plan=sum(bool(ward.plans) for ward in listed),
        without_plan=sum(not ward.plans for ward in listed),
        unlisted=len(wards) - len(listed),
        on_time=sum(ward.on_time == "on_time" for ward in wards),
        late=sum(ward.on_time == "late" for ward in wards),
        on_time_unknown=sum(ward.on_time == "unknown" for ward in wards),
        files=files,
        unread=unread,
        maybe_sent=sum(bool(ward.unread) and not ward.plans for ward in listed),
        plans=sum(len(ward.plans) for ward in wards),
        tasks=sum(ward.tasks for ward in wards),
        with_lead=sum(ward.with_lead for ward in wards),
        with_deadline=sum(ward.with_deadline for ward in wards),
        with_output=sum(ward.with_output for ward in wards),
        marks=sum(ward.marks for ward in wards),
        corrections=sum(ward.corrections for ward in wards),
        findings=len(said),
        asked=sum(row.asked == "lead" for row in covered),
        asked_by_none=sum(bool(row.without) and not row.matches for row in covered),
    )

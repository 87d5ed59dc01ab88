"""What only the view over all plans shows, as findings PP5nn; their words are in `vocab/aggregate.toml`.

When unsure, nothing is said: a ward is late only where its whole span of days is after the last one, a task is later only where every
task of the ward that takes up the province's ends after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from planparse import vocab
from planparse.aggregate.leftovers import Names
from planparse.aggregate.overview import AggregateFinding, CoverageRow, Reference, TaskRow, UnreadRow, WardRow
from planparse.aggregate.rows import task_at, task_key
from planparse.aggregate.sent import Sent
from planparse.vocab.matching import plain_words
from planparse.vocab.spelling import fold

FEWEST = 5
"""Two plans with fewer tasks than this may be alike by chance."""


def say(code: str, values: Mapping[str, object], **row: object) -> AggregateFinding:
    """The finding of this code with its message filled in."""
    words = vocab.load("aggregate")["finding"][code]
    return AggregateFinding.model_validate(
        {"code": code, "severity": words["severity"], "message": words["message"].format(**values), **row}
    )


def of_wards(wards: Sequence[WardRow], reference: Reference | None) -> Iterator[AggregateFinding]:
    """PP501 without a plan, PP503 late, PP510 cannot be told."""
    due = reference.plans_due if reference else None
    for ward in wards:
        if not ward.plans and ward.listed and not ward.unread:
            yield say("PP501", {"ward": _capital(ward.full_name)}, ward=ward.id)
        elif ward.on_time == "late" and due:
            days = f"{ward.days_late} ngày" if ward.days_late else "ít nhất một ngày"
            values = {"ward": _capital(ward.full_name), "date": _day(ward.date), "days": days, "due": _day(due)}
            yield say("PP503", values, ward=ward.id, plan=ward.plans[0], pointer="/header/date")
        elif ward.on_time == "unknown" and due:
            values = {"ward": _capital(ward.full_name), "date": _day(ward.date) or "không ghi", "due": _day(due)}
            yield say("PP510", values, ward=ward.id, plan=ward.plans[0], pointer="/header/date")


def of_unread(unread: Sequence[UnreadRow], wards: Sequence[WardRow]) -> Iterator[AggregateFinding]:
    """PP513: a file that was sent and could not be read."""
    names, who = {ward.id: _capital(ward.full_name) for ward in wards}, vocab.load("aggregate")["who"]
    for row in unread:
        ward = who["by_file_name"].format(ward=names[row.ward]) if row.ward else who["unknown"]
        yield say("PP513", {"ward": ward, "file": row.file, "why": row.why, "advice": row.advice}, ward=row.ward)


def of_files(all_sent: Sequence[Sent], listed: bool, compared: bool) -> Iterator[AggregateFinding]:
    """PP502 files of one plan, PP508 out of scope, PP509 not in the list, where there is one, PP512 of the level above."""
    for sent in all_sent:
        if sent.status == "above":
            values = {"file": sent.plan.document.name, "issuer": sent.sender.full_name}
            values["hint"] = "" if compared else vocab.load("aggregate")["hint"]["reference"]
            yield say("PP512", values, plan=sent.key)
            continue
        row = {"ward": sent.sender.id, "plan": sent.key}
        ward, file = _capital(sent.sender.full_name), sent.plan.document.name
        if sent.stands_for:
            how = vocab.load("aggregate")["how"][sent.status]
            values = {"ward": ward, "file": file, "how": how, "kept": sent.stands_for.plan.document.name}
            yield say("PP502", values, **row, related=(sent.stands_for.key,))
        elif sent.status == "out_of_scope":
            what = ", ".join(str(part) for part in (sent.plan.header.topic, sent.plan.header.year) if part)
            yield say("PP508", {"ward": ward, "file": file, "what": what}, **row)
        elif sent.status == "counted" and listed and not sent.sender.listed:
            yield say("PP509", {"ward": ward, "file": file}, **row)


def of_names(counted: Sequence[Sent], names: Names) -> Iterator[AggregateFinding]:
    """PP505: another commune's name."""
    where = vocab.load("aggregate")["where"]
    for sent in counted:
        for found in names.left_over(sent):
            task = task_at(sent, found.said.pointer)
            values = {"ward": _capital(sent.sender.full_name), "other": found.other, "where": where[found.said.pointer.split("/")[1]]}
            yield say(
                "PP505",
                values,
                ward=sent.sender.id,
                plan=sent.key,
                task=task_key(sent, task) if task and task.same_as is None else None,
                pointer=found.said.pointer,
                page=found.said.page,
            )


def of_coverage(coverage: Sequence[CoverageRow], tasks: Mapping[str, TaskRow], wards: Sequence[WardRow]) -> Iterator[AggregateFinding]:
    """PP504 later than the province, PP506 taken up by nobody, PP507 what each ward lacks."""
    names = {ward.id: _capital(ward.full_name) for ward in wards}
    lacking: defaultdict[str, list[CoverageRow]] = defaultdict(list)
    for row in coverage:
        for match in row.matches:
            if match.later:
                task = tasks[match.task]
                values = {"ward": names[task.ward], "order": task.order, "deadline": task.deadline}
                values |= {"asked": row.deadline, "asked_order": row.order}
                yield say("PP504", values, ward=task.ward, plan=task.plan, task=task.key, asked_by=row.key, page=task.page)
        if row.without and not row.matches:
            yield say("PP506", {"order": row.order, "content": row.content}, asked_by=row.key)
            continue
        for absent in row.without:
            lacking[absent].append(row)
    for ward in wards:
        if rows := lacking.get(ward.id):
            orders = ", ".join(str(row.order) for row in rows)
            values = {"ward": names[ward.id], "n": len(rows), "orders": orders}
            yield say("PP507", values, ward=ward.id, plan=ward.plans[0], related=tuple(row.key for row in rows))


def of_twins(counted: Sequence[Sent]) -> Iterator[AggregateFinding]:
    """PP511: wards whose tasks are the same to the word, their own names aside."""
    same: defaultdict[tuple[str, ...], list[Sent]] = defaultdict(list)
    for sent in counted:
        if len(sent.tasks) >= FEWEST:
            own = plain_words(sent.sender.name)
            same[tuple(sorted(_without(content, own, sent.sender.kind) for content in sent.contents))].append(sent)
    for twins in same.values():
        different = sorted({sent.sender.id: sent for sent in twins}.values(), key=lambda sent: sent.sender.id)
        for sent in different if len(different) > 1 else ():
            others = [other for other in different if other is not sent]
            values = {"ward": _capital(sent.sender.full_name), "others": ", ".join(other.sender.full_name for other in others)}
            yield say("PP511", values, ward=sent.sender.id, plan=sent.key, related=tuple(other.key for other in others))


def _without(content: str, name: str, kind: str) -> str:
    words = content.replace(name, "…") if name else content
    return " ".join("…" if word == fold(kind) else word for word in words.split())


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(date: str | None) -> str:
    """`06/01/2026`, `01/2026`: as officers write it."""
    return "/".join(reversed(date.split("-"))) if date else ""

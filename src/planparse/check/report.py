"""All about one plan in one place: findings, what was waived, the score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Literal

from planparse.check import check, chosen, score
from planparse.finding import ORDER, Finding, Report, Severity, Waived
from planparse.plan import Plan
from planparse.vocab.profile import Profile, fitting
from planparse.vocab.settings import Waiver


def report(
    plan: Plan,
    *,
    today: dt.date,
    profile: Profile | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    waivers: Collection[Waiver] = (),
    severity: Severity = "info",
    lang: Literal["vi", "en"] = "vi",
) -> Report:
    """The report on the plan: findings as grave as `severity` or graver. The score counts what is waived as kept."""
    profile = profile or fitting(plan.header.topic, plan.header.title)
    kept: list[Finding] = []
    waived: list[Waived] = []
    for finding in check(plan, today=today, profile=profile, select=select, ignore=ignore, lang=lang):
        excuse = next(
            (one for one in waivers if one.excuses(finding.code, (plan.id, plan.document.name), _task(plan, finding), today)), None
        )
        if excuse:
            waived.append(Waived(finding=finding, reason=excuse.reason, until=excuse.until.isoformat() if excuse.until else None))
        else:
            kept.append(finding)
    return Report(
        document=plan.document.name,
        plan=plan.id,
        title=plan.header.title,
        issuer=plan.header.issuing_authority.name if plan.header.issuing_authority else None,
        tables=_tables(plan),
        profile=profile.name,
        findings=tuple(finding for finding in kept if ORDER.index(finding.severity) <= ORDER.index(severity)),
        waived=tuple(waived),
        score=score(kept, chosen(profile, select, ignore)),
    )


def _tables(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """Where each table of tasks stands; one that goes on over a page stands in several places."""
    found = []
    for table in plan.tables:
        sources = table.source if isinstance(table.source, tuple) else (table.source,)
        found.append(tuple(dict.fromkeys(one.table for one in sources if one and one.table is not None)))
    return tuple(places for places in found if places)


def _task(plan: Plan, finding: Finding) -> tuple[str, ...]:
    """Marker and id of the task that the finding is about."""
    parts = finding.pointer.split("/")
    if len(parts) < 3 or parts[1] != "tasks":
        return ()
    task = plan.tasks[int(parts[2])]
    return (task.id, task.marker) if task.marker else (task.id,)

"""Stage 5: a plan in, findings out. Is it complete, consistent, and in form?

1. Pure: the same plan, profile and day give the same findings, in the order of the rules, then of the document.
2. A rule sees a plan and a profile only; what the reading was not sure of is no error of the plan.
3. A code never changes its meaning; `RULES` is the one list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Literal

from planparse.check import completeness, dates, duties, ending, leftovers, letterhead, reading, reform, rows
from planparse.check.case import Case, place
from planparse.check.rule import Rule
from planparse.finding import About, Family, Finding, Score
from planparse.plan import Plan
from planparse.vocab.profile import Profile, fitting
from planparse.vocab.rules import lacking, message, name, why

FAMILIES = ("PP1", "PP2", "PP3", "PP4", "PP9")
"""Form, completeness, consistency, what the profile asks, reading."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in (letterhead, ending, completeness, rows, duties, dates, leftovers, reform, reading) for rule in module.RULES),
        key=lambda rule: rule.code,
    )
)
"""Every rule, by code."""


def chosen(profile: Profile, select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """The rules that apply: those that a code in `select` opens (all, where it is empty), without those of `ignore` and the profile.

    What `select` names in full applies also where the profile leaves it out.
    """
    return tuple(
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select)))
        and not rule.code.startswith(tuple(ignore))
        and (rule.code in select or not rule.code.startswith(profile.ignore))
    )


def about(rule: Rule, lang: Literal["vi", "en"] = "vi") -> About:
    """The rule explained in one language; what it looks for is said in its message where that is Vietnamese."""
    said = rule.what if lang == "en" else name(rule.code, "vi")
    reason = rule.why if lang == "en" else why(rule.code)
    return About(
        code=rule.code,
        name=name(rule.code, lang),
        slug=rule.name,
        severity=rule.severity,
        also=rule.also,
        what=said,
        why=reason,
        bad=rule.bad,
        good=rule.good,
        source=rule.source,
    )


def check(
    plan: Plan,
    *,
    today: dt.date,
    profile: Profile | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    lang: Literal["vi", "en"] = "vi",
) -> tuple[Finding, ...]:
    """The findings about the plan, in the order of the rules. Without `profile` the one of the plan's topic applies."""
    profile = profile or fitting(plan.header.topic, plan.header.title)
    case = Case(plan, profile, today)
    return tuple(
        Finding(
            code=rule.code,
            severity=one.severity or rule.severity,
            message=message(rule.code, one.form, lang, one.values),
            pointer=one.pointer,
            source=place(plan, one.pointer),
            fix=one.fix,
        )
        for rule in chosen(profile, select, ignore)
        for one in rule.look(case)
    )


def score(findings: Collection[Finding], rules: Collection[Rule]) -> Score:
    """How many of the rules the plan keeps, by family. A plan is complete without errors of content where no part is missing."""
    broken = {finding.code for finding in findings if finding.severity != "info"}
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in ("error", "warning", "info")}
    families = []
    for family in FAMILIES:
        codes = [rule.code for rule in rules if rule.family == family]
        if codes:
            families.append(Family(name=family, rules=len(codes), kept=sum(code not in broken for code in codes)))
    missing = tuple(sorted({finding.code for finding in findings if lacking(finding.code, "vi")}))
    wrong = any(finding.severity == "error" and finding.code[:3] in ("PP2", "PP3", "PP4") for finding in findings)
    return Score(
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        complete=not wrong and not missing,
        lacking=missing,
        families=tuple(families),
    )

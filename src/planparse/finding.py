"""What a check finds: the nouns of `planparse check`. `schemas/findings.schema.json` is generated from here."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from planparse.plan import Model, Sources

Severity: TypeAlias = Literal["error", "warning", "info"]

ORDER: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down: *lỗi*, *lưu ý*, *thông tin*. The first two count in the score."""


class Fix(Model):
    """A safe suggestion: `original` in the document should read `replacement`. The plan is a document; nothing rewrites it by itself."""

    original: str
    replacement: str


class Finding(Model):
    """One thing to look at. `pointer` (RFC 6901) names the value of the plan; `source` is where it stands on the paper."""

    code: str
    severity: Severity
    message: str
    pointer: str
    source: Sources = None
    fix: Fix | None = None


class About(Model):
    """A rule for whoever reads its findings: `name`, `what` and `why` in one language; `bad`, `good` as they stand in a plan. `also` are
    the severities that it has in some cases beside `severity`."""

    code: str
    name: str
    slug: str
    severity: Severity
    also: tuple[Severity, ...] = ()
    what: str
    why: str
    bad: str
    good: str
    source: str


class Family(Model):
    """How many rules of one family the plan keeps. Findings of severity info break no rule."""

    name: str
    rules: int
    kept: int


class Score(Model):
    """Counts, and the rules kept by family: form stands apart from content.

    `lacking` are the codes of rules that found a part missing which every plan must have: bases, tasks, a lead, a deadline, a signer.
    `complete` is a plan without errors of content that lacks none of them.
    """

    errors: int
    warnings: int
    infos: int
    complete: bool
    lacking: tuple[str, ...] = ()
    families: tuple[Family, ...]


class Waived(Model):
    """A finding that `planparse.toml` excuses, with the reason given there."""

    finding: Finding
    reason: str
    until: str | None = None


class Report(Model):
    """All about one document: what was found, what was waived, and the score. `tables` are the places on paper (`source.table`) of each
    table of tasks, in their order: a person counts those alone."""

    document: str
    plan: str
    title: str | None = None
    issuer: str | None = None
    tables: tuple[tuple[int, ...], ...] = ()
    profile: str
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    score: Score


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one report."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Report.model_json_schema(mode="validation")}

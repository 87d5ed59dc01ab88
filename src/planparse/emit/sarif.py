"""Findings as SARIF 2.1.0 (OASIS), for editors and code hosts: one run, each rule once, each finding with its place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from planparse.finding import About, Finding, Report
from planparse.plan import Source

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(reports: Iterable[Report], rules: Sequence[About], version: str) -> Iterator[bytes]:
    """One log of one run, as UTF-8. A finding on a page or in a row says so in its message: SARIF knows lines of text only."""
    places = {rule.code: at for at, rule in enumerate(rules)}
    results = []
    for report in reports:
        results += [_result(report, finding, places, None) for finding in report.findings]
        results += [_result(report, one.finding, places, one.reason) for one in report.waived]
    driver = {"name": "planparse", "version": version, "rules": [_rule(rule) for rule in rules]}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}],
    }
    yield json.dumps(log, ensure_ascii=False, indent=2).encode() + b"\n"


def _rule(rule: About) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": f"{rule.why}\n\n- {rule.bad}\n+ {rule.good}\n\n{rule.source}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: Report, finding: Finding, places: dict[str, int], reason: str | None) -> dict[str, Any]:
    where = where_of(finding, tables=report.tables)
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": quote(report.document)}}}
    line = next((one.line for one in sources(finding) if one.line), None)
    if line:
        location["physicalLocation"]["region"] = {"startLine": line}
    location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer or "/", "kind": "value"}]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + (f" ({where})" if where and not line else "")},
        "locations": [location],
        "partialFingerprints": {"planparse/v1": f"{finding.code}:{report.plan}:{finding.pointer}"},
    }
    if reason is not None:
        result["suppressions"] = [{"kind": "external", "justification": reason}]
    return result


def sources(finding: Finding) -> tuple[Source, ...]:
    """The places of a finding, none, one or more."""
    if finding.source is None:
        return ()
    return finding.source if isinstance(finding.source, tuple) else (finding.source,)


def where_of(finding: Finding, lang: str = "vi", tables: Sequence[Sequence[int]] = ()) -> str:
    """The place of a finding for a person: `dòng 12`, `trang 3, bảng nhiệm vụ, hàng 4`; empty where it has none.

    `tables` are the places of each table of tasks: nobody counts the letterhead and the signatures, which many files also draw as tables;
    what stands in one of those is named by its part of the plan.
    """
    words = _PLACES["vi" if lang == "vi" else "en"]
    for one in sources(finding):
        parts = [f"{words[name]} {value}" for name, value in (("page", one.page), ("line", one.line)) if value is not None]
        if one.line is not None or one.table is None:
            return ", ".join(parts)
        at = next((at for at, places in enumerate(tables, 1) if one.table in places), None)
        if at is not None:
            parts.append(f"{words['tasks']} {at}" if len(tables) > 1 else words["tasks"])
            parts += [f"{words['row']} {one.row}"] if one.row is not None else []
        elif part := words.get("/".join(finding.pointer.split("/")[:2])):
            parts.append(part)
        return ", ".join(parts)
    return ""


_PLACES = {
    "vi": {
        "page": "trang",
        "line": "dòng",
        "tasks": "bảng nhiệm vụ",
        "row": "hàng",
        "/header": "phần đầu",
        "/legal_bases": "căn cứ",
        "/recipients": "nơi nhận",
        "/signature": "phần ký",
        "/annexes": "phụ lục",
    },
    "en": {
        "page": "page",
        "line": "line",
        "tasks": "table of tasks",
        "row": "row",
        "/header": "head",
        "/legal_bases": "bases",
        "/recipients": "recipients",
        "/signature": "signature",
        "/annexes": "annex",
    },
}
"""What a person calls the places; parts of the plan by how a pointer to them begins."""

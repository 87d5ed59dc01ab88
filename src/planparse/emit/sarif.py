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
    where = where_of(finding)
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


def where_of(finding: Finding, lang: str = "vi") -> str:
    """The place of a finding for a person: `dòng 12`, `trang 3, bảng 1, hàng 4`; empty where it has none."""
    for one in sources(finding):
        words = {"page": "trang", "line": "dòng", "table": "bảng", "row": "hàng"} if lang == "vi" else {}
        parts = [(name, value) for name, value in (("page", one.page), ("line", one.line)) if value is not None]
        if one.line is None:
            parts += [(name, value + add) for name, value, add in (("table", one.table, 1), ("row", one.row, 0)) if value is not None]
        return ", ".join(f"{words.get(name, name)} {value}" for name, value in parts)
    return ""

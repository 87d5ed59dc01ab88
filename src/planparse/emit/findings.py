"""Findings as JSON, as lines for GitHub Actions, and as a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planparse.emit.sarif import sources, where_of
from planparse.finding import Report, Score
from planparse.tabular import Column, Sheet
from planparse.vocab.rules import lacking

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_SAID = {
    "vi": {
        "error": "lỗi",
        "warning": "lưu ý",
        "info": "thông tin",
        "head": ("Tệp", "Kế hoạch", "Mã", "Mức", "Vị trí", "Nội dung"),
        "title": "Kết quả kiểm tra kế hoạch",
        "complete": "Đầy đủ: có đủ các phần chính, không có lỗi về nội dung.",
        "incomplete": "Chưa đầy đủ: còn lỗi về nội dung.",
        "lacking": "Chưa đủ: không thấy {parts}.",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "note",
        "head": ("File", "Plan", "Code", "Severity", "Place", "Message"),
        "title": "Plans checked",
        "complete": "Complete: all main parts are there, no error of content.",
        "incomplete": "Not complete: there are errors of content.",
        "lacking": "Not complete: it lacks {parts}.",
    },
}
FAMILY_NAMES = {
    "PP1": {"vi": "Thể thức", "en": "Form"},
    "PP2": {"vi": "Đầy đủ", "en": "Completeness"},
    "PP3": {"vi": "Nhất quán", "en": "Consistency"},
    "PP4": {"vi": "Theo loại kế hoạch", "en": "Kind of plan"},
    "PP9": {"vi": "Đọc văn bản", "en": "Reading"},
}


def severity_name(severity: str, lang: str) -> str:
    """`lỗi`, `lưu ý`, `thông tin`."""
    return str(_SAID[lang][severity])


def verdict(score: Score, lang: str) -> str:
    """Whether the plan is complete, in one sentence; where a part is missing, which."""
    if score.lacking:
        parts = ", ".join(lacking(code, lang) or code for code in score.lacking)
        return str(_SAID[lang]["lacking"]).format(parts=parts)
    return str(_SAID[lang]["complete" if score.complete else "incomplete"])


def as_findings_json(reports: Iterable[Report]) -> Iterator[bytes]:
    """A list of reports as `schemas/findings.schema.json` has them."""
    found = [json.loads(report.model_dump_json()) for report in reports]
    yield json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def as_github(reports: Iterable[Report]) -> Iterator[bytes]:
    """One workflow command a finding: `::error file=...,line=...,title=PP220::...`."""
    for report in reports:
        for finding in report.findings:
            line = next((one.line for one in sources(finding) if one.line), None)
            where = "" if line else where_of(finding, tables=report.tables)
            fields = [f"file={_property(report.document)}", *([f"line={line}"] if line else []), f"title={finding.code}"]
            text = finding.message + (f" ({where})" if where else "")
            yield f"::{_COMMANDS[finding.severity]} {','.join(fields)}::{_data(text)}\n".encode()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sheet(reports: Iterable[Report], lang: str) -> Sheet:
    """One row a finding."""
    rows = tuple(
        (
            report.document,
            report.title or "",
            finding.code,
            severity_name(finding.severity, lang),
            where_of(finding, lang, report.tables),
            finding.message,
        )
        for report in reports
        for finding in report.findings
    )
    columns = tuple(Column(title, width=width) for title, width in zip(_SAID[lang]["head"], (24, 36, 8, 10, 18, 90), strict=True))
    return Sheet(str(_SAID[lang]["title"]), columns, rows, held=1)

"""Findings as JSON, as lines for GitHub Actions, as a sheet, and as a page for the officer who wrote the plan."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from planparse.emit.own import GENERATOR
from planparse.emit.sarif import sources, where_of
from planparse.finding import Finding, Report, Score
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
        "kept": "quy tắc đạt",
        "complete": "Đầy đủ: có đủ các phần chính, không có lỗi về nội dung.",
        "incomplete": "Chưa đầy đủ: còn lỗi về nội dung.",
        "lacking": "Chưa đủ: không thấy {parts}.",
        "none": "Không có gì cần nói.",
        "waived": "được bỏ qua",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "note",
        "head": ("File", "Plan", "Code", "Severity", "Place", "Message"),
        "title": "Plans checked",
        "kept": "rules kept",
        "complete": "Complete: all main parts are there, no error of content.",
        "incomplete": "Not complete: there are errors of content.",
        "lacking": "Not complete: it lacks {parts}.",
        "none": "Nothing to say.",
        "waived": "waived",
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
            where = "" if line else where_of(finding)
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
        (report.document, report.title or "", finding.code, severity_name(finding.severity, lang), where_of(finding, lang), finding.message)
        for report in reports
        for finding in report.findings
    )
    columns = tuple(Column(title, width=width) for title, width in zip(_SAID[lang]["head"], (24, 36, 8, 10, 18, 90), strict=True))
    return Sheet(str(_SAID[lang]["title"]), columns, rows, held=1)


def as_html(reports: Iterable[Report], lang: str) -> Iterator[bytes]:
    """One page without scripts: for each plan the score, and its findings by severity. Every text of a document is escaped."""
    said = _SAID[lang]
    style = (
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border:1px solid #ccc;padding:.4rem;vertical-align:top;text-align:left}"
        ".error{color:#a40000}.warning{color:#7a4b00}.info{color:#355}h2{margin-top:2.5rem}"
        "td:first-child,td:nth-child(2),td:nth-child(3)"
        "{white-space:nowrap}"
    )
    title = escape(str(said["title"]))
    yield f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">{GENERATOR}<title>{title}</title>'.encode()
    yield f"<style>{style}</style></head><body>".encode()
    yield f"<h1>{title}</h1>".encode()
    for report in reports:
        yield _section(report, lang).encode()
    yield b"</body></html>\n"


def _section(report: Report, lang: str) -> str:
    said = _SAID[lang]
    shares = "; ".join(f"{FAMILY_NAMES[one.name][lang]}: {one.kept}/{one.rules}" for one in report.score.families)
    head = "".join(f"<th>{escape(name)}</th>" for name in said["head"][2:])
    rows = "".join(_row(finding, lang) for finding in report.findings)
    waived = f"<p>{len(report.waived)} {said['waived']}.</p>" if report.waived else ""
    found = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else f"<p>{said['none']}</p>"
    return (
        f"<h2>{escape(report.title or report.document)}</h2><p>{escape(report.document)}</p>"
        f"<p><strong>{escape(verdict(report.score, lang))}</strong> {escape(str(said['kept']))}: {escape(shares)}</p>{found}{waived}"
    )


def _row(finding: Finding, lang: str) -> str:
    cells = (finding.code, severity_name(finding.severity, lang), where_of(finding, lang), finding.message)
    return f'<tr class="{finding.severity}">{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'

"""Findings as one page for the officers who wrote the plans: all files in one table, then each with its gravest findings first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from planparse.emit.findings import FAMILY_NAMES, severity_name, verdict
from planparse.emit.own import GENERATOR
from planparse.emit.sarif import where_of
from planparse.finding import ORDER, Finding, Report

Unread = tuple[str, str]
"""The name of a file, and why it could not be read."""

_SAID = {
    "vi": {
        "title": "Kết quả kiểm tra kế hoạch",
        "files": ("Tệp", "Nơi ban hành", "Lỗi", "Lưu ý", "Thông tin", "Kết luận"),
        "head": ("Mã", "Mức", "Vị trí", "Nội dung"),
        "counted": "{n} kế hoạch; {errors} có lỗi.",
        "unread": "Không đọc được",
        "unread_head": ("Tệp", "Vì sao"),
        "kept": "Quy tắc đạt",
        "none": "Không có gì cần nói.",
        "waived": "{n} phát hiện được bỏ qua.",
        "top": "Về đầu trang",
    },
    "en": {
        "title": "Plans checked",
        "files": ("File", "Issuer", "Errors", "Warnings", "Notes", "Verdict"),
        "head": ("Code", "Severity", "Place", "Message"),
        "counted": "Plans: {n}; with errors: {errors}.",
        "unread": "Could not be read",
        "unread_head": ("File", "Why"),
        "kept": "Rules kept",
        "none": "Nothing to say.",
        "waived": "Waived: {n}.",
        "top": "To the top",
    },
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:66rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #ccc;padding:.4rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}"
    ".error{color:#a40000}.warning{color:#7a4b00}.info{color:#355}h2{margin-top:2.5rem}"
    ".short td:not(:last-child),.n{white-space:nowrap}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    "@media(max-width:640px){.short td{white-space:normal!important}}@media print{h2{break-after:avoid}tr{break-inside:avoid}}"
)


def as_html(reports: Iterable[Report], lang: str, unread: Sequence[Unread] = ()) -> Iterator[bytes]:
    """One page without scripts. Every text of a document is escaped; the same sentence about the same place stands once."""
    said = _SAID[lang]
    held = list(reports)
    title = escape(str(said["title"]))
    view = '<meta name="viewport" content="width=device-width">'
    yield f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">{GENERATOR}{view}<title>{title}</title>'.encode()
    yield f'<style>{_STYLE}</style></head><body><h1 id="top">{title}</h1>'.encode()
    if unread:
        yield f'<h2 class="error">{escape(str(said["unread"]))} ({len(unread)})</h2>{_unread(unread, lang)}'.encode()
    if len(held) > 1:
        yield _contents(held, lang).encode()
    for at, report in enumerate(held, 1):
        yield _section(at, report, lang, several=len(held) > 1).encode()
    yield b"</body></html>\n"


def _unread(unread: Sequence[Unread], lang: str) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in _SAID[lang]["unread_head"])
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{escape(why)}</td></tr>" for name, why in unread)
    return f'<table class="unread"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _contents(reports: Sequence[Report], lang: str) -> str:
    """A row a plan, in the order of the page."""
    said = _SAID[lang]
    counts = (2, 3, 4)
    head = "".join(f'<th class="n">{escape(n)}</th>' if at in counts else f"<th>{escape(n)}</th>" for at, n in enumerate(said["files"]))
    rows = []
    for at, report in enumerate(reports, 1):
        score = report.score
        numbers = zip(ORDER, (score.errors, score.warnings, score.infos), strict=True)
        cells = "".join(f'<td class="n{f" {severity}" if number else ""}">{number}</td>' for severity, number in numbers)
        link = f'<a href="#p{at}">{escape(report.document)}</a>'
        rows.append(f"<tr><td>{link}</td><td>{escape(report.issuer or '')}</td>{cells}<td>{escape(verdict(score, lang))}</td></tr>")
    told = str(said["counted"]).format(n=len(reports), errors=sum(report.score.errors > 0 for report in reports))
    return f'<p>{escape(told)}</p><table class="files"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _section(at: int, report: Report, lang: str, *, several: bool) -> str:
    said = _SAID[lang]
    shares = "; ".join(f"{FAMILY_NAMES[one.name][lang]}: {one.kept}/{one.rules}" for one in report.score.families)
    head = "".join(f"<th>{escape(name)}</th>" for name in said["head"])
    ordered = sorted(report.findings, key=lambda finding: ORDER.index(finding.severity))
    rows = "".join(dict.fromkeys(_row(finding, report, lang) for finding in ordered))
    waived = f"<p>{escape(str(said['waived']).format(n=len(report.waived)))}</p>" if report.waived else ""
    none = f"<p>{said['none']}</p>"
    found = f'<table class="short"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>' if rows else none
    top = f'<p><a href="#top">{escape(str(said["top"]))}</a></p>' if several else ""
    issuer = f"{escape(report.issuer)}, " if report.issuer else ""
    return (
        f'<h2 id="p{at}">{escape(report.title or report.document)}</h2><p>{issuer}{escape(report.document)}</p>'
        f"<p><strong>{escape(verdict(report.score, lang))}</strong> {escape(str(said['kept']))}: {escape(shares)}</p>{found}{waived}{top}"
    )


def _row(finding: Finding, report: Report, lang: str) -> str:
    cells = (finding.code, severity_name(finding.severity, lang), where_of(finding, lang, report.tables), finding.message)
    return f'<tr class="{finding.severity}">{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'

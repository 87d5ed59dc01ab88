"""The page of `planparse check --format html`."""

from __future__ import annotations

import re

from planparse.emit.findings_page import as_html
from planparse.emit.sarif import where_of
from planparse.finding import Finding, Report, Score, Severity
from planparse.plan import Source


def _finding(code: str, severity: Severity, message: str, pointer: str = "", source: Source | None = None) -> Finding:
    return Finding(code=code, severity=severity, message=message, pointer=pointer, source=source)


def _report(name: str, *findings: Finding, errors: int = 0, tables: tuple[tuple[int, ...], ...] = ()) -> Report:
    score = Score(errors=errors, warnings=0, infos=0, complete=not errors, families=())
    issuer = "Ủy ban nhân dân xã Nà Mây"
    return Report(
        document=name, plan="kh", title=f"Của {name}", issuer=issuer, profile="generic", findings=findings, tables=tables, score=score
    )


def _page(*reports: Report, unread: tuple[tuple[str, str], ...] = ()) -> str:
    return b"".join(as_html(reports, "vi", unread)).decode()


def test_many_files_have_a_table_that_leads_to_each() -> None:
    page = _page(_report("a.docx", errors=2), _report("b.docx"))
    assert page.index('class="files"') < page.index('<h2 id="p1">')
    assert '<a href="#p2">b.docx</a></td><td>Ủy ban nhân dân xã Nà Mây</td>' in page
    assert '<td class="n error">2</td>' in page
    assert "2 kế hoạch; 1 có lỗi." in page
    assert 'class="files"' not in _page(_report("a.docx"))


def test_files_that_were_not_read_are_named_first() -> None:
    page = _page(_report("a.docx"), unread=(("<hỏng>.docx", "tệp rỗng."),))
    assert page.index("&lt;hỏng&gt;.docx</td><td>tệp rỗng.") < page.index('<h2 id="p1">')


def test_errors_come_first_and_a_sentence_once_a_place() -> None:
    said = [_finding("PP106", "info", "Một."), _finding("PP220", "error", "Hai."), _finding("PP220", "error", "Hai.")]
    assert re.findall(r"<td>(PP\d+)</td>", _page(_report("a.docx", *said))) == ["PP220", "PP106"]


def test_tables_are_numbered_as_a_person_counts_them() -> None:
    row = _finding("PP220", "warning", "Thiếu.", "/tasks/3/lead", Source(page=4, table=5, row=2))
    assert where_of(row, "vi", ((2,), (4, 5))) == "trang 4, bảng nhiệm vụ 2, hàng 2"
    assert where_of(row, "vi", ((4, 5),)) == "trang 4, bảng nhiệm vụ, hàng 2"
    head = _finding("PP103", "warning", "Thiếu.", "/header/number", Source(table=0, row=0))
    assert where_of(head, "vi", ((4, 5),)) == "phần đầu"
    assert where_of(head, "en", ((4, 5),)) == "head"

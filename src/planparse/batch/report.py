"""`report.html`: the outcome of a run for people, in one page without a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from planparse.batch.journal import Row
from planparse.emit.own import GENERATOR
from planparse.vocab.messages import in_vietnamese

_STATES = {"done": "Đã đọc", "duplicate": "Trùng tệp", "failed": "Không đọc được"}
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
td.n { text-align: right; font-variant-numeric: tabular-nums }
.failed { color: #c22 }
"""
_HEAD = f'<meta charset="utf-8">{GENERATOR}<meta name="viewport" content="width=device-width"><title>Kết quả đọc kế hoạch</title>'


def report(rows: list[Row], skipped: int) -> str:
    """The page: counts, the files that could not be read and what to do, then all files."""
    states = Counter(row.state for row in rows)
    counts = "; ".join(f"{_STATES[state]}: {states[state]}" for state in _STATES if states[state])
    failed = [(row.name, in_vietnamese(row.message or ""), in_vietnamese(row.advice or "")) for row in rows if row.state == "failed"]
    broken = f"<h2>Không đọc được</h2>{_table(('Tệp', 'Vì sao', 'Nên làm gì'), map(_row, failed))}" if failed else ""
    heads = ("Tệp", "Kết quả", "Trang", "Nhiệm vụ", "Cần xem lại", "Chưa xếp", "Kế hoạch")
    return (
        f'<!doctype html><html lang="vi">{_HEAD}<style>{_STYLE}</style><h1>Kết quả đọc kế hoạch</h1>'
        f"<p>{len(rows)} tệp. {counts}. Bỏ qua (không phải tài liệu): {skipped}.</p>{broken}"
        f"<h2>Các tệp</h2>{_table(heads, map(_line, rows))}</html>\n"
    )


def _table(heads: Iterable[str], lines: Iterable[str]) -> str:
    return f"<table><tr>{''.join(f'<th>{head}' for head in heads)}</tr>{''.join(lines)}</table>"


def _row(cells: Iterable[str | None]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell or str())}</td>' for cell in cells)}</tr>"


def _line(row: Row) -> str:
    numbers = "".join(f'<td class="n">{"" if value is None else value}</td>' for value in (row.pages, row.tasks, row.marks, row.unplaced))
    plan = f'<a href="plans/{escape(row.result)}">{escape(row.plan_id or "")}</a>' if row.result else escape(row.duplicate_of or "")
    return f'<tr class="{row.state}"><td>{escape(row.name)}</td><td>{_STATES[row.state]}</td>{numbers}<td>{plan}</td></tr>'

"""Sheets for people as one XLSX file. The only user of xlsxwriter.

1. A text of a document is a text: no formula, no link, whatever it begins with (`=`, `+`, `-`, `@`, `http://`).
2. Dates are dates, numbers numbers; headings stay in view and have filters; each sheet prints on A4, as wide as the page.
3. The same sheets give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from planparse.tabular import Column, Link, Sheet, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MADE = dt.datetime(2025, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""The day that the file says it was made: the same, whenever it is made."""

LONGEST = 32_767
"""Characters that a cell can hold; what is longer is cut, and the cut is said in the cell."""

MOST_LINKS = 60_000
"""Excel opens a sheet with at most 65,530 links; cells after that have the text alone."""

_A4, _A3 = 9, 8
_WIDEST_ON_A4 = 230
"""Characters over all columns that can still be read on A4 across."""

_LINE = 15.0
_TALLEST = 405.0
_PER_LETTER = 0.92
"""Heights in points: xlsxwriter measures no text, and LibreOffice keeps the heights that it is given."""

_CUT = " [… còn {} ký tự]"
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True, "align": "left", "indent": 1},
    "number": {"num_format": "#,##0", "align": "right"},
    "percent": {"num_format": '0"%"', "align": "right"},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "heat": {"num_format": "0", "align": "center"},
    "flag": {"text_wrap": True, "bold": True, "align": "left", "indent": 1},
}


def as_workbook(sheets: Sequence[Sheet], title: str = "") -> Iterator[bytes]:
    """The bytes of an XLSX file with `sheets` in their order."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": MADE})
        formats = _formats(book)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.title), sheet, formats)
    yield buffer.getvalue()


def _formats(book: Workbook) -> dict[str, Format]:
    edge = {"border": 1, "border_color": "#BFBFBF"}
    made = {look: book.add_format({**_FONT, **edge, **wish}) for look, wish in _LOOKS.items()}
    made["head"] = book.add_format(
        {
            **_FONT,
            **edge,
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#1F4E79",
            "font_color": "#FFFFFF",
        }
    )
    made["title"] = book.add_format({**_FONT, "bold": True, "font_size": 14, "font_color": "#1F4E79"})
    made["note"] = book.add_format({**_FONT, "italic": True, "text_wrap": True, "font_color": "#595959"})
    made["link"] = book.add_format({**_FONT, **edge, "font_color": "#0563C1", "underline": 1, "text_wrap": True})
    made["flagged"] = book.add_format({"bg_color": "#F8CBAD", "font_color": "#9C0006"})
    made["zero"] = book.add_format({"bg_color": "#F8CBAD", "font_color": "#9C0006", "bold": True})
    return made


def _write(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    last = max(len(sheet.columns) - 1, 0)
    page.set_row(0, 24)
    page.write_string(0, 0, sheet.title, formats["title"])
    head = 1
    if sheet.note:
        if last:
            page.merge_range(1, 0, 1, last, "", formats["note"])
        page.write_string(1, 0, sheet.note, formats["note"])
        width = sum(column.width for column in sheet.columns)
        page.set_row(1, 15 * (1 + int(1.1 * len(sheet.note)) // max(width, 20)))
        head = 2
    for col, column in enumerate(sheet.columns):
        page.set_column(col, col, column.width)
        page.write_string(head, col, column.title, formats["head"])
    page.set_row(head, 15 * max((1 + int(1.25 * len(column.title)) // column.width for column in sheet.columns), default=1) + 6)
    links = 0
    for row, values in enumerate(sheet.rows, head + 1):
        page.set_row(row, _height(values, sheet.columns))
        for col, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            links += isinstance(value, Link)
            _cell(page, row, col, value.text if isinstance(value, Link) and links > MOST_LINKS else value, formats, column.look)
    end = head + len(sheet.rows)
    if sheet.filters and sheet.rows:
        page.autofilter(head, 0, end, last)
    for col, column in enumerate(sheet.columns):
        if column.look == "heat" and sheet.rows:
            zero = {"type": "cell", "criteria": "==", "value": 0, "format": formats["zero"]}
            page.conditional_format(head + 1, col, end, col, {"type": "blanks", "stop_if_true": True})
            page.conditional_format(head + 1, col, end, col, zero)
        elif column.look == "flag" and sheet.rows:
            page.conditional_format(head + 1, col, end, col, {"type": "no_blanks", "format": formats["flagged"]})
    page.freeze_panes(head + 1, sheet.held)
    page.set_paper(_A3 if sum(column.width for column in sheet.columns) > _WIDEST_ON_A4 else _A4)
    if not sheet.portrait:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&RTrang &P/&N")
    page.hide_gridlines(2)


def _cell(page: Worksheet, row: int, col: int, value: Value, formats: dict[str, Format], look: str) -> None:
    match value:
        case None:
            page.write_blank(row, col, None, formats[look])
        case Link(text, target):
            place = f"internal:'{target.removeprefix('sheet:')}'!A1" if target.startswith("sheet:") else f"external:{target}"
            page.write_url(row, col, place, formats["link"], text[:LONGEST])
        case bool():
            page.write_string(row, col, "có" if value else "không", formats["text"])
        case int() | float():
            page.write_number(row, col, value, formats["number"] if look in ("text", "date", "flag") else formats[look])
        case dt.date():
            page.write_datetime(row, col, dt.datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001 (a day has no zone)
        case str():
            page.write_string(row, col, _fitting(value), formats["text" if look in ("number", "percent", "heat") else look])


def _height(values: Sequence[Value], columns: Sequence[Column]) -> float:
    """The height that the longest text of a row needs in the width of its column."""
    lines = 1
    for value, column in zip(values, columns, strict=True):
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str) and len(text) * _PER_LETTER > column.width - 2:
            lines = max(lines, sum(1 + int(len(part) * _PER_LETTER / max(column.width - 2, 1)) for part in text[:4000].split("\n")))
    return min(_LINE * lines + 1, _TALLEST)


def _fitting(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    kept = LONGEST - len(_CUT) - 8
    return text[:kept] + _CUT.format(len(text) - kept)

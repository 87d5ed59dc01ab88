"""A sheet as CSV (RFC 4180), UTF-8."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

from planparse.tabular import Link, Sheet, Value

BOM = "\ufeff"
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def as_csv(sheet: Sheet, delimiter: str = ",", bom: bool = False) -> Iterator[bytes]:
    """The headings, then the rows; dates as ISO 8601. With `bom`, Excel reads the letters right.

    A text at whose start a spreadsheet would look for a formula gets an apostrophe before it (`guarded`).
    """
    yield _line([column.title for column in sheet.columns], delimiter, BOM if bom else "")
    for row in sheet.rows:
        yield _line([_cell(value) for value in row], delimiter)


def guarded(text: str) -> str:
    """The text, as no spreadsheet takes it for a formula.

    >>> guarded("=1+1"), guarded(" @a"), guarded("- Rà soát"), guarded("Rà soát")
    ("'=1+1", "' @a", "'- Rà soát", 'Rà soát')
    """
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case Link(text):
            return guarded(text)
        case dt.date():
            return value.isoformat()
        case str():
            return guarded(value)
        case _:
            return str(value)


def _line(cells: list[str], delimiter: str, head: str = "") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return (head + buffer.getvalue()).encode()

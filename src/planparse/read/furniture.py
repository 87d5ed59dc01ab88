"""What stands on a page beside the running text: page numbers, running headers, stamps.

They are taken out of the rows and kept as asides. A page number is alone in its row, at the edge of the page. A running header says the
same (but for digits) at the same distance from the edge on three pages or more, and on most of the pages; of two pages, on both. A line at
the edge of a page that stands between two parts of one table is one, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from planparse.paper import Aside, AsideKind, Place, Table
from planparse.read import stamps
from planparse.read.columns import aligned
from planparse.read.headers import is_header
from planparse.read.layout import Line, Row, joined
from planparse.read.sheet import Sheet, bounds
from planparse.vocab import layout
from planparse.vocab.markers import read_marker
from planparse.vocab.spelling import fold

_PAGE_NUMBER = re.compile(r"(?:(?:trang|page|tr\.)\s*)?[-–—(]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—)]?", re.IGNORECASE)
_EDGE = 0.13
"""Page numbers stand within this part of the page's height from its edge: the margins of Decree 30/2020/NĐ-CP are 20 to 25 of 297 mm."""


def page_number(rows: list[Row], page: int, height: float) -> list[Aside]:
    """Take the page number out of `rows`: the first or the last of them, alone at the edge of the page."""
    for at in (0, -1):
        if not rows:
            break
        line = joined(rows[at])
        near = line.bottom < _EDGE * height if at == 0 else line.top > (1 - _EDGE) * height
        if near and _PAGE_NUMBER.fullmatch(line.text):
            del rows[at]
            return [_aside("page_number", [line], page)]
    return []


def beside(rows: list[Row], tables: Sequence[Table], page: int) -> list[Aside]:
    """Take out of `rows` what stands in the margin beside a table: a tick, a remark by hand. It parts no table that runs over pages."""
    boxes = [box for table in tables for place in table.places if (box := place.bbox) is not None]
    lines = [joined(row) for row in rows]
    noted = [
        line for line in lines if any((line.x1 <= x0 or line.x0 >= x1) and top < line.middle < bottom for x0, top, x1, bottom in boxes)
    ]
    rows[:] = [row for row, line in zip(rows, lines, strict=True) if line not in noted]
    return [_aside("margin_note", [line], page) for line in noted]


def running(pages: Sequence[list[Row]], sheets: Sequence[Sheet]) -> list[Aside]:
    """Take what repeats at the top or bottom of the pages out of their rows: a line, and those that stand close to it."""
    asides: list[Aside] = []
    for at in (0, -1):
        last: dict[int, Line] = {}
        while found := _repeated(pages, sheets, at, last):
            asides += [_aside("running_header", [line], sheets[page].page) for page, line in found.items()]
            last = found
    return asides


def _repeated(pages: Sequence[list[Row]], sheets: Sequence[Sheet], at: int, last: Mapping[int, Line]) -> dict[int, Line]:
    """The first or last lines that the pages share, close to those taken last where there are any, taken out of their rows."""
    lines = {
        page: line
        for page, (rows, sheet) in enumerate(zip(pages, sheets, strict=True))
        if (line := _edge_line(rows, sheet, at)) is not None and (not last or (page in last and _is_close(line, last[page])))
    }
    keys = {
        page: (re.sub(r"\d+", "#", line.text), round((line.top if at == 0 else sheets[page].height - line.top) / 3))
        for page, line in lines.items()
    }
    seen = Counter(keys.values())
    found: dict[int, Line] = {}
    for page, key in keys.items():
        most = seen[key] >= 3 and seen[key] * 2 > len(pages)
        if most or (seen[key] == len(pages) == 2 and not opens_a_document(lines[page].text)):
            found[page] = lines[page]
            del pages[page][at]
    return found


def _is_close(line: Line, other: Line) -> bool:
    return max(line.top - other.bottom, other.top - line.bottom) < other.height


def _edge_line(rows: Sequence[Row], sheet: Sheet, at: int) -> Line | None:
    """The first (0) or last (-1) row, where it stands at the edge of the page."""
    if not rows:
        return None
    line = joined(rows[at])
    near = line.bottom < _EDGE * sheet.height if at == 0 else line.top > (1 - _EDGE) * sheet.height
    return line if near else None


def opens_a_document(text: str) -> bool:
    """Whether a line belongs to a letterhead, a title or an annex, with which a document or a part of it begins."""
    folded = fold(text)
    letterhead = any(word in folded for purpose in ("national_title", "motto", "party_title") for word in layout.words(purpose))
    return letterhead or layout.read_title(text) is not None or layout.read_annex_head(text) is not None


def within_table(pages: Sequence[list[Row]], tables: Sequence[Sequence[Table]], sheets: Sequence[Sheet]) -> list[Aside]:
    """Take the one line out of the rows that stands, at the edge of a page, between two parts of one table: on no other page, or differing
    from page to page. The second part has the columns of the first and no header of its own; the line has no marker."""
    asides: list[Aside] = []
    for above in range(len(pages) - 1):
        below = above + 1
        if not tables[above] or not tables[below] or sheets[below].page != sheets[above].page + 1:
            continue
        first, second = tables[above][-1], tables[below][0]
        pair = aligned(first, second)
        if first.ruled != second.ruled or pair is None or first.n_cols < 3 or is_header(pair[1], pair[0]):
            continue
        foot = [row for row in pages[above] if joined(row).middle > _bottom(first)]
        head = [row for row in pages[below] if joined(row).middle < _top(second)]
        for rows, own, at, sheet in ((pages[above], foot, -1, sheets[above]), (pages[below], head, 0, sheets[below])):
            line = _edge_line(own, sheet, at)
            if len(foot) > 1 or len(head) > 1 or line is None or opens_a_document(line.text) or read_marker(line.text)[0] is not None:
                continue
            asides.append(_aside("running_header", [line], sheet.page))
            del rows[at]
    return asides


def _top(table: Table) -> float:
    return min((place.bbox[1] for place in table.places if place.bbox is not None), default=0.0)


def _bottom(table: Table) -> float:
    return max((place.bbox[3] for place in table.places if place.bbox is not None), default=0.0)


def stamped(rows: list[Row], page: int) -> list[Aside]:
    """Take stamps that are part of the page's text out of `rows`: a segment that opens one, and those right below it."""
    asides: list[Aside] = []
    at = 0
    while at < len(rows):
        for segment in rows[at]:
            if stamps.opens(segment.text) is None:
                continue
            column = _below(rows[at + 1 :], segment)
            found = stamps.length([segment.text, *(line.text for line in column)])
            if found is None or (found[1] == 1 and not segment.text.isupper() and ":" not in segment.text):
                continue
            own = [segment, *column[: found[1] - 1]]
            asides.append(_aside(found[0], own, page))
            for row in rows:
                row[:] = [other for other in row if other not in own]
            break
        else:
            at += 1
    rows[:] = [row for row in rows if row]
    return asides


def _below(rows: Sequence[Row], first: Line) -> list[Line]:
    """The segments under `first` that stand close, begin or are centred where it does, and are as small."""
    column: list[Line] = []
    last = first
    for row in rows:
        for segment in row:
            aligned = abs(segment.x0 - last.x0) < 10 or abs(segment.centre - last.centre) < 10 or abs(segment.x0 - first.x0) < 10
            alike = 0.6 * first.height < segment.height < 1.5 * first.height
            if aligned and alike and last.middle < segment.middle and segment.top - last.bottom < 0.9 * first.height:
                column.append(segment)
                last = segment
                break
        else:
            if row[0].top - last.bottom > 2 * first.height:
                break
    return column


def _aside(kind: AsideKind, lines: Sequence[Line], page: int) -> Aside:
    place = Place(page=page, bbox=bounds(word for line in lines for word in line.words))
    return Aside(kind, "\n".join(line.text for line in lines), place)

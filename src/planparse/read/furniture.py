"""What stands on a page beside the running text: page numbers, running headers, stamps.

They are taken out of the rows and kept as asides. A page number is alone in its row, at the edge of the page. A running header says the
same (but for digits) at the same height on three pages or more, and on most of the pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from planparse.paper import Aside, AsideKind, Place
from planparse.read import stamps
from planparse.read.layout import Line, Row, joined
from planparse.read.sheet import Sheet, bounds

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


def running(pages: Sequence[list[Row]], sheets: Sequence[Sheet]) -> list[Aside]:
    """Take what repeats at the top or bottom of the pages out of their rows."""
    asides: list[Aside] = []
    for at in (0, -1):
        seen: Counter[tuple[str, int]] = Counter()
        keys: list[tuple[str, int] | None] = []
        for rows, sheet in zip(pages, sheets, strict=True):
            line = joined(rows[at]) if rows else None
            near = line is not None and (line.bottom < _EDGE * sheet.height if at == 0 else line.top > (1 - _EDGE) * sheet.height)
            key = (re.sub(r"\d+", "#", line.text), round(line.top / 3)) if line is not None and near else None
            keys.append(key)
            if key is not None:
                seen[key] += 1
        for rows, key, sheet in zip(pages, keys, sheets, strict=True):
            if key is not None and seen[key] >= 3 and seen[key] * 2 > len(pages):
                asides.append(_aside("running_header", [joined(rows[at])], sheet.page))
                del rows[at]
    return asides


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

"""Text whose lines are as long as a page is wide: printed from a PDF (`pdftotext -layout`) or written by an OCR engine.

1. Lines that a full line goes on in are one paragraph: the first word of the next line would not have fitted.
2. Two columns side by side (letterhead; recipients beside the signature) are a table of one row, as Word holds them.
3. A table that only blanks draw is left line by line, and named in a doubt: which words are one cell is not to be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from planparse.paper import Block, Cell, Doubt, Paragraph, Table
from planparse.read.tabbed import Line

_GAP = re.compile(r"(?<=\S)\s{3,}(?=\S)")
_OPENS = re.compile(
    r"\s*(?:[-–+*•]\s|\(?\d{1,3}(?:\.\d{1,2})*[.)/]|[IVX]{1,5}[.)/]|[A-ZĐ][.)]\s|\(?[a-zđ]{1,2}\)|[a-zđ]/\.?|Điều\s+\d|Căn cứ\s)"
)
_WIDEST, _NARROWEST = 130, 50
_MARGIN = 2
"""How far, in letters, a first line must stand in from the lines below it."""
_FULL = 0.87
"""A line with its next word is full from this share of the width on: letters of a printed page differ in width."""
_REACH = 8
"""How many lines may stand between two that have both columns, or that have three columns or more."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The lines as paragraphs; blocks that are already tables, by the number of the line that they stand for; and the doubts."""

    lines: list[Line]
    tables: dict[int, Table]
    doubts: list[Doubt]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether paragraphs run over lines of one width: on most pages many lines are full, and go on in small letters."""
    if any(line.is_row for line in lines):
        return False
    wrapped = sum(len(page) for page in _pages(lines) if _is_wrapped_page(page))
    return wrapped * 2 > len(lines)


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(page) for _, page in groupby(lines, key=lambda line: line.place.page)]


def _width(lines: Sequence[Line]) -> int:
    """How wide a full line is: as nine of ten, for a table or a rule may stand out."""
    return sorted(len(line.text) for line in lines)[int(len(lines) * 0.9)]


def _is_wrapped_page(lines: Sequence[Line]) -> bool:
    full = _width(lines)
    if len(lines) < 8 or not _NARROWEST <= full <= _WIDEST:
        return False
    long = [at for at, line in enumerate(lines[:-1]) if len(line.text) > 0.85 * full]
    going_on = sum(1 for at in long if lines[at + 1].text.lstrip()[:1].islower() and not _OPENS.match(lines[at + 1].text))
    return len(long) >= 0.2 * len(lines) and going_on >= 0.3 * len(long)


def unwrap(lines: Sequence[Line]) -> Unwrapped:
    """Paragraphs in whole, two columns as tables (their index is not set yet)."""
    out = Unwrapped([], {}, [])
    for page in _pages(lines):
        _unwrap_page(page, out)
    return out


def _unwrap_page(lines: Sequence[Line], out: Unwrapped) -> None:
    width = _width(lines)
    at = 0
    while at < len(lines):
        end = _drawn_table(lines, at)
        if end is not None:
            out.doubts.append(Doubt("table_structure", "Bảng chỉ kẻ bằng khoảng trắng, không tách được ô", place=lines[at].place))
            out.lines.extend(replace(line, text=line.text.strip()) for line in lines[at:end])
            at = end
            continue
        columns = _columns(lines, at)
        if columns is not None:
            table, at = columns
            out.tables[len(out.lines)] = table
            out.lines.append(lines[at - 1])
            continue
        end = at + 1
        while end < len(lines) and _goes_on(lines, at, end, width):
            end += 1
        out.lines.append(replace(lines[at], text=_joined([line.text for line in lines[at:end]])))
        at = end


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _goes_on(lines: Sequence[Line], first: int, at: int, width: int) -> bool:
    """Whether the line at `at` goes on with the paragraph that begins at `first`."""
    line, above = lines[at], lines[at - 1]
    text = line.text.lstrip()
    centred = _indent(lines[first]) > width // 4
    if line.gap or centred or _OPENS.match(line.text) or _GAP.search(line.text.strip()):
        return False
    if len(above.text) + 1 + len(text.split(maxsplit=1)[0]) <= _FULL * width:
        return False
    if _indent(line) > min(_indent(each) for each in lines[first:at]) + _MARGIN:
        return False
    ended = above.text.rstrip()[-1:] in ".;:!?" and not text[:1].islower()
    return not ended or _indent(line) + _MARGIN < _indent(lines[first])


def _joined(texts: list[str]) -> str:
    whole = texts[0].strip()
    for text in texts[1:]:
        more = text.strip()
        cut_code = re.search(r"\w[-/]$", whole) is not None and more[:1].isupper()
        whole += more if cut_code else f" {more}"
    return whole


def _drawn_table(lines: Sequence[Line], at: int) -> int | None:
    """The end of the table of three columns or more that begins at `at`."""
    if len(_GAP.findall(lines[at].text.strip())) < 2:
        return None
    last = at
    for n in range(at + 1, len(lines)):
        if len(_GAP.findall(lines[n].text.strip())) >= 2:
            last = n
        elif n - last > _REACH:
            break
    end = last + 1
    while end < len(lines) and not lines[end].gap and _GAP.search(lines[end].text.strip()):
        end += 1
    return end


def _columns(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The two columns that begin at `at`, as a table of one row, and the line after them."""
    gutter = _gutter(lines[at].text, 0, 10_000)
    if gutter is None:
        return None
    last, common = at, gutter
    for n in range(at + 1, min(len(lines), at + 60)):
        line = lines[n]
        if n - last > _REACH or len(_GAP.findall(line.text.strip())) > 1:
            break
        narrower = _gutter(line.text, *common) or _beside(line, common)
        if narrower is None:
            break
        common = narrower
        on_the_right = _indent(line) >= common[1]
        # Below a letterhead the title may stand on its right; below a signature the name does.
        if _GAP.search(line.text.strip()) or (on_the_right and (not line.gap or at > 0)):
            last, gutter = n, common
    if last == at and _OPENS.match(lines[at].text) is not None:
        return None
    middle = (gutter[0] + gutter[1]) // 2
    zone = lines[at : last + 1]
    left = "\n".join(text for line in zone if (text := line.text[:middle].strip()))
    right = "\n".join(text for line in zone if (text := line.text[middle:].strip()))
    places = tuple(replace(line.place, row=0) for line in zone[:1])
    cells = (Cell(0, 0, left, places=places), Cell(0, 1, right, places=places))
    return Table(0, 1, 2, cells, tuple(line.place for line in zone[:1]), ruled=False), last + 1


def _gutter(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The blanks of `text` between words that `start`-`end` also has, three wide or more; None where there are none."""
    for gap in _GAP.finditer(text):
        common = (max(gap.start(), start), min(gap.end(), end))
        if common[1] - common[0] >= 3:
            return common
    return None


def _beside(line: Line, gutter: tuple[int, int]) -> tuple[int, int] | None:
    """What is left of the gutter by a line that stands on one side of it; None by one that crosses it."""
    indent, end = _indent(line), len(line.text)
    if indent >= gutter[0] + 3 and indent > (gutter[0] + gutter[1]) // 2:
        return gutter[0], min(gutter[1], indent)
    return (max(gutter[0], end), gutter[1]) if gutter[1] - end >= 3 else None


def blocks_of(unwrapped: Unwrapped) -> list[Block]:
    """Paragraphs and tables in order; tables are numbered."""
    blocks: list[Block] = []
    index = 0
    for number, line in enumerate(unwrapped.lines):
        table = unwrapped.tables.get(number)
        if table is None:
            blocks.append(Paragraph(line.text, (line.place,)))
            continue
        cells = tuple(replace(cell, places=tuple(replace(place, table=index) for place in cell.places)) for cell in table.cells)
        places = tuple(replace(place, table=index) for place in table.places)
        blocks.append(replace(table, index=index, cells=cells, places=places))
        index += 1
    return blocks

"""Tables whose columns stand apart by three blanks or more, in text that is not wrapped: as if tabs stood there.

Only where nothing is left to guess: the lines up to the next gap all have as many pieces, three at least, and the first is a head (no
number in front), so that no cell is empty and none goes on in the next line. Each such table is named in a doubt, and so is one that
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planparse.paper import Doubt
from planparse.read.tabbed import Line

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_NUMBER = re.compile(r"\W*\d")
_FEWEST_PIECES, _FEWEST_LINES = 3, 3


def tabbed(lines: Sequence[Line]) -> tuple[list[Line], list[Doubt]]:
    """`lines` with tabs in place of the blanks that part columns, and a doubt for each table that they make.

    >>> from planparse.paper import Place
    >>> said = ("TT   Nội dung   Thời gian", "1   Rà soát   Quý I", "2   Báo cáo    Quý II")
    >>> [line.text for line in tabbed([Line(text, Place()) for text in said])[0]][1:]
    ['1\\tRà soát\\tQuý I', '2\\tBáo cáo\\tQuý II']
    """
    made, doubts = list(lines), []
    at = 0
    while at < len(made):
        end = _end(made, at)
        if end - at >= _FEWEST_LINES and not _NUMBER.match(made[at].text):
            made[at:end] = [replace(line, text=_GAP.sub("\t", line.text)) for line in made[at:end]]
            doubts.append(Doubt("table_structure", "Bảng chỉ kẻ bằng khoảng trắng, ô được tách theo khoảng trắng", place=made[at].place))
        elif _is_table(made, at):
            doubts.append(Doubt("table_structure", "Bảng chỉ kẻ bằng khoảng trắng, không tách được ô", place=made[at].place))
            end = _block(made, at)
        at = max(end, at + 1)
    return made, doubts


def _block(lines: Sequence[Line], at: int) -> int:
    """The line after those that no blank line parts from the one at `at`."""
    return next((n for n in range(at + 1, len(lines)) if lines[n].gap), len(lines))


def _is_table(lines: Sequence[Line], at: int) -> bool:
    """Whether the line at `at` begins a table, of which no more can be told."""
    if _pieces(lines[at]) < _FEWEST_PIECES:
        return False
    return sum(_pieces(line) >= _FEWEST_PIECES for line in lines[at : _block(lines, at)]) >= _FEWEST_LINES


def _end(lines: Sequence[Line], at: int) -> int:
    """The end of the lines from `at` on that have as many pieces; `at` itself where a line of another kind goes on with them."""
    pieces = _pieces(lines[at])
    if pieces < _FEWEST_PIECES or (at and not lines[at].gap and _pieces(lines[at - 1]) > 1):
        return at
    end = at + 1
    while end < len(lines) and not lines[end].gap and _pieces(lines[end]) == pieces:
        end += 1
    goes_on = end < len(lines) and not lines[end].gap and (_pieces(lines[end]) > 1 or lines[end].text.startswith("   "))
    return at if goes_on else end


def _pieces(line: Line) -> int:
    return 0 if "\t" in line.text else len(_GAP.findall(line.text.strip())) + 1

"""Is the first row of a page the rest of the last row before? A wrong yes mixes two tasks, so it needs more than an empty number.

Read in this order: rows of different build are two rows; two numbers are two rows; a group row stands for itself; then the texts are
asked column by column (`evidence.goes_on`), and which cells are empty on which side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from planparse.paper import Cell, Table
from planparse.read.evidence import goes_on, is_wrapped, number_heads
from planparse.read.headers import height
from planparse.read.sheet import Fit
from planparse.vocab.spelling import fold

_ORDINAL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ]|[a-zđ])[.)]?\)?")
_HIGH_ORDINAL = re.compile(r"\(?(?:[IVXL]{1,6}|[A-ZĐ])[.)]?\)?")
_LINE = 11.0
"""The least height in points of a row with a line of text in it."""
_ROOM = 2.2
"""Lines of room that prove a text to be at its end; widows and orphans make one or two."""
_OFTEN, _USUALLY = 0.3, 0.6


class Verdict(Enum):
    """What the two rows are."""

    JOIN = "one row"
    APART = "two rows"
    DOUBT = "one may be the rest of the other"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict, and where the rows are two the columns whose cells are one all the same: merged down over the break."""

    verdict: Verdict
    merged: frozenset[int] = frozenset()


_JOIN, _APART, _DOUBT = Judgement(Verdict.JOIN), Judgement(Verdict.APART), Judgement(Verdict.DOUBT)


@dataclass(frozen=True, slots=True)
class _Pair:
    """The cells of one column on both sides of the break.

    `says` is what `goes_on` says, where both have text, and -1 where the text above `stops`: lines of room are left below it, which
    the fullest cell of its row has used. `wraps` is whether the first word below had no room above, `is_content` the column of the
    longest texts.
    """

    above: Cell
    below: Cell
    says: int | None
    wraps: bool | None
    is_content: bool
    stops: bool


def judge(above: Table, below: Table, ends: Mapping[int, Fit], starts: Mapping[int, Fit]) -> Judgement:
    """What the last row of `above` and the first of `below` are to one another; the fits are by the position of the cell in its table."""
    last = {(cell.col, cell.col_span): at for at, cell in enumerate(above.cells) if cell.row + cell.row_span == above.n_rows}
    first = {(cell.col, cell.col_span): at for at, cell in enumerate(below.cells) if cell.row == 0}
    if last.keys() != first.keys() or above.n_rows <= height(above):
        return _APART
    pairs = []
    content = _content(above, below)
    fullest = min((fit.below for key, at in last.items() if (fit := ends.get(at)) is not None), default=0.0)
    for key in sorted(last):
        one, other = above.cells[last[key]], below.cells[first[key]]
        end, start = ends.get(last[key]), starts.get(first[key])
        says = goes_on(one.text, other.text, end, start, *_habits(above, below, key[0])) if one.text and other.text else None
        stops = says is not None and end is not None and _stops(end, fullest)
        pairs.append(_Pair(one, other, -1 if stops else says, is_wrapped(end, start), key[0] <= content < key[0] + key[1], stops))
    if not any(pair.below.text for pair in pairs):
        return _JOIN if all(_is_strip(pair.below) for pair in pairs) or not _has_empty_rows(above, below) else _APART
    if not any(pair.above.text for pair in pairs):
        return _APART
    if _is_group([pair.below for pair in pairs], [pair.above for pair in pairs]):
        return _APART
    if _is_group([pair.above for pair in pairs], [pair.below for pair in pairs]):
        return _APART
    if not _has_numbers(above, below):
        return _without_numbers(pairs)
    number, rest = pairs[0], pairs[1:]
    if number.above.text and number.below.text:
        return _APART
    if number.below.text:
        return _number_below(above, number.below.text, rest)
    return _number_above(rest, number.above.row_span > 1 or number.below.row_span > 1)


def _content(above: Table, below: Table) -> int:
    """The column of the longest texts."""
    length = [0] * above.n_cols
    for cell in (*above.cells, *below.cells):
        if cell.col_span == 1:
            length[cell.col] += len(cell.text)
    return length.index(max(length))


def _stops(end: Fit, fullest: float) -> bool:
    """Whether a text that stands at the top of its cell leaves more room below than page breaks do to keep lines together."""
    return end.above < 0.7 * end.line and end.below - fullest > _ROOM * end.line


def _is_strip(cell: Cell) -> bool:
    """Whether the cell is too low for a line of text: what a cut leaves of a row that was at its end."""
    box = cell.places[0].bbox if cell.places else None
    return box is not None and not cell.text and box[3] - box[1] < _LINE


def _has_empty_rows(above: Table, below: Table) -> bool:
    """Whether other rows are empty, too: a form to fill in."""
    filled = {(table is above, cell.row) for table in (above, below) for cell in table.cells if cell.text}
    rows = {(table is above, cell.row) for table in (above, below) for cell in table.cells}
    return bool(rows - filled - {(False, 0)})


def _habits(above: Table, below: Table, col: int) -> tuple[bool, bool]:
    """Whether texts of this column usually end with a sign, and often begin in lower case."""
    head = height(above)
    texts = [cell.text for cell in above.cells if cell.col == col and cell.text and head <= cell.row < above.n_rows - 1]
    texts += [cell.text for cell in below.cells if cell.col == col and cell.text and cell.row > 0]
    if not texts:
        return False, False
    ends = sum(text.rstrip("\"'”’)] ")[-1:] in tuple(".;:!?") for text in texts)
    lower = sum(text[:1].islower() for text in texts)
    return ends >= _USUALLY * len(texts), lower >= _OFTEN * len(texts)


def _has_numbers(above: Table, below: Table) -> bool:
    """Whether the first column holds the numbers of rows."""
    texts = [cell.text for table in (above, below) for cell in table.cells if cell.col == 0 and cell.col_span == 1 and cell.text]
    if any(fold(text) in number_heads() for text in texts):
        return True
    return bool(texts) and sum(_ORDINAL.fullmatch(text.strip()) is not None for text in texts) >= _USUALLY * len(texts)


def _is_group(row: list[Cell], other: list[Cell]) -> bool:
    """Whether the row is a title over others: one text at most beside a number, and that is marked as one."""
    filled = [cell for cell in row if cell.text]
    texts = [cell for cell in filled if not (cell.col == 0 and _ORDINAL.fullmatch(cell.text.strip()))]
    if len(texts) != 1 or len(row) < 3:
        return False
    title = texts[0]
    if title.col_span > 1 or any(_HIGH_ORDINAL.fullmatch(cell.text.strip()) for cell in filled if cell is not title):
        return True
    beside = next((cell for cell in other if cell.col == title.col and cell.text), None)
    if title.bold and not (beside is not None and beside.bold):
        return True
    return _is_capitals(title.text) and not (beside is not None and _is_capitals(beside.text))


def _is_capitals(text: str) -> bool:
    return text.isupper() and len(text) > 6


def _number_above(rest: list[_Pair], merged: bool) -> Judgement:
    """The row below has no number."""
    says = [pair.says for pair in rest if pair.says is not None]
    finished = [pair for pair in rest if pair.above.text and not pair.below.text]
    filled = [pair for pair in rest if pair.below.text]
    if not filled:
        return _APART
    sure, rather, against = says.count(2), says.count(1), says.count(-1)
    down = _merged(rest)
    if down:
        return Judgement(Verdict.APART, down)
    content = _content_pair(rest)
    if not content.below.text and content.above.text and not against and (sure or rather or len(filled) == 1 or not says):
        return _DOUBT if merged and not sure else _JOIN
    if sure:
        believed = finished if against or (content.says or 0) < 1 else True
        return _JOIN if believed and not (len(finished) < 2 and _begin_anew(rest) > 1) else _DOUBT
    if not says:
        return _DOUBT
    if rather and not against:
        certain = rather > 1 and all(pair.wraps for pair in rest if pair.says == 1)
        return _JOIN if certain or ((finished or rather > 1) and not merged) else _DOUBT
    if len(filled) == 1 or (rather and not any(pair.stops for pair in rest)):
        return _DOUBT
    return _APART if len(finished) * 2 <= len(filled) else _DOUBT


def _begin_anew(rest: list[_Pair]) -> int:
    """In how many columns beside the content a text begins on a line of its own although it had room above: a row cut exactly between the
    paragraphs of several cells is less likely than a content that is merged down."""
    return sum(
        1 for pair in rest if not pair.is_content and pair.wraps is False and pair.says in (0, 1) and pair.above.text[-1] not in ";:,"
    )


def _content_pair(pairs: list[_Pair]) -> _Pair:
    return next((pair for pair in pairs if pair.is_content), pairs[0])


def _merged(rest: list[_Pair]) -> frozenset[int]:
    """The columns that are merged down over the break with the number: where cells show that the rows are two (they say the same above
    and below, or the text above stops), and the content goes on or stands above alone."""
    content = _content_pair(rest)
    two = any(pair.below.text and (pair.stops or fold(pair.below.text) == fold(pair.above.text)) for pair in rest if not pair.is_content)
    if not two or (content.says != 2 and content.below.text) or not content.above.text:
        return frozenset()
    left = [pair for pair in rest if pair.says == 2 or (pair.above.text and not pair.below.text and pair.above.col <= content.above.col)]
    return frozenset({0, *(pair.above.col for pair in left)})


def _number_below(above: Table, number: str, rest: list[_Pair]) -> Judgement:
    """Only the row below has a number: it stands in the middle of the height of a row that began on the page before."""
    says = [pair.says for pair in rest if pair.says is not None]
    if not any(pair.above.text for pair in rest) or says.count(-1):
        return _APART
    content = _content_pair(rest)
    if content.above.text and content.below.text and (content.says or 0) < 1:
        return _DOUBT if says.count(2) else _APART
    if not _is_next(above, number):
        return _DOUBT if says.count(2) else _APART
    return _JOIN if says.count(2) or says.count(1) or not says else _DOUBT


def _is_next(above: Table, number: str) -> bool:
    """Whether `number` follows the last number of `above`, or opens a count."""
    numbers = [cell.text.strip("(). ") for cell in above.cells if cell.col == 0 and cell.text]
    mine = number.strip("(). ")
    if not mine.isdigit():
        return False
    return mine == "1" or any(text.isdigit() and int(text) + 1 == int(mine) for text in numbers[-2:])


def _without_numbers(pairs: list[_Pair]) -> Judgement:
    """No column has numbers: the longest text must go on, or be at its end while others go on."""
    says = [pair.says for pair in pairs if pair.says is not None]
    finished = any(pair.above.text and not pair.below.text for pair in pairs)
    content = _content_pair(pairs)
    filled = sum(bool(pair.below.text) for pair in pairs)
    if not says.count(-1):
        if not content.below.text and content.above.text and (filled == 1 or says.count(2) or says.count(1)):
            return _JOIN
        if content.says == 2 and (finished or says.count(2) > 1):
            return _JOIN
        if content.says == 1 and finished and (says.count(2) or (content.wraps and filled == 1)):
            return _JOIN
    return _DOUBT if says.count(2) or (says.count(1) and finished) else _APART


def runs_on(above: Cell, below: Cell) -> bool:
    """Whether a cell that is merged down to the end of a page goes on in one at the top of the next, where the rows themselves do not."""
    if not below.text:
        return above.row_span > 1 or below.row_span > 1
    if above.row_span < 2 or below.row_span < 2:
        return False
    return not above.text or goes_on(above.text, below.text, None, None, ends=False) == 2

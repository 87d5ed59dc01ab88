"""The paper as one flow of pieces and grids: layout tables dissolved, lines set off, cut paragraphs still apart."""

from __future__ import annotations

import re
from dataclasses import replace

from planparse.paper import Grid, Item, Paper, Paragraph, Piece, Table
from planparse.vocab import layout, signing
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import CAPITALS, fold

RULE = re.compile(r"^[\W_]+$")
"""A line of signs only: the rule below a motto, a row of stars."""

ENDS = re.compile(r"[.;:]['\"”’)\]]*\s*$")
MAX_TITLE_LINE = 400
"""Characters; a longer line is no title."""

_BESIDE_HEAD, _BESIDE_ITEM = re.compile(r"(?<=:)\s*|(?<=nhận)\s+"), re.compile(r"(?<=[;.])\s+")
_NUMBER_LINE = re.compile(r"^số\s*:", re.IGNORECASE)
_DATE_LINE = re.compile(r"ngày\b.{0,12}tháng\b.{0,12}năm\b", re.IGNORECASE)
_ENDMARK = re.compile(r"\.\s*/\s*\.?\s*$")
_CODE_LINE = re.compile(r"^số\s*:?\s*[\d.…_ ]*[a-z]?\s*[-–/]\s*[\w&]+(?:\s?[-–/]\s?[\w&]+)*$", re.IGNORECASE)
_PROPER = rf"[{CAPITALS}][\w’']*"
_PLACED_DATE = re.compile(
    rf"^(?:{_PROPER}(?:[\s-]+{_PROPER})*,|{_PROPER}(?:[\s-]+{_PROPER})+)\s+(?i:ngày)\b"
    r"[\d\s./…_-]{0,20}(?:(?i:tháng)\b.{0,12}(?i:năm)\b.*|\d{4}\s*)?$"
)
_LETTERHEAD_COLUMNS = 3
_LETTERHEAD_LINES = 14
_TERMINAL = re.compile(r"[.;:!?…]['\"”’)\]]*\s*$")
_BROKEN_OFF = re.compile(r"(?:,|\b(?:và|của|các|những|với|cho|trong|bởi|hoặc|là|để))\s*$", re.IGNORECASE)
"""Ends of a text that goes on in whatever follows."""
_HALF_OPEN = re.compile(
    r"\b(?:(?<!tồn )(?<!hiện )tại|(?<!kèm )(?<!tiếp )theo|về|(?<!đi, )đến|từ|(?<!tự )do|(?<!đạt )(?<!làm )được|(?<!hiện )có|không)\s*$",
    re.IGNORECASE,
)
"""Words that a heading may end with, too: `Kết quả làm được`, `Tài sản hiện có`."""
_BEFORE_DIGIT = re.compile(r"\b(?:số|ngày|tháng|năm)\s*$", re.IGNORECASE)
_FULL_LINE = 50
"""Characters; what a page break cuts off is a full line at least."""
_HEADING_REST = re.compile(r"(?:\b(?:và|chung|cụ thể|thực hiện|của kế hoạch|chủ yếu|trọng tâm)\b|[,;\s–-])+")
_SHORT_LINE = 45
"""Characters; a line that a forced break ends so early is not full."""


def flow(paper: Paper) -> list[Item]:
    """Every text of `paper` as pieces in reading order; a table that holds data stays a `Grid`."""
    items: list[Item] = []
    for at, block in enumerate(paper.blocks):
        if isinstance(block, Paragraph):
            items += _lines((at, -1), block.text, block)
        elif is_layout(block):
            for number, cell in enumerate(block.cells):
                items += _lines((at, number), cell.text, Paragraph(cell.text, cell.places))
        else:
            items.append(Grid(at, block))
    return items


def _lines(key: tuple[int, int], text: str, paragraph: Paragraph) -> list[Piece]:
    lines = [line for part in text.split("\n") for line in _columns(part) if line]
    return [Piece((key,), line, paragraph.places, paragraph.style, soft=number > 0) for number, line in enumerate(lines)]


def _columns(line: str) -> tuple[str, ...]:
    """A line, or the two that stood side by side: one of the recipients, and the authority or post of a signature in capitals.

    >>> _columns("Nơi nhận: TM. ỦY BAN NHÂN DÂN"), _columns("- Đảng ủy xã; CHỦ TỊCH"), _columns("- Lưu: VT.")
    (('Nơi nhận:', 'TM. ỦY BAN NHÂN DÂN'), ('- Đảng ủy xã;', 'CHỦ TỊCH'), ('- Lưu: VT.',))
    """
    line = " ".join(line.split())
    head = layout.opens_with(line, "recipients")
    if not head and not line.startswith(("Lưu", "-", "–", "+")):
        return (line,)
    for gap in (_BESIDE_HEAD if head else _BESIDE_ITEM).finditer(line):
        right = line[gap.end() :]
        if (signing.opens_authority(right) or signing.opens_post(right)) and right.isupper() and right[-1] not in ";,.":
            return line[: gap.start()], right
    return (line,)


def is_layout(table: Table) -> bool:
    """Whether `table` only places the letterhead, the signature or a box on the page, and holds no rows of data."""
    texts = [cell.text for cell in table.cells if cell.text.strip()]
    if not texts or table.n_cols == 1:
        return True
    if any(fold(text).startswith(word) for word in layout.words("recipients") for text in texts):
        return True
    if table.n_rows > 8:
        return False
    folded = [fold(text) for text in texts]
    if any(word in text for word in (*layout.words("national_title"), *layout.words("motto")) for text in folded):
        return True
    if _is_letterhead(texts, table.n_cols):
        return True
    return table.n_rows <= 4 and any(layout.opens_with(text, "authority") for text in texts)


def _is_letterhead(texts: list[str], columns: int) -> bool:
    """Whether cells without a national title hold a letterhead: the Party's name, or two of number, place with date, and issuer."""
    lines = [" ".join(line.split()) for text in texts for line in text.split("\n") if line.strip()]
    if any(_NUMBER_LINE.match(text) for text in texts) and any(_DATE_LINE.search(text) for text in texts):
        return True
    if columns > _LETTERHEAD_COLUMNS or len(lines) > _LETTERHEAD_LINES:
        return False
    if any(fold(line) in layout.words("party_title") for line in lines):
        return True
    numbered = any(_CODE_LINE.match(line) for line in lines)
    dated = any(_PLACED_DATE.match(line) for line in lines)
    issued = any(line.isupper() and layout.opens_with(line, "office_head") for line in lines[:2])
    return (numbered and dated) or (issued and (numbered or dated))


def join_cut(items: list[Item]) -> list[Item]:
    """`items` with the lines of one paragraph, and the two halves of a paragraph that a page break cut, joined.

    A half goes on where it has no marker and begins in lower case while the piece before does not end a sentence, or where the
    piece before breaks off in the middle of a phrase ("… của"). What stands below a heading does not go on from it.
    """
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if isinstance(item, Piece) and isinstance(before, Piece) and continues(before, item):
            glue = "" if before.text.endswith(("/", "-")) and not before.text.endswith(" -") else " "
            keys = before.keys if item.keys[0] in before.keys else before.keys + item.keys
            places = before.places if item.keys[0] in before.keys else before.places + item.places
            joined[-1] = replace(before, keys=keys, text=before.text + glue + item.text, places=places)
        else:
            joined.append(item)
    return joined


def continues(before: Piece, after: Piece) -> bool:
    """Whether `after` is the rest of the paragraph that `before` begins."""
    marker, _ = read_marker(after.text)
    if marker is not None:
        return False
    if after.soft and after.keys[0] == before.keys[-1]:
        return not _breaks(before.text, after.text)
    if _TERMINAL.search(before.text) or before.text.isupper() or (before.style.bold and not after.style.bold):
        return False
    first = next((letter for letter in after.text if letter.isalnum()), "")
    if first.islower():
        return not _is_known_heading(before.text)
    if first.isdigit() and _BEFORE_DIGIT.search(before.text):
        return True
    opened = _BROKEN_OFF.search(before.text) or (len(before.text) > _FULL_LINE and _HALF_OPEN.search(before.text))
    return bool(opened) and not after.text.isupper()


def _breaks(above: str, below: str) -> bool:
    """Whether a forced break between two lines parts a heading from its text, or the closing words from what stands above."""
    closes = layout.opens_with(below, "closing_sure") or (layout.opens_with(below, "closing") and _ENDMARK.search(below))
    if closes and _TERMINAL.search(above):
        return True
    marker, _ = read_marker(above)
    if marker is None or marker.level is Level.BULLET or below.isupper():
        return False
    if above.isupper() or _is_known_heading(above):
        return True
    return len(above) < _SHORT_LINE and not _TERMINAL.search(above) and below[:1].isupper() and bool(_TERMINAL.search(below))


def _is_known_heading(text: str) -> bool:
    """Whether a numbered line says nothing but what a section is about.

    >>> _is_known_heading("1. Mục đích, yêu cầu"), _is_known_heading("2. Nội dung hỗ trợ"), _is_known_heading("Mục đích")
    (True, False, False)
    """
    marker, words = read_marker(text)
    if marker is None or marker.level is Level.BULLET:
        return False
    rest = fold(words)
    for word in sorted((word for _, found in layout.section_kinds() for word in found), key=len, reverse=True):
        rest = rest.replace(word, " ")
    return rest != fold(words) and not _HEADING_REST.sub("", rest)


def as_piece(item: Item) -> Piece:
    """`item`, which is known to be no grid."""
    assert isinstance(item, Piece)
    return item


def is_reference(text: str) -> bool:
    """Whether a line is the reference of an annex to its plan: `(Kèm theo Kế hoạch số …)`."""
    return layout.opens_with(text.lstrip("( *"), "reference")

"""The blocks of a parsed web page: its elements, walked in order, become paragraphs, tables and asides. See `read.html`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import html as lxml_html

from planparse.paper import Aside, AsideKind, Block, Cell, FontRun, Paragraph, Place, Style, Table
from planparse.read.html_styles import Look, declarations, style_sheet
from planparse.read.word_symbols import is_symbol_font, translate

MAX_DEPTH = 200
"""Deeper than this, what an element holds is read as one text."""
MAX_SPAN = 1000
"""The widest span that HTML allows."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
# fmt: off
_PARAGRAPHS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "center", "pre", "section", "article",
    "header", "footer", "main", "nav", "aside", "figure", "figcaption", "hr", "address", "form", "fieldset", "caption", "body", "td", "th",
})
_UNREAD = frozenset({
    "head", "script", "style", "noscript", "template", "title", "meta", "link", "object", "embed", "iframe", "svg", "math", "select",
    "textarea", "button", "xml",
})
# fmt: on
_PARTS: dict[str, AsideKind] = {
    "footnote-list": "footnote",
    "footnote": "footnote",
    "endnote-list": "footnote",
    "endnote": "footnote",
    "comment-list": "comment",
    "comment": "comment",
    "header": "running_header",
    "footer": "running_header",
}
_RULED = re.compile(r"border(?!-collapse)[\w-]*\s*:[^;]*\b(?:solid|double|dotted|dashed|inset|outset|groove|ridge)\b", re.IGNORECASE)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text with its look; `kept` where its blanks count."""

    text: str
    look: Look
    kept: bool = False


class Page:
    """What is on the page whose parsed root is `root`: `blocks`, `asides`, and how much of it was inserted, deleted, in a legacy font."""

    def __init__(self, root: Any) -> None:
        self.sheet = style_sheet([style.text or "" for style in root.iter("style")])
        self.blocks: list[Block] = []
        self.asides: list[Aside] = []
        self.inserted = self.deleted = 0
        self.font: str | None = None
        self._pieces: list[_Piece] = []
        self._look = Look()
        self._line: int | None = None
        body = root.find("body")
        self._children(body if body is not None else root, Look(), 0)
        self._flush()
        self._number_tables()

    def _number_tables(self) -> None:
        index = 0
        for at, block in enumerate(self.blocks):
            if isinstance(block, Table):
                cells = tuple(replace(cell, places=tuple(replace(p, table=index) for p in cell.places)) for cell in block.cells)
                places = tuple(replace(place, table=index) for place in block.places)
                self.blocks[at] = replace(block, index=index, cells=cells, places=places)
                index += 1

    # --- elements

    def _children(self, element: Any, look: Look, depth: int) -> None:
        self._text(element.text, look)
        for child in element:
            self._visit(child, look, depth + 1)
            self._text(child.tail, look)

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            self._pieces.append(_Piece(text, look))

    def _visit(self, element: Any, above: Look, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            self._text_boxes(element, above, depth)
            return
        if tag in _UNREAD:
            return
        look = self.sheet.look(element, above)
        style = declarations(element.get("style") or "")
        kind: AsideKind | None = _PARTS.get(style.get("mso-element", ""))
        if look.hidden:
            kind = "hidden"
        elif element.get("class") == "MsoCommentReference":
            kind = "comment"
        elif element.get("class") == "MsoFootnoteReference":
            kind = "footnote"  # the mark in the text: the note itself says it again
        if kind is not None or depth > MAX_DEPTH:
            self._apart(element, kind, look)
        elif tag == "del":
            self.deleted += 1
        elif tag == "br":
            self._break(style, look)
        elif tag == "img":
            alt = (element.get("alt") or "").strip()
            if alt:
                self.asides.append(Aside("picture", alt, Place(line=element.sourceline)))
        elif "mso-tab-count" in style:
            self._pieces.append(_Piece("\t", look, kept=True))
        elif tag == "table":
            self._flush()
            self._table(element, look, depth)
        elif tag in _PARAGRAPHS:
            self._paragraph(element, look, depth)
        else:
            self.inserted += tag == "ins"
            self._children(element, look, depth)

    def _apart(self, element: Any, kind: AsideKind | None, look: Look) -> None:
        text = _BLANKS.sub(" ", " ".join(element.itertext())).strip()
        if kind is None:
            self._text(text, look)
        elif text:
            self.asides.append(Aside(kind, text, Place(line=element.sourceline)))

    def _break(self, style: dict[str, str], look: Look) -> None:
        if any(name.startswith("page-break") for name in style) or style.get("mso-ignore") == "vglayout":
            self._flush()
        else:
            self._pieces.append(_Piece("\n", look, kept=True))

    def _paragraph(self, element: Any, look: Look, depth: int) -> None:
        self._flush()
        outer, self._look, self._line = self._look, look, element.sourceline
        if element.tag == "li":
            number = _list_number(element)
            if number:
                self._text(f"{number} ", look)
        if element.tag == "pre":
            self._pieces.append(_Piece("".join(element.itertext()), look, kept=True))
        else:
            self._children(element, look, depth)
        self._flush()
        self._look = outer

    def _text_boxes(self, comment: Any, look: Look, depth: int) -> None:
        """Reads a text box that Word hides in a conditional comment, unless the picture of it carries its words."""
        text = comment.text or ""
        if "vml" not in text[:40] or "<v:textbox" not in text:
            return
        for box in re.findall(r"<v:textbox.*?</v:textbox>", text, re.DOTALL):
            element = lxml_html.fragment_fromstring(re.sub(r"<!\[[^>]*\]>", "", box), create_parent="div")
            self._children(element, look, depth)
            self._flush()

    # --- paragraphs

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        text, spans = _joined(pieces)
        if not text:
            return
        weights: Counter[str] = Counter()
        sizes: Counter[float] = Counter()
        for start, end, look in spans:
            letters = sum(1 for char in text[start:end] if not char.isspace())
            weights["all"] += letters
            weights["bold"] += letters * look.bold
            weights["italic"] += letters * look.italic
            if look.size:
                sizes[look.size] += letters
        style = Style(
            bold=weights["bold"] == weights["all"],
            italic=weights["italic"] == weights["all"],
            centred=self._look.centred,
            size=sizes.most_common(1)[0][0] if sizes else None,
        )
        runs = tuple(FontRun(start, end, look.legacy) for start, end, look in spans if look.legacy)
        self.font = self.font or next((run.font for run in runs), None)
        self.blocks.append(Paragraph(text, (Place(line=self._line),), style, _merged(runs)))

    # --- tables

    def _table(self, element: Any, look: Look, depth: int) -> None:
        rows = list(_rows(element))
        for child in element:
            if child.tag == "caption":
                self._visit(child, look, depth + 1)
        grid: dict[tuple[int, int], int] = {}
        cells: list[tuple[Cell, list[Block]]] = []
        for number, row in enumerate(rows):
            row_look = self.sheet.look(row, look)
            col = 0
            for td in row:
                if td.tag not in ("td", "th"):
                    continue
                while (number, col) in grid:
                    col += 1
                wide = min(_span(td, "colspan"), MAX_SPAN)
                tall = min(_span(td, "rowspan") or len(rows), len(rows) - number)
                inner = self._inner(td, row_look, depth + 1)
                cell = _cell(inner, Place(line=td.sourceline, row=number))
                cell = replace(cell, row=number, col=col, row_span=tall, col_span=max(wide, 1))
                for at in range(number, number + tall):
                    grid |= dict.fromkeys(((at, over) for over in range(col, col + cell.col_span) if (at, over) not in grid), len(cells))
                cells.append((cell, inner))
        if not any(cell.text for cell, _ in cells):
            return
        width = max(col for _, col in grid) + 1
        if _is_layout([inner for _, inner in cells], width):
            for _, inner in cells:
                self.blocks += inner
            return
        self.blocks.append(_table(element, [cell for cell, _ in cells], len(rows), width))

    def _inner(self, element: Any, look: Look, depth: int) -> list[Block]:
        """The blocks of a cell, as if it were a page of its own."""
        outer = (self.blocks, self._pieces, self._look, self._line)
        self.blocks, self._pieces = [], []
        self._visit(element, look, depth)
        self._flush()
        inner = self.blocks
        self.blocks, self._pieces, self._look, self._line = outer
        return inner


def _joined(pieces: list[_Piece]) -> tuple[str, list[tuple[int, int, Look]]]:
    """The text of the pieces with blanks collapsed as a browser does, and which look is in force where."""
    text = ""
    spans: list[tuple[int, int, Look]] = []
    for piece in pieces:
        part = piece.text if piece.kept else _BLANKS.sub(" ", piece.text)
        if piece.look.number:
            part = re.sub(r"\s+", " ", part)
        if piece.look.font is not None and is_symbol_font(piece.look.font):
            part = translate(part, piece.look.font)
        elif piece.look.number and part.strip() == "o":
            part = part.replace("o", "○")
        if text[-1:] in ("", " ", "\n", "\t") and not piece.kept:
            part = part.lstrip(" ")
        if piece.kept and piece.text == "\n":
            text = text.rstrip(" ")
        if part:
            spans.append((len(text), len(text) + len(part), piece.look))
            text += part
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    moved = ((max(start - lead, 0), min(end - lead, len(text)), look) for start, end, look in spans)
    return text, [(start, end, look) for start, end, look in moved if start < end]


def _merged(runs: tuple[FontRun, ...]) -> tuple[FontRun, ...]:
    merged: list[FontRun] = []
    for run in runs:
        if merged and merged[-1].end == run.start and merged[-1].font == run.font:
            merged[-1] = replace(merged[-1], end=run.end)
        else:
            merged.append(run)
    return tuple(merged)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of the table itself, its foot last; without the row of no height by which Word keeps misaligned columns."""
    groups = sorted((child for child in table if isinstance(child.tag, str)), key=lambda child: child.tag == "tfoot")
    for child in groups:
        for row in [child] if child.tag == "tr" else child if child.tag in ("tbody", "thead", "tfoot") else []:
            if row.tag == "tr" and not (row.get("height") == "0" and not "".join(row.itertext()).strip()):
                yield row


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _cell(blocks: list[Block], place: Place) -> Cell:
    text = ""
    runs: list[FontRun] = []
    bold = bool(blocks)
    for block in blocks:
        start = len(text) + bool(text)
        if isinstance(block, Paragraph):
            runs += [FontRun(run.start + start, run.end + start, run.font) for run in block.legacy]
            bold = bold and block.style.bold
            piece = block.text
        else:
            piece = "\n".join(_flat_rows(block))
            bold = False
        text = f"{text}\n{piece}" if text else piece
    return Cell(0, 0, text, places=(place,), legacy=tuple(runs), bold=bold)


def _flat_rows(table: Table) -> Iterator[str]:
    for number in range(table.n_rows):
        filled = [cell.text for cell in table.cells if cell.row == number]
        if any(filled):
            yield "\t".join(filled).strip("\t")


def _is_layout(cells: list[list[Block]], width: int) -> bool:
    """Whether a table only lays out: it has one cell, one column with tables in it, or holds a real table in a cell."""
    if len(cells) == 1:
        return True
    nested = [block for inner in cells for block in inner if isinstance(block, Table)]
    return bool(nested) and (width == 1 or any(table.n_rows > 1 and table.n_cols > 1 for table in nested))


def _table(element: Any, cells: list[Cell], n_rows: int, width: int) -> Table:
    cells = [replace(cell, col_span=min(cell.col_span, width - cell.col)) for cell in cells]
    bare = Table(0, n_rows, width, tuple(cells))
    for number, row in enumerate(bare.grid()):
        cells += [Cell(number, col, "", places=(Place(row=number),)) for col, at in enumerate(row) if at is None]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    looks = " ".join(cell.get("style") or "" for cell in element.iter("td", "th"))
    ruled = _RULED.search(looks) is not None
    if not ruled and "border:none" not in looks.replace(" ", ""):
        ruled = (element.get("border") or "0") not in ("0", "") or _RULED.search(element.get("style") or "") is not None
    return Table(0, n_rows, width, tuple(cells), (Place(line=element.sourceline),), ruled)


def _list_number(item: Any) -> str:
    """The number or bullet that a browser shows before a list item; nothing where Word wrote the number out in the item."""
    parent = item.getparent()
    if parent is None or any("mso-list" in (span.get("style") or "").lower() for span in item.iter("span")):
        return ""
    if parent.tag != "ol":
        return "-" if parent.tag == "ul" else ""
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    own = item.get("value") or ""
    start = parent.get("start") or "1"
    number = int(own) if own.isdecimal() else before + (int(start) if start.isdecimal() else 1)
    kind = parent.get("type") or "1"
    if kind in ("a", "A") and 0 < number < 27:
        letter = chr(ord(kind) + number - 1)
        return f"{letter})" if kind == "a" else f"{letter}."
    if kind in ("i", "I") and 0 < number < 40:
        roman = _roman(number)
        return f"{roman}." if kind == "I" else f"{roman.lower()}."
    return f"{number}."


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text

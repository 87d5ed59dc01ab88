"""One story of a Word file (the body, a header, a note, a text box) as blocks in reading order.

1. Paragraphs and tables come in the order of the file, also those that content controls and the like wrap.
2. A paragraph whose mark is deleted or hidden runs on into the next.
3. Text boxes come after the paragraph that holds them; a table in a cell is a `Table` of its own after the outer one.
4. A paragraph's place is its ordinal among the paragraphs of the body that stand in no table and no box, blank ones counted;
   a cell's is its table and row.
5. What is kept apart (hidden text, notes, comments, pictures) becomes an `Aside` with the place that it was met at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from planparse.paper import Aside, Block, Cell, Doubt, FontRun, Paragraph, Place, Table
from planparse.read.word_grid import Spot, read_grid
from planparse.read.word_numbering import Counts, Numbering
from planparse.read.word_package import Element, W, number, value
from planparse.read.word_runs import ALTERNATE, DROPPED, SDT, Changes, P, RunReader, is_prompt, raw_text, readable
from planparse.read.word_styles import Look, ParagraphLook, Styles
from planparse.read.word_text import MOST, Line, Note, Words

_TBL, _RUN, _PPR, _RPR = W + "tbl", W + "r", W + "pPr", W + "rPr"
_NO_BLOCKS = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tcPr", "customXmlPr"))
_ALT_CHUNK, _P_STYLE, _JC, _NUM_PR, _DEL, _MOVE_FROM, _INS, _NUM_ID, _ILVL, _VANISH, _R_STYLE, _VAL = (
    W + name for name in ("altChunk", "pStyle", "jc", "numPr", "del", "moveFrom", "ins", "numId", "ilvl", "vanish", "rStyle", "val")
)

Item: TypeAlias = "Line | Element"
"""A paragraph that was read, or a `w:tbl` that was not yet."""


@dataclass(slots=True)
class Finds:
    """What turns up beside the blocks, in all stories of a document."""

    asides: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[tuple[Note, Place]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    tables: int = 0


class Story:
    """Reads the stories of one part (`root`) of a document.

    `diagram` gives the texts of a drawing by its relation id. Only in the body do paragraphs have an ordinal.
    """

    def __init__(
        self,
        root: Element,
        styles: Styles,
        numbering: Numbering,
        finds: Finds,
        diagram: Callable[[str], list[str]],
        *,
        in_body: bool = False,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._finds = finds
        self._diagram = diagram
        self._runs = RunReader(styles, finds.changes, root)
        self._counts = Counts()
        self._ordinal = 0
        self._depth = 0 if in_body else 1  # paragraphs are counted outside of tables and boxes
        self._uncounted = False
        self.page_field = False

    def blocks(self, container: Element) -> list[Block]:
        """The paragraphs that have text, and the tables."""
        blocks: list[Block] = []
        for item in self._items(container):
            if not isinstance(item, Line):
                blocks += self._tables(item)
                continue
            place = Place(line=item.ordinal)
            words = self._settled(item, place)
            if words.text.strip():
                blocks.append(Paragraph(words.text, (place,), words.style(item.centred), words.legacy))
        return blocks

    def words(self, container: Element) -> str:
        """The text in lines, the cells of a table parted by tabs: for what becomes an aside."""
        tables = self._finds.tables
        lines: list[str] = []
        for block in self.blocks(container):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                for row in range(block.n_rows):
                    lines.append("\t".join(cell.text for cell in block.cells if cell.row == row).strip())
        self._finds.tables = tables
        return "\n".join(lines).strip()

    def _items(self, container: Element) -> list[Item]:
        """Paragraphs, each followed by what its drawings say, and tables; a paragraph without a mark is joined to the next."""
        items: list[Item] = []
        self._flow(container, items)
        self._end_line(items)
        return items

    def _flow(self, container: Element, items: list[Item]) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._put(self._paragraph(child), items)
            elif tag == _TBL:
                self._end_line(items)
                items.append(child)
            elif tag in _NO_BLOCKS or tag in DROPPED:
                continue
            elif tag == SDT and is_prompt(child):
                line = Line(self._ordinal or None)
                line.hide(raw_text(child))
                self._put(line, items)
            elif tag == ALTERNATE:
                branch = readable(child)
                if branch is not None:
                    self._flow(branch, items)
            elif tag == _ALT_CHUNK:
                self._doubt("reading_limit", "A document inside the document (altChunk) is not read.", None)
            elif tag == _RUN:  # a run outside of a paragraph is no valid Word, but it is text
                line = Line(self._ordinal or None)
                self._runs.read([child], self._styles.paragraph(None).run, line)
                self._put(line, items)
            elif len(child):
                self._flow(child, items)

    def _put(self, line: Line, items: list[Item]) -> None:
        """Append `line`, or join it to the one before, whose mark does not show."""
        if items and isinstance(items[-1], Line) and items[-1].joins:
            line = items.pop().followed_by(line)
        items.append(line)
        if not line.joins and line.extras is not None:
            items += self._drawn(line)

    def _end_line(self, items: list[Item]) -> None:
        """A paragraph that nothing follows ends, whether its mark shows or not."""
        if items and isinstance(items[-1], Line) and items[-1].joins:
            items[-1].joins = False
            items += self._drawn(items[-1])

    def _paragraph(self, element: Element) -> Line:
        line = Line()
        if not self._depth:
            self._ordinal += 1
        line.ordinal = self._ordinal or None
        style: str | None = None
        own_list = mark = place = None
        for child in element[0] if len(element) and element[0].tag == _PPR else ():
            tag = child.tag
            if tag == _P_STYLE:
                style = child.get(_VAL)
            elif tag == _JC:
                place = child.get(_VAL)
            elif tag == _NUM_PR:
                own_list = child
            elif tag == _RPR:
                mark = child
        look = self._styles.paragraph(style)
        line.centred = place == "center" if place is not None else bool(look.centred)
        deleted, hidden = self._mark(mark, look)
        if not deleted:
            line.number = self._number(own_list, look, style, line)
        self._runs.read(element, look.run, line)
        line.joins = deleted or hidden
        if hidden and line.is_blank():
            line.number = ""  # counted, as Word does, and as hidden as its paragraph
        return line

    def _mark(self, mark: Element | None, look: ParagraphLook) -> tuple[bool, bool]:
        """Whether the paragraph's mark is deleted, and whether it is hidden."""
        deleted, hidden = False, bool(look.run.hidden)
        for child in mark if mark is not None else ():
            tag = child.tag
            if tag in (_DEL, _MOVE_FROM):
                deleted = True
                self._finds.changes.deleted += tag == _DEL
            elif tag == _INS:
                self._finds.changes.inserted += 1
            elif tag in (_VANISH, _R_STYLE):
                hidden = bool(self._styles.look(mark, look.run).hidden)
        return deleted, hidden

    def _number(self, own: Element | None, look: ParagraphLook, style: str | None, line: Line) -> str:
        num_id, level, owner = look.num_id, look.level, look.owner
        if own is not None:
            named, at = own.find(_NUM_ID), own.find(_ILVL)
            if named is not None:
                num_id, level, owner = value(named), None, style
            if at is not None:
                level, owner = value(at), None
        if num_id is None or num_id == "0":
            return ""
        if self._uncounted:
            self._doubt("table_structure", "An automatic number stands in a merged cell; the numbers after it may differ.", None)
            return ""
        linked = self._numbering.level_of(num_id, owner) if owner is not None else None
        numbered = self._numbering.next(num_id, linked if linked is not None else number(level), self._counts)
        if numbered is None:
            return ""
        if numbered.unknown is not None:
            line.more.doubts.append(("reading_limit", f"An automatic number of the form {numbered.unknown} is written in digits."))
        return numbered.text

    def _drawn(self, line: Line) -> list[Item]:
        """What the drawings of a paragraph say: text boxes, letters as drawings, diagrams."""
        if line.extras is None:
            return []
        items: list[Item] = []
        for text in line.extras.drawn + [text for name in line.extras.diagrams for text in self._diagram(name)]:
            drawn = Line(line.ordinal)
            drawn.pieces.append((text, Look()))
            items.append(drawn)
        for box in line.extras.boxes:
            # a text box counts its lists for itself
            outside, self._counts = self._counts, Counts()
            self._depth += 1
            items += self._items(box)
            self._depth -= 1
            self._counts = outside
        return items

    def _settled(self, line: Line, place: Place) -> Words:
        """The words of `line`; what it has beside it is put on record at `place`."""
        self.page_field |= line.page_field
        extras = line.extras
        if extras is not None:
            self._finds.asides += [Aside(kind, text, place) for kind, text in extras.asides]
            hidden = "".join(extras.hidden).strip()
            if hidden:
                self._finds.asides.append(Aside("hidden", hidden, place))
            self._finds.notes += [(note, place) for note in extras.notes]
            for reason, detail in extras.doubts:
                self._doubt(reason, detail, place)
        return line.words()

    def _doubt(self, reason: str, detail: str, place: Place | None) -> None:
        doubt = Doubt(reason, detail, place=place)
        if doubt not in self._finds.doubts:
            self._finds.doubts.append(doubt)

    def _tables(self, element: Element) -> list[Table]:
        """The table, and after it those that stand in its cells."""
        grid = read_grid(element, self._styles, self._finds.changes)
        index = self._finds.tables
        self._finds.tables += any(not spot.covered for spot in grid.spots)
        cells: list[Cell] = []
        inner: list[Table] = []
        self._depth += 1
        places = [Place(table=index, row=row) for row in range(grid.n_rows + 1)]
        for spot in grid.spots:
            place = places[spot.row]
            lines: list[Line] = []
            outside, self._uncounted = self._uncounted, self._uncounted or spot.covered
            for item in self._items(spot.element):
                if isinstance(item, Line):
                    lines.append(item)
                else:
                    inner += self._tables(item)
            self._uncounted = outside
            cell = self._cell(spot, lines, place)
            if not spot.covered:
                cells.append(cell)
            elif cell.text.strip():
                self._finds.asides.append(Aside("hidden", cell.text, place))
        self._depth -= 1
        if not cells:
            return inner
        table = Table(index, grid.n_rows, grid.n_cols, tuple(cells), (Place(table=index),), grid.ruled)
        return [table, *inner]

    def _cell(self, spot: Spot, lines: list[Line], place: Place) -> Cell:
        text = ""
        legacy: list[FontRun] = []
        letters = bold = 0
        for line in lines:
            words = self._settled(line, place)
            if not words.text.strip():
                continue
            text += "\n" if text else ""
            legacy += [FontRun(run.start + len(text), run.end + len(text), run.font) for run in words.legacy]
            text += words.text
            letters += words.letters
            bold += words.bold
        return Cell(
            spot.row, spot.col, text, spot.row_span, spot.col_span, (place,), tuple(legacy), bold=letters > 0 and bold >= MOST * letters
        )

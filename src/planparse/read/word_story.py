"""One story of a Word file (the body, a header, a note, a text box) as blocks in reading order.

1. Paragraphs and tables come in the order of the file, also those that content controls and the like wrap.
2. A paragraph whose mark is deleted or hidden runs on into the next.
3. Text boxes come after the paragraph that holds them; a table in a cell is a `Table` of its own after the outer one.
4. A paragraph's place is its ordinal among the paragraphs of the body that stand in no table and no box, blank ones counted;
   a cell's is its table and row.
5. What is kept apart (hidden text, notes, comments, pictures) becomes an `Aside` with the place that it was met at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from planparse.paper import Aside, Block, Cell, Doubt, FontRun, Paragraph, Place, Table
from planparse.read.word_grid import Spot, read_grid
from planparse.read.word_numbering import Counts, Numbering
from planparse.read.word_package import Element, W, number, value
from planparse.read.word_runs import ALTERNATE, DROPPED, SDT, Changes, P, RunReader, is_prompt, raw_text, readable
from planparse.read.word_styles import Look, ParagraphLook, Styles
from planparse.read.word_text import Line, Note

_TBL, _RUN, _PPR, _RPR = W + "tbl", W + "r", W + "pPr", W + "rPr"
_NO_BLOCKS = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tcPr", "customXmlPr"))
_BOLD = 0.8

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
            text, legacy = self._settled(item, place)
            if text.strip():
                blocks.append(Paragraph(text, (place,), item.style(), legacy))
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

    def _items(self, container: Element) -> Iterator[Item]:
        """Paragraphs, each followed by what its drawings say, and tables; paragraphs without a mark are joined to the next."""
        carried: Line | None = None
        for item in self._flow(container):
            if isinstance(item, Line):
                line = carried.followed_by(item) if carried is not None else item
                carried = line if line.joins else None
                if not line.joins:
                    yield line
                    yield from self._drawn(line)
            else:
                if carried is not None:
                    yield carried
                    yield from self._drawn(carried)
                    carried = None
                yield item
        if carried is not None:
            yield carried
            yield from self._drawn(carried)

    def _flow(self, container: Element) -> Iterator[Item]:
        for child in container:
            tag = child.tag
            if tag == P:
                yield self._paragraph(child)
            elif tag == _TBL:
                yield child
            elif tag in _NO_BLOCKS or tag in DROPPED:
                continue
            elif tag == SDT and is_prompt(child):
                line = Line(ordinal=self._ordinal or None)
                line.hide(raw_text(child))
                yield line
            elif tag == ALTERNATE:
                branch = readable(child)
                if branch is not None:
                    yield from self._flow(branch)
            elif tag == W + "altChunk":
                self._doubt("reading_limit", "A document inside the document (altChunk) is not read.", None)
            elif tag == _RUN:  # a run outside of a paragraph is no valid Word, but it is text
                line = Line(ordinal=self._ordinal or None)
                self._runs.read([child], self._styles.paragraph(None).run, line)
                yield line
            elif len(child):
                yield from self._flow(child)

    def _paragraph(self, element: Element) -> Line:
        line = Line()
        if not self._depth:
            self._ordinal += 1
        line.ordinal = self._ordinal or None
        style: str | None = None
        own_list = mark = None
        properties = element.find(_PPR)
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag == W + "pStyle":
                style = value(child)
            elif tag == W + "jc":
                line.centred = value(child) == "center"
            elif tag == W + "numPr":
                own_list = child
            elif tag == _RPR:
                mark = child
        look = self._styles.paragraph(style)
        if properties is None or properties.find(W + "jc") is None:
            line.centred = bool(look.centred)
        deleted = hidden = False
        if mark is not None:
            deleted = mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
            self._finds.changes.deleted += mark.find(W + "del") is not None
            self._finds.changes.inserted += mark.find(W + "ins") is not None
            hidden = bool(self._styles.look(mark, look.run).hidden)
        elif look.run.hidden:
            hidden = True
        if not deleted:
            line.number = self._number(own_list, look, style, line)
        self._runs.read(element, look.run, line)
        line.joins = deleted or hidden
        if hidden and not line.letters:
            line.number = ""  # counted, as Word does, and as hidden as its paragraph
        return line

    def _number(self, own: Element | None, look: ParagraphLook, style: str | None, line: Line) -> str:
        num_id, level, owner = look.num_id, look.level, look.owner
        if own is not None:
            named, at = own.find(W + "numId"), own.find(W + "ilvl")
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

    def _drawn(self, line: Line) -> Iterator[Item]:
        """What the drawings of a paragraph say: text boxes, letters as drawings, diagrams."""
        if line.extras is None:
            return
        for text in line.extras.drawn + [text for name in line.extras.diagrams for text in self._diagram(name)]:
            drawn = Line(ordinal=line.ordinal)
            drawn.add(text, Look())
            yield drawn
        for box in line.extras.boxes:
            # a text box counts its lists for itself
            outside, self._counts = self._counts, Counts()
            self._depth += 1
            inside = list(self._items(box))
            self._depth -= 1
            self._counts = outside
            yield from inside

    def _settled(self, line: Line, place: Place) -> tuple[str, tuple[FontRun, ...]]:
        """The text of `line`; what it has beside it is put on record at `place`."""
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
        return line.text()

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
        for spot in grid.spots:
            place = Place(table=index, row=spot.row)
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
        for line in lines:
            words, runs = self._settled(line, place)
            if not words.strip():
                continue
            text += "\n" if text else ""
            legacy += [FontRun(run.start + len(text), run.end + len(text), run.font) for run in runs]
            text += words
        letters = sum(line.letters for line in lines)
        bold = letters > 0 and sum(line.bold for line in lines) >= _BOLD * letters
        return Cell(spot.row, spot.col, text, spot.row_span, spot.col_span, (place,), tuple(legacy), bold=bold)

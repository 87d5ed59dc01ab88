"""One story of a Word file (the body, a header, a note, a text box) as blocks in reading order.

1. Paragraphs and tables come in the order of the file, also those that content controls and the like wrap.
2. A paragraph whose mark is deleted or hidden runs on into the next.
3. Text boxes come after the paragraph that holds them; a table in a cell is a `Table` of its own after the outer one.
4. A paragraph's place is its ordinal among the paragraphs of the body that stand in no table and no box, blank ones counted;
   a cell's is its table and row.
5. What is kept apart (hidden text, notes, comments, pictures) becomes an `Aside` with the place that it was met at.
6. Paragraphs that tabs make the rows of a table are one, numbered behind the tables that Word knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, TypeAlias

from planparse.paper import Aside, Block, Cell, Doubt, FontRun, Paragraph, Place, Table
from planparse.read.word_grid import Spot, read_grid
from planparse.read.word_numbering import Counts, Numbering
from planparse.read.word_package import Element, W, number, value
from planparse.read.word_runs import ALTERNATE, DROPPED, SDT, Changes, P, RunReader, is_prompt, raw_text, readable
from planparse.read.word_styles import Look, ParagraphLook, Styles
from planparse.read.word_tabs import tables
from planparse.read.word_text import MOST, Line, Note, Words

_TBL, _RUN, _PPR, _RPR = W + "tbl", W + "r", W + "pPr", W + "rPr"
_NO_BLOCKS = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "tcPr", "customXmlPr"))
_ALT_CHUNK, _P_STYLE, _JC, _NUM_PR, _DEL, _MOVE_FROM, _INS, _NUM_ID, _ILVL, _VANISH, _R_STYLE, _VAL = (
    W + name for name in ("altChunk", "pStyle", "jc", "numPr", "del", "moveFrom", "ins", "numId", "ilvl", "vanish", "rStyle", "val")
)


class _Said(NamedTuple):
    """A paragraph that has text, and where it stands."""

    words: Words
    centred: bool
    place: Place

    def paragraph(self) -> Paragraph:
        """It as a block of the paper."""
        return Paragraph(self.words.text, (self.place,), self.words.style(self.centred), self.words.legacy)


Item: TypeAlias = _Said | Table


@dataclass(slots=True)
class _Flow:
    """What was read of a container so far; `waiting` is a paragraph whose mark does not show, so that the next one goes on."""

    items: list[Item] = field(default_factory=list)
    waiting: Line | None = None


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
        self._where: Place | None = None
        self.page_field = False

    def blocks(self, container: Element) -> list[Block]:
        """The paragraphs that have text, and the tables, those among them that tabs draw."""
        blocks: list[Block] = []
        for is_table, items in groupby(self._items(container), lambda item: isinstance(item, Table)):
            if is_table:
                blocks += [item for item in items if isinstance(item, Table)]
                continue
            found, doubts = tables([item.paragraph() for item in items if isinstance(item, _Said)], self._finds.tables)
            self._finds.tables += sum(isinstance(block, Table) for block in found)
            self._finds.doubts += doubts
            blocks += found
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
        """Paragraphs that have text, each followed by what its drawings say, and tables, each followed by those in its cells."""
        flow = _Flow()
        self._walk(container, flow)
        self._end(flow)
        return flow.items

    def _walk(self, container: Element, flow: _Flow) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._put(self._paragraph(child), flow)
            elif tag == _TBL:
                self._end(flow)
                flow.items += self._tables(child)
            elif tag in _NO_BLOCKS or tag in DROPPED:
                continue
            elif tag == SDT and is_prompt(child):
                line = Line(self._ordinal or None)
                line.hide(raw_text(child))
                self._finish(line, flow)
            elif tag == ALTERNATE:
                branch = readable(child)
                if branch is not None:
                    self._walk(branch, flow)
            elif tag == _ALT_CHUNK:
                self._doubt("reading_limit", "Tài liệu nhúng trong văn bản (altChunk) chưa được đọc.", self._where)
            elif tag == _RUN:  # a run outside of a paragraph is no valid Word, but it is text
                line = Line(self._ordinal or None)
                self._runs.read([child], self._styles.paragraph(None).run, line)
                self._put(line, flow)
            elif len(child):
                self._walk(child, flow)

    def _put(self, line: Line, flow: _Flow) -> None:
        """The next paragraph: joined to the one before if that has no mark, kept waiting if it has none itself."""
        if flow.waiting is not None:
            line = flow.waiting.followed_by(line)
            flow.waiting = None
        if line.joins:
            flow.waiting = line
        else:
            self._finish(line, flow)

    def _end(self, flow: _Flow) -> None:
        """A paragraph that no other follows ends, whether it has a mark or not."""
        if flow.waiting is not None:
            self._finish(flow.waiting, flow)
            flow.waiting = None

    def _finish(self, line: Line, flow: _Flow) -> None:
        place = self._where or Place(line=line.ordinal)
        self.page_field |= line.page_field
        words = line.words()
        if words.text.strip():
            flow.items.append(_Said(words, line.centred, place))
        extras = line.extras
        if extras is None:
            return
        self._finds.asides += [Aside(kind, text, place) for kind, text in extras.asides]
        hidden = "".join(extras.hidden).strip()
        if hidden:
            self._finds.asides.append(Aside("hidden", hidden, place))
        struck = "".join(extras.struck).strip()
        if struck:
            self._finds.asides.append(Aside("hidden", struck, place))
            self._doubt("reading_limit", f"Chữ bị gạch ngang không được đọc là nội dung: {struck[:80]}", place)
        self._finds.notes += [(note, place) for note in extras.notes]
        for reason, detail in extras.doubts:
            self._doubt(reason, detail, place)
        for text in extras.drawn + [text for name in extras.diagrams for text in self._diagram(name)]:
            drawn = Line(line.ordinal)
            drawn.pieces.append((text, Look()))
            self._finish(drawn, flow)
        for box in extras.boxes:
            # a text box counts its lists for itself
            outside, self._counts = self._counts, Counts()
            self._depth += 1
            flow.items += self._items(box)
            self._depth -= 1
            self._counts = outside

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
            self._doubt("table_structure", "An automatic number stands in a merged cell; the numbers after it may differ.", self._where)
            return ""
        linked = self._numbering.level_of(num_id, owner) if owner is not None else None
        numbered = self._numbering.next(num_id, linked if linked is not None else number(level), self._counts)
        if numbered is None:
            return ""
        if numbered.unknown is not None:
            line.more.doubts.append(("reading_limit", f"An automatic number of the form {numbered.unknown} is written in digits."))
        return numbered.text

    def _doubt(self, reason: str, detail: str, place: Place | None) -> None:
        doubt = Doubt(reason, detail, place=place)
        if doubt not in self._finds.doubts:
            self._finds.doubts.append(doubt)

    def _tables(self, element: Element) -> Sequence[Item]:
        """The table, and after it those that stand in its cells; of a frame, which has one column and tables in it, what it holds."""
        grid = read_grid(element, self._styles, self._finds.changes)
        if grid.n_cols == 1 and not any(spot.covered for spot in grid.spots) and any(_holds_table(spot) for spot in grid.spots):
            return [item for spot in grid.spots for item in self._items(spot.element)]
        index = self._finds.tables
        self._finds.tables += any(not spot.covered for spot in grid.spots)
        cells: list[Cell] = []
        inner: list[Table] = []
        outside = self._where, self._uncounted
        self._depth += 1
        for spot in grid.spots:
            self._where = place = Place(table=index, row=spot.row)
            self._uncounted = outside[1] or spot.covered
            said: list[Words] = []
            for item in self._items(spot.element):
                if isinstance(item, Table):
                    inner.append(item)
                else:
                    said.append(item.words)
            if not spot.covered:
                cells.append(_cell(spot, said, place))
            elif said:
                self._finds.asides.append(Aside("hidden", "\n".join(words.text for words in said), place))
        self._depth -= 1
        self._where, self._uncounted = outside
        if not cells:
            return inner
        table = Table(index, grid.n_rows, grid.n_cols, tuple(cells), (Place(table=index),), grid.ruled)
        return [table, *inner]


def _holds_table(spot: Spot) -> bool:
    return next(spot.element.iter(_TBL), None) is not None


def _cell(spot: Spot, said: list[Words], place: Place) -> Cell:
    """The cell at `spot` with its paragraphs joined by line breaks."""
    legacy: list[FontRun] = []
    at = letters = bold = 0
    for words in said:
        legacy += [FontRun(run.start + at, run.end + at, run.font) for run in words.legacy]
        at += len(words.text) + 1
        letters += words.letters
        bold += words.bold
    text = "\n".join(words.text for words in said)
    is_bold = letters > 0 and bold >= MOST * letters
    return Cell(spot.row, spot.col, text, spot.row_span, spot.col_span, (place,), tuple(legacy), bold=is_bold)

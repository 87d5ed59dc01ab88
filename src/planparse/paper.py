"""What is on the page, before anybody says what it means: places, paragraphs, tables, and the ledger of changes.

A `Paper` is a row of blocks in reading order. A block is a `Paragraph` or a `Table`; a table is a grid of `Cell`s in which a
merged cell stands once, with its span. What is on the page but not in the text (page numbers, stamps, footnotes, a header row
that a new page repeats) is an `Aside`. Every change of a character is a `Fix`; every uncertainty is a `Doubt`.

All types are frozen; a stage makes new ones with `dataclasses.replace`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, the origin at the top left of the page."""

Key: TypeAlias = tuple[int, int]
"""Where a text stands in a `Paper`: index of the block, and of the cell in `Table.cells` (-1 for a paragraph)."""

HERE: Key = (-1, -1)
"""The key of a fix or doubt made by a function that sees only a text: its caller knows where the text stands."""

AsideKind = Literal[
    "page_number",
    "running_header",
    "repeated_header",
    "e_signature",
    "arrival_stamp",
    "copy_mark",
    "margin_note",
    "watermark",
    "footnote",
    "hidden",
    "comment",
    "picture",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page: 1-based page and line, 0-based table and row; what does not apply is None."""

    page: int | None = None
    bbox: Box | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks, where the format tells. Hints only: a text file has none. `size` in points."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class FontRun:
    """`text[start:end]` is set in a legacy font (`.VnTime`, `VNI-Times`) whose bytes are not Unicode."""

    start: int
    end: int
    font: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its number, if Word generates it, written out in front (`"1. Mục đích"`); a forced line break is `\\n`.

    `places` has one place per page (two where a page break cuts it). `confidence` is 0-1 for OCR, None for digital text.
    """

    text: str
    places: tuple[Place, ...] = ()
    style: Style = Style()
    legacy: tuple[FontRun, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `row`, `col` of its top left corner (0-based) and its spans. Paragraphs in it are joined by `\\n`."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1
    places: tuple[Place, ...] = ()
    legacy: tuple[FontRun, ...] = ()
    confidence: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid `n_rows` x `n_cols`; `cells` in reading order (row by row), each merged cell once, empty cells present.

    `ruled` is False for a grid that only tabs or blanks draw. `index` counts the tables of the document from 0.
    """

    index: int
    n_rows: int
    n_cols: int
    cells: tuple[Cell, ...]
    places: tuple[Place, ...] = ()
    ruled: bool = True

    def grid(self) -> list[list[int | None]]:
        """For each position the index in `cells` of the cell that covers it, or None where no cell does."""
        grid: list[list[int | None]] = [[None] * self.n_cols for _ in range(self.n_rows)]
        for at, cell in enumerate(self.cells):
            for row in range(cell.row, min(cell.row + cell.row_span, self.n_rows)):
                for col in range(cell.col, min(cell.col + cell.col_span, self.n_cols)):
                    grid[row][col] = at
        return grid


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Aside:
    """Something on the page that is no part of the running text; kept, said, and counted."""

    kind: AsideKind
    text: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Fix:
    """One change: at `start` of the text as it then was, `before` became `after`. Fixes of one key apply in order."""

    key: Key
    start: int
    before: str
    after: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at: a `reason` of the closed list in `plan.Reason`, at a text or a place.

    `word` is the doubtful piece of the text at `key`, where there is one.
    """

    reason: str
    detail: str
    key: Key | None = None
    place: Place | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Revisions:
    """Tracked changes, read as accepted: how many runs were inserted, deleted, moved."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """All that was read from one file, in reading order."""

    blocks: tuple[Block, ...]
    media_type: str
    pages: int | None = None
    extraction: Literal["text", "ocr", "mixed"] = "text"
    asides: tuple[Aside, ...] = ()
    fixes: tuple[Fix, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    revisions: Revisions = Revisions()

    def texts(self) -> Iterator[tuple[Key, str]]:
        """Every text with its key: paragraphs, and cells in reading order."""
        for at, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                yield (at, -1), block.text
            else:
                for number, cell in enumerate(block.cells):
                    yield (at, number), cell.text

    def item(self, key: Key) -> Paragraph | Cell:
        """The paragraph or cell at `key`."""
        block = self.blocks[key[0]]
        if isinstance(block, Table):
            return block.cells[key[1]]
        return block

    def with_texts(self, changed: dict[Key, str]) -> Paper:
        """A copy in which the texts at these keys are replaced; all else is as it was."""
        if not changed:
            return self
        blocks = list(self.blocks)
        cells: dict[int, list[Cell]] = {}
        for (at, number), text in changed.items():
            block = blocks[at]
            if isinstance(block, Paragraph):
                blocks[at] = replace(block, text=text)
            else:
                row = cells.setdefault(at, list(block.cells))
                row[number] = replace(row[number], text=text)
        for at, row in cells.items():
            table = blocks[at]
            assert isinstance(table, Table)
            blocks[at] = replace(table, cells=tuple(row))
        return replace(self, blocks=tuple(blocks))


def replay(text: str, fixes: tuple[Fix, ...]) -> str:
    """`text` with `fixes` (all of one key, in order) applied. Raises `ValueError` where one does not fit."""
    for fix in fixes:
        end = fix.start + len(fix.before)
        if text[fix.start : end] != fix.before:
            raise ValueError(f"{fix.rule}: {fix.before!r} does not stand at {fix.start} of {text!r}")
        text = text[: fix.start] + fix.after + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or paragraph in one part of the document: its text with single blanks, and the texts of the paper that it holds.

    `keys` has more than one key where a page break cut a paragraph. `soft` marks a line that a forced break set off.
    """

    keys: tuple[Key, ...]
    text: str
    places: tuple[Place, ...] = ()
    style: Style = Style()
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that stands in the flow of a part: the index of its block, and the table."""

    block: int
    table: Table


Item: TypeAlias = Piece | Grid


@dataclass(frozen=True, slots=True)
class AnnexPart:
    """An annex: its heading lines (label, title, reference) and what stands under them."""

    heading: tuple[Piece, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Which piece of the paper is what. Every text of the paper is in exactly one part; order is kept within each.

    `cover` is a letter in front; `decision` a decision that issues the plan and stands in front of it: its letterhead, bases and
    signature are then the document's, and `preamble` holds its articles. `front` is what a web page shows above the letterhead.
    """

    letterhead: tuple[Piece, ...] = ()
    title: tuple[Piece, ...] = ()
    preamble: tuple[Item, ...] = ()
    body: tuple[Item, ...] = ()
    closing: tuple[Piece, ...] = ()
    recipients: tuple[Piece, ...] = ()
    signature: tuple[Piece, ...] = ()
    annexes: tuple[AnnexPart, ...] = ()
    cover: Outline | None = None
    decision: Outline | None = None
    front: tuple[Item, ...] = ()

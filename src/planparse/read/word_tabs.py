"""Tables that a Word document draws with tabs, a paragraph a row: read as those of a text file are (`tabbed`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planparse.paper import Block, Cell, Doubt, FontRun, Paragraph, Place, Table
from planparse.read.tabbed import Line, read_region

_FEWEST = 3
_ALL_OF_IT = 0.8
"""The share of a paragraph that must stand in one legacy font for its cells to stand in it."""


def tables(paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Block], list[Doubt]]:
    """`paragraphs`, those that are the rows of a table as tables numbered from `index`; a doubt for each row that was guessed.

    A table begins with a head: three texts or more between tabs, no number in front, and a row of three or more below it.
    """
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    lines = [Line(paragraph.text.replace("\n", " "), paragraph.places[0] if paragraph.places else Place()) for paragraph in paragraphs]
    at = 0
    while at < len(lines):
        region = read_region(lines, at, index) if _begins(lines, at) else None
        if region is None or not _can_be_cut(paragraphs[at : region.end]):
            blocks.append(paragraphs[at])
            at += 1
            continue
        font = next((run.font for paragraph in paragraphs[at : region.end] for run in paragraph.legacy), None)
        made = [_in_font(block, font) for block in region.blocks]
        blocks += made
        doubts += region.doubts
        index += sum(isinstance(block, Table) for block in made)
        at = region.end
    return blocks, doubts


def _begins(lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(lines):
        return False
    head, below = (tuple(filter(None, line.cells)) for line in lines[at : at + 2])
    return len(head) >= _FEWEST and len(below) >= _FEWEST and not any(text.strip(" .").isdigit() for text in head)


def _can_be_cut(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether all of the paragraphs stand in one legacy font, or none does: a cell then does too."""
    fonts = {run.font for paragraph in paragraphs for run in paragraph.legacy}
    covered = sum(run.end - run.start for paragraph in paragraphs for run in paragraph.legacy)
    return not fonts or (len(fonts) == 1 and covered >= _ALL_OF_IT * sum(len(paragraph.text) for paragraph in paragraphs))


def _in_font(block: Block, font: str | None) -> Block:
    if font is None:
        return block
    if isinstance(block, Paragraph):
        return replace(block, legacy=(FontRun(0, len(block.text), font),))
    return replace(block, cells=tuple(_cell_in_font(cell, font) for cell in block.cells))


def _cell_in_font(cell: Cell, font: str) -> Cell:
    return replace(cell, legacy=(FontRun(0, len(cell.text), font),) if cell.text else ())

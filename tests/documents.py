"""Papers, written as a person would see them: for tests of the stages after reading."""

from __future__ import annotations

from pathlib import Path

from planparse.paper import Block, Cell, Paper, Paragraph, Place, Table

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus"
SAMPLES = Path(__file__).parents[1] / "samples"


def paper(*blocks: str | list[list[str]]) -> Paper:
    """A paper of paragraphs (strings) and tables (lists of rows); in a row `"<"` continues the cell on its left, `"^"` the one above."""
    made: list[Block] = []
    tables = 0
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, str):
            made.append(Paragraph(block, (Place(line=number),)))
        else:
            made.append(table(block, tables))
            tables += 1
    return Paper(tuple(made), "text/plain")


def table(rows: list[list[str]], index: int = 0) -> Table:
    """A table with merges drawn by `"<"` and `"^"`."""
    cells: list[Cell] = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if text in ("<", "^"):
                continue
            right = next((at for at in range(col + 1, len(texts)) if texts[at] != "<"), len(texts))
            down = next((at for at in range(row + 1, len(rows)) if rows[at][col] != "^"), len(rows))
            cells.append(Cell(row, col, text, down - row, right - col, (Place(table=index, row=row),)))
    return Table(index, len(rows), len(rows[0]), tuple(cells))

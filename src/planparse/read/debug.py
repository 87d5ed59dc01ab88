"""What the PDF reader sees on a page, drawn on the page: words, ruling lines, cells. pdfplumber's door."""

from __future__ import annotations

import io

from planparse.errors import UnreadableFile
from planparse.read import lattice
from planparse.read.pdfium import LOCK, sheets

_RESOLUTION = 110
_WORD, _STAMP, _RULE, _CELL = (70, 130, 220), (160, 60, 200), (220, 40, 40), (255, 190, 60, 70)


def draw(data: bytes, page: int, name: str = "PDF") -> bytes:
    """A PNG of the page (1-based): words boxed in blue, texts of stamps and form fields in purple, ruling lines red, cells filled.

    Raises what the PDF reader raises, and `UnreadableFile` for a page that is not there.
    """
    import pdfplumber

    found = sheets(data, name)
    if not 1 <= page <= len(found):
        raise UnreadableFile(f"{name}: there is no page {page}.", f"It has pages 1 to {len(found)}.")
    sheet = found[page - 1]
    with LOCK, pdfplumber.open(io.BytesIO(data), pages=[page]) as document:
        shown = document.pages[0]
        left, top = shown.bbox[0], shown.bbox[1]
        image = shown.to_image(resolution=_RESOLUTION)
        for grid in lattice.grids(sheet.edges):
            for cell in grid.cells:
                image.draw_rect(_moved(cell.box, left, top), fill=_CELL, stroke=_RULE, stroke_width=1)
        for edge in sheet.edges:
            ends = ((edge.at, edge.start), (edge.at, edge.end)) if edge.upright else ((edge.start, edge.at), (edge.end, edge.at))
            image.draw_line([(x + left, y + top) for x, y in ends], stroke=_RULE, stroke_width=2)
        for word in sheet.words:
            image.draw_rect(_moved(word[1:5], left, top), fill=(0, 0, 0, 0), stroke=_WORD, stroke_width=1)
        for word in (word for stamp in sheet.stamps for word in stamp):
            image.draw_rect(_moved(word[1:5], left, top), fill=(0, 0, 0, 0), stroke=_STAMP, stroke_width=2)
        out = io.BytesIO()
        image.save(out, format="PNG")
    return out.getvalue()


def _moved(box: tuple[float, ...], left: float, top: float) -> tuple[float, float, float, float]:
    return box[0] + left, box[1] + top, box[2] + left, box[3] + top

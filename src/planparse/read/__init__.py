"""Stage 1: a file becomes a `Paper`, what is on its pages. Nobody else opens a document.

1. Blocks are in reading order, each with its place; no character of the file's text is dropped: what is no running text is an `Aside`.
2. Tables are grids; a merged cell stands once with its span.
3. A table that runs over pages is one table; a row that a page break cuts is one row with both places; header rows that a page
   repeats are dropped from the grid and kept as asides.
4. Word's automatic numbers are written out.
5. A page without a sound text layer is read by OCR, or named in a doubt (`needs_ocr`, `broken_text_layer`).

Each format is a module of this folder with `claims(data, name) -> bool` (by content first, name second) and
`read(data, name) -> Paper`, and a name in `READERS`, asked in this order.
"""

from __future__ import annotations

from importlib import import_module

from planparse.errors import UnreadableFile
from planparse.paper import Paper

READERS = ("docx", "pdf", "scan", "office", "html", "text")


def read(data: bytes, name: str) -> Paper:
    """The paper in `data`. Raises `UnreadableFile` for what no reader claims or can read, `MissingTool`, `LimitExceeded`."""
    if not data.strip(b"\0\t\r\n "):
        raise UnreadableFile(f"{name}: the file is empty.", "Ask the sender for it again.")
    for format_name in READERS:
        reader = import_module(f"planparse.read.{format_name}")
        if reader.claims(data, name):
            paper: Paper = reader.read(data, name)
            return paper
    raise UnreadableFile(
        f"{name}: not a document of a kind that planparse reads.",
        "Send it as .docx, .pdf, .doc, .odt, .rtf, .html, .txt, or as a scan (.png, .jpg, .tif).",
    )

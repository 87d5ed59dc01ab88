"""PDF becomes a `Paper`: words and ruling lines from pdfium, lines, paragraphs and tables from where they stand.

A page without a text layer, or with a broken one, needs other eyes: `look_again` is asked for a sheet of it (by default the scan
reader's OCR, where an engine is installed); without it the page is named in a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from planparse.errors import UnreadableFile
from planparse.paper import Paper
from planparse.read import scan
from planparse.read.book import bind, fault
from planparse.read.pdfium import sheets
from planparse.read.sheet import Sheet

MEDIA_TYPE = "application/pdf"
_MARK, _REACH = b"%PDF-", 1024

LookAgain = Callable[[bytes, Sequence[int]], Sequence[Sheet]]
"""From a PDF and the numbers of pages (1-based) to their sheets, in that order, as OCR sees them."""


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is a PDF: the mark stands within its first 1,024 bytes, as readers allow."""
    return _MARK in data[:_REACH]


def read(data: bytes, name: str, look_again: LookAgain | None = None) -> Paper:
    """The paper in the PDF. Raises `UnreadableFile` for a damaged, locked or empty one, `LimitExceeded` beyond `pdfium.MAX_PAGES`."""
    found = sheets(data, name)
    if not found:
        raise UnreadableFile(f"{name}: this PDF has no pages.", "Ask the sender for it again.")
    faults = {sheet.page: why for sheet in found if (why := fault(sheet)) is not None}
    if faults and (eyes := look_again or scan.look_again()) is not None:
        wanted = [at for at, sheet in enumerate(found) if sheet.page in faults]
        for at, seen in zip(wanted, eyes(data, [found[at].page for at in wanted]), strict=True):
            found[at] = replace(seen, stamps=found[at].stamps, asides=found[at].asides, ocr=True)
        faults = {}
    return scan.marked(bind(found, MEDIA_TYPE, faults), found)

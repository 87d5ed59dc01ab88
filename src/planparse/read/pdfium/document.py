"""A PDF is opened, and its pages are looked at one by one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import Aside, Place
from planparse.read.pdfium.annotations import added, fields_on, with_pictures
from planparse.read.pdfium.frame import Frame
from planparse.read.pdfium.ink import ink
from planparse.read.pdfium.letters import layer
from planparse.read.sheet import Sheet

MAX_PAGES = 2000
"""The longest plan seen has 180 pages. More than this is an archive: it belongs in pieces, one document each."""

_END, _TAIL = b"%%EOF", 2048

LOCK = threading.RLock()
"""Held by whoever is inside pdfium, here or through another library (pdfplumber draws with it)."""


def sheets(data: bytes, name: str) -> list[Sheet]:
    """The pages of the PDF in order. Raises `UnreadableFile` (damaged, locked, no pages) or `LimitExceeded` (over `MAX_PAGES`)."""
    with opened(data, name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MAX_PAGES:
            raise LimitExceeded(f"{name}: {count} pages.", f"Split it: planparse reads up to {MAX_PAGES} pages of one document.")
        pages = [_sheet(document, index) for index in range(count)]
    if all(page.unseen for page in pages):
        raise UnreadableFile(f"{name}: no page of this PDF can be opened.", "Print it to PDF again, or send the Word file.")
    return pages


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The document, closed again at the end. Raises `UnreadableFile` where it is damaged or locked."""
    if _END not in data.rstrip(b"\0\r\n\t ")[-_TAIL:]:
        raise UnreadableFile(f"{name}: this PDF ends in the middle.", "Ask the sender for it again: it was cut short on its way.")
    with LOCK:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise UnreadableFile(f"{name}: this PDF is locked with a password.", "Save a copy without the password.")
            raise UnreadableFile(f"{name}: this PDF is damaged.", "Ask the sender for it again, or send the Word file.")
        try:
            yield document
        finally:
            pdfium.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, index: int) -> Iterator[Any]:
    """The page at `index`, closed again at the end; falsy where it cannot be opened."""
    page = pdfium.FPDF_LoadPage(document, index)
    try:
        yield page
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _sheet(document: Any, index: int) -> Sheet:
    with page_of(document, index) as page:
        if not page:
            return Sheet(index + 1, 0.0, 0.0, unseen=True)
        frame = _frame(page)
        drawn = ink(page, frame)
        found = layer(page, frame, drawn.pictured > 0)
        fields, asides, pictured = fields_on(page, frame, index + 1)
        flattened = pictured and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    if flattened:
        with page_of(document, index) as page:
            fields = with_pictures(fields, added(found.words, layer(page, frame).words))
    stamps = tuple(tuple(stamp) for _, stamp in fields if stamp)
    return Sheet(
        index + 1,
        frame.width,
        frame.height,
        words=tuple(found.words),
        edges=tuple(drawn.edges),
        stamps=stamps,
        pictured=min(1.0, drawn.pictured / max(1.0, frame.width * frame.height)),
        objects=drawn.objects,
        overlaid=found.unshown,
        asides=(*asides, *(Aside("watermark", text, Place(page=index + 1)) for text in found.slanted)),
        partial=drawn.partial,
    )


def _frame(page: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))

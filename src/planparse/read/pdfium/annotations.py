"""What stands on top of a page: form fields, stamps, text boxes, remarks.

A signed PDF has its number and day there. Their pictures are flattened into the page (in memory); what then reads more than before
is theirs. Where a field has no picture, its value is laid into its box.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from typing import Any

import pypdfium2.raw as pdfium

from planparse.paper import Aside, Box, Place
from planparse.read.pdfium.frame import Frame
from planparse.read.sheet import Word, bounds

_Field = tuple[Box, list[Word]]
_SHOWN = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WATERMARK}
_REMARKS = {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_STRIKEOUT}
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def fields_on(page: Any, frame: Frame, number: int) -> tuple[list[_Field], list[Aside], bool]:
    """The form fields, stamps and text boxes on the page: their boxes, with the value of those that have no picture; remarks and
    hidden ones as asides; whether any has a picture."""
    fields: list[_Field] = []
    asides: list[Aside] = []
    pictures = False
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            rect = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(annotation, rect)
            box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
            key = b"V" if kind == pdfium.FPDF_ANNOT_WIDGET else b"Contents"
            value = _string(annotation, key) if kind in _SHOWN | _REMARKS else ""
            if kind == pdfium.FPDF_ANNOT_WIDGET and _string(annotation, b"FT") in ("Btn", "Sig"):
                value = ""
            if kind in _REMARKS or (value and pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN):
                if value:
                    asides.append(Aside("comment" if kind in _REMARKS else "hidden", value, Place(page=number, bbox=box)))
            elif kind in _SHOWN and not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
                pictured = pdfium.FPDFAnnot_GetObjectCount(annotation) > 0 or bool(_picture(annotation))
                pictures = pictures or pictured
                fields.append((box, [] if pictured else _laid_out(value, box)))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return fields, asides, pictures


def _string(annotation: Any, key: bytes) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return unicodedata.normalize("NFC", bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0").strip())


def _picture(annotation: Any) -> int:
    return int(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)) > 2


def _laid_out(value: str, box: Box) -> list[Word]:
    """The words of a field without a picture, line by line in its box, each as wide as its share of letters."""
    lines = [line.split() for line in value.splitlines() if line.strip()]
    words: list[Word] = []
    x0, top, x1, bottom = box
    for row, line in enumerate(lines):
        high, low = (top + (bottom - top) * part / len(lines) for part in (row, row + 1))
        letter = min((x1 - x0) / max(1, len(" ".join(line))), 0.5 * (low - high))
        at = x0
        for token in line:
            words.append(Word(token, at, high, at + letter * len(token), low))
            at += letter * (len(token) + 1)
    return words


def with_pictures(fields: list[_Field], fresh: list[Word]) -> list[_Field]:
    """Each added word with the field in whose box it stands; what stands in none is a field of its own."""
    filled = [(box, list(words)) for box, words in fields]
    strays: list[Word] = []
    for word in fresh:
        middle = (word.x0 + word.x1) / 2
        for (x0, top, x1, bottom), words in filled:
            if x0 - 2 <= middle <= x1 + 2 and top - 2 <= word.middle <= bottom + 2:
                words.append(word)
                break
        else:
            strays.append(word)
    return [*filled, (bounds(strays), strays)] if strays else filled


def added(before: list[Word], after: list[Word]) -> list[Word]:
    """The words of `after` that were not there `before`."""
    known = Counter((word.text, round(word.x0), round(word.top)) for word in before)
    added = []
    for word in after:
        key = (word.text, round(word.x0), round(word.top))
        if known[key]:
            known[key] -= 1
        else:
            added.append(word)
    return added

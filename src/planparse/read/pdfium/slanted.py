"""Slanted texts of a page (`DỰ THẢO` across it): read, and taken off the page in memory before its words are read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from planparse.read.pdfium.text_page import is_slanted

_MOST = 20_000


def take_slanted(page: Any, handle: Any) -> tuple[str, ...]:
    """Takes the slanted texts, and forms that hold nothing else, off the page; what they say. `handle` is the page's text layer."""
    found: list[str] = []
    for index in reversed(range(min(_MOST, pdfium.FPDFPage_CountObjects(page)))):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        texts = list(_texts(drawn))
        if texts and all(_is_slanted(text, drawn) for text in texts):
            found += [said for text in texts if (said := _said(text, handle))]
            if pdfium.FPDFPage_RemoveObject(page, drawn):
                pdfium.FPDFPageObj_Destroy(drawn)
    return tuple(dict.fromkeys(reversed(found)))


def _texts(drawn: Any) -> Iterator[Any]:
    """The text object itself, or those in a form."""
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield drawn
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        for index in range(min(_MOST, pdfium.FPDFFormObj_CountObjects(drawn))):
            inner = pdfium.FPDFFormObj_GetObject(drawn, index)
            if pdfium.FPDFPageObj_GetType(inner) == pdfium.FPDF_PAGEOBJ_TEXT:
                yield inner


def _is_slanted(text: Any, drawn: Any) -> bool:
    a, b, *_ = _matrix(text)
    if text is not drawn:
        g, h, i, j = _matrix(drawn)
        a, b = a * g + b * i, a * h + b * j
    return is_slanted(a, b)


def _matrix(drawn: Any) -> tuple[float, float, float, float]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d


def _said(text: Any, handle: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(text, handle, None, 0)
    buffer = (ctypes.c_ushort * max(1, size // 2))()
    pdfium.FPDFTextObj_GetText(text, handle, buffer, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "replace").strip()

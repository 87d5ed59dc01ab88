"""A page of a PDF as pixels, for the reading of pages that have no sound text layer."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from planparse.read.pdfium.document import LOCK, opened, page_of

_DRAWN = 300.0
"""Dots an inch for a page that is drawn, not scanned."""
_LEAST, _MOST = 150.0, 400.0
_LONGEST = 8000
"""Pixels of the long side: a poster is drawn coarser."""


class Raster(NamedTuple):
    """Rows of blue, green, red."""

    pixels: bytes
    width: int
    height: int
    dpi: float


def rasters(data: bytes, name: str, pages: Sequence[int]) -> Iterator[Raster]:
    """The pages (1-based) as they are shown but without form fields and stamps, at the resolution of their scan, one at a time."""
    for number in pages:
        with LOCK, opened(data, name) as document, page_of(document, number - 1) as page:
            yield _raster(page) if page else Raster(b"\xff" * 3, 1, 1, 72.0)


def _raster(page: Any) -> Raster:
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    dpi = min(_resolution(page), _LONGEST * 72 / max(wide, high, 1.0))
    width, height = max(1, round(wide * dpi / 72)), max(1, round(high * dpi / 72))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        drawn = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    if stride != 3 * width:
        drawn = b"".join(drawn[row * stride : row * stride + 3 * width] for row in range(height))
    return Raster(drawn, width, height, dpi)


def _resolution(page: Any) -> float:
    """Of the picture that covers most of the page; `_DRAWN` where none covers half of it."""
    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    best = (0.5 * area, _DRAWN)
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 500)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        across, down = ctypes.c_uint(), ctypes.c_uint()
        if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        if not pdfium.FPDFImageObj_GetImagePixelSize(drawn, across, down):
            continue
        covered = (right.value - left.value) * (top.value - bottom.value)
        if covered > best[0]:
            pixels = across.value * down.value
            best = covered, 72.0 * (pixels / covered) ** 0.5
    return min(_MOST, max(_LEAST, best[1]))

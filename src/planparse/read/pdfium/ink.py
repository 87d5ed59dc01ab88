"""What is drawn on a page besides letters: ruling lines and pictures.

A ruling line is a thin filled or stroked shape (Word, Ghostscript), a straight piece of a stroked path (LibreOffice), or a row of dots and
dashes; each piece is an edge of its own, `lattice` puts them together. White lines and shapes that are only filled are none.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from planparse.paper import Box
from planparse.read.pdfium.frame import Frame
from planparse.read.sheet import Edge

MAX_OBJECTS = 60_000
"""Objects looked at on one page. A dense map has more; no table does."""
MAX_EDGES = 20_000
_MAX_SEGMENTS = 5_000
_MAX_DEPTH = 6
_THIN = 3.0
_STRAIGHT = 0.5
_WHITE = 250

Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Point = tuple[float, float]


@dataclass(slots=True)
class Ink:
    """`edges` as shown, `pictured` the area of pictures in square points, `objects` how many things there are."""

    edges: list[Edge] = field(default_factory=list)
    pictured: float = 0.0
    objects: int = 0
    partial: bool = False


def ink(page: Any, frame: Frame) -> Ink:
    """All that is drawn on the page, forms within forms included. `partial` where `MAX_OBJECTS` or `MAX_EDGES` ended the search."""
    found = Ink()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _look(pdfium.FPDFPage_GetObject(page, index), _UNIT, frame, found, 0)
        if found.partial:
            break
    return found


def _look(drawn: Any, outer: Matrix, frame: Frame, found: Ink, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    found.objects += 1
    if found.objects > MAX_OBJECTS or len(found.edges) > MAX_EDGES:
        found.partial = True
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(drawn, outer, frame, found)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        x0, top, x1, bottom = _bounds(drawn, outer, frame)
        wide = min(x1, frame.width) - max(x0, 0.0)
        high = min(bottom, frame.height) - max(top, 0.0)
        found.pictured += max(0.0, wide) * max(0.0, high)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = _times(_matrix(drawn), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            _look(pdfium.FPDFFormObj_GetObject(drawn, index), inner, frame, found, depth + 1)
            if found.partial:
                return


def _bounds(drawn: Any, outer: Matrix, frame: Frame) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    return _shown((left.value, bottom.value), (right.value, top.value), outer, frame)


def _shown(one: _Point, other: _Point, outer: Matrix, frame: Frame) -> Box:
    (ax, ay), (bx, by) = _moved(one, outer), _moved(other, outer)
    return frame.box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _moved(point: _Point, matrix: Matrix) -> _Point:
    if matrix is _UNIT:
        return point
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _matrix(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then is _UNIT:
        return first
    (a, b, c, d, e, f), (g, h, i, j, k, m) = first, then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _path(drawn: Any, outer: Matrix, frame: Frame, found: Ink) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    stroked, filled = bool(stroke.value), bool(fill.value)
    if stroked and _is_unseen(drawn, pdfium.FPDFPageObj_GetStrokeColor):
        stroked = False
    if filled and _is_unseen(drawn, pdfium.FPDFPageObj_GetFillColor):
        filled = False
    if not stroked and not filled:
        return
    x0, top, x1, bottom = box = _bounds(drawn, outer, frame)
    if bottom - top <= _THIN or x1 - x0 <= _THIN:
        found.edges += _thin(box)
        return
    matrix = _times(_matrix(drawn), outer)
    for points in _strokes(drawn):
        shown = [_shown(point, point, matrix, frame)[:2] for point in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        thin = _thin((min(xs), min(ys), max(xs), max(ys)))
        if thin and (filled or len(points) == 2):
            found.edges += thin
        elif stroked:
            for one, other in pairwise(shown):
                found.edges += _straight(one, other)


def _is_unseen(drawn: Any, colour: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour(drawn, red, green, blue, alpha):
        return False
    return bool(alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE)


def _thin(box: Box) -> list[Edge]:
    """The edge that a thin box draws; a dot may be part of a level or of an upright row of dots."""
    x0, top, x1, bottom = box
    edges = []
    if bottom - top <= _THIN and (x1 - x0 >= bottom - top or x1 - x0 <= _THIN):
        edges.append(Edge(False, (top + bottom) / 2, x0, x1))
    if x1 - x0 <= _THIN and (bottom - top >= x1 - x0 or bottom - top <= _THIN):
        edges.append(Edge(True, (x0 + x1) / 2, top, bottom))
    return edges


def _straight(one: _Point, other: _Point) -> list[Edge]:
    (ax, ay), (bx, by) = one, other
    if abs(ay - by) <= _STRAIGHT and abs(ax - bx) > _STRAIGHT:
        return [Edge(False, (ay + by) / 2, min(ax, bx), max(ax, bx))]
    if abs(ax - bx) <= _STRAIGHT and abs(ay - by) > _STRAIGHT:
        return [Edge(True, (ax + bx) / 2, min(ay, by), max(ay, by))]
    return []


def _strokes(drawn: Any) -> list[list[_Point]]:
    """The corners of the path, one list a stroke of the pen; a curve ends one."""
    strokes: list[list[_Point]] = [[]]
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(_MAX_SEGMENTS, pdfium.FPDFPath_CountSegments(drawn))):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            strokes.append([])
        strokes[-1].append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            strokes[-1].append(strokes[-1][0])
    return [stroke for stroke in strokes if len(stroke) > 1]

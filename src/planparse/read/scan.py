"""Scans become a `Paper`: image files, and the pages of a PDF that have no sound text layer.

1. Each page is looked at by itself: made straight and clean, its rules found, its cells read one by one, the text around them as a page.
2. What was read is a `Sheet` as any other; tables, paragraphs and what runs over pages are the same code as for a PDF with text.
3. A word that is not sure is named in a doubt (`low_confidence`), with what else it may be.
4. Without an engine no page is empty: each is named in a doubt (`needs_ocr`).
5. The same bytes give the same paper, in whatever order and on however many threads the pages are read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import local

from planparse.paper import Doubt, Key, Paper, Place
from planparse.read import ocr
from planparse.read.book import bind
from planparse.read.image.decode import Picture, pictures, rendered
from planparse.read.pdfium import MAX_PAGES
from planparse.read.pdfium.picture import rasters
from planparse.read.scan_cache import Cache
from planparse.read.scan_page import look
from planparse.read.scan_settings import settings
from planparse.read.sheet import Sheet, Unsure

_MARKS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
}


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is a picture: PNG, JPEG, TIFF."""
    return _media_type(data) is not None


def read(data: bytes, name: str) -> Paper:
    """The paper in an image file. Raises `UnreadableFile` for a damaged one, `LimitExceeded` for too many pages or pixels."""
    seen = pictures(data, name, MAX_PAGES)
    if _can_read():
        sheets = list(_look(seen))
    else:
        sheets = [Sheet(number, picture.width, picture.height, pictured=1.0) for number, picture in enumerate(seen, 1)]
    return marked(bind(sheets, _media_type(data) or ""), sheets)


def look_again() -> Callable[[bytes, Sequence[int]], Sequence[Sheet]] | None:
    """What reads pages of a PDF again; None where no engine is installed or wanted."""
    return _pages_of_pdf if _can_read() else None


def _can_read() -> bool:
    return settings().ocr and ocr.is_installed()


def _pages_of_pdf(data: bytes, pages: Sequence[int]) -> Sequence[Sheet]:
    drawn = (rendered(*raster) for raster in rasters(data, "PDF", pages))
    return [replace(sheet, page=page) for sheet, page in zip(_look(drawn), pages, strict=True)]


def _look(seen: Iterable[Picture]) -> Iterator[Sheet]:
    """The sheets of these pages, numbered from 1; no more pictures are held than there are threads, and one."""
    wished = settings()
    cache = Cache(wished.cache) if wished.cache else None
    tell = wished.tell or (lambda done: None)
    if wished.jobs <= 1:
        for number, picture in enumerate(seen, 1):
            yield _sheet(picture, number, cache)
            tell(number)
        return
    done = 0
    with ThreadPoolExecutor(wished.jobs) as pool:
        waiting: deque[Future[Sheet]] = deque()
        for number, picture in enumerate(seen, 1):
            waiting.append(pool.submit(_sheet, picture, number, cache))
            while len(waiting) > wished.jobs:
                yield waiting.popleft().result()
                tell(done := done + 1)
        while waiting:
            yield waiting.popleft().result()
            tell(done := done + 1)


_OPEN = local()
"""The engines of each thread, opened when it first needs them and then kept."""


def _engines() -> tuple[ocr.Reader, ocr.Reader | None]:
    if not hasattr(_OPEN, "engines"):
        first = ocr.first()
        assert first is not None
        _OPEN.engines = first, ocr.second(first)
    engines: tuple[ocr.Reader, ocr.Reader | None] = _OPEN.engines
    return engines


def _sheet(picture: Picture, number: int, cache: Cache | None) -> Sheet:
    first, second = _engines()
    if cache is None:
        return replace(look(picture, first, second), page=number)
    key = cache.key(picture.pixels.tobytes(), repr(picture.dpi), first.name, second.name if second else "")
    sheet = cache.get(key)
    if sheet is None:
        sheet = look(picture, first, second)
        cache.put(key, sheet)
    return replace(sheet, page=number)


def _media_type(data: bytes) -> str | None:
    return next((kind for mark, kind in _MARKS.items() if data.startswith(mark)), None)


def marked(paper: Paper, sheets: Sequence[Sheet]) -> Paper:
    """`paper` with a doubt for each word that its sheets are not sure of, at the text that holds it."""
    doubts: list[Doubt] = []
    places: dict[int, list[tuple[float, Key]]] | None = None
    for sheet in sheets:
        for unsure in sheet.unsure:
            places = places if places is not None else _by_page(paper)
            doubts.append(_doubt(paper, places.get(sheet.page, []), unsure, sheet.page))
    return replace(paper, doubts=(*paper.doubts, *dict.fromkeys(doubts))) if doubts else paper


def _by_page(paper: Paper) -> dict[int, list[tuple[float, Key]]]:
    """For each page the texts that stand on it, the smaller first."""
    found: dict[int, list[tuple[float, Key]]] = {}
    for key, _ in paper.texts():
        for place in paper.item(key).places:
            if place.page is not None and place.bbox is not None:
                x0, top, x1, bottom = place.bbox
                found.setdefault(place.page, []).append(((x1 - x0) * (bottom - top), key))
    for own in found.values():
        own.sort()
    return found


def _doubt(paper: Paper, texts: Sequence[tuple[float, Key]], unsure: Unsure, page: int) -> Doubt:
    around = [key for _, key in texts if any(_holds(place, unsure, page) for place in paper.item(key).places)]
    for key in around:
        if unsure.text in paper.item(key).text:
            return Doubt("low_confidence", unsure.said, key, word=unsure.text or None)
    place = Place(page=page, bbox=(round(unsure.x, 1), round(unsure.y, 1), round(unsure.x, 1), round(unsure.y, 1)))
    return Doubt("low_confidence", unsure.said, around[0] if around else None, place)


def _holds(place: Place, unsure: Unsure, page: int) -> bool:
    if place.page != page or place.bbox is None:
        return False
    x0, top, x1, bottom = place.bbox
    return x0 - 1 <= unsure.x <= x1 + 1 and top - 1 <= unsure.y <= bottom + 1

"""trueocr's door: an engine whose models come with its package, so that it reads where no other data is; else the second opinion."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planparse.read.image import Pixels
from planparse.read.ocr import PixelBox, Seen, SeenLine


def is_there() -> bool:
    """Whether the package, which brings its models, is installed."""
    return find_spec("trueocr") is not None


def engine() -> TrueOcr:
    """trueocr, ready."""
    return TrueOcr()


class TrueOcr:
    """Its recogniser of lines, and its finder of lines where it reads alone."""

    def __init__(self) -> None:
        import trueocr
        from trueocr.recognizer import Recognizer

        self._models = Path(trueocr.__file__).parent / "models"
        self._recognizer: Any = Recognizer(self._models, threads=1)
        self._finder: Any = None
        self.name = f"trueocr {metadata.version('trueocr')}"

    def page(self, page: Pixels, dpi: float) -> list[SeenLine]:
        """As `Reader.page`; the words of a line share its width by their letters."""
        if self._finder is None:
            from trueocr.page import PageEngine

            self._finder = PageEngine(self._models, threads=1)
        height, width = page.shape
        boxes = []
        for found in self._finder.detect(page):
            x0, top, x1, bottom = (int(value) for value in found[:4])
            box = max(0, x0), max(0, top), min(width, x1 + 1), min(height, bottom + 1)
            if box[2] > box[0] and box[3] > box[1]:
                boxes.append(box)
        return [_line(text, sure, box) for (text, sure), box in zip(self.again(page, boxes), boxes, strict=True) if text.strip()]

    def blocks(self, page: Pixels, dpi: float, boxes: Sequence[PixelBox]) -> list[list[SeenLine]]:
        """As `Reader.blocks`: the finder looks at each box as at a page."""
        found = []
        for x0, top, x1, bottom in boxes:
            lines = self.page(page[top:bottom, x0:x1], dpi)
            found.append([_moved(line, x0, top) for line in sorted(lines, key=lambda line: line.top)])
        return found

    def again(self, page: Pixels, boxes: Sequence[PixelBox]) -> list[tuple[str, float]]:
        """As `Reader.again`."""
        if not boxes:
            return []
        crops = [page[top:bottom, x0:x1] for x0, top, x1, bottom in boxes]
        return [(found.text, float(found.confidence)) for found in self._recognizer.predict(crops, batch_size=16)]


def _line(text: str, sure: float, box: PixelBox) -> SeenLine:
    letter = (box[2] - box[0]) / max(1, len(text))
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Seen(word, round(box[0] + letter * at), round(box[0] + letter * (at + len(word))), sure))
        at += len(word)
    return SeenLine(tuple(words), box, box[1], box[3])


def _moved(line: SeenLine, x: int, y: int) -> SeenLine:
    x0, top, x1, bottom = line.box
    words = tuple(word._replace(x0=word.x0 + x, x1=word.x1 + x) for word in line.words)
    return SeenLine(words, (x0 + x, top + y, x1 + x, bottom + y), line.top + y, line.bottom + y)

"""tesserocr's door: Tesseract 5 with the data of Debian's `tesseract-ocr-script-viet`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planparse.errors import MissingTool
from planparse.read.image import Pixels
from planparse.read.ocr import PixelBox, Seen, SeenLine

DATA = ("Vietnamese", "vie")
"""Names of the data, the better first: on clean scans `Vietnamese` leaves 0.13% of characters wrong, `vie` 0.18%."""
_FOLDERS = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata")


def is_there() -> bool:
    """Whether tesserocr and Vietnamese data are installed."""
    return find_spec("tesserocr") is not None and data_file() is not None


def engine() -> Tesseract:
    """Tesseract, ready. Raises `MissingTool` where its data is missing."""
    data = data_file()
    if data is None:
        raise MissingTool("Tesseract has no Vietnamese letters.", "sudo apt-get install tesseract-ocr-script-viet")
    return Tesseract(data)


def data_file() -> Path | None:
    """The file of Vietnamese letters, in `TESSDATA_PREFIX` or where systems keep it."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    folders = [Path(prefix)] if prefix else []
    folders += [folder for pattern in _FOLDERS for folder in sorted(Path("/").glob(pattern[1:]), reverse=True)]
    for name in DATA:
        for folder in folders:
            for path in (folder / f"{name}.traineddata", folder / "script" / f"{name}.traineddata"):
                if path.is_file():
                    return path
    return None


class Tesseract:
    """The library, kept open: loading its data costs as much as half a page."""

    def __init__(self, data: Path) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost five times what they bring
        import tesserocr

        self._lib: Any = tesserocr
        self._api: Any = tesserocr.PyTessBaseAPI(path=str(data.parent), lang=data.stem, oem=tesserocr.OEM.LSTM_ONLY)
        self.name = f"tesseract {tesserocr.tesseract_version().split()[1]} {data.stem} {data.stat().st_size}"

    def page(self, page: Pixels, dpi: float) -> list[SeenLine]:
        """As `Reader.page`, by Tesseract's own layout analysis."""
        self._open(page, dpi)
        self._api.SetPageSegMode(self._lib.PSM.AUTO)
        return self._recognised()

    def blocks(self, page: Pixels, dpi: float, boxes: Sequence[PixelBox]) -> list[list[SeenLine]]:
        """As `Reader.blocks`."""
        self._open(page, dpi)
        self._api.SetPageSegMode(self._lib.PSM.SINGLE_BLOCK)
        found = []
        for x0, top, x1, bottom in boxes:
            self._api.SetRectangle(x0, top, x1 - x0, bottom - top)
            found.append(self._recognised())
        return found

    def again(self, page: Pixels, boxes: Sequence[PixelBox]) -> list[tuple[str, float]]:
        """As `Reader.again`."""
        self._open(page, 0.0)
        self._api.SetPageSegMode(self._lib.PSM.SINGLE_LINE)
        found = []
        for x0, top, x1, bottom in boxes:
            self._api.SetRectangle(x0, top, x1 - x0, bottom - top)
            words = [word for line in self._recognised() for word in line.words]
            found.append((" ".join(word.text for word in words), min((word.sure for word in words), default=0.0)))
        return found

    def _open(self, page: Pixels, dpi: float) -> None:
        height, width = page.shape
        self._api.SetImageBytes(page.tobytes(), width, height, 1, width)
        if dpi:
            self._api.SetSourceResolution(round(dpi))

    def _recognised(self) -> list[SeenLine]:
        if not self._api.Recognize():
            return []
        return [line for line in self._lines(self._api.GetIterator()) if line.words]

    def _lines(self, iterator: Any) -> Iterator[SeenLine]:
        if iterator is None:
            return
        level = self._lib.RIL
        for row in self._lib.iterate_level(iterator, level.TEXTLINE):
            if row.Empty(level.WORD):  # a picture, which has no line: the library falls over its shape
                continue
            box = row.BoundingBox(level.TEXTLINE)
            base = row.Baseline(level.TEXTLINE)
            shape = row.RowAttributes()
            if box is None:
                continue
            foot = (base[0][1] + base[1][1]) / 2 if base else box[3]
            below = min(0.0, float(shape["descenders"]))
            above = float(shape["row_height"]) + below
            words = []
            while True:
                text, place = row.GetUTF8Text(level.WORD), row.BoundingBox(level.WORD)
                if text.strip() and place is not None:
                    words.append(Seen(text.strip(), place[0], place[2], row.Confidence(level.WORD) / 100))
                if row.IsAtFinalElement(level.TEXTLINE, level.WORD) or not row.Next(level.WORD):
                    break
            yield SeenLine(tuple(words), box, foot - above, foot - below)

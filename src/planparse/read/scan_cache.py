"""Sheets that were read before, kept by the hash of their pixels and of all that read them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from planparse import __version__
from planparse.read.sheet import Edge, Sheet, Unsure, Word

_FORM = "9"
"""Changes whenever pages would be read otherwise, or sheets are written otherwise."""


class Cache:
    """A folder of JSON files, one a page. A file that cannot be read is as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, pixels: bytes, *made_by: str) -> str:
        """The name of a page: a hash of its pixels, of the engines, of the version."""
        digest = hashlib.sha256(pixels)
        digest.update("\0".join((__version__, _FORM, *made_by)).encode())
        return digest.hexdigest()

    def get(self, key: str) -> Sheet | None:
        """The sheet of that name; None where there is none that is whole."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            return _sheet(kept)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, sheet: Sheet) -> None:
        """Keeps the sheet. A folder that cannot be written to keeps nothing: the next run is slower, no more."""
        path = self._path(key)
        kept = {"width": sheet.width, "height": sheet.height, "words": sheet.words, "edges": sheet.edges, "unsure": sheet.unsure}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
                json.dump(kept, file, ensure_ascii=False)
            Path(file.name).replace(path)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _sheet(kept: dict[str, Any]) -> Sheet:
    assert {"words", "edges", "unsure"} <= {field.name for field in fields(Sheet)}
    return Sheet(
        0,
        float(kept["width"]),
        float(kept["height"]),
        words=tuple(Word(*word) for word in kept["words"]),
        edges=tuple(Edge(*edge) for edge in kept["edges"]),
        unsure=tuple(Unsure(*unsure) for unsure in kept["unsure"]),
        ocr=True,
    )

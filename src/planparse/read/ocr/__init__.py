"""Engines that read letters from pixels, each behind one small protocol; which are here decides what a scan becomes.

An engine is a module of this folder with `is_there() -> bool`, `engine() -> Reader` and a name in
`FIRST` (reads lines and words with their places) or `SECOND` (reads the lines again, for comparison).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

from planparse.read.image import Pixels

FIRST, SECOND = ("tesseract", "trueocr"), ("trueocr",)

PixelBox = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""


class Seen(NamedTuple):
    """A word as an engine reads it, in pixels; `sure` is the engine's own word (0-1), which is no probability. `shaped` says that its
    text was told from its strokes; False, that they were asked and told nothing."""

    text: str
    x0: int
    x1: int
    sure: float
    shaped: bool | None = None


@dataclass(frozen=True, slots=True)
class SeenLine:
    """Words of one line. `top` and `bottom` are those of its letters, whichever it has: ascender to descender. `few` says that it is
    a number or a short word alone in its cell."""

    words: tuple[Seen, ...]
    box: PixelBox
    top: float
    bottom: float
    few: bool = False


class Reader(Protocol):
    """Something that reads. Not for two threads at once: each takes its own."""

    name: str
    """With versions of program and data: it is part of the key of the cache."""

    def page(self, page: Pixels, dpi: float) -> list[SeenLine]:
        """The lines of a page whose layout is not known."""

    def blocks(self, page: Pixels, dpi: float, boxes: Sequence[PixelBox]) -> list[list[SeenLine]]:
        """The lines in each box, which holds one column of text: a cell."""

    def again(self, page: Pixels, boxes: Sequence[PixelBox]) -> list[tuple[str, float]]:
        """The text of each box, which holds one line, and how sure the engine is."""


def chosen() -> tuple[str, ...]:
    """The names of the engines that `first` and `second` give here, up to two. Opens none."""
    there = [next((name for name in names if _module(name).is_there()), None) for names in (FIRST, SECOND)]
    return tuple(dict.fromkeys(name for name in there if name))


def first() -> Reader | None:
    """The engine that reads pages; None where none is installed."""
    return _installed(FIRST)


def second(other_than: Reader) -> Reader | None:
    """Another engine, that reads lines again; None where none is installed."""
    found = _installed(SECOND)
    return None if found is None or found.name == other_than.name else found


def _installed(names: Sequence[str]) -> Reader | None:
    for name in names:
        module = _module(name)
        if module.is_there():
            reader: Reader = module.engine()
            return reader
    return None


def is_installed() -> bool:
    """Whether pages can be read at all. Opens no engine."""
    if find_spec("cv2") is None or find_spec("PIL") is None:
        return False
    return any(_module(name).is_there() for name in FIRST)


def _module(name: str) -> Any:
    return import_module(f"planparse.read.ocr.{name}")

"""One page as it is seen, before anybody says what is a line, a table or a paragraph: words, ruling lines, pictures.

Whoever looks at a page makes a `Sheet` (the PDF reader from its characters and paths, the scan reader from pixels); all that follows
(`lattice`, `layout`, `paragraphs`, `continued`) works on sheets and does not ask where they came from.
Coordinates are PDF points, the origin at the top left of the page as it is shown (turned, cut to its crop box).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from planparse.paper import Aside, Box


class Font(NamedTuple):
    """What is known of the type of a word; `size` in points. `name` without the subset's prefix."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    size: float | None = None


_LEGACY = re.compile(r"\.?Vn[A-Z]|VNI[-_ ]|\.?VN[A-Z]")


def is_legacy(font: Font | None) -> bool:
    """Whether text in this type is in the bytes of TCVN3 or VNI instead of Unicode.

    >>> is_legacy(Font(".VnTimeH")), is_legacy(Font("TimesNewRomanPSMT")), is_legacy(None)
    (True, False, False)
    """
    return font is not None and _LEGACY.match(font.name) is not None


class Word(NamedTuple):
    """Letters between two blanks. `font` is known of some words of a line, `confidence` (0-1) of words read by OCR; `raised` is a mark that
    stands higher than the word that it is set to."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: Font | None = None
    confidence: float | None = None
    raised: bool = False

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


class Edge(NamedTuple):
    """A ruling line: upright at x = `at` or level at y = `at`, from `start` to `end` along the other axis."""

    upright: bool
    at: float
    start: float
    end: float


class Unsure(NamedTuple):
    """A word that OCR may have misread: its text, its middle in points, and what else it may be, said for a person."""

    text: str
    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page.

    `stamps` are the texts of annotations and form fields, each with its words where they stand; `pictured` is the share of the page that
    pictures cover, `overlaid` where letters that are not shown lie on a picture (OCR by another program), `objects` counts what is drawn
    besides letters. `unseen` is a page that cannot be opened, `partial` one with more lines than are looked at, `ocr` one that OCR has
    read, which then names the words that it is `unsure` of.
    """

    page: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    edges: tuple[Edge, ...] = ()
    stamps: tuple[tuple[Word, ...], ...] = ()
    pictured: float = 0.0
    objects: int = 0
    unseen: bool = False
    asides: tuple[Aside, ...] = ()
    partial: bool = False
    overlaid: bool = False
    ocr: bool = False
    unsure: tuple[Unsure, ...] = ()


class Fit(NamedTuple):
    """How a cell's text stands in it, in points: the room left behind its last line, the width of its first word with a blank; how much
    of the cell is free above and below the text, and how high a line is."""

    room: float
    first: float
    above: float = 0.0
    below: float = 0.0
    line: float = 0.0


def bounds(words: Iterable[Word]) -> Box:
    """The smallest box around `words` (at least one), rounded to 0.1.

    >>> bounds([Word("Quý", 10.04, 5.0, 30.0, 17.0), Word("I", 33.0, 5.0, 36.26, 17.5)])
    (10.0, 5.0, 36.3, 17.5)
    """
    words = list(words)
    return rounded(min(w.x0 for w in words), min(w.top for w in words), max(w.x1 for w in words), max(w.bottom for w in words))


def rounded(x0: float, top: float, x1: float, bottom: float) -> Box:
    """The box to 0.1 point, which is finer than any printer."""
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)

"""Roman numerals of a scan, read by their strokes: engines take `III` for `II`, `HI` and `11`, and agree on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from planparse.read.image import Pixels
from planparse.read.image.strokes import strokes
from planparse.read.ocr import Seen, SeenLine

_OF_QUARTER = re.compile(r"([IVXHNTÌÏÍl1|!\]\[]{1,5}(?:[-–][IVXHNTÌÏÍl1|!\]\[]{1,5})?)((?:[/⁄]\d{4})?[.,;:)]*)")
_ANYWHERE = re.compile(r"([IVHvÌÏMN]{1,5})([.,;]?)")
_CLEAR = 26.0
"""Pixels from ascender to descender, from which on the flag of a `1` shows."""
_QUARTER = re.compile(r"qu[yýỳỷỹỵ][.,:]?", re.IGNORECASE)
_DASH = re.compile(r"[-–]")
_NUMERALS = re.compile(r"(?:I{1,3}|IV|VI{0,3})(?:-(?:I{1,3}|IV))?")


def read_again(page: Pixels, lines: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """The lines, with the numerals that their strokes tell; those words are `shaped`."""
    before = ""
    for line in lines:
        words = []
        for word in line.words:
            words.append(_numeral(page, line, word, _QUARTER.fullmatch(before) is not None))
            before = word.text
        yield replace(line, words=tuple(words))


def _numeral(page: Pixels, line: SeenLine, word: Seen, of_quarter: bool) -> Seen:
    """The word with its numeral told from its strokes, where they tell one; `shaped` is False where a quarter's are asked in vain."""
    found = (_OF_QUARTER if of_quarter else _ANYWHERE).fullmatch(word.text)
    if found is None or (line.few and len(word.text) == 1):  # a stroke alone is `1` or `I`
        return word
    height, width = page.shape
    box = max(0, word.x0 - 2), max(0, round(line.top) - 2), min(width, word.x1 + 2), min(height, round(line.bottom) + 2)
    told = _told(strokes(page, box) or "", found[1], found[2].replace("⁄", "/"), line.bottom - line.top >= _CLEAR)
    if told is None:
        return word._replace(shaped=False) if of_quarter else word
    return word._replace(text=told, shaped=True)


def _told(seen: str, read: str, rest: str, is_clear: bool) -> str | None:
    """The word that the pieces `seen` make, of which an engine makes `read` and `rest`."""
    tail = "I0000" if rest.startswith("/") else ""
    numeral = seen.removesuffix(tail)
    if not seen.endswith(tail) or ("-" in numeral) != bool(_DASH.search(read)):
        return None
    if numeral == read == "1":
        return read + rest
    if not _NUMERALS.fullmatch(numeral) or (_NUMERALS.fullmatch(read) and len(read) > len(numeral)):
        return None  # a piece that an engine sees may be broken off
    return numeral + rest if is_clear or not read.isdigit() else None

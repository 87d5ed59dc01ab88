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
_DASH = re.compile(r"[-–]")
_NUMERALS = re.compile(r"(?:I{1,3}|IV|VI{0,3})(?:-(?:I{1,3}|IV))?")


def read_again(page: Pixels, lines: Sequence[SeenLine]) -> Iterator[SeenLine]:
    """The lines, with the numerals that their strokes tell; those words are `shaped`."""
    before = ""
    for line in lines:
        words = []
        for word in line.words:
            words.append(_numeral(page, line, word, before.lower().startswith("qu")))
            before = word.text
        yield replace(line, words=tuple(words))


def _numeral(page: Pixels, line: SeenLine, word: Seen, of_quarter: bool) -> Seen:
    found = (_OF_QUARTER if of_quarter else _ANYWHERE).fullmatch(word.text)
    if found is None:
        return word
    rest = found[2].replace("⁄", "/")
    height, width = page.shape
    box = max(0, word.x0 - 2), max(0, round(line.top) - 2), min(width, word.x1 + 2), min(height, round(line.bottom) + 2)
    seen = strokes(page, box)
    if seen is None:
        return word
    tail = "I0000" if rest.startswith("/") else ""
    numeral = seen.removesuffix(tail)
    if not seen.endswith(tail) or not _NUMERALS.fullmatch(numeral) or ("-" in numeral) != bool(_DASH.search(found[1])):
        return word
    if (line.few and len(word.text) == 1) or (_NUMERALS.fullmatch(found[1]) and len(found[1]) > len(numeral)):
        return word  # a stroke alone is `1` or `I`; a piece that an engine sees may be broken off
    return word._replace(text=numeral + rest, shaped=True)

"""What stands on top of the page is put where it stands: the number and day of a signed PDF into the lines that left room for them.

A stamp that says who signed, or that a document came in, is an aside. All else are words of the text: each takes the height of the line
that it lies on, and a number before `/KH-UBND` is one word with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from planparse.paper import Aside, Place
from planparse.read import stamps
from planparse.read.layout import line, lines
from planparse.read.sheet import Sheet, Word, bounds

_OVERLAP = 0.3
"""A word lies on a line when they share this part of the lower one's height."""
_TOUCHES = 3.0
"""A number this near (heights) before a slash belongs to it."""


def settle(sheet: Sheet) -> tuple[list[Word], list[Aside]]:
    """The words of the page with those of its form fields and stamps among them, and what is no text."""
    words = list(sheet.words)
    asides: list[Aside] = []
    for stamp in sheet.stamps:
        texts = [line(row).text for row in lines(stamp)]
        kind = stamps.kind_of(texts)
        if kind is not None:
            asides.append(Aside(kind, "\n".join(texts), Place(page=sheet.page, bbox=bounds(stamp))))
            continue
        for word in stamp:
            _put(words, word)
    return words, asides


def _put(words: list[Word], word: Word) -> None:
    """Add `word`, at the height of the line that it lies on, and as one with the rest of a code that it begins."""
    near = _line_under(words, word)
    if near is not None:
        word = word._replace(top=near.top, bottom=near.bottom, font=None)
        height = near.bottom - near.top
        for at, other in enumerate(words):
            beside = abs(other.middle - near.middle) < 0.3 * height and -2 <= other.x0 - word.x0 <= word.x1 - word.x0 + _TOUCHES * height
            if beside and other.text.startswith("/") and word.text[-1:].isdigit():
                words[at] = other._replace(text=word.text + other.text, x0=min(word.x0, other.x0))
                return
    words.append(word)


def _line_under(words: Sequence[Word], word: Word) -> Word | None:
    """The word of the page whose line `word` overlaps most, the nearest of that line."""
    best: tuple[float, float, Word] | None = None
    for other in words:
        shared = min(word.bottom, other.bottom) - max(word.top, other.top)
        least = min(word.bottom - word.top, other.bottom - other.top)
        if least <= 0 or shared < _OVERLAP * least:
            continue
        distance = max(other.x0 - word.x1, word.x0 - other.x1, 0.0)
        key = (-round(shared / least, 1), distance, other)
        if best is None or key[:2] < best[:2]:
            best = key
    return best[2] if best else None

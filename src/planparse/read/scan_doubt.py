"""How sure each word is: what the engine says of it, whether a second engine reads the same, what kind of word it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from planparse.read.image import Pixels
from planparse.read.ocr import PixelBox, Reader, Seen, SeenLine

_WIDEST = 16
"""A second engine is given pieces of lines not wider than so many times their height: it takes no whole line of a page."""
_SIGNS = re.compile(r"[\W_]+")
_LOOK_ALIKE = str.maketrans("–—−‐⁄", "----/")

Agreement = Literal["same", "other", "alone"]


class Judged(NamedTuple):
    """A word with its place in pixels and the chance that it is right; `said` names what else it may be, empty where it is sure."""

    text: str
    box: tuple[float, float, float, float]
    right: float
    said: str = ""


class Opinion(NamedTuple):
    """All that is known of a word before it is judged."""

    word: Seen
    line: SeenLine
    agreement: Agreement
    other: str = ""


def judge(found: Sequence[Opinion]) -> list[Judged]:
    """The words, each with how sure it is."""
    return [_judged(opinion) for opinion in found]


def opinions(page: Pixels, lines: Sequence[SeenLine], second: Reader | None) -> list[Opinion]:
    """The words of `lines`, each beside what `second` reads in its place."""
    if second is None:
        return [Opinion(word, line, "alone") for line in lines for word in line.words]
    pieces = [(line, piece) for line in lines for piece in _pieces(line)]
    texts = second.again(page, [_box(line, piece, page) for line, piece in pieces])
    return [opinion for (line, piece), (text, _) in zip(pieces, texts, strict=True) for opinion in _compared(line, piece, text)]


def _pieces(line: SeenLine) -> Iterator[tuple[Seen, ...]]:
    height = max(1.0, line.bottom - line.top)
    piece: list[Seen] = []
    for word in line.words:
        if piece and word.x1 - piece[0].x0 > _WIDEST * height:
            yield tuple(piece)
            piece = []
        piece.append(word)
    if piece:
        yield tuple(piece)


def _box(line: SeenLine, piece: Sequence[Seen], page: Pixels) -> PixelBox:
    height, width = page.shape
    top, bottom = min(line.box[1], round(line.top)), max(line.box[3], round(line.bottom))
    return max(0, piece[0].x0 - 1), max(0, top), min(width, piece[-1].x1 + 1), min(height, max(bottom, top + 1))


def _compared(line: SeenLine, piece: Sequence[Seen], text: str) -> Iterator[Opinion]:
    own, others = [plain(word.text) for word in piece], text.split()
    theirs = [plain(word) for word in others]
    for kind, start, end, other_start, other_end in SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes():
        whole = "".join(own[start:end]) == "".join(theirs[other_start:other_end])  # the same letters, parted otherwise
        for at in range(start, end):
            if kind == "equal" or whole or not own[at]:
                yield Opinion(piece[at], line, "same")
            elif end - start == other_end - other_start:
                yield Opinion(piece[at], line, "other", others[other_start + at - start])
            else:
                yield Opinion(piece[at], line, "other", " ".join(others[other_start:other_end]))


def plain(word: str) -> str:
    """A word as the engines are compared: without the signs around it, which they write each its own way.

    >>> plain("“Quý"), plain("2026;"), plain("188/KH-UBND."), plain("–")
    ('Quý', '2026', '188/KH-UBND', '')
    """
    word = word.translate(_LOOK_ALIKE)
    return word.strip("".join(set(_SIGNS.findall(word))) or " ") if _SIGNS.search(word) else word


def _judged(opinion: Opinion) -> Judged:
    word, line = opinion.word, opinion.line
    right = word.sure
    said = ""
    if opinion.agreement == "other":
        said = f"“{word.text}” hay “{opinion.other}”?" if opinion.other else f"“{word.text}”: đọc lại không thấy"
    elif right < 0.6:
        said = f"“{word.text}”: chữ mờ hoặc khó đọc"
    return Judged(word.text, (word.x0, line.top, word.x1, line.bottom), right, said)

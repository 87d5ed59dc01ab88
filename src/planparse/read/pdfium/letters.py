"""The words of a page's text layer.

1. Words are those that the page shows: pdfium drops a blank that is an object of its own in tight lines, so a token that is no
   syllable or number by its letters is cut where its characters stand apart.
2. Letters are composed (NFC), a hyphen at a line's end is a hyphen, a bullet of a symbol font is the sign that it shows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from planparse.read.pdfium.frame import Frame
from planparse.read.pdfium.slanted import take_slanted
from planparse.read.pdfium.text_page import TextPage
from planparse.read.sheet import Word, is_legacy
from planparse.read.word_symbols import UNKNOWN, sign

_TOKEN = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_HYPHENS = "\ufffe\x02"  # pdfium writes these for a hyphen that ends a line
_LINE_START, _LINE_END = frozenset("\n\ufffe\x02"), frozenset("\r\n")
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_VOWELS = "aeiouyăâêôơư"
_TONED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in "\u0300\u0301\u0303\u0309\u0323")
_WHOLE = re.compile(
    rf"""[^\w]*(?:
      \d[\d.,:/-]*
    | (?:ch|gh?|kh|ngh?|nh|ph|qu|th|tr|[bcdđhklmnprstvx])? [{_VOWELS}]*[{_TONED}]?[{_VOWELS}]* (?:ch|ng|nh|[cmnpt])?
    | [a-zđ]{{1,2}}
    )[^\w]*""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK_END = re.compile(r"[\d*\])][.,;:]?$")
_RAISED = 1.5  # points
_APART = 0.6  # a gap of this part of the height is no blank: what follows may be set in another type
_GAP, _GAP_RATIO = 0.11, 3.0
"""A blank is at least this part of the height, and this many times the usual gap of its word (letters may be spaced out)."""


class Layer(NamedTuple):
    """The words of a text layer; `unshown` where its letters are there to be searched, not to be seen (OCR below a picture). `slanted` are
    texts of watermarks, which are taken off the page: pdfium mixes their letters with those of the lines that they cross."""

    words: list[Word]
    unshown: bool = False
    slanted: tuple[str, ...] = ()


def layer(page: Any, frame: Frame, on_pictures: bool = False) -> Layer:
    """The text layer of the page, its words in the order of the file; `unshown` is asked only of a page with pictures.

    The type is told of words at the ends of pdfium's lines and behind gaps, of all where one is legacy. Raised marks at the ends of
    words are words of their own.
    """
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        return Layer([])
    slanted: tuple[str, ...] = ()
    try:
        letters = TextPage(handle, frame)
        found = _read_words(letters, every_font=False)
        if letters.slanted and (slanted := take_slanted(page, handle)):
            pdfium.FPDFText_ClosePage(handle)
            handle = pdfium.FPDFText_LoadPage(page)
            letters = TextPage(handle, frame)
            found = _read_words(letters, every_font=False)
        if any(map(is_legacy, letters.fonts)):
            found = _read_words(letters, every_font=True)
        return Layer(found, on_pictures and letters.is_unshown(), slanted)
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _read_words(letters: TextPage, every_font: bool) -> list[Word]:
    text, span, look = letters.text, letters.span, letters.look
    private = _PRIVATE.search(text) is not None
    ends = text + "\n\n"
    words: list[Word] = []
    right = 0.0
    for match in _TOKEN.finditer(text):
        start, after = match.span()
        token = match[0]
        font = look(start) if every_font or start == 0 or ends[start - 1] in _LINE_START else None
        if font is None and (ends[after] in _LINE_END or (ends[after] == " " and ends[after + 1] in _LINE_END)):
            font = look(start, turned=False)
        whole = _is_plain(token)
        for first, end, raised in ((start, after, False),) if whole else _parts(letters, token, start, after):
            x0, top, x1, bottom = span(first, end)
            if letters.changed or (font is None and (x0 < right or x0 - right > _APART * (bottom - top))):
                font = look(first)
                x0, top, x1, bottom = span(first, end)
            right = x1
            if not whole:
                token = text[first:end]
                if token[-1] in _HYPHENS:
                    token = token[:-1] + "-"
            if not letters.composed:
                token = unicodedata.normalize("NFC", token)
            if private and _PRIVATE.search(token):
                token = "".join(_meant(letter, look(first).name) for letter in token)
            words.append(Word(token, x0, top, x1, bottom, font, None, raised))
            font = font if every_font else None
    return words


@lru_cache(maxsize=16384)
def _is_plain(token: str) -> bool:
    """Whether the token is one word as it stands: no blank, no raised mark and no hyphen at a line's end can be in it."""
    return _is_whole(token) and _MARK_END.search(token) is None and token[-1] not in _HYPHENS


def _parts(letters: TextPage, token: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """The words of the token: itself, or what stands apart in it, and the raised mark at its end."""
    pieces = [(start, end)] if _is_whole(token) else _pieces(letters, start, end)
    mark = _raised(letters, *pieces[-1]) if _MARK_END.search(token) else None
    if mark is None:
        return [(first, last, False) for first, last in pieces]
    return [*((first, last, False) for first, last in pieces[:-1]), (pieces[-1][0], mark, False), (mark, end, True)]


def _raised(letters: TextPage, start: int, end: int) -> int | None:
    """Where in the token the mark of a footnote begins: characters that stand higher than the first."""
    base = letters.base(start)
    at = end
    while at - 1 > start and letters.base(at - 1) > base + _RAISED:
        at -= 1
    return at if at < end else None


def _meant(letter: str, font: str) -> str:
    """What a private code of a symbol font means; kept where nobody knows."""
    if not _PRIVATE.match(letter):
        return letter
    meant = sign("Symbol" if "symbol" in font.lower() else "Wingdings", ord(letter))
    return letter if meant == UNKNOWN else meant


def _is_whole(token: str) -> bool:
    """Whether the token is one syllable or number by its letters, so that no lost blank can hide in it.

    >>> [_is_whole(word) for word in ("Quyết", "(nghiêng),", "15/12/2026", "vềphê", "KH-UBNDngày", "10ngày", "cóý")]
    [True, True, True, False, False, False, False]
    """
    return len(token) < 3 or _WHOLE.fullmatch(unicodedata.normalize("NFC", token)) is not None


def _pieces(letters: TextPage, start: int, end: int) -> list[tuple[int, int]]:
    """The token from `start` to `end`, cut where its characters stand apart or change the line."""
    text = letters.text
    at = [index for index in range(start, end) if not unicodedata.combining(text[index])] or [start]
    boxes = [letters.span(index, index + 1) for index in at]
    height = max(bottom - top for _, top, _, bottom in boxes)
    gaps = [right[0] - left[2] for left, right in pairwise(boxes)]
    usual = sorted(abs(gap) for gap in gaps)[len(gaps) // 2] if gaps else 0.0
    wide = max(_GAP * height, _GAP_RATIO * usual)
    cuts = [start]
    for index, left, right, gap in zip(at[1:], boxes, boxes[1:], gaps, strict=False):
        other_line = abs(left[3] - right[3]) > 0.6 * height and right[0] < left[2]
        if gap > wide or other_line:
            cuts.append(index)
    return list(zip(cuts, [*cuts[1:], end], strict=True))

"""The words of a page's text layer.

1. Words are those that the page shows: pdfium drops a blank that is an object of its own in tight lines, so a token that is no
   syllable or number by its letters is cut where its characters stand apart.
2. Letters are composed (NFC), a hyphen at a line's end is a hyphen, a bullet of a symbol font is the sign that it shows.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from planparse.paper import Box
from planparse.read.pdfium.frame import Frame
from planparse.read.sheet import Font, Word, is_legacy
from planparse.read.word_symbols import UNKNOWN, sign

_TOKEN = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_HYPHENS = "\ufffe\x02"  # pdfium writes these for a hyphen that ends a line
_LINE_START, _LINE_END = frozenset("\n\ufffe\x02"), re.compile(r" ?(?:[\r\n]|$)")
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
_LONGEST_NAME = 128
_GAP, _GAP_RATIO = 0.11, 3.0
"""A blank is at least this part of the height, and this many times the usual gap of its word (letters may be spaced out)."""


def words(page: Any, frame: Frame) -> list[Word]:
    """The words in the order of the file. The type is told of the first and last of each of pdfium's lines, of all where one is legacy."""
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        return []
    try:
        letters = _TextPage(handle, frame)
        found = _read_words(letters, every_font=False)
        if any(map(is_legacy, letters.fonts)):
            found = _read_words(letters, every_font=True)
        return found
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _read_words(letters: _TextPage, every_font: bool) -> list[Word]:
    text, span, font = letters.text, letters.span, letters.font
    composed = unicodedata.is_normalized("NFC", text)
    words: list[Word] = []
    for match in _TOKEN.finditer(text):
        token, start, after = match[0], match.start(), match.end()
        known = every_font or start == 0 or text[start - 1] in _LINE_START or _LINE_END.match(text, after) is not None
        for first, end in ((start, after),) if _is_whole(token) else _pieces(letters, start, after):
            x0, top, x1, bottom = span(first, end)
            token = text[first:end]
            if token[-1] in _HYPHENS:
                token = token[:-1] + "-"
            if not composed:
                token = unicodedata.normalize("NFC", token)
            if _PRIVATE.search(token):
                token = "".join(_meant(letter, font(first).name) for letter in token)
            words.append(Word(token, x0, top, x1, bottom, font(first) if known else None))
    return words


def _meant(letter: str, font: str) -> str:
    """What a private code of a symbol font means; kept where nobody knows."""
    if not _PRIVATE.match(letter):
        return letter
    meant = sign("Symbol" if "symbol" in font.lower() else "Wingdings", ord(letter))
    return letter if meant == UNKNOWN else meant


@lru_cache(maxsize=16384)
def _is_whole(token: str) -> bool:
    """Whether the token is one syllable or number by its letters, so that no lost blank can hide in it.

    >>> [_is_whole(word) for word in ("Quyết", "(nghiêng),", "15/12/2026", "vềphê", "KH-UBNDngày", "10ngày", "cóý")]
    [True, True, True, False, False, False, False]
    """
    return len(token) < 3 or _WHOLE.fullmatch(unicodedata.normalize("NFC", token)) is not None


def _pieces(letters: _TextPage, start: int, end: int) -> list[tuple[int, int]]:
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


class _TextPage:
    """The characters of a page and where they stand; open only inside `words`."""

    def __init__(self, handle: Any, frame: Frame) -> None:
        self._handle = handle
        self._frame = frame
        self._rect = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._rect)
        self._upright, self._left, self._top = frame.turns == 0, frame.left, frame.top
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._flags_reference = ctypes.byref(self._flags)
        self._fonts: dict[tuple[bytes, int, float], Font] = {}
        self.text = self._read()

    def _read(self) -> str:
        """One character for each that pdfium counts: a character without a code is U+FFFD."""
        count = pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._handle, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(text) == count and "\0" not in text:
            return text
        return "".join(_letter(pdfium.FPDFText_GetUnicode(self._handle, at)) for at in range(count))

    def span(self, first: int, end: int) -> Box:
        """The box of the characters from `first` up to `end`, which stand side by side: as high as their font."""
        rect, reference, get = self._rect, self._reference, pdfium.FPDFText_GetLooseCharBox
        get(self._handle, first, reference)
        left, right, low, high = rect.left, rect.right, rect.bottom, rect.top
        if right - left < 0.01 or high - low < 0.01:
            return self._around(first, end)
        last = end - 1
        while last > first and unicodedata.combining(self.text[last]):
            last -= 1
        if last > first:
            get(self._handle, last, reference)
            if rect.right - rect.left < 0.01:
                return self._around(first, end)
            right = rect.right
            if rect.left < left or rect.bottom < low or rect.top > high:
                left, low, high = min(rect.left, left), min(rect.bottom, low), max(rect.top, high)
        if self._upright:
            return left - self._left, self._top - high, right - self._left, self._top - low
        return self._frame.box(left, low, right, high)

    def _around(self, first: int, end: int) -> Box:
        """The box around the ink of the characters: for turned letters, and fonts that tell no height."""
        boxes = []
        sides = left, right, bottom, top = tuple(ctypes.c_double() for _ in range(4))
        for at in range(first, end):
            if pdfium.FPDFText_GetCharBox(self._handle, at, *sides):
                boxes.append((left.value, bottom.value, right.value, top.value))
        if not boxes:
            return self._frame.box(0.0, 0.0, 0.0, 0.0)
        return self._frame.box(
            min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)
        )

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The types asked for so far."""
        return tuple(self._fonts.values())

    def font(self, at: int) -> Font:
        """The type of the character."""
        length = pdfium.FPDFText_GetFontInfo(self._handle, at, self._name, _LONGEST_NAME, self._flags_reference)
        size = pdfium.FPDFText_GetFontSize(self._handle, at)
        key = (self._name.raw[: min(length, _LONGEST_NAME)], self._flags.value, size)
        font = self._fonts.get(key)
        if font is None:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self._handle, at, matrix)
            scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5 or 1.0
            font = self._fonts[key] = _font(key[0].rstrip(b"\0"), key[1], round(size * scale, 1))
        return font


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else UNKNOWN


def _font(name: bytes, flags: int, size: float) -> Font:
    plain = name.decode("utf-8", "replace")
    if plain[6:7] == "+":
        plain = plain[7:]
    lowered = plain.lower()
    bold = bool(flags & 1 << 18) or "bold" in lowered or "black" in lowered or "heavy" in lowered
    return Font(plain, bold, bool(flags & 1 << 6) or "italic" in lowered or "oblique" in lowered, size)

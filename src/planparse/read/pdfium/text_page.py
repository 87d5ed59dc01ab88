"""The characters of a page's text layer, and where they stand."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium

from planparse.paper import Box
from planparse.read.pdfium.frame import Frame
from planparse.read.sheet import Font
from planparse.read.word_symbols import UNKNOWN

_LONGEST_NAME = 128
_ASKED = 12
_SLANT = 0.2
"""A tangent: what is turned by more than 11 degrees from upright or level is slanted."""
_ABOVE, _BELOW = 0.88, 0.22
"""How far letters reach above and below the base line, as parts of the size: those of Times New Roman, whatever a font says of itself
(many say nothing, and boxes of the ink alone would not line up)."""


def _by_address(function: Any, *kinds: Any) -> Any:
    """A function of pdfium that takes its pointers as addresses: a third faster than with checked types, and called for each word."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, *kinds)(address)


_origin = _by_address(pdfium.FPDFText_GetCharOrigin, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_loose_box = _by_address(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class TextPage:
    """The text layer of one page. `look` tells the type of a character and keeps its size and direction for the `span`s that follow."""

    def __init__(self, handle: Any, frame: Frame) -> None:
        self._handle = handle
        self._frame = frame
        rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        address = ctypes.cast(handle, ctypes.c_void_p).value
        self._highs: set[float] = set()
        self._places = (address, ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect), x, y, rect, self._highs, frame.left, frame.top)
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._flags = ctypes.c_int()
        self._flags_at = ctypes.byref(self._flags)
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._fonts: dict[tuple[bytes, int, float], Font] = {}
        self.changed = False
        self.slanted = False
        self._along, self._up = (1.0, 0.0), (0.0, 12.0)
        self._size = self._raw_size = 0.0
        self._above, self._below = _ABOVE * 12.0, _BELOW * 12.0
        self._plain = frame.turns == 0
        self._fast = self._plain
        self.text = self._read()
        self.composed = unicodedata.is_normalized("NFC", self.text)

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

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The types seen so far."""
        return tuple(self._fonts.values())

    def look(self, at: int, turned: bool = True) -> Font:
        """The type of the character; without `turned`, taken to run in the direction of the one looked at before."""
        pdfium.FPDFText_GetFontInfo(self._handle, at, self._name, _LONGEST_NAME, self._flags_at)
        if turned:
            size = pdfium.FPDFText_GetFontSize(self._handle, at)
            if size != self._raw_size:
                self._raw_size = size
                self._highs.clear()
            pdfium.FPDFText_GetMatrix(self._handle, at, self._matrix_at)
            matrix = self._matrix
            a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
            self._along, self._up = (a, b), (c * size, d * size)
            self.slanted = self.slanted or is_slanted(a, b)
            self._fast = self._plain and b == 0 and a > 0 and d > 0
            self._above, self._below = _ABOVE * d * size, _BELOW * d * size
            self._size = round(size * (c * c + d * d) ** 0.5, 1)
        key = (self._name.value, self._flags.value, self._size)
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = _font(*key)
        return font

    def span(self, first: int, end: int) -> Box:
        """The box of the characters from `first` up to `end`, which stand side by side: from the base line as high as their size.

        `changed` tells whether that size may no longer be the one looked at.
        """
        last = end - 1
        if not self.composed:
            while last > first and unicodedata.combining(self.text[last]):
                last -= 1
        handle, x_at, y_at, rect_at, x_value, y_value, rect, highs, left, top = self._places
        _origin(handle, first, x_at, y_at)
        _loose_box(handle, last, rect_at)
        x, y, right, high = x_value.value, y_value.value, rect.right, round(rect.top - rect.bottom, 1)
        self.changed = high not in highs and self._size_changed(last, high)
        if self._fast and right > x:
            return x - left, top - y - self._above, right - left, top - y + self._below
        return self._turned(last, x, y)

    def _size_changed(self, at: int, high: float) -> bool:
        """Whether the character, whose box has a height that is new in this size, is of another size than the one looked at last."""
        if pdfium.FPDFText_GetFontSize(self._handle, at) != self._raw_size:
            return True
        self._highs.add(high)
        return False

    def _turned(self, last: int, x: float, y: float) -> Box:
        """The box from the origin of the first character to the end of the `last`, in whatever direction the letters run."""
        sides = left, right, bottom, top = tuple(ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._handle, last, *sides)
        (along_x, along_y), (up_x, up_y) = self._along, self._up
        if abs(along_x) >= abs(along_y):
            ends_x = (x, max(right.value, x) if along_x >= 0 else min(left.value, x))
            ends_y = (y + _ABOVE * up_y, y - _BELOW * up_y)
        else:
            ends_x = (x + _ABOVE * up_x, x - _BELOW * up_x)
            ends_y = (y, max(top.value, y) if along_y >= 0 else min(bottom.value, y))
        return self._frame.box(min(ends_x), min(ends_y), max(ends_x), max(ends_y))

    def is_unshown(self) -> bool:
        """Whether the letters are drawn in no ink; some of them, spread over the text, are asked."""
        step = max(1, len(self.text) // _ASKED)
        asked = [at for at in range(0, len(self.text), step) if self.text[at] > " "]
        drawn = [pdfium.FPDFText_GetTextObject(self._handle, at) for at in asked]
        modes = [pdfium.FPDFTextObj_GetTextRenderMode(one) for one in drawn if one]
        return bool(modes) and all(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)

    def base(self, at: int) -> float:
        """How high the base line of the character lies, in the page's own points."""
        handle, x_at, y_at, _, _, y, *_ = self._places
        _origin(handle, at, x_at, y_at)
        return y.value


def is_slanted(a: float, b: float) -> bool:
    """Whether text in this direction runs neither along the page nor across it: a watermark, no text of the page.

    >>> is_slanted(1.0, 0.02), is_slanted(0.0, 1.0), is_slanted(0.7, 0.7)
    (False, False, True)
    """
    return min(abs(a), abs(b)) > _SLANT * max(abs(a), abs(b))


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else UNKNOWN


def _font(name: bytes, flags: int, size: float) -> Font:
    plain = name.decode("utf-8", "replace")
    if plain[6:7] == "+":
        plain = plain[7:]
    lowered = plain.lower()
    bold = bool(flags & 1 << 18) or "bold" in lowered or "black" in lowered or "heavy" in lowered
    return Font(plain, bold, bool(flags & 1 << 6) or "italic" in lowered or "oblique" in lowered, size)

"""One Word paragraph as it is read: its text in pieces and how they look, and what it has beside its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planparse.paper import AsideKind, FontRun, Style
from planparse.read.word_package import Element
from planparse.read.word_styles import Look, is_legacy
from planparse.read.word_symbols import is_symbol_font, translate

MOST = 0.8
"""The share of a text that must be bold for the text to count as bold."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A raised digit is written as one: a note's mark typed after `24%` must not make `24%1`, nor a power of ten `106`."""
_UNIT = re.compile(r"(?<![^\W\d_])[kdcm]?m$")
"""`m2`, `km2` are commonly written without raising the digit, and so they stay."""


@dataclass(slots=True)
class Note:
    """A reference to a footnote, endnote or comment; `mark` is a sign of the author's own, which stands in the text's place."""

    kind: Literal["footnote", "endnote", "comment"]
    id: str
    mark: str = ""


@dataclass(slots=True)
class Extras:
    """What a paragraph has beside its text: things kept apart, notes, drawings, doubts."""

    asides: list[tuple[AsideKind, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


class Line:
    """One paragraph as it is read: pieces of text and how they look. `number` is what Word's list puts in front."""

    __slots__ = ("centred", "extras", "joins", "number", "ordinal", "page_field", "pieces")

    def __init__(self, ordinal: int | None = None, *, number: str = "", centred: bool = False, joins: bool = False) -> None:
        self.pieces: list[tuple[str, Look]] = []
        self.number = number
        self.ordinal = ordinal
        self.centred = centred
        self.joins = joins
        self.page_field = False
        self.extras: Extras | None = None

    def hide(self, text: str) -> None:
        """Keep `text` apart: the page does not show it."""
        if text:
            self.more.hidden.append(text)

    def strike(self, text: str) -> None:
        """Keep `text` apart, which a line strikes through: a draft's way to take words away. Said, for nobody has accepted it."""
        self.more.struck.append(text)

    @property
    def more(self) -> Extras:
        """The extras, made when first needed."""
        if self.extras is None:
            self.extras = Extras()
        return self.extras

    def is_blank(self) -> bool:
        """Whether no letter of the paragraph is shown, its number apart."""
        return not any(text.strip() for text, _ in self.pieces)

    def followed_by(self, after: Line) -> Line:
        """This line and `after`, which no visible paragraph mark parts. The paragraph that remains is `after`."""
        line = Line(self.ordinal, number=self.number or after.number, centred=after.centred, joins=after.joins)
        line.pieces = self.pieces + after.pieces
        line.page_field = self.page_field or after.page_field
        for part in (self, after):
            if part.extras is not None:
                for name in Extras.__slots__:
                    getattr(line.more, name).extend(getattr(part.extras, name))
        return line

    def words(self) -> Words:
        """What the line says and how most of it looks: without blanks and line breaks at its ends, the number in front."""
        said: list[str] = []
        runs: list[FontRun] = []
        sizes: dict[float | None, int] = {}
        bold = italic = letters = length = 0
        for text, look in self.pieces:
            legacy = look.font is not None and is_legacy(look.font)
            if legacy:
                runs.append(FontRun(length, length + len(text), look.font or ""))
            elif look.font is not None and is_symbol_font(look.font):
                text = translate(text, look.font)
            elif look.raised and text.strip().isdecimal() and not (said and _UNIT.search(said[-1])):
                text = text.translate(_RAISED)
            elif look.caps:
                text = text.upper()  # as the page shows it; bytes of a legacy font are no letters that upper() knows
            said.append(text)
            length += len(text)
            weight = len(text.strip())
            if weight:
                letters += weight
                sizes[look.size] = sizes.get(look.size, 0) + weight
                if look.bold:
                    bold += weight
                if look.italic:
                    italic += weight
        body = "".join(said)
        # only these are blanks: a no-break space is a letter in some legacy fonts
        start = len(body) - len(body.lstrip(" \t\n"))
        body = body[start:].rstrip(" \t\n")
        whole = self.number + body if body else self.number.rstrip()
        return Words(whole, _moved(runs, len(self.number) - start, len(whole)) if runs else (), letters, bold, italic, sizes)


class Words(NamedTuple):
    """The text of a line and how many of its letters are bold, italic, of each size."""

    text: str
    legacy: tuple[FontRun, ...]
    letters: int
    bold: int
    italic: int
    sizes: dict[float | None, int]

    def style(self, centred: bool) -> Style:
        """How most of the text looks."""
        if not self.letters:
            return Style(centred=centred)
        size = next(iter(self.sizes)) if len(self.sizes) == 1 else max(self.sizes, key=lambda size: self.sizes[size])
        most = MOST * self.letters
        return Style(self.bold >= most, self.italic >= most, centred, size)


def _moved(runs: list[FontRun], by: int, length: int) -> tuple[FontRun, ...]:
    """`runs` shifted and cut to a text of that length, neighbours in one font joined."""
    merged: list[FontRun] = []
    for run in runs:
        start, end = max(run.start + by, 0), min(run.end + by, length)
        if merged and merged[-1].font == run.font and merged[-1].end == start:
            merged[-1] = FontRun(merged[-1].start, end, run.font)
        elif start < end:
            merged.append(FontRun(start, end, run.font))
    return tuple(merged)

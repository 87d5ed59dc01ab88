"""One Word paragraph as it is read: its text in pieces and how they look, and what it has beside its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from planparse.paper import AsideKind, FontRun, Style
from planparse.read.word_package import Element
from planparse.read.word_styles import Look, is_legacy
from planparse.read.word_symbols import is_symbol_font, translate


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
    notes: list[Note] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """One paragraph as it is read: pieces of text and how they look. `number` is what Word's list puts in front."""

    pieces: list[str] = field(default_factory=list)
    legacy: list[FontRun] = field(default_factory=list)
    sizes: dict[float | None, int] = field(default_factory=dict)
    number: str = ""
    ordinal: int | None = None
    length: int = 0
    letters: int = 0
    bold: int = 0
    italic: int = 0
    centred: bool = False
    joins: bool = False
    page_field: bool = False
    extras: Extras | None = None

    def add(self, text: str, look: Look) -> None:
        """Append `text`, which looks so."""
        legacy = is_legacy(look.font)
        if legacy:
            self.legacy.append(FontRun(self.length, self.length + len(text), look.font or ""))
        elif is_symbol_font(look.font):
            text = translate(text, look.font)
        elif look.caps:
            text = text.upper()  # as the page shows it; bytes of a legacy font are no letters that upper() knows
        self.pieces.append(text)
        self.length += len(text)
        weight = len(text.strip())
        if weight:
            self.letters += weight
            if look.bold:
                self.bold += weight
            if look.italic:
                self.italic += weight
            self.sizes[look.size] = self.sizes.get(look.size, 0) + weight

    def hide(self, text: str) -> None:
        """Keep `text` apart: the page does not show it."""
        if text:
            self.more.hidden.append(text)

    @property
    def more(self) -> Extras:
        """The extras, made when first needed."""
        if self.extras is None:
            self.extras = Extras()
        return self.extras

    def text(self) -> tuple[str, tuple[FontRun, ...]]:
        """The text with its number in front, without blanks and line breaks at its ends, and the runs in legacy fonts."""
        body = "".join(self.pieces)
        # only these: a no-break space is a letter in some legacy fonts
        start = len(body) - len(body.lstrip(" \t\n"))
        body = body[start:].rstrip(" \t\n")
        text = self.number + body if body else self.number.rstrip()
        if not self.legacy:
            return text, ()
        shift = len(self.number) - start
        runs = [FontRun(max(run.start + shift, 0), min(run.end + shift, len(text)), run.font) for run in _merged(self.legacy)]
        return text, tuple(run for run in runs if run.start < run.end)

    def style(self) -> Style:
        """How most of the text looks."""
        most = self.letters * 0.8
        size = max(self.sizes, key=lambda size: self.sizes[size]) if self.sizes else None
        return Style(self.letters > 0 and self.bold >= most, self.letters > 0 and self.italic >= most, self.centred, size)

    def followed_by(self, after: Line) -> Line:
        """This line and `after`, which no visible paragraph mark parts. The paragraph that remains is `after`."""
        number = self.number or after.number
        line = Line(number=number, ordinal=self.ordinal, centred=after.centred, joins=after.joins)
        for part in (self, after):
            line.legacy += [FontRun(run.start + line.length, run.end + line.length, run.font) for run in part.legacy]
            line.pieces += part.pieces
            line.length += part.length
            line.letters += part.letters
            line.bold += part.bold
            line.italic += part.italic
            line.page_field |= part.page_field
            for size, weight in part.sizes.items():
                line.sizes[size] = line.sizes.get(size, 0) + weight
            if part.extras is not None:
                for name in Extras.__slots__:
                    getattr(line.more, name).extend(getattr(part.extras, name))
        return line


def _merged(runs: list[FontRun]) -> list[FontRun]:
    merged: list[FontRun] = []
    for run in runs:
        if merged and merged[-1].font == run.font and merged[-1].end == run.start:
            merged[-1] = FontRun(merged[-1].start, run.end, run.font)
        else:
            merged.append(run)
    return merged

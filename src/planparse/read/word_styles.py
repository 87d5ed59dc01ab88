"""How a Word style makes a run or paragraph look: chains of `basedOn`, document defaults, switches that cancel each other.

Only what a reader of the text needs: bold, italic, capitals, hidden, size, font; centred; the list that a style belongs to; whether a
table style draws borders. Source: ECMA-376 Part 1, 17.7.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planparse.read.word_package import Element, W, is_on, number, value

_NAMED_LEGACY = re.compile(r"\.?VN(?!F)|VPS|VISCII|BK ?HCM", re.IGNORECASE)
"""Font families whose letters are no Unicode: `.VnTime`, `VNI-Times`, `VNtimes new roman`, VPS, VISCII. `VNF-…` fonts are Unicode."""

BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_SIDE = {W + side: side for side in BORDER_SIDES} | {W + "start": "left", W + "end": "right"}


def is_legacy(font: str | None) -> bool:
    """Whether text in this font is in bytes of its own instead of Unicode.

    >>> is_legacy(".VnTimeH"), is_legacy("VNI-Times"), is_legacy("Times New Roman"), is_legacy(None)
    (True, True, False, False)
    """
    return font is not None and _NAMED_LEGACY.match(font) is not None


class Look(NamedTuple):
    """How a run looks; in a style, None is what the style leaves open. `size` in points."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it leaves open taken from `base`."""
        return Look(
            self.bold if self.bold is not None else base.bold,
            self.italic if self.italic is not None else base.italic,
            self.caps if self.caps is not None else base.caps,
            self.hidden if self.hidden is not None else base.hidden,
            self.size if self.size is not None else base.size,
            self.font if self.font is not None else base.font,
        )

    def with_character_style(self, style: Look) -> Look:
        """This look under a character style: a switch that both turn on is off again (ECMA-376 Part 1, 17.7.3)."""
        return Look(
            bool(self.bold) != bool(style.bold),
            bool(self.italic) != bool(style.italic),
            bool(self.caps) != bool(style.caps),
            bool(self.hidden) != bool(style.hidden),
            style.size if style.size is not None else self.size,
            style.font if style.font is not None else self.font,
        )


class ParagraphLook(NamedTuple):
    """How a paragraph style looks: its runs, its place, and the list it belongs to (`owner`: the style that says so)."""

    run: Look = Look()
    centred: bool | None = None
    num_id: str | None = None
    level: str | None = None
    owner: str | None = None


_RSTYLE, _B, _I, _CAPS, _VANISH, _SZ, _FONTS = (W + name for name in ("rStyle", "b", "i", "caps", "vanish", "sz", "rFonts"))


class Styles:
    """The styles of a document (`root` of styles.xml, or None where there is none); each is worked out once, when first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._characters: dict[str | None, Look] = {}
        self._default: str | None = None
        self._defaults = ParagraphLook()
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            name = value(style, "styleId") or ""
            self._elements[name] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._default = name
        base = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if base is not None:
            self._defaults = ParagraphLook(self.look(base, Look()))

    def paragraph(self, name: str | None) -> ParagraphLook:
        """How a paragraph of the style `name` looks; None is the default style."""
        if name not in self._paragraphs:
            chain = self._chain(name if name in self._elements else self._default)
            found = self._defaults
            for style in reversed(chain):
                found = self._paragraph_over(style, found)
            self._paragraphs[name] = found
        return self._paragraphs[name]

    def character(self, name: str | None) -> Look:
        """How the character style `name` changes a run."""
        if name not in self._characters:
            found = Look()
            for style in reversed(self._chain(name)):
                rpr = style.find(W + "rPr")
                if rpr is not None:
                    found = self.look(rpr, Look()).over(found)
            self._characters[name] = found
        return self._characters[name]

    def look(self, rpr: Element, base: Look) -> Look:
        """`base` as the run properties `rpr` change it."""
        bold, italic, caps, hidden, size, font = base
        for child in rpr:
            tag = child.tag
            if tag == _FONTS:
                named = child.get(W + "ascii")
                plain = child.get(W + "hAnsi")
                if is_legacy(plain) or named is None:
                    named = plain
                # a font of the theme beats a named one (17.3.2.26); themes hold no legacy fonts
                if child.get(W + "asciiTheme") is not None:
                    named = ""
                if named is not None:
                    font = named
            elif tag == _B:
                bold = is_on(child)
            elif tag == _SZ:
                size = number(child.get(W + "val")) / 2 or size
                if (child.get(W + "val") or "").endswith("pt"):
                    size = float(number(child.get(W + "val")))
            elif tag == _I:
                italic = is_on(child)
            elif tag == _CAPS:
                caps = is_on(child)
            elif tag == _VANISH:
                hidden = is_on(child)
            elif tag == _RSTYLE:
                styled = Look(bold, italic, caps, hidden, size, font).with_character_style(self.character(child.get(W + "val")))
                bold, italic, caps, hidden, size, font = styled
        return Look(bold, italic, caps, hidden, size, font)

    def list_of(self, name: str | None) -> str | None:
        """The list (`numId`) that the numbering style `name` names."""
        style = self._elements.get(name or "")
        found = style.find(f"{W}pPr/{W}numPr/{W}numId") if style is not None else None
        return value(found) if found is not None else None

    def borders(self, name: str | None) -> dict[str, bool]:
        """Which sides the table style `name` draws."""
        found: dict[str, bool] = {}
        for style in reversed(self._chain(name)):
            found |= drawn_sides(style.find(f"{W}tblPr/{W}tblBorders"))
        return found

    def _chain(self, name: str | None) -> list[Element]:
        """The style and those it is based on; a circle ends where it closes."""
        chain: list[Element] = []
        seen = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            style = self._elements[name]
            chain.append(style)
            base = style.find(W + "basedOn")
            name = value(base) if base is not None else None
        return chain

    def _paragraph_over(self, style: Element, base: ParagraphLook) -> ParagraphLook:
        run, centred, num_id, level, owner = base
        rpr = style.find(W + "rPr")
        if rpr is not None:
            run = self.look(rpr, run)
        ppr = style.find(W + "pPr")
        if ppr is not None:
            place = ppr.find(W + "jc")
            if place is not None:
                centred = value(place) == "center"
            numbering = ppr.find(W + "numPr")
            if numbering is not None:
                of_list, at_level = numbering.find(W + "numId"), numbering.find(W + "ilvl")
                num_id = value(of_list) if of_list is not None else num_id
                level = value(at_level) if at_level is not None else level
                owner = value(style, "styleId")
        return ParagraphLook(run, centred, num_id, level, owner)


def drawn_sides(borders: Element | None) -> dict[str, bool]:
    """For each side that a `w:tblBorders` or `w:tcBorders` speaks of, whether a line is drawn there."""
    if borders is None:
        return {}
    return {_SIDE[side.tag]: side.get(W + "val") not in ("nil", "none") for side in borders if side.tag in _SIDE}

"""How a Word style makes a run or paragraph look: chains of `basedOn`, document defaults, switches that cancel each other.

Only what a reader of the text needs: bold, italic, capitals, hidden, struck through, size, font; centred; the list that a style belongs
to; whether a table style draws borders. Source: ECMA-376 Part 1, 17.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from planparse.read.word_package import Element, W, is_on, number, value

_NAMED_LEGACY = re.compile(r"\.?VN(?!F)|VPS|VISCII|BK ?HCM", re.IGNORECASE)
"""Font families whose letters are no Unicode: `.VnTime`, `VNI-Times`, `VNtimes new roman`, VPS, VISCII. `VNF-…` fonts are Unicode."""

_STYLE = re.compile(rb"<w:style\s[^>]*>")
_STYLE_END, _CLOSING = b"</w:style>", b"</w:styles>"
_OPENING = re.compile(rb"<w:styles\b[^>]*>")
_STYLE_ID = re.compile(rb'w:styleId="([^"]*)"')
_IS_DEFAULT = re.compile(rb'w:default="(?:1|true|on)"')
_DEFAULTS = f"{W}docDefaults/{W}rPrDefault/{W}rPr"

BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_SIDE = {W + side: side for side in BORDER_SIDES} | {W + "start": "left", W + "end": "right"}


@cache
def is_legacy(font: str) -> bool:
    """Whether text in this font is in bytes of its own instead of Unicode.

    >>> is_legacy(".VnTimeH"), is_legacy("VNI-Times"), is_legacy("Times New Roman")
    (True, True, False)
    """
    return _NAMED_LEGACY.match(font) is not None


@cache
def _points(written: str | None) -> float:
    """A size in points: half points in most files, `14pt` in Strict ones."""
    return float(number(written)) if (written or "").endswith("pt") else number(written) / 2


class Look(NamedTuple):
    """How a run looks; in a style, None is what the style leaves open. `size` in points, `raised` for superscript."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    font: str | None = None
    raised: bool | None = None
    struck: bool | None = None

    def over(self, base: Look) -> Look:
        """This look, with what it leaves open taken from `base`."""
        return Look(
            self.bold if self.bold is not None else base.bold,
            self.italic if self.italic is not None else base.italic,
            self.caps if self.caps is not None else base.caps,
            self.hidden if self.hidden is not None else base.hidden,
            self.size if self.size is not None else base.size,
            self.font if self.font is not None else base.font,
            self.raised if self.raised is not None else base.raised,
            self.struck if self.struck is not None else base.struck,
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
            style.raised if style.raised is not None else self.raised,
            bool(self.struck) != bool(style.struck),
        )


class ParagraphLook(NamedTuple):
    """How a paragraph style looks: its runs, its place, and the list it belongs to (`owner`: the style that says so)."""

    run: Look = Look()
    centred: bool | None = None
    num_id: str | None = None
    level: str | None = None
    owner: str | None = None


_RSTYLE, _B, _I, _CAPS, _VANISH, _SZ, _FONTS, _VERT_ALIGN = (
    W + name for name in ("rStyle", "b", "i", "caps", "vanish", "sz", "rFonts", "vertAlign")
)
_STRUCK = (W + "strike", W + "dstrike")
_ASCII, _H_ANSI, _ASCII_THEME, _VAL, _R_PR, _P_PR, _BASED_ON, _JC, _NUM_PR, _NUM_ID, _ILVL = (
    W + name for name in ("ascii", "hAnsi", "asciiTheme", "val", "rPr", "pPr", "basedOn", "jc", "numPr", "numId", "ilvl")
)


class StyleSheet:
    """The elements of styles.xml by style id. Each style is parsed when first asked for: a document uses ten of two hundred.

    `raw` is the XML, `parse` makes an element of it and raises `UnreadableFile`.
    """

    def __init__(self, raw: bytes, parse: Callable[[bytes], Element]) -> None:
        self._raw = raw
        self._parse = parse
        self._elements: dict[str | None, Element] = {}
        self._starts: dict[str | None, int] = {}
        self._opening = b""
        self.default: str | None = None
        if self._is_as_word_writes():
            # what comes before the first style holds the defaults
            self.defaults = parse(raw[: min(self._starts.values())] + _CLOSING).find(_DEFAULTS)
        else:
            self._take(parse(raw))

    def _is_as_word_writes(self) -> bool:
        """Note where each style stands; False where the sheet is not UTF-8 with the prefix `w`, or not whole."""
        opening = _OPENING.search(self._raw[:16384])
        if opening is None or b"UTF-8" not in self._raw[:100].upper() or not self._raw.rstrip().endswith(_CLOSING):
            return False
        self._opening = opening[0]
        for tag in _STYLE.finditer(self._raw):
            name = _STYLE_ID.search(tag[0])
            if name is None or b"&" in name[1]:
                return False
            style = name[1].decode("utf-8", "replace")
            self._starts[style] = tag.start()
            if b'w:type="paragraph"' in tag[0] and _IS_DEFAULT.search(tag[0]):
                self.default = style
        return bool(self._starts)

    def _take(self, root: Element) -> None:
        self._starts.clear()
        self.default = None
        self.defaults = root.find(_DEFAULTS)
        for style in root.iterchildren(W + "style"):
            name = value(style, "styleId") or ""
            self._elements[name] = style
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self.default = name

    def __contains__(self, name: str | None) -> bool:
        return name in self._elements or name in self._starts

    def get(self, name: str | None) -> Element | None:
        """The `w:style` of that id, or None."""
        start = self._starts.pop(name, None)
        if start is not None:
            end = self._raw.find(_STYLE_END, start) + len(_STYLE_END)
            self._elements[name] = self._parse(self._opening + self._raw[start:end] + _CLOSING)[0]
        return self._elements.get(name)


class Styles:
    """The styles of a document (None where it has none); each is worked out once, when first asked for."""

    def __init__(self, sheet: StyleSheet | None) -> None:
        self._sheet = sheet
        self._paragraphs: dict[str | None, ParagraphLook] = {}
        self._characters: dict[str | None, Look] = {}
        self._default = sheet.default if sheet is not None else None
        defaults = sheet.defaults if sheet is not None else None
        self._defaults = ParagraphLook(self.look(defaults, Look()) if defaults is not None else Look())

    def paragraph(self, name: str | None) -> ParagraphLook:
        """How a paragraph of the style `name` looks; None is the default style."""
        if name not in self._paragraphs:
            chain = self._chain(name if self._sheet is not None and name in self._sheet else self._default)
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
                rpr = style.find(_R_PR)
                if rpr is not None:
                    found = self.look(rpr, Look()).over(found)
            self._characters[name] = found
        return self._characters[name]

    def look(self, rpr: Element, base: Look) -> Look:
        """`base` as the run properties `rpr` change it."""
        bold, italic, caps, hidden, size, font, raised, struck = base
        for child in rpr:
            tag = child.tag
            if tag == _FONTS:
                named = child.get(_ASCII)
                plain = child.get(_H_ANSI)
                if named is None or (plain is not None and is_legacy(plain)):
                    named = plain
                # a font of the theme beats a named one (17.3.2.26); themes hold no legacy fonts
                if child.get(_ASCII_THEME) is not None:
                    named = ""
                if named is not None:
                    font = named
            elif tag == _B:
                bold = is_on(child)
            elif tag == _SZ:
                size = _points(child.get(_VAL)) or size
            elif tag == _I:
                italic = is_on(child)
            elif tag == _CAPS:
                caps = is_on(child)
            elif tag == _VANISH:
                hidden = is_on(child)
            elif tag == _RSTYLE:
                styled = Look(bold, italic, caps, hidden, size, font, raised, struck).with_character_style(self.character(child.get(_VAL)))
                bold, italic, caps, hidden, size, font, raised, struck = styled
            elif tag in _STRUCK:
                struck = is_on(child)
            elif tag == _VERT_ALIGN:
                raised = child.get(_VAL) == "superscript"
        return Look(bold, italic, caps, hidden, size, font, raised, struck)

    def list_of(self, name: str | None) -> str | None:
        """The list (`numId`) that the numbering style `name` names."""
        style = self._sheet.get(name) if self._sheet is not None else None
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
        while self._sheet is not None and name not in seen and (style := self._sheet.get(name)) is not None:
            seen.add(name)
            chain.append(style)
            base = style.find(_BASED_ON)
            name = value(base) if base is not None else None
        return chain

    def _paragraph_over(self, style: Element, base: ParagraphLook) -> ParagraphLook:
        run, centred, num_id, level, owner = base
        rpr = style.find(_R_PR)
        if rpr is not None:
            run = self.look(rpr, run)
        ppr = style.find(_P_PR)
        if ppr is not None:
            place = ppr.find(_JC)
            if place is not None:
                centred = value(place) == "center"
            numbering = ppr.find(_NUM_PR)
            if numbering is not None:
                of_list, at_level = numbering.find(_NUM_ID), numbering.find(_ILVL)
                num_id = value(of_list) if of_list is not None else num_id
                level = value(at_level) if at_level is not None else level
                owner = value(style, "styleId")
        return ParagraphLook(run, centred, num_id, level, owner)


def drawn_sides(borders: Element | None) -> dict[str, bool]:
    """For each side that a `w:tblBorders` or `w:tcBorders` speaks of, whether a line is drawn there."""
    if borders is None:
        return {}
    return {_SIDE[side.tag]: side.get(_VAL) not in ("nil", "none") for side in borders if side.tag in _SIDE}

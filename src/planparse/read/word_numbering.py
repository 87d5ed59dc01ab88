"""Word's automatic numbers, written out: what stands in front of a paragraph although no letter of it is in the file.

1. A list (`w:num`) counts on the definition (`w:abstractNum`) it points to: two lists of one definition go on counting.
2. A list that overrides the start begins again where it is first used, level by level.
3. A level begins again when a level above it was used, or the one that `lvlRestart` names; 0 is never.
4. A level that was left out counts as begun: after a first `1.1` the next heading of the level above is 2.
5. Letters go on as Word's do: a … z, aa, bb. Word knows no `đ`: the letters are those that it shows.
6. A bullet is its own sign where it is a letter or dash; a glyph of a symbol font becomes `-`.

Sources: ECMA-376 Part 1, 17.9; Microsoft KB Q110380 for 4.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from planparse.read.word_package import Element, W, is_on, number, value
from planparse.read.word_styles import Styles

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_SYMBOL_FONT = re.compile(r"symbol|wingdings|webdings|marlett|dingbats", re.IGNORECASE)
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))
_ROMAN_TAIL = ((4, "IV"), (1, "I"))


def roman(count: int) -> str:
    """`count` in Roman numerals; zero and less as digits, as Word has no sign for them.

    >>> roman(4), roman(9), roman(14), roman(1999)
    ('IV', 'IX', 'XIV', 'MCMXCIX')
    """
    if count < 1:
        return str(count)
    written = ""
    for size, sign in _ROMAN + _ROMAN_TAIL:
        times, count = divmod(count, size)
        written += sign * times
    return written


def letters(count: int) -> str:
    """`count` in letters, as Word writes them.

    >>> letters(1), letters(5), letters(26), letters(27), letters(53)
    ('a', 'e', 'z', 'aa', 'aaa')
    """
    if count < 1:
        return str(count)
    times, at = divmod(count - 1, 26)
    return chr(ord("a") + at) * (times + 1)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalEnclosedCircle": lambda count: chr(0x2460 + count - 1) if 1 <= count <= 20 else str(count),
    "none": lambda count: "",
}
"""How each `w:numFmt` writes a count (17.18.59). What is not here is written in digits and said."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, its text with `%1` for the count of the first level, and what follows it."""

    start: int
    format: str
    text: str
    after: str
    restart: int | None
    digits_only: bool
    hidden: bool
    paragraph_style: str | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's number as shown, with the blank that follows it; `unknown` names a format that was written in digits."""

    text: str
    unknown: str | None = None


@dataclass(slots=True)
class Counts:
    """How far each list has come, in one story: the body, one text box, one header, the footnotes."""

    at: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of a document (`root` of numbering.xml, or None where there is none)."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._read: dict[str, tuple[str, list[Level | None], dict[int, int]] | None] = {}
        if root is None:
            return
        self._abstract = {value(element, "abstractNumId") or "": element for element in root.iterchildren(W + "abstractNum")}
        self._lists = {value(element, "numId") or "": element for element in root.iterchildren(W + "num")}

    def level_of(self, num_id: str, style: str | None) -> int:
        """The level of the list `num_id` that belongs to the paragraph style `style`; 0 where none does."""
        found = self._list(num_id)
        if found is not None and style is not None:
            for at, level in enumerate(found[1]):
                if level is not None and level.paragraph_style == style:
                    return at
        return 0

    def next(self, num_id: str, level: int, counts: Counts) -> Numbered | None:
        """The number of the next paragraph of that list and level, counted in `counts`; None where the list has no such level."""
        found = self._list(num_id)
        if found is None or not 0 <= level < _LEVELS:
            return None
        abstract, levels, starts = found
        own = levels[level]
        if own is None:
            return None
        at = counts.at.setdefault(abstract, [None] * _LEVELS)
        for upper in range(level):
            if at[upper] is None:
                at[upper] = _start(levels, starts, upper)
        before = at[level]
        if level in starts and (num_id, level) not in counts.begun:
            before = None
        counts.begun.add((num_id, level))
        at[level] = _start(levels, starts, level) if before is None else before + 1
        for lower in range(level + 1, _LEVELS):
            after = levels[lower]
            restart = after.restart if after is not None else None
            # a level cannot wait for itself or one below: such a restart is ignored (17.9.10)
            if restart is None or restart > lower or level < restart:
                at[lower] = None
        return _shown(own, levels, at)

    def _list(self, num_id: str) -> tuple[str, list[Level | None], dict[int, int]] | None:
        if num_id not in self._read:
            self._read[num_id] = self._resolve(num_id)
        return self._read[num_id]

    def _resolve(self, num_id: str) -> tuple[str, list[Level | None], dict[int, int]] | None:
        """The definition, levels and overridden starts of a list; a definition that only names a numbering style is followed."""
        element = self._lists.get(num_id)
        if element is None:
            return None
        name = _child_value(element, "abstractNumId") or ""
        definition = self._abstract.get(name)
        seen = {name}
        while definition is not None and definition.find(W + "numStyleLink") is not None and definition.find(W + "lvl") is None:
            linked = self._lists.get(self._styles.list_of(_child_value(definition, "numStyleLink")) or "")
            name = (_child_value(linked, "abstractNumId") or "") if linked is not None else ""
            if name in seen:
                break
            seen.add(name)
            definition = self._abstract.get(name)
        if definition is None:
            return None
        levels: list[Level | None] = [None] * _LEVELS
        starts: dict[int, int] = {}
        for found in definition.iterchildren(W + "lvl"):
            _put(levels, number(value(found, "ilvl"), -1), found)
        for override in element.iterchildren(W + "lvlOverride"):
            at = number(value(override, "ilvl"), -1)
            own = override.find(W + "lvl")
            if own is not None:
                _put(levels, at, own)
            start = override.find(W + "startOverride")
            if start is not None:
                starts[at] = number(value(start))
        return name, levels, starts


def _put(levels: list[Level | None], at: int, element: Element) -> None:
    if 0 <= at < _LEVELS:
        levels[at] = _read_level(element)


def _read_level(element: Element) -> Level:
    form = element.find(f".//{W}numFmt")  # newer formats stand in an mc:AlternateContent
    hidden = element.find(f"{W}rPr/{W}vanish")
    legal = element.find(W + "isLgl")
    restart = _child_value(element, "lvlRestart")
    kind = (value(form) if form is not None else None) or "decimal"
    text = _child_value(element, "lvlText") or ""
    if kind == "bullet":
        text = _bullet(text, element)
    return Level(
        start=number(_child_value(element, "start")),
        format=kind,
        text=text,
        after={"space": " ", "nothing": ""}.get(_child_value(element, "suff") or "tab", " "),
        restart=number(restart) if restart is not None else None,
        digits_only=legal is not None and is_on(legal),
        hidden=hidden is not None and is_on(hidden),
        paragraph_style=_child_value(element, "pStyle"),
    )


def _bullet(text: str, level: Element) -> str:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    named = (value(fonts, "ascii") or value(fonts, "hAnsi") or "") if fonts is not None else ""
    drawn = level.find(W + "lvlPicBulletId") is not None
    if drawn or _SYMBOL_FONT.search(named) or any("\ue000" <= sign <= "\uf8ff" for sign in text):
        return "-"
    return text


def _start(levels: list[Level | None], starts: dict[int, int], at: int) -> int:
    level = levels[at]
    return starts.get(at, level.start if level is not None else 1)


def _shown(own: Level, levels: list[Level | None], at: list[int | None]) -> Numbered:
    if own.hidden:
        return Numbered("")
    if own.format == "bullet":
        return Numbered(own.text + own.after if own.text else "")
    unknown: list[str] = []

    def write(match: re.Match[str]) -> str:
        which = int(match[1]) - 1
        level, count = levels[which], at[which]
        if level is None or count is None:
            return ""
        form = "decimal" if own.digits_only and level.format != "none" else level.format
        if form not in FORMATS:
            unknown.append(form)
        return FORMATS.get(form, str)(count)

    text = _PLACEHOLDER.sub(write, own.text)
    return Numbered(text + own.after if text.strip() else "", unknown[0] if unknown else None)


def _child_value(element: Element, name: str) -> str | None:
    child = element.find(W + name)
    return value(child) if child is not None else None

"""How a piece of a web page looks: the few properties that matter here, from tags, style sheets, classes and inline styles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?", re.IGNORECASE)
_LEGACY = re.compile(r"\.vn|vni[- ]|vntime|\.vntime", re.IGNORECASE)
_POINTS = re.compile(r"(\d+(?:\.\d+)?)\s*pt")

_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_ITALIC = frozenset({"i", "em", "cite", "dfn"})


@dataclass(frozen=True, slots=True)
class Look:
    """What is in force at one place; `font` is the first family named, `hidden` what a reader of the page does not see."""

    bold: bool = False
    italic: bool = False
    centred: bool = False
    hidden: bool = False
    size: float | None = None
    font: str | None = None
    number: bool = False
    """Inside the number or bullet that Word wrote out in front of a paragraph (`mso-list: Ignore`)."""

    @property
    def legacy(self) -> str | None:
        """The font, where its bytes are no Unicode."""
        return self.font if self.font and _LEGACY.match(self.font) else None


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """The rules of a page for a tag, a class, or a tag with a class."""

    rules: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def look(self, element: Any, above: Look) -> Look:
        """How `element` (of lxml) looks inside something that looks like `above`."""
        tag = element.tag
        look = above
        if tag in _BOLD:
            look = replace(look, bold=True)
        if tag in _ITALIC:
            look = replace(look, italic=True)
        if tag == "center" or (element.get("align") or "").lower() == "center":
            look = replace(look, centred=True)
        elif element.get("align"):
            look = replace(look, centred=False)
        if tag == "font" and element.get("face"):
            look = replace(look, font=_first_family(element.get("face")))
        if element.get("hidden") is not None:
            look = replace(look, hidden=True)
        for name in (element.get("class") or "").split() or [""]:
            for key in ((tag, ""), ("", name), (tag, name)):
                if key in self.rules:
                    look = _with(look, self.rules[key])
        style = element.get("style")
        return _with(look, declarations(style)) if style else look


def style_sheet(texts: list[str]) -> StyleSheet:
    """The rules in the `<style>` elements of a page whose selectors are a tag, a class, or both."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for text in texts:
        for selectors, body in _RULE.findall(_COMMENT.sub("", text)):
            found = declarations(body)
            for selector in selectors.split(","):
                match = _SELECTOR.fullmatch(selector.strip())
                if match is not None and found:
                    rules.setdefault(((match[1] or "").lower(), match[2] or ""), {}).update(found)
    return StyleSheet(rules)


def declarations(style: str) -> dict[str, str]:
    """The properties of a style, names in lower case; the last one counts.

    >>> declarations("text-align:center; font-family:'.VnTime',serif")
    {'text-align': 'center', 'font-family': "'.VnTime',serif"}
    """
    pairs = (piece.partition(":") for piece in style.split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon and name.strip()}


def _first_family(families: str) -> str:
    return families.split(",")[0].strip().strip("'\"").strip()


def _with(look: Look, found: Mapping[str, str]) -> Look:
    changes: dict[str, Any] = {}
    weight = found.get("font-weight", "").lower()
    if weight:
        changes["bold"] = weight.startswith("bold") or weight in ("600", "700", "800", "900")
    if found.get("font-style"):
        changes["italic"] = found["font-style"].lower() in ("italic", "oblique")
    if found.get("text-align"):
        changes["centred"] = found["text-align"].lower() == "center"
    if found.get("font-family"):
        changes["font"] = _first_family(found["font-family"])
    size = _POINTS.match(found.get("font-size", ""))
    if size is not None:
        changes["size"] = float(size[1])
    unseen = (found.get("display"), found.get("visibility"), found.get("mso-hide"))
    if unseen[0] == "none" or unseen[1] == "hidden" or unseen[2] == "all":
        changes["hidden"] = True
    if found.get("mso-list", "").lower() == "ignore":
        changes["number"] = True
    return replace(look, **changes) if changes else look

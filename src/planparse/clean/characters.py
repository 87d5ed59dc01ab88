"""Fixes of single characters: composition, look-alikes, blanks, what cannot be seen. No letter that a reader sees changes."""

from __future__ import annotations

import re
import unicodedata

_QUALITIES = "\u0302\u0306\u031b"  # circumflex, breve, horn: they come before the tone
_MARK = re.compile("[\u0300-\u036f]")
_STACKED = re.compile(r"[A-Za-z\u00c0-\u1ef9][\u0300-\u036f]+")
_APART = re.compile(r"(?<=[A-Za-z\u00c0-\u1ef9]) (?=[\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b])")

_LETTERS = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "ǜ": "ũ", "ƿ": "ĩ", "ƕ": "ỹ"})  # the last three: glyph numbers
_ETH = re.compile(r"(?<=[b-zB-Zđ])ð(?=[ci]?\b)")  # behind a consonant it is an õ badly read: `rð`, `dði`
_MARKS = {
    **dict.fromkeys("\u2010\u2011\u2212\ufe63", "-"),
    **dict.fromkeys("\u2044\u2215", "/"),
    # The bullets and arrows of Word's Symbol and Wingdings fonts, which stand in the private use area.
    "\uf0b7": "•",
    "\uf02d": "-",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf076": "❖",
    "\uf0e0": "→",
}
_OTHER_SCRIPT = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTXYaesijopcyxdhABEZHIKMNOPTYXo",
)
_WORD = re.compile(r"\w+")
_ROMAN = re.compile("(?<!\\w)[\u0406\u0425\u0399\u03a7]+(?!\\w)")  # I and X in Cyrillic, in Greek
_LATIN = re.compile("[A-Za-z]")
_NOT_PLAIN = re.compile(
    "[\u00d0\u00f0\u0189\u0195\u01bf\u01dc\u0256\u0370-\u052f\u2010\u2011\u2044\u2160-\u217f\u2212\u2215\ufb00-\ufb06\ufe63\uff01-\uff5e\uf000-\uf0ff]"
)
_COMPATIBLE = re.compile("[\u2160-\u217f\ufb00-\ufb06\uff01-\uff5e]")

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u0080-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufe00-\ufe0f\ufff9-\ufffb]"
)
_LINE_END = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_UNEVEN = re.compile("[\t\r\u000b\u000c\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|  | \n|\n ")


def nfc(text: str) -> str:
    """Letters in one code point each (Unicode NFC): the same characters, stored alike.

    >>> nfc("e\\u0302\\u0301"), nfc("tỉnh")
    ('ế', 'tỉnh')
    """
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def mark_order(text: str) -> str:
    """Marks that stand in the wrong order, twice, or apart from their letter, where they then make one letter.

    >>> mark_order("ti\\u00e9\\u0302ng"), mark_order("hoa \\u0300"), mark_order("q\\u0303")
    ('tiếng', 'hoà', 'q̃')
    """
    if not _MARK.search(text):
        return text
    return _STACKED.sub(_in_order, _APART.sub("", text))


def _in_order(match: re.Match[str]) -> str:
    letter, *marks = list(unicodedata.normalize("NFD", match[0]))
    quality = [mark for mark in dict.fromkeys(marks) if mark in _QUALITIES]
    tone = [mark for mark in dict.fromkeys(marks) if mark not in _QUALITIES]
    composed = unicodedata.normalize("NFC", "".join((letter, *quality, *tone)))
    return composed if len(composed) == 1 else match[0]


def look_alikes(text: str) -> str:
    """Characters that look like the right one: Ð for Đ, Cyrillic or Greek in a Latin word, special hyphens, full width, ligatures.

    A word wholly in another script is left alone, save a Roman numeral in Latin text, and letters beside digits.

    >>> look_alikes("ðịa bàn, rð trách nhiệm, theo dði")
    'địa bàn, rõ trách nhiệm, theo dõi'

    >>> look_alikes("Ðộc lập"), look_alikes("КH-UВND"), look_alikes("188⁄KH‑UBND"), look_alikes("Москва")
    ('Độc lập', 'KH-UBND', '188/KH-UBND', 'Москва')
    >>> look_alikes("Quý \u0406\u0406, Quý \u2162, năm 2\u041e27, XX \u041c\u0412")
    'Quý II, Quý III, năm 2O27, XX \u041c\u0412'
    """
    if not _NOT_PLAIN.search(text):
        return text
    text = _ETH.sub("õ", text)
    text = _COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.translate(_LETTERS))
    text = "".join(_MARKS.get(character, character) for character in text)
    text = _WORD.sub(_in_latin, text)
    return _ROMAN.sub(lambda match: match[0].translate(_OTHER_SCRIPT), text) if _LATIN.search(text) else text


def _in_latin(match: re.Match[str]) -> str:
    word = match[0]
    latin = word.translate(_OTHER_SCRIPT)
    if latin == word or not all(character < "\u0370" or "\u1e00" <= character <= "\u1eff" for character in latin):
        return word
    return (
        latin
        if any(character.isdecimal() or (character.isalpha() and not "\u0370" <= character <= "\u1dff") for character in word)
        else word
    )


def invisible(text: str) -> str:
    """Zero-width characters, soft hyphens, direction marks and control characters go.

    >>> invisible("kế\\u200b hoạch\\ufeff")
    'kế hoạch'
    """
    return _INVISIBLE.sub("", text)


def blanks(text: str) -> str:
    """One plain blank between words, none at the ends of a line. A line break stays: it means something.

    >>> blanks(" Số:\\u00a0\\u00a0 12\\t/KH \\n UBND ")
    'Số: 12 /KH\\nUBND'
    """
    if not _UNEVEN.search(text) and text[:1] != " " and text[-1:] != " ":
        return text
    text = _LINE_END.sub("\n", text)
    return "\n".join(line.strip(" ") for line in _BLANKS.sub(" ", text).split("\n"))

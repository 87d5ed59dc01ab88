"""Whether a text layer says what the page shows, or is garbage: a wrong character map, lost letters, OCR made for another language.

Vietnamese, English, and Vietnamese typed without marks are sound; so are numbers and codes. Garbage shows in letters of foreign
scripts, and, where Vietnamese letters are few, in words that no language writes: signs or digits between letters, a capital
in the middle, no vowel at all.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_FEW = 40
"""Below so many letters, only foreign scripts are looked for."""
_FOREIGN = 0.04
"""Share of letters of other scripts from which on a text is broken. Sound plans have under 0.1% (`Δ`, `α` in a formula)."""
_FOREIGN_LETTERS = 8
_FOREIGN_OF_FEW = 0.15
_VIETNAMESE = 0.08
"""Share of letters that only Vietnamese has. Sound plans have 12-32% (7% in a page of names or formulas), garbage under 1%."""
_ODD, _ODD_WORDS = 0.035, 5
"""Share and number of words that no language writes, where Vietnamese letters are few. Sound plans have 0-2%, garbage 6-60%."""

_OWN = frozenset(
    unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
) - frozenset("aâeêioôuyàáãèéìíòóõùúý")
_OWN_LETTER = re.compile("[đ" + "".join(sorted(_OWN)) + "]", re.IGNORECASE)
"""Letters that Vietnamese shares with no Western alphabet."""
_FOREIGN_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]|(?![\u0300-\u036f\u1e00-\u1eff])[^\W\d_\u0000-\u024f]")
"""Letters of other scripts, private codes, control characters, and U+FFFD for a character without a code."""
_MARKED = re.compile(r"[^\W\d_][^\w\s./,;:'’‘\"“”()\[\]&+%…–—-][^\W\d_]")
_DIGITS = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_UNITS = re.compile(r"(?:[kcdm]?m|h)[23]|\d+(?:[.,]\d+)*[a-zđ]{1,3}\d{0,2}(?:-.*)?", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyăâêôơưàáãảạằắẵẳặầấẫẩậèéẽẻẹềếễểệìíĩỉịòóõỏọồốỗổộờớỡởợùúũủụừứữửựỳýỹỷỵ]")
_PLAIN = re.compile(r"[^\W\d_]{2,}")


def is_broken(text: str) -> bool:
    """Whether `text`, a page or more, is garbage that must reach no field.

    >>> is_broken("&Ӝ1* HÒA XÃ +Ӝ, &+Ӫ 1*+Ƭ$ 9,ӊ7 NAM ĈӝF OұS - 7ӵ do - +ҥQK phúc"), is_broken("ỦY BAN NHÂN DÂN XÃ SUỐI MƠ")
    (True, False)
    """
    return soundness(text) < 0.5


def soundness(text: str) -> float:
    """From 0 (garbage) to 1 (sound); a text with too few letters to tell is sound."""
    foreign = len(_FOREIGN_LETTER.findall(text))
    letters = sum(map(str.isalpha, text))
    if foreign:
        letters += sum(1 for letter in text if not letter.isalpha() and _FOREIGN_LETTER.match(letter))
    if letters < _FEW:
        return 0.0 if foreign >= 4 and foreign >= _FOREIGN_OF_FEW * letters else 1.0
    strange = foreign / letters / _FOREIGN if foreign >= _FOREIGN_LETTERS else 0.0
    if len(_OWN_LETTER.findall(text)) < _VIETNAMESE * letters:
        words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
        odd = sum(1 for word in words if _is_odd(word))
        strange += odd / len(words) / _ODD if odd >= _ODD_WORDS else 0.0
    return 1.0 / (1.0 + strange**2)


def _is_odd(word: str) -> bool:
    """Whether no language writes `word`.

    >>> [_is_odd(word) for word in ("l$p", "vrET", "cdc", "H4nh", "(QĐ-TTg", "14h30", "m2", "planning;", "5G")]
    [True, True, True, True, False, False, False, False, False]
    """
    if _MARKED.search(word) or any(one.islower() and other.isupper() for one, other in pairwise(word)):
        return True
    core = word.strip(".,;:!?()[]\"'“”‘’…-")
    if _DIGITS.search(core) and not core.isupper() and "/" not in core and not _UNITS.fullmatch(core):
        return True
    return core.islower() and _PLAIN.fullmatch(core) is not None and _VOWEL.search(core) is None

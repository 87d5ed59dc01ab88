"""Capitals whose marked letters are small: TCVN3 has no marked capitals, so that `KÕ HO¹CH` was typed in a font that draws all large.

Turned into Unicode this is `Kế HOạCH`. A word with a capital behind a small letter, or with two capitals in front of one, is such a word
and no other; a word that only begins with a capital (`Xã`) may be one where all of its line is.
"""

from __future__ import annotations

import re

from planparse.vocab import ngrams, syllables

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("[a-z]")
_LINE = re.compile(r"[^\n\t]+")


def capitals(text: str) -> str:
    """The words that can only be capitals, in capitals; with all of their line, where nothing in it is small.

    >>> capitals("Kế HOạCH"), capitals("TM. UBND Xã - CHủ TịCH: đã ký"), capitals("UBND Xã, HĐND, ĐVĐt")
    ('KẾ HOẠCH', 'TM. UBND Xã - CHỦ TỊCH: đã ký', 'UBND Xã, HĐND, ĐVĐt')
    """
    return _LINE.sub(lambda line: _raised(line[0], tcvn3=False), text)


def typed_small(text: str) -> str:
    """`capitals` of a text that comes from TCVN3: there a line without a small plain letter is one of capitals.

    >>> typed_small("UBND Xã ĐÔNG Hạ"), typed_small("Số: 5/KH-UBND"), typed_small("UBND Xã ĐÔNG Mơ")
    ('UBND XÃ ĐÔNG HẠ', 'Số: 5/KH-UBND', 'UBND XÃ ĐÔNG MƠ')
    """
    return _LINE.sub(lambda line: _raised(line[0], tcvn3=True), text)


def _raised(line: str, *, tcvn3: bool) -> str:
    words = _WORD.findall(line)
    sure = [word for word in words if _is_sure(word)]
    large = tcvn3 and any(len(word) > 2 and word.isupper() and syllables.possible(ngrams.folded(word)) for word in words)
    if not sure and not large:
        return line
    if not _SMALL.search(line):
        return line.upper()
    return _WORD.sub(lambda match: match[0].upper() if _is_sure(match[0]) else match[0], line)


def _is_sure(word: str) -> bool:
    if word.isupper() or word.islower() or word.istitle() or _SMALL.search(word):
        return False
    return sum(letter.isupper() for letter in word) >= 2 and syllables.possible(ngrams.folded(word))

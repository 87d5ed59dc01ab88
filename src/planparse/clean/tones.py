"""One tone placement in common words (`hoá` becomes `hóa`); names of persons and places keep their own spelling.

A capitalised word is a common word where it opens a sentence, a list item or a cell and a small word follows, where it is part of a
capitalised term that `vocab/ocr.toml` lists (`Văn hóa`, `Ủy ban`), or stands in a line of capitals; else it is taken for a name.
"""

from __future__ import annotations

import re
from functools import cache

from planparse import vocab
from planparse.vocab.spelling import fold, place_tone

_NEW_STYLE = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:^|[.:;!?\n\t(\[“\"/]|(?:^|\n)\W*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,5})[.)]|[-+•*–])\s*[“\"(]?$")


def tone_placement(text: str) -> str:
    """The tone mark of open `oa`, `oe`, `uy` on the first vowel, in common words.

    >>> tone_placement("Phòng Văn hoá - Xã hội"), tone_placement("thuỷ lợi, UỶ BAN, quý, Huỳnh")
    ('Phòng Văn hóa - Xã hội', 'thủy lợi, ỦY BAN, quý, Huỳnh')
    >>> tone_placement("bà Nguyễn Thị Hoà, xã Hoà An"), tone_placement("XÃ HOÀ AN")
    ('bà Nguyễn Thị Hoà, xã Hoà An', 'XÃ HOÀ AN')
    >>> tone_placement("ỦY BAN NHÂN DÂN XÃ HOÀ THUỶ"), tone_placement("VỀ THUỶ LỢI")
    ('ỦY BAN NHÂN DÂN XÃ HOÀ THUỶ', 'VỀ THỦY LỢI')
    """
    if not _NEW_STYLE.search(text):
        return text
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        moved = place_tone(word[0])
        if moved != word[0] and not _is_name(text, words, at):
            text = text[: word.start()] + moved + text[word.end() :]
    return text


def _is_name(text: str, words: list[re.Match[str]], at: int) -> bool:
    word = words[at][0]
    if word.islower():
        return False
    before = words[at - 1] if at and text[words[at - 1].end() : words[at].start()] == " " else None
    after = words[at + 1] if at + 1 < len(words) and text[words[at].end() : words[at + 1].start()] == " " else None
    folded = fold(word)
    if (before and f"{fold(before[0])} {folded}" in _terms()) or (after and f"{folded} {fold(after[0])}" in _terms()):
        return False
    if before and fold(before[0]) in _place_kinds():
        return True
    if word.isupper() and len(word) > 1:
        if before is None or fold(before[0]) in _name_parts():
            return before is not None
        kind = words[at - 2] if at > 1 and text[words[at - 2].end() : before.start()] == " " else None
        return kind is not None and fold(kind[0]) in _place_kinds() and before[0].isupper()  # `XÃ HOÀ THUỶ`
    if after is None or not after[0].islower():
        return True
    return not _OPENING.search(text[: words[at].start()])


@cache
def _terms() -> frozenset[str]:
    return frozenset(fold(term) for term in vocab.load("ocr")["tones"]["terms"])


@cache
def _name_parts() -> frozenset[str]:
    return frozenset(vocab.load("ocr")["tones"]["name_parts"])


@cache
def _place_kinds() -> frozenset[str]:
    return frozenset(vocab.load("ocr")["tones"]["place_kinds"])

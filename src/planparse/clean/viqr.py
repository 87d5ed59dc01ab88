"""VIQR, Vietnamese in plain ASCII: `Co^.ng ho`a` (RFC 1456). A mark stands behind its vowel, `dd` is đ."""

from __future__ import annotations

import re
import unicodedata

from planparse.vocab import ngrams, syllables

_QUALITY = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONE = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_WORD = re.compile(r"[A-Za-z^(+*'`?~.]*[A-Za-z][A-Za-z^(+*'`?~.]*")
_LETTER = re.compile(r"([aeouyiAEOUYI])([\^(+*]?)(['`?~.]?)|(dd)|([dD][dD])")
_TELLING = re.compile(r"[aeoAEO]\^|[aA]\(|[ouOU][+*]|\b[dD][dD]")
_SHARE, _ENOUGH = 0.3, 3


def looks_like_viqr(text: str) -> bool:
    """Whether so many words have marks of VIQR that make syllables of them that it can be nothing else.

    >>> looks_like_viqr("U?y ban nha^n da^n ti?nh dde^` nghi."), looks_like_viqr("Ai? Anh (ba) la? 2^3, a+b.")
    (True, False)
    """
    if not text.isascii() or len(_TELLING.findall(text)) < _ENOUGH:
        return False
    words = _WORD.findall(text)
    marked = [word for word in words if _TELLING.search(word)]
    sound = sum(syllables.possible(ngrams.folded(_decoded(word).rstrip(".?(").lstrip("("))) for word in marked)
    return len(marked) >= _SHARE * len(words) and sound >= 0.9 * len(marked)


def from_viqr(text: str) -> str:
    """`text` in Unicode, word by word, where the word then is a syllable.

    >>> from_viqr("U?y ban nha^n da^n ti?nh dde^` nghi. thu+.c hie^.n."), from_viqr("co' sa?n.")
    ('Ủy ban nhân dân tỉnh đề nghị thực hiện.', 'có sản.')
    """
    return _WORD.sub(lambda match: _word(match[0]), text)


def _word(word: str) -> str:
    for end in range(len(word), 0, -1):
        decoded = _decoded(word[:end])
        if syllables.possible(ngrams.folded(decoded)) and (decoded == word[:end] or not word[end:].strip("'`?~.(+*")):
            return decoded + word[end:]
        if word[end - 1].isalpha():
            break
    return word


def _decoded(word: str) -> str:
    def letter(match: re.Match[str]) -> str:
        if match[1] is None:
            return "Đ" if match[0][0] == "D" else "đ"
        return unicodedata.normalize("NFC", match[1] + _QUALITY.get(match[2], "") + _TONE.get(match[3], ""))

    return _LETTER.sub(letter, word)

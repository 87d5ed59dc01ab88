"""The ư that text loses on its way out of TCVN3, whose byte for it other programs take for a soft hyphen: `chất lợng`, `trớc`.

Vietnamese has no rime in ơ before c, ng or u: there an ư stood. Where ơ may stand alone (`ngời`, `mời`) nothing tells, so that a text
with several such words is said to be damaged as a whole. A capitalised word among others may be a name of another language.
"""

from __future__ import annotations

import re
import unicodedata

from planparse.vocab import ngrams, syllables

_BARE = re.compile(r"(?<![\w.@])[^\W\d_]*[ơờớởỡợƠỜỚỞỠỢ](?:[uc]|ng)(?![\w@])", re.IGNORECASE)
_OPENS_A_SENTENCE = frozenset('.:;!?-–+•*"“()/|')
_WORD = re.compile(r"[^\W\d_]+")


def horns(text: str) -> str:
    """The ư put back before ơ where no syllable has ơ alone, save in what may be a name.

    >>> horns("nâng cao chất lợng; Trớc ngày 15/6"), horns("số lượng, ngời dân, ông Vi Văn Lợng")
    ('nâng cao chất lượng; Trước ngày 15/6', 'số lượng, ngời dân, ông Vi Văn Lợng')
    """
    return _BARE.sub(lambda match: match[0] if _may_be_a_name(match) else _with_horn(match[0]) or match[0], text)


def hornless(text: str) -> list[tuple[str, str]]:
    """The words of `text` that lack an ư and stand as names do, each with what it may be.

    >>> hornless("ông Vi Văn Lợng, chất lợng")
    [('Lợng', 'Lượng')]
    """
    found = [(match[0], _with_horn(match[0])) for match in _BARE.finditer(text) if _may_be_a_name(match)]
    return [(word, right) for word, right in found if right]


def _with_horn(word: str) -> str | None:
    at = next(at for at in range(len(word) - 1, -1, -1) if unicodedata.normalize("NFD", word[at])[0] in "oO")
    whole = word[:at] + ("Ư" if word[at].isupper() else "ư") + word[at:]
    if at == 0 and word[0].isupper() and not word.isupper():
        whole = "Ư" + word[0].lower() + word[1:]
    return whole if ngrams.folded(whole) in syllables.known() else None


def _may_be_a_name(match: re.Match[str]) -> bool:
    word, text = match[0], match.string
    if not word.istitle():
        return False
    before, after = text[: match.start()].rstrip(), _WORD.match(text[match.end() :].lstrip(" "))
    if after is not None and after[0].istitle():
        return True
    return bool(before) and before[-1] not in _OPENS_A_SENTENCE and not text[: match.start()].endswith("\n")

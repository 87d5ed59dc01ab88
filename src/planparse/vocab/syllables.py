"""The syllables of Vietnamese: which strings of letters can be one at all, and which are in use.

Vietnamese writes each syllable apart, and a syllable is an onset, a rime and a tone; all three are closed lists. So `possible` needs
no dictionary: what it refuses is a foreign word, an abbreviation, a name of another language, or an error. `known` holds the
syllables that texts really use (`syllables.txt`).

The lists are in `syllables.toml`; both spellings of a final i (`quý`, `quí`) are possible.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

from planparse import vocab

_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_STOPPED = ("c", "ch", "p", "t")  # a rime that ends so has only two tones, sắc and nặng
_STOPPED_TONES = ("\u0301", "\u0323")
_AFTER_QU = frozenset(["y", "yt", "ynh", "yêt", "yên", "yêu", "ơ", "ôc"])
_AFTER_G = ("i", "in", "im", "ip", "it", "iêng", "iêc", "iêt", "iên", "iêm", "iêp", "iêu")  # gi + a rime in i: `gì`, `giếng`


@lru_cache(maxsize=16384)
def possible(word: str) -> bool:
    """Whether `word` (lower case, NFC, tone mark on the first vowel of open oa, oe, uy) can be a Vietnamese syllable.

    >>> possible("khuyến"), possible("nghiêng"), possible("đưọc"), possible("hoạcb"), possible("email")
    (True, True, False, False, False)
    """
    return _spelled(word) == word


def known() -> frozenset[str]:
    """The syllables that texts use, as `possible` spells them; about 4,300."""
    return _known()


def respelled(word: str) -> str | None:
    """The syllable that has the letters and the tone of `word`, where `word` only has its mark on the wrong letter.

    >>> respelled("đựơc"), respelled("qúy"), respelled("tòan"), respelled("được"), respelled("xyz")
    ('được', 'quý', 'toàn', None, None)
    """
    spelled = _spelled(word)
    return None if spelled == word else spelled


def _spelled(word: str) -> str | None:
    """The syllable made of the letters and the tone of `word`, its mark where it belongs; None where there is no such syllable."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in decomposed if mark in _TONES[1:])
    parts = _parts().get(unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES[1:])))
    if parts is None or tone not in (_STOPPED_TONES if parts[1].endswith(_STOPPED) else _TONES):
        return None
    return _toned(*parts, tone)


def _fits(onset: str, rime: str) -> bool:
    """The spelling rules between onset and rime: `k`, `gh`, `ngh` before i, e, ê; `c`, `g`, `ng` before all else."""
    first = unicodedata.normalize("NFD", rime)[0]
    front = first in "iey"
    if onset == "gi":
        return first not in "iy"
    if onset in ("c", "g", "ng"):
        return not front
    if onset in ("gh", "ngh", "k"):
        return front and (first != "y" or onset == "k")
    if onset == "qu":
        return first not in "uoy" or rime in _AFTER_QU
    if first == "y":
        return onset == "" or (not rime.startswith("yê") and onset in ("h", "l", "m", "s", "t", "v", "b", "d", "n"))
    return onset != "" or not rime.startswith("iê")


def _toned(onset: str, rime: str, tone: str) -> str:
    """`onset` + `rime` with the tone mark on its main vowel."""
    vowels = [at for at, letter in enumerate(rime) if letter in "aăâeêioôơuưy"]
    nucleus = "".join(rime[at] for at in vowels)
    closed = vowels[-1] + 1 < len(rime)
    marked = [at for at, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        main = marked[-1]
    elif len(nucleus) == 1:
        main = 0
    elif closed or nucleus in ("oai", "oay", "oao", "oeo", "uya", "uyu"):
        main = len(nucleus) - 1 if closed else 1
    elif nucleus in ("oa", "oe", "uy"):
        main = 1 if onset == "qu" else 0
    else:
        main = 0
    at = vowels[main]
    return unicodedata.normalize("NFC", onset + rime[: at + 1] + tone + rime[at + 1 :])


@cache
def _parts() -> dict[str, tuple[str, str]]:
    """The letters of a syllable without its tone -> its onset and rime."""
    lists = vocab.load("syllables")
    pairs = [(onset, rime) for onset in (*lists["onsets"], "") for rime in lists["rimes"] if _fits(onset, rime)]
    return {onset + rime: (onset, rime) for onset, rime in [("g", rime) for rime in _AFTER_G] + pairs}


@cache
def _known() -> frozenset[str]:
    path = resources.files(__package__) / "syllables.txt"
    return frozenset(word for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#") for word in line.split())

"""Cells that say that they repeat the one above (`nt`, `//`, `"`), and cells that hold no more than a sign for nothing."""

from __future__ import annotations

import re

from planparse.vocab.spelling import fold

_AROUND = " \t\n-–.()[]"
_SIGN = re.compile(r"[-–\s.(]*(?://|/{2}|\"|″|”|“|„|''|‘‘|’’|〃)[-–\s.)]*")
_WORDS = re.compile(r"(?:nt|n\.t|như (?:trên|dòng trên|mục trên|ô trên|hàng trên))")
_ELSEWHERE = re.compile(r"như (?:mục|dòng|số|stt|điểm|nhiệm vụ|tt|ý|khoản)(?: số)? [\dIVXivx.]+[a-zđ]?")
_MIXED = re.compile(r"[-–\s(]*(?:nt|như trên|//)[-–\s)]*[;,+]\s*(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(r"[\W_]*")


def is_ditto(text: str) -> bool:
    """Whether a cell only says that it repeats the one above.

    >>> [is_ditto(text) for text in ("-nt-", "(nt)", "-//-", "„", "''", "Như trên", "-", "Ban nt")]
    [True, True, True, True, True, True, False, False]
    """
    return bool(_SIGN.fullmatch(text) or _WORDS.fullmatch(fold(text).strip(_AROUND)))


def is_elsewhere(text: str) -> bool:
    """Whether a cell only points to a row that is not named by its place: `như mục 1`."""
    return _ELSEWHERE.fullmatch(fold(text).strip(_AROUND)) is not None


def is_nothing(text: str) -> bool:
    """Whether a cell holds signs only, as a dash for nothing; marks that repeat are no such signs."""
    return _SIGNS.fullmatch(text) is not None and not is_ditto(text)


def beside_ditto(text: str) -> str | None:
    """What a cell adds to the one above: `Trạm Y tế` of `nt; Trạm Y tế`. None where it does not repeat that."""
    found = _MIXED.fullmatch(text)
    return found["rest"] if found is not None else None

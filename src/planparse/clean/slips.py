"""Slips that are known word for word (`vocab/ocr.toml`), and capitals one stroke from an abbreviation that is known."""

from __future__ import annotations

import re
from functools import cache

from planparse import vocab
from planparse.clean.codes import sub_unprotected

_CAPITALS = re.compile(r"(?<![\w.@])[A-ZĐƯƠÂÊÔĂ]{4,10}(?![\w@])")
_RUN_OF_CAPITALS = re.compile(r"[A-ZĐƯƠÂÊÔĂ]{4,10}")
_LIKE = {
    "Đ": "DÐ",
    "D": "Đ",
    "O": "0ÔƠQ",
    "Ô": "O",
    "U": "ƯL",
    "Ư": "U",
    "E": "ÊF",
    "F": "E",
    "H": "XN",
    "C": "GO",
    "G": "C",
    "N": "M",
    "B": "8R",
    "V": "Y",
    "T": "I",
    "P": "F",
    "K": "X",
}


def listed(text: str) -> str:
    """The slips of the closed list, each only in the company that makes it certain.

    >>> listed("định kỳ/dợt xuất"), listed("cơ quan đưọc phân công"), listed("đề kiến nghị cấp trên")
    ('định kỳ/đột xuất', 'cơ quan được phân công', 'để kiến nghị cấp trên')
    >>> listed("một đợt, vấn đề kiến nghị")
    'một đợt, vấn đề kiến nghị'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        return text
    for seen, right, pattern in _slips():
        if seen in lowered:
            text = pattern.sub(lambda match, right=right: _cased(match[0], right), text)  # type: ignore[misc]
    return text


def abbreviations(text: str) -> str:
    """Capitals that are no abbreviation, and one confusion of strokes away from exactly one that is.

    >>> abbreviations("Văn phòng HDND và UBND; Lưu: VP, VHXX"), abbreviations("UBNDD phường"), abbreviations("HTND, WHO, số 7/NQ-HDND")
    ('Văn phòng HĐND và UBND; Lưu: VP, VHXH', 'UBND phường', 'HTND, WHO, số 7/NQ-HDND')
    """
    if _near().keys().isdisjoint(_RUN_OF_CAPITALS.findall(text)):
        return text
    return sub_unprotected(_CAPITALS, lambda match: _near().get(match[0], match[0]), text)


def _cased(seen: str, right: str) -> str:
    if seen.isupper() and len(seen) > 1:
        return right.upper()
    return right[0].upper() + right[1:] if seen[0].isupper() else right


@cache
def _slips() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    slips = []
    for entry in vocab.load("ocr")["slip"]:
        opening = r"(?<![\w-])"
        not_after = "".join(rf"(?<!{words} )" for words in entry.get("not_after", ()))
        before = rf"(?= (?:{'|'.join(entry['before'])})(?!\w))" if "before" in entry else r"(?![\w-])"
        not_before = rf"(?! (?:{'|'.join(entry['not_before'])})(?!\w))" if "not_before" in entry else ""
        pattern = re.compile(rf"{opening}{not_after}{re.escape(entry['wrong'])}{before}{not_before}", re.IGNORECASE)
        slips.append((entry["wrong"], entry["right"], pattern))
    return tuple(slips)


@cache
def known_abbreviations() -> frozenset[str]:
    """The abbreviations of capitals that plans use."""
    return frozenset(vocab.load("ocr")["abbreviations"]["known"]) | core_abbreviations()


@cache
def core_abbreviations() -> frozenset[str]:
    """Those that any plan may hold: only these are the target of a change."""
    return frozenset(vocab.load("ocr")["abbreviations"]["core"])


@cache
def _near() -> dict[str, str]:
    """Each string of capitals one confusion away from one known abbreviation only -> that abbreviation."""
    known = known_abbreviations()
    spare = frozenset(vocab.load("ocr")["abbreviations"]["spare"])
    near: dict[str, set[str]] = {}
    for right in core_abbreviations():
        variants = {right[:at] + other + right[at + 1 :] for at, letter in enumerate(right) for other in _LIKE.get(letter, "")}
        variants |= {right[:at] + right[at : at + 1] + right[at:] for at in range(len(right))}  # a letter read twice
        for wrong in variants - known - spare:
            near.setdefault(wrong, set()).add(right)
    return {wrong: next(iter(rights)) for wrong, rights in near.items() if len(rights) == 1}

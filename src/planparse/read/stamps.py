"""Stamps and marks beside the text: data of an electronic signature, `SAO Y`, the stamp of an incoming document (`vocab/stamps.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from planparse.paper import AsideKind
from planparse.vocab import load
from planparse.vocab.spelling import fold

_REACH = 8
"""The most lines that a stamp has."""
_TIME = re.compile(
    r"""(?:(?:ngày|giờ)\s*:?\s*)?(?:
      \d{1,2}[./-]\d{1,2}[./-]\d{4}(?:[\s,]+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*[+-]\d{2}[:']?\d{2}'?)?
    | \d{1,2}:\d{2}(?::\d{2})?(?:[\s,]+\d{1,2}[./-]\d{1,2}[./-]\d{4})?(?:\s*[+-]\d{2}[:']?\d{2}'?)?
    | [+-]\d{2}[:']\d{2}'?
    )""",
    re.VERBOSE,
)
"""A day, an hour, a time zone, or several."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    kind: AsideKind
    opens: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _stamps() -> tuple[_Stamp, ...]:
    return tuple(_Stamp(entry["kind"], _opening(entry["forms"]), _opening(entry["goes_on"])) for entry in load("stamps")["stamp"])


def _opening(forms: Sequence[str]) -> re.Pattern[str]:
    words = sorted((fold(form) for form in forms), key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)")


def opens(text: str) -> AsideKind | None:
    """The kind of stamp that a line opens, if any: two signs are needed for words that a text may open with, too.

    >>> opens("Ký bởi: Ủy ban nhân dân xã Suối Mơ"), opens("SAO Y"), opens("Người ký văn bản chịu trách nhiệm"), opens("CÔNG VĂN ĐẾN")
    ('e_signature', 'copy_mark', None, 'arrival_stamp')
    """
    folded = fold(text)
    for stamp in _stamps():
        match = stamp.opens.match(folded)
        if match is not None:
            rest = folded[match.end() :].strip()
            alone = not rest or rest[0] in ":;,.-(" or _TIME.match(rest) is not None
            if alone and (stamp.kind == "e_signature" or text[:2].isupper()):
                return stamp.kind
    return None


def length(lines: Sequence[str]) -> tuple[AsideKind, int] | None:
    """The kind of stamp that `lines` (one below the other) open with, and how many of them are its own; None where they are text.

    >>> length(["Ký bởi: UBND xã Suối Mơ", "Email: ubnd@suoimo.example", "Thời gian ký: 05/01/2027 08:15:02 +07:00", "KẾ HOẠCH"])
    ('e_signature', 3)
    >>> length(["SAO Y", "VĂN PHÒNG UBND TỈNH", "03/02/2026", "15:40:13", "+07:00"])
    ('copy_mark', 5)
    """
    kind = opens(lines[0]) if lines else None
    if kind is None:
        return None
    goes_on = next(stamp.goes_on for stamp in _stamps() if stamp.kind == kind)
    own = 1
    for number, text in enumerate(lines[1:_REACH], 2):
        folded = fold(text)
        if goes_on.match(folded) or _TIME.fullmatch(folded) or opens(text) == kind:
            own = number
    return kind, own


def kind_of(lines: Sequence[str]) -> AsideKind | None:
    """The kind of the stamp whose text these lines are, as an annotation or a form field holds it; None for what belongs into the text."""
    for at, text in enumerate(lines):
        kind = opens(text)
        if kind is not None and (at == 0 or kind == "e_signature"):
            return kind
    times = sum(1 for text in lines if _TIME.fullmatch(fold(text)))
    return "e_signature" if len(lines) > 1 and times > 1 else None

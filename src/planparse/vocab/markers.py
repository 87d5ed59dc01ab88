"""The numbering of Vietnamese documents: I / 1 / 1.1 / a) / (1) / - / +, by Decree 30/2020/NĐ-CP, Annex I, and custom below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from planparse.vocab.spelling import CAPITALS


class Level(IntEnum):
    """The family of a marker; a smaller one stands higher. Within one family the order in which a document uses them decides."""

    PART = 0
    ROMAN = 1
    ARTICLE = 2
    ARABIC = 3
    ARABIC2 = 4
    ARABIC3 = 5
    LETTER = 6
    BULLET = 7


@dataclass(frozen=True, slots=True)
class Marker:
    """`text` as the contract prints it (`I`, `1.1`, `a`, `-`, `(1)`), the `style` that its siblings share, and its `level`."""

    text: str
    style: str
    level: Level


_MARKER = re.compile(
    rf"""
      (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVXLC]+|\d+))(?:\s*[.:)]|\s*$|\s*[-–]\s|\s+(?=[{CAPITALS}]))\s*
    | (?P<article>Điều\s+\d+[a-z]?)\s*[.:]\s*
    | (?P<roman>[IVX]{{1,6}})\s*(?:[.)]\s*|[-–]\s+|/\s+|,\s+(?![IVX]+\b)(?=[{CAPITALS}]{{2}}))(?=\S)
    | (?P<capital>[A-EGHKMN-UĐ])\s*[.)]\s+(?=\S)
    | (?P<arabic>\d{{1,3}})\s*(?:[.)]\s*(?=[^\W\d_]|["“'(*\[])|[.)]\s+(?=\S)|/\s+(?=[^\W\d_])|[-–]\s+(?=[{CAPITALS}]))
    | (?P<arabic3>\d{{1,2}}(?:\.\d{{1,2}}){{2,4}})(?!\d)(?:\s*[.)]\s*(?=[^\W\d_]|["“'(*])|\s+(?=[{CAPITALS}"“(*]))
    | (?P<arabic2>\d{{1,2}}\.\d{{1,2}})(?!\d)(?:\s*[.)]\s*(?=[^\W\d_]|["“'(*])|\s+(?=[{CAPITALS}"“(*]))
    | (?P<bracket>\(\s*(?:\d{{1,2}}|[a-zđ]|[ivx]{{1,4}})\s*\))\s*(?=\S)
    | (?P<letter>[a-zđ]\d?)\s*(?:\)\s*|[.]\s+)(?=\S)
    | (?P<bullet>[-–—+*•▪●○◦])(?:\s+|(?=[^\W\d_]|["“'(\[]))(?=\S)
    """,
    re.VERBOSE,
)
_LEVELS = {
    "part": Level.PART,
    "article": Level.ARTICLE,
    "roman": Level.ROMAN,
    "capital": Level.ROMAN,
    "arabic": Level.ARABIC,
    "arabic2": Level.ARABIC2,
    "arabic3": Level.ARABIC3,
    "bracket": Level.LETTER,
    "letter": Level.LETTER,
    "bullet": Level.BULLET,
}
_DASHES = {"–": "-", "—": "-"}


def read_marker(text: str) -> tuple[Marker | None, str]:
    """The marker that opens `text` and the words after it; `(None, text)` where there is none.

    >>> read_marker("II. NỘI DUNG KẾ HOẠCH")
    (Marker(text='II', style='roman', level=<Level.ROMAN: 1>), 'NỘI DUNG KẾ HOẠCH')
    >>> read_marker("đ) Bố trí kinh phí.")[0].text, read_marker("1.2. Rà soát")[0].text, read_marker("– Chủ trì")[0].text
    ('đ', '1.2', '-')
    >>> read_marker("III, TỔ CHỨC THỰC HIỆN")[0].text, read_marker("II, III và IV")[0]
    ('III', None)
    >>> read_marker("6 tháng đầu năm"), read_marker("15.000 hộ dân")
    ((None, '6 tháng đầu năm'), (None, '15.000 hộ dân'))
    >>> read_marker("1- Quán triệt Nghị quyết")[0].text, read_marker("1-2 ngày")[0], read_marker("10 - 15 hộ")[0]
    ('1', None, None)
    """
    match = _MARKER.match(text)
    if match is None:
        return None, text
    style = match.lastgroup or ""
    printed = re.sub(r"\s+", " ", match[style])
    if style == "bullet":
        printed = _DASHES.get(printed, printed)
        return Marker(printed, printed, Level.BULLET), text[match.end() :]
    if style == "bracket":
        printed = printed.replace(" ", "")
    return Marker(printed, style, _LEVELS[style]), text[match.end() :]


def are_bracketed(texts: Sequence[str]) -> bool:
    """Whether these are the numbers of columns as a machine may read them: `(1)`, `@)`, `G)`, three and more, most with a bracket.

    >>> are_bracketed(["(1)", "@)", "(3)", "G)", "MAI"]), are_bracketed(["1", "a)", "Năm"])
    (True, False)
    """
    return len(texts) >= 3 and all(len(text) <= 4 for text in texts) and sum("(" in t or ")" in t for t in texts) * 3 >= 2 * len(texts)

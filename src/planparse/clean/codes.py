"""The numbers of documents: blanks and line breaks inside them go. A digit or letter of a code is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable

_TYPE = (
    r"(?:NQLT|NQ|CTrPH|CTrHĐ|CTr|CTHĐ|CT|QĐ|KHLT|KHPH|KH|NĐ|TTLT|TTr|TTg|TT|KL|TB|CV|BC|HD|ĐA|PA|QC|CĐ|VBHN|GM|QH|UBTVQH|PL|UBND|HĐND|BB)"
)
_ORG = r"(?:TTg|[A-ZĐƠƯÂÊÔĂ&]{1,12}\d{0,2})(?![a-zà-ỹ])"
_BREAK = r"[ \n]?"
_MAYBE = re.compile(r"[/\-][ \n]|[ \n][/\-]")
_CODE = re.compile(
    rf"""
    (?P<number>(?<![\w/.,-])\d{{1,5}}[a-zđ]?(?:{_BREAK}/{_BREAK}(?:19|20)\d\d(?!\d))?)   # 57 · 07/2019
    (?P<gap>{_BREAK}/{_BREAK})                                                       # always a slash before the symbol
    (?P<symbol>{_TYPE}(?:{_BREAK}-{_BREAK}{_ORG}){{1,3}})                            # KH-UBND · NQ -CP
    (?![\w])
    """,
    re.VERBOSE,
)
_PARTY = re.compile(
    rf"(?P<number>(?<![\w/.,-])\d{{1,4}}){_BREAK}-{_BREAK}(?P<symbol>{_TYPE}){_BREAK}/{_BREAK}(?P<org>TW|TU|HU|ĐU|ĐUK|QU|TVTU|ĐTN|UBKTTW)(?!\w)"
)
_BLANK_NUMBER = re.compile(rf"(?<!\w)/{_TYPE}{_BREAK}-{_BREAK}{_ORG}(?!\w)")
_DATE = re.compile(r"(?<![\w/])([0-3]?\d) ?/ ?([01]?\d) ?/ ?((?:19|20)\d\d)(?![\w/])")
_INNER = re.compile(r"[ \n]*([/\-])[ \n]*")


def code_blanks(text: str) -> str:
    """The number of a document in one piece, where blanks or a line break cut it; digits and letters as they were.

    >>> code_blanks("57- NQ/TW, 149/NQ -CP, 46 - CT/TW, 188 /KH-UBND, 251/KH-\\nUBND")
    '57-NQ/TW, 149/NQ-CP, 46-CT/TW, 188/KH-UBND, 251/KH-UBND'
    >>> code_blanks("giai đoạn 2021 - 2030, Số: /KH- UBND, ngày 12/ 5, mức 3/ TT")
    'giai đoạn 2021 - 2030, Số: /KH-UBND, ngày 12/ 5, mức 3/ TT'
    """
    if "/" not in text or not _MAYBE.search(text):
        return text
    text = _CODE.sub(_joined, _PARTY.sub(_joined, text))
    return _BLANK_NUMBER.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    return _INNER.sub(r"\1", match[0])


def date_blanks(text: str) -> str:
    """A date of three numbers in one piece, where blanks cut it.

    >>> date_blanks("ngày 10 /3/2027, 12/ 5 / 2027"), date_blanks("ngày /12/2027, tổ 3/ 4, 12/ 5")
    ('ngày 10/3/2027, 12/5/2027', 'ngày /12/2027, tổ 3/ 4, 12/ 5')
    """
    return _DATE.sub(r"\1/\2/\3", text) if "/" in text and _MAYBE.search(text) else text


_CHUNK = re.compile(r"\S+")
_PROTECTED = re.compile(
    r"""
    [@\d]                                           # an e-mail address; dates, amounts, the numbers of documents
    | ^(?:https?://|www\.)
    | \.(?:vn|com|org|net|gov|edu)\b
    | ^/[A-ZĐa-z]{1,8}-                             # a number left blank: /KH-UBND
    """,
    re.VERBOSE,
)


def protected(text: str) -> list[tuple[int, int]]:
    """The spans in which no letter changes: numbers, dates, codes, addresses, from blank to blank.

    >>> protected("Số 12/NQ-HDND và a.b@x.vn")
    [(3, 13), (17, 25)]
    """
    return [chunk.span() for chunk in _CHUNK.finditer(text) if _PROTECTED.search(chunk[0])]


def sub_unprotected(pattern: re.Pattern[str], repl: Callable[[re.Match[str]], str], text: str) -> str:
    """`pattern.sub(repl, text)`, save where the match touches a protected span."""
    spans = protected(text)
    return pattern.sub(
        lambda match: match[0] if any(start < match.end() and match.start() < end for start, end in spans) else repl(match), text
    )

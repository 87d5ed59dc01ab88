"""A text file in which a whole document stands on one line, its line breaks lost on the way: parted again at its numbers.

Only where nothing but a new paragraph fits: before `I. MỤC ĐÍCH`, `Điều 1.`, `Căn cứ`, `Trên đây là`, at the end of a title in capitals,
and before a number, a letter or a dash that follows the end of a sentence. No word is added or dropped.
"""

from __future__ import annotations

import re

LONGEST = 3000
"""No paragraph of the plans seen is longer; the longest has 2,500 letters."""
_MANY = 3
"""Headings in capitals, or articles, that no paragraph of any length holds."""

_CAPITAL = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_SMALL = _CAPITAL.lower()
_MARKS = r"[*_]{0,4}"
_ROMAN = re.compile(rf"(?<![\w.]){_MARKS}(?=[IVX]{{1,5}}\.\s?{_MARKS}[{_CAPITAL}]{{2,}})")
_ARTICLE = re.compile(rf"(?<![{_SMALL}] )(?<!\()(?<![\d,]){_MARKS}(?=Điều\s\d{{1,3}}\.\s)")
_BREAKS = (
    _ROMAN,
    _ARTICLE,
    # behind the end of a sentence: a number, a letter, a dash, or the words that open a part
    re.compile(
        rf"(?<=[.;:/]\s){_MARKS}(?=(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\.\s?{_MARKS}[{_CAPITAL}]|[a-zđ]\)\s|[-+–]\s{_MARKS}[{_CAPITAL}\d]))"
    ),
    re.compile(rf"(?<=[.;:/]\s)(?<!\s\d\.\s)(?<!\s\d\d\.\s){_MARKS}(?=(?:Căn cứ|Trên đây là|Theo đề nghị|Xét đề nghị|Nơi nhận)\s)"),
    re.compile(rf"(?<=[;.]\*\s){_MARKS}(?=(?:Căn cứ|Theo đề nghị|Xét đề nghị)\s)"),
    # a heading in capitals with the number of the next one stuck to it, or with the first point behind it
    re.compile(rf"(?<=[{_CAPITAL}])(?=\d{{1,2}}\.\s[{_CAPITAL}][{_SMALL}])"),
    re.compile(rf"(?<=[{_CAPITAL}]\s){_MARKS}(?=\d{{1,2}}\.\s{_MARKS}[{_CAPITAL}][{_SMALL}])"),
    # the end of a title in capitals
    *(
        re.compile(rf"(?<=[{_CAPITAL}]{marks}\s)(?=[*_]{{0,2}}(?:Căn cứ|Thực hiện|Triển khai|Để|Theo|Ủy ban|Uỷ ban|UBND)\s[{_SMALL}\w])")
        for marks in ("", r"\*\*", r"\s\d{4}", r"\s\d{4}\*\*")
    ),
)
_LINE_END = re.compile(r"\n")
_BOLD = re.compile(r"\*\*([^*]{1,300}?)\*\*")
_BOLD_HEADING = re.compile(
    rf"\*\*\s?(?:[IVX]{{1,5}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}|[a-zđ])[.)][^*]{{2,200}}\*\*\s(?=(?:[-+]\s)?[{_CAPITAL}\d])"
)


def parts(text: str) -> list[str]:
    """The paragraphs of `text`, stripped; `text` alone where it is no document without line breaks. Stars that set in bold what is parted
    here are dropped: they would open in one paragraph and close in another.

    >>> line = "**KẾ HOẠCH** CHUYỂN ĐỔI SỐ Căn cứ Luật A; I. MỤC ĐÍCH, YÊU CẦU1. Mục đích a) Gọn. " + "Nhanh hơn, tốt hơn. " * 150
    >>> [part[:20] for part in parts(line + "II. NỘI DUNG 1. Rà soát. 2. Lập sổ.")]
    ['**KẾ HOẠCH** CHUYỂN ', 'Căn cứ Luật A;', 'I. MỤC ĐÍCH, YÊU CẦU', '1. Mục đích a) Gọn. ', 'II. NỘI DUNG', '1. Rà soát.', '2. Lập sổ.']
    """
    heads = max(len(_ROMAN.findall(text)), len(_ARTICLE.findall(text)))
    if heads < (2 if len(text) >= LONGEST else _MANY):
        return [text]
    cuts = _cuts(text)
    opened = _BOLD.sub(lambda bold: f"{bold[1]}\n" if any(bold.start(1) < cut < bold.end(1) for cut in cuts) else bold[0], text)
    cuts = _cuts(opened)
    whole: list[str] = []
    held = ""
    for start, end in zip([0, *cuts], [*cuts, len(opened)], strict=True):
        piece = opened[start:end].strip()
        if piece.strip("*_ "):
            whole.append(held + piece)
            held = ""
        else:
            held += piece
    return [*whole[:-1], whole[-1] + held]


def _cuts(text: str) -> list[int]:
    starts = {match.start() for pattern in _BREAKS for match in pattern.finditer(text)}
    ends = {match.end() for pattern in (_BOLD_HEADING, _LINE_END) for match in pattern.finditer(text)}
    return sorted(starts | ends)

"""Remnants of markup in a text: Markdown stars, HTML tags and entities, escaped line breaks, a drafter's paraph between stars.

A star that is a bullet, a footnote mark or a sign of multiplication stays. Where markup alone parted two texts
(`DANH MỤC**Nhiệm vụ ...`), a line break takes its place.
"""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|ndash|mdash|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_TAG = re.compile(
    r"</?(?:a|b|i|u|s|p|br|em|strong|span|div|font|sub|sup|small|big|center|ul|ol|li|table|thead|tbody|tr|td|th|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"</?(?:p|br|div|li|tr|h[1-6])\b", re.IGNORECASE)
_RAISED = re.compile(r"<sup>(\d+)</sup>", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ESCAPED_BREAK = re.compile(r"(?:\\r\\n)+")
_ESCAPED_SIGN = re.compile(r"\\([*_#\-+.()\[\]!~|>])")
_HEADING = re.compile(r"^#{1,6} (?=\S)", re.MULTILINE)
_STARS = re.compile(r"\*+")
_EMPTY = re.compile(r" *(\*{1,3}) +\1 *")
_SHIFTED = re.compile(r"^\*(\* [^*]+)\*$|\* (\([^*()]+\)\.?)\*$")  # `** Lưu ý:*` is an emphasised `* Lưu ý:`; a blank slipped in
_UNDERSCORED = re.compile(r"(?<![\w_])(__?)(?=[^\s_])([^_\n]*[^\s_])\1(?![\w_])")
_PARAPH = re.compile(r"(?<=[.;!?/”\"]) ?\*+[A-ZĐ]{1,4}\*+$")
_QUOTED = re.compile(r"^(?:> ?)+(?=([^\W\d_]))", re.MULTILINE)
_MAYBE = re.compile(r"[*_&<>\\#]")


def escaped_breaks(text: str) -> str:
    r"""A line break that was written out as `\r\n` is one; a backslash before a sign (`1\.`) goes.

    >>> escaped_breaks("Mục đích\\r\\nYêu cầu"), escaped_breaks("1\\. Mục đích")
    ('Mục đích\nYêu cầu', '1. Mục đích')
    """
    if "\\" not in text:
        return text
    return _ESCAPED_SIGN.sub(r"\1", _ESCAPED_BREAK.sub("\n", text))


def tags(text: str) -> str:
    """HTML tags and entities: the text without them; `<br>` and the ends of blocks are line breaks.

    >>> tags("phường (<i>ưu tiên</i>)"), tags("kinh tế&nbsp;&amp; xã hội"), tags("m<sup>2</sup>"), tags("a < b")
    ('phường (ưu tiên)', 'kinh tế\\xa0& xã hội', 'm²', 'a < b')
    """
    while "&" in text and (plain := _ENTITY.sub(lambda match: html.unescape(match[0]), text)) != text:
        text = plain
    if "<" not in text:
        return text
    text = _RAISED.sub(lambda match: match[1].translate(_SUPERSCRIPT), text)
    text = _TAG.sub(lambda match: "\n" if _BREAKING.match(match[0]) else "", text)
    return re.sub(r"\n{2,}", "\n", text).strip("\n") if "\n" in text else text


def drafting_mark(text: str) -> str:
    """A drafter's mark between stars behind the last sentence goes.

    >>> drafting_mark("đề nghị các đơn vị thực hiện. *FN*")
    'đề nghị các đơn vị thực hiện.'
    """
    return _PARAPH.sub("", text) if text.endswith("*") else text


def emphasis(text: str) -> str:
    """Markdown emphasis and heading signs go, by pairs; what is no pair stays. A sign of quotation goes where a sentence begins behind it.

    >>> emphasis("> Kinh phí năm 2027"), emphasis("> 80% hộ dân")
    ('Kinh phí năm 2027', '> 80% hộ dân')

    >>> emphasis("vi phạm *(nếu có)*."), emphasis("* Ghi chú: 2 * 3"), emphasis("Tổng số*")
    ('vi phạm (nếu có).', '* Ghi chú: 2 * 3', 'Tổng số*')
    >>> emphasis("**Điều 3. **Giao Sở *(nếu có) *chủ trì"), emphasis("** **")
    ('Điều 3. Giao Sở (nếu có) chủ trì', '')
    >>> emphasis("** Lưu ý:*"), emphasis("* (Kèm theo Quyết định)*")
    ('* Lưu ý:', '(Kèm theo Quyết định)')
    >>> emphasis("DANH MỤC**Nhiệm vụ năm 2027***(Kèm theo Kế hoạch)*")
    'DANH MỤC\\nNhiệm vụ năm 2027\\n(Kèm theo Kế hoạch)'
    """
    if not _MAYBE.search(text):
        return text
    if "*" in text:
        text = "\n".join(_without_stars(_SHIFTED.sub(r"\1\2", line)) for line in text.split("\n"))
    text = _QUOTED.sub(lambda match: "" if match[1].isupper() else match[0], text)
    return _UNDERSCORED.sub(r"\2", _HEADING.sub("", text))


def _without_stars(line: str) -> str:
    """`line` without the stars that are emphasis. Runs are read from the left; one opens, a later one of its length closes."""
    if _EMPTY.fullmatch(line):
        return ""
    opened: list[tuple[re.Match[str], int]] = []  # the runs of the emphasis now open, and how many of their stars are still open
    pending: dict[int, tuple[int, str]] = {}  # start of a run -> its length, what stands for it
    settled: dict[int, tuple[int, str]] = {}
    for run in _STARS.finditer(line):
        size = len(run[0])
        left, right = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
        if size > 3 or (left.isdigit() and right.isdigit()) or (left == "(" and right == ")"):
            continue
        closing = 0
        if opened and (left.strip() or _closes_late(line, run)):
            closing = min(size, opened[-1][1])
        rest = size - closing
        if not closing and not right.strip():
            continue
        if closing and rest and not right.strip():
            continue
        parts = rest > 0 and _parts(line, run, left, right, size)
        pending[run.start()] = (size, "\n" if parts else "")
        if closing:
            opener, still = opened.pop()
            if still > closing:
                opened.append((opener, still - closing))
        if rest:
            opened.append((run, rest))
        if not opened:
            settled |= pending
            pending = {}
    for start, (size, instead) in sorted(settled.items(), reverse=True):
        line = line[:start] + instead + line[start + size :]
    return line


def _closes_late(line: str, run: re.Match[str]) -> bool:
    """Whether a run behind a blank ends emphasis all the same: `**Điều 3. **Giao`, `*(nếu có) *của`."""
    return (
        len(run[0]) > 1
        or line[: run.start()].rstrip().endswith((":", ".", ",", ";", ")", "”"))
        or line[run.end() :][:1] == ")"
        or not line[run.end() :].strip()
    )


def _parts(line: str, run: re.Match[str], left: str, right: str, size: int) -> bool:
    """Whether a run that opens emphasis is all that stands between two texts: no blank beside it, several words behind it."""
    if (
        size < 2
        or line[: run.start()].endswith("..")
        or not (left.isalnum() or left in (")", ".", "”"))
        or not (right.isalnum() or right in ("(", "“"))
    ):
        return False
    ahead = _STARS.search(line, run.end())
    return " " in line[run.end() : ahead.start() if ahead else len(line)]

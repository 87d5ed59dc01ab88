"""Typed access to `signing.toml`: authority, posts and the signer's name in a signature block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from planparse.vocab import layout, load, syllables
from planparse.vocab.spelling import CAPITALS, fold

_SMALL = rf"[^\W\d_{CAPITALS}]"
_WORD = rf"[{CAPITALS}]{_SMALL}*(?:[’'-][{CAPITALS}]?{_SMALL}*)*"
_LONGEST_LINE = 110


@cache
def _words(purpose: str) -> tuple[str, ...]:
    found = load("signing")["words"][purpose]
    return tuple(sorted(found, key=len, reverse=True))


def _any(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@cache
def _mark() -> re.Pattern[str]:
    """A mark with its full stop; without one only before the name of a body or of a post."""
    bodies = _any([word.upper() for word in layout.words("office_head")])
    marks = _any(_words("marks"))
    return re.compile(rf"(?<!\w)(?:{marks})(?:\s*[.:]\s*|\s*/\s*(?=[{CAPITALS}])|\s+(?=(?:{bodies}|{_posts()})(?!\w)))", re.IGNORECASE)


@cache
def _posts() -> str:
    posts = [word.upper() for word in (*layout.words("position"), *_words("posts"))]
    return rf"(?:Q\.\s*|QUYỀN\s+)?(?:PHÓ\s+)?(?:{_any(posts)})"


@cache
def _post() -> re.Pattern[str]:
    bodies = _any(_words("no_posts"))
    return re.compile(rf"(?<![\w/])(?:(?:{bodies})|(?P<post>{_posts()}))(?!\w)", re.IGNORECASE)


@cache
def _tie() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_words('ties'))})\s*$|,\s*$", re.IGNORECASE)


@cache
def _signer() -> re.Pattern[str]:
    ranks, degrees = _any(_words("ranks")), _any(_words("degrees"))
    title = rf"(?:(?:{ranks})\s*,?\s+|(?:{degrees})(?:\.\s*|\s+))(?=[{CAPITALS}])"
    return re.compile(rf"(?P<title>(?:{title})*)(?P<name>{_WORD}(?:\s+{_WORD}){{1,5}})\.?$")


def opens_authority(text: str) -> bool:
    """Whether a line opens with a mark of authority.

    >>> opens_authority("T/M BAN THƯỜNG VỤ"), opens_authority("TM ĐẢNG ỦY"), opens_authority("Q. CHỦ TỊCH")
    (True, True, False)
    """
    return _mark().match(text) is not None and text[: len(text.split()[0])].isupper()


def _is_capitals(text: str) -> bool:
    """Whether a line is in capitals, but for the accented vowels of an old font, which has small ones only (`CHủ TịCH`)."""
    return text.isupper() or sum(map(str.isupper, text)) > 2 * sum(map(str.islower, text))


def opens_post(text: str) -> bool:
    """Whether a line in capitals opens with a post that a person holds.

    >>> opens_post("PHÓ TRƯỞNG CÔNG AN XÃ"), opens_post("Q. CHỦ TỊCH"), opens_post("BAN GIÁM ĐỐC"), opens_post("Chủ tịch xã")
    (True, True, False, False)
    """
    return _is_capitals(text) and len(text) < _LONGEST_LINE and (match := _post().match(text)) is not None and match["post"] is not None


def opens_approval(text: str) -> bool:
    """Whether a line in capitals says that another body approves or confirms.

    >>> opens_approval("PHÊ DUYỆT CỦA UBND PHƯỜNG"), opens_approval("Phê duyệt danh sách")
    (True, False)
    """
    head = text.rstrip(" :")
    return head.isupper() and len(head) < _LONGEST_LINE and any(re.match(rf"{re.escape(word)}(?!\w)", head) for word in _words("approval"))


def read_signer(text: str) -> tuple[str, str] | None:
    """Rank or degree (empty where there is none) and name of a line that is nothing else; None for other lines.

    >>> read_signer("Thiếu tá Lò Văn Hợp"), read_signer("BSCKI. Lò Thị Xuân"), read_signer("Lò Thị Xuân"), read_signer("Lưu: VT")
    (('Thiếu tá', 'Lò Văn Hợp'), ('BSCKI.', 'Lò Thị Xuân'), ('', 'Lò Thị Xuân'), None)
    >>> read_signer("Lưu Văn Thưởng"), read_signer("Lưu VT")
    (('', 'Lưu Văn Thưởng'), None)
    """
    match = _signer().fullmatch(text)
    if match is None or match["name"].isupper():
        return None
    return match["title"].strip(), match["name"]


def is_signer(text: str) -> bool:
    """Whether a line is a person's name, with a rank or degree or made of Vietnamese syllables."""
    found = read_signer(text)
    return found is not None and (bool(found[0]) or all(syllables.possible(word.lower()) for word in re.split(r"[\s’'-]+", found[1])))


def take_name(text: str) -> tuple[str, str | None]:
    """`text` without the person at its end, and the person: name, with rank or degree.

    >>> take_name("GIÁM ĐỐC BSCKI. Lò Thị Xuân"), take_name("CHỦ TỊCH Y Thông Niê"), take_name("CHỦ TỊCH")
    (('GIÁM ĐỐC', 'BSCKI. Lò Thị Xuân'), ('CHỦ TỊCH', 'Y Thông Niê'), ('CHỦ TỊCH', None))
    """
    words = text.split()
    for start, word in enumerate(words):
        tail = " ".join(words[start:])
        found = read_signer(tail)
        begins = start == 0 or words[start - 1].isupper() or words[start - 1].endswith(".")
        if found is not None and begins and (found[0] or len(word) == 1 or not word.isupper()):
            return " ".join(words[:start]), tail.rstrip(".")
    return text, None


def opens_stamp(text: str) -> bool:
    """Whether a line holds data of an electronic signature (`Ký bởi: …`, `Thời gian ký: …`)."""
    folded = fold(text)
    return any(
        folded.startswith(fold(form)) and folded[len(fold(form)) :].lstrip()[:1] in (":", "")
        for entry in load("stamps")["stamp"]
        if entry["kind"] == "e_signature"
        for form in entry["forms"]
    )


def is_scrawl(text: str) -> bool:
    """Whether a line in a signature block was read out of a stamp or a stroke of the pen: neither post, name, remark nor a short form.

    >>> is_scrawl("PHO CHU nan"), is_scrawl("MTTQ"), is_scrawl("PHÓ CHỦ TỊCH UBND XÃ"), is_scrawl("(Đã ký)")
    (True, False, False, False)
    """
    if text.startswith("(") or opens_post(text) or opens_authority(text) or opens_stamp(text) or is_signer(text):
        return False
    return layout.is_scrawl(text) and not _is_abbreviated(text)


def _is_abbreviated(text: str) -> bool:
    """Whether a line in capitals holds short forms of offices (`MTTQ`, `- XH`) and syllables only."""
    words = [word.strip(".,-–") for word in text.split()]
    return text.isupper() and all(not word or word in _short_forms() or syllables.possible(word.lower()) for word in words)


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(form for entry in load("abbreviations")["abbreviation"] for form in entry["forms"])


def opens_behalf(text: str) -> bool:
    """Whether a line opens with `TM.`: the signer speaks for a body."""
    match = _mark().match(text)
    return match is not None and "M" in match[0].upper() and opens_authority(text)


def blocks(texts: Sequence[str]) -> list[list[int]]:
    """The lines of a signature, by their positions, cut into the blocks of several signers.

    A line of authority or a post opens a new one below a name; an approval or a second `TM.` does anywhere.

    >>> blocks(["TRƯỞNG CÔNG AN XÃ", "Đại úy Lò Văn Hợp", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Xuân"])
    [[0, 1], [2, 3, 4]]
    """
    found: list[list[int]] = []
    named = opened = False
    for at, text in enumerate(texts):
        begins = opens_authority(text) or opens_post(text)
        if not found or opens_approval(text) or (begins and named) or (opened and opens_behalf(text)):
            found.append([])
            named = opened = False
        found[-1].append(at)
        opened = opened or begins
        named = named or take_name(text)[1] is not None
    return found


def split_posts(text: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The words above a name → authority, position, and the other posts that the signer holds; wherever the lines broke.

    >>> split_posts("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    ('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', ())
    >>> split_posts("KT. TRƯỞNG CÔNG AN XÃ PHÓ TRƯỞNG CÔNG AN XÃ")[:2], split_posts("KT. CHỦ TỊCH")[:2], split_posts("Q. CHỦ TỊCH")[:2]
    (('KT. TRƯỞNG CÔNG AN XÃ', 'PHÓ TRƯỞNG CÔNG AN XÃ'), ('KT. CHỦ TỊCH', None), (None, 'Q. CHỦ TỊCH'))
    >>> split_posts("TM. BAN CHỈ ĐẠO TRƯỞNG BAN PHÓ CHỦ TỊCH UBND XÃ")
    ('TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN', ('PHÓ CHỦ TỊCH UBND XÃ',))
    """
    marks = list(_mark().finditer(text))
    start = marks[-1].end() if marks else 0
    posts = [match.start() for match in _post().finditer(text, start) if match["post"]]
    found = [at for at in posts if at == start or not _tie().search(text, start, at)]
    if not marks:
        found = [0, *found[1:]] if text else []
    elif "M" not in marks[-1][0].upper() and found and found[0] == start:
        del found[0]  # in the place of a post: that post is the authority's
    if not found:
        return text.strip() or None, None, ()
    ends = [*found[1:], len(text)]
    parts = tuple(text[at:end].strip() for at, end in zip(found, ends, strict=True))
    return text[: found[0]].strip() or None, parts[0] or None, parts[1:]

"""Typed access to `layout.toml`: the words by which the parts of a plan are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planparse.vocab import load, syllables
from planparse.vocab.spelling import CAPITALS, fold

_PERSON = re.compile(rf"^(?:[{CAPITALS}]\w*\s+){{1,5}}[{CAPITALS}]\w*$")
_NO_SCRAWL = re.compile(r"^[-–+]\s*\w{2}|^Lưu\b|^(?:TS|ThS|Ths|PGS|GS|BS|KS|CN)\.|[;,.]$")
_LONGEST_SCRAWL = 30
_LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class Title:
    """A document's name (`Kế hoạch`, code `KH`) and the part that it may play: plan, wraps, letter, other."""

    code: str
    name: str
    role: str


@cache
def words(purpose: str) -> tuple[str, ...]:
    """The folded words for one purpose of `[words]`, longest first."""
    return tuple(sorted((fold(word) for word in load("layout")["words"][purpose]), key=len, reverse=True))


def opens_with(text: str, purpose: str) -> bool:
    """Whether the folded `text` begins with a word for `purpose`.

    >>> opens_with("Căn cứ Luật Hộ tịch", "basis"), opens_with("Căng thẳng", "basis")
    (True, False)
    """
    return _opening(purpose).match(fold(text)) is not None


def opening(text: str, purpose: str) -> str:
    """The longest word for `purpose` that the folded `text` begins with; nothing where none does.

    >>> opening("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "office_head"), opening("HƯỚNG DẪN", "office_head")
    ('ban chỉ đạo', '')
    """
    found = _opening(purpose).match(fold(text))
    return found[0] if found else ""


def is_one_of(text: str, purpose: str) -> bool:
    """Whether `text` is one of the words for `purpose` and nothing more.

    >>> is_one_of("THƯỜNG TRỰC", "organ"), is_one_of("Thường trực Đảng ủy", "organ")
    (True, False)
    """
    return fold(text) in words(purpose)


def ends_with(text: str, purpose: str) -> bool:
    """Whether `text` ends with a word for `purpose`.

    >>> ends_with("THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "local"), ends_with("PHÒNG VĂN HÓA", "local")
    (True, False)
    """
    folded = f" {fold(text)}"
    return any(folded.endswith(f" {word}") for word in words(purpose))


def has_word(text: str, purpose: str) -> bool:
    """Whether a word for `purpose` stands in `text`.

    >>> has_word("KẾ HOẠCH LIÊN TỊCH", "joint"), has_word("KẾ HOẠCH", "joint")
    (True, False)
    """
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in words(purpose))


@cache
def _opening(purpose: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in words(purpose)))


@cache
def titles() -> dict[str, Title]:
    """Folded form on the page → title."""
    return {fold(form): Title(entry["code"], entry["name"], entry["role"]) for entry in load("layout")["title"] for form in entry["forms"]}


def read_title(text: str) -> tuple[Title, str, str] | None:
    """The title in capitals that opens `text`: what it is, its words, and the rest of the line (the subject, where one line holds both).

    >>> read_title("KẾ HOẠCH Cải cách hành chính năm 2027")
    (Title(code='KH', name='Kế hoạch', role='plan'), 'KẾ HOẠCH', 'Cải cách hành chính năm 2027')
    >>> read_title("Kế hoạch này"), read_title("QUYẾT ĐỊNH:")
    (None, None)
    >>> read_title("KẾ HOẠCH LIÊN TỊCH")[1:], read_title("KẾ HOẠCH PHỐI HỢP KIỂM TRA LIÊN NGÀNH")[1:]
    (('KẾ HOẠCH LIÊN TỊCH', ''), ('KẾ HOẠCH', 'PHỐI HỢP KIỂM TRA LIÊN NGÀNH'))
    """
    match = _title_pattern().match(text)
    if match is None:
        return None
    form, rest = match[0].strip(), text[match.end() :].strip()
    together = opening(rest, "joint")
    behind = rest[len(together) :].strip()
    if together and rest[: len(together)].isupper() and (together not in words("joint_verb") or not behind.isupper()):
        return titles()[fold(form)], f"{form} {rest[: len(together)]}", behind
    return titles()[fold(form)], form, rest


def draft_mark(text: str) -> str:
    """The words by which a line says that the document is a draft: in brackets, or all of the line; nothing where it does not.

    >>> draft_mark("(Dự thảo lần 2) Trồng rừng năm 2027"), draft_mark("DỰ THẢO"), draft_mark("Dự thảo Luật Đất đai")
    ('(Dự thảo lần 2)', 'DỰ THẢO', '')
    """
    found = _drafts().match(text)
    return found[0] if found else ""


@cache
def _drafts() -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words("draft_mark"))
    mark = rf"(?:{forms})(?:\s+(?:lần(?:\s+thứ)?|số)?\s*\d{{1,2}})?"
    return re.compile(rf"\(\s*{mark}\s*\)|{mark}\s*$", re.IGNORECASE)


@cache
def _title_pattern() -> re.Pattern[str]:
    forms = sorted((form.upper() for form in titles()), key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) + r")(?=\s|$)(?!\s*:)")


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """The word that opens an annex (`PHỤ LỤC II`) and the rest of its line."""

    label: str
    rest: str


def read_annex_head(text: str) -> AnnexHead | None:
    """The annex label that opens `text`: in capitals, alone on its line (`Phụ lục 9`), or numbered before a title; None otherwise.

    >>> read_annex_head("PHỤ LỤC II"), read_annex_head("DANH MỤC nhiệm vụ trọng tâm")
    (AnnexHead(label='PHỤ LỤC II', rest=''), AnnexHead(label='DANH MỤC', rest='nhiệm vụ trọng tâm'))
    >>> read_annex_head("Phụ lục số 2: Nhiệm vụ năm 2027"), read_annex_head("PHỤ LỤC (1)")
    (AnnexHead(label='Phụ lục số 2', rest='Nhiệm vụ năm 2027'), AnnexHead(label='PHỤ LỤC (1)', rest=''))
    >>> read_annex_head("Phụ lục kèm theo Kế hoạch này gồm:"), read_annex_head("Phụ lục 2. Các đơn vị báo cáo theo mẫu này.")
    (None, None)
    """
    for pattern, alone in _annex_patterns():
        match = pattern.match(text)
        if match is not None:
            behind = text[match.end() :]
            rest = behind.lstrip(" .:-–")
            if not alone or not rest or rest.startswith("(") or _is_title(match["number"], behind, rest):
                return AnnexHead(match[0].strip(" .:-–"), rest)
    return None


def _is_title(number: str | None, behind: str, rest: str) -> bool:
    """Whether `rest`, which stands behind the word and number of an annex, is a title: in capitals, or after a sign and no sentence."""
    if rest.isupper():
        return number is not None or len(rest.split()) > 2
    return (
        number is not None
        and behind.lstrip()[:1] in (".", ":", "-", "–")
        and rest[:1].isupper()
        and len(rest) <= _LONGEST_TITLE
        and rest[-1] not in ".;:,"
    )


@cache
def _annex_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    plain = r"(?:[IVXLC]{1,6}(?:[.-]\d{1,2})?|\d{1,2}(?:[.-]\d{1,2})?[A-Za-z]?|[A-Z])"
    number = rf"(?P<number>\s*(?:(?:số|SỐ)\s*:?\s*)?(?:{plain}(?!\w)|\(\s*{plain}\s*\)))?(?!\w)"
    found: list[tuple[re.Pattern[str], bool]] = []
    for entry in load("layout")["annex"]:
        forms = sorted(entry["forms"], key=len, reverse=True)
        tail = number if entry["numbered"] else r"(?P<number>(?!))?(?!\w)"
        words_ = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
        found.append((re.compile(rf"(?:{words_}){tail}"), False))
        if entry["numbered"]:
            found.append((re.compile(rf"(?:{words_}){number}", re.IGNORECASE), True))
    return tuple(found)


@cache
def section_kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Kinds of top-level sections with the folded words that tell them, in the order to try."""
    return tuple((entry["kind"], tuple(fold(word) for word in entry["words"])) for entry in load("layout")["section"])


def is_scrawl(text: str) -> bool:
    """Whether a short line holds what is no Vietnamese syllable, or capitals beside small words, and is no recipient and no name.

    >>> [is_scrawl(text) for text in ("ˆ Á", "Ma Aegayll", "- Lưu: VT, NV.", "Lò Văn Hợp", "PHÓ CHỦ TỊCH", "PHO CHU nan")]
    [True, True, False, False, False, True]
    """
    if len(text) > _LONGEST_SCRAWL or _NO_SCRAWL.search(text) or opens_with(text, "authority"):
        return False
    words = text.split()
    mixed = any(word.isupper() for word in words) and any(word.islower() for word in words)
    return mixed or not all(syllables.possible(word.lower().strip(".,;:")) for word in words)


def is_person(text: str) -> bool:
    """Whether a line is a Vietnamese person's name and nothing else; a name in another language of the country is not known.

    >>> is_person("Lò Văn Hợp"), is_person("Ma Aegayll"), is_person("CHỦ TỊCH")
    (True, False, False)
    """
    return bool(_PERSON.match(text)) and not text.isupper() and all(syllables.possible(word.lower()) for word in text.split())

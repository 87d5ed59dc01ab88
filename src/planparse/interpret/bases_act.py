"""One cited act: its number, its date, who issued it and about what. The pieces from which `bases` is built.

A mention is a type with a number (`Nghị quyết số 57-NQ/TW`), a number alone (`số 58/2023/NĐ-CP`), or a law by its title. What follows
it belongs to it: the day, `của` and the issuer, then the subject, as far as a limit that the caller sets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from planparse.plan import DocType, LegalBasis, Number, Sources
from planparse.vocab.doc_types import ActType, act_types, alternation, forms, type_of_code, words
from planparse.vocab.spelling import CAPITALS, fold

Level = Literal["central", "province", "commune"]

CAPITAL = CAPITALS
SMALL = CAPITAL.lower()
"""Letters for a character class of a pattern."""

# A part of a document's symbol: at least two capitals (QĐ, TTg, CTr, QH15, BNN&PTNT), one followed by a digit (C04), or one alone.
_SYMBOL = r"(?:[A-ZĐ](?=[a-zđ]{0,2}[A-ZĐ0-9&])[A-Za-zĐđƯƠÔÂĂÊ&]*\d{0,3}|[A-ZĐ])(?:\([A-Z]{1,4}\))?(?!\w)"
_JOIN = r"(?:[-–/:]\s?|\s[-–/:](?=\S))"
_MORE = rf"(?:[-–/:][\w&]+|{_JOIN}{_SYMBOL})"
_STATE = rf"\d{{1,5}}(?:\.\d{{1,3}})?[a-zđ]?\s{{0,3}}/\s{{0,3}}(?:\d{{4}}\s?/\s?)?{_SYMBOL}{_MORE}{{0,5}}"
_PARTY = rf"\d{{1,5}}[a-zđ]?\s{{0,3}}[-–]\s{{0,3}}{_SYMBOL}{_MORE}{{1,4}}"
_BLANK = rf"[.…_ ]{{0,40}}[-–/]\s?{_SYMBOL}{_MORE}{{1,4}}"
_NUMBER = rf"(?:{_STATE}|{_PARTY})"

_HEADER_NUMBER = re.compile(
    rf"\s*(?:[Ss][ốÓóỐoOôÔ]|SỐ)?\s*[:.;]?\s*(?P<sequence>\d{{1,5}}[a-zđ]?)?(?P<blank>[\s.…_*]*)(?P<symbol>[-–/]\s*(?:\d{{4}}\s?/\s?)?{_SYMBOL}"
    rf"{_MORE}{{0,5}}|{_SYMBOL}(?:[-–/][\w&]+){{1,4}})?"
)

_EMPTY = r"[\s.…_]{0,30}"
_SPELLED = re.compile(
    rf"(?:ngày(?P<d>{_EMPTY}|\s*\d{{1,2}}\s*)(?:,\s*)?)?tháng(?P<m>{_EMPTY}|\s*\d{{1,2}}\s*)(?:năm|/)\s*(?P<y>\d{{4}})(?!\d)", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{4})(?![\d/])")
_HALF = re.compile(
    rf"ngày(?P<d>{_EMPTY})/(?P<m>{_EMPTY}|\s*\d{{1,2}}\s*)/\s*(?P<y>\d{{4}})(?!\d)|(?<![\d/])tháng\s*(?P<m2>\d{{1,2}})\s*/\s*(?P<y2>\d{{4}})"
)
_YEAR = re.compile(r"năm\s+(?P<y>\d{4})(?!\d)", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"\s*,?\s*(?:\(?\s*)(?:(?:được\s+)?(?:ban hành|ký|thông qua)\s+)?(?=ngày|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-])", re.IGNORECASE
)


def read_date(text: str) -> str | None:
    """The first date in `text` as EDTF: the day, or the month or year where the rest is blank; None for none and for one that can't be.

    >>> read_date("Suối Mơ, ngày 15 tháng 7 năm 2021"), read_date("15.7.2021"), read_date("ngày     tháng 12 năm 2025")
    ('2021-07-15', '2021-07-15', '2025-12')
    >>> read_date("ngày /12/2025"), read_date("ngày 31/02/2026"), read_date("ngày … tháng … năm 2026"), read_date("năm")
    ('2025-12', None, '2026', None)
    """
    matches = [match for pattern in (_SPELLED, _SLASHED, _HALF, _YEAR) if (match := pattern.search(text))]
    return _edtf(min(matches, key=lambda match: match.start())) if matches else None


def _edtf(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    year, month, day = (_int(found.get(name)) or _int(found.get(f"{name}2")) for name in "ymd")
    if year is None or not 1900 <= year < 2200:
        return None
    if month is None:
        return f"{year}"
    try:
        first = dt.date(year, month, day or 1)
    except ValueError:
        return None
    return first.isoformat() if day else f"{year}-{month:02}"


def _int(digits: str | None) -> int | None:
    return int(digits) if digits and digits.strip().isdecimal() else None


def read_number(raw: str) -> Number:
    """The number of a letterhead. A blank one has a symbol and no code.

    >>> read_number("Số: 188/KH-UBND")
    Number(raw='Số: 188/KH-UBND', code='188/KH-UBND', sequence='188', symbol='KH-UBND')
    >>> read_number("Số:      /KH-UBND").symbol, read_number("Số: 24 -KH/ĐU").code, read_number("Số:996 /KH-TCTLNTW-C04").code
    ('KH-UBND', '24-KH/ĐU', '996/KH-TCTLNTW-C04')
    >>> read_number("Số: KH-UBND")
    Number(raw='Số: KH-UBND', code=None, sequence=None, symbol='KH-UBND')
    """
    match = _HEADER_NUMBER.match(raw)
    assert match is not None, "every part of the pattern is optional"
    sequence, symbol = match["sequence"], _tight(match["symbol"] or "")
    if sequence and match["blank"].strip():
        sequence = None
    code = f"{sequence}{symbol}" if sequence and symbol[:1] in "-/" else None
    return Number(raw=raw.strip(), code=code, sequence=sequence, symbol=symbol.lstrip("-/") or None)


def _tight(number: str) -> str:
    return re.sub(r"\s+", "", number).replace("–", "-")


# --- mentions


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names an act: its type and number, or a law with its title (`subject`)."""

    start: int
    end: int
    kind: ActType | None
    number: str | None = None
    subject: str | None = None
    typed: bool = True
    """Whether the type is written, and not only taken from the number."""


@cache
def _mention() -> re.Pattern[str]:
    types = (
        rf"(?:(?P<type>(?i:{forms(law=False)}))(?:\s+(?i:{alternation(words('tails'))}))?|(?P<short>{forms(law=False, short=True)}))(?!\w)"
    )
    said = r"(?:[Ss]ố\s{0,3}:?\s{0,3}){1,2}"
    return re.compile(
        rf"(?<!\w)(?:{types}\s*:?\s*(?:{said}(?:(?P<number>{_NUMBER})|(?P<blank>{_BLANK})|(?P<digits>\d{{1,5}})(?![\w/.-]))|(?P<unsaid>{_NUMBER}))"
        rf"|{said}(?P<alone>{_NUMBER})|(?:(?<=,\s)|(?<=và\s))(?P<bare>{_NUMBER}))"
    )


@cache
def _law() -> re.Pattern[str]:
    laws = "|".join(alternation([form.capitalize()]) for form in _law_forms())
    return re.compile(rf"(?<!\w)(?P<type>{laws})(?!\w)")


_LAW_FACTS = r"\s*,?\s*(?:số\s*\d|ngày\s*\d|năm\s+\d{4}|thông qua|(?:đã\s+)?được\s)"
_AMENDS = re.compile(r"\s+sửa\s+đổi", re.IGNORECASE)
_AMENDING_ENDS = re.compile(rf"[\s,;.:“”\"](?:(?<=[;.:“”\"\n])|{_LAW_FACTS})|$")


@cache
def _title_ends() -> re.Pattern[str]:
    any_type = rf"(?:{forms(law=True)}|{forms(law=False)})(?!\w)"
    return re.compile(
        rf"[\s,;.:“”\"()*](?:(?<=[;.:“”\"()*\n])|{_LAW_FACTS}|(?<=\s)\s*và\s+(?:các\b|{any_type})|(?<=,)\s*(?:các\s+)?{any_type})|$",
        re.IGNORECASE,
    )


def _law_forms() -> list[str]:
    return sorted((form for form, kind in act_types().items() if kind.law), key=len, reverse=True)


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every act named in `text[start:end]`, in order."""
    stop = len(text) if end is None else end
    found = [_numbered(match) for match in _mention().finditer(text, start, stop)]
    found += [law for match in _law().finditer(text, start, stop) if (law := _titled(text, match, stop)) is not None]
    reached = start
    for mention in sorted(found, key=lambda mention: mention.start):
        if mention.start >= reached:
            yield mention
            reached = mention.end


def _numbered(match: re.Match[str]) -> Mention:
    written = match["number"] or match["unsaid"] or match["alone"] or match["bare"] or match["digits"]
    number = _tight(written) if written else None
    word = match["type"] or match["short"]
    kind = act_types()[fold(word)] if word else _kind_in(number or "")
    return Mention(match.start(), match.end(), kind, number, typed=bool(word))


def _kind_in(number: str) -> ActType | None:
    for code in re.findall(r"[^\W\d]+", number):
        kind = type_of_code(code)
        if kind is not None:
            return kind
    return None


def _titled(text: str, match: re.Match[str], stop: int) -> Mention | None:
    """A law by its title, which ends where its number, its day or another act begins; None where no title and no fact follows."""
    kind = act_types()[fold(match["type"])]
    amends = _AMENDS.match(text, match.end(), stop)
    ends, reach = (_AMENDING_ENDS, 400) if amends else (_title_ends(), 250)
    title_end = ends.search(text, match.end(), min(stop, match.end() + reach))
    assert title_end is not None, "the end of the text ends a title too"
    title = text[match.end() : title_end.start()].strip(" ,*\n") or None
    if title is not None and not title[0].isalpha():
        return None
    if title is None and re.compile(_LAW_FACTS).match(text, match.end(), stop) is None:
        return None
    end = match.end() + len(text[match.end() : title_end.start()].rstrip(" ,*\n"))
    number = re.compile(rf"\s*,?\s*số\s*:?\s*({_NUMBER})").match(text, end, stop)
    return Mention(match.start(), number.end() if number else end, kind, _tight(number[1]) if number else None, title)


# --- what follows a mention


@dataclass(frozen=True, slots=True)
class Act:
    """A mention with its facts; they end at `head_end`, where the subject begins."""

    mention: Mention
    head_end: int
    date: str | None
    issuer: str | None
    subject: str | None

    def basis(self, text: str, source: Sources = None) -> LegalBasis:
        """The contract's form of the act; `text` is its words."""
        kind = self.mention.kind
        doc_type = DocType(code=kind.code, name=kind.name) if kind else None
        return LegalBasis(
            text=text,
            doc_type=doc_type,
            number=self.mention.number,
            date=self.date,
            issuer=self.issuer,
            subject=self.subject,
            source=source,
        )


_OF = re.compile(r"\s*[,*]?\s*(?:của|giữa)\s+\**\s*(?=\S)")
_BRACKET = re.compile(r"[\s*]*\([^()]{0,1500}\)[\s*]*")
_NO_SUBJECT = re.compile(r"(?:và|tại|cho|trong|theo|được|có|như|này|nêu|đã|hoặc|nói|ban hành kèm)(?!\w)", re.IGNORECASE)
_EDGES = " \t\n\u00a0,;.:*-–/"


@cache
def _issuer_end(of_body: bool) -> re.Pattern[str]:
    """Where an issuer ends. The name of a body (`Ban Chỉ đạo phát triển khoa học, công nghệ …`) goes on behind commas in small letters."""
    types = rf"(?:(?=[{CAPITAL}])(?i:{forms(law=False)}|{forms(law=True)})|các)(?!\w)"
    goes_on = rf"\s+[{SMALL}]" if of_body else rf"\s+[{CAPITAL}]\w*(?:\s+[{SMALL}]\w*){{0,3}}\s+và\s+[{CAPITAL}]"
    return re.compile(
        rf"\s+(?P<opener>{alternation(words('openers'))})(?!\w)|\s+và\s+{types}|\s+tại\s|\s*,?\s+ngày\s*[\d/…._]|\s*[;“”\"()*\n]"
        rf"|(?<!TP)(?<!Tp)(?<!tp)\.|,(?:\s*{types}|(?!{goes_on}))|\s*$"
    )


def read_act(text: str, mention: Mention, limit: int) -> Act:
    """The facts behind `mention` in `text`, as far as `limit`."""
    at, date = _date_at(text, mention.end, limit)
    issuer = None
    of = _OF.match(text, at, limit)
    if of is not None:
        end = _end_of_issuer(text, of.end(), limit)
        issuer = " ".join(text[of.end() : end].split()).strip(_EDGES) or None
        at = end
        if date is None:
            at, date = _date_at(text, at, limit)
    bracket = _BRACKET.match(text, at, limit)
    if bracket is not None:
        at = bracket.end()
    subject = mention.subject or _subject(text[at:limit])
    return Act(mention, at, date, issuer, subject)


def issuer_in(text: str) -> str | None:
    """The issuer that `text` begins with, without what it issued the act about.

    >>> issuer_in("Chủ tịch UBND tỉnh về việc phòng dịch"), issuer_in("Phòng Kinh tế, Hạ tầng và Đô thị")
    ('Chủ tịch UBND tỉnh', 'Phòng Kinh tế, Hạ tầng và Đô thị')
    """
    return " ".join(text[: _end_of_issuer(text, 0, len(text))].split()).strip(_EDGES) or None


def _date_at(text: str, at: int, limit: int) -> tuple[int, str | None]:
    lead = _BEFORE_DATE.match(text, at, limit)
    starts = [lead.end()] if lead else []
    comma = re.compile(r"\s*,?\s*").match(text, at, limit)
    assert comma is not None, "the pattern may be empty"
    starts.append(comma.end())
    for start in starts:
        word = re.compile(r"ngày\s*").match(text, start, limit)
        for pattern, begin in ((_SPELLED, start), (_HALF, start), (_SLASHED, word.end() if word else start), (_YEAR, start)):
            match = pattern.match(text, begin, limit)
            if match is not None:
                return match.end(), _edtf(match)
    return at, None


def _end_of_issuer(text: str, at: int, limit: int) -> int:
    of_body = fold(text[at : at + 60]).startswith(words("bodies"))
    end = _issuer_end(of_body).search(text, at, limit)
    assert end is not None, "the end of the text ends an issuer too"
    if end["opener"] != "về" or not of_body:
        return end.start()
    # "Ban Chỉ đạo về phát triển … tỉnh ban hành …": the name goes on, if a second opener follows the first.
    begin = end.end()
    bare = "," not in text[at : end.start()]
    if not bare or re.compile(rf"\s+(?:{alternation(words('openers'))}|(?i:{forms(law=False)}))(?!\w)").match(text, begin, limit):
        return end.start()
    stop = re.compile(r"[;.“”\"()\n]").search(text, begin, limit)
    second = re.compile(rf"\s+(?:{alternation(words('openers'))})(?!\w)").search(text, begin, stop.start() if stop else limit)
    return second.start() if second else end.start()


def _subject(words_after: str) -> str | None:
    text = " ".join(words_after.split()).strip(_EDGES)
    for word in words("asides"):
        cut = _aside(word).search(text)
        if cut is not None:
            text = text[: cut.start()].rstrip(_EDGES + "(")
    text = _dropped(_unquoted(_alias().sub("", text).strip(_EDGES)))
    if not text or _NO_SUBJECT.match(text):
        return None
    return text


@cache
def _alias() -> re.Pattern[str]:
    """A short name for the act in brackets behind it: `(Nghị quyết số 50/NQ-CP)`."""
    return re.compile(rf"[\s*]*\(\s*(?:{forms(law=False)}|{forms(law=True)})[^()]*\)[\s*]*$", re.IGNORECASE)


@cache
def _aside(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation([word])}(?!\w)", re.IGNORECASE)


def _unquoted(text: str) -> str:
    for opening, closing in ("“”", '""'):
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == (1 if opening != closing else 2):
            return text[1:-1].strip(_EDGES)
    return text


def _dropped(text: str) -> str:
    for word in words("dropped"):
        if text.startswith(f"{word} ") and not text.startswith(f"{word} việc "):
            return text[len(word) + 1 :].strip(_EDGES)
    return text


def level_of(issuer: str | None, number: str | None = None) -> Level | None:
    """Which level of the state or the Party issued an act, by the issuer's words, else by its symbol.

    >>> level_of("UBND tỉnh Thái Nguyên"), level_of("Bộ Chính trị"), level_of("Chủ tịch UBND phường Suối Mơ"), level_of(None, "7/QĐ-TTg")
    ('province', 'central', 'commune', 'central')
    """
    said = fold(issuer or "")
    for level, pattern in _LEVELS:
        if re.search(pattern, said):
            return level
    for part in re.findall(r"[^\W\d]+", number or ""):
        if part in ("TW", "CP", "TTg", "QH", "VPCP", "UBTVQH") or (part.startswith("B") and len(part) > 2 and part not in ("BCĐ", "BTT")):
            return "central"
        if part == "TU" or (part.startswith("S") and len(part) > 2):
            return "province"
        if part == "ĐU":
            return "commune"
    return None


_LEVELS: tuple[tuple[Level, str], ...] = (
    ("commune", r"\b(?:phường|xã|đặc khu|thị trấn)\b|\bđảng ủy\b"),
    ("province", r"\b(?:tỉnh|thành phố|thành ủy|tỉnh ủy|tp)\b|\bsở\b"),
    ("central", r"\b(?:trung ương|tw|chính phủ|thủ tướng|quốc hội|chính trị|ban bí thư|bộ|chủ tịch nước)\b"),
)

"""The lines above the title: national title, motto, number, place and date; what is left in capitals names who issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from planparse.interpret.ledger import Ledger
from planparse.paper import Key, Piece, Place
from planparse.plan import Mark, source
from planparse.vocab import layout, load
from planparse.vocab.places import find_commune
from planparse.vocab.spelling import CAPITALS, fold, slug

_RULE = re.compile(r"[-_—–=*~.…]{3,}|(?:^|\s)[*_](?=\s|$)")
_ONLY_SIGNS = re.compile(r"^[\W_]*$")
_CODE = r"(?:(?!ngày)[^\n/,]){0,30}?(?:/\s*[\w&]+(?:\s?[-–]\s?[\w&]+)*)+"
_SYMBOL = r"[^\W\d_]{2,}(?:\s?[-–]\s?[^\W\d_]{2,})+"
_NUMBER = re.compile(rf"(?<!\w)Số\s*:\s*(?:{_CODE}|{_SYMBOL}|\S*(?=\s*$)|[\d.…_]*)", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf"^\s*Số\s+\d{_CODE}(?=\s|$)", re.IGNORECASE)
_LETTERS_BEHIND_SLASH = re.compile(r"[/-]\s*[^\W\d_]{2,}")
_GAP = r"(?:\d|_|[^\w,;]){0,20}"
_DAY = rf"ngày{_GAP}tháng{_GAP}năm\s*[\d.…_]{{0,5}}|ngày\s*[\d.…_ ]{{0,20}}[/.-]\s*[\d.…_ ]{{0,20}}[/.-]\s*(?:\d{{4}}|[.…_]{{1,10}})"
_PLACE = rf"[{CAPITALS}](?:\w|[’' .-]){{1,40}}?"
_PROPER = rf"[{CAPITALS}][\w’']*(?:(?:\s|\s?-\s?)[{CAPITALS}][\w’']*){{0,5}}"
_DATE = re.compile(
    rf"(?:(?P<place>{_PLACE})\s*,\s*|(?:^|(?<=\s))(?P<uncut>{_PROPER})\s+(?=(?i:ngày)\b))?(?P<date>(?i:{_DAY}))"
    rf"|(?P<named>{_PLACE})\s*,\s*(?P<month>(?i:tháng)\s*\d{{1,2}}\s*(?:năm|/)\s*\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})"
)
_CAPITALS_BEFORE = re.compile(rf"(?:[{CAPITALS}]{{2,}}\s+)+(?=[{CAPITALS}][^{CAPITALS}\s])")
_DATE_WORD = re.compile(r"(?<!\w)ngày(?!\w)", re.IGNORECASE)
_DATE_OPEN = re.compile(
    rf"(?:^|[\w’']\s*,?\s+)ngày{_GAP}(?P<month>tháng{_GAP}(?P<year>năm\s*)?)?$|^\s*{_PROPER}\s*(?P<comma>,)\s*$", re.IGNORECASE
)
_YEAR_REST, _MONTH_REST, _DAY_REST = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"\s*20\d\d\s*\.?\s*$", r"\s*năm\s*20\d\d\s*\.?\s*$", rf"\s*(?:\d{{1,2}}\s*)?tháng{_GAP}năm\s*20\d\d\s*\.?\s*$")
)
_WRAP_REACH = 3
"""Lines: between the two halves of a line of the right column may stand lines of the left one."""
_SURE_HALF = 2
"""Two words of the national title (`… CỘNG HÒA`) may end a name; from four on they are the title, whose rest is not there."""
_FAMILY = {
    "a": "[aàáảãạăằắẳẵặâầấẩẫậ]",
    "d": "[dđð]",
    "e": "[eèéẻẽẹêềếểễệ]",
    "i": "[iìíỉĩịl1]",
    "o": "[oòóỏõọôồốổỗộơờớởỡợ]",
    "u": "[uùúủũụưừứửữự]",
    "y": "[yỳýỷỹỵ]",
}
_FORM_WORDS = (("national_title", "national"), ("party_title", "national"), ("motto", "motto"))


@dataclass(slots=True)
class Letterhead:
    """What was found above the title. `unread` is a line with a date that is not understood; `authorities` the lines of the issuer."""

    national: str | None = None
    motto: str | None = None
    number: str | None = None
    place: str | None = None
    date: str | None = None
    date_raw: str | None = None
    unread: str | None = None
    second_number: str | None = None
    numbered: bool = False
    authorities: list[str] = field(default_factory=list)
    labels: list[Mark] = field(default_factory=list)
    stamps: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A line as it was written, before the margin broke it."""

    text: str
    keys: tuple[Key, ...]
    places: tuple[Place, ...]


def read_letterhead(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> Letterhead:
    """What stands in `pieces`; each of them is claimed for the fields of `pointer` that it went to."""
    head = Letterhead(numbered=any(_NUMBER.search(piece.text) for piece in pieces))
    lines = list(_unwrapped(pieces))
    first, last = _arrival_stamp([line.text for line in lines])
    for line in lines[first:last]:
        head.stamps.append(Mark(kind="arrival_stamp", text=line.text, source=source(*line.places)))
        ledger.claim(line.keys, "/document/stamps")
    for line in lines[:first] + lines[last:]:
        _take_line(line, pointer, head, ledger)
    return head


def _arrival_stamp(lines: list[str]) -> tuple[int, int]:
    """Which lines are the stamp of whoever received the document (`CÔNG VĂN ĐẾN`, its number and day), with the name above it."""
    opens, goes_on = _stamp_words()
    for at, text in enumerate(lines):
        if not text[:2].isupper() or not opens.match(fold(text)):
            continue
        end = at + 1
        while end < len(lines) and goes_on.match(fold(lines[end])) and not _LETTERS_BEHIND_SLASH.search(lines[end]):
            end += 1
        owner = at > 0 and any(_names_authority(line) for line in lines[end:]) and all(map(_names_authority, lines[:at]))
        return (0 if owner else at), end
    return 0, 0


@cache
def _stamp_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What an arrival stamp opens with, and what its further lines open with."""
    (entry,) = (entry for entry in load("stamps")["stamp"] if entry["kind"] == "arrival_stamp")
    opens, goes_on = ("|".join(re.escape(fold(word)) for word in entry[name]) for name in ("forms", "goes_on"))
    return re.compile(rf"(?:{opens})(?!\w)|đến$"), re.compile(rf"(?:{goes_on})(?!\w)|[\W_]+$")


def take_rules(text: str) -> tuple[str, str]:
    """`text` without its rules (`-----`, `***`), and the rules."""
    rules = " ".join(match.strip() for match in _RULE.findall(text))
    return " ".join(_RULE.sub(" ", text).split()), rules


def is_rule(text: str) -> bool:
    """Whether a line has signs only."""
    return bool(_ONLY_SIGNS.match(text))


def _unwrapped(pieces: tuple[Piece, ...]) -> Iterator[_Line]:
    """The lines, each with the rest of it that a narrow column put on a line of its own."""
    lines = [_Line(piece.text, piece.keys, piece.places) for piece in pieces]
    while lines:
        line = lines.pop(0)
        at = 0
        while at < min(_WRAP_REACH, len(lines)):
            if _goes_on(line.text, lines[at].text):
                rest = lines.pop(at)
                line = _Line(f"{line.text} {rest.text}", line.keys + rest.keys, line.places + rest.places)
                at = 0
            else:
                at += 1
        yield line


def _goes_on(line: str, rest: str) -> bool:
    """Whether `rest` is what is missing at the end of `line`: of the national title, the motto or the date."""
    for purpose, _ in _FORM_WORDS:
        for begun, missing in _halves(purpose):
            if begun.search(line) and missing.match(rest):
                return True
    open_date = _DATE_OPEN.search(line)
    if open_date is None:
        return False
    if open_date["comma"]:
        return bool(re.match(rf"\s*(?:{_DAY})", rest, re.IGNORECASE))
    wanted = _YEAR_REST if open_date["year"] else _MONTH_REST if open_date["month"] else _DAY_REST
    return bool(wanted.match(rest))


def _take_line(line: _Line, pointer: str, head: Letterhead, ledger: Ledger) -> None:
    """Takes out of one line, which may hold several things run together, what it holds; what is left in capitals names the issuer."""
    pointers: list[str] = []
    text = line.text
    for purpose, name in _FORM_WORDS:
        found = _words(purpose).search(text)
        if found and getattr(head, name) is None:
            setattr(head, name, found[0])
            pointers.append(f"{pointer}/{'national_title' if name == 'national' else name}")
            text = f"{text[: found.start()]} {text[found.end() :]}"
    numbered = _NUMBER.search(text) or (None if head.numbered else _BARE_NUMBER.match(text))
    if numbered:
        text = f"{text[: numbered.start()]} {text[numbered.end() :]}"
        if head.number is None:
            head.number = numbered[0].strip()
            pointers.append(f"{pointer}/number/raw")
        else:
            head.second_number = numbered[0].strip()
            head.labels.append(Mark(kind="letterhead", text=head.second_number, source=source(*line.places)))
            pointers.append("/document/labels")
    dated = _DATE.search(text)
    if dated and head.date is None:
        begin = dated.start()
        place, date = " ".join((dated["place"] or dated["uncut"] or dated["named"] or "").split()), dated["date"] or dated["month"]
        if office := _CAPITALS_BEFORE.match(place):
            place, begin = place[office.end() :], begin + text[begin:].find(place[office.end() :].split()[0])
        head.date = " ".join(date.split())
        head.date_raw = f"{place}{'' if dated['uncut'] else ','} {head.date}" if place else head.date
        head.place = (_in_small_letters(place) if place.isupper() else place) or None
        pointers.append(f"{pointer}/date_raw")
        text = f"{text[:begin]} {text[dated.end() :]}"
    ruled, rules = take_rules(text)
    if rules:
        head.labels.append(Mark(kind="rule", text=rules, source=source(*line.places)))
        pointers.append("/document/labels")
    if ruled and is_rule(ruled):
        head.labels.append(Mark(kind="rule", text=ruled, source=source(*line.places)))
        pointers.append("/document/labels")
    elif ruled and _names_authority(ruled) and not layout.opens_with(ruled, "draft"):
        head.authorities.append(ruled)
        pointers += [f"{pointer}/issuing_authority/raw", f"{pointer}/parent_authority/raw"]
    elif ruled:
        if _DATE_WORD.search(ruled) and head.unread is None:
            head.unread = ruled
        head.labels.append(Mark(kind="letterhead", text=ruled, source=source(*line.places)))
        pointers.append("/document/labels")
    ledger.claim(line.keys, *dict.fromkeys(pointers))


def _in_small_letters(place: str) -> str:
    known = find_commune(place)
    return known[0].name if known else " ".join(word.capitalize() for word in place.split())


def _loose(word: str) -> str:
    """A pattern for `word`, whatever a typist or a scan made of its diacritics, blanks and dashes."""
    return "".join(_FAMILY.get(letter, letter) for letter in re.escape(slug(word)).replace(r"\-", r"[\W_]*"))


@cache
def _words(purpose: str) -> re.Pattern[str]:
    """The form words of a letterhead."""
    return re.compile("|".join(map(_loose, layout.words(purpose))), re.IGNORECASE)


@cache
def _halves(purpose: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The places where a margin may break the form words: what the line above ends with, and what the one below begins with."""
    found = []
    for form in layout.words(purpose):
        words = [word for word in form.split() if word[0].isalpha()]
        for at in range(2, len(words)):
            begun, missing = _loose(" ".join(words[:at])), _loose(" ".join(words[at:]))
            found.append((re.compile(rf"(?<!\w){begun}[\W_]*$", re.IGNORECASE), re.compile(rf"[\W_]*{missing}(?!\w)", re.IGNORECASE)))
    return tuple(found)


def _names_authority(text: str) -> bool:
    if any(begun.search(text) for begun, _ in _halves("national_title")[_SURE_HALF:]):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters) and len(text) < 160

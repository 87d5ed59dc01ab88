"""The letterhead and the title: who issues, number, place and date, kind, subject, year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from planparse.interpret.bases import read_date, read_number, read_reference
from planparse.interpret.ledger import Ledger, source_of
from planparse.interpret.units import Home, read_organization
from planparse.interpret.years import read_year
from planparse.paper import Item, Outline, Piece
from planparse.plan import DocType, Header, Mark, Number, Organization, Period, source
from planparse.vocab import layout, load
from planparse.vocab.spelling import CAPITALS, fold, slug

_RULE = re.compile(r"[-_—–=*~.…]{3,}|(?:^|\s)[*_](?=\s|$)")
_ONLY_SIGNS = re.compile(r"^[\W_]*$")
_CODE = r"[^\n/]*?(?:/\s*[\w&]+(?:\s?[-–]\s?[\w&]+)*)+"
_NUMBER = re.compile(rf"(?<!\w)Số\s*:\s*(?:{_CODE}|\S*)", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf"^Số\s+\d{_CODE}$", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?P<place>[{CAPITALS}][\w’' .-]{{1,40}}?)\s*,\s*)?"
    r"(?P<date>[Nn]gày(?:\d|_|[^\w,;]){0,8}tháng(?:\d|_|[^\w,;]){0,8}năm\s*[\d.…_]{0,5})"
)
_LOCALITY = re.compile(r"^(?:PHƯỜNG|XÃ|ĐẶC KHU|TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)\b")
_BARE_ISSUER = re.compile(r"^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|ĐẢNG ỦY|ĐẢNG UỶ)$")
_ENACTS = re.compile(
    r"(?P<issuer>(?:Chủ tịch\s+)?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\s+(?:[^\W\d]|[ '’-]){2,50}?)\s+"
    r"(?:ban hành|xây dựng|triển khai|tổ chức|lập)\b",
)
_FAMILY = {
    "a": "[aàáảãạăằắẳẵặâầấẩẫậ]",
    "d": "[dđð]",
    "e": "[eèéẻẽẹêềếểễệ]",
    "i": "[iìíỉĩịl1]",
    "o": "[oòóỏõọôồốổỗộơờớởỡợ]",
    "u": "[uùúủũụưừứửữự]",
    "y": "[yỳýỷỹỵ]",
}


@dataclass(slots=True)
class _Letterhead:
    """What was found above the title, with the pieces that it was found in."""

    national: str | None = None
    motto: str | None = None
    number: str | None = None
    place: str | None = None
    date: str | None = None
    numbered: bool = False
    authorities: list[str] = field(default_factory=list)
    labels: list[Mark] = field(default_factory=list)


def read_header(outline: Outline, pointer: str, ledger: Ledger) -> tuple[Header, tuple[Mark, ...]]:
    """The header of a document and the form words found in it (rules, `Kính gửi`). `pointer` is `/header` or `/cover/header`."""
    head = _read_letterhead(outline.letterhead, pointer, ledger)
    kind, kind_raw, title, wraps_reference = _read_title(outline.title, pointer, head, ledger)
    issuer, parent = _read_authorities(head)
    if issuer is None:
        issuer = _issuer_elsewhere(outline, title)
    number = read_number(head.number) if head.number is not None else None
    date_raw = f"{head.place}, {head.date}" if head.place and head.date else head.date
    year, period, certain = read_year(title or "", _enacting(outline))
    _doubt(ledger, pointer, number, head.date, title, year, certain, issuer)
    return (
        Header(
            issuing_authority=issuer,
            parent_authority=parent,
            national_title=head.national,
            motto=head.motto,
            number=number,
            place=head.place,
            date=read_date(head.date) if head.date else None,
            date_raw=date_raw,
            doc_type=kind,
            doc_type_raw=kind_raw,
            title=title,
            year=year,
            period=Period(start=period[0].isoformat(), end=period[1].isoformat()) if period else None,
            topic=topic_of(title or ""),
            wraps=wraps_reference,
            source=source_of((*outline.letterhead, *outline.title)),
        ),
        tuple(head.labels),
    )


def _doubt(
    ledger: Ledger,
    pointer: str,
    number: Number | None,
    date: str | None,
    title: str | None,
    year: int | None,
    certain: bool,
    issuer: Organization | None,
) -> None:
    if number is None or number.code is None:
        ledger.doubt(f"{pointer}/number", "blank_number", "Số để trống" if number else "Không thấy số, ký hiệu")
    known = read_date(date) if date else None
    if known is None or len(known) < 10:
        ledger.doubt(f"{pointer}/date", "blank_date", "Ngày để trống" if date else "Không thấy ngày ban hành")
    if title is None:
        ledger.doubt(f"{pointer}/title", "missing_field", "Không thấy tên văn bản")
    if issuer is None:
        ledger.doubt(f"{pointer}/issuing_authority", "missing_field", "Không thấy cơ quan ban hành")
    if year is not None and not certain:
        ledger.doubt(f"{pointer}/year", "uncertain_field", "Tên kế hoạch nêu nhiều năm")


def _read_letterhead(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> _Letterhead:
    head = _Letterhead(numbered=any(_NUMBER.search(piece.text) for piece in pieces))
    for piece in pieces:
        _take_line(piece, piece.text, pointer, head, ledger)
    return head


def _take_line(piece: Piece, text: str, pointer: str, head: _Letterhead, ledger: Ledger) -> None:
    """Takes out of one line, which may hold several things run together, what it holds; what is left in capitals names the issuer."""
    pointers: list[str] = []
    for purpose, name in (("national_title", "national"), ("party_title", "national"), ("motto", "motto")):
        found = _words(purpose).search(text)
        if found and getattr(head, name) is None:
            setattr(head, name, found[0])
            pointers.append(f"{pointer}/{'national_title' if name == 'national' else name}")
            text = f"{text[: found.start()]} {text[found.end() :]}"
    dated = _DATE.search(text)
    if dated and head.date is None:
        head.place, head.date = (" ".join(part.split()) if part else None for part in (dated["place"], dated["date"]))
        pointers.append(f"{pointer}/date_raw")
        text = f"{text[: dated.start()]} {text[dated.end() :]}"
    numbered = _NUMBER.search(text) or (None if head.numbered else _BARE_NUMBER.match(text.strip()))
    if numbered and head.number is None:
        head.number = numbered[0].strip()
        pointers.append(f"{pointer}/number/raw")
        text = f"{text[: numbered.start()]} {text[numbered.end() :]}"
    ruled = _RULE.sub(" ", text)
    if ruled != text:
        head.labels.append(Mark(kind="rule", text=" ".join(" ".join(_RULE.findall(text)).split()), source=source(*piece.places)))
        pointers.append("/document/labels")
    text = " ".join(ruled.split())
    if text and not _ONLY_SIGNS.match(text):
        if _names_authority(text) and not layout.opens_with(text, "draft"):
            head.authorities.append(text)
            pointers += [f"{pointer}/issuing_authority/raw", f"{pointer}/parent_authority/raw"]
        else:
            head.labels.append(Mark(kind="letterhead", text=text, source=source(*piece.places)))
            pointers.append("/document/labels")
    elif text:
        head.labels.append(Mark(kind="rule", text=text, source=source(*piece.places)))
        pointers.append("/document/labels")
    ledger.claim(piece.keys, *dict.fromkeys(pointers))


@cache
def _words(purpose: str) -> re.Pattern[str]:
    """The form words of a letterhead, whatever a typist or a scan made of their diacritics, blanks and dashes."""
    loose = (re.escape(slug(word)).replace(r"\-", r"[\W_]*") for word in layout.words(purpose))
    return re.compile("|".join("".join(_FAMILY.get(letter, letter) for letter in word) for word in loose), re.IGNORECASE)


def _names_authority(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters) and len(text) < 160


def _read_authorities(head: _Letterhead) -> tuple[Organization | None, Organization | None]:
    lines: list[str] = []
    for line in head.authorities:
        if lines and (_BARE_ISSUER.match(lines[-1]) or _LOCALITY.match(line) or not layout.opens_with(line, "office_head")):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    if not lines:
        return None, None
    parent = read_organization(lines[0], Home()) if len(lines) > 1 else None
    issuer = read_organization(lines[-1] if len(lines) < 3 else " ".join(lines[1:]), Home())
    if parent is not None and issuer.locality is None and parent.locality is not None and parent.level == "commune":
        place = f"{parent.locality_kind or ''} {parent.locality}".strip()
        where = {"locality": parent.locality, "locality_kind": parent.locality_kind, "province": parent.province}
        issuer = issuer.model_copy(update={"name": f"{issuer.name} {place}", **where})
    return issuer, parent


def _issuer_elsewhere(outline: Outline, title: str | None) -> Organization | None:
    """Without a letterhead: the issuer that the enacting sentence names, else the locality of the title."""
    for piece in reversed(_pieces(outline.preamble)):
        for found in reversed(list(_ENACTS.finditer(piece.text))):
            organization = read_organization(found["issuer"], Home())
            if organization.locality is not None:
                return organization
    return None


def _read_title(
    pieces: tuple[Piece, ...], pointer: str, head: _Letterhead, ledger: Ledger
) -> tuple[DocType | None, str | None, str | None, str | None]:
    """Kind, its words as printed, the subject, and the reference under the title of a wrapped plan."""
    kind: DocType | None = None
    kind_raw: str | None = None
    wraps: str | None = None
    lines: list[str] = []
    for piece in pieces:
        text = piece.text
        if kind is None and (found := layout.read_title(text)):
            kind, kind_raw, text = DocType(code=found[0].code, name=found[0].name), found[1], found[2]
            ledger.claim(piece.keys, f"{pointer}/doc_type_raw")
        if not text:
            continue
        if _ONLY_SIGNS.match(text):
            head.labels.append(Mark(kind="rule", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            continue
        text, rules = _take_rules(text)
        if rules:
            head.labels.append(Mark(kind="rule", text=rules, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
        if text.startswith("(") and layout.opens_with(text.lstrip("( "), "reference") and read_reference(text):
            wraps = text
            ledger.claim(piece.keys, f"{pointer}/wraps")
            continue
        lines.append(text)
        ledger.claim(piece.keys, f"{pointer}/title")
    return kind, kind_raw, " ".join(lines) or None, wraps


def _take_rules(text: str) -> tuple[str, str]:
    rules = " ".join(match.strip() for match in _RULE.findall(text))
    return " ".join(_RULE.sub(" ", text).split()), rules


def _enacting(outline: Outline) -> str:
    """The sentence that enacts the plan: the last paragraph of the preamble."""
    pieces = _pieces(outline.preamble)
    return pieces[-1].text if pieces else ""


def _pieces(items: tuple[Item, ...]) -> list[Piece]:
    return [item for item in items if isinstance(item, Piece)]


@cache
def _topics() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (entry["id"], _whole_words(entry["forms"]), _whole_words(entry["unless"]) if "unless" in entry else None)
        for entry in load("topics")["topic"]
    )


def _whole_words(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(fold(form))}(?!\w)" for form in sorted(forms, key=len, reverse=True)))


def topic_of(title: str) -> str | None:
    """The slug of the plan's topic by the words of its title: the topic named first, the longest where two begin together."""
    folded = fold(title)
    best: tuple[int, int, str] | None = None
    for topic, pattern, unless in _topics():
        found = None if unless is not None and unless.search(folded) else pattern.search(folded)
        if found and (best is None or (found.start(), -len(found[0])) < best[:2]):
            best = (found.start(), -len(found[0]), topic)
    return best[2] if best else None

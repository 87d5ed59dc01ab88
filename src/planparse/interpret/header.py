"""The letterhead and the title: who issues, number, place and date, kind, subject, year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planparse.interpret.bases import read_date, read_number, read_reference
from planparse.interpret.issuer import read_issuers
from planparse.interpret.ledger import Ledger, source_of
from planparse.interpret.letterhead import Letterhead, is_rule, read_letterhead, take_rules
from planparse.interpret.units import Home, read_organization
from planparse.interpret.years import read_year
from planparse.paper import Item, Outline, Piece
from planparse.plan import DocType, Header, Mark, Number, Organization, Period, source
from planparse.vocab import layout, load
from planparse.vocab.spelling import fold

_ENACTS = re.compile(
    r"(?P<issuer>(?:Chủ tịch\s+)?(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\s+(?:[^\W\d]|[ '’-]){2,50}?)\s+"
    r"(?:ban hành|xây dựng|triển khai|tổ chức|lập)\b",
)

_REPLACES = re.compile(r"\(\s*thay thế\s.*\)\W*$", re.IGNORECASE)
"""A line of its own under the title that says which plan this one takes the place of."""
_JOINT_SYMBOL = re.compile(r"(?:KH|NQ|CTr|QC|HD|TB)(?:LT|PH|LN)(?![^\W\d])")
"""The symbol of what several issue together: KHLT-MTTQ-CA, KHPH."""


def read_header(outline: Outline, pointer: str, ledger: Ledger) -> tuple[Header, tuple[Mark, ...]]:
    """The header of a document and the form words found in it (rules, `Kính gửi`). `pointer` is `/header` or `/cover/header`."""
    head = read_letterhead(outline.letterhead, pointer, ledger)
    kind, kind_raw, title, wraps_reference = _read_title(outline.title, pointer, head, ledger)
    number = read_number(head.number) if head.number is not None else None
    joint = layout.has_word(kind_raw or "", "joint") or bool(number and number.symbol and _JOINT_SYMBOL.match(number.symbol))
    found = read_issuers(head.authorities, joint, lambda: _texts(outline))
    issuer, parent = found.issuer or _issuer_elsewhere(outline, title), found.parent
    date = read_date(head.date) if head.date else None
    year, period, certain = read_year(title or "", _enacting(outline), date)
    _doubt(ledger, pointer, number, head, title, year, certain, issuer)
    for name, detail in (("issuing_authority", found.issuer_doubt), ("parent_authority", found.parent_doubt)):
        if detail is not None:
            ledger.doubt(f"{pointer}/{name}", "uncertain_field", detail)
    return (
        Header(
            issuing_authority=issuer,
            parent_authority=parent,
            national_title=head.national,
            motto=head.motto,
            number=number,
            place=head.place,
            date=date,
            date_raw=head.date_raw or head.unread,
            doc_type=kind,
            doc_type_raw=kind_raw,
            title=title,
            year=year,
            period=Period(start=period[0].isoformat(), end=period[1].isoformat()) if period else None,
            topic=topic_of(title or ""),
            wraps=wraps_reference,
            source=source_of((*outline.letterhead, *outline.title)),
        ),
        (*head.labels, *head.stamps),
    )


def _doubt(
    ledger: Ledger,
    pointer: str,
    number: Number | None,
    head: Letterhead,
    title: str | None,
    year: int | None,
    certain: bool,
    issuer: Organization | None,
) -> None:
    if number is None or number.code is None:
        ledger.doubt(f"{pointer}/number", "blank_number", "Số để trống" if number else "Không thấy số, ký hiệu")
    if head.second_number is not None:
        ledger.doubt(f"{pointer}/number", "uncertain_field", f"Hai số trên phần đầu văn bản; số kia: {head.second_number}")
    known = read_date(head.date) if head.date else None
    written = head.date or head.unread
    if known is None and written is not None and len(re.findall(r"\d+", written)) > 2:
        ledger.doubt(f"{pointer}/date", "impossible_date", f"Ngày không có trong lịch: {written}")
    elif known is None and head.date is None and head.unread is not None:
        ledger.doubt(f"{pointer}/date", "uncertain_field", f"Không hiểu ngày ban hành: {head.unread}")
    elif known is None or len(known) < 10:
        ledger.doubt(f"{pointer}/date", "blank_date", "Ngày để trống" if head.date else "Không thấy ngày ban hành")
    if title is None:
        ledger.doubt(f"{pointer}/title", "missing_field", "Không thấy tên văn bản")
    if issuer is None:
        ledger.doubt(f"{pointer}/issuing_authority", "missing_field", "Không thấy cơ quan ban hành")
    if year is not None and not certain:
        ledger.doubt(f"{pointer}/year", "uncertain_field", "Tên kế hoạch nêu nhiều năm")
    elif not certain:
        ledger.doubt(f"{pointer}/period", "uncertain_field", "Năm học: ngày đầu, ngày cuối lấy theo khung năm học")


def _issuer_elsewhere(outline: Outline, title: str | None) -> Organization | None:
    """Without a letterhead: the issuer that the enacting sentence names, else the locality of the title."""
    for piece in reversed(_pieces(outline.preamble)):
        for found in reversed(list(_ENACTS.finditer(piece.text))):
            organization = read_organization(found["issuer"], Home())
            if organization.locality is not None:
                return organization
    return None


def _read_title(
    pieces: tuple[Piece, ...], pointer: str, head: Letterhead, ledger: Ledger
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
        if kind_raw is not None and not lines and layout.is_one_of(text, "joint"):
            kind_raw = f"{kind_raw} {text}"
            ledger.claim(piece.keys, f"{pointer}/doc_type_raw")
            continue
        if draft := layout.draft_mark(text):
            head.labels.append(Mark(kind="letterhead", text=draft, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            text = text.removeprefix(draft).strip()
        if not text:
            continue
        if is_rule(text):
            head.labels.append(Mark(kind="rule", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            continue
        text, rules = take_rules(text)
        if rules:
            head.labels.append(Mark(kind="rule", text=rules, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
        if text.startswith("(") and layout.opens_with(text.lstrip("( "), "reference") and read_reference(text):
            wraps = text
            ledger.claim(piece.keys, f"{pointer}/wraps")
            continue
        if lines and _REPLACES.match(text):
            head.labels.append(Mark(kind="replaces", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            continue
        lines.append(text)
        ledger.claim(piece.keys, f"{pointer}/title")
    return kind, kind_raw, " ".join(lines) or None, wraps


def _enacting(outline: Outline) -> str:
    """The sentence that enacts the plan: the last paragraph of the preamble."""
    pieces = _pieces(outline.preamble)
    return pieces[-1].text if pieces else ""


def _texts(outline: Outline) -> Iterator[str]:
    """The texts of a document in which its issuer may be named, from its head down."""
    for part in (outline.title, outline.preamble, outline.letterhead, outline.closing, outline.recipients, outline.body):
        yield from (piece.text for piece in _pieces(part))


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

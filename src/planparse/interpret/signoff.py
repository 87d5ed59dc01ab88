"""The end of a document: closing words, recipients, signature."""

from __future__ import annotations

import re
from functools import cache

from planparse.interpret.ledger import Ledger, source_of
from planparse.paper import Piece
from planparse.plan import Mark, Recipient, Signature, source
from planparse.vocab import layout
from planparse.vocab.spelling import CAPITALS, fold

_RULE = re.compile(r"^[\W_]+$")
_HEAD = re.compile(r"^\s*nơi nhận\s*:?\s*", re.IGNORECASE)
_ITEM = re.compile(r"(?:^|(?<=[;.,:)])|(?<=\s))\s*[-–+]\s+(?=\S)|;\s*(?:[-–+]\s*)?")
_BULLET = re.compile(r"^\s*[-–+*•]\s*")
_ARCHIVE = re.compile(r"^lưu\b", re.IGNORECASE)
_MARK = re.compile(r"(?<!\w)(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s*[./]\s*")
_PERSON = rf"(?:[{CAPITALS}][\w’'-]*)"
_NAME = re.compile(rf"(?:(?:PGS|GS|TS|ThS|Ths|BS|KS|CN)\.?\s*(?:TS\.?\s*)?)?{_PERSON}(?:\s+{_PERSON}){{1,5}}$")
_REMARK = re.compile(r"\((?:đã ký|ký[^)]*|chữ ký[^)]*|đóng dấu[^)]*)\)", re.IGNORECASE)


def read_closing(pieces: tuple[Piece, ...], ledger: Ledger) -> str | None:
    """The closing paragraphs as one text, null where there are none."""
    if not pieces:
        return None
    for piece in pieces:
        ledger.claim(piece.keys, "/closing")
    return " ".join(piece.text for piece in pieces)


def read_recipients(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> tuple[tuple[Recipient, ...], tuple[Mark, ...]]:
    """The lines under `Nơi nhận`, and the form word itself. Lines after `Lưu:` are drafting marks and count as archive lines."""
    recipients: list[Recipient] = []
    labels: list[Mark] = []
    archived = False
    for piece in pieces:
        head = _HEAD.match(piece.text)
        rest = piece.text[head.end() :] if head else piece.text
        if head:
            labels.append(Mark(kind="recipients", text=head[0].strip(), source=source(*piece.places)))
        first = len(recipients)
        for raw in _items(rest):
            name = _BULLET.sub("", raw).rstrip(" ;,.").strip()
            if not name:
                continue
            archived = archived or bool(_ARCHIVE.match(name))
            recipients.append(Recipient(raw=raw, name=name, is_archive=archived, source=source(*piece.places)))
        pointers = [f"{pointer}/{number}" for number in range(first, len(recipients))]
        ledger.claim(piece.keys, *pointers, *(["/document/labels"] if head else []))
        if not head and not pointers:
            labels.append(Mark(kind="rule", text=piece.text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
    return tuple(recipients), tuple(labels)


def _items(text: str) -> list[str]:
    """One line, or a whole list flattened to one line (`- A; - B; - Lưu: VT.`), as its items."""
    if not text.strip():
        return []
    if len(re.findall(r"[;.]\s*[-–+]\s+\S", text)) == 0 and not re.search(r"\s[-–]\s+Lưu", text):
        return [text.strip()]
    starts = [0, *(match.end() for match in re.finditer(r"(?:[;.]|\))\s*(?=[-–+]\s+\S)|\s(?=[-–]\s+Lưu\b)", text))]
    return [part for part in (text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)) if part]


def read_signature(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> tuple[Signature | None, tuple[Mark, ...]]:
    """Authority (`TM.`, `KT.` …), position and name; remarks such as `(Đã ký)`, rules, and what was read out of a stamp are labels."""
    posts: list[str] = []
    name: str | None = None
    labels: list[Mark] = []
    named = max((at for at, piece in enumerate(pieces) if layout.is_person(piece.text)), default=-1)
    for at, piece in enumerate(pieces):
        text = piece.text
        pointers = [pointer]
        if at < named and layout.is_scrawl(text):
            labels.append(Mark(kind="signature_remark", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            ledger.doubt(f"{pointer}/position", "uncertain_field", text)
            continue
        for remark in _REMARK.finditer(text):
            labels.append(Mark(kind="signature_remark", text=remark[0], source=source(*piece.places)))
            pointers.append("/document/labels")
        text = " ".join(_REMARK.sub(" ", text).split())
        if _RULE.match(text):
            labels.append(Mark(kind="rule", text=text, source=source(*piece.places)))
            pointers.append("/document/labels")
            text = ""
        if text:
            text, found = _take_name(text)
            name = name or found
            posts.append(text)
        ledger.claim(piece.keys, *dict.fromkeys(pointers))
    authority, position = _split_authority(" ".join(" ".join(posts).split()))
    if not (authority or position or name):
        return None, tuple(labels)
    return Signature(authority=authority, position=position, name=name, source=source_of(pieces)), tuple(labels)


def _take_name(text: str) -> tuple[str, str | None]:
    """`text` without the person's name at its end, and the name."""
    if text.isupper() and len(text.split()) > 4:
        return text, None
    words = text.split()
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if (
            _NAME.fullmatch(tail)
            and not words[start].isupper()
            and (start == 0 or words[start - 1].isupper() or words[start - 1].endswith("."))
        ):
            return " ".join(words[:start]), tail
    if text.isupper() and 2 <= len(words) <= 4 and not any(fold(text).startswith(word) for word in layout.words("position")):
        return text, None
    return text, None


def _split_authority(text: str) -> tuple[str | None, str | None]:
    """The words above a name → authority and position, wherever their lines broke.

    >>> _split_authority("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH")
    ('TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH')
    >>> _split_authority("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"), _split_authority("KT. CHỦ TỊCH"), _split_authority("CHỦ TỊCH")
    (('TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'), ('KT. CHỦ TỊCH', None), (None, 'CHỦ TỊCH'))
    >>> _split_authority("TL.CHỦ TỊCH KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG")
    ('TL.CHỦ TỊCH KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG')
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return None, text or None
    last = marks[-1]
    represented = text[last.end() :]
    if "M" in last[0].upper():  # on behalf of a body: the position stands behind its name
        post = next((match for match in (_position_at_end().search(represented),) if match), None)
        cut = last.end() + post.start() if post else len(text)
    else:  # in the place of a post: another post may follow it
        post = _position_at_start().match(represented)
        cut = last.end() + post.end() if post else len(text)
    return text[:cut].strip() or None, text[cut:].strip() or None


@cache
def _position_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_positions()})$", re.IGNORECASE)


@cache
def _position_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{_positions()})(?!\w)", re.IGNORECASE)


def _positions() -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in layout.words("position"))

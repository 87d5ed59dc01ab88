"""The end of a document: closing words, recipients, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planparse.interpret.ledger import Ledger, source_of
from planparse.paper import Piece
from planparse.plan import Mark, Recipient, Signature, source
from planparse.vocab import signing
from planparse.vocab.markers import Level, read_marker

_RULE = re.compile(r"^[\W_]+$")
_HEAD = re.compile(r"^\s*nơi\s+(?:nhận|gửi)\s*:?\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-–+*•]\s*")
_ARCHIVE = re.compile(r"^lưu\b", re.IGNORECASE)
_BEFORE_ARCHIVE = re.compile(r"[;.,]\s+(?=Lưu\b)")
_REMARK = re.compile(r"\((?:đã ký|ký[^)]*|chữ ký[^)]*|đóng dấu[^)]*)\)", re.IGNORECASE)


def read_closing(pieces: tuple[Piece, ...], ledger: Ledger) -> str | None:
    """The closing paragraphs as one text, null where there are none."""
    if not pieces:
        return None
    for piece in pieces:
        ledger.claim(piece.keys, "/closing")
    return " ".join(piece.text for piece in pieces)


@dataclass(slots=True)
class _Entry:
    """One or several lines of a list of recipients, and the pieces that they stand in; `head` where it stands behind `Nơi nhận:`."""

    text: str
    pieces: list[Piece]
    head: bool = False


def read_recipients(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> tuple[tuple[Recipient, ...], tuple[Mark, ...]]:
    """The lines under `Nơi nhận`, and the form word itself. Lines after `Lưu:` are drafting marks and count as archive lines."""
    labels: list[Mark] = []
    entries: list[_Entry] = []
    for piece in pieces:
        head = _HEAD.match(piece.text)
        rest = piece.text[head.end() :] if head else piece.text
        if head:
            labels.append(Mark(kind="recipients", text=head[0].strip(), source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
        if not rest.strip(" ;,.-–+*•"):
            if not head:
                labels.append(Mark(kind="rule", text=piece.text, source=source(*piece.places)))
                ledger.claim(piece.keys, "/document/labels")
        elif not head and entries and _goes_on(entries[-1].text, rest):
            entries[-1].text += f" {rest}"
            entries[-1].pieces.append(piece)
        else:
            entries.append(_Entry(rest, [piece], head=head is not None))
    recipients: list[Recipient] = []
    archived = False
    for entry in entries:
        for raw in _items(entry.text, entry.head):
            name = _without_marker(raw).rstrip(" ;,.").strip()
            if not name:
                continue
            archived = archived or bool(_ARCHIVE.match(name))
            for piece in entry.pieces:
                ledger.claim(piece.keys, f"{pointer}/{len(recipients)}")
            recipients.append(Recipient(raw=raw, name=name, is_archive=archived, source=source_of(entry.pieces)))
    return tuple(recipients), tuple(labels)


def _goes_on(above: str, text: str) -> bool:
    """Whether a line is the rest of the recipient above: no marker of its own, and that one is not at its end."""
    if read_marker(text)[0] is not None or _BULLET.match(text) or _ARCHIVE.match(text):
        return False
    end = above.rstrip()[-1:]
    if end in (";", "."):
        return False
    if text[:1].islower() or text.startswith("("):
        return True
    listed = read_marker(above)[0] is not None
    return listed and (end in (",", "-", "–") or not _ARCHIVE.match(_without_marker(above)))


def _without_marker(raw: str) -> str:
    marker, words = read_marker(raw)
    numbered = marker is not None and marker.level in (Level.ARABIC, Level.LETTER, Level.BULLET)
    return _BULLET.sub("", words if numbered else raw)


def _items(text: str, head: bool) -> list[str]:
    """One line, or a whole list flattened to one line (`- A; - B; - Lưu: VT.`, or `A; B; Lưu: VT.` behind the form word), as its items."""
    starts = {0}
    if re.search(r"[;.]\s*[-–+]\s+\S|\s[-–]\s+Lưu\b", text):
        starts |= {match.end() for match in re.finditer(r"(?:[;.]|\))\s*(?=[-–+]\s+\S)|\s(?=[-–]\s+Lưu\b)", text)}
    starts |= {match.end() for match in _BEFORE_ARCHIVE.finditer(text) if not text[: match.start()].strip().isdigit()}
    if head and not _BULLET.match(text):
        starts |= {match.end() for match in re.finditer(r";\s*(?=\S)", text) if _is_outside_brackets(text, match.start())}
    cuts = sorted(starts)
    return [part for part in (text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)) if part]


def _is_outside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) <= text.count(")", 0, at)


def read_signature(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> tuple[Signature | None, tuple[Mark, ...]]:
    """Authority (`TM.`, `KT.` …), position and name; remarks such as `(Đã ký)`, rules, what was read out of a stamp, a signer's other posts
    and the blocks of other signers are labels, and the last three are said. The name holds its rank or degree."""
    blocks = signing.blocks([piece.text for piece in pieces])
    own = _own([[pieces[at].text for at in block] for block in blocks])
    labels: list[Mark] = []
    for number, block in enumerate(blocks):
        if number == own:
            continue
        other = [pieces[at] for at in block]
        for piece in other:
            labels.append(Mark(kind="other_signature", text=piece.text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
        ledger.doubt(pointer, "uncertain_field", f"Văn bản còn chữ ký khác: {' '.join(piece.text for piece in other)}")
    signature, more = _read_block(tuple(pieces[at] for at in blocks[own]) if blocks else (), pointer, ledger)
    return signature, (*labels, *more)


def _own(blocks: list[list[str]]) -> int:
    """Which block is the issuer's: the first that is signed on behalf of a body, else the first; never one that approves."""
    rest = [at for at, block in enumerate(blocks) if not signing.opens_approval(block[0])]
    behalf = [at for at in rest if any(signing.opens_behalf(text) for text in blocks[at])]
    return next(iter(behalf or rest), 0)


def _read_block(pieces: tuple[Piece, ...], pointer: str, ledger: Ledger) -> tuple[Signature | None, tuple[Mark, ...]]:
    posts: list[str] = []
    name: str | None = None
    labels: list[Mark] = []
    named = max((at for at, piece in enumerate(pieces) if signing.is_signer(piece.text)), default=-1)
    for at, piece in enumerate(pieces):
        text = piece.text
        pointers = [pointer]
        if signing.opens_stamp(text):
            labels.append(Mark(kind="e_signature", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            continue
        for remark in _REMARK.finditer(text):
            labels.append(Mark(kind="signature_remark", text=remark[0], source=source(*piece.places)))
            pointers.append("/document/labels")
        text = " ".join(_REMARK.sub(" ", text).split())
        if at < named and text and signing.is_scrawl(text):
            labels.append(Mark(kind="signature_remark", text=text, source=source(*piece.places)))
            ledger.claim(piece.keys, "/document/labels")
            ledger.doubt(f"{pointer}/position", "uncertain_field", text)
            continue
        if _RULE.match(text):
            labels.append(Mark(kind="rule", text=text, source=source(*piece.places)))
            pointers.append("/document/labels")
            text = ""
        if text:
            text, found = signing.take_name(text)
            name = name or found
            posts.append(text)
        ledger.claim(piece.keys, *dict.fromkeys(pointers))
    authority, position, others = signing.split_posts(" ".join(" ".join(posts).split()))
    if others:
        labels += [Mark(kind="signature_post", text=post, source=source_of(pieces)) for post in others]
        for piece in pieces:
            ledger.claim(piece.keys, "/document/labels")
        ledger.doubt(f"{pointer}/position", "uncertain_field", f"Người ký còn chức vụ khác: {'; '.join(others)}")
    if authority and name and not position:
        ledger.doubt(f"{pointer}/position", "missing_field", f"Không thấy chức vụ của người ký sau {authority}")
    if not (authority or position or name):
        return None, tuple(labels)
    return Signature(authority=authority, position=position, name=name, source=source_of(pieces)), tuple(labels)

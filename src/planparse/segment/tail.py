"""The end of a document: closing words, recipients, signature."""

from __future__ import annotations

import re

from planparse.paper import Grid, Item, Piece
from planparse.segment.flow import RULE, as_piece
from planparse.vocab import layout
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import CAPITALS, fold

_ENDMARK = re.compile(r"\.\s*/\s*\.?\s*$")
_NAME = re.compile(rf"^(?:[{CAPITALS}][\w’'.-]*\s+){{1,5}}[{CAPITALS}][\w’'.-]*$")
_SOON = 6


def read_sign_off(tail: list[Item]) -> tuple[list[Piece], list[Piece], list[Item]]:
    """Recipients, signature, and what follows them, from a tail that begins with `Nơi nhận` or the authority line."""
    recipients: list[Piece] = []
    signature: list[Piece] = []
    named = False
    at = 0
    while at < len(tail):
        item = tail[at]
        if isinstance(item, Grid):
            break
        text = item.text
        if at and (layout.read_annex_head(text) or layout.read_title(text)) and not layout.opens_with(text, "recipients"):
            break
        if layout.opens_with(text, "recipients"):
            recipients.append(item)
        elif layout.opens_with(text, "authority") or is_position(text) or (signature and not named and text.isupper() and len(text) < 90):
            signature.append(item)
            named = named or _ends_with_name(text)
        elif signature and not named and _name_follows(tail, at):
            signature.append(item)
        elif signature and not named and _NAME.match(text) and not text.startswith("-"):
            signature.append(item)
            named = True
        elif signature and not named and (text.startswith("(") or RULE.match(text) or _looks_like_degree(text)):
            signature.append(item)
            named = named or _looks_like_degree(text)
        elif recipients and _is_recipient_line(item, signed=bool(signature)):
            recipients.append(item)
        elif at and _is_blank_rest(tail, at):
            signature.append(item)
        else:
            break
        at += 1
    return recipients, signature, tail[at:]


def _name_follows(tail: list[Item], at: int) -> bool:
    """Whether a line was read out of a stamp or a stroke of the pen: no words, no recipient, and the signer's name comes soon."""
    if not layout.is_scrawl(as_piece(tail[at]).text):
        return False
    for later in tail[at + 1 : at + 1 + _SOON]:
        if not isinstance(later, Piece) or layout.read_annex_head(later.text) or layout.read_title(later.text):
            return False
        if layout.is_person(later.text):
            return True
    return False


def _ends_with_name(text: str) -> bool:
    """`TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn A`: a flattened block that already holds the name."""
    words = text.split()
    return not text.isupper() and len(words) > 3 and all(word[:1].isupper() and not word.isupper() for word in words[-2:])


def _looks_like_degree(text: str) -> bool:
    return bool(re.match(r"^(?:TS|ThS|Ths|PGS|GS|BS|KS|CN)\.", text))


def _is_recipient_line(item: Piece, *, signed: bool) -> bool:
    marker, _ = read_marker(item.text)
    if marker is not None:
        return marker.level is Level.BULLET
    if item.soft or item.text.startswith(("Lưu", "(")):
        return True
    return not signed and not item.text.isupper() and len(item.text) < 160


def _is_blank_rest(tail: list[Item], at: int) -> bool:
    """Whether only rules and a name are left: a paraph or a stray line between position and name."""
    return all(isinstance(item, Piece) and (RULE.match(item.text) is not None) for item in tail[at:])


def is_position(text: str) -> bool:
    return fold(text).strip(" .,") in layout.words("position")


def is_signature_line(piece: Piece) -> bool:
    """Whether a line is the authority or the position of a signature."""
    return layout.opens_with(piece.text, "authority") or is_position(piece.text)


def find_sign_off(items: list[Item], start: int) -> int:
    """Where `Nơi nhận` (or, without it, the signature's authority line) begins; the end where neither is."""
    for at in range(start, len(items)):
        item = items[at]
        if isinstance(item, Piece) and layout.opens_with(item.text, "recipients"):
            return at
    for at in range(start + 1, len(items)):
        item = items[at]
        if isinstance(item, Piece) and item.text.isupper() and (layout.opens_with(item.text, "authority") or is_position(item.text)):
            after = [later for later in items[at + 1 : at + 6] if isinstance(later, Piece)]
            if any(_NAME.match(later.text) and not later.text.isupper() for later in after):
                return at
    return len(items)


def take_closing(body: list[Item]) -> list[Piece]:
    """The closing paragraphs, taken off the end of `body`: unmarked, from "Trên đây là …" on, or the last one with `./.`."""
    at = len(body)
    while at > 0 and isinstance(body[at - 1], Piece) and read_marker(as_piece(body[at - 1]).text)[0] is None:
        at -= 1
    tail = [as_piece(item) for item in body[at:]]
    if at == 0:
        tail = tail[1:]
        at = 1
    for number, piece in enumerate(tail):
        if layout.opens_with(piece.text, "closing_sure"):
            del body[at + number :]
            return tail[number:]
    number = len(tail)
    while number > 0 and (
        layout.opens_with(tail[number - 1].text, "closing") or _ENDMARK.search(tail[number - 1].text) or RULE.match(tail[number - 1].text)
    ):
        number -= 1
    closing = tail[number:]
    if closing and any(not RULE.match(piece.text) for piece in closing):
        del body[at + number :]
        return closing
    return []

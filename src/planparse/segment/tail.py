"""The end of a document: closing words, recipients, signature."""

from __future__ import annotations

import re
from dataclasses import replace

from planparse.paper import Grid, Item, Piece
from planparse.segment.flow import ENDS, RULE, as_piece
from planparse.vocab import layout, signing
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_ENDMARK = re.compile(r"\.\s*/\s*\.?\s*$")
_CLOSES_AFTER = re.compile(r"(?<=[.;…])\s+(?=Trên đây là\b)")
_NAME_BESIDE = re.compile(r"(.*\bLưu\b.*\.)\s+(\S.*)")
"""The archive line, and the signer's name that stood beside it."""
_SOON = 6
_MAX_LINE = 90
_MAX_RECIPIENT = 160
_DRAFTERS = 12
"""Characters; the rest of an archive line (`NC.`) is as short."""


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
        opens = is_signature_line(item)
        if layout.opens_with(text, "recipients"):
            recipients.append(item)
        elif (opens and not named) or ((opens or (signature and signing.opens_approval(text))) and _signer_follows(tail, at)):
            signature.append(item)
            named = _ends_with_name(text)
        elif signature and not named and _belongs_to_signer(tail, at):
            signature.append(item)
            named = signing.take_name(text)[1] is not None and not _name_follows(tail, at)
        elif signature and signing.opens_stamp(text):
            signature.append(item)
        elif recipients and signature and not named and (beside := _NAME_BESIDE.fullmatch(text)) and signing.is_signer(beside[2]):
            recipients.append(replace(item, text=beside[1]))
            signature.append(replace(item, text=beside[2]))
            named = True
        elif recipients and _is_recipient_line(item, recipients, signed=bool(signature)):
            recipients.append(item)
        elif at and _is_blank_rest(tail, at):
            signature.append(item)
        else:
            break
        at += 1
    return recipients, signature, tail[at:]


def take_signature(main: list[Item]) -> list[Piece]:
    """The signatures at the end of `main`, above the list of recipients, taken off it: from a line of authority or a post on."""
    at = len(main)
    while at > 0 and isinstance(item := main[at - 1], Piece) and _may_be_signed(item.text):
        at -= 1
    while at < len(main) and not is_signature_line(as_piece(main[at])) and not signing.opens_approval(as_piece(main[at]).text):
        at += 1
    found = [as_piece(item) for item in main[at:]]
    del main[at:]
    return found


def _may_be_signed(text: str) -> bool:
    """Whether a line can stand in a signature: capitals, a remark, a name."""
    if is_position(text) or signing.opens_authority(text):
        return True
    if read_marker(text)[0] is not None or _ENDMARK.search(text):
        return False
    short = len(text) < _MAX_LINE and (text.isupper() or text.startswith("(") or RULE.match(text) is not None)
    return short or signing.read_signer(text) is not None or signing.opens_stamp(text) or _ends_with_name(text)


def _belongs_to_signer(tail: list[Item], at: int) -> bool:
    """Whether a line stands between authority and name, or is the name: the rest of a post, a remark, a rule, what a stamp left."""
    text = as_piece(tail[at]).text
    if text.isupper() and len(text) < _MAX_LINE:
        return True
    return bool(_name_follows(tail, at) or text.startswith("(") or RULE.match(text) or signing.read_signer(text))


def _name_follows(tail: list[Item], at: int) -> bool:
    """Whether a line was read out of a stamp or a stroke of the pen: no words, no recipient, and the signer's name comes soon."""
    return signing.is_scrawl(as_piece(tail[at]).text) and _signer_follows(tail, at)


def _signer_follows(tail: list[Item], at: int) -> bool:
    """Whether a person's name comes soon, before an annex begins."""
    for later in tail[at + 1 : at + 1 + _SOON]:
        if not isinstance(later, Piece) or layout.read_annex_head(later.text) or layout.read_title(later.text):
            return False
        if signing.is_signer(later.text):
            return True
    return False


def _ends_with_name(text: str) -> bool:
    """`TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn A`: a flattened block that already holds the name."""
    post, name = signing.take_name(text)
    return name is not None and post.isupper()


def _is_recipient_line(item: Piece, recipients: list[Piece], *, signed: bool) -> bool:
    text, before = item.text, recipients[-1].text
    marker, _ = read_marker(text)
    if marker is not None:
        return marker.level is Level.BULLET or (not signed and marker.level is Level.ARABIC and _counts(before, marker.text))
    if item.soft or text.startswith(("Lưu", "(")):
        return True
    if text.isupper() and before.rstrip().endswith(",") and len(text) <= _DRAFTERS:
        return True
    if text[:1].islower() and not ENDS.search(before):
        return True
    return not signed and not text.isupper() and len(text) < _MAX_RECIPIENT


def _counts(before: str, number: str) -> bool:
    """Whether `number` opens the list of recipients, or goes on from the line before."""
    marker, _ = read_marker(before)
    if layout.opens_with(before, "recipients"):
        return number == "1"
    return marker is not None and marker.text.isdigit() and number == str(int(marker.text) + 1)


def _is_blank_rest(tail: list[Item], at: int) -> bool:
    """Whether only rules and a name are left: a paraph or a stray line between position and name."""
    return all(isinstance(item, Piece) and (RULE.match(item.text) is not None) for item in tail[at:])


def is_position(text: str) -> bool:
    """Whether a line is a post: one in capitals, or one of the list and nothing else."""
    return signing.opens_post(text) or fold(text).strip(" .,") in layout.words("position")


def is_signature_line(piece: Piece) -> bool:
    """Whether a line is the authority or the position of a signature."""
    return signing.opens_authority(piece.text) or layout.opens_with(piece.text, "authority") or is_position(piece.text)


def find_sign_off(items: list[Item], start: int) -> int:
    """Where `Nơi nhận` (or, without it, the signature's authority line) begins; the end where neither is."""
    for at in range(start, len(items)):
        item = items[at]
        if isinstance(item, Piece) and layout.opens_with(item.text, "recipients"):
            return at
    for at in range(start + 1, len(items)):
        item = items[at]
        if isinstance(item, Piece) and item.text.isupper() and is_signature_line(item) and _signer_follows(items, at):
            return at
    return len(items)


def take_closing(body: list[Item]) -> list[Piece]:
    """The closing paragraphs, taken off the end of `body`: unmarked, from "Trên đây là …" on, or the last one with `./.`."""
    if body and isinstance(last := body[-1], Piece) and (cut := _CLOSES_AFTER.search(last.text)):
        body[-1:] = [replace(last, text=last.text[: cut.start()]), replace(last, text=last.text[cut.end() :])]
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

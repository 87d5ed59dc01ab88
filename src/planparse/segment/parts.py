"""The flow of a document, cut into its parts from the outside in: documents, sign-offs, annexes, head, body, closing."""

from __future__ import annotations

import re
from dataclasses import replace

from planparse.paper import AnnexPart, Grid, Item, Outline, Piece
from planparse.segment.flow import join_cut
from planparse.vocab import layout
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_RULE = re.compile(r"^[\W_]+$")
_ENDS = re.compile(r"[.;:]['\"”’)\]]*\s*$")
_ENDMARK = re.compile(r"\.\s*/\s*\.?\s*$")
_ENACTING = re.compile(r"\b(?:như sau|nội dung (?:chủ yếu|cụ thể|chính|sau)|sau đây)\s*[:.]\s*$", re.IGNORECASE)
_NAME = re.compile(r"^(?:[A-ZĐÀ-Ỹ][\w’'.-]*\s+){1,5}[A-ZĐÀ-Ỹ][\w’'.-]*$")
_ARTICLE = re.compile(r"^Điều\s+1\s*[.:]")
_MAX_HEAD = 60  # pieces within which a title must stand
_MAX_TITLE_LINE = 400  # characters
_MAX_LETTERHEAD = 12  # pieces


def split(items: list[Item]) -> Outline:
    """The outline of one file, which may hold a letter or a decision in front of the plan."""
    first = _find_title(items, 0)
    if first is None:
        return _one(items, None)
    title = layout.read_title(_piece(items[first]).text)
    role = title[0].role if title else "other"
    if role in ("wraps", "letter"):
        inner = _find_title(items, first + 1, plans_only=True)
        if inner is not None and _follows_sign_off(items[first:inner]):
            return _pair(items, inner, role)
    salutation = next(
        (at for at, item in enumerate(items[:first]) if isinstance(item, Piece) and layout.opens_with(item.text, "salutation")), None
    )
    if salutation is not None and _is_signed(items[salutation:first]):
        return _pair(items, first, "letter")
    return _one(items, first)


def _pair(items: list[Item], inner: int, role: str) -> Outline:
    """A letter or decision that ends before the plan whose title stands at `inner`."""
    start = _letterhead_start(items, inner)
    outer, plan = _one(items[:start], _find_title(items, 0)), _one(items[start:], inner - start)
    if role == "letter":
        return replace(plan, cover=outer)
    return replace(plan, decision=outer)


def _letterhead_start(items: list[Item], title: int) -> int:
    """Where the letterhead above the title at `title` begins: after the signer's name of the document before."""
    start = title
    for at in range(title - 1, max(-1, title - 14), -1):
        item = items[at]
        if not isinstance(item, Piece):
            break
        folded = fold(item.text)
        if any(word in folded for word in (*layout.words("national_title"), *layout.words("motto"))) or folded.startswith("số:"):
            start = at
    while start < title and start > 0:
        before = items[start - 1]
        if (
            isinstance(before, Piece)
            and before.text.isupper()
            and not layout.opens_with(before.text, "authority")
            and not _is_position(before.text)
        ):
            start -= 1
        else:
            break
    return start


def _one(items: list[Item], title: int | None) -> Outline:
    """The outline of one document whose title stands at `title` (None: it has none)."""
    sign_off = _find_sign_off(items, title or 0)
    main, tail = items[:sign_off], items[sign_off:]
    recipients, signature, rest = _sign_off(tail)
    while main and isinstance(main[-1], Piece) and recipients and _is_signature_line(main[-1]):
        signature.insert(0, main.pop())
    main, inner = _annexes_inside(main, title)
    annexes = _annexes(inner + rest)
    letterhead: list[Piece] = []
    heading: list[Piece] = []
    at = 0
    if title is not None:
        letterhead = [_piece(item) for item in main[:title]]
        heading, at = _title_lines(main, title)
    else:
        at = _untitled_head(main)
        letterhead = [_piece(item) for item in main[:at]]
    body_at = _find_body(main, at)
    preamble = join_cut(main[at:body_at])
    body = join_cut(main[body_at:])
    closing = _take_closing(body)
    return Outline(
        letterhead=tuple(letterhead),
        title=tuple(heading),
        preamble=tuple(preamble),
        body=tuple(body),
        closing=tuple(closing),
        recipients=tuple(recipients),
        signature=tuple(signature),
        annexes=tuple(annexes),
    )


def _piece(item: Item) -> Piece:
    assert isinstance(item, Piece)
    return item


def _find_title(items: list[Item], start: int, *, plans_only: bool = False) -> int | None:
    """The first piece from `start` that is a document's name in capitals; a grid or a numbered section ends the search."""
    for at in range(start, len(items)):
        item = items[at]
        if not plans_only and at - start > _MAX_HEAD:
            return None
        if isinstance(item, Grid):
            if plans_only:
                continue
            return None
        found = layout.read_title(item.text)
        if found is not None and (not plans_only or found[0].role == "plan"):
            title, _, rest = found
            if plans_only and rest and not rest.isupper() and len(rest) > 160:
                continue
            if title.role != "plan" and rest and not rest.isupper():
                continue
            return at
        marker, words = read_marker(item.text)
        if not plans_only and marker is not None and marker.level is Level.ROMAN and words.isupper():
            return None
    return None


def _follows_sign_off(outer: list[Item]) -> bool:
    """Whether `outer` is a signed document and nothing more: after its sign-off come a letterhead at most, no annex."""
    sign_off = _find_sign_off(outer, 0)
    if sign_off == len(outer):
        return False
    _, _, rest = _sign_off(outer[sign_off:])
    return len(rest) <= _MAX_LETTERHEAD and not any(isinstance(item, Grid) or layout.read_annex_head(item.text) for item in rest)


def _is_signed(items: list[Item]) -> bool:
    return any(isinstance(item, Piece) and layout.opens_with(item.text, "recipients") for item in items)


def _find_sign_off(items: list[Item], start: int) -> int:
    """Where `Nơi nhận` (or, without it, the signature's authority line) begins; the end where neither is."""
    for at in range(start, len(items)):
        item = items[at]
        if isinstance(item, Piece) and layout.opens_with(item.text, "recipients"):
            return at
    for at in range(start + 1, len(items)):
        item = items[at]
        if isinstance(item, Piece) and item.text.isupper() and (layout.opens_with(item.text, "authority") or _is_position(item.text)):
            after = [later for later in items[at + 1 : at + 6] if isinstance(later, Piece)]
            if any(_NAME.match(later.text) and not later.text.isupper() for later in after):
                return at
    return len(items)


def _is_position(text: str) -> bool:
    return fold(text).strip(" .,") in layout.words("position")


def _is_signature_line(piece: Piece) -> bool:
    if layout.opens_with(piece.text, "authority") or _is_position(piece.text):
        return True
    return False


def _sign_off(tail: list[Item]) -> tuple[list[Piece], list[Piece], list[Item]]:
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
        elif layout.opens_with(text, "authority") or _is_position(text) or (signature and not named and text.isupper() and len(text) < 90):
            signature.append(item)
            named = named or _ends_with_name(text)
        elif signature and not named and _NAME.match(text) and not text.startswith("-"):
            signature.append(item)
            named = True
        elif signature and not named and (text.startswith("(") or _RULE.match(text) or _looks_like_degree(text)):
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
    return all(isinstance(item, Piece) and (_RULE.match(item.text) is not None) for item in tail[at:])


def _annexes_inside(main: list[Item], title: int | None) -> tuple[list[Item], list[Item]]:
    """Where a document without a sign-off goes straight on with its annexes, they are cut off here."""
    start = (title + 1) if title is not None else 1
    sections = False
    for at in range(start, len(main)):
        item = main[at]
        if not isinstance(item, Piece):
            continue
        marker, words = read_marker(item.text)
        sections = sections or (marker is not None and marker.level <= Level.ARTICLE)
        head = layout.read_annex_head(item.text)
        if head is not None and head.label.upper().startswith("PHỤ LỤC") and sections and item.text.isupper():
            return main[:at], main[at:]
    return main, []


def _annexes(items: list[Item]) -> list[AnnexPart]:
    """What follows the sign-off, cut at annex labels."""
    parts: list[AnnexPart] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and not _opens_annex(items, end):
            end += 1
        parts.append(_annex(items[at:end]))
        at = end
    return parts


def _opens_annex(items: list[Item], at: int) -> bool:
    item = items[at]
    if not isinstance(item, Piece):
        return False
    head = layout.read_annex_head(item.text)
    if head is None:
        return False
    before = items[at - 1]
    if isinstance(before, Piece) and layout.read_annex_head(before.text) is not None:
        return False  # "PHỤ LỤC" / "DANH MỤC NHIỆM VỤ …": the second is the title of the first
    strong = fold(head.label).startswith("phụ lục")
    reference = any(isinstance(later, Piece) and _is_reference(later.text) for later in items[at : at + 4])
    return (
        strong
        or reference
        or (isinstance(before, Grid) and item.text.isupper() and any(isinstance(later, Grid) for later in items[at : at + 5]))
    )


def _is_reference(text: str) -> bool:
    return layout.opens_with(text.lstrip("( *"), "reference")


def _annex(items: list[Item]) -> AnnexPart:
    heading: list[Piece] = []
    at = 0
    referenced = False
    while at < len(items):
        item = items[at]
        if not isinstance(item, Piece) or len(item.text) > _MAX_TITLE_LINE:
            break
        marker, words = read_marker(item.text)
        if _is_reference(item.text) or ("(" in item.text and _is_reference(item.text[item.text.index("(") :])):
            referenced = True
        elif referenced and not _RULE.match(item.text):
            break
        elif marker is not None and marker.level is not Level.BULLET:
            break
        elif heading and not (
            item.text.isupper() or item.style.bold or item.style.centred or item.soft or _RULE.match(item.text) or at <= 1
        ):
            break
        elif at > 0 and _ENDS.search(item.text) and not item.text.isupper():
            break
        heading.append(item)
        at += 1
        if referenced and at < len(items) and not isinstance(items[at], Grid) and not _RULE.match(_piece(items[at]).text):
            break
    return AnnexPart(tuple(heading), tuple(join_cut(items[at:])))


def _title_lines(main: list[Item], title: int) -> tuple[list[Piece], int]:
    """The title and the lines of the subject under it, and where they end."""
    lines = [_piece(main[title])]
    first = layout.read_title(lines[0].text)
    has_subject = bool(first and first[2])
    at = title + 1
    while at < len(main):
        item = main[at]
        if not isinstance(item, Piece):
            break
        text = item.text
        if _RULE.match(text):
            lines.append(item)
            at += 1
            if has_subject:
                break
            continue
        marker, _ = read_marker(text)
        bound_to_title = (
            item.text.isupper() or (item.style.bold and lines[-1].style.bold) or (item.style.centred and lines[-1].style.centred)
        )
        if layout.opens_with(text, "salutation") or (marker is not None and marker.level <= Level.ARABIC and not text.isupper()):
            break
        if marker is not None and marker.level <= Level.ARTICLE:
            break
        if has_subject and first is not None and first[0].role == "wraps" and text.isupper() and _names_an_office(text):
            break
        if fold(text).startswith("căn cứ") or len(text) > _MAX_TITLE_LINE or _ENACTING.search(text):
            break
        if _is_reference(text):
            lines.append(item)
            at += 1
            break
        if has_subject and not bound_to_title and (layout.opens_with(text, "basis") or _ENDS.search(text)):
            break
        if has_subject and not bound_to_title and not _unfinished(lines[-1].text, text) and not item.soft:
            break
        if not has_subject and _ENDS.search(text) and len(text) > 120 and not bound_to_title:
            break
        lines.append(item)
        has_subject = True
        at += 1
    return lines, at


def _names_an_office(text: str) -> bool:
    """Whether a line in capitals says whose decision it is (`CHỦ TỊCH ỦY BAN NHÂN DÂN …`), below the subject of a decision."""
    folded = fold(text)
    return any(folded.startswith(word) for word in layout.words("position")) or folded.startswith(
        ("ủy ban", "hội đồng", "bộ trưởng", "ban chỉ đạo")
    )


def _unfinished(before: str, after: str) -> bool:
    """Whether a title line goes on: the next one is short and no sentence."""
    return len(after) < 140 and not _ENDS.search(after) and not after[:1].isdigit() and not layout.opens_with(after, "basis")


def _untitled_head(main: list[Item]) -> int:
    """Where the letterhead of a document without a title ends: after number and date, at most."""
    end = 0
    for at, item in enumerate(main[:14]):
        if not isinstance(item, Piece):
            break
        folded = fold(item.text)
        marked = any(word in folded for word in (*layout.words("national_title"), *layout.words("motto")))
        if marked or folded.startswith("số:") or re.match(r"^[\w .]{2,40}, ngày\b", folded):
            end = at + 1
    return end


def _find_body(main: list[Item], start: int) -> int:
    """Where the first section begins: at its marker or, without markers, after the bases and the enacting sentence."""
    enacted: int | None = None
    for at in range(start, len(main)):
        item = main[at]
        if isinstance(item, Grid):
            return at if enacted is None else enacted
        marker, words = read_marker(item.text)
        if marker is not None and marker.level <= Level.ARTICLE:
            return at
        if marker is not None and marker.level is Level.ARABIC and marker.text == "1":
            return at
        if enacted is None and _ENACTING.search(item.text):
            enacted = at + 1
    if enacted is not None:
        return enacted
    at = start
    while at < len(main):
        item = main[at]
        if not isinstance(item, Piece) or not (layout.opens_with(item.text, "basis") or layout.opens_with(item.text, "salutation")):
            break
        at += 1
    return at


def _take_closing(body: list[Item]) -> list[Piece]:
    """The closing paragraphs, taken off the end of `body`: unmarked, from "Trên đây là …" on, or the last one with `./.`."""
    at = len(body)
    while at > 0 and isinstance(body[at - 1], Piece) and read_marker(_piece(body[at - 1]).text)[0] is None:
        at -= 1
    tail = [_piece(item) for item in body[at:]]
    if at == 0:
        tail = tail[1:]
        at = 1
    for number, piece in enumerate(tail):
        if layout.opens_with(piece.text, "closing_sure"):
            del body[at + number :]
            return tail[number:]
    number = len(tail)
    while number > 0 and (
        layout.opens_with(tail[number - 1].text, "closing") or _ENDMARK.search(tail[number - 1].text) or _RULE.match(tail[number - 1].text)
    ):
        number -= 1
    closing = tail[number:]
    if closing and any(not _RULE.match(piece.text) for piece in closing):
        del body[at + number :]
        return closing
    return []

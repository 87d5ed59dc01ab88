"""The flow of a document, cut into its parts from the outside in: documents, sign-offs, annexes, head, body, closing."""

from __future__ import annotations

from dataclasses import replace

from planparse.paper import Grid, Item, Outline, Piece
from planparse.segment.annexes import annexes_inside, cut_annexes
from planparse.segment.flow import RULE, as_piece, join_cut
from planparse.segment.head import find_body, title_lines, untitled_head
from planparse.segment.tail import find_sign_off, is_position, read_sign_off, take_closing, take_signature
from planparse.vocab import layout
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_MAX_HEAD = 60  # pieces within which a title must stand
_MAX_LETTERHEAD = 12  # pieces


def split(items: list[Item]) -> Outline:
    """The outline of one file, which may hold a letter or a decision in front of the plan."""
    start = _front(items)
    return replace(_split(items[start:]), front=tuple(items[:start]))


def _front(items: list[Item]) -> int:
    """Where the letterhead begins that a table of other matter stands above, such as the key data on a web page; else 0."""
    if _find_title(items, 0) is not None:
        return 0
    top = 0
    for at, item in enumerate(items[:_MAX_HEAD]):
        if isinstance(item, Grid):
            top = at + 1
        elif any(word in fold(item.text) for word in layout.words("national_title")):
            return top
    return 0


def _split(items: list[Item]) -> Outline:
    first = _find_title(items, 0)
    if first is None:
        return _one(items, None)
    title = layout.read_title(as_piece(items[first]).text)
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
    outer, plan = _one(items[:start], _find_title(items[:start], 0)), _one(items[start:], inner - start)
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
    above = start
    while 0 < above <= title and _is_letterhead_line(items[above - 1]):
        above -= 1
        start = start if RULE.match(as_piece(items[above]).text) else above
    return start


def _is_letterhead_line(item: Item) -> bool:
    """Whether a line may name the issuer above its number: capitals that are no post, or the rule below them."""
    if not isinstance(item, Piece):
        return False
    if RULE.match(item.text):
        return True
    return item.text.isupper() and not layout.opens_with(item.text, "authority") and not is_position(item.text)


def _one(items: list[Item], title: int | None) -> Outline:
    """The outline of one document whose title stands at `title` (None: it has none)."""
    sign_off = find_sign_off(items, title or 0)
    main, tail = items[:sign_off], items[sign_off:]
    recipients, signature, rest = read_sign_off(tail)
    if recipients:
        signature = [*take_signature(main), *signature]
    main, inner = annexes_inside(main, title)
    annexes = cut_annexes(inner + rest)
    letterhead: list[Piece] = []
    heading: list[Piece] = []
    at = 0
    if title is not None:
        letterhead = [as_piece(item) for item in main[:title]]
        heading, at = title_lines(main, title)
    else:
        at = untitled_head(main)
        letterhead = [as_piece(item) for item in main[:at]]
    body_at = find_body(main, at)
    preamble = join_cut(main[at:body_at])
    body = join_cut(main[body_at:])
    closing = take_closing(body)
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
    sign_off = find_sign_off(outer, 0)
    if sign_off == len(outer):
        return False
    _, _, rest = read_sign_off(outer[sign_off:])
    return len(rest) <= _MAX_LETTERHEAD and not any(isinstance(item, Grid) or layout.read_annex_head(item.text) for item in rest)


def _is_signed(items: list[Item]) -> bool:
    return any(isinstance(item, Piece) and layout.opens_with(item.text, "recipients") for item in items)

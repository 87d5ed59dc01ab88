"""What follows the sign-off, cut into annexes, each with its heading."""

from __future__ import annotations

from planparse.paper import AnnexPart, Grid, Item, Piece
from planparse.segment.flow import ENDS, MAX_TITLE_LINE, RULE, as_piece, is_reference, join_cut
from planparse.vocab import layout
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold


def annexes_inside(main: list[Item], title: int | None) -> tuple[list[Item], list[Item]]:
    """Where a document without a sign-off goes straight on with its annexes, they are cut off here."""
    start = (title + 1) if title is not None else 1
    sections = False
    for at in range(start, len(main)):
        item = main[at]
        if not isinstance(item, Piece):
            continue
        marker, _ = read_marker(item.text)
        sections = sections or (marker is not None and marker.level <= Level.ARTICLE)
        head = layout.read_annex_head(item.text)
        if head is not None and head.label.upper().startswith("PHỤ LỤC") and sections and item.text.isupper():
            return main[:at], main[at:]
    return main, []


def cut_annexes(items: list[Item]) -> list[AnnexPart]:
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
    reference = any(isinstance(later, Piece) and is_reference(later.text) for later in items[at : at + 4])
    return (
        strong
        or reference
        or (isinstance(before, Grid) and item.text.isupper() and any(isinstance(later, Grid) for later in items[at : at + 5]))
    )


def _annex(items: list[Item]) -> AnnexPart:
    heading: list[Piece] = []
    at = 0
    referenced = False
    while at < len(items):
        item = items[at]
        if not isinstance(item, Piece) or len(item.text) > MAX_TITLE_LINE:
            break
        marker, _ = read_marker(item.text)
        if is_reference(item.text) or ("(" in item.text and is_reference(item.text[item.text.index("(") :])):
            referenced = True
        elif referenced and not RULE.match(item.text):
            break
        elif marker is not None and marker.level is not Level.BULLET:
            break
        elif heading and not (
            item.text.isupper() or item.style.bold or item.style.centred or item.soft or RULE.match(item.text) or at <= 1
        ):
            break
        elif at > 0 and ENDS.search(item.text) and not item.text.isupper():
            break
        heading.append(item)
        at += 1
        if referenced and at < len(items) and not isinstance(items[at], Grid) and not RULE.match(as_piece(items[at]).text):
            break
    return AnnexPart(tuple(heading), tuple(join_cut(items[at:])))

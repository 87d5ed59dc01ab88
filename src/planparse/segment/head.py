"""The top of a document: the lines of its title, and where its body begins."""

from __future__ import annotations

import re

from planparse.paper import Grid, Item, Piece
from planparse.segment.flow import ENDS, MAX_TITLE_LINE, RULE, as_piece, is_reference
from planparse.vocab import layout
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_ENACTING = re.compile(r"\b(?:như sau|nội dung (?:chủ yếu|cụ thể|chính|sau)|sau đây)\s*[:.]\s*$", re.IGNORECASE)


def title_lines(main: list[Item], title: int) -> tuple[list[Piece], int]:
    """The title and the lines of the subject under it, and where they end."""
    lines = [as_piece(main[title])]
    first = layout.read_title(lines[0].text)
    has_subject = bool(first and first[2].removeprefix(layout.draft_mark(first[2])))
    at = title + 1
    while at < len(main):
        item = main[at]
        if not isinstance(item, Piece):
            break
        text = item.text
        if RULE.match(text):
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
        if fold(text).startswith("căn cứ") or len(text) > MAX_TITLE_LINE or _ENACTING.search(text):
            break
        if is_reference(text):
            lines.append(item)
            at += 1
            break
        if has_subject and not bound_to_title and (layout.opens_with(text, "basis") or ENDS.search(text)):
            break
        if has_subject and not bound_to_title and not _unfinished(lines[-1].text, text) and not item.soft:
            break
        if not has_subject and ENDS.search(text) and len(text) > 120 and not bound_to_title:
            break
        lines.append(item)
        has_subject = has_subject or not (layout.draft_mark(text) == text or layout.is_one_of(text, "joint"))
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
    return len(after) < 140 and not ENDS.search(after) and not after[:1].isdigit() and not layout.opens_with(after, "basis")


def untitled_head(main: list[Item]) -> int:
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


def find_body(main: list[Item], start: int) -> int:
    """Where the first section begins: at its marker or, without markers, after the bases and the enacting sentence."""
    enacted: int | None = None
    for at in range(start, len(main)):
        item = main[at]
        if isinstance(item, Grid):
            return at if enacted is None else enacted
        marker, _ = read_marker(item.text)
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

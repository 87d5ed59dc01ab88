"""Annexes: label, title, the reference to the plan, and what stands under them."""

from __future__ import annotations

import re

from planparse.interpret.bases import read_reference
from planparse.interpret.ledger import Ledger, source_of
from planparse.paper import AnnexPart, Piece
from planparse.plan import LegalBasis, Mark, Sources, source
from planparse.vocab import layout

_ONLY_SIGNS = re.compile(r"^[\W_]*$")
_REFERENCE = re.compile(r"\(?\s*(?:(?:Ban hành\s+)?kèm theo|Đính kèm)\b.*", re.IGNORECASE | re.DOTALL)


def read_heading(part: AnnexPart, pointer: str, ledger: Ledger) -> tuple[str | None, str | None, LegalBasis | None, tuple[Mark, ...]]:
    """Label, title and reference of an annex, and the rules between them.

    A reference that cites no act that can be read is still kept, with only its `text`.
    """
    label: str | None = None
    title: list[str] = []
    reference: LegalBasis | None = None
    marks: list[Mark] = []
    for piece in part.heading:
        text = piece.text
        if label is None and not title and (head := layout.read_annex_head(text)) is not None:
            label, text = head.label, head.rest
            ledger.claim(piece.keys, f"{pointer}/label")
        if not text:
            continue
        found = _REFERENCE.search(text)
        if found and reference is None and layout.opens_with(found[0].lstrip("( "), "reference"):
            words = found[0].strip()
            read = read_reference(words)
            reference = (read or LegalBasis(text=words)).model_copy(update={"text": words, "source": source(*piece.places)})
            ledger.claim(piece.keys, f"{pointer}/reference/text")
            text = text[: found.start()].strip()
        if _ONLY_SIGNS.match(text):
            if text:
                marks.append(Mark(kind="rule", text=text, source=source(*piece.places)))
                ledger.claim(piece.keys, "/document/labels")
            continue
        title.append(text)
        ledger.claim(piece.keys, f"{pointer}/title")
    return label, " ".join(title) or None, reference, tuple(marks)


def heading_source(part: AnnexPart) -> Sources:
    """Where the heading stands, else the first item below it."""
    if part.heading:
        return source_of(part.heading)
    first = part.items[0] if part.items else None
    return source_of((first,)) if isinstance(first, Piece) else source(*first.table.places) if first else None

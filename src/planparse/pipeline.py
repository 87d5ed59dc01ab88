"""From a file to a plan: the table of contents of the program."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from planparse import __version__
from planparse.account import Account, Carriers, missing, settle, weigh
from planparse.clean import SILENT, clean
from planparse.interpret import Reading, interpret
from planparse.paper import Aside, Fix, Key, Paper, replay
from planparse.plan import Document, Mark, Plan, Revised, source
from planparse.read import read
from planparse.segment import segment
from planparse.trace import trace

_FOOTNOTES = frozenset({"footnote"})
_STAMPED = "arrival_stamp"
"""A stamp that stands among the lines of the letterhead, and not beside them."""
_HIDDEN = frozenset({"hidden", "comment"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """A plan, and the account that proves that nothing of the document was lost."""

    plan: Plan
    account: Account


def parse(source: str | Path | bytes, name: str | None = None) -> Plan:
    """The plan in a file (a path) or in the bytes of one. `name` is the file's name where `source` is bytes.

    The same bytes and name give the same plan on any machine. Raises `UnreadableFile`, `MissingTool`, `LimitExceeded`, `OSError`;
    what is wrong with the plan itself is in its `needs_review`. Safe to call from several threads.
    """
    return parse_with_account(source, name).plan


def parse_with_account(source: str | Path | bytes, name: str | None = None) -> Parsed:
    """As `parse`, with the account of every character that was read."""
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = unicodedata.normalize("NFC", name or ("document" if isinstance(source, bytes) else Path(source).name))
    raw = read(data, name)
    paper = clean(raw)
    outline = segment(paper)
    reading = interpret(outline)
    paper = _with_fixes(paper, reading.ledger.fixes)
    plan = _plan(reading, _document(data, name, paper, reading))
    values = Carriers(plan)
    lost = missing(paper, values, reading.ledger.claims)
    plan = trace(plan, values, paper, reading.ledger.claims, lost, reading.ledger.reviews, SILENT)
    return Parsed(plan, settle(weigh(raw), paper, plan, lost))


def _with_fixes(paper: Paper, fixes: list[Fix]) -> Paper:
    """`paper` with the repairs that only the meaning could show, made in its texts and written in its ledger."""
    texts = dict(paper.texts())
    by_key: dict[Key, list[Fix]] = {}
    for fix in fixes:
        indent = len(texts[fix.key]) - len(texts[fix.key].lstrip())  # the meaning was read without the blanks in front
        by_key.setdefault(fix.key, []).append(replace(fix, start=fix.start + indent))
    mended = {key: replay(texts[key], tuple(own)) for key, own in by_key.items()}
    return replace(paper.with_texts(mended), fixes=(*paper.fixes, *(fix for own in by_key.values() for fix in own)))


def _document(data: bytes, name: str, paper: Paper, reading: Reading) -> Document:
    revisions = paper.revisions
    tracked = revisions.inserted or revisions.deleted or revisions.moved
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=paper.media_type,
        pages=paper.pages,
        extraction=paper.extraction,
        producer=f"planparse {__version__}",
        revisions=Revised(inserted=revisions.inserted, deleted=revisions.deleted, moved=revisions.moved) if tracked else None,
        stamps=(
            *_marks(aside for aside in paper.asides if aside.kind not in _FOOTNOTES | _HIDDEN),
            *(mark for mark in reading.labels if mark.kind == _STAMPED),
        ),
        labels=tuple(mark for mark in reading.labels if mark.kind != _STAMPED),
        footnotes=_marks(aside for aside in paper.asides if aside.kind in _FOOTNOTES),
        hidden=_marks(aside for aside in paper.asides if aside.kind in _HIDDEN),
    )


def _marks(asides: Iterable[Aside]) -> tuple[Mark, ...]:
    return tuple(Mark(kind=aside.kind, text=aside.text, source=source(aside.place)) for aside in asides)


def _plan(reading: Reading, document: Document) -> Plan:
    return Plan(
        id=reading.id,
        document=document,
        header=reading.header,
        legal_bases=reading.legal_bases,
        preamble=reading.preamble,
        sections=reading.sections,
        closing=reading.closing,
        closing_source=reading.closing_source,
        recipients=reading.recipients,
        signature=reading.signature,
        cover=reading.cover,
        annexes=reading.annexes,
        tables=reading.tables,
        tasks=reading.tasks,
    )

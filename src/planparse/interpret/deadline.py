"""By when: the words of a deadline cell become a `Deadline`, or are `unknown` and marked. Nothing is guessed.

1. `raw` keeps the words as written, with single blanks.
2. Arbitrary text never raises; a blank cell and a dash are None.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from planparse.plan import Deadline, LegalBasis


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a deadline may lean on: the plan's year (or its column's), period, own date (EDTF), bases, and the issuer's level."""

    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    issued: str | None = None
    bases: tuple[LegalBasis, ...] = ()
    level: str | None = None


def read_deadline(raw: str, calendar: Calendar) -> Deadline | None:
    """The meaning of a deadline cell; None for a blank one. Never raises for what the text says."""
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    if not text.strip("-–—−. "):
        return None
    return Deadline(raw=text, kind="unknown", needs_review=True)


def find_deadlines(text: str, calendar: Calendar) -> tuple[Deadline, ...]:
    """The deadlines that a sentence names outright, in order; `raw` is the phrase."""
    return ()

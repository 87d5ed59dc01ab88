"""Typed access to `acts.toml`: acts of the centre that plans cite often, with the day on which they were issued."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planparse.vocab import load
from planparse.vocab.spelling import fold


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act with the facts that `acts.toml` has for it; `sure` is False where one text alone gives the day."""

    number: str
    date: str
    issuer: str
    about: tuple[str, ...]
    sure: bool


@cache
def known_acts() -> tuple[KnownAct, ...]:
    """All entries, in the order of the file."""
    return tuple(
        KnownAct(entry["number"], entry["date"], entry["issuer"], tuple(entry["about"]), entry.get("sure", True))
        for entry in load("acts")["act"]
    )


def meant(number: str, date: str | None, subject: str | None) -> KnownAct | None:
    """The act that a citation of `number` means: of the same year (EDTF `date`), or about the same; None where no entry fits.

    >>> meant("57-NQ/TW", "2024-12-22", None).issuer, meant("23/CT-TTg", "2025-08-26", "tài sản công")
    ('Bộ Chính trị', None)
    >>> meant("66-NQ/TW", "2024-04-30", "đổi mới công tác xây dựng và thi hành pháp luật").date
    '2025-04-30'
    """
    about = fold(subject or "")
    for act in known_acts():
        if fold(act.number) != fold(number):
            continue
        if (date is not None and date[:4] == act.date[:4]) or any(fold(words) in about for words in act.about):
            return act
    return None

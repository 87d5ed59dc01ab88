"""How many deadlines of the shared lists are read right: kind, start, end and recurrence, against a reading by eye.

`deadline_meanings.json` holds what each text means in a plan of 2026, by the hash of its folded words: the lists themselves stay outside.

    python tests/interpret/deadline_score.py        prints the figures
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deadline_split import catalogue, held_out, seen

from planparse.interpret.deadline import Calendar, read_deadline
from planparse.plan import Deadline

PLAN = Calendar(year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31), issued="2026-01-05")
MEANINGS = Path(__file__).with_name("deadline_meanings.json")

_REMARK = re.compile(r"\s*\((?:one product|no year|OCR|in a plan [^)]*)\)$")


@dataclass(frozen=True, slots=True)
class Score:
    """Of `total` texts `right` are right, `marked` are not and say so; `silent` are wrong without a mark, `invented` with a day of their own."""

    total: int
    right: int
    marked: int
    silent: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def share(self) -> float:
        """Right ones, 0-1."""
        return self.right / self.total if self.total else 1.0


def key(text: str) -> str:
    """The name of a text in `deadline_meanings.json`."""
    folded = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def meaning(found: Deadline | None) -> list[object]:
    """What is compared: kind, start, end, recurrence."""
    return ["blank", None, None, []] if found is None else [found.kind, found.start, found.end, list(found.recurrence)]


def days(found: Deadline | None) -> set[str]:
    """Every day that a reading names, its parts' and occurrences' included."""
    if found is None:
        return set()
    own = {day for day in (found.start, found.end, found.due) if day is not None}
    return own.union({one.due for one in found.occurrences}, *(days(part) for part in found.parts))


def score(texts: Iterable[str]) -> Score:
    """The score of these texts; one that is not in the list of meanings is left out."""
    known = json.loads(MEANINGS.read_text(encoding="utf-8"))
    total = right = marked = 0
    silent: list[str] = []
    invented: list[str] = []
    for text in texts:
        want = known.get(key(text))
        if want is None:
            continue
        found = read_deadline(text, PLAN)
        total += 1
        if meaning(found) == want:
            right += 1
        elif found is not None and found.needs_review:
            marked += 1
        else:
            silent.append(text)
        if meaning(found) != want and days(found) - {want[1], want[2]}:
            invented.append(text)
    return Score(total, right, marked, tuple(silent), tuple(invented))


def catalogue_texts(held: bool) -> list[str]:
    """The expressions of the catalogue on one side of the split, without the remarks of its author."""
    return [_REMARK.sub("", text) for text, _ in catalogue() if held_out(text) is held]


def seen_texts(held: bool) -> list[str]:
    """The cells and phrases that were seen, on one side of the split."""
    return [entry["text"] for entry in seen() if held_out(entry["text"]) is held]


if __name__ == "__main__":
    for name, texts in (("catalogue", catalogue_texts), ("seen", seen_texts)):
        for held in (False, True):
            one = score(texts(held))
            side = "held out" if held else "development"
            wrong = f"{one.marked} marked, {len(one.silent)} silent, {len(one.invented)} invented"
            print(f"{name} {side}: {one.right}/{one.total} = {one.share:.1%}, {wrong}")

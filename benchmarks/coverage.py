"""How well the matching of wards' tasks to the province's keeps to labels made by hand: precision, recall, and what is left to a person.

    python benchmarks/coverage.py                      the matching as it is
    python benchmarks/coverage.py --words underthesea  with words of underthesea in the place of syllables (if it is installed)
    python benchmarks/coverage.py --wrong              every pair that is judged otherwise than labelled

Precision: of pairs that are said to be one task, how many are. Recall: of the labelled pairs, how many are said to be, without a doubt.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planparse.aggregate.coverage import Coverage
from planparse.aggregate.terms import Split, syllables
from planparse.plan import Document, Header, Plan, Task

LABELS = Path(__file__).parent / "labels" / "coverage.toml"


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair as labelled, and what the matching said: the asked task, sure or not."""

    half: str
    asked: int
    text: str
    same: bool
    sure: frozenset[int]
    grey: frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one half, or of all."""

    pairs: int
    precision: float
    recall: float
    doubtful: int


def judge(split: Split = syllables) -> list[Judged]:
    """Every labelled pair, judged with all asked tasks as the province's plan."""
    asked = tomllib.loads(LABELS.read_text(encoding="utf-8"))["asked"]
    tasks = tuple(Task(id=f"p/{at}", origin="table", order=at + 1, content=entry["content"]) for at, entry in enumerate(asked))
    document = Document(name="labels", sha256="0" * 64, media_type="text/plain", producer="labels")
    reference = Plan(id="p", document=document, header=Header(), tasks=tasks)
    pairs = list(_pairs(asked))
    coverage = Coverage(reference, (text for _, text, _ in pairs), split)
    found = []
    for at, text, same in pairs:
        taken = coverage.of(text)
        sure, grey = frozenset(one.at for one in taken if one.sure), frozenset(one.at for one in taken if not one.sure)
        found.append(Judged(asked[at]["half"], at, text, same, sure, grey))
    return found


def figures(judged: list[Judged]) -> Figures:
    """Precision and recall of what was said without a doubt."""
    right = sum(one.same and one.asked in one.sure for one in judged)
    said = sum(len(one.sure) for one in judged)
    labelled = sum(one.same for one in judged)
    return Figures(len(judged), right / max(1, said), right / max(1, labelled), sum(len(one.grey) for one in judged))


def _pairs(asked: list[dict[str, list[str]]]) -> Iterator[tuple[int, str, bool]]:
    for at, entry in enumerate(asked):
        yield from ((at, text, True) for text in entry["same"])
        yield from ((at, text, False) for text in entry["other"])


def _underthesea(text: str) -> list[str]:
    from underthesea import word_tokenize

    return [word.replace(" ", "_").lower() for word in word_tokenize(text)]


def main(argv: list[str] | None = None) -> int:
    """Prints the figures; 1 where they are below what is promised."""
    parser = argparse.ArgumentParser(description="Measures the matching of tasks.")
    parser.add_argument("--words", choices=("syllables", "underthesea"), default="syllables")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args(argv)
    judged = judge(_underthesea if options.words == "underthesea" else syllables)
    for name in ("tune", "held", "all"):
        got = figures([one for one in judged if name in ("all", one.half)])
        print(f"{name:5} {got.pairs} pairs  precision {got.precision:.3f}  recall {got.recall:.3f}  in doubt {got.doubtful}")
    if options.wrong:
        for one in judged:
            if (one.same and one.sure != {one.asked}) or (not one.same and one.sure):
                print(f"{one.half} {'same' if one.same else 'other'} {one.asked} {sorted(one.sure)} {sorted(one.grey)}: {one.text}")
    return 0 if got.precision >= 0.95 and got.recall >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())

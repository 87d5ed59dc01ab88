"""Which of the province's tasks a ward has taken up.

1. A ward's task takes up the task of the province that it is nearest to; a second one only where the
   ward's task names a subject of it that the first does not explain.
2. `SURE` and above it is taken up; down to `GREY` a person should look; below it is not. Words alone need more to be sure than a
   shared subject does.
3. Nothing depends on the order of wards or tasks: ties go to the province's first task.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planparse.aggregate.overview import Asked
from planparse.aggregate.terms import Rarity, Split, Vector, nearness, syllables
from planparse.plan import Organization, Plan, Task

SURE = 0.30
SURE_OF_WORDS = 0.40
GREY = 0.18
"""Chosen on the `tune` half of benchmarks/labels/coverage.toml; `SURE_OF_WORDS` where no subject of `vocab/matching.toml` is shared."""

SAME_DOMAIN = 0.03
"""A small hand for a task of the same domain, where both are known; taken away where they differ."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task of the reference plan: its text as a vector."""

    at: int
    task: Task
    asked: Asked
    vector: Vector


@dataclass(frozen=True, slots=True)
class Taken:
    """The index of the reference task that a text takes up, and how surely."""

    at: int
    score: float
    sure: bool


class Coverage:
    """The reference plan's tasks, ready to be compared."""

    def __init__(self, reference: Plan, texts: Iterable[str], split: Split = syllables) -> None:
        wanted = [task for task in reference.tasks if task.same_as is None]
        self._rarity = Rarity([*(task.content for task in wanted), *texts], split)
        self.wanted = tuple(Wanted(at, task, asked_of_wards(task), self._rarity.vector(task.content)) for at, task in enumerate(wanted))
        self._seen: dict[tuple[str, str | None], tuple[Taken, ...]] = {}

    def of(self, content: str, domain: str | None = None) -> tuple[Taken, ...]:
        """What a ward's task takes up, the nearest first; empty where it is the ward's own."""
        key = (content, domain)
        if key not in self._seen:
            self._seen[key] = tuple(self._match(content, domain))
        return self._seen[key]

    def _match(self, content: str, domain: str | None) -> Iterable[Taken]:
        vector = self._rarity.vector(content)
        scores = sorted(((self._score(vector, domain, wanted), -wanted.at) for wanted in self.wanted), reverse=True)
        left = vector.subjects
        for number, (score, minus) in enumerate(scores):
            wanted = self.wanted[-minus]
            shared = wanted.vector.subjects & left
            sure = score >= (SURE if shared else SURE_OF_WORDS)
            if score < GREY or (number and score < SURE):
                break
            if number == 0 or shared:
                left -= wanted.vector.subjects
                yield Taken(wanted.at, round(min(score, 1.0), 3), sure)

    def _score(self, vector: Vector, domain: str | None, wanted: Wanted) -> float:
        score = nearness(vector, wanted.vector)
        if score and domain and wanted.task.domain:
            score += SAME_DOMAIN if domain == wanted.task.domain else -SAME_DOMAIN
        return score


def asked_of_wards(task: Task) -> Asked:
    """What the task asks of the communes: to lead it, to help; `unknown` where it names nobody.

    A unit counts as theirs where it is a body of communes (`UBND các xã, phường`, `các địa phương`).
    """
    if not task.lead_units and not task.coordinating_units:
        return "unknown"
    if any(map(of_communes, task.lead_units)):
        return "lead"
    if any(map(of_communes, task.coordinating_units)):
        return "coordinating"
    return "no"


def of_communes(unit: Organization) -> bool:
    """Whether the unit is a body of communes."""
    return unit.id == "ubnd-cap-xa" or (unit.level == "commune" and unit.kind in ("collective", "government"))


def missing(wanted: Wanted, takers: Mapping[str, bool], wards: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of `wards`, those in doubt and those without the task; `takers` says for each ward that has a match whether it is sure."""
    doubt = tuple(ward for ward in wards if takers.get(ward) is False)
    without = tuple(ward for ward in wards if ward not in takers) if wanted.asked in ("lead", "unknown") else ()
    return doubt, without

"""How near two wordings of a task are: what they are about, words and pairs of words, the rare ones counting most.

The score is the mean of two shares: how much of the smaller text the other has (a ward takes up a part, or says more), and the cosine.
Two texts that are about different subjects are kept apart, whatever words they share; see `vocab/matching.toml`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from planparse.vocab.matching import about, plain_words, weights

Split = Callable[[str], list[str]]
"""A folded text as words."""

PAIR = 0.6
"""A pair of words beside a single one."""

SUBJECT = 3.0
"""A subject beside a word. Chosen, as are the two below, on the `tune` half of benchmarks/labels/coverage.toml."""

APART = 0.45
"""What is left of a score where both texts have subjects and share none."""

ASIDE = 0.7
"""What is left where only one of them has a subject."""


def syllables(text: str) -> list[str]:
    """The words between blanks."""
    return text.split()


@lru_cache(maxsize=1 << 17)
def _counts(text: str, split: Split) -> Mapping[str, float]:
    known = weights()
    said = about(text)
    words = split(said.words)
    found: dict[str, float] = {}
    for word in words:
        found[word] = 0.2 if word.isdigit() else known.get(word, 1.0)
    kept = [word for word in words if known.get(word, 1.0) > 0]
    for left, right in pairwise(kept):
        found[f"{left} {right}"] = PAIR * math.sqrt(known.get(left, 1.0) * known.get(right, 1.0))
    for subject in said.subjects:
        found[subject] = SUBJECT
    return {term: weight for term, weight in found.items() if weight > 0}


@dataclass(frozen=True, slots=True)
class Vector:
    """The terms of a text with their weights, the sums that scores need, and what the text is about."""

    terms: Mapping[str, float]
    total: float
    norm: float
    subjects: frozenset[str]
    own: int
    """How many words are neither empty nor faint."""


class Rarity:
    """How rare each term is in a set of texts; each different text counts once, so that a form that all wards copy is no common speech."""

    def __init__(self, texts: Iterable[str], split: Split = syllables) -> None:
        self._split = split
        different = {plain_words(text): text for text in texts}
        counts: Counter[str] = Counter()
        for text in different.values():
            counts.update(_counts(text, split).keys())
        self._number = len(different)
        self._counts = counts

    def vector(self, text: str) -> Vector:
        """The terms of `text`, each by its rarity."""
        terms = {}
        for term, weight in sorted(_counts(text, self._split).items()):
            terms[term] = weight * (1.0 + math.log((self._number + 8) / (self._counts[term] + 1)))
        norm = math.sqrt(math.fsum(weight * weight for weight in terms.values()))
        known = weights()
        own = sum(" " not in term and not term.isdigit() and known.get(term, 1.0) == 1.0 for term in terms)
        return Vector(terms, math.fsum(terms.values()), norm, about(text).subjects, own)


def nearness(one: Vector, other: Vector) -> float:
    """0 where they share nothing, 1 where they say the same."""
    if len(one.terms) > len(other.terms):
        one, other = other, one
    shared = [(weight, other.terms[term]) for term, weight in one.terms.items() if term in other.terms]
    if not shared:
        return 0.0
    common = math.fsum(min(pair) for pair in shared)
    cosine = math.fsum(left * right for left, right in shared) / (one.norm * other.norm)
    score = 0.5 * common / min(one.total, other.total) + 0.5 * cosine
    if one.subjects & other.subjects:
        return score
    return score * (APART if one.subjects and other.subjects else ASIDE if one.subjects or other.subjects else 1.0)

"""Which reading of a stretch of words is the likeliest: a lattice of what was read and what may have stood there, and the best way
through it by the counts of administrative Vietnamese (Viterbi over triples).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from planparse.vocab.ngrams import BREAK, Ngrams

Path: TypeAlias = tuple[tuple[int, str], ...]
"""What the best way takes at each place that has options."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """`words` as read (folded), and for some places the `options` beside the word read: word -> log likelihood of the misreading."""

    words: tuple[str, ...]
    options: Mapping[int, Mapping[str, float]]
    counts: Ngrams

    def at(self, place: int) -> str:
        """The word read at `place`; a break beyond the ends."""
        return self.words[place] if 0 <= place < len(self.words) else BREAK

    def best(self, fixed: Mapping[int, str], banned: tuple[int, str] | None = None) -> tuple[float, dict[int, str]]:
        """The log score of the best way and what it takes, with the words `fixed` at some places and one word `banned` at one."""
        first, last = min(self.options), max(self.options)
        ways: dict[tuple[str, str], tuple[float, Path]] = {(self.at(first - 2), self.at(first - 1)): (0.0, ())}
        for place in range(first, last + 3):
            here = self._choices(place, fixed, banned)
            onward: dict[tuple[str, str], tuple[float, Path]] = {}
            for (before, left), (score, path) in ways.items():
                for word, likelihood in here.items():
                    total = score + likelihood + self.counts.log_probability(before, left, word)
                    if (left, word) not in onward or onward[left, word][0] < total:
                        onward[left, word] = (total, (*path, (place, word)) if place in self.options else path)
            ways = onward
        score, path = max(ways.values())
        return score, dict(path)

    def _choices(self, place: int, fixed: Mapping[int, str], banned: tuple[int, str] | None) -> dict[str, float]:
        read = self.at(place)
        if place not in self.options:
            return {read: 0.0}
        choices = {read: 0.0, **self.options[place]}
        if place in fixed:
            return {fixed[place]: choices[fixed[place]]}
        return {word: likelihood for word, likelihood in choices.items() if (place, word) != banned}

    def support(self, place: int, word: str, path: Mapping[int, str]) -> int:
        """How often `word` was seen beside one of its neighbours, as `path` takes them: the better side counts."""
        left, right = path.get(place - 1, self.at(place - 1)), path.get(place + 1, self.at(place + 1))
        return max(self.counts.pair(left, word), self.counts.pair(word, right))

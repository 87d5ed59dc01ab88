"""How often syllables stand side by side in administrative Vietnamese: counts of one, two and three, and what follows from them.

`load()` reads `ngrams.txt.gz`, made by `scripts/make_ngrams.py`: only n-grams seen twice or more, no sentence can be put together
from it. Words are folded: lower case, one tone placement. A number is `#`; a sign between words ends an n-gram.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from planparse.vocab import syllables
from planparse.vocab.spelling import place_tone

NUMBER = "#"
BREAK = "|"
_TOKEN = re.compile(r"\d\w*(?:[./,-]\d\w*)*|\w+|[^\w\s]")
_DISCOUNT_2, _DISCOUNT_3 = 0.75, 0.6  # absolute discounts of Kneser-Ney smoothing
_IN_USE, _NOT_IN_USE, _NO_WORD = 0.5, 0.02, 0.001  # the count given to a word never seen: used elsewhere, possible, impossible


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a text: where it stands, as written, and folded (`#` a number, `|` a sign)."""

    start: int
    written: str
    folded: str


def tokens(line: str) -> list[Token]:
    """The tokens of a line, in order.

    >>> [token.folded for token in tokens("Quý I/2027, thuỷ lợi")]
    ['quý', 'i', '|', '#', '|', 'thủy', 'lợi']
    """
    lowered = place_tone(line.lower())
    if len(lowered) != len(line):  # a letter whose small form is two characters: its offsets are lost, so word by word
        return [Token(match.start(), match[0], folded(match[0])) for match in _TOKEN.finditer(line)]
    return [Token(match.start(), line[match.start() : match.end()], _key(match[0])) for match in _TOKEN.finditer(lowered)]


def folded(written: str) -> str:
    """The key of one token: see `Token`."""
    return _key(place_tone(written.lower()))


def _key(lowered: str) -> str:
    return lowered if lowered.isalpha() else NUMBER if lowered[0].isalnum() else BREAK


@dataclass(frozen=True, slots=True, eq=False)
class Ngrams:
    """Counts of words, of pairs (`"a b"`) and of triples (`"a b c"`), and the smoothed probabilities that they give.

    `spent` is, for a word or pair, the hundredths of its count that what was seen behind it takes up.
    """

    words: Mapping[str, int]
    pairs: Mapping[str, int]
    triples: Mapping[str, int]
    spent: Mapping[str, int]
    total: int

    def pair(self, left: str, right: str) -> int:
        """How often `right` was seen after `left`."""
        return self.pairs.get(f"{left} {right}", 0)

    @lru_cache(maxsize=65536)  # noqa: B019 - there is one set of counts in a process
    def log_probability(self, before: str, left: str, word: str) -> float:
        """The natural logarithm of P(`word` | `before` `left`), interpolated Kneser-Ney; a sign in the context tells nothing."""
        return math.log(self._of_three(before, left, word))

    def _of_one(self, word: str) -> float:
        seen: float = self.words.get(word, 0)
        if not seen:
            seen = _NO_WORD if not syllables.possible(word) else _IN_USE if word in syllables.known() else _NOT_IN_USE
        return seen / (self.total + 2500)

    def _of_two(self, left: str, word: str) -> float:
        seen = self.words.get(left, 0)
        if left == BREAK or not seen:
            return self._of_one(word)
        rest = max(1 - self.spent.get(left, 0) / 100 / seen, 0.5 if seen < 5 else 0.02)
        return max(self.pair(left, word) - _DISCOUNT_2, 0) / seen + rest * self._of_one(word)

    def _of_three(self, before: str, left: str, word: str) -> float:
        context = f"{before} {left}"
        seen = self.pairs.get(context, 0)
        if not seen:
            return self._of_two(left, word)
        rest = max(1 - self.spent.get(context, 0) / 100 / seen, 0.5 if seen < 3 else 0.1)
        share = max(self.triples.get(f"{context} {word}", 0) - _DISCOUNT_3, 0) / seen
        return share * (0.8 if seen < 3 else 1) + rest * self._of_two(left, word)


def count(texts: Iterable[str], compounds: Iterable[tuple[str, str]] = (), least: int = 2) -> Ngrams:
    """The n-grams of `texts` that stand there `least` times or more; each of `compounds` counts as a pair seen three times."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    triples: Counter[str] = Counter()
    for text in texts:
        for run in _runs(text):
            words.update(run)
            pairs.update(f"{left} {right}" for left, right in pairwise(run))
            triples.update(f"{first} {second} {third}" for first, second, third in zip(run, run[1:], run[2:], strict=False))
    kept = Counter({pair: seen for pair, seen in pairs.items() if seen >= least})
    for left, right in compounds:
        missing = max(0, 3 - kept[f"{left} {right}"])
        kept[f"{left} {right}"] += missing
        words[left] += missing
        words[right] += missing
    known = {word: seen for word, seen in words.items() if seen >= least or word in syllables.known()}
    spent: Counter[str] = Counter()
    frequent = {triple: seen for triple, seen in triples.items() if seen >= least}
    for pair, seen in kept.items():
        spent[pair[: pair.index(" ")]] += 100 * seen - round(100 * _DISCOUNT_2)
    for triple, seen in frequent.items():
        spent[triple[: triple.rindex(" ")]] += 100 * seen - round(100 * _DISCOUNT_3)
    return Ngrams(known, dict(kept), frequent, dict(spent), sum(known.values()))


def _runs(text: str) -> Iterator[list[str]]:
    """The stretches of words and numbers that no sign interrupts, folded."""
    for line in re.split(r"[\n\t]", text):
        run: list[str] = []
        for token in tokens(line):
            if token.folded != BREAK:
                run.append(token.folded)
            elif run:
                yield run
                run = []
        if run:
            yield run


def dump(ngrams: Ngrams) -> bytes:
    """`ngrams` as the bytes of `ngrams.txt.gz`: four tables, each a line of counts and a line of keys; the same for the same counts."""
    lines = []
    for table in (ngrams.words, ngrams.pairs, ngrams.triples, ngrams.spent):
        keys = sorted(table)
        lines += [" ".join(str(table[key]) for key in keys), ",".join(keys)]
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def parse(data: bytes) -> Ngrams:
    """The `Ngrams` in `data`, as `dump` writes them."""
    lines = gzip.decompress(data).decode().split("\n")
    words, pairs, triples, spent = (dict(zip(lines[at + 1].split(","), map(int, lines[at].split(" ")), strict=True)) for at in (0, 2, 4, 6))
    return Ngrams(words, pairs, triples, spent, sum(words.values()))


@cache
def load() -> Ngrams:
    """The counts that planparse brings along."""
    return parse((resources.files(__package__) / "ngrams.txt.gz").read_bytes())

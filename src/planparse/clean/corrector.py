"""The general corrector: words that no list has, mended where the company leaves no doubt, else only suspected.

A word is looked at where neither neighbour was ever seen beside it (or, in machine-read text, where one was not). What may have
stood there is weighed by the likelihood of the misreading and by the counts of administrative Vietnamese; the margin of the better
reading over the word as read, in natural logarithms, decides. Thresholds were measured by `benchmarks/clean_accuracy.py`.

Never touched: numbers, codes, addresses, abbreviations, foreign words, and capitalised words that their company does not make
common.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TypeAlias

from planparse import vocab
from planparse.clean.codes import protected
from planparse.clean.confusion import Candidate, candidates, one_slip
from planparse.clean.known_places import known_places
from planparse.clean.lattice import Lattice
from planparse.vocab import ngrams, syllables
from planparse.vocab.ngrams import BREAK, NUMBER, Ngrams, Token
from planparse.vocab.spelling import place_tone

_SLIP = math.log(0.05)  # the chance that a word is misread at all
_NAME_PENALTY, _NAME_SUPPORT = 4.0, 5
_LEAST_LIKELIHOOD = -9.0
_MOST_OPTIONS = 6
_LONGEST_STRETCH = 5
_NUMBER = re.compile(r"(?<!\w)\d\w*(?:[./,-]\d\w*)*")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_OPENS_A_SENTENCE = frozenset('.:;!?-+•*"“()/')

Reading: TypeAlias = tuple[str, float, int]


@dataclass(frozen=True, slots=True)
class Policy:
    """How sure a change must be: margins in natural logarithms, of words and of non-words; the lead of the best candidate over the
    next; how often it was seen beside a neighbour; from which margin on a word is suspected. `lenient` also looks at words of which one
    neighbour was seen beside them."""

    word: float
    non_word: float
    lead: float
    support: int
    suspect: float
    lenient: bool


DIGITAL = Policy(word=3.6, non_word=2.1, lead=1.0, support=2, suspect=1.0, lenient=False)
MACHINE_READ = Policy(word=0.7, non_word=0.2, lead=0.6, support=2, suspect=-0.5, lenient=True)


@dataclass(frozen=True, slots=True)
class Change:
    """At `start` of the text `before` should be `after`. `certain` changes are made, others only suspected; `margin` says how sure."""

    start: int
    before: str
    after: str
    margin: float
    certain: bool
    real_word: bool

    @property
    def confidence(self) -> float:
        """The chance that the change is right, from its margin; at most 0.99."""
        return round(min(0.99, 1 / (1 + math.exp(-self.margin))), 2)


def corrections(line: str, counts: Ngrams, policy: Policy) -> list[Change]:
    """The changes that a line without line breaks needs, and those that are suspected, in order.

    >>> [(change.before, change.after) for change in corrections("kiểm tra, giám sảt việc thực hiên", ngrams.load(), DIGITAL)]
    [('sảt', 'sát'), ('hiên', 'hiện')]
    """
    lowered = place_tone(line.lower())
    words = _TOKEN.findall(_NUMBER.sub(NUMBER, lowered)) if len(lowered) == len(line) else []
    readings = _readings(words, counts, policy)
    if not readings:
        return []
    tokens = ngrams.tokens(line)
    spans = protected(line) if policy.lenient else protected(line) + known_places(line)
    options: dict[int, dict[str, float]] = {}
    kinds: dict[int, str] = {}
    for place, offered in readings.items():
        token = tokens[place]
        if any(start <= token.start < end for start, end in spans):
            continue
        kind = _kind(token)
        if kind and (likely := _options(tokens, place, kind, offered, policy)):
            options[place], kinds[place] = likely, kind
    folded = tuple(token.folded for token in tokens)
    return [change for stretch in _stretches(options) for change in _decide(tokens, Lattice(folded, stretch, counts), kinds, policy)]


def _readings(words: list[str], counts: Ngrams, policy: Policy) -> dict[int, list[Reading]]:
    """For the words that stand in company never seen, what else may have stood there: (word, log likelihood, how often seen beside
    the neighbours, or beside what may have stood in their place). A real word needs something that was seen there."""
    if not words:
        return {}
    pairs = counts.pairs
    seen = [f"{left} {right}" in pairs for left, right in pairwise(words)]
    beside = zip((False, *seen), (*seen, False), strict=True)
    if policy.lenient:
        strange = [place for place, (before, after) in enumerate(beside) if not (before and after)]
    else:
        strange = [place for place, (before, after) in enumerate(beside) if not (before or after)]
    others = {place: _others(words[place]) for place in strange if len(words[place]) > 1 and words[place].isalpha()}
    readings = {}
    for place, offered in others.items():
        word = words[place]
        lefts = [words[place - 1] if place else BREAK, *(other for other, _ in others.get(place - 1, ()))]
        rights = [words[place + 1] if place + 1 < len(words) else BREAK, *(other for other, _ in others.get(place + 1, ()))]
        needed = policy.support if word.isascii() or syllables.possible(word) else 0
        found = [
            (other, likelihood, support)
            for other, likelihood in offered
            if (
                support := max(
                    [*[pairs.get(f"{left} {other}", 0) for left in lefts], *[pairs.get(f"{other} {right}", 0) for right in rights]]
                )
            )
            >= needed
        ]
        if found:
            readings[place] = found
    return readings


@lru_cache(maxsize=16384)
def _others(word: str) -> tuple[Candidate, ...]:
    """The candidates for `word` that are likely at all and no variant of it."""
    variants = _variants().get(word, ())
    return tuple((other, likelihood) for other, likelihood in candidates(word) if likelihood > _LEAST_LIKELIHOOD and other not in variants)


def _kind(token: Token) -> str | None:
    """`word`, `non-word` or `foreign`; None for what is no word to mend: an abbreviation, a brand."""
    written, word = token.written, token.folded
    if len(word) < 2 or not written.isalpha() or not (written.islower() or written.isupper() or written.istitle()):
        return None
    if syllables.possible(word):
        return "word"
    if written.isupper() and not any(letter > "\x7f" and letter not in "ĐƯ" for letter in written):
        return None
    return "foreign" if word.isascii() else "non-word"


def _options(tokens: list[Token], place: int, kind: str, readings: list[Reading], policy: Policy) -> dict[str, float]:
    """The likeliest few of `readings`, each with its log likelihood as it counts against the word read; empty where none may be."""
    name = _like_a_name(tokens, place)
    needed = _NAME_SUPPORT if name else policy.support if kind == "foreign" else 0
    penalty = _NAME_PENALTY if name else 0.0
    fitting = [(likelihood + math.log(beside + 0.05), word, likelihood) for word, likelihood, beside in readings if beside >= needed]
    return {word: likelihood + _SLIP - penalty for _, word, likelihood in sorted(fitting, reverse=True)[:_MOST_OPTIONS]}


def _like_a_name(tokens: list[Token], place: int) -> bool:
    """Whether a capitalised word stands beside another one, or inside a sentence."""
    if not tokens[place].written.istitle():
        return False
    before = tokens[place - 1].written if place else ""
    after = tokens[place + 1].written if place + 1 < len(tokens) else ""
    return before.istitle() or after.istitle() or (place > 0 and before not in _OPENS_A_SENTENCE)


def _stretches(options: dict[int, dict[str, float]]) -> list[dict[int, dict[str, float]]]:
    """`options` in groups of neighbours, so that two slips side by side are weighed together."""
    stretches: list[dict[int, dict[str, float]]] = []
    for place in sorted(options):
        if stretches and place - 1 in stretches[-1] and len(stretches[-1]) < _LONGEST_STRETCH:
            stretches[-1][place] = options[place]
        else:
            stretches.append({place: options[place]})
    return stretches


def _decide(tokens: list[Token], lattice: Lattice, kinds: dict[int, str], policy: Policy) -> list[Change]:
    """The changes of one stretch. The least certain is put back first and the rest weighed again, until all that is left is certain."""
    kept: dict[int, str] = {}
    suspected: list[Change] = []
    while True:
        score, path = lattice.best(kept)
        changes = []
        for place, word in path.items():
            if word == lattice.at(place):
                continue
            margin = score - lattice.best({**kept, place: lattice.at(place)})[0]
            lead = score - lattice.best(kept, (place, word))[0]
            support = lattice.support(place, word, path)
            if kinds[place] == "non-word":
                certain = margin >= policy.non_word and (lead >= policy.lead or lead >= margin)
                certain = certain and (policy.lenient or one_slip(lattice.at(place), word))
            else:
                certain = margin >= policy.word and support >= policy.support
            changes.append((certain, margin, place, word))
        doubtful = [change for change in changes if not change[0]]
        if not doubtful:
            made = [_change(tokens[place], word, margin, True, kinds[place]) for _, margin, place, word in changes]
            return sorted((*made, *suspected), key=lambda change: change.start)
        _, margin, place, word = min(doubtful)
        kept[place] = lattice.at(place)
        if margin >= policy.suspect and lattice.support(place, word, path) >= policy.support:
            suspected.append(_change(tokens[place], word, margin, False, kinds[place]))


def _change(token: Token, word: str, margin: float, certain: bool, kind: str) -> Change:
    after = word.upper() if token.written.isupper() else word.capitalize() if token.written.istitle() else word
    return Change(token.start, token.written, after, margin, certain, kind == "word")


@cache
def _variants() -> dict[str, set[str]]:
    """Word -> the words that are right in its place too."""
    variants: dict[str, set[str]] = defaultdict(set)
    for line in vocab.load("ocr")["words"]["variants"]:
        for word in line.split():
            variants[word] |= set(line.split())
    return dict(variants)

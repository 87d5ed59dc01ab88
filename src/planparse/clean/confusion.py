"""What a reading machine may have made of a word: the syllables that could stand behind what it read, each with its likelihood.

Two words are confusable where they differ in marks only (`tổ`, `tố`, `đ` and `d` too), or in one letter that looks alike (`hành`,
`bành`), or in two letters that look like one (`rn`, `m`); or only the tone mark stands
on another vowel. Weights are in `vocab/confusions.csv`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from typing import TypeAlias

from planparse import vocab
from planparse.vocab import syllables

Candidate: TypeAlias = tuple[str, float]
"""A syllable, and the natural logarithm of the probability that it was read as the word, given that it was misread."""

_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_SAME_KIND, _OTHER_KIND, _STROKE = 1.0, 0.2, 2.0  # weight of a pair never counted: one mark differs, two do, d and đ
_ELSEWHERE = 3.0  # weight of all the misreadings of a letter that no list has
_RUNS = (("m", "rn"), ("rn", "m"), ("d", "cl"), ("nh", "rih"), ("n", "ri"), ("h", "li"), ("tr", "h"), ("u", "ii"))
_RUN_LIKELIHOOD = -5.0
_RESPELLED = -0.1  # only the place of the tone mark is wrong: `tòan`
_MOST_DIFFERENCES = 3


def skeleton(word: str) -> str:
    """The word without its marks: `tổ` and `tơ` are `to`, `đ` is `d`."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)).replace("đ", "d")


@lru_cache(maxsize=16384)
def candidates(read: str) -> tuple[Candidate, ...]:
    """The syllables in use that may have been read as `read` (folded), the likeliest first; without `read` itself.

    >>> [word for word, _ in candidates("đưọc")], candidates("quv")[0][0], candidates("bành")[0][0]
    (['được', 'dược', 'đuốc'], 'quy', 'hành')
    """
    found: dict[str, float] = {}
    for word in _buckets().get(skeleton(read), ()):
        if word != read and len(word) == len(read) and (likelihood := _by_marks(word, read)) is not None:
            found[word] = likelihood
    for at, letter in enumerate(read):
        for right, weight in _shapes().get(letter, ()):
            word = read[:at] + right + read[at + 1 :]
            if word in syllables.known():
                found[word] = max(found.get(word, -math.inf), math.log(weight / _all_weights(word)))
    if respelled := syllables.respelled(read):
        found[respelled] = _RESPELLED
    for right, wrong in _RUNS:
        for match in re.finditer(wrong, read):
            word = read[: match.start()] + right + read[match.end() :]
            if word in syllables.known() and word != read:
                found.setdefault(word, _RUN_LIKELIHOOD)
    return tuple(sorted(found.items(), key=lambda candidate: (-candidate[1], candidate[0])))


def one_slip(read: str, word: str) -> bool:
    """Whether one slip of the finger made `read` of `word`: one letter is another or has one mark wrong, or the tone is misplaced.

    >>> one_slip("hiên", "hiện"), one_slip("quv", "quy"), one_slip("đựơc", "được"), one_slip("lợng", "lỏng"), one_slip("rnôi", "môi")
    (True, True, True, False, True)
    """
    if len(read) != len(word) or syllables.respelled(read) == word:
        return True
    differing = [pair for pair in zip(word, read, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and (skeleton(read) != skeleton(word) or _one_mark(*differing[0]) or {*differing[0]} == {"d", "đ"})


def _by_marks(word: str, read: str) -> float | None:
    differing = [(right, wrong) for right, wrong in zip(word, read, strict=True) if right != wrong]
    weights = [_weights().get(pair, 0.0) for pair in differing]
    if len(differing) > _MOST_DIFFERENCES or not all(weights):
        return None
    return sum(math.log(weight / _all_weights(word)) for weight in weights)


@cache
def _buckets() -> dict[str, list[str]]:
    """Skeleton -> the syllables in use that have it."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for word in sorted(syllables.known()):
        buckets[skeleton(word)].append(word)
    return dict(buckets)


@cache
def _weights() -> dict[tuple[str, str], float]:
    """(right letter, read letter) -> weight, for all letters that differ in marks only, and for the counted ones that look alike."""
    weights = {(row["right"], row["wrong"]): int(row["weight"]) / 4 for row in vocab.rows("confusions")}
    letters = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in ("", *_TONES)]
    for right in letters:
        for wrong in letters:
            if right != wrong and skeleton(right) == skeleton(wrong):
                weights[right, wrong] = weights.get((right, wrong), 0.0) + (_SAME_KIND if _one_mark(right, wrong) else _OTHER_KIND)
    for pair in (("d", "đ"), ("đ", "d")):
        weights[pair] = weights.get(pair, 0.0) + _STROKE
    return weights


def _one_mark(right: str, wrong: str) -> bool:
    """Whether two letters differ in the tone or in the quality, but not in both."""
    first, second = set(unicodedata.normalize("NFD", right)), set(unicodedata.normalize("NFD", wrong))
    differing = first ^ second
    return bool(differing & set(_TONES)) != bool(differing - set(_TONES))


@cache
def _shapes() -> dict[str, list[tuple[str, float]]]:
    """Read letter -> the letters of another shape that were read so, each with its weight (2 or more)."""
    shapes: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (right, wrong), weight in _weights().items():
        if weight >= 2 and skeleton(right) != skeleton(wrong):
            shapes[wrong].append((right, weight))
    return dict(shapes)


@cache
def _letter_weights() -> dict[str, float]:
    """Letter -> the weight of all its misreadings."""
    totals: dict[str, float] = defaultdict(float)
    for (right, _), weight in _weights().items():
        totals[right] += weight
    return dict(totals)


def _all_weights(word: str) -> float:
    return sum(_letter_weights().get(letter, 0.0) + _ELSEWHERE for letter in word)

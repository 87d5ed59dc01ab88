"""The words of a deadline laid flat: letters of one case, bent spellings mended, and calendar words taken together as tokens.

`Từ ngày 15/10 đến Quý IV/2026` becomes the skeleton `từ D đến Q`: a capital letter stands for a token, all else is lower case, so
that a form is a short pattern (`từ {time} đến {time}`). A level text is as long as the text that it came from; so each place in the
skeleton leads back to the words as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from planparse.vocab.deadlines import slip_pattern, slips, token_forms
from planparse.vocab.spelling import place_tone

_PLAIN = str.maketrans("–—‑−‒―÷→⁄∕：，；’‘′`´“”…", "--------//:,;'''''\"\".")
_BLANKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Token:
    """A calendar word of the text: its name (`quarter`), its place, and the match that holds its numbers."""

    name: str
    start: int
    end: int
    match: re.Match[str]

    @property
    def in_doubt(self) -> bool:
        """Whether it may be meant otherwise: `12-11/2026`."""
        return self.match.groupdict().get("doubt") is not None


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`text` with tokens as letters; `places[i]` is where its i-th character stands in `raw`, one more for the end."""

    raw: str
    text: str
    places: tuple[int, ...]
    tokens: dict[int, Token]

    def written(self, start: int, end: int) -> str:
        """The words as written for a stretch of the skeleton."""
        return self.raw[self.places[start] : self.end_of(start, end)]

    def end_of(self, start: int, end: int) -> int:
        """Where a stretch of the skeleton ends in `raw`."""
        if end <= start:
            return self.places[start]
        last = self.tokens.get(end - 1)
        return last.end if last is not None else self.places[end - 1] + 1

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of a stretch of the skeleton, in order."""
        return tuple(token for at, token in self.tokens.items() if start <= at < end)


def clean(text: str) -> str:
    """`text` in NFC, each run of blanks as one: a blank, or a line break where there was one.

    >>> clean("  Quý II /2026 \\n  Quý IV ")
    'Quý II /2026\\nQuý IV'
    """
    pieces = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(piece for piece in pieces if piece)


def level(text: str) -> str:
    """`text`, character for character, in lower case with plain dashes and quotes, one tone placement and no bent spellings.

    >>> level("Qúy IIl – Thuờng xuyên")
    'quý iil - thường xuyên'
    """
    placed = place_tone(text)
    placed = placed if len(placed) == len(text) else text
    flat = "".join(low if len(low := char.casefold()) == 1 else char for char in _BLANKS.sub(" ", placed).translate(_PLAIN))
    return slip_pattern().sub(lambda slip: slips()[slip[0]], flat)


@lru_cache(maxsize=4096)
def skeleton(raw: str) -> Skeleton:
    """The skeleton of a cleaned text."""
    flat = level(raw)
    pieces: list[str] = []
    places: list[int] = []
    tokens: dict[int, Token] = {}
    at = 0
    for form, match in scan(token_forms(), lambda one: one.pattern, flat):
        pieces.append(flat[at : match.start()])
        places += range(at, match.start())
        tokens[len(places)] = Token(form.name, match.start(), match.end(), match)
        pieces.append(form.letter)
        places.append(match.start())
        at = match.end()
    pieces.append(flat[at:])
    places += range(at, len(flat) + 1)
    return Skeleton(raw, "".join(pieces), tuple(places), tokens)


Entry = TypeVar("Entry")


def scan(entries: Iterable[Entry], pattern: Callable[[Entry], re.Pattern[str]], text: str) -> Iterator[tuple[Entry, re.Match[str]]]:
    """The matches of all patterns, from left to right without overlap; of those that start together the longest, then the first."""
    waiting = [(entry, pattern(entry)) for entry in entries]
    found: list[tuple[Entry, re.Pattern[str], re.Match[str]]] = [
        (entry, one, match) for entry, one in waiting if (match := one.search(text)) is not None
    ]
    while found:
        entry, _, best = min(found, key=lambda item: (item[2].start(), -item[2].end()))
        yield entry, best
        at = best.end()
        ahead = []
        for other, one, match in found:
            fresh = match if match.start() >= at else one.search(text, at)
            if fresh is not None:
                ahead.append((other, one, fresh))
        found = ahead

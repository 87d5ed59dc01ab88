"""Phrases: where a form stands in a text. What it means is another matter (`deadline_meanings`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planparse.interpret.deadline_moments import Moment, moment
from planparse.interpret.deadline_tokens import Skeleton, Token, scan, skeleton
from planparse.vocab.deadlines import Form, forms


@dataclass(frozen=True, slots=True)
class Phrase:
    """`form` stands at `start` to `end` of the skeleton."""

    form: Form
    skeleton: Skeleton
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    @property
    def raw(self) -> str:
        """The words as written."""
        return self.skeleton.written(self.start, self.end)

    def has(self, group: str) -> bool:
        """Whether the form has this named group and it matched."""
        return self.said(group) is not None

    def said(self, group: str) -> str | None:
        """The words as written of a named group, or None."""
        if group not in self.match.re.groupindex or self.match[group] is None:
            return None
        start, end = self.match.span(group)
        return self.skeleton.written(start, end).strip(" ,")

    def level(self, group: str) -> str:
        """A named group in the letters of the skeleton; empty where it did not match."""
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    def tokens(self, name: str | None = None, group: str | int = 0) -> tuple[Token, ...]:
        """The tokens of the phrase, or of one of its groups, in order; only those of one name where that is given."""
        if isinstance(group, str) and group not in self.match.re.groupindex:
            return ()
        found = self.skeleton.within(*self.match.span(group))
        return tuple(token for token in found if name is None or token.name == name)

    def moments(self, group: str | int = 0) -> tuple[Moment, ...]:
        """The calendar moments among the tokens, in order."""
        return tuple(found for token in self.tokens(group=group) if (found := moment(token)) is not None)


def phrases(raw: str) -> tuple[Phrase, ...]:
    """The phrases of a cleaned text, from left to right."""
    bones = skeleton(raw)
    return tuple(Phrase(form, bones, match) for form, match in _matches(bones.text))


@lru_cache(maxsize=4096)
def _matches(text: str) -> tuple[tuple[Form, re.Match[str]], ...]:
    """The forms in a skeleton; many texts have the same one (`trước D`)."""
    return tuple(scan(forms(), lambda one: one.pattern, text))

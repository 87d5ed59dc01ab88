"""The words of deadlines, typed: tokens (`quý I/2026`), forms over tokens (`trước {time}`), bent spellings, numbers in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from planparse.errors import BadVocabulary
from planparse.vocab import load

_LINE_BREAK = re.compile(r"\s*\n\s*")
_ATOM = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class TokenForm:
    """One way to write a calendar token: `letter` stands for it in the pattern of a form."""

    letter: str
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it means, or a text that must not match."""

    text: str
    meaning: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of deadline: a pattern over words and token letters, and the name of the function that says what it means.

    `prose` tells whether the form is explicit enough to be found inside a sentence.
    """

    name: str
    meaning: str
    pattern: re.Pattern[str]
    prose: bool
    examples: tuple[Example, ...]
    spare: tuple[str, ...]


@cache
def token_forms() -> tuple[TokenForm, ...]:
    """The tokens, in the order in which they are preferred where two are equally long."""
    return tuple(TokenForm(entry["letter"], entry["name"], _compile(entry["pattern"])) for entry in load("deadlines")["token"])


@cache
def forms() -> tuple[Form, ...]:
    """The forms, in the order in which they are preferred where two are equally long."""
    return tuple(
        Form(
            name=entry["name"],
            meaning=entry["meaning"],
            pattern=_compile(entry["pattern"]),
            prose=entry.get("prose", False),
            examples=tuple(Example(example["text"], {k: v for k, v in example.items() if k != "text"}) for example in entry["examples"]),
            spare=tuple(entry.get("spare", ())),
        )
        for entry in load("deadlines")["form"]
    )


@cache
def slips() -> Mapping[str, str]:
    """Bent spellings and what they stand for; both of one length, so that places in the text stay.

    Raises `BadVocabulary` where the lengths differ.
    """
    found = {}
    for entry in load("deadlines")["slip"]:
        for wrong in entry["forms"]:
            if len(wrong) != len(entry["right"]):
                raise BadVocabulary(f"vocab/deadlines.toml: {wrong!r} is not as long as {entry['right']!r}.", "Write a form instead.")
            found[wrong] = entry["right"]
    return found


@cache
def slip_pattern() -> re.Pattern[str]:
    """Any of the bent spellings, whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, slips()))})(?!\w)")


@cache
def numbers() -> Mapping[str, int]:
    """Numbers in words: `mười hai` is 12."""
    words: Mapping[str, int] = load("deadlines")["numbers"]
    return words


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name` of the table `[gap]`: what may stand between, before and behind the phrases."""
    return _compile(load("deadlines")["gap"][name], whole=False)


def _compile(written: str, whole: bool = True) -> re.Pattern[str]:
    """A pattern with its atoms written out; a whole one starts and ends at the border of a word."""
    source = _written_out(_LINE_BREAK.sub("", written))
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)" if whole else source)


def _written_out(source: str) -> str:
    atoms: Mapping[str, str] = load("deadlines")["atoms"]
    while found := _ATOM.search(source):
        name = found[1]
        if name not in atoms:
            raise BadVocabulary(f"vocab/deadlines.toml: there is no atom {{{name}}}.", "Name it in [atoms].")
        source = source[: found.start()] + _LINE_BREAK.sub("", atoms[name]) + source[found.end() :]
    return source

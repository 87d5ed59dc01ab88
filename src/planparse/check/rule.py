"""What a rule is: a generator over a `Case`, with a code for life, and a docstring that says what, why, bad, good, source.

A module of rules opens with `RULES = Rules()`, and puts `@RULES("PP103", "warning")` before each generator. The name of the function is the
name of the rule. What is said about it in Vietnamese and English stands in `vocab/rules.toml`; the generator only fills in the values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from planparse.check.case import Case
from planparse.finding import Fix, Severity

_PART = re.compile(r"^(Why|Bad|Good|Source): ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule yields: the value at `pointer` breaks it. `form` names another wording of the rule in `vocab/rules.toml`."""

    pointer: str
    values: dict[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    form: str = "said"
    fix: Fix | None = None


Look: TypeAlias = Callable[[Case], Iterable[Said]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `look` finds what breaks it, as grave as `severity`, or as one of `also` where it says so."""

    code: str
    name: str
    severity: Severity
    also: tuple[Severity, ...]
    look: Look
    what: str
    why: str
    bad: str
    good: str
    source: str

    @property
    def family(self) -> str:
        """`PP1`, `PP2` ...: the first digit of the number."""
        return self.code[:3]


def said(pointer: str, severity: Severity | None = None, form: str = "said", fix: Fix | None = None, **values: object) -> Said:
    """`Said` with its values by name."""
    return Said(pointer, values, severity, form, fix)


class Rules:
    """The rules of one module, in the order in which they stand there."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def __call__(self, code: str, severity: Severity, *also: Severity) -> Callable[[Look], Look]:
        """Registers the generator below. Raises `ValueError` where its docstring lacks a part."""

        def register(look: Look) -> Look:
            name = getattr(look, "__name__", "")
            parts = explained(look.__doc__ or "")
            if missing := {"what", "why", "bad", "good", "source"} - parts.keys():
                raise ValueError(f"{code} {name}: its docstring lacks {', '.join(sorted(missing))}")
            self._rules.append(Rule(code, name.replace("_", "-"), severity, also, look, **parts))
            return look

        return register

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)


def explained(doc: str) -> dict[str, str]:
    """The parts of a rule's docstring by name.

    >>> explained("The day is blank.\\n\\nWhy: a deadline counts from it.")
    {'what': 'The day is blank.', 'why': 'a deadline counts from it.'}
    """
    text = "\n".join(line.strip() for line in doc.splitlines())
    first, *rest = _PART.split(text)
    pieces = [("what", first), *((name.lower(), part) for name, part in zip(rest[::2], rest[1::2], strict=True))]
    return {name: " ".join(part.split()) for name, part in pieces if part.strip()}

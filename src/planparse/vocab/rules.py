"""Typed access to `rules.toml`: what the rules of `planparse check` say, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping

from planparse.vocab import load


def message(code: str, form: str, lang: str, values: Mapping[str, object]) -> str:
    """The message of the rule in this wording, filled in. `KeyError` where there is none."""
    text: str = load("rules")[code][form][lang]
    return text.format(**values)


def lacking(code: str, lang: str) -> str | None:
    """The part that a plan lacks which breaks the rule, in a word or two; None for rules about something else."""
    form: dict[str, str] = load("rules")[code].get("lacking", {})
    return form.get(lang)


def name(code: str, lang: str) -> str:
    """The name of the rule, as short as a heading."""
    text: str = load("rules")[code]["name"][lang]
    return text


def why(code: str) -> str:
    """Why the rule is there, in Vietnamese; in English it stands in the rule's docstring."""
    text: str = load("rules")[code]["why"]
    return text

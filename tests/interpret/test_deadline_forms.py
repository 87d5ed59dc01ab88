"""The vocabulary of deadlines tested as data: each example is exactly one form and means what it says; no spare text is one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from planparse.interpret.deadline import Calendar, read_deadline
from planparse.interpret.deadline_meanings import MEANINGS
from planparse.interpret.deadline_phrases import phrases
from planparse.interpret.deadline_tokens import clean, level, skeleton
from planparse.plan import Deadline
from planparse.vocab.deadlines import Example, Form, forms, slips, token_forms

PLAN = Calendar(year=2026, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31), issued="2026-01-05")

EXAMPLES = [pytest.param(form, example, id=f"{form.name}: {example.text}") for form in forms() for example in form.examples]
SPARE = [pytest.param(form, text, id=f"{form.name}: {text}") for form in forms() for text in form.spare]


def _said(found: Deadline, name: str) -> Any:
    match name:
        case "offset" | "event" | "working_days":
            return getattr(found.anchor, name)
        case "number" | "date":
            return getattr(found.reference, name)
        case "occurrences":
            return len(found.occurrences)
        case "recurrence":
            return list(found.recurrence)
        case _:
            return getattr(found, name)


@pytest.mark.parametrize("form, example", EXAMPLES)
def test_an_example_is_one_form_only(form: Form, example: Example) -> None:
    text = clean(example.text)
    assert [one.name for one in forms() if one.pattern.fullmatch(skeleton(text).text)] == [form.name]
    assert [phrase.form.name for phrase in phrases(text)] == [form.name]


@pytest.mark.parametrize("form, example", EXAMPLES)
def test_an_example_means_what_it_says(form: Form, example: Example) -> None:
    found = read_deadline(example.text, PLAN)
    assert found is not None
    assert {name: _said(found, name) for name in example.meaning} == {
        name: value if value != "" else None for name, value in example.meaning.items()
    }


@pytest.mark.parametrize("form, text", SPARE)
def test_a_spare_text_is_not_the_form(form: Form, text: str) -> None:
    assert form.name not in [phrase.form.name for phrase in phrases(clean(text))]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_a_form_has_a_meaning_and_examples(form: Form) -> None:
    assert form.meaning in MEANINGS
    assert form.examples
    assert all(example.meaning for example in form.examples)


def test_names_of_forms_and_meanings_are_used_once_and_used() -> None:
    names = [form.name for form in forms()]
    assert len(names) == len(set(names))
    assert {form.meaning for form in forms()} == set(MEANINGS)


def test_no_form_and_no_token_is_empty() -> None:
    assert not [form.name for form in forms() if form.pattern.search("")]
    assert not [token.name for token in token_forms() if token.pattern.search("")]


def test_a_letter_stands_for_tokens_that_are_read_alike() -> None:
    names: dict[str, set[str]] = {}
    for token in token_forms():
        names.setdefault(token.letter, set()).add(token.name)
    assert {letter: found for letter, found in names.items() if len(found) > 1} == {}


@pytest.mark.parametrize("wrong, right", slips().items())
def test_a_mended_spelling_is_mended_once(wrong: str, right: str) -> None:
    assert level(f"{wrong.upper()} 2026") == f"{right} 2026"
    assert level(right) == right

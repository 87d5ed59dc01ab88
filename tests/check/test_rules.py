"""Every rule has a case that fires and one that is silent, a source, and words in both languages; a sound plan breaks none."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planparse.check import RULES, about, check
from planparse.check.report import report
from planparse.check.rule import Rule
from planparse.emit.findings import verdict
from planparse.pipeline import parse
from planparse.plan import Plan
from planparse.vocab import load

FOLDER = Path(__file__).parents[1] / "rules"
TODAY = dt.date(2027, 1, 6)
SOUND = (FOLDER / "plan.txt").read_text(encoding="utf-8")

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")


@cache
def _parsed(text: str) -> Plan:
    return parse(text.encode(), "plan.txt")


def _plan(case: dict[str, Any]) -> Plan:
    text = SOUND
    for old, new in case.get("replace", ()):
        assert old in text, f"{old!r} is not in plan.txt"
        text = text.replace(old, new)
    plan = _parsed(text)
    if "edit" not in case:
        return plan
    tables = json.loads(plan.model_dump_json())
    for pointer, value in case["edit"]:
        _put(tables, pointer.split("/")[1:], _null(value))
    return Plan.model_validate(tables)


def _put(inside: Any, path: list[str], value: Any) -> None:
    *way, last = path
    for step in way:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    if isinstance(inside, list) and value is None:
        del inside[int(last)]
    elif isinstance(inside, list):
        inside[int(last)] = value
    else:
        inside[last] = value


def _null(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _null(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_null(inner) for inner in value]
    return None if value == "<none>" else value


def _cases(rule: Rule) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((FOLDER / f"{rule.code}.toml").read_text(encoding="utf-8"))


def test_a_sound_plan_breaks_no_rule() -> None:
    assert [(found.code, found.message) for found in check(_parsed(SOUND), today=TODAY)] == []


@every_rule
def test_it_fires(rule: Rule) -> None:
    cases = _cases(rule)["fires"]
    assert cases
    for case in cases:
        found = check(_plan(case), today=TODAY, select=[rule.code])
        assert [one for one in found if one.pointer.startswith(case["at"])], f"{case}: {found}"


@every_rule
def test_it_is_as_grave_as_the_list_of_rules_says(rule: Rule) -> None:
    found = [one for case in _cases(rule)["fires"] for one in check(_plan(case), today=TODAY, select=[rule.code])]
    assert {one.severity for one in found} <= {rule.severity, *rule.also}


@pytest.mark.parametrize(
    ("edit", "lacking"),
    [
        (["/legal_bases", []], ("PP202",)),
        (["/signature", None], ("PP124",)),
        (["/signature/name", None], ("PP124",)),
        (["/tasks", []], ("PP203",)),
        (["/header/date", None], ()),
        (["/header/number/sequence", None], ()),
    ],
)
def test_a_plan_that_lacks_a_part_is_not_complete(edit: list[Any], lacking: tuple[str, ...]) -> None:
    tables = json.loads(_parsed(SOUND).model_dump_json())
    _put(tables, edit[0].split("/")[1:], edit[1])
    plan = Plan.model_validate(tables)
    got = report(plan, today=TODAY).score
    assert (got.lacking, got.complete) == (lacking, not lacking)
    for lang in ("vi", "en"):
        said = verdict(got, lang)
        assert all(str(load("rules")[code]["lacking"][lang]) in said for code in lacking)


@every_rule
def test_it_is_silent(rule: Rule) -> None:
    cases = _cases(rule)["silent"]
    assert cases
    for case in cases:
        assert check(_plan(case), today=TODAY, select=[rule.code]) == ()


@every_rule
def test_it_speaks_both_languages(rule: Rule) -> None:
    for case in _cases(rule)["fires"]:
        plan = _plan(case)
        there, here = (check(plan, today=TODAY, select=[rule.code], lang=lang) for lang in ("vi", "en"))
        assert len(there) == len(here) and all(one.message for one in (*there, *here))
    assert about(rule, "vi").name != about(rule, "en").name


@every_rule
def test_it_says_why_and_where_that_is_written(rule: Rule) -> None:
    one = about(rule, "en")
    assert all((one.what, one.why, one.bad, one.good, one.source, about(rule, "vi").why))


def test_codes_are_unique_and_families_known() -> None:
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes)) >= 45
    assert {rule.family for rule in RULES} == {"PP1", "PP2", "PP3", "PP4", "PP9"}


def test_no_words_or_cases_without_a_rule() -> None:
    codes = {rule.code for rule in RULES}
    assert set(load("rules")) == codes
    assert {path.stem for path in FOLDER.glob("*.toml")} == codes

"""Every gap that is planted in a generated province is found, and none is invented."""

from __future__ import annotations

import tomllib

import pytest
from province_report import SAMPLES, overview, province

from planparse.aggregate.overview import AggregateFinding, CoverageRow

NAMES = {ward.id: ward.full_name for ward in overview().wards}


def found(code: str) -> list[AggregateFinding]:
    return [finding for finding in overview().findings if finding.code == code]


def wards_of(code: str) -> list[str]:
    return sorted(NAMES[finding.ward or ""] for finding in found(code))


def asked() -> dict[str, CoverageRow]:
    """The rows of coverage by the short names of `samples/province.toml`."""
    entries = tomllib.loads((SAMPLES / "province.toml").read_text(encoding="utf-8"))["asked"]
    ids = {entry["content"].format(nam=2026): entry["id"] for entry in entries}
    return {ids[row.content]: row for row in overview().coverage}


def test_every_ward_is_a_row_and_those_without_a_plan_are_named() -> None:
    truth = province().truth
    assert sorted(NAMES.values()) == sorted(f"{ward['kind']} {ward['name']}" for ward in truth["wards"])
    assert wards_of("PP501") == sorted(truth["missing"])
    assert sorted(ward.full_name for ward in overview().wards if not ward.plans) == sorted(truth["missing"])


def test_second_files_are_found_and_counted_once() -> None:
    truth = province().truth
    assert wards_of("PP502") == sorted(double["ward"] for double in truth["duplicates"])
    second = [plan for plan in overview().plans if plan.stands_for]
    assert len(overview().plans) == 120 + len(second)
    assert overview().totals.plans == 120


def test_names_left_over_are_found_where_they_stand() -> None:
    planted = {
        (case["ward"], case["other"], "annexes" if case["where"] == "annex_title" else case["where"])
        for case in province().truth["foreign_names"]
    }
    said = {(NAMES[one.ward or ""], one.message.split("“")[1].split("”")[0], (one.pointer or "").split("/")[1]) for one in found("PP505")}
    assert said == planted


def test_late_plans_are_late_and_blank_days_are_not_called_late() -> None:
    truth = province().truth
    reference = overview().reference
    assert reference is not None
    assert reference.plans_due == truth["reference"]["due"]
    assert wards_of("PP503") == sorted(truth["late"])
    assert set(wards_of("PP510")) <= set(truth["blank_number_and_day"])
    blank = [ward for ward in overview().wards if ward.plans and ward.number is None]
    assert sorted(ward.full_name for ward in blank) == sorted(truth["blank_number_and_day"])


def test_deadlines_after_the_provinces_are_found() -> None:
    assert wards_of("PP504") == sorted(later["ward"] for later in province().truth["later_deadlines"])


def test_tasks_that_nobody_took_up_are_found() -> None:
    uncovered = {name for name, row in asked().items() if row.key in {finding.asked_by for finding in found("PP506")}}
    assert uncovered == set(province().truth["uncovered"])
    assert overview().totals.asked_by_none == 11


def test_the_wards_that_lack_a_task_are_those_that_lack_it() -> None:
    rows = asked()
    for case in province().truth["asked"]:
        row = rows[case["id"]]
        assert (row.asked == "lead") == case["for_wards"], case["id"]
        assert sorted(NAMES[ward] for ward in row.without) == sorted(case["not_taken_by"]), case["id"]
        assert row.in_doubt == ()


def test_the_same_task_is_one_cluster_whatever_its_words() -> None:
    takers = {case["id"]: len(case["taken_by"]) for case in province().truth["asked"] if case["taken_by"]}
    widest = sorted((row.wards for row in overview().clusters), reverse=True)[: len(takers)]
    assert widest == sorted(takers.values(), reverse=True)


@pytest.mark.parametrize("code", ["PP508", "PP509", "PP511"])
def test_nothing_else_is_invented(code: str) -> None:
    assert found(code) == []

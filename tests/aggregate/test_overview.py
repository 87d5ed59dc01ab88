"""The guarantees of stage 6, by their numbers, and its schema."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from province_report import overview, province

from planparse.aggregate import Overview, Scope, aggregate
from planparse.aggregate.overview import as_json, schema
from planparse.aggregate.punctual import judge
from planparse.plan import Document, Header, Number, Organization, Plan, Task

SCHEMA = Path(__file__).parents[2] / "schemas" / "overview.schema.json"
SMALL = 24


def ward_plan(
    name: str,
    *contents: str,
    kind: str = "xã",
    province: str | None = None,
    year: int | None = 2026,
    sha: str = "",
    code: str | None = None,
) -> Plan:
    """A plan of an invented commune with these tasks."""
    issuer = Organization(
        raw=name,
        name=f"Ủy ban nhân dân {kind} {name}",
        kind="government",
        level="commune",
        locality=name,
        locality_kind=kind,
        province=province,
    )
    number = Number(raw="Số:", code=code, sequence=None, symbol="KH-UBND")
    header = Header(issuing_authority=issuer, number=number, year=year, topic="cai-cach-hanh-chinh")
    document = Document(name=f"{name}.txt", sha256=sha or hashlib.sha256(name.encode()).hexdigest(), media_type="text/plain", producer="t")
    tasks = tuple(Task(id=f"kh-{name}/{at}", origin="table", order=at + 1, content=content) for at, content in enumerate(contents))
    return Plan(id=f"kh-{name}", document=document, header=header, tasks=tasks)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.sets(st.integers(0, SMALL - 1)))
def test_1_the_order_of_plans_does_not_matter_and_2_totals_are_sums(dice, left_out: set[int]) -> None:  # type: ignore[no-untyped-def]
    plans = [plan for at, plan in enumerate(province(SMALL).plans) if at not in left_out]
    first = province(SMALL).overview(tuple(plans))
    dice.shuffle(plans)
    assert b"".join(as_json(province(SMALL).overview(tuple(plans)))) == b"".join(as_json(first))
    check_sums(first)


def check_sums(view: Overview) -> None:
    """Totals are sums of rows, and rows of rows."""
    totals = view.totals
    counted = [plan for plan in view.plans if plan.status == "counted"]
    assert totals.tasks == len(view.tasks) == sum(ward.tasks for ward in view.wards) == sum(plan.tasks for plan in counted)
    assert totals.tasks == sum(domain.tasks for domain in view.domains) == sum(cell.tasks for cell in view.matrix)
    assert totals.plans == len(counted) == sum(len(ward.plans) for ward in view.wards)
    assert totals.files == len(view.plans) == sum(ward.files for ward in view.wards)
    assert totals.wards == totals.with_plan + totals.without_plan
    assert totals.with_plan == totals.on_time + totals.late + totals.on_time_unknown
    assert totals.marks == len(view.reviews)
    assert totals.corrections == len(view.corrections)
    assert totals.findings == len(view.findings)
    for row in view.coverage:
        takers = {match.ward for match in row.matches if not match.needs_review}
        assert row.taken_up == len(takers)
        if row.asked == "lead":
            assert row.taken_up + len(row.in_doubt) + len(row.without) == sum(bool(ward.plans) for ward in view.wards)
    for load in view.units:
        assert load.lead == sum(load.id in {unit.id for unit in task.lead} for task in view.tasks)
    dues = Counter(due.date[:7] for due in view.dues)
    one_lead = all(len({unit.id for unit in task.lead}) <= 1 for task in view.tasks)
    assert not one_lead or Counter({month: sum(load.dues for load in view.months if load.month == month) for month in dues}) == dues


def test_2_the_whole_province_adds_up() -> None:
    check_sums(overview())


def test_3_every_file_and_every_ward_is_a_row() -> None:
    assert {plan.sha256 for plan in overview().plans} == {plan.document.sha256 for plan in province().plans}
    assert len({plan.key for plan in overview().plans}) == len(province().plans)
    assert len({task.key for task in overview().tasks}) == len(overview().tasks)


def test_what_is_written_keeps_the_committed_schema() -> None:
    written = json.loads(b"".join(as_json(overview())))
    committed = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert committed == schema()
    jsonschema.Draft202012Validator.check_schema(committed)
    jsonschema.Draft202012Validator(committed).validate(written)
    assert Overview.model_validate(written) == overview()


def test_no_plans_make_an_overview_of_wards_without_a_plan() -> None:
    view = aggregate([], "t", Scope(province="Thái Nguyên"))
    assert view.totals.wards == view.totals.without_plan == len(view.wards) == 92
    assert {finding.code for finding in view.findings} == {"PP501"}


def test_the_official_list_takes_in_a_ward_by_kind_and_name() -> None:
    view = aggregate([ward_plan("Bách Quang", "Làm một việc.", kind="phường", province="Thái Nguyên")], "t")
    assert view.province == "Thái Nguyên"
    assert [(ward.id, ward.tasks) for ward in view.wards if ward.plans] == [("05528", 1)]


def test_a_sender_of_another_province_is_not_taken_for_a_namesake() -> None:
    view = aggregate([ward_plan("Tân An", "Một việc.", kind="phường", province="Đắk Lắk")], "t", Scope(province="Thái Nguyên"))
    assert [finding.code for finding in view.findings if finding.plan] == ["PP509"]
    assert view.totals.unlisted == 1


def test_a_plan_that_names_nobody_is_a_row_too() -> None:
    plan = ward_plan("Suối Mơ", "Một việc.")
    nameless = plan.model_copy(update={"header": Header(year=2026)})
    view = aggregate([nameless], "t")
    assert [(ward.id, ward.tasks) for ward in view.wards] == [("khong-ro", 1)]


def test_two_plans_of_a_ward_on_different_things_both_count() -> None:
    one = ward_plan("Suối Mơ", "Khơi thông cống rãnh.", "Dọn bãi sông.", sha="a" * 64, code="1/KH-UBND")
    other = ward_plan("Suối Mơ", "Tiêm phòng cho trâu bò.", "Mở lớp học bơi.", sha="b" * 64, code="2/KH-UBND")
    view = aggregate([one, other], "t")
    assert [plan.status for plan in view.plans] == ["counted", "counted"]
    assert view.totals.tasks == 4
    assert len({plan.key for plan in view.plans}) == 2


def test_another_year_is_out_of_scope_and_said() -> None:
    view = aggregate([ward_plan("Suối Mơ", "Một việc.", year=2025)], "t", Scope(year=2026))
    assert [plan.status for plan in view.plans] == ["out_of_scope"]
    assert [finding.code for finding in view.findings] == ["PP508"]
    assert view.totals.tasks == 0


def test_twins_are_told_though_their_names_differ() -> None:
    words = [f"Việc thứ {number} của xã {{}} tại chợ." for number in ("nhất", "hai", "ba", "tư", "năm")]
    twins = [ward_plan(name, *(word.format(name) for word in words)) for name in ("Suối Mơ", "Khe Sim")]
    view = aggregate([*twins, ward_plan("Bến Trăm", "Việc khác.")], "t")
    assert sorted(finding.ward or "" for finding in view.findings if finding.code == "PP511") == ["xa-khe-sim", "xa-suoi-mo"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Trên đây là Kế hoạch của xã Khe Sim.", True),
        ("Trên đây là Kế hoạch của xã Suối Mơ.", False),
        ("Kế hoạch sắp xếp trên cơ sở xã Khe Sim và xã Suối Mơ.", False),
        ("Trên đây là Kế hoạch của xã hội học tập.", False),
        ("TRÊN ĐÂY LÀ KẾ HOẠCH CỦA XÃ KHE SIM", True),
    ],
)
def test_a_name_left_over_is_another_communes_name(text: str, told: bool) -> None:
    plan = ward_plan("Suối Mơ", "Một việc.").model_copy(update={"closing": text})
    view = aggregate([plan, ward_plan("Khe Sim", "Việc khác.")], "t")
    assert [finding.pointer for finding in view.findings if finding.code == "PP505"] == (["/closing"] if told else [])


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("2026-01-06", ("on_time", None)),
        ("2026-01-07", ("late", 1)),
        ("2026-02", ("late", None)),
        ("2026", ("unknown", None)),
        (None, ("unknown", None)),
    ],
)
def test_late_is_only_what_is_surely_late(date: str | None, meant: tuple[str, int | None]) -> None:
    assert judge(date, "2026-01-06") == meant


def test_a_domain_is_expected_where_the_province_asks_for_it() -> None:
    expected = {domain.id for domain in overview().domains if domain.expected}
    assert expected == {row.domain for row in overview().coverage if row.asked == "lead"}
    assert "khac" not in expected

"""What came in and is no commune's plan: the plan of the level above, and files that could not be read."""

from __future__ import annotations

import hashlib

import pytest

from planparse.aggregate import Overview, Scope, UnreadRow, aggregate
from planparse.aggregate.dashboard import dashboard
from planparse.aggregate.relations import VIEWS, relations
from planparse.aggregate.sheets import sheets
from planparse.emit.sqlite import as_sqlite
from planparse.plan import Document, Header, Organization, Plan

WARDS = (("xã", "Hà Mơ"), ("xã", "Hà Mơ Đông"), ("phường", "Tre"))


def plan(name: str, level: str, file: str = "") -> Plan:
    """A plan of an invented commune or province."""
    kind = "xã" if level == "commune" else "tỉnh"
    issuer = Organization(raw=name, name=f"UBND {kind} {name}", kind="government", level=level, locality=name, locality_kind=kind)  # type: ignore[arg-type]
    name = file or f"{name}.docx"
    sha = hashlib.sha256(name.encode()).hexdigest()
    document = Document(name=name, sha256=sha, media_type="text/plain", producer="test")
    return Plan(id=f"kh-{sha[:6]}", document=document, header=Header(issuing_authority=issuer, year=2031))


def everywhere(view: Overview) -> None:
    """All forms of the report can be made of it: no key points nowhere."""
    assert b"".join(as_sqlite(relations(view), VIEWS))
    assert sheets(view) and b"".join(dashboard(view))


@pytest.mark.parametrize("listed", [True, False])
def test_the_plan_of_the_province_is_no_commune_s(listed: bool) -> None:
    plans = [plan("Hà Mơ", "commune"), plan("Trung Lam", "province")]
    view = aggregate(plans, "test", Scope(wards=WARDS) if listed else None)
    assert [(row.status, row.ward is None) for row in view.plans if row.file == "Trung Lam.docx"] == [("above", True)]
    assert "Trung Lam" not in {ward.name for ward in view.wards} and view.totals.plans == 1
    assert ["--reference" in one.message for one in view.findings if one.code == "PP512"] == [True]
    everywhere(view)


def test_the_reference_may_lie_among_the_plans() -> None:
    province = plan("Trung Lam", "province")
    view = aggregate([plan("Hà Mơ", "commune"), province], "test", Scope(wards=WARDS), province)
    assert {row.status for row in view.plans if row.ward is None} == {"reference"}
    assert not [one for one in view.findings if one.code == "PP512"]
    everywhere(view)


def test_provinces_among_themselves_are_senders() -> None:
    view = aggregate([plan("Trung Lam", "province"), plan("Hạ Lam", "province")], "test")
    assert {row.status for row in view.plans} == {"counted"} and len(view.wards) == 2


@pytest.mark.parametrize(
    ("file", "ward"),
    [
        ("03 KH xa Ha Mo.pdf", "Hà Mơ"),
        ("KH_CCHC_Hà Mơ Đông_ký.docx", "Hà Mơ Đông"),
        ("ke-hoach-phuong-tre.doc", "Tre"),
        ("tre.doc", None),
        ("KH.pdf", None),
        ("Ha Mo va phuong Tre.zip", None),
    ],
)
def test_an_unread_file_is_told_by_its_name(file: str, ward: str | None) -> None:
    view = aggregate([], "test", Scope(wards=WARDS), unread=[UnreadRow(file=file, why="tệp hỏng.", advice="Xin lại.")])
    names = {row.id: row.name for row in view.wards}
    assert [names.get(row.ward or "") for row in view.unread] == [ward]
    without = {names[one.ward or ""] for one in view.findings if one.code == "PP501"}
    assert without == {name for _, name in WARDS} - {ward}
    assert [file in one.message and "tệp hỏng" in one.message for one in view.findings if one.code == "PP513"] == [True]
    assert (view.totals.unread, view.totals.maybe_sent) == (1, int(ward is not None))
    everywhere(view)

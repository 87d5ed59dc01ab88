"""The last day for the communes' plans, where the prose of the province's plan sets it."""

from __future__ import annotations

import pytest

from planparse.aggregate.plans_due import in_prose
from planparse.plan import Document, Header, Node, Organization, Plan

WARDS = Organization(raw="UBND các xã, phường", name="UBND các xã, phường", id="ubnd-cap-xa", kind="collective", level="commune")
OFFICE = Organization(raw="Sở Nội vụ", name="Sở Nội vụ", kind="office", level="province")


def days(text: str, unit: Organization | None) -> list[str]:
    document = Document(name="tinh.docx", sha256="0" * 64, media_type="text/plain", producer="test")
    duty = Node(marker="2", title=unit.name if unit else "Các đơn vị", unit=unit, children=(Node(marker="-", text=text),))
    header = Header(date="2026-12-10", topic="cai-cach-hanh-chinh")
    plan = Plan(
        id="kh", document=document, header=header, sections=(Node(title="TỔ CHỨC THỰC HIỆN", kind="implementation", children=(duty,)),)
    )
    return list(in_prose(plan))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("Ban hành Kế hoạch cải cách hành chính của địa phương trước ngày 31/12/2026.", WARDS, "2026-12-30"),
        (
            "Xây dựng, ban hành kế hoạch triển khai tại địa phương, hoàn thành trước ngày 20 tháng 01 năm 2027; gửi Sở Nội vụ.",
            WARDS,
            "2027-01-19",
        ),
        ("Căn cứ Kế hoạch này, UBND các xã, phường ban hành Kế hoạch thực hiện chậm nhất ngày 15/01/2027.", None, "2027-01-15"),
        ("Trước ngày 10/01/2027, ban hành kế hoạch năm 2027 của đơn vị.", WARDS, "2027-01-09"),
        ("Ban hành kế hoạch thực hiện trong vòng 15 ngày kể từ ngày Kế hoạch này được ban hành.", WARDS, "2026-12-25"),
        ("Ban hành kế hoạch cụ thể, chậm nhất trước ngày 05/01/2027.", WARDS, "2027-01-04"),
    ],
)
def test_a_day_is_found(text: str, unit: Organization | None, expected: str) -> None:
    assert days(text, unit) == [expected]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ban hành Kế hoạch của Sở trước ngày 31/12/2026.", OFFICE),
        ("Xây dựng kế hoạch tuyên truyền trước ngày 31/01/2027.", WARDS),
        ("Báo cáo kết quả thực hiện Kế hoạch trước ngày 31/12/2027.", WARDS),
        ("Ban hành kế hoạch thực hiện và gửi về Sở Nội vụ.", WARDS),
        ("Ban hành kế hoạch thực hiện trước ngày 31/02/2027.", WARDS),
        ("Ban hành kế hoạch thực hiện trong vòng 10 ngày làm việc kể từ ngày nhận được Kế hoạch này.", WARDS),
    ],
)
def test_a_day_that_is_not_theirs_or_not_the_plan_s_is_left(text: str, unit: Organization | None) -> None:
    assert days(text, unit) == []

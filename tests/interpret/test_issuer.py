"""The issuer's province against the letterhead, who it is to its units, and the topic of the title."""

from __future__ import annotations

import pytest

from planparse.interpret.header import topic_of
from planparse.interpret.ledger import Ledger
from planparse.interpret.locality import place_issuer
from planparse.interpret.units import Home, read_organization, read_units
from planparse.plan import Header


@pytest.mark.parametrize(
    ("parent", "issuer", "province", "marks"),
    [
        ("UBND TỈNH LAM GIANG", "PHƯỜNG TÂN HIỆP", "Lam Giang", []),
        ("UBND TỈNH LAM GIANG", "PHƯỜNG BÁCH QUANG", "Lam Giang", []),
        ("UBND TỈNH THÁI NGUYÊN", "PHƯỜNG BÁCH QUANG", "Thái Nguyên", []),
        ("UBND TỈNH THÁI NGUYÊN", "XÃ KHE SIM", "Thái Nguyên", []),
        ("UBND TỈNH LAI CHÂU", "PHƯỜNG BÁCH QUANG", None, ["locality_ambiguous"]),
        (None, "PHƯỜNG BÁCH QUANG", "Thái Nguyên", []),
    ],
)
def test_the_letterhead_says_the_province(parent: str | None, issuer: str, province: str | None, marks: list[str]) -> None:
    header = Header(
        issuing_authority=read_organization(f"ỦY BAN NHÂN DÂN {issuer}", Home()),
        parent_authority=read_organization(parent, Home()) if parent else None,
    )
    ledger = Ledger()
    placed = place_issuer(header, [], ledger)
    assert placed.issuing_authority is not None
    assert placed.issuing_authority.province == province
    assert [review.reason for review in ledger.reviews] == marks


def test_a_commune_that_the_issuers_province_does_not_have_is_in_no_other() -> None:
    (unit,) = read_units("UBND phường Bách Quang", Home(province="Lai Châu")).units
    assert unit.province is None


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Xây dựng nông thôn mới năm 2027", "nong-nghiep"),
        ("Xây dựng đời sống văn hóa ở khu dân cư", "van-hoa"),
        ("Xây dựng xã hội học tập", "giao-duc"),
        ("Xây dựng lực lượng dân quân tự vệ", "quoc-phong"),
        ("Quản lý trật tự xây dựng", "nha-o-xay-dung"),
        ("Phòng, chống dịch bệnh động vật", "nong-nghiep"),
        ("Phòng, chống dịch bệnh mùa hè", "y-te"),
        ("Xây dựng lịch làm việc", None),
    ],
)
def test_xay_dung_is_a_verb_and_animals_have_no_doctors(title: str, topic: str | None) -> None:
    assert topic_of(title) == topic

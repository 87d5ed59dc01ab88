"""Under the letterhead: the kind of document, its subject, and what is neither."""

from __future__ import annotations

import pytest

from documents import paper
from planparse.interpret import interpret
from planparse.segment import segment


@pytest.mark.parametrize(
    ("lines", "kind", "title", "labels"),
    [
        ("KẾ HOẠCH LIÊN TỊCH | Tuần tra năm 2027", "KẾ HOẠCH LIÊN TỊCH", "Tuần tra năm 2027", []),
        ("KẾ HOẠCH | LIÊN TỊCH | Tuần tra năm 2027", "KẾ HOẠCH LIÊN TỊCH", "Tuần tra năm 2027", []),
        ("KẾ HOẠCH PHỐI HỢP | Tuần tra năm 2027", "KẾ HOẠCH PHỐI HỢP", "Tuần tra năm 2027", []),
        ("CHƯƠNG TRÌNH PHỐI HỢP Tuần tra năm 2027", "CHƯƠNG TRÌNH PHỐI HỢP", "Tuần tra năm 2027", []),
        ("KẾ HOẠCH PHỐI HỢP TUẦN TRA | NĂM 2027", "KẾ HOẠCH", "PHỐI HỢP TUẦN TRA NĂM 2027", []),
        ("KẾ HOẠCH | Phối hợp tuần tra năm 2027", "KẾ HOẠCH", "Phối hợp tuần tra năm 2027", []),
        ("KẾ HOẠCH (Dự thảo) | Tuần tra năm 2027", "KẾ HOẠCH", "Tuần tra năm 2027", ["(Dự thảo)"]),
        ("KẾ HOẠCH | (Dự thảo lần 2) | Tuần tra năm 2027", "KẾ HOẠCH", "Tuần tra năm 2027", ["(Dự thảo lần 2)"]),
        ("KẾ HOẠCH (DỰ THẢO) Tuần tra | năm 2027", "KẾ HOẠCH", "Tuần tra năm 2027", ["(DỰ THẢO)"]),
    ],
)
def test_what_a_title_holds(lines: str, kind: str, title: str, labels: list[str]) -> None:
    reading = interpret(segment(paper(*lines.split(" | "), "I. MỤC ĐÍCH", "1. Giữ yên biên giới.")))
    assert (reading.header.doc_type_raw, reading.header.title) == (kind, title)
    assert [mark.text for mark in reading.labels if "ự thảo" in mark.text.lower()] == labels


def test_what_a_plan_takes_the_place_of_is_no_part_of_its_title() -> None:
    lines = (
        "KẾ HOẠCH",
        "Cải cách hành chính xã Suối Mơ năm 2027",
        "(Thay thế Kế hoạch số 08/KH-UBND ngày 15/01/2027)",
        "I. NỘI DUNG",
        "- Họp.",
    )
    reading = interpret(segment(paper(*lines)))
    assert reading.header.title == "Cải cách hành chính xã Suối Mơ năm 2027"
    assert [mark.text for mark in reading.labels if mark.kind == "replaces"] == [lines[2]]


def test_words_between_the_kind_of_an_act_and_its_number() -> None:
    text = "Căn cứ Quy chế làm việc số 03-QC/ĐU ngày 20/8/2026 của Đảng ủy xã;"
    (basis,) = interpret(segment(paper("KẾ HOẠCH", "Cải cách hành chính năm 2027", text, "I. NỘI DUNG", "- Họp."))).legal_bases
    assert (basis.number, basis.date) == ("03-QC/ĐU", "2026-08-20")

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

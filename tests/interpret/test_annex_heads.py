"""Where annexes begin, how their label and title part, and what a section is about where another carries the plan out."""

from __future__ import annotations

import pytest

from documents import paper
from planparse.interpret import Reading, interpret
from planparse.segment import segment

TABLE = [["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"], ["1", "Kéo cáp", "Phòng Kinh tế", "Quý I/2027"]]


def read(*after: str | list[list[str]], sections: tuple[str, ...] = ("I. NỘI DUNG",)) -> Reading:
    body = [text for title in sections for text in (title, "- Làm đúng thời hạn.")]
    return interpret(segment(paper("KẾ HOẠCH", "Chuyển đổi số xã Suối Mơ năm 2027", *body, "Nơi nhận:", "- Lưu: VT.", *after)))


@pytest.mark.parametrize(
    ("lines", "label", "title"),
    [
        (["Phụ lục 1. NHIỆM VỤ NĂM 2027"], "Phụ lục 1", "NHIỆM VỤ NĂM 2027"),
        (["Phụ lục số 2: Nhiệm vụ năm 2027"], "Phụ lục số 2", "Nhiệm vụ năm 2027"),
        (["Phụ lục I - Danh mục nhiệm vụ"], "Phụ lục I", "Danh mục nhiệm vụ"),
        (["PHỤ LỤC SỐ 01", "NHIỆM VỤ NĂM 2027"], "PHỤ LỤC SỐ 01", "NHIỆM VỤ NĂM 2027"),
        (["PHỤ LỤC SỐ I", "NHIỆM VỤ NĂM 2027"], "PHỤ LỤC SỐ I", "NHIỆM VỤ NĂM 2027"),
        (["PHỤ LỤC (1)", "NHIỆM VỤ NĂM 2027"], "PHỤ LỤC (1)", "NHIỆM VỤ NĂM 2027"),
        (["PHỤ LỤC NHIỆM VỤ NĂM 2027"], "PHỤ LỤC", "NHIỆM VỤ NĂM 2027"),
    ],
)
def test_label_and_title_part(lines: list[str], label: str, title: str) -> None:
    (annex,) = read(*lines, TABLE).annexes
    assert (annex.label, annex.title) == (label, title)


def test_an_annex_whose_label_and_title_share_a_line_opens_behind_another() -> None:
    reading = read("PHỤ LỤC 1", "NHIỆM VỤ CHUNG", TABLE, "Phụ lục 2. NHIỆM VỤ CỤ THỂ", TABLE)
    assert [annex.label for annex in reading.annexes] == ["PHỤ LỤC 1", "Phụ lục 2"]
    assert [task.annex for task in reading.tasks] == [0, 1]


@pytest.mark.parametrize(
    "line", ["Phụ lục 2 kèm theo Kế hoạch này.", "Phụ lục 2. Các đơn vị báo cáo theo mẫu này.", "Phụ lục này có hai phần"]
)
def test_a_sentence_about_an_annex_opens_none(line: str) -> None:
    assert len(read("PHỤ LỤC 1", "NHIỆM VỤ CHUNG", TABLE, line, TABLE).annexes) == 1


@pytest.mark.parametrize(
    ("titles", "kinds"),
    [
        (("I. MỤC TIÊU", "II. NỘI DUNG PHÂN CÔNG", "III. TỔ CHỨC THỰC HIỆN"), ["purpose", "content", "implementation"]),
        (("I. MỤC TIÊU", "II. NHIỆM VỤ VÀ PHÂN CÔNG", "III. TỔ CHỨC THỰC HIỆN"), ["purpose", "content", "implementation"]),
        (("I. MỤC TIÊU", "II. NỘI DUNG PHÂN CÔNG"), ["purpose", "implementation"]),
        (("I. NỘI DUNG", "II. PHÂN CÔNG NHIỆM VỤ", "III. TỔ CHỨC THỰC HIỆN"), ["content", "implementation", "implementation"]),
        (("I. NỘI DUNG", "II. TRÁCH NHIỆM CỦA CÁC ĐƠN VỊ", "III. TỔ CHỨC THỰC HIỆN"), ["content", "implementation", "implementation"]),
    ],
)
def test_what_is_dealt_out_is_content_where_another_section_carries_it_out(titles: tuple[str, ...], kinds: list[str]) -> None:
    assert [node.kind for node in read(sections=titles).sections] == kinds

"""Words to rows, rows to streams, and how pieces of a text are put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.read.glue import glue
from planparse.read.layout import joined, lines, rows, streams
from planparse.read.sheet import Word


def words(text: str, x: float, base: float, size: float = 12) -> list[Word]:
    found = []
    for token in text.split():
        end = x + 0.5 * size * len(token)
        found.append(Word(token, x, base - 0.88 * size, end, base + 0.22 * size))
        x = end + 0.25 * size
    return found


def read(*texts: tuple[str, float, float]) -> list[list[str]]:
    found = [word for text, x, base in texts for word in words(text, x, base)]
    return [[line.text for line in stream.lines] for stream in streams(rows(found))]


def test_a_raised_mark_stays_in_its_row() -> None:
    found = [*words("Luật Hộ tịch", 85, 100), Word("1", 160, 89.8, 164, 97.5)]
    assert [" ".join(word.text for word in row) for row in lines(found)] == ["Luật Hộ tịch 1"]


def test_a_gap_parts_a_row_but_justified_words_do_not() -> None:
    apart = [*words("UBND XÃ", 85, 100), *words("CỘNG HÒA XÃ HỘI", 250, 100)]
    assert [segment.text for segment in rows(apart)[0]] == ["UBND XÃ", "CỘNG HÒA XÃ HỘI"]
    spread = [
        word._replace(x0=word.x0 + 9 * at, x1=word.x1 + 9 * at) for at, word in enumerate(words("Rà soát các quy trình nội bộ", 85, 100))
    ]
    assert len(rows(spread)[0]) == 1
    assert joined(rows(apart)[0]).text == "UBND XÃ CỘNG HÒA XÃ HỘI"


def test_columns_half_a_line_apart() -> None:
    assert read(
        ("Nơi nhận:", 85, 100),
        ("TM. ỦY BAN NHÂN DÂN", 340, 106),
        ("- UBND tỉnh;", 85, 113),
        ("CHỦ TỊCH", 380, 122),
        ("- Lưu: VT.", 85, 126),
    ) == [["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]]


def test_three_columns_side_by_side() -> None:
    assert read(
        ("NGƯỜI LẬP", 85, 100),
        ("KẾ TOÁN", 250, 100),
        ("CHỦ TỊCH", 420, 100),
        ("Lò Thị A", 85, 150),
        ("Vì Văn B", 250, 150),
        ("Lò Văn C", 420, 150),
    ) == [["NGƯỜI LẬP", "Lò Thị A"], ["KẾ TOÁN", "Vì Văn B"], ["CHỦ TỊCH", "Lò Văn C"]]


def test_a_blank_to_fill_in_parts_nothing() -> None:
    assert read(("Suối Mơ, ngày", 85, 100), ("tháng", 260, 100), ("năm 2027", 400, 100), ("Căn cứ Luật Hộ tịch;", 85, 130)) == [
        ["Suối Mơ, ngày tháng năm 2027", "Căn cứ Luật Hộ tịch;"]
    ]


def test_a_page_number_behind_a_heading_is_no_column() -> None:
    assert read(("I. MỤC ĐÍCH", 85, 100), ("3", 200, 100)) == [["I. MỤC ĐÍCH 3"]]


@given(st.lists(st.tuples(st.floats(0, 560), st.floats(0, 800), st.floats(4, 20)), max_size=40))
def test_each_word_is_in_one_line(places: list[tuple[float, float, float]]) -> None:
    found = [word for at, (x, y, size) in enumerate(places) for word in words(f"w{at}", x, y, size)]
    read_words = [word for stream in streams(rows(found)) for line in stream.lines for word in line.words]
    assert sorted(read_words) == sorted(found)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("số 251/KH-", "UBND", "số 251/KH-UBND"),
        ("Văn phòng HĐND-", "UBND xã", "Văn phòng HĐND-UBND xã"),
        ("giai đoạn 2026-", "2030", "giai đoạn 2026-2030"),
        ("kinh tế-", "xã hội", "kinh tế- xã hội"),
        ("Phòng Văn hóa -", "Xã hội", "Phòng Văn hóa - Xã hội"),
        ("và/", "hoặc", "và/hoặc"),
        ("cán bộ /", "công chức", "cán bộ / công chức"),
        ("", "Rà soát", "Rà soát"),
        ("Rà soát", "", "Rà soát"),
    ],
)
def test_pieces_of_one_text(left: str, right: str, whole: str) -> None:
    assert glue(left, right) == whole

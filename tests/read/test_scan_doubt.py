"""Which reading of a word is taken, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planparse.read.ocr import PixelBox, Seen, SeenLine
from planparse.read.scan_doubt import SURE, Evidence, Judged, Opinion, chance, judge, opinions, plain

pytest.importorskip("numpy")


def line(*words: str, sure: float = 0.96) -> SeenLine:
    seen = tuple(Seen(word, 10 + 60 * at, 60 + 60 * at, sure) for at, word in enumerate(words))
    return SeenLine(seen, (10, 5, 70 * len(words), 35), 5, 35)


class Other:
    """An engine that reads what it is told to."""

    name = "other"

    def __init__(self, text: str) -> None:
        self.text = text

    def page(self, page: object, dpi: float) -> list[SeenLine]:
        return []

    def blocks(self, page: object, dpi: float, boxes: object) -> list[list[SeenLine]]:
        return []

    def again(self, page: object, boxes: list[PixelBox]) -> list[tuple[str, float]]:
        return [(self.text, 0.9)] * len(boxes)


def seen(first: SeenLine, second: str) -> list[Opinion]:
    import numpy as np

    return opinions(np.zeros((40, 2000), np.uint8), [first], Other(""), Other(second))  # type: ignore[arg-type]


def judged(first: SeenLine, second: str) -> list[Judged]:
    return judge(seen(first, second))


@pytest.mark.parametrize(("word", "letters"), [("(Quý", "Quý"), ("2026;", "2026"), ("09/KH-UBND.", "09/KH-UBND"), ("–", "")])
def test_signs_are_no_letters(word: str, letters: str) -> None:
    assert plain(word) == letters


def test_both_read_the_same() -> None:
    words = judged(line("Trước", "ngày", "15/12/2026"), "Trước ngày 15/12/2026")
    assert [word.said for word in words] == ["", "", ""] and all(word.right >= SURE for word in words)


def test_a_number_read_otherwise_is_always_said() -> None:
    words = judged(line("Trước", "ngày", "15/12/2026", sure=0.99), "Trước ngày 15/12/2028")
    assert [bool(word.said) for word in words] == [False, False, True]
    assert "15/12/2028" in words[2].said
    assert chance(Evidence("number", "other", "95", "far")) < SURE


def test_words_parted_otherwise_are_the_same() -> None:
    assert {opinion.agreement for opinion in seen(line("Số:", "/KH-UBND"), "Số:/KH-UBND")} == {"same"}


def test_a_likelier_word_is_taken_and_said() -> None:
    (_, taken, *_) = judged(line("chuyền", "đồi", "số", sure=0.7), "chuyển đổi số")
    assert taken.text == "đổi"


@pytest.mark.parametrize(("own", "other"), [("HI.", "III."), ("VHI", "VIII"), ("l1", "11")])
def test_numerals_keep_their_strokes(own: str, other: str) -> None:
    assert judged(line(own, sure=0.7), other)[0].text == other
    assert judged(line("HI.", sure=0.7), "III")[0].text == "III."


def test_quarters_are_roman() -> None:
    assert [word.text for word in judged(line("Quý", "1/2026"), "Quý I/2026")] == ["Quý", "I/2026"]


def test_a_stray_sign_that_only_one_sees_is_none() -> None:
    assert judged(line('"Thường', "xuyên", sure=0.7), "Thường xuyên")[0].text == "Thường"
    assert judged(line('"Thường', "xuyên", sure=0.96), "Thường xuyên")[0].text == '"Thường'


def test_nothing_is_sure_that_was_never_counted() -> None:
    assert chance(Evidence("word", "nowhere", "95", "known")) < SURE


def test_letters_parted_otherwise_are_the_same_but_digits_are_not() -> None:
    assert [one.agreement for one in seen(line("vềphê", "duyệt"), "về phê duyệt")] == ["same", "same"]
    assert [one.agreement for one in seen(line("11"), "1.1")] == ["other"]


def test_a_number_alone_in_its_cell_is_read_by_the_second_engine_and_said() -> None:
    (word,) = judged(replace(line("@)"), few=True), "(2)")
    assert (word.text, bool(word.said)) == ("(2)", True)


def test_a_fraction_that_is_none() -> None:
    (word,) = judged(line("1⁄2"), "1.2")
    assert (word.text, bool(word.said)) == ("1.2", True)


def test_a_numeral_told_from_its_strokes_stands_against_the_second_engine() -> None:
    words = line("Quý", "III/2026").words
    shaped = replace(line("Quý", "III/2026"), words=(words[0], words[1]._replace(shaped=True)))
    assert [word.text for word in judged(shaped, "Quý II/2026")] == ["Quý", "III/2026"]


def test_dirt_is_no_sign_and_a_printed_sign_stays() -> None:
    first = line("-", "Như", "trên;", "._")
    words = (first.words[0], *first.words[1:3], first.words[3]._replace(sure=0.2))
    assert [word.text for word in judged(replace(first, words=words), "- Như trên;")] == ["-", "Như", "trên;"]


def test_a_lone_point_that_one_engine_sees_is_a_speck() -> None:
    assert [word.text for word in judged(line("Phòng", ".", "Kinh", "tế"), "Phòng Kinh tế")] == ["Phòng", "Kinh", "tế"]
    assert [word.text for word in judged(line("thôn", "1", "."), "thôn 1.")] == ["thôn", "1", "."]


def test_a_dash_that_one_engine_sees_is_said() -> None:
    dash = judged(line("trường", "-", "học"), "trường học")[1]
    assert dash.text == "-" and dash.said
    assert not judged(line("Văn", "hóa", "-", "Xã", "hội"), "Văn hóa – Xã hội")[2].said
    assert not judged(line("-", "Rà", "soát"), "Rà soát")[0].said, "the bullet that opens a line"

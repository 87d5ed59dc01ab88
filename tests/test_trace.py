"""Where a doubt is said: at the text that holds the word, and at the values that were read out of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planparse import pipeline
from planparse.paper import Doubt, Paper
from planparse.plan import Plan
from planparse.read import read

TEXT = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI MƠ\tĐộc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND\tSuối Mơ, ngày 15 tháng 01 năm 2027

KẾ HOẠCH
Vệ sinh môi trường năm 2027

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách hành chính;

I. NỘI DUNG

TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian
A\tCẢNH QUAN
1\tTrồng 500 cây xanh.\tPhòng Kinh tế\tCông an xã\tQuý I/2027

Nơi nhận:
- Chi cục Thú y;
- Lưu: VT.

CHỦ TỊCH

Lò Thị Xuân
"""


def doubted(monkeypatch: pytest.MonkeyPatch, within: str, word: str) -> Plan:
    """The plan as it is where a reader is not sure of `word` in the text that holds `within`."""

    def doubtful(data: bytes, name: str) -> Paper:
        paper = read(data, name)
        key = next(key for key, text in paper.texts() if within in text)
        return replace(paper, doubts=(Doubt("low_confidence", f"“{word}”?", key, word=word),))

    monkeypatch.setattr(pipeline, "read", doubtful)
    return pipeline.parse(TEXT.encode(), "a.txt")


def marks(plan: Plan) -> set[str]:
    return {review.pointer for review in plan.needs_review if review.reason == "low_confidence"}


@pytest.mark.parametrize(
    ("within", "word", "pointers"),
    [
        ("Căn cứ", "76/NQ-CP", {"/legal_bases/0/text", "/legal_bases/0/number", "/legal_bases/0/date"}),
        ("Căn cứ", "cách", {"/legal_bases/0/text", "/legal_bases/0/subject"}),
        ("Suối Mơ, ngày", "Mơ,", {"/header/date_raw", "/header/place"}),
        ("Suối Mơ, ngày", "15", {"/header/date_raw", "/header/date"}),
        ("Thú y", "Thú", {"/recipients/0/raw", "/recipients/0/name"}),
        ("Trồng", "500", {"/tasks/0/content"}),
    ],
)
def test_a_doubt_reaches_what_was_read_out_of_the_word(monkeypatch: pytest.MonkeyPatch, within: str, word: str, pointers: set[str]) -> None:
    assert marks(doubted(monkeypatch, within, word)) == pointers


def test_what_is_doubtful_in_a_group_is_so_in_its_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = doubted(monkeypatch, "CẢNH QUAN", "CẢNH")
    assert marks(plan) == {"/tables/0/groups/0/title"}
    assert plan.tasks[0].needs_review == ("group_path",)

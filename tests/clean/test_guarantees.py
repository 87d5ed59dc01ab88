"""The numbered guarantees of `planparse.clean`, on made-up and on random texts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planparse.clean import FIXES, SILENT, clean, mend
from planparse.paper import Aside, Cell, Doubt, Fix, Paper, Paragraph, Table, replay

SOUND = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch chuyển đổi số năm 2027, với các nội dung chủ yếu sau:",
    "1. Mục đích: nâng cao chất lượng phục vụ người dân, doanh nghiệp; giảm thời gian giải quyết thủ tục hành chính.",
    "- Chủ trì, phối hợp với các cơ quan, đơn vị liên quan tham mưu Chủ tịch UBND xã (qua Văn phòng HĐND và UBND) trước ngày 20 hằng tháng.",
    "Quý I, II/2027; Trước ngày 15/12/2027; 6 tháng cuối năm",
    "Số: /KH-UBND",
    "Kế hoạch số 12/KH-UBND ngày 05/01/2027, Nghị quyết số 57-NQ/TW, Nghị định số 61/2018/NĐ-CP",
    "Liên hệ: vp.suoimo@example.vn, https://dichvucong.example.vn/suoi_mo",
    "Trưởng Công an xã Ea H’Leo, huyện Krông Búk; ông Nguyễn Văn Thuỵ, bà Trần Thị Khuê; thôn Buôn Ja Wầm",
    "hệ thống IoT, VNeID, logistics, camera AI, Facebook, Zalo, website",
    "* Ghi chú: (*) số liệu năm 2026; 2 * 3 = 6",
    "Lưu: VT, VHXH (02b). Thuỳ.",
    "Hằng năm, hàng năm, kỳ họp, kì thi, quy định",
    "quý, quả, Huỳnh, khuỷu, thuở, oanh, toàn, loài, loại",
    "Bội chi ngân sách, ví điện tử, hưu trí xã hội, xuất khẩu nông sản; rơm, rạ; đầm, vịnh",
    "XÂY DỰNG XÃ HỘI SỐ NĂM 2027",
    "kinh tế- xã hội, giai đoạn 2026 - 2030",
]

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắặầấậèéệềếìíòóộồốờớợùúủừứựỳýAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYÀÁẢỘ"
PIECES = st.one_of(
    st.sampled_from(
        ["**", "*", "***", "__", "_", "<i>", "</i>", "<br>", "&nbsp;", "\\r\\n", "\n", "  ", "\u00a0", "\t", "\u200b", "\u00ad", "- ", " -"]
    ),
    st.sampled_from(
        [
            "57- NQ/TW",
            "188 /KH-UBND",
            "HDND",
            "VHXX",
            "dợt xuất",
            "đưọc",
            "Văn hoá",
            "xã Hoà An",
            "4năm",
            "vềphê duyệt",
            "*FN*",
            "quy- trình",
        ]
    ),
    st.sampled_from(
        [
            "tố chức",
            "kiếm tra",
            "nhân đân",
            "đề kiến nghị",
            "cbính sách",
            "Ðộc lập",
            "е",
            "ở",
            "e\u0301\u0302",
            "a \u0300",
            "1⁄2027",
            "B¸o c¸o",
        ]
    ),
    st.text(LETTERS + '0123456789.,;:()/-%"“”', max_size=12),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join)


@pytest.mark.parametrize("text", SOUND)
def test_3_a_text_that_is_right_gets_no_edit(text: str) -> None:
    assert mend(text).fixes == ()
    assert mend(text, ocr=True).fixes == ()


@given(TEXTS, st.booleans())
@example("*a **b* c**", False)
@example("a\u0300\u0301 \u0300", False)
@example("nhân đân B¸o c¸o", False)
@settings(max_examples=300, deadline=None)
def test_1_2_3_texts_are_at_rest_and_the_ledger_replays(text: str, ocr: bool) -> None:
    mended = mend(text, ocr=ocr)
    assert replay(text, mended.fixes) == mended.text
    assert mend(mended.text, ocr=ocr).text == mended.text
    assert unicodedata.is_normalized("NFC", mended.text)
    assert "  " not in mended.text and "\u00a0" not in mended.text and "\t" not in mended.text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_4_nfc_and_nfd_end_equal(text: str) -> None:
    assert mend(unicodedata.normalize("NFD", text)).text == mend(unicodedata.normalize("NFC", text)).text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_5_digits_stay(text: str) -> None:
    if "&" in text or "<" in text:
        return
    digits = [character for character in unicodedata.normalize("NFKC", text) if character.isdigit()]
    assert [character for character in unicodedata.normalize("NFKC", mend(text).text) if character.isdigit()] == digits


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_each_fix_alone_is_at_rest(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for repair in FIXES:
        once = repair.mend(text)
        assert repair.mend(once) == once, repair.rule


def test_names_of_fixes_are_documented() -> None:
    assert all(repair.mend.__doc__ and ">>>" in repair.mend.__doc__ for repair in FIXES)
    assert {repair.rule for repair in FIXES} > SILENT


def test_a_paper_is_mended_text_by_text() -> None:
    paper = Paper(
        (
            Paragraph("KẾ HOẠCH\nCải cách  hành chính"),
            Table(0, 1, 2, (Cell(0, 0, "Phòng Văn hoá - Xã hội"), Cell(0, 1, "Thường xuyên/dợt xuất"))),
        ),
        "text/plain",
        asides=(Aside("footnote", unicodedata.normalize("NFD", "Ghi chú hoá đơn")),),
        fixes=(Fix((0, -1), 0, "K", "K", "reading"),),
        doubts=(Doubt("row_join", "said by the reader"),),
    )
    cleaned = clean(paper)
    assert [text for _, text in cleaned.texts()] == ["KẾ HOẠCH\nCải cách hành chính", "Phòng Văn hóa - Xã hội", "Thường xuyên/đột xuất"]
    assert [(fix.key, fix.rule, fix.before, fix.after) for fix in cleaned.fixes[1:]] == [
        ((0, -1), "blanks", "  ", " "),
        ((1, 0), "tone-placement", "hoá", "hóa"),
        ((1, 1), "ocr-list", "dợt", "đột"),
    ]
    assert cleaned.fixes[0].rule == "reading" and cleaned.doubts[0].reason == "row_join"
    assert cleaned.asides[0].text == "Ghi chú hoá đơn"
    again = clean(cleaned)
    assert again.fixes == cleaned.fixes and again.blocks == cleaned.blocks

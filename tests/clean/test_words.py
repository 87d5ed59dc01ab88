"""The data of the clean stage, and what it does to words: every entry of `vocab/ocr.toml` mends what it names and spares the rest."""

from __future__ import annotations

import pytest

from planparse import vocab
from planparse.clean import clean, mend
from planparse.clean.corrector import DIGITAL, MACHINE_READ, corrections
from planparse.clean.slips import core_abbreviations, known_abbreviations, listed
from planparse.paper import Paper, Paragraph
from planparse.vocab import ngrams, syllables
from planparse.vocab.spelling import fold

OCR = vocab.load("ocr")


@pytest.mark.parametrize("slip", OCR["slip"], ids=[slip["wrong"] for slip in OCR["slip"]])
def test_a_slip_is_mended_where_seen_and_spared_elsewhere(slip: dict[str, object]) -> None:
    assert set(slip) <= {"wrong", "right", "not_after", "before", "not_before", "seen", "spare", "source"}
    assert isinstance(slip["seen"], list) and isinstance(slip["spare"], list) and slip["seen"] and slip["spare"] and slip["source"]
    for text in slip["seen"]:
        assert fold(str(slip["wrong"])) in fold(text)
        assert fold(listed(text)) == fold(text).replace(fold(str(slip["wrong"])), fold(str(slip["right"])))
        assert any(fix.rule == "ocr-list" for fix in mend(text).fixes)
    for text in slip["spare"]:
        assert mend(text).text == text


def test_the_lists_are_spelled_as_the_text_will_be() -> None:
    assert all(term == fold(term) and len(term.split()) in (2, 3) for term in OCR["tones"]["terms"])
    assert not set(OCR["abbreviations"]["spare"]) & known_abbreviations()
    assert core_abbreviations() <= known_abbreviations()
    assert all(len(pair.split()) == 2 for pair in (*OCR["words"]["variants"], *OCR["words"]["hyphenated"]))


@pytest.mark.parametrize("wrong", ["HDND", "VHXX", "UBNDD", "UBNĐ", "CCHG", "ƯBND"])
def test_capitals_one_stroke_from_an_abbreviation(wrong: str) -> None:
    (fix,) = mend(f"Lưu: {wrong}").fixes
    assert fix.rule == "ocr-abbreviation" and fix.after in core_abbreviations()


@pytest.mark.parametrize(
    "spare", ["HTND", "ĐĐBQH", "BĐHĐ", "NHNN", "LHPN", "số 07/2027/NQ-HDND", "BẢNG", "THANH TRA", *OCR["abbreviations"]["spare"]]
)
def test_capitals_that_stay(spare: str) -> None:
    assert mend(spare).text == spare


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("giải quyêt thủ tục hành chính", "giải quyết thủ tục hành chính"),
        ("các cơ quan, đơn vi liên quan", "các cơ quan, đơn vị liên quan"),
        ("Cbủ tịch Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân"),
        ("quv định của pháp luật", "quy định của pháp luật"),
        ("NHIỆM VỤ VÀ GIẢI PHẢP", "NHIỆM VỤ VÀ GIẢI PHÁP"),
        ("công tác kiểm tra, giám sảt", "công tác kiểm tra, giám sát"),
        ("chuyến đối số trên địa bàn", "chuyển đổi số trên địa bàn"),
        ("tổ chức thực hiên kế hoach", "tổ chức thực hiện kế hoạch"),
        ("kinh phí thực hỉện", "kinh phí thực hiện"),
        ("đựơc phê duyệt, qúy III, tòan dân", "được phê duyệt, quý III, toàn dân"),
    ],
)
def test_words_that_are_no_words(wrong: str, right: str) -> None:
    mended = mend(wrong)
    assert mended.text == right
    assert all(0.5 <= fix.confidence <= 1 for fix in mended.fixes)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Thủ tưởng Chính phủ", "Thủ tướng Chính phủ"),
        ("nâng cao nâng lực cho cán bộ", "nâng cao năng lực cho cán bộ"),
        ("đối với công tác phòng ngùa", "đối với công tác phòng ngừa"),
        ("bảo đảm an nình trật tự", "bảo đảm an ninh trật tự"),
        ("triến khai thực hiện", "triển khai thực hiện"),
    ],
)
def test_real_words_in_impossible_company(wrong: str, right: str) -> None:
    mended = mend(wrong)
    assert mended.text == right
    assert {fix.rule for fix in mended.fixes} <= {"ocr-context", "ocr-word"}


@pytest.mark.parametrize(
    "text",
    [
        "ông Nguyễn Văn Đông, bà Lò Thị Pành, ông Hồ Văn Phước",
        "thôn Nà Tổng, bản Huổi Khon, xã Tà Hừa, buôn Đắk Rlấp",
        "tố cáo, khiếu nại; tìm kiếm cứu nạn; các chuyến đi",
        "một cửa, cửa khẩu; bạn bè; dân tộc thiểu số; thiếu nhi",
        "rau quả, quả lý; cá rô phi; mỳ tôm; gạch đá",
        "đồng chí Đỗ Đình Đổng",
    ],
)
def test_rare_words_and_names_stay(text: str) -> None:
    assert mend(text).text == text
    assert mend(text, ocr=True).text == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("bồi dỡng, nâng cao chất lợng", "bồi dưỡng, nâng cao chất lượng"),
        ("Trớc ngày 20/8/2027", "Trước ngày 20/8/2027"),
        ("- Thờng xuyên, hớng dẫn; đợc giao", "- Thường xuyên, hướng dẫn; được giao"),
        ("NÂNG CAO CHẤT LỢNG", "NÂNG CAO CHẤT LƯỢNG"),
        ("chăn nuôi hơu, nai", "chăn nuôi hươu, nai"),
    ],
)
def test_an_u_with_a_horn_that_was_lost(wrong: str, right: str) -> None:
    mended = mend(wrong)
    assert mended.text == right
    assert {fix.rule for fix in mended.fixes} == {"lost-letter"} and not mended.doubts


def test_what_lacks_a_letter_in_a_name_is_only_marked() -> None:
    mended = mend("bà Hà Thị Phợng trình bày")
    assert (mended.text, [doubt.word for doubt in mended.doubts]) == ("bà Hà Thị Phợng trình bày", ["Phợng"])


@pytest.mark.parametrize(
    "text", ["ngời ngời, mời, thời, lớp, sớm, sơn, ông Lờ A Pớ", "tờ rơi, bờ, quờ quạng, thuở", "trơn, mượt; cớm; cơu@x.vn"]
)
def test_a_bare_o_with_a_horn_stays(text: str) -> None:
    assert not [fix for fix in mend(text).fixes if fix.rule == "lost-letter"]


def test_a_text_that_lost_many_letters_is_marked_as_a_whole() -> None:
    def reasons(*texts: str) -> list[str]:
        return [doubt.reason for doubt in clean(Paper(tuple(map(Paragraph, texts)), "text/plain")).doubts if doubt.key is None]

    assert reasons("chất lợng", "bồi dỡng", "Trớc ngày 5/5/2027") == ["legacy_encoding"]
    assert reasons("chất lợng", "số lợng", "đợc giao") == []


def test_in_typed_text_only_one_slip_is_mended() -> None:
    assert mend("an toàn thực phẫm").text == "an toàn thực phẩm"
    assert mend("nước chất lởngg, mềm").fixes == ()


def test_what_is_only_suspected_is_a_doubt() -> None:
    counts = ngrams.load()
    found = [change for change in corrections("bờ biến, bờ sông", counts, DIGITAL) if not change.certain]
    mended = mend("bờ biến, bờ sông")
    assert [(doubt.reason, doubt.word) for doubt in mended.doubts] == [("spelling", change.before) for change in found]
    assert mended.text == "bờ biến, bờ sông"


def test_machine_read_text_is_mended_more_boldly() -> None:
    counts = ngrams.load()
    assert MACHINE_READ.word < DIGITAL.word and MACHINE_READ.lenient
    assert len(corrections("hằng năm thực hiện chi trả", counts, MACHINE_READ)) == 0


def test_the_counts_are_what_their_file_says() -> None:
    counts = ngrams.load()
    assert ngrams.dump(ngrams.parse(ngrams.dump(counts))) == ngrams.dump(counts)
    assert min(counts.pairs.values()) >= 2 and min(counts.triples.values()) >= 2
    assert all(syllables.possible(word) for word in syllables.known())


def test_counts_of_few_texts() -> None:
    counts = ngrams.count(["Rà soát quy trình, rà soát hồ sơ\nrà soát quy trình nội bộ"], [("quy", "chế")])
    assert (
        counts.pair("rà", "soát") == 3
        and counts.pair("soát", "quy") == 2
        and counts.pair("trình", "nội") == 0
        and counts.pair("quy", "chế") == 3
    )
    assert counts.log_probability("|", "rà", "soát") > counts.log_probability("|", "rà", "hồ")


def test_a_change_that_may_be_wrong_is_marked() -> None:
    mended = mend("Chủ trì nội dung thế chế, tổ chức bộ máy", ocr=True)
    assert [fix.after for fix in mended.fixes if fix.confidence < 0.88] == ["thể"]
    assert [(doubt.reason, doubt.word) for doubt in mended.doubts] == [("low_confidence", "thể")]


def test_words_that_are_both_right_are_not_exchanged() -> None:
    assert mend("thay máy trạm đã quá tám năm", ocr=True).fixes == ()

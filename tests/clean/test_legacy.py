"""Encodings before Unicode: by font, by what the text says, and what must be left alone."""

from __future__ import annotations

import pytest

from planparse import vocab
from planparse.clean import clean, mend
from planparse.clean.legacy import decode, guess
from planparse.paper import FontRun, Paper, Paragraph, replay

TCVN3 = "C¨n cø NghÞ quyÕt cña Héi ®ång nh©n d©n x· Suèi M¬ vÒ nhiÖm vô n¨m 2027"
VNI = "Caên cöù Nghò quyeát cuûa Hoäi ñoàng nhaân daân xaõ Suoái Mô veà nhieäm vuï naêm 2027"
VIQR = "Ca(n cu+' Nghi. quye^'t cu?a Ho^.i ddo^`ng nha^n da^n xa~ Suo^'i Mo+ ve^` nhie^.m vu. na(m 2027"
RIGHT = "Căn cứ Nghị quyết của Hội đồng nhân dân xã Suối Mơ về nhiệm vụ năm 2027"


@pytest.mark.parametrize(("text", "font"), [(TCVN3, ".VnTime"), (TCVN3, "ABCDEF+.VnArial"), (VNI, "VNI-Times"), (VNI, "vni-helve,Bold")])
def test_by_font(text: str, font: str) -> None:
    mended = mend(text, (FontRun(0, len(text), font),))
    assert mended.text == RIGHT and mended.doubts == ()
    assert replay(text, mended.fixes) == RIGHT and mended.fixes[0].rule in ("legacy-tcvn3", "legacy-vni")


@pytest.mark.parametrize("text", [TCVN3, VNI, VIQR])
def test_by_content(text: str) -> None:
    mended = mend(text)
    assert mended.text == RIGHT
    assert replay(text, mended.fixes) == RIGHT
    assert mend(RIGHT).text == RIGHT


@pytest.mark.parametrize("entry", vocab.load("legacy")["encoding"], ids=lambda entry: str(entry["name"]))
def test_every_letter_of_a_font_comes_back(entry: dict[str, str]) -> None:
    fields = entry.get("bytes", entry.get("pairs", "")).split()
    font = {"tcvn3": ".VnTime", "vni": "VNI-Times", "viscii": "VISCII Times", "vps": "VPS Long An"}[entry["name"]]
    for code, letter in zip(fields[::2], fields[1::2], strict=True):
        text = chr(int(code, 16)) if "bytes" in entry else code
        assert mend(f"x{text}x", (FontRun(0, len(text) + 2, font),)).text.strip("x").casefold() == letter.casefold()


def test_a_font_of_capitals_restores_them() -> None:
    text = "kÕ ho¹ch n¨m 2027"
    assert mend(text, (FontRun(0, len(text), ".VnTimeH"),)).text == "KẾ HOẠCH NĂM 2027"


def test_runs_side_by_side() -> None:
    text = "§¬n vÞ: Phòng Kinh tế và c¸c xãm"
    runs = (FontRun(0, 6, ".VnTime"), FontRun(24, 32, ".VnTime"))
    mended = mend(text, runs)
    assert mended.text == "Đơn vị: Phòng Kinh tế và các xóm"
    assert replay(text, mended.fixes) == mended.text


def test_unicode_in_a_legacy_font_is_left_alone() -> None:
    assert mend("Phòng Kinh tế, Hạ tầng và Đô thị", (FontRun(0, 32, ".VnTime"),)).fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "España y Portugal, año 2027",
        "Größe über 3 µm",
        "français: à côté, où ça, déjà",
        "§ 5 © 2027 ®",
        "có và không, là, cà phê",
        "à, thì ra là thì",
        "25 µm và 30 µg",
    ],
)
def test_other_marked_text_is_no_legacy_text(text: str) -> None:
    assert guess(text) is None and mend(text).text == text


def test_the_document_tells_for_its_short_texts() -> None:
    texts = (TCVN3, "§¬n vÞ phèi hîp: C«ng an x·", "Kh«ng", "Phòng Nội vụ", "© 2027")
    cleaned = clean(Paper(tuple(Paragraph(text) for text in texts), "text/plain"))
    assert [text for _, text in cleaned.texts()] == [RIGHT, "Đơn vị phối hợp: Công an xã", "Không", "Phòng Nội vụ", "© 2027"]


def test_a_font_that_lies_is_a_doubt() -> None:
    text = "qxz wvj kqf zzt bcd qwr"
    mended = mend(text, (FontRun(0, len(text), ".VnTime"),))
    assert [doubt.reason for doubt in mended.doubts] == ["legacy_encoding"]


def test_decode_leaves_what_would_not_be_words() -> None:
    assert decode("Ñandú", "tcvn3") == "Ñandú"


def cleaned(*texts: str, font: str | None = None) -> list[str]:
    """The texts of a document in which each stands in `font`."""
    runs = [(FontRun(0, len(text), font),) if font else () for text in texts]
    paper = Paper(tuple(Paragraph(text, legacy=run) for text, run in zip(texts, runs, strict=True)), "text/plain")
    return [text for _, text in clean(paper).texts()]


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_that_kept_the_name_of_an_old_font_stays(font: str) -> None:
    texts = ["Báo cáo", "Công an xã", "Tháng 4/2027", "Phòng Văn hóa", "Giàng A Pó"]
    assert cleaned(*texts, font=font) == texts
    assert cleaned("Báo cáo", font=font) == ["Báo cáo"]


def test_a_short_text_is_read_as_the_document_around_it() -> None:
    assert cleaned("Gi\u00b5ng A P\u00f3", "n\u00a8m 2027", font=".VnTime") == ["Giàng A Pú", "năm 2027"]
    assert cleaned("A Pó", "Phòng Tư pháp", font=".VnTime") == ["A Pó", "Phòng Tư pháp"]
    assert cleaned("A Pó", font=".VnTime") == ["A Pú"]


def test_texts_of_one_font_may_be_of_both_kinds() -> None:
    assert cleaned("B\u00b8o c\u00b8o", "Quy chế", "Công an xã", font=".VnTime") == ["Báo cáo", "Quy chế", "Công an xã"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K\u00d5 HO\u00b9CH, CH\u00f1 T\u00deCH", "KẾ HOẠCH, CHỦ TỊCH"),
        ("UBND X\u00b7 \u00a7\u00a4NG M\u00ac", "UBND XÃ ĐÔNG MƠ"),
        ("S\u00e8: 12/KH-UBND", "Số: 12/KH-UBND"),
        ("UBND x\u00b7 Su\u00e8i M\u00ac", "UBND xã Suối Mơ"),
        ("V\u00a8n ph\u00dfng H\u00a7ND v\u00b5 UBND", "Văn phòng HĐND và UBND"),
    ],
)
def test_capitals_and_abbreviations_of_a_font_that_is_lost(typed: str, meant: str) -> None:
    assert cleaned(TCVN3, TCVN3, typed) == [RIGHT, RIGHT, meant]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("TM. ỦY BAN NHâN DâN", "TM. ỦY BAN NHÂN DÂN"),
        ("CHủ TịCH Vàng A Pó", "CHỦ TỊCH Vàng A Pó"),
        ("UBND Xã", "UBND Xã"),
        ("ĐVĐt, HđND, Tổ, Ở", "ĐVĐt, HđND, Tổ, Ở"),
        ("McDonald, TPHCMa, VNeID, đ/c Hà", "McDonald, TPHCMa, VNeID, đ/c Hà"),
    ],
)
def test_capitals_that_were_turned_into_unicode_half(text: str, mended: str) -> None:
    assert mend(text).text == mended


def test_what_cannot_be_decoded_in_a_document_of_that_encoding_is_a_doubt() -> None:
    paper = Paper(tuple(Paragraph(text) for text in (TCVN3, TCVN3, "\u00d4\u00d6\u00d7b \u00f0\u00f5k")), "text/plain")
    assert [(doubt.reason, doubt.key) for doubt in clean(paper).doubts] == [("legacy_encoding", (2, -1))]

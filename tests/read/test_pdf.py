"""PDF files: words as the page shows them, pages that need other eyes, and files that are refused."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from pdffile import LEFT, LONG, OTHER, Page, PdfFile, body, width

from planparse import read as stage
from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import FontRun, Paper, Paragraph, Place
from planparse.read import pdf
from planparse.read.debug import draw
from planparse.read.pdfium import MAX_PAGES
from planparse.read.scan_settings import Settings, using
from planparse.read.sheet import Sheet, Word

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "pdf"


def read(file: PdfFile) -> Paper:
    return blind(file.done(), "a.pdf")


def blind(data: bytes, name: str) -> Paper:
    """The paper as it is read without OCR."""
    with using(Settings(ocr=False)):
        return pdf.read(data, name)


def paragraphs(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


class TestWords:
    def test_letters_in_pieces_are_composed(self) -> None:
        file = PdfFile()
        file.page().text(LEFT, 100, "Ke\u0302\u0301 hoa\u0323ch cu\u0309a xa\u0303")
        assert paragraphs(read(file)) == ["Kế hoạch của xã"]

    def test_a_blank_that_is_only_a_gap(self) -> None:
        file = PdfFile()
        page = file.page()
        page.text(LEFT, 100, "số 09/KH-THPT")
        page.text(LEFT + width("số 09/KH-THPT") + 2.2, 100, "ngày 02/02/2027")
        assert paragraphs(read(file)) == ["số 09/KH-THPT ngày 02/02/2027"]

    @pytest.mark.parametrize("turns", [0, 90, 180, 270])
    def test_a_page_that_is_turned_and_cut(self, turns: int) -> None:
        file = PdfFile()
        page = file.page()
        page.entries = f"/Rotate {turns} /CropBox [20 30 575 812]"
        sine, cosine = {0: (0, 1), 90: (1, 0), 180: (0, -1), 270: (-1, 0)}[turns]
        x, y = {0: (105, 700), 90: (150, 100), 180: (400, 200), 270: (400, 700)}[turns]
        for at, text in enumerate(("Căn cứ Luật Hộ tịch;", "Ủy ban nhân dân xã ban hành Kế hoạch.")):
            down = -30 * at
            code = text.encode("utf-16-be").hex()
            page.draw(f"BT /F1 12 Tf {cosine} {sine} {-sine} {cosine} {x - sine * down} {y + cosine * down} Tm <{code}> Tj ET")
        paper = read(file)
        assert paragraphs(paper) == ["Căn cứ Luật Hộ tịch;", "Ủy ban nhân dân xã ban hành Kế hoạch."]
        first, second = (block.places[0].bbox for block in paper.blocks)
        assert first is not None and second is not None
        assert first[1] < second[1] and abs(first[0] - second[0]) < 1
        assert first[2] - first[0] == pytest.approx(width("Căn cứ Luật Hộ tịch;"), abs=5)
        assert 0 < first[0] < 575 and 0 < first[1] < 812

    def test_a_bullet_of_a_symbol_font(self) -> None:
        file = PdfFile()
        file.page().text(LEFT, 100, "\uf0b7 Rà soát")
        assert paragraphs(read(file)) == ["\uf0b7 Rà soát"] or paragraphs(read(file)) == ["• Rà soát"]

    def test_letters_of_a_legacy_font_are_named(self) -> None:
        file = PdfFile()
        page = file.page()
        page.text(LEFT, 100, "KÕ ho¹ch", font="F3")
        page.text(LEFT + width("KÕ ho¹ch "), 100, "2027")
        block = read(file).blocks[0]
        assert isinstance(block, Paragraph)
        assert (block.text, block.legacy) == ("KÕ ho¹ch 2027", (FontRun(0, 8, ".VnTime"),))

    def test_a_place_has_page_and_box(self) -> None:
        file = PdfFile()
        file.page()
        file.page().text(LEFT, 100, "Kế hoạch", size=10)
        (place,) = read(file).blocks[0].places
        assert place.page == 2 and place.bbox == pytest.approx((85.0, 91.2, 125.0, 102.2), abs=0.5)


GARBAGE = "&Ӝ1* HÒA XÃ +Ӝ, &+Ӫ 1*+Ƭ$ 9,ӊ7 NAM ĈӝF OұS - 7ӵ do - +ҥQK phúc 7KӵF KLӋQ 4X\\ӃW ÿӏQK Vӕ"


def pictured(page: Page) -> None:
    page.resources = "/XObject << /Im 1 0 R >>"
    data = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    page.resources = ""
    page.draw(data)


class TestPagesThatNeedOtherEyes:
    def test_a_picture_without_text(self) -> None:
        file = PdfFile()
        pictured(file.page())
        body(file.page(), 100, LONG)
        paper = read(file)
        assert [(doubt.reason, doubt.place) for doubt in paper.doubts] == [("needs_ocr", Place(page=1))]
        assert [(aside.kind, aside.place.page) for aside in paper.asides] == [("picture", 1)]
        assert paragraphs(paper) == [LONG] and paper.extraction == "text"

    def test_a_picture_with_a_stamp_alone(self) -> None:
        file = PdfFile()
        page = file.page()
        pictured(page)
        page.lines(400, 40, ["SAO Y", "VĂN PHÒNG XÃ", "03/02/2027", "15:40:13", "+07:00"], 8, 10)
        paper = read(file)
        assert [doubt.reason for doubt in paper.doubts] == ["needs_ocr"]
        assert [aside.kind for aside in paper.asides] == ["copy_mark"] and paper.blocks == ()

    def test_a_text_layer_with_a_wrong_map(self) -> None:
        file = PdfFile()
        page = file.page()
        page.lines(LEFT, 100, [GARBAGE] * 4)
        body(file.page(), 100, LONG)
        paper = read(file)
        assert paragraphs(paper) == [LONG]
        count = 4 * len(GARBAGE.replace(" ", ""))
        assert [(doubt.reason, f"{count} ký tự" in doubt.detail, doubt.place) for doubt in paper.doubts] == [
            ("broken_text_layer", True, Place(page=1))
        ]

    def test_letters_that_are_not_shown_lie_below_a_picture(self) -> None:
        file = PdfFile()
        page = file.page()
        pictured(page)
        page.lines(LEFT, 100, [LONG[:60], LONG[60:120], OTHER[:60]])
        page.content[1:] = [line.replace("0 Tr", "3 Tr") for line in page.content[1:]]
        paper = read(file)
        assert [doubt.reason for doubt in paper.doubts] == ["low_confidence"]
        assert paper.blocks

    def test_a_blank_page_is_nothing(self) -> None:
        file = PdfFile()
        file.page()
        assert (read(file).blocks, read(file).doubts, read(file).pages) == ((), (), 1)

    def test_other_eyes_are_asked_for_those_pages_alone(self) -> None:
        file = PdfFile()
        body(file.page(), 100, LONG)
        pictured(file.page())
        asked: list[int] = []

        def look_again(data: bytes, pages: list[int]) -> list[Sheet]:
            asked.extend(pages)
            return [
                Sheet(
                    number, 595, 842, words=(Word("Rà", 85, 90, 97, 103, confidence=0.9), Word("soát.", 100, 90, 130, 103, confidence=0.7))
                )
                for number in pages
            ]

        paper = pdf.read(file.done(), "a.pdf", look_again)  # type: ignore[arg-type]
        assert asked == [2]
        assert paragraphs(paper) == [LONG, "Rà soát."]
        assert (paper.extraction, paper.doubts) == ("mixed", ())
        assert [block.confidence for block in paper.blocks if isinstance(block, Paragraph)] == [None, 0.8]


class TestFiles:
    def test_it_claims_by_content(self) -> None:
        data = PdfFile()
        data.page()
        assert pdf.claims(data.done(), "x.bin") and pdf.claims(b"\n\n" + data.done(), "x")
        assert not pdf.claims(b"PK\x03\x04", "x.pdf")
        assert stage.read(data.done(), "x.pdf").media_type == "application/pdf"

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda data: data[: len(data) // 2], id="cut short"),
            pytest.param(lambda data: b"%PDF-1.7\n" + bytes(range(256)) * 40, id="garbage"),
            pytest.param(lambda data: b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF", id="garbage with an end"),
        ],
    )
    def test_damaged_files(self, spoil) -> None:  # type: ignore[no-untyped-def]
        file = PdfFile()
        body(file.page(), 100, LONG)
        with pytest.raises(UnreadableFile) as error:
            pdf.read(spoil(file.done()), "hỏng.pdf")
        assert "hỏng.pdf" in str(error.value) and error.value.advice

    def test_a_locked_file(self) -> None:
        file = PdfFile()
        file.page()
        file.trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>]"
        with pytest.raises(UnreadableFile, match="password"):
            read(file)

    def test_no_pages(self) -> None:
        with pytest.raises(UnreadableFile):
            read(PdfFile())

    def test_too_many_pages(self) -> None:
        file = PdfFile()
        for _ in range(MAX_PAGES + 1):
            file.page()
        with pytest.raises(LimitExceeded, match=str(MAX_PAGES + 1)):
            read(file)

    def test_a_page_as_it_is_seen(self) -> None:
        file = PdfFile()
        page = file.page(300, 200)
        page.table([20, 60, 200], [30, 60, 90], [["TT", "Nội dung"], ["1", "Rà soát"]])
        assert draw(file.done(), 1).startswith(b"\x89PNG")
        with pytest.raises(UnreadableFile, match="no page 2"):
            draw(file.done(), 2)

    def test_readers_in_threads_do_not_meet(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        file = PdfFile()
        body(file.page(), 100, LONG, OTHER)
        data = file.done()
        with ThreadPoolExecutor(4) as pool:
            papers = list(pool.map(pdf.read, itertools.repeat(data, 16), itertools.repeat("a.pdf", 16)))
        assert papers == [papers[0]] * 16


class TestCorpus:
    def paper(self, name: str) -> Paper:
        path = CORPUS / name
        if not path.exists():
            pytest.skip(f"{path} absent")
        return blind(path.read_bytes(), name)

    @pytest.mark.parametrize("name", ["KH-1105-broken-text-layer.pdf", "TB-1894-broken-text-layer.pdf"])
    def test_no_garbage_gets_through(self, name: str) -> None:
        paper = self.paper(name)
        assert paper.blocks == () and [aside for aside in paper.asides if aside.text] == []
        assert {doubt.reason for doubt in paper.doubts} == {"broken_text_layer"}
        assert len(paper.doubts) == paper.pages

    def test_a_scan_is_said_to_be_one(self) -> None:
        paper = self.paper("khao-sat-stem-scan.pdf")
        assert [doubt.place.page for doubt in paper.doubts if doubt.place and doubt.reason == "needs_ocr"] == [1, 2, 3, 4, 5, 6]
        assert [text for _, text in paper.texts()] == ["1849"]

    def test_a_signed_plan(self) -> None:
        texts = paragraphs(self.paper("sinh-hoat-lich-su-signed.pdf"))
        assert len(texts) == 41
        assert texts[2].startswith("Số: 58/KH-") and texts[6].startswith("KẾ HOẠCH\n")
        assert not any(text[:1].islower() for text in texts)

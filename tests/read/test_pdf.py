"""PDF pages as text: words, columns, paragraphs, what stands beside the text, and what is refused."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdffile import Page, PdfFile, letters, width

from planparse import read as stage
from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import FontRun, Paper, Paragraph, Place
from planparse.read import pdf
from planparse.read.debug import draw
from planparse.read.pdfium import MAX_PAGES
from planparse.read.sheet import Sheet, Word

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "pdf"
LEFT, RIGHT = 85.0, 540.0


def read(file: PdfFile) -> Paper:
    return pdf.read(file.done(), "a.pdf")


def paragraphs(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def wrapped(text: str, size: float = 12, indent: float = 30) -> Iterator[tuple[float, str]]:
    """The lines of a paragraph with an indented first line, with where they begin."""
    x, line = LEFT + indent, ""
    for word in text.split():
        if line and x + width(f"{line} {word}", size) > RIGHT:
            yield x, line
            x, line = LEFT, word
        else:
            line = f"{line} {word}".strip()
    yield x, line


def body(page: Page, top: float, *texts: str, size: float = 12, indent: float = 30, step: float = 16) -> float:
    """Paragraphs, wrapped at the right margin; returns the base line after the last."""
    for text in texts:
        for x, line in wrapped(text, size, indent):
            page.text(x, top, line, size)
            top += step
        top += 6
    return top


LONG = "Rà soát, cập nhật và công khai đầy đủ danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của xã; niêm yết tại trụ sở và nhà văn hóa các thôn."
SHORT = "Bảo đảm kinh phí thực hiện."
OTHER = (
    "Tập huấn kỹ năng số cho cán bộ thôn, tổ công nghệ số cộng đồng; mỗi thôn cử hai người, mỗi lớp học trong hai buổi tối ở nhà văn hóa."
)


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
        assert place == Place(page=2, bbox=(85.0, 91.2, pytest.approx(125.0, abs=0.5), 102.2))


class TestOrder:
    def letterhead(self, page: Page) -> None:
        for y, left, right in (
            (70, "UBND XÃ SUỐI MƠ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (86, "PHÒNG KINH TẾ", "Độc lập - Tự do - Hạnh phúc"),
        ):
            page.centred(150, y, left, 11)
            page.centred(400, y, right, 11)
        page.level(92, 120, 180)
        page.level(92, 330, 470)
        page.centred(150, 116, "Số: 12/KH-KT", 11)
        page.centred(400, 121, "Suối Mơ, ngày 05 tháng 01 năm 2027", 11)
        page.centred((LEFT + RIGHT) / 2, 160, "KẾ HOẠCH", 13, bold=True)
        page.centred((LEFT + RIGHT) / 2, 177, "Cải cách hành chính năm 2027", 13, bold=True)

    def test_the_letterhead_left_then_right_then_the_title(self) -> None:
        file = PdfFile()
        page = file.page()
        self.letterhead(page)
        body(page, 220, LONG, SHORT)
        paper = read(file)
        assert paragraphs(paper) == [
            "UBND XÃ SUỐI MƠ",
            "PHÒNG KINH TẾ",
            "Số: 12/KH-KT",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Suối Mơ, ngày 05 tháng 01 năm 2027",
            "KẾ HOẠCH\nCải cách hành chính năm 2027",
            LONG,
            SHORT,
        ]
        title = paper.blocks[6]
        assert isinstance(title, Paragraph)
        assert (title.style.bold, title.style.centred, title.style.size) == (True, True, 13)

    def test_recipients_beside_the_signature(self) -> None:
        file = PdfFile()
        page = file.page()
        top = body(page, 100, LONG, OTHER)
        page.lines(LEFT, top + 20, ["Nơi nhận:", "- UBND tỉnh (báo cáo);", "- Các phòng, đơn vị thuộc", "xã;", "- Lưu: VT."], 11, 13)
        page.centred(430, top + 22, "TM. ỦY BAN NHÂN DÂN", 13, bold=True)
        page.centred(430, top + 38, "CHỦ TỊCH", 13, bold=True)
        page.centred(430, top + 110, "Nông Thị Lụa", 13, bold=True)
        assert paragraphs(read(file))[2:] == [
            "Nơi nhận:",
            "- UBND tỉnh (báo cáo);",
            "- Các phòng, đơn vị thuộc xã;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Nông Thị Lụa",
        ]

    def test_columns_that_a_page_break_cuts(self) -> None:
        file = PdfFile()
        first, second = file.page(), file.page()
        top = body(first, 100, LONG, OTHER)
        first.lines(LEFT, top + 20, ["Nơi nhận:", "- UBND tỉnh;"], 11, 13)
        first.centred(430, top + 20, "TM. ỦY BAN NHÂN DÂN", 13, bold=True)
        second.lines(LEFT, 70, ["- Các phòng;", "- Lưu: VT."], 11, 13)
        second.centred(430, 72, "CHỦ TỊCH", 13, bold=True)
        assert paragraphs(read(file))[2:] == ["Nơi nhận:", "- UBND tỉnh;", "- Các phòng;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]

    def test_a_marker_apart_from_its_text_is_no_column(self) -> None:
        file = PdfFile()
        page = file.page()
        for at, text in enumerate(("Rà soát.", "Tập huấn.", "Tổng kết.")):
            page.text(LEFT, 100 + 20 * at, f"{at + 1}.")
            page.text(LEFT + 60, 100 + 20 * at, text)
        assert paragraphs(read(file)) == ["1. Rà soát.", "2. Tập huấn.", "3. Tổng kết."]


class TestParagraphs:
    def test_wrapped_lines_are_one_and_items_begin_anew(self) -> None:
        texts = ["I. MỤC ĐÍCH", LONG, f"1. {OTHER}", f"- {LONG}", "+ Lưu hồ sơ.", f"a) {OTHER}", SHORT]
        file = PdfFile()
        body(file.page(), 100, *texts)
        assert paragraphs(read(file)) == texts

    def test_paragraphs_without_indent_are_told_by_their_ends(self) -> None:
        texts = [LONG, SHORT, OTHER, SHORT]
        file = PdfFile()
        body(file.page(), 100, *texts, indent=0)
        assert paragraphs(read(file)) == texts

    def test_a_number_at_a_lines_start_is_no_marker(self) -> None:
        text = "Các phòng, đơn vị thuộc xã gửi kết quả thực hiện về Phòng Kinh tế trước ngày 15 tháng 11 năm 2027. Quá hạn thì giải trình bằng văn bản cho xã."
        for pad in range(12):
            file = PdfFile()
            body(file.page(), 100, LONG, "Việc " * pad + text, SHORT)
            assert paragraphs(read(file)) == [LONG, "Việc " * pad + text, SHORT]

    def test_a_code_that_a_line_end_cuts(self) -> None:
        file = PdfFile()
        page = file.page()
        first = "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh số 1251/KH-"
        page.text(RIGHT - width(first), 100, first)
        page.text(LEFT, 116, "UBND ngày 15/11/2026.")
        body(page, 160, LONG)
        assert paragraphs(read(file))[0] == "Thực hiện Kế hoạch của Ủy ban nhân dân tỉnh số 1251/KH-UBND ngày 15/11/2026."

    def test_a_paragraph_that_a_page_break_cuts(self) -> None:
        file = PdfFile()
        first, second = file.page(), file.page()
        top = body(first, 600, LONG, SHORT)
        *above, below = wrapped(OTHER)
        for at, (x, line) in enumerate(above):
            first.text(x, top + 16 * at, line)
        second.centred((LEFT + RIGHT) / 2, 40, "2")
        second.text(below[0], 70, below[1])
        body(second, 92, SHORT)
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT, OTHER, SHORT]
        assert [place.page for place in paper.blocks[2].places] == [1, 2]

    def test_a_new_paragraph_on_a_new_page(self) -> None:
        file = PdfFile()
        body(file.page(), 700, LONG, SHORT)
        body(file.page(), 70, OTHER, SHORT)
        assert paragraphs(read(file)) == [LONG, SHORT, OTHER, SHORT]


class TestBesideTheText:
    def asides(self, paper: Paper) -> list[tuple[str, str, int | None]]:
        return [(aside.kind, aside.text, aside.place.page) for aside in paper.asides]

    @pytest.mark.parametrize(("number", "y"), [("2", 40), ("- 2 -", 40), ("Trang 2", 815), ("2/6", 815)])
    def test_page_numbers(self, number: str, y: float) -> None:
        file = PdfFile()
        page = file.page()
        page.centred((LEFT + RIGHT) / 2, y, number)
        body(page, 100, LONG, SHORT)
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT]
        assert self.asides(paper) == [("page_number", number, 1)]

    def test_running_headers(self) -> None:
        file = PdfFile()
        for number in range(1, 5):
            page = file.page()
            page.text(LEFT, 40, f"Kế hoạch chuyển đổi số xã Suối Mơ - bản {number}", 10)
            body(page, 100, f"{number}. {LONG}", f"Kết quả lần {number}.")
        paper = read(file)
        assert len(paragraphs(paper)) == 8
        assert [aside[0] for aside in self.asides(paper)] == ["running_header"] * 4

    def test_the_data_of_a_signature_in_the_text(self) -> None:
        file = PdfFile()
        page = file.page()
        page.lines(
            380, 40, ["Ký bởi: Ủy ban nhân dân xã Suối Mơ", "Email: ubnd@suoimo.example", "Thời gian ký: 05/01/2027 08:15:02 +07:00"], 7, 9
        )
        body(page, 120, LONG, SHORT)
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT]
        assert self.asides(paper)[0][0] == "e_signature" and "+07:00" in self.asides(paper)[0][1]

    def test_the_stamp_of_an_incoming_document(self) -> None:
        file = PdfFile()
        page = file.page()
        page.lines(60, 30, ["CÔNG VĂN ĐẾN", "Số: 118", "Ngày 07/01/2027"], 8, 10)
        body(page, 120, LONG, SHORT)
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT]
        assert self.asides(paper) == [("arrival_stamp", "CÔNG VĂN ĐẾN\nSố: 118\nNgày 07/01/2027", 1)]

    def test_a_sentence_that_opens_like_a_stamp_is_text(self) -> None:
        texts = ["Người ký văn bản chịu trách nhiệm về nội dung.", "Ngày ký kết được ghi trong biên bản.", "Bản sao y được lưu ở văn thư."]
        file = PdfFile()
        body(file.page(), 100, LONG, *texts)
        assert paragraphs(read(file)) == [LONG, *texts]

    def test_footnotes_and_their_marks(self) -> None:
        file = PdfFile()
        page = file.page()
        body(page, 100, LONG, OTHER)
        page.text(LEFT, 400, "Thực hiện Luật Bầu cử ngày 25/6/2015")
        page.text(LEFT + width("Thực hiện Luật Bầu cử ngày 25/6/2015"), 395, "1", 7)
        page.text(LEFT + width("Thực hiện Luật Bầu cử ngày 25/6/2015") + 3.5, 400, "; diện tích 40 m")
        page.text(LEFT + width("Thực hiện Luật Bầu cử ngày 25/6/2015") + 3.5 + width("; diện tích 40 m"), 395, "2", 7)
        page.level(700, LEFT, LEFT + 144)
        page.text(LEFT, 715, "1 Được sửa đổi năm 2025.", 9)
        paper = read(file)
        assert paragraphs(paper)[-1] == "Thực hiện Luật Bầu cử ngày 25/6/2015; diện tích 40 m2"
        assert self.asides(paper) == [("footnote", "1 Được sửa đổi năm 2025.", 1)]


class TestOnTopOfThePage:
    """The number and day of a signed PDF stand in form fields and stamps."""

    def number(self, entries: str, appearance: str) -> Paper:
        file = PdfFile()
        page = file.page()
        page.text(LEFT, 100, "Số:")
        page.text(LEFT + 50, 100, "/KH-UBND")
        page.annotation(entries, appearance, (LEFT + 24, 86, LEFT + 50, 104))
        body(page, 160, LONG, SHORT)
        return read(file)

    @pytest.mark.parametrize(
        ("entries", "appearance"),
        [
            pytest.param("/Subtype /Widget /FT /Tx /T (so) /V (362)", letters("362"), id="a field as it is drawn"),
            pytest.param("/Subtype /Widget /FT /Tx /T (so) /V (362)", "", id="a field that is not drawn"),
            pytest.param("/Subtype /Stamp", letters("362"), id="a stamp"),
            pytest.param("/Subtype /FreeText /Contents (362)", letters("362", 10), id="a text box"),
            pytest.param("/Subtype /FreeText /Contents (362)", "", id="a text box that is not drawn"),
        ],
    )
    def test_a_number_is_put_where_it_stands(self, entries: str, appearance: str) -> None:
        assert paragraphs(self.number(entries, appearance))[0] == "Số: 362/KH-UBND"

    def test_without_it_the_number_is_blank(self) -> None:
        file = PdfFile()
        file.page().text(LEFT, 100, "Số:        /KH-UBND")
        assert paragraphs(read(file)) == ["Số: /KH-UBND"]

    def test_the_day(self) -> None:
        file = PdfFile()
        page = file.page()
        page.text(LEFT, 100, "Suối Mơ, ngày     tháng     năm 2027")
        page.annotation("/Subtype /Stamp", letters("05"), (LEFT + width("Suối Mơ, ngày "), 88, LEFT + width("Suối Mơ, ngày     "), 104))
        page.annotation(
            "/Subtype /Stamp",
            letters("01"),
            (LEFT + width("Suối Mơ, ngày     tháng "), 88, LEFT + width("Suối Mơ, ngày     tháng     "), 104),
        )
        assert paragraphs(read(file)) == ["Suối Mơ, ngày 05 tháng 01 năm 2027"]

    def test_who_signed_is_beside_the_text(self) -> None:
        file = PdfFile()
        page = file.page()
        body(page, 160, LONG, SHORT)
        lines = ("Ký bởi: Nông Thị Lụa", "Thời gian ký: 05/01/2027 08:15:02 +07:00")
        drawn = " ".join(
            f"BT /F1 7 Tf 1 0 0 1 2 {22 - 10 * at} Tm <{line.encode('utf-16-be').hex()}> Tj ET" for at, line in enumerate(lines)
        )
        page.annotation("/Subtype /Widget /FT /Sig /T (Signature1)", drawn, (300, 300, 500, 340))
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT]
        assert [(aside.kind, aside.text) for aside in paper.asides] == [("e_signature", "\n".join(lines))]

    def test_remarks_and_hidden_fields_are_kept_apart(self) -> None:
        file = PdfFile()
        page = file.page()
        body(page, 160, LONG, SHORT)
        page.annotation("/Subtype /Text /Contents (Xem lai)")
        page.annotation("/Subtype /FreeText /F 2 /Contents (An)", letters("An"))
        page.annotation("/Subtype /Link /Contents (mang)")
        paper = read(file)
        assert paragraphs(paper) == [LONG, SHORT]
        assert sorted((aside.kind, aside.text) for aside in paper.asides) == [("comment", "Xem lai"), ("hidden", "An")]


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
        return pdf.read(path.read_bytes(), name)

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

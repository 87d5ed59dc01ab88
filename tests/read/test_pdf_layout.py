"""PDF: the order in which a page is read, and where paragraphs begin and end."""

from __future__ import annotations

from pdffile import LEFT, LONG, OTHER, RIGHT, SHORT, Page, PdfFile, body, width, wrapped

from planparse.paper import Paper, Paragraph
from planparse.read import pdf


def read(file: PdfFile) -> Paper:
    return pdf.read(file.done(), "a.pdf")


def paragraphs(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


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
        assert all(block.style.centred for block in paper.blocks[:7] if isinstance(block, Paragraph))
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

    def test_a_signature_at_the_foot_of_a_page_stands_before_the_letterhead_of_the_next(self) -> None:
        file = PdfFile()
        first, second = file.page(), file.page()
        top = body(first, 100, LONG, OTHER)
        first.lines(LEFT, top + 20, ["Nơi nhận:", "- Lưu: VT."], 11, 13)
        first.centred(430, top + 20, "CHỦ TỊCH", 13, bold=True)
        first.centred(430, top + 36, "Nông Thị Lụa", 13, bold=True)
        second.lines(LEFT, 70, ["ỦY BAN NHÂN DÂN", "XÃ SUỐI MƠ"], 11, 14)
        second.lines(320, 70, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], 11, 14)
        found = paragraphs(read(file))
        assert found[2:6] == ["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Nông Thị Lụa"]
        assert found[6].startswith("ỦY BAN NHÂN DÂN")

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

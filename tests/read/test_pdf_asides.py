"""PDF: what stands beside the text (page numbers, stamps, footnotes) and on top of it (form fields, annotations)."""

from __future__ import annotations

import pytest
from pdffile import LEFT, LONG, OTHER, RIGHT, SHORT, PdfFile, body, letters, width

from planparse.paper import Paper, Paragraph, Table
from planparse.read import pdf


def read(file: PdfFile) -> Paper:
    return pdf.read(file.done(), "a.pdf")


def paragraphs(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


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

    def test_a_watermark_across_the_page(self) -> None:
        file = PdfFile()
        page = file.page()
        code = "DỰ THẢO".encode("utf-16-be").hex()
        page.draw(f"0.8 g BT /F1 70 Tf 0.7071 0.7071 -0.7071 0.7071 150 330 Tm <{code}> Tj ET 0 g")
        body(page, 100, *[LONG] * 12)
        paper = read(file)
        assert paragraphs(paper) == [LONG] * 12
        assert self.asides(paper) == [("watermark", "DỰ THẢO", 1)]

    def test_running_headers(self) -> None:
        file = PdfFile()
        for number in range(1, 5):
            page = file.page()
            page.text(LEFT, 40, f"Kế hoạch chuyển đổi số xã Suối Mơ - bản {number}", 10)
            body(page, 100, f"{number}. {LONG}", f"Kết quả lần {number}.")
        paper = read(file)
        assert len(paragraphs(paper)) == 8
        assert [aside[0] for aside in self.asides(paper)] == ["running_header"] * 4

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Địa chỉ: Số 9, đường Bờ Suối, phường Mơ Thượng", "Địa chỉ: Số 9, đường Bờ Suối, phường Mơ Thượng"),  # on both pages
            ("KH chuyển đổi số - bản 1", "KH chuyển đổi số - bản 2"),
            ("Soạn ngày 05/01/2027 tại bộ phận văn thư", ""),  # on one page, between two parts of one table
        ],
    )
    def test_a_foot_line_does_not_cut_a_table_of_two_pages(self, first: str, second: str) -> None:
        file = PdfFile()
        page = file.page()
        body(page, 100, LONG)
        xs = (85, 130, 330, 530)
        page.table(xs, (640, 670, 720), [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lắp điểm truy cập", "Công an xã"]], bold_rows=1)
        page.text(LEFT, 800, first, 9)
        page = file.page()
        page.table(xs, (90, 140, 180), [["2", "Đo tốc độ mạng", "Phòng Kinh tế"], ["3", "Sửa loa", "Trạm Y tế"]])
        if second:
            page.text(LEFT, 800, second, 9)
        paper = read(file)
        assert paragraphs(paper) == [LONG]
        (table,) = (block for block in paper.blocks if isinstance(block, Table))
        assert table.n_rows == 4
        assert [aside[0] for aside in self.asides(paper)] == ["running_header"] * (2 if second else 1)

    def test_what_opens_two_documents_of_one_page_is_no_running_header(self) -> None:
        file = PdfFile()
        for title in ("TỜ TRÌNH", "KẾ HOẠCH"):
            page = file.page()
            page.text(LEFT, 50, "UBND XÃ SUỐI MƠ")
            page.text(300, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10)
            page.centred((LEFT + RIGHT) / 2, 120, title, bold=True)
            body(page, 160, f"{title} {LONG}")
        assert paragraphs(read(file)).count("UBND XÃ SUỐI MƠ") == 2

    def test_a_title_between_two_tables_is_text(self) -> None:
        file = PdfFile()
        page = file.page()
        xs = (85, 130, 330, 530)
        page.table(xs, (640, 670, 720), [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lắp điểm truy cập", "Công an xã"]], bold_rows=1)
        page.text(LEFT, 800, "II. Việc của năm sau")
        file.page().table(xs, (90, 140), [["1", "Sửa loa", "Trạm Y tế"]])
        assert paragraphs(read(file)) == ["II. Việc của năm sau"]

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

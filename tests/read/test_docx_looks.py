"""How the letters of a Word paragraph look, and what they mean by that: styles, capitals, raised digits, symbol and legacy fonts."""

from __future__ import annotations

import pytest
from wordfile import cell, package, paragraph, root, row, run, table

from planparse.paper import FontRun, Paper, Paragraph, Style
from planparse.read import docx


def read(body: str, **parts: str) -> Paper:
    return docx.read(package(body, parts), "a.docx")


def texts(paper: Paper) -> list[str]:
    return [text for _, text in paper.texts()]


class TestSymbols:
    @pytest.mark.parametrize(
        ("inner", "shown"),
        [
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
            ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
            (run("\uf0d8", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "➢"),
            (run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        ],
    )
    def test_known_signs(self, inner: str, shown: str) -> None:
        paper = read(paragraph(inner))
        assert texts(paper) == [shown]
        assert paper.doubts == ()

    def test_an_unknown_sign_is_said(self) -> None:
        paper = read(paragraph("a", '<w:r><w:sym w:font="Wingdings 3" w:char="F07A"/></w:r>'))
        assert texts(paper) == ["a\ufffd"]
        assert [doubt.reason for doubt in paper.doubts] == ["reading_limit"]

    def test_the_place_of_a_left_out_object_is_no_letter(self) -> None:
        paper = read(paragraph("Số\ufffc 5"))
        assert texts(paper) == ["Số 5"]
        assert [(aside.kind, aside.text) for aside in paper.asides] == [("picture", "")]


class TestLooks:
    STYLES = root(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Tua"><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TuaNho"><w:basedOn w:val="Tua"/><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Cu"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>',
    )

    def look(self, body: str) -> Style:
        block = read(body, styles=self.STYLES).blocks[0]
        assert isinstance(block, Paragraph)
        return block.style

    def test_from_the_styles(self) -> None:
        assert self.look(paragraph("a")) == Style(size=13.0)
        assert self.look(paragraph("a", properties='<w:pStyle w:val="TuaNho"/>')) == Style(bold=True, centred=True, size=14.0)
        assert self.look(paragraph("a", properties='<w:pStyle w:val="Khác"/>')) == Style(size=13.0)
        assert self.look(paragraph("a", properties='<w:pStyle w:val="Vong"/>')).italic

    def test_direct_properties_win(self) -> None:
        body = paragraph(run("a", '<w:b w:val="0"/><w:sz w:val="24"/>'), properties='<w:pStyle w:val="Tua"/><w:jc w:val="left"/>')
        assert self.look(body) == Style(size=12.0)

    def test_bold_twice_is_not_bold(self) -> None:
        assert not self.look(paragraph(run("a", '<w:rStyle w:val="Dam"/>'), properties='<w:pStyle w:val="Tua"/>')).bold
        assert self.look(paragraph(run("a", '<w:rStyle w:val="Dam"/>'))).bold

    def test_most_of_the_text_decides(self) -> None:
        assert self.look(paragraph(run("Mục đích, yêu cầu", "<w:b/>"), run(":"))).bold
        assert not self.look(paragraph(run("Mục đích", "<w:b/>"), run(": bảo đảm thống nhất"))).bold

    def test_capitals_are_written_as_they_show(self) -> None:
        paper = read(paragraph(run("Ủy ban nhân dân xã Suối Mơ", "<w:caps/>")))
        assert texts(paper) == ["ỦY BAN NHÂN DÂN XÃ SUỐI MƠ"]

    @pytest.mark.parametrize(
        ("before", "raised", "shown"),
        [
            ("Đạt 24%", "1", "Đạt 24%¹"),
            ("10", "6", "10⁶"),
            ("theo quy định", "12", "theo quy định¹²"),
            ("100 m", "2", "100 m2"),
            ("5km", "2", "5km2"),
            ("Điều 5", "a", "Điều 5a"),
            ("Chương trình OCOP", "(1)", "Chương trình OCOP(1)"),
        ],
    )
    def test_a_raised_digit_does_not_lengthen_a_number(self, before: str, raised: str, shown: str) -> None:
        assert texts(read(paragraph(before, run(raised, '<w:vertAlign w:val="superscript"/>')))) == [shown]

    def test_legacy_fonts_are_named_with_their_ranges(self) -> None:
        body = paragraph(
            "Số ", run("céng ", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), run("hoµ", '<w:rFonts w:ascii=".VnTime"/>'), " a"
        )
        block = read(body).blocks[0]
        assert isinstance(block, Paragraph)
        assert block.text == "Số céng hoµ a"
        assert block.legacy == (FontRun(3, 11, ".VnTime"),)

    def test_legacy_font_of_a_style_and_its_exceptions(self) -> None:
        body = paragraph(
            "  hoµ ", run("é", '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'), properties='<w:pStyle w:val="Cu"/>'
        )
        block = read(body, styles=self.STYLES).blocks[0]
        assert isinstance(block, Paragraph)
        assert (block.text, block.legacy) == ("hoµ é", (FontRun(0, 4, ".VnTime"),))

    def test_legacy_fonts_in_a_cell_count_from_its_start(self) -> None:
        legacy = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
        table_block = read(table(row(cell("một", paragraph("hai ", run("coâng", legacy)))))).blocks[0]
        assert not isinstance(table_block, Paragraph)
        assert table_block.cells[0].text == "một\nhai coâng"
        assert table_block.cells[0].legacy == (FontRun(8, 13, "VNI-Times"),)

    def test_capitals_do_not_touch_bytes_of_a_legacy_font(self) -> None:
        assert texts(read(paragraph(run("hoµ", '<w:rFonts w:ascii=".VnTime"/><w:caps/>')))) == ["hoµ"]

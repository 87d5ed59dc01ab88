"""What the text of a Word paragraph is: runs, fields, tracked changes, hidden text, notes, symbols, drawings, fonts."""

from __future__ import annotations

import pytest
from wordfile import cell, package, paragraph, root, row, run, table, text_box

from planparse.paper import Paper, Paragraph, Place, Revisions, Style
from planparse.read import docx


def read(body: str, **parts: str) -> Paper:
    return docx.read(package(body, parts), "a.docx")


def texts(paper: Paper) -> list[str]:
    return [text for _, text in paper.texts()]


def asides(paper: Paper) -> list[tuple[str, str]]:
    return [(aside.kind, aside.text) for aside in paper.asides]


def test_paragraphs_come_in_order_with_their_ordinal_and_blank_ones_are_counted() -> None:
    paper = read(paragraph("Căn cứ") + paragraph() + paragraph("Kế hoạch"))
    assert paper.blocks == (
        Paragraph("Căn cứ", (Place(line=1),)),
        Paragraph("Kế hoạch", (Place(line=3),)),
    )
    assert paper.pages is None
    assert paper.extraction == "text"


def test_media_type() -> None:
    assert read(paragraph("a")).media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>/KH</w:t></w:r>", "Số:\t/KH"),
        ("<w:r><w:t>Ủy ban</w:t><w:br/><w:t>nhân dân</w:t><w:cr/><w:t>xã</w:t></w:r>", "Ủy ban\nnhân dân\nxã"),
        ('<w:r><w:br w:type="page"/><w:t>Phụ lục</w:t><w:br w:type="page"/></w:r>', "Phụ lục"),
        ('<w:r><w:t>trước</w:t><w:br w:type="page"/><w:t>sau</w:t></w:r>', "trước\nsau"),
        ("<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "KH-UBND"),
        ("<w:r><w:t>hành</w:t><w:softHyphen/><w:t>chính</w:t></w:r>", "hành\u00adchính"),
        ("<w:r><w:t>một</w:t></w:r><w:proofErr/><w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'> hai</w:t></w:r>", "một hai"),
        ("<w:r><w:t>một\nhai</w:t></w:r>", "một hai"),
        ("<w:r><w:tab/><w:t xml:space='preserve'>  Căn cứ  </w:t></w:r>", "Căn cứ"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>', "liên kết"),
        ("<w:smartTag><w:smartTagPr/><w:smartTag><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag></w:smartTag>", "Hà Nội"),
        ("<w:customXml><w:customXmlPr/><w:r><w:t>bọc</w:t></w:r></w:customXml>", "bọc"),
        ('<w:bdo w:val="ltr"><w:r><w:t>chiều</w:t></w:r></w:bdo>', "chiều"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>188</w:t></w:r></w:sdtContent></w:sdt>", "188"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>", "字(a)"),
        (
            "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "x=1/2",
        ),
        (
            "<m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></m:oMathPara>",
            "m^2",
        ),
    ],
)
def test_what_a_paragraph_shows(inner: str, shown: str) -> None:
    assert texts(read(paragraph(inner))) == [shown]


class TestFields:
    @pytest.mark.parametrize(
        ("inner", "shown"),
        [
            ('<w:fldSimple w:instr=" REF x "><w:r><w:t>Điều 5</w:t></w:r></w:fldSimple>', "Điều 5"),
            (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://x" </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kết quả</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "kết quả",
            ),
            (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
                '</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "☒",
            ),
            (
                '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Quý I"/>'
                '<w:listEntry w:val="Quý II"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                "Quý II",
            ),
        ],
    )
    def test_the_result_is_kept_and_the_instruction_dropped(self, inner: str, shown: str) -> None:
        assert texts(read(paragraph(inner))) == [shown]

    def test_a_field_in_the_instruction_of_another_is_not_text_but_is_said(self) -> None:
        inner = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD a</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>trong</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ngoài</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        paper = read(paragraph(inner))
        assert texts(paper) == ["ngoài"]
        assert asides(paper) == [("hidden", "trong")]

    def test_a_field_runs_over_paragraphs(self) -> None:
        first = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        paper = read(paragraph(first, "I. Mục đích") + paragraph("II. Nội dung", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
        assert texts(paper) == ["I. Mục đích", "II. Nội dung"]

    def test_a_field_that_never_ends_swallows_nothing(self) -> None:
        broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        assert texts(read(paragraph(broken, "còn lại") + paragraph("cũng còn"))) == ["còn lại", "cũng còn"]

    def test_a_field_that_only_word_can_draw_is_said(self) -> None:
        inner = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTONUM </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        assert [doubt.reason for doubt in read(paragraph(inner, "Mục")).doubts] == ["reading_limit"]


class TestChanges:
    def test_they_are_read_as_accepted_and_counted(self) -> None:
        paper = read(
            paragraph(
                "Trước ngày ",
                f"<w:del>{run('x').replace('w:t', 'w:delText')}</w:del>",
                f"<w:ins>{run('15')}{run('/12')}</w:ins>",
                "<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom>",
                "<w:moveTo><w:r><w:t>/2026</w:t></w:r></w:moveTo>",
            )
        )
        assert texts(paper) == ["Trước ngày 15/12/2026"]
        assert paper.revisions == Revisions(inserted=2, deleted=1, moved=1)

    def test_an_insertion_that_was_deleted_again_is_gone(self) -> None:
        assert texts(read(paragraph("a", f"<w:ins><w:del>{run('b')}</w:del></w:ins>"))) == ["a"]

    def test_old_properties_do_not_count(self) -> None:
        old = "<w:b w:val='0'/><w:rPrChange><w:rPr><w:b/><w:vanish/></w:rPr></w:rPrChange>"
        block = read(paragraph(run("a", old))).blocks[0]
        assert block == Paragraph("a", (Place(line=1),))

    def test_a_deleted_mark_joins_the_paragraph_to_the_next(self) -> None:
        paper = read(
            paragraph("Mục đích ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("và yêu cầu", properties='<w:jc w:val="center"/>')
        )
        assert paper.blocks == (Paragraph("Mục đích và yêu cầu", (Place(line=1),), Style(centred=True)),)
        assert paper.revisions == Revisions(deleted=1)

    def test_a_deleted_mark_before_a_table_joins_nothing(self) -> None:
        paper = read(paragraph("a", properties="<w:rPr><w:del/></w:rPr>") + table(row("b")) + paragraph("c"))
        assert texts(paper) == ["a", "b", "c"]

    def test_a_deleted_paragraph_leaves_no_trace(self) -> None:
        gone = paragraph(f"<w:del>{run('x')}</w:del>", properties="<w:rPr><w:del/></w:rPr>")
        assert texts(read(paragraph("a") + gone + paragraph("b"))) == ["a", "b"]


class TestHidden:
    def test_hidden_text_is_left_out_and_said(self) -> None:
        paper = read(paragraph("thấy", run(" ẩn", "<w:vanish/>"), run("!", "<w:vanish w:val='0'/>")))
        assert texts(paper) == ["thấy!"]
        assert asides(paper) == [("hidden", "ẩn")]
        assert paper.asides[0].place == Place(line=1)

    def test_hidden_by_a_character_style_or_a_paragraph_style(self) -> None:
        styles = root(
            "styles",
            '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="AnDoan"><w:rPr><w:vanish/></w:rPr></w:style>',
        )
        body = paragraph("a", run("b", '<w:rStyle w:val="An"/>')) + paragraph("c", properties='<w:pStyle w:val="AnDoan"/>') + paragraph("d")
        paper = read(body, styles=styles)
        assert texts(paper) == ["a", "d"]
        assert asides(paper) == [("hidden", "b"), ("hidden", "c")]

    def test_text_hidden_only_on_the_web_is_shown(self) -> None:
        assert texts(read(paragraph(run("12", "<w:webHidden/>")))) == ["12"]

    def test_a_hidden_mark_lets_the_paragraph_run_on(self) -> None:
        paper = read(paragraph("Điều 1. ", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("Ban hành"))
        assert texts(paper) == ["Điều 1. Ban hành"]

    @pytest.mark.parametrize("block", [False, True])
    def test_the_prompt_of_an_empty_control_is_no_text(self, block: bool) -> None:
        inner = run("Bấm để nhập")
        control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        body = control.format(paragraph(inner)) if block else paragraph("Số: ", control.format(inner))
        paper = read(body + paragraph("sau"))
        assert "".join(texts(paper)) in ("sau", "Số:sau")
        assert asides(paper) == [("hidden", "Bấm để nhập")]


class TestNotes:
    def test_a_footnote_is_an_aside_at_its_place_and_its_mark_is_not_in_the_text(self) -> None:
        notes = root(
            "footnotes",
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " Theo số liệu.")}{paragraph("Đoạn hai.")}</w:footnote>',
        )
        paper = read(paragraph("Đạt 24%", '<w:r><w:footnoteReference w:id="2"/></w:r>', " trở lên"), footnotes=notes)
        assert texts(paper) == ["Đạt 24% trở lên"]
        assert [(aside.kind, aside.text, aside.place) for aside in paper.asides] == [
            ("footnote", "Theo số liệu.\nĐoạn hai.", Place(line=1))
        ]

    def test_a_mark_of_the_author_goes_with_its_note(self) -> None:
        notes = root("footnotes", f'<w:footnote w:id="2">{paragraph("Ghi chú.")}</w:footnote>')
        body = paragraph("24", '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>')
        paper = read(body, footnotes=notes)
        assert texts(paper) == ["24"]
        assert asides(paper) == [("footnote", "* Ghi chú.")]

    def test_endnotes_and_comments(self) -> None:
        paper = read(
            table(row(cell(paragraph("a", '<w:r><w:endnoteReference w:id="1"/></w:r>', '<w:r><w:commentReference w:id="0"/></w:r>')))),
            endnotes=root("endnotes", f'<w:endnote w:id="1">{paragraph("Cuối.")}</w:endnote>'),
            comments=root("comments", f'<w:comment w:id="0" w:author="A">{paragraph("Xem lại.")}</w:comment>'),
        )
        assert texts(paper) == ["a"]
        assert asides(paper) == [("footnote", "Cuối."), ("comment", "Xem lại.")]
        assert paper.asides[0].place == Place(table=0, row=0)

    def test_a_note_of_deleted_text_is_gone(self) -> None:
        notes = root("footnotes", f'<w:footnote w:id="2">{paragraph("x")}</w:footnote>')
        assert read(paragraph("a", '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'), footnotes=notes).asides == ()


class TestHeaders:
    def test_each_is_said_once_and_page_numbers_are_told_from_text(self) -> None:
        page = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        body = (
            paragraph("a", properties='<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>')
            + paragraph("b")
            + '<w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:footerReference w:type="default" r:id="f1"/>'
            '<w:footerReference w:type="even" r:id="f2"/></w:sectPr>'
        )
        relations = {"h1": ("header", "header1.xml"), "f1": ("footer", "footer1.xml"), "f2": ("footer", "footer2.xml")}
        parts = {
            "header1": root("hdr", paragraph("Trang ", page)),
            "footer1": root("ftr", paragraph("Phòng Kinh tế") + table(row("trái", "phải"))),
            "footer2": root("ftr", paragraph()),
        }
        paper = docx.read(package(body, parts, relations), "a.docx")
        assert texts(paper) == ["a", "b"]
        assert asides(paper) == [("page_number", "Trang 2"), ("running_header", "Phòng Kinh tế\ntrái\tphải")]

    def test_a_header_of_the_first_page_alone_opens_the_text(self) -> None:
        body = table(row("trong thân")) + '<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:titlePg/></w:sectPr>'
        parts = {"header1": root("hdr", paragraph("DỰ THẢO") + table(row("ỦY BAN NHÂN DÂN")))}
        paper = docx.read(package(body, parts, {"h1": ("header", "header1.xml")}), "a.docx")
        assert texts(paper) == ["DỰ THẢO", "ỦY BAN NHÂN DÂN", "trong thân"]
        assert [block.index for block in paper.blocks if not isinstance(block, Paragraph)] == [0, 1]

    @pytest.mark.parametrize(
        ("body", "opens"), [("KẾ HOẠCH", True), ("Cộng hòa xã hội chủ nghĩa Việt Nam", False)], ids=["no letterhead", "one"]
    )
    def test_a_letterhead_in_a_running_header_opens_the_text(self, body: str, opens: bool) -> None:
        content = paragraph(body) + '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
        parts = {"header1": root("hdr", table(row("UBND XÃ SUỐI MƠ", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")))}
        paper = docx.read(package(content, parts, {"h1": ("header", "header1.xml")}), "a.docx")
        head = ["UBND XÃ SUỐI MƠ", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
        assert texts(paper) == ([*head, body] if opens else [body])
        assert asides(paper) == ([] if opens else [("running_header", "\t".join(head))])

    def test_but_not_where_it_is_only_a_page_number(self) -> None:
        body = paragraph("a") + '<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:titlePg/></w:sectPr>'
        parts = {"header1": root("hdr", paragraph('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))}
        paper = docx.read(package(body, parts, {"h1": ("header", "header1.xml")}), "a.docx")
        assert (texts(paper), asides(paper)) == (["a"], [("page_number", "1")])


class TestDrawings:
    def test_a_text_box_is_read_once_after_its_paragraph(self) -> None:
        paper = read(paragraph("Neo", text_box(paragraph("Trong hộp"), paragraph("Số 12"))) + paragraph("Sau"))
        assert texts(paper) == ["Neo", "Trong hộp", "Số 12", "Sau"]
        assert [block.places[0].line for block in paper.blocks] == [1, 1, 1, 2]

    def test_in_a_cell_it_is_lines_of_the_cell(self) -> None:
        paper = read(table(row(cell(paragraph("Số:", text_box(paragraph("12"))), paragraph("KH")))))
        assert texts(paper) == ["Số:\n12\nKH"]

    def test_only_the_old_writing(self) -> None:
        inner = f"<w:txbxContent>{paragraph('cũ')}</w:txbxContent>"
        assert texts(read(paragraph(f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"))) == ["cũ"]

    def test_a_branch_without_text_is_passed_over(self) -> None:
        inner = '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:t/></mc:Choice><mc:Fallback><w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>'
        assert texts(read(paragraph(inner.replace("<w:t/>", "<w14:x/>")))) == ["☺"]

    def test_letters_drawn_as_a_shape(self) -> None:
        assert texts(read(paragraph('<w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'))) == ["DỰ THẢO"]

    def test_a_diagram_is_read_from_its_part(self) -> None:
        drawing = '<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds r:dm="d1"/></a:graphicData></a:graphic></w:drawing></w:r>'
        data = root("x", "<a:p><a:r><a:t>Trưởng ban</a:t></a:r></a:p><a:p><a:r><a:t>Ủy viên</a:t></a:r></a:p>")
        paper = docx.read(package(paragraph("Sơ đồ", drawing), {"d": data}, {"d1": ("diagramData", "d.xml")}), "a.docx")
        assert texts(paper) == ["Sơ đồ", "Trưởng ban", "Ủy viên"]

    def test_a_picture_is_said_and_a_large_one_is_doubted(self) -> None:
        def picture(width_mm: int, height_mm: int) -> str:
            size = f'<wp:extent cx="{width_mm * 36000}" cy="{height_mm * 36000}"/>'
            return f'<w:r><w:drawing><wp:inline>{size}<wp:docPr id="1" name="P" descr="con dấu"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>'

        small, large = read(paragraph(picture(30, 30))), read(paragraph(picture(160, 240)))
        assert asides(small) == asides(large) == [("picture", "con dấu")]
        assert small.doubts == ()
        assert [doubt.reason for doubt in large.doubts] == ["needs_ocr"]

    @pytest.mark.parametrize(
        "inner",
        [
            '<w:r><w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>',
            '<w:r><w:drawing><a:graphic><c:chart r:id="x"/></a:graphic></w:drawing></w:r>',
        ],
    )
    def test_what_cannot_be_read_is_said(self, inner: str) -> None:
        assert [doubt.reason for doubt in read(paragraph(inner)).doubts] == ["reading_limit"]

    def test_a_document_inside_is_said(self) -> None:
        assert [doubt.reason for doubt in read('<w:altChunk r:id="x"/>' + paragraph("a")).doubts] == ["reading_limit"]


@pytest.mark.parametrize("switch", ["<w:strike/>", "<w:dstrike/>"])
def test_words_that_are_struck_through_are_kept_apart_and_said(switch: str) -> None:
    paper = read(paragraph(run("Tháng 5/2027", switch), run(" Tháng 6/2027"), run("   ", switch)))
    assert texts(paper) == ["Tháng 6/2027"]
    assert asides(paper) == [("hidden", "Tháng 5/2027")]
    assert [doubt.reason for doubt in paper.doubts] == ["reading_limit"] and "Tháng 5/2027" in paper.doubts[0].detail


def test_words_that_are_not_struck_through_after_all() -> None:
    paper = read(paragraph(run("Tháng 5/2027", '<w:strike w:val="0"/>')))
    assert texts(paper) == ["Tháng 5/2027"] and not paper.doubts

"""Whole Word files: what the reader claims, what it refuses and how it says so, and that no letter is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from wordfile import NAMESPACES, cell, list_of, package, paragraph, root, row, run, table, text_box, zipped

from planparse import read as stage
from planparse.errors import LimitExceeded, PlanparseError, UnreadableFile
from planparse.paper import Paper
from planparse.read import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "word"
SMALL = package(paragraph("Kế hoạch"))


def everything(paper: Paper) -> str:
    return "\n".join([*(text for _, text in paper.texts()), *(aside.text for aside in paper.asides)])


class TestClaims:
    def test_a_word_file_whatever_its_name(self) -> None:
        assert docx.claims(SMALL, "a.docx")
        assert docx.claims(SMALL, "a.doc")
        assert docx.claims(SMALL, "a")

    @pytest.mark.parametrize("data", [b"%PDF-1.7", b"{\\rtf1 a}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Kế hoạch".encode()])
    def test_not_what_only_is_called_so(self, data: bytes) -> None:
        assert not docx.claims(data, "a.docx")

    def test_an_open_document_is_not_ours(self) -> None:
        with zipfile.ZipFile(buffer := io.BytesIO(), "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", "<x/>")
        assert not docx.claims(buffer.getvalue(), "a.docx")

    def test_the_stage_finds_the_reader(self) -> None:
        assert everything(stage.read(SMALL, "a.doc")) == "Kế hoạch"


class TestRefusals:
    @pytest.mark.parametrize("length", [10, 200, len(SMALL) // 2, len(SMALL) - 1])
    def test_cut_off(self, length: int) -> None:
        with pytest.raises(UnreadableFile, match=r"a\.docx: the \.docx is damaged or was cut off"):
            docx.read(SMALL[:length], "a.docx")

    @pytest.mark.parametrize(
        ("files", "said"),
        [
            ({"a.txt": "x"}, "no Word document in it"),
            ({"xl/workbook.xml": "<x/>"}, "an Excel workbook"),
            ({"ppt/presentation.xml": "<x/>"}, "a PowerPoint presentation"),
            ({"word/document.xml": "<w:document"}, "the XML of word/document.xml is broken"),
            ({"word/document.xml": "<x/>"}, "holds no document text"),
            ({"word/document.xml": "\x00\x01"}, "the XML of word/document.xml is broken"),
            ({"word/document.xml": ""}, "the XML of word/document.xml is broken"),
            ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "declares a document type"),
            ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")}, "declares a document type"),
        ],
    )
    def test_other_zips(self, files: dict[str, str | bytes], said: str) -> None:
        with pytest.raises(UnreadableFile, match=re.escape(said)):
            docx.read(zipped(files), "a.docx")

    def test_a_workbook_by_its_relations(self) -> None:
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="/xl/workbook.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
        )
        with pytest.raises(UnreadableFile, match="Excel"):
            docx.read(zipped({"_rels/.rels": rels, "xl/workbook.xml": "<x/>"}), "a.docx")

    def test_a_damaged_entry(self) -> None:
        broken = bytearray(SMALL)
        at = SMALL.index(b"word/document.xml") + len("word/document.xml") + 40
        broken[at : at + 20] = b"\xff" * 20
        with pytest.raises(UnreadableFile, match=r"word/document\.xml .* damaged"):
            docx.read(bytes(broken), "a.docx")

    def test_every_error_says_what_to_do(self) -> None:
        with pytest.raises(PlanparseError) as caught:
            docx.read(SMALL[:100], "a.docx")
        assert caught.value.advice.endswith(".")

    def test_a_bomb(self) -> None:
        body = paragraph() * 700_000
        with pytest.raises(LimitExceeded, match=r"word/document\.xml unpacks to \d+ MB"):
            docx.read(package(body), "a.docx")

    def test_too_many_entries(self) -> None:
        with pytest.raises(LimitExceeded, match="files in the package"):
            docx.read(zipped({f"word/{number}": "" for number in range(10_001)}), "a.docx")

    def test_tables_in_tables_without_end(self) -> None:
        body = "a"
        for _ in range(300):
            body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
        with pytest.raises(UnreadableFile, match="broken"):
            docx.read(package(body), "a.docx")

    def test_nesting_as_deep_as_xml_allows_is_read(self) -> None:
        body = paragraph("đáy")
        for _ in range(60):
            body = table(row(cell(body)))
        assert "đáy" in everything(docx.read(package(body), "a.docx"))


class TestBrokenParts:
    @pytest.mark.parametrize("kind", ["styles", "numbering", "footnotes"])
    def test_a_part_that_cannot_be_read_is_said(self, kind: str) -> None:
        body = paragraph("a", '<w:r><w:footnoteReference w:id="1"/></w:r>', properties=list_of(1))
        paper = docx.read(package(body, {kind: "<w:broken"}), "a.docx")
        assert everything(paper) == "a"
        assert [doubt.reason for doubt in paper.doubts] == ["reading_limit"]
        assert f"{kind}.xml" in paper.doubts[0].detail

    def test_a_header_that_is_missing(self) -> None:
        body = paragraph("a") + '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
        assert everything(docx.read(package(body, {}, {"h1": ("header", "none.xml")}), "a.docx")) == "a"

    def test_styles_that_word_did_not_write(self) -> None:
        styles = root("styles", '<w:style w:type="paragraph" w:styleId="Tua"><w:rPr><w:b/></w:rPr></w:style>')
        other = re.sub(r"\bw:", "ns0:", styles).replace("xmlns:w=", "xmlns:ns0=")
        for sheet in (styles, other, styles.replace('encoding="UTF-8"', "encoding='UTF-8'")):
            block = docx.read(package(paragraph("a", properties='<w:pStyle w:val="Tua"/>'), {"styles": sheet}), "a.docx").blocks[0]
            assert block.style.bold  # type: ignore[union-attr]

    def test_strict_namespaces(self) -> None:
        centred = paragraph("Kế hoạch", properties='<w:jc w:val="center"/>')
        strict = root("document", f"<w:body>{centred}</w:body>").replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
        )
        assert everything(docx.read(zipped({"word/document.xml": strict}), "a.docx")) == "Kế hoạch"

    def test_names_with_backslashes_and_capitals(self) -> None:
        body = f"<w:body>{paragraph('a')}</w:body>"
        assert everything(docx.read(zipped({"Word\\Document.xml": root("document", body)}), "a.docx")) == "a"

    def test_a_run_outside_of_a_paragraph_is_read(self) -> None:
        assert everything(docx.read(package(run("lạc") + paragraph("a")), "a.docx")) == "lạc\na"


def visible_paragraphs(data: bytes) -> list[str]:
    """The letters of each paragraph of the body, of headers and footers, as a plain look at the XML finds them."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name):
                continue
            for element in etree.fromstring(archive.read(name)).iter(W + "p"):
                if any(parent.tag == FALLBACK for parent in element.iterancestors()):
                    continue
                own = [text.text or "" for text in element.iter(W + "t") if next(text.iterancestors(W + "p")) is element]
                found.append(re.sub(r"\s", "", "".join(own)).upper())
    return [text for text in found if text]


@pytest.mark.parametrize(
    "name", ["KH-2242-auto-numbered-rows", "TB-1894", "de-an-08-prose-tasks-decoy-tables", "ke-hoach-template", "sinh-hoat-lich-su"]
)
def test_no_letter_of_a_real_document_is_lost(name: str) -> None:
    path = CORPUS / f"{name}.docx"
    if not path.exists():
        pytest.skip("corpus absent")
    data = path.read_bytes()
    paper = docx.read(data, path.name)
    whole = re.sub(r"\s", "", everything(paper)).upper()
    assert [text for text in visible_paragraphs(data) if text not in whole] == []
    letters = Counter("".join(visible_paragraphs(data)))
    assert not letters - Counter(whole)
    assert paper.doubts == ()


def test_the_row_numbers_of_a_real_document() -> None:
    path = CORPUS / "KH-2242-auto-numbered-rows.docx"
    if not path.exists():
        pytest.skip("corpus absent")
    tasks = docx.read(path.read_bytes(), path.name).blocks[-1]
    assert [cell.text for cell in tasks.cells if cell.col == 0] == ["TT", *(f"{number}." for number in range(1, 10))]  # type: ignore[union-attr]


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body of paragraphs and tables, wrapped and nested in any way, in which each word stands once; and the words in it."""
    words: list[str] = []

    def word() -> str:
        words.append(f"chữ{len(words)}")
        return words[-1]

    def inline() -> str:
        return str(
            draw(
                st.sampled_from(
                    [
                        "{}",
                        "<w:ins>{}</w:ins>",
                        "<w:moveTo>{}</w:moveTo>",
                        "<w:hyperlink>{}</w:hyperlink>",
                        "<w:smartTag>{}</w:smartTag>",
                        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
                        '<w:fldSimple w:instr="REF a">{}</w:fldSimple>',
                        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice></mc:AlternateContent>',
                    ]
                )
            )
        ).format(run(word() + " "))

    def one(depth: int) -> str:
        kind = draw(st.sampled_from(["paragraph", "joined", "box", "table", "control"] if depth else ["paragraph"]))
        match kind:
            case "table":
                rows = [row(*(cell(one(depth - 1), paragraph(word())) for _ in range(2))) for _ in range(draw(st.integers(1, 2)))]
                return table(*rows)
            case "control":
                return f"<w:sdt><w:sdtContent>{one(depth - 1)}{one(depth - 1)}</w:sdtContent></w:sdt>"
            case "box":
                return paragraph(inline(), text_box(one(depth - 1)), inline())
            case "joined":
                return paragraph(inline(), properties="<w:rPr><w:del/></w:rPr>")
        return paragraph(*(inline() for _ in range(draw(st.integers(1, 3)))))

    body = "".join(one(2) for _ in range(draw(st.integers(1, 4))))
    return body, words


@settings(deadline=None, max_examples=60)
@given(bodies())
def test_each_word_comes_once(made: tuple[str, list[str]]) -> None:
    body, words = made
    found = re.findall(r"chữ\d+", everything(docx.read(package(body), "a.docx")))
    assert sorted(found) == sorted(words)


@settings(deadline=None, max_examples=60)
@example(SMALL.rindex(b"PK\x01\x02") + 6, b"\x40")  # a version of ZIP that is still to come
@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(at: int, put: bytes) -> None:
    broken = SMALL[:at] + put + SMALL[at + len(put) :]
    try:
        docx.read(broken, "a.docx")
    except PlanparseError as error:
        assert error.advice


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_broken_xml_is_read_or_refused_but_never_breaks_the_reader(data: st.DataObject) -> None:
    body = table(row(cell("a", properties='<w:gridSpan w:val="2"/>'), "b"), row("c")) + paragraph(
        "x", text_box(paragraph("y")), properties=list_of(1)
    )
    words = re.split(r"(?<=>)", body)
    at = data.draw(st.integers(0, len(words) - 1))
    match data.draw(st.sampled_from(["drop", "twice", "empty value"])):
        case "drop":
            del words[at]
        case "twice":
            words.insert(at, words[at])
        case _:
            words[at] = re.sub(r'"[^"]*"', '""', words[at])
    try:
        docx.read(zipped({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{''.join(words)}</w:body></w:document>"}), "a.docx")
    except PlanparseError as error:
        assert error.advice

"""What office files show stays as it is stored, and nothing of an RTF is lost unsaid."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from wordfile import package, paragraph

from planparse.paper import Paper
from planparse.read import office
from planparse.read.field_results import of_open_document, of_word_2003
from planparse.read.rich_text import plain_text, without_instructions

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None and shutil.which("libreoffice") is None, reason="LibreOffice absent")

FLAT_ODF = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Suối Mơ, ngày'
    ' <text:date text:date-value="2019-03-07">07/3/2019</text:date>, tệp <text:file-name text:display="full">kh.odt</text:file-name>'
    "</text:p></office:text></office:body></office:document>"
)
WORD_2003 = (
    '<?xml version="1.0" encoding="UTF-8"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    ' xml:space="preserve"><w:body><w:p><w:r><w:t>ngày </w:t></w:r><w:fldSimple w:instr=" DATE \\@ &quot;dd&quot; "><w:r><w:t>07</w:t></w:r>'
    '</w:fldSimple><w:r><w:t> năm </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TIME \\@ "yyyy"'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2019</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
    "</w:r></w:p></w:body></w:wordDocument>"
)
RTF = rb'{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 ng\u224?y {\field{\*\fldinst {\rtlch  DATE \\@ "dd/MM/yyyy" }}{\fldrslt {\b 07/3/2019}}}\par}'


def texts(paper: Paper) -> list[str]:
    return [text for _, text in paper.texts()]


@needs_soffice
@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (RTF, "ngày 07/3/2019"),
        (FLAT_ODF.encode(), "Suối Mơ, ngày 07/3/2019, tệp kh.odt"),
        (WORD_2003.encode(), "ngày 07 năm 2019"),
    ],
    ids=["rtf", "fodt", "word 2003"],
)
def test_a_field_shows_what_is_stored(data: bytes, shown: str) -> None:
    assert texts(office.read(data, "a")) == [shown]


@pytest.mark.parametrize(
    "field",
    [
        rb"{\field{\*\fldinst PAGE }{\fldrslt 3}}",
        rb'{\field{\*\fldinst HYPERLINK "http://x.vn"}{\fldrslt cong}}',
        rb"{\field{\*\fldinst DATE }{\fldrslt {\b }}}",
        rb"{\field{\*\fldinst DATE }}",
    ],
)
def test_instructions_that_stay(field: bytes) -> None:
    assert without_instructions(rb"{\rtf1 " + field + b"}") == rb"{\rtf1 " + field + b"}"


def test_an_open_document_is_changed_only_where_it_has_a_field() -> None:
    def odt(inner: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            package.writestr("content.xml", f"<a>{inner}</a>")
            package.writestr("Pictures/1.png", b"\x89PNG")
        return made.getvalue()

    plain = odt("<text:p>x</text:p><text:page-number>1</text:page-number><text:date/>")
    assert of_open_document(plain) is plain and of_open_document(b"PK\x03\x04 damaged") == b"PK\x03\x04 damaged"
    kept = zipfile.ZipFile(io.BytesIO(of_open_document(odt('<text:time text:time-value="8">8 giờ</text:time>'))))
    assert kept.namelist() == ["mimetype", "content.xml", "Pictures/1.png"] and kept.read("content.xml").decode() == "<a>8 giờ</a>"
    assert of_word_2003(b"<w:instrText> NUMPAGES </w:instrText>") == b"<w:instrText> NUMPAGES </w:instrText>"


@pytest.mark.parametrize(
    ("rtf", "said"),
    [
        (rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0\fcharset163 A;}}\f0 ti\'cc\par}", "tì\n"),
        (rb"{\rtf1\uc2 x\u7871\'3f\'3f y{\uc0\u272 }\u-4051??}", "xế yĐ\uf02d"),
        (rb"{\rtf1{\stylesheet{\s0 Normal;}}{\info{\title bo}}a{\*\generator b}\~\_\-\{c\}{\pict 89504e}}", "a\u00a0-\u00ad{c}"),
        (rb"{\rtf1 a\cell b\cell\row {c\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}}}", "a\tb\t\nc\t\n"),
        (rb"{\rtf1 so {\deleted 4}{\revised 5}\deleted 6\plain 7}", "so 57"),
    ],
)
def test_the_plain_text_of_rtf(rtf: bytes, said: str) -> None:
    assert plain_text(rtf) == said


@pytest.mark.parametrize(
    ("shown", "read", "reason"),
    [
        ("", ["Kế hoạch trồng cây", "Người dân trồng cây, chăm sóc cây"], "table_structure"),
        ("Người dân trồng cây, chăm sóc cây", ["Người dân trồng cây, chăm sóc cây"], None),
    ],
)
def test_rtf_is_held_against_its_own_words(
    shown: str, read: list[str], reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made.docx").write_bytes(package(paragraph(shown)))
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2" && cp {tmp_path}/made.docx "$2/in.docx"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    escaped = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in "\\par ".join(read))
    paper = office.read(b"{\\rtf1 " + escaped.encode("ascii") + b"}", "a.rtf")
    assert texts(paper) == read and [doubt.reason for doubt in paper.doubts] == ([reason] if reason else [])


def test_a_word_document_in_one_xml_file() -> None:
    parts = zipfile.ZipFile(io.BytesIO(package(paragraph("Kế hoạch"))))
    inner = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml"><pkg:xmlData>'
        f"{parts.read(name).decode().partition('?>')[2] or parts.read(name).decode()}</pkg:xmlData></pkg:part>"
        for name in parts.namelist()
        if not name.startswith("[")
    )
    data = f'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inner}</pkg:package>'
    paper = office.read(data.encode(), "a.xml")
    assert texts(paper) == ["Kế hoạch"] and paper.media_type == "application/xml"

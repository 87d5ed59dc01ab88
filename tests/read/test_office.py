"""Old and other office files: converted without a word lost, refused with a reason."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from wordfile import cell, list_of, package, paragraph, root, row, run, table, text_box

from planparse.clean import clean
from planparse.errors import MissingTool, UnreadableFile
from planparse.paper import Paper, Table
from planparse.read import docx, office

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "word"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEDIA_TYPES = {"doc": "application/msword", "odt": "application/vnd.oasis.opendocument.text", "rtf": "application/rtf"}

needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice absent")

NUMBERING = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
)
GRID = "<w:tblBorders>" + "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
GRID += "</w:tblBorders>"
NUMBER = cell(paragraph(properties=list_of(2)))
TASKS = table(
    row("TT", "Nội dung", "Chủ trì", "Thời gian"),
    row(cell("Hạ tầng số", properties='<w:gridSpan w:val="4"/>')),
    row(NUMBER, "Lắp điểm truy cập tại chợ", cell("Phòng Kinh tế", properties='<w:vMerge w:val="restart"/>'), "Quý II/2027"),
    row(NUMBER, "Nâng cấp đường truyền", cell(properties="<w:vMerge/>"), "Trước ngày 15/12/2027"),
    properties=GRID,
    widths=(800, 4000, 2000, 2000),
)
PLAN = package(
    table(row(cell("UBND XÃ SUỐI MƠ", "Số:      /KH-UBND"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")), widths=(4000, 5000))
    + paragraph(run("KẾ HOẠCH", "<w:b/>"), properties='<w:jc w:val="center"/>')
    + paragraph("MỤC ĐÍCH", properties=list_of(1))
    + paragraph("Bảo đảm thống nhất", properties=list_of(1, 1))
    + paragraph("Bám sát thực tế", properties=list_of(1, 1))
    + paragraph("TỔ CHỨC THỰC HIỆN", properties=list_of(1))
    + TASKS,
    {"numbering": NUMBERING},
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice makes of some Word files, by name: the plan in each format, the others as `.doc`."""
    if SOFFICE is None:
        pytest.skip("LibreOffice absent")
    folder = tmp_path_factory.mktemp("office")
    made = {"plan": PLAN, "box": package(paragraph("Trước", text_box(paragraph("Số 12"))) + paragraph("Sau"))}
    frame = table(row(cell(TASKS, paragraph())), widths=(9000,))
    made["frames"] = package(table(row(cell(frame, paragraph())), widths=(9200,)))
    real = CORPUS / "KH-2242-auto-numbered-rows.docx"
    if real.exists():
        made["real"] = real.read_bytes()
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    for suffix in MEDIA_TYPES:
        sources = [folder / f"{name}.docx" for name in (made if suffix == "doc" else ["plan"])]
        subprocess.run([*command, suffix, "--outdir", str(folder), *map(str, sources)], check=True, capture_output=True, timeout=120)
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix[1:] in MEDIA_TYPES}


def texts(paper: Paper) -> list[str]:
    return [text for _, text in paper.texts()]


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_the_same_plan_in_every_format(suffix: str, files: dict[str, bytes]) -> None:
    data = files[f"plan.{suffix}"]
    assert office.claims(data, "a.docx")
    assert not docx.claims(data, f"a.{suffix}")
    expected, paper = docx.read(PLAN, "a.docx"), office.read(data, "kế hoạch.docx")
    assert paper.media_type == MEDIA_TYPES[suffix]
    assert texts(paper) == texts(expected)
    assert "I. MỤC ĐÍCH" in texts(paper)
    tables, as_expected = ([block for block in p.blocks if isinstance(block, Table)] for p in (paper, expected))
    assert [table.cells for table in tables] == [table.cells for table in as_expected]
    assert [table.ruled for table in tables] == [False, True]
    assert paper.doubts == ()


def test_a_text_box_that_the_library_loses_is_read_all_the_same(files: dict[str, bytes]) -> None:
    paper = office.read(files["box.doc"], "a.doc")
    assert texts(paper) == ["Trước", "Số 12", "Sau"]
    assert paper.doubts == ()


def test_tables_that_no_program_reads_are_said(files: dict[str, bytes]) -> None:
    paper = office.read(files["frames.doc"], "a.doc")
    assert any(isinstance(block, Table) for block in paper.blocks) or [doubt.reason for doubt in paper.doubts] == ["table_structure"]


def test_without_libreoffice_a_loss_is_said(files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    paper = office.read(files["box.doc"], "a.doc")
    assert texts(paper) == ["Trước", "Sau"]
    assert "reading_limit" in [doubt.reason for doubt in paper.doubts]


def test_a_doc_that_the_library_cannot_take_is_tried_otherwise_and_refused_with_a_reason(files: dict[str, bytes]) -> None:
    data = files["plan.doc"]
    with pytest.raises(UnreadableFile, match=r"a\.doc: LibreOffice cannot read the file"):
        office.read(data[: len(data) // 3] + "WordDocument".encode("utf-16-le"), "a.doc")


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04word/document.xml", b"<html>", "Kế hoạch".encode(), b""])
def test_what_is_not_claimed(data: bytes) -> None:
    assert not office.claims(data, "a.doc")


@pytest.mark.parametrize(
    "data",
    [
        OLE + b"\0" * 10,
        b"{\\rtf1\\ansi a}",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
    ],
)
def test_what_is_claimed_whatever_its_name(data: bytes) -> None:
    assert office.claims(data, "a.docx")


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        ("EncryptedPackage", "locked by a password"),
        ("Workbook", "an Excel workbook"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("Other", "a file of another program"),
    ],
)
def test_other_files_of_that_container(stream: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        office.read(OLE + b"\0" * 504 + stream.encode("utf-16-le"), "a.docx")
    assert caught.value.advice.endswith(".")


def test_without_libreoffice_the_tool_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="LibreOffice is needed") as caught:
        office.read(b"{\\rtf1\\ansi a}", "a.rtf")
    assert "libreoffice" in caught.value.advice


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(office, "TIMEOUT", 0.2)
    with pytest.raises(UnreadableFile, match="did not finish"):
        office.read(b"{\\rtf1\\ansi a}", "a.rtf")


@needs_soffice
def test_word_2003_xml() -> None:
    data = (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
        '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xml:space="preserve"><w:body>'
        "<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p></w:body></w:wordDocument>"
    ).encode()
    assert texts(office.read(data, "a.doc")) == ["Kế hoạch"]


def rich_text(*paragraphs: str, fonts: str = "Times New Roman") -> bytes:
    """RTF with one font; letters beyond ASCII as `\\u`, those below 256 as bytes where the font is a legacy one."""
    as_bytes = fonts.startswith(".Vn")

    def escaped(letter: str) -> str:
        if ord(letter) < 128:
            return letter
        return f"\\'{ord(letter):02x}" if as_bytes and ord(letter) < 256 else f"\\u{ord(letter)}?"

    body = "".join("".join(map(escaped, text)) + "\\par\n" for text in paragraphs)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset0 {fonts};}}}}\\f0 {body}}}".encode("ascii")


@needs_soffice
def test_the_soft_hyphen_of_a_legacy_font_is_a_letter() -> None:
    cleaned = clean(office.read(rich_text("Tr\u00ad\u00edc m\u00efa m\u00ada, t\u00ad v\u00can", fonts=".VnTime"), "a.rtf"))
    assert texts(cleaned) == ["Trước mùa mưa, tư vấn"]


def test_a_real_document_keeps_every_word(files: dict[str, bytes]) -> None:
    path = CORPUS / "KH-2242-auto-numbered-rows.docx"
    if not path.exists():
        pytest.skip("corpus absent")
    expected, paper = docx.read(path.read_bytes(), path.name), office.read(files["real.doc"], "a.doc")
    words, as_expected = (Counter("\n".join(texts(p)).split()) for p in (paper, expected))
    assert words == as_expected

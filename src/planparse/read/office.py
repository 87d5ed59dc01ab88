"""Older and other office files (`.doc`, `.odt`, `.rtf`, Word 2003 XML): converted to `.docx`, then read by the Word reader.

1. A `.doc` is converted by a Python library that loses less than LibreOffice does, and says what it could not convert.
2. Where it says so, LibreOffice reads the file too: the reading that has every word of the other is taken. If neither has, the
   library's is, and the doubts say what may be missing. A table that neither has stays a doubt.
3. Everything else goes through LibreOffice, in a profile of its own that is gone afterwards, without network, under a time limit.
   The results of fields stay as they are stored. RTF of which LibreOffice drops the words is read from its plain text instead.
4. A Word document in one XML file holds the parts of a `.docx`: no converter is needed.
5. The media type stays that of the file that came in.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from planparse.errors import MissingTool, UnreadableFile
from planparse.paper import Doubt, Paper, Table
from planparse.read import docx, field_results, rich_text, text, word_flat

TIMEOUT = 120.0
"""Seconds that LibreOffice may take; a plan takes one or two."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ODF = b"mimetypeapplication/vnd.oasis.opendocument.text"
_WORD_2003_XML = b"http://schemas.microsoft.com/office/word/2003/wordml"
_WORD_PACKAGE = b"http://schemas.microsoft.com/office/2006/xmlPackage"
_FLAT_ODF = b"application/vnd.oasis.opendocument.text"
_RESEND = "Ask the sender for the file again, or save it as .docx in Word."


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file: its media type, and the name under which LibreOffice reads it (an empty one: it finds out)."""

    media_type: str
    suffix: str
    filter: str


_DOC = _Kind("application/msword", ".doc", "")
_RICH_TEXT = _Kind("application/rtf", ".rtf", "Rich Text Format")
_OPEN_DOCUMENT = _Kind("application/vnd.oasis.opendocument.text", ".odt", "writer8")
_FLAT_OPEN_DOCUMENT = _Kind("application/vnd.oasis.opendocument.text", ".fodt", "OpenDocument Text Flat XML")
_WORD_2003 = _Kind("application/xml", ".xml", "")
_WORD_FLAT = _Kind("application/xml", ".xml", "none")
_DATE_FIELD = re.compile(rb"\x13\0?(?: \0?)*(?:DATE|TIME|D\0A\0T\0E\0|T\0I\0M\0E\0)")
"""A field of a `.doc` opens with that character; its text is in one byte a letter or in two."""

_FEW_WORDS, _HARDLY_ANY = 5, 0.5
"""So many words of an RTF that LibreOffice did not read are a doubt; if it is that share of them, its reading is none."""

_NO_WORD_LOST = re.compile(
    r"""
    CONVERSION_COMPLETE | SUMMARY_INFORMATION_\w+ | CFB_\w+ | DOCUMENT_PROTECTION_\w+ | \w+_REPAIRED
    | (?:SECONDARY_STORY_)?BOOKMARK\w* | UNSUPPORTED_\w+_SPRMS | MISSING_REFERENCED_STYLES | STYLE_RELATIVE_\w+ | UNASSIGNED_\w+
    | FLOATING_PICTURE_WRAP_\w+ | FLOATING_SHAPE_(?:STYLE|GEOMETRY)_\w+ | GROUPED_FLOATING_(?:FRAME|LINES)_\w+ | \w+_TEXTBOX_STYLE_\w+
    | FIELDS_FLATTENED | \w+_FIELDS_FLATTENED | FIELD_\w+ | UNKNOWN_FIELD_TYPES | EXTRA_LIST_NAMES_IGNORED | SECTION_\w+
    """,
    re.VERBOSE,
)
"""Remarks of the library about looks, links and repairs: the words are all there. Any other remark is a doubt."""


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is an OLE file, RTF, OpenDocument text or Word 2003 XML; the name decides nothing."""
    return _kind(data) is not None


def read(data: bytes, name: str) -> Paper:
    """The paper in `data`. Raises `UnreadableFile` for what is damaged, locked or no text document, `MissingTool` without LibreOffice."""
    kind = _kind(data)
    if kind is None:
        raise UnreadableFile(f"{name}: not an office document.", _RESEND)
    return replace(_read(data, name, kind), media_type=kind.media_type)


def _read(data: bytes, name: str, kind: _Kind) -> Paper:
    if kind is _DOC:
        return _read_doc(data, name)
    if kind is _RICH_TEXT:
        return _read_rich_text(data, name)
    if kind is _WORD_FLAT:
        return docx.read(word_flat.package(data), name)
    kept = {
        _OPEN_DOCUMENT: field_results.of_open_document,
        _FLAT_OPEN_DOCUMENT: field_results.of_flat_document,
        _WORD_2003: field_results.of_word_2003,
    }[kind](data)
    return docx.read(_by_libreoffice(kept, name, kind), name)


def _read_rich_text(data: bytes, name: str) -> Paper:
    """What LibreOffice reads, held against the words of the file itself."""
    paper = docx.read(_by_libreoffice(rich_text.without_instructions(data), name, _RICH_TEXT), name)
    plain = rich_text.plain_text(data)
    words = Counter(plain.split())
    lost = words - _words(paper)
    if lost.total() < _FEW_WORDS:
        return paper
    if lost.total() < _HARDLY_ANY * words.total():
        detail = f"LibreOffice không đọc được {lost.total()} chữ của tệp RTF: {' '.join(lost)[:80]}"
        return replace(paper, doubts=(*paper.doubts, Doubt("reading_limit", detail)))
    paper = text.read_text(plain)
    return replace(
        paper, doubts=(*paper.doubts, Doubt("table_structure", "LibreOffice không đọc được tệp RTF này; bảng được đọc theo từng dòng chữ."))
    )


def _kind(data: bytes) -> _Kind | None:
    head = data[:4096]
    if data.startswith(_OLE):
        return _DOC
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_RTF):
        return _RICH_TEXT
    if data.startswith(b"PK\x03\x04"):
        return _OPEN_DOCUMENT if _ODF in head[:200] else None
    if _WORD_2003_XML in head or _WORD_PACKAGE in head:
        return _WORD_2003 if _WORD_2003_XML in head else _WORD_FLAT
    if b"<office:document" in head and _FLAT_ODF in head:
        return _FLAT_OPEN_DOCUMENT
    return None


def _read_doc(data: bytes, name: str) -> Paper:
    _refuse_other_ole(data, name)
    converted, remarks, reason = _by_library(data, name)
    if converted is None:
        paper = docx.read(_by_libreoffice(data, name, _DOC), name)
        detail = f"Read through LibreOffice, which may lose a table that ends the document ({reason})."
        doubts = (*paper.doubts, Doubt("table_structure", detail))
        if _DATE_FIELD.search(data):
            doubts = (*doubts, Doubt("reading_limit", "Tệp có trường ngày, LibreOffice tính lại khi đọc: có thể là ngày hôm nay."))
        return replace(paper, doubts=doubts)
    paper = docx.read(converted, name)
    if not remarks:
        return paper
    other = _other_reading(data, name)
    of_tables = tuple(remark for remark in remarks if remark.reason == "table_structure")
    if other is not None and not _words(paper) - _words(other):
        # the words are all there; the tables, where it has more of them
        return other if _cells(other) > _cells(paper) else replace(other, doubts=(*other.doubts, *of_tables))
    if other is not None and not _words(other) - _words(paper):
        return replace(paper, doubts=(*paper.doubts, *of_tables))
    return replace(paper, doubts=(*paper.doubts, *remarks))


def _refuse_other_ole(data: bytes, name: str) -> None:
    """Raise for an OLE file that is no Word document. Names of streams stand in UTF-16 in its directory."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise UnreadableFile(f"{name}: the document is locked by a password.", "Save it without a password and send it again.")
    if not has("WordDocument"):
        kind = (
            "an Excel workbook"
            if has("Workbook")
            else "a PowerPoint presentation"
            if has("PowerPoint Document")
            else "a file of another program"
        )
        raise UnreadableFile(f"{name}: {kind}, not a Word document.", "Send the plan as .docx, .pdf or .doc.")


def _by_library(data: bytes, name: str) -> tuple[bytes | None, list[Doubt], str]:
    """The `.docx` of a `.doc`, what the conversion lost, and why there is none."""
    import doc2docx
    from doc2docx.errors import EncryptedDocumentError

    with tempfile.TemporaryDirectory(prefix="planparse-") as folder:
        source, target = Path(folder, "in.doc"), Path(folder, "out.docx")
        source.write_bytes(data)
        try:
            result = doc2docx.convert(source, target)
            converted = target.read_bytes()
        except EncryptedDocumentError as error:
            raise UnreadableFile(
                f"{name}: the document is locked by a password.", "Save it without a password and send it again."
            ) from error
        except Exception as error:  # a damaged file can break the library anywhere; LibreOffice has its try
            return None, [], f"{type(error).__name__}: {error}"
    remarks = []
    for remark in result.report.diagnostics:
        if not _NO_WORD_LOST.fullmatch(remark.code):
            reason = "table_structure" if "TABLE_" in remark.code and "TEXTBOX" not in remark.code else "reading_limit"
            doubt = Doubt(reason, f"Of the .doc: {remark.message} ({remark.code}).")
            if doubt not in remarks:
                remarks.append(doubt)
    return converted, remarks, ""


def _other_reading(data: bytes, name: str) -> Paper | None:
    """What LibreOffice makes of the file; None where it is not installed or cannot."""
    try:
        return docx.read(_by_libreoffice(data, name, _DOC), name)
    except (MissingTool, UnreadableFile):
        return None


def _cells(paper: Paper) -> int:
    return sum(len(block.cells) for block in paper.blocks if isinstance(block, Table))


def _words(paper: Paper) -> Counter[str]:
    words: Counter[str] = Counter()
    for _, said in paper.texts():
        words.update(said.split())
    for aside in paper.asides:
        words.update(aside.text.split())
    return words


def _by_libreoffice(data: bytes, name: str, kind: _Kind) -> bytes:
    """The `.docx` that LibreOffice makes of `data`. Raises `MissingTool`, `UnreadableFile`."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingTool(
            f"{name}: LibreOffice is needed to read this kind of file.", "Install libreoffice-writer, or save the file as .docx."
        )
    with tempfile.TemporaryDirectory(prefix="planparse-", ignore_cleanup_errors=True) as folder:
        source, out = Path(folder, f"in{kind.suffix}"), Path(folder, "out")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        command += [f"--infilter={kind.filter}"] if kind.filter else []
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)]
        # pictures that a document links to are not fetched: every proxy leads nowhere
        nowhere = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https", "ftp")}
        _run(command, os.environ | nowhere, name)
        target = out / "in.docx"
        if not target.is_file():
            raise UnreadableFile(f"{name}: LibreOffice cannot read the file.", _RESEND)
        return target.read_bytes()


def _run(command: list[str], environment: dict[str, str], name: str) -> None:
    """Run `command` under the time limit; what it says is not for people."""
    nothing = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, start_new_session=True) as process:
        try:
            process.wait(timeout=TIMEOUT)
        except subprocess.TimeoutExpired as error:
            # the program starts others: all of its session go
            os.killpg(process.pid, signal.SIGKILL)
            raise UnreadableFile(f"{name}: LibreOffice did not finish within {TIMEOUT:.0f} seconds.", _RESEND) from error

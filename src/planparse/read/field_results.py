"""Fields keep what they show: before LibreOffice reads a document, those that it would work out again become the words stored in it.

A field for the date shows the day on which its letter was written; worked out again it is today, and the name of a file, of an author,
of a title are those of the copy that is being read. Page numbers stay fields.

Sources: OASIS OpenDocument 1.3 part 3, 7.3 to 7.7; Office 2003 XML Reference Schemas (WordprocessingML). RTF: `rich_text`.
"""

from __future__ import annotations

import io
import re
import zipfile

_OPEN_DOCUMENT = re.compile(
    rb"""
    <text:(?P<field>
        (?:(?:creation|modification|print)-)?(?:date|time) | file-name | template-name
        | author-(?:name|initials) | initial-creator | creator | printed-by | sender-[a-z-]+
        | title | subject | keywords | description | user-defined | editing-(?:cycles|duration)
        | expression | variable-get | user-field-get | conditional-text | (?:word|character|paragraph|table|image|object)-count
    )(?:\s[^>]*)?(?<!/)> (?P<shown>[^<]*) </text:(?P=field)>
    """,
    re.VERBOSE,
)
_WORD_2003_LIVE = rb"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|HYPERLINK|TOC|FORM|EQ|SYMBOL)"
_SIMPLE_FIELD = re.compile(rb'<w:fldSimple\b[^>]*\bw:instr="(?!' + _WORD_2003_LIVE + rb")[^>]*(?<!/)>(.*?)</w:fldSimple>", re.DOTALL)
_INSTRUCTION = re.compile(rb"(<w:instrText\b[^>]*>)(?!" + _WORD_2003_LIVE + rb")[^<]*(?=</w:instrText>)")
_PARTS = ("content.xml", "styles.xml")
_MOST = 64 * 2**20
"""Bytes of a part beyond which it is left as it is."""


def of_open_document(data: bytes) -> bytes:
    """The OpenDocument package `data` with the results of its fields as text; `data` itself where it has no such field, or is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            parts = {entry.filename: package.read(entry) for entry in entries if entry.filename in _PARTS and entry.file_size <= _MOST}
            kept = {name: of_flat_document(part) for name, part in parts.items()}
            if kept == parts:
                return data
            written = io.BytesIO()
            with zipfile.ZipFile(written, "w") as copy:
                for entry in entries:
                    copy.writestr(entry, kept.get(entry.filename) or package.read(entry))
            return written.getvalue()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return data  # LibreOffice may mend it, or says that it cannot


def of_flat_document(data: bytes) -> bytes:
    """The OpenDocument XML `data` with the results of its fields as text.

    >>> of_flat_document(b'<text:p>09/<text:date text:date-value="2027-02-09">02</text:date></text:p>')
    b'<text:p>09/02</text:p>'
    """
    return _OPEN_DOCUMENT.sub(lambda match: match["shown"], data)


def of_word_2003(data: bytes) -> bytes:
    """The Word 2003 XML `data` with the results of its fields as text: LibreOffice shows the result of a field without instruction.

    >>> of_word_2003(b'<w:fldSimple w:instr=" DATE "><w:r><w:t>09</w:t></w:r></w:fldSimple><w:instrText> PAGE </w:instrText>')
    b'<w:r><w:t>09</w:t></w:r><w:instrText> PAGE </w:instrText>'
    """
    return _INSTRUCTION.sub(rb"\1 ", _SIMPLE_FIELD.sub(rb"\1", data))

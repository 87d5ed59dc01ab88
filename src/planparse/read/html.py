"""A web page becomes a `Paper`: what Word writes with "save as web page", also as one file (.mht), and pages of law sites.

1. What a reader sees is read, in the order of the body; hidden text, comments of reviewers and footnotes are asides; scripts, styles
   and what only another program would show are left out. Word's text boxes, which it hides from browsers, are read.
2. Numbers: those that Word wrote out stay, those that a browser makes for a list are written out.
3. Tables are grids with their spans. A table of one cell, or one that only lays out other tables, is read as if its content stood there.
   Another table inside a cell is part of the cell's text: a line for each row, its cells parted by tabs.
4. The bytes decide on the encoding before what the page declares; Windows-1258 comes out composed (NFC).
"""

from __future__ import annotations

import email
import email.policy
import re
import unicodedata
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import Doubt, Paper, Revisions
from planparse.read.continued import join
from planparse.read.html_page import Page

MEDIA_TYPE = "text/html"
MAX_BYTES = 64 * 2**20

_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.IGNORECASE | re.DOTALL
)
_PIECE = re.compile(rb"\s*<(?:div|p)\b[^>]*>", re.IGNORECASE)
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n)*?mime-version:", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is a web page, or one file that holds a page with its pictures (.mht): by how it opens."""
    start = _narrow(data[:8192])
    if _OPENS.match(start):
        return True
    if _PIECE.match(start):
        return start.lower().count(b"</p>") + start.lower().count(b"</div>") > 2
    return _ARCHIVE.match(start) is not None and b"multipart/related" in start.lower()


def read(data: bytes, name: str) -> Paper:
    """The paper in the page `data`. Raises `LimitExceeded` beyond `MAX_BYTES`, `UnreadableFile` where no page is in it."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"{name}: a page of {len(data)} bytes.", f"planparse reads pages of up to {MAX_BYTES} bytes.")
    charset = None
    if _ARCHIVE.match(_narrow(data[:8192])) and not _OPENS.match(_narrow(data[:8192])):
        data, charset = _page_of_archive(data, name)
    text, lost = _decode(data, charset)
    root = _parse(text, name)
    page = Page(root)
    doubts = []
    if lost:
        doubts.append(Doubt("legacy_encoding", f"{lost} byte không phải chữ, được thay bằng U+FFFD"))
    if not page.blocks and root.find(".//img") is not None:
        doubts.append(Doubt("needs_ocr", "Trang chỉ có ảnh"))
    if page.font:
        doubts.append(Doubt("legacy_encoding", f"Văn bản dùng phông chữ cũ ({page.font})"))
    joined = join(page.blocks)
    asides = (*page.asides, *joined.asides)
    return Paper(
        joined.blocks, MEDIA_TYPE, asides=asides, doubts=(*doubts, *joined.doubts), revisions=Revisions(page.inserted, page.deleted)
    )


def _parse(text: str, name: str) -> Any:
    parser = lxml_html.HTMLParser(huge_tree=True)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
        if any("depth" in error.message for error in parser.error_log):
            raise LimitExceeded(f"{name}: elements inside one another 2048 deep.", "Save the page again from Word as .docx.")
        return root
    except (etree.ParserError, ValueError) as error:
        raise UnreadableFile(f"{name}: no page is in this file ({error}).", "Save it again from Word or the browser.") from error


def _narrow(start: bytes) -> bytes:
    """The opening without its byte order mark, one byte a letter also where the page has two."""
    return start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _page_of_archive(data: bytes, name: str) -> tuple[bytes, str | None]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content, part.get_content_charset()
    raise UnreadableFile(f"{name}: no page is in this web archive.", "Save it again from Word as .docx.")


def _decode(data: bytes, charset: str | None) -> tuple[str, int]:
    """The text, and how many bytes were no letters: by byte order mark, by what the bytes are, by what the page declares."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _counted(data.decode(encoding, errors="replace"))
    if data[:400].count(0) > 100:
        return _counted(data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", errors="replace"))
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
        encoding = charset or (declared[1].decode("ascii", "replace").lower() if declared else "windows-1258")
    try:
        text = data.decode(encoding, errors="replace")
    except LookupError:
        text = data.decode("windows-1258", errors="replace")
    return _counted(unicodedata.normalize("NFC", text) if "1258" in encoding else text)


def _counted(text: str) -> tuple[str, int]:
    return text, text.count("\ufffd")

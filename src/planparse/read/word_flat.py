"""Word documents in one XML file (`pkg:package`, "Word XML Document"): the same parts as in a `.docx`, put back into its zip.

Source: [MS-OPCXML], Flat OPC.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile

_PART = re.compile(rb"<pkg:part\b(?P<about>[^>]*)>(?P<inner>.*?)</pkg:part>", re.DOTALL)
_NAME = re.compile(rb'\bpkg:name="/?([^"]+)"')
_XML = re.compile(rb"<pkg:xmlData\b[^>]*>(.*)</pkg:xmlData>", re.DOTALL)
_BINARY = re.compile(rb"<pkg:binaryData\b[^>]*>(.*)</pkg:binaryData>", re.DOTALL)


def package(data: bytes) -> bytes:
    """The `.docx` that the flat file `data` describes; a part that is damaged is left out.

    >>> part = b'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document/></pkg:xmlData></pkg:part>'
    >>> zipfile.ZipFile(io.BytesIO(package(b"<pkg:package>" + part + b"</pkg:package>"))).read("word/document.xml")
    b'<w:document/>'
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in _PART.finditer(data):
            name, content = _NAME.search(part["about"]), _content(part["inner"])
            if name is not None and content is not None:
                copy.writestr(name[1].decode("utf-8", errors="replace"), content)
    return written.getvalue()


def _content(inner: bytes) -> bytes | None:
    if found := _XML.search(inner):
        return found[1].strip()
    if found := _BINARY.search(inner):
        try:
            return base64.b64decode(found[1])
        except binascii.Error:
            return None
    return None

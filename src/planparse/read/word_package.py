"""The package of a Word file: a zip of XML parts that point to each other. Opened under limits, parsed without entities.

What is bounded here is what a hostile or broken file could blow up: the number of entries, the unpacked size of each part that is
read and of all together, the ratio of unpacking, the depth of the XML, entities. Pictures are never unpacked.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from planparse.errors import LimitExceeded, UnreadableFile

Element: TypeAlias = Any
"""An lxml element: the library has no types of its own."""

MAX_ENTRIES = 10_000
MAX_PART = 64 * 2**20
MAX_READ = 128 * 2**20
MAX_RATIO = 300
"""Word's own XML unpacks to 10-40 times its size, a long empty table to 100; the ratio counts for parts of more than `RATIO_FROM`."""
RATIO_FROM = 4 * 2**20


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""ISO/IEC 29500 Strict names the same elements by other namespaces (Part 1, Annex A; Part 4)."""

_OTHER_OFFICE = {"xl/": "an Excel workbook", "ppt/": "a PowerPoint presentation", "visio/": "a Visio drawing"}
_RESEND = "Ask the sender for the file again, or save it once more as .docx in Word."


class Relation(NamedTuple):
    """Where a part points to: `kind` is the last word of the relation's type (`header`), `target` a part name or an outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of the file `data`. Raises `UnreadableFile` for what is no Word package, `LimitExceeded` beyond the limits above."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise UnreadableFile(f"{name}: the .docx is damaged or was cut off ({error}).", _RESEND) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise LimitExceeded(
                f"{name}: {len(entries)} files in the package, more than {MAX_ENTRIES}.", "Save it once more as .docx in Word."
            )
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}
        self.main = self._find_main()

    def has(self, part: str) -> bool:
        """Whether the package holds `part`."""
        return part.lower() in self._entries

    def read(self, part: str) -> bytes:
        """The bytes of `part`. Raises `UnreadableFile` where it is missing or damaged, `LimitExceeded` where it is too large."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise UnreadableFile(f"{self.name}: the part {part} is missing from the .docx.", _RESEND)
        self._unpacked += entry.file_size
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or self._unpacked > MAX_READ or (entry.file_size > RATIO_FROM and ratio > MAX_RATIO):
            raise LimitExceeded(
                f"{self.name}: {part} unpacks to {entry.file_size / 2**20:.0f} MB ({ratio:.0f} times its size).",
                "Split the document, or save it once more as .docx in Word.",
            )
        try:
            return self._zip.read(entry)
        except RuntimeError as error:  # zipfile has no class of its own for an encrypted entry
            raise UnreadableFile(f"{self.name}: the .docx is locked by a password.", "Save it without a password.") from error
        except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError) as error:
            raise UnreadableFile(f"{self.name}: the part {part} of the .docx is damaged ({error}).", _RESEND) from error

    def xml(self, part: str) -> Element:
        """The root element of `part`. Raises as `read` and `parse`."""
        return self.parse(self.read(part), part)

    def parse(self, raw: bytes, part: str) -> Element:
        """The root element of the XML `raw` of `part`. Raises `UnreadableFile` where it is malformed or declares a DTD."""
        # a document type is refused before the parser sees it: OOXML has none, and entities are made there
        if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw[:4096]:
            raise UnreadableFile(f"{self.name}: {part} declares a document type, which a .docx may not.", _RESEND)
        if b"http://purl.oclc.org/ooxml/" in raw[:65536]:
            for strict, transitional in _STRICT:
                raw = raw.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            collect_ids=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(raw, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(f"{self.name}: the XML of {part} is broken ({error}).", _RESEND) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(f"{self.name}: {part} declares a document type, which a .docx may not.", _RESEND)
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` points to, by relation id; empty where it points to nothing."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return {}
        found = {}
        for relation in self.xml(rels):
            target = relation.get("Target") or ""
            outside = relation.get("TargetMode") == "External"
            if not outside:
                target = target.replace("\\", "/")
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id") or ""] = Relation((relation.get("Type") or "").rpartition("/")[2], target, outside)
        return found

    def _find_main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and self.has(relation.target):
                self._refuse_other_office(relation.target)
                return relation.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        for folder in _OTHER_OFFICE:
            if any(entry.startswith(folder) for entry in self._entries):
                self._refuse_other_office(folder)
        raise UnreadableFile(f"{self.name}: a zip file, but no Word document in it.", "Send the document itself, as .docx.")

    def _refuse_other_office(self, part: str) -> None:
        for folder, kind in _OTHER_OFFICE.items():
            if part.lower().startswith(folder):
                raise UnreadableFile(f"{self.name}: {kind}, not a Word document.", "Send the plan as .docx, .pdf or .doc.")


def value(element: Element, name: str = "val") -> str | None:
    """The attribute `w:<name>` of `element`."""
    found: str | None = element.get(W + name)
    return found


def number(text: str | None, default: int = 0) -> int:
    """The whole number that `text` opens with (`"14pt"` is 14 in Strict files), else `default`."""
    if text is not None and text.isdecimal():
        return int(text)
    match = re.match(r"\s*([+-]?\d+)", text or "")
    return int(match[1]) if match else default


def is_on(element: Element) -> bool:
    """Whether a switch (`<w:b/>`, `<w:b w:val="0"/>`) is on. Source: ECMA-376 Part 1, 17.17.4."""
    return element.get(W + "val") not in ("0", "false", "off", "none")

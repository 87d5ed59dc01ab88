"""Word documents (`.docx`, also `.docm`, `.dotx`): read from the XML itself, so that nothing of it gets lost on the way.

1. Blocks are in the order of the body; a header that only the first page has opens them, as it opens the page; so does one with the
   national motto, where the body has none: it is the letterhead.
2. Automatic numbers stand in front of their text (`"1. Mục đích"`), in cells too.
3. Tracked changes are read as accepted, and counted.
4. Footnotes, comments, hidden text, other headers and footers are asides, each once.
5. A part that cannot be read (numbering, styles, notes) is a doubt; a body that cannot be read raises.

The pages of a Word file exist only once it is laid out: `pages` is None, and a place is a paragraph's ordinal or a table's row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from planparse.errors import UnreadableFile
from planparse.paper import Aside, AsideKind, Block, Doubt, Paper, Paragraph, Place, Revisions
from planparse.read.word_numbering import Numbering
from planparse.read.word_package import Element, Package, R, W, is_on, value
from planparse.read.word_runs import A, raw_text
from planparse.read.word_story import Finds, Story
from planparse.read.word_styles import Styles, StyleSheet
from planparse.read.word_text import Note

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_ZIP = b"PK\x03\x04"
_NAMES = re.compile(r"\.(docx|docm|dotx|dotm)$", re.IGNORECASE)
_PAGE_WORDS = re.compile(r"(?:trang|page|tr\.?|of|trên|số|[\d\s/.,:|\-–—()])*", re.IGNORECASE)
_MOTTO = re.compile("CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE)
_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is a zip with a Word document in it, or one that its name calls so (damaged, a workbook renamed)."""
    if not data.startswith(_ZIP) or b"mimetypeapplication/vnd.oasis." in data[:200]:
        return False
    # the names of the entries stand in the directory at the end, and in front of each entry
    return b"word/document" in data[-65536:] or b"word/" in data[:4096] or _NAMES.search(name) is not None


def read(data: bytes, name: str) -> Paper:
    """The paper in the Word file `data`. Raises `UnreadableFile` for what is damaged or no Word document, `LimitExceeded`."""
    return _Document(data, name).paper()


class _Document:
    """One Word file on its way to a `Paper`."""

    def __init__(self, data: bytes, name: str) -> None:
        self._package = Package(data, name)
        self._root = self._package.xml(self._package.main)
        body = self._root.find(W + "body")
        if self._root.tag != W + "document" or body is None:
            raise UnreadableFile(f"{name}: the .docx holds no document text.", "Ask the sender for the file again.")
        self._body = body
        self._relations = self._package.relations(self._package.main)
        self._finds = Finds()
        self._styles = Styles(self._style_sheet())
        self._numbering = Numbering(self._part("numbering"), self._styles)

    def paper(self) -> Paper:
        opening, running = self._headers()
        if opening is None and _MOTTO.search(_plain(self._body)) is None:
            opening = next((root for root in running if _MOTTO.search(_plain(root))), None)
            running = [root for root in running if root is not opening]
        blocks = self._opening(opening) if opening is not None else []
        blocks += self._story(self._body, in_body=True).blocks(self._body)
        self._notes()
        for root in running:
            story = self._story(root)
            self._running(story.words(root), story.page_field)
        finds, changes = self._finds, self._finds.changes
        return Paper(
            blocks=tuple(blocks),
            media_type=MEDIA_TYPE,
            asides=tuple(finds.asides),
            doubts=tuple(finds.doubts),
            revisions=Revisions(changes.inserted, changes.deleted, changes.moved),
        )

    def _story(self, root: Element, *, in_body: bool = False) -> Story:
        return Story(root, self._styles, self._numbering, self._finds, self._diagram, in_body=in_body)

    def _style_sheet(self) -> StyleSheet | None:
        part = self._target("styles")
        if part is None:
            return None
        try:
            return StyleSheet(self._package.read(part), lambda raw: self._package.parse(raw, part))
        except UnreadableFile as error:
            self._missing(error)
            return None

    def _target(self, kind: str) -> str | None:
        """The name of the part that the document points to as `kind`."""
        for relation in self._relations.values():
            if relation.kind == kind and not relation.outside and self._package.has(relation.target):
                return relation.target
        return None

    def _part(self, kind: str) -> Element | None:
        """The root of the part that the document points to as `kind`; None where there is none, or none that can be read."""
        part = self._target(kind)
        return self._readable(part) if part is not None else None

    def _readable(self, part: str) -> Element | None:
        try:
            return self._package.xml(part)
        except UnreadableFile as error:
            self._missing(error)
            return None

    def _missing(self, error: UnreadableFile) -> None:
        self._finds.doubts.append(Doubt("reading_limit", f"{error.args[0]} What it adds to the text is missing."))

    def _diagram(self, name: str) -> list[str]:
        """The texts of the diagram that the relation `name` points to."""
        relation = self._relations.get(name)
        if relation is None or not self._package.has(relation.target):
            return []
        root = self._readable(relation.target)
        return ["".join(text.text or "" for text in line.iter(A + "t")) for line in root.iter(A + "p")] if root is not None else []

    def _headers(self) -> tuple[Element | None, list[Element]]:
        """The header of the first page alone, if there is one, and all other headers and footers in order, each once."""
        opening: Element | None = None
        running: list[Element] = []
        seen: set[str] = set()
        for at, section in enumerate(self._root.iter(W + "sectPr")):
            title = section.find(W + "titlePg")
            has_title_page = title is not None and is_on(title)
            for reference in section.iterchildren(W + "headerReference", W + "footerReference"):
                relation = self._relations.get(reference.get(R + "id") or "")
                if relation is None or relation.target in seen or not self._package.has(relation.target):
                    continue
                seen.add(relation.target)
                root = self._readable(relation.target)
                if root is None:
                    continue
                if at == 0 and has_title_page and value(reference, "type") == "first" and reference.tag == W + "headerReference":
                    opening = root
                else:
                    running.append(root)
        return opening, running

    def _opening(self, root: Element) -> list[Block]:
        """The blocks of the first page's own header; none where it is only a page number."""
        story = self._story(root)
        blocks = story.blocks(root)
        words = "\n".join(block.text for block in blocks if isinstance(block, Paragraph))
        if not story.page_field or len(blocks) > 1 or not _PAGE_WORDS.fullmatch(words):
            return blocks
        self._running(words, True)
        return []

    def _running(self, words: str, page_field: bool) -> None:
        if words:
            kind: AsideKind = "page_number" if page_field and _PAGE_WORDS.fullmatch(words) else "running_header"
            self._finds.asides.append(Aside(kind, words))

    def _notes(self) -> None:
        """The texts of the notes and comments that were met, where they were met."""
        stories: dict[str, tuple[Story, dict[str, Element]]] = {}
        for note, place in self._met():
            if note.kind not in stories:
                root = self._part(_NOTE_PARTS[note.kind])
                texts = {value(element, "id") or "": element for element in root} if root is not None else {}
                stories[note.kind] = self._story(root if root is not None else self._body), texts
            story, texts = stories[note.kind]
            element = texts.get(note.id)
            words = story.words(element) if element is not None else ""
            if note.mark and not words.startswith(note.mark):
                words = f"{note.mark} {words}".strip()
            if words:
                self._finds.asides.append(Aside("comment" if note.kind == "comment" else "footnote", words, place))

    def _met(self) -> Iterator[tuple[Note, Place]]:
        """The notes in order; one note may hold another."""
        at = 0
        while at < len(self._finds.notes):
            yield self._finds.notes[at]
            at += 1


def _plain(root: Element) -> str:
    """All letters of `root`, composed."""
    return unicodedata.normalize("NFC", raw_text(root))

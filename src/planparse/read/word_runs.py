"""From the runs of a Word paragraph to its text: fields, tracked changes, hidden text, notes, symbols, drawings.

1. Tracked changes are read as accepted: inserted and moved-in runs are text, deleted and moved-away runs are not; all are counted.
2. A field is its result; the instruction is dropped. A field whose text stands only in its instruction is said.
3. Hidden text, text struck through, a content control's prompt and the mark of a note are kept apart, never in the text.
4. A drawing is read once, from the branch of an `mc:AlternateContent` that has text: text boxes become paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from planparse.read.word_package import Element, R, W, is_on, number, value
from planparse.read.word_styles import Look, Styles
from planparse.read.word_symbols import UNKNOWN, sign
from planparse.read.word_text import Line, Note

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"

T, P, SDT, SDT_CONTENT, BOX = W + "t", W + "p", W + "sdt", W + "sdtContent", W + "txbxContent"
ALTERNATE, FALLBACK = MC + "AlternateContent", MC + "Fallback"
DROPPED = frozenset({W + "del", W + "moveFrom"})
ADDED = frozenset({W + "ins", W + "moveTo"})
_RUN, _RPR, _MATH, _SIMPLE_FIELD = W + "r", W + "rPr", _M + "oMath", W + "fldSimple"
_INS, _DEL = W + "ins", W + "del"
_NOTES: dict[str, Literal["footnote", "endnote"]] = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_READABLE = (T, BOX, W + "sym", _M + "t", A + "t", _V + "textpath")
_NO_TEXT = frozenset(
    W + name for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
)

_OBJECT = "\ufffc"
"""The place of an object that a converter left out."""

_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_DRAWN_BY_WORD = frozenset({"EQ", "SYMBOL", "MACROBUTTON", "GOTOBUTTON", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"})
"""Fields that Word draws from the instruction itself: the file holds no result to read."""

_LARGE_PICTURE = 20_000 * 36_000**2
"""In square EMU (36,000 a mm): 20,000 mm², a third of an A4 page. A picture of that size may be a page of text."""


@dataclass(slots=True)
class _Field:
    code: list[str] = field(default_factory=list)
    shown: bool = False
    form: str = ""

    @property
    def kind(self) -> str:
        return _kind("".join(self.code))


@dataclass(slots=True)
class Changes:
    """How many runs, rows and paragraph marks were inserted, deleted and moved."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0


class RunReader:
    """Reads the runs of one part of a document. Fields may run over paragraphs, so that the reader keeps those that are open.

    `balanced` is False for a part in which a field is begun and never ended: there no text is taken for an instruction.
    """

    def __init__(self, styles: Styles, changes: Changes, root: Element) -> None:
        self._styles = styles
        self._changes = changes
        self._fields: list[_Field] = []
        self._unshown = 0
        marks = [value(mark, "fldCharType") for mark in root.iter(W + "fldChar")]
        self._balanced = marks.count("begin") == marks.count("end")

    def read(self, parent: Element, base: Look, line: Line) -> None:
        """Append to `line` the text of the runs in `parent` (a paragraph, or what stands in one), which look as `base` unless they say."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, base, line)
            elif tag in _NO_TEXT:
                continue
            elif tag in ADDED:
                runs = len(child.findall(_RUN))
                if tag == _INS:
                    self._changes.inserted += runs
                else:
                    self._changes.moved += runs
                self.read(child, base, line)
            elif tag in DROPPED:
                if tag == _DEL:
                    self._changes.deleted += len(child.findall(_RUN))
            elif tag == SDT:
                if is_prompt(child):
                    line.hide(raw_text(child))
                else:
                    self.read(child, base, line)
            elif tag == ALTERNATE:
                branch = readable(child)
                if branch is not None:
                    self.read(branch, base, line)
            elif tag == _SIMPLE_FIELD:
                line.page_field |= _kind(value(child, "instr") or "") in _PAGE_FIELDS
                self.read(child, base, line)
            elif tag == _MATH:
                self._say(_formula(child), base, line)
            elif tag in _INLINE:
                _INLINE[tag](self, child, base, line)
            elif len(child):
                self.read(child, base, line)

    def _run(self, run: Element, base: Look, line: Line) -> None:
        look = base
        own_mark: Note | None = None
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text or ""
                if own_mark is not None:
                    own_mark.mark += text
                elif text:
                    if _OBJECT in text:
                        line.more.asides.append(("picture", ""))
                        text = text.replace(_OBJECT, "")
                    self._say(text.replace("\n", " ") if "\n" in text else text, look, line)
            elif tag == _RPR:
                look = self._styles.look(child, base)
            elif tag in _INLINE:
                _INLINE[tag](self, child, look, line)
            elif tag in _NOTES:
                note = Note(_NOTES[tag], value(child, "id") or "")
                line.more.notes.append(note)
                if value(child, "customMarkFollows") in ("1", "true", "on"):
                    own_mark = note
            elif tag == ALTERNATE:
                branch = readable(child)
                if branch is not None:
                    self._run(branch, look, line)

    def _say(self, text: str, look: Look, line: Line) -> None:
        if look.hidden or (self._unshown and self._balanced):
            line.hide(text)
        elif look.struck and text.strip():
            line.strike(text)
        else:
            line.pieces.append((text, look))

    def _tab(self, _: Element, look: Look, line: Line) -> None:
        self._say("\t", look, line)

    def _break(self, _: Element, look: Look, line: Line) -> None:
        self._say("\n", look, line)

    def _hyphen(self, _: Element, look: Look, line: Line) -> None:
        self._say("-", look, line)

    def _soft_hyphen(self, _: Element, look: Look, line: Line) -> None:
        self._say("\u00ad", look, line)  # the byte of ư in TCVN3; in Unicode it shows nothing, and the clean stage drops it

    def _symbol(self, element: Element, look: Look, line: Line) -> None:
        try:
            code = int(value(element, "char") or "", 16)
        except ValueError:
            code = 0
        font = value(element, "font")
        text = sign(font, code)
        if text == UNKNOWN:
            line.more.doubts.append(("reading_limit", f"A sign of the font {font} ({value(element, 'char')}) is not known."))
        self._say(text, look._replace(font=None), line)

    def _comment(self, element: Element, _: Look, line: Line) -> None:
        line.more.notes.append(Note("comment", value(element, "id") or ""))

    def _ruby(self, element: Element, look: Look, line: Line) -> None:
        for part in element:
            if part.tag == W + "rubyBase":
                self.read(part, look, line)
        above = raw_text(found) if (found := element.find(W + "rt")) is not None else ""
        if above:
            self._say(f"({above})", look, line)

    def _instruction(self, element: Element, _: Look, line: Line) -> None:
        if self._fields:
            self._fields[-1].code.append(element.text or "")

    def _field_mark(self, element: Element, look: Look, line: Line) -> None:
        match value(element, "fldCharType"):
            case "begin":
                self._fields.append(_Field(form=_form_result(element)))
                self._unshown += 1
            case "separate" if self._fields and not self._fields[-1].shown:
                self._fields[-1].shown = True
                self._unshown -= 1
                line.page_field |= self._fields[-1].kind in _PAGE_FIELDS
            case "end" if self._fields:
                ended = self._fields.pop()
                if not ended.shown:
                    self._unshown -= 1
                    if ended.kind in _DRAWN_BY_WORD:
                        line.more.doubts.append(
                            ("reading_limit", f"Word draws a field that the file does not hold: {''.join(ended.code).strip()}.")
                        )
                if ended.form:
                    self._say(ended.form, look, line)

    def _drawing(self, element: Element, look: Look, line: Line) -> None:
        if look.hidden or (self._unshown and self._balanced):
            line.hide(raw_text(element))
            return
        more, pictured = line.more, False
        for found in element.iter(BOX, A + "p", _V + "textpath", _PICTURE, _V + "imagedata", _DIAGRAM, _CHART, _OLE):
            if _is_shadowed(found, element):
                continue
            if found.tag == BOX:
                more.boxes.append(found)
            elif found.tag == A + "p":
                more.drawn.append("".join(text.text or "" for text in found.iter(A + "t")))
            elif found.tag == _V + "textpath":
                more.drawn.append(found.get("string") or "")
            elif found.tag == _DIAGRAM:
                more.diagrams.append(found.get(R + "dm") or "")
            elif found.tag == _CHART:
                more.doubts.append(("reading_limit", "A chart is not read."))
            elif found.tag == _OLE:
                more.doubts.append(("reading_limit", f"An embedded object ({found.get('ProgID') or 'unknown'}) is not read."))
            elif not pictured:
                pictured = True
                _picture(element, line)


def _picture(drawing: Element, line: Line) -> None:
    about = drawing.find(f".//{_WP}docPr")
    extent = drawing.find(f".//{_WP}extent")
    line.more.asides.append(("picture", (about.get("descr") or "").strip() if about is not None else ""))
    if extent is not None and number(extent.get("cx")) * number(extent.get("cy")) >= _LARGE_PICTURE:
        line.more.doubts.append(("needs_ocr", "A large picture is not read; it may hold text."))


_Inline = Callable[[RunReader, Element, Look, Line], None]
_INLINE: dict[str, _Inline] = {
    W + "tab": RunReader._tab,
    W + "ptab": RunReader._tab,
    W + "br": RunReader._break,
    W + "cr": RunReader._break,
    W + "noBreakHyphen": RunReader._hyphen,
    W + "softHyphen": RunReader._soft_hyphen,
    W + "sym": RunReader._symbol,
    W + "fldChar": RunReader._field_mark,
    W + "instrText": RunReader._instruction,
    W + "commentReference": RunReader._comment,
    W + "ruby": RunReader._ruby,
    W + "drawing": RunReader._drawing,
    W + "pict": RunReader._drawing,
    W + "object": RunReader._drawing,
}
"""What stands in a run beside its text. What is not named here (`lastRenderedPageBreak`) shows nothing."""


def readable(alternate: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` to read: the first that has text, else the first."""
    branches = list(alternate)
    for branch in branches:
        if next(branch.iter(*_READABLE), None) is not None:
            return branch
    return branches[0] if branches else None


def is_prompt(control: Element) -> bool:
    """Whether a content control shows only the prompt to fill it in."""
    prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    return prompt is not None and is_on(prompt)


def raw_text(element: Element) -> str:
    """All letters in `element`, without blanks at the ends."""
    return "".join(text.text or "" for text in element.iter(T)).strip()


def _kind(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _is_shadowed(found: Element, drawing: Element) -> bool:
    """Whether `found` belongs to a text box inside `drawing`, which is read by itself, or to a branch that is not read."""
    inner, parent = found, found.getparent()
    while inner is not drawing and parent is not None:
        if parent.tag == BOX or (parent.tag == ALTERNATE and readable(parent) is not inner):
            return True
        inner, parent = parent, parent.getparent()
    return False


def _form_result(mark: Element) -> str:
    """What a form field shows that is not in its runs: the chosen entry of a list, the state of a box."""
    entries = mark.findall(f"{W}ffData/{W}ddList/{W}listEntry")
    if entries:
        chosen = mark.find(f"{W}ffData/{W}ddList/{W}result")
        at = number(value(chosen)) if chosen is not None else 0
        return value(entries[at]) or "" if 0 <= at < len(entries) else ""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = box.find(W + "checked")
    state = box.find(W + "default") if state is None else state
    return "☒" if state is not None and is_on(state) else "☐"


def _formula(element: Element) -> str:
    """An equation on one line: a fraction as `a/b`, powers and indices as `x^2`, `x_1`, the rest in order."""
    pairs: dict[str, tuple[str, str, str]] = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub")}
    written = ""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if child.tag in (_M + "t", T):
            written += child.text or ""
        elif name in pairs:
            first, between, second = pairs[name]
            parts = [_formula(part) if (part := child.find(_M + which)) is not None else "" for which in (first, second)]
            written += between.join(parts)
        else:
            written += _formula(child)
    return written

"""WordprocessingML by hand: runs, paragraphs, tables and the package. Written as text, so that every feature of Word is at hand
and the bytes are the same at each run.

Lengths are twips (1/20 pt), font sizes half points, as in the format itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from making.inline import spans

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" mc:Ignorable=""'
)
AUTHOR = 'w:author="Văn thư" w:date="2026-01-05T08:00:00Z"'
Align = Literal["left", "center", "right", "both"]
Encode = Callable[[str], list[tuple[str, str]]]
"""Cuts a text into (font, text in the codes of that font): for fonts that are older than Unicode."""


@dataclass(slots=True)
class Look:
    """How a paragraph looks; `first` is the indent of its first line, `left` of all lines, `num` a (numId, level) of Word's own numbers."""

    align: Align = "both"
    bold: bool = False
    italic: bool = False
    size: int = 28
    first: int = 720
    left: int = 0
    right: int = 0
    before: int = 0
    after: int = 120
    num: tuple[int, int] | None = None
    keep: bool = False
    rule_below: bool = False


@dataclass(slots=True)
class Writer:
    """Collects what a document needs beside its body: footnotes, ids, the font of old encodings. `flat` accepts all changes."""

    flat: bool = False
    encode: Encode | None = None
    footnotes: list[str] = field(default_factory=list)
    last_id: int = 100
    nums: list[tuple[int, int]] = field(default_factory=list)

    def next_id(self) -> int:
        """A number that no other element of this document has."""
        self.last_id += 1
        return self.last_id

    def new_numbering(self, abstract: int) -> int:
        """A numbering instance of `abstract` that starts anew."""
        number = len(self.nums) + 10
        self.nums.append((number, abstract))
        return number

    def run(self, text: str, *, bold: bool = False, italic: bool = False, size: int = 28, extra: str = "", tag: str = "w:t") -> str:
        """One `w:r`, or several where the text needs several fonts; a line break of the text is a `w:br`."""
        pieces = self.encode(text) if self.encode else [("", text)]
        out = []
        for font, piece in pieces:
            props = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
            props += ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + extra
            props += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            inner = []
            for at, line in enumerate(piece.split("\n")):
                inner.append("<w:br/>" if at else "")
                for tabbed, part in enumerate(line.split("\t")):
                    inner.append("<w:tab/>" if tabbed else "")
                    inner.append(f'<{tag} xml:space="preserve">{escape(part)}</{tag}>' if part else "")
            out.append(f"<w:r><w:rPr>{props}</w:rPr>{''.join(inner)}</w:r>")
        return "".join(out)

    def runs(self, text: str, look: Look) -> str:
        """The runs of a declared text with its marks."""
        style = {"bold": look.bold, "size": look.size}
        out = []
        for span in spans(text):
            plain = self.run(span.printed, italic=look.italic, **style)  # type: ignore[arg-type]
            change = f'w:id="{self.next_id()}" {AUTHOR}'
            match span.kind:
                case "fault":
                    words = span.meant if span.text_only else span.printed
                    out.append(self.run(words, italic=look.italic, **style) if words else "")  # type: ignore[arg-type]
                case "italic":
                    out.append(self.run(span.printed, italic=True, **style))  # type: ignore[arg-type]
                case "ins" if not self.flat:
                    out.append(f"<w:ins {change}>{plain}</w:ins>")
                case "del" if not self.flat:
                    gone = self.run(span.printed, italic=look.italic, tag="w:delText", **style)  # type: ignore[arg-type]
                    out.append(f"<w:del {change}>{gone}</w:del>")
                case "hidden" if not self.flat:
                    out.append(self.run(span.printed, italic=look.italic, extra="<w:vanish/>", **style))  # type: ignore[arg-type]
                case "del" | "hidden":
                    pass
                case "note":
                    self.footnotes.append(span.printed)
                    out.append(f'<w:r><w:rPr>{_RAISED}</w:rPr><w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>')
                case "control" if not self.flat:
                    out.append(f'<w:sdt><w:sdtPr><w:id w:val="{self.next_id()}"/></w:sdtPr><w:sdtContent>{plain}</w:sdtContent></w:sdt>')
                case "field" if not self.flat:
                    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
                    code = '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://example.vn/ke-hoach" </w:instrText></w:r>'
                    out.append(mark.format("begin") + code + mark.format("separate") + plain + mark.format("end"))
                case _:
                    out.append(plain)
        return "".join(out)

    def para(self, text: str, look: Look | None = None, *, moved: str | None = None, inner: str = "") -> str:
        """One `w:p` of a declared text; `inner` is ready XML put before it."""
        look = look or Look()
        props = "<w:keepNext/>" if look.keep else ""
        if look.num:
            props += f'<w:numPr><w:ilvl w:val="{look.num[1]}"/><w:numId w:val="{look.num[0]}"/></w:numPr>'
        if look.rule_below:
            props += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        props += f'<w:spacing w:before="{look.before}" w:after="{look.after}" w:line="252" w:lineRule="auto"/>'
        props += f'<w:ind w:left="{look.left}" w:right="{look.right}" w:firstLine="{look.first}"/><w:jc w:val="{look.align}"/>'
        runs = self.runs(text, look) if text else ""
        if moved and not self.flat:
            change = "w:moveFrom" if moved == "movefrom" else "w:moveTo"
            runs = f'<{change} w:id="{self.next_id()}" {AUTHOR}>{runs}</{change}>'
            props += f'<w:rPr><{change} w:id="{self.next_id()}" {AUTHOR}/></w:rPr>'
        return f"<w:p><w:pPr>{props}</w:pPr>{inner}{runs}</w:p>"

    def text_box(self, lines: Sequence[str], look: Look, *, width: int = 2300, left: int = 6600, top: int = 100) -> str:
        """A run that holds a floating box, as Word writes it: a drawing for new readers and a picture for old ones, with the same words."""
        emu = 635
        measures = {"left": left * emu, "top": top * emu, "width": width * emu, "height": 420 * len(lines) * emu}
        points = {"left_pt": left / 20, "top_pt": top / 20, "width_pt": width / 20, "height_pt": 21 * len(lines)}
        content = "".join(self.para(line, look) for line in lines)
        return _part("text_box").format(id=self.next_id(), content=content, **measures, **points)


@dataclass(slots=True)
class Box:
    """A cell ready to write: its paragraphs as XML, width in twips, spans; `down` is None, `restart` or `continue`."""

    content: str
    width: int
    across: int = 1
    down: str | None = None


def table(
    rows: Sequence[Sequence[Box]], widths: Sequence[int], *, ruled: bool = True, heads: int = 0, wrapped: Sequence[int] = (), writer: Writer
) -> str:
    """A `w:tbl`. The first `heads` rows repeat on each page; rows in `wrapped` stand inside a content control of their own."""
    line = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' if ruled else '<w:{0} w:val="nil"/>'
    borders = "".join(line.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    out = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
    ]
    for at, row in enumerate(rows):
        cells = []
        for box in row:
            props = f'<w:tcW w:w="{box.width}" w:type="dxa"/>'
            props += f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
            props += f'<w:vMerge w:val="{box.down}"/>' if box.down == "restart" else "<w:vMerge/>" if box.down else ""
            cells.append(f"<w:tc><w:tcPr>{props}</w:tcPr>{box.content}</w:tc>")
        head = "<w:trPr><w:tblHeader/></w:trPr>" if at < heads else ""
        written = f"<w:tr>{head}{''.join(cells)}</w:tr>"
        if at in wrapped and not writer.flat:
            written = f'<w:sdt><w:sdtPr><w:id w:val="{writer.next_id()}"/></w:sdtPr><w:sdtContent>{written}</w:sdtContent></w:sdt>'
        out.append(written)
    return "".join([*out, "</w:tbl>"])


def section(*, landscape: bool, first_page_bare: bool = True) -> str:
    """A `w:sectPr` for A4 with the margins of Decree 30/2020/NĐ-CP and the page number at the top."""
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    bare = "<w:titlePg/>" if first_page_bare else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>{size}'
        f'<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>{bare}</w:sectPr>'
    )


def package(body: str, writer: Writer, *, title: str) -> bytes:
    """The bytes of a DOCX; every date in it is fixed."""
    mark = f"<w:r><w:rPr>{_RAISED}</w:rPr><w:footnoteRef/></w:r>"
    texts = [writer.run(" " + note, size=20) for note in writer.footnotes]
    notes = "".join(f'<w:footnote w:id="{at}"><w:p>{mark}{text}</w:p></w:footnote>' for at, text in enumerate(texts, 1))
    parts = {
        "[Content_Types].xml": _part("content_types"),
        "_rels/.rels": _part("rels"),
        "docProps/core.xml": _part("core").format(title=escape(title)),
        "word/document.xml": f"{_XML}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _part("document_rels"),
        "word/styles.xml": _part("styles"),
        "word/header1.xml": _part("header"),
        "word/numbering.xml": _numbering(writer.nums),
        "word/footnotes.xml": _part("footnotes").format(notes=notes),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


@cache
def _part(name: str) -> str:
    return (Path(__file__).parent / "package" / f"{name}.xml").read_text(encoding="utf-8")


def _numbering(nums: Sequence[tuple[int, int]]) -> str:
    """Abstract 1: row numbers `1`; 2: headings `I.` / `1.` / `a)`; 3: dashes; 4: row numbers `1.`."""

    def level(at: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="{"nothing" if text == "%1" else "space"}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )

    kinds = {
        1: level(0, "decimal", "%1"),
        2: level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)"),
        3: level(0, "bullet", "-") + level(1, "bullet", "+"),
        4: level(0, "decimal", "%1."),
    }
    many = '<w:multiLevelType w:val="multilevel"/>'
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{at}">{many}{levels}</w:abstractNum>' for at, levels in kinds.items())
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    started: set[int] = set()
    used = ""
    for number, kind in nums:
        used += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{restart if kind in started else ""}</w:num>'
        started.add(kind)
    return f"{_XML}<w:numbering {NAMESPACES}>{abstract}{used}</w:numbering>"


_RAISED = '<w:vertAlign w:val="superscript"/>'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

"""Word files made of raw XML, for tests: only what a test speaks of is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CONTENT_TYPES = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}


def root(name: str, inner: str) -> str:
    """The XML of a part whose root element is `w:<name>`."""
    return f"{_DECLARATION}<w:{name} {NAMESPACES}>{inner}</w:{name}>"


def package(body: str, parts: Mapping[str, str] | None = None, relations: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """A `.docx` with that body.

    `parts` are roots of `word/<kind>.xml` by kind (`styles`, `numbering`, `footnotes`, …); `relations` are further ones: id to kind
    and target.
    """
    parts = parts or {}
    links = {f"rIdPart{kind}": (kind, f"{kind}.xml") for kind in parts if kind in _CONTENT_TYPES} | dict(relations or {})
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_CONTENT}{_CONTENT_TYPES[kind]}+xml"/>'
        for kind in parts
        if kind in _CONTENT_TYPES
    )
    overrides += "".join(
        f'<Override PartName="/word/{target}" ContentType="{_CONTENT}{kind}+xml"/>'
        for kind, target in (relations or {}).values()
        if kind in ("header", "footer")
    )
    files = {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_CONTENT}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(links),
    }
    files |= {f"word/{kind}.xml": xml for kind, xml in parts.items()}
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of `files`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{name}" Type="{_TYPES}{kind}" Target="{target}"/>' for name, (kind, target) in links.items())
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run with that text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, properties: str = "") -> str:
    """A paragraph of runs; what does not open with `<` becomes a run."""
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{''.join(part if part.startswith('<') else run(part) for part in inner)}</w:p>"


def cell(*inner: str, properties: str = "") -> str:
    """A cell of paragraphs; what does not open with `<` becomes a paragraph."""
    look = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    content = "".join(part if part.startswith("<") else paragraph(part) for part in inner)
    return f"<w:tc>{look}{content or paragraph()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells; what does not open with `<` becomes a cell."""
    look = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{look}{''.join(part if part.startswith('<') else cell(part) for part in cells)}</w:tr>"


def table(*rows: str, properties: str = "", widths: tuple[int, ...] = ()) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def list_of(number: int, level: int = 0) -> str:
    """The property of a paragraph that puts it in the list `number`."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def text_box(*paragraphs: str) -> str:
    """A run with a text box in both of its writings, as Word saves it."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="600000"/><wp:wrapNone/><wp:docPr id="1" name="Text Box 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape style="width:140pt;height:47pt" type="#_x0000_t202">'
        f"<v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

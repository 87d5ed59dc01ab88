"""A DOCX of ours as Word's "Save as Web Page" would leave it: windows-1252 with numeric entities, lines wrapped anywhere, list numbers in
conditional comments, footnotes at the end, tables with `colspan` and `rowspan`.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD = (Path(__file__).parent / "package" / "webpage_head.htm").read_text(encoding="utf-8")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII")


def webpage(docx: bytes) -> bytes:
    """The bytes of the page for a `docx` written with `flat=True`."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        numbering = etree.fromstring(archive.read("word/numbering.xml"))
    page = _Page(numbering)
    parts = [_HEAD, *page.blocks(body), "</div>\n\n<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>\n"]
    parts.append('<hr align=left size=1 width="33%">\n<![endif]>\n')
    for note in notes:
        number = int(note.get(f"{W}id"))
        if number > 0:
            words = escape("".join(note.itertext())).strip()
            link = f'<a href="#_ftnref{number}" name="_ftn{number}"><span class=MsoFootnoteReference>[{number}]</span></a>'
            parts.append(f"<div style='mso-element:footnote' id=ftn{number}>\n<p class=MsoFootnoteText>{link} {words}</p>\n</div>\n")
    parts.append("</div>\n\n</body>\n\n</html>\n")
    return "".join(parts).encode("cp1252", "xmlcharrefreplace")


class _Page:
    """Counts list numbers while it writes."""

    def __init__(self, numbering: Any) -> None:
        forms = {}
        for abstract in numbering.findall(f"{W}abstractNum"):
            for level in abstract:
                if level.tag == f"{W}lvl":
                    key = (abstract.get(f"{W}abstractNumId"), level.get(f"{W}ilvl"))
                    forms[key] = (level.find(f"{W}numFmt").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val"))
        self.forms = forms
        self.kinds = {num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.findall(f"{W}num")}
        self.counts: Counter[tuple[str, int]] = Counter()

    def blocks(self, parent: Any) -> list[str]:
        out = []
        for child in parent:
            if child.tag == f"{W}p":
                out.append(self.paragraph(child))
            elif child.tag == f"{W}tbl":
                out.append(self.table(child))
        return out

    def number(self, properties: Any) -> str:
        num = properties.find(f"{W}numPr")
        if num is None:
            return ""
        name, level = num.find(f"{W}numId").get(f"{W}val"), int(num.find(f"{W}ilvl").get(f"{W}val"))
        self.counts[name, level] += 1
        for deeper in range(level + 1, 9):
            self.counts[name, deeper] = 0
        form, text = self.forms[self.kinds[name], str(level)]
        at = self.counts[name, level]
        shown = {"decimal": str(at), "upperRoman": _ROMAN[at % 8], "lowerLetter": "abcdeghik"[(at - 1) % 9]}.get(form, "")
        gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
        label = text.replace(f"%{level + 1}", shown)
        return f"<![if !supportLists]><span style='mso-list:Ignore'>{label}{gap}</span><![endif]>"

    def paragraph(self, para: Any) -> str:
        properties = para.find(f"{W}pPr")
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            return "\n<br clear=all style='page-break-before:always;mso-break-type:section-break'>\n\n"
        align = properties.find(f"{W}jc").get(f"{W}val").replace("both", "justify")
        inner = self.number(properties)
        box = ""
        for run in para.iterchildren(f"{W}r"):
            reference = run.find(f"{W}footnoteReference")
            if reference is not None:
                number = reference.get(f"{W}id")
                inner += f'<a href="#_ftn{number}" name="_ftnref{number}"><span class=MsoFootnoteReference>[{number}]</span></a>'
                continue
            text = "".join("<br>" if part.tag == f"{W}br" else escape(part.text or "") for part in run if part.tag in (f"{W}t", f"{W}br"))
            if (content := run.find(f".//{W}txbxContent")) is not None:
                words = escape(" ".join("".join(line.itertext()) for line in content))
                words = f"<p class=MsoNormal align=center><b>{words}</b></p>"
                box = f"<![if !vml]><table cellpadding=0 cellspacing=0><tr><td>{words}</td></tr></table><![endif]>\n"
            run_properties = run.find(f"{W}rPr")
            for tag in ("b", "i"):
                if text and run_properties is not None and run_properties.find(f"{W}{tag}") is not None:
                    text = f"<{tag}>{text}</{tag}>"
            inner += f"<span lang=VI style='font-size:14.0pt'>{text}</span>" if text else ""
        inner = inner or "<o:p>&nbsp;</o:p>"
        written = f"<p class=MsoNormal align={align} style='text-align:{align}'>{inner}</p>"
        return box + textwrap.fill(written, 78, break_long_words=False, break_on_hyphens=False) + "\n\n"

    def table(self, table: Any) -> str:
        ruled = table.find(f"{W}tblPr/{W}tblBorders/{W}top").get(f"{W}val") != "nil"
        rows = []
        for row in table.iter(f"{W}tr"):
            cells, col = [], 0
            for cell in row.findall(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                span = properties.find(f"{W}gridSpan")
                across = int(span.get(f"{W}val")) if span is not None else 1
                merge = properties.find(f"{W}vMerge")
                down = None if merge is None else merge.get(f"{W}val") or "continue"
                cells.append([col, across, down, cell])
                col += across
            rows.append(cells)
        kind = "MsoTableGrid border=1" if ruled else "MsoNormalTable border=0"
        out = [f"<table class={kind} cellspacing=0 cellpadding=0\n style='border-collapse:collapse'>\n"]
        for at, cells in enumerate(rows):
            out.append(f" <tr style='mso-yfti-irow:{at}'>\n")
            for col, across, down, cell in cells:
                if down == "continue":
                    continue
                high = 1
                while down and at + high < len(rows) and any(other[0] == col and other[2] == "continue" for other in rows[at + high]):
                    high += 1
                spans = (f" colspan={across}" if across > 1 else "") + (f" rowspan={high}" if high > 1 else "")
                out.append(f"  <td valign=top{spans} style='padding:0cm 5.4pt 0cm 5.4pt'>\n{''.join(self.blocks(cell))}  </td>\n")
            out.append(" </tr>\n")
        return "".join([*out, "</table>\n\n"])

"""A declaration as a text file: what is left of a plan once somebody has copied it out of Word or an OCR program has read it."""

from __future__ import annotations

import unicodedata
from typing import Any

from making.declare import Grid, Sheet, Step, recipient_line
from making.inline import notes, printed


def text(sheet: Sheet) -> str:
    """The text file of `sheet`: a blank line between paragraphs, tables with tabs, the faults that the declaration plants in text files."""
    out: list[str] = []
    for front in ("cover", "decision"):
        if part := sheet.get(front):
            out += [*_letterhead(part, sheet), *_front(part, sheet)]
            out += [line for para in part["text"] for line in (para, "")]
            out += _signing(part, sheet)
    header = sheet.raw["header"]
    out += [*_letterhead(header, sheet), *_front(header, sheet)]
    for para in sheet.get("preamble", default=[]):
        out += [para, ""]
    _walk(sheet, sheet.body, out)
    if closing := sheet.get("closing"):
        out += [closing, ""]
    if sheet.get("signature"):
        out += _signing(sheet.raw, sheet)
    for annex in sheet.get("annexes", default=[]):
        out += _annex(annex, sheet)
        _walk(sheet, annex["steps"], out)
    if footnotes := [note for line in out for note in notes(line, "note")]:
        out += [""] + [f"[{at}] {note}" for at, note in enumerate(footnotes, 1)]
    lines = [printed(line, in_text_file=True) for line in out]
    written = "\n".join(lines).replace(" \f", "\n\n").replace("\f", "\n\n")
    form = sheet.get("txt", "form", default="NFC")
    return unicodedata.normalize(form, written.strip("\n") + "\n")


def _letterhead(header: dict[str, Any], sheet: Sheet) -> list[str]:
    layout = header.get("txt_letterhead", header.get("letterhead", "table"))
    nation = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"] if header.get("nation", True) else []
    issuer = [*header.get("parent", ()), *header.get("issuer", ())]
    number, day = header.get("number", ""), header.get("date_line", "")
    match layout:
        case "table":
            rule = "-------"
            return ["", f"{' '.join(issuer)} {rule}\t{' '.join(nation)} {rule}", f"{number}\t{day}", ""]
        case "stacked":
            return [*nation, "", *issuer, "", number, day, ""]
        case "lines":
            return [number, "", day, ""]
        case _:
            return []


def _front(header: dict[str, Any], sheet: Sheet) -> list[str]:
    mark = "**" if sheet.get("txt", "markdown", default=False) else ""
    lines = [f"{mark}{header['kind_line']}{mark}"] if header.get("kind_line") else []
    lines += list(header.get("title_lines", ()))
    lines += [header[key] for key in ("attached", "addressee", "authority_line") if header.get(key)]
    return [*lines, ""]


def _walk(sheet: Sheet, steps: list[Step], out: list[str]) -> None:
    mark = "**" if sheet.get("txt", "markdown", default=False) else ""
    for step in steps:
        if step.table:
            out += [*_grid(sheet.tables[step.table], sheet), ""]
            continue
        if step.moved == "movefrom":
            continue
        words = f"{step.marker} {step.words}" if step.marker else step.words
        out += [f"{mark}{words}{mark}" if step.title is not None else words, ""]
        _walk(sheet, step.children, out)


def _grid(grid: Grid, sheet: Sheet) -> list[str]:
    head = ["\t".join(column.head.replace("\n", " ") for column in grid.columns)]
    if grid.head_groups:
        above = [column.head for column in grid.columns]
        for words, first, count in grid.head_groups:
            above[first : first + count] = [words] + [""] * (count - 1)
        named = {at for _, first, count in grid.head_groups for at in range(first, first + count)}
        head = ["\t".join(above), "\t".join(column.head if at in named else "" for at, column in enumerate(grid.columns))]
    if grid.numbered_head:
        head.append("\t".join(f"({at})" for at, _ in enumerate(grid.columns, 1)))
    out = list(head)
    for at, row in enumerate(grid.rows):
        if at in grid.break_before:
            out += ["", *head]
        if row[0].startswith("#"):
            out.append(f"{row[1]}\t{row[2]}")
            continue
        cells = ["" if cell in ("^", "<") else cell.replace("|", "").replace("\n", " ") for cell in row]
        out.append("\t".join(cells))
    return out


def _signing(raw: dict[str, Any], sheet: Sheet) -> list[str]:
    lines = ["Nơi nhận:", ""]
    for at, line in enumerate(raw.get("recipients", ())):
        item = recipient_line(line)
        lines.append(f" {item}" if sheet.get("txt", "ragged_recipients", default=False) and at and not line.startswith("!!") else item)
    signature = raw.get("signature", {})
    return [*lines, "", *signature.get("lines", ()), "", "", signature.get("name", ""), ""]


def _annex(annex: dict[str, Any], sheet: Sheet) -> list[str]:
    label, title, reference = annex.get("label", ""), " ".join(annex.get("title_lines", ())), annex.get("reference", "")
    if sheet.get("txt", "glued_annex", default=False):
        return ["", f"[[txt:{label}**{title}***{reference}*=>{label} {title} {reference}]]", ""]
    return ["", label, title, *([f"[[txt:*{reference}*=>{reference}]]"] if reference and sheet.get("txt", "markdown") else [reference]), ""]

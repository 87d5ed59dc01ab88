"""A declaration as a DOCX in the form of Decree 30/2020/NĐ-CP, each annex on pages of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from making import legacy
from making.declare import Grid, Sheet, Step, recipient_line
from making.ooxml import Box, Look, Writer, package, section, table

_TITLE = Look(align="center", first=0, after=0, bold=True)
_PORTRAIT, _LANDSCAPE = 9355, 14287
_LETTER_WIDTHS = (3900, 5455)


def docx(sheet: Sheet, *, flat: bool = False) -> bytes:
    """The DOCX of `sheet`; with `flat` all tracked changes are accepted and content controls, fields and hidden words are gone."""
    old_font = sheet.get("word", "font")
    writer = Writer(flat=flat, encode=legacy.tcvn3 if old_font == ".VnTime" else None)
    parts: list[str] = []
    if cover := sheet.get("cover"):
        parts += [_letterhead(cover, writer), *_front(cover, writer), *(writer.para(line) for line in cover["text"])]
        parts += [_signing(cover, writer), _break(landscape=False)]
    if decision := sheet.get("decision"):
        parts += [_letterhead(decision, writer), *_front(decision, writer)]
        parts += [writer.para(line, Look(italic=line.startswith("Căn cứ"))) for line in decision["text"]]
        parts += [_signing(decision, writer), _break(landscape=False)]
    parts += [_letterhead(sheet.raw["header"], writer), *_front(sheet.raw["header"], writer)]
    italic_bases = sheet.get("word", "italic_bases", default=True)
    parts += [writer.para(line, Look(italic=italic_bases and line.startswith("Căn cứ"))) for line in sheet.get("preamble", default=[])]
    parts += _steps(sheet, sheet.body, writer, wide=False)
    if closing := sheet.get("closing"):
        parts.append(writer.para(closing))
    if sheet.get("signature"):
        parts.append(_signing(sheet.raw, writer))
    annexes = sheet.get("annexes", default=[])
    if not annexes:
        parts.append(writer.para("", Look(first=0, after=0, size=12)))
    wide = False
    for annex in annexes:
        parts.append(_break(landscape=wide))
        wide = annex.get("landscape", True)
        parts += [writer.para(line, _TITLE) for line in (annex.get("label"), *annex.get("title_lines", ())) if line]
        if reference := annex.get("reference"):
            parts.append(writer.para(reference, Look(align="center", first=0, italic=True, after=200)))
        parts += _steps(sheet, annex["steps"], writer, wide=wide)
    parts.append(section(landscape=wide))
    return package("".join(parts), writer, title=sheet.raw["header"]["title"])


def _break(*, landscape: bool) -> str:
    return f"<w:p><w:pPr>{section(landscape=landscape)}</w:pPr></w:p>"


def _letterhead(header: dict[str, Any], writer: Writer) -> str:
    """The two blocks at the top: who issues and the national title, number and place with day; in two columns, stacked, or not at all."""
    layout = header.get("letterhead", "table")
    small = Look(align="center", first=0, after=0, size=26)
    bold = Look(align="center", first=0, after=0, size=26, bold=True)
    left = [writer.para(line, small) for line in header.get("parent", ())]
    issuer = header.get("issuer", [])
    left += [writer.para(line, bold) for line in issuer]
    left += [_rule(header, writer, 1200, "–––––––––")] if issuer else []
    right = []
    if header.get("nation", True):
        right += [writer.para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(align="center", first=0, after=0, size=24, bold=True))]
        right += [writer.para("Độc lập - Tự do - Hạnh phúc", bold)]
        right += [_rule(header, writer, 1300, "––––––––––––––––––")]
    signed = writer.flat and "pdf_number" in header
    number_line = header["pdf_number"] if signed else header.get("number")
    date_line = header["pdf_date_line"] if signed else header.get("date_line")
    number = writer.para(number_line, Look(align="center", first=0, after=0, before=60, size=26)) if number_line else ""
    day = writer.para(date_line, Look(align="center", first=0, after=0, before=60, italic=True)) if date_line else ""
    box = ""
    if lines := header.get("text_box"):
        look = Look(align="center", first=0, after=0, size=24, bold=True)
        box = writer.para("", Look(first=0, after=500), inner=writer.text_box(lines, look))
    match layout:
        case "table":
            empty = writer.para("", small)
            rows = [
                [Box("".join(left) or empty, _LETTER_WIDTHS[0]), Box("".join(right) or empty, _LETTER_WIDTHS[1])],
                [Box(number or empty, _LETTER_WIDTHS[0]), Box(day or empty, _LETTER_WIDTHS[1])],
            ]
            return box + table(rows, _LETTER_WIDTHS, ruled=False, writer=writer) + writer.para("", Look(first=0, after=0, size=16))
        case "stacked":
            return box + "".join([*right, *left, number, day])
        case "lines":
            return box + number + day
        case _:
            return box


def _rule(header: dict[str, Any], writer: Writer, indent: int, dashes: str) -> str:
    """The line below a title: drawn, or typed as dashes where the declaration says so."""
    if header.get("typed_rules"):
        return writer.para(dashes, Look(align="center", first=0, after=100, size=26))
    return writer.para("", Look(align="center", first=0, after=160, left=indent, right=indent, size=8, rule_below=True))


def _front(header: dict[str, Any], writer: Writer) -> list[str]:
    out = [writer.para(line, replace(_TITLE, before=240)) for line in [header.get("kind_line")] if line]
    out += [writer.para(line, _TITLE) for line in header.get("title_lines", ())]
    if attached := header.get("attached"):
        out.append(writer.para(attached, Look(align="center", first=0, after=0, italic=True)))
    out.append(_rule(header, writer, 3600, "–––––––––"))
    if addressee := header.get("addressee"):
        out.append(writer.para(addressee, Look(align="center", first=0, after=200)))
    if authority := header.get("authority_line"):
        out.append(writer.para(authority, Look(align="center", first=0, after=200, bold=True)))
    return out


def _steps(sheet: Sheet, steps: list[Step], writer: Writer, *, wide: bool) -> list[str]:
    auto = sheet.get("word", "auto_headings", default=False)
    numbers = (writer.new_numbering(2), writer.new_numbering(3)) if auto else None
    out: list[str] = []
    _walk(sheet, steps, writer, out, numbers, wide)
    return out


def _walk(sheet: Sheet, steps: list[Step], writer: Writer, out: list[str], numbers: tuple[int, int] | None, wide: bool) -> None:
    for step in steps:
        if step.table:
            out.append(_grid(sheet.tables[step.table], writer, _LANDSCAPE if wide else _PORTRAIT))
            out.append(writer.para("", Look(first=0, after=0, size=12)))
            continue
        if step.moved == "movefrom" and writer.flat:
            continue
        heading = step.title is not None
        look = Look(bold=heading, keep=heading, before=60 if heading else 0)
        printed = f"{step.marker} " if step.marker else ""
        if numbers and step.marker:
            depth = {"I": 0, "1": 1, "a": 2}.get("I" if step.marker[0] in "IVX" else "1" if step.marker[0].isdigit() else "a")
            if step.marker in "-+":
                look.num = (numbers[1], 0 if step.marker == "-" else 1)
            elif depth is not None:
                look.num = (numbers[0], depth)
            printed = ""
        out.append(writer.para(printed + step.words, look, moved=step.moved))
        _walk(sheet, step.children, writer, out, numbers, wide)


def _grid(grid: Grid, writer: Writer, room: int) -> str:
    scale = room / sum(column.width for column in grid.columns)
    widths = [round(column.width * scale) for column in grid.columns]
    size = grid.size
    head = Look(align="center", first=0, after=20, before=20, size=size, bold=True)
    rows = [[Box(writer.para(column.head, head), width) for column, width in zip(grid.columns, widths, strict=True)]]
    if grid.head_groups:
        above, lower = list(rows[0]), list(rows[0])
        for at, box in enumerate(rows[0]):
            above[at], lower[at] = replace(box, down="restart"), replace(box, content=writer.para("", head), down="continue")
        for words, first, count in reversed(grid.head_groups):
            lower[first : first + count] = rows[0][first : first + count]
            above[first : first + count] = [Box(writer.para(words, head), sum(widths[first : first + count]), across=count)]
        rows = [above, lower]
    if grid.numbered_head:
        italic = Look(align="center", first=0, after=0, size=size, italic=True)
        rows.append([Box(writer.para(f"({at})", italic), width) for at, width in enumerate(widths, 1)])
    heads = len(rows)
    number = writer.new_numbering(1) if grid.auto_numbers else None
    for at, row in enumerate(grid.rows):
        if row[0].startswith("#"):
            bold = Look(align="left", first=0, after=20, before=20, size=size, bold=True)
            marker = Box(writer.para(row[1], Look(align="center", first=0, after=20, before=20, size=size, bold=True)), widths[0])
            rows.append([marker, Box(writer.para(row[2], bold), sum(widths[1:]), across=len(widths) - 1)])
            continue
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else []
        cells: list[Box] = []
        for col, cell in enumerate(row):
            if cell == "<":
                cells[-1].across += 1
                cells[-1].width += widths[col]
                continue
            role = grid.columns[col].role
            look = Look(align="center" if role in ("marker", "deadline") else "left", first=0, after=20, before=20, size=size)
            if role == "content" or (grid.decoy and len(cell) > 30):
                look.align = "both"
            down = None
            if cell == "^":
                down = "continue"
            elif col < len(below) and below[col] == "^":
                down = "restart"
            words = "" if cell == "^" else cell.replace("|", "")
            if role == "marker" and number and words:
                if words == "1" and len(rows) > heads + 1:
                    number = writer.new_numbering(1)
                look.num, words = (number, 0), ""
            paras = "".join(writer.para(line, look) for line in words.split("\n"))
            cells.append(Box(paras, widths[col], down=down))
        rows.append(cells)
    wrapped = [heads + at for at in grid.controlled_rows]
    return table(rows, widths, heads=heads if grid.repeat_head else 0, wrapped=wrapped, writer=writer)


def _signing(raw: dict[str, Any], writer: Writer) -> str:
    """Recipients on the left, who signs on the right: two cells of one table row."""
    item = Look(align="left", first=0, after=0, size=22)
    left = writer.para("Nơi nhận:", Look(align="left", first=0, after=0, size=24, bold=True, italic=True))
    left += "".join(writer.para(recipient_line(line), item) for line in raw.get("recipients", ()))
    signature = raw.get("signature") or {}
    bold = Look(align="center", first=0, after=0, bold=True)
    right = "".join(writer.para(line, bold) for line in signature.get("lines", ()))
    right += "".join(writer.para("", bold) for _ in range(4)) + writer.para(signature.get("name", ""), bold)
    return table([[Box(left, 4900), Box(right, 4455)]], (4900, 4455), ruled=False, writer=writer)

"""Plain text becomes a `Paper`: one paragraph per line that is not blank, tables that tabs or pipes draw.

1. Encodings: UTF-8 and UTF-16 with or without a byte order mark, Windows-1258. Text in the legacy fonts of the 1990s (TCVN3, VNI) is
   passed on with its font named, for the clean stage to turn into Unicode. Letters come out composed (NFC) only where the encoding
   itself composes letter and tone (Windows-1258).
2. A form feed is a page break; a line of only a number at the edge of a page is an aside.
3. Words stay as they are, with Markdown and HTML remnants. Only the bars and the dashed rule of a Markdown table, and the tags of an
   HTML table, are dropped: they are the grid itself. Blanks at the ends of a line are dropped.
4. Lines of a printed page (`wrapped`) are joined to paragraphs, its two columns parted; a document on one line (`glued`) is parted,
   from the letterhead, too, where a web page's table held both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import Aside, Block, Cell, Doubt, FontRun, Paper, Paragraph, Place, Table
from planparse.read import html, spaced
from planparse.read.continued import join
from planparse.read.glued import parts
from planparse.read.tabbed import Line, read_region
from planparse.read.wrapped import blocks_of, is_wrapped, unwrap

MEDIA_TYPE = "text/plain"
MAX_BYTES = 32 * 1024 * 1024
"""The longest plan seen has 0.4 MB as text; more than this is no document of that kind."""

_SAMPLE = 65536
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")
_PAGE_NUMBER = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?")
_PIPE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE_SPLIT = re.compile(r"(?<!\\)\|")
_MOTTO = re.compile(r"\tCỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_BODY_BESIDE_DATE = re.compile(r"(ngày[ \d./…]{1,12}tháng[ \d./…]{1,12}năm[ \d./…]{1,12})\t+(?=\S)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Decoded:
    """The text, the legacy font that its letters need, and how many bytes were no letters."""

    text: str
    font: str | None = None
    lost: int = 0


def claims(data: bytes, name: str) -> bool:
    """Whether `data` is text in an encoding that `read` knows: it decodes, and has next to no control characters."""
    decoded = _decode(data[:_SAMPLE])
    if decoded is None or not decoded.text:
        return False
    return len(_CONTROL.findall(decoded.text)) * 200 < len(decoded.text)


def read(data: bytes, name: str) -> Paper:
    """The paper in the text file `data`. Raises `LimitExceeded` beyond `MAX_BYTES`, `UnreadableFile` for what is no text."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"{name}: {len(data)} bytes of text.", f"Split it: planparse reads up to {MAX_BYTES} bytes.")
    decoded = _decode(data)
    if decoded is None:
        raise UnreadableFile(f"{name}: the encoding of this text is unknown.", "Save it as UTF-8.")
    return read_text(decoded.text, font=decoded.font, lost=decoded.lost)


def read_text(text: str, font: str | None = None, lost: int = 0) -> Paper:
    """The paper in `text`; `font` names the legacy encoding of all its letters, `lost` counts bytes that were no letters.

    >>> [block.text for block in read_text("KẾ HOẠCH\\r\\n\\r\\n**I. MỤC ĐÍCH**").blocks]
    ['KẾ HOẠCH', '**I. MỤC ĐÍCH**']
    >>> table = read_text("TT\\tNội dung\\tThời gian\\n1\\tRà soát\\tQuý I").blocks[0]
    >>> table.n_rows, table.n_cols, [cell.text for cell in table.cells][3:]
    (2, 3, ['1', 'Rà soát', 'Quý I'])
    """
    pages = text.split("\f")
    lines, asides = _lines(pages)
    if is_wrapped(lines):
        whole = unwrap(lines)
        blocks, doubts = blocks_of(whole), whole.doubts
    else:
        lines, drawn = spaced.tabbed(lines)
        blocks, doubts = _blocks(lines)
        doubts += drawn
    if font is not None:
        blocks = [_in_font(block, font) for block in blocks]
        doubts.append(Doubt("legacy_encoding", f"Văn bản dùng bảng mã cũ ({font})"))
    if lost:
        doubts.append(Doubt("legacy_encoding", f"{lost} byte không phải chữ theo UTF-8, được thay bằng U+FFFD"))
    joined = join(blocks)
    doubts = [*_keyed(doubts, joined.blocks), *joined.doubts]
    asides += joined.asides
    return Paper(joined.blocks, MEDIA_TYPE, len(pages) if len(pages) > 1 else None, asides=tuple(asides), doubts=tuple(doubts))


def _keyed(doubts: Sequence[Doubt], blocks: Sequence[Block]) -> list[Doubt]:
    """The doubts; one about a row of a table with the key of the row's longest text, and its place as the tables are numbered at last."""
    if not any(doubt.place is not None and doubt.place.row is not None for doubt in doubts):
        return list(doubts)
    rows: dict[int | None, tuple[int, int]] = {}
    tables: dict[int, Table] = {}
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            tables[at] = block
            for number, cell in enumerate(block.cells):
                for place in cell.places:
                    known = rows.get(place.line)
                    if known is None or len(cell.text) > len(tables[known[0]].cells[known[1]].text):
                        rows[place.line] = (at, number)
    found = []
    for doubt in doubts:
        key = rows.get(doubt.place.line) if doubt.place is not None and doubt.place.row is not None else None
        if key is not None and doubt.place is not None:
            place = replace(doubt.place, table=tables[key[0]].index, row=tables[key[0]].cells[key[1]].row)
            doubt = replace(doubt, key=key, place=place)
        found.append(doubt)
    return found


def _decode(data: bytes) -> _Decoded | None:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _with_losses(data, encoding)
    wide = _wide_order(data)
    if wide is not None:
        return _with_losses(data, wide)
    try:
        return _Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        cut_at_the_end = error.end == len(data) and len(data) - error.start < 4
        damaged = _with_losses(data, "utf-8")
        letters = sum(1 for char in damaged.text if ord(char) > 0x7F) - damaged.lost
        if cut_at_the_end or (letters > 20 and damaged.lost * 20 < letters):
            return damaged
    return None if data.count(0) else _single_byte(data)


def _with_losses(data: bytes, encoding: str) -> _Decoded:
    text = data.decode(encoding, errors="replace")
    return _Decoded(text, lost=text.count("\ufffd"))


def _wide_order(data: bytes) -> str | None:
    """`utf-16-le` or `-be` where every second byte is the high byte of Latin text: 0, or 0x01, 0x03, 0x1E, 0x20 of Vietnamese."""
    if len(data) < 4 or len(data) % 2:
        return None
    for order, high, low in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        usual = sum(high.count(byte) for byte in (0x00, 0x01, 0x03, 0x1E, 0x20))
        if usual > 0.97 * len(high) and high.count(0) > 0.5 * len(high) and low.count(0) < 0.05 * len(low):
            return order
    return None


_COMMON = {
    # Words that no Vietnamese page is without, as each encoding shows them (the legacy ones read as Windows-1252).
    None: ("và", "của", "các", "được", "thực", "hiện", "hoạch", "ngày", "theo", "nhân", "dân"),
    ".VnTime": ("vµ", "cña", "c¸c", "®\xad\xeec", "thùc", "hiÖn", "ho¹ch", "ngµy", "nh©n", "d©n"),
    "VNI-Times": ("vaø", "cuûa", "caùc", "ñöôïc", "thöïc", "hieän", "hoaïch", "ngaøy", "nhaân", "daân"),
}
_WORD = re.compile(r"[^\W\d_]+|\S+")


def _single_byte(data: bytes) -> _Decoded | None:
    """The reading in which the common words are; Windows-1258 where none are but its bytes are all defined."""
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    western = data.decode("cp1252", errors="replace")
    found = {font: _common_words(windows if font is None else western, words) for font, words in _COMMON.items()}
    font = max(found, key=lambda font: (found[font], font is None))
    text = windows if font is None else western
    lost = text.count("\ufffd")
    if not found[font] and lost:
        return None
    return _Decoded(text, font, lost)


def _common_words(text: str, words: tuple[str, ...]) -> int:
    return sum(text.count(word) + text.count(word.capitalize()) + text.count(word.upper()) for word in words)


def _lines(pages: Sequence[str]) -> tuple[list[Line], list[Aside]]:
    """The lines that are not blank, and the page numbers that stand alone at the edge of a page. Lines count from 1."""
    lines: list[Line] = []
    asides: list[Aside] = []
    number = 0
    for page, text in enumerate(pages, 1):
        found: list[Line] = []
        gap = True
        for line in _LINE_END.split(text):
            number += 1
            if not line.strip():
                gap = True
                continue
            place = Place(page=page if len(pages) > 1 else None, line=number)
            gap = gap or _MOTTO.search(line) is not None  # a letterhead opens a table of its own
            for piece in _beside_date(line.rstrip(" \u00a0")):
                found.append(Line(piece, place, gap))
                gap = False
        number -= 1
        if len(pages) > 1:
            found, numbers = _without_page_numbers(found)
            asides += numbers
        lines += found
    return lines, asides


def _beside_date(line: str) -> list[str]:
    """The pieces of `line`: the body that stands in the letterhead's row, behind its number and its date, is a line of its own."""
    found = _BODY_BESIDE_DATE.search(line)
    if found is None or not line.startswith("Số") or "\t" not in line[: found.start()]:
        return [line]
    return [line[: found.end(1)], line[found.end() :].replace("\t", " ")]


def _without_page_numbers(lines: list[Line]) -> tuple[list[Line], list[Aside]]:
    kept, asides = lines, []
    for edge in (0, -1):
        if kept and _PAGE_NUMBER.fullmatch(kept[edge].text.strip()):
            asides.append(Aside("page_number", kept[edge].text.strip(), kept[edge].place))
            kept = kept[1:] if edge == 0 else kept[:-1]
    return kept, asides


def _blocks(lines: Sequence[Line]) -> tuple[list[Block], list[Doubt]]:
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    at = index = 0
    while at < len(lines):
        piped = _piped(lines, at, index)
        if piped is not None:
            table, at = piped
            blocks.append(table)
            index += 1
            continue
        tagged = _tagged(lines, at, index)
        if tagged is not None:
            tables, at = tagged
            blocks += tables
            index += sum(1 for block in tables if isinstance(block, Table))
            continue
        region = read_region(lines, at, index)
        if region is not None:
            blocks += region.blocks
            doubts += region.doubts
            index += sum(1 for block in region.blocks if isinstance(block, Table))
            at = region.end
            continue
        text = " ".join(lines[at].text.split("\t")).strip()
        found = parts(text)
        blocks += [Paragraph(part, (lines[at].place,)) for part in found]
        if len(found) > 1:
            detail = f"Dòng {lines[at].place.line} chứa cả văn bản, được tách theo dấu mục"
            doubts.append(Doubt("reading_limit", detail, place=lines[at].place))
        at += 1
    return blocks, doubts


def _tagged(lines: Sequence[Line], at: int, index: int) -> tuple[list[Block], int] | None:
    """What an OCR engine wrote as an HTML table, from the line that opens it to the line that closes it."""
    if "<table" not in lines[at].text.lower():
        return None
    end = next((n + 1 for n in range(at, len(lines)) if "</table>" in lines[n].text.lower()), None)
    if end is None:
        return None
    page = html.read(("<html><body>" + "\n".join(line.text for line in lines[at:end])).encode(), "")
    blocks: list[Block] = []
    for block in page.blocks:
        place = lines[at].place
        if isinstance(block, Paragraph):
            blocks.append(replace(block, places=(place,)))
            continue
        cells = tuple(replace(cell, places=(replace(place, table=index, row=cell.row),)) for cell in block.cells)
        blocks.append(replace(block, index=index, cells=cells, places=(replace(place, table=index),)))
        index += 1
    return blocks, end


def _piped(lines: Sequence[Line], at: int, index: int) -> tuple[Table, int] | None:
    """The Markdown table at `lines[at]`: two lines or more that open with a bar, a dashed rule among them or bars at both ends."""
    end = at
    while end < len(lines) and lines[end].text.strip().startswith("|") and (end == at or not lines[end].gap):
        end += 1
    rows = [(_bars(line.text), line.place) for line in lines[at:end] if not _PIPE_RULE.fullmatch(line.text.strip())]
    if end - at < 2 or not rows or max(len(cells) for cells, _ in rows) < 2:
        return None
    width = max(len(cells) for cells, _ in rows)
    cells = []
    for number, (texts, place) in enumerate(rows):
        stood = (replace(place, table=index, row=number),)
        cells += [Cell(number, col, text, places=stood) for col, text in enumerate(texts)]
        cells += [Cell(number, col, "", places=stood) for col in range(len(texts), width)]
    return Table(index, len(rows), width, tuple(cells), (replace(rows[0][1], table=index),), ruled=False), end


def _bars(text: str) -> list[str]:
    inner = text.strip()[1:]
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_BREAK.sub("\n", cell.strip()).replace("\\|", "|") for cell in _PIPE_SPLIT.split(inner)]


def _in_font(block: Block, font: str) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, legacy=(FontRun(0, len(block.text), font),))
    return replace(block, cells=tuple(replace(cell, legacy=(FontRun(0, len(cell.text), font),)) for cell in block.cells))

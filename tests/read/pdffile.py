"""PDF files as raw syntax, for tests: letters in a type whose characters are all half as wide as they are high, rules, annotations.

    file = PdfFile()
    page = file.page()
    page.text(85, 100, "Căn cứ", bold=True)        base line 100 points below the top edge
    page.level(120, 85, 400); page.upright(85, 100, 120)
    data = file.done()

The type has no outlines in the file; its map to Unicode is the identity, so that every letter of Vietnamese can be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

WIDTH = 0.5

_CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Identity-UTF16 def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def width(text: str, size: float = 12) -> float:
    """How wide `text` stands."""
    return len(text) * WIDTH * size


class Page:
    """One page; y runs down from the top edge, as in `planparse.paper.Box`."""

    def __init__(self, wide: float, high: float) -> None:
        self.wide, self.high = wide, high
        self.content: list[str] = []
        self.entries = ""
        self.annotations: list[str] = []
        self.resources = ""

    def text(self, x: float, y: float, text: str, size: float = 12, bold: bool = False, font: str = "", mode: int = 0) -> None:
        """`text` from `x` on the base line `y`."""
        name = font or ("F2" if bold else "F1")
        code = text.encode("utf-16-be").hex()
        self.content.append(f"BT /{name} {size} Tf {mode} Tr 1 0 0 1 {x} {self.high - y} Tm <{code}> Tj ET")

    def lines(self, x: float, y: float, lines: Sequence[str], size: float = 12, step: float = 16, bold: bool = False) -> None:
        """One line below the other."""
        for at, line in enumerate(lines):
            self.text(x, y + at * step, line, size, bold)

    def centred(self, centre: float, y: float, text: str, size: float = 12, bold: bool = False) -> None:
        """`text` with its middle at `centre`."""
        self.text(centre - width(text, size) / 2, y, text, size, bold)

    def draw(self, operators: str) -> None:
        """Raw operators, in the page's own coordinates."""
        self.content.append(operators)

    def level(self, y: float, x0: float, x1: float) -> None:
        """A ruling line as Word draws it: a thin filled box."""
        self.content.append(f"{x0} {self.high - y - 0.24} {x1 - x0} 0.48 re f")

    def upright(self, x: float, y0: float, y1: float) -> None:
        """The same, standing."""
        self.content.append(f"{x - 0.24} {self.high - y1} 0.48 {y1 - y0} re f")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """A full net of rules."""
        for y in ys:
            self.level(y, xs[0], xs[-1])
        for x in xs:
            self.upright(x, ys[0], ys[-1])

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 12, bold_rows: int = 0) -> None:
        """A net with texts in it; `\\n` in a text begins a new line."""
        self.grid(xs, ys)
        for at, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    if line:
                        self.text(x + 5, ys[at] + 13 + number * 14, line, size, bold=at < bold_rows)

    def annotation(self, entries: str, appearance: str = "", box: tuple[float, float, float, float] = (0, 0, 10, 10)) -> None:
        """An annotation in `box` (x0, top, x1, bottom), drawn by the operators of `appearance`, where there are any."""
        x0, top, x1, bottom = box
        rect = f"/Rect [{x0} {self.high - bottom} {x1} {self.high - top}]"
        self.annotations.append(f"<< /Type /Annot {rect} {entries} {{{appearance}|{x1 - x0} {bottom - top}}} >>")


class PdfFile:
    """The file as it grows."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.trailer = ""
        self.bold, self.plain = "Test-Bold", "Test-Regular"

    def page(self, wide: float = 595, high: float = 842) -> Page:
        """One page more."""
        self.pages.append(Page(wide, high))
        return self.pages[-1]

    def done(self) -> bytes:
        """The file."""
        objects: list[bytes] = []

        def add(body: bytes | str) -> int:
            objects.append(body.encode("latin-1") if isinstance(body, str) else body)
            return len(objects)

        def stream(entries: str, data: bytes) -> bytes:
            return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"

        add("<< /Type /Catalog /Pages 2 0 R >>")
        add("")
        cmap = add(stream("", _CMAP))
        fonts = {"F1": self._font(add, self.plain, cmap), "F2": self._font(add, self.bold, cmap), "F3": self._font(add, ".VnTime", cmap)}
        resources = "/Font << " + " ".join(f"/{name} {number} 0 R" for name, number in fonts.items()) + " >>"
        kids = []
        for page in self.pages:
            content = add(stream("", "\n".join(page.content).encode("latin-1")))
            annotations = [add(self._annotation(add, stream, resources, text)) for text in page.annotations]
            listed = f"/Annots [{' '.join(f'{number} 0 R' for number in annotations)}]" if annotations else ""
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.wide} {page.high}] {page.entries} "
                    f"/Resources << {resources} {page.resources} >> /Contents {content} 0 R {listed} >>"
                )
            )
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
        return self._written(objects)

    def _font(self, add, name: str, cmap: int) -> int:  # type: ignore[no-untyped-def]
        inner = add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 500 /CIDToGIDMap /Identity "
            f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor "
            f"/FontName /{name} /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -220 /StemV 80 >> >>"
        )
        return int(
            add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] /ToUnicode {cmap} 0 R >>"
            )
        )

    @staticmethod
    def _annotation(add, stream, resources: str, text: str) -> str:  # type: ignore[no-untyped-def]
        head, _, rest = text.partition("{")
        appearance, _, size = rest.rpartition("}")[0].rpartition("|")
        if not appearance:
            return f"{head} >>"
        wide, high = size.split()
        entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {wide} {high}] /Resources << {resources} >>"
        return f"{head} /AP << /N {add(stream(entries, appearance.encode('latin-1')))} 0 R >> >>"

    def _written(self, objects: Iterable[bytes]) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        for place in places:
            out += f"{place:010d} 00000 n \n".encode()
        out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {self.trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


def letters(text: str, size: float = 12) -> str:
    """The operators that write `text` at the lower left of an annotation's appearance."""
    return f"BT /F1 {size} Tf 1 0 0 1 0 3 Tm <{text.encode('utf-16-be').hex()}> Tj ET"


LEFT, RIGHT = 85.0, 540.0
LONG = "Rà soát, cập nhật và công khai đầy đủ danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của xã; niêm yết tại trụ sở và nhà văn hóa các thôn."
SHORT = "Bảo đảm kinh phí thực hiện."
OTHER = (
    "Tập huấn kỹ năng số cho cán bộ thôn, tổ công nghệ số cộng đồng; mỗi thôn cử hai người, mỗi lớp học trong hai buổi tối ở nhà văn hóa."
)


def wrapped(text: str, size: float = 12, indent: float = 30) -> Iterator[tuple[float, str]]:
    """The lines of a paragraph with an indented first line, with where they begin."""
    x, line = LEFT + indent, ""
    for word in text.split():
        if line and x + width(f"{line} {word}", size) > RIGHT:
            yield x, line
            x, line = LEFT, word
        else:
            line = f"{line} {word}".strip()
    yield x, line


def body(page: Page, top: float, *texts: str, size: float = 12, indent: float = 30, step: float = 16) -> float:
    """Paragraphs, wrapped at the right margin; returns the base line after the last."""
    for text in texts:
        for x, line in wrapped(text, size, indent):
            page.text(x, top, line, size)
            top += step
        top += 6
    return top

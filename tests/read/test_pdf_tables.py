"""Tables in PDF: the text of cells, tables without rules, and pdfplumber as a witness: same words, same cells."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from pdffile import Page, PdfFile

from planparse.paper import Block, Paper, Paragraph, Table
from planparse.read import lattice, pdf
from planparse.read.pdfium import sheets

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "files").glob("*.pdf"))
XS = (60, 90, 290, 400, 540)
HEAD = ["TT", "Nội dung", "Chủ trì", "Thời hạn"]


def read(file: PdfFile) -> Paper:
    return pdf.read(file.done(), "a.pdf")


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    grid = [[""] * block.n_cols for _ in range(block.n_rows)]
    for cell in block.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def one_table(draw) -> Table:  # type: ignore[no-untyped-def]
    file = PdfFile()
    draw(file.page())
    (block,) = read(file).blocks
    assert isinstance(block, Table)
    return block


class TestCells:
    def test_texts_places_and_bold_type(self) -> None:
        block = one_table(
            lambda page: page.table(XS, (100, 120, 160), [HEAD, ["1", "Rà soát", "Phòng Kinh tế", "Quý I/2027"]], bold_rows=1)
        )
        assert rows(block) == [HEAD, ["1", "Rà soát", "Phòng Kinh tế", "Quý I/2027"]]
        assert [cell.bold for cell in block.cells] == [True] * 4 + [False] * 4
        place = block.cells[5].places[0]
        assert (place.page, place.table, place.row) == (1, 0, 1)
        assert place.bbox == pytest.approx((90, 120, 290, 160), abs=0.3)
        assert block.ruled and block.index == 0

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            pytest.param(
                "Cập nhật quy trình nội bộ của bộ\nphận một cửa", "Cập nhật quy trình nội bộ của bộ phận một cửa", id="a wrapped line"
            ),
            pytest.param("Công an xã;\nTrạm Y tế xã;\ncác thôn", "Công an xã;\nTrạm Y tế xã;\ncác thôn", id="a list by its ends"),
            pytest.param("Công an xã\nTrạm Y tế xã", "Công an xã\nTrạm Y tế xã", id="a list by room that was left"),
            pytest.param("Chuẩn bị:\n- In tài liệu\n- Mời đại biểu", "Chuẩn bị:\n- In tài liệu\n- Mời đại biểu", id="bullets"),
            pytest.param(
                "Chủ trì là Phòng Văn hóa của xã\n- Xã hội", "Chủ trì là Phòng Văn hóa của xã - Xã hội", id="a dash inside a name"
            ),
            pytest.param("Thời gian\nhoàn thành", "Thời gian hoàn thành", id="lower case goes on"),
            pytest.param("Theo Kế hoạch của tỉnh số 251/KH-\nUBND", "Theo Kế hoạch của tỉnh số 251/KH-UBND", id="a code"),
        ],
    )
    def test_lines_of_a_cell(self, lines: str, text: str) -> None:
        block = one_table(lambda page: page.table(XS, (100, 120, 190), [HEAD, ["1", lines, "", ""]]))
        assert rows(block)[1][1] == text

    def test_a_merged_cell(self) -> None:
        def draw(page: Page) -> None:
            for y in (100, 120, 140, 160):
                page.level(y, 60 if y != 140 else 90, 540)
            for x in XS:
                page.upright(x, 100, 160)
            for number, (x, y, text) in enumerate(
                ((65, 113, "TT"), (95, 113, "Nội dung"), (95, 133, "Rà soát"), (95, 153, "Tập huấn"), (65, 143, "1"))
            ):
                page.text(x, y, text, bold=number < 2)

        block = one_table(draw)
        assert [(cell.row_span, cell.text) for cell in block.cells if cell.col == 0] == [(1, "TT"), (2, "1")]

    def test_a_heading_that_runs_upward(self) -> None:
        def draw(page: Page) -> None:
            page.table(XS, (100, 180, 220), [["", "Nội dung", "Chủ trì", "Thời hạn"], ["1", "Rà soát", "Phòng Kinh tế", "Quý I"]])
            for at, text in enumerate(("Số thứ", "tự")):
                code = text.encode("utf-16-be").hex()
                page.draw(f"BT /F1 12 Tf 0 1 -1 0 {72 + 13 * at} {page.high - 175} Tm <{code}> Tj ET")

        assert rows(one_table(draw))[0][0] == "Số thứ tự"

    def test_text_around_a_table_keeps_its_order(self) -> None:
        file = PdfFile()
        page = file.page()
        page.centred(300, 60, "PHỤ LỤC", bold=True)
        page.table(XS, (100, 120, 160), [HEAD, ["1", "Rà soát", "", ""]])
        page.text(60, 190, "Ghi chú: theo Quyết định của xã.")
        assert [block.text if isinstance(block, Paragraph) else "bảng" for block in read(file).blocks] == [
            "PHỤ LỤC",
            "bảng",
            "Ghi chú: theo Quyết định của xã.",
        ]

    def test_a_box_round_a_text_is_text(self) -> None:
        file = PdfFile()
        page = file.page()
        page.grid((60, 540), (100, 160))
        page.text(70, 120, "Căn cứ Luật Hộ tịch;")
        assert [block.text for block in read(file).blocks if isinstance(block, Paragraph)] == ["Căn cứ Luật Hộ tịch;"]


class TestRules:
    """The ways in which writers draw a rule, down to the operators."""

    def draw(self, page: Page, style: str) -> None:
        xs, ys = (60, 90, 290), (100, 120, 160)
        low = [page.high - y for y in ys]
        match style:
            case "stroked lines":
                for x in xs:
                    page.draw(f"0.5 w {x} {low[0]} m {x} {low[-1]} l S")
                for y in low:
                    page.draw(f"0.5 w {xs[0]} {y} m {xs[-1]} {y} l S")
            case "stroked boxes":
                for x0, x1 in pairwise(xs):
                    for y0, y1 in pairwise(low):
                        page.draw(f"0.5 w {x0} {y1} {x1 - x0} {y0 - y1} re S")
            case "one path of thin boxes":
                boxes = [f"{x - 0.2} {low[-1]} 0.4 {low[0] - low[-1]} re" for x in xs] + [
                    f"{xs[0]} {y - 0.2} {xs[-1] - xs[0]} 0.4 re" for y in low
                ]
                page.draw(" ".join(boxes) + " f")
            case "a dash pattern":
                for x in xs:
                    page.draw(f"[3 2] 0 d 0.5 w {x} {low[0]} m {x} {low[-1]} l S")
                for y in low:
                    page.draw(f"{xs[0]} {y} m {xs[-1]} {y} l S [] 0 d")
            case "dots":
                for x in xs:
                    for step in range(int(low[-1]), int(low[0]), 2):
                        page.draw(f"{x - 0.4} {step} 0.8 0.8 re f")
                for y in low:
                    for step in range(xs[0], xs[-1], 2):
                        page.draw(f"{step} {y - 0.4} 0.8 0.8 re f")
            case "scaled":
                page.draw("q 0.1 0 0 0.1 0 0 cm 5 w")
                for x in xs:
                    page.draw(f"{x * 10} {low[0] * 10} m {x * 10} {low[-1] * 10} l S")
                for y in low:
                    page.draw(f"{xs[0] * 10} {y * 10} m {xs[-1] * 10} {y * 10} l S")
                page.draw("Q")
            case "white":
                page.draw("1 1 1 RG 1 1 1 rg")
                page.grid(xs, ys)
                page.draw("0 0 0 RG 0 0 0 rg")
        for x, y, text in ((65, 113, "TT"), (95, 113, "Nội dung"), (65, 133, "1"), (95, 133, "Rà soát")):
            page.text(x, y, text)

    @pytest.mark.parametrize("style", ["stroked lines", "stroked boxes", "one path of thin boxes", "a dash pattern", "dots", "scaled"])
    def test_a_table(self, style: str) -> None:
        block = one_table(lambda page: self.draw(page, style))
        assert rows(block) == [["TT", "Nội dung"], ["1", "Rà soát"]]

    def test_white_rules_are_none(self) -> None:
        file = PdfFile()
        self.draw(file.page(), "white")
        assert not any(isinstance(block, Table) for block in read(file).blocks)

    def test_shaded_rows_draw_no_rules(self) -> None:
        file = PdfFile()
        page = file.page()
        page.draw("0.9 g 60 700 300 20 re f 60 660 300 20 re f 0 g")
        page.text(65, 137, "Nội dung")
        assert not any(isinstance(block, Table) for block in read(file).blocks)


class TestWithoutRules:
    def test_words_in_three_columns(self) -> None:
        file = PdfFile()
        page = file.page()
        page.text(60, 80, "Các việc cần làm trong năm 2027 của xã được giao như sau, kèm theo thời hạn hoàn thành:")
        body = [
            HEAD,
            ["1", "Rà soát thủ tục", "Phòng Kinh tế", "Quý I/2027"],
            ["2", "Tập huấn", "Công an xã", "Quý II/2027"],
            ["3", "Tổng kết", "Văn phòng", "Quý IV/2027"],
        ]
        for at, row in enumerate(body):
            for x, text in zip(XS, row, strict=False):
                page.text(x, 110 + 20 * at, text)
        page.text(290 - 200, 110 + 20 * 3 + 14, "việc thực hiện")
        page.text(60, 240, "Trên đây là các việc cần làm trong năm 2027 của xã, đề nghị các đơn vị thực hiện nghiêm túc.")
        paper = read(file)
        block = paper.blocks[1]
        assert isinstance(block, Table) and not block.ruled
        assert rows(block) == [*body[:3], ["3", "Tổng kết việc thực hiện", "Văn phòng", "Quý IV/2027"]]
        assert [doubt.reason for doubt in paper.doubts] == ["table_structure"]

    def test_two_columns_are_no_table(self) -> None:
        file = PdfFile()
        page = file.page()
        for at in range(6):
            page.text(60, 100 + 16 * at, "- Các phòng;")
            page.text(320, 100 + 16 * at, "CHỦ TỊCH")
        assert not any(isinstance(block, Table) for block in read(file).blocks)


class TestOverPages:
    def test_a_row_that_a_page_break_cuts(self) -> None:
        file = PdfFile()
        file.page().table(XS, (700, 720, 760), [HEAD, ["1", "Cập nhật quy trình nội bộ của bộ\nphận một cửa và", "Văn phòng", "Quý I"]])
        second = file.page()
        second.centred(300, 40, "2")
        second.table(XS, (60, 80, 110, 150), [HEAD, ["", "niêm yết tại trụ sở.", "", ""], ["2", "Tập huấn.", "Phòng Kinh tế", "Quý II"]])
        paper = read(file)
        (block,) = paper.blocks
        assert rows(block) == [
            HEAD,
            ["1", "Cập nhật quy trình nội bộ của bộ phận một cửa và niêm yết tại trụ sở.", "Văn phòng", "Quý I"],
            ["2", "Tập huấn.", "Phòng Kinh tế", "Quý II"],
        ]
        assert sorted(aside.kind for aside in paper.asides) == ["page_number", "repeated_header"]
        assert [place.page for place in block.places] == [1, 2]

    def test_short_texts_above_show_that_only_the_content_is_merged(self) -> None:
        file = PdfFile()
        content = (
            "Kiện toàn tổ công nghệ số của\nxã và các thôn; phân công người\nphụ trách từng cụm dân cư; lập\nđường dây nóng, số hộp thư và"
        )
        file.page().table(XS, (660, 680, 760), [HEAD, ["1", content, "Phòng Kinh tế", "Quý I/2027"]])
        file.page().table(
            XS,
            (60, 80, 110, 150),
            [HEAD, ["", "công bố rộng rãi.", "Công an xã", "Quý II/2027"], ["2", "Tổng kết.", "Văn phòng", "Quý IV/2027"]],
        )
        (block,) = read(file).blocks
        assert rows(block)[1][1].endswith("đường dây nóng, số hộp thư và công bố rộng rãi.")
        assert rows(block)[2] == ["", "", "Công an xã", "Quý II/2027"]
        assert isinstance(block, Table) and {(cell.col, cell.row_span) for cell in block.cells if cell.row == 1} == {
            (0, 2),
            (1, 2),
            (2, 1),
            (3, 1),
        }


def words_of(path: Path) -> Counter[str]:
    words: Counter[str] = Counter()
    with pdfplumber.open(path) as document:
        for page in document.pages:
            words.update(unicodedata.normalize("NFC", word["text"]) for word in page.extract_words())
    return words


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_words_as_pdfplumber(path: Path) -> None:
    ours = Counter(word.text for sheet in sheets(path.read_bytes(), path.name) for word in sheet.words)
    marks = Counter(word.text for sheet in sheets(path.read_bytes(), path.name) for word in sheet.words if word.raised)
    theirs = words_of(path)
    assert sum((ours - theirs).values()) <= 3 * sum(marks.values()) and sum((theirs - ours).values()) <= 3 * sum(marks.values())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_same_cells_as_pdfplumber(path: Path) -> None:
    found = sheets(path.read_bytes(), path.name)
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as document:
        for sheet, page in zip(found, document.pages, strict=True):
            ours = [[tuple(round(side) for side in cell.box) for cell in grid.cells] for grid in lattice.grids(sheet.edges)]
            theirs = [sorted(tuple(round(side) for side in cell) for cell in table.cells) for table in page.find_tables()]
            theirs = [cells for cells in theirs if len({cell[0] for cell in cells}) > 1]
            assert len(ours) == len(theirs), f"page {sheet.page}"
            for one, other in zip(ours, theirs, strict=True):
                pairs = zip(sorted(one), sorted(other), strict=True)
                assert all(abs(mine - yours) <= 2 for cell, match in pairs for mine, yours in zip(cell, match, strict=True)), (
                    f"page {sheet.page}"
                )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_letter_of_a_sample_is_somewhere(path: Path) -> None:
    paper = pdf.read(path.read_bytes(), path.name)
    ours = Counter("".join(text for _, text in paper.texts()) + "".join(aside.text for aside in paper.asides))
    seen = [
        word
        for sheet in sheets(path.read_bytes(), path.name)
        for word in (*sheet.words, *(word for stamp in sheet.stamps for word in stamp))
    ]
    theirs = Counter("".join(word.text for word in seen))
    marks = Counter("".join(word.text for word in seen if word.raised))
    blank = Counter({" ": ours[" "], "\n": ours["\n"], "\t": ours["\t"]})
    assert ours - blank == theirs - marks

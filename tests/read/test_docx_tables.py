"""Tables of Word as grids."""

from __future__ import annotations

import pytest
from wordfile import cell, package, paragraph, root, row, run, table, text_box

from planparse.paper import Cell, Paper, Place, Revisions, Table
from planparse.read import docx

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def read(body: str, **parts: str) -> Paper:
    return docx.read(package(body, parts), "a.docx")


def tables(body: str, **parts: str) -> list[Table]:
    return [block for block in read(body, **parts).blocks if isinstance(block, Table)]


def spread(found: Table) -> list[list[str | None]]:
    """The text at each position of the grid."""
    return [[None if at is None else found.cells[at].text for at in line] for line in found.grid()]


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def test_a_plain_table() -> None:
    paper = read(paragraph("a") + table(row("TT", cell("Nhiệm vụ", "(năm 2026)")), row("1", "")))
    assert paper.blocks[1] == Table(
        index=0,
        n_rows=2,
        n_cols=2,
        cells=(
            Cell(0, 0, "TT", places=(Place(table=0, row=0),)),
            Cell(0, 1, "Nhiệm vụ\n(năm 2026)", places=(Place(table=0, row=0),)),
            Cell(1, 0, "1", places=(Place(table=0, row=1),)),
            Cell(1, 1, "", places=(Place(table=0, row=1),)),
        ),
        places=(Place(table=0),),
        ruled=False,
    )


def test_cells_that_span_columns_and_rows() -> None:
    [found] = tables(
        table(
            row("TT", cell("Nội dung", properties=span(2)), "Hạn"),
            row(cell("1", properties=DOWN), "a", "b", cell("Quý I", properties=DOWN)),
            row(cell("", properties=ON), "c", "d", cell("", properties=ON)),
            row(cell("2", properties=DOWN), "e", "f", "g"),
        )
    )
    assert spread(found) == [
        ["TT", "Nội dung", "Nội dung", "Hạn"],
        ["1", "a", "b", "Quý I"],
        ["1", "c", "d", "Quý I"],
        ["2", "e", "f", "g"],
    ]
    assert [(c.row_span, c.col_span) for c in found.cells if c.text in ("Nội dung", "Quý I", "2")] == [(1, 2), (2, 1), (1, 1)]


def test_the_old_way_to_span_columns() -> None:
    [found] = tables(
        table(row(cell("a", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "b"), row("c", "d", "e")),
    )
    assert spread(found) == [["a", "a", "b"], ["c", "d", "e"]]


def test_text_under_a_merge_is_hidden_and_said() -> None:
    paper = read(table(row(cell("a", properties=DOWN), "b"), row(cell("che", properties="<w:vMerge w:val='continue'/>"), "c")))
    assert [text for _, text in paper.texts()] == ["a", "b", "c"]
    assert [(aside.kind, aside.text, aside.place) for aside in paper.asides] == [("hidden", "che", Place(table=0, row=1))]


def test_a_merge_that_goes_on_from_nothing_begins_there() -> None:
    [found] = tables(table(row("a", "b"), row(cell("c", properties=ON), "d"), row(cell("", properties=ON), "e")))
    assert spread(found) == [["a", "b"], ["c", "d"], ["c", "e"]]


def test_a_row_that_begins_further_right_or_ends_earlier() -> None:
    [found] = tables(
        table(
            row("a", "b", "c"),
            row("d", "e", properties='<w:gridBefore w:val="1"/>'),
            row("f", properties='<w:gridAfter w:val="2"/>'),
        )
    )
    assert spread(found) == [["a", "b", "c"], [None, "d", "e"], ["f", None, None]]


def test_grid_lines_that_no_cell_uses_are_no_columns() -> None:
    [found] = tables(table(row(cell("a", properties=span(2)), "b"), row(cell("c", properties=span(2)), "d"), widths=(500, 500, 1000)))
    assert (found.n_cols, spread(found)) == (2, [["a", "b"], ["c", "d"]])


def test_lines_drawn_by_hand_a_hair_apart_are_one() -> None:
    rows = (row("a", cell("b", properties=span(2))), row(cell("c", properties=span(2)), "d"))
    [found] = tables(table(*rows, widths=(3000, 40, 3000)))
    assert spread(found) == [["a", "b"], ["c", "d"]]
    [found] = tables(table(*rows, widths=(3000, 400, 3000)))
    assert spread(found) == [["a", "b", "b"], ["c", "c", "d"]]


def test_a_narrow_column_with_a_cell_of_its_own_stays() -> None:
    [found] = tables(table(row("a", "", "b"), widths=(3000, 40, 3000)))
    assert found.n_cols == 3


def test_a_short_row_is_placed_by_its_widths() -> None:
    wide = '<w:tcW w:w="6000" w:type="dxa"/>'
    [found] = tables(table(row("TT", "Việc", "Hạn"), row(cell("I. Cải cách", properties=wide)), widths=(1000, 3000, 2000)))
    assert spread(found) == [["TT", "Việc", "Hạn"], ["I. Cải cách"] * 3]


def test_tracked_rows_and_cells() -> None:
    paper = read(
        table(
            row("a", "b"),
            row("x", "y", properties="<w:del/>"),
            row("c", "d", properties="<w:ins/>"),
            row("e", cell("f", properties="<w:cellDel/>"), cell("g", properties="<w:cellIns/>")),
        )
    )
    [found] = [block for block in paper.blocks if isinstance(block, Table)]
    assert spread(found) == [["a", "b"], ["c", "d"], ["e", "g"]]
    assert paper.revisions == Revisions(inserted=2, deleted=2)


def test_a_table_all_of_whose_rows_are_deleted_is_gone() -> None:
    paper = read(table(row("x", properties="<w:del/>")) + table(row("a")))
    assert [block.index for block in paper.blocks if isinstance(block, Table)] == [0]


def test_a_hidden_row_is_no_row() -> None:
    paper = read(table(row("a", "b"), row("ẩn", "", properties="<w:hidden/>"), row("c", "d")))
    [found] = [block for block in paper.blocks if isinstance(block, Table)]
    assert spread(found) == [["a", "b"], ["c", "d"]]
    assert [(aside.kind, aside.text) for aside in paper.asides] == [("hidden", "ẩn")]


def test_rows_and_cells_in_content_controls() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(table(row("a", control(cell("b"))), control(row("c", f"<w:customXml>{cell('d')}</w:customXml>"))))
    [found] = tables(body)
    assert spread(found) == [["a", "b"], ["c", "d"]]


def test_a_table_in_a_cell_is_a_table_of_its_own_after_the_outer() -> None:
    deepest = table(row("sâu"))
    inner = table(row("trong", cell(deepest, paragraph("kèm"))))
    body = table(row(cell("trước", inner, paragraph("sau")), "b")) + paragraph("cuối") + table(row("khác"))
    paper = read(body)
    assert [block.index if isinstance(block, Table) else block.text for block in paper.blocks] == [0, 1, 2, "cuối", 3]
    assert [text for _, text in paper.texts()] == ["trước\nsau", "b", "trong", "kèm", "sâu", "cuối", "khác"]


def test_a_frame_around_text_and_tables_is_no_table() -> None:
    inner = table(row("trong", "kèm"))
    paper = read(paragraph("đầu") + table(row(cell("trước", inner, paragraph("sau"))), row("dưới")) + paragraph("cuối"))
    assert [block.index if isinstance(block, Table) else block.text for block in paper.blocks] == ["đầu", "trước", 0, "sau", "dưới", "cuối"]


def test_a_table_in_a_text_box() -> None:
    assert [text for _, text in read(paragraph("a", text_box(table(row("b"))))).texts()] == ["a", "b"]


def test_bold_cells() -> None:
    [found] = tables(table(row(cell(paragraph(run("TT", "<w:b/>"))), cell(paragraph(run("Việc", "<w:b/>"), " (chi tiết)")), "")))
    assert [c.bold for c in found.cells] == [True, False, False]


class TestRules:
    GRID = root(
        "styles",
        '<w:style w:type="table" w:styleId="Luoi"><w:tblPr><w:tblBorders>'
        '<w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="LuoiCon"><w:basedOn w:val="Luoi"/></w:style>',
    )
    LINE = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
    NONE = '<w:tblBorders><w:top w:val="none"/><w:insideH w:val="nil"/></w:tblBorders>'

    def ruled(self, properties: str = "", *cells: str) -> bool:
        [found] = tables(table(row(*cells or ("a", "b")), properties=properties), styles=self.GRID)
        return found.ruled

    def test_own_borders(self) -> None:
        assert self.ruled(self.LINE)
        assert not self.ruled()
        assert not self.ruled(self.NONE)

    def test_borders_of_the_style_and_those_taken_back(self) -> None:
        assert self.ruled('<w:tblStyle w:val="LuoiCon"/>')
        assert not self.ruled(f'<w:tblStyle w:val="LuoiCon"/>{self.NONE}')

    def test_borders_of_the_cells(self) -> None:
        drawn = '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>'
        bare = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
        assert self.ruled("", cell("a", properties=drawn), cell("b", properties=drawn))
        assert not self.ruled("", cell("a", properties=drawn), "b", "c")
        bare_cell = cell("a", properties=f"<w:tcBorders>{bare}</w:tcBorders>")
        assert not self.ruled('<w:tblStyle w:val="Luoi"/>', bare_cell, bare_cell)


def test_a_broken_table_is_read_as_far_as_it_goes() -> None:
    body = "<w:tbl/>" + table() + table(row()) + table(row(cell("a", properties=span(100_000_000))))
    assert [text for _, text in read(body).texts()] == ["a"]


def tabbed(*rows: str, font: str = "") -> str:
    """Each row as a paragraph, its cells parted by `|`, which stands for a tab."""
    properties = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    return "".join(
        paragraph(f"<w:r><w:rPr>{properties}</w:rPr>" + "<w:tab/>".join(f"<w:t>{cell}</w:t>" for cell in text.split("|")) + "</w:r>")
        for text in rows
    )


HEAD, FIRST, SECOND = "TT|Nội dung|Chủ trì|Thời gian", "1|Nạo vét kênh|Phòng Kinh tế|Quý I/2027", "2|Trồng cây||Tháng 02/2027"


def test_a_table_that_tabs_draw() -> None:
    paper = read(paragraph("Nhiệm vụ:") + tabbed(HEAD, FIRST, SECOND) + paragraph("Ghi chú") + table(row("a", "b")))
    drawn, ruled = (block for block in paper.blocks if isinstance(block, Table))
    assert spread(drawn) == [text.split("|") for text in (HEAD, FIRST, SECOND)]
    assert not drawn.ruled and {drawn.index, ruled.index} == {0, 1}
    assert [type(block).__name__ for block in paper.blocks] == ["Paragraph", "Table", "Paragraph", "Table"]
    assert drawn.cells[4].places[0].line == 3


def test_a_table_that_tabs_draw_in_a_legacy_font() -> None:
    (block,) = read(tabbed("TT|N\u00e9i dung|Th\u00eai gian", "1|Tr\u00e5ng c\u00a9y|Qu\u00fd I", font=".VnTime")).blocks
    assert isinstance(block, Table) and {run.font for found in block.cells for run in found.legacy} == {".VnTime"}


@pytest.mark.parametrize(
    "rows",
    [
        ("UBND XÃ SUỐI MƠ||CỘNG HÒA", "Số: 5/KH-UBND||Suối Mơ, ngày 02 tháng 3 năm 2027"),
        ("1.|Mục đích", "2.|Yêu cầu"),
        ("1|Mục đích|2", "2|Nhiệm vụ|3", "3|Tổ chức|5"),
        ("Nơi nhận:|||CHỦ TỊCH",),
    ],
)
def test_tabs_that_draw_no_table(rows: tuple[str, ...]) -> None:
    assert not [block for block in read(tabbed(*rows)).blocks if isinstance(block, Table)]

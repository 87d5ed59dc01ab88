"""Tables over pages: which are one, which header rows are dropped, and which rows a page break cut."""

from __future__ import annotations

import pytest

from planparse.paper import Block, Cell, Paragraph, Place, Table
from planparse.read.continued import Joined, join
from planparse.read.sheet import Fit

HEAD = ["TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"]
XS = (50, 80, 300, 400, 500, 600)
FIRST = [
    HEAD,
    ["1", "Rà soát quy trình nội bộ của bộ phận một cửa.", "Văn phòng HĐND và UBND", "Các phòng chuyên môn", "Quý I/2027"],
    ["2", "Lắp điểm truy cập không dây tại ba chợ của xã.", "Phòng Kinh tế", "Công an xã; các thôn", "Trước ngày 15/6/2027"],
]


def table(
    rows: list[list[str]], page: int | None = 1, xs: tuple[float, ...] = XS, merged: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Table:
    """A table of these texts; `merged` gives the spans of the cells that have some, the texts that they cover are not read."""
    spans = merged or {}
    covered = {
        (row + down, col + across)
        for (row, col), (rows_, cols) in spans.items()
        for down in range(rows_)
        for across in range(cols)
        if down or across
    }
    cells = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if (row, col) in covered:
                continue
            down, across = spans.get((row, col), (1, 1))
            box = (xs[col], 100.0 + 20 * row, xs[col + across], 100.0 + 20 * (row + down)) if page else None
            cells.append(Cell(row, col, text, down, across, places=(Place(page=page, bbox=box, row=row),)))
    return Table(0, len(rows), len(rows[0]), tuple(cells), (Place(page=page),))


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    grid = [[""] * block.n_cols for _ in range(block.n_rows)]
    for cell in block.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def joined(*pages: list[list[str]]) -> Joined:
    return join([table(page, number) for number, page in enumerate(pages, 1)])


class TestOneTableOrTwo:
    def test_a_repeated_header_is_dropped_and_kept_beside(self) -> None:
        found = joined(
            FIRST,
            [HEAD, ["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]],
            [HEAD, ["4", "Tổng kết.", "Phòng Kinh tế", "", "Quý IV/2027"]],
        )
        assert [row[0] for row in rows(found.blocks[0])] == ["TT", "1", "2", "3", "4"]
        assert [(aside.kind, aside.text, aside.place.page) for aside in found.asides] == [
            ("repeated_header", "\t".join(HEAD), page) for page in (2, 3)
        ]
        assert found.doubts == ()
        last = [cell for cell in found.blocks[0].cells if cell.row == 4]  # type: ignore[union-attr]
        assert {(place.page, place.table, place.row) for cell in last for place in cell.places} == {(3, 0, 4)}

    @pytest.mark.parametrize(
        "head",
        [
            pytest.param(["tt", "NỘI DUNG CÔNG VIỆC", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"], id="in capitals"),
            pytest.param(["TT", "Nội dung công", "Đơn vị chủ trì", "Đơn vị phối", "Thời gian"], id="cut"),
            pytest.param(["TT", "Nội dung công viêc", "Đơn vị chủ tri", "Đơn vị phối hợp", "Thời gian hoàn thành"], id="read badly"),
        ],
    )
    def test_a_header_that_is_nearly_the_same(self, head: list[str]) -> None:
        found = joined(FIRST, [head, ["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]])
        assert [row[0] for row in rows(found.blocks[0])] == ["TT", "1", "2", "3"]
        assert found.asides[0].text == "\t".join(head)

    def test_a_header_of_two_rows_and_only_its_numbers(self) -> None:
        numbers = ["(1)", "(2)", "(3)", "(4)", "(5)"]
        first = [HEAD, numbers, *FIRST[1:]]
        third = ["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]
        assert rows(joined(first, [HEAD, numbers, third]).blocks[0]) == [*first, third]
        found = joined(first, [numbers, third])
        assert rows(found.blocks[0]) == [*first, third]
        assert found.asides[0].text == "\t".join(numbers)

    def test_no_header_on_the_second_page(self) -> None:
        third = ["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]
        assert rows(joined(FIRST, [third]).blocks[0]) == [*FIRST, third]

    def test_another_header_is_another_table(self) -> None:
        other = [["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2027"], ["1", "Hộ có mạng", "%", "80", "90"]]
        assert len(joined(FIRST, other).blocks) == 2

    def test_other_columns_are_another_table(self) -> None:
        moved = table([["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]], 2, (50, 120, 220, 330, 470, 600))
        fewer = table([["3", "Tập huấn.", "Phòng Kinh tế"]], 2, (50, 150, 420, 600))
        assert len(join([table(FIRST), moved]).blocks) == 2
        assert len(join([table(FIRST), fewer]).blocks) == 2

    def test_a_paragraph_or_a_page_between(self) -> None:
        second = [["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]]
        assert len(join([table(FIRST), Paragraph("PHỤ LỤC II"), table(second, 2)]).blocks) == 3
        assert len(join([table(FIRST), table(second, 3)]).blocks) == 2

    def test_a_page_whose_rows_are_all_merged_gets_the_columns_of_the_others(self) -> None:
        group = table([["II", "Dữ liệu số"]], 2, (50, 80, 600))
        last = table([["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]], 3)
        found = join([table(FIRST), group, last]).blocks
        assert len(found) == 1 and isinstance(found[0], Table)
        assert [(cell.col, cell.col_span, cell.text) for cell in found[0].cells if cell.row == 3] == [(0, 1, "II"), (1, 4, "Dữ liệu số")]

    def test_tables_without_pages_go_on_by_their_numbers(self) -> None:
        third = ["3", "Tập huấn.", "Phòng Kinh tế", "", "Quý II/2027"]
        assert len(join([table(FIRST, None), table([third], None)]).blocks) == 1
        assert len(join([table(FIRST, None), table([["1", *third[1:]]], None)]).blocks) == 2
        assert len(join([table(FIRST, None), table([HEAD, third], None)]).blocks) == 1

    def test_tables_are_counted(self) -> None:
        other = table([["TT", "Họ và tên"], ["1", "Nông Thị Lụa"]], 2, (50, 100, 600))
        found = join([table(FIRST), other, Paragraph("Hết.")]).blocks
        assert [block.index for block in found if isinstance(block, Table)] == [0, 1]
        assert {place.table for cell in found[1].cells for place in cell.places} == {1}  # type: ignore[union-attr]


def cut(above: list[str], below: list[str], more: list[list[str]] | None = None) -> Joined:
    return joined([*FIRST, above], [HEAD, below, *(more or [])])


NEXT = [["4", "Tổng kết việc thực hiện Kế hoạch.", "Phòng Kinh tế", "Các thôn", "Quý IV/2027"]]


class TestCutRows:
    def test_text_goes_on(self) -> None:
        found = cut(
            ["3", "Rà soát điều kiện hạ tầng của Trung", "Phòng Văn hóa -", "Công an xã; các", "Trong 10 ngày kể từ khi"],
            ["", "tâm và đề xuất sửa chữa.", "Xã hội", "thôn", "Kế hoạch của tỉnh ban hành"],
            NEXT,
        )
        row = rows(found.blocks[0])[3]
        assert row == [
            "3",
            "Rà soát điều kiện hạ tầng của Trung tâm và đề xuất sửa chữa.",
            "Phòng Văn hóa - Xã hội",
            "Công an xã; các thôn",
            "Trong 10 ngày kể từ khi Kế hoạch của tỉnh ban hành",
        ]
        assert [row[0] for row in rows(found.blocks[0])] == ["TT", "1", "2", "3", "4"]
        places = {tuple(place.page for place in cell.places) for cell in found.blocks[0].cells if cell.row == 3}  # type: ignore[union-attr]
        assert places == {(1, 2)}
        assert found.doubts == ()

    def test_only_the_content_goes_on(self) -> None:
        found = cut(["3", "Niêm yết thủ tục tại các nhà", "Phòng Kinh tế", "Các thôn", "Quý II/2027"], ["", "văn hóa.", "", "", ""], NEXT)
        assert rows(found.blocks[0])[3] == ["3", "Niêm yết thủ tục tại các nhà văn hóa.", "Phòng Kinh tế", "Các thôn", "Quý II/2027"]

    def test_a_number_in_the_middle_of_the_height_stands_on_the_second_page(self) -> None:
        found = cut(["", "Niêm yết thủ tục tại các nhà", "", "Các thôn", ""], ["3", "văn hóa.", "Phòng Kinh tế", "", "Quý II/2027"], NEXT)
        assert rows(found.blocks[0])[3] == ["3", "Niêm yết thủ tục tại các nhà văn hóa.", "Phòng Kinh tế", "Các thôn", "Quý II/2027"]

    def test_a_document_number_that_the_break_cuts(self) -> None:
        found = cut(["3", "Thực hiện Kế hoạch số 251/KH-", "Phòng Kinh tế", "", "Năm 2027"], ["", "UBND của tỉnh.", "", "", ""], NEXT)
        assert rows(found.blocks[0])[3][1] == "Thực hiện Kế hoạch số 251/KH-UBND của tỉnh."

    def test_a_list_goes_on_in_a_line_of_its_own(self) -> None:
        above = ["3", "Chuẩn bị hội nghị:\n- In tài liệu;", "Phòng Kinh tế", "Các thôn", "Quý II/2027"]
        found = cut(above, ["", "- Mời đại biểu.", "", "", ""], NEXT)
        assert rows(found.blocks[0])[3][1] == "Chuẩn bị hội nghị:\n- In tài liệu;\n- Mời đại biểu."

    def test_over_three_pages(self) -> None:
        found = joined(
            [*FIRST, ["3", "Rà soát điều kiện", "Phòng Kinh tế", "", "Năm 2027"]],
            [HEAD, ["", "hạ tầng, thiết bị và", "", "", ""]],
            [HEAD, ["", "đường truyền.", "", "", ""], *NEXT],
        )
        assert rows(found.blocks[0])[3][1] == "Rà soát điều kiện hạ tầng, thiết bị và đường truyền."
        assert {len(cell.places) for cell in found.blocks[0].cells if cell.row == 3} == {3}  # type: ignore[union-attr]

    @pytest.mark.parametrize(
        ("above", "below"),
        [
            pytest.param(
                ["3", "Rà soát quy trình.", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                ["4", "Tập huấn.", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                id="two numbers",
            ),
            pytest.param(
                ["3", "Rà soát quy trình.", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                ["", "Tập huấn cho công chức.", "Công an xã", "Trạm Y tế xã", "Quý II/2027"],
                id="a row that has no number",
            ),
            pytest.param(
                ["", "Rà soát quy trình.", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                ["3", "Tập huấn cho công chức.", "Công an xã", "Trạm Y tế xã", "Quý II/2027"],
                id="a row without a number before",
            ),
            pytest.param(["II", "Dữ liệu số", "", "", ""], ["3", "tập huấn", "Công an xã", "", "Quý II/2027"], id="a group row before"),
            pytest.param(
                ["3", "Rà soát quy trình", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                ["", "TUYÊN TRUYỀN, VẬN ĐỘNG", "", "", ""],
                id="a group row in capitals",
            ),
        ],
    )
    def test_two_rows(self, above: list[str], below: list[str]) -> None:
        found = cut(above, below, NEXT)
        assert rows(found.blocks[0])[3:5] == [above, below]
        assert found.doubts == ()

    def test_a_bold_title_over_the_rows(self) -> None:
        second = table([HEAD, ["", "Dữ liệu số", "", "", ""], *NEXT], 2)
        cells = tuple(Cell(**{**{name: getattr(cell, name) for name in cell.__slots__}, "bold": cell.row == 1}) for cell in second.cells)
        found = join([table([*FIRST, ["3", "Rà soát quy trình", "Phòng Kinh tế", "", "Năm 2027"]]), Table(0, 3, 5, cells, second.places)])
        assert rows(found.blocks[0])[4] == ["", "Dữ liệu số", "", "", ""]

    def test_a_merged_title_over_the_rows(self) -> None:
        second = table([HEAD, ["", "Dữ liệu số", "", "", ""], *NEXT], 2, merged={(1, 1): (1, 4)})
        found = join([table([*FIRST, ["3", "Rà soát các", "Phòng Kinh tế", "", "Năm 2027"]]), second])
        assert rows(found.blocks[0])[3][1] == "Rà soát các"

    @pytest.mark.parametrize(
        ("above", "below"),
        [
            pytest.param(
                ["3", "Rà soát quy trình.", "Phòng Kinh tế", "Các thôn", "Quý I/2027"],
                ["", "Tổ chức tập huấn.", "", "", ""],
                id="a sentence more, or a title",
            ),
            pytest.param(
                ["3", "Rà soát quy trình.", "Phòng Kinh tế", "Các phòng, đơn vị của", "Quý I/2027"],
                ["", "Tập huấn cho công chức.", "Công an xã", "xã", "Quý II/2027"],
                id="one cell goes on, others begin",
            ),
        ],
    )
    def test_undecided_rows_stay_apart_and_are_said(self, above: list[str], below: list[str]) -> None:
        found = cut(above, below, NEXT)
        assert rows(found.blocks[0])[3:5] == [above, below]
        assert [(doubt.reason, doubt.place.page, doubt.place.table, doubt.place.row) for doubt in found.doubts if doubt.place] == [
            ("row_join", 2, 0, 4)
        ]

    def test_a_table_without_numbers(self) -> None:
        first = [row[1:] for row in FIRST]
        going_on = join(
            [
                table([*first, ["Rà soát các quy trình nội", "Phòng Kinh tế", "Các thôn", "Năm 2027"]], 1, XS[1:]),
                table([["bộ.", "", "", ""]], 2, XS[1:]),
            ]
        )
        assert rows(going_on.blocks[0])[3] == ["Rà soát các quy trình nội bộ.", "Phòng Kinh tế", "Các thôn", "Năm 2027"]
        new = ["Tập huấn cho công chức", "Công an xã", "các thôn", "Quý I/2027"]
        apart = join(
            [table([*first, ["Rà soát quy trình nội bộ", "Phòng Kinh tế", "Các thôn", "Năm 2027"]], 1, XS[1:]), table([new], 2, XS[1:])]
        )
        assert rows(apart.blocks[0])[4] == new

    def test_how_texts_fit_decides_where_words_do_not(self) -> None:
        above, below = ["3", "Niêm yết thủ tục", "Trung tâm", "", "Năm 2027"], ["", "", "Phục vụ hành chính công", "", ""]
        pages = [table([*FIRST, above]), table([HEAD, below], 2)]
        wrapped = {(0, 17): Fit(room=12, first=30), (1, 7): Fit(room=5, first=28)}
        assert rows(join(pages, wrapped).blocks[0])[3][2] == "Trung tâm Phục vụ hành chính công"
        new_line = {(0, 17): Fit(room=60, first=30), (1, 7): Fit(room=5, first=28)}
        assert rows(join(pages, new_line).blocks[0])[3][2] == "Trung tâm\nPhục vụ hành chính công"


class TestMergedDown:
    def test_a_number_and_content_that_run_over_the_break(self) -> None:
        first = table(
            [*FIRST, ["3", "Kiện toàn tổ công nghệ số.", "Phòng Kinh tế", "", "Quý I/2027"], ["", "", "Công an xã", "", "Quý II/2027"]],
            merged={(3, 0): (2, 1), (3, 1): (2, 1)},
        )
        second = table([HEAD, ["", "", "Trạm Y tế xã", "", "Quý III/2027"], *NEXT], 2)
        found = join([first, second]).blocks[0]
        assert isinstance(found, Table)
        spans = {(cell.row, cell.col): cell.row_span for cell in found.cells if cell.row_span > 1}
        assert spans == {(3, 0): 3, (3, 1): 3}
        assert rows(found)[5] == ["", "", "Trạm Y tế xã", "", "Quý III/2027"]
        assert [place.page for place in next(cell for cell in found.cells if (cell.row, cell.col) == (3, 1)).places] == [1, 2]

    def test_cells_that_say_the_same_show_two_rows(self) -> None:
        found = cut(
            ["3", "Sơ kết giữa kỳ và tổng kết thực", "Phòng Kinh tế", "Các thôn", "Quý II/2027"],
            ["", "hiện Kế hoạch.", "Phòng Kinh tế", "Các thôn", "Quý IV/2027"],
            NEXT,
        ).blocks[0]
        assert isinstance(found, Table)
        assert rows(found)[3] == ["3", "Sơ kết giữa kỳ và tổng kết thực hiện Kế hoạch.", "Phòng Kinh tế", "Các thôn", "Quý II/2027"]
        assert rows(found)[4] == ["", "", "Phòng Kinh tế", "Các thôn", "Quý IV/2027"]
        assert {(cell.row, cell.col) for cell in found.cells if cell.row_span == 2} == {(3, 0), (3, 1)}


def test_no_text_is_lost_or_doubled() -> None:
    pages = [
        [*FIRST, ["3", "Rà soát", "Phòng Kinh tế", "", "Quý I"]],
        [HEAD, ["", "các quy trình", "", "", "và Quý II"], ["II", "Dữ liệu số", "", "", ""]],
        [HEAD, *NEXT],
    ]
    found = joined(*pages)
    read = (
        " ".join(text for block in found.blocks for row in rows(block) for text in row)
        + " "
        + " ".join(aside.text for aside in found.asides)
    )
    assert sorted(read.split()) == sorted(" ".join(text for page in pages for row in page for text in row).split())

"""Tables of level rules only: rows between the rules, columns between the gutters; prose between rules is no table."""

from __future__ import annotations

from planparse.paper import Table
from planparse.read.banded import edges_of
from planparse.read.book import bind
from planparse.read.sheet import Edge, Sheet, Word

ROWS = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "In tờ rơi", "Phòng Kinh tế"], ["2", "Phát thanh", "Công an xã"]]
XS, YS = (60.0, 110.0, 330.0), (100.0, 130.0, 160.0, 190.0)
RULES = [Edge(False, y, 50.0, 540.0) for y in YS]


def text(words: str, x: float, y: float) -> list[Word]:
    found = []
    for token in words.split():
        found.append(Word(token, x, y, x + 6.0 * len(token), y + 12.0))
        x += 6.0 * len(token) + 3.0
    return found


def body(rows: list[list[str]] = ROWS) -> list[Word]:
    return [word for row, y in zip(rows, YS, strict=False) for cell, x in zip(row, XS, strict=True) for word in text(cell, x, y + 8)]


def tables(words: list[Word], edges: list[Edge]) -> list[Table]:
    paper = bind([Sheet(1, 595.0, 842.0, words=tuple(words), edges=tuple(edges))], "application/pdf")
    return [block for block in paper.blocks if isinstance(block, Table)]


def test_rows_stand_between_rules_and_columns_between_gutters() -> None:
    (table,) = tables(body(), RULES)
    assert (table.n_rows, table.n_cols) == (3, 3)
    assert [cell.text for cell in table.cells] == [cell for row in ROWS for cell in row]


def test_the_lines_of_a_cell_are_one_row_however_they_stand() -> None:
    words = [
        *body(ROWS[:2]),
        *text("2", 60, 172),
        *text("Phát thanh trên loa", 110, 165),
        *text("của xã", 110, 177),
        *text("Công an xã", 330, 171),
    ]
    (table,) = tables(words, RULES)
    assert [cell.text for cell in table.cells][6:] == ["2", "Phát thanh trên loa của xã", "Công an xã"]


def test_a_title_over_a_group_runs_across_the_gutters() -> None:
    rules = [*RULES, Edge(False, 220.0, 50.0, 540.0)]
    words = [*body(), *text("Nhóm nhiệm vụ về chuyển đổi số của các thôn trong xã", 60, 200)]
    (table,) = tables(words, rules)
    assert [(cell.text.split()[0], cell.col_span) for cell in table.cells if cell.row == 3] == [("Nhóm", 3)]


def test_a_row_that_the_page_break_cuts_goes_on_below_the_last_rule() -> None:
    (table,) = tables([*body(), *text("3", 60, 196), *text("Kiểm tra", 110, 196), *text("Các thôn", 330, 196)], RULES)
    assert [cell.text for cell in table.cells][9:] == ["3", "Kiểm tra", "Các thôn"]


def test_prose_between_rules_and_ruled_tables_are_left_alone() -> None:
    prose = [word for y in YS[:3] for word in text("Trong năm nay xã tổ chức nhiều hoạt động thiết thực cho người dân", 60, y + 8)]
    assert edges_of(RULES, prose) == []
    uprights = [Edge(True, x, 100.0, 190.0) for x in (50.0, 100.0, 320.0, 540.0)]
    assert edges_of([*RULES, *uprights], body()) == []

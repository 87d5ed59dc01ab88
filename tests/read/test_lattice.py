"""Rules to grids: the styles in which writers draw a table, merged cells, and what is no table."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planparse.read.lattice import Grid, grids
from planparse.read.sheet import Edge

XS, YS = (50.0, 90.0, 300.0, 420.0), (100.0, 130.0, 180.0, 240.0)


def level(y: float, x0: float, x1: float) -> Edge:
    return Edge(False, y, x0, x1)


def upright(x: float, y0: float, y1: float) -> Edge:
    return Edge(True, x, y0, y1)


def whole(xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> list[Edge]:
    return [level(y, xs[0], xs[-1]) for y in ys] + [upright(x, ys[0], ys[-1]) for x in xs]


def by_cell(xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> list[Edge]:
    """Each cell draws its four sides."""
    return [
        edge
        for x0, x1 in pairwise(xs)
        for y0, y1 in pairwise(ys)
        for edge in (level(y0, x0, x1), level(y1, x0, x1), upright(x0, y0, y1), upright(x1, y0, y1))
    ]


def dashed(edge: Edge, dash: float = 3.0, gap: float = 2.0) -> list[Edge]:
    pieces, at = [], edge.start
    while at < edge.end:
        pieces.append(edge._replace(start=at, end=min(at + dash, edge.end)))
        at += dash + gap
    return pieces


def shape(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [cell[:4] for cell in grid.cells]


FULL = [(row, col, 1, 1) for row in range(3) for col in range(3)]


@pytest.mark.parametrize(
    "edges",
    [
        pytest.param(whole(), id="long lines"),
        pytest.param(by_cell(), id="four sides a cell"),
        pytest.param([piece for edge in whole() for piece in dashed(edge)], id="dashed"),
        pytest.param([edge._replace(start=edge.start + 2, end=edge.end - 2) for edge in by_cell()], id="2 pt short of the corners"),
        pytest.param([*whole(), *[edge._replace(at=edge.at + 1.5) for edge in whole()]], id="double rules"),
        pytest.param([edge._replace(at=edge.at + (0.7 if number % 2 else -0.7)) for number, edge in enumerate(by_cell())], id="uneven"),
        pytest.param([*whole(), level(152, 95, 160), level(110, 500, 580)], id="underlines in and beside it"),
    ],
)
def test_one_table_however_it_is_drawn(edges: list[Edge]) -> None:
    found = grids(edges)
    assert [shape(grid) for grid in found] == [FULL]
    assert all(abs(one - other) < 3 for one, other in zip(found[0].xs + found[0].ys, XS + YS, strict=True))


def test_merged_cells_stand_once_with_their_spans() -> None:
    edges = [level(100, 50, 420), level(130, 50, 420), level(180, 90, 420), level(240, 50, 420)]
    edges += [upright(50, 100, 240), upright(420, 100, 240), upright(90, 130, 240), upright(300, 130, 240)]
    assert shape(grids(edges)[0]) == [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_a_frame_that_a_page_break_leaves_open_is_closed() -> None:
    edges = [level(100, 50, 420), level(130, 50, 420)] + [upright(x, 100, 175) for x in XS]
    assert shape(grids(edges)[0]) == FULL[:6]


@pytest.mark.parametrize("open_columns", [(2,), (1, 2), (0,)])
@pytest.mark.parametrize("at_the_top", [False, True])
def test_a_cell_that_is_merged_down_over_the_page_break_is_closed(open_columns: tuple[int, ...], at_the_top: bool) -> None:
    xs = (50.0, 90.0, 300.0, 420.0, 530.0, 600.0)
    cut = YS[0] if at_the_top else YS[-1]
    sides = [(xs[col], xs[col + 1]) for col in open_columns]
    edges = [edge for edge in by_cell(xs) if edge.upright or edge.at != cut or (edge.start, edge.end) not in sides]
    assert shape(grids(edges)[0]) == [(row, col, 1, 1) for row in range(3) for col in range(5)]


def test_a_cell_that_runs_through_the_whole_page_is_closed() -> None:
    ys = (*YS, 300.0)
    edges = [edge for edge in by_cell(ys=ys) if edge.upright or edge.start < 300]
    assert shape(grids(edges)[0]) == [*sorted([(row, col, 1, 1) for row in range(4) for col in range(2)] + [(0, 2, 4, 1)])]


def test_a_corner_that_is_open_to_two_sides_is_no_cell() -> None:
    corner = (level(100, 50, 90), upright(50, 100, 130))
    assert shape(grids(edge for edge in by_cell() if edge not in corner)[0]) == FULL[1:]


def test_no_sides_left_and_right() -> None:
    edges = [level(y, 50, 420) for y in YS] + [upright(90, 100, 240), upright(300, 100, 240)]
    assert shape(grids(edges)[0]) == FULL


@pytest.mark.parametrize(
    "edges",
    [
        pytest.param([level(110, 320, 460)], id="the rule below the motto"),
        pytest.param(whole((50, 420), (100, 240)), id="a box round a text"),
        pytest.param(whole((50, 420), YS), id="one column"),
        pytest.param([level(100, 50, 420), level(130, 50, 420), level(160, 50, 420)], id="lines to write on"),
        pytest.param(
            whole((50, 120), (100, 130)) + whole((200, 270), (100, 130)) + whole((350, 420), (100, 130)) + [level(115, 120, 350)],
            id="boxes joined by a line: a chart",
        ),
        pytest.param([], id="nothing"),
    ],
)
def test_what_is_no_table(edges: list[Edge]) -> None:
    assert grids(edges) == []


def test_two_tables_and_one_within_a_cell() -> None:
    below = whole(XS, (400.0, 430.0, 480.0))
    inside = whole((310.0, 350.0, 400.0), (140.0, 155.0, 170.0))
    assert [grid.box for grid in grids(whole() + below + inside)] == [(50, 100, 420, 240), (50, 400, 420, 480)]


def test_a_cell_that_is_no_rectangle_is_split_and_said() -> None:
    missing = (upright(90, 100, 130), level(130, 50, 90))
    found = grids(edge for edge in by_cell() if edge not in missing)
    assert found[0].crooked
    areas = [(cell.row_span * cell.col_span) for cell in found[0].cells]
    assert sum(areas) == 9


@given(
    st.lists(st.floats(30, 120), min_size=2, max_size=6),
    st.lists(st.floats(12, 90), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_any_net_comes_back(widths: list[float], heights: list[float], random) -> None:  # type: ignore[no-untyped-def]
    xs = tuple(50 + sum(widths[:at]) for at in range(len(widths) + 1))
    ys = tuple(60 + sum(heights[:at]) for at in range(len(heights) + 1))
    edges = by_cell(xs, ys)
    random.shuffle(edges)
    found = grids(edges)
    assert [cell[:4] for grid in found for cell in grid.cells] == [
        (row, col, 1, 1) for row in range(len(heights)) for col in range(len(widths))
    ]


def test_a_drawing_of_thousands_of_lines_is_left_alone() -> None:
    assert grids([level(10.0 * at, 0, 400) for at in range(700)] + [upright(10.0 * at, 0, 7000) for at in range(700)]) == []

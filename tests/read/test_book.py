"""Sheets bound into a paper, whatever is on them: nothing raises, and each letter is in a block or beside the text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.paper import Paper, Table
from planparse.read.book import bind
from planparse.read.sheet import Edge, Font, Sheet, Word

TOKENS = [
    "Rà",
    "soát",
    "quy",
    "trình;",
    "1.",
    "a)",
    "-",
    "TT",
    "STT",
    "Quý",
    "I/2027",
    "KH-",
    "UBND",
    "ngày",
    "tháng",
    "/KH-UBND",
    "2",
    "(1)",
    "Phòng",
    "Kinh",
    "tế.",
    "Ký",
    "bởi:",
    "SAO",
    "Y",
    "+07:00",
    "PHỤ",
    "LỤC",
    "…",
    "IV",
]
FONTS = [None, Font("Plain", size=12.0), Font("Bold", bold=True, size=13.0), Font(".VnTime", size=12.0)]


@st.composite
def words(draw: st.DrawFn) -> list[Word]:
    found = []
    for _ in range(draw(st.integers(0, 25))):
        x, y = float(draw(st.integers(20, 540))), float(draw(st.integers(20, 820)))
        size = draw(st.sampled_from([7, 12, 14]))
        for token in draw(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=7)):
            end = x + 0.5 * size * len(token)
            found.append(
                Word(token, x, y - 0.9 * size, end, y + 0.2 * size, draw(st.sampled_from(FONTS)), raised=size == 7 and draw(st.booleans()))
            )
            x = end + draw(st.sampled_from([3, 3, 3, 14, 60]))
    return found


@st.composite
def edges(draw: st.DrawFn) -> list[Edge]:
    xs = sorted({draw(st.integers(30, 560)) for _ in range(draw(st.integers(0, 6)))})
    ys = sorted({draw(st.integers(30, 800)) for _ in range(draw(st.integers(0, 6)))})
    if len(xs) < 2 or len(ys) < 2:
        return []
    net = [Edge(False, y, xs[0], xs[-1]) for y in ys] + [Edge(True, x, ys[0], ys[-1]) for x in xs]
    return [edge for edge in net if draw(st.integers(0, 9))]


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    return [
        Sheet(
            number,
            595,
            842,
            words=tuple(draw(words())),
            edges=tuple(draw(edges())),
            stamps=tuple(tuple(words_) for words_ in draw(st.lists(words(), max_size=1)) if words_),
            ocr=True,
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]


def letters(paper: Paper) -> Counter[str]:
    text = "".join(text for _, text in paper.texts()) + "".join(aside.text for aside in paper.asides)
    return Counter("".join(text.split()))


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_no_letter_is_lost_or_doubled(found: list[Sheet]) -> None:
    seen = Counter("".join(word.text for sheet in found for word in (*sheet.words, *(word for stamp in sheet.stamps for word in stamp))))
    marks = Counter("".join(word.text for sheet in found for word in sheet.words if word.raised))
    read = letters(bind(found, "application/pdf"))
    assert not read - seen
    assert not (seen - read) - marks, "only the mark of a footnote, which the note has, may be gone"


@settings(max_examples=80, deadline=None)
@given(sheets())
def test_a_paper_is_in_order(found: list[Sheet]) -> None:
    paper = bind(found, "application/pdf")
    assert paper == bind(found, "application/pdf")
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert [table.index for table in tables] == list(range(len(tables)))
    for table in tables:
        grid = table.grid()
        area = Counter(at for row in grid for at in row if at is not None)
        assert all(area[at] == cell.row_span * cell.col_span for at, cell in enumerate(table.cells))
        assert all(place.row == cell.row and place.table == table.index for cell in table.cells for place in cell.places)

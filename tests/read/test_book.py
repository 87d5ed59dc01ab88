"""Sheets bound into a paper, whatever is on them: nothing raises, and each letter is in a block or beside the text."""

from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.paper import Cell, Paper, Place, Table
from planparse.read.book import bind
from planparse.read.furniture import beside
from planparse.read.layout import rows
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


def words(random: Random) -> list[Word]:
    found = []
    for _ in range(random.randint(0, 25)):
        x, y = float(random.randint(20, 540)), float(random.randint(20, 820))
        size = random.choice([7, 12, 14])
        for token in random.choices(TOKENS, k=random.randint(1, 7)):
            end = x + 0.5 * size * len(token)
            raised = size == 7 and random.random() < 0.5
            found.append(Word(token, x, y - 0.9 * size, end, y + 0.2 * size, random.choice(FONTS), raised=raised))
            x = end + random.choice([3, 3, 3, 14, 60])
    return found


def edges(random: Random) -> list[Edge]:
    xs = sorted({random.randint(30, 560) for _ in range(random.randint(0, 6))})
    ys = sorted({random.randint(30, 800) for _ in range(random.randint(0, 6))})
    if len(xs) < 2 or len(ys) < 2:
        return []
    net = [Edge(False, y, xs[0], xs[-1]) for y in ys] + [Edge(True, x, ys[0], ys[-1]) for x in xs]
    return [edge for edge in net if random.random() < 0.9]


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """Pages of anything, made from one number: drawing each word by itself takes minutes."""
    random = Random(draw(st.integers(0, 2**32)))
    return [
        Sheet(
            number,
            595,
            842,
            words=tuple(words(random)),
            edges=tuple(edges(random)),
            stamps=(tuple(stamp),) if (stamp := words(random)) and random.random() < 0.3 else (),
            ocr=True,
        )
        for number in range(1, random.randint(1, 4) + 1)
    ]


def letters(paper: Paper) -> Counter[str]:
    text = "".join(text for _, text in paper.texts()) + "".join(aside.text for aside in paper.asides)
    return Counter("".join(text.split()))


@settings(max_examples=100, deadline=None)
@given(sheets())
def test_no_letter_is_lost_or_doubled(found: list[Sheet]) -> None:
    all_words = [word for sheet in found for word in (*sheet.words, *(word for stamp in sheet.stamps for word in stamp))]
    seen = Counter("".join(word.text for word in all_words))
    marks = Counter("".join(word.text for word in all_words if word.raised))
    read = letters(bind(found, "application/pdf"))
    assert not read - seen
    assert not (seen - read) - marks, "only the mark of a footnote, which the note has, may be gone"


@settings(max_examples=40, deadline=None)
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


def test_a_tick_beside_a_table_is_a_note_and_parts_no_rows() -> None:
    cells = (Cell(0, 0, "Rà soát", places=(Place(page=3, bbox=(60.0, 100.0, 500.0, 300.0)),)),)
    table = Table(0, 1, 1, cells, (Place(page=3, bbox=(60.0, 100.0, 500.0, 300.0)),))
    found = rows([Word("v", 40.0, 150.0, 48.0, 162.0), Word("Dưới", 60.0, 320.0, 90.0, 332.0)])
    (note,) = beside(found, [table], 3)
    assert (note.kind, note.text, note.place.page) == ("margin_note", "v", 3)
    assert [row[0].text for row in found] == ["Dưới"]

"""Pictures made fit for reading, and the rules on them."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from planparse.read import lattice  # noqa: E402
from planparse.read.image import tidy  # noqa: E402
from planparse.read.image.columns import side_by_side  # noqa: E402
from planparse.read.image.decode import _resolution  # noqa: E402
from planparse.read.image.rulings import rulings  # noqa: E402
from planparse.read.image.strokes import strokes  # noqa: E402
from planparse.read.image.unread import unread  # noqa: E402


def grid(*, broken: bool = False) -> Any:
    """At 200 dpi: three rows and columns, ruled two pixels thick."""
    page = np.full((800, 1000), 255, np.uint8)
    for y in (100, 200, 300, 400):
        page[y : y + 2, 100:901] = 0
    for x in (100, 200, 600, 900):
        page[100:402, x : x + 2] = 0
    if broken:
        page[:, 350:360] = 255
        page[250:258] = 255
    return page


def lines_of_text(page: Any) -> Any:
    for y in range(60, 740, 40):
        for x in range(80, 920, 16):
            page[y : y + 18, x : x + 8] = 0
    return page


class TestRulings:
    @pytest.mark.parametrize("broken", [False, True])
    def test_a_grid(self, broken: bool) -> None:
        edges, clean = rulings(grid(broken=broken), 200)
        (found,) = lattice.grids(edges)
        assert (len(found.ys) - 1, len(found.xs) - 1, len(found.cells)) == (3, 3, 9)
        assert found.box == pytest.approx((36.2, 36.2, 324.4, 144.4), abs=1.0)
        assert (clean < 200).sum() < 60

    def test_stems_of_letters_are_none(self) -> None:
        page = grid()
        page[115:158, 300:303] = 0  # longer than any stem of 14 pt, but it ends on nothing
        edges, clean = rulings(page, 200)
        assert len(lattice.grids(edges)[0].cells) == 9
        assert (clean[115:158, 300:303] == 0).all()

    def test_text_has_none(self) -> None:
        assert rulings(lines_of_text(np.full((800, 1000), 255, np.uint8)), 200)[0] == []


class TestTidy:
    @pytest.mark.parametrize("degrees", [-1.9, -0.4, 0.0, 0.7, 2.0])
    def test_a_crooked_page_is_made_straight(self, degrees: float) -> None:
        page = tidy.straightened(lines_of_text(np.full((800, 1000), 255, np.uint8)), -degrees)
        assert tidy.skew(page) == pytest.approx(degrees, abs=0.11)

    def test_a_blank_page_has_no_skew(self) -> None:
        assert tidy.skew(np.full((800, 1000), 255, np.uint8)) == 0.0

    def test_coloured_ink_is_taken_out_and_black_stays(self) -> None:
        page = np.full((200, 200, 3), 255, np.uint8)
        page[80:120] = (210, 40, 50)
        page[:, 90:110] = 10
        grey, colour = tidy.grey(np.concatenate([page] + [np.where(page == 255, 255, 10).astype(np.uint8)] * 3))
        assert colour is not None and colour[100, 50] < 140 and colour[100, 100] == 255 and colour[10, 10] == 255
        assert grey[100, 50] == 255 and grey[100, 100] == 10

    def test_a_page_printed_in_colour_keeps_it(self) -> None:
        page = np.full((200, 200, 3), 255, np.uint8)
        page[50:150, 50:150] = (20, 40, 180)
        assert tidy.grey(page)[0][100, 100] < 100

    def test_shadow_is_evened(self) -> None:
        page = lines_of_text(np.full((800, 1000), 255, np.uint8)).astype(np.int16) - np.linspace(0, 90, 1000).astype(np.int16)
        even = tidy.evened(np.clip(page, 0, 255).astype(np.uint8))
        assert even[30, 20] == even[30, 980] == 255 and even[65, 84] < 60

    def test_specks_are_only_filtered_where_they_are(self) -> None:
        clean = lines_of_text(np.full((800, 1000), 255, np.uint8))
        assert tidy.despeckled(clean) is clean
        noisy = clean.copy()
        noisy[np.random.default_rng(7).random(noisy.shape) < 0.001] = 0
        assert tidy.specks(noisy) > 0.2 > tidy.specks(tidy.despeckled(noisy))


@pytest.mark.parametrize(("noted", "dpi"), [((300, 300), 300.0), ((72, 72), 300.0), (None, 300.0), ((0, 0), 300.0), ("x", 300.0)])
def test_a_resolution_that_cannot_be_is_not_believed(noted: object, dpi: float) -> None:
    assert _resolution(noted, 2480, 3508) == pytest.approx(dpi, abs=0.5)


def words(page: Any, top: int, x0: int, x1: int) -> None:
    """A line of letters 18 pixels high."""
    for x in range(x0, x1, 14):
        page[top : top + 18, x : x + 9] = 0


class TestColumns:
    def test_two_columns_with_lines_of_their_own(self) -> None:
        page = np.full((1000, 1654), 255, np.uint8)
        words(page, 60, 100, 1500)  # a line of the text above
        for top in range(160, 400, 30):
            words(page, top, 150, 600)
        for top in range(170, 300, 44):
            words(page, top, 950, 1400)
        ((left, right),) = side_by_side(page, 200)
        assert left[1] == right[1] and 80 < left[1] <= 160 and left[3] >= 388
        assert left[0] == 0 and 600 < left[2] == right[0] < 950 and right[2] >= 1400

    def test_a_wide_blank_in_one_line_makes_no_columns(self) -> None:
        page = np.full((400, 1654), 255, np.uint8)
        words(page, 60, 100, 1500)
        words(page, 100, 100, 500)
        words(page, 100, 900, 1500)
        words(page, 140, 100, 1500)
        assert side_by_side(page, 200) == []


class TestUnread:
    def test_letters_outside_all_words(self) -> None:
        page = np.full((300, 800), 255, np.uint8)
        words(page, 60, 100, 300)
        words(page, 160, 100, 160)
        (missed,) = unread(page, 200, [(100, 60, 300, 78)])
        assert missed.pieces == 5 and missed.box[:2] == (100, 160)

    def test_specks_and_strokes_of_a_pen_are_no_letters(self) -> None:
        page = np.full((300, 800), 255, np.uint8)
        page[50:53, 50:53] = 0
        for x in range(200, 500):
            page[100 + x // 3 : 102 + x // 3, x] = 0
        assert unread(page, 200, []) == []


class TestStrokes:
    @staticmethod
    def drawn(*widths: int) -> Any:
        page = np.full((40, 300), 255, np.uint8)
        x = 10
        for width in widths:
            page[8:30, x : x + width] = 0
            x += width + 4
        return page

    @pytest.mark.parametrize(("widths", "read"), [((7,), "I"), ((7, 7, 7), "III"), ((7, 7, 8, 14, 14, 14, 14), "III0000")])
    def test_pieces_are_counted(self, widths: tuple[int, ...], read: str) -> None:
        assert strokes(self.drawn(*widths), (0, 0, 300, 40)) == read

    def test_a_v_stands_on_a_point(self) -> None:
        page = self.drawn(7)
        for y in range(22):
            page[8 + y, 22 + y // 2 : 26 + y // 2] = 0
            page[8 + y, 41 - y // 2 : 45 - y // 2] = 0
        assert strokes(page, (0, 0, 300, 40)) == "IV"

    def test_a_one_has_a_flag(self) -> None:
        page = self.drawn(4)
        page[8:12, 6:10] = 0
        assert strokes(page, (0, 0, 300, 40)) == "1"

    def test_pieces_that_touch_say_nothing(self) -> None:
        assert strokes(self.drawn(22, 7), (0, 0, 300, 40)) is None
        assert strokes(np.full((40, 40), 255, np.uint8), (0, 0, 40, 40)) is None


def test_letters_on_the_line_of_an_upright_do_not_lengthen_it() -> None:
    page = np.full((800, 1000), 255, np.uint8)
    for y in (100, 200, 245, 345):
        page[y : y + 2, 100:901] = 0
    for x in (100, 900):
        page[100:347, x : x + 2] = 0
    for x in (250, 450, 700):
        page[100:202, x : x + 2] = 0
        page[245:347, x : x + 2] = 0
    page[205:229, 450:452] = 0  # the stem of a letter of the row that is merged across
    edges, clean = rulings(page, 200)
    (found,) = lattice.grids(edges)
    assert len([cell for cell in found.cells if cell.row == 1]) == 1
    assert (clean[210:226, 448:454] < 200).any()


def test_a_page_on_its_side_is_worth_nothing_however_well_it_was_read() -> None:
    from planparse.read.ocr import Seen, SeenLine
    from planparse.read.scan_page import Page, _is_poor, _worth

    words = tuple(Seen("Kế hoạch", 10, 30, 0.99) for _ in range(20))
    lying = Page([SeenLine(words, (10, 10, 400, 30), 10, 30)], [], np.zeros((500, 500), np.uint8), [])
    standing = lying._replace(lines=[SeenLine(words, (10, 10, 30, 400), 10, 400)])
    assert not _is_poor(lying) and _worth(lying) > 100
    assert _is_poor(standing) and _worth(standing) == 0

"""Pictures made fit for reading, and the rules on them."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("cv2")
np = pytest.importorskip("numpy")

from planparse.read import lattice  # noqa: E402
from planparse.read.image import tidy  # noqa: E402
from planparse.read.image.decode import _resolution  # noqa: E402
from planparse.read.image.rulings import rulings  # noqa: E402


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

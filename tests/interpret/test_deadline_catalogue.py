"""The shared lists of real deadlines, where they are at hand: how many are read right, and that none is wrong without saying so."""

from __future__ import annotations

import pytest
from deadline_score import Score, catalogue_texts, score, seen_texts


def _score(texts: list[str]) -> Score:
    if not texts:
        pytest.skip("the lists of deadlines are absent")
    return score(texts)


@pytest.mark.parametrize("held", [False, True], ids=["development", "held out"])
def test_the_catalogue_is_read(held: bool) -> None:
    found = _score(catalogue_texts(held))
    assert found.share >= 0.98
    assert (found.silent, found.invented) == ((), ())


@pytest.mark.parametrize("held", [False, True], ids=["development", "held out"])
def test_what_was_seen_is_read(held: bool) -> None:
    found = _score(seen_texts(held))
    assert found.share >= 0.97
    assert (found.silent, found.invented) == ((), ())

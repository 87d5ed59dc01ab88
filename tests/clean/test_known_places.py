"""A place that a list has is right as it was typed."""

from __future__ import annotations

import pytest

from planparse import vocab
from planparse.clean.corrector import DIGITAL, corrections
from planparse.vocab import ngrams


@pytest.mark.parametrize("line", ["{kind} {name}", "Ủy ban nhân dân {kind} {name} báo cáo"])
def test_no_name_of_a_commune_is_mended_or_suspected(line: str) -> None:
    counts = ngrams.load()
    rows = list(vocab.rows("communes"))[::7]
    lines = [line.format(kind=row["kind"], name=row["name"]) for row in rows]
    lines += [text.upper() for text in lines]
    assert [text for text in lines if any(change.after for change in corrections(text, counts, DIGITAL))] == []


def test_beside_a_place_the_rest_of_the_line_is_mended() -> None:
    found = corrections("xã Phù Yên kiểm tra, giám sảt", ngrams.load(), DIGITAL)
    assert [(change.before, change.after) for change in found] == [("sảt", "sát")]

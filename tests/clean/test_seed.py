"""The real documents beside the checkout: the slips that a reader found by hand are mended and recorded, nothing else is changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planparse.clean import SILENT, mend
from planparse.paper import replay
from planparse.vocab.spelling import fold

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
SEED = CORPUS / "seed"
KINDS = {"ocr_error", "spelling_variant", "markup_remnant", "handwriting_noise"}


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]


@pytest.mark.skipif(not SEED.exists(), reason="the corpus is absent")
def test_every_slip_of_the_seed_is_mended_and_nothing_else() -> None:
    reading = json.loads((SEED / "bach-quang.reading.json").read_text(encoding="utf-8"))
    wanted = [entry for entry in reading["corrections"] if entry["kind"] in KINDS]
    lines = _cells(SEED / "bach-quang-cchc-2026.txt")
    changed: dict[int, int] = {}
    for number, cells in enumerate(lines, 1):
        for cell in cells:
            mended = mend(cell)
            assert replay(cell, mended.fixes) == mended.text
            assert mended.doubts == ()
            changed[number] = changed.get(number, 0) + sum(fix.rule not in SILENT for fix in mended.fixes)
    for entry in wanted:
        after = "\t".join(mend(cell).text for cell in lines[entry["line"] - 1])
        assert fold(entry["fixed"]) in fold(after), entry["id"]
        assert entry["raw"] not in after, entry["id"]
    of_tags = {"C18", "C19", "C20", "C24"}  # one entry, whose two ends are two fixes; the number between two stars is one fix
    by_line: dict[int, int] = {}
    for entry in wanted:
        by_line[entry["line"]] = by_line.get(entry["line"], 0) + (2 if entry["id"] in of_tags - {"C24"} else 1)
    assert {line: count for line, count in changed.items() if count} == by_line


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is absent")
def test_a_real_text_is_at_rest_once_mended() -> None:
    for path in sorted((CORPUS / "texts").glob("1*.txt"))[:4]:
        for cells in _cells(path):
            for cell in cells:
                mended = mend(cell)
                assert replay(cell, mended.fixes) == mended.text
                assert mend(mended.text).text == mended.text

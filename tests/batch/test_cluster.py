"""The cluster engine: a document that hangs, crashes or eats memory costs itself, and its worker comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.misbehaving import misbehave
from planparse.batch.cluster import outcomes
from planparse.batch.inputs import Source

pytest.importorskip("distributed")


def test_bad_documents_are_told_and_the_good_ones_still_come(tmp_path: Path) -> None:
    good = [f"good{number}" for number in range(12)]
    names = ["crash1", *good[:4], "hang1", "hang2", *good[4:8], "eat1", *good[8:]]
    sources = ((number, Source(str(tmp_path / name))) for number, name in enumerate(names))
    done = outcomes(sources, address=None, jobs=2, timeout=1.0, memory=1024**3, do=misbehave)
    found = {source.file_name: outcome.error or "done" for _, source, outcome, _ in done}
    bad = {name: state for name, state in found.items() if not name.startswith("good")}
    assert bad == dict.fromkeys(("crash1", "hang1", "hang2", "eat1"), "Killed")
    assert all(found[name] == "done" for name in good)

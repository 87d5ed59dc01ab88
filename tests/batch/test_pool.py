"""The local engine: a document that hangs, crashes or eats memory costs itself and nobody else."""

from __future__ import annotations

from pathlib import Path

from batch.misbehaving import misbehave
from planparse.batch.inputs import Source
from planparse.batch.pool import outcomes

GOOD = [f"good{number}" for number in range(12)]


def states(folder: Path, names: list[str], timeout: float = 1.0) -> dict[str, str]:
    sources = ((number, Source(str(folder / name))) for number, name in enumerate(names))
    done = outcomes(sources, jobs=2, timeout=timeout, memory=1024**3, do=misbehave)
    return {source.file_name: outcome.error or "done" for _, source, outcome, _ in done}


def test_good_documents_all_come_back(tmp_path: Path) -> None:
    assert states(tmp_path, GOOD) == dict.fromkeys(GOOD, "done")


def test_bad_documents_are_told_apart_and_the_good_ones_still_come(tmp_path: Path) -> None:
    found = states(tmp_path, ["crash1", *GOOD[:4], "hang1", *GOOD[4:8], "eat1", "once1", *GOOD[8:]])
    assert {name: state for name, state in found.items() if not name.startswith("good")} == {
        "crash1": "Crashed", "hang1": "TimedOut", "eat1": "OutOfMemory", "once1": "done",
    }  # fmt: skip
    assert all(found[name] == "done" for name in GOOD)


def test_nothing_to_do_is_nothing_done(tmp_path: Path) -> None:
    assert states(tmp_path, []) == {}

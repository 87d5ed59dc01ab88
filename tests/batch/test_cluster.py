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


def test_workers_that_are_gone_are_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import Client, LocalCluster

    from planparse.batch import cluster

    monkeypatch.setattr(cluster, "_ALONE", 0.1)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as own, Client(own) as client:  # type: ignore[no-untyped-call]
        own.scale(0)
        sources = ((number, Source(str(tmp_path / f"good{number}"))) for number in range(2))
        done = list(cluster._stream(client, cluster._Watch(own, 1), sources, 20.0, misbehave))
    assert [outcome.error for _, _, outcome, _ in done] == [None, None]


def test_a_cluster_without_workers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    from planparse.batch import cluster
    from planparse.errors import MissingTool

    monkeypatch.setattr(cluster, "_LOST", 0.1)
    monkeypatch.setattr(cluster, "_LOOK", 0.2)
    with LocalCluster(n_workers=0, dashboard_address=None) as bare:  # type: ignore[no-untyped-call]
        sources = iter([(0, Source(str(tmp_path / "good")))])
        with pytest.raises(MissingTool, match="no workers"):
            list(outcomes(sources, address=bare.scheduler_address, jobs=1, timeout=1.0, memory=1024**3, do=misbehave))

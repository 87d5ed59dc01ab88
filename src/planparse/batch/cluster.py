"""The engine for many machines: Dask distributed. Back-pressure, retries and placement are Dask's; the work is the same pure function."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from planparse.batch.inputs import Source
from planparse.batch.work import CRASHED, TIMED_OUT, Outcome, work
from planparse.errors import MissingTool

Done = tuple[int, Source, Outcome, float]

_LOOK = 5.0
_IN_FLIGHT = 4
"""Documents under way for each worker, so that none waits for the network."""


def outcomes(sources: Iterator[tuple[int, Source]], *, address: str | None, jobs: int, timeout: float) -> Iterator[Done]:
    """As `pool.outcomes`, on the cluster at `address`, or on one of `jobs` processes started here.

    Dask kills no single task by the clock: a document that is not back after `timeout` for each that may have been before it is given
    up and reported; its worker goes on.
    Raises `MissingTool` without `dask.distributed`.
    """
    try:
        from distributed import Client, LocalCluster, wait
    except ImportError as error:
        raise MissingTool("The engine dask is not installed.", "pip install 'planparse[cluster]'") from error
    cluster = None if address else LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
    with Client(address or cluster) as client:  # type: ignore[no-untyped-call]
        try:
            yield from _stream(client, wait, sources, timeout, _IN_FLIGHT * max(1, jobs))
        finally:
            if cluster is not None:
                cluster.close()


def _stream(client: Any, wait: Any, sources: Iterator[tuple[int, Source]], timeout: float, width: int) -> Iterator[Done]:
    running: dict[Any, tuple[int, Source, float]] = {}
    while True:
        while len(running) < width and (drawn := next(sources, None)) is not None:
            running[client.submit(work, drawn[1], pure=False, retries=1)] = (*drawn, time.monotonic())
        if not running:
            return
        with suppress(TimeoutError):
            wait(list(running), timeout=_LOOK, return_when="FIRST_COMPLETED")
        now = time.monotonic()
        for future, (number, source, begun) in list(running.items()):
            if future.done():
                yield number, source, future.result() if future.status == "finished" else CRASHED, now - begun
            elif now - begun > timeout * width:  # it may have waited behind others; Dask does not tell when a task began
                future.cancel()
                yield number, source, TIMED_OUT, now - begun
            else:
                continue
            del running[future]

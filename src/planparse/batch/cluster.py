"""The engine for many machines: Dask distributed. Back-pressure, retries and placement are Dask's; the work is the same pure function."""

from __future__ import annotations

import faulthandler
import logging
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from planparse.batch.inputs import Source
from planparse.batch.work import KILLED, Outcome, Work, work
from planparse.errors import MissingTool

Done = tuple[int, Source, Outcome, float]

_LOOK = 5.0
_ALONE, _LOST = 15.0, 180.0
"""Seconds without a worker after which those of a cluster of one's own are started anew, and after which it is given up."""


def outcomes(
    sources: Iterator[tuple[int, Source]], *, address: str | None, jobs: int, timeout: float, memory: int, do: Work = work
) -> Iterator[Done]:
    """As `pool.outcomes`, on the cluster at `address` (its workers keep the memory limit that they were started with), or on one of
    `jobs` processes started here. A worker holds one document at a time: one that dies takes no other with it.

    Raises `MissingTool` without `dask.distributed`, and where no worker is left for long.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingTool("The engine dask is not installed.", "pip install 'planparse[cluster]'") from error
    with ExitStack() as stack:
        own = None
        if address is None:
            own = stack.enter_context(
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=jobs, threads_per_worker=1, memory_limit=memory, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            )
        client = stack.enter_context(Client(own or address))  # type: ignore[no-untyped-call]
        watch = _Watch(own, jobs)
        yield from _stream(client, watch, sources, timeout, do)


class _Watch:
    """Sees to it that a cluster has workers: Dask gives up one that dies while it starts, and waits for ever where none is left."""

    def __init__(self, own: Any, jobs: int) -> None:
        self.own, self.jobs = own, jobs
        self.seen = self.renewed = time.monotonic()

    def workers(self, client: Any) -> int:
        """How many workers there are, at least 1. Raises `MissingTool` where there have been none for `_LOST` seconds."""
        found = len(client.nthreads())  # asked of the scheduler anew each time: workers come and go
        now = time.monotonic()
        if found:
            self.seen = now
        elif now - self.seen > _LOST:
            advice = "Start workers (dask worker ADDRESS) and run the same command again: it goes on where it stopped."
            raise MissingTool("The cluster has no workers left.", advice)
        elif self.own is not None and now - max(self.seen, self.renewed) > _ALONE:
            self.own.scale(0)
            self.own.scale(self.jobs)
            self.renewed = now
        return max(1, found)


def _stream(client: Any, watch: _Watch, sources: Iterator[tuple[int, Source]], timeout: float, do: Work) -> Iterator[Done]:
    from distributed import wait

    running: dict[Any, tuple[int, Source, float]] = {}
    while True:
        workers = watch.workers(client)
        while len(running) < workers and (drawn := next(sources, None)) is not None:
            running[client.submit(_by_the_clock, do, drawn[1], timeout, pure=False)] = (*drawn, time.monotonic())
        if not running:
            return
        with suppress(TimeoutError):
            wait(list(running), timeout=_LOOK, return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
        for future in [future for future in running if future.done()]:
            number, source, begun = running.pop(future)
            seconds = time.monotonic() - begun
            outcome = future.result() if future.status == "finished" else KILLED
            future.release()  # else Dask keeps the result, and makes it anew where its worker dies
            yield number, source, outcome, seconds


def _by_the_clock(do: Work, source: Source, timeout: float) -> Outcome:
    """The work, under a clock that ends the worker, whatever it hangs in. Dask starts another, and tries the document again."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(timeout, exit=True, file=nowhere)
        try:
            return do(source)
        finally:
            faulthandler.cancel_dump_traceback_later()

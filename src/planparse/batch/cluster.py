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


def outcomes(
    sources: Iterator[tuple[int, Source]], *, address: str | None, jobs: int, timeout: float, memory: int, do: Work = work
) -> Iterator[Done]:
    """As `pool.outcomes`, on the cluster at `address` (its workers keep the memory limit that they were started with), or on one of
    `jobs` processes started here. A worker holds one document at a time: one that dies takes no other with it.

    Raises `MissingTool` without `dask.distributed`.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingTool("The engine dask is not installed.", "pip install 'planparse[cluster]'") from error
    with ExitStack() as stack:
        where = address or stack.enter_context(
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=jobs, threads_per_worker=1, memory_limit=memory, dashboard_address=None, silence_logs=logging.CRITICAL
            )
        )
        client = stack.enter_context(Client(where))  # type: ignore[no-untyped-call]
        yield from _stream(client, sources, timeout, do)


def _stream(client: Any, sources: Iterator[tuple[int, Source]], timeout: float, do: Work) -> Iterator[Done]:
    from distributed import wait

    running: dict[Any, tuple[int, Source, float]] = {}
    while True:
        workers = max(1, len(client.nthreads()))  # asked of the scheduler anew each time: workers come and go
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

"""The local engine: worker processes with a clock and a memory limit each, killed and replaced when they break one."""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from planparse.batch.inputs import Source
from planparse.batch.work import CRASHED, OUT_OF_MEMORY, TIMED_OUT, Outcome, Work, work

_TRIES = 2
_START_SECONDS = 60.0
"""What a worker may take to start, beyond the time of its document."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: tuple[int, Source, int] | None = None  # number, source, tries before
    until: float = 0.0


def outcomes(
    sources: Iterable[tuple[int, Source]], *, jobs: int, timeout: float, memory: int, do: Work = work
) -> Iterator[tuple[int, Source, Outcome, float]]:
    """Number, source, outcome and seconds of each document, as they are finished. At most `jobs` are under way at once, and none waits
    in a queue: sources are drawn as workers become free. `timeout` in seconds, `memory` in bytes a worker; `do` is what a worker does.
    """
    context = multiprocessing.get_context("spawn")
    workers: list[_Worker] = []
    again: list[tuple[int, Source, int]] = []
    waiting = iter(sources)
    started: dict[int, float] = {}

    def give(worker: _Worker) -> None:
        if (job := again.pop() if again else _next(waiting)) is not None:
            _give(worker, job, timeout)
            started.setdefault(job[0], time.monotonic())

    try:
        while True:
            while len(workers) < jobs:
                workers.append(_start(context, memory, do))
            for worker in workers:
                if worker.job is None:
                    give(worker)
            busy = [worker for worker in workers if worker.job is not None]
            if not busy:
                return
            pause = max(0.0, min(worker.until for worker in busy) - time.monotonic())
            ready = set(wait([worker.pipe for worker in busy], timeout=pause))
            for worker in busy:
                assert worker.job is not None
                number, source, tries = worker.job
                outcome = _receive(worker) if worker.pipe in ready else None
                if outcome is None and worker.pipe not in ready:
                    if time.monotonic() < worker.until:
                        continue
                    outcome, broken = TIMED_OUT, True
                else:
                    broken = outcome is None or outcome.error == OUT_OF_MEMORY.error
                    outcome = outcome or CRASHED
                worker.job = None
                if broken:
                    _kill(worker)
                    workers.remove(worker)
                    if tries + 1 < _TRIES:
                        again.append((number, source, tries + 1))
                        continue
                else:
                    give(worker)  # it reads on while its outcome is kept
                yield number, source, outcome, time.monotonic() - started.pop(number)
    finally:
        for worker in workers:
            _kill(worker)


def _next(waiting: Iterator[tuple[int, Source]]) -> tuple[int, Source, int] | None:
    drawn = next(waiting, None)
    return (*drawn, 0) if drawn is not None else None


def _start(context: multiprocessing.context.SpawnContext, memory: int, do: Work) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, memory, do), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, until=time.monotonic() + _START_SECONDS)


def _give(worker: _Worker, job: tuple[int, Source, int], timeout: float) -> None:
    worker.job = job
    starting = max(0.0, worker.until - time.monotonic()) if not worker.process.exitcode and worker.until > time.monotonic() else 0.0
    worker.until = time.monotonic() + timeout + min(starting, _START_SECONDS)
    with suppress(OSError):  # a worker that died before its first document is found dead below, and the document goes to another
        worker.pipe.send(job[1])


def _receive(worker: _Worker) -> Outcome | None:
    """What the worker says; None where it died."""
    try:
        outcome = worker.pipe.recv()
    except (EOFError, OSError):
        return None
    worker.until = 0.0
    return outcome if isinstance(outcome, Outcome) else None


def _kill(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, memory: int, do: Work) -> None:
    """The life of a worker: one document after the other, until the pipe is closed."""
    _limit_memory(memory)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    while True:
        try:
            source = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        outcome = do(source)
        try:
            pipe.send(outcome)
        except (BrokenPipeError, OSError):
            return


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

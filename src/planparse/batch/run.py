"""A run, as a table of contents: find, skip what is done, read the rest, publish, sum up."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from planparse import __version__
from planparse.batch.dataset import lay_out
from planparse.batch.inputs import Found, Source, find
from planparse.batch.journal import Journal, Row, row_of
from planparse.batch.report import report
from planparse.batch.store import Store, write_whole
from planparse.batch.work import Outcome
from planparse.errors import PlanparseError


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. `timeout` seconds and `memory` bytes for each document; `engine` `local` or `dask` (`address` of a scheduler, else one
    is started here); `refresh` re-reads what an older planparse read; `parquet` also writes the data set, its findings as of that day."""

    jobs: int = 1
    timeout: float = 120.0
    memory: int = 2 * 1024**3
    engine: str = "local"
    address: str | None = None
    pattern: str | None = None
    refresh: bool = False
    parquet: dt.date | None = None


@dataclass(slots=True)
class Summary:
    """What came of a run: counts by state, the failed files, how many were passed over, and how many an older planparse read."""

    states: Counter[str] = field(default_factory=Counter)
    failed: list[Row] = field(default_factory=list)
    skipped: int = 0
    unchanged: int = 0
    older: int = 0

    @property
    def exit_code(self) -> int:
        """0 where every document was read, else 1."""
        return 1 if self.failed else 0


Told = Callable[[Row, int, int], None]
"""Is told of each finished file: its row, how many are finished, how many there are."""


def run(inputs: list[str], out: Path, options: Options, tell: Told = lambda row, finished, total: None) -> Summary:
    """Reads all documents of `inputs` into `out`. Raises only for what concerns the whole run (an input that is not there)."""
    found = find(inputs, options.pattern)
    out.mkdir(parents=True, exist_ok=True)
    journal, store = Journal(out / "journal.sqlite"), Store(out)
    try:
        summary = Summary(skipped=found.skipped)
        todo = list(_todo(found, journal, store, options, summary))
        total, finished = len(found.sources), len(found.sources) - len(todo)
        for number, source, outcome, seconds in _engine(options)(iter(todo), options):
            row = _finish(number, source, outcome, seconds, journal, store)
            finished += 1
            tell(row, finished, total)
        _mark_duplicates(journal)
        rows = list(journal.rows())
        names = store.publish(rows)
        for row in rows:
            if row.result != names.get(row.name):
                journal.write(replace(row, result=names.get(row.name)))
        rows = list(journal.rows())
        if options.parquet:
            lay_out(out, [out / "plans" / row.result for row in rows if row.result], options.parquet)
        write_whole(out / "report.html", report(rows, summary.skipped).encode())
        summary.states = Counter(row.state for row in rows)
        summary.failed = [row for row in rows if row.state == "failed"]
        summary.older = sum(row.version != __version__ for row in rows)
        return summary
    finally:
        journal.close()


def _todo(found: Found, journal: Journal, store: Store, options: Options, summary: Summary) -> Iterator[tuple[int, Source]]:
    """The documents that are to be read: new, changed, in flight when a run was killed; with `refresh` also what an older version read."""
    known = journal.known()
    journal.forget([name for name in known if name not in {source.name for source in found.sources}])
    for number, source in enumerate(found.sources):
        row = known.get(source.name)
        if row is not None and _is_current(row, source, store) and not (options.refresh and row.version != __version__):
            summary.unchanged += 1
            if row.number != number:
                journal.write(replace(row, number=number))
            continue
        yield number, source


def _is_current(row: Row, source: Source, store: Store) -> bool:
    if row.state == "failed" and row.sha256 is None:
        return False  # it was never opened, or broke its worker: the cause may be gone
    try:
        same = hashlib.sha256(source.load()).hexdigest() == row.sha256
    except PlanparseError:
        return False
    return same and (row.state == "failed" or (row.sha256 is not None and store.has(row.sha256, row.name)))


def _finish(number: int, source: Source, outcome: Outcome, seconds: float, journal: Journal, store: Store) -> Row:
    """Keeps the document, then notes it: a kill between the two repeats it and loses nothing."""
    if outcome.json is not None and outcome.sha256 is not None:
        store.keep(outcome.sha256, source.name, outcome.json)
    row = row_of(source.name, number, outcome, seconds, __version__, None)
    journal.write(row)
    return row


def _mark_duplicates(journal: Journal) -> None:
    """Of files with the same bytes the first in the order of the input is the document, the others its duplicates."""
    first: dict[str, str] = {}
    for row in list(journal.rows()):
        if row.sha256 is None or row.state == "failed":
            continue
        owner = first.setdefault(row.sha256, row.name)
        state = "done" if owner == row.name else "duplicate"
        if (row.state, row.duplicate_of) != (state, None if state == "done" else owner):
            journal.write(replace(row, state=state, duplicate_of=None if state == "done" else owner))


def _engine(options: Options) -> Callable[[Iterator[tuple[int, Source]], Options], Iterator[tuple[int, Source, Outcome, float]]]:
    if options.engine == "dask":
        from planparse.batch.cluster import outcomes as on_cluster

        return lambda sources, chosen: on_cluster(
            sources, address=chosen.address, jobs=chosen.jobs, timeout=chosen.timeout, memory=chosen.memory
        )
    from planparse.batch.pool import outcomes as in_pool

    return lambda sources, chosen: in_pool(sources, jobs=chosen.jobs, timeout=chosen.timeout, memory=chosen.memory)

"""`planparse batch`: a folder of plans, an archive, a list, an object store."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.spoken import Command
from planparse.cli.words import Words

if TYPE_CHECKING:
    from planparse.batch.journal import Row
    from planparse.batch.run import Summary, Told

_EVERY = 10.0  # seconds between two lines of progress where there is no terminal
_LOOK_AGAIN = 5.0  # seconds between two looks at the input with --follow
_UNITS = {"K": 1024, "M": 1024**2, "G": 1024**3}


class _Bytes(click.ParamType[int]):
    """`512M`, `2G`: a number of bytes."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        text = str(value).strip().upper().removesuffix("B")
        unit = _UNITS.get(text[-1:], 1)
        try:
            return int(float(text[:-1] if text[-1:] in _UNITS else text) * unit)
        except ValueError:
            self.fail(str(value), param, ctx)


@click.command("batch", cls=Command)
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR")
@click.option("--jobs", type=click.IntRange(min=1), default=None, metavar="N")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, metavar="S")
@click.option("--memory", type=_Bytes(), default="2G")
@click.option("--resume/--no-resume", default=True)
@click.option("--refresh", is_flag=True)
@click.option("--glob", "pattern", metavar="PATTERN")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local")
@click.option("--address", metavar="HOST:PORT")
@click.option("--parquet", is_flag=True)
@click.option("--follow", is_flag=True)
@click.option("--json-logs", is_flag=True)
@click.pass_obj
def command(
    words: Words, inputs: tuple[str, ...], output: Path, jobs: int | None, timeout: float, memory: int, resume: bool, refresh: bool,
    pattern: str | None, engine: str, address: str | None, parquet: bool, follow: bool, json_logs: bool,
) -> int:  # fmt: skip
    """Reads every document of INPUTS into DIR. 0 where all were read, 1 where some could not be."""
    import os

    from planparse.batch import Options, run

    if not resume:
        (output / "journal.sqlite").unlink(missing_ok=True)
    while True:
        day = dt.datetime.now().astimezone().date() if parquet else None
        options = Options(jobs or os.cpu_count() or 1, timeout, memory, engine, address, pattern, refresh, parquet=day)
        with _progress(words, json_logs) as tell:
            summary = run(list(inputs), output, options, tell)
        _sum_up(summary, words, output, json_logs)
        if not follow:
            return summary.exit_code
        time.sleep(_LOOK_AGAIN)


def _sum_up(summary: Summary, words: Words, output: Path, json_logs: bool) -> None:
    """What came of the run, and of each file that could not be read what to do about it."""
    if json_logs:
        _log(event="finished", **summary.states, skipped=summary.skipped, unchanged=summary.unchanged, older=summary.older)
        return
    counts = {state: summary.states[state] for state in ("done", "duplicate", "failed")}
    click.echo(words.say("batch_sum", **counts, skipped=summary.skipped, unchanged=summary.unchanged), err=True)
    for row in summary.failed:
        told = {"message": words.sentence(row.message), "advice": words.sentence(row.advice)}
        click.echo("  " + words.say("batch_failed", name=row.name, error=row.error, **told), err=True)
    if summary.older:
        click.echo(words.say("batch_older", n=summary.older), err=True)
    click.echo(words.say("written", path=output / "report.html"), err=True)


def _log(**values: object) -> None:
    click.echo(json.dumps(values, ensure_ascii=False), err=True)


@contextmanager
def _progress(words: Words, json_logs: bool) -> Iterator[Told]:
    """A bar on a terminal, a plain line now and then elsewhere, a JSON line a file with `--json-logs`."""
    if json_logs:
        yield lambda row, finished, total: _log(
            event="file", name=row.name, state=row.state, error=row.error, finished=finished, total=total
        )
    elif sys.stderr.isatty():
        yield from _bar(words)
    else:
        yield _Lines(words)


class _Lines:
    """Says how far a run is, every ten seconds."""

    def __init__(self, words: Words) -> None:
        self.words, self.failed, self.pages = words, 0, 0
        self.begun = self.said = time.monotonic()
        self.first: int | None = None

    def __call__(self, row: Row, finished: int, total: int) -> None:
        self.failed += row.state == "failed"
        self.pages += row.pages or 0
        self.first = finished - 1 if self.first is None else self.first
        now = time.monotonic()
        if now - self.said >= _EVERY:
            self.said = now
            rate = (finished - self.first) / (now - self.begun)
            left = (total - finished) / rate if rate else 0.0
            values = {"finished": finished, "total": total, "pages": self.pages, "rate": rate, "left": left, "failed": self.failed}
            click.echo(self.words.say("batch_progress", **values), err=True)


def _bar(words: Words) -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=None, said="")
        lines = _Lines(words)

        def tell(row: Row, finished: int, total: int) -> None:
            lines.failed += row.state == "failed"
            lines.pages += row.pages or 0
            said = words.say("batch_bar", pages=lines.pages, failed=lines.failed)
            progress.update(bar, completed=finished, total=total, said=said)

        yield tell

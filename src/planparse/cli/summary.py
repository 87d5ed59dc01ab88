"""What `convert` tells a person on stderr: a line each file; on a terminal, over many files, a bar and then a table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from planparse.cli.words import Words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `counts` are tasks, marks, unplaced texts; None where it could not be read."""

    path: Path
    title: str = ""
    counts: tuple[int, int, int] | None = None
    remarks: tuple[str, ...] = ()
    code: int = 0
    seconds: float = 0.0

    def with_remark(self, remark: str, code: int = 0) -> Outcome:
        """The outcome with one more line for a person; `code` counts where it is the worse one."""
        return replace(self, remarks=(*self.remarks, remark), code=max(self.code, code))

    def line(self, words: Words, width: int = 0) -> str:
        """All in one line, the path in `width` columns at least; remarks under it."""
        head, remarks = "", self.remarks
        if self.counts is None:
            head, *rest = remarks
            remarks = tuple(rest)
        else:
            tasks, marks, unplaced = self.counts
            head = words.say("counts", tasks=tasks, marks=marks, unplaced=unplaced, seconds=self.seconds)
        return "\n".join([f"{f'{self.path}:':{width}} {head}", *(f"    {remark}" for remark in remarks)])


@contextmanager
def telling(paths: Sequence[Path], words: Words, *, may_draw: bool) -> Iterator[Callable[[Outcome], None]]:
    """Gives the function that is told each outcome; after the last one, says what became of all.

    `may_draw` is False where something else writes on the same terminal.
    """
    outcomes: list[Outcome] = []
    if may_draw and len(paths) > 1 and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        console = Console(stderr=True)
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("", total=len(paths))

            def advance(outcome: Outcome) -> None:
                outcomes.append(outcome)
                bar.advance(task)

            yield advance
        _draw(outcomes, words)
    else:
        width = min(max(len(str(path)) for path in paths) + 1, 60)

        def say(outcome: Outcome) -> None:
            outcomes.append(outcome)
            click.echo(outcome.line(words, width), err=True)

        yield say
    if len(paths) > 1:
        click.echo(_total(outcomes, words), err=True)


def pages_told(paths: Sequence[Path], words: Words) -> Callable[[int], None] | None:
    """What is told each page that OCR has read, for one file on a terminal: reading a page takes seconds."""
    if len(paths) != 1 or not sys.stderr.isatty():
        return None
    return lambda page: click.echo(f"\r{words.say('page_read', page=page)}\r", err=True, nl=False)


def _draw(outcomes: list[Outcome], words: Words) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(words.say("col_file"), no_wrap=True, max_width=32)
    table.add_column(words.say("col_title"))
    for name in ("col_tasks", "col_marks", "col_unplaced", "col_seconds"):
        table.add_column(heading := words.say(name), justify="right", no_wrap=True, min_width=len(heading))
    for outcome in outcomes:
        style = "" if outcome.code == 0 else "yellow" if outcome.counts else "red"
        counts = [str(count) for count in outcome.counts or ("", "", "")]
        table.add_row(
            Text(outcome.path.name), Text(outcome.title, no_wrap=True, overflow="ellipsis"), *counts, f"{outcome.seconds:.2f}", style=style
        )
    console = Console(stderr=True)
    console.print(table)
    for outcome in outcomes:
        for remark in outcome.remarks:
            console.print(Text(f"{outcome.path}: {remark}"))


def _total(outcomes: list[Outcome], words: Words) -> str:
    tasks, marks, unplaced = (sum(outcome.counts[at] for outcome in outcomes if outcome.counts) for at in range(3))
    counts = words.say("counts", tasks=tasks, marks=marks, unplaced=unplaced, seconds=sum(outcome.seconds for outcome in outcomes))
    failed = sum(outcome.counts is None for outcome in outcomes)
    return words.say("total", files=len(outcomes), counts=counts) + (f"; {words.say('failed', n=failed)}" if failed else "")

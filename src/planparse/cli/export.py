"""`planparse export`: the tasks of plans, as a calendar, a sheet, or what a tracker takes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.convert import convert
from planparse.cli.plans import given, is_written, written
from planparse.cli.spoken import Command
from planparse.cli.summary import Outcome, telling
from planparse.cli.words import Words
from planparse.emit import file
from planparse.emit.exports import EXPORTS, Wish
from planparse.errors import PlanparseError

if TYPE_CHECKING:
    from planparse.plan import Plan

SAME_PLAN = 1
"""Exit code where a plan came twice with other tasks, and one was left out."""


@click.command("export", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(list(EXPORTS)), required=True)
@click.option("-o", "--output", metavar="PATH|-", default="-")
@click.option("--by", type=click.Choice(["ward", "unit"]))
@click.option("--alarm", "alarms", type=click.IntRange(0, 365), multiple=True, default=[7, 1])
@click.option("--stamp", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@click.option("--delimiter", type=click.Choice([",", ";"]), default=",")
@click.pass_obj
def command(
    words: Words,
    files: tuple[Path, ...],
    form: str,
    output: str,
    by: str | None,
    alarms: tuple[int, ...],
    stamp: dt.datetime | None,
    delimiter: str,
) -> int:
    """Reads all plans, then writes one file of their tasks, or with `--by` a file each; the exit code is the worst of the plans'."""
    if by and output == "-":
        raise click.UsageError(words.say("by_needs_folder"))
    wish = Wish(alarms, stamp.date() if stamp else None, delimiter)
    plans, code = _read(files, words)
    export = EXPORTS[form]
    try:
        if by:
            from planparse.emit.entries import apart  # pydantic: not for --help

            folder = Path(output)
            folder.mkdir(parents=True, exist_ok=True)
            for name, part in apart(plans, by).items():
                file.write(folder / f"{name}.{export.suffix}", export.write(part, wish))
        elif output == "-":
            with click.open_file("-", "wb") as out:
                out.writelines(export.write(plans, wish))
        else:
            file.write(Path(output), export.write(plans, wish))
    except BrokenPipeError:
        raise  # whoever read stdout has gone; click ends quietly
    except OSError as error:
        raise click.UsageError(words.say("not_written", path=error.filename or output, reason=error.strerror)) from error
    return code


def _read(files: Sequence[Path], words: Words) -> tuple[list[Plan], int]:
    """The plans, each once, and the worst exit code of reading them."""
    paths = list(given(files, words))
    plans: dict[str, Plan] = {}
    code = 0
    with telling(paths, words, may_draw=False) as tell:
        for path in paths:
            for plan, outcome in _plans(path, words):
                first = plans.setdefault(plan.id, plan) if plan else None
                if plan and first is not plan:
                    other = 0 if first and first.tasks == plan.tasks else SAME_PLAN
                    outcome = outcome.with_remark(words.say("same_plan", id=plan.id, first=first.document.name if first else ""), other)
                tell(outcome)
                code = max(code, outcome.code)
    return list(plans.values()), code


def _plans(path: Path, words: Words) -> Iterator[tuple[Plan | None, Outcome]]:
    """What the file holds, None where it cannot be read, and what became of it."""
    if not is_written(path):
        yield convert(path, words, proof=False)
        return
    try:
        for plan in written(path):
            counts = (len(plan.tasks), len(plan.needs_review), len(plan.unplaced))
            yield plan, Outcome(path, title=plan.header.title or "", counts=counts)
    except PlanparseError as error:
        yield None, Outcome(path, code=error.exit_code, remarks=(words.error(error, path.name),))

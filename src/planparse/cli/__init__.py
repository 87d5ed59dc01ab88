"""The command line: the only part of planparse that reads arguments, prints, and ends the process.

1. What a program reads (JSON, a schema) goes to stdout, what a person reads to stderr.
2. Exit codes: 0 nothing to say, 1 findings of severity error, 2 wrong arguments, 3-6 the errors of `planparse.errors`,
   70 a defect of planparse itself. Over many files, the highest.
3. A command is a module of this folder with a `command`, a name in `COMMANDS`, and its words in `vocab/cli.toml`. It is
   imported when it is called, so that `planparse --help` costs nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

import planparse
from planparse.cli.spoken import Group
from planparse.cli.words import Words, language
from planparse.errors import PlanparseError

COMMANDS = ("convert", "check", "rules", "batch", "aggregate", "diff", "export", "clean", "schema", "debug", "doctor")

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"planparse {planparse.__version__}")
        ctx.exit()


GROUP = Group(
    "planparse",
    COMMANDS,
    params=[click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version)],
)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Runs the command that `args` (else the process's own arguments) name, and ends the process with its exit code."""
    args = list(sys.argv[1:] if args is None else args)
    words = Words(language(args))
    try:
        code = GROUP.main(args or ["--help"], GROUP.name, standalone_mode=False, obj=words)
    except click.UsageError as error:
        _complain(words, error)
        code = 2
    except click.Abort:
        click.echo(words.say("stopped"), err=True)
        code = STOPPED
    except PlanparseError as error:
        click.echo(words.error(error), err=True)
        code = error.exit_code
    sys.exit(code)


def _complain(words: Words, error: click.UsageError) -> None:
    """Says what is wrong with the arguments. The classes of click differ in where they keep the name of the culprit."""
    name = getattr(error, "option_name", None) or getattr(error, "command_name", None)
    param = getattr(error, "param", None)
    if name is None and param is not None:
        name = param.get_error_hint(error.ctx)
    kinds = [kind.__name__ for kind in type(error).__mro__]
    click.echo(words.usage(kinds, name=name, what=error.message), err=True)
    if error.ctx is not None:
        click.echo(words.say("try_help", command=error.ctx.command_path), err=True)

"""The command line: the only part of planparse that reads arguments, prints, and ends the process.

1. What a program reads (JSON, a schema) goes to stdout, what a person reads to stderr.
2. Exit codes: 0 nothing to say, 1 findings of severity error, 2 wrong arguments, 3-6 the errors of `planparse.errors`,
   70 a defect of planparse itself. Over many files, the highest.
3. A command is a module of this folder with a `command`, a name in `COMMANDS`, and its words in `vocab/cli.toml`. It is
   imported when it is called, so that `planparse --help` costs nothing.
"""

from __future__ import annotations

import click

import planparse
from planparse.cli.spoken import Group

COMMANDS = ("convert", "schema", "debug", "doctor")


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"planparse {planparse.__version__}")
        ctx.exit()


main = Group(
    "planparse",
    COMMANDS,
    params=[click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version)],
    no_args_is_help=True,
)

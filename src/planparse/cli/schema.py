"""`planparse schema`: the contract with the outside, for whoever reads the JSON."""

from __future__ import annotations

import json

import click

from planparse.cli.spoken import Command


@click.command("schema", cls=Command)
def command() -> int:
    """Prints the JSON Schema of a plan, as it is committed in `schemas/plan.schema.json`."""
    from planparse import plan  # pydantic: not for --help

    click.echo(json.dumps(plan.schema(), ensure_ascii=False, indent=2))
    return 0

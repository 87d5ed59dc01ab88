"""`planparse doctor`: what is installed, what is missing, what it is for, and how to get it."""

from __future__ import annotations

import click

import planparse
from planparse import doctor
from planparse.cli.spoken import Command
from planparse.cli.words import Words
from planparse.errors import MissingTool


@click.command("doctor", cls=Command)
@click.pass_obj
def command(words: Words) -> int:
    """One line each part; exit code 4 where one is missing, 5 where a vocabulary is broken."""
    click.echo(f"planparse {planparse.__version__}, {doctor.system()}")
    missing = 0
    for name, version in doctor.packages().items():
        missing += version is None
        click.echo(f"{_mark(words, version)}  {name} {version or ''}".rstrip())
    for part in doctor.parts():
        missing += part.found is None
        click.echo(f"{_mark(words, part.found)}  {part.name} {part.found or ''}".rstrip())
        if part.found is None:
            click.echo(f"        {part.purpose[words.lang]}; {words.say('get_it', how=part.get)}")
    if engines := doctor.engines():
        click.echo(f"{_mark(words, True)}  {words.say('engines', names=', '.join(engines))}")
    click.echo(f"{_mark(words, True)}  {words.say('vocabularies', n=len(doctor.vocabularies()))}")
    click.echo(words.say("some_missing", n=missing) if missing else words.say("all_there"))
    return MissingTool.exit_code if missing else 0


def _mark(words: Words, there: object) -> str:
    return words.say("installed" if there else "missing").ljust(6)

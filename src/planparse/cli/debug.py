"""`planparse debug`: a page as the PDF reader sees it."""

from __future__ import annotations

from pathlib import Path

import click

from planparse.cli.spoken import Command
from planparse.cli.words import Words
from planparse.emit.file import write


@click.command("debug", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--page", type=click.IntRange(min=1), default=1, metavar="N")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PNG")
@click.pass_obj
def command(words: Words, file: Path, page: int, output: Path | None) -> int:
    """Draws page N of FILE. Raises what the PDF reader raises."""
    from planparse.read.debug import draw  # pdfium: not for --help

    output = output or Path(f"{file.name}-{page}.png")
    write(output, [draw(file.read_bytes(), page, file.name)])
    click.echo(words.say("written", path=output), err=True)
    return 0

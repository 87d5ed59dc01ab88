"""`planparse clean`: the text of a document with its slips mended, and each change with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, TYPE_CHECKING

import click

from planparse.cli.spoken import Command
from planparse.cli.words import Words

if TYPE_CHECKING:
    from planparse.paper import Fix, Paper

_STDIN = "text.txt"
"""The name under which standard input is read: it is text unless its first bytes say otherwise."""


@click.command("clean", cls=Command)
@click.argument("file", type=click.File("rb"), metavar="FILE|-")
@click.option("--explain", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(words: Words, file: IO[bytes], explain: bool, as_json: bool) -> int:
    """Prints the mended text of FILE, a line a paragraph or table row. Raises what the readers raise."""
    from planparse.clean import SILENT, clean  # the readers and the counts of words: not for --help
    from planparse.read import read

    name = _STDIN if file.name in ("-", "<stdin>") else file.name
    paper = clean(read(file.read(), name))
    told = [fix for fix in paper.fixes if fix.rule not in SILENT]
    if as_json:
        click.echo(json.dumps(_record(paper, told), ensure_ascii=False, indent=2))
        return 0
    click.echo("\n".join(_lines(paper)))
    if explain:
        for fix in told:
            click.echo(
                words.say("clean_fix", before=fix.before, after=fix.after, rule=fix.rule, confidence=f"{fix.confidence:.0%}"), err=True
            )
        for doubt in paper.doubts:
            click.echo(words.say("clean_doubt", word=doubt.word or "…", detail=doubt.detail), err=True)
    return 0


def _lines(paper: Paper) -> Iterator[str]:
    """Each paragraph, and each row of a table with its cells parted by tabs; a merged cell stands once, where it begins."""
    row: list[str] = []
    at = None
    for key, text in paper.texts():
        item = paper.item(key)
        here = None if key[1] < 0 else (key[0], getattr(item, "row", 0))
        if row and here != at:
            yield "\t".join(row)
            row = []
        at = here
        if here is None:
            yield text
        else:
            row.append(text.replace("\n", " "))
    if row:
        yield "\t".join(row)


def _record(paper: Paper, told: list[Fix]) -> dict[str, object]:
    """The text, the changes and the suspicions; `key` is the number of the block and, in a table, of the cell, else -1."""
    return {
        "text": "\n".join(_lines(paper)),
        "fixes": [asdict(fix) for fix in told],
        "doubts": [{"key": doubt.key, "reason": doubt.reason, "word": doubt.word, "detail": doubt.detail} for doubt in paper.doubts],
    }

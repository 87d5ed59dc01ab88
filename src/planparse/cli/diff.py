"""`planparse diff`: what changed between two versions of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.plans import load
from planparse.cli.spoken import Command
from planparse.cli.words import Words

if TYPE_CHECKING:
    from planparse.diff import Change, Difference

_PATH = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("diff", cls=Command)
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option("--format", "form", type=click.Choice(["text", "json", "md"]), default="text")
@click.pass_obj
def command(words: Words, old: Path, new: Path, form: str) -> int:
    """Prints what NEW says otherwise than OLD, each a document or a plan JSON. 0 where they say the same, else 1."""
    from planparse.diff import compare  # pydantic: not for --help

    difference = compare(load(old), load(new))
    if form == "json":
        click.echo(difference.model_dump_json(indent=2))
    else:
        lines = _table(difference, words) if form == "md" else _lines(difference, words)
        click.echo("\n".join(lines))
    return 0 if difference.empty else 1


def _lines(difference: Difference, words: Words) -> list[str]:
    """One line a change: `+` added, `-` removed, `>` moved, `~` changed."""
    if difference.empty:
        return [words.say("diff_same")]
    lines = [f"~ {_field(change, words)}: {_arrow(change)}" for change in difference.header]
    lines += [f"+ {words.say('diff_basis')} {number}" for number in difference.bases_added]
    lines += [f"- {words.say('diff_basis')} {number}" for number in difference.bases_removed]
    lines += [f"+ {_numbered(note.marker, note.content)}" for note in difference.added]
    lines += [f"- {_numbered(note.marker, note.content)}" for note in difference.removed]
    lines += [f"> {move.before} → {move.after}: {move.content}" for move in difference.moved]
    for task in difference.changed:
        lines.append(f"~ {_numbered(task.marker, task.content)}")
        lines += [f"    {_field(change, words)}: {_arrow(change)}" for change in task.changes]
    return lines


def _table(difference: Difference, words: Words) -> list[str]:
    """The same as a Markdown table."""
    rows = [("~", words.say("diff_header"), _field(change, words), change.before, change.after) for change in difference.header]
    rows += [("+", words.say("diff_basis"), "", None, number) for number in difference.bases_added]
    rows += [("-", words.say("diff_basis"), "", number, None) for number in difference.bases_removed]
    rows += [("+", _numbered(note.marker, note.content), "", None, note.deadline) for note in difference.added]
    rows += [("-", _numbered(note.marker, note.content), "", note.deadline, None) for note in difference.removed]
    rows += [(">", move.content, words.say("diff_order"), str(move.before), str(move.after)) for move in difference.moved]
    for task in difference.changed:
        rows += [("~", _numbered(task.marker, task.content), _field(change, words), change.before, change.after) for change in task.changes]
    head = ["", *(words.say(f"diff_{name}") for name in ("task", "field", "before", "after"))]
    return [_row(head), _row(["---"] * 5), *(_row(row) for row in rows)]


def _row(cells: Sequence[str | None]) -> str:
    return "| " + " | ".join((cell or "").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _field(change: Change, words: Words) -> str:
    return words.say(f"diff_field_{change.field}")


def _arrow(change: Change) -> str:
    return f"{change.before or '∅'} → {change.after or '∅'}"


def _numbered(marker: str | None, content: str) -> str:
    return f"{marker}. {content}" if marker else content

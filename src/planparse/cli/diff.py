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
    from planparse.diff import Change, Difference, TextChange

_CONTEXT = 4
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
    return lines + [_text_line(change, words) for change in difference.texts]


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
    for text in difference.texts:
        sign = "+" if text.before is None else "-" if text.after is None else "~"
        rows.append((sign, words.say(f"diff_part_{text.part}"), _place(text, words), text.before, text.after))
    head = ["", *(words.say(f"diff_{name}") for name in ("task", "field", "before", "after"))]
    return [_row(head), _row(["---"] * 5), *(_row(row) for row in rows)]


def _text_line(change: TextChange, words: Words) -> str:
    """A text that was added or is gone in full; of one that was rewritten the words that differ, with a few around them."""
    where = " ".join(part for part in (words.say(f"diff_part_{change.part}"), _place(change, words)) if part)
    if change.before is None or change.after is None:
        sign, text = ("+", change.after) if change.before is None else ("-", change.before)
        return f"{sign} {where}: {' '.join((text or '').split())}"
    before, after = _around(change.before.split(), change.after.split())
    return f"~ {where}: {before} → {after}"


def _place(change: TextChange, words: Words) -> str:
    if change.part == "signature" and change.place:
        return words.say(f"diff_field_{change.place}")
    return change.place or ""


def _around(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Both without the words that they begin and end with in common, but `_CONTEXT` of them."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    start, end = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)

    def cut(words: Sequence[str]) -> str:
        return " ".join([*["…"][: int(start > 0)], *words[start : len(words) - end], *["…"][: int(end > 0)]])

    return cut(old), cut(new)


def _row(cells: Sequence[str | None]) -> str:
    return "| " + " | ".join((cell or "").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _field(change: Change, words: Words) -> str:
    return words.say(f"diff_field_{change.field}")


def _arrow(change: Change) -> str:
    return f"{change.before or '∅'} → {change.after or '∅'}"


def _numbered(marker: str | None, content: str) -> str:
    return f"{marker}. {content}" if marker else content

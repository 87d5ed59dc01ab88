"""Plans from the command line: a document is read, a plan JSON taken as it is, a folder opened; own reports in it are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.convert import documents
from planparse.cli.words import Words
from planparse.emit.own import is_own
from planparse.errors import UnreadableFile

if TYPE_CHECKING:
    from planparse.plan import Plan

WRITTEN = (".json", ".jsonl")
"""Endings of files that hold plans already read."""


def load(path: Path) -> Plan:
    """The plan in the file. Raises `UnreadableFile` for a JSON that is no plan, else what `pipeline.parse` raises."""
    if is_written(path):
        for plan in written(path):
            return plan
        raise UnreadableFile(f"{path.name}: the file is empty.", "Make it anew with planparse convert.")
    from planparse.pipeline import parse

    return parse(path)


def is_written(path: Path) -> bool:
    """Whether the file holds plans that planparse has read, by its ending."""
    return path.suffix.lower() in WRITTEN


def written(path: Path) -> Iterator[Plan]:
    """The plan of a JSON file, the plans of a JSONL file one by one. Raises `UnreadableFile`."""
    from planparse.plan import Plan

    advice = "Give the document itself, or the JSON that planparse convert or batch wrote."
    try:
        if path.suffix.lower() == ".jsonl":
            with path.open("rb") as lines:
                for line in lines:
                    if line.strip():
                        yield Plan.model_validate_json(line)
        else:
            yield Plan.model_validate_json(path.read_bytes())
    except ValueError as error:
        raise UnreadableFile(f"{path.name}: this is no plan JSON of planparse.", advice) from error
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path.name}: there is no such file.", "Check its name and its folder.") from error
    except OSError as error:
        raise UnreadableFile(f"{path.name}: the file cannot be opened ({error.strerror}).", "Check its name and your rights.") from error


def inside(folder: Path) -> list[Path]:
    """The files in the folder and in its `plans/` that hold plans: those of one plan by name, then those of many."""
    found = (path for place in (folder, folder / "plans") if place.is_dir() for path in place.iterdir())
    return sorted((path for path in found if _holds_plans(path)), key=lambda path: (path.suffix.lower() == ".jsonl", path))


def _holds_plans(path: Path) -> bool:
    """Lines of no plan are an empty file; an empty JSON is a plan that was lost, which is to be said."""
    if not is_written(path) or not path.is_file() or path.name.startswith(".") or is_own(path):
        return False
    return path.suffix.lower() == ".json" or path.stat().st_size > 0


def given(files: Sequence[Path], words: Words) -> Iterator[Path]:
    """The files; for a folder what holds its plans (each plan once), else its documents. `UsageError` for a folder without either."""
    for path in files:
        plans = inside(path) if path.is_dir() else []
        single = [one for one in plans if one.suffix.lower() == ".json"]
        if not plans and (path / "journal.sqlite").is_file():
            raise click.UsageError(words.say("no_plans_in", folder=path))
        yield from single or plans or documents([path], words)

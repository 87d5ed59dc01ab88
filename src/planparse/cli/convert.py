"""`planparse convert`: plans in, JSON out, a line of summary each."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.spoken import Command
from planparse.cli.words import Words
from planparse.emit import FORMATS
from planparse.errors import MissingTool, PlanparseError, UnreadableFile

if TYPE_CHECKING:
    from planparse.plan import Plan

DOCUMENTS = frozenset(".docx .docm .dotx .doc .dot .odt .rtf .pdf .txt .html .htm .png .jpg .jpeg .tif .tiff".split())
"""What is a document in a folder; a file that is named on the command line is tried whatever its name is."""

DEFECT = 70
"""Exit code for a defect of planparse: EX_SOFTWARE of sysexits.h."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `counts` is None where it could not be read; `remarks` are lines for a person."""

    path: Path
    seconds: float
    code: int = 0
    title: str = ""
    counts: dict[str, int] | None = None
    remarks: tuple[str, ...] = ()


@click.command("convert", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR|-", default="-")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json")
@click.option("--proof", is_flag=True)
@click.pass_obj
def command(words: Words, files: tuple[Path, ...], output: str, form: str, proof: bool) -> int:
    """Converts one file after another; the exit code is the worst of theirs."""
    raise NotImplementedError

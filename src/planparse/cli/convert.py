"""`planparse convert`: plans in, JSON out, a line of summary each."""

from __future__ import annotations

import os
import time
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planparse.cli.spoken import Command
from planparse.cli.summary import Outcome, pages_told, telling
from planparse.cli.words import Words
from planparse.emit import FORMATS, file
from planparse.emit.own import is_own
from planparse.errors import MissingTool, PlanparseError, UnreadableFile
from planparse.read.scan_settings import Settings, using

if TYPE_CHECKING:
    from planparse.account import Account
    from planparse.plan import Plan

_TEXTS = frozenset({".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".rtf", ".pdf", ".txt", ".html", ".htm", ".mht"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})

DOCUMENTS = _TEXTS | _PICTURES
"""What is a document in a folder; a file that is named on the command line is tried, whatever its name is."""

DEFECT = 70
"""Exit code for a defect of planparse: EX_SOFTWARE of sysexits.h."""

UNBALANCED = 1
"""Exit code for an account that does not add up."""


@click.command("convert", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR|-", default="-")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json")
@click.option("--proof", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=1), default=None, metavar="N")
@click.option("--no-cache", is_flag=True)
@click.pass_obj
def command(words: Words, files: tuple[Path, ...], output: str, form: str, proof: bool, jobs: int | None, no_cache: bool) -> int:
    """Converts one file after another, each written as soon as it is read; the exit code is the worst of theirs."""
    paths = list(documents(files, words))
    names = result_names(paths)
    apart = output != "-" and form == "json"
    write = FORMATS[form]
    code = 0
    folder = _folder(output, words) if output != "-" else None
    reading = Settings(jobs=jobs or os.cpu_count() or 1, cache=None if no_cache else kept_scans(), tell=pages_told(paths, words))
    with using(reading), telling(paths, words, may_draw=folder is not None) as tell:

        def plans() -> Iterator[tuple[Path, Plan]]:
            nonlocal code
            for path in paths:
                plan, outcome = convert(path, words, proof)
                if plan and apart and names[path] != path.name:
                    outcome = outcome.with_remark(words.say("renamed", result=f"{names[path]}.json"))
                tell(outcome)
                code = max(code, outcome.code)
                if plan:
                    yield path, plan

        try:
            if folder is None:
                with click.open_file("-", "wb") as out:
                    out.writelines(write(plan for _, plan in plans()))
            elif apart:
                for path, plan in plans():
                    file.write(folder / f"{names[path]}.json", write([plan]))
            else:
                file.write(folder / f"plans.{form}", write(plan for _, plan in plans()))
        except BrokenPipeError:
            raise  # whoever read stdout has gone; click ends quietly
        except OSError as error:
            raise _not_written(error, output, words) from error
    return code


def kept_scans() -> Path:
    """Where pages that OCR has read are kept for the next time: `PLANPARSE_CACHE`, else the user's folder for such."""
    own, general = os.environ.get("PLANPARSE_CACHE"), os.environ.get("XDG_CACHE_HOME")
    return Path(own) if own else (Path(general) if general else Path.home() / ".cache") / "planparse"


def documents(files: Sequence[Path], words: Words) -> Iterator[Path]:
    """The files, and for a folder the documents that lie directly in it, by name; each once. `UsageError` for a folder without any.

    A page that planparse wrote is no document of the folder; it is read where it is named.
    """
    seen: set[Path] = set()
    for path in files:
        inside = [path]
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if _is_document(p))
            if not inside:
                raise click.UsageError(words.say("no_documents", folder=path))
        for document in inside:
            if document not in seen:
                seen.add(document)
                yield document


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in DOCUMENTS and not path.name.startswith((".", "~$")) and path.is_file() and not is_own(path)


def result_names(paths: Sequence[Path]) -> dict[Path, str]:
    """For each path the name of its result, without `.json`: its own name, or with `-2`, `-3` where that is taken.

    >>> list(result_names([Path("a/KH.pdf"), Path("b/kh.PDF"), Path("b/KH.docx")]).values())
    ['KH.pdf', 'kh-2.PDF', 'KH.docx']
    """
    taken: set[str] = set()
    names = {}
    for path in paths:
        name, number = path.name, 1
        while (key := unicodedata.normalize("NFC", name).casefold()) in taken:
            number += 1
            name = f"{path.stem}-{number}{path.suffix}"
        taken.add(key)
        names[path] = name
    return names


def convert(path: Path, words: Words, proof: bool) -> tuple[Plan | None, Outcome]:
    """The plan in the file, None where it cannot be read, and what became of it. Never raises."""
    started = time.perf_counter()
    plan = None
    try:
        from planparse.pipeline import parse_with_account  # the readers and models: not for --help

        parsed = parse_with_account(_bytes(path), path.name)
        plan, outcome = parsed.plan, _judged(path, parsed.plan, words)
        if proof:
            outcome = outcome.with_remark(*_proof(parsed.account, words))
    except PlanparseError as error:
        outcome = Outcome(path, code=error.exit_code, remarks=(words.error(error, path.name),))
    except Exception as error:  # whatever it is: said, with its own exit code, and the other files go on
        if os.environ.get("PLANPARSE_DEBUG"):
            traceback.print_exc()
        outcome = Outcome(path, code=DEFECT, remarks=(words.say("defect", what=f"{type(error).__name__}: {error}"),))
    return plan, replace(outcome, seconds=time.perf_counter() - started)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path.name}: there is no such file.", "Check its name and its folder.") from error
    except PermissionError as error:
        raise UnreadableFile(f"{path.name}: you may not read this file.", "Ask whoever owns it for the right to read it.") from error
    except OSError as error:
        raise UnreadableFile(
            f"{path.name}: the file cannot be opened ({error.strerror}).", "Try again, or copy the file to this machine first."
        ) from error


def _judged(path: Path, plan: Plan, words: Words) -> Outcome:
    outcome = Outcome(path, title=plan.header.title or "", counts=(len(plan.tasks), len(plan.needs_review), len(plan.unplaced)))
    without_ocr = plan.document.extraction == "text"
    if any(mark.reason == "needs_ocr" or (without_ocr and mark.reason == "broken_text_layer") for mark in plan.needs_review):
        outcome = outcome.with_remark(words.say("unread"), MissingTool.exit_code)
    return outcome


def _proof(account: Account, words: Words) -> tuple[str, int]:
    form = "balanced" if account.balanced else "unbalanced"
    said = words.say(form, read=account.read, placed=account.placed, removed=account.removed, unplaced=account.unplaced)
    return said, 0 if account.balanced else UNBALANCED


def _folder(output: str, words: Words) -> Path:
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(error, output, words) from error
    return folder


def _not_written(error: OSError, output: str, words: Words) -> click.UsageError:
    return click.UsageError(words.say("not_written", path=error.filename or output, reason=error.strerror))

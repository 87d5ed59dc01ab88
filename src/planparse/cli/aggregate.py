"""`planparse aggregate`: many plans in, one view over them out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

import planparse
from planparse.cli.plans import inside, load, written
from planparse.cli.spoken import Command
from planparse.cli.words import Words
from planparse.emit import file
from planparse.errors import MissingTool, PlanparseError

if TYPE_CHECKING:
    from planparse.aggregate import Overview, UnreadRow
    from planparse.batch.journal import Row
    from planparse.plan import Plan


_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_KIND = re.compile(r"(?:xã|phường|đặc khu|thị trấn)\s+(?=\S)", re.IGNORECASE)


class _Day(click.ParamType[str]):
    """`2026-03-31`, or as officers write it, `31/3/2026`."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            if found := _WRITTEN.fullmatch(str(value).strip()):
                return dt.date(*(int(part) for part in reversed(found.groups()))).isoformat()
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(str(value), param, ctx)


@dataclass(slots=True)
class _Inputs:
    """The plans in `paths`, read one by one; what could not be read is said and kept as an exit code.

    A batch writes each plan twice, by itself and as a line of `plans.jsonl`: of a document that came as a file, its line is passed over.
    Its journal knows of the files that have the same bytes as another (each is a copy of that plan), and of those that were not read.
    """

    paths: Sequence[Path]
    words: Words
    journals: Sequence[Row] = ()
    code: int = 0
    read: int = field(default=0)

    def plans(self) -> Iterator[Plan]:
        alone: set[tuple[str, str, str]] = set()
        copies: dict[str | None, list[str]] = {}
        for row in self.journals:
            if row.state == "duplicate":
                copies.setdefault(row.sha256, []).append(row.file_name)
        for path in sorted(self.paths, key=_of_many):
            try:
                for plan in written(path):
                    document = (plan.id, plan.document.sha256, plan.document.name)
                    if not _of_many(path):
                        alone.add(document)
                    elif document in alone:
                        continue
                    self.read += 1
                    yield plan
                    for name in copies.pop(plan.document.sha256, ()):
                        yield plan.model_copy(update={"document": plan.document.model_copy(update={"name": name})})
            except PlanparseError as error:
                self.code = max(self.code, error.exit_code)
                click.echo(f"{path.name}: {self.words.error(error, path.name)}", err=True)

    def unread(self) -> Iterator[UnreadRow]:
        """What the batches could not read, in the language of the report."""
        from planparse.aggregate import UnreadRow
        from planparse.vocab.messages import in_vietnamese

        for row in self.journals:
            if row.state == "failed":
                why = in_vietnamese(row.message or row.error or "").removeprefix(f"{row.file_name}: ")
                yield UnreadRow(file=row.file_name, why=why, advice=in_vietnamese(row.advice or ""))


def _journals(files: Sequence[Path]) -> list[Row]:
    """What the batches remember whose folders, or plans, are among `files`. Raises `UnreadableFile`."""
    from planparse.batch.journal import read_journal

    folders = dict.fromkeys(path.parent if path.name in ("plans", "plans.jsonl") else path for path in files)
    return [row for folder in folders for row in read_journal(folder)]


def _of_many(path: Path) -> bool:
    return path.suffix.lower() == ".jsonl"


@click.command("aggregate", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="OUT|JSON...", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="REPORT")
@click.option("--province", metavar="NAME")
@click.option("--reference", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="PLAN")
@click.option("--wards", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="CSV")
@click.option("--due", type=_Day(), metavar="YYYY-MM-DD")
@click.option("--today", type=_Day(), metavar="YYYY-MM-DD")
@click.option("--year", type=click.IntRange(1990, 2100))
@click.option("--topic", metavar="SLUG")
@click.option("--documents", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@click.pass_obj
def command(
    words: Words, files: tuple[Path, ...], output: Path, province: str | None, reference: Path | None, wards: Path | None, due: str | None,
    today: str | None, year: int | None, topic: str | None, documents: Path | None,
) -> int:  # fmt: skip
    """Writes the report; the exit code is the worst of the inputs'."""
    from planparse.aggregate import Scope, aggregate
    from planparse.vocab.places import find_province

    if province and wards is None and find_province(province) is None:
        raise click.UsageError(words.say("no_province", name=province))
    inputs = _Inputs(_plan_files(files, words), words, _journals(files))
    scope = Scope(
        province, _wards(wards, words) if wards else None, year, topic, due, today or dt.datetime.now().astimezone().date().isoformat()
    )
    producer = f"planparse {planparse.__version__}"
    overview = aggregate(inputs.plans(), producer, scope, load(reference) if reference else None, inputs.unread())
    if not inputs.read:
        raise click.UsageError(words.say("no_plans"))
    try:
        code = _write(overview, output, documents, words)
    except OSError as error:
        raise click.UsageError(words.say("not_written", path=error.filename or output, reason=error.strerror)) from error
    _tell(overview, words)
    return max(inputs.code, code)


def _plan_files(files: Sequence[Path], words: Words) -> list[Path]:
    """The files among `files`, those of a folder and of its `plans/` by name; each once."""
    found: dict[Path, None] = {}
    for path in files:
        held = inside(path) if path.is_dir() else [path]
        if not held:
            raise click.UsageError(words.say("no_plans_in" if (path / "journal.sqlite").is_file() else "no_json", folder=path))
        found.update(dict.fromkeys(held))
    return list(found)


def _wards(path: Path, words: Words) -> list[tuple[str, str]]:
    """The rows of a CSV with the columns `kind` and `name` (`phường`, `Bách Quang`), as Excel saves one: UTF-8 or UTF-16, any delimiter.

    A name that opens with its own kind (`xã Nà Mây`) is that name without it. `UsageError` for what has no such columns.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(words.say("bad_wards", path=path)) from error
    head = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    if not {"kind", "name"} <= set(table.fieldnames or ()):
        raise click.UsageError(words.say("bad_wards", path=path))
    rows = [((row["kind"] or "").strip(), (row["name"] or "").strip()) for row in table]
    return [
        (kind or name[: found.end()].strip(), name[found.end() :]) if (found := _KIND.match(name)) else (kind, name)
        for kind, name in rows
        if name
    ]


def _write(overview: Overview, folder: Path, documents: Path | None, words: Words) -> int:
    from planparse.aggregate.dashboard import dashboard
    from planparse.aggregate.overview import as_json
    from planparse.aggregate.relations import VIEWS, relations
    from planparse.aggregate.sheets import sheets
    from planparse.emit.parquet import as_parquet
    from planparse.emit.sqlite import as_sqlite
    from planparse.emit.workbook import as_workbook

    folder.mkdir(parents=True, exist_ok=True)
    tables = relations(overview)
    find = _finder(documents, folder)
    made = [
        ("overview.json", as_json(overview)),
        ("dashboard.html", dashboard(overview, find)),
        ("overview.xlsx", as_workbook(sheets(overview, find), "Tổng hợp kế hoạch")),
        ("planparse.sqlite", as_sqlite(tables, VIEWS)),
    ]
    for name, chunks in made:
        file.write(folder / name, chunks)
        click.echo(words.say("written", path=folder / name), err=True)
    (folder / "parquet").mkdir(exist_ok=True)
    try:
        for table in tables:
            file.write(folder / "parquet" / f"{table.name}.parquet", as_parquet(table))
    except MissingTool as error:
        click.echo(words.error(error), err=True)
        return error.exit_code
    click.echo(words.say("written", path=folder / "parquet"), err=True)
    return 0


def _finder(documents: Path | None, report: Path) -> Callable[[str], str | None]:
    """Where a document lies, seen from the report: by its file name anywhere under `documents`."""
    if documents is None:
        return lambda _: None
    places = {path.name: path for path in sorted(documents.rglob("*"), reverse=True) if path.is_file()}

    def find(name: str) -> str | None:
        path = places.get(name)
        return None if path is None else Path(os.path.relpath(path.resolve(), report.resolve())).as_posix()

    return find


def _tell(overview: Overview, words: Words) -> None:
    totals = overview.totals
    told = words.say("overview", wards=totals.wards, with_plan=totals.with_plan, plans=totals.plans, tasks=totals.tasks)
    click.echo(told, err=True)
    if overview.reference:
        due = overview.reference.plans_due or "-"
        due = "/".join(reversed(due.split("-"))) if words.lang == "vi" and len(due) == 10 else due
        values = {"on_time": totals.on_time, "late": totals.late, "unknown": totals.on_time_unknown, "due": due}
        click.echo(words.say("overview_reference", **values, asked=totals.asked, none=totals.asked_by_none), err=True)

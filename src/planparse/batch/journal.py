"""What a run remembers: one row a file in SQLite, written in the moment that a file is finished."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from planparse.batch.work import Outcome
from planparse.errors import UnreadableFile

_SCHEMA = """
create table if not exists files (
    name text primary key, number integer not null, sha256 text, state text not null,
    error text, message text, advice text, code integer not null,
    seconds real not null, pages integer, tasks integer not null, marks integer not null, unplaced integer not null, plan_id text,
    result text, duplicate_of text, version text not null
);
"""
_COLUMNS = (
    "name", "number", "sha256", "state", "error", "message", "advice", "code", "seconds", "pages", "tasks", "marks", "unplaced",
    "plan_id", "result", "duplicate_of", "version",
)  # fmt: skip


_COUNTS = ("pages", "tasks", "marks", "unplaced")


@dataclass(frozen=True, slots=True)
class Row:
    """One file. `state`: `done`, `failed` or `duplicate` (of an earlier file with the same bytes)."""

    name: str
    number: int
    sha256: str | None
    state: str
    error: str | None
    message: str | None
    advice: str | None
    code: int
    seconds: float
    pages: int | None
    tasks: int
    marks: int
    unplaced: int
    plan_id: str | None
    result: str | None
    duplicate_of: str | None
    version: str

    @property
    def file_name(self) -> str:
        """The document's own file name, without folders and without the archive that holds it."""
        return PurePosixPath(self.name.rpartition("!")[2].replace("\\", "/")).name


class Journal:
    """`journal.sqlite` of an output folder; safe against a kill at any moment (WAL, one transaction a file)."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")
        self._db.executescript(_SCHEMA)

    def rows(self) -> Iterator[Row]:
        """All rows in the order of the input."""
        for values in self._db.execute(f"select {', '.join(_COLUMNS)} from files order by number, name"):
            yield Row(*values)

    def known(self) -> dict[str, Row]:
        """The rows by file name."""
        return {row.name: row for row in self.rows()}

    def write(self, row: Row) -> None:
        """Adds or replaces the row of a file."""
        values = [getattr(row, column) for column in _COLUMNS]
        self._db.execute(f"insert or replace into files values ({', '.join('?' * len(_COLUMNS))})", values)

    def forget(self, names: list[str]) -> None:
        """Drops the rows of files that are no longer in the input."""
        self._db.executemany("delete from files where name = ?", [(name,) for name in names])

    def close(self) -> None:
        self._db.close()


def read_journal(folder: Path) -> list[Row]:
    """The rows of the batch whose results are in `folder`, in the order of its input; none where no batch wrote there. Nothing is changed.

    Raises `UnreadableFile` for a journal that is damaged, or of another version.
    """
    path = folder / "journal.sqlite"
    if not path.is_file():
        return []
    select = f"select {', '.join(_COLUMNS)} from files order by number, name"
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            return [Row(*values) for values in db.execute(select)]
        finally:
            db.close()
    except sqlite3.Error as error:
        raise UnreadableFile(f"{path}: the journal of this batch cannot be read ({error}).", "Run planparse batch again.") from error


def row_of(name: str, number: int, outcome: Outcome, seconds: float, version: str, result: str | None) -> Row:
    """The row of a file that was read, or that could not be."""
    shared = {column: getattr(outcome, column) for column in ("sha256", "error", "message", "advice", "code", *_COUNTS, "plan_id")}
    state = "failed" if outcome.json is None else "done"
    return Row(
        name=name, number=number, state=state, seconds=round(seconds, 3), result=result, duplicate_of=None, version=version, **shared
    )

"""Relations as one SQLite file: tables with keys, views, full-text search. Opens in Datasette as it is.

1. Foreign keys hold; a file in which one does not is never written.
2. Words are found with or without diacritics: SQLite strips them from the letters that it knows, and the column `plain` has the words
   in ASCII, since `đ` is a letter of its own to it.
3. The same relations give the same rows in the same order.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing

from planparse.tabular import Relation, Views

PLAIN = "plain"
_D = str.maketrans("đĐ", "dD")


def as_sqlite(relations: Sequence[Relation], views: Views) -> Iterator[bytes]:
    """The bytes of the data base. Raises `ValueError` where a foreign key points nowhere."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 4096")
        with base:
            for relation in relations:
                base.execute(_table(relation))
                marks = ", ".join("?" * (len(relation.fields) + bool(relation.searched)))
                base.executemany(f"INSERT INTO {_name(relation.name)} VALUES ({marks})", _rows(relation))
                for field in relation.indexed:
                    base.execute(
                        f"CREATE INDEX {_name(f'{relation.name}_{field}')} ON {_name(relation.name)} ({_name(field)})",
                    )
                if relation.searched:
                    _search(base, relation)
            for name, select in views.items():
                base.execute(f"CREATE VIEW {_name(name)} AS {select}")
        base.execute("ANALYZE")
        base.commit()
        if broken := base.execute("PRAGMA foreign_key_check").fetchall():
            raise ValueError(f"foreign keys that point nowhere: {broken[:5]}")
        yield base.serialize()


def _table(relation: Relation) -> str:
    lines = []
    for field in relation.fields:
        line = f"{_name(field.name)} {field.kind}"
        if field.refers:
            table, column = field.refers.split(".")
            line += f" REFERENCES {_name(table)} ({_name(column)})"
        lines.append(line)
    if relation.searched:
        lines.append(f"{_name(PLAIN)} TEXT")
    if relation.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, relation.key))})")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_name(relation.name)} (\n  {body}\n)"


def _rows(relation: Relation) -> Iterator[tuple[str | int | float | None, ...]]:
    """The rows; where there is a search, with the words of its fields in ASCII at the end."""
    if not relation.searched:
        yield from relation.rows
        return
    places = [at for at, field in enumerate(relation.fields) if field.name in relation.searched]
    for row in relation.rows:
        yield *row, _ascii(" ".join(str(row[at]) for at in places if row[at] is not None))


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFD", text.translate(_D)).encode("ascii", "ignore").decode()


def _search(base: sqlite3.Connection, relation: Relation) -> None:
    fields = ", ".join(map(_name, (*relation.searched, PLAIN)))
    search = _name(f"{relation.name}_fts")
    base.execute(
        f"CREATE VIRTUAL TABLE {search} USING fts5({fields}, content={_name(relation.name)}, tokenize='unicode61 remove_diacritics 2')"
    )
    base.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")


def _name(name: str) -> str:
    """A name of the program's own, quoted; none comes from a document."""
    return '"' + name.replace('"', '""') + '"'

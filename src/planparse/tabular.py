"""NOUN  Tables: sheets for people, relations for machines. Who fills them knows no format; who writes them knows no plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere: `target` is `sheet:<title>` or a path relative to the report (`docs/a.pdf#page=3`)."""

    text: str
    target: str


Value: TypeAlias = str | int | float | bool | dt.date | Link | None
"""What a cell holds. A text is a text, whatever it begins with."""

Look = Literal["text", "number", "percent", "date", "heat", "flag"]
"""How a column shows: `heat` marks zeros, `flag` marks any text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column for people: its heading, and its width in characters."""

    title: str
    look: Look = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for people. `note` stands above the table; `held` columns stay in view; `portrait` is how it prints."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str | None = None
    held: int = 0
    portrait: bool = False
    filters: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A column for machines. `refers` is `table.column` of the row that it names."""

    name: str
    kind: Literal["TEXT", "INTEGER", "REAL"] = "TEXT"
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A table for machines: `key` the fields that are its primary key (none: rows may repeat), `indexed` those to look up by.

    `searched` fields are in the full-text search.
    """

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    key: tuple[str, ...] = ()
    indexed: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()


Views: TypeAlias = Mapping[str, str]
"""Name → SELECT over the relations."""

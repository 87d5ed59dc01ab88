"""Tasks as a table, in the columns that a reader or an importer knows: `vocab/exports.toml` has the layouts."""

from __future__ import annotations

from collections.abc import Iterable

from planparse import vocab
from planparse.emit.entries import Entry
from planparse.tabular import Column, Sheet


def table(layout: str, entries: Iterable[Entry]) -> Sheet:
    """A row an entry, in the columns of `[[layout.<layout>]]`. `KeyError` where there is no such layout."""
    words = vocab.load("exports")
    fields = words["layout"][layout]
    columns = tuple(Column(field["heading"], field.get("look", "text"), field.get("width", 14)) for field in fields)
    rows = []
    for entry in entries:
        values = entry.values | {
            "description": entry.description,
            "kind": words["kind"].get(kind) if (kind := entry.values["kind"]) else None,
        }
        rows.append(tuple(values[field["value"]] for field in fields))
    return Sheet(words["title"]["tasks"], columns, tuple(rows), held=1)

"""The words of the trade as data, and the one module that opens them.

`load("units")` gives the parsed `units.toml`, checked on load:

1. every string is NFC and has no blanks at its ends;
2. within one array of tables, no form (`forms = [...]`, folded) stands under two entries.

Each file opens with its own grammar; each entry says where it was seen.
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from planparse.errors import BadVocabulary
from planparse.vocab.spelling import fold


@cache
def load(name: str) -> Mapping[str, Any]:
    """The tables of `vocab/<name>.toml`. Raises `BadVocabulary` where the file breaks the rules above."""
    path = resources.files(__name__) / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadVocabulary(f"vocab/{name}.toml: {error}.", "Mend the file; its first lines say how it is written.") from error
    check_tables(name, tables)
    return tables


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `vocab/<name>.csv` (UTF-8, a header line; lines that open with `#` are remarks)."""
    path = resources.files(__name__) / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def check_tables(name: str, tables: Mapping[str, Any]) -> None:
    """Raises `BadVocabulary` where the tables break the rules above."""
    for text in _strings(tables):
        if text != unicodedata.normalize("NFC", text) or text != text.strip():
            raise BadVocabulary(f"vocab/{name}.toml: {text!r} is not NFC or has blanks at an end.", "Write it in NFC, stripped.")
    for array, entries in tables.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            continue
        owner: dict[str, int] = {}
        for at, entry in enumerate(entries):
            for form in {fold(form) for form in entry.get("forms", ())}:
                if owner.setdefault(form, at) != at:
                    raise BadVocabulary(f"vocab/{name}.toml: {form!r} stands under two entries of [[{array}]].", "Keep it under one.")


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)

"""Typed access to `doc_types.toml`: the documents that a plan cites, and the words around a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from planparse.vocab import load
from planparse.vocab.spelling import fold


@dataclass(frozen=True, slots=True)
class ActType:
    """A type of document: `Quyết định`, code `QĐ`; a law has a title and no issuer of its own."""

    code: str
    name: str
    law: bool


@cache
def act_types() -> dict[str, ActType]:
    """Folded form in running text → type; the short forms (`nq`) too.

    >>> act_types()["chỉ thị"]
    ActType(code='CT', name='Chỉ thị', law=False)
    """
    found: dict[str, ActType] = {}
    for entry in load("doc_types")["type"]:
        kind = ActType(entry["code"], entry["name"], entry.get("rank") == "law")
        found |= {fold(form): kind for form in (*entry["forms"], *entry.get("short", ()))}
    return found


@cache
def type_of_code(code: str) -> ActType | None:
    """The type whose code stands in a document number, where only one has it: `TT` is Thông tư and Thông tri.

    >>> type_of_code("KH").name, type_of_code("TT")
    ('Kế hoạch', None)
    """
    kinds = {kind.name: kind for kind in act_types().values() if kind.code == code}
    return next(iter(kinds.values())) if len(kinds) == 1 else None


@cache
def forms(law: bool, short: bool = False) -> str:
    """An alternation of the forms of laws, or of other documents, for a pattern; longest first. Short forms are in capitals."""
    listed = [
        form
        for entry in load("doc_types")["type"]
        if (entry.get("rank") == "law") is law
        for form in entry.get("short" if short else "forms", ())
    ]
    return alternation(listed)


@cache
def words(purpose: str) -> tuple[str, ...]:
    """The words of `[words]` for one purpose, longest first."""
    return tuple(sorted(load("doc_types")["words"][purpose], key=len, reverse=True))


def alternation(listed: Iterable[str]) -> str:
    """`listed` as an alternation in which the longest wins and a blank stands for any blanks."""
    ordered = sorted(listed, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)

"""Plans as JSON: UTF-8, in the order of the contract's fields, absent values as null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.plan import Plan


def as_json(plans: Iterable[Plan]) -> Iterator[bytes]:
    """One indented JSON document a plan, each ended by a line break."""
    for plan in plans:
        yield plan.model_dump_json(indent=2).encode() + b"\n"


def as_jsonl(plans: Iterable[Plan]) -> Iterator[bytes]:
    """One plan a line."""
    for plan in plans:
        yield plan.model_dump_json().encode() + b"\n"

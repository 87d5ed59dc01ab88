"""Stage 7: plans become bytes for somebody else. `FORMATS` names the forms of planparse itself,
`exports.EXPORTS` those that calendars and trackers take in.

1. The same plans give the same bytes, on any machine.
2. Text of a document stays text: no form runs, links or hides anything because of what a plan says.
3. A file appears whole or not at all (`emit.file.write`).

A form is one function, plans to chunks of bytes, and an entry here; what it imports from others, it imports when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from planparse.emit.json import as_json, as_jsonl

if TYPE_CHECKING:
    from planparse.plan import Plan

Form: TypeAlias = "Callable[[Iterable[Plan]], Iterator[bytes]]"

FORMATS: dict[str, Form] = {"json": as_json, "jsonl": as_jsonl}

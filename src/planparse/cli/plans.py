"""Plans from the command line: a document is read, a plan JSON is taken as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planparse.plan import Plan


def load(path: Path) -> Plan:
    """The plan in the file. Raises `UnreadableFile` for a JSON that is no plan, else what `pipeline.parse` raises."""
    from planparse.errors import UnreadableFile
    from planparse.pipeline import parse
    from planparse.plan import Plan

    if path.suffix.lower() != ".json":
        return parse(path)
    try:
        return Plan.model_validate_json(path.read_bytes())
    except ValueError as error:
        raise UnreadableFile(f"{path.name}: not a plan JSON of version 1.0.", "Make it anew with planparse convert.") from error

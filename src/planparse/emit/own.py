"""What planparse itself wrote beside plans: found again in a folder, it is nobody's document and nobody's plan."""

from __future__ import annotations

from pathlib import Path

GENERATOR = '<meta name="generator" content="planparse">'
"""Stands in the head of every page that planparse writes."""

_NAMES = frozenset({"overview.json"})
_ENDING = ".fixes.json"
_HEAD = 2048
"""Bytes of a page in which its generator is looked for."""


def is_own(path: Path) -> bool:
    """Whether planparse wrote the file, and it is no plan: a report's page, an overview, suggested edits.

    The page of a batch is also known by the journal beside it, that of an overview by its JSON. Raises nothing: what cannot be looked at
    is somebody's document.
    """
    name = path.name.lower()
    if name in _NAMES or name.endswith(_ENDING):
        return True
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    beside = {"report.html": "journal.sqlite", "dashboard.html": "overview.json"}.get(name)
    if beside and path.with_name(beside).exists():
        return True
    try:
        with path.open("rb") as page:
            return GENERATOR.encode() in page.read(_HEAD)
    except OSError:
        return False

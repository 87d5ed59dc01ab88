"""The output folder: finished documents by their hash, and the names that people look for.

`work/<sha256>-<name>.json` appears when a document is finished, whole or not at all. When the run ends, `plans/<id>.json` and
`plans.jsonl` are laid out from there in the order of the input, so that their names and bytes don't depend on who was finished first.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from planparse.batch.journal import Row


class Store:
    """The files of one output folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir(parents=True, exist_ok=True)

    def keep(self, sha256: str, name: str, data: bytes) -> None:
        """Writes a finished document: beside its place, synced, then renamed into it."""
        write_whole(self._place(sha256, name), data)

    def has(self, sha256: str, name: str) -> bool:
        """Whether the document with these bytes and this name is finished."""
        return self._place(sha256, name).exists()

    def _place(self, sha256: str, name: str) -> Path:
        """A plan names its file, so that two files with the same bytes are two documents here."""
        return self.work / f"{sha256}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.json"

    def publish(self, rows: Iterable[Row]) -> dict[str, str]:
        """Lays out `plans/` and `plans.jsonl`; file name → name in `plans/`. Two plans of one id: the second is `<id>~<hash>.json`."""
        plans = self.folder / "plans"
        plans.mkdir(exist_ok=True)
        names: dict[str, str] = {}
        taken: set[str] = set()
        lines: list[bytes] = []
        for row in rows:
            if row.state != "done" or row.sha256 is None or row.plan_id is None:
                continue
            name = f"{row.plan_id.replace('/', '-')}.json"
            if name in taken:
                name = f"{name.removesuffix('.json')}~{row.sha256[:8]}.json"
            taken.add(name)
            names[row.name] = name
            data = self._place(row.sha256, row.name).read_bytes()
            if not (plans / name).exists() or (plans / name).read_bytes() != data:
                write_whole(plans / name, data, durable=False)
            lines.append(_one_line(data))
        for stale in {path.name for path in plans.glob("*.json")} - taken:
            (plans / stale).unlink()
        write_whole(self.folder / "plans.jsonl", b"".join(lines))
        if hasattr(os, "sync"):
            os.sync()
        return names


def write_whole(path: Path, data: bytes, durable: bool = True) -> None:
    """Writes a file so that it is there whole or not at all, also after a kill; where `durable`, also after a power cut."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    beside.replace(path)


def _one_line(data: bytes) -> bytes:
    """An indented JSON document as one line: line breaks stand only between its values, never inside a string."""
    return re.sub(rb"\n *", b" ", data.strip()) + b"\n"

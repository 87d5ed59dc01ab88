"""What is installed here, and what is missing: looked for, never run, so that the answer costs nothing and cannot hang."""

from __future__ import annotations

import platform
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from planparse import vocab
from planparse.read import ocr


@dataclass(frozen=True, slots=True)
class Part:
    """Something that planparse uses. `found` is its version or its place, None where it is missing.

    `purpose` says in each language what cannot be done without it, `get` is the command that installs it.
    """

    name: str
    found: str | None
    purpose: Mapping[str, str]
    get: str


def parts() -> tuple[Part, ...]:
    """The parts of `vocab/parts.toml`, each looked for."""
    return tuple(
        Part(entry["name"], _find(entry), {"vi": entry["vi"], "en": entry["en"]}, entry["get"]) for entry in vocab.load("parts")["part"]
    )


def engines() -> tuple[str, ...]:
    """The engines that read scans here: the one that reads pages, and the one that reads them again; empty where none can."""
    return ocr.chosen() if ocr.is_installed() else ()


def packages() -> dict[str, str | None]:
    """The packages that planparse always needs, with their versions; None for one that is missing.

    >>> packages()["click"] is not None
    True
    """
    wanted = [wish for wish in metadata.requires("planparse") or () if "extra ==" not in wish]
    return {name: _version(name) for name in sorted(re.split(r"[^\w.-]", wish)[0] for wish in wanted)}


def system() -> str:
    """The interpreter and the machine, for a report of a fault.

    >>> system().startswith("Python 3.")
    True
    """
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def vocabularies() -> tuple[str, ...]:
    """The names of the vocabularies, each loaded and sound. Raises `BadVocabulary` for one that is not.

    >>> "parts" in vocabularies()
    True
    """
    files = resources.files(vocab).iterdir()
    names = tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))
    for name in names:
        vocab.load(name)
    return names


def _find(entry: Mapping[str, Any]) -> str | None:
    if "package" in entry:
        return _version(entry["package"])
    if "command" in entry:
        return next((path for path in map(shutil.which, entry["command"]) if path), None)
    root = Path("/")
    return next((str(path) for pattern in entry["file"] for path in sorted(root.glob(pattern.removeprefix("/")))), None)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None

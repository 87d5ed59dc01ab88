"""Every text file of the project is UTF-8, NFC, with Unix line ends; files made to be broken are samples, and are left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = frozenset([".py", ".toml", ".md", ".json", ".csv", ".txt", ".sh", ".yml", ".cfg", ".js", ".css", ".html"])
NAMES = frozenset({"Makefile", "LICENSE", "run", ".gitignore"})
FOLDERS = ("src", "tests", "docs", "schemas", "scripts", "benchmarks", "samples", ".ci")
BROKEN_ON_PURPOSE = ("samples/files/",)


def _text_files() -> Iterator[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")] + list(ROOT.glob("*"))
    for path in sorted(found):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and (path.suffix in TEXT or path.name in NAMES) and not name.startswith(BROKEN_ON_PURPOSE):
            yield path


def _faults(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        yield "not UTF-8"
        return
    if text != unicodedata.normalize("NFC", text):
        yield "not NFC: write other forms as escapes"
    if b"\r" in data:
        yield "line ends are Unix ones"
    if data and not data.endswith(b"\n"):
        yield "the last line is not ended"


def test_text_files() -> None:
    found = {path.relative_to(ROOT).as_posix(): list(_faults(path.read_bytes())) for path in _text_files()}
    assert len(found) > 100
    assert {name: faults for name, faults in found.items() if faults} == {}

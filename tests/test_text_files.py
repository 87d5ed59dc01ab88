"""Every text file of the project is UTF-8, NFC, with Unix line ends; files made to be broken are samples, and are left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", list(_text_files()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_file(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text), "not NFC: write other forms as escapes"
    assert b"\r" not in data, "line ends are Unix ones"
    assert not data or data.endswith(b"\n"), "the last line is not ended"

"""Rows of tables that other programs get right on the same scans: img2table, viparse, Tesseract's own program.

    python -m venv out/peers && out/peers/bin/pip install img2table 'viparse[ocr]' pandas pillow pypdfium2
    python scripts/make_scans.py out/scans --level scan200 --only ben-tram-cchc
    python benchmarks/scan_peers.py out/scans --peers out/peers/bin/python

They need an environment of their own: their OpenCV and planparse's overwrite each other. A row is right where each text of it that is
printed stands, letter for letter (blanks aside), in a cell of one row of theirs; of plain text, where all its texts stand on the page.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FILES = Path(__file__).parents[1] / "samples" / "files"
PEERS = ("img2table", "viparse", "tesseract")
Rows = list[list[str]]


def main() -> None:
    """Prints a line a program and level."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scans", type=Path)
    arguments.add_argument("--peers", type=Path, help="the Python that has img2table and viparse")
    arguments.add_argument("--only", choices=PEERS, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.only:
        print("\n" + json.dumps(READERS[chosen.only](chosen.scans)))
        return
    found: dict[tuple[str, str], Counter[str]] = {}
    for path in sorted(chosen.scans.glob("*.pdf")):
        sample, level, _ = path.name.split(".")
        true = [row for row in _rows(FILES / f"{sample}.pdf") if sum(map(bool, row)) > 2]
        for name in ("planparse", *PEERS):
            begun = time.perf_counter()
            rows = _rows(path) if name == "planparse" else _asked(chosen.peers, name, path)
            counted = found.setdefault((level, name), Counter())
            counted.update(rows=len(true), right=sum(_stands(row, rows) for row in true), ms=round(1000 * (time.perf_counter() - begun)))
    print(f"{'level':10}{'program':12}{'rows right':>16}{'seconds':>9}")
    for (level, name), n in sorted(found.items()):
        print(f"{level:10}{name:12}{n['right']:6} of {n['rows']:<6}{n['ms'] / 1000:9.1f}")


def _rows(path: Path) -> Rows:
    from planparse.clean import clean
    from planparse.paper import Table
    from planparse.read import read

    paper = clean(read(path.read_bytes(), path.name))
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    return [[_plain(cell.text) for cell in table.cells if cell.row == row] for table in tables for row in range(table.n_rows)]


def _asked(python: Path | None, name: str, path: Path) -> Rows:
    """What a program of another environment reads; nothing where it fails, which is said."""
    command = [str(python or sys.executable), __file__, str(path), "--only", name]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        print(f"{name}, {path.name}: {(ran.stderr.strip().splitlines() or ['?'])[-1][:160]}", file=sys.stderr)
        return []
    rows: Rows = json.loads(ran.stdout.splitlines()[-1])  # before it, some print what they are made of
    return rows


def _stands(row: list[str], rows: Rows) -> bool:
    wanted = [text for text in row if text]
    return any(all(any(text == cell or (len(there) == 1 and text in cell) for cell in there) for text in wanted) for there in rows)


def _plain(text: object) -> str:
    return re.sub(r"\s+", "", str(text or ""))


def _img2table(path: Path) -> Rows:
    from img2table.document import PDF  # type: ignore[import-not-found]
    from img2table.ocr import TesseractOCR  # type: ignore[import-not-found]

    for rotation in (True, False):
        try:
            read = PDF(str(path), detect_rotation=rotation).extract_tables(ocr=TesseractOCR(lang="vie"), min_confidence=30)
            break
        except TypeError:  # it falls over words that Tesseract gives no text
            read = {}
    frames = [table.df for tables in read.values() for table in tables]
    return [
        [_plain(cell) if cell == cell and cell is not None else "" for cell in row] for frame in frames for row in frame.values.tolist()
    ]


def _viparse(path: Path) -> Rows:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).with_name("viparse")
        subprocess.run([str(program), "--ocr", "-o", "json", "--out", folder, str(path)], check=True, capture_output=True)
        document = json.loads(next(Path(folder).iterdir()).read_text("utf-8"))
    return [*_cells(document), *([_plain(block.get("text"))] for block in document["blocks"])]


def _cells(value: object) -> Iterator[list[str]]:
    """Every list of lists of texts in the JSON: the rows of its tables, however they are called."""
    match value:
        case {"rows": list(rows)}:
            yield from ([_plain(cell.get("text") if isinstance(cell, dict) else cell) for cell in row] for row in rows)
        case dict():
            for inner in value.values():
                yield from _cells(inner)
        case list():
            for inner in value:
                yield from _cells(inner)


def _tesseract(path: Path) -> Rows:
    """Each page as one text: Tesseract knows no tables."""
    import pypdfium2

    pages: Rows = []
    for page in pypdfium2.PdfDocument(path):
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            page.render(scale=200 / 72).to_pil().save(file.name)
            read = subprocess.run(["tesseract", file.name, "-", "-l", "vie"], capture_output=True, text=True, check=True)
        pages.append([_plain(read.stdout)])
    return pages


READERS = {"img2table": _img2table, "viparse": _viparse, "tesseract": _tesseract}


if __name__ == "__main__":
    main()

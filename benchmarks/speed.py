"""Milliseconds of CPU per page, planparse beside its neighbours, on the same files in one run.

    python benchmarks/speed.py                    the samples
    python benchmarks/speed.py FILE... --rounds 9

Each program reads every file once to warm up, then `--rounds` times in turn with the others; the median counts. A DOCX has no pages of
its own: it is given those of the PDF of the same name, and left out where there is none.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Reader = Callable[[bytes, str], object]

SAMPLES = Path(__file__).parents[1] / "samples" / "files"


def planparse_json(data: bytes, name: str) -> bytes:
    """Reading, meaning, validation by the models, and the JSON."""
    from planparse.emit import FORMATS
    from planparse.pipeline import parse

    return b"".join(FORMATS["json"]([parse(data, name)]))


def pdfium_text(data: bytes, name: str) -> list[str]:
    """The floor: the characters of each page and nothing about them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdfplumber_words_tables(data: bytes, name: str) -> list[object]:
    """What pdfplumber's users call on a page with a table."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [(page.extract_words(), page.extract_tables()) for page in document.pages]


def python_docx_iteration(data: bytes, name: str) -> list[str]:
    """Opening the package, then the text of each paragraph and of each cell."""
    import docx
    from docx.table import Table

    texts = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return texts


def docx2python_body(data: bytes, name: str) -> object:
    """docx2python's nested lists."""
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as document:
        return document.body


PROGRAMS: dict[str, dict[str, Reader]] = {
    ".pdf": {
        "pypdfium2, plain text": pdfium_text,
        "planparse, JSON": planparse_json,
        "pdfplumber, words + tables": pdfplumber_words_tables,
    },
    ".docx": {
        "python-docx, iteration": python_docx_iteration,
        "planparse, JSON": planparse_json,
        "docx2python, body": docx2python_body,
    },
}

GOALS = {".pdf": ("pdfplumber, words + tables", 1 / 8), ".docx": ("python-docx, iteration", 2.0)}
"""For each kind of file: planparse takes at most this many times what that one takes."""


def measure(files: list[Path], programs: dict[str, Reader], rounds: int) -> dict[str, float]:
    """CPU seconds that each program takes for all `files`: the sum of the medians. A program that is not installed is left out."""
    able = {}
    for name, program in programs.items():
        try:
            program(files[0].read_bytes(), files[0].name)
            able[name] = program
        except ImportError as error:
            print(f"  {name}: not installed ({error.name}); make bench installs it")
    total = dict.fromkeys(able, 0.0)
    for path in files:
        data = path.read_bytes()
        taken: dict[str, list[float]] = {name: [] for name in able}
        for number in range(rounds + 1):
            for name, program in able.items():
                gc.collect()
                started = time.process_time()
                program(data, path.name)
                if number:
                    taken[name].append(time.process_time() - started)
        for name, times in taken.items():
            total[name] += statistics.median(times)
    return total


def report(kind: str, files: list[Path], pages: int, rounds: int) -> None:
    """Prints the table of one kind of file, and whether the goal is met."""
    print(f"\n{kind}: {len(files)} files, {pages} pages, {rounds} rounds")
    total = measure(files, PROGRAMS[kind], rounds)
    ours = total["planparse, JSON"]
    for name, seconds in total.items():
        page, file, times = 1000 * seconds / pages, 1000 * seconds / len(files), seconds / ours
        print(f"  {name:28} {page:8.2f} ms/page {file:8.1f} ms/file {times:7.2f} x planparse")
    other, goal = GOALS[kind]
    if other not in total:
        print(f"  planparse / {other}: not measured")
        return
    ratio = ours / total[other]
    print(f"  planparse / {other}: {ratio:.3f}; goal at most {goal:.3f}: {'met' if ratio <= goal else 'MISSED'}")


def start_up() -> None:
    """Prints the CPU seconds of `planparse --help` in a process of its own."""
    before = os.times()
    for _ in range(5):
        subprocess.run([sys.executable, "-m", "planparse", "--help"], check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    seconds = (after.children_user + after.children_system - before.children_user - before.children_system) / 5
    print(f"planparse --help: {seconds:.3f} s; goal at most 0.300: {'met' if seconds <= 0.3 else 'MISSED'}")


def main() -> None:
    """Measures the files of the command line, else the samples."""
    parser = argparse.ArgumentParser(description="Milliseconds of CPU per page.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = options.files or sorted(SAMPLES.iterdir())
    import pypdfium2

    pages = {path.stem: len(pypdfium2.PdfDocument(path)) for path in files if path.suffix == ".pdf"}
    start_up()
    for kind in PROGRAMS:
        of_kind = [path for path in files if path.suffix == kind and path.stem in pages]
        if of_kind:
            report(kind, of_kind, sum(pages[path.stem] for path in of_kind), options.rounds)
    import scan_speed

    scan_speed.compare(min((path for path in SAMPLES.iterdir() if path.suffix == ".pdf"), key=lambda path: pages.get(path.stem, 999)))


if __name__ == "__main__":
    main()

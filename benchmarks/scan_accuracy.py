"""How right planparse is on scans: the scan set of the samples, level by level, against the samples' truth.

    python scripts/make_scans.py out/scans
    python benchmarks/accuracy.py --scan out/scans          every scan in the folder; --wrong shows each wrong value

The samples on which confidence was counted (`DEVELOPMENT` of scripts/make_scan_confidence.py) are shown apart. *Rows* are tasks found,
*five* those right in content, both units, deadline and marker; *silent* are wrong fields that nothing marks, *marked* the share of all
fields that a person is asked to look at. *Cells* is the share of wrong characters in the cells of tables, as the scan reader hands them
over.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DEVELOPMENT = frozenset(("lam-giang-cchc", "suoi-mo-chuyen-doi-so", "thach-kieu-kiem-soat-tthc"))
FIELDS = ("content", "lead_units", "coordinating_units", "deadline", "marker")


def run(folder: Path, *, wrong: bool) -> None:
    """Judges every scan (`<sample>.<level>.pdf`) of the folder and prints a line a level."""
    from planparse.read.scan_settings import Settings, using

    totals: dict[tuple[str, str], Counter[str]] = {}
    with using(Settings(cache=folder / "read")):  # a page is read once, however often it is judged
        for path in sorted(folder.glob("*.pdf")):
            sample, level, _ = path.name.split(".")
            counted = totals.setdefault((level, "counted on" if sample in DEVELOPMENT else "held out"), Counter())
            counted.update(_judged(path, sample, wrong))
    print(f"{'level':10}{'samples':12}{'rows':>8}{'five':>8}{'cells':>8}{'fields':>8}{'silent':>8}{'marked':>8}{'s/page':>8}")
    for (level, which), n in sorted(totals.items()):
        rows, five = n["found"] / max(1, n["rows"]), n["five"] / max(1, n["rows"])
        cells, marked = n["edits"] / max(1, n["letters"]), n["marked fields"] / max(1, n["fields"])
        print(
            f"{level:10}{which:12}{rows:8.1%}{five:8.1%}{cells:8.2%}{n['fields']:8}{n['silent']:8}{marked:8.1%}"
            f"{n['milliseconds'] / 1000 / max(1, n['pages']):8.2f}"
        )


def _judged(path: Path, sample: str, wrong: bool) -> Counter[str]:
    from accuracy import judge

    from planparse.pipeline import parse

    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / f"{sample}.pdf"  # the truth is found by the name of the file
        shutil.copy(path, named)
        started = time.process_time()
        plan = json.loads(parse(named).model_dump_json())
        counted["milliseconds"] = round((time.process_time() - started) * 1000)
        verdicts = list(judge(named))
    counted["pages"] = plan["document"]["pages"]
    truth = json.loads((ROOT / "samples" / "truth" / f"{sample}.json").read_text("utf-8"))
    counted["rows"] = len(truth["tasks"])
    counted["found"] = min(len(plan["tasks"]), counted["rows"])
    for field, pointer, verdict, detail in verdicts:
        if field == "tasks.five fields":
            counted["five"] += verdict == "right"
        elif field.partition(".")[2] in FIELDS and field.startswith("tasks."):
            counted["silent"] += verdict == "silent"
        if wrong and verdict != "right":
            print(f"{path.name}  {verdict}  {field}  {pointer}  {detail[:200]}")
    for task in plan["tasks"]:
        counted["fields"] += len(FIELDS)
        counted["marked fields"] += len(set(FIELDS) & set(task["needs_review"]))
    counted.update(_cells(path, ROOT / "samples" / "files" / f"{sample}.pdf"))
    return counted


def _cells(scan: Path, original: Path) -> Counter[str]:
    """Characters in the cells of tables, and edits from what is printed to what is read, cells taken row by row."""
    from rapidfuzz.distance import Levenshtein

    true, read = ("\n".join(_texts(path)) for path in (original, scan))
    return Counter(letters=len(true), edits=Levenshtein.distance(true, read))


def _texts(path: Path) -> Iterator[str]:
    from planparse.paper import Table
    from planparse.read import read

    for block in read(path.read_bytes(), path.name).blocks:
        if isinstance(block, Table):
            yield from (" ".join(cell.text.split()) for cell in block.cells)

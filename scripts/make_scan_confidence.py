"""Counts how often a word that OCR reads is right, by what speaks for it: writes src/planparse/vocab/scan_confidence.csv.

    python scripts/make_scans.py out/scans --only lam-giang-cchc --only suoi-mo-chuyen-doi-so --only thach-kieu-kiem-soat-tthc
    python scripts/make_scan_confidence.py out/scans

The scans of samples that are counted here are the development set; `benchmarks/scan_accuracy.py` measures on the others. A word is right
where the text layer of the sample has its letters at its place. What the engines saw is kept beside each scan (`.seen.jsonl`), so that
counting again takes seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planparse.read import ocr
from planparse.read.image.decode import rendered
from planparse.read.ocr import Seen, SeenLine
from planparse.read.pdfium import sheets
from planparse.read.pdfium.picture import rasters
from planparse.read.scan_doubt import Evidence, Opinion, opinions, plain, taken
from planparse.read.scan_page import read_page
from planparse.read.sheet import Word

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "planparse" / "vocab" / "scan_confidence.csv"
DEVELOPMENT = ("lam-giang-cchc", "suoi-mo-chuyen-doi-so", "thach-kieu-kiem-soat-tthc")
_TRUST = 20
"""So many words weigh as much as what is known of all kinds of words together."""
_HEAD = "# How often a word that OCR reads is right, by what speaks for it; made by scripts/make_scan_confidence.py, not by hand."

Truth = tuple[Opinion, str]
Kept = tuple[str, float, bool | None, bool, str, str, str]
"""Of an opinion: text, sureness, shaped, few, agreement, what the second engine reads; and the true text."""


def main() -> None:
    """Writes the table, and says how many words it rests on."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scans", type=Path)
    seen: Counter[Evidence] = Counter()
    right: Counter[Evidence] = Counter()
    for path in sorted(arguments.parse_args().scans.glob("*.pdf")):
        if path.name.split(".")[0] not in DEVELOPMENT:
            continue
        for page in known(path):
            for (text, evidence, _), (_, true) in zip(taken([opinion for opinion, _ in page]), page, strict=True):
                seen[evidence] += 1
                right[evidence] += is_right(text, true)
    write(seen, right)
    sys.stdout.write(f"{sum(seen.values()):,} words, {sum(seen.values()) - sum(right.values()):,} wrong\n")


def known(path: Path) -> Iterator[list[Truth]]:
    """For each page of a scan, what the engines saw, with the words that stand there."""
    kept = path.with_suffix(".seen.jsonl")
    if not kept.exists():
        kept.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in _observed(path)), encoding="utf-8")
    lines = {few: SeenLine((), (0, 0, 0, 0), 0.0, 0.0, few) for few in (False, True)}
    for page in kept.read_text(encoding="utf-8").splitlines():
        yield [
            (Opinion(Seen(text, 0, 0, sure, shaped), lines[few], agreement, other), true)
            for text, sure, shaped, few, agreement, other, true in json.loads(page)
        ]


def _observed(path: Path) -> Iterator[list[Kept]]:
    first = ocr.first()
    assert first is not None, "no OCR engine is installed: see planparse doctor"
    second = ocr.second(first)
    truth = sheets((ROOT / "samples" / "files" / f"{path.name.split('.')[0]}.pdf").read_bytes(), path.name)
    for sheet, raster in zip(truth, rasters(path.read_bytes(), path.name, [sheet.page for sheet in truth]), strict=True):
        picture = rendered(*raster)
        page = read_page(picture, first)
        found = opinions(page.pixels, page.lines, first, second)
        scale = 72 / picture.dpi
        yield [_kept(opinion, " ".join(_under(opinion, sheet.words, scale))) for opinion in found]


def _kept(opinion: Opinion, true: str) -> Kept:
    word = opinion.word
    return word.text, round(word.sure, 3), word.shaped, opinion.line.few, opinion.agreement, opinion.other, true


def _under(opinion: Opinion, words: tuple[Word, ...], scale: float) -> Iterator[str]:
    """The words of the text layer at the place of this one."""
    middle = (opinion.line.top + opinion.line.bottom) / 2 * scale
    x0, x1 = opinion.word.x0 * scale, opinion.word.x1 * scale
    for word in words:
        shared = min(word.x1, x1) - max(word.x0, x0)
        if abs(word.middle - middle) < 0.45 * (word.bottom - word.top) and shared > 0.4 * min(word.x1 - word.x0, x1 - x0):
            yield word.text


def is_right(text: str, true: str) -> bool:
    """Whether the word has the letters of those at its place, signs and capitals aside."""
    own, there = plain(text).lower(), [plain(word).lower() for word in true.split()]
    return own in there or own == plain(true).lower() or (own != "" and own in "".join(there))


def write(seen: Counter[Evidence], right: Counter[Evidence]) -> None:
    """The table: each share drawn to that of all kinds of words with the same evidence, the more the fewer words there are."""
    whole: Counter[Evidence] = Counter()
    good: Counter[Evidence] = Counter()
    for evidence, count in seen.items():
        whole[evidence._replace(kind="")] += count
        good[evidence._replace(kind="")] += right[evidence]
    with TABLE.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{_HEAD}\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow([*Evidence._fields, "seen", "right"])
        for evidence in sorted(seen):
            alike = evidence._replace(kind="")
            usual = (good[alike] + 1) / (whole[alike] + 2)
            share = (right[evidence] + _TRUST * usual) / (seen[evidence] + _TRUST)
            table.writerow([*evidence, seen[evidence], f"{min(share, 0.9999):.4f}"])


if __name__ == "__main__":
    main()

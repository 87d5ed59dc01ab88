"""Make `src/planparse/vocab/confusions.csv`: which letter is read for which, and how often.

    python scripts/make_confusions.py ocr_pairs.json confusions.json

The two files are measurements on rendered pages: `ocr_pairs.json` has `chars` (right, wrong, count) and `classes` with pairs that
were seen but not counted, `confusions.json` has `chars` (truth, read, n) pooled over four engines.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "planparse" / "vocab" / "confusions.csv"
ENGINES = 4  # over which the second file is pooled
NAMED = 3  # what a pair counts that is named but not counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("confusions", type=Path)
    arguments = parser.parse_args()
    pairs = json.loads(arguments.pairs.read_text(encoding="utf-8"))
    pooled = json.loads(arguments.confusions.read_text(encoding="utf-8"))
    seen: Counter[tuple[str, str]] = Counter()
    for pair in pairs["chars"]:
        seen[pair["right"].lower(), pair["wrong"].lower()] += 4 * pair["count"]
    for pair in pooled["chars"]:
        seen[pair["truth"].lower(), pair["read"].lower()] += 4 * pair["n"] // ENGINES
    for group in pairs["classes"]:
        for named in group["pairs"]:
            right, _, wrong = named.partition("→")
            seen[right.lower(), wrong.lower()] += 4 * NAMED
    single = [(right, wrong) for right, wrong in seen if len(right) == len(wrong) == 1 and right != wrong]
    letters = sorted((right, wrong) for right, wrong in single if (right + wrong).isalpha() and seen[right, wrong] >= 4)
    lines = ["# Letters read for letters on rendered pages, by scripts/make_confusions.py. weight: how often, in fourths."]
    lines += ["right,wrong,weight", *(f"{right},{wrong},{seen[right, wrong]}" for right, wrong in letters)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Make `src/planparse/vocab/ngrams.txt.gz` and `syllables.txt`: what syllables are in use, and which stand side by side.

    python scripts/make_ngrams.py TEXTS... [--words LIST]

TEXTS are folders of administrative texts (.txt, UTF-8). They are cleaned first (characters, markup, codes, tone marks), so that
the counts are of what the clean stage sees; only n-grams that stand there twice or more are kept. `compounds.txt` beside this
script adds what sound text may hold though these texts don't. `--words` is a list of Vietnamese word forms, one a line, from which
the syllables in use are taken: the word list of tesseract's Vietnamese model (Apache-2.0):

    combine_tessdata -u Vietnamese.traineddata vie. && dawg2wordlist vie.lstm-unicharset vie.lstm-word-dawg words.txt
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from planparse.clean.fixes import FIXES
from planparse.vocab import ngrams
from planparse.vocab.spelling import place_tone
from planparse.vocab.syllables import possible

HERE = Path(__file__).parent
VOCAB = HERE.parent / "src" / "planparse" / "vocab"
MISTAKES = HERE / "mistakes.txt"


def compounds() -> list[tuple[str, str]]:
    """The pairs of `compounds.txt`."""
    lines = [line for line in (HERE / "compounds.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(first, second) for first, seconds in (line.split(": ") for line in lines) for second in seconds.split()]


def cleaned(text: str) -> str:
    """`text` as the named fixes leave it, line by line and cell by cell, without the slips that were found in it by eye."""
    cells = []
    for cell in text.replace("\t", "\n").split("\n"):
        for repair in FIXES:
            cell = repair.mend(cell)
        cells.append(cell)
    mended = "\n".join(cells)
    for wrong, right in mistakes():
        mended = mended.replace(wrong, right)
    return mended


def mistakes() -> Iterator[tuple[str, str]]:
    """The slips of the texts that were found by eye: what stands there, what should."""
    for line in MISTAKES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            wrong, right = line.split(" -> ")
            yield wrong, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--words", type=Path)
    arguments = parser.parse_args()
    texts = [cleaned(path.read_text(encoding="utf-8")) for folder in arguments.texts for path in sorted(folder.glob("*.txt"))]
    if arguments.words:
        forms = {place_tone(unicodedata.normalize("NFC", form).lower()) for form in arguments.words.read_text(encoding="utf-8").split()}
        forms |= {word for pair in compounds() for word in pair}
        remark = "# The syllables that Vietnamese texts use, from scripts/make_ngrams.py. Folded: lower case, NFC, one tone placement.\n"
        by_letter: dict[str, list[str]] = {}
        for form in sorted(form for form in forms if possible(form)):
            by_letter.setdefault(unicodedata.normalize("NFD", form)[0], []).append(form)
        lines = "\n".join(" ".join(words) for _, words in sorted(by_letter.items()))
        (VOCAB / "syllables.txt").write_text(f"{remark}{lines}\n", encoding="utf-8")
    (VOCAB / "ngrams.txt.gz").write_bytes(ngrams.dump(ngrams.count(texts, compounds())))


if __name__ == "__main__":
    main()

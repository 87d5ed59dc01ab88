"""How much the clean stage mends, and how much it harms, on text that was not used to build anything.

    python benchmarks/clean_accuracy.py [CORPUS SLIPS] [--scan] [--list]

CORPUS is a folder of administrative texts (.txt), SLIPS the measured confusions (`ocr_pairs.json`); both are looked for in `shared`
beside the checkout. The texts are first put right:
characters, markup and tone marks by the named fixes, and the slips that were found in them by eye (`scripts/mistakes.txt`).

The split is fixed: the texts in the order of their names, text n in fold n mod 5. For each fold the n-gram counts are made anew from
the other four folds, so no text is measured with counts that have seen it. Measured are

- *clean*: edits and suspicions in sound text, each edit listed; wrong edits per 50,000 words;
- *injected*: slips put into one word of twenty, word and letter confusions by their measured counts: precision, recall;
- *scan* (`--scan`): four pages of each fold drawn at 150 and 200 dpi, blurred, read by tesseract: words wrong before and after.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from make_ngrams import cleaned, compounds

from planparse.clean.corrector import DIGITAL, MACHINE_READ, Policy
from planparse.clean.mending import mend_with
from planparse.vocab import ngrams, syllables

SHARED = Path(__file__).parents[2] / "shared"
FOLDS = 5
RATE = 0.05
SEED = 2026
PAGE_FOOT = "## Văn bản liên quan"  # where the web page around some texts begins


@dataclass
class Tally:
    """What was counted, and the edits that were wrong."""

    counts: Counter[str] = field(default_factory=Counter)
    edits: list[str] = field(default_factory=list)

    def share(self, part: str, *whole: str) -> float:
        return self.counts[part] / max(1, sum(self.counts[name] for name in whole))


@dataclass(frozen=True)
class Slips:
    """Word and letter confusions with their measured counts."""

    words: dict[str, list[tuple[str, float]]]
    letters: dict[str, list[tuple[str, float]]]

    @classmethod
    def load(cls, path: Path) -> Slips:
        measured = json.loads(path.read_text(encoding="utf-8"))
        words: dict[str, list[tuple[str, float]]] = defaultdict(list)
        letters: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for slip in measured["words"]:
            right, wrong = slip["right"].strip(",.;"), slip["wrong"].strip(",.;")
            if right.isalpha() and wrong.isalpha() and ngrams.folded(right) != ngrams.folded(wrong):
                words[right].append((wrong, slip["count"]))
        for slip in measured["chars"]:
            right, wrong = slip["right"], slip["wrong"]
            if len(right) == len(wrong) == 1 and (right + wrong).isalpha():
                letters[right].append((wrong, slip["count"] / 8))  # eight letters share a word's chance, roughly
        return cls(words, letters)

    def spoil(self, word: str, rng: random.Random) -> str:
        """`word` misread, or as it is where no slip fits it."""
        options = list(self.words.get(word, ()))
        for at, letter in enumerate(word):
            options += [(word[:at] + wrong + word[at + 1 :], count) for wrong, count in self.letters.get(letter, ())]
        options = [(wrong, count) for wrong, count in options if ngrams.folded(wrong) != ngrams.folded(word)]
        return rng.choices([wrong for wrong, _ in options], [count for _, count in options])[0] if options else word


def folds(corpus: Path) -> Iterator[tuple[list[str], ngrams.Ngrams]]:
    """Each fold: its lines, put right, and the counts of the other folds."""
    texts = [cleaned(path.read_text(encoding="utf-8").partition(PAGE_FOOT)[0]) for path in sorted(corpus.glob("*.txt"))]
    for fold in range(FOLDS):
        others = [text for at, text in enumerate(texts) if at % FOLDS != fold]
        lines = [line for at, text in enumerate(texts) if at % FOLDS == fold for line in text.split("\n") if line]
        yield lines, ngrams.count(others, compounds())


def words_of(line: str) -> list[str]:
    return [token.written for token in ngrams.tokens(line)]


def measure_clean(lines: list[str], counts: ngrams.Ngrams, policy: Policy, tally: Tally) -> None:
    for line in lines:
        mended = mend_with(line, counts, policy)
        tally.counts["words"] += sum(word.isalpha() for word in words_of(line))
        tally.counts["edits"] += len(mended.fixes)
        tally.counts["suspicions"] += len(mended.doubts)
        tally.edits += [
            f"{fix.rule} {fix.confidence}: {fix.before} → {fix.after} | {_around(mended.text, fix.start)}" for fix in mended.fixes
        ]
        tally.edits += [f"suspected: {doubt.detail} | {line[:60]}" for doubt in mended.doubts]


def _around(text: str, at: int) -> str:
    return text[max(0, at - 30) : at + 30]


def measure_injected(lines: list[str], counts: ngrams.Ngrams, policy: Policy, slips: Slips, rng: random.Random, tally: Tally) -> None:
    for line in lines:
        tokens = ngrams.tokens(line)
        read = [token.written for token in tokens]
        for at, token in enumerate(tokens):
            if len(token.written) > 1 and syllables.possible(token.folded) and rng.random() < RATE:
                read[at] = slips.spoil(token.written, rng)
        spoiled, end = "", 0
        for token, written in zip(tokens, read, strict=True):
            spoiled += line[end : token.start] + written
            end = token.start + len(token.written)
        spoiled += line[end:]
        if spoiled == line:
            continue
        mended = mend_with(spoiled, counts, policy)
        right, now = [token.folded for token in tokens], [token.folded for token in ngrams.tokens(mended.text)]
        if len(now) != len(right):
            tally.counts["harmed"] += 1
            tally.edits.append(f"harmed: {spoiled} => {mended.text}")
            continue
        doubted = {doubt.word for doubt in mended.doubts}
        for token, written, after in zip(tokens, read, now, strict=True):
            before = ngrams.folded(written)
            kind = "word" if syllables.possible(before) else "non-word"
            if before == token.folded:
                tally.counts["harmed"] += after != before
                if after != before:
                    tally.edits.append(f"harmed: {written} → {after} | {spoiled}")
                continue
            tally.counts[f"{kind} slips"] += 1
            if after == token.folded:
                tally.counts[f"{kind} mended"] += 1
            elif after != before:
                tally.counts["made worse"] += 1
                tally.edits.append(f"worse: {token.written}: {written} → {after} | {spoiled}")
            elif written in doubted:
                tally.counts["suspected"] += 1


def measure_scan(lines: list[str], counts: ngrams.Ngrams, dpi: int, tally: Tally) -> None:
    from scanned import pages

    for right, read in pages(lines, dpi):
        mended = mend_with(read, counts, MACHINE_READ).text
        truth, before, after = ([word for word in words_of(text) if word[0].isalnum()] for text in (right, read, mended))
        tally.counts["words"] += len(truth)
        tally.counts["wrong before"] += _wrong(truth, before)
        tally.counts["wrong after"] += _wrong(truth, after)
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            gain = _wrong(truth, before) - _wrong(truth, [*before[:i1], *after[j1:j2], *before[i2:]])
            tally.counts["harmed" if gain < 0 else "mended" if gain else "no gain"] += 1
            if gain <= 0:
                what = f"{' '.join(before[i1:i2])} → {' '.join(after[j1:j2])} | {' '.join(before[i1 - 4 : i2 + 4])}"
                tally.edits.append(f"{'harmed' if gain < 0 else 'no gain'}: {what}")


def _wrong(truth: list[str], read: list[str]) -> int:
    """Words to exchange, drop or add to make `read` the truth (Levenshtein over words)."""
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance([ngrams.folded(word) for word in truth], [ngrams.folded(word) for word in read]))


def main(given: list[str] | None = None) -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=SHARED / "corpus" / "texts")
    parser.add_argument("slips", type=Path, nargs="?", default=SHARED / "research" / "domain" / "ocr_pairs.json")
    parser.add_argument("--scan", action="store_true", help="also draw pages and read them with tesseract")
    parser.add_argument("--list", action="store_true", help="name every edit that is not right, and every edit in sound text")
    arguments = parser.parse_args(given)
    slips = Slips.load(arguments.slips)
    clean, spoiled, machine = Tally(), Tally(), Tally()
    scans = {dpi: Tally() for dpi in (150, 200)} if arguments.scan else {}
    rng = random.Random(SEED)
    started = time.process_time()
    for lines, counts in folds(arguments.corpus):
        measure_clean(lines, counts, DIGITAL, clean)
        measure_injected(lines, counts, DIGITAL, slips, rng, spoiled)
        measure_injected(lines, counts, MACHINE_READ, slips, rng, machine)
        for dpi, tally in scans.items():
            measure_scan(lines, counts, dpi, tally)
    words = clean.counts["words"]
    print(f"clean: {words} words, {clean.counts['edits']} edits, {clean.counts['suspicions']} suspicions")
    for name, tally in (("injected", spoiled), ("injected, as machine-read", machine)):
        mended = tally.counts["word mended"] + tally.counts["non-word mended"]
        made = mended + tally.counts["made worse"] + tally.counts["harmed"]
        total = tally.counts["word slips"] + tally.counts["non-word slips"]
        print(
            f"{name}: {total} slips; precision {mended / max(1, made):.4f}, recall {mended / max(1, total):.4f}, of non-words "
            f"{tally.share('non-word mended', 'non-word slips'):.4f}, of words {tally.share('word mended', 'word slips'):.4f}; "
            f"{tally.counts['made worse']} made worse, {tally.counts['harmed']} harmed, {tally.counts['suspected']} suspected"
        )
    for dpi, tally in scans.items():
        read = tally.counts
        print(f"scan {dpi} dpi: {read['words']} words, wrong {read['wrong before']} before, {read['wrong after']} after; {dict(read)}")
    print(f"{time.process_time() - started:.0f} s of processor time")
    if arguments.list:
        for name, tally in (
            ("clean", clean),
            ("injected", spoiled),
            ("machine", machine),
            *((f"scan {dpi}", tally) for dpi, tally in scans.items()),
        ):
            print(f"\n== {name}", *tally.edits, sep="\n")


if __name__ == "__main__":
    main()

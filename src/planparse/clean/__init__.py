"""Stage 2: a `Paper` with its texts mended, and every change in its ledger.

1. A text is NFC, with single blanks, one tone placement in common words, no markup, no look-alike letters.
2. `replay(raw, fixes) == text`, for every text.
3. Cleaning a clean text changes nothing; a text that is right gets no edit.
4. The same text in NFC and in NFD ends equal.
5. Digits, dates, numbers of documents, addresses and names keep their letters; what is only suspected is a doubt, never an edit.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from planparse.clean.fixes import FIXES, SILENT
from planparse.clean.fonts import believed
from planparse.clean.horn import hornless
from planparse.clean.legacy import guess
from planparse.clean.mending import Mended, mend
from planparse.paper import Doubt, Fix, Paper

__all__ = ["FIXES", "SILENT", "Mended", "clean", "mend"]

_MANY = 3
"""So many words that lack their ư make it certain that others lack it too, where no rule of spelling tells."""


def clean(paper: Paper) -> Paper:
    """`paper` with each text mended, the changes in `fixes` and the suspicions in `doubts`; asides are only composed (NFC)."""
    changed: dict[tuple[int, int], str] = {}
    fixes: list[Fix] = []
    doubts: list[Doubt] = []
    encoding = _encoding(paper)
    runs = believed(paper)
    for key, text in paper.texts():
        item = paper.item(key)
        mended = mend(text, runs.get(key, ()), paper.extraction == "ocr" or item.confidence is not None, encoding)
        if mended.text != text:
            changed[key] = mended.text
            fixes.extend(replace(fix, key=key) for fix in mended.fixes)
        doubts.extend(replace(doubt, key=key) for doubt in mended.doubts)
    lacking = {fix.before.lower() for fix in fixes if fix.rule == "lost-letter"}
    if paper.extraction == "text":
        lacking |= {word.lower() for _, text in paper.with_texts(changed).texts() for word, _ in hornless(text)}
    if len(lacking) >= _MANY:
        detail = f"Văn bản có vẻ mất chữ ư khi chuyển từ bảng mã cũ ({', '.join(sorted(lacking)[:_MANY])}…)"
        doubts.append(Doubt("legacy_encoding", detail))
    asides = tuple(replace(aside, text=FIXES[0].mend(aside.text)) for aside in paper.asides)
    return replace(paper.with_texts(changed), asides=asides, fixes=(*paper.fixes, *fixes), doubts=(*paper.doubts, *doubts))


def _encoding(paper: Paper) -> str | None:
    """The encoding that two texts of `paper` or more are in, where no font says so: its shorter texts are then in it too."""
    guessed = Counter(name for key, text in paper.texts() if not paper.item(key).legacy and (name := guess(text)))
    name, texts = max(guessed.items(), key=lambda entry: entry[1], default=(None, 0))
    return name if texts >= 2 else None

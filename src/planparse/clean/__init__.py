"""Stage 2: a `Paper` with its texts mended, and every change in its ledger.

1. A text is NFC, with single blanks, one tone placement in common words, no markup, no look-alike letters.
2. `replay(raw, fixes) == text`, for every text.
3. Cleaning a clean text changes nothing; a text that is right gets no edit.
4. The same text in NFC and in NFD ends equal.
5. Digits, dates, numbers of documents, addresses and names keep their letters; what is only suspected is a doubt, never an edit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from planparse.clean.fixes import FIXES, SILENT
from planparse.clean.ledger import record
from planparse.paper import Doubt, Fix, FontRun, Paper

__all__ = ["FIXES", "SILENT", "Mended", "clean", "mend"]


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as mended, with what was changed and what is only suspected. Keys are `paper.HERE`."""

    text: str
    fixes: tuple[Fix, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@lru_cache(maxsize=4096)
def mend(text: str, legacy: tuple[FontRun, ...] = (), ocr: bool = False) -> Mended:
    """`text` mended. `legacy` names the runs set in a font that is not Unicode; `ocr` says that a machine read the text.

    >>> mended = mend("Phòng *Văn hoá*  - Xã hội")
    >>> mended.text, [fix.rule for fix in mended.fixes]
    ('Phòng Văn hóa - Xã hội', ['markup', 'markup', 'blanks', 'tone-placement'])
    """
    fixes: list[Fix] = []
    for repair in FIXES:
        mended = repair.mend(text)
        if mended != text:
            fixes.extend(record(text, mended, repair.rule, repair.confidence, repair.whole))
            text = mended
    return Mended(text, tuple(fixes))


def clean(paper: Paper) -> Paper:
    """`paper` with each text mended, the changes in `fixes` and the suspicions in `doubts`; asides are only composed (NFC)."""
    changed: dict[tuple[int, int], str] = {}
    fixes: list[Fix] = []
    doubts: list[Doubt] = []
    for key, text in paper.texts():
        item = paper.item(key)
        mended = mend(text, item.legacy, item.confidence is not None)
        if mended.text != text:
            changed[key] = mended.text
            fixes.extend(replace(fix, key=key) for fix in mended.fixes)
        doubts.extend(replace(doubt, key=key) for doubt in mended.doubts)
    asides = tuple(replace(aside, text=FIXES[0].mend(aside.text)) for aside in paper.asides)
    return replace(paper.with_texts(changed), asides=asides, fixes=(*paper.fixes, *fixes), doubts=(*paper.doubts, *doubts))

"""One text mended: into Unicode, then the named fixes in order and the corrector, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planparse.clean import legacy
from planparse.clean.characters import nfc
from planparse.clean.corrector import DIGITAL, MACHINE_READ, Change, Policy, corrections
from planparse.clean.fixes import FIXES, Repair
from planparse.clean.horn import hornless
from planparse.clean.ledger import record
from planparse.clean.legacy import guess
from planparse.paper import HERE, Doubt, Fix, FontRun
from planparse.vocab import ngrams

_SURE = 0.88
"""A change less sure than this is made, and marked for a person; only machine-read text has such."""

_OF_SIGNS = tuple(repair for repair in FIXES if repair.rule not in ("lost-letter", "tone-placement", "ocr-list", "ocr-abbreviation"))
"""The fixes that leave every letter of a word."""
_OF_SCANS = tuple(repair for repair in FIXES if repair.rule != "lost-letter")
"""The fixes of machine-read text: there a letter that lacks is rather one misread (`trơng` is `trong`)."""
_MOST_ROUNDS = 6  # each round only mends what the one before left; texts are at rest after two


@dataclass(frozen=True, slots=True)
class Mended:
    """A text as mended, with what was changed and what is only suspected. Keys are `paper.HERE`."""

    text: str
    fixes: tuple[Fix, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@lru_cache(maxsize=4096)
def mend(text: str, legacy: tuple[FontRun, ...] = (), ocr: bool = False, encoding: str | None = None) -> Mended:
    """`text` mended. `legacy` names the runs set in a font that is not Unicode; `ocr` says that a machine read the text; `encoding`
    is what the document around it is in, where that is not Unicode.

    >>> mended = mend("Phòng *Văn hoá*  - Xã hội, định kỳ kiếm tra")
    >>> mended.text, [fix.rule for fix in mended.fixes]
    ('Phòng Văn hóa - Xã hội, định kỳ kiểm tra', ['markup', 'markup', 'blanks', 'tone-placement', 'ocr-list'])
    """
    fixes: list[Fix] = []
    text, doubts = _in_unicode(text, legacy, encoding, fixes)
    begun = len(fixes)
    rested, suspected = _at_rest(text, fixes, ngrams.load(), MACHINE_READ if ocr else DIGITAL)
    if len(fixes) > begun and guess(rested):  # part Unicode, part not: with its letters mended all of it would pass for the other
        del fixes[begun:]
        rested, suspected = _at_rest(text, fixes, ngrams.load(), None)
    doubts = (*doubts, *_unsure(fixes), *(_doubt(change) for change in suspected))
    lacking = (Doubt("spelling", f"{word} → {right}?", HERE, word=word) for word, right in (() if ocr else hornless(rested)))
    return Mended(rested, tuple(fixes), (*doubts, *lacking))


def mend_with(text: str, counts: ngrams.Ngrams, policy: Policy) -> Mended:
    """`mend` of a text in Unicode, with other counts and another policy."""
    fixes: list[Fix] = []
    text, suspected = _at_rest(text, fixes, counts, policy)
    return Mended(text, tuple(fixes), tuple(_doubt(change) for change in suspected))


def _in_unicode(text: str, runs: tuple[FontRun, ...], encoding: str | None, fixes: list[Fix]) -> tuple[str, tuple[Doubt, ...]]:
    """`text` in Unicode: first what its fonts say, then what it says itself."""
    doubts: tuple[Doubt, ...] = ()
    if runs:
        text, made, doubts = legacy.from_fonts(text, runs)
        fixes.extend(made)
    composed = nfc(text)
    fixes.extend(record(text, composed, "nfc", whole=True))
    if name := encoding or legacy.guess(composed):
        decoded = legacy.decode(composed, name)
        fixes.extend(legacy.record(composed, decoded, name))
        if decoded == composed and legacy.is_strange(composed):
            doubts = (*doubts, Doubt("legacy_encoding", f"{name}: {composed[:60]}", HERE, word=composed))
        return decoded, doubts
    return composed, doubts


def _at_rest(text: str, fixes: list[Fix], counts: ngrams.Ngrams, policy: Policy | None) -> tuple[str, list[Change]]:
    """`text` with all that can be mended mended, and what is suspected in it; without a policy no letter is touched."""
    suspected: list[Change] = []
    for _ in range(_MOST_ROUNDS):
        made = len(fixes)
        text = _named(text, fixes, _repairs(policy))
        if policy:
            text, suspected = _corrected(text, fixes, counts, policy)
        if len(fixes) == made:
            break
    return text, suspected


def _repairs(policy: Policy | None) -> Sequence[Repair]:
    if policy is None:
        return _OF_SIGNS
    return _OF_SCANS if policy.lenient else FIXES


def _named(text: str, fixes: list[Fix], repairs: Sequence[Repair]) -> str:
    for repair in repairs:
        mended = repair.mend(text)
        if mended != text:
            fixes.extend(record(text, mended, repair.rule, repair.confidence, repair.whole))
            text = mended
    return text


def _corrected(text: str, fixes: list[Fix], counts: ngrams.Ngrams, policy: Policy) -> tuple[str, list[Change]]:
    """`text` with what the corrector is certain of, and what it suspects."""
    lines = []
    suspected: list[Change] = []
    offset = 0
    for line in text.split("\n"):
        shift = 0
        for change in corrections(line, counts, policy):
            if change.certain:
                at = change.start + shift
                line = line[:at] + change.after + line[at + len(change.before) :]
                rule = "ocr-context" if change.real_word else "ocr-word"
                fixes.append(Fix(HERE, offset + at, change.before, change.after, rule, change.confidence))
                shift += len(change.after) - len(change.before)
            else:
                suspected.append(change)
        lines.append(line)
        offset += len(line) + 1
    return "\n".join(lines), suspected


def _unsure(fixes: list[Fix]) -> Iterator[Doubt]:
    """For the changes that were made and may be wrong: what stood there before."""
    for fix in fixes:
        if fix.confidence < _SURE:
            yield Doubt("low_confidence", f"{fix.before} → {fix.after} ({fix.confidence:.0%})", HERE, word=fix.after)


def _doubt(change: Change) -> Doubt:
    return Doubt("spelling", f"{change.before} → {change.after}?", HERE, word=change.before)

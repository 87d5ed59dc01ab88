"""Whether text in a legacy font is in that font's encoding at all: much Unicode text keeps the font name of an older document.

`Báo cáo` is Unicode, and `Bỏo cỏo` if it is taken for TCVN3; `Pó` may be either. A text tells where only one of its two readings is of
syllables; where it does not, the other texts in fonts of that encoding do, and where they do not the font is believed.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from planparse.clean import legacy
from planparse.paper import Cell, FontRun, Key, Paper, Paragraph
from planparse.vocab import ngrams, syllables

_LEGACY, _UNICODE = 1, -1


def believed(paper: Paper) -> dict[Key, tuple[FontRun, ...]]:
    """For the texts of `paper` that have runs in legacy fonts: those that are to be converted."""
    verdicts: dict[tuple[Key, str], tuple[int, int]] = {}
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for key, _ in paper.texts():
        item = paper.item(key)
        for name in {name for run in item.legacy if (name := legacy.of_font(run.font))}:
            sure, leaning = _verdict(item, name)
            verdicts[key, name] = sure, leaning
            votes[name][sure] += 1
    found = {}
    for key, _ in paper.texts():
        if runs := paper.item(key).legacy:
            found[key] = tuple(run for run in runs if _is_legacy(verdicts.get((key, legacy.of_font(run.font) or "")), votes, run))
    return found


def _is_legacy(verdict: tuple[int, int] | None, votes: dict[str, Counter[int]], run: FontRun) -> bool:
    if verdict is None:
        return True
    sure, leaning = verdict
    if sure:
        return sure == _LEGACY
    others = votes[legacy.of_font(run.font) or ""]
    if others[_LEGACY] and others[_UNICODE]:
        return leaning != _UNICODE
    if others[_LEGACY] or others[_UNICODE]:
        return others[_LEGACY] > 0
    return leaning != _UNICODE


def _verdict(item: Paragraph | Cell, name: str) -> tuple[int, int]:
    """What the text of `item` says for sure, and what it leans to: legacy, Unicode, or nothing (0)."""
    runs = tuple(run for run in item.legacy if legacy.of_font(run.font) == name)
    if any(legacy.is_unicode(item.text[run.start : run.end]) for run in runs):
        return _UNICODE, _UNICODE
    typed = legacy.words(item.text)
    meant = legacy.words(legacy.from_fonts(item.text, runs)[0])
    if len(typed) != len(meant):
        return 0, 0
    changed = [at for at, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    sure = _more(*(sum(syllables.possible(words[at]) for at in changed) for words in (meant, typed)))
    known = _more(*(sum(words[at] in syllables.known() for at in changed) for words in (meant, typed)))
    return sure, known or _more(*(sum(map(_company(words).__contains__, changed)) for words in (meant, typed)))


def _more(legacy_count: int, unicode_count: int) -> int:
    return (legacy_count > unicode_count) - (legacy_count < unicode_count)


def _company(words: list[str]) -> set[int]:
    """The places of the words that were seen beside a neighbour before."""
    counts = ngrams.load()
    seen = [at for at in range(len(words) - 1) if counts.pair(words[at], words[at + 1])]
    return {*seen, *(at + 1 for at in seen)}

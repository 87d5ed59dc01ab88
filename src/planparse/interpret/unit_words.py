"""A text that lists offices as words and what stands between them, each with its place in the text.

Abbreviations with one meaning are written out here, so that everything above sees words only; all the words of `UBND` share its
place. What stands in brackets is no word: it belongs to the gap, and through it to the raw text of the name before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from planparse.vocab.spelling import fold, place_tone
from planparse.vocab.units import Lexicon, Phrases, Unit

JOINT, HARD, LINE, NOTE, COMMA, DASH, COLON, AND = 1, 2, 4, 8, 16, 32, 64, 128
"""What a gap holds: any separator; one that always separates; a line break; something that is no separator; and which separator."""

_WORD = re.compile(r"[ĐđDd]/[Cc](?![^\W_])|(?:[^\W_]|[\u0300-\u036f]|['’](?=[^\W_]))+")
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_HARD = re.compile(r";|[\n.:;,]\s*[-–—+•●▪◦·*]\s|\t|\|")
_BULLET, _DASHES = re.compile(r"(?:^|\n)\s*[-–—+•●▪◦·*]\s"), ("-", "–", "—")
_JOINT = re.compile(r"[,/&\-–—:.…+•●▪◦·]|(?<![^\W\d_])(?:và|cùng(?: với)?)(?![^\W\d_])", re.IGNORECASE)
_NEUTRAL = re.compile(
    r"(?:^|(?<=[\n;]))\s*\d{1,3}[.)](?!\d)|[\s,/&\-–—:.…;+•●▪◦·*\t|]|(?<![^\W\d_])(?:và|cùng(?: với)?)(?![^\W\d_])", re.IGNORECASE
)
_APART = HARD | COMMA | AND | NOTE
_FAR, _CLOSE = re.compile(r"[,;:\n(]"), re.compile(r"[ .&/–-]*")
_ABBREVIATED = 4  # letters; a full stop behind so few capitals ends no sentence: TT. HĐND, P. VH-XH
_ALWAYS = 4  # letters; an abbreviation of so many counts in any case


class Words:
    """`keys` folded, `shown` as a name writes them, `starts` and `ends` in `text`; `count` of them.

    `kinds[i]` tells what the gap before word i holds, `joints[i]` how a name writes it; both have one entry more, for the end.
    `capital` where the text has no small letter. `bent` lists (start, end, right) of abbreviations that scanning bent. `known`
    remembers the known name at a word.
    """

    __slots__ = ("bent", "capital", "count", "ends", "joints", "keys", "kinds", "known", "shown", "starts", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.keys: list[str] = []
        self.shown: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[int] = []
        self.joints: list[str] = []
        self.bent: list[tuple[int, int, str]] = []
        self.known: dict[int, tuple[int, Unit] | None] = {}
        self.capital = text.upper() == text
        notes = _notes(text) if "(" in text or "[" in text else ()
        is_lone = "\n" in text and [match.start() > 0 for match in _BULLET.finditer(text)] == [True]
        at, behind_short, with_comes, before = 0, False, False, ""
        for match in _WORD.finditer(text):
            start, end = match.span()
            if notes and any(opened <= start < closed for opened, closed in notes):
                continue
            written = match[0]
            key, shown, bent, capital = _spell(written, lexicon)
            pairs = lexicon.spare.get(fold(written))
            if pairs is not None and (
                f"{before} {fold(written)}" in pairs or fold(" ".join(text[start:].split()[:2])).rstrip(",;.") in pairs
            ):
                key, shown = fold(written), ((fold(written), place_tone(unicodedata.normalize("NFC", written)), " "),)
            if written in lexicon.beside:
                shown = self._beside(written, text[at:start], end, before, lexicon) or shown
                key = shown[0][0]
            before = fold(written)
            if key == "và" or (with_comes and key == "với") or (key == "cùng" and not text[end:].lstrip().startswith("cấp")):
                with_comes = key == "cùng"
                continue
            with_comes = False
            gap = text[at:start]
            if gap == " ":
                kind, joint = 0, " "
            else:
                if (
                    text[end : end + 1] in (".", ")")
                    and not text[end + 1 : end + 2].isdigit()
                    and key.isdigit()
                    and len(key) < 4
                    and (not self.keys or gap_kind(gap) & (HARD | LINE))
                ):
                    continue
                kind, joint = _gap(gap, behind_short)
                if is_lone and gap.strip() in _DASHES:  # the dash of a name that a line cut: `Văn hóa`, below it `- Xã hội`
                    kind, joint = kind & ~HARD, f" {gap.strip()} "
            if bent is not None:
                self.bent.append((start, end, bent))
            for number, (word, letters, inner) in enumerate(shown):
                self.keys.append(word)
                self.shown.append(letters)
                self.starts.append(start)
                self.ends.append(end)
                self.kinds.append(0 if number else kind)
                self.joints.append(inner if number else joint)
            at, behind_short = end, capital
        self.count = len(self.keys)
        self.keys.append("")
        self.kinds.append(HARD)
        self.joints.append("")

    def _beside(self, written: str, gap: str, end: int, before: str, lexicon: Lexicon) -> tuple[tuple[str, str, str], ...] | None:
        """What a short form is spelled out to by the word `before` it, or the word that stands at `end`; None where they tell nothing."""
        close = not _FAR.search(gap)
        behind = _CLOSE.match(self.text, end)
        word = _WORD.match(self.text, behind.end()) if behind else None
        following = fold(word[0]) if word else ""
        for entry in lexicon.beside[written]:
            named = "*" in entry.before and following in lexicon.surnames and (not self.keys or bool(gap_kind(gap) & JOINT))
            if (close and before in entry.after) or (following and following in entry.before) or named:
                return entry.shown
            if entry.school and self._in_school(before, word[0] if word else "", lexicon):
                return entry.shown
        return None

    def _in_school(self, before: str, following: str, lexicon: Lexicon) -> bool:
        """Whether a stage belongs to the name of one school: behind "Trường", or, later in the list, before its own name."""
        schools = [at for at, key in enumerate(self.keys) if key == "trường"]
        if not schools or (schools[-1] and self.keys[schools[-1] - 1] in lexicon.plural):
            return False
        return before == "trường" or following[:1].isupper()

    def write(self, first: int, last: int) -> str:
        """Words first..last-1 as a name writes them: joints in one style, abbreviations written out."""
        pieces = [self.shown[first]] if first < last else []
        for at in range(first + 1, last):
            pieces.append(self.joints[at])
            pieces.append(self.shown[at])
        return "".join(pieces)

    def is_capital(self, at: int) -> bool:
        """Whether word `at` is written with a capital, or opens an abbreviation in capitals: `HTX`, though a name writes `hợp tác xã`."""
        return self.text[self.starts[at]].isupper() and (self.shown[at][0].isupper() or not at or self.starts[at] != self.starts[at - 1])

    def phrase(self, at: int, phrases: Phrases) -> tuple[int, Any] | None:
        """The longest of `phrases` that stands at word `at`: where it ends, and what it means."""
        found = phrases.get(self.keys[at])
        if found is None:
            return None
        for rest, meaning in found:
            if not rest:
                return at + 1, meaning
            end = at + 1 + len(rest)
            if tuple(self.keys[at + 1 : end]) == rest and not any(kind & _APART for kind in self.kinds[at + 1 : end]):
                return end, meaning
        return None


@lru_cache(maxsize=16384)
def _spell(written: str, lexicon: Lexicon) -> tuple[str, tuple[tuple[str, str, str], ...], str | None, bool]:
    """The key of a written word; the words that it stands for, each with its key and joint; what it is bent from; whether it is short
    and in capitals. Short abbreviations count in capitals only."""
    key, right = fold(written), None
    capital = written.isupper()
    shown: tuple[tuple[str, str, str], ...] = ((key, place_tone(unicodedata.normalize("NFC", written)), " "),)
    if (key in lexicon.written or key in lexicon.ocr) and (len(written) >= _ALWAYS or capital):
        right = lexicon.ocr.get(key)
        shown = lexicon.written.get(fold(right) if right else key, ((fold(right or key), right or written, " "),))
    return key, shown, right, capital and len(written) <= _ABBREVIATED


@lru_cache(maxsize=4096)
def gap_kind(gap: str) -> int:
    """The bits of a gap. Brackets in it are a note, and what they hold separates nothing.

    >>> gap_kind(" "), gap_kind(", ") == JOINT | COMMA, bool(gap_kind(" (phối hợp); ") & HARD)
    (0, True, True)
    """
    if gap in (" ", ""):
        return 0
    kind = 0
    for opened, closed in reversed(_notes(gap)):
        gap, kind = gap[:opened] + " " + gap[closed:], NOTE
    if _HARD.search(gap):
        kind |= HARD | JOINT
    if "\n" in gap:
        kind |= LINE
    found = _JOINT.findall(gap)
    if found:
        kind |= JOINT
        joined = "".join(found).casefold()
        kind |= COMMA if "," in joined else 0
        kind |= DASH if any(dash in joined for dash in "-–—") else 0
        kind |= COLON if ":" in joined else 0
        kind |= AND if any(letter.isalpha() for letter in joined) or "&" in joined else 0
    return kind | (NOTE if _NEUTRAL.sub("", gap) else 0)


def is_neutral(text: str) -> bool:
    """Whether `text` holds separators, bullets (`1.`, `-`) and blanks only."""
    return not _NEUTRAL.sub("", text)


def note_start(gap: str) -> int:
    """Where in the gap before the first name a sign stands that is no separator; its end where there is none."""
    blank = _NEUTRAL.sub(_blank, gap)
    return len(blank) - len(blank.lstrip()) if blank.strip() else len(gap)


@lru_cache(maxsize=4096)
def note_end(gap: str) -> int:
    """How much of `gap` still belongs to the name before it: up to the last sign that is no separator."""
    last = max((closed for _, closed in _notes(gap)), default=0)
    return last + len(_NEUTRAL.sub(_blank, gap[last:]).rstrip())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@lru_cache(maxsize=4096)
def _gap(gap: str, behind_short: bool) -> tuple[int, str]:
    """What a gap holds and how a name writes it; a full stop behind an abbreviation says nothing."""
    return gap_kind(gap[1:] if behind_short and gap[:1] == "." else gap), _joint(gap)


def _joint(gap: str) -> str:
    for opened, closed in reversed(_notes(gap)):
        gap = gap[:opened] + " " + gap[closed:]
    found = _JOINT.findall(gap)
    if not found:
        return " "
    signs = {"-": " - ", "–": " - ", "—": " - ", "/": "/", "&": " và ", ",": ", ", ":": ": ", ".": ". "}
    shown = "".join(signs.get(sign, f" {sign.casefold()} ") for sign in found)
    return re.sub(r"\s+", " ", shown).replace(" ,", ",")


def _notes(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches in brackets, outermost, closed ones only."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        closing = _BRACKETS.get(text[at])
        if closing is None:
            at += 1
            continue
        depth, end = 0, at
        while end < len(text):
            depth += (text[end] == text[at]) - (text[end] == closing)
            end += 1
            if depth == 0:
                break
        if depth:
            at += 1
            continue
        found.append((at, end))
        at = end
    return tuple(found)

"""Text in the encodings that were used before Unicode, turned into Unicode: by the name of its font, or by what it says.

A font tells the encoding of its own run. Without a font the text itself must tell: nearly all of its marked words are no syllables
as they stand, and are syllables when converted. Text that has a letter which only Unicode has is never converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from planparse import vocab
from planparse.clean.capitals import typed_small
from planparse.clean.viqr import from_viqr, looks_like_viqr
from planparse.paper import HERE, Doubt, Fix, FontRun
from planparse.vocab import ngrams, syllables

_ONLY_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_UPPER_HALF = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u2212\u2219]")
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]/\"“”+*=-]{2,}")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-].*$")
_GLYPHS = {"\u2212": "\u00ad", "\u2219": "\u00b7", "\u03bc": "\u00b5"}  # what PDF readers make of these three bytes
_BESIDE_A_LETTER = re.compile(r"(?<=[^\W\d_])[\u2212\u2219\u03bc]|[\u2212\u2219\u03bc](?=[^\W\d_])")
_SOUND, _UNSOUND = 0.85, 0.5  # shares of the marked words that are syllables: at least after, at most before
_ENOUGH_WORDS, _ENOUGH_TO_JUDGE = 3, 5
_BY_FONT, _BY_TEXT = 0.98, 0.95


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding of `vocab/legacy.toml`."""

    name: str
    fonts: tuple[str, ...]
    capitals: tuple[str, ...]
    guess: bool
    letters: Mapping[str, str]
    pattern: re.Pattern[str]

    def decode(self, text: str) -> str:
        """`text` in Unicode, NFC; a character that the encoding has not stays."""
        text = _BESIDE_A_LETTER.sub(lambda match: _GLYPHS[match[0]], text)
        text = self.pattern.sub(lambda match: self.letters[match[0]], text)
        return typed_small(text) if self.capitals else text


def from_fonts(text: str, runs: tuple[FontRun, ...]) -> tuple[str, tuple[Fix, ...], tuple[Doubt, ...]]:
    """`text` with the runs in legacy fonts turned into Unicode, a fix for each; a doubt where the outcome reads like no Vietnamese.

    >>> from_fonts("Sè 5: B¸o c¸o", (FontRun(0, 13, ".VnTime"),))[0], from_fonts("kÕ ho¹ch", (FontRun(0, 8, ".VnTimeH"),))[0]
    ('Số 5: Báo cáo', 'KẾ HOẠCH')
    """
    fixes: list[Fix] = []
    doubts: list[Doubt] = []
    shift = 0
    for run in sorted(runs, key=lambda run: run.start):
        encoding = _of_font(run.font)
        start, end = run.start + shift, run.end + shift
        before = text[start:end]
        if encoding is None or _ONLY_UNICODE.search(before):
            continue
        after = encoding.decode(before)
        if _draws_capitals(encoding, run.font):
            after = after.upper()
        if after != before:
            fixes.append(Fix(HERE, start, before, after, f"legacy-{encoding.name}", _BY_FONT))
            text = text[:start] + after + text[end:]
            shift += len(after) - len(before)
        words = [ngrams.folded(word) for word in _WORD.findall(after) if word.isalpha()]
        if len(words) >= _ENOUGH_TO_JUDGE and _share(words) < _UNSOUND:
            doubts.append(Doubt("legacy_encoding", f"{run.font}: {after[:60]}", HERE, word=after))
    return text, tuple(fixes), tuple(doubts)


def guess(text: str) -> str | None:
    """The name of the encoding that `text` is in, where its words leave no doubt; None for Unicode.

    >>> guess("Uû ban nh©n d©n tØnh"), guess("Uyû ban nhaân daân tænh"), guess("U?y ban nh^n d^n"), guess("España, §5, 3µm")
    ('tcvn3', 'vni', None, None)
    """
    if _ONLY_UNICODE.search(text):
        return None
    if looks_like_viqr(text):
        return "viqr"
    if not _UPPER_HALF.search(text):
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if len(words) < _ENOUGH_WORDS or _share([ngrams.folded(word) for word in words]) > _UNSOUND:
        return None
    shares = sorted(
        ((_decoded_share(words, encoding.decode), encoding.name) for encoding in _encodings() if encoding.guess),
        reverse=True,
    )
    (best, name), (second, _) = shares[0], shares[1]
    return name if best >= _SOUND and best - second >= 0.1 else None


def decode(text: str, name: str) -> str:
    """`text` turned into Unicode from the encoding of that name, where each of its marked words then is a syllable; else as it was.

    >>> decode("Kh«ng", "tcvn3"), decode("Nguyễn", "tcvn3"), decode("© 2026", "tcvn3")
    ('Không', 'Nguyễn', '© 2026')
    """
    if name == "viqr":
        return from_viqr(text)
    if _ONLY_UNICODE.search(text):
        return text
    convert: Callable[[str], str] = next(encoding.decode for encoding in _encodings() if encoding.name == name)
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return convert(text) if words and _decoded_share(words, convert) >= _SOUND else text


def record(text: str, after: str, name: str) -> tuple[Fix, ...]:
    """The one fix of a text that was wholly in another encoding."""
    return (Fix(HERE, 0, text, after, f"legacy-{name}", _BY_TEXT),) if after != text else ()


def _share(words: list[str]) -> float:
    """The share of folded words that are syllables."""
    return sum(syllables.possible(word) for word in words) / max(1, len(words))


def _decoded_share(words: Sequence[str], convert: Callable[[str], str]) -> float:
    """The share of `words` that are syllables once converted; an abbreviation (`H§ND`) says nothing."""
    decoded = [convert(word) for word in words]
    plain = [ngrams.folded(word) for word in decoded if not (len(word) > 1 and word.isupper()) or syllables.possible(ngrams.folded(word))]
    return _share(plain)


def of_font(font: str) -> str | None:
    """The name of the encoding of a font; None where it has none of its own.

    >>> of_font(".VnTimeH"), of_font("Times New Roman")
    ('tcvn3', None)
    """
    encoding = _of_font(font)
    return encoding.name if encoding is not None else None


def is_unicode(text: str) -> bool:
    """Whether `text` has a letter that no legacy encoding shows."""
    return _ONLY_UNICODE.search(text) is not None


def is_strange(text: str) -> bool:
    """Whether `text` may be in a legacy encoding: no letter shows that it is Unicode, and few of its marked words are syllables.

    >>> is_strange("Kr«ng B\u00d4\u00d6\u00d7"), is_strange("© 2027"), is_strange("Kế hoạch")
    (True, False, False)
    """
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    return bool(marked) and not is_unicode(text) and _share([ngrams.folded(word) for word in marked]) < _UNSOUND


def words(text: str) -> list[str]:
    """The words of `text`, folded, with the signs of legacy encodings that stand for letters."""
    return [ngrams.folded(word) for word in _WORD.findall(text)]


def _of_font(font: str) -> Encoding | None:
    name = _SUBSET.sub("", font).upper()
    return next((encoding for encoding in _encodings() if name.startswith(encoding.fonts)), None)


def _draws_capitals(encoding: Encoding, font: str) -> bool:
    name = _STYLE.sub("", _SUBSET.sub("", font)).upper()
    return bool(encoding.capitals) and name.endswith(encoding.capitals)


@cache
def _encodings() -> tuple[Encoding, ...]:
    encodings = []
    for entry in vocab.load("legacy")["encoding"]:
        fields = entry.get("bytes", entry.get("pairs", "")).split()
        letters: dict[str, str] = {}
        for code, letter in zip(fields[::2], fields[1::2], strict=True):
            for shown in _shown(int(code, 16)) if "bytes" in entry else (code,):
                letters[shown] = letter
        longest_first = sorted(letters, key=len, reverse=True)
        pattern = re.compile("|".join(map(re.escape, longest_first)))
        encodings.append(Encoding(entry["name"], tuple(entry["fonts"]), tuple(entry["capitals"]), entry["guess"], letters, pattern))
    return tuple(encodings)


def _shown(code: int) -> set[str]:
    """The characters as which a byte is extracted: Latin-1, or Windows-1252."""
    return {chr(code), bytes([code]).decode("cp1252", errors="ignore") or chr(code)}

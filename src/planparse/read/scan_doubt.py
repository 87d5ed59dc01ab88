"""Which reading of a word is taken, and how sure it is: by the engines' own words, by their agreement, by the company of the word.

1. Where two engines read the same letters, the word stands. Where they do not, counts of administrative Vietnamese weigh the two readings;
   the second is taken only where it is far likelier, and for a number or short word alone in its cell, which it reads better. Signs and
   capitals alone are no disagreement.
2. Numbers, dates and codes are read twice: a disagreement is always said.
3. The chance that a word is right comes from its evidence (kind, agreement, sureness, company) by a table that was counted on scans
   whose words are known (`vocab/scan_confidence.csv`, made by `scripts/make_scan_confidence.py`). Words below `SURE` are said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Literal, NamedTuple

from planparse import vocab
from planparse.read.image import Pixels
from planparse.read.ocr import PixelBox, Reader, Seen, SeenLine
from planparse.vocab import ngrams, syllables

SURE = 0.985
"""Words less likely right than this are said."""
_WIDEST = 16
"""A second engine is given pieces of lines not wider than so many times their height: it takes no whole line of a page."""
_FAR, _NEAR, _THEIRS = 7.0, 3.0, 4.0
"""Natural logarithms by which a reading is far likelier, or likelier, than the other in its company; by which the second's is taken."""
_STRAY, _DIRT = 0.8, 0.3
"""A sign at the edge of a word of which its engine is less sure is no sign where the other engine sees none; a word of signs
below the second is dirt: those that are printed have above 0.9."""
_POINTS = frozenset(".,:;_`'\"“”‘’·•^~|")
"""Signs that a typist puts behind a word without a blank: alone they are a speck, unless both engines see them."""
_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")
_EDGE = re.compile(r"^[\"'`‘’“”|_~=¬¦*.,:;^-]+(?=\w)|(?<=\w)[\"'`‘’“”|_~=¬¦*^]+(?=[.,;:)]*$)")
_BEHIND = re.compile(r"[.,;:)]*$")
_SPECK = re.compile(r"[\"'`‘’|~¬°^_*=<>«»„]+")
_LOOK_ALIKE = str.maketrans("–—−‐⁄", "----/")
_ROMAN = re.compile(r"[IVX]+(?:-[IVX]+)?(?:/\d{4})?[.,;]?")
_STROKES = re.compile(r"[HIlUVX1TN|!]{1,5}[.,;]?")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d|^[IVXLC1l]+[./)]|/|[A-ZĐ]{2,}-[A-ZĐ]{2,}")

Agreement = Literal["same", "other", "alone"]


class Opinion(NamedTuple):
    """What is known of a word: as the first engine reads it, and as the second does where it reads something else."""

    word: Seen
    line: SeenLine
    agreement: Agreement
    other: str = ""


class Evidence(NamedTuple):
    """What the chance that a word is right is counted by."""

    kind: str
    agreement: str
    sureness: str
    company: str


class Judged(NamedTuple):
    """A word with its place in pixels and the chance that it is right; `said` names what else it may be, empty where it is sure."""

    text: str
    box: tuple[float, float, float, float]
    right: float
    said: str = ""


def opinions(page: Pixels, lines: Sequence[SeenLine], first: Reader, second: Reader | None) -> list[Opinion]:
    """The words of `lines`, each beside what `second` reads in its place; without a second engine, numbers are read again by `first`."""
    pieces = [(line, piece) for line in lines for piece in _pieces(line)]
    asked = [second is not None or any(_NUMBER.search(word.text) for word in piece) for _, piece in pieces]
    boxes = [_box(line, piece, page) for (line, piece), is_asked in zip(pieces, asked, strict=True) if is_asked]
    texts = iter((second or first).again(page, boxes))
    found: list[Opinion] = []
    for (line, piece), is_asked in zip(pieces, asked, strict=True):
        read_again = list(_compared(line, piece, next(texts)[0])) if is_asked else [Opinion(word, line, "alone") for word in piece]
        if second is None:
            read_again = [one if _NUMBER.search(one.word.text) else one._replace(agreement="alone", other="") for one in read_again]
        found += read_again
    return found


def _pieces(line: SeenLine) -> Iterator[tuple[Seen, ...]]:
    height = max(1.0, line.bottom - line.top)
    piece: list[Seen] = []
    for word in line.words:
        if piece and word.x1 - piece[0].x0 > _WIDEST * height:
            yield tuple(piece)
            piece = []
        piece.append(word)
    if piece:
        yield tuple(piece)


def _box(line: SeenLine, piece: Sequence[Seen], page: Pixels) -> PixelBox:
    height, width = page.shape
    top, bottom = min(line.box[1], round(line.top)), max(line.box[3], round(line.bottom))
    top = min(max(0, top), height - 1)
    x0 = min(max(0, piece[0].x0 - 1), width - 1)
    return x0, top, max(x0 + 1, min(width, piece[-1].x1 + 1)), max(top + 1, min(height, bottom))


def _compared(line: SeenLine, piece: Sequence[Seen], text: str) -> Iterator[Opinion]:
    others = [word for word in text.split() if plain(word)]
    if line.few and len(piece) == len(others) == 1 and not plain(piece[0].text):
        yield Opinion(piece[0], line, "other", others[0])
        return
    own, theirs = [plain(word.text).lower() for word in piece], [plain(word).lower() for word in others]
    signs = "".join(word.text for word, letters in zip(piece, own, strict=True) if letters)
    seen = Counter(text.translate(_LOOK_ALIKE)) - Counter(signs.translate(_LOOK_ALIKE))
    for kind, start, end, other_start, other_end in SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes():
        mine, run = "".join(own[start:end]), "".join(theirs[other_start:other_end])
        whole = mine == run or (_letters(mine) == _letters(run) and not _DIGIT.search(run))  # the same letters, parted otherwise
        run = _letters(run)
        for at in range(start, end):
            lone = "" if own[at] else piece[at].text.translate(_LOOK_ALIKE)
            if lone and (at or _POINTS.issuperset(lone)) and not any(seen[sign] for sign in lone):
                yield Opinion(piece[at], line, "other")
                continue
            within = len(own[at]) > 2 and not _NUMBER.search(own[at]) and own[at] in run
            if kind == "equal" or whole or not own[at] or within:
                yield Opinion(piece[at], line, "same", others[other_start + at - start] if kind == "equal" else "")
            elif end - start == other_end - other_start:
                yield Opinion(piece[at], line, "other", others[other_start + at - start])
            else:
                yield Opinion(piece[at], line, "other", " ".join(others[other_start:other_end]))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def plain(word: str) -> str:
    """A word as the engines are compared: without the signs around it, which they write each its own way.

    >>> plain("“Quý"), plain("2026;"), plain("188/KH-UBND."), plain("–")
    ('Quý', '2026', '188/KH-UBND', '')
    """
    return _SIGNS.sub("", word.translate(_LOOK_ALIKE))


def judge(found: Sequence[Opinion]) -> list[Judged]:
    """The words as they are taken, each with how sure it is."""
    judged = []
    for text, evidence, opinion in taken(found):
        word, line = opinion.word, opinion.line
        if opinion.agreement == "same" and _is_dirt(text, word.sure):
            continue
        if opinion.agreement == "other" and _POINTS.issuperset(text):
            continue
        right = chance(evidence)
        said = "" if right >= SURE else _said(text, opinion)
        judged.append(Judged(text, (word.x0, line.top, word.x1, line.bottom), right, said))
    return judged


def _is_dirt(text: str, sure: float) -> bool:
    """Whether one engine takes dirt for a sign: it is hardly sure of it, or it is none that a plan has."""
    return (sure < _STRAY and _SPECK.fullmatch(text) is not None) or (sure < _DIRT and not plain(text) and "/" not in text)


def _said(text: str, opinion: Opinion) -> str:
    other = opinion.word.text if text != opinion.word.text else opinion.other
    if opinion.agreement == "other" and other:
        return f"“{text}” hay “{other}”?"
    return f"“{text}”: {'đọc lại không thấy' if opinion.agreement == 'other' else 'chữ mờ hoặc khó đọc'}"


def taken(found: Sequence[Opinion]) -> Iterator[tuple[str, Evidence, Opinion]]:
    """Each word as it is taken, and what speaks for it."""
    counts = ngrams.load()
    folded = [ngrams.folded(plain(opinion.word.text) or "|") for opinion in found]
    for at, opinion in enumerate(found):
        around = [folded[near] if 0 <= near < len(folded) else ngrams.BREAK for near in (at - 2, at - 1, at + 1, at + 2)]
        text, company = _weighed(opinion, around, counts)
        if (shaped := opinion.word.shaped) is not None:  # however the engine liked it
            yield text, Evidence("numeral", opinion.agreement, "any", "shape" if shaped else "no shape"), opinion
        else:
            yield text, Evidence(_kind(text), opinion.agreement, _sureness(opinion.word.sure), company), opinion


def _weighed(opinion: Opinion, around: Sequence[str], counts: ngrams.Ngrams) -> tuple[str, str]:
    """The word as it is taken, and how it fits its company."""
    text, other = opinion.word.text, opinion.other
    if opinion.word.shaped:
        return text, "shape"
    if other and opinion.word.sure < _STRAY and not _EDGE.search(other):
        text = _EDGE.sub("", text)
    if text.endswith(":") and other.endswith(";"):  # the second engine takes many ; for : and no : for ;
        text = text[:-1] + ";"
    own, theirs = plain(text), plain(other)
    if opinion.agreement != "other":
        folded = ngrams.folded(own or "|")
        return text, "known" if counts.pair(around[1], folded) or counts.pair(folded, around[2]) else "strange"
    if _is_numeral(text, other, around[1]):
        return plain(other) + _BEHIND.search(text)[0], "numeral"  # type: ignore[index]  # the pattern matches nothing, too
    if opinion.line.few and " " not in other:
        return other, "few"
    if "⁄" in text and _letters(own) == _letters(theirs):  # Tesseract reads `1.2` and `14` as fractions
        return other, "open"
    if not (own.isalpha() and theirs.isalpha()):
        return text, "open"
    margin = _likelihood(own, around, counts) - _likelihood(theirs, around, counts)
    if margin <= -_THEIRS and syllables.possible(ngrams.folded(theirs)) and not own.isupper():
        return _SIGNS.sub("", text) and text.replace(own, _cased(theirs, own), 1), "theirs"
    return text, "far" if margin >= _FAR else "near" if margin >= _NEAR else "open"


def _is_numeral(own: str, other: str, before: str) -> bool:
    """Whether `other` is the numeral of which `own` has the strokes: `III` read `HI`, `11` read `l1`, `Quý I` read `Quý 1`."""
    if _ROMAN.fullmatch(other):
        return not _ROMAN.fullmatch(own) and (before == "quý" or _STROKES.fullmatch(own) is not None)
    return other.rstrip(".").isdigit() and not own.rstrip(".").isdigit() and _STROKES.fullmatch(own) is not None


def _likelihood(word: str, around: Sequence[str], counts: ngrams.Ngrams) -> float:
    folded = ngrams.folded(word)
    before, left, right, after = around
    return (
        counts.log_probability(before, left, folded)
        + counts.log_probability(left, folded, right)
        + counts.log_probability(folded, right, after)
    )


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like.istitle() else word.lower() if like.islower() else word


def _kind(text: str) -> str:
    word = plain(text)
    if not word:
        return "sign"
    if _NUMBER.search(word):
        return "number"
    if word.isalpha() and syllables.possible(ngrams.folded(word)):
        return "word" if len(word) > 1 else "letter"
    return "capitals" if word.isupper() else "odd"


_LEVELS = {"95": 0.95, "90": 0.9, "80": 0.8, "60": 0.6, "0": 0.0}


def _sureness(sure: float) -> str:
    return next((name for name, least in _LEVELS.items() if sure >= least), "0")


def chance(evidence: Evidence) -> float:
    """The chance that a word with this evidence is right, at most 0.9999: what was never counted at its sureness is taken at the next
    below. A number of which two readings differ is never sure."""
    if evidence.kind == "number" and evidence.agreement == "other" and evidence.company != "numeral":
        return 0.5
    levels = list(_LEVELS)
    below = levels[levels.index(evidence.sureness) :] if evidence.sureness in _LEVELS else [evidence.sureness]
    counted = (_table().get(evidence._replace(sureness=level)) for level in below)
    return next((right for right in counted if right is not None), 0.5)


@cache
def _table() -> dict[Evidence, float]:
    return {
        Evidence(row["kind"], row["agreement"], row["sureness"], row["company"]): float(row["right"])
        for row in vocab.rows("scan_confidence")
    }

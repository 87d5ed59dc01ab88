"""The words of a task as they are compared: short forms written out, what the task is about recognised, what weighs little known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from planparse import vocab
from planparse.vocab.spelling import fold, words_of


@dataclass(frozen=True, slots=True)
class About:
    """A text of a task: its `words` (folded), with themes and subjects as one word each, and the `subjects` among them."""

    words: str
    subjects: frozenset[str]


@lru_cache(maxsize=1 << 17)
def about(text: str) -> About:
    """What `text` says and what it is about.

    A share or another measure that stands inside a subject is none of its words.

    >>> about("Niêm yết công khai 100% thủ tục hành chính").subjects == about("Niêm yết công khai TTHC").subjects
    True
    >>> about("Lấy phiếu về sự hài lòng").words, sorted(about("Báo cáo CCHC").subjects)
    ('lấy phiếu về mức_độ_hài_lòng', ['báo_cáo+cải_cách_hành_chính'])
    """
    plain = plain_words(_measures().sub(" ", text))
    pattern, first = _phrases("theme", "subject")
    words = pattern.sub(lambda found: first[found.group()], plain)
    joined = {word for word in words.split() if "_" in word or word in _names("subject")}
    subjects = joined & _names("subject")
    if not subjects:
        act, stands_for = _phrases("action")
        actions = {stands_for[found.group()] for found in act.finditer(plain)}
        subjects = {f"{action}+{theme}" for action in actions for theme in joined & _names("theme")}
    return About(words, frozenset(subjects))


@cache
def _measures() -> re.Pattern[str]:
    """How much of a thing is meant: it stands between the words of a subject and changes none."""
    forms = "|".join(sorted(map(re.escape, vocab.load("matching")["measure"]), key=len, reverse=True))
    return re.compile(rf"(?:\b(?:{forms})\s+)?\b\d+(?:[.,]\d+)?\s*%|\b(?:{forms})\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 17)
def plain_words(text: str) -> str:
    """The words of `text`, folded, short forms written out, one blank between.

    >>> plain_words("Công khai TTHC, bằng mã QR")
    'công khai thủ tục hành chính bằng mã qr'
    """
    pattern, full = _short()
    return " ".join(words_of(fold(pattern.sub(lambda found: full[found.group().replace(" ", "")], text))))


@cache
def weights() -> Mapping[str, float]:
    """How much a word counts beside its rarity: 0 for empty ones, a third for faint ones; all others 1."""
    table = vocab.load("matching")
    return dict.fromkeys(table["faint"], 1 / 3) | dict.fromkeys(table["empty"], 0.0)


@cache
def _short() -> tuple[re.Pattern[str], Mapping[str, str]]:
    full = {form.replace(" ", ""): entry["full"] for entry in vocab.load("matching")["short"] for form in entry["forms"]}
    forms = sorted((form for entry in vocab.load("matching")["short"] for form in entry["forms"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b"), full


@cache
def _names(*tables: str) -> frozenset[str]:
    return frozenset(_phrases(*tables)[1].values())


@cache
def _phrases(*tables: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    first: dict[str, str] = {}
    for table in tables:
        for entry in vocab.load("matching")[table]:
            stands_for = plain_words(entry["forms"][0]).replace(" ", "_")
            first.update({plain_words(form): stands_for for form in entry["forms"]})
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, first), key=len, reverse=True))})\b"), first

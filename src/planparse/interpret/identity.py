"""Names that last: the id of a plan, the ids of its tasks, the domain of a task."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache

from planparse.plan import Header
from planparse.vocab import load
from planparse.vocab.spelling import fold, slug

_WORD = re.compile(r"[^\W_]+")
_SAME = 88


def plan_id(header: Header) -> str:
    """`kh-` + locality + year + topic + the sequence of the number, of those that are known.

    The year is the plan's, else the one of its date. `khong-ro` stands for a locality that nobody names.
    """
    issuer = header.issuing_authority
    code = slug(header.doc_type.code) if header.doc_type else "vb"
    place = slug(f"{issuer.locality_kind or ''} {issuer.locality or issuer.name}") if issuer else "khong-ro"
    year = str(header.year) if header.year else (header.period.start[:4] if header.period else (header.date or "")[:4])
    sequence = slug(header.number.sequence) if header.number and header.number.sequence else ""
    return "-".join(part for part in (code, place, year, header.topic or "", sequence) if part)


def task_ids(plan: str, contents: Iterable[str]) -> tuple[str, ...]:
    """An id a task: the plan's id and a hash of the initials of its words, so that a mended typo keeps the id.

    A second task with the same initials gets `-2`. Order, deadline and units take no part.

    >>> task_ids("kh-x", ["Lắp điểm truy cập Wi-Fi", "Lăp điểm truy cập Wi-Fi"])
    ('kh-x/e1d21c', 'kh-x/e1d21c-2')
    """
    seen: dict[str, int] = {}
    ids: list[str] = []
    for content in contents:
        initials = "".join(word[0] for word in _WORD.findall(slug(content).replace("-", " ")))
        key = hashlib.sha256(initials.encode()).hexdigest()[:6]
        seen[key] = seen.get(key, 0) + 1
        ids.append(f"{plan}/{key}" if seen[key] == 1 else f"{plan}/{key}-{seen[key]}")
    return tuple(ids)


@cache
def _domains() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Slug, folded words of titles, folded words of contents."""
    return tuple((entry["id"], tuple(map(fold, entry["titles"])), tuple(map(fold, entry["words"]))) for entry in load("topics")["domain"])


def domain_of(group_path: tuple[str, ...], content: str) -> str | None:
    """The slug of the domain: by the innermost group that names one, else by the task's own words; null where they name none or two."""
    for group in reversed(group_path):
        folded = fold(group)
        found = [
            (at, slug_) for slug_, titles, _ in _domains() if (at := min(filter(None, (_at(word, folded) for word in titles)), default=0))
        ]
        if found:
            return min(found)[1]
    folded = fold(content)
    named = {slug_ for slug_, _, words in _domains() if any(_at(word, folded) for word in words)}
    return named.pop() if len(named) == 1 else None


def _at(word: str, text: str) -> int:
    """Where `word` stands in `text` as whole words, counted from 1; 0 where it does not. A plain search first: it is a hundred times
    faster than an expression, and most texts hold none of the words."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum()):
            return at + 1
        at = text.find(word, at + 1)
    return 0


def same_tasks(rows: list[str], prose: list[str]) -> list[int | None]:
    """For each task in prose the index of the row that repeats it, reworded at most; None where none does. No row is taken twice.

    The measure is the share of common words in order (`rapidfuzz.fuzz.token_sort_ratio`), at least 88 of 100.
    """
    if not rows or not prose:
        return [None] * len(prose)
    from rapidfuzz import fuzz, process

    scores = process.cdist([fold(text) for text in prose], [fold(text) for text in rows], scorer=fuzz.token_sort_ratio)
    pairs = sorted(
        ((float(scores[at][row]), -at, -row) for at in range(len(prose)) for row in range(len(rows)) if scores[at][row] >= _SAME),
        reverse=True,
    )
    found: list[int | None] = [None] * len(prose)
    taken: set[int] = set()
    for _, at, row in pairs:
        if found[-at] is None and -row not in taken:
            found[-at] = -row
            taken.add(-row)
    return found

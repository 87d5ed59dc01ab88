"""What happened to the characters and what is in doubt, with the pointer of the value that it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from planparse.account import Carriers
from planparse.paper import Doubt, Fix, Key, Paper
from planparse.plan import Correction, Plan, Review, Unplaced, as_reason, source

_SIGNS = re.compile(r"^[\W_]+|[\W_]+$")


def trace(
    plan: Plan,
    values: Carriers,
    paper: Paper,
    claims: Mapping[Key, list[str]],
    lost: Mapping[Key, str],
    reviews: Iterable[Review],
    silent: frozenset[str],
) -> Plan:
    """`plan` with its corrections, its unplaced texts and its reviews. Fixes of a `silent` rule change no letter and are not listed."""
    unplaced = tuple(Unplaced(text=" ".join(text.split()), source=source(*paper.item(key).places)) for key, text in lost.items())
    index = _Index(values, claims, {key: f"/unplaced/{at}" for at, key in enumerate(lost)})
    corrections = tuple(_corrections(paper, index, silent))
    found = [*reviews, *(review for doubt in paper.doubts for review in _reviews(doubt, index, plan))]
    found += [Review(pointer=f"/unplaced/{at}", reason="unplaced_text", detail=block.text[:120]) for at, block in enumerate(unplaced)]
    return plan.model_copy(
        update={
            "corrections": corrections,
            "unplaced": unplaced,
            "needs_review": tuple(dict.fromkeys(found)),
            "tasks": _marked(plan, found),
        }
    )


class _Index:
    """Finds the value in which a piece of a text of the paper now stands."""

    def __init__(self, values: Carriers, claims: Mapping[Key, list[str]], lost: Mapping[Key, str]) -> None:
        self.values, self.claims, self.lost = values, claims, lost

    def find(self, key: Key | None, word: str) -> str:
        """The pointer of the value that holds `word` of the text at `key`; of the first that holds any of it, else of the document."""
        if key is None:
            return "/document"
        claimed = self.claims.get(key, [])
        for pointer in claimed:
            for leaf, text in self.values.under(pointer):
                if not word or word in text:
                    return leaf
        if key in self.lost:
            return self.lost[key]
        return claimed[0] if claimed else "/document"


def _corrections(paper: Paper, index: _Index, silent: frozenset[str]) -> Iterator[Correction]:
    """A correction a fix, with the pointer of the value that holds the words around the place where it was made."""
    texts = dict(paper.texts())
    by_key: dict[Key, list[Fix]] = {}
    for fix in paper.fixes:
        by_key.setdefault(fix.key, []).append(fix)
    for key, fixes in by_key.items():
        for at, fix in enumerate(fixes):
            if fix.rule in silent:
                continue
            word = " ".join(fix.after.split()) or _word_at(texts[key], _final_start(fix, fixes[at + 1 :]))
            yield Correction(
                pointer=index.find(key, word),
                original=fix.before,
                corrected=fix.after,
                rule=fix.rule,
                confidence=fix.confidence,
                source=source(*paper.item(key).places),
            )


def _final_start(fix: Fix, later: list[Fix]) -> int:
    """Where the place of `fix` is once the later fixes of the same text are made."""
    start = fix.start
    for other in later:
        if other.start < start:
            start += len(other.after) - len(other.before)
    return max(start, 0)


def _word_at(text: str, start: int) -> str:
    """The word of `text` that begins at or after `start`, else the last one."""
    words = text[start:].split() or text.split()[-1:]
    return words[0] if words else ""


_DERIVED = (
    (re.compile(r"(/legal_bases/\d+)/text"), ("number", "date", "issuer", "subject")),
    (re.compile(r"(/recipients/\d+)/raw"), ("name",)),
    (re.compile(r"(/header)/date_raw"), ("place", "date")),
)
"""A text as printed, and the values beside it that are read out of it."""


def _reviews(doubt: Doubt, index: _Index, plan: Plan) -> Iterator[Review]:
    """The review of the text that holds the doubtful word, and of the values that were read out of that word."""
    word = doubt.word or ""
    pointer = index.find(doubt.key, word)
    where = f"Trang {doubt.place.page}: " if doubt.key is None and doubt.place is not None and doubt.place.page else ""
    review = Review(pointer=pointer, reason=as_reason(doubt.reason), detail=where + doubt.detail)
    yield review
    for pattern, names in _DERIVED:
        if word and (found := pattern.fullmatch(pointer)):
            yield from (
                review.model_copy(update={"pointer": f"{found[1]}/{name}"}) for name in names if _rests_on(plan, found[1], name, word)
            )


def _rests_on(plan: Plan, parent: str, name: str, word: str) -> bool:
    """Whether the value may come from the word: it holds it, or it is what digits are read as."""
    holder: object = plan
    for step in parent.split("/")[1:]:
        holder = holder[int(step)] if isinstance(holder, tuple) else getattr(holder, step)
    value, core = getattr(holder, name), _SIGNS.sub("", word)
    if value is None or name == "date":
        return any(map(str.isdigit, word))
    return core != "" and core in str(value)


def _marked(plan: Plan, reviews: Iterable[Review]) -> tuple[object, ...]:
    """The tasks, each with the names of its fields that a review points into; what is doubtful in a group is so in its tasks."""
    names: dict[int, list[str]] = {}
    for review in reviews:
        parts = review.pointer.split("/")
        if len(parts) >= 4 and parts[1] == "tasks":
            names.setdefault(int(parts[2]), []).append(parts[3])
        elif len(parts) >= 5 and parts[1] == "tables" and parts[3] == "groups":
            title = plan.tables[int(parts[2])].groups[int(parts[4])].title
            for at in (at for at, task in enumerate(plan.tasks) if title in task.group_path):
                names.setdefault(at, []).append("group_path")
    return tuple(
        task.model_copy(update={"needs_review": tuple(dict.fromkeys((*task.needs_review, *names[at])))}) if at in names else task
        for at, task in enumerate(plan.tasks)
    )

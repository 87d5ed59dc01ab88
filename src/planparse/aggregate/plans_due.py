"""By when the communes are to issue their plans: read out of the prose of the province's plan, where no task of its tables says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from planparse import vocab
from planparse.aggregate.coverage import of_communes
from planparse.plan import Node, Plan
from planparse.vocab.spelling import fold

_SENTENCE = re.compile(r"[;\n]|\.(?=\s|$)")
_ISSUES = re.compile(r"\b(?:ban hành|xây dựng)\b(?P<between>[^,;.]{0,60}?)\bkế hoạch\b(?P<about>.*)")
_DATE = r"(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})\s*(?:[/.-]|năm)\s*(?P<year>\d{4})"
_BY = re.compile(rf"\b(?P<how>trước|chậm nhất|muộn nhất|đến hết|đến|xong trong)\s+(?:là\s+|vào\s+|trước\s+)*(?:ngày\s+)?{_DATE}")
_WITHIN = re.compile(r"\b(?:trong|sau)\s+(?:vòng\s+|thời hạn\s+)?0?(?P<days>\d{1,2})\s+ngày,?\s+(?:kể\s+)?từ\s+ngày\b")


def in_prose(reference: Plan) -> Iterator[str]:
    """Each last day (ISO) that a sentence sets for the communes' own plans on the subject of `reference`; none where it sets none."""
    for units, text in _sentences(reference.sections, False):
        sentence = fold(text)
        found = _ISSUES.search(sentence)
        if not found or not (units or _speaks_to_communes(sentence)):
            continue
        limit = _BY.search(found["about"]) or _BY.search(sentence[: found.start()])
        within = None if limit else _WITHIN.search(found["about"]) or _WITHIN.search(sentence[: found.start()])
        told = limit or within
        said = found["about"][: told.start()] if told and told.string is found["about"] else found["about"]
        if told and _is_the_plan(said, reference):
            day = _day(limit) if limit else _counted(told, reference.header.date)
            if day:
                yield day


def _sentences(nodes: Sequence[Node], communes: bool) -> Iterator[tuple[bool, str]]:
    """The sentences of the body, each with whether a heading above it speaks to communes."""
    for node in nodes:
        named = [unit for unit in (node.unit, *node.units) if unit]
        theirs = any(map(of_communes, named)) or bool(node.title and _speaks_to_communes(fold(node.title)))
        here = theirs or (communes and not named)
        for text in (node.title, node.text):
            yield from ((here, part) for part in _SENTENCE.split(text or "") if part)
        yield from _sentences(node.children, here)


def _speaks_to_communes(folded: str) -> bool:
    return any(word in folded for word in _words("communes"))


def _is_the_plan(said: str, reference: Plan) -> bool:
    """Whether the words behind "kế hoạch" leave it the plan that carries out `reference`, and no plan on something else."""
    opening = said.strip(" ,(:")
    topic: list[str] = next((entry["forms"] for entry in vocab.load("topics")["topic"] if entry["id"] == reference.header.topic), [])
    return not opening or opening.startswith(_words("same_plan")) or any(fold(form) in said for form in topic)


def _words(name: str) -> tuple[str, ...]:
    return tuple(vocab.load("aggregate")["plans_due"][name])


def _day(found: re.Match[str]) -> str | None:
    """The last day that is in time: the day before the one named where it says "trước"."""
    try:
        day = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    before = "trước" in found[0].split("ngày")[0] and "đến" not in found["how"]
    return (day - dt.timedelta(days=1) if before else day).isoformat()


def _counted(found: re.Match[str] | None, issued: str | None) -> str | None:
    if found is None or issued is None or len(issued) != 10:
        return None
    return (dt.date.fromisoformat(issued) + dt.timedelta(days=int(found["days"]))).isoformat()

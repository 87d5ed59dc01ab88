"""A plan as it came in, cut down to what the view over all of them needs, and which of several files of a ward counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from planparse.aggregate.overview import PlanStatus, first_page
from planparse.aggregate.senders import Sender
from planparse.plan import Node, Plan, Sources, Task
from planparse.vocab.matching import plain_words
from planparse.vocab.spelling import fold

ALIKE = 0.5
"""Two plans of a ward that share half of all their tasks are versions of one; plans on different things share next to none."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in which a plan may name its own commune: where it stands."""

    pointer: str
    text: str
    page: int | None


@dataclass(slots=True)
class Sent:
    """One document: `plan` without its body, `tasks` that count (a prose task that a table repeats does not)."""

    plan: Plan
    sender: Sender
    said: tuple[Said, ...]
    tasks: tuple[tuple[int, Task], ...]
    contents: frozenset[str]
    key: str = ""
    status: PlanStatus = "counted"
    stands_for: Sent | None = field(default=None, repr=False)

    @property
    def above(self) -> bool:
        """Whether it is of the level above: no commune's plan."""
        return self.status in ("reference", "above")

    @property
    def number(self) -> str | None:
        """`188/KH-UBND`, None where it is blank."""
        return self.plan.header.number.code if self.plan.header.number else None

    @property
    def rank(self) -> tuple[str, int, int, str]:
        """Of two versions the one with the higher rank counts: later day, fewer doubts, more tasks, then the hash."""
        return (self.plan.header.date or "", -len(self.plan.needs_review), len(self.tasks), self.plan.document.sha256)


def cut_down(plan: Plan, sender: Sender) -> Sent:
    """`plan` with only what is added up."""
    tasks = tuple((at, task) for at, task in enumerate(plan.tasks) if task.same_as is None)
    said = tuple(_said(plan))
    light = plan.model_copy(
        update={"legal_bases": (), "preamble": (), "sections": (), "annexes": (), "tables": (), "recipients": (), "cover": None}
    )
    contents = frozenset(f"{plain_words(task.content)}|{fold(task.deadline.raw) if task.deadline else ''}" for _, task in tasks)
    return Sent(light, sender, said, tasks, contents)


def settle(all_sent: list[Sent], year: int | None, topic: str | None, reference: Plan | None, listed: bool) -> None:
    """Gives each its key and status. The order of `all_sent` does not matter; it is left sorted by sender and key.

    `listed`: there is a list of communes. Among plans of communes, or beside such a list, a plan of the province is one of the level above.
    """
    levels = Counter(issuer.level for sent in all_sent if (issuer := sent.plan.header.issuing_authority))
    of_communes = listed or levels["commune"] >= levels["province"]
    by_id: dict[str, set[str]] = {}
    for sent in all_sent:
        by_id.setdefault(sent.plan.id, set()).add(sent.plan.document.sha256)
    all_sent.sort(key=lambda sent: (sent.plan.id, sent.plan.document.sha256, sent.plan.document.name))
    used: dict[str, int] = {}
    for sent in all_sent:
        alone = len(by_id[sent.plan.id]) == 1
        key = sent.plan.id if alone else f"{sent.plan.id}~{sent.plan.document.sha256[:8]}"
        used[key] = used.get(key, 0) + 1
        sent.key = key if used[key] == 1 else f"{key}~{used[key]}"
    groups: dict[str, list[Sent]] = {}
    for sent in all_sent:
        header = sent.plan.header
        if reference is not None and sent.plan.document.sha256 == reference.document.sha256:
            sent.status = "reference"
        elif of_communes and header.issuing_authority and header.issuing_authority.level == "province":
            sent.status = "above"
        elif (year and header.year and header.year != year) or (topic and header.topic and header.topic != topic):
            sent.status = "out_of_scope"
        else:
            groups.setdefault(sent.sender.id, []).append(sent)
    for group in groups.values():
        _versions(group)
    all_sent.sort(key=lambda sent: (sent.sender.id, sent.key))


def _versions(group: list[Sent]) -> None:
    kept: list[Sent] = []
    for sent in sorted(group, key=lambda sent: sent.rank, reverse=True):
        newer = next((other for other in kept if _one_plan(sent, other)), None)
        if newer is None:
            kept.append(sent)
            continue
        sent.stands_for = newer
        same = sent.plan.document.sha256 == newer.plan.document.sha256 or sent.contents == newer.contents
        sent.status = "copy" if same else "superseded"


def _one_plan(one: Sent, other: Sent) -> bool:
    if one.plan.document.sha256 == other.plan.document.sha256:
        return True
    headers = (one.plan.header, other.plan.header)
    if headers[0].topic != headers[1].topic or headers[0].year != headers[1].year:
        return False
    if one.number and one.number == other.number and headers[0].date == headers[1].date:
        return True
    shared = len({_words(text) for text in one.contents} & {_words(text) for text in other.contents})
    return shared >= ALIKE * max(1, min(len(one.contents), len(other.contents)))


def _words(content: str) -> str:
    return content.partition("|")[0]


def _said(plan: Plan) -> Iterator[Said]:
    """Texts that speak of the plan itself or of its commune's own offices; no prose about neighbours."""
    header = plan.header
    if header.title:
        yield Said("/header/title", header.title, first_page(header.source))
    for at, node in enumerate(plan.preamble):
        yield from _enacting(node, f"/preamble/{at}")
    if plan.closing:
        yield Said("/closing", plan.closing, None)
    if plan.signature and plan.signature.authority:
        yield Said("/signature/authority", plan.signature.authority, first_page(plan.signature.source))
    for at, annex in enumerate(plan.annexes):
        page = first_page(annex.source)
        if annex.title:
            yield Said(f"/annexes/{at}/title", annex.title, page)
        if annex.reference:
            yield Said(f"/annexes/{at}/reference/text", annex.reference.text, page)
    for at, task in enumerate(plan.tasks):
        for field_name, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units)):
            for number, unit in enumerate(units):
                yield Said(f"/tasks/{at}/{field_name}/{number}", unit.raw, first_page(task.source))


def _enacting(node: Node, pointer: str) -> Iterator[Said]:
    """`UBND phường X ban hành Kế hoạch …`: the sentence in which the issuer speaks."""
    for name, text in (("title", node.title), ("text", node.text)):
        place: Sources = node.source
        if text and (found := fold(text)) and "ban hành kế hoạch" in found:
            before = len(text) if (at := found.rfind("ban hành kế hoạch")) < 0 else at
            yield Said(f"{pointer}/{name}", text[max(0, before - 60) :], first_page(place))

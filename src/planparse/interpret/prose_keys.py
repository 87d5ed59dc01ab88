"""Key-value lines under or behind the words of a task: `Đơn vị chủ trì: …`, `Thời gian: …`, `Địa điểm: …`.

The lines of one task follow one another; those of `[key] detail` in `vocab/prose.toml` say more about it and open no task of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
from planparse.interpret.prose_roles import ROLE_BRACKET, assign, said, take_units
from planparse.interpret.tasks import Row
from planparse.interpret.units import Home, read_opening, read_roles, read_units
from planparse.plan import Node, Organization
from planparse.vocab import load
from planparse.vocab.spelling import fold

_WITH = re.compile(r"\bphối hợp (?:với|cùng)\b", re.IGNORECASE)
_TASK_KEY = re.compile(r"^nhiệm vụ\s*(?::\s*|$)", re.IGNORECASE)
_GATHERING_KEY = re.compile(r"^(?:cơ quan|đơn vị)(?: chủ trì)? (?:thực hiện|triển khai)\s*:?\s*$", re.IGNORECASE)
_ROUND = r"đợt\s+(?:\d{1,2}|[ivx]{1,4})"
_LONGEST_TIME = 150
_BULLETS = frozenset("-+*•▪●○◦")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A key as written, its role, and its value."""

    key: str
    role: str
    value: str


@dataclass(slots=True)
class _Item:
    """A task in the making: its words with their nodes, and the keys with theirs."""

    words: list[Node] = field(default_factory=list)
    values: list[tuple[_Pair, Node]] = field(default_factory=list)
    details: list[tuple[_Pair, Node]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)

    def take(self, pair: _Pair, node: Node) -> None:
        self.order.append(id(node))
        (self.details if pair.role == "detail" else self.values).append((pair, node))

    def repeats(self, pairs: list[_Pair]) -> bool:
        """Whether a detail comes again behind values: the lines of the next task."""
        known = {fold(pair.key) for pair, _ in self.details}
        return bool(self.values) and any(pair.role == "detail" and fold(pair.key) in known for pair in pairs)


@cache
def _roles() -> dict[str, str]:
    return {fold(key): role for role, words in load("prose")["key"].items() for key in words}


@cache
def _pattern() -> re.Pattern[str]:
    keys = sorted(_roles(), key=len, reverse=True)
    either = "|".join([*(re.escape(key).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*") for key in keys), _ROUND])
    return re.compile(rf"(?:^|(?<=[.;])\s+|\n)\(?\s*(?P<key>{either})\s*(?:\([^()]*\)\s*)?:\s*", re.IGNORECASE)


def split_keys(text: str) -> tuple[str, list[_Pair]]:
    """The words before the first key, and the keys with their values.

    >>> [(pair.role, pair.value) for pair in split_keys("Đơn vị chủ trì: Phòng Kinh tế; Đơn vị phối hợp: Công an xã.")[1]]
    [('lead', 'Phòng Kinh tế'), ('coordinating', 'Công an xã')]
    >>> words, pairs = split_keys("Tổng hợp kết quả. Thời gian hoàn thành: Trước ngày 31/5/2027.")
    >>> words, pairs[0].role, pairs[0].value
    ('Tổng hợp kết quả.', 'deadline', 'Trước ngày 31/5/2027')
    """
    if ROLE_BRACKET.search(text):
        return text, []
    found = list(_pattern().finditer(text))
    if found and found[0].start() and _roles().get(fold(found[0]["key"])) == "detail":
        return text, []
    pairs: list[_Pair] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        key = re.sub(r"\s*/\s*", "/", match["key"])
        role = _roles().get(fold(key), "deadline")
        value = text[match.end() : end].strip()
        value = value if role == "detail" else value.rstrip(" .;")
        value = value.removesuffix(")").rstrip() if value.count(")") > value.count("(") else value
        pairs.append(_Pair(key, role, f"{key}: {value}" if fold(key) not in _roles() and value else value))
    return text[: found[0].start()].strip() if found else text, pairs


def key_rows(sections: tuple[Node, ...], calendar: Calendar, home: Home) -> Iterator[Row]:
    """The tasks whose values stand in key-value lines, in document order."""
    return _rows(sections, (), calendar, home)


def _rows(nodes: tuple[Node, ...], path: tuple[Node, ...], calendar: Calendar, home: Home) -> Iterator[Row]:
    item = _Item()
    groups = 0
    for node in nodes:
        words, pairs = split_keys(said(node))
        gathered = [(pair, child) for child in node.children for pair in split_keys(said(child))[1]]
        if not words and pairs and not any(pair.value for pair in pairs) and (gathered or not _listed(node, pairs[-1].role, home)):
            pairs = []  # it leads in to the points below it: keys of their own, or duties
        if not words and pairs:
            if item.repeats(pairs):
                yield from _close(item, path, groups, calendar, home)
                item, groups = _Item(), groups + 1
            for pair in pairs:
                value = pair.value or (_listed(node, pair.role, home) if pair is pairs[-1] else "")
                if value:
                    item.take(_Pair(pair.key, pair.role, value), node)
            continue
        if gathered and _GATHERING_KEY.match(said(node)):
            for pair, child in gathered:
                item.take(pair, child)
            continue
        if pairs and words:  # words and keys in one paragraph
            if item.values:
                yield from _close(item, path, groups, calendar, home)
            own = _Item([node.model_copy(update={"title": None, "text": words.rstrip("( ")})])
            for pair in pairs:
                own.take(pair, node)
            yield from _close(own, path, 1, calendar, home)
            item, groups = _Item(), groups + 1
            continue
        if item.values:
            yield from _close(item, path, groups, calendar, home)
            item, groups = _Item(), groups + 1
        if node.children:
            before = len(item.words)
            inner = list(_rows(node.children, (*path, node), calendar, home))
            yield from inner
            if inner:
                del item.words[before:]
                groups += 1
                continue
        if item.words and node.marker is not None and node.marker not in _BULLETS and groups:
            item.words.clear()  # a numbered item opens a new one
        item.words.append(node)
    if item.values:
        yield from _close(item, path, groups, calendar, home)


def _listed(node: Node, role: str, home: Home) -> str:
    """The value of a key that stands in the points below it; each point deals out roles of its own. Points that name no office are none
    of `Đơn vị chủ trì:`."""
    if role not in ("deadline", "output", "detail") and not all(read_opening(said(child), home)[0].units for child in node.children):
        return ""
    return ("\n" if role == "lead" else "; ").join(said(child).rstrip(" .;,") for child in node.children if said(child))


def _close(item: _Item, path: tuple[Node, ...], groups: int, calendar: Calendar, home: Home) -> Iterator[Row]:
    """The task of one group of keys; none where the keys say neither who nor when, or only when the whole plan is carried out."""
    roles = {pair.role for pair, _ in item.values if pair.value}
    if not roles & {"lead", "joint", "deadline"}:
        return
    content, nodes, above = _content(item, path, groups)
    if not content or (roles == {"deadline"} and not item.words and len(path) < 2):
        return
    row = Row(marker=nodes[0].marker if nodes else None, content=content, origin="prose")
    row.headings = tuple(node.title for node in above if node.title)
    texts: dict[str, str] = {}
    for pair, _ in item.values:
        if pair.value:
            texts[pair.role] = f"{texts[pair.role]}; {pair.value}" if pair.role in texts else pair.value
    _fill(row, texts, calendar, home)
    if not row.lead and not row.coordinating:
        assign(row, content, _heading_units(path), home)
    if row.deadline is None and "deadline" not in texts:
        take_only_deadline(row, content, calendar)
    for pair, node in item.details:
        if pair.value and node not in nodes:
            row.columns[pair.key] = f"{row.columns[pair.key]}; {pair.value}" if pair.key in row.columns else pair.value
    others = sorted((*item.values, *item.details), key=lambda pair: item.order.index(id(pair[1])))
    row.nodes = (*nodes, *(node for _, node in others if node not in nodes))
    yield row


def take_only_deadline(row: Row, text: str, calendar: Calendar) -> None:
    """The deadline that the sentence `text` names; several are a doubt, for nothing says which is the task's."""
    found = find_deadlines(text, calendar)
    past = [deadline for deadline in found if (last := deadline.end or deadline.due) and calendar.issued and last < calendar.issued]
    if past:
        row.doubt("deadline", "uncertain_field", f"{past[0].raw}: trước ngày ban hành")
    elif len(found) == 1:
        row.take_deadline(found[0])
    elif found:
        row.doubt("deadline", "uncertain_field", "; ".join(deadline.raw for deadline in found))


def _content(item: _Item, path: tuple[Node, ...], groups: int) -> tuple[str, list[Node], tuple[Node, ...]]:
    """The words of a task: those before its keys; the heading's where there are none, or several paragraphs and the keys close the whole
    heading; the details' (`Nội dung: …`) where nothing else says what is to be done."""
    words = [node for node in item.words if said(node)]
    heading = path[-1] if path else None
    if len(words) == 1:
        stated = _TASK_KEY.sub("", said(words[0])).strip()
        below = " ".join(said(child) for child in words[0].children) if not stated or stated.endswith(":") else ""
        numbered = heading is not None and stated != said(words[0]) and heading.marker is not None
        return " ".join(f"{stated} {below}".split()), [heading, *words] if heading and numbered else words, path
    if heading is not None and said(heading) and (not words or groups == 0):
        return said(heading), [heading], path[:-1]
    if not words and item.details:
        return " ".join(pair.value for pair, _ in item.details), [node for _, node in item.details], path
    return " ".join(said(node) for node in words), words, path


def _fill(row: Row, texts: dict[str, str], calendar: Calendar, home: Home) -> None:
    for lead in texts.get("lead", "").splitlines():
        if _WITH.search(lead) or "chủ trì" in fold(lead):
            first, second = read_roles(lead, home)
            row.lead += take_units(row, "lead_units", first)
            row.coordinating += take_units(row, "coordinating_units", second)
        else:
            row.lead += take_units(row, "lead_units", read_units(lead, home))
    if joint := texts.get("joint"):
        first, second = read_roles(joint, home)
        row.lead, row.coordinating = take_units(row, "lead_units", first), take_units(row, "coordinating_units", second)
        if len(row.lead) > 1 and not row.coordinating:
            row.doubt("lead_units", "uncertain_field", "Một dòng ghi cả đơn vị chủ trì và đơn vị phối hợp")
    if coordinating := texts.get("coordinating"):
        row.coordinating = take_units(row, "coordinating_units", read_units(coordinating, home))
    if deadline := texts.get("deadline"):
        row.take_deadline(read_deadline(deadline, calendar))
        if len(deadline) > _LONGEST_TIME:
            row.doubt("deadline", "uncertain_field", "Thời gian nêu trong nhiều câu")
    row.output = texts.get("output")


def _heading_units(path: tuple[Node, ...]) -> tuple[Organization, ...]:
    """The units that the nearest heading above names."""
    for node in reversed(path):
        if node.units or node.unit:
            return node.units or ((node.unit,) if node.unit else ())
    return ()

"""Tasks that stand in no table: key-value lines under an item, and the duties of each unit in "Tổ chức thực hiện".

1. *Key-value*: `Cơ quan chủ trì: …`, `Thời gian thực hiện: …` below or behind the words of a task. Explicit, so they are tasks also
   where the plan has a table; one that a row of the table repeats says so in `same_as`.
2. *Duties*: the paragraphs under a heading that names units, where the plan has neither a task table nor key-value lines. The heading
   says who, the first verb says the role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from planparse.interpret.deadline import Calendar, find_deadlines, read_deadline
from planparse.interpret.tasks import Row
from planparse.interpret.units import Home, UnitReading, read_roles, read_units
from planparse.plan import Node, Organization, as_reason
from planparse.vocab import load
from planparse.vocab.spelling import fold

_COORDINATES = re.compile(r"^(?:phối hợp|tham gia|cùng)\b", re.IGNORECASE)
_WITH = re.compile(r"\bphối hợp (?:với|cùng)\b", re.IGNORECASE)
_TASK_KEY = re.compile(r"^nhiệm vụ\s*(?::\s*|$)", re.IGNORECASE)
_DETAIL_KEY = re.compile(
    r"^(?P<key>nội dung thực hiện|nội dung công việc|nội dung|hình thức thực hiện|hình thức|địa điểm)\s*:\s*", re.IGNORECASE
)
_GATHERING_KEY = re.compile(r"^(?:cơ quan|đơn vị)(?: chủ trì)? (?:thực hiện|triển khai)\s*:?\s*$", re.IGNORECASE)
_SHORTEST_DUTY = 15
_BULLETS = frozenset("-+*•▪●○◦")


@dataclass(slots=True)
class _Item:
    """A task in the making: its words with their nodes, and the values of its keys with theirs."""

    words: list[Node] = field(default_factory=list)
    values: list[tuple[str, str, Node]] = field(default_factory=list)


def read_prose(sections: tuple[Node, ...], calendar: Calendar, home: Home, *, keys_only: bool) -> tuple[Row, ...]:
    """The tasks in the prose of a plan, in document order. `keys_only` leaves the duties of units out: the plan has a task table, or
    the document is no plan."""
    rows = list(_key_value_rows(sections, (), calendar, home))
    if rows or keys_only:
        return tuple(rows)
    return tuple(_duty_rows(sections, (), calendar, home))


@cache
def _key_pattern() -> re.Pattern[str]:
    keys = [(fold(key), role) for role, words in load("columns")["key"].items() for key in words]
    keys.sort(key=lambda pair: len(pair[0]), reverse=True)
    either = "|".join(re.escape(key).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*") for key, _ in keys)
    return re.compile(rf"(?:^|(?<=[.;])\s+|\n)\(?\s*(?P<key>{either})\s*(?:\([^()]*\)\s*)?:\s*", re.IGNORECASE)


@cache
def _key_roles() -> dict[str, str]:
    return {fold(key): role for role, words in load("columns")["key"].items() for key in words}


def _split_keys(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words before the first key, and the keys' roles with their values.

    >>> _split_keys("Đơn vị chủ trì: Phòng Kinh tế; Đơn vị phối hợp: Công an xã.")
    ('', [('lead', 'Phòng Kinh tế'), ('coordinating', 'Công an xã')])
    >>> _split_keys("Tổng hợp kết quả. Thời gian hoàn thành: Trước ngày 31/5/2027.")
    ('Tổng hợp kết quả.', [('deadline', 'Trước ngày 31/5/2027')])
    """
    found = list(_key_pattern().finditer(text))
    if not found:
        return text, []
    pairs: list[tuple[str, str]] = []
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        role = _key_roles()[fold(re.sub(r"\s*/\s*", "/", match["key"]))]
        pairs.append((role, text[match.end() : end].strip().rstrip(" .;")))
    return text[: found[0].start()].strip(), pairs


def _said(node: Node) -> str:
    """The words of a node as they stood in its line."""
    if node.title and node.text:
        return f"{node.title}: {node.text}"
    return node.title or node.text or ""


def _key_value_rows(nodes: tuple[Node, ...], path: tuple[Node, ...], calendar: Calendar, home: Home) -> Iterator[Row]:
    item = _Item()
    groups = 0
    for node in nodes:
        words, pairs = _split_keys(_said(node))
        gathered = (
            [(role, value, child) for child in node.children for role, value in _split_keys(_said(child))[1]] if node.children else []
        )
        if not words and pairs and not (gathered and not any(value for _, value in pairs)):
            item.values += [(role, value, node) for role, value in pairs if value]
            continue
        if gathered and _GATHERING_KEY.match(_said(node)):
            item.values += gathered
            continue
        if pairs and words:  # words and keys in one paragraph
            if item.values:
                yield from _close(item, path, groups, calendar, home)
            own = _Item([node.model_copy(update={"title": None, "text": words})], [(role, value, node) for role, value in pairs])
            yield from _close(own, path, 1, calendar, home)
            item, groups = _Item(), groups + 1
            continue
        if item.values:
            yield from _close(item, path, groups, calendar, home)
            item, groups = _Item(), groups + 1
        if node.children:
            before = len(item.words)
            inner = list(_key_value_rows(node.children, (*path, node), calendar, home))
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


def _close(item: _Item, path: tuple[Node, ...], groups: int, calendar: Calendar, home: Home) -> Iterator[Row]:
    """The task of one group of keys; none where the keys say neither who nor when."""
    roles = {role for role, value, _ in item.values if value}
    if not roles & {"lead", "deadline"}:
        return
    content, nodes, above = _content(item, path, groups)
    if not content:
        return
    row = Row(marker=nodes[0].marker if nodes else None, content=content, origin="prose")
    row.headings = tuple(node.title for node in above if node.title)
    texts: dict[str, str] = {}
    for role, value, _ in item.values:
        if value:
            texts[role] = f"{texts[role]}; {value}" if role in texts else value
    _fill(row, texts, calendar, home)
    if not row.lead and not row.coordinating:
        _assign(row, _heading_units(path))
    for node in item.words:
        if nodes and node is not nodes[0] and (detail := _DETAIL_KEY.match(_said(node))):
            row.columns[detail["key"]] = _said(node)[detail.end() :]
    row.nodes = (*nodes, *(node for _, _, node in item.values))
    yield row


def _content(item: _Item, path: tuple[Node, ...], groups: int) -> tuple[str, list[Node], tuple[Node, ...]]:
    """The words of a task: those before its keys; the heading's where there are none, only details of it (`Nội dung: …`), or several
    paragraphs and the keys close the whole heading."""
    words = [node for node in item.words if _said(node)]
    heading = path[-1] if path else None
    if len(words) == 1 and not (heading and _DETAIL_KEY.match(_said(words[0]))):
        stated = _TASK_KEY.sub("", _said(words[0])).strip()
        below = " ".join(_said(child) for child in words[0].children) if not stated or stated.endswith(":") else ""
        numbered = heading is not None and stated != _said(words[0]) and heading.marker is not None
        return " ".join(f"{stated} {below}".split()), [heading, *words] if heading and numbered else words, path
    if heading is not None and _said(heading) and (not words or groups == 0 or all(_DETAIL_KEY.match(_said(node)) for node in words)):
        return _said(heading), [heading], path[:-1]
    return " ".join(_said(node) for node in words), words, path


def _fill(row: Row, texts: dict[str, str], calendar: Calendar, home: Home) -> None:
    if lead := texts.get("lead"):
        if _WITH.search(lead) or "chủ trì" in fold(lead):
            first, second = read_roles(lead, home)
            row.lead, row.coordinating = _units(row, "lead_units", first), _units(row, "coordinating_units", second)
        else:
            row.lead = _units(row, "lead_units", read_units(lead, home))
    if coordinating := texts.get("coordinating"):
        row.coordinating = _units(row, "coordinating_units", read_units(coordinating, home))
    if deadline := texts.get("deadline"):
        row.take_deadline(read_deadline(deadline, calendar))
    row.output = texts.get("output")


def _heading_units(path: tuple[Node, ...]) -> tuple[Organization, ...]:
    """The units that the nearest heading above names."""
    for node in reversed(path):
        if node.units or node.unit:
            return node.units or ((node.unit,) if node.unit else ())
    return ()


def _assign(row: Row, units: tuple[Organization, ...]) -> None:
    """Gives the units of a heading the role that the first verb of the task says."""
    if not units:
        return
    if _COORDINATES.match(row.content):
        row.coordinating = units
        return
    row.lead = units
    if _WITH.search(row.content):
        row.doubt("coordinating_units", "uncertain_field", "Đơn vị phối hợp nêu trong câu, chưa tách")


def _units(row: Row, name: str, reading: UnitReading) -> tuple[Organization, ...]:
    for doubt in reading.doubts:
        row.doubt(name, as_reason(doubt.reason), doubt.detail)
    return reading.units


def _duty_rows(nodes: tuple[Node, ...], path: tuple[Node, ...], calendar: Calendar, home: Home) -> Iterator[Row]:
    for node in nodes:
        units = node.units or ((node.unit,) if node.unit else ())
        if not units:
            yield from _duty_rows(node.children, (*path, node), calendar, home)
            continue
        duties = node.children or ((node.model_copy(update={"title": None}),) if node.title and node.text else ())
        for duty in duties:
            text = _said(duty)
            if len(text) < _SHORTEST_DUTY:
                continue
            row = Row(marker=duty.marker, content=text, origin="prose")
            row.headings = tuple(above.title for above in (*path, node) if above.title)
            _assign(row, units)
            found = find_deadlines(text, calendar)
            if len(found) == 1:
                row.take_deadline(found[0])
            elif found:
                row.doubt("deadline", "uncertain_field", "; ".join(deadline.raw for deadline in found))
            row.nodes = (duty,)
            yield row

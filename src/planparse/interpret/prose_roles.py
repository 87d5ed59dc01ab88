"""Who does what in a sentence: `Giao Công an xã chủ trì, phối hợp với các thôn …`, `… (Phòng Kinh tế chủ trì; hoàn thành trước ngày …)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planparse.interpret.tasks import Row
from planparse.interpret.units import Home, UnitReading, is_unit_heading, read_opening, read_roles, read_units
from planparse.plan import Node, Organization, as_reason
from planparse.vocab import load
from planparse.vocab.spelling import fold
from planparse.vocab.units import lexicon

ROLE_BRACKET = re.compile(r"\s*\((?P<inside>(?=[^()]*\b(?:chủ trì|phối hợp)\b)(?:[^()]|\([^()]*\))*)\)\s*[.;]?\s*$", re.IGNORECASE)
"""The bracket behind a task that says who takes part in it."""

_HELPS = re.compile(r"^(?:phối hợp|tham gia|cùng)\b", re.IGNORECASE)
_WITH = re.compile(r"\bphối hợp (?:với|cùng)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"^[^.;:]{0,60}?\bphối hợp\s+(?:(?:chặt chẽ|thực hiện|tổ chức)\s+)?(?:(?:với|cùng)\s+(?:với\s+)?)?(?=\S)", re.IGNORECASE
)
_LED = re.compile(r"(?:[,;(]\s*|\b(?:do|giao)\s+)(?P<who>[^,;().]{3,80}?)\s+(?:làm\s+)?chủ trì\b", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<who>[^:.;]{3,110}):\s+(?P<rest>\S.{3,})$")
_LONGEST_ACTOR = 160
"""Letters in which the offices that open a sentence are named."""
_TAIL = 3
"""Words by which a name may go on behind what looks like a verb: `Trung tâm Dịch vụ tổng hợp xã`."""
_LONGEST_GROUP = 8
"""Words; a longer name of a group has swallowed a part of the sentence."""

_LONGEST_WHOLE = 4
"""Words; a longer name of a group that ends its sentence holds what is to be done, too."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The offices that a sentence opens with; `sure` where its words say that this is a duty (`Giao …`, `… chủ trì`, `… có trách nhiệm`),
    `acts` where a verb that offices do follows the names."""

    units: tuple[Organization, ...]
    rest: str
    sure: bool
    acts: bool


def said(node: Node) -> str:
    """The words of a node as they stood in its line."""
    if node.title and node.text:
        return f"{node.title}: {node.text}"
    return node.title or node.text or ""


def read_assignment(text: str, home: Home) -> Assignment | None:
    """The offices that open the sentence `text`; None where it opens otherwise.

    >>> found = read_assignment("Giao Công an xã tuần tra ban đêm.", Home())
    >>> [unit.name for unit in found.units], found.rest, found.sure
    (['Công an xã'], 'tuần tra ban đêm.', True)
    >>> read_assignment("Công tác tuyên truyền phải đi trước.", Home()) is None
    True
    """
    body, assigned = _without_charge(text)
    cut = _cut_at_verb(body, home)
    if cut is None:
        reading, at = read_opening(body, home)
        if len(reading.units) == 1 and ";" in body[:at]:
            return None  # `Thống kê vật nuôi; xử lý …`
        cut = reading.units, body[at:].lstrip(" :,")
    units, rest = cut
    if not units or not rest or any(_swallows(unit) or _is_vague(unit) for unit in units):
        return None
    verb = fold(rest)
    takes_on = opens_with(verb, "takes_on")
    if not takes_on and opens_with(verb, "states"):
        return None
    if not (assigned or takes_on or rest[0].islower()):
        return None
    return Assignment(units, rest, assigned or takes_on, _opens_with_verb(verb) or opens_with(verb, "acts"))


def _without_charge(text: str) -> tuple[str, bool]:
    """The sentence without the words that charge an office (`Giao …`), and whether it had any."""
    charge = _charge().match(text)
    return (text[charge.end() :], True) if charge else (text, False)


@cache
def _charge() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(load("prose")["words"]["assigns"], key=len, reverse=True))
    return re.compile(rf"(?:{words})\s+(?=\w)", re.IGNORECASE)


def _cut_at_verb(text: str, home: Home) -> tuple[tuple[Organization, ...], str] | None:
    """The offices before the first verb that has nothing but offices before it, and the sentence from that verb on."""
    if _RUN_IN.match(text):
        return None
    found: re.Match[str] | None = None
    for match in _verb().finditer(text[:_LONGEST_ACTOR]):
        before = text[: match.start()].rstrip()
        if before.endswith(",") or before.rpartition(" ")[2].casefold() in _NOUNS:
            continue  # `các tổ chức`, `cơ quan quản lý`
        if ";" in before:
            return None
        if found is not None and len(text[found.start() : match.start()].split()) > _TAIL:
            break
        if " " in before and fold(before) != "tổ chức" and is_unit_heading(before, home):
            if found is not None and not all(_is_one(unit) for unit in read_units(before, home).units):
                break
            found = match
    return None if found is None else (read_units(text[: found.start()].rstrip(), home).units, text[found.start() :])


_NOUNS = frozenset({"các", "những", "và", "của", "quan", "vị", "lượng", "ban"})
"""Words before a verb that make it a part of a name."""


@cache
def _verb() -> re.Pattern[str]:
    known = [" ".join((first, *way)) for first, ways in lexicon().verbs.items() for way, _ in ways if way]
    words = sorted({*known, *load("prose")["words"]["acts"]}, key=len, reverse=True)
    return re.compile(rf"(?<=\s)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def opens_with(folded: str, purpose: str) -> bool:
    """Whether folded words begin with one of the list `purpose`."""
    return any(folded == word or folded.startswith((f"{word} ", f"{word},", f"{word}:")) for word in _words(purpose))


def read_run_in(text: str, home: Home) -> Assignment | None:
    """Who a point names before its colon: `Đồng chí Trưởng Trạm Y tế: phụ trách …`.

    >>> found = read_run_in("Trưởng Trạm Y tế xã: Chuẩn bị thuốc.", Home())
    >>> [unit.name for unit in found.units], found.rest
    (['Trưởng Trạm Y tế xã'], 'Chuẩn bị thuốc.')
    """
    match = _RUN_IN.match(text)
    if match is None:
        return None
    who, _ = _without_charge(match["who"])
    return Assignment(read_units(who, home).units, match["rest"], True, True) if is_unit_heading(who, home) else None


def read_leader(text: str, home: Home) -> UnitReading | None:
    """The offices that a sentence names in its middle as those that lead: `…, Công an xã chủ trì`, `… do Công an xã chủ trì`.

    >>> [unit.name for unit in read_leader("Lập đoàn kiểm tra do Phòng Kinh tế chủ trì; kiểm tra hai đợt.", Home()).units]
    ['Phòng Kinh tế']
    """
    for match in _LED.finditer(text):
        reading = read_units(match["who"], home)
        if reading.units and not reading.doubts and all(_is_one(unit) for unit in reading.units):
            return reading
    return None


def _is_one(unit: Organization) -> bool:
    return unit.id is not None and unit.kind != "collective" and " " in unit.name


def _swallows(unit: Organization) -> bool:
    """Whether the name of a group has taken words of the sentence with it."""
    if unit.id is not None:
        return False
    words = fold(unit.name).split()
    if {"đã", "chưa", "còn"} & set(words):
        return True
    return len(words) > _LONGEST_GROUP or _opens_with_verb(words[-1], whole=True) or _opens_with_verb(" ".join(words[-2:]), whole=True)


def _is_vague(unit: Organization) -> bool:
    """Whether the name was cut to a common noun: `Lực lượng`, `Cơ quan thông tấn`."""
    name = fold(unit.name)
    if unit.id is not None:
        return False
    return name in ("lực lượng", "cơ quan", "đơn vị", "ngành") or (unit.kind != "collective" and name.split()[0] in ("lực", "cơ", "đơn"))


def opens_with_verb(text: str) -> bool:
    """Whether `text` opens with a verb that offices do: `Rà soát …`, not `Phương án …`."""
    return _opens_with_verb(fold(text))


def _opens_with_verb(words: str, *, whole: bool = False) -> bool:
    """Whether the folded `words` begin with a verb or, with `whole`, are one and no more."""
    first, *others = [word.strip(",;:.") for word in words.split()[:4]] or [""]
    ways = lexicon().verbs.get(first, ())
    return any(
        tuple(others[: len(way)]) == way and not (whole and len(others) > len(way)) for way, _ in ways if way or first not in _PARTICLES
    )


_PARTICLES = frozenset({"để", "với", "được", "là", "cử"})


def is_nobody(units: tuple[Organization, ...]) -> bool:
    """Whether a heading names no one who could have a duty: `Đối với tập thể`, `Cá nhân` in a plan of rewards."""
    return any(fold(unit.name) in _words("nobody") for unit in units)


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in load("prose")["words"][name])


def assign(row: Row, text: str, units: tuple[Organization, ...], home: Home) -> None:
    """Gives `row` the offices that its sentence `text` names, else those of the heading above, `units`, by the first verb."""
    charges = bool(units) and _charge().match(text) is not None and not fold(text).startswith("riêng ")
    found = None if charges else read_assignment(text, home)  # an office that charges another does that
    if found is not None and (found.sure or found.acts or not units):
        assign_heading(row, found.rest, found.units, home)
    else:
        assign_heading(row, text, units, home)


def assign_heading(row: Row, text: str, units: tuple[Organization, ...], home: Home) -> None:
    """Gives `units` the role that the first verb of `text` says; the partners that it names behind `phối hợp với` coordinate."""
    if not units:
        return
    partners = read_partners(text, home)
    if _HELPS.match(text):
        row.coordinating = units
        if partners is not None and partners.units:
            named = f"Phối hợp với: {', '.join(unit.name for unit in partners.units)}"
            row.doubt("lead_units", "uncertain_field", named)
            row.doubt("coordinating_units", "uncertain_field", named)
        return
    row.lead = units
    if partners is not None and partners.units:
        row.coordinating = take_units(row, "coordinating_units", partners)
    elif _WITH.search(text):
        row.doubt("coordinating_units", "uncertain_field", "Đơn vị phối hợp nêu trong câu, chưa tách")


def read_partners(text: str, home: Home) -> UnitReading | None:
    """The offices behind `phối hợp với` in the first words of a sentence."""
    match = _TOGETHER.match(text)
    if match is None:
        return None
    behind = text[match.end() :]
    reading, at = read_opening(behind, home)
    if any(_swallows(unit) or _is_vague(unit) for unit in reading.units):
        return None
    if behind[:at].rstrip().endswith(",") or behind[at:].lstrip().startswith((",", "và ")):
        return None  # a list that was not read to its end
    last = reading.units[-1] if reading.units else None
    if last is not None and last.id is None and len(last.name.split()) > _LONGEST_WHOLE and not behind[at:].strip(" .;"):
        return None  # the name of the group took the rest of the sentence
    # The words behind the last name are the sentence's own, not the rest of a longer name.
    word = last.raw if last is not None else ""
    doubts = tuple(doubt for doubt in reading.doubts if not (doubt.word == word and at < len(text) - match.end()))
    return UnitReading(reading.units, doubts)


def take_bracket(row: Row, inside: str, home: Home) -> list[str]:
    """Gives `row` the offices of its bracket; the parts that may say when are returned."""
    others = []
    for part in re.split(r";|,\s*(?=(?:hoàn thành|thời gian|xong|trước ngày|chậm nhất))", inside):
        if not re.search(r"\b(?:chủ trì|phối hợp)\b", part, re.IGNORECASE):
            others.append(part.strip())
            continue
        lead, coordinating = read_roles(part.strip(), home)
        row.lead += take_units(row, "lead_units", lead)
        row.coordinating += take_units(row, "coordinating_units", coordinating)
    return others


def take_units(row: Row, name: str, reading: UnitReading) -> tuple[Organization, ...]:
    """The offices of a reading, its doubts told to the row."""
    for doubt in reading.doubts:
        row.doubt(name, as_reason(doubt.reason), doubt.detail)
    return reading.units

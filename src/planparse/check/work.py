"""Who is given which work: units of the table against units of "Tổ chức thực hiện", and words that two texts share.

Two texts speak of one work where both have the words of a `[[work]]` of the profile, or where a run of words stands in both that is long
enough to be no accident. What every plan says ("theo quy định", the plan's own title) does not count.
"""

from __future__ import annotations

import re
from functools import cache

from planparse.check.case import Case, Clause, Duty, words
from planparse.plan import Organization, Task
from planparse.vocab import load
from planparse.vocab.spelling import fold, words_of

LONG = 10
"""Words that two texts must share in a row to be about one work, where the profile has no words for it."""


def same(one: Organization, other: Organization) -> bool:
    """Whether the two are one office: by id, else by name."""
    return one.id == other.id if one.id and other.id else fold(one.name) == fold(other.name)


def names_of(unit: Organization) -> tuple[str, ...]:
    """Folded names under which a list may have the unit: as the plan writes it, its official name, without "Các", "Ủy ban", "Việt Nam"."""
    found = []
    for name in (unit.raw, unit.name):
        plain = fold(name).removeprefix("các ").removeprefix("ủy ban ").removesuffix(" việt nam")
        found.append(re.sub(r"\s*\(.*?\)", "", plain))
    if unit.kind == "front":
        found += ["mttq", "mặt trận", "ubmt"]
    if "đoàn thể" in fold(unit.name):
        found += ["đoàn thể", "tổ chức chính trị", "các tổ chức", "ban, ngành, đoàn thể", "hội, đoàn thể", "ct-xh", "hội đoàn thể"]
    return tuple(found)


def recipients_named(case: Case) -> str:
    """All names under "Nơi nhận", folded; "Như trên" and "Như mục" cover everybody."""
    return "\n".join(fold(one.name) for one in case.plan.recipients)


def covers(collective: Organization, unit: Organization) -> bool:
    """Whether "các phòng chuyên môn" means this office, too: offices called Phòng or Văn phòng; "các phòng, đơn vị" every office."""
    if collective.kind != "collective" or unit.kind not in ("office", "government"):
        return False
    name = fold(collective.name)
    if "đơn vị" in name or "cơ quan" in name or "ban, ngành" in name:
        return True
    return "phòng" in name and fold(unit.name).startswith(("phòng", "văn phòng"))


def takes_part(task: Task, unit: Organization) -> bool:
    """Whether the unit leads the task or helps with it, by name or within a collective."""
    return any(same(one, unit) or covers(one, unit) for one in (*task.lead_units, *task.coordinating_units))


def named(case: Case) -> bool:
    """Whether "Tổ chức thực hiện" goes through the offices one by one, so that one that is absent was left out."""
    return sum(any(unit.kind == "office" for unit in duty.units) for duty in case.duties) >= 3


def everybody(case: Case) -> bool:
    """Whether some heading, or paragraph of its own, gives duties to a collective of offices: then each office has one."""
    if any(unit.kind == "collective" and covers(unit, _OFFICE) for duty in case.duties for unit in duty.units):
        return True
    texts = (fold(node.title or node.text or "") for pointer, node in case.nodes if case.section(pointer).kind == "implementation")
    return any(text.startswith(words("everybody")) for text in texts)


def as_assigned(case: Case) -> bool:
    """Whether some duty is to do what the table, or another paper, assigns: then the table itself is the duty."""
    return any(phrase in fold(clause.text) for duty in case.duties for clause in duty.clauses for phrase in words("as_assigned"))


_OFFICE = Organization(raw="Phòng", name="Phòng", kind="office")


def holders(case: Case, text: str) -> tuple[tuple[Duty, Clause, str], ...]:
    """The duties that are about the work in `text`, each with the words in common."""
    found = case.holders.get(text)
    if found is None:
        pairs = ((duty, clause, shared(case, text, clause.text)) for duty in case.duties for clause in duty.clauses)
        found = case.holders[text] = tuple((duty, clause, common) for duty, clause, common in pairs if common)
    return found


def shared(case: Case, one: str, other: str) -> str | None:
    """The work that both texts speak of, as words; None where they have nothing in common."""
    for at, work in enumerate(case.profile.works):
        if at in case.works(one) and at in case.works(other):
            return work.name
    return longest_run(case, one, other, LONG) or None


def longest_run(case: Case, one: str, other: str, least: int = 2) -> str:
    """The longest row of words that stands in both texts; words that count for nothing break it. Empty below `least` words."""
    left, right = _weighty(case, one), _weighty(case, other)
    if len(case.pairs(one, left) & case.pairs(other, right)) < least - 1:
        return ""
    pairs: dict[tuple[str, str], list[int]] = {}
    for at in range(len(right) - 1):
        pairs.setdefault((right[at], right[at + 1]), []).append(at)
    best: list[str] = []
    for start in range(len(left) - 1):
        for at in pairs.get((left[start], left[start + 1]), ()):
            length = 0
            while start + length < len(left) and at + length < len(right) and left[start + length] == right[at + length] != "|":
                length += 1
            if length > len(best):
                best = left[start : start + length]
    return " ".join(best) if len(best) >= least else ""


@cache
def _full() -> dict[str, str]:
    return {fold(short): fold(full) for short, full in load("checks")["full"].items()}


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_full())})\b")


def _weighty(case: Case, text: str) -> list[str]:
    """The words of the text, short forms written out, with `|` where words stand that every plan has."""
    cached = case.tokens.get(text)
    if cached is None:
        folded = fold(text)
        folded = _short().sub(lambda match: _full()[match[0]], folded)
        for phrase in case.empty_phrases:
            folded = folded.replace(phrase, " | ")
        cached = case.tokens[text] = [word for part in folded.split("|") for word in (*words_of(part), "|")]
    return cached

"""Two readings that are one deadline: a time with the act that says so, with `đột xuất`, or with a bracket that only explains it.

1. `Quý II (trước ngày 15/6)` is the quarter, due on the day that it names.
2. A day counted from an event that stands beside a day (`30/11 (105 ngày trước bầu cử)`) leaves that day as it is.
3. What contradicts itself (`Quý II (trước ngày 15/8)`) is not made one: `agree` says so, and it is marked.
"""

from __future__ import annotations

from planparse.interpret.deadline_tokens import level
from planparse.plan import Deadline
from planparse.vocab.deadlines import pattern


def fold(one: Deadline, other: Deadline, joint: str | None, gap: str) -> Deadline | None:
    """Two clauses that are one deadline: `thường xuyên, đột xuất`, `quý II, theo hướng dẫn của tỉnh`; None where they are two."""
    if joint in (",", "(", ", (") and "reference" in (one.kind, other.kind):
        return lean(one, other)
    if other.kind == "ad_hoc" and one.kind in ("continuous", "recurring", "ad_hoc"):
        return one.model_copy(update={"ad_hoc": True, "reference": one.reference or other.reference})
    if one.kind == "ad_hoc" and other.kind in ("continuous", "recurring"):
        return other.model_copy(update={"ad_hoc": True})
    if one.kind == other.kind == "continuous" and (one.start, one.end) == (other.start, other.end):
        return one
    return tightened(one, other, gap)


def lean(one: Deadline, other: Deadline) -> Deadline | None:
    """Two phrases of one clause: a time with the act that says so, or with `đột xuất`; None where they are two deadlines."""
    if other.kind == "reference" and one.reference is None and one.kind != "composite":
        return one.model_copy(update={"reference": other.reference})
    if one.kind == "reference" and other.kind in ("date", "period", "continuous", "recurring") and other.reference is None:
        return other.model_copy(update={"reference": one.reference})
    if other.kind == "ad_hoc" and one.kind in ("continuous", "recurring", "ad_hoc"):
        return one.model_copy(update={"ad_hoc": True})
    return None


def tightened(one: Deadline, other: Deadline, gap: str) -> Deadline | None:
    """A time with the day by which it is to be done beside it, or with what it is counted from in a bracket; None where they are two."""
    if not pattern("finishing").fullmatch(gap) or one.end is None:
        return None
    doubt = one.needs_review or other.needs_review
    if _limits(one, other) and other.end is not None:
        if pattern("expected").match(level(one.raw)) and one.end <= other.end and "(" in gap:
            return other.model_copy(update={"needs_review": doubt})
        if one.kind == "period" and one.start is not None and one.start <= other.end <= one.end:
            of_the_day = {"end": other.end, "due": other.due, "before": other.before, "precision": other.precision}
            return one.model_copy(update={**of_the_day, "needs_review": doubt})
    counted = other.anchor is not None and other.anchor.offset is not None and not other.needs_review
    if "(" in gap and one.kind in ("date", "period") and counted and other.due in (None, one.due):
        return one.model_copy(update={"anchor": one.anchor or other.anchor})
    return None


def agree(one: Deadline, other: Deadline, gap: str) -> bool:
    """Whether the day in a bracket can be meant with the time in front of it."""
    if "(" not in gap or one.kind not in ("date", "period") or one.end is None:
        return True
    if other.kind == "relative":
        return other.due in (None, one.due)
    return not _limits(one, other) or other.end is None or (one.start or other.end) <= other.end <= one.end


def _limits(one: Deadline, other: Deadline) -> bool:
    """Whether the other is a day by which the one is to be done."""
    named = one.kind in ("date", "period") and other.kind == "date" and other.precision == "day"
    return named and pattern("by_then").match(level(other.raw)) is not None

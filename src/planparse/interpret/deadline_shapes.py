"""The shapes of a `Deadline` that are made in many places: unknown, a period, a date, and several in one."""

from __future__ import annotations

from collections.abc import Sequence

from planparse.interpret.deadline_calendar import Span, before
from planparse.plan import Deadline


def unknown(raw: str) -> Deadline:
    """What no form explains."""
    return Deadline(raw=raw, kind="unknown", needs_review=True)


def period(raw: str, span: Span, doubt: bool = False) -> Deadline:
    """A span of days, due on its last."""
    return Deadline(
        raw=raw,
        kind="period",
        start=span.start.isoformat(),
        end=span.end.isoformat(),
        due=span.end.isoformat(),
        precision=span.precision,
        needs_review=doubt,
    )


def on(raw: str, span: Span, excluded: bool = False) -> Deadline:
    """A date by which: the end of the span, or the day before its beginning."""
    due = before(span.start) if excluded else span.end
    return Deadline(
        raw=raw,
        kind="date",
        end=due.isoformat(),
        due=due.isoformat(),
        before=span.start.isoformat() if excluded else None,
        precision=span.precision,
    )


def composite(raw: str, parts: Sequence[Deadline]) -> Deadline:
    """Several deadlines in one cell: `start` and `end` span those that have days; no `end` where a part has a beginning only. A part that
    is marked marks the whole; the parts of a part are its own.
    """
    parts = [inner for part in parts for inner in (part.parts or (part,))]
    starts = [part.start for part in parts if part.start is not None]
    ends = [part.end for part in parts if part.end is not None]
    start, end = (min(starts) if starts else None), (max(ends) if ends else None)
    if any(part.start is not None and part.end is None for part in parts):
        end = None
    return Deadline(
        raw=raw,
        kind="composite",
        start=start if start is None or end is None or start <= end else None,
        end=end,
        ad_hoc=any(part.ad_hoc for part in parts),
        parts=tuple(parts),
        needs_review=any(part.needs_review for part in parts),
    )

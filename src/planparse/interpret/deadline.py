"""By when: the words of a deadline cell become a `Deadline`, or are `unknown` and marked. Nothing is guessed.

1. `raw` keeps the words as written, with single blanks.
2. Arbitrary text never raises; a blank cell and a dash are None.
3. No day is named that the words, the plan's year or the acts that it cites do not give.

The words are data (`vocab/deadlines.toml`); `deadline_tokens` lays them flat, `deadline_phrases` finds the forms, `deadline_meanings`,
`deadline_days`, `deadline_recurring` and `deadline_anchors` say what each means, `deadline_cells` adds them up,
`deadline_folding` where two are one.
"""

from __future__ import annotations

from planparse.interpret import deadline_cells
from planparse.interpret.deadline_calendar import Calendar
from planparse.interpret.deadline_tokens import clean
from planparse.plan import Deadline

__all__ = ["Calendar", "find_deadlines", "read_deadline"]

_LONGEST = 2000


def read_deadline(raw: str, calendar: Calendar) -> Deadline | None:
    """The meaning of a deadline cell; None for a blank one. Never raises for what the text says.

    >>> found = read_deadline("Trước ngày 15/12", Calendar(year=2026))
    >>> found.kind, found.due, found.before
    ('date', '2026-12-14', '2026-12-15')
    >>> read_deadline("31/02/2026", Calendar(year=2026)).kind, read_deadline(" - ", Calendar())
    ('unknown', None)
    """
    text = clean(raw)
    if not text.strip("-–—−. \n"):
        return None
    if len(text) > _LONGEST:
        return Deadline(raw=" ".join(text.split()), kind="unknown", needs_review=True)
    return deadline_cells.read(text, calendar)


def find_deadlines(text: str, calendar: Calendar) -> tuple[Deadline, ...]:
    """The deadlines that a sentence names outright, in order; `raw` is the phrase. Conservative: a bare `tháng 3/2026`, `thường xuyên` or
    `theo quy định` is none; what is found but not understood is left out.

    >>> found = find_deadlines("Các đơn vị hoàn thành trước ngày 15/12 và báo cáo định kỳ hằng quý.", Calendar(year=2026))
    >>> [(one.raw, one.kind) for one in found]
    [('trước ngày 15/12', 'date'), ('báo cáo định kỳ hằng quý', 'recurring')]
    """
    return tuple(found for found in deadline_cells.find(clean(text), calendar) if found.kind != "unknown")

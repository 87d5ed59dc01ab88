"""Tasks as an iCalendar file (RFC 5545): for each a to-do, and for each day on which it falls due an event, since most calendars
show no to-dos.

1. A UID is made of the task's id: the calendar that takes in the file again changes what it has, and adds nothing twice.
2. A rule is written with its first day as DTSTART and its last as UNTIL, so that it expands to the occurrences of the plan alone.
3. What has no day has none here: a continuous task is a to-do without DUE and no event; a deadline in doubt is TENTATIVE.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from planparse import vocab
from planparse.emit.entries import Entry, day, entries, plain
from planparse.plan import Deadline, Plan

ALARMS = (7, 1)
"""Days before the day due on which an event reminds, at eight in the morning."""

EPOCH = dt.date(1970, 1, 1)
"""DTSTAMP of a plan whose date is blank."""

_OCTETS = 75
_HOUR = 8


def as_ics(plans: Iterable[Plan], alarms: Sequence[int] = ALARMS, stamp: dt.date | None = None) -> Iterator[bytes]:
    """One calendar of all tasks. `stamp` is the day that DTSTAMP says; by default each plan's own date."""
    found = list(entries(plans))
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planparse//planparse//VI", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    yield _lines([*head, f"X-WR-CALNAME:{_text(_name(found))}"])
    for entry in found:
        made = stamp or _made(entry.plan)
        parts: tuple[Deadline | None, ...] = entry.parts or (None,)
        for number, part in enumerate(parts, start=1):
            tail = f".{number}" if len(parts) > 1 else ""
            yield _lines(_todo(entry, part, tail, made))
            if part is not None and _days(part):
                yield _lines(_event(entry, part, tail, made, alarms))
    yield _lines(["END:VCALENDAR"])


def _todo(entry: Entry, part: Deadline | None, tail: str, made: dt.date) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _told(entry, part, f"todo{tail}", made)
    days = _days(part) if part else []
    start = days[0] if part and part.occurrences and days else day(part.start) if part else None
    if start:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    if days:
        yield f"DUE;VALUE=DATE:{days[0]:%Y%m%d}"
    yield from _again(part, days)
    yield "STATUS:NEEDS-ACTION"
    yield "END:VTODO"


def _event(entry: Entry, part: Deadline, tail: str, made: dt.date, alarms: Sequence[int]) -> Iterator[str]:
    days = _days(part)
    yield "BEGIN:VEVENT"
    yield from _told(entry, part, f"event{tail}", made)
    yield f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days[0] + dt.timedelta(days=1):%Y%m%d}"
    yield from _again(part, days)
    yield "TRANSP:TRANSPARENT"
    yield f"STATUS:{'TENTATIVE' if part.needs_review or 'deadline' in entry.task.needs_review else 'CONFIRMED'}"
    for ahead in sorted(set(alarms), reverse=True):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(entry.subject)}"
        yield f"TRIGGER:-P{ahead - 1}DT{24 - _HOUR}H" if ahead else f"TRIGGER:PT{_HOUR}H"
        yield "END:VALARM"
    yield "END:VEVENT"


def _told(entry: Entry, part: Deadline | None, kind: str, made: dt.date) -> Iterator[str]:
    """What a to-do and an event say alike."""
    labels = vocab.load("exports")["label"]
    about = entry.description
    if part is not None and part is not entry.task.deadline:
        about = f"{labels['part']}: {plain(part.raw)}\n{about}"
    yield f"UID:{_text(entry.id)}.{kind}@planparse"
    yield f"DTSTAMP:{made:%Y%m%d}T000000Z"
    yield f"SUMMARY:{_text(entry.subject)}"
    yield f"DESCRIPTION:{_text(about)}"
    if entry.task.group_path:
        yield f"CATEGORIES:{','.join(_text(plain(title)) for title in entry.task.group_path)}"


def _again(part: Deadline | None, days: list[dt.date]) -> Iterator[str]:
    """The rule; where there are several, the days themselves, since a second RRULE is not to be used."""
    if part is None or len(days) < 2:
        return
    if len(part.recurrence) == 1:
        yield f"RRULE:{part.recurrence[0]};UNTIL={days[-1]:%Y%m%d}"
    else:
        yield f"RDATE;VALUE=DATE:{','.join(f'{one:%Y%m%d}' for one in days[1:])}"


def _days(part: Deadline) -> list[dt.date]:
    """The days on which the deadline falls due, in order."""
    found = [day(one.due) for one in part.occurrences] or [day(part.due)]
    return sorted({one for one in found if one})


def _name(found: Sequence[Entry]) -> str:
    """What the calendar is called: with the unit that leads all its tasks, and the ward whose they all are."""
    leads = [dict.fromkeys(plain(unit.name) for unit in entry.task.lead_units) for entry in found]
    common = [name for name in (leads[0] if leads else ()) if all(name in others for others in leads)]
    wards = {entry.ward for entry in found}
    names = [vocab.load("exports")["word"]["calendar"], *common[:1], *(ward for ward in wards if ward and len(wards) == 1)]
    return " – ".join(names)


def _made(plan: Plan) -> dt.date:
    """The plan's date, its first day where the day is blank."""
    date = plan.header.date or ""
    return dt.date.fromisoformat(f"{date}-01") if len(date) == len("2026-12") else day(date) or EPOCH


def _text(text: str) -> str:
    """The text as RFC 5545 3.3.11 escapes it.

    >>> _text("Kế hoạch; 12 chuyên đề, có dự toán")
    'Kế hoạch\\\\; 12 chuyên đề\\\\, có dự toán'
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _lines(lines: Iterable[str]) -> bytes:
    """The lines, each folded at 75 octets between two characters, and ended by CRLF."""
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    octets = line.encode()
    pieces: list[bytes] = []
    room = _OCTETS
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        pieces.append(octets[:cut])
        octets = octets[cut:]
        room = _OCTETS - 1  # the blank that opens a continued line
    return b"\r\n ".join([*pieces, octets])

"""Deadlines that lean on something else: an event (`kể từ ngày ban hành`), or an act that says the time (`theo Kế hoạch của tỉnh`)."""

from __future__ import annotations

import datetime as dt
import re

from planparse.interpret.bases import read_reference, resolve
from planparse.interpret.deadline_calendar import ONE_DAY, Calendar, Impossible, counted
from planparse.interpret.deadline_moments import number, spans_of
from planparse.interpret.deadline_phrases import Phrase
from planparse.interpret.deadline_tokens import Token, level
from planparse.plan import Anchor, Deadline, LegalBasis
from planparse.vocab.deadlines import pattern
from planparse.vocab.doc_types import type_of_code

_POINTER = re.compile(r"/legal_bases/(\d+)$")
_SINCE = re.compile(r"(?:kể|tính) từ (?:ngày|khi|thời điểm)")
_SHORT = re.compile(r"(?<=[Tt]heo )[A-ZĐ]{2,3}(?![\w/-])")
_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}
_DURATIONS = {"ngày": "P{}D", "tuần": "P{}W", "tháng": "P{}M", "năm": "P{}Y", "giờ": "PT{}H"}


def relative(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`trong 10 ngày kể từ khi …`, `ngay sau khi …`: due is known where the event's day and the term are.

    A term without an event is marked: from when it runs is not said.
    """
    event = phrase.said("event")
    if event is None:
        return Deadline(raw=phrase.raw, kind="relative", needs_review=True)
    inside = phrase.tokens("amount", "event")
    amount = next((token for token in phrase.tokens("amount") if token not in inside), None)
    back = phrase.has("back")
    working = amount is not None and amount.match["working"] is not None
    named = phrase.moments("event") if phrase.has("day") else ()
    if named and back and amount is not None and amount.match["unit"] == "tháng" and phrase.match[0].startswith("K"):
        raise Impossible("months of a report, or months before a day")
    pointer: str | None = None
    day: dt.date | None
    if named:
        day = spans_of(named, calendar)[-1].end
    else:
        pointer, day = _event(event, calendar, since=_SINCE.search(phrase.match[0]) is not None)
    anchor = Anchor(
        event=event,
        offset=duration(amount, back),
        working_days=working,
        resolved=pointer,
        date=day.isoformat() if day is not None else None,
    )
    # a term inside the words of the event (`khi ban hành 10 ngày`) is counted by nobody
    plain = Deadline(raw=phrase.raw, kind="relative", anchor=anchor, needs_review=bool(inside))
    if day is None or inside:
        return plain
    if amount is None:
        return plain if back or not phrase.has("since") else plain.model_copy(update={"start": day.isoformat()})
    if phrase.has("after") or amount.match["unit"] not in _UNITS:
        return plain
    due = counted(day, -number(amount.match["n"]) if back else number(amount.match["n"]), _UNITS[amount.match["unit"]], working)
    return plain.model_copy(update={"end": None, "due": due.isoformat(), "precision": "day"})


def duration(amount: Token | None, back: bool = False) -> str | None:
    """`03 ngày` as `P3D`, back from the event as `-P3D`; None for no amount."""
    if amount is None:
        return None
    count, unit = number(amount.match["n"]), amount.match["unit"]
    written = _DURATIONS[unit].format(count) if unit in _DURATIONS else f"P{3 * count}M"
    return f"-{written}" if back else written


def _event(event: str, calendar: Calendar, since: bool) -> tuple[str | None, dt.date | None]:
    """The pointer to what the event is about, and its day, where the document has them. `kể từ ngày ban hành` is of the plan itself."""
    flat = level(event)
    if pattern("own_issue").fullmatch(flat) or (since and pattern("since_issue").fullmatch(flat)):
        own = _day(calendar.issued)
        return ("/header/date" if own else None), own
    pointer = resolved(event, calendar)
    turned = pattern("inverted").fullmatch(flat) if pointer is None else None
    if turned is not None:
        # "tỉnh ban hành Kế hoạch" names the act and its issuer the other way round
        act, who = (event[slice(*turned.span(name))] for name in ("act", "who"))
        pointer = resolved(f"{act} của {who}", calendar)
    at = _POINTER.match(pointer) if pointer else None
    if at is None:
        return pointer, None
    issued = pattern("issue").search(flat) is not None and pattern("receipt").search(flat) is None
    return pointer, _day(calendar.bases[int(at[1])].date) if issued else None


def reference(phrase: Phrase, calendar: Calendar) -> Deadline:
    """`theo Kế hoạch của tỉnh`: the time stands elsewhere. A day among the words that is not the act's own is marked, and
    words that name nothing (`theo quy định`).
    """
    act = cited(phrase.raw, calendar)
    stray = act.date is None and any(one.unit != "year" for one in phrase.moments())
    hollow = pattern("hollow").fullmatch(phrase.match[0]) is not None
    return Deadline(raw=phrase.raw, kind="reference", reference=act, needs_review=stray or hollow)


def cited(text: str, calendar: Calendar) -> LegalBasis:
    """What a reference names, as far as the words say it; `resolved` where the plan cites it."""
    written = _SHORT.sub(_in_full, text)
    act = read_reference(written)
    if act is None:
        return LegalBasis(text=text)
    return act.model_copy(update={"text": act.text if written == text else text, "resolved": resolve(act, calendar.bases)})


def _in_full(short: re.Match[str]) -> str:
    """`KH của tỉnh` names its type by the code."""
    kind = type_of_code(short[0])
    return kind.name if kind is not None else short[0]


def resolved(text: str, calendar: Calendar) -> str | None:
    """The pointer to the base that `text` names, or None."""
    act = read_reference(text)
    return resolve(act, calendar.bases) if act is not None else None


def _day(date: str | None) -> dt.date | None:
    """The day of an EDTF date; None where the day is blank."""
    if date is None or len(date) != len("2026-01-31"):
        return None
    day = dt.date.fromisoformat(date)
    return day if dt.date.min + ONE_DAY < day < dt.date.max - ONE_DAY else None

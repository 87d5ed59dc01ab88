"""A cell or sentence as a whole: its phrases, what stands between them, and how they add up to one deadline.

1. A cell is split into clauses at its joints (`;`, a line break, `và`, `,`), never inside a phrase. A clause keeps all its words.
2. Words of time that no form explains make their clause `unknown`: a day is not read past `của năm cuối kỳ`.
3. A clause that names but a year, and of it more than a year's work (`Hội thao năm 2026`), is marked; of a season it is `unknown`.
4. A clause that says what is to be done but not when, behind one that does, is a part of its own, `unknown` and marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planparse.interpret.deadline_calendar import Calendar, merged, ordered
from planparse.interpret.deadline_folding import agree, fold, lean, tightened
from planparse.interpret.deadline_meanings import meaning
from planparse.interpret.deadline_phrases import Phrase, phrases
from planparse.interpret.deadline_shapes import composite, period, unknown
from planparse.interpret.deadline_tokens import Skeleton, skeleton
from planparse.plan import Deadline
from planparse.vocab.deadlines import pattern

_DIGITS = str.maketrans("OoIl|", "00111")
_EDGES = " \n,;.+*-/&"


@dataclass(frozen=True, slots=True)
class Clause:
    """`start` to `end` of the skeleton, the phrases in it, and what divides it from the clause before, where that is only a joint; `gap` is
    all that stands between the last phrase of the clause before and its own first.
    """

    start: int
    end: int
    phrases: tuple[Phrase, ...]
    joint: str | None = None
    gap: str = ""


def read(raw: str, calendar: Calendar) -> Deadline:
    """The deadline of a cleaned cell (see `deadline_tokens.clean`). One that makes sense only with mended digits (`2O26`) is marked."""
    found = _read(raw, calendar)
    if found.kind == "unknown" and (mended := pattern("bent_digits").sub(lambda bent: bent[0].translate(_DIGITS), raw)) != raw:
        again = _read(mended, calendar)
        if again.kind not in ("unknown", "composite"):
            return again.model_copy(update={"raw": found.raw, "needs_review": True})
    return found


def _read(raw: str, calendar: Calendar) -> Deadline:
    bones = skeleton(raw)
    clauses = _clauses(bones, phrases(raw), 0, len(bones.text))
    if not clauses:
        return unknown(_line(raw))
    return _as_written(_add_up(bones, clauses, calendar), _line(raw))


def find(raw: str, calendar: Calendar) -> Iterator[Deadline]:
    """The deadlines that a cleaned sentence names outright: phrases of explicit forms, with those that only a joint divides from one
    (`trong quý II và quý IV`).
    """
    bones = skeleton(raw)
    run: list[Phrase] = []
    for phrase in phrases(raw):
        if run and not phrase.form.prose and phrase.form.meaning != "reference" and _touch(bones, run[-1], phrase):
            run.append(phrase)
            continue
        yield from _found(bones, run, calendar)
        run = [phrase] if _explicit(bones, phrase) else []
        comma = phrase.match[0].find(",", phrase.match.start("event") - phrase.start) if run and phrase.has("event") else -1
        if comma >= 0:
            # in a sentence the words of an event end where the main clause begins
            stop = bones.places[phrase.start + comma]
            yield read(raw[bones.places[phrase.start] : stop], calendar)
            yield from find(raw[stop + 1 :], calendar)
            return
    yield from _found(bones, run, calendar)


def _explicit(bones: Skeleton, phrase: Phrase) -> bool:
    """Whether the words alone say that it is a deadline; `hằng năm` and `trong năm 2026` do where a clause opens with them."""
    if not phrase.form.prose or pattern("loose").fullmatch(phrase.match[0]) is None:
        return phrase.form.prose
    return pattern("opening").search(bones.text[: phrase.start]) is not None


def _touch(bones: Skeleton, one: Phrase, other: Phrase) -> bool:
    return pattern("touch").fullmatch(_text(bones, one.end, other.start)) is not None


def _found(bones: Skeleton, run: Sequence[Phrase], calendar: Calendar) -> Iterator[Deadline]:
    if not run or pattern("adrift").search(bones.text[: run[0].start]) or pattern("after").match(bones.text[run[-1].end :]):
        return
    start, end = run[0].start, run[-1].end
    found = _add_up(bones, _clauses(bones, run, start, end), calendar)
    yield _as_written(found, _closed(_line(bones.written(start, end))))


def _line(raw: str) -> str:
    return " ".join(raw.split())


def _clauses(bones: Skeleton, found: Sequence[Phrase], start: int, end: int) -> list[Clause]:
    out: list[Clause] = []
    inside: list[Phrase] = []
    joint: str | None = None
    behind = ""
    for at, phrase in enumerate(found):
        inside.append(phrase)
        following = found[at + 1] if at + 1 < len(found) else None
        if following is None:
            break
        gap = _text(bones, phrase.end, following.start)
        cut = _cut(gap)
        if cut is None:
            continue
        left, right = phrase.end + cut[0], phrase.end + cut[1]
        out += _with_rest(bones, Clause(start, left, tuple(inside), joint, behind))
        start, inside, behind = right, [], gap
        joint = gap.strip(" ") if pattern("joint").fullmatch(gap) else None
    if inside:
        out += _with_rest(bones, Clause(start, end, tuple(inside), joint, behind))
    return out


def _text(bones: Skeleton, start: int, end: int) -> str:
    """A stretch of the skeleton with the line breaks of the text."""
    return "".join("\n" if bones.raw[bones.places[at]] == "\n" else bones.text[at] for at in range(start, end))


def _cut(gap: str) -> tuple[int, int] | None:
    """Where a gap between two phrases parts them: the end of the left, the start of the right; None where they are one clause."""
    if not gap.strip(" "):
        return None
    if pattern("joint").fullmatch(gap):
        return (0, len(gap))
    found = pattern("strong").search(gap) or pattern("weak").search(gap)
    return found.span() if found is not None else None


def _with_rest(bones: Skeleton, clause: Clause) -> list[Clause]:
    """The clause, and another one for what is to be done besides without a time."""
    at = clause.phrases[-1].end
    tail = _text(bones, at, clause.end)
    rest = pattern("trailing").search(tail)
    if rest is None or pattern("idle").fullmatch(rest["rest"].strip(_EDGES + "()")) or _open_bracket(tail[: rest.start()]):
        return [clause]
    return [replace(clause, end=at + rest.start()), Clause(at + rest.start("rest"), clause.end, ())]


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def _add_up(bones: Skeleton, clauses: Sequence[Clause], calendar: Calendar) -> Deadline:
    parts: list[Deadline] = []
    spoken: list[Clause] = []
    for clause in clauses:
        one = _clause(bones, clause, calendar)
        folded = fold(parts[-1], one, clause.joint, clause.gap) if parts else None
        if folded is not None:
            spoken[-1] = replace(spoken[-1], end=clause.end, phrases=(*spoken[-1].phrases, *clause.phrases))
            parts[-1] = folded.model_copy(update={"raw": _raw(bones, spoken[-1])})
        else:
            parts.append(one if not parts or agree(parts[-1], one, clause.gap) else one.model_copy(update={"needs_review": True}))
            spoken.append(clause)
    if len(parts) == 1:
        return parts[0]
    joined = _one_period(parts, spoken)
    return joined if joined is not None else composite(bones.raw, parts)


def _clause(bones: Skeleton, clause: Clause, calendar: Calendar) -> Deadline:
    """The meaning of one clause, its words as `raw`. Several phrases without a joint between them lean on one another."""
    raw = _raw(bones, clause)
    if not clause.phrases or _unexplained(bones, clause):
        return unknown(raw)
    found: Deadline | None = None
    parts: list[Deadline] = []
    at = clause.start
    for phrase in clause.phrases:
        gap, at = bones.text[at : phrase.start], phrase.end
        if len(clause.phrases) > 1 and _names_a_thing(bones, phrase, clause):
            continue
        one = meaning(phrase, calendar)
        folded = (lean(found, one) or tightened(found, one, gap)) if found is not None else one
        if folded is None:
            parts.append(one)
        else:
            found = folded
    if found is None:
        return unknown(raw)
    found = composite(raw, (found, *parts)) if parts else found
    match _besides_the_year(bones, clause):
        case "season":
            return unknown(raw)
        case "words":
            found = found.model_copy(update={"needs_review": True})
    return _as_written(found, raw)


def _besides_the_year(bones: Skeleton, clause: Clause) -> Literal["season", "words"] | None:
    """What stands in front of a bare year (`Vụ Xuân 2026`, `Lễ khai giảng 2026`): the time is then a part of it that is not said."""
    first = clause.phrases[0]
    if len(clause.phrases) > 1 or first.form.name != "moment" or any(one.unit != "year" for one in first.moments()):
        return None
    words = pattern("label").sub(" ", bones.text[clause.start : first.start])
    if pattern("season").search(words):
        return "season"
    stage = pattern("stage").search(first.raw.casefold()) is not None
    return "words" if not stage and pattern("work").sub("", words).strip(" \n,;:.()-+*/") else None


def _as_written(found: Deadline, raw: str) -> Deadline:
    return found if found.raw == raw else found.model_copy(update={"raw": raw})


def _raw(bones: Skeleton, clause: Clause) -> str:
    return _closed(_line(bones.written(clause.start, clause.end)).strip(_EDGES)) or _line(bones.raw)


def _closed(written: str) -> str:
    """Words without a bracket at their end that opens before them."""
    return written[:-1].rstrip(_EDGES) if written.endswith(")") and written.count(")") > written.count("(") else written


def _names_a_thing(bones: Skeleton, phrase: Phrase, clause: Clause) -> bool:
    """`Kế hoạch năm 2026 trong tháng 01`: the year is the plan's, not the time."""
    return phrase.form.name == "moment" and pattern("noun").search(bones.text[clause.start : phrase.start]) is not None


def _unexplained(bones: Skeleton, clause: Clause) -> bool:
    """Whether words of time stand around the phrases that no form has explained."""
    at = clause.start
    for number, phrase in enumerate((*clause.phrases, None)):
        gap = bones.text[at : phrase.start if phrase is not None else clause.end]
        gap = pattern("label").sub(" ", gap) if gap else gap
        if gap and pattern("residue").search(gap if phrase is not None else f"{gap}|"):
            return True
        if gap and number and pattern("after").match(gap):
            return True
        at = phrase.end if phrase is not None else at
    return False


def _one_period(parts: Sequence[Deadline], clauses: Sequence[Clause]) -> Deadline | None:
    """Whole spans that only joints divide and that adjoin are one period."""
    if not all(clause.joint is not None for clause in clauses[1:]) or not all(
        part.kind == "period" and part.due is not None and part.before is None and not part.needs_review for part in parts
    ):
        return None
    spans = merged(
        ordered(dt.date.fromisoformat(part.start), dt.date.fromisoformat(part.end), part.precision)
        for part in parts
        if part.start is not None and part.end is not None
    )
    return period(parts[0].raw, spans[0]) if len(spans) == 1 else None

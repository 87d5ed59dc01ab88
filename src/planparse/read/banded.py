"""Tables that only level rules draw, as web pages print them: the uprights that the gutters between their texts stand for.

1. Three level rules or more of one extent, one below the other and with no upright across, are the rules between rows.
2. A strip that no text of a row crosses is a gutter. A row of few texts (a title over a group) is not asked, and has no upright where
   its text runs.
3. A row that a page break cuts has a rule at one side only: it goes on as far as its texts keep to the gutters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from planparse.read import lattice
from planparse.read.aligned import Span, merged, middles
from planparse.read.sheet import Edge, Word

_RULES, _GUTTERS = 3, 2
_ALIKE = 6.0
"""How far the ends of rules of one table may differ."""
_WIDE = 200.0
"""A shorter rule is an underline."""
_BLANK, _STRIP = 0.45, 3.0
"""A blank between words is at most this part of their height; a gutter is at least so wide."""
_FEW = 0.6
_NEXT = 1.0
"""Heights between lines of one row."""


class _Run(NamedTuple):
    start: float
    end: float
    ys: tuple[float, ...]


def edges_of(edges: Iterable[Edge], words: Sequence[Word]) -> list[Edge]:
    """The uprights, and the rules at open ends, that make grids of the level rules among `edges`."""
    edges = list(edges)
    level, upright = lattice.lines(edges, False), lattice.lines(edges, True)
    made: list[Edge] = []
    for run in _runs(level, upright):
        gutters = _gutters([_spans(band) for band in _bands(run, words)])
        if len(gutters) < _GUTTERS:
            continue
        inside = _inside(run, words)
        top = _beyond([word for word in inside if word.bottom <= run.ys[0] + 1], gutters, -1)
        bottom = _beyond([word for word in inside if word.top >= run.ys[-1] - 1], gutters, 1)
        ys = (*([top] if top is not None else []), *run.ys, *([bottom] if bottom is not None else []))
        made += [Edge(False, y, run.start, run.end) for y in (top, bottom) if y is not None]
        for (above, below), band in zip(pairwise(ys), _bands(run._replace(ys=ys), words), strict=True):
            spans = _spans(band)
            free = [x for x in gutters if not any(x0 < x < x1 for x0, x1 in spans)]
            made += [Edge(True, x, above, below) for x in (run.start, *free, run.end)]
    return made


def _runs(level: Sequence[lattice.Line], upright: Sequence[lattice.Line]) -> list[_Run]:
    groups: list[list[lattice.Line]] = []
    for line in sorted(level, key=lambda line: line.at):
        if line.end - line.start < _WIDE:
            continue
        alike = (group for group in groups if abs(group[0].start - line.start) < _ALIKE and abs(group[0].end - line.end) < _ALIKE)
        group = next(alike, None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    runs = []
    for group in groups:
        top, bottom = group[0].at, group[-1].at
        start, end = min(line.start for line in group), max(line.end for line in group)
        ruled = any(line.start < bottom and line.end > top and start - _ALIKE < line.at < end + _ALIKE for line in upright)
        if len(group) >= _RULES and not ruled:
            runs.append(_Run(start, end, tuple(line.at for line in group)))
    return runs


def _inside(run: _Run, words: Sequence[Word]) -> list[Word]:
    """The words between the ends of the rules."""
    return [word for word in words if run.start - _ALIKE < word.x0 and word.x1 < run.end + _ALIKE]


def _bands(run: _Run, words: Sequence[Word]) -> list[list[Word]]:
    """The words between each two rules."""
    inside = _inside(run, words)
    return [[word for word in inside if top < word.middle < bottom] for top, bottom in pairwise(run.ys)]


def _spans(band: Sequence[Word]) -> list[Span]:
    """Where on the x axis the texts of a row stand, all its lines together."""
    height = max((word.bottom - word.top for word in band), default=0.0)
    return merged(((word.x0, word.x1) for word in band), _BLANK * height)


def _gutters(rows: Sequence[Sequence[Span]]) -> list[float]:
    most = max(map(len, rows), default=0)
    asked = [spans for spans in rows if len(spans) > max(1.0, _FEW * most)]
    if len(asked) < _RULES - 1:
        return []
    return middles(merged((span for spans in asked for span in spans), _STRIP))


def _beyond(words: Sequence[Word], gutters: Sequence[float], way: int) -> float | None:
    """How far a row goes on beyond the last rule, downwards (`way` 1) or upwards (-1); None where it does not."""
    reached: list[Word] = []
    for word in sorted(words, key=lambda word: way * word.middle):
        height = word.bottom - word.top
        last = reached[-1] if reached else None
        gap = 0.0 if last is None else (word.top - last.bottom if way > 0 else last.top - word.bottom)
        if gap > _NEXT * height or any(word.x0 < x < word.x1 for x in gutters):
            break
        reached.append(word)
    crossed = any(x0 < x < x1 for x0, x1 in _lines_of(reached) for x in gutters)
    if crossed or len(_spans(reached)) < _GUTTERS:
        return None
    return max(word.bottom for word in reached) + 1 if way > 0 else min(word.top for word in reached) - 1


def _lines_of(words: Sequence[Word]) -> list[Span]:
    """The segments of each line."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(round(word.middle / 3), []).append(word)
    return [span for row in rows.values() for span in _spans(row)]

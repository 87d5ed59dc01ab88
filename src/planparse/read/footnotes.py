"""Footnotes of a page: below a short rule, in smaller letters, each with the mark that the text has at the word it belongs to.

The notes become asides, their marks leave the text (each stands at the head of its note). A raised mark without a note stays with its word:
it may be the square of `m2`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse.paper import Aside, Box, Place
from planparse.read.layout import Line, joined, rows
from planparse.read.sheet import Edge, Word, bounds

_MARK = re.compile(r"[\[(]?(\d{1,2}|\*{1,3})[\])]?")
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?")
_SMALLER, _MUCH_SMALLER = 0.93, 0.85
"""How small the letters of notes are beside those of the text: below a rule, and without one."""
_RULE = (90.0, 260.0)
"""The rule above footnotes, in points: Word draws 144, LibreOffice a quarter of the width (and none where a table ends the page)."""
_LOWER_PART = 0.4
_FOOT = 0.75
"""Notes without a rule are looked for below this part of the height."""
_NEAR = 45.0
"""How far from the left end of the rule notes may begin, in points: Word indents them by half an inch at most."""
_TOUCHES = 0.25


def take(
    words: Sequence[Word], page: int, edges: Sequence[Edge], height: float, tables: Sequence[Box] = ()
) -> tuple[list[Word], list[Aside]]:
    """The words of the text without footnotes and their marks, and the notes. No word within one of the `tables` is a note's."""
    rules = [
        edge for edge in edges if not edge.upright and _RULE[0] <= edge.end - edge.start <= _RULE[1] and edge.at > _LOWER_PART * height
    ]
    low_marks = any(word.bottom > _FOOT * height and _MARK.fullmatch(word.text) for word in words)
    notes: list[list[Line]] = []
    if rules or low_marks:
        outside = [word for word in words if not any(_is_in(word, box) for box in tables)]
        for rule in rules:
            notes = notes or _below(outside, rule.at, rule.start, _SMALLER)
        notes = notes or _at_the_foot(outside, height)
    taken = {id(word) for note in notes for line in note for word in line.words}
    text = [word for word in words if id(word) not in taken] if taken else list(words)
    marks = {match[1] for note in notes if (match := _MARK.match(note[0].text))}
    asides = [
        Aside("footnote", " ".join(line.text for line in note), Place(page=page, bbox=bounds(word for line in note for word in line.words)))
        for note in notes
    ]
    return _without(text, marks), asides


def _is_in(word: Word, box: Box) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.middle <= box[3]


def _below(words: Sequence[Word], level: float, left: float, smaller: float) -> list[list[Line]]:
    """The notes below a level, where what stands there begins with a mark at the left and is set in smaller letters."""
    below = [joined(row) for row in rows(word for word in words if word.middle > level)]
    above = sorted(word.bottom - word.top for word in words if word.middle <= level)
    if below and _PAGE_NUMBER.fullmatch(below[-1].text):
        del below[-1]
    if not below or not above or abs(below[0].x0 - left) > _NEAR or not _MARK.match(below[0].text):
        return []
    last = below[0].words[-1]
    if last.bottom - last.top > smaller * above[len(above) // 2]:
        return []
    notes: list[list[Line]] = []
    for line in below:
        if not notes or (_MARK.fullmatch(line.words[0].text) and abs(line.x0 - notes[0][0].x0) < _NEAR / 3):
            notes.append([line])
        else:
            notes[-1].append(line)
    return notes


def _at_the_foot(words: Sequence[Word], height: float) -> list[list[Line]]:
    """Notes at the foot of the page without a rule: they open with a raised mark, or one in other letters than the words behind it."""
    low = [word for word in words if word.middle > _FOOT * height]
    for row in rows(low):
        line = joined(row)
        first = line.words[0]
        if len(line.words) > 1 and _MARK.fullmatch(first.text) and (first.raised or _differ(first, line.words[-1])):
            return _below(words, min(word.top for word in line.words) - 1, line.x0, _MUCH_SMALLER)
    return []


def _differ(one: Word, other: Word) -> bool:
    return abs((one.bottom - one.top) - (other.bottom - other.top)) > 1 or one.bottom < other.bottom - 1


def _without(words: Sequence[Word], marks: set[str]) -> list[Word]:
    """The words with raised marks left out where a note has them, and put to the word before where none has."""
    if not any(word.raised for word in words):
        return list(words)
    kept: list[Word] = []
    end: float | None = None
    for word in words:
        if word.raised and kept:
            match = _MARK.fullmatch(word.text)
            if match is not None and match[1] in marks:
                end = word.x1
            else:
                kept[-1] = kept[-1]._replace(text=kept[-1].text + word.text, x1=max(kept[-1].x1, word.x1))
            continue
        touches = end is not None and word.text[0] in ",.;:)" and 0 <= word.x0 - end + 1 < _TOUCHES * (word.bottom - word.top) + 1
        if touches:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + word.text, x1=word.x1)
        else:
            kept.append(word)
        end = None
    return kept

"""Rows of a task table that are no tasks: titles over groups of tasks, sums, and remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from planparse.interpret.columns import Columns
from planparse.paper import Cell, Key, Place
from planparse.vocab import load
from planparse.vocab.markers import Level, read_marker
from planparse.vocab.spelling import fold

_ROMAN = re.compile(r"^[IVX]+$")
_HIGH = re.compile(r"[IVX]{1,6}|[A-ZĐ]")
_ORDINAL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐa-zđ])[.)]?\)?")
_FIGURE = re.compile(r"[\d.,\s%/()-]*\d[\d.,\s%/()-]*")
_DOING = ("lead", "joint", "coordinating", "deadline", "start")


@dataclass(frozen=True, slots=True)
class Group:
    """A group row: its printed marker and title, its kind among the groups, its cells."""

    marker: str | None
    title: str
    kind: str
    keys: tuple[Key, ...]
    places: tuple[Place, ...]

    @classmethod
    def of(cls, marker: str | None, title: str, keys: tuple[Key, ...], places: tuple[Place, ...]) -> Group:
        """A group row, its kind by its marker."""
        return cls(marker, title, _kind(marker), keys, places)


def group_of(cells: Sequence[Cell | None], columns: Columns, markers: list[str], row: int) -> tuple[str | None, str] | None:
    """The marker and title of a group row: one text merged over the row, or a marker and a title and nothing else but sums."""
    distinct = _filled(cells)
    if any(cell.row < row for cell in distinct):
        return None
    texts = [" ".join(cell.text.split()) for cell in distinct]
    number, content = columns.at("number"), columns.at("content")
    if len(distinct) == 1:
        cell = distinct[0]
        wide = cell.col_span >= max(2, len(cells) - 1) or (
            content is not None and cell.col <= content < cell.col + cell.col_span and cell.col_span >= 2
        )
        marker, words = read_marker(texts[0])
        if wide or (marker is not None and marker.level <= Level.ROMAN) or texts[0].isupper():
            return (marker.text, words) if marker is not None and marker.level is not Level.BULLET else (None, texts[0])
        return None
    if len(distinct) > 2 and sums_of(cells, columns):
        return texts[0].rstrip(".) "), texts[1]
    if len(distinct) == 2 and number is not None and distinct[0].col <= number < distinct[0].col + distinct[0].col_span:
        marker_text = texts[0].rstrip(".) ")
        if len(marker_text) > 6:
            return None
        merged = distinct[1].col_span >= 2
        below = next((text.rstrip(".) ") for text in markers[row + 1 :] if text), "")
        opens = below.startswith(f"{marker_text}.") or (not marker_text.replace(".", "").isdigit())
        if (
            merged
            or opens
            or texts[1].isupper()
            or below == "a"
            or (below in ("1", "1.1") and marker_text not in ("0",) and not marker_text.isdigit())
        ):
            return marker_text or None, texts[1]
    return None


def sums_of(cells: Sequence[Cell | None], columns: Columns) -> list[Cell]:
    """The cells of a group row with figures that add up what is below: a high number, a title, no one to do it, and figures only."""
    filled = _filled(cells)
    number = columns.at("number")
    if len(filled) < 3 or number is None or cells[number] is not filled[0] or not _HIGH.fullmatch(filled[0].text.strip(" .)")):
        return []
    doing = [columns.at(role) for role in _DOING]
    if any(col is not None and (cell := cells[col]) is not None and cell.text.strip() and cell.col == col for col in doing):
        return []
    sums = filled[2:]
    is_title = any(letter.isalpha() for letter in filled[1].text)
    return sums if is_title and all(_FIGURE.fullmatch(cell.text.strip()) for cell in sums) else []


def is_left_out(cells: Sequence[Cell | None], row: int) -> bool:
    """Whether a row adds the others up (`Tổng cộng`), or is a remark below them (`Ghi chú: …`)."""
    own = [" ".join(cell.text.split()) for cell in _filled(cells) if cell.row == row]
    texts = [text for text in own if not _ORDINAL.fullmatch(text) and any(letter.isalnum() for letter in text)]
    if not texts:
        return False
    first = fold(texts[0])
    if _total().fullmatch(first.strip(" .:*()-+–")):
        return True
    remark = _note().match(first)
    return remark is not None and (len(texts) == 1 or (len(texts) == 2 and remark.end() == len(first)))


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any('total')})(?:\s*:?\s*[\divx.,+=()\s-]*|\s*\(.*)")


@cache
def _note() -> re.Pattern[str]:
    return re.compile(rf"[\s(*+–-]*(?:{_any('note')})(?:\s*(?:\d+|\*+|\(\*+\)))?\s*(?:[:.]|$)")


def _any(purpose: str) -> str:
    words = sorted((fold(word) for word in load("columns")["row"][purpose]), key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


def _filled(cells: Sequence[Cell | None]) -> list[Cell]:
    return list({id(cell): cell for cell in cells if cell is not None and cell.text.strip()}.values())


def enter(path: list[Group], group: Group) -> None:
    """Puts a group below those that stand higher and takes away those of its own kind; what a column groups is the innermost."""
    if group.kind != "column":
        path[:] = [known for known in path if known.kind != "column"]
    for at, known in enumerate(path):
        if known.kind == group.kind:
            del path[at:]
            break
    path.append(group)


def _kind(marker: str | None) -> str:
    if marker is None:
        return "none"
    if _ROMAN.match(marker):
        return "roman"
    if marker.isalpha():
        return "capital" if marker.isupper() else "letter"
    return f"arabic{marker.count('.')}"

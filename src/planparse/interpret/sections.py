"""The body as a tree: I / 1 / a) / - / +, as printed, with the kind of each top-level section and the unit that a heading names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from planparse.interpret.ledger import Ledger
from planparse.interpret.units import Home, is_unit_heading, read_units
from planparse.paper import Grid, Item, Piece, Table
from planparse.plan import Node, Organization, source
from planparse.vocab import layout, load
from planparse.vocab.markers import Level, Marker, read_marker
from planparse.vocab.spelling import fold

_SENTENCE_END = re.compile(r"[.;…]['\"”’)\]]*$")
_RUN_IN = re.compile(r"^(?P<title>[^:.;]{3,70}):\s+(?P<text>\S.{3,})$")
_CHARGED = re.compile(
    r"\s+(?:(?:có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm)(?: thực hiện)?|(?:[-–]\s*|là\s+)(?:cơ quan|đơn vị) (?:thường trực|đầu mối).*"
    r"|chủ trì\b.*)$",
    re.IGNORECASE,
)
_POSTS = re.compile(r"^((?:Đồng chí|Đ/c|Ông|Bà)\s+[^,]+),.*$")
_LONGEST_TITLE = 220
_LONGEST_POINT_TITLE = 110

Kind = Literal["purpose", "content", "implementation", "funding", "other"]


@dataclass(slots=True)
class Draft:
    """A node while its children are still coming."""

    marker: Marker | None
    words: str
    piece: Piece | None
    grid: Grid | None = None
    children: list[Draft] = field(default_factory=list)


def read_tree(items: tuple[Item, ...], pointer: str, home: Home, ledger: Ledger, *, skip: frozenset[int] = frozenset()) -> tuple[Node, ...]:
    """The nodes of `items`, claimed under `pointer` (`/sections`, `/annexes/0/blocks`). Grids whose block is in `skip` are task tables."""
    roots = _grow(item for item in items if not (isinstance(item, Grid) and item.block in skip))
    return _settle_kinds([_node(draft, f"{pointer}/{at}", home, ledger, depth=0) for at, draft in enumerate(roots)])


def _grow(items: object) -> list[Draft]:
    roots: list[Draft] = []
    path: list[Draft] = []
    for item in items:  # type: ignore[attr-defined]
        draft = Draft(None, "", None, grid=item) if isinstance(item, Grid) else Draft(*_marked(item, path), piece=item)
        _climb(path, draft)
        (path[-1].children if path else roots).append(draft)
        if draft.marker is not None:
            path.append(draft)
    return roots


def _marked(piece: Piece, path: list[Draft]) -> tuple[Marker | None, str]:
    marker, words = read_marker(piece.text)
    if marker is not None and marker.style == "roman" and len(marker.text) == 1:
        before = next((draft.marker for draft in reversed(path) if draft.marker and draft.marker.style == "capital"), None)
        if before is not None and ord(marker.text) - ord(before.text) == 1:
            marker = Marker(marker.text, "capital", marker.level)
    return marker, words


def _climb(path: list[Draft], draft: Draft) -> None:
    """Leaves on `path` only what `draft` stands under."""
    marker = draft.marker
    if marker is None:
        while path and not _is_heading(path[-1], with_children=True):
            path.pop()
        return
    for at, above in enumerate(path):
        assert above.marker is not None
        if above.marker.style == marker.style or above.marker.level > marker.level:
            del path[at:]
            return


def _is_heading(draft: Draft, *, with_children: bool) -> bool:
    """Whether the words of a marked paragraph are a heading: no sentence, and of a heading's length."""
    marker, words = draft.marker, draft.words
    if marker is None or marker.level is Level.BULLET:
        return False
    if marker.level <= Level.ROMAN and (words.isupper() or not _SENTENCE_END.search(words)):
        return True
    if _SENTENCE_END.search(words) and not (marker.level <= Level.ROMAN and len(words) < 80):
        return False
    if words.endswith(":"):
        return len(words) <= 80
    limit = _LONGEST_POINT_TITLE if marker.level is Level.LETTER else _LONGEST_TITLE
    bold = draft.piece is not None and draft.piece.style.bold
    return len(words) <= limit or bold or (with_children and len(words) <= 2 * limit)


def _node(draft: Draft, pointer: str, home: Home, ledger: Ledger, *, depth: int) -> Node:
    children = tuple(_node(child, f"{pointer}/children/{at}", home, ledger, depth=depth + 1) for at, child in enumerate(draft.children))
    if draft.grid is not None:
        return _table_node(draft.grid, pointer, ledger)
    assert draft.piece is not None
    title, text = _title_and_text(draft, home)
    ledger.claim(
        draft.piece.keys, *(f"{pointer}/{name}" for name, value in (("marker", draft.marker), ("title", title), ("text", text)) if value)
    )
    units = _heading_units(draft, title, home)
    return Node(
        marker=draft.marker.text if draft.marker else None,
        title=title,
        text=text,
        kind=_kind(title or text or "") if depth == 0 and pointer.startswith("/sections/") and draft.marker is not None else None,
        unit=units[0] if units else None,
        units=units if len(units) > 1 else (),
        children=children,
        source=source(*draft.piece.places),
    )


def _title_and_text(draft: Draft, home: Home) -> tuple[str | None, str | None]:
    words = draft.words.strip()
    if not words:
        return None, draft.piece.text if draft.piece else None
    if draft.marker is None or draft.marker.level is Level.BULLET:
        return None, words
    run_in = _RUN_IN.match(words)
    if run_in and fold(run_in["title"]) not in _keys() and is_unit_heading(_office(run_in["title"]), home):
        return run_in["title"], run_in["text"]
    if _is_heading(draft, with_children=bool(draft.children)):
        return words.rstrip(":").rstrip() or words, None
    return None, words


@cache
def _keys() -> frozenset[str]:
    """The keys of key-value lines: `Đơn vị chủ trì: …` is no heading of a unit's duties."""
    return frozenset(fold(key) for keys in load("prose")["key"].values() for key in keys)


def _table_node(grid: Grid, pointer: str, ledger: Ledger) -> Node:
    ledger.claim(((grid.block, number) for number in range(len(grid.table.cells))), pointer)
    return Node(rows=table_rows(grid.table), source=source(*grid.table.places))


def table_rows(table: Table) -> tuple[tuple[str, ...], ...]:
    """The rows of a table that is no task table: one string a column; a merged cell stands at its top left corner only."""
    rows = [[""] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        if cell.row < table.n_rows and cell.col < table.n_cols:
            rows[cell.row][cell.col] = " ".join(cell.text.split())
    return tuple(tuple(row) for row in rows)


def _heading_units(draft: Draft, title: str | None, home: Home) -> tuple[Organization, ...]:
    if title is None or draft.marker is None or not is_unit_heading(_office(title), home):
        return ()
    if title.isupper() and all(unit.kind == "person" for unit in read_units(title, home).units):
        return ()  # `HỒ SƠ DỰ THI` has the looks of a name
    return read_units(_office(title), home).units


def _office(title: str) -> str:
    """The words of a heading that name an office: `Công an xã có trách nhiệm` is that of the Công an xã."""
    return _POSTS.sub(r"\1", _CHARGED.sub("", title))


def _settle_kinds(nodes: list[Node]) -> tuple[Node, ...]:
    """The nodes; a section that opens with contents and deals them out is `content` where one about the implementation follows it.

    `II. NỘI DUNG PHÂN CÔNG` before `III. TỔ CHỨC THỰC HIỆN` holds the tasks; alone it is how the plan is carried out.
    """
    last = max((at for at, node in enumerate(nodes) if node.kind == "implementation" and _says(node, "carries_out")), default=-1)
    return tuple(
        node.model_copy(update={"kind": "content"})
        if at < last
        and node.kind == "implementation"
        and layout.opens_with(node.title or node.text or "", "dealt_out")
        and not _says(node, "carries_out")
        else node
        for at, node in enumerate(nodes)
    )


def _says(node: Node, purpose: str) -> bool:
    folded = fold(node.title or node.text or "")
    return any(word in folded for word in layout.words(purpose))


def _kind(title: str) -> Kind:
    folded = fold(title)
    for kind, words in layout.section_kinds():
        if any(word in folded for word in words):
            return kind  # type: ignore[return-value]
    return "other"

"""A declaration read from `plans/<slug>.toml`: the plan as its writer meant it, and how its files depart from that.

The body is written one line a paragraph, two blanks deeper a level: `marker | text`, `marker | # title`, `~ | unmarked text`,
`& | # unmarked title`, `@table name`. Behind a text: `@purpose` (kind of a section), `@unit A;; B` (units that a heading names),
`@coord` (a duty in which the unit only takes part), `@with A;; B` (whom the duty names beside the unit), `@movefrom`, `@moveto`.

A table row is a list of cells in the order of the columns. `"^"` continues the cell above, `"<"` the cell to the left; a row that
opens with `"#1"` is a group row of level 1: `["#1", "I", "Thể chế"]`. In a cell of units `|` parts two units and is not printed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_LINE = re.compile(r"^(?P<indent> *)(?P<marker>\S+) \| (?P<title># )?(?P<text>.*?)(?P<tags>(?: @(?:\w+)(?: [^@]*)?)*)$")
_TABLE = re.compile(r"^ *@table (?P<name>\S+)$")


@dataclass(slots=True)
class Step:
    """One paragraph of a body: its printed marker (None for none), a title or a text, and the steps below it."""

    level: int
    marker: str | None
    title: str | None = None
    text: str | None = None
    kind: str | None = None
    units: list[str] = field(default_factory=list)
    role: str = "lead"
    beside: list[str] = field(default_factory=list)
    moved: str | None = None
    table: str | None = None
    children: list[Step] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The declared words behind the marker."""
        return self.title or self.text or ""


@dataclass(slots=True)
class Column:
    """A column: its printed head, and what stands in it (`marker`, `content`, `lead`, `coord`, `deadline`, `output`, `note`, `other`)."""

    head: str
    role: str
    width: int


@dataclass(slots=True)
class Grid:
    """A declared table. `decoy` tables hold no tasks; `head_groups` are heads over several columns: `[words, first column, columns]`."""

    columns: list[Column]
    rows: list[list[str]]
    decoy: bool = False
    numbered_head: bool = False
    repeat_head: bool = True
    auto_numbers: bool = False
    controlled_rows: list[int] = field(default_factory=list)
    break_before: list[int] = field(default_factory=list)
    head_groups: list[list[Any]] = field(default_factory=list)
    year: int | None = None
    size: int = 26


@dataclass(slots=True)
class Sheet:
    """A whole declaration; `raw` is the TOML for everything that only one renderer looks at."""

    slug: str
    raw: dict[str, Any]
    body: list[Step]
    tables: dict[str, Grid]

    def get(self, *path: str, default: Any = None) -> Any:
        """The value at `path` in the TOML, or `default`."""
        value: Any = self.raw
        for key in path:
            if not isinstance(value, dict) or key not in value:
                return default
            value = value[key]
        return value


def steps(text: str) -> list[Step]:
    """The tree of a declared body. Raises `ValueError` at a line that does not follow the grammar."""
    roots: list[Step] = []
    trail: list[Step] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        if match := _TABLE.match(line):
            step = Step(level=(len(line) - len(line.lstrip())) // 2, marker=None, table=match["name"])
        elif match := _LINE.match(line):
            marker = None if match["marker"] in "~&" else match["marker"]
            words = match["text"].strip()
            step = Step(level=len(match["indent"]) // 2, marker=marker)
            if match["title"]:
                step.title = words
            else:
                step.text = words
            _tag(step, match["tags"])
        else:
            raise ValueError(f"not a line of a body: {line!r}")
        trail = trail[: step.level]
        if len(trail) != step.level:
            raise ValueError(f"a level is skipped at {line!r}")
        (trail[-1].children if trail else roots).append(step)
        trail.append(step)
    return roots


def _tag(step: Step, tags: str) -> None:
    for tag in re.findall(r"@(\w+)((?: [^@]*)?)", tags):
        name, value = tag[0], [part.strip() for part in tag[1].split(";;") if part.strip()]
        match name:
            case "purpose" | "content" | "implementation" | "funding" | "other":
                step.kind = name
            case "unit":
                step.units = value
            case "coord":
                step.role = "coord"
            case "with":
                step.beside = value
            case "movefrom" | "moveto":
                step.moved = name
            case _:
                raise ValueError(f"no such tag: @{name}")


def recipient_line(declared: str) -> str:
    """A recipient as printed: `!` marks the archive line, `!!` a line that is written out whole (a drafter's mark).

    >>> recipient_line("Sở Nội vụ;"), recipient_line("!Lưu: VT."), recipient_line("!!- Hanhpt")
    ('- Sở Nội vụ;', '- Lưu: VT.', '- Hanhpt')
    """
    return declared[2:] if declared.startswith("!!") else f"- {declared.removeprefix('!')}"


def load(path: Path) -> Sheet:
    """The declaration in `path`. Raises `ValueError` where it breaks the grammar."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    for annex in raw.get("annexes", ()):
        annex["steps"] = steps(annex.get("body", ""))
    tables = {}
    for name, table in raw.get("tables", {}).items():
        columns = []
        for declared in table["columns"]:
            head, role, width = declared.rsplit(":", 2)
            columns.append(Column(head, role, int(width)))
        options = {key: value for key, value in table.items() if key not in ("columns", "rows")}
        tables[name] = Grid(columns=columns, rows=table["rows"], **options)
        for row in tables[name].rows:
            if not row[0].startswith("#") and len(row) != len(columns):
                raise ValueError(f"{path.name}: {name}: {row[:2]} has {len(row)} cells, not {len(columns)}")
    return Sheet(slug=path.stem, raw=raw, body=steps(raw["body"]), tables=tables)

"""What a plan of one kind is asked for: `vocab/profiles/*.toml`, or a file in the same grammar that a province made of one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from planparse.errors import BadVocabulary
from planparse.vocab import check_tables
from planparse.vocab.spelling import fold


@dataclass(frozen=True, slots=True)
class Work:
    """Something that units are given to do, told by its words: in a task, and in a duty."""

    name: str
    words: tuple[str, ...]

    def within(self, folded: str) -> bool:
        """Whether the folded text speaks of it."""
        return any(word in folded for word in self.words)


@dataclass(frozen=True, slots=True)
class Area:
    """A domain that the plan must cover: its slug in `Task.domain`, its title, words of a heading."""

    id: str
    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile. Every word is folded; `topics` are the plans that it is for; days are `MM-DD`."""

    name: str
    topics: tuple[str, ...]
    titles: tuple[str, ...]
    ignore: tuple[str, ...]
    sections: tuple[str, ...]
    columns: tuple[str, ...]
    areas: tuple[Area, ...]
    works: tuple[Work, ...]
    expected: tuple[Work, ...]
    bases: tuple[str, ...]
    parent_plan: tuple[str, ...]
    issue_within_days: int | None
    year_report_by: str | None
    reports: tuple[str, ...]


def names() -> tuple[str, ...]:
    """The profiles that come with planparse."""
    folder = resources.files(__package__) / "profiles"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def profile(name: str) -> Profile:
    """The profile of this name, or in the file of this path. Raises `BadVocabulary`."""
    path: Any = Path(name) if name.endswith(".toml") else resources.files(__package__) / "profiles" / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadVocabulary(
            f"{name}: {error}.", "Copy a profile of planparse and change it; its first lines say how it is written."
        ) from error
    check_tables(name, tables)
    return _made(Path(name).stem, tables)


def fitting(topic: str | None, title: str | None) -> Profile:
    """The profile whose topics have this one, and whose titles open so; else `generic`.

    >>> fitting("cai-cach-hanh-chinh", "Cải cách hành chính năm 2027").name, fitting("cai-cach-hanh-chinh", "Khảo sát sự hài lòng").name
    ('cchc', 'generic')
    """
    opening = fold(title or "")
    for found in map(profile, names()):
        if topic in found.topics and (not found.titles or opening.startswith(found.titles)):
            return found
    return profile("generic")


def _made(name: str, tables: Mapping[str, Any]) -> Profile:
    return Profile(
        name=name,
        topics=tuple(tables.get("topics", ())),
        titles=_folded(tables.get("titles", ())),
        ignore=tuple(tables.get("ignore", ())),
        sections=tuple(tables.get("sections", ())),
        columns=tuple(tables.get("columns", ())),
        areas=tuple(Area(entry["id"], entry["name"], _folded(entry["titles"])) for entry in tables.get("area", ())),
        works=tuple(Work(entry["name"], _folded(entry["words"])) for entry in tables.get("work", ())),
        expected=tuple(Work(entry["name"], _folded(entry["words"])) for entry in tables.get("expected", ())),
        bases=_folded(tables.get("bases", ())),
        parent_plan=_folded(tables.get("parent_plan", ())),
        issue_within_days=tables.get("issue_within_days"),
        year_report_by=tables.get("year_report_by"),
        reports=tuple(tables.get("reports", ())),
    )


def _folded(forms: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(fold(form) for form in forms)

"""`planparse.toml`: how a house checks its plans, and which findings it excuses.

```toml
profile = "cchc"
ignore = ["PP120"]

[[waiver]]
rule = "PP228"                        # a code, or how codes begin
plan = "kh-phuong-ben-tram-2027-*"    # id of the plan or name of its file; * and ? as in file names; left out: all
task = "8"                            # marker or id of the task; left out: all
reason = "Khảo sát làm quanh năm theo yêu cầu của tỉnh"
until = 2027-06-30                    # the last day on which it is excused; left out: for good
```
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from planparse.errors import BadVocabulary

_ADVICE = "docs/rules.md shows how planparse.toml is written."


@dataclass(frozen=True, slots=True)
class Waiver:
    """An excuse: findings of `rule` about this plan and task, up to and including `until`."""

    rule: str
    reason: str
    plan: str = "*"
    task: str | None = None
    until: dt.date | None = None

    def excuses(self, code: str, names: tuple[str, ...], task: tuple[str, ...], today: dt.date) -> bool:
        """Whether it excuses a finding of this code on this day. `names` are the plan's id and file, `task` the marker and id."""
        if self.until is not None and today > self.until:
            return False
        fits = code.startswith(self.rule) and any(fnmatch(name, self.plan) for name in names)
        return fits and (self.task is None or self.task in task)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `planparse.toml` says; what the command line says comes first."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()


def settings(path: Path | None) -> Settings:
    """What stands in the file; nothing, where there is none. Raises `BadVocabulary` where it is not written as above."""
    if path is None:
        return Settings()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        waivers = tuple(_waiver(entry) for entry in tables.pop("waiver", ()))
        profile = tables.pop("profile", None)
        made = Settings(profile, tuple(tables.pop("select", ())), tuple(tables.pop("ignore", ())), waivers)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise BadVocabulary(f"{path.name}: {error}.", _ADVICE) from error
    if tables:
        raise BadVocabulary(f"{path.name}: {', '.join(tables)}: no such setting.", _ADVICE)
    return made


def _waiver(entry: Mapping[str, Any]) -> Waiver:
    until = entry.get("until")
    if until is not None and (not isinstance(until, dt.date) or isinstance(until, dt.datetime)):
        raise TypeError(f"until = {until!r} is no day; write until = 2027-06-30")
    if not str(entry["reason"]).strip():
        raise TypeError(f"the waiver of {entry['rule']} gives no reason")
    if unknown := entry.keys() - {"rule", "reason", "plan", "task", "until"}:
        raise TypeError(f"{', '.join(sorted(unknown))}: a waiver has no such field")
    task = entry.get("task")
    return Waiver(str(entry["rule"]), str(entry["reason"]), str(entry.get("plan", "*")), None if task is None else str(task), until)

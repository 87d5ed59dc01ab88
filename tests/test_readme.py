"""README tells the truth: its JSON is what planparse makes of the sample it names, and the commands that it shows are there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import planparse
from planparse.cli import COMMANDS
from planparse.plan import Reason

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _holds(whole: Any, part: Any) -> bool:
    """Whether `part` is `whole` with some fields left out."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(name in whole and _holds(whole[name], value) for name, value in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(_holds, whole, part))
    return bool(whole == part)


def test_the_example_is_real() -> None:
    [sample] = re.findall(r"planparse convert (samples/\S+)", README)
    [shown] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    tasks = json.loads(planparse.parse(ROOT / sample).model_dump_json())["tasks"]
    assert any(_holds(task, json.loads(shown)) for task in tasks), "README shows what planparse does not say"
    assert f"its {len(tasks)} tasks" in README


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_commands_are_there(name: str) -> None:
    shown = set(re.findall(r"^planparse (\w+)|`planparse (\w+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert {first or second for first, second in shown} <= set(COMMANDS)


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("reason", get_args(Reason))
def test_the_glossary_explains_every_mark(reason: str) -> None:
    assert f"| `{reason}` |" in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", re.findall(r"`make (\w+)`|^make (\w+)", README, re.MULTILINE))
def test_the_make_targets_are_there(target: tuple[str, str]) -> None:
    assert re.search(rf"^{target[0] or target[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

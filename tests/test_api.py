"""The public API: `planparse.parse`, the same from a path, a string or bytes, and from several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import planparse

FILES = sorted((Path(__file__).parents[1] / "samples" / "files").iterdir())
QUICK = [path for path in FILES if path.suffix in (".docx", ".pdf", ".txt")]


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt"])
def test_a_path_a_string_and_bytes_are_the_same(suffix: str) -> None:
    path = next(path for path in QUICK if path.suffix == suffix)
    plan = planparse.parse(path)
    assert isinstance(plan, planparse.Plan)
    assert planparse.parse(str(path)) == planparse.parse(path.read_bytes(), path.name) == plan


def test_threads_do_not_disturb_each_other() -> None:
    alone = [planparse.parse(path) for path in QUICK[:8]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(planparse.parse, QUICK[:8] * 2)) == alone * 2


def test_a_bad_file_raises_with_advice() -> None:
    with pytest.raises(planparse.UnreadableFile) as raised:
        planparse.parse(b"", "KH.docx")
    assert (raised.value.exit_code, bool(raised.value.advice)) == (3, True)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError):
        _ = planparse.nothing
    assert all(hasattr(planparse, name) for name in planparse.__all__)

"""What the tests share: `--accept`, which writes the golden files, and how examples are drawn.

The same commit gets the same examples, so that it passes or fails alike everywhere; `HYPOTHESIS_PROFILE=explore` draws new ones.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew, and fail where one changed")

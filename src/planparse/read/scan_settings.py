"""How scans are read, as whoever calls the reader wishes it: apart from the reader, so that saying it loads no engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Whether scans are read at all, on how many threads, what is kept where between runs (None: nothing), who hears of each page."""

    ocr: bool = True
    jobs: int = 1
    cache: Path | None = None
    tell: Callable[[int], None] | None = None


_PLAIN = Settings()
_SETTINGS: ContextVar[Settings] = ContextVar("settings", default=_PLAIN)


def settings() -> Settings:
    """Those of the caller; by default one thread, and nothing is kept."""
    return _SETTINGS.get()


@contextmanager
def using(wished: Settings) -> Iterator[None]:
    """Within it, scans are read with these settings."""
    token = _SETTINGS.set(wished)
    try:
        yield
    finally:
        _SETTINGS.reset(token)

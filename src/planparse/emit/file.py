"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """`chunks` become the file at `path`, at once: whoever looks sees the old file or the new one, also after a power cut.

    Raises `OSError`, and whatever making a chunk raises; then nothing is left behind.
    """
    part = path.with_name(f".planparse-{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise

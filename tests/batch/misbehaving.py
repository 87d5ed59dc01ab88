"""What a worker does to documents with a bad name: for tests of the pool. Anything else it says back."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from planparse.batch.inputs import Source
from planparse.batch.work import OUT_OF_MEMORY, Outcome


def misbehave(source: Source) -> Outcome:
    """Hangs, crashes, eats memory or dies once, as the name says."""
    name = source.file_name
    if name.startswith("hang"):
        time.sleep(3600)
    if name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("once") and not Path(source.path + ".tried").exists():
        Path(source.path + ".tried").touch()
        os._exit(1)
    if name.startswith("eat"):
        try:
            hoard = [bytearray(b"x") * (16 * 1024 * 1024) for _ in range(4000)]
            return Outcome(str(len(hoard)))
        except MemoryError:
            return OUT_OF_MEMORY
    return Outcome(name, json=name.encode())

"""The work itself: one document becomes one outcome. Pure: the same source gives the same outcome on any machine, in any engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from planparse.batch.inputs import Source
from planparse.errors import PlanparseError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document: its JSON and a few counts, or an error with its code and advice."""

    sha256: str | None
    json: bytes | None = None
    plan_id: str | None = None
    pages: int | None = None
    tasks: int = 0
    marks: int = 0
    unplaced: int = 0
    error: str | None = None
    message: str | None = None
    advice: str | None = None
    code: int = 0


def work(source: Source) -> Outcome:
    """Reads one document. Never raises for what a document is: an unforeseen fault becomes code 70, `Defect`."""
    digest: str | None = None
    try:
        data = source.load()
        digest = hashlib.sha256(data).hexdigest()
        return _read(data, source.file_name, digest)
    except PlanparseError as error:
        return Outcome(digest, error=type(error).__name__, message=str(error.args[0]), advice=error.advice, code=error.exit_code)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # a defect of ours must not take the other documents down; it is reported as one
        return Outcome(digest, error="Defect", message=f"{type(error).__name__}: {error}", advice="Report it with this file.", code=70)


def _read(data: bytes, name: str, digest: str) -> Outcome:
    from planparse.emit import FORMATS
    from planparse.pipeline import parse

    plan = parse(data, name)
    return Outcome(
        digest,
        json=b"".join(FORMATS["json"]([plan])),
        plan_id=plan.id,
        pages=plan.document.pages,
        tasks=len(plan.tasks),
        marks=len(plan.needs_review),
        unplaced=len(plan.unplaced),
    )


OUT_OF_MEMORY = Outcome(
    None, error="OutOfMemory", message="it needs more memory than allowed.", advice="Read it alone with a larger --memory.", code=6
)
TIMED_OUT = Outcome(None, error="TimedOut", message="it took longer than allowed.", advice="Read it alone with a larger --timeout.", code=6)
CRASHED = Outcome(
    None, error="Crashed", message="its reader crashed, twice.", advice="Open and save it again in Word, or print it to PDF.", code=3
)
KILLED = Outcome(
    None,
    error="Killed",
    message="it crashed, took longer or needed more memory than allowed.",
    advice="--engine local tells which.",
    code=6,
)
"""What the cluster says of a document whose workers died: Dask does not tell of what."""

Work = Callable[[Source], Outcome]
"""What a worker does with a document, in any engine."""

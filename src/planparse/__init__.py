"""planparse: reads Vietnamese administrative plans into JSON that a tracker can trust.

    import planparse

    plan = planparse.parse("KH 96.docx")
    for task in plan.tasks:
        print(task.content, [unit.name for unit in task.lead_units], task.deadline and task.deadline.due)

This is the public API: `parse`, `Plan`, and the errors. All else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planparse.errors import BadVocabulary, LimitExceeded, MissingTool, PlanparseError, UnreadableFile

if TYPE_CHECKING:
    from planparse.pipeline import parse
    from planparse.plan import Plan

__all__ = ["BadVocabulary", "LimitExceeded", "MissingTool", "Plan", "PlanparseError", "UnreadableFile", "__version__", "parse"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`parse` and `Plan`, loaded when they are first asked for, so that `import planparse` costs nothing."""
    if name == "parse":
        from planparse.pipeline import parse

        return parse
    if name == "Plan":
        from planparse.plan import Plan

        return Plan
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

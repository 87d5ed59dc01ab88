"""Everything that planparse raises on purpose: each error has an exit code and says what to do next.

A bad *plan* is a finding; only a bad *file*, a missing tool, a broken vocabulary or a limit raises.
"""

from __future__ import annotations


class PlanparseError(Exception):
    """The parent of all: `str(error)` is what went wrong, `advice` what to do about it, `exit_code` for the shell."""

    exit_code = 1

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.args[0]} {self.advice}"

    def __reduce__(self) -> tuple[type[PlanparseError], tuple[str, str]]:
        return type(self), (self.args[0], self.advice)


class UnreadableFile(PlanparseError):
    """The file is not what its name says, is damaged, empty, encrypted, or of a kind that planparse does not read."""

    exit_code = 3


class MissingTool(PlanparseError):
    """The file can be read, but only with a program or package that is not installed here."""

    exit_code = 4


class BadVocabulary(PlanparseError):
    """A file of `vocab/` breaks its own grammar: not NFC, blanks at an end, one form under two concepts."""

    exit_code = 5


class LimitExceeded(PlanparseError):
    """The file is larger than planparse is willing to read: pages, unpacked bytes, cells."""

    exit_code = 6

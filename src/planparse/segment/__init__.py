"""Stage 3: a `Paper` becomes an `Outline`: which piece is letterhead, title, basis, body, closing, recipient, signature, annex.

1. Every text of the paper is in exactly one part.
2. Order is kept within each part.
"""

from __future__ import annotations

from planparse.paper import Outline, Paper
from planparse.segment.flow import flow
from planparse.segment.parts import split

__all__ = ["segment"]


def segment(paper: Paper) -> Outline:
    """The parts of `paper`. Never raises: what has no place ends in the body."""
    return split(flow(paper))

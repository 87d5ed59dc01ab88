"""Stage 4: an `Outline` becomes a `Plan`. The only stage that knows what the words mean.

1. Nothing is invented: no value without a place.
2. The words as written stand beside what they mean.
3. What is unsure is named in `needs_review`.
4. Every text that was used is claimed in the ledger, with the pointer of the value that holds it.
"""

from __future__ import annotations

from planparse.interpret.assemble import Reading, interpret

__all__ = ["Reading", "interpret"]

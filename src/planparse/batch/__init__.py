"""Many files: found in folders, archives, lists and object stores, read in workers that may die, noted in a journal.

1. One bad file never stops the others: it is tried twice, in two workers, and then reported with what to do about it.
2. Killed at any moment, a run loses no finished document; the next run repeats what was in flight and nothing else.
3. What is written does not depend on the order in which documents are finished: a run that was killed and resumed ends with the
   same bytes as one that was not.
4. The parent holds no document: results go to disk as they come.

`inputs` finds, `work` reads one document, `pool` and `cluster` are engines that do so many times, `journal` remembers,
`store` writes, `run` is the table of contents.
"""

from __future__ import annotations

from planparse.batch.run import Options, Summary, run

__all__ = ["Options", "Summary", "run"]

"""Who took which text: the ledger that makes the account of a document provable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planparse.paper import Fix, Key, Piece
from planparse.plan import Mark, Reason, Review, Sources, source


@dataclass(slots=True)
class Ledger:
    """Notes made while the paper is interpreted: `claims` says which pointers of the plan hold the text at a key, `labels` are words of
    the form that stand in the cells of task tables."""

    claims: dict[Key, list[str]] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    labels: list[tuple[Mark, Key]] = field(default_factory=list)

    def claim(self, keys: Iterable[Key], *pointers: str) -> None:
        """The text at each of `keys` now stands in the values at `pointers`, together."""
        for key in keys:
            known = self.claims.setdefault(key, [])
            known += [pointer for pointer in pointers if pointer not in known]

    def label(self, mark: Mark, key: Key) -> None:
        """The words of `mark`, which stand at `key` beside others, are kept with the labels of the document."""
        self.labels.append((mark, key))

    def take_labels(self) -> tuple[Mark, ...]:
        """The labels so far, claimed: last, that what else stands at their keys is first looked for where it belongs."""
        for _, key in self.labels:
            self.claim((key,), "/document/labels")
        return tuple(mark for mark, _ in self.labels)

    def doubt(self, pointer: str, reason: Reason, detail: str) -> None:
        """The value at `pointer` needs a person's eye."""
        review = Review(pointer=pointer, reason=reason, detail=detail)
        if review not in self.reviews:
            self.reviews.append(review)


def source_of(pieces: Iterable[Piece]) -> Sources:
    """Where `pieces` stand, all together."""
    return source(*(place for piece in pieces for place in piece.places))

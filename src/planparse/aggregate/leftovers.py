"""Another commune's name, left over in a plan that was copied: found where a plan speaks of itself.

Only names that are communes' names count: of the list, of the senders, or of the official register. A plan may well speak of its
neighbours; its title, its enacting and closing sentence, its annexes' titles, its signature and its own offices may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planparse.aggregate.senders import COMMUNE_KINDS, Sender
from planparse.aggregate.sent import Said, Sent
from planparse.vocab.places import find_commune
from planparse.vocab.spelling import fold

_NAME = re.compile(rf"\b({'|'.join(COMMUNE_KINDS)})\s+((?:[^\W\d_]+['’]?[ -]{{0,3}}){{1,6}})", re.IGNORECASE)
_JOINT = re.compile(r"\s*-\s*")
_MERGED = re.compile(r"sáp nhập|sắp xếp|hợp nhất|các xã|các phường|giáp ranh|kinh nghiệm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Where another commune's full name stands."""

    said: Said
    other: str


class Names:
    """The names that communes have."""

    def __init__(self, senders: Iterable[Sender]) -> None:
        self._known = {_key(sender.full_name): sender.full_name for sender in senders if sender.kind in COMMUNE_KINDS}

    def left_over(self, sent: Sent) -> Iterator[LeftOver]:
        """The first place of each other commune in the texts where `sent` speaks of itself."""
        own = sent.sender
        if own.kind not in COMMUNE_KINDS:
            return
        seen: set[str] = set()
        for said in sent.said:
            if _MERGED.search(said.text):
                continue
            for other in self._named(said.text):
                if _key(other) != _key(own.full_name) and not _within(own, other) and other not in seen:
                    seen.add(other)
                    yield LeftOver(said, other)

    def _named(self, text: str) -> Iterator[str]:
        capitals = text.upper() == text
        for found in _NAME.finditer(text):
            kind, words = fold(found[1]), re.split(r"\s+", found[2].strip())
            for length in range(len(words), 0, -1):
                name = " ".join(words[:length]).strip(" -")
                if not capitals and not all(word[:1].isupper() for word in re.split(r"[\s-]+", name) if word):
                    continue
                listed = self._known.get(_key(f"{kind} {name}"))
                if listed or (not capitals and length > 1 and find_commune(name, kind)):
                    yield listed or f"{kind} {name}"
                    break


def _key(name: str) -> str:
    return fold(_JOINT.sub("-", name))


def _within(own: Sender, other: str) -> bool:
    """`xã Tân An` in a plan of `xã Tân An Hội`, where a line broke within the name; or the same name with another kind."""
    name = _key(re.sub(rf"^(?:{'|'.join(COMMUNE_KINDS)}) ", "", other))
    return _key(own.name) == name or _key(own.name).startswith(f"{name} ")

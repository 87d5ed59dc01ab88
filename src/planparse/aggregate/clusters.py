"""The same task in many wards, found by its words alone: the most frequent wordings first become heads, and others join the nearest.

The order of plans does not matter: wordings go by how many wards have them, then by the alphabet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planparse.aggregate.terms import Rarity, Vector, nearness

JOIN = 0.5
"""From this nearness on two wordings are one task, by their words alone."""

JOIN_SUBJECT = 0.24
JOIN_A_SUBJECT = 0.38
"""The same for wordings that are about the same subjects, and for those that share one of several."""

FAR = 0.3
"""A wording that is in the cluster but less near than this is an outlier, worth a look."""

FEWEST = 3
"""With fewer words of its own than this, and no subject, a text (`chủ trì, phối hợp`) is like anything: it joins only its like."""

HEAVIEST = 8
CANDIDATES = 24
"""A wording is compared with the heads that share most of its heaviest terms: enough, and few enough for a whole country."""


@dataclass(slots=True)
class Cluster:
    """Wordings that are one task: `label` the most frequent one, `members` each wording with its nearness to the label."""

    label: str
    vector: Vector
    members: dict[str, float] = field(default_factory=dict)


def cluster(wordings: Mapping[str, int]) -> list[Cluster]:
    """Clusters of `wordings` (text → number of wards), the largest heads first; every wording is in exactly one."""
    rarity = Rarity(wordings)
    heads: list[Cluster] = []
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for text in sorted(wordings, key=lambda text: (-wordings[text], text)):
        vector = rarity.vector(text)
        terms = _heaviest(vector)
        best, where = 0.0, -1
        tells = bool(vector.subjects) or vector.own >= FEWEST
        for at in _candidates(postings, terms) if tells else ():
            near = nearness(vector, heads[at].vector)
            needed = _needed(vector.subjects, heads[at].vector.subjects)
            if near >= needed and near > best:
                best, where = near, at
        if where >= 0:
            heads[where].members[text] = best
            continue
        for term in terms if tells else ():
            postings[term].append(len(heads))
        heads.append(Cluster(text, vector, {text: 1.0}))
    return heads


def _needed(one: frozenset[str], other: frozenset[str]) -> float:
    if one & other:
        return JOIN_SUBJECT if one == other else JOIN_A_SUBJECT
    return JOIN


def _heaviest(vector: Vector) -> list[str]:
    return sorted(vector.terms, key=lambda term: (-vector.terms[term], term))[:HEAVIEST]


def _candidates(postings: Mapping[str, list[int]], terms: Iterable[str]) -> list[int]:
    shared: Counter[int] = Counter()
    for term in terms:
        shared.update(postings.get(term, ())[:2000])
    return sorted(shared, key=lambda at: (-shared[at], at))[:CANDIDATES]

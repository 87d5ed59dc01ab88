"""The typed reader of `units.toml`, `agencies.toml` and `abbreviations.toml`: names as a trie over words, and the closed lists.

Built once, on first use. A form that two entries claim, or an abbreviation of nothing, is `BadVocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import Any

from planparse import vocab
from planparse.errors import BadVocabulary
from planparse.vocab.spelling import fold, slug

_ROLES = ("lead", "coordinating")
_FORM = re.compile(r"(?P<joint>[-,&]|\bvà\b)|(?P<open>\()|(?P<close>\))|(?P<word>[^\s,()&-]+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry: the fields of `[[unit]]`, with their defaults filled in."""

    id: str
    name: str
    kind: str
    level: str
    suffix: str
    short: str | None = None
    commune: str | None = None
    party: str | None = None
    former: bool = False
    as_written: bool = False
    numbered: bool = False


@dataclass(slots=True)
class Node:
    """A step in the trie: `plain` words follow a blank, `joint` words may follow `, - / và`; `unit` where a name ends here."""

    plain: dict[str, Node] = field(default_factory=dict)
    joint: dict[str, Node] = field(default_factory=dict)
    unit: Unit | None = None
    words: int = 0


@dataclass(frozen=True, slots=True)
class Noun:
    """What a collective collects; `word` as a name writes it."""

    word: str
    family: str
    level: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level word: `word` as it is written in a name (`thành phố` for TP)."""

    level: str
    word: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A short form beside its neighbour: the folded words that must stand `after` which, or `before` which, and what a name writes."""

    shown: tuple[tuple[str, str, str], ...]
    after: frozenset[str]
    before: frozenset[str]
    school: bool


Words = tuple[tuple[str, bool], ...]
"""Folded words, each with whether a joint stands before it."""

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Any], ...]]
"""Phrases by their first word: the words after it, longest first, and what the phrase means."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words that reading offices needs; every key is folded. Two are equal where they are the same one."""

    root: Node
    units: Mapping[str, Unit]
    short: Mapping[str, tuple[Words, ...]]
    written: Mapping[str, tuple[tuple[str, str, str], ...]]  # word, as shown, what stands before it: "" " - " ", " " và "
    ocr: Mapping[str, str]
    beside: Mapping[str, tuple[Beside, ...]]  # by the short form as written
    heads: Phrases
    levels: Phrases
    nouns: Phrases
    posts: Phrases
    leaders: Phrases
    titles: Phrases
    functions: Phrases
    plural: Phrases
    opened: Phrases
    predicates: Phrases
    verbs: Phrases  # the predicates too
    ties: Phrases
    areas: Phrases
    references: Phrases
    address: Phrases
    not_names: Phrases
    narrowing: Phrases
    parts: Phrases
    tiers: Phrases
    compounds: Phrases
    duties: Phrases
    blocks: Phrases
    longer: Phrases
    roles: Phrases
    marks: Mapping[str, str]  # folded, as brackets or a colon set them off
    spare: Mapping[str, frozenset[str]]  # folded words, and the folded pairs in which they are no abbreviation
    surnames: frozenset[str]
    filling: frozenset[str]
    bodies: frozenset[str]
    single: frozenset[str]
    teams: frozenset[str]
    of_party: bool  # whether the issuer is a Đảng ủy


@cache
def lexicon() -> Lexicon:
    """The one lexicon. Raises `BadVocabulary` where the files contradict each other."""
    tables = vocab.load("units")
    units = [*_units(tables, "home"), *_units(vocab.load("agencies"), "central")]
    root = Node()
    for unit, forms in units:
        for form in forms:
            for words in _variants(form):
                _grow(root, words, unit)
    short, written, ocr = _abbreviations()
    person, words = tables["person"], tables["words"]
    return Lexicon(
        root=root,
        units={unit.id: unit for unit, _ in units},
        short=short,
        written=written,
        ocr=ocr,
        beside=_beside(),
        heads=_phrases(
            (word, (head["kind"], head["level"], head.get("loose", False), word)) for head in tables["head"] for word in head["words"]
        ),
        levels=_phrases(_levels(tables["level"])),
        nouns=_phrases((word, Noun(word, noun["family"], noun["level"])) for noun in tables["noun"] for word in noun["words"]),
        roles=_phrases((word, role) for role in _ROLES for word in tables["roles"][role]),
        marks={fold(word): role for role in _ROLES for word in tables["roles"][f"{role}_mark"]},
        opened=_listed(words["open"]),
        verbs=_listed((*words["predicates"], *words["verbs"])),
        **{name: _listed(person[name]) for name in ("posts", "leaders", "titles", "functions")},
        **{
            name: _listed(words[name])
            for name in (
                "plural",
                "predicates",
                "ties",
                "areas",
                "references",
                "address",
                "not_names",
                "narrowing",
                "parts",
                "tiers",
                "compounds",
                "duties",
                "blocks",
                "longer",
            )
        },
        spare={fold(word): frozenset(map(fold, pairs)) for word, pairs in vocab.load("abbreviations")["spare"].items()},
        surnames=frozenset(map(fold, person["surnames"])),
        filling=frozenset(words["filling"]),
        bodies=frozenset(words["bodies"]),
        single=frozenset(words["single"]),
        teams=frozenset(words["teams"]),
        of_party=False,
    )


@cache
def party_lexicon() -> Lexicon:
    """The lexicon for the plans of a Đảng ủy."""
    return replace(lexicon(), of_party=True)


def is_head(text: str) -> bool:
    """Whether `text` is the first words of an institution and nothing more.

    >>> is_head("ĐẢNG BỘ"), is_head("Đảng bộ xã")
    (True, False)
    """
    first, *rest = fold(text).split() or [""]
    return any(tuple(rest) == words for words, _ in lexicon().heads.get(first, ()))


def _listed(phrases: Iterable[str]) -> Phrases:
    return _phrases((phrase, phrase) for phrase in phrases)


def _units(tables: Mapping[str, Any], level: str) -> Iterator[tuple[Unit, tuple[str, ...]]]:
    for entry in tables["unit"]:
        name = entry["name"]
        unit = Unit(
            id=entry.get("id") or slug(name),
            name=name,
            kind=entry.get("kind", "office"),
            level=entry.get("level", level),
            suffix=entry.get("suffix", "level"),
            short=entry.get("short"),
            commune=entry.get("commune"),
            party=entry.get("party"),
            former=entry.get("former", False),
            as_written=entry.get("as_written", False),
            numbered=entry.get("numbered", False),
        )
        yield unit, tuple(entry.get("forms", (name,)))


def _variants(form: str) -> Iterator[Words]:
    """The form with and without each part in brackets."""
    parts: list[tuple[list[tuple[str, bool]], bool]] = [([], False)]
    joint = False
    for piece in _FORM.finditer(form):
        if piece["joint"]:
            joint = True
        elif piece["word"]:
            parts[-1][0].append((fold(piece["word"]), joint))
            joint = False
        else:
            parts.append(([], piece["open"] is not None))
    choices = [((), tuple(words)) if optional else (tuple(words),) for words, optional in parts]
    for chosen in product(*choices):
        yield tuple(word for part in chosen for word in part)


def _grow(root: Node, words: Words, unit: Unit) -> None:
    node = root
    for word, joint in words:
        node = (node.joint if joint else node.plain).setdefault(word, Node())
    if node.unit is not None and node.unit != unit:
        raise BadVocabulary(
            f"vocab/units.toml: {' '.join(word for word, _ in words)!r} names {unit.id} and {node.unit.id}.", "Keep it under one."
        )
    node.unit, node.words = unit, len(words)


def _abbreviations() -> tuple[dict[str, tuple[Words, ...]], dict[str, tuple[tuple[str, str, str], ...]], dict[str, str]]:
    short: dict[str, tuple[Words, ...]] = {}
    written: dict[str, tuple[tuple[str, str, str], ...]] = {}
    ocr: dict[str, str] = {}
    for entry in vocab.load("abbreviations")["abbreviation"]:
        for form in entry["forms"]:
            if entry["write"]:
                written[fold(form)] = _shown(entry["full"][0])
            else:
                short[fold(form)] = tuple(next(_variants(full)) for full in entry["full"])
        for bent in entry.get("ocr", ()):
            ocr[fold(bent)] = entry["forms"][0]
    return short, written, ocr


def _beside() -> dict[str, tuple[Beside, ...]]:
    found: dict[str, list[Beside]] = {}
    for entry in vocab.load("abbreviations")["beside"]:
        after, before = (frozenset(map(fold, entry.get(side, ()))) for side in ("after", "before"))
        found.setdefault(entry["short"], []).append(Beside(_shown(entry["full"]), after, before, entry.get("school", False)))
    return {short: tuple(entries) for short, entries in found.items()}


def _shown(full: str) -> tuple[tuple[str, str, str], ...]:
    found: list[tuple[str, str, str]] = []
    joint = ""
    for piece in _FORM.finditer(full):
        if piece["joint"]:
            joint = {"-": " - ", ",": ", ", "&": " và ", "và": " và "}[piece["joint"]]
        else:
            found.append((fold(piece["word"]), piece["word"], joint or " "))
            joint = ""
    return tuple(found)


def _levels(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Level]]:
    for entry in entries:
        for word in entry["words"]:
            yield word, Level(entry["level"], word, entry["proper"])
            if word == "thành phố":
                yield "tp", Level(entry["level"], word, entry["proper"])


def _phrases(entries: Iterable[tuple[str, Any]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, meaning in entries:
        first, *rest = (piece["word"] for piece in _FORM.finditer(fold(phrase)) if piece["word"])
        found.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(rests, key=lambda rest: -len(rest[0]))) for first, rests in found.items()}

"""In which province the issuer stands: as the document says, or because its name occurs once; else not known, and said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from planparse.interpret.ledger import Ledger
from planparse.plan import Header, Organization
from planparse.vocab.places import find_commune, find_province, provinces
from planparse.vocab.spelling import fold

_COMMUNES = frozenset({"phường", "xã", "đặc khu"})
_PROVINCES = frozenset({"tỉnh", "thành phố"})


def place_issuer(header: Header, texts: Iterable[str], ledger: Ledger) -> Header:
    """`header` with the province of a commune's issuer. `texts` are the parts of the document that may name it (bases, recipients).

    A letterhead that names the province above (`UBND TỈNH …`) says which: it is that one, known or not, and null and marked where the
    list has the commune elsewhere only. Without it, a commune of several provinces takes the one that the document names; where it
    names none or two, the province stays null and is marked `locality_ambiguous`. A commune of no list (not in force since 1 July
    2025) stays null.
    """
    issuer = header.issuing_authority
    if issuer is None or issuer.locality is None or issuer.locality_kind not in _COMMUNES:
        return header
    parent = header.parent_authority
    if parent is not None and parent.locality is not None and parent.locality_kind in _PROVINCES:
        return _under_parent(header, issuer, parent.locality, ledger)
    if issuer.province is not None:
        return header
    possible = sorted({commune.province for commune in find_commune(issuer.locality, issuer.locality_kind)})
    if not possible:
        return header
    if len(possible) > 1:
        named = {province for text in texts for province in _named_provinces(text)}
        possible = [province for province in possible if province in named] or possible
    if len(possible) > 1:
        detail = f"{issuer.locality_kind} {issuer.locality}: {', '.join(possible)}"
        ledger.doubt("/header/issuing_authority/province", "locality_ambiguous", detail)
        return header
    return header.model_copy(update={"issuing_authority": issuer.model_copy(update={"province": possible[0]})})


def _under_parent(header: Header, issuer: Organization, named: str, ledger: Ledger) -> Header:
    assert issuer.locality is not None
    known = find_province(named)
    province: str | None = known.name if known else named
    elsewhere = find_commune(issuer.locality, issuer.locality_kind)
    if known is not None and elsewhere and not find_commune(issuer.locality, issuer.locality_kind, known.name):
        others = ", ".join(sorted({commune.province for commune in elsewhere}))
        ledger.doubt("/header/issuing_authority/province", "locality_ambiguous", f"{named}; {issuer.locality}: {others}")
        province = None
    if province == issuer.province:
        return header
    return header.model_copy(update={"issuing_authority": issuer.model_copy(update={"province": province})})


def _named_provinces(text: str) -> set[str]:
    return {_by_folded()[found[0].removeprefix("tỉnh ").removeprefix("thành phố ")] for found in _pattern().finditer(fold(text))}


@cache
def _by_folded() -> dict[str, str]:
    return {fold(province.name): province.name for province in provinces()}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_by_folded(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:tỉnh |thành phố )(?:{'|'.join(map(re.escape, names))})(?!\w)")

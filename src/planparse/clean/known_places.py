"""The names of communes and provinces as a typist wrote them: no misspelling of a commoner word (xã Phù Yên is not Phú Yên)."""

from __future__ import annotations

import re

from planparse.vocab.places import find_commune, find_province

_KIND = re.compile(r"(?<!\w)(?P<kind>xã|phường|đặc khu|tỉnh|thành phố)\s+(?=(?P<name>\w[\w’']*(?:\s?-?\s?\w[\w’']*){0,4}))", re.IGNORECASE)
_WORD_END = re.compile(r"(?<=\w)(?!\w)")


def known_places(line: str) -> list[tuple[int, int]]:
    """Where the name of a commune or province stands behind its kind, the longest that the lists have.

    >>> line = "UBND xã Phù Yên, tỉnh Sơn La"
    >>> [line[start:end] for start, end in known_places(line)]
    ['Phù Yên', 'Sơn La']
    """
    found: list[tuple[int, int]] = []
    for match in _KIND.finditer(line):
        kind, start = match["kind"].lower(), match.start("name")
        for end in reversed([place.start() for place in _WORD_END.finditer(match["name"])]):
            name = match["name"][:end]
            if name[0].isupper() and (find_province(name) if kind in ("tỉnh", "thành phố") else find_commune(name, kind)):
                found.append((start, start + end))
                break
    return found

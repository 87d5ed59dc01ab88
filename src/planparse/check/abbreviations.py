"""Short forms in the text: where each is first used, and where the text itself explains it."""

from __future__ import annotations

import re

from planparse.check.case import Case
from planparse.vocab import syllables

_USED = re.compile(r"(?<![\w/\-&.])[A-ZĐÂĂÊÔƠƯ]{3,7}(?![\w/&]|[-.]\w)")
_DEFINED = re.compile(
    r"\((?:sau đây (?:viết tắt|gọi tắt|gọi) là\s*:?|viết tắt(?: là)?\s*:?|gọi tắt là\s*:?)?\s*[“\"]?([A-ZĐÂĂÊÔƠƯ]{2,7})[”\"]?\)",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?<!\w)([^\W\d_]{2,7})[\s,;:–-]*$")
_NEXT = re.compile(r"[\s,;:–-]*([^\W\d_]{2,7})(?!\w)")
_ROMAN = re.compile(r"[IVXLC]+")


def introduced(case: Case) -> dict[str, str]:
    """The short forms that the text explains in brackets, each with the pointer of that place."""
    found: dict[str, str] = {}
    for pointer, text in case.texts:
        for match in _DEFINED.finditer(text):
            if match[1].isupper():
                found.setdefault(match[1], pointer)
    return found


def used(case: Case) -> dict[str, str]:
    """The short forms of three letters or more that the text uses outside of such brackets, each with its first place."""
    if case.short_forms is not None:
        return case.short_forms
    found = case.short_forms = {}
    for pointer, text in case.texts:
        if text.isupper():
            continue
        for match in _USED.finditer(text):
            bracketed = text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] == ")"
            if not bracketed and not _ROMAN.fullmatch(match[0]) and not _is_shouted(text, match):
                found.setdefault(match[0], pointer)
    return found


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether capitals are a word of a phrase in capitals: a Vietnamese syllable beside another (`CƠ QUAN, ĐƠN VỊ (theo phân công)`)."""
    if not syllables.possible(match[0].lower()):
        return False
    before, after = _LAST.search(text[: match.start()]), _NEXT.match(text[match.end() :])
    return any(beside is not None and beside[1].isupper() and syllables.possible(beside[1].lower()) for beside in (before, after))

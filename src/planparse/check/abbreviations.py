"""Short forms in the text: where each is first used, and where the text itself explains it."""

from __future__ import annotations

import re

from planparse.check.case import Case

_USED = re.compile(r"(?<![\w/\-&.])[A-ZĐÂĂÊÔƠƯ]{3,7}(?![\w/&]|[-.]\w)")
_DEFINED = re.compile(
    r"\((?:sau đây (?:viết tắt|gọi tắt|gọi) là\s*:?|viết tắt(?: là)?\s*:?|gọi tắt là\s*:?)?\s*[“\"]?([A-ZĐÂĂÊÔƠƯ]{2,7})[”\"]?\)",
    re.IGNORECASE,
)
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
            if not bracketed and not _ROMAN.fullmatch(match[0]):
                found.setdefault(match[0], pointer)
    return found

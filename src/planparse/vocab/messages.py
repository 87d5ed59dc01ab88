"""The sentences of errors in Vietnamese: `errors.toml`, read."""

from __future__ import annotations

import re
from functools import cache

from planparse import vocab


def in_vietnamese(said: str) -> str:
    """The sentence of an error in Vietnamese, behind the file's name if it opens with one; as it is, where `errors.toml` lacks it.

    >>> in_vietnamese("KH.pdf: the file is empty.")
    'KH.pdf: tệp rỗng.'
    """
    name, colon, rest = said.partition(": ")
    for head, sentence in (("", said), (name + colon, rest)):
        for pattern, form in _said():
            if found := pattern.fullmatch(sentence):
                return head + form.format(*found.groups())
    return said


@cache
def _said() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Longest first: a form with more words of its own is the closer one."""
    entries = sorted(vocab.load("errors")["said"], key=lambda entry: -len(entry["en"]))
    return tuple((re.compile("(.*?)".join(map(re.escape, entry["en"].split("{}"))), re.DOTALL), entry["vi"]) for entry in entries)

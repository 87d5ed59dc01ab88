"""The marks inside a declared text: what is printed, what is meant, and what Word does to it.

| written | printed | meant |
|---|---|---|
| `[[HDND=>HĐND]]` | HDND | HĐND |
| `[[txt:*(nếu có)*=>(nếu có)]]` | `*(nếu có)*` in text files, `(nếu có)` in Word and PDF | (nếu có) |
| `[[/]]` | a page break cuts the paragraph (text files only) | a blank |
| `{+được thêm+}` | a tracked insertion | được thêm |
| `{-bị xóa-}` | a tracked deletion | nothing |
| `{^lời chú^}` | a footnote | nothing; the note stands apart |
| `{=ô nhập=}` | a content control | ô nhập |
| `{~ẩn~}` | hidden text | nothing |
| `{>chữ<}` | the result of a HYPERLINK field | chữ |
| `{_chữ_}` | italic | chữ |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["plain", "fault", "cut", "ins", "del", "note", "control", "hidden", "field", "italic"]

_TOKEN = re.compile(
    r"\[\[(?P<txt>txt:)?(?P<printed>.*?)=>(?P<meant>.*?)\]\]"
    r"|(?P<cut>\[\[/\]\])"
    r"|\{\+(?P<ins>.+?)\+\}|\{-(?P<del>.+?)-\}|\{\^(?P<note>.+?)\^\}|\{=(?P<control>.+?)=\}"
    r"|\{~(?P<hidden>.+?)~\}|\{>(?P<field>.+?)<\}|\{_(?P<italic>.+?)_\}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text: what stands in the file and what is meant by it. `text_only` faults are printed in text files alone."""

    kind: Kind
    printed: str
    meant: str
    text_only: bool = False


def spans(text: str) -> list[Span]:
    """`text` cut at its marks.

    >>> [(s.kind, s.printed, s.meant) for s in spans("Văn phòng [[HDND=>HĐND]] và{- các-} UBND")][1:4]
    [('fault', 'HDND', 'HĐND'), ('plain', ' và', ' và'), ('del', ' các', '')]
    """
    found: list[Span] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            found.append(Span("plain", text[at : match.start()], text[at : match.start()]))
        at = match.end()
        if match["printed"] is not None:
            found.append(Span("fault", match["printed"], match["meant"], text_only=bool(match["txt"])))
        elif match["cut"]:
            found.append(Span("cut", " ", " "))
        else:
            kind: Kind
            for kind in ("ins", "del", "note", "control", "hidden", "field", "italic"):
                if match[kind] is not None:
                    gone = kind in ("del", "note", "hidden")
                    found.append(Span(kind, match[kind], "" if gone else match[kind]))
    if at < len(text):
        found.append(Span("plain", text[at:], text[at:]))
    return found


def meant(text: str) -> str:
    """`text` as its writer meant it: faults mended, changes accepted, notes and hidden words out, single blanks."""
    return re.sub(r"\s+", " ", "".join(span.meant for span in spans(text))).strip()


def printed(text: str, *, in_text_file: bool) -> str:
    """`text` as it stands in a file without markup; a page cut is `\\f` in a text file and a blank elsewhere."""
    out = []
    for span in spans(text):
        match span.kind:
            case "fault":
                out.append(span.printed if in_text_file or not span.text_only else span.meant)
            case "cut":
                out.append("\f" if in_text_file else " ")
            case _:
                out.append(span.meant)
    return "".join(out)


def faults(text: str) -> list[Span]:
    """The faults planted in `text`, in order."""
    return [span for span in spans(text) if span.kind == "fault"]


def notes(text: str, kind: Kind) -> list[str]:
    """The words of every span of `kind` in `text`: footnotes, hidden words."""
    return [span.printed for span in spans(text) if span.kind == kind]

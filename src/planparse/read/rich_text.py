"""RTF as far as it must be known here: what its fields show is kept from being computed anew, and its plain text can be had.

LibreOffice reads RTF; but it works a field out again (a date becomes today's), and some tables in tables it drops whole. So the
instructions of fields are taken out before it reads, and the plain text tells whether it has read all.

Source: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_INSTRUCTION: Final = re.compile(rb"\{\s*(?:\\\*)?\s*\\fldinst(?![a-z])")
_RESULT: Final = re.compile(rb"\s*\{\s*\\fldrslt(?![a-z])")
_BRACE: Final = re.compile(rb"\\.|[{}]", re.DOTALL)
_CONTROL: Final = re.compile(rb"\\(?:\*|[a-zA-Z]+-?\d* ?)")
_LIVE: Final = re.compile(
    rb"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|HYPERLINK|TOC|FORM\w+|EQ|SYMBOL|SHAPE|EMBED|LINK|INCLUDE\w+|MACROBUTTON)\b", re.IGNORECASE
)
"""Fields of which LibreOffice needs the instruction: it draws or follows them, and their words stay as they are stored."""

_SKIPPED: Final = frozenset(
    b"fonttbl colortbl stylesheet info pict fldinst nonesttables header headerl headerr headerf footer footerl footerr footerf"
    b" listtable listoverridetable rsidtbl generator xmlnstbl themedata datastore latentstyles upr objdata nonshppict".split()
)
_SHOWN: Final = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n",
    b"page": "\n",
    b"row": "\n",
    b"nestrow": "\n",
    b"cell": "\t",
    b"nestcell": "\t",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
}
_SIGNS: Final = {b"~": "\u00a0", b"_": "-", b"-": "\u00ad", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_CHARSETS: Final = {161: "cp1253", 162: "cp1254", 163: "cp1258", 186: "cp1257", 204: "cp1251", 238: "cp1250"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds within a pair of braces: how many characters stand for one beyond ASCII, the font; whether nothing is shown, fonts are
    listed, a tracked change took the text away.
    """

    skipped: bool = False
    instead: int = 1
    font: int = -1
    fonts: bool = False
    deleted: bool = False


def without_instructions(data: bytes) -> bytes:
    r"""`data` with the instructions of those fields taken out that have words as their result: the words then stay as stored.

    >>> without_instructions(rb'{\rtf1 {\field{\*\fldinst DATE \\@ "dd"}{\fldrslt 09}}}')
    b'{\\rtf1 {\\field{\\fldrslt 09}}}'
    """
    kept: list[bytes] = []
    at = 0
    for match in _INSTRUCTION.finditer(data):
        end = _end(data, match.start())
        result = _RESULT.match(data, end)
        if match.start() < at or result is None:
            continue
        shown = _CONTROL.sub(b"", data[result.end() : _end(data, result.end(), depth=1)])
        code = _CONTROL.sub(b"", data[match.end() : end]).replace(b"{", b"")
        if _LIVE.match(code) or not shown.strip(b" {}\r\n"):
            continue
        kept.append(data[at : match.start()])
        at = end
    return b"".join([*kept, data[at:]])


def _end(data: bytes, start: int, depth: int = 0) -> int:
    """The place behind the brace that closes what is open at `start`; the end of the data where none does."""
    for match in _BRACE.finditer(data, start):
        depth += {b"{": 1, b"}": -1}.get(match[0], 0)
        if depth <= 0:
            return match.end()
    return len(data)


def plain_text(data: bytes) -> str:
    r"""What the body of the RTF `data` says: a line a paragraph or row, a tab between cells. Headers, footers, notes' marks are left out.

    >>> plain_text(b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}K\\u7871? ho\\u7841?ch\\par m\\'e0u}")
    'Kế hoạch\nmàu'
    """
    reader = _Reader()
    for match in _TOKEN.finditer(data):
        reader.take(match)
    whole = "".join(reader.said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)


class _Reader:
    """Takes one token after the other."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._states = [_State()]
        self._codecs: dict[int, str] = {}
        self._page = "cp1252"
        self._pass_over = 0
        self._opened = False

    def take(self, match: re.Match[bytes]) -> None:
        opened, self._opened = self._opened, False
        state = self._states[-1]
        if match["brace"]:
            self._pass_over = 0
            if match["brace"] == b"{":
                self._states.append(state)
                self._opened = True
            elif len(self._states) > 1:
                self._states.pop()
        elif match["byte"]:
            self._say(bytes([int(match["byte"], 16)]).decode(self._codecs.get(state.font, self._page), errors="replace"))
        elif match["text"]:
            self._say(match["text"].decode("latin-1"))
        elif match["sign"] == b"*":
            if opened:
                self._states[-1] = replace(state, skipped=True)
        elif match["sign"]:
            self._say(_SIGNS.get(match["sign"], ""))
        else:
            self._control(match["word"], int(match["number"] or -1))

    def _control(self, word: bytes, number: int) -> None:
        state = self._states[-1]
        if word in (b"row", b"nestrow"):  # a nested row ends in the properties of the table, which are skipped
            self.said.append("\n")
        elif word in _SKIPPED:
            self._states[-1] = replace(state, skipped=True, fonts=word == b"fonttbl")
        elif word == b"u":
            self._say(chr(number % 0x10000))
            self._pass_over = state.instead
        elif word == b"uc":
            self._states[-1] = replace(state, instead=max(number, 0))
        elif word == b"f":
            self._states[-1] = replace(state, font=number)
        elif word == b"fcharset" and state.fonts:
            self._codecs[state.font] = _CHARSETS.get(number, self._page)
        elif word in (b"deleted", b"plain"):
            self._states[-1] = replace(state, deleted=word == b"deleted" and number != 0)
        elif word == b"ansicpg":
            self._page = _page(number)
        elif word in _SHOWN and not state.skipped and not state.deleted:
            self.said.append(_SHOWN[word])

    def _say(self, text: str) -> None:
        passed = min(self._pass_over, len(text))
        self._pass_over -= passed
        if not self._states[-1].skipped and not self._states[-1].deleted:
            self.said.append(text[passed:])


def _page(number: int) -> str:
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return "cp1252"

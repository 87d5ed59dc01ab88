"""Lines become paragraphs, by how they stand.

1. A line goes on from the one above where that one is full (the next word had no room left), and this one does not begin a paragraph:
   no marker (`1.`, `a)`, `-`), no indent of a first line. A line in lower case goes on from an open one that is short, too.
2. Titles: centred lines of one look are one paragraph, with `\\n` between its lines. Lines of a centred column (letterhead, signature)
   stand for themselves.
3. A paragraph that a page break cuts is joined where the last line is full and the first of the new page neither begins a paragraph nor,
   after a full stop, a sentence; its places are both. Otherwise it is left as two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise, zip_longest

from planparse.paper import FontRun, Paragraph, Place, Style
from planparse.read.glue import glue
from planparse.read.layout import Line, Stream
from planparse.read.sheet import Font, Word, bounds, is_legacy
from planparse.vocab.markers import Level, read_marker

_SAME = 4.0
"""Left ends nearer than this are one."""
_INDENT = 8.0
"""The least indent of a first line."""
_CENTRED = 5.0
_BLANK = 0.25
"""The width of a blank, as a part of the height."""
_SLACK = 2.0
_LOOSE, _LOOSER = 3.0, 1.6
"""Points beyond the usual pitch that may part two paragraphs; times the pitch that do."""
_CLOSERS = "\"'”’)]*_"


@dataclass(frozen=True, slots=True)
class Margins:
    """How the lines of a body or column stand: where they begin and end, where first lines begin, how far apart lines are."""

    left: float
    right: float
    indent: float | None
    pitch: float

    @property
    def centre(self) -> float:
        """Half way between the margins."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Draft:
    """A paragraph as it grows: its lines with their pages, and the margins between which they stand.

    `centred` is a title, whose lines stay lines; `looks_centred` a line of a centred column `beside` another.
    """

    lines: list[Line]
    pages: list[int]
    margins: Margins
    centred: bool = False
    beside: bool = False
    looks_centred: bool = False

    def paragraph(self) -> Paragraph:
        """The paragraph, done."""
        fonts = [word.font for line in self.lines for word in line.words if word.font is not None]
        texts = [line.text for line in self.lines]
        text = self._title() if self.centred else reduce(glue, texts)
        words = [word for line in self.lines for word in line.words]
        return Paragraph(
            text,
            tuple(
                Place(
                    page=page,
                    bbox=bounds(word for line, on in zip(self.lines, self.pages, strict=True) if on == page for word in line.words),
                )
                for page in dict.fromkeys(self.pages)
            ),
            _style(fonts, self.centred or self.looks_centred),
            legacy=legacy_runs(text, words),
            confidence=confidence(words),
        )

    def _title(self) -> str:
        """The lines of a title; one that had no room for more goes on in the next."""
        text = self.lines[0].text
        for above, below in pairwise(self.lines):
            room = self.margins.right - self.margins.left - (above.x1 - above.x0)
            first = below.words[0]
            full = first.x1 - first.x0 + _BLANK * above.height > room
            text = glue(text, below.text) if full else f"{text}\n{below.text}"
        return text


def _style(fonts: Sequence[Font], centred: bool) -> Style:
    sizes = Counter(font.size for font in fonts if font.size is not None)
    return Style(
        bold=bool(fonts) and all(font.bold for font in fonts),
        italic=bool(fonts) and all(font.italic for font in fonts),
        centred=centred,
        size=sizes.most_common(1)[0][0] if sizes else None,
    )


def legacy_runs(text: str, words: Iterable[Word]) -> tuple[FontRun, ...]:
    """Where in `text`, which `words` make up in this order, letters are in a legacy font."""
    words = list(words)
    if not any(map(is_legacy, {word.font for word in words})):
        return ()
    runs: list[FontRun] = []
    at = 0
    for word in words:
        found = text.find(word.text, at)
        if found < 0:
            continue
        at = found + len(word.text)
        if word.font is not None and is_legacy(word.font):
            if runs and runs[-1].font == word.font.name and not text[runs[-1].end : found].strip():
                found = runs.pop().start
            runs.append(FontRun(found, at, word.font.name))
    return tuple(runs)


def confidence(words: Iterable[Word]) -> float | None:
    """The mean of the words' confidences, where OCR gave any."""
    known = [word.confidence for word in words if word.confidence is not None]
    return round(sum(known) / len(known), 4) if known else None


def margins(streams: Iterable[Stream]) -> Margins:
    """The margins that the lines of these streams share."""
    found = [stream.lines for stream in streams]
    lines = [line for stream in found for line in stream]
    left = _edge([line.x0 for line in lines])
    right = -_edge([-line.x1 for line in lines])
    starts = Counter(round(line.x0 / _SAME) for line in lines if line.x0 > left + _INDENT and line.x1 > right - 3 * (right - left) / 4)
    near, count = starts.most_common(1)[0] if starts else (0, 0)
    indent = near * _SAME if count >= max(2, 0.12 * len(lines)) else None
    steps = [
        below.top - above.top
        for stream in found
        for above, below in pairwise(stream)
        if 0.8 < below.height / above.height < 1.25 and below.top > above.top
    ]
    pitch = _edge(steps, 1.5) if steps else 1.2 * lines[0].height
    return Margins(left, right, indent, pitch)


def _edge(positions: list[float], near_by: float = _SAME) -> float:
    """The least position that lines share: two at least, and one in twenty; the least of all where none does."""
    positions.sort()
    least = max(2, len(positions) // 20)
    for at, position in enumerate(positions):
        near = at
        while near < len(positions) and positions[near] <= position + near_by:
            near += 1
        if near - at >= least:
            return position
    return positions[0]


def drafts(stream: Stream, margin: Margins, page: int) -> list[Draft]:
    """The paragraphs of one stream."""
    found: list[Draft] = []
    for line, following in zip_longest(stream.lines, stream.lines[1:]):
        if found and _goes_on(found[-1], line, page):
            last = found[-1]
            last.centred = last.centred or _is_title_line(last, line) or (len(last.lines) == 1 and _is_rest_of_title(last, line))
            last.lines.append(line)
            last.pages.append(page)
            continue
        wraps = following is not None and following.x0 < margin.left + _SAME and _is_full(line, following, margin)
        centred = not stream.beside and not wraps and _is_centred(line, margin)
        found.append(Draft([line], [page], margin, centred, stream.beside, stream.beside and _is_in_the_middle(line, stream.lines)))
    return found


def join_pages(above: Draft, below: Draft) -> bool:
    """Whether `below`, the first on its page, goes on from `above`, the last of the page before; if so, `above` holds both."""
    if above.centred or below.centred or above.beside or below.beside:
        return False
    if abs(above.margins.left - below.margins.left) > _SAME or abs(above.margins.right - below.margins.right) > 2 * _SAME:
        return False
    last, first = above.lines[-1], below.lines[0]
    text = first.text
    if not _is_full(last, first, above.margins) or _begins(above, first) or _looks_differ(above, first):
        return False
    if first.x0 > below.margins.left + _INDENT and (len(above.lines) < 2 or abs(first.x0 - last.x0) > _SAME):
        return False
    if is_ended(last.text) and not _is_lower(text) and not (below.margins.indent and above.lines[0].x0 > above.margins.left + _INDENT):
        return False
    above.lines += below.lines
    above.pages += below.pages
    return True


def is_ended(text: str) -> bool:
    """Whether a sentence or an item of a list ends here.

    >>> is_ended("theo quy định (nếu có)."), is_ended("các phòng chuyên môn;"), is_ended("Phòng Văn hóa -")
    (True, True, False)
    """
    return text.rstrip(_CLOSERS + " ")[-1:] in tuple(".;:!?…")


def _is_lower(text: str) -> bool:
    return text.lstrip("(“\"'‘[ ")[:1].islower()


def _is_full(above: Line, below: Line, margin: Margins, slack: float = _SLACK) -> bool:
    """Whether the first word of `below` had no room at the end of `above`."""
    first = below.words[0]
    return first.x1 - first.x0 + _BLANK * above.height > margin.right - above.x1 - slack


def _goes_on(draft: Draft, below: Line, page: int) -> bool:
    margin, above = draft.margins, draft.lines[-1]
    step = below.top - above.top
    pitch = above.top - draft.lines[-2].top if len(draft.lines) > 1 else margin.pitch * above.height / max(1.0, below.height)
    pitch = max(pitch, margin.pitch)
    if step > _LOOSER * pitch or step <= 0 or _looks_differ(draft, below):
        return False
    if draft.beside and _shares_centre(above, below):
        return False
    if len(draft.lines) == 1 and _is_rest_of_title(draft, below):
        return True
    if draft.centred or _is_title_line(draft, below):
        return _is_centred(below, margin) or _is_title_line(draft, below)
    if _is_centred(below, margin) and not draft.beside and _is_certain_title(below):
        return False
    full, text = _is_full(above, below, margin), below.text
    if _begins(draft, below):
        return False
    if not full:
        return _is_lower(text) and not is_ended(above.text) and below.x0 < draft.lines[0].x0 + _SAME
    first, last = draft.lines[0].x0, above.x0
    in_sentence = _is_lower(text) or not is_ended(above.text)
    if first <= margin.left + _INDENT and not in_sentence and step > pitch + _LOOSE:
        return False
    if below.x0 < first - _SAME or (len(draft.lines) > 1 and abs(below.x0 - last) <= _SAME):
        return True
    if below.x0 > last + _SAME:
        return _hangs(draft.lines[0], below) or in_sentence
    return in_sentence or first <= margin.left + _INDENT or margin.indent is None


def _hangs(first: Line, below: Line) -> bool:
    """Whether `below` stands under the text behind the marker of the paragraph's first line."""
    return len(first.words) > 1 and abs(first.words[1].x0 - below.x0) <= _SAME


def _begins(draft: Draft, below: Line) -> bool:
    """Whether `below` opens with a marker that numbers a new paragraph, and is not the middle of a sentence by where it stands."""
    text = below.text
    marker, _ = read_marker(text)
    if marker is None or (marker.level is Level.ARABIC and len(marker.text) > 2):
        return False
    above, margin = draft.lines[-1], draft.margins
    in_the_middle = _is_full(above, below, margin) and not is_ended(above.text)
    indented = draft.lines[0].x0 > margin.left + _INDENT and below.x0 < margin.left + _SAME
    return not (in_the_middle and (indented or (len(draft.lines) > 1 and below.x0 < draft.lines[0].x0 - _SAME)))


def _known(line: Line) -> list[Font]:
    return [word.font for word in line.words if word.font is not None]


def _looks_differ(draft: Draft, below: Line) -> bool:
    """Whether the letters change from bold to light (or back), or their size, at a line that can begin a paragraph."""
    above, fonts = _known(draft.lines[-1]), _known(below)
    if not above or not fonts or _is_lower(below.text):
        return False
    if all(font.bold for font in above) and not fonts[0].bold:
        return True
    if not any(font.bold for font in above) and all(font.bold for font in fonts):
        return True
    sizes = above[0].size, fonts[0].size
    return sizes[0] is not None and sizes[1] is not None and abs(sizes[0] - sizes[1]) > 1.5


def _is_centred(line: Line, margin: Margins) -> bool:
    if abs(line.centre - margin.centre) > _CENTRED or line.x0 < margin.left + _INDENT or line.x1 > margin.right - _INDENT:
        return False
    return margin.indent is None or abs(line.x0 - margin.indent) > _SAME or _is_certain_title(line)


def _is_in_the_middle(line: Line, column: Sequence[Line]) -> bool:
    """Whether the line of a column stands on one middle with another, and not on one left end."""
    return any(other is not line and _shares_centre(other, line) for other in column)


def _is_certain_title(line: Line) -> bool:
    fonts = _known(line)
    return bool(fonts) and all(font.bold for font in fonts)


def _is_title_line(draft: Draft, below: Line) -> bool:
    """Whether `below` is the centred last line of a title whose line above goes from margin to margin."""
    if draft.beside or not _is_centred(below, draft.margins) or not _is_certain_title(below):
        return False
    return all(
        _is_certain_title(line) and (_is_centred(line, draft.margins) or line.x0 < draft.margins.left + _INDENT) for line in draft.lines
    )


def _is_rest_of_title(draft: Draft, below: Line) -> bool:
    """Whether `below` is the centred rest of a line that goes, itself centred, from margin to margin."""
    above, margin = draft.lines[-1], draft.margins
    if draft.beside or abs(above.centre - margin.centre) > _CENTRED or not _is_centred(below, margin):
        return False
    return _is_full(above, below, margin) and not is_ended(above.text) and below.x0 > margin.left + 2 * _INDENT


def _shares_centre(above: Line, below: Line) -> bool:
    return abs(above.centre - below.centre) <= _CENTRED and abs(above.x0 - below.x0) > _SAME / 2

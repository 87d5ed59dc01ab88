"""The legal bases of a plan, and references to acts anywhere in it.

1. A paragraph (`Căn cứ A; B;` or `Thực hiện A; B và C, UBND xã ban hành Kế hoạch …`) gives one base per act that it stands on, in order.
   The text of each is a verbatim piece of the paragraph.
2. An act that is cited inside another's subject (`Kế hoạch … thực hiện Nghị quyết số …`), in brackets or in quotation marks is no base.
   Acts joined by `và` or a comma are of one level with the act before them, unless their issuers say otherwise.
3. `các Quyết định: số A …; số B …` gives the type to each; an issuer and subject that stand only behind the last belong to all.
4. Nothing is guessed: a blank number or day, an issuer that is not written, stay None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from planparse.interpret.bases_act import CAPITAL, SMALL, Act, Mention, issuer_in, level_of, mentions, read_act, read_date, read_number
from planparse.plan import LegalBasis, Sources
from planparse.vocab.doc_types import ActType, act_types, alternation, forms, words
from planparse.vocab.spelling import fold

__all__ = ["find_acts", "read_bases", "read_date", "read_number", "read_reference", "resolve"]

_EDGES = " \t\n\u00a0*;,.:"
_SIGN = re.compile(r"[\s*]*([;.,])")
_BULLET = re.compile(r"[\s*+•–—-]*")
_INNER = (re.compile(r"“[^“”]{0,1500}”"), re.compile(r'"[^"\n]{0,1500}"'), re.compile(r"\([^()]{0,1500}\)"))
_CONNECTOR = re.compile(r"(?:,|;|(?<!\w)và|(?<!\w)cùng)\s*(?:các\s+)?\**\s*$")
_JOINED = re.compile(r"[\s*]*(?:,|;|và|, và|cùng|,\s*các|và\s+các)?[\s*]*")
_RANK = {"commune": 0, "province": 1, "central": 2}
_LIST = re.compile(r"[Ss]ố\s*:?\s*\d")
_PLURAL = re.compile(r"(?<!\w)các[\s*:]*$", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)(?:tại|theo)(?:\s+các)?$")
_ASKED = "đề nghị|ý kiến|chỉ đạo|hướng dẫn|yêu cầu|đề xuất|kết luận|nội dung|văn bản|báo cáo"


def read_bases(text: str, source: Sources = None) -> tuple[LegalBasis, ...]:
    """The acts that the paragraph `text` stands on, in its order; none for a paragraph that is no basis.

    >>> (base,) = read_bases("Căn cứ Chỉ thị số 5/CT-UBND ngày 02/9/2026 của UBND tỉnh về phòng cháy;")
    >>> base.number, base.date, base.issuer, base.subject
    ('5/CT-UBND', '2026-09-02', 'UBND tỉnh', 'phòng cháy')
    >>> found = read_bases("Thực hiện Kế hoạch số 3-KH/TU của Tỉnh ủy và Kế hoạch số 9/KH-UBND của UBND tỉnh, UBND xã ban hành Kế hoạch")
    >>> [base.text for base in found]
    ['Thực hiện Kế hoạch số 3-KH/TU của Tỉnh ủy', 'Kế hoạch số 9/KH-UBND của UBND tỉnh']
    """
    if text.isupper():
        return ()
    open_text = _masked(text)
    found: list[_Placed] = []
    lists = 0
    for number, (start, end) in enumerate(_pieces(open_text)):
        start = _skip(_BULLET, open_text, start, end)
        body, who = _lead(open_text, start, end)
        if number == 0 and body == start and not _type_at(open_text, start, end):
            return ()
        if not _type_at(open_text, body, end) and _enacting_at_start().match(open_text, body, end):
            break
        turn = _enacting().search(open_text, body, end)
        piece = _Piece(text, open_text, start, body, turn.start() if turn is not None else end)
        listed = piece.list_head()
        if listed is None and found and _LIST.match(open_text, body, end):
            listed = found[-1].act.mention.kind
        else:
            lists += 1
        acts = piece.acts(listed)
        found += [
            replace(placed, act=replace(placed.act, issuer=placed.act.issuer or who), listed=lists if listed else 0) for placed in acts
        ]
        if turn is not None:
            break
    return tuple(
        placed.act.basis(text[placed.start : placed.end].strip(_EDGES), source).model_copy(update={"ending": _ending(text, placed)})
        for placed in _shared(found)
    )


def _ending(text: str, placed: _Placed) -> str | None:
    """The sign behind the words of an act."""
    words_end = placed.start + len(text[placed.start : placed.end].rstrip(_EDGES))
    sign = _SIGN.match(text, words_end)
    return sign[1] if sign is not None else None


def read_reference(text: str) -> LegalBasis | None:
    """The first act that `text` refers to; None where it names none. The whole of `text` is the words.

    >>> found = read_reference("(Kèm theo Kế hoạch số: /KH-UBND ngày /12/2025 của Chủ tịch UBND phường Suối Mơ)")
    >>> found.doc_type.code, found.number, found.date, found.issuer
    ('KH', None, '2025-12', 'Chủ tịch UBND phường Suối Mơ')
    >>> found = read_reference("Theo Kế hoạch của tỉnh")
    >>> found.doc_type.code, found.issuer
    ('KH', 'tỉnh')
    """
    inner = text.strip(" \n*()")
    offset = text.find(inner)
    end = offset + len(inner)
    named = next(mentions(text, offset, end), None)
    if named is None:
        word = re.compile(rf"(?<!\w)(?:{forms(law=False)})(?=\s+(?:của|ngày|cấp|do)\s)", re.IGNORECASE).search(text, offset, end)
        named = Mention(word.start(), word.end(), act_types()[fold(word[0])]) if word is not None else None
    if named is None:
        return None
    return read_act(text, named, _sentence_end(text, named.end, end)).basis(text.strip())


def find_acts(text: str) -> tuple[LegalBasis, ...]:
    """Every act with a number or a day that `text` cites, wherever; the words of each go as far as its issuer.

    >>> [act.number for act in find_acts("Sửa Nghị định số 78/2021/NĐ-CP (đã sửa bởi Nghị định số 63/2025/NĐ-CP)")]
    ['78/2021/NĐ-CP', '63/2025/NĐ-CP']
    """
    named = list(mentions(text))
    found = []
    for at, mention in enumerate(named):
        after = named[at + 1].start if at + 1 < len(named) else len(text)
        act = read_act(text, mention, min(after, _sentence_end(text, mention.end, len(text))))
        if mention.number or act.date:
            found.append(act.basis(text[mention.start : act.head_end].strip(_EDGES + "(")))
    return tuple(found)


def resolve(reference: LegalBasis, bases: tuple[LegalBasis, ...]) -> str | None:
    """`/legal_bases/n` of the one base that is the act of `reference`: the same number, else the same type, level and year.

    >>> bases = read_bases("Căn cứ Kế hoạch số 188/KH-UBND ngày 27/12/2025 của UBND tỉnh về cải cách;")
    >>> resolve(read_reference("Kế hoạch của tỉnh"), bases), resolve(read_reference("Kế hoạch số 9/KH-UBND"), bases)
    ('/legal_bases/0', None)
    """
    if reference.number:
        same = [at for at, base in enumerate(bases) if base.number and _same_number(base, reference)]
    else:
        same = [at for at, base in enumerate(bases) if _same_kind(base, reference)]
    return f"/legal_bases/{same[0]}" if len(same) == 1 else None


def _same_number(base: LegalBasis, reference: LegalBasis) -> bool:
    return _plain(base.number) == _plain(reference.number) and _agree(base.date, reference.date)


def _plain(number: str | None) -> str:
    return re.sub(r"^0+(?=\d)", "", fold(number or ""))


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _same_kind(base: LegalBasis, reference: LegalBasis) -> bool:
    if reference.doc_type is None or base.doc_type is None or base.doc_type.code != reference.doc_type.code:
        return False
    level = level_of(reference.issuer)
    return level is not None and level == level_of(base.issuer, base.number) and _agree(base.date, reference.date)


# --- pieces of a paragraph


def _masked(text: str) -> str:
    """`text` with what stands in brackets and quotation marks blotted out, letter for letter, so that only the open sentence is left."""
    for pattern in _INNER:
        for _ in range(2):
            text = pattern.sub(lambda match: match[0][0] + "\x01" * (len(match[0]) - 2) + match[0][-1], text)
    return text


@cache
def _breaks() -> re.Pattern[str]:
    types = f"(?i:{forms(law=True)}|{forms(law=False)})"
    return re.compile(
        rf";|\n(?=\s*(?:[-*+•]\s|Căn cứ|Thực hiện|Theo|Xét))|(?<!TP)(?<!Tp)(?<!tp)(?<!\d)\.\s+(?=[{CAPITAL}])"
        rf"|(?<=\d)\.\s+(?=[{CAPITAL}][{SMALL}])|(?<=\w)[\s*]+(?=Căn\s+cứ\s+{types})"
    )


def _pieces(open_text: str) -> list[tuple[int, int]]:
    """The parts between semicolons and full stops; one that goes on in small letters is no new part."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for end, following in [*(match.span() for match in _breaks().finditer(open_text)), (len(open_text), len(open_text))]:
        if open_text[start:end].strip(_EDGES):
            if pieces and _goes_on().match(open_text, start, end):
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((start, end))
        start = following
    return pieces


@cache
def _goes_on() -> re.Pattern[str]:
    types = f"(?i:{forms(law=True)}|{forms(law=False)})"
    return re.compile(rf"[\s*]*(?!(?:các|những|và)\s+(?:các\s+)?{types}|và\s+số|số\s*:?\s*\d|căn cứ|theo|xét|thực hiện)[{SMALL}]")


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match is not None else start


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"[\s*]*(?:(?:{alternation(words('leads'))})(?!\w)[\s:*]*)+", re.IGNORECASE)


@cache
def _at_the_request() -> re.Pattern[str]:
    asked = rf"(?:(?:{_ASKED})(?:\s+[^\W\d]+){{0,4}}?\s+)+"
    return re.compile(rf"[\s*]*{asked}của\s+(?P<who>[^;]{{2,200}}?)\s+tại\s+(?:các\s+)?(?=(?:{forms(law=False)}|số)(?!\w))", re.IGNORECASE)


def _lead(open_text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the first act of the piece begins, behind `Căn cứ` or `Theo đề nghị của … tại`; and who that names."""
    at = _skip(_leading(), open_text, start, end)
    asked = _at_the_request().match(open_text, at, end)
    if asked is not None:
        return asked.end(), issuer_in(asked["who"].rpartition(":")[2].strip())
    return at, None


@cache
def _type_at_start() -> re.Pattern[str]:
    tails = rf"(?:\s+(?:{alternation(words('tails'))})(?!\w))?"
    return re.compile(rf"[\s*]*(?P<type>{forms(law=True)}|{forms(law=False)})(?!\w){tails}(?!\s+(?:này|trên|đó|nêu)(?!\w))", re.IGNORECASE)


def _type_at(open_text: str, start: int, end: int) -> bool:
    return _type_at_start().match(open_text, start, end) is not None


def _enacts() -> str:
    return rf"(?:{alternation(words('enactors'))})(?!\w)[^;]{{0,120}}?(?<!\w)(?:{alternation(words('enacts'))})(?!\w)"


@cache
def _enacting() -> re.Pattern[str]:
    """Where the sentence turns to the office that enacts the plan."""
    return re.compile(rf",[\s*]+(?={_enacts()})")


@cache
def _enacting_at_start() -> re.Pattern[str]:
    return re.compile(rf"[\s*]*{_enacts()}")


def _sentence_end(text: str, start: int, end: int) -> int:
    match = re.compile(r";|\n|(?<!TP)(?<!tp)\.(?=\s+[CAP]|\s*$)".replace("CAP", CAPITAL)).search(text, start, end)
    return match.start() if match is not None else end


def _unnumbered(text: str, start: int, end: int) -> Mention | None:
    """A type in capitals without a number at `start`: `Nghị quyết Đại hội …`, `Kế hoạch của UBND tỉnh`."""
    match = _type_at_start().match(text, start, end)
    if match is None or not match["type"][0].isupper():
        return None
    kind = act_types()[fold(match["type"])]
    return None if kind.law else Mention(match.start("type"), match.end(), kind)


# --- the acts of a piece


@dataclass(frozen=True, slots=True)
class _Placed:
    """An act and its words, `text[start:end]`; `listed` numbers the list (`các Quyết định: số …`) that it stands in, 0 for none."""

    act: Act
    start: int
    end: int
    listed: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """The piece `text[start:end]` of a paragraph, whose first act may begin at `body`; `open_text` has its brackets blotted out."""

    text: str
    open_text: str
    start: int
    body: int
    end: int

    def list_head(self) -> ActType | None:
        """The type that a list gives to its numbers, where the piece opens with one."""
        match = _type_at_start().match(self.open_text, self.body, self.end)
        if match is None or not _PLURAL.search(self.open_text, max(0, self.body - 12), self.body):
            return None
        return act_types()[fold(match["type"])]

    def acts(self, listed: ActType | None) -> list[_Placed]:
        """The acts of the piece that are no parts of another's subject."""
        if listed is not None and (inside := self._in_brackets(listed)):
            return inside
        named = list(mentions(self.open_text, self.body, self.end))
        first = _unnumbered(self.open_text, self.body, self.end)
        if first is not None and (not named or first.start < named[0].start):
            named.insert(0, first)
        tops: list[tuple[Act, int, str | None]] = []
        last: tuple[Act, bool] | None = None
        for at, mention in enumerate(named):
            if listed is not None and not mention.typed:
                mention = replace(mention, kind=listed)
            act = read_act(self.open_text, mention, named[at + 1].start if at + 1 < len(named) else self.end)
            begin, who = self._begin(act, last, tops[-1][0] if tops else act)
            if begin is not None:
                tops.append((act, begin, who))
            last = (act, begin is not None)
        starts = [begin for _, begin, _ in tops[1:]]
        placed: list[_Placed] = []
        for (top, begin, who), stop in zip(tops, [*starts, self.end], strict=False):
            limit = _without_connector(self.open_text, begin, stop) if stop != self.end else stop
            act = read_act(self.text, top.mention, limit)
            placed.append(_Placed(replace(act, issuer=act.issuer or who), begin, limit))
        return placed

    def _begin(self, act: Act, last: tuple[Act, bool] | None, top: Act) -> tuple[int | None, str | None]:
        """Where the words of `act` begin and who `đề nghị của … tại` names, if it is a base; (None, None) inside another's subject."""
        at = act.mention.start
        if last is None:
            before = self.open_text[self.body : at].strip(" *\n")
            if not before:
                return self.start, None
            name = _AT.sub("", before).rpartition(":")[2].strip()
            return (self.start, name) if _AT.search(before) and name[:1].isupper() and len(name) < 150 else (None, None)
        above, above_is_top = last
        if _JOINED.fullmatch(self.open_text, above.head_end, at):
            return (at, None) if above_is_top else (None, None)
        asked = _asked_again().search(self.open_text, above.head_end, at)
        if asked is not None:
            return asked.start("words"), issuer_in(asked["who"])
        connector = _CONNECTOR.search(self.open_text, above.head_end, at)
        if connector is None:
            return None, None
        if above_is_top or _alias_before().search(self.text, max(0, connector.start() - 300), connector.start()):
            return at, None
        here, there, over = (level_of(act.issuer, act.mention.number) for act in (act, above, top))
        # A plan carries out acts of its own level or of a higher one: one of a lower level can be no part of its subject.
        lower = here is not None and over is not None and here != there and _RANK[here] <= _RANK[over]
        return (at, None) if lower else (None, None)

    def _in_brackets(self, listed: ActType) -> list[_Placed]:
        """`các Nghị định của Chính phủ … (số A ngày …, số B ngày …)`: the list stands in the brackets."""
        bracket = re.compile(r"\((?=[Ss]ố\s*:?\s*\d)([^()]*)\)").search(self.text, self.body, self.end)
        head = _unnumbered(self.text, self.body, self.end)
        if bracket is None or head is None:
            return []
        issuer = read_act(self.text, head, bracket.start()).issuer
        items = [mention for mention in mentions(self.text, *bracket.span(1)) if not mention.typed]
        starts = [mention.start for mention in items]
        placed = []
        for mention, stop in zip(items, [*starts[1:], bracket.end(1)], strict=False):
            limit = _without_connector(self.text, mention.start, stop)
            act = read_act(self.text, replace(mention, kind=listed), limit)
            placed.append(_Placed(replace(act, issuer=act.issuer or issuer), mention.start, limit))
        return placed


@cache
def _alias_before() -> re.Pattern[str]:
    return re.compile(rf"\(\s*(?:sau đây|gọi|viết|{forms(law=False)})[^()]*\)[\s*]*$", re.IGNORECASE)


def _without_connector(text: str, start: int, stop: int) -> int:
    connector = _CONNECTOR.search(text, max(start, stop - 20), stop)
    return connector.start() if connector is not None else stop


@cache
def _asked_again() -> re.Pattern[str]:
    """`… và hướng dẫn của Bộ Nội vụ tại` in front of a number: another base, and who issued it."""
    return re.compile(
        rf"(?:,|(?<!\w)và)\s+(?P<words>(?:{_ASKED})(?:\s+[^\W\d]+){{0,4}}?\s+của\s+(?P<who>[^;,]{{2,100}}?)\s+tại\s+(?:các\s+)?)$",
        re.IGNORECASE,
    )


def _shared(found: list[_Placed]) -> list[_Placed]:
    """In a list, an issuer and a subject that stand only behind the last act belong to those before it that have neither."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        here, below = shared[at], shared[at + 1]
        if here.listed and here.listed == below.listed and here.act.issuer is None and here.act.subject is None:
            shared[at] = replace(here, act=replace(here.act, issuer=below.act.issuer, subject=below.act.subject))
    return shared

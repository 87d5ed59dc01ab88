"""Who issues, from the lines in capitals above the number: the issuer, and the authority that it stands under.

1. A line belongs to the one above it unless it opens with the head of an office. The last office is the issuer, that above it its parent.
2. The name of a place is read apart from the office: its words may be words of offices (xã Tân Lập, xã Giao Thủy, phường Hà Tu).
3. A joint plan (liên tịch, phối hợp) has several issuers and no parent.
4. Capitals do not say which letters a name has in capitals. An office that no vocabulary knows is written as the document itself writes it
   elsewhere; where it does not, the name is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from planparse.interpret.units import Home, read_organization, read_units
from planparse.plan import Organization
from planparse.vocab import layout, syllables
from planparse.vocab.places import find_commune, find_province
from planparse.vocab.spelling import fold
from planparse.vocab.units import is_head

_KINDS = "PHƯỜNG|XÃ|ĐẶC KHU|TỈNH|THÀNH PHỐ|TP\\.?|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN"
_LOCALITY = re.compile(rf"^(?P<kind>{_KINDS})(?:\s+(?P<rest>\S.*))?$", re.IGNORECASE)
_ENDS_IN_KIND = re.compile(rf"(?<!\w)(?:{_KINDS})$", re.IGNORECASE)
_PLACE = re.compile(rf"(?<!\w)(?<!TÁC )(?P<kind>{_KINDS})\s+(?P<rest>(?:[^\W\d_]|\d\d?(?!\w)).*)$", re.IGNORECASE)
_ABOVE = re.compile(r"(?:\s*[,-]\s*|\s+)(?P<kind>TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ)\s+(?P<name>\S.*)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[;+]\s*")
_LEFT_CAPITAL = re.compile(r"(?<!\w)KHU VỰC(?P<name>(?:\s\w+)+)$")
_LONGEST_PLACE = 4
"""Words; a longer name of a place that no list has is in doubt."""
_STAND_IN = "MƠ"
"""A syllable that opens no office: it stands for the name of a place while the office is read."""
Texts = Callable[[], Iterable[str]]
"""Gives the texts of the document, when they are asked for."""
_DETAILS = {
    "letters": "Tên cơ quan ban hành viết hoa toàn bộ: không rõ chữ nào viết hoa",
    "several": "Không rõ cơ quan nào ban hành, cơ quan nào là cấp trên",
    "place": "Tên địa danh của cơ quan ban hành không rõ hết ở đâu",
}


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuer, its parent, and for each what is not sure about it (a sentence, or none)."""

    issuer: Organization | None = None
    parent: Organization | None = None
    issuer_doubt: str | None = None
    parent_doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """`front` PHƯỜNG `name`, and what stands behind the name: a province, or another office."""

    front: str
    kind: str
    name: str
    above: str | None
    behind: str


def read_issuers(lines: list[str], joint: bool, texts: Texts) -> Issuers:
    """The issuer and its parent that `lines` name. `joint` where the document says that several issue it; `texts` is the document.

    >>> found = read_issuers(["UBND TỈNH LAM GIANG", "SỞ Y TẾ"], False, tuple)
    >>> found.issuer.name, found.parent.name
    ('Sở Y tế', 'Ủy ban nhân dân tỉnh Lam Giang')
    """
    groups = [part for line in _grouped(lines) for part in _apart(line)]
    if not groups:
        return Issuers()
    if joint and (together := _jointly(groups, texts)) is not None:
        return together
    whole = groups[-1]
    if len(groups) > 1 and layout.is_one_of(whole, "organ"):
        whole = " ".join(groups[-2:])
        groups[-2:] = [f"{groups[-1]} {groups[-2]}"]
    above = groups[:-1]
    parent, parent_doubt = _read(above[-1], Home(), texts) if above else (None, None)
    level = parent.level if parent is not None and parent.level in ("province", "central") else "commune"
    office = f"{groups[-1]} {above[-1]}" if level == "province" and layout.is_one_of(whole, "arm") else groups[-1]
    issuer, doubt = _read(office, Home(level=level), texts)
    issuer = issuer.model_copy(update={"raw": whole})
    if parent is not None:
        issuer = _under(issuer, parent)
        if len(above) > 1:
            parent = parent.model_copy(update={"raw": " ".join(above)})
        if parent.kind in ("front", "organization") and parent.locality is not None and parent.locality == issuer.locality:
            parent_doubt = parent_doubt or _DETAILS["several"]
        if parent.kind == "office" and issuer.kind == "government":  # the name in a stamp, more likely
            parent_doubt = parent_doubt or _DETAILS["several"]
    return Issuers(issuer, parent, doubt, parent_doubt)


def _grouped(lines: list[str]) -> list[str]:
    """The lines of one office together."""
    groups: list[str] = []
    for line in lines:
        if groups and (_ENDS_IN_KIND.search(groups[-1]) or groups[-1].endswith(("-", "–", ",")) or not _opens_office(line)):
            groups[-1] = f"{groups[-1]} {line}"
        else:
            groups.append(line)
    return groups


def _opens_office(text: str) -> bool:
    """Whether an office's name begins here: `PHÒNG TƯ PHÁP`, not `PHÒNG, CHỐNG …`, `TỔ QUỐC VIỆT NAM`, or one word alone."""
    return (
        len(text.split()) > 1
        and layout.opens_with(text, "office_head")
        and not layout.opens_with(text, "no_office_head")
        and not _is_locality(text)
    )


def _is_locality(text: str) -> bool:
    """Whether a line is the place of the body above it; `XÃ ĐOÀN SUỐI MƠ` is a body, `XÃ ĐOÀN KẾT` a place."""
    found = _LOCALITY.match(text)
    return found is not None and not (layout.opens_with(text, "no_place") and not _known(found["rest"] or "", _kind(found["kind"])))


def _kind(word: str) -> str:
    folded = fold(word)
    return "thành phố" if folded.startswith("tp") else folded


def _apart(group: str) -> list[str]:
    """`UBND TỈNH LAM GIANG SỞ Y TẾ` as two: an office that a place ends, and the next behind it."""
    place = _place_in(group)
    if place is None or not place.behind:
        return [group]
    return [group[: -len(place.behind)].rstrip(" ,-–"), *_apart(place.behind)]


def _place_in(text: str) -> _Place | None:
    """The place in the name of an office: the first one that is not `XÃ HỘI`."""
    for at, found in enumerate(_matches(text)):
        kind, rest, front = _kind(found["kind"]), found["rest"], text[: found.start()].rstrip()
        other = layout.opens_with(found[0], "no_place") and not _known(rest, kind)
        if other and not layout.ends_with(front, "local"):
            continue
        if at > 9:
            break
        above, higher = None, None
        if kind in ("xã", "phường", "đặc khu", "thị trấn") and not _known(rest, kind) and (higher := _ABOVE.search(rest)):
            above = higher["name"]
        name, behind = _cut(rest[: higher.start()] if higher else rest, kind)
        if behind and higher:
            behind, above = f"{behind}{rest[higher.start() :]}", None
        return _Place(front, kind, name.strip(" ,-–"), above, behind)
    return None


def _matches(text: str) -> Iterable[re.Match[str]]:
    at = 0
    while (found := _PLACE.search(text, at)) is not None:
        yield found
        at = found.start() + 1


def _cut(rest: str, kind: str) -> tuple[str, str]:
    """The name of the place that `rest` begins with, and the office behind it: a known name first, else up to a known office."""
    words = rest.split()
    if _known(rest, kind) or len(words) < 3:
        return rest, ""
    for end in range(len(words) - 1, 0, -1):
        behind = " ".join(words[end:])
        if _known(" ".join(words[:end]), kind) and _opens_office(behind):
            return " ".join(words[:end]), behind
    for end in range(1, len(words) - 1):
        behind = " ".join(words[end:])
        if _opens_office(behind):
            found = read_units(behind, Home()).units
            strong = " " in layout.opening(behind, "office_head") or not syllables.possible(words[end].lower())
            if strong or (found and found[0].id is not None):
                return " ".join(words[:end]), behind
    return rest, ""


def _known(name: str, kind: str) -> bool:
    if kind in ("tỉnh", "thành phố"):
        return find_province(name) is not None
    return bool(find_commune(name, kind))


def _read(text: str, home: Home, texts: Texts) -> tuple[Organization, str | None]:
    """The office that `text` names, and what is in doubt about it."""
    place = _place_in(text)
    tail = f" {place.kind.upper()} {_STAND_IN}" if place is not None else ""
    office = place.front if place is not None else text
    probe = f"{office}{tail}".strip()
    reading, found, doubt = read_units(probe, home), read_organization(probe, home), None
    if len(reading.units) > 1:
        doubt = _DETAILS["several"]
    elif text.isupper() and (reading.doubts or (found.id is None and office and not is_head(office))):
        found, sure = _in_its_letters(office, tail, found, home, texts)
        doubt = None if sure else _DETAILS["letters"]
    if text.isupper():
        found = found.model_copy(update={"name": _LEFT_CAPITAL.sub(_area, found.name)})
    if place is not None:
        found, sure = _placed(found, place)
        doubt = doubt or (None if sure else _DETAILS["place"])
    return found.model_copy(update={"raw": text}), doubt


def _in_its_letters(office: str, tail: str, found: Organization, home: Home, texts: Texts) -> tuple[Organization, bool]:
    """`found` with the capitals and small letters that the document gives to its name elsewhere; and whether it does."""
    written = _written(office, texts)
    if written is not None:
        probe = f"{written}{tail.lower().replace(_STAND_IN.lower(), _STAND_IN.capitalize())}"
        reading = read_units(probe, home)
        if len(reading.units) == 1 and not reading.doubts:
            return read_organization(probe, home), True
        return found.model_copy(update={"name": probe, "id": None}), True
    rest = _behind(office, found, home)
    if not rest:
        return found, False
    said = _written(rest, texts) or (" ".join(map(_capital, rest.split())) if layout.opens_with(office, "placed") else None)
    proper = said is not None and all(word[0].isupper() for word in said.split())
    return found.model_copy(update={"name": f"{found.name} {said or rest.lower()}", "id": found.id if proper else None}), said is not None


def _placed(found: Organization, place: _Place) -> tuple[Organization, bool]:
    """`found`, which was read with the stand-in, with its place; and whether the place's name is sure."""
    known = find_commune(place.name, place.kind)
    province = find_province(place.name) if place.kind in ("tỉnh", "thành phố") else None
    name = province.name if province else known[0].name if known else " ".join(map(_capital, place.name.split()))
    stand_in = re.compile(rf"(?<!\w){_STAND_IN}(?!\w)", re.IGNORECASE)
    if (found.locality is not None and stand_in.fullmatch(found.locality)) or stand_in.search(found.name):
        update: dict[str, str | None] = {
            "name": stand_in.sub(name, found.name),
            "locality": name,
            "locality_kind": place.kind,
            "province": None,
        }
    else:
        update = {"locality": name, "locality_kind": place.kind, "province": None}
    if province is not None:
        update["province"] = province.name
    elif place.above is not None:
        above = find_province(place.above)
        update["province"] = above.name if above else None
    elif len(known) == 1:
        update["province"] = known[0].province
    return found.model_copy(update=update), bool(known or province) or len(place.name.split()) <= _LONGEST_PLACE


def _area(match: re.Match[str]) -> str:
    return "khu vực " + " ".join(word if re.fullmatch(r"[IVX]+", word) else _capital(word) for word in match["name"].split())


def _capital(word: str) -> str:
    return "".join(part.capitalize() if part.isupper() else part for part in re.split(r"([-–])", word))


def _under(issuer: Organization, parent: Organization) -> Organization:
    """`issuer` with the place of the commune that it stands under; the province is the parent's, where that is one."""
    if issuer.locality is None and parent.locality is not None and parent.level == "commune":
        place = f"{parent.locality_kind or ''} {parent.locality}".strip()
        where = {"locality": parent.locality, "locality_kind": parent.locality_kind, "province": parent.province}
        return issuer.model_copy(update={"name": f"{issuer.name} {place}", **where})
    if issuer.locality is not None and parent.locality_kind in ("tỉnh", "thành phố") and parent.locality is not None:
        fits = find_commune(issuer.locality, issuer.locality_kind, parent.locality) if parent.province else ()
        return issuer.model_copy(update={"province": parent.province if fits else None})
    return issuer


def _jointly(groups: list[str], texts: Texts) -> Issuers | None:
    """Several issuers as one collective; a place that only the last of them names is the place of all. None where there is one only."""
    parts = [part for group in groups for part in _BETWEEN.split(group) if part.strip()]
    if len(parts) < 2:
        return None
    last = _place_in(parts[-1])
    where = f"{last.kind.upper()} {last.name}" if last is not None else ""
    whole = []
    for part in parts:
        if last is not None and _ENDS_IN_KIND.search(part):
            part = f"{part} {last.name}"
        elif where and _place_in(part) is None:
            part = f"{part} {where}"
        whole.append(_read(part, Home(), texts))
    units = [unit for unit, _ in whole]
    first = units[-1]
    same = all((unit.locality, unit.locality_kind) == (first.locality, first.locality_kind) for unit in units)
    together = Organization(
        raw=" ".join(groups),
        name=", ".join(unit.name for unit in units),
        kind="collective",
        level=first.level if len({unit.level for unit in units}) == 1 else "other",
        locality=first.locality if same else None,
        locality_kind=first.locality_kind if same else None,
        province=first.province if same else None,
    )
    ruled = units[0].kind == "government" and len(groups) > 1
    doubt = _DETAILS["several"] if ruled else next((doubt for _, doubt in whole if doubt), None)
    return Issuers(together, None, doubt)


def _behind(text: str, found: Organization, home: Home) -> str:
    """What of `text` the name of `found` does not hold: `ĐẦU TƯ XÂY DỰNG` behind `BAN QLDA`."""
    words = text.split()
    for end in range(1, len(words)):
        if read_organization(" ".join(words[:end]), home).name == found.name:
            return " ".join(words[end:])
    return ""


def _written(capitals: str, texts: Texts) -> str | None:
    """`capitals` as another place of the document writes them, in small letters but for a first capital; None where none does."""
    pattern = _spaced(capitals)
    for text in texts():
        for found in pattern.finditer(text):
            words = " ".join(found[0].split())
            if words[0].isupper() and not words.isupper():
                return words
    return None


@cache
def _spaced(capitals: str) -> re.Pattern[str]:
    words = re.findall(r"[^\W_]+|[^\w\s]", capitals)
    return re.compile(r"(?<!\w)" + r"\s*".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)

"""Where one office of a list ends and the next begins: by what the words name, never by the separator alone.

A separator splits where an office begins behind it: a known name, "các" and a collective, the first word of an institution, a
post, a person. `Sở Khoa học và Công nghệ` holds none behind its "và" and stays one. A `;` always splits. Two known names with
nothing but a blank between them are two.
"""

from __future__ import annotations

from itertools import pairwise

from planparse.interpret.unit_bodies import CONTAINERS, Item, complete, generic, known, next_of_list, reference
from planparse.interpret.unit_groups import collective
from planparse.interpret.unit_match import CUT, blocked, group_at, head_at, longest, noun_at, place_at, place_name, recased, suffix
from planparse.interpret.unit_parents import may_be_part, share_committee, ties_to_parent
from planparse.interpret.unit_people import given_name, name_end, person
from planparse.interpret.unit_places import block, next_place, spread
from planparse.interpret.unit_tails import stretch
from planparse.interpret.unit_words import AND, COLON, COMMA, DASH, HARD, JOINT, LINE, NOTE, Words
from planparse.vocab.spelling import fold
from planparse.vocab.units import Lexicon, Node, Unit

_NEVER_PART = ("ubnd", "hdnd", "mttq", "so-", "bo-", "dang-uy")
_SHARING = ("sở", "bộ", "phòng", "hội", "ban")
"""Heads that the second name of a list may leave out: `Sở Nội vụ, Tài chính`."""


def items(words: Words, level: str, lexicon: Lexicon) -> list[Item]:
    """All offices in `words`, in order; every word is in exactly one item. `level` is the issuer's."""
    found: list[Item] = []
    at = 0
    while at < words.count:
        item = _item(words, at, level, lexicon, found[-1] if found else None)
        item.end = item.core if item.what in ("reference", "label") else _boundary(words, item, level, lexicon)
        _name(words, item, level, lexicon)
        found.append(item)
        at = item.end
    share_committee(words, found, lexicon)
    for item, parent in pairwise(found):
        if may_be_part(words, item, parent):
            item.doubt = "unit_split"
    return found


def _item(words: Words, at: int, level: str, lexicon: Lexicon, before: Item | None) -> Item:
    shared = spread(words, at, level, lexicon) or _listed(words, at, level, lexicon) or _shared(words, at, level, lexicon, before)
    if shared is not None:
        return shared
    for read in (_label, reference, block, known, person, collective, generic):
        item = read(words, at, level, lexicon)
        if item is not None:
            return item
    return Item(at, at + 1, "unknown")


def _label(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """`Chủ trì:`, `phối hợp với`: no office, but the role of those behind it, which is the item's name; `Giao`, with no role."""
    address = words.phrase(at, lexicon.address) if at == 0 else None
    if address is not None and address[0] < words.count and _direct(words, address[0], lexicon):
        return Item(at, address[0], "label")
    found = words.phrase(at, lexicon.roles)
    if found is None:
        written = fold(words.text[words.starts[at] : words.ends[at]])
        end = at + words.starts[at:].count(words.starts[at])
        if written in lexicon.marks and end < words.count and words.kinds[end] & COLON and not words.kinds[end] & HARD:
            return Item(at, end, "label", lexicon.marks[written])
        return None
    if found[0] == words.count:
        return None
    end = found[0]
    colon = bool(words.kinds[end] & COLON)
    if not colon and (words.kinds[end] & HARD or not _direct(words, end, lexicon)):
        return None
    return Item(at, end, "label", found[1])


def _listed(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """`Các Sở: Nội vụ, …`, `các phòng Kinh tế, …`, `Sở: Y tế, …`: one head for the names of a list; the first of them."""
    plural = words.phrase(at, lexicon.plural)
    here = plural[0] if plural else at
    head = words.phrase(here, lexicon.heads) if here < words.count else None
    if head is None or head[0] == words.count:
        return None
    end, (kind, tier, _, _) = head
    colon = bool(words.kinds[end] & COLON) and not words.kinds[end] & HARD
    if not colon and (plural is None or words.kinds[end] & CUT):
        return None
    listed = tuple(words.keys[here:end])
    hit = _under(words, end, listed, lexicon)
    if hit is not None and (colon or _second(words, hit[0], listed, lexicon)):
        item = complete(words, end, hit[0], hit[1], level, lexicon)
    elif colon and not _direct(words, end, lexicon):
        item = Item(end, end + 1, "generic", kind=kind, level=level if tier == "home" else tier)
        item.named, item.prefix = end, words.write(here, end).capitalize()
    else:
        return None
    item.first, item.listed = at, listed
    return item


def _second(words: Words, at: int, listed: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a second name of the list stands behind the first: `các tổ dân phố` has none."""
    if at == words.count or not words.kinds[at] & JOINT or words.kinds[at] & HARD:
        return False
    return _under(words, at, listed, lexicon) is not None


def _shared(words: Words, at: int, level: str, lexicon: Lexicon, before: Item | None) -> Item | None:
    """A name whose head stands at the item before: `Sở Nội vụ, Tài chính`; `UBND xã A, xã B`."""
    if before is None or not words.kinds[at] & JOINT:
        return None
    if _is_school(words, at, before, lexicon):
        return Item(at, at + 1, "generic", kind=before.kind, level=before.level, named=at, prefix="Trường")
    if words.kinds[at] & HARD:
        return None
    if before.unit is not None and before.unit.suffix == "place" and before.place and before.what == "known":
        spot = place_at(words, at, lexicon)
        if spot is not None and spot.place and not (spot.level == "province" and before.level == "commune"):
            return complete(words, at, at, before.unit, level, lexicon)
    if (place := next_place(words, at, level, lexicon, before)) is not None:
        return place
    if before.titled and given_name(words, at, lexicon) and not _direct(words, at, lexicon):
        return Item(at, at + 1, "person", place_name(words, at, at + 1), None, "person", named=at, titled=True)
    if before.listed:
        hit = _under(words, at, before.listed, lexicon)
        if hit is not None:
            item = complete(words, at, hit[0], hit[1], level, lexicon)
        elif before.prefix and not _direct(words, at, lexicon):
            item = Item(at, at + 1, "generic", kind=before.kind, level=before.level)
            item.named, item.prefix = at, before.prefix
        else:
            return None
        direct = longest(words, at, lexicon)
        if hit is not None and direct is not None and direct[1] is not hit[1]:
            item.doubt = "unit_split"
        item.listed = before.listed
        return item
    head = words.keys[before.first]
    if before.what == "known" and before.kind in ("office", "organization") and head in _SHARING and not _direct(words, at, lexicon):
        hit = _under(words, at, (head,), lexicon)
        if hit is not None:
            item = complete(words, at, hit[0], hit[1], level, lexicon)
            item.listed = (head,)
            return item
    return None


def _is_school(words: Words, at: int, before: Item, lexicon: Lexicon) -> bool:
    """Whether a stage and a name stand behind a school: `Trường Mầm non Hoa Ban; Tiểu học Khe Sim`."""
    if (
        before.what != "generic"
        or not words.kinds[at] & (COMMA | HARD | LINE)
        or not (before.prefix == "Trường" or words.keys[before.first] == "trường")
    ):
        return False
    stage = noun_at(words, at, lexicon)
    if stage is None or stage[1].family != "stage" or stage[0] >= words.count or words.kinds[stage[0]]:
        return False
    return before.core == at and words.is_capital(at) and words.is_capital(stage[0])


def _under(words: Words, at: int, head: tuple[str, ...], lexicon: Lexicon) -> tuple[int, Unit] | None:
    """The longest known name that `head` and the words at word `at` make together."""
    node: Node | None = lexicon.root
    for key in head:
        node = node.plain.get(key) if node else None
    return longest(words, at, lexicon, node) if node else None


def _direct(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether an office begins at word `at` by itself."""
    if longest(words, at, lexicon) is not None or head_at(words, at, lexicon) is not None:
        return True
    if group_at(words, at, lexicon) is not None:
        return True
    return any(words.phrase(at, phrases) is not None for phrases in (lexicon.plural, lexicon.posts, lexicon.leaders))


def _starts(words: Words, at: int, item: Item, level: str, lexicon: Lexicon) -> bool:
    """Whether the word behind a separator opens an item of its own, seen from the item before."""
    if longest(words, at, lexicon) is not None:
        return not blocked(words, at, lexicon) and not ties_to_parent(words, at, item, lexicon)
    plural = words.phrase(at, lexicon.plural)
    if plural is not None:
        behind = plural[0]
        if behind == words.count:
            return False
        if item.what == "known" and at == item.core and words.kinds[at] & (COMMA | AND):
            return True
        if noun_at(words, behind, lexicon, True) or longest(words, behind, lexicon):
            return True
        title = words.phrase(behind, lexicon.titles)
        if title is not None and _is_addressed(words, title[0], lexicon):
            return True
        return any(words.phrase(behind, phrases) is not None for phrases in (lexicon.heads, lexicon.posts, lexicon.leaders))
    if block(words, at, level, lexicon) is not None:
        return True
    if _shared(words, at, level, lexicon, item) is not None or _label(words, at, level, lexicon) is not None:
        return True
    capital = words.text[words.starts[at]].isupper()
    noun = group_at(words, at, lexicon)
    if noun is not None:
        if item.what == "generic" and not capital:
            return _opens(words, noun[0], lexicon) or (bool(words.kinds[at] & COMMA) and noun[1].family in ("people", "hamlet"))
        return item.what != "unknown" or capital or _opens(words, noun[0], lexicon)
    if item.what in ("generic", "person") and _is_function(words, at, lexicon):
        return False
    if head_at(words, at, lexicon) is not None:
        return True
    if words.phrase(at, lexicon.levels) is not None and not words.capital and (capital or item.place_kind):
        found = place_at(words, at, lexicon)
        return found is not None and found.place is not None
    title = words.phrase(at, lexicon.titles)
    if title is not None and (capital or _is_addressed(words, title[0], lexicon)):
        return True
    if words.phrase(at, lexicon.posts) is not None or words.phrase(at, lexicon.leaders) is not None:
        return capital or item.what in ("person", "known")
    if item.titled and given_name(words, at, lexicon):
        return True
    return (item.what == "person" or bool(words.kinds[at] & LINE)) and name_end(words, at, lexicon) > 0


def _is_function(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a dash and a bare post or head go on with the name before: `Phòng Tổ chức - Kế toán`, `Tổ Văn thư - Thống kê`."""
    if not words.kinds[at] & DASH or words.kinds[at] & (COMMA | HARD | LINE | AND | COLON | NOTE):
        return False
    found = words.phrase(at, lexicon.functions)
    return found is not None and (
        found[0] == words.count or bool(words.kinds[found[0]] & CUT) or words.phrase(found[0], lexicon.levels) is not None
    )


def _is_addressed(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the word behind a title in small letters is a person's: a name, or a post (`bà Hoa`, `đ/c Phó Bí thư`; not `bà con`)."""
    if words.phrase(at, lexicon.posts) is not None or words.phrase(at, lexicon.leaders) is not None:
        return True
    return name_end(words, at, lexicon, titled=True) > 0


def _opens(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether the nouns at word `at` end in "liên quan": then they are a collective, not the end of a name."""
    while at < words.count and not words.kinds[at] & HARD:
        if words.phrase(at, lexicon.opened) is not None:
            return True
        at += 1
    return False


def _boundary(words: Words, item: Item, level: str, lexicon: Lexicon) -> int:
    """The word at which the next item opens. Notes in `item.doubt` what it could not tell."""
    at = item.core
    while at < words.count:
        kind = words.kinds[at]
        if kind & HARD:
            break
        if kind & (JOINT | LINE | NOTE):
            if (item.prefix and kind & (COMMA | AND)) or _starts(words, at, item, level, lexicon):
                break
        elif item.what in ("known", "collective", "person") and words.keys[at] == "phối" and _label(words, at, level, lexicon) is not None:
            break
        if at == item.core and not kind & JOINT and _adjacent(words, at, item, lexicon):
            break
        at += 1
    stretch(words, item, at, lexicon)
    return at


def _adjacent(words: Words, at: int, item: Item, lexicon: Lexicon) -> bool:
    """Whether the next of the list stands directly behind the item, and not the body that the item belongs to."""
    if item.what == "person":
        return bool(item.doubt) and name_end(words, at, lexicon) > 0
    if item.what == "generic" and not item.prefix and not words.kinds[at] and next_of_list(words, at, lexicon):
        item.doubt = "unit_split"
        return True
    if item.what not in ("known", "collective"):
        return False
    if words.shown[at] == "Các" and not words.kinds[at] and words.phrase(at, lexicon.plural) is not None:
        return True
    hit = longest(words, at, lexicon)
    if hit is None and item.unit is not None and words.capital and item.unit.id.startswith(_NEVER_PART):
        return head_at(words, at, lexicon) is not None
    if hit is None or item.unit is None:
        return False
    first, second = item.unit, hit[1]
    if first.kind == "other" or (first.id == "dang-uy" and not item.place and not words.kinds[at] and second.id.startswith(("so-", "bo-"))):
        return False
    if words.keys[item.first] == words.keys[at] or first.id.startswith(_NEVER_PART):
        return True
    if second.id.startswith(CONTAINERS) and not (first.level == "commune" and second.id == "cong-an"):
        return False
    item.doubt = "unit_split"
    return True


def _name(words: Words, item: Item, level: str, lexicon: Lexicon) -> None:
    """The name of an item that is written as it stands; the level and place at its end, where one stands there."""
    if item.name or item.what not in ("generic", "unknown"):
        return
    first = item.first if item.named < 0 else item.named
    whole = recased(words, first, item.core, lexicon) if words.capital and item.what == "generic" else words.write(first, item.core)
    head = words.phrase(first, lexicon.heads)
    begin = head[0] if head is not None and head[0] < item.core else first + 1
    for at in range(begin, item.core):
        if (
            ties_to_parent(words, at, item, lexicon)
            and (parent := known(words, at, level, lexicon)) is not None
            and parent.core == item.core
        ):
            whole = f"{words.write(first, at)}{words.joints[at]}{parent.name}"
    whole = _opened(words, first, begin, whole) if begin < item.core else whole
    written = f"{item.prefix} {whole}".strip()
    item.name = written[:1].upper() + written[1:]
    if item.what == "unknown":
        return
    if any(_each_place(words, at, item.core, lexicon) for at in range(begin, item.core)):
        item.kind = "collective"
    for at in range(begin, item.core):
        hit = longest(words, at, lexicon)
        if hit is not None and hit[0] == item.core:
            item.level = level if hit[1].level == "home" else hit[1].level
        found = suffix(words, at, lexicon)
        if found is not None and found.end == item.core and words.keys[at] != "cấp":
            item.level = found.level
            item.locate(found)
            break


def _opened(words: Words, first: int, at: int, whole: str) -> str:
    """The name with a capital where its own part opens with an abbreviation: `Phòng CCHC` is the `Phòng Cải cách hành chính`."""
    begin = len(words.write(first, at)) + 1
    if words.capital or not words.is_capital(at) or words.joints[at] != " ":
        return whole
    return whole[:begin] + whole[begin].upper() + whole[begin + 1 :]


def _each_place(words: Words, at: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name ends in `các thôn`, `các khu vực`: one such office in each of them."""
    plural = words.phrase(at, lexicon.plural)
    if plural is None or plural[0] >= end or words.kinds[plural[0]]:
        return False
    noun = noun_at(words, plural[0], lexicon, True)
    area = words.phrase(plural[0], lexicon.areas)
    return (noun is not None and noun[1].family in ("hamlet", "place") and noun[0] == end) or (area is not None and area[0] == end)

"""Persons: by name (`Đồng chí Nguyễn Văn A - Phó Chủ tịch`), by post (`Chủ tịch UBND phường`), and groups (`Lãnh đạo Sở …`)."""

from __future__ import annotations

from planparse.interpret.unit_bodies import Item, generic, known
from planparse.interpret.unit_groups import collective
from planparse.interpret.unit_match import CUT, longest, noun_at, place_name, suffix
from planparse.interpret.unit_words import COMMA, DASH, HARD, JOINT, LINE, Words
from planparse.vocab import places
from planparse.vocab.spelling import slug
from planparse.vocab.syllables import possible
from planparse.vocab.units import Lexicon

_TWO_NAMES = 6
"""Words of a run of capitals from which on it holds more than one personal name."""
_LONGEST = 20


def person(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """The person or group at word `at`. A personal name is the `name`; a post has an `id` with that of its body: `chu-tich-ubnd`."""
    many = words.phrase(at, lexicon.plural)
    title = words.phrase(many[0], lexicon.titles) if many and many[0] < words.count and not words.kinds[many[0]] else None
    title = title or words.phrase(at, lexicon.titles)
    here = title[0] if title else at
    if title and (end := name_end(words, here, lexicon, titled=True)):
        item = _named(words, at, here, end, lexicon)
        item.titled = True
        return item
    plural = (many if title else None) or words.phrase(here, lexicon.plural)
    start = plural[0] if plural and plural[0] > here else here
    group = words.phrase(start, lexicon.leaders)
    post = group or words.phrase(start, lexicon.posts)
    if post is None:
        end = 0 if title or plural else name_end(words, here, lexicon)
        return _named(words, at, here, end, lexicon) if end else None
    end = post[0]
    closed = end == words.count or bool(words.kinds[end] & (JOINT | HARD))
    noun = noun_at(words, start, lexicon)
    if closed and not title and (group is not None or (noun is not None and noun[0] >= end)):
        return None
    if not closed and (named := name_end(words, end, lexicon)):
        return _named(words, at, end, named, lexicon)
    body = None if closed else _body(words, end, level, lexicon)
    if group is not None and body is None:
        return None
    if body is not None and (behind := _name_behind(words, body, lexicon)):
        return _named(words, at, *behind, lexicon)
    stop = body.core if body else end
    ident = slug(str(post[1]))
    if body is not None:
        ident = f"{ident}-{body.id.removeprefix('cac-') if body.kind == 'other' else body.id}" if body.id else ""
    several = plural is not None or group is not None or (body is not None and body.kind == "collective")
    name = words.write(here, stop)
    if body is not None and body.unit is not None and body.unit.short:
        name = f"{words.write(here, body.first)} {body.unit.short}{body.name.removeprefix(body.unit.name)}"
    if many and title and several:
        name = f"{words.write(at, many[0])} {name[:1].lower()}{name[1:]}"
    item = Item(
        at, stop, "person", name[:1].upper() + name[1:], ident or None, "collective" if several else "person", body.level if body else level
    )
    if body is not None:
        item.place, item.place_kind, item.within, item.unit = body.place, body.place_kind, body.within, body.unit
    return item


def _body(words: Words, at: int, level: str, lexicon: Lexicon) -> Item | None:
    """What a post is the post of: an office, a collective, or the level alone (`Chủ tịch phường`)."""
    if words.kinds[at] & (CUT | LINE):
        return None
    for read in (known, collective, generic):
        item = read(words, at, level, lexicon)
        if item is not None:
            if item.what == "collective" and words.phrase(at, lexicon.plural) is None:
                item.kind = "other"
            if item.what == "generic" and not item.name:
                item.id = None
            return item
    found = suffix(words, at, lexicon)
    if found is None:
        return None
    item = Item(at, found.end, "generic", found.word, slug(found.word), "other", found.level)
    item.locate(found)
    return item


def _name_behind(words: Words, body: Item, lexicon: Lexicon) -> tuple[int, int] | None:
    """The personal name behind the body of a post: `Phó Chủ tịch UBND tỉnh Trần Văn B`; no place, unless the list has it."""
    if body.core < words.count and not words.kinds[body.core] and (end := name_end(words, body.core, lexicon)):
        return body.core, end
    if body.place and not places.find_commune(body.place) and not places.find_province(body.place):
        first = body.core - len(body.place.split())
        end = name_end(words, first, lexicon)
        if end == body.core and end - first > 2:
            return first, end
    return None


def name_end(words: Words, at: int, lexicon: Lexicon, titled: bool = False) -> int:
    """Behind the personal name at word `at`, 0 where there is none: two to five capitalised words, a surname first."""
    if at >= words.count or (not titled and (words.keys[at] not in lexicon.surnames or words.keys[at] in lexicon.heads)):
        return 0
    if words.phrase(at, lexicon.posts) is not None or words.phrase(at, lexicon.leaders) is not None:
        return 0
    end = at
    while end < words.count and end - at < _LONGEST and (end == at or not words.kinds[end]):
        shown = words.shown[end]
        if not shown[0].isupper() or not shown.isalpha():
            break
        if end > at and (words.phrase(end, lexicon.posts) is not None or longest(words, end, lexicon) is not None):
            break
        end += 1
    second = _second_name(words, at, end, lexicon)
    if second:
        end = second
    if titled and end == at + 1 and _goes_on_small(words, end, lexicon):
        return 0
    if not (2 <= end - at <= 5 or (titled and end > at)) or longest(words, at, lexicon) is not None:
        return 0
    return 0 if not titled and places.find_province(words.write(at, end)) is not None else end


def _goes_on_small(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether a word of a name goes on in small letters: `Đ/c Quyền trưởng phòng` names nobody; `Đ/c Hùng phụ trách` does."""
    if at >= words.count or words.kinds[at] or words.capital or not words.shown[at][0].islower():
        return False
    return not any(words.phrase(at, phrases) for phrases in (lexicon.verbs, lexicon.ties, lexicon.levels, lexicon.posts))


def _second_name(words: Words, at: int, end: int, lexicon: Lexicon) -> int:
    """Where a run of capitals too long for one name holds two (`Đỗ Xuân Nghĩa Hà Thị Mai`): the word at which the second opens."""
    if end - at < _TWO_NAMES:
        return 0
    found = [n for n in range(at + 2, min(at + 5, end - 1)) if words.keys[n] in lexicon.surnames]
    return min(found, key=lambda n: abs(n - at - 3), default=0)


def _named(words: Words, at: int, first: int, end: int, lexicon: Lexicon) -> Item:
    """The item of a personal name; the posts behind it, set off by a dash or commas, are the same person's: `Phó Bí thư, Chủ tịch
    UBND xã`. A second post in an office of its own (`…, Trưởng Công an xã`) may be another's: it is left, with a doubt."""
    item = Item(at, end, "person", place_name(words, first, end), None, "person", named=first)
    while (behind := _post_behind(words, item.core, lexicon)) is not None:
        core, body = behind
        if item.core > end and body is not None and body.unit is not None and body.kind == "office":
            item.doubt = "unit_split"
            break
        item.core = core
    core = item.core
    if core < words.count and words.kinds[core] & DASH and not words.kinds[core] & (HARD | LINE | COMMA) and longest(words, core, lexicon):
        item.doubt = "unit_split"
    if core == end and end < words.count and not words.kinds[end] and name_end(words, end, lexicon):
        item.doubt = "unit_split"
    return item


def _post_behind(words: Words, at: int, lexicon: Lexicon) -> tuple[int, Item | None] | None:
    """Behind a dash or a comma, a post that no other personal name follows: where it ends, and the body that it is the post of."""
    if at >= words.count or not words.kinds[at] & (DASH | COMMA) or words.kinds[at] & (HARD | LINE):
        return None
    post = words.phrase(at, lexicon.posts)
    if post is None or (post[0] < words.count and not words.kinds[post[0]] and name_end(words, post[0], lexicon)):
        return None
    body = _body(words, post[0], "other", lexicon) if post[0] < words.count else None
    if body is not None and _name_behind(words, body, lexicon) is not None:
        return None
    return (body.core if body else post[0]), body


def given_name(words: Words, at: int, lexicon: Lexicon) -> bool:
    """Whether one capitalised word stands alone between separators, as a second person of `Đ/c Hùng, Lan`."""
    end = at + 1
    return (
        words.shown[at][0].isupper() and possible(words.keys[at]) and (end == words.count or bool(words.kinds[end] & (JOINT | HARD | LINE)))
    )

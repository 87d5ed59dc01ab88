"""Offices with the one that they belong to: `Phòng PC06 - Công an tỉnh`, the committee that several organs share."""

from __future__ import annotations

from planparse.interpret.unit_bodies import Item
from planparse.interpret.unit_match import longest
from planparse.interpret.unit_words import AND, COLON, COMMA, DASH, HARD, JOINT, LINE, NOTE, Words
from planparse.vocab.units import Lexicon, Node

_COMMITTEES = ("tỉnh ủy", "thành ủy", "đảng ủy")
_PARENTS = ("so-", "bo-", "cong-an")


def ties_to_parent(words: Words, at: int, item: Item, lexicon: Lexicon) -> bool:
    """Whether a dash ties the unknown office to the one that it belongs to: `Phòng PC06 - Công an tỉnh` is one."""
    kind = words.kinds[at]
    if item.what != "generic" or item.prefix or not kind & DASH or kind & (COMMA | HARD | LINE | AND | COLON | NOTE):
        return False
    hit = longest(words, at, lexicon)
    head = words.phrase(item.first, lexicon.parts)
    if head is None or hit is None or not hit[1].id.startswith(_PARENTS):
        return False
    tier = words.phrase(hit[0], lexicon.levels)
    return hit[1].id != "cong-an" or (tier is not None and tier[1].level == "province")  # a commune's police has no offices below it


def may_be_part(words: Words, item: Item, parent: Item) -> bool:
    """`Phòng Cải cách hành chính, Sở Nội vụ`: a Phòng of the province belongs to a Sở; the comma does not say so."""
    if item.what != "generic" or words.keys[item.first] != "phòng" or item.level != "province" or parent.what != "known":
        return False
    kind = words.kinds[parent.first]
    return bool(kind & COMMA) and not kind & HARD and (parent.id or "").startswith(_PARENTS) and parent.level == "province"


def share_committee(words: Words, found: list[Item], lexicon: Lexicon) -> None:
    """`Ban Nội chính, Ban Tổ chức Tỉnh ủy`: the committee behind the last of a list is that of those before it."""
    for last, item in zip(reversed(found), reversed(found[:-1]), strict=False):
        named = next((name for name in _COMMITTEES if last.what == "known" and last.name.casefold().endswith(f" {name}")), None)
        if named is None or item.what not in ("known", "generic") or item.core < item.end:
            continue
        gap = words.kinds[last.first]
        if not gap & (COMMA | AND) or gap & HARD:
            continue
        node: Node | None = lexicon.root
        for at in range(item.first, item.core):
            node = (node.joint if at > item.first and words.kinds[at] & JOINT else node.plain).get(words.keys[at]) if node else None
        for key in named.split():
            node = node.plain.get(key) if node else None
        if node is not None and node.unit is not None:
            unit = node.unit
            if item.what == "known" and item.kind != "party" and not lexicon.of_party:  # the Văn phòng may be that of the plan's issuer
                item.doubt = "unit_split"
                continue
            item.what, item.name, item.id, item.kind, item.level, item.unit = "known", unit.name, unit.id, unit.kind, unit.level, unit

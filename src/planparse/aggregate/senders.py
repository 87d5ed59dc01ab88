"""Who should have sent a plan, and who has: the communes of a province, and the commune that a plan says it is from.

A plan is known by the kind and name of its issuer and by nothing else: no file name, no folder. A name that fits none of the list makes
a row of its own that is not `listed`; a plan that names nobody goes to the row `khong-ro`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planparse import vocab
from planparse.plan import Organization, Plan
from planparse.vocab.places import find_commune, find_province, provinces
from planparse.vocab.spelling import fold, slug

COMMUNE_KINDS = ("phường", "xã", "đặc khu", "thị trấn")


@dataclass(frozen=True, slots=True)
class Sender:
    """A commune or another body that sends plans: `id` the official code, else a slug."""

    id: str
    kind: str
    name: str
    province: str | None
    listed: bool

    @property
    def full_name(self) -> str:
        """`phường Bách Quang`."""
        return f"{self.kind} {self.name}".strip()

    @property
    def key(self) -> str:
        """Kind and name, folded: what a plan is looked up by."""
        return fold(re.sub(r"\s*-\s*", "-", self.full_name))


UNKNOWN = Sender("khong-ro", "", "Không rõ nơi ban hành", None, listed=False)


class Senders:
    """The list, and the senders that are met beside it."""

    def __init__(self, listed: Iterable[Sender], province: str | None) -> None:
        self.listed = tuple(listed)
        self.province = province
        self._by_key: dict[str, list[Sender]] = {}
        for sender in self.listed:
            self._by_key.setdefault(sender.key, []).append(sender)

    def of(self, plan: Plan) -> Sender:
        """Whoever sent `plan`."""
        issuer = plan.header.issuing_authority
        if issuer is None or not issuer.locality:
            return UNKNOWN if issuer is None else _other(issuer)
        kind, name = fold(issuer.locality_kind or ""), issuer.locality
        met = Sender(slug(f"{kind} {name} {issuer.province or ''}"), kind, name, issuer.province, listed=False)
        known = self._by_key.get(met.key, [])
        if issuer.province and len(known) > 1:
            known = [sender for sender in known if sender.province == issuer.province] or known
        if len(known) == 1 and not (issuer.province and known[0].province and fold(issuer.province) != fold(known[0].province)):
            return known[0]
        return met

    def named_in(self, file_name: str) -> Sender | None:
        """The one commune of the list that a file's name speaks of ("07 KH xa Phu Dien.pdf"): a guess, for a file that cannot be read.

        A name inside a longer one does not count, nor one of one syllable without its kind in front; of two names neither is it.
        """
        name = f"-{slug(file_name.rpartition('.')[0] or file_name)}-"
        said: dict[str, Sender] = {}
        for sender in self.listed:
            for form in (slug(sender.full_name), slug(sender.name)):
                if f"-{form}-" in name and "-" in form:
                    said.setdefault(form, sender)
        widest = {sender for form, sender in said.items() if not any(form != other and f"-{form}-" in f"-{other}-" for other in said)}
        return next(iter(widest)) if len(widest) == 1 else None


def official(province: str) -> tuple[Sender, ...]:
    """The communes in force of that province, by code; none where the name is no province's."""
    place = find_province(province)
    if place is None:
        return ()
    return tuple(
        Sender(row["code"], row["kind"], row["name"], place.name, listed=True)
        for row in vocab.rows("communes")
        if row["province_code"] == place.code
    )


def given(rows: Sequence[tuple[str, str]], province: str | None) -> tuple[Sender, ...]:
    """A list of (kind, name) as somebody keeps it; a commune that has one official code in the province gets that as its id."""
    found = []
    for kind, name in rows:
        known = find_commune(name, kind, province) if province and find_province(province) else ()
        code = known[0].code if len(known) == 1 else slug(f"{kind} {name}")
        found.append(Sender(code, fold(kind), name, province, listed=True))
    return tuple(found)


def province_among(plans: Iterable[Plan]) -> str | None:
    """The one province that plans of communes name, where at least half of all plans do; else None: one plan speaks for no others."""
    issuers = [plan.header.issuing_authority for plan in plans]
    named = [issuer.province for issuer in issuers if issuer and issuer.level == "commune" and issuer.province]
    known = {place.name for place in provinces()}
    return named[0] if len(set(named)) == 1 and 2 * len(named) >= len(issuers) and named[0] in known else None


def _other(issuer: Organization) -> Sender:
    return Sender(slug(issuer.name), "", issuer.name, issuer.province, listed=False)

"""PP340-PP345: what a copied or older plan leaves behind: offices that ended, places and levels that are others, columns of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from planparse.check.case import Case, words
from planparse.check.rule import Rules, Said, said
from planparse.vocab.spelling import fold

RULES = Rules()

_PLACE = re.compile(r"(?:UBND|Ủy ban nhân dân|Công an|Đảng ủy|HĐND)\s+(xã|phường)\s+((?:[A-ZĐÂĂÊÔƠƯÀ-Ỹ][\w']*\s?){1,4})")


@RULES("PP340", "warning")
def office_that_ended(case: Case) -> Iterator[Said]:
    """The plan names an office or a level that ended in 2025.

    Why: since 1 July 2025 there is no district between commune and province; a duty for its office reaches nobody.
    Bad: Báo cáo UBND huyện (2026)
    Good: Báo cáo UBND tỉnh (2026)
    Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15; Nghị quyết 202/2025/QH15; Nghị định 150/2025/NĐ-CP
    """
    date = case.plan.header.date
    if not date or date[:7] < "2025-07" or not case.is_plan:
        return
    seen = set()
    cells = [
        (f"/tasks/{at}/{name}/{number}", unit.raw, fold(unit.raw))
        for at, task in case.table_tasks
        for name, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units))
        for number, unit in enumerate(units)
    ]
    for pointer, text, folded in (*case.folded, *cells):
        if pointer.startswith("/legal_bases") or any(word in folded for word in words("of_the_past")):
            continue
        for found in _former().finditer(folded):
            if found[0] not in seen:
                seen.add(found[0])
                yield said(pointer, word=_as_written(text, found[0]))


@cache
def _former() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words('former')))})\b")


def _as_written(text: str, folded: str) -> str:
    at = fold(text).find(folded)
    return text[at : at + len(folded)] if len(fold(text)) == len(text) else folded


@RULES("PP341", "warning")
def place_of_another(case: Case) -> Iterator[Said]:
    """The text names the committee, police or party committee of another commune as if it were the plan's own.

    Why: it is what a copied plan leaves behind.
    Bad: (kế hoạch xã Suối Mơ) ... báo cáo UBND xã Lạc Khê
    Good: (kế hoạch xã Suối Mơ) ... báo cáo UBND xã Suối Mơ
    Source: tính thống nhất của văn bản
    """
    issuer = case.plan.header.issuing_authority
    if not issuer or issuer.level != "commune" or not issuer.locality:
        return
    own = fold(issuer.locality)
    seen = set()
    for pointer, text in case.texts:
        if pointer.startswith("/legal_bases"):
            continue
        for match in _PLACE.finditer(text):
            other = " ".join(takewhile(lambda word: word[0].isupper(), match[2].split()))
            other = fold(other)
            if other and not other.startswith(own) and not own.startswith(other) and other not in seen:
                seen.add(other)
                yield said(
                    pointer,
                    there=" ".join(match[0].split()[: len(match[0].split()) - len(match[2].split()) + len(other.split())]),
                    here=issuer.name,
                )


@RULES("PP342", "warning")
def higher_level_leads(case: Case) -> Iterator[Said]:
    """A commune's plan has an office of the province lead a task.

    Why: a commune cannot give the province orders; the row was copied from the province's plan.
    Bad: (kế hoạch cấp xã) Chủ trì: Sở Nội vụ
    Good: (kế hoạch cấp xã) Chủ trì: Phòng Văn hóa - Xã hội
    Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15 (thẩm quyền của UBND cấp xã)
    """
    for at, task in case.table_tasks:
        for number, unit in enumerate(task.lead_units):
            if case.level == "commune" and unit.level in ("province", "central") and unit.id and unit.kind in ("office", "government"):
                yield said(f"/tasks/{at}/lead_units/{number}", number=task.marker or task.order, unit=unit.name)


@RULES("PP343", "info")
def higher_level_helps(case: Case) -> Iterator[Said]:
    """A commune's plan has an office of the province help with a task.

    Why: the commune may ask for help; whether this row means that, or was copied, somebody has to say.
    Bad: (kế hoạch cấp xã) Phối hợp: Sở Nội vụ
    Good: (kế hoạch cấp xã) Phối hợp: Công an xã
    Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15
    """
    for at, task in case.table_tasks:
        for number, unit in enumerate(task.coordinating_units):
            if case.level == "commune" and unit.level in ("province", "central") and unit.id and unit.kind in ("office", "government"):
                yield said(f"/tasks/{at}/coordinating_units/{number}", number=task.marker or task.order, unit=unit.name)


@RULES("PP344", "error")
def internal_column(case: Case) -> Iterator[Said]:
    """A column or remark that was meant for the drafters only is still there.

    Why: what says "không phát hành" must not be sent.
    Bad: cột "Ghi chú nội bộ (không phát hành)"
    Good: (đã xóa cột)
    Source: bảo mật và kỹ thuật trình bày văn bản
    """
    for at, table in enumerate(case.plan.tables):
        for cell in (cell for row in table.header for cell in row):
            if any(word in fold(cell) for word in words("internal")):
                yield said(f"/tables/{at}/header", text=cell)
                break
    for number, task in case.table_tasks:
        if task.note and any(word in fold(task.note) for word in words("internal")):
            yield said(f"/tasks/{number}/note", text=task.note)


@RULES("PP345", "warning")
def traces_in_the_file(case: Case) -> Iterator[Said]:
    """The file still has tracked changes, comments or hidden text.

    Why: whoever receives the file can read what was struck out.
    Bad: tệp .docx còn 12 thay đổi theo dõi
    Good: tệp .docx đã chấp nhận hết thay đổi
    Source: Nghị định 30/2020/NĐ-CP, Điều 12-18 (hoàn thiện dự thảo, ký, phát hành)
    """
    document = case.plan.document
    if document.revisions and document.revisions.inserted + document.revisions.deleted + document.revisions.moved:
        changes = document.revisions
        yield said("/document/revisions", changes=changes.inserted + changes.deleted + changes.moved)
    if document.hidden:
        yield said("/document/hidden/0", None, "hidden", text=document.hidden[0].text[:80])

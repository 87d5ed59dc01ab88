"""PP301-PP311: the table of tasks against "Tổ chức thực hiện" and against the content that it carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.check.case import Case, words
from planparse.check.rule import Rules, Said, said
from planparse.check.work import as_assigned, covers, everybody, holders, longest_run, named, same, shared, takes_part
from planparse.finding import Severity
from planparse.plan import Node, Task
from planparse.vocab.spelling import fold

RULES = Rules()


def _number(task: Task) -> str:
    return task.marker if task.marker and len(task.marker) < 8 else f"#{task.order}"


@RULES("PP301", "warning", "info")
def lead_is_another_s_duty(case: Case) -> Iterator[Said]:
    """The table gives a task to one office, "Tổ chức thực hiện" gives the same work to another.

    Why: two offices think that they lead, or that the other one does.
    Bad: bảng: Xử lý phản ánh | Văn phòng ... III.4 Trung tâm: xử lý phản ánh
    Good: cùng một đơn vị ở cả hai chỗ
    Source: tính thống nhất của văn bản; yêu cầu "rõ trách nhiệm"
    """
    for at, task in case.table_tasks:
        if not task.lead_units or not case.duties:
            continue
        found = [(duty, clause, common) for duty, clause, common in holders(case, task.content) if not clause.helps]
        if any(same(unit, lead) or covers(lead, unit) for duty, _, _ in found for unit in duty.units for lead in task.lead_units):
            continue
        others = {
            id(duty): (duty, clause, common) for duty, clause, common in found if all(unit.kind != "collective" for unit in duty.units)
        }
        lead_named = any(same(unit, lead) for duty in case.duties for unit in duty.units for lead in task.lead_units)
        if len(others) == 1 and lead_named:
            duty, clause, common = next(iter(others.values()))
            lead, other = task.lead_units[0].name, duty.units[0].name
            severity = grave(case, common)
            yield said(
                f"/tasks/{at}/lead_units", severity, number=_number(task), lead=lead, other=other, common=common, where=clause.pointer
            )


@RULES("PP302", "warning", "info")
def steward_is_another(case: Case) -> Iterator[Said]:
    """The task to issue or report on this plan is led by another office than the one that the plan makes its steward.

    Why: whoever collects the reports should also have drafted the plan; else neither does.
    Bad: bảng: Ban hành Kế hoạch | Văn phòng ... lời kết: báo cáo (qua Phòng Văn hóa - Xã hội)
    Good: cùng một đơn vị ở cả hai chỗ
    Source: tính thống nhất của văn bản; Thông tư 10/2025/TT-BNV (nhiệm vụ của phòng Văn hóa - Xã hội)
    """
    stewards = [
        (duty, clause)
        for duty in case.duties
        for clause in duty.clauses
        if not clause.helps and "kế hoạch" in fold(clause.text) and any(word in fold(clause.text) for word in words("steward"))
    ]
    if len({id(duty) for duty, _ in stewards}) != 1:
        return
    duty, clause = stewards[0]
    for at, task in case.table_tasks:
        opening = fold(task.content)
        own = any(same(unit, lead) for unit in duty.units for lead in task.lead_units)
        if opening.startswith("ban hành kế hoạch") and task.lead_units and not own and _is_about_this_plan(case, opening):
            lead, other = task.lead_units[0].name, duty.units[0].name
            yield said(f"/tasks/{at}/lead_units", number=_number(task), lead=lead, other=other, where=clause.pointer)


def grave(case: Case, common: str) -> Severity | None:
    """Words that two texts share by chance weigh less than a work that the profile knows: then the finding only informs."""
    return None if any(work.name == common for work in case.profile.works) else "info"


def _is_about_this_plan(case: Case, folded: str) -> bool:
    title = fold(case.plan.header.title or "")
    return (
        case.plan.header.year is not None and str(case.plan.header.year) in folded and longest_run(case, folded, title) != ""
    ) or title in folded


@RULES("PP303", "warning", "info")
def lead_only_helps(case: Case) -> Iterator[Said]:
    """An office leads a task of the table, but its own duties only let it help with that work, and nobody else's say more.

    Why: the duties must make somebody responsible for what the table gives him.
    Bad: bảng: Kế hoạch tuyên truyền | Phòng Văn hóa ... III.1 phối hợp tuyên truyền
    Good: III.1 chủ trì tuyên truyền
    Source: yêu cầu "rõ trách nhiệm"
    """
    for at, task in case.table_tasks:
        found = holders(case, task.content)
        if found and all(clause.helps for _, clause, _ in found):
            own = [one for one in found if any(same(unit, lead) for unit in one[0].units for lead in task.lead_units)]
            if own:
                _, clause, common = own[0]
                lead = task.lead_units[0].name
                yield said(
                    f"/tasks/{at}/lead_units", grave(case, common), number=_number(task), lead=lead, common=common, where=clause.pointer
                )


@RULES("PP304", "warning")
def helper_not_in_table(case: Case) -> Iterator[Said]:
    """ "Tổ chức thực hiện" has an office help with some work, but the row of the table does not name it.

    Why: whoever works by the table does not ask it for help.
    Bad: III.5 Tổ dân phố: phối hợp khảo sát ... bảng: Khảo sát | phối hợp: Các phòng chuyên môn
    Good: Khảo sát | phối hợp: Các phòng chuyên môn; các tổ dân phố
    Source: tính thống nhất của văn bản
    """
    if not case.has_role("coordinating"):
        return
    for at, task in case.table_tasks:
        absent: dict[str, str] = {}
        for duty, clause, _ in holders(case, task.content):
            if clause.helps and not any(takes_part(task, unit) for unit in duty.units):
                absent.setdefault("; ".join(unit.name for unit in duty.units), clause.pointer)
        if absent and task.lead_units and not all(unit.kind == "collective" for unit in task.lead_units):
            yield said(f"/tasks/{at}/coordinating_units", number=_number(task), units="; ".join(absent), where=next(iter(absent.values())))


@RULES("PP305", "warning")
def nobody_s_duty(case: Case) -> Iterator[Said]:
    """The table has tasks of some kind of work of which no duty in "Tổ chức thực hiện" says a word.

    Why: the office that leads them finds nothing about it among its duties.
    Bad: bảng: Công khai ngân sách | Phòng Kinh tế ... III (không có chữ ngân sách)
    Good: III.3 Phòng Kinh tế: tham mưu quản lý ngân sách
    Source: tính thống nhất của văn bản; hồ sơ kiểm tra (profile), mục work
    """
    if case.level != "commune" or not named(case) or everybody(case) or as_assigned(case):
        return
    given = "\n".join(fold(clause.text) for duty in case.duties for clause in duty.clauses)
    for work in case.profile.works:
        of_it = [(at, task) for at, task in case.table_tasks if work.within(fold(task.content))]
        of_it = [(at, task) for at, task in of_it if task.lead_units and task.lead_units[0].kind == "office"]
        if of_it and not work.within(given):
            numbers = ", ".join(_number(task) for _, task in of_it)
            lead = of_it[0][1].lead_units[0].name
            yield said(f"/tasks/{of_it[0][0]}", numbers=numbers, work=work.name, lead=lead)


@RULES("PP306", "warning")
def unit_without_duties(case: Case) -> Iterator[Said]:
    """An office stands in the table, but has no duties in "Tổ chức thực hiện", which goes through the offices one by one.

    Why: it learns of its part only from a cell.
    Bad: bảng: phối hợp: Công an xã ... III (không có mục Công an xã)
    Good: III.6 Công an xã
    Source: tính thống nhất của văn bản
    """
    if case.level != "commune" or not named(case) or everybody(case):
        return
    seen = set()
    held = [unit for duty in case.duties for unit in duty.units]
    for at, task in case.table_tasks:
        for field, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units)):
            for number, unit in enumerate(units):
                known = unit.id and unit.kind in ("office", "front") and unit.level == case.level
                if known and unit.id not in seen and not any(same(unit, one) or covers(one, unit) for one in held):
                    seen.add(unit.id)
                    yield said(f"/tasks/{at}/{field}/{number}", number=_number(task), unit=unit.name)


@RULES("PP307", "info")
def unit_without_tasks(case: Case) -> Iterator[Said]:
    """An office has duties in "Tổ chức thực hiện", but stands in no row of the table.

    Why: its duties have no deadline.
    Bad: III.5 Mặt trận Tổ quốc: ... (không dòng nào ghi tên)
    Good: bảng: phối hợp: Mặt trận Tổ quốc
    Source: tính thống nhất của văn bản
    """
    if not case.table_tasks or not case.has_role("coordinating"):
        return
    for duty in case.duties:
        absent = [unit for unit in duty.units if not any(takes_part(task, unit) for _, task in case.table_tasks)]
        if (absent and len(absent) == len(duty.units)) or any(unit.kind in ("front", "organization") for unit in absent):
            yield said(duty.pointer, units="; ".join(unit.name for unit in absent))


@RULES("PP308", "info")
def content_without_task(case: Case) -> Iterator[Said]:
    """A paragraph of the content has no task in the table that carries it out.

    Why: what has no row has no office and no day. The comparison is one of words, so look before you add a row.
    Bad: II.5 Đổi mới công tác đánh giá ... (không dòng nào nói tới)
    Good: bảng: Xây dựng tiêu chí đánh giá | ...
    Source: tính thống nhất của văn bản
    """
    if len(case.table_tasks) < 5 or any(task.origin == "prose" for task in case.plan.tasks):
        return
    for pointer, node in _headings(case):
        bare = [child for child in node.children if child.text and not any(_alike(case, child.text, task) for _, task in case.table_tasks)]
        leaves = [child for child in node.children if child.text]
        bare = [child for child in bare if not _refers(child.text or "")]
        if bare and len(leaves) >= 2:
            first = pointer + f"/children/{node.children.index(bare[0])}"
            openings = "; ".join(f'"{" ".join((child.text or "").split()[:8])}..."' for child in bare)
            form = "all" if len(bare) == len(leaves) else "said"
            yield said(first, None, form, title=node.title or node.marker, bare=len(bare), of=len(leaves), openings=openings)


def _refers(text: str) -> bool:
    """Whether the paragraph only sends the reader to the annex: `(Nhiệm vụ cụ thể tại Phụ lục kèm theo)`."""
    return fold(text).strip("( ").startswith(("nhiệm vụ cụ thể", "chi tiết", "các nhiệm vụ cụ thể", "(")) and "kèm theo" in fold(text)


def _headings(case: Case) -> Iterator[tuple[str, Node]]:
    for pointer, node in case.nodes:
        section = case.plan.sections[int(pointer.split("/")[2])]
        if section.kind == "content" and node.title and node.marker and any(child.text for child in node.children):
            yield pointer, node


def _alike(case: Case, text: str, task: Task) -> bool:
    return longest_run(case, text, task.content, 4) != "" or shared(case, text, task.content) is not None


@RULES("PP309", "info")
def duties_copied(case: Case) -> Iterator[Said]:
    """The same paragraph stands under several offices.

    Why: what everybody is told nobody reads; often it was copied and should have been changed.
    Bad: 1. Phòng Kinh tế: Rà soát quy trình ... 2. Văn phòng: Rà soát quy trình ...
    Good: Các phòng, đơn vị: rà soát quy trình
    Source: tính ngắn gọn của văn bản
    """
    seen: dict[str, list[str]] = {}
    for duty in case.duties:
        for pointer in dict.fromkeys(clause.pointer for clause in duty.clauses):
            text = fold(" ".join(clause.text for clause in duty.clauses if clause.pointer == pointer))
            if len(text.split()) >= 12:
                seen.setdefault(text, []).append(pointer)
    for pointers in seen.values():
        if len(pointers) > 1:
            yield said(pointers[1], times=len(pointers), first=pointers[0])


@RULES("PP310", "info")
def collective_in_many_words(case: Case) -> Iterator[Said]:
    """The same collective is written in three or more ways.

    Why: nobody can tell whether "các phòng" and "các phòng, đơn vị thuộc phường" are the same offices.
    Bad: các phòng; các phòng chuyên môn; các phòng, đơn vị thuộc xã
    Good: một cách gọi, giải thích một lần
    Source: tính thống nhất của văn bản
    """
    ways: dict[str, str] = {}
    for at, task in case.table_tasks:
        for field, units in (("lead_units", task.lead_units), ("coordinating_units", task.coordinating_units)):
            for number, unit in enumerate(units):
                name = re.sub(r"\s*\(.*?\)", "", fold(unit.raw))
                if unit.kind == "collective" and name.startswith("các phòng"):
                    ways.setdefault(name, f"/tasks/{at}/{field}/{number}")
    if len(ways) >= 3:
        yield said(list(ways.values())[-1], ways="; ".join(ways))

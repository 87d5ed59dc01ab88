"""PP201-PP214: what a plan must have as a whole: sections, bases, tasks, targets, money, reports, and those who receive it."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.check.case import Case, words
from planparse.check.rule import Rules, Said, said
from planparse.check.work import names_of, recipients_named
from planparse.plan import Task
from planparse.vocab.spelling import fold

RULES = Rules()

_SECTIONS = {
    "purpose": "mục đích, yêu cầu",
    "content": "nội dung, nhiệm vụ",
    "implementation": "tổ chức thực hiện",
    "funding": "kinh phí",
}
_SIX = ("người (cá nhân cụ thể)", "việc", "thời gian", "trách nhiệm (một đơn vị chủ trì)", "thẩm quyền", "kết quả (sản phẩm)")
_DECIDES = ("thẩm quyền", "phê duyệt", "người quyết định", "cấp quyết định", "trình")


@RULES("PP201", "warning")
def section_missing(case: Case) -> Iterator[Said]:
    """A section that the profile asks for is not there.

    Why: purpose, content and "Tổ chức thực hiện" are what a plan is made of; without the last nobody is told what to do.
    Bad: I. MỤC ĐÍCH II. NỘI DUNG (hết)
    Good: I. MỤC ĐÍCH, YÊU CẦU II. NỘI DUNG III. TỔ CHỨC THỰC HIỆN
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mẫu 1.4; hồ sơ kiểm tra (profile), mục sections
    """
    if not (case.is_plan and case.whole_read and len(case.plan.sections) > 1):
        return
    kinds = {node.kind for _, node in case.nodes if node.kind}
    for kind in case.profile.sections:
        if kind not in kinds and not any(word in fold(node.title or "") for _, node in case.nodes for word in _SECTIONS[kind].split(", ")):
            yield said("/sections", section=_SECTIONS[kind])


@RULES("PP202", "error")
def no_basis(case: Case) -> Iterator[Said]:
    """The plan cites nothing that it is based on.

    Why: a plan carries out a task that somebody gave; the basis says who and when.
    Bad: KẾ HOẠCH ... I. MỤC ĐÍCH
    Good: Căn cứ Kế hoạch số 12/KH-UBND ngày 20/12/2026 của UBND tỉnh ...
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    if case.is_plan and case.whole_read and case.plan.sections and not case.plan.legal_bases:
        yield said("/legal_bases")


@RULES("PP203", "warning")
def no_task(case: Case) -> Iterator[Said]:
    """No task with somebody who does it was found, in tables or in prose.

    Why: without tasks there is nothing to follow up or to report on.
    Bad: (ba trang mục đích, yêu cầu)
    Good: bảng ghi việc, đơn vị, thời hạn
    Source: yêu cầu của kế hoạch công tác; Nghị định 30/2020/NĐ-CP, Điều 7 (loại "kế hoạch")
    """
    if case.is_plan and case.whole_read and case.plan.sections and not case.plan.tasks:
        yield said("/tasks")


@RULES("PP204", "warning", "info")
def no_targets(case: Case) -> Iterator[Said]:
    """The plan names no target that can be counted.

    Why: at the end of the year nobody can say whether it was carried out.
    Bad: Nâng cao chất lượng giải quyết hồ sơ.
    Good: 98% hồ sơ được giải quyết đúng hạn.
    Source: Nghị quyết 76/NQ-CP (mục tiêu định lượng); hướng dẫn xây dựng kế hoạch hằng năm
    """
    told = any(word in case.whole for word in words("targets"))
    tables = any(node.rows for _, node in (*case.nodes, *case.annex_nodes)) or any(annex.rows for annex in case.plan.annexes)
    if case.is_plan and case.whole_read and case.plan.sections and not told and not tables:
        yield said(case.first("content"), None if case.profile.areas else "info")


@RULES("PP205", "warning", "info")
def no_budget(case: Case) -> Iterator[Said]:
    """Nothing is said about where the money comes from.

    Why: a task without money is put off; the finance office needs the sentence to plan for it.
    Bad: (không nói gì về kinh phí)
    Good: IV. KINH PHÍ THỰC HIỆN: từ ngân sách xã năm 2027 ...
    Source: Luật Ngân sách nhà nước; thông lệ của kế hoạch công tác
    """
    if not (case.is_plan and case.whole_read and case.plan.sections):
        return
    if any(node.kind == "funding" or fold(node.title or "").startswith("kinh phí") for _, node in case.nodes):
        return
    body = "\n".join(fold(node.text) for _, node in case.nodes if node.text)
    if not any(word in body for word in words("budget")):
        yield said(case.first("implementation"), None if case.profile.areas else "info")


@RULES("PP206", "warning")
def no_report(case: Case) -> Iterator[Said]:
    """Nobody is told to report.

    Why: whoever issued the plan learns of its state only from reports.
    Bad: (không có chữ "báo cáo")
    Good: Các đơn vị báo cáo trước ngày 15 tháng cuối quý.
    Source: Nghị định 09/2019/NĐ-CP (chế độ báo cáo)
    """
    if case.is_plan and case.whole_read and case.plan.sections and not any(word in case.whole for word in words("report")):
        yield said("/sections")


@RULES("PP207", "warning")
def duty_without_copy(case: Case) -> Iterator[Said]:
    """A body that "Tổ chức thực hiện" gives duties to is no recipient.

    Why: who does not receive the plan does not know of the duty.
    Bad: 5. Mặt trận Tổ quốc ... Nơi nhận: - Các phòng; - Lưu: VT.
    Good: Nơi nhận: - Mặt trận Tổ quốc xã; - Các phòng; - Lưu: VT.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9
    """
    if not (case.is_plan and case.plan.recipients):
        return
    received, issuer = recipients_named(case), case.plan.header.issuing_authority
    if "như " in received:
        return
    for duty in case.duties:
        for unit in duty.units:
            outside = unit.id == "cac-doan-the" or (unit.kind == "front" and not (issuer and "mặt trận" in fold(issuer.name)))
            if outside and not any(name in received for name in names_of(unit)):
                yield said(duty.pointer, unit=unit.name)


@RULES("PP208", "info")
def copy_without_duty(case: Case) -> Iterator[Said]:
    """An office of the plan's own level receives the plan, but has no duty and no task in it.

    Why: either the duty was forgotten, or the copy is not needed.
    Bad: Nơi nhận: - Các đơn vị sự nghiệp (ngoài ra không nhắc tới)
    Good: Nơi nhận: - Phòng Kinh tế (chủ trì nhiệm vụ 1-3)
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9
    """
    if not (case.is_plan and case.duties and case.table_tasks):
        return
    body = "\n".join(
        [case.whole, *(fold(unit.raw) for _, task in case.table_tasks for unit in (*task.lead_units, *task.coordinating_units))]
    )
    for at, one in enumerate(case.plan.recipients):
        name = fold(one.name).removeprefix("các ")
        if name.startswith(("đơn vị sự nghiệp", "trạm ", "trường ", "hợp tác xã", "doanh nghiệp")) and name.split(",")[0] not in body:
            yield said(f"/recipients/{at}", unit=one.name)


@RULES("PP209", "warning")
def six_clear(case: Case) -> Iterator[Said]:
    """The plan asks for "6 rõ", but its table cannot answer all six.

    Why: a plan that demands what it does not do itself is no example. The card counts what each task says.
    Bad: thực hiện "6 rõ" ... (bảng không có sản phẩm, không có người)
    Good: columns: nhiệm vụ, người phụ trách, thời hạn, cấp quyết định, sản phẩm
    Source: yêu cầu "6 rõ" (rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả) của Thủ tướng Chính phủ
    """
    asked = next((pointer for pointer, text in case.texts if any(word in fold(text) for word in words("six"))), None)
    if asked is None or not case.table_tasks:
        return
    cards = [card(task) for _, task in case.table_tasks]
    missing = [
        f"rõ {name}: {sum(one[at] for one in cards)}/{len(cards)}" for at, name in enumerate(_SIX) if not all(one[at] for one in cards)
    ]
    if missing:
        yield said(asked, missing="; ".join(missing))


def card(task: Task) -> tuple[bool, bool, bool, bool, bool, bool]:
    """The "6 rõ" of a task: who (a person), what, when (a day), whose responsibility (one lead), whose authority, which result."""
    due = task.deadline
    others = fold(" ".join((*task.columns, *task.columns.values())))
    return (
        any(unit.kind == "person" for unit in task.lead_units),
        bool(task.content),
        bool(due and (due.due or due.occurrences or due.kind == "composite")),
        len(task.lead_units) == 1 and task.lead_units[0].kind != "collective",
        any(word in others for word in _DECIDES),
        bool(task.output),
    )


@RULES("PP210", "warning")
def column_missing(case: Case) -> Iterator[Said]:
    """The task table lacks a column that the profile asks for.

    Why: what the form has no place for, nobody fills in.
    Bad: TT | Nội dung | Đơn vị | Thời gian
    Good: TT | Nội dung | Chủ trì | Phối hợp | Thời hạn | Sản phẩm
    Source: hồ sơ kiểm tra (profile), mục columns; mẫu phụ lục kế hoạch
    """
    names = {"lead": "đơn vị chủ trì", "deadline": "thời hạn", "output": "sản phẩm, kết quả", "coordinating": "đơn vị phối hợp"}
    for at, table in enumerate(case.plan.tables):
        held = any(task.annex == table.annex for _, task in case.table_tasks)
        for column in case.profile.columns:
            if held and column not in table.roles and not case.reasons & {"table_structure", "merged_across"}:
                yield said(f"/tables/{at}", column=names[column])


@RULES("PP211", "info")
def few_days(case: Case) -> Iterator[Said]:
    """Fewer than half of the tasks have a day by which they are due.

    Why: what is due "always" is never late, and cannot be followed up.
    Bad: Thường xuyên (12/18 dòng)
    Good: Quý II/2027
    Source: yêu cầu "rõ thời gian"
    """
    tasks = [task for _, task in case.table_tasks]
    dated = sum(bool(task.deadline and (task.deadline.due or task.deadline.occurrences or task.deadline.parts)) for task in tasks)
    if len(tasks) >= 5 and case.has_role("deadline") and dated * 2 < len(tasks):
        yield said("/tasks", dated=dated, tasks=len(tasks))


@RULES("PP212", "info")
def one_leads_most(case: Case) -> Iterator[Said]:
    """One office leads more than half of the tasks.

    Why: it is what a plan looks like that its drafters wrote for themselves; at least they know.
    Bad: Phòng Văn hóa - Xã hội: 11/18
    Good: mỗi việc giao đúng đơn vị có lĩnh vực đó
    Source: theo dõi khối lượng công việc; không phải lỗi
    """
    leads = [task.lead_units[0] for _, task in case.table_tasks if task.lead_units and task.lead_units[0].kind == "office"]
    counts = {name: sum(unit.name == name for unit in leads) for name in dict.fromkeys(unit.name for unit in leads)}
    for name, count in counts.items():
        if len(counts) > 2 and len(case.table_tasks) >= 8 and count * 2 > len(case.table_tasks):
            yield said("/tasks", unit=name, count=count, tasks=len(case.table_tasks))


@RULES("PP213", "error", "warning")
def no_deadline_at_all(case: Case) -> Iterator[Said]:
    """No task of the plan says by when.

    Why: without a day nothing can be followed up, and nobody knows what comes first.
    Bad: TT | Nhiệm vụ | Đơn vị chủ trì (không cột, không câu nào ghi thời hạn)
    Good: TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
    Source: yêu cầu "rõ thời gian"; mẫu phụ lục kế hoạch
    """
    tasks, told = _lacking(case, "deadline"), any(word in case.whole for word in words("by_when"))
    if tasks and case.table_tasks:
        yield said("/tasks", "warning" if told and not case.has_role("deadline") else None, tasks=tasks)
    elif tasks and not told:
        yield said("/tasks", "warning", tasks=tasks)


@RULES("PP214", "error")
def no_lead_at_all(case: Case) -> Iterator[Said]:
    """No row of the task tables says who leads it.

    Why: what is everybody's is nobody's.
    Bad: TT | Nhiệm vụ | Thời hạn (không cột, không câu nào ghi đơn vị)
    Good: TT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn
    Source: yêu cầu "rõ trách nhiệm"; mẫu phụ lục kế hoạch
    """
    tasks = _lacking(case, "lead_units")
    if tasks and case.table_tasks:
        yield said("/tasks", tasks=tasks)


def _lacking(case: Case, field: str) -> int:
    """How many tasks there are where none has this value and the reading is sure of it, else 0.

    Where there is a table its rows are the tasks; a passage of prose that says the same as a row may have the value in its place.
    """
    tasks = [(at, task) for at, task in enumerate(case.plan.tasks) if not case.table_tasks or task.origin == "table" or task.same_as]
    told = any(getattr(task, field) or case.doubted(at, field) for at, task in tasks)
    return len(case.table_tasks or tasks) if case.is_plan and case.whole_read and not told else 0

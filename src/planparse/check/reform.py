"""PP401-PP408: what a profile asks of plans of its kind; those of reform (cải cách hành chính) above all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from planparse.check.case import Case, first_day
from planparse.check.rule import Rules, Said, said
from planparse.plan import LegalBasis
from planparse.vocab.spelling import fold

RULES = Rules()

_ABOUT = re.compile(r"^(?:(?:về|việc|thực hiện|triển khai|công tác|nhiệm vụ)\s+)+")


@RULES("PP401", "warning")
def area_not_in_content(case: Case) -> Iterator[Said]:
    """The content has no heading for one of the areas of the reform programme.

    Why: the province adds up plans by these areas.
    Bad: II. NỘI DUNG 1. Thể chế 2. Thủ tục hành chính (hết)
    Good: đủ sáu lĩnh vực của chương trình
    Source: Nghị quyết 76/NQ-CP ngày 15/7/2021 (sáu nội dung cải cách)
    """
    headings = [fold(node.title) for _, node in case.nodes if node.title] + [fold(task.group or "") for task in case.plan.tasks]
    if case.plan.sections and case.is_plan and case.whole_read:
        for area in case.profile.areas:
            if not any(title in heading for heading in headings for title in area.titles):
                yield said("/sections", area=area.name)


@RULES("PP402", "warning")
def area_without_task(case: Case) -> Iterator[Said]:
    """An area of the reform programme has a heading in the content, but no task.

    Why: a zero in the table of the province: nothing is planned in this area.
    Bad: II.1 Cải cách thể chế ... (không dòng nào thuộc lĩnh vực)
    Good: bảng: Rà soát văn bản quy phạm pháp luật | ...
    Source: Nghị quyết 76/NQ-CP; hồ sơ kiểm tra (profile), mục area
    """
    tasks = [task for _, task in case.table_tasks]
    known = sum(task.domain is not None for task in tasks)
    if len(tasks) < 5 or known * 5 < len(tasks) * 4:
        return
    for area in case.profile.areas:
        heading = next((at for at, node in case.nodes if node.title and any(title in fold(node.title) for title in area.titles)), None)
        if heading and not any(task.domain == area.id for task in tasks):
            yield said(heading, area=area.name)


@RULES("PP403", "warning")
def expected_task_missing(case: Case) -> Iterator[Said]:
    """A task that every plan of this kind has is not there.

    Why: communication, inspection, reports and the survey count in the yearly score.
    Bad: (không có nhiệm vụ kiểm tra cải cách hành chính)
    Good: Xây dựng kế hoạch kiểm tra cải cách hành chính | Quý I
    Source: Quyết định 1187/QĐ-BNV (Chỉ số cải cách hành chính); hồ sơ kiểm tra (profile), mục expected
    """
    if len(case.plan.tasks) < 5:
        return
    told = "\n".join(fold(f"{task.content} {task.output or ''} {task.group or ''}") for task in case.plan.tasks)
    for work in case.profile.expected:
        if not work.within(told):
            yield said("/tasks", work=work.name)


@RULES("PP404", "info")
def base_expected(case: Case) -> Iterator[Said]:
    """No basis is the programme that the plan carries out.

    Why: the yearly plan is a part of the programme of many years.
    Bad: (không nhắc Nghị quyết 76/NQ-CP hay chương trình của tỉnh)
    Good: Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ...
    Source: hồ sơ kiểm tra (profile), mục bases
    """
    cited = "\n".join(fold(base.text) for base in case.plan.legal_bases)
    if case.profile.bases and case.plan.legal_bases and not any(word in cited for word in case.profile.bases):
        yield said("/legal_bases", bases=", ".join(case.profile.bases[:1]).upper())


@RULES("PP405", "info")
def parent_plan_expected(case: Case) -> Iterator[Said]:
    """A commune's plan does not cite the plan of the province for the year.

    Why: the province looks for its own tasks in the commune's plan.
    Bad: Căn cứ Nghị quyết số 76/NQ-CP (không có văn bản của tỉnh)
    Good: Căn cứ Kế hoạch số 12/KH-UBND ngày 20/12/2026 của UBND tỉnh về cải cách hành chính năm 2027
    Source: hồ sơ kiểm tra (profile), mục parent_plan
    """
    if case.level == "commune" and case.profile.parent_plan and case.plan.legal_bases and _parent(case) is None:
        yield said("/legal_bases")


def _parent(case: Case) -> int | None:
    for at, base in enumerate(case.plan.legal_bases):
        if base.doc_type and base.doc_type.code == "KH" and _is_about(base, case.profile.parent_plan):
            return at
    return None


def _is_about(base: LegalBasis, titles: tuple[str, ...]) -> bool:
    """Whether a plan has one of these titles, its first word left out where the subject opens with the rest: `về cải cách hành chính …`."""
    subject = fold(base.subject or base.text)
    if any(title in subject for title in titles):
        return True
    return any(_ABOUT.sub("", subject).startswith(title.removeprefix("kế hoạch ")) for title in titles)


@RULES("PP406", "warning")
def issued_late(case: Case) -> Iterator[Said]:
    """The plan was issued later after the province's plan than the profile allows.

    Why: the province counts the days.
    Bad: kế hoạch của tỉnh ngày 20/12/2026, kế hoạch này ngày 15/3/2027
    Good: kế hoạch của tỉnh ngày 20/12/2026, kế hoạch này ngày 05/01/2027
    Source: hồ sơ kiểm tra (profile), mục issue_within_days
    """
    at = _parent(case)
    days = case.profile.issue_within_days
    if at is None or days is None or case.earliest is None:
        return
    issued, own = first_day(case.plan.legal_bases[at].date), case.earliest
    if issued and len(case.plan.legal_bases[at].date or "") == 10 and own > issued + dt.timedelta(days=days):
        yield said("/header/date", days=(own - issued).days, allowed=days, number=case.plan.legal_bases[at].number or "")


@RULES("PP407", "warning")
def year_report_after_closing(case: Case) -> Iterator[Said]:
    """The yearly report is due after its data are closed.

    Why: the province reports in December; what comes on 31 December is in no report.
    Bad: Báo cáo năm | trước ngày 31/12
    Good: Báo cáo năm | trước ngày 14/12
    Source: Công văn 581/BNV-CCHC (chốt số liệu 14/12); hồ sơ kiểm tra (profile), mục year_report_by
    """
    by = case.profile.year_report_by
    for at, task in case.table_tasks:
        if not by or "báo cáo" not in fold(task.content) or task.deadline is None:
            continue
        for one in task.deadline.occurrences:
            if fold(one.label) in ("năm", "cả năm", "hằng năm") and one.due[5:] > by:
                yield said(f"/tasks/{at}/deadline", number=task.marker or task.order, due=one.due, by=f"{by[3:]}/{by[:2]}")


@RULES("PP408", "info")
def report_that_nobody_asks_for(case: Case) -> Iterator[Said]:
    """A periodic report is planned for a period for which none is asked.

    Why: the half-year's report stands for the second quarter, the year's for the fourth.
    Bad: Báo cáo Quý II, Quý IV
    Good: Báo cáo Quý I, 6 tháng, Quý III, năm
    Source: Công văn 581/BNV-CCHC (bốn báo cáo một năm); hồ sơ kiểm tra (profile), mục reports
    """
    asked = {fold(label) for label in case.profile.reports}
    for at, task in case.table_tasks:
        if not asked or "báo cáo" not in fold(task.content) or task.deadline is None:
            continue
        if "cuối quý" in fold(task.deadline.raw) or "cuối mỗi quý" in fold(task.deadline.raw):
            continue  # it says by which day of a quarter a report is sent, as PP232 asks, not which quarters have one
        extra = [one.label for one in task.deadline.occurrences if fold(one.label) in ("quý ii", "quý iv")]
        if extra and "quý ii" not in asked:
            yield said(f"/tasks/{at}/deadline", number=task.marker or task.order, labels=", ".join(extra))

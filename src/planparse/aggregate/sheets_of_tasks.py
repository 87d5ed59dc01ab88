"""Sheets about tasks: the wards' own, the province's, and what they have in common."""

from __future__ import annotations

from planparse.aggregate.sheet_view import KINDS, View, date, names
from planparse.tabular import Column, Sheet, Value

_ASKED = {"lead": "chủ trì", "coordinating": "phối hợp", "unknown": "không ghi", "no": "không"}

_FIELDS = {
    "content": "nội dung",
    "lead_units": "chủ trì",
    "coordinating_units": "phối hợp",
    "deadline": "thời hạn",
    "output": "sản phẩm",
    "note": "ghi chú",
    "group": "nhóm",
    "marker": "số thứ tự",
}


def tasks(view: View) -> Sheet:
    """One row a task."""
    columns = (
        Column("Xã, phường", width=20),
        Column("TT", width=6),
        Column("Lĩnh vực", width=18),
        Column("Nhiệm vụ", width=52),
        Column("Chủ trì", width=24),
        Column("Phối hợp", width=26),
        Column("Thời hạn", width=18),
        Column("Loại", width=12),
        Column("Từ ngày", "date", 11),
        Column("Đến ngày", "date", 11),
        Column("Sản phẩm", width=22),
        Column("NV của tỉnh", "number", 8),
        Column("Cần xem lại", "flag", 13),
        Column("Nguồn", width=26),
        Column("Mã nhiệm vụ", width=30),
    )
    rows = tuple(
        (
            view.ward[task.ward],
            task.marker or str(task.order),
            view.domain.get(task.domain or "", task.domain),
            task.content,
            names(task.lead),
            names(task.coordinating),
            task.deadline,
            KINDS.get(task.deadline_kind or "none"),
            date(task.start),
            date(task.due or task.end),
            task.output,
            view.order.get(task.asked_by or ""),
            ", ".join(map(_field, task.marks)) or None,
            view.source(task),
            task.key,
        )
        for task in view.all.tasks
    )
    return Sheet("Nhiệm vụ", columns, rows, "Mỗi nhiệm vụ một dòng; lọc theo cột. Cột Nguồn mở tài liệu ở trang có nhiệm vụ.", held=1)


def dues(view: View) -> Sheet:
    """What falls due, by day."""
    columns = (
        Column("Đến hạn", "date", 12),
        Column("Quý", width=10),
        Column("Tháng", width=10),
        Column("Xã, phường", width=20),
        Column("Chủ trì", width=28),
        Column("Nhiệm vụ", width=60),
        Column("Kỳ", width=10),
        Column("Thời hạn như văn bản", width=24),
        Column("Mã nhiệm vụ", width=30),
    )
    rows = []
    for due in sorted(view.all.dues, key=lambda due: (due.date, due.ward, due.task)):
        task, year, month = view.task[due.task], due.date[:4], int(due.date[5:7])
        quarter = f"Quý {('I', 'II', 'III', 'IV')[(month - 1) // 3]}/{year}"
        spoken = (view.ward[due.ward], names(task.lead), task.content, due.label, task.deadline, task.key)
        rows.append((date(due.date), quarter, f"{month:02d}/{year}", *spoken))
    return Sheet("Lịch đến hạn", columns, tuple(rows), "Mỗi mốc một dòng; việc định kỳ có nhiều dòng, việc thường xuyên không có.", held=1)


def coverage(view: View) -> Sheet:
    """The province's tasks and who took them up."""
    columns = (
        Column("TT", "number", 6),
        Column("Lĩnh vực", width=20),
        Column("Nhiệm vụ của tỉnh", width=56),
        Column("Thời hạn của tỉnh", width=18),
        Column("Giao xã, phường", width=11),
        Column("Đã đưa vào kế hoạch", "heat", 11),
        Column("Còn ngờ", "number", 8),
        Column("Chưa có", "number", 8),
        Column("Hạn sau tỉnh", "number", 8),
        Column("Địa phương chưa có", width=60),
    )
    rows: list[tuple[Value, ...]] = []
    for row in view.all.coverage:
        asked = row.asked in ("lead", "unknown")
        lacking = ", ".join(view.ward[ward] for ward in row.without)
        if row.without and not row.matches:
            lacking = f"tất cả {len(row.without)} nơi có kế hoạch"
        counts = (
            row.taken_up if asked or row.taken_up else None,
            len(row.in_doubt),
            len(row.without),
            sum(m.later for m in row.matches),
        )
        rows.append((row.order, view.domain.get(row.domain or ""), row.content, row.deadline, _ASKED[row.asked], *counts, lacking or None))
    assert view.all.reference
    reference = view.all.reference
    note = f"Đối chiếu với {reference.number or reference.file}: {reference.title or ''}. Ô đỏ: chưa nơi nào có."
    return Sheet("Độ phủ", columns, tuple(rows), note, held=1)


def missing(view: View) -> Sheet:
    """One row a ward and task that it lacks or may lack."""
    columns = (
        Column("Xã, phường", width=22),
        Column("NV của tỉnh", "number", 8),
        Column("Nhiệm vụ của tỉnh", width=64),
        Column("Thời hạn của tỉnh", width=20),
        Column("Tình trạng", width=14),
        Column("Nhiệm vụ gần nhất trong kế hoạch", width=60),
        Column("Độ gần", "number", 8),
    )
    rows: list[tuple[Value, ...]] = []
    for row in view.all.coverage:
        near = {match.ward: match for match in reversed(row.matches) if match.needs_review}
        for ward in row.in_doubt:
            match = near[ward]
            said = (view.task[match.task].content, match.score)
            rows.append((view.ward[ward], row.order, row.content, row.deadline, "còn ngờ", *said))
        if row.matches:
            rows += [(view.ward[ward], row.order, row.content, row.deadline, "chưa có", None, None) for ward in row.without]
    note = "Mỗi địa phương và nhiệm vụ còn thiếu một dòng. Nhiệm vụ chưa nơi nào có thì xem trang Độ phủ."
    return Sheet("Thiếu nhiệm vụ", columns, tuple(sorted(rows, key=lambda row: (str(row[0]), row[1]))), note, held=1)


def clusters(view: View) -> Sheet:
    """The same task in many wards."""
    total = view.all.totals.with_plan + sum(bool(ward.plans) for ward in view.all.wards if not ward.listed)
    columns = (
        Column("Nhiệm vụ (cách viết nhiều nhất)", width=64),
        Column("Lĩnh vực", width=20),
        Column("Số xã, phường", "number", 9),
        Column(f"Trên {total} (%)", "percent", 9),
        Column("Cách viết", "number", 8),
        Column("Hạn sớm nhất", "date", 12),
        Column("Hạn muộn nhất", "date", 12),
        Column("Loại thời hạn", width=40),
        Column("Khác nhiều", "number", 8),
    )
    rows = tuple(
        (
            one.label,
            view.domain.get(one.domain or ""),
            one.wards,
            round(100 * one.wards / total) if total else None,
            one.wordings,
            date(one.first_due),
            date(one.last_due),
            ", ".join(f"{KINDS.get(kind, kind)}: {count}" for kind, count in one.deadlines.items()),
            len(one.outliers),
        )
        for one in view.all.clusters
    )
    return Sheet("Nhiệm vụ chung", columns, rows, "Cùng một nhiệm vụ ở hai địa phương trở lên, dù viết khác nhau.", held=1)


def _field(name: str) -> str:
    return _FIELDS.get(name, name)

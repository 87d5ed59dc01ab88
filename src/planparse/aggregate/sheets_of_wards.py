"""Sheets about wards, units and files."""

from __future__ import annotations

from planparse.aggregate.sheet_view import View, date, written
from planparse.tabular import Column, Sheet, Value

_ON_TIME = {"on_time": "đúng hạn", "late": "chậm", "unknown": "chưa rõ", None: None}

_STATUS = {
    "counted": "được tính",
    "copy": "bản trùng",
    "superseded": "bản cũ hoặc bản khác",
    "out_of_scope": "ngoài phạm vi",
    "reference": "kế hoạch của tỉnh",
    "above": "kế hoạch của cấp trên",
}


def summary(view: View) -> Sheet:
    """Figures first, then what each sheet holds."""
    one, totals, reference = view.all, view.all.totals, view.all.reference
    title = "Tổng hợp kế hoạch" + (f" của các xã, phường, {one.province}" if one.province else "")
    rows: list[tuple[Value, ...]] = [
        ("Xã, phường, đặc khu trong danh sách", totals.wards, None),
        ("Đã có kế hoạch", totals.with_plan, None),
        ("Chưa có kế hoạch", totals.without_plan, "tô đỏ trong trang Xã, phường"),
    ]
    if totals.maybe_sent:
        rows.append(("Trong đó đã gửi tệp nhưng không đọc được", totals.maybe_sent, "theo tên tệp; xem trang Tệp"))
    if totals.unlisted:
        rows.append(("Nơi gửi không có trong danh sách", totals.unlisted, None))
    if reference:
        due = f"hạn {written(reference.plans_due)}" if reference.plans_due else "không thấy hạn trong kế hoạch của tỉnh (--due)"
        rows += [
            ("Ban hành đúng hạn", totals.on_time, due),
            ("Ban hành chậm", totals.late, None),
            ("Chưa rõ đúng hạn hay chậm", totals.on_time_unknown, "để trống ngày ban hành"),
        ]
    rows += [
        ("Tệp nhận được", totals.files + totals.unread, f"trong đó {totals.unread} tệp không đọc được" if totals.unread else None),
        ("Kế hoạch được tính", totals.plans, None),
        ("Nhiệm vụ", totals.tasks, None),
        ("Nhiệm vụ có đơn vị chủ trì", totals.with_lead, None),
        ("Nhiệm vụ có thời hạn đọc được", totals.with_deadline, None),
        ("Nhiệm vụ có sản phẩm", totals.with_output, None),
    ]
    if reference:
        rows += [
            ("Nhiệm vụ tỉnh giao xã, phường chủ trì", totals.asked, f"{reference.number or reference.file}"),
            ("Trong đó chưa địa phương nào đưa vào kế hoạch", totals.asked_by_none, None),
        ]
    rows += [
        ("Phát hiện", totals.findings, None),
        ("Chỗ cần xem lại khi đọc", totals.marks, None),
        ("Chỗ đã sửa chính tả, ký tự", totals.corrections, None),
    ]
    made = f"Tính đến ngày {written(one.today)}. " if one.today else ""
    scope = f"Năm {one.year}. " if one.year else ""
    columns = (Column("Nội dung", width=46), Column("Số lượng", "number", 12), Column("Ghi chú", width=58))
    return Sheet("Tổng quan", columns, tuple(rows), f"{title}. {scope}{made}".strip(), filters=False)


def wards(view: View) -> Sheet:
    """All communes, those without a plan too."""
    columns = (
        Column("TT", "number", 6),
        Column("Xã, phường, đặc khu", width=26),
        Column("Mã", width=8),
        Column("Kế hoạch", "flag", 17),
        Column("Số", width=16),
        Column("Ngày ban hành", "date", 13),
        Column("Đúng hạn", width=11),
        Column("Chậm (ngày)", "number", 9),
        Column("Đầy đủ (%)", "percent", 9),
        Column("Nhiệm vụ", "number", 9),
        Column("Có chủ trì", "number", 9),
        Column("Có thời hạn", "number", 9),
        Column("Có sản phẩm", "number", 9),
        Column("Nhiệm vụ tỉnh giao đã có", "number", 11),
        Column("Tỉnh giao", "number", 9),
        Column("Cần xem lại", "number", 9),
        Column("Phát hiện", "number", 9),
        Column("Số tệp", "number", 8),
        Column("Danh sách", width=12),
    )
    rows: list[tuple[Value, ...]] = []
    for number, ward in enumerate(view.all.wards, 1):
        shown: tuple[Value, ...] = (None,) * 11
        if ward.plans:
            shown = (
                ward.score,
                ward.tasks,
                ward.with_lead,
                ward.with_deadline,
                ward.with_output,
                ward.taken_up,
                ward.asked,
                ward.marks,
            )
        rows.append(
            (
                number,
                ward.full_name,
                ward.id if ward.id.isdigit() else None,
                None if ward.plans else "KHÔNG ĐỌC ĐƯỢC" if ward.unread else "CHƯA CÓ",
                ward.number,
                date(ward.date),
                _ON_TIME[ward.on_time],
                ward.days_late,
                *shown[:8],
                ward.findings,
                ward.files + ward.unread,
                None if ward.listed else "ngoài danh sách",
            )
        )
    note = "Mỗi địa phương một dòng. Điểm đầy đủ: số, ngày, người ký (30%); nhiệm vụ có chủ trì, có thời hạn (70%)."
    return Sheet("Xã, phường", columns, tuple(rows), note, held=2)


def months(view: View) -> Sheet:
    """Months by leading unit."""
    found = sorted({load.month for load in view.all.months})
    counts = {(load.month, load.unit): load.dues for load in view.all.months}
    units = sorted({load.unit for load in view.all.months}, key=lambda unit: (-sum(counts.get((m, unit), 0) for m in found), unit))
    columns = (
        Column("Đơn vị chủ trì", width=44),
        *(Column(f"{month[5:]}/{month[:4]}", "number", 10) for month in found),
        Column("Cộng", "number", 10),
    )
    rows: list[tuple[Value, ...]] = []
    for unit in units:
        loads = [counts.get((month, unit)) for month in found]
        rows.append((view.unit.get(unit, unit), *loads, sum(load or 0 for load in loads)))
    return Sheet(
        "Hạn theo tháng",
        columns,
        tuple(rows),
        "Số mốc đến hạn theo tháng và đơn vị chủ trì; một việc hai đơn vị chủ trì tính cho cả hai.",
        held=1,
    )


def units(view: View) -> Sheet:
    """Who has how much to do."""
    columns = (
        Column("Đơn vị", width=48),
        Column("Chủ trì (nhiệm vụ)", "number", 12),
        Column("Phối hợp (nhiệm vụ)", "number", 12),
        Column("Số xã, phường giao chủ trì", "number", 14),
        Column("Nơi đơn vị chủ trì quá nửa số việc", width=60),
    )
    rows = tuple(
        (unit.name, unit.lead, unit.coordinating, unit.wards, ", ".join(view.ward[ward] for ward in unit.over_half) or None)
        for unit in view.all.units
    )
    return Sheet("Khối lượng đơn vị", columns, rows, "Cộng trên mọi xã, phường.", held=1)


def matrix(view: View) -> Sheet:
    """Ward by domain."""
    counts = {(cell.ward, cell.domain): cell.tasks for cell in view.all.matrix}
    columns = (
        Column("Xã, phường", width=24),
        *(Column(domain.title, "heat" if domain.expected else "number", 14) for domain in view.all.domains),
        Column("Cộng", "number", 9),
    )
    rows: list[tuple[Value, ...]] = []
    for ward in view.all.wards:
        if ward.plans:
            rows.append((ward.full_name, *(counts[ward.id, domain.id] for domain in view.all.domains), ward.tasks))
    return Sheet(
        "Lĩnh vực",
        columns,
        tuple(rows),
        "Số nhiệm vụ của mỗi địa phương theo lĩnh vực. Ô đỏ: lĩnh vực lẽ ra phải có mà chưa có nhiệm vụ nào.",
        held=1,
    )


def files(view: View) -> Sheet:
    """Every document that came in, and what became of it."""
    columns = (
        Column("Xã, phường", width=24),
        Column("Tệp", width=44),
        Column("Tình trạng", width=20),
        Column("Thay bằng", width=34),
        Column("Số", width=16),
        Column("Ngày ban hành", "date", 12),
        Column("Tiêu đề", width=54),
        Column("Nhiệm vụ", "number", 9),
        Column("Trang", "number", 7),
        Column("Cần xem lại", "number", 9),
    )
    lost = tuple(
        (
            view.ward.get(one.ward or ""),
            view.path(one.file, None),
            "không đọc được",
            None,
            None,
            None,
            f"{one.why} {one.advice}",
            None,
            None,
            None,
        )
        for one in view.all.unread
    )
    rows = tuple(
        (
            view.ward.get(plan.ward or ""),
            view.path(plan.file, None),
            _STATUS[plan.status],
            view.file.get(plan.stands_for or ""),
            plan.number,
            date(plan.date),
            plan.title,
            plan.tasks,
            plan.pages,
            plan.marks,
        )
        for plan in view.all.plans
    )
    note = "Mọi tệp nhận được, kể cả bản trùng, bản không tính và tệp không đọc được."
    return Sheet("Tệp", columns, (*lost, *rows), note, held=2)

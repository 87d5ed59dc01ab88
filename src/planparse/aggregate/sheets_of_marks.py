"""Sheets about what should be looked at: findings, marks, corrections."""

from __future__ import annotations

from planparse import vocab
from planparse.aggregate.sheet_view import View
from planparse.tabular import Column, Sheet

_SEVERITY = {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin"}


def findings(view: View) -> Sheet:
    """What the view over all plans shows."""
    titles = {code: words["title"] for code, words in vocab.load("aggregate")["finding"].items()}
    columns = (
        Column("Mã", width=9),
        Column("Mức", width=11),
        Column("Loại", width=30),
        Column("Xã, phường", width=22),
        Column("Nội dung", width=84),
        Column("Tệp", width=34),
        Column("Trang", "number", 7),
    )
    rows = tuple(
        (
            one.code,
            _SEVERITY[one.severity],
            titles[one.code],
            view.ward.get(one.ward or ""),
            one.message,
            view.file.get(one.plan or ""),
            one.page,
        )
        for one in view.all.findings
    )
    return Sheet("Phát hiện", columns, rows, "Điều chỉ thấy khi xem mọi kế hoạch cùng lúc.", held=1)


def reviews(view: View) -> Sheet:
    """What the reading was not sure of."""
    columns = (
        Column("Xã, phường", width=22),
        Column("Tệp", width=34),
        Column("Trang", "number", 7),
        Column("Lý do", width=22),
        Column("Chi tiết", width=60),
        Column("Nhiệm vụ", width=50),
        Column("Chỗ trong JSON", width=30),
    )
    rows = tuple(
        (
            view.ward[one.ward],
            view.file[one.plan],
            one.page,
            _reason(one.reason),
            one.detail,
            view.task[one.task].content if one.task in view.task else None,
            one.pointer,
        )
        for one in view.all.reviews
    )
    return Sheet("Cần xem lại", columns, rows, "Chỗ máy đọc chưa chắc; người xem nên đối chiếu bản gốc.", held=1)


def corrections(view: View) -> Sheet:
    """Every change of characters."""
    columns = (
        Column("Xã, phường", width=22),
        Column("Tệp", width=34),
        Column("Trang", "number", 7),
        Column("Nguyên văn", width=40),
        Column("Đã sửa", width=40),
        Column("Quy tắc", width=22),
        Column("Tin cậy (%)", "percent", 9),
        Column("Chỗ trong JSON", width=34),
    )
    rows = tuple(
        (
            view.ward[one.ward],
            view.file[one.plan],
            one.page,
            one.original,
            one.corrected,
            one.rule,
            round(100 * one.confidence),
            one.pointer,
        )
        for one in view.all.corrections
    )
    return Sheet("Đã sửa", columns, rows, "Mọi thay đổi ký tự so với bản gốc.", held=1)


def _reason(code: str) -> str:
    words: dict[str, str] = vocab.load("aggregate")["reason"]
    return words.get(code, code)

"""A plan with task tables in its annex, for tests of what these hold."""

from __future__ import annotations

from documents import paper
from planparse.interpret import Reading, interpret
from planparse.segment import segment

HEADER = ["STT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"]
ROWS = [
    ["1", "Kéo cáp về ba thôn", "Phòng Kinh tế", "Công an xã", "Quý I/2027", "Tuyến cáp"],
    ["2", "Lắp trạm phát sóng", "Phòng Kinh tế", "Công an xã", "Quý II/2027", "Trạm"],
    ["3", "Dạy kỹ năng số", "Phòng Văn hóa - Xã hội", "Các thôn", "Tháng 9/2027", "Lớp học"],
]


def read(*tables: list[list[str]], between: str | None = None) -> Reading:
    blocks: list[str | list[list[str]]] = []
    for table in tables:
        blocks += [table] if between is None or not blocks else [between, table]
    return interpret(
        segment(
            paper(
                "KẾ HOẠCH", "Chuyển đổi số xã Suối Mơ năm 2027", "I. NỘI DUNG", "- Lắp mạng.", "Nơi nhận:", "- Lưu: VT.", "PHỤ LỤC", *blocks
            )
        )
    )

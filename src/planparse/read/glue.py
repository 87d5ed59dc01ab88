"""How two pieces of one text are put together where a line, a cell or a page ended between them."""

from __future__ import annotations

import re

_CUT_CODE = re.compile(r"(?:\S*[/\d]\S*|(?:\S*[-(])?[A-ZĐÀ-Ỹ&.]{1,12})[-–]")


def glue(left: str, right: str) -> str:
    """`left` and `right` with a blank between; with none where a line ended behind a slash or inside a number (`251/KH-` + `UBND`).

    >>> glue("Kế hoạch số 251/KH-", "UBND ngày"), glue("giai đoạn 2026-", "2030"), glue("Phòng Văn hóa -", "Xã hội")
    ('Kế hoạch số 251/KH-UBND ngày', 'giai đoạn 2026-2030', 'Phòng Văn hóa - Xã hội')
    >>> glue("cán bộ/", "công chức"), glue("", "Rà soát"), glue("Văn phòng HĐND-", "UBND")
    ('cán bộ/công chức', 'Rà soát', 'Văn phòng HĐND-UBND')
    """
    if not left or not right:
        return left or right
    if left[-1] == "/" and left[-2:-1].strip():
        return left + right
    if left[-1] in "-–" and left[-2:-1].strip() and (right[0].isupper() or right[0].isdigit()):
        last = left.rsplit(None, 1)[-1]
        if _CUT_CODE.fullmatch(last):
            return left + right
    return f"{left} {right}"

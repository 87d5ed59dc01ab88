"""Characters, markup, codes, glue: in the wild, and what looks broken and is not."""

from __future__ import annotations

import pytest

from planparse.clean import mend

MENDED = {
    "DANH MỤC**Nhiệm vụ năm 2027***(Kèm theo Kế hoạch số: /KH-UBND)*": "DANH MỤC\nNhiệm vụ năm 2027\n(Kèm theo Kế hoạch số: /KH-UBND)",
    "**Điều 3. **Giao Văn phòng": "Điều 3. Giao Văn phòng",
    "báo cáo (*qua phòng Nội vụ*) tổng hợp": "báo cáo (qua phòng Nội vụ) tổng hợp",
    "thực hiện nghiêm túc. *FN*": "thực hiện nghiêm túc.",
    "- Maitt *8*": "- Maitt 8",
    "__Ghi chú__ và _nghiêng_": "Ghi chú và nghiêng",
    "### II. NỘI DUNG": "II. NỘI DUNG",
    "Phòng Kinh tế<br/>Phòng Nội vụ": "Phòng Kinh tế\nPhòng Nội vụ",
    "&lt;10 m<sup>2</sup>&nbsp;&#272;&#7845;t": "<10 m² Đất",
    "Mục đích\\r\\n\\r\\nYêu cầu": "Mục đích\nYêu cầu",
    "1\\. Mục đích": "1. Mục đích",
    "Ðộc lập – Tự do": "Độc lập – Tự do",
    "КẾ HOẠCH số 12⁄KH‑UBND": "KẾ HOẠCH số 12/KH-UBND",
    "kế\u200b ho\u00adạch\ufeff": "kế hoạch",
    "\uf0b7 Chủ trì": "• Chủ trì",
    "57- NQ/TW; 149/NQ -CP; 46 - CT/TW; 188 /KH-UBND; 07 /2019/NQ-HĐND": "57-NQ/TW; 149/NQ-CP; 46-CT/TW; 188/KH-UBND; 07/2019/NQ-HĐND",
    "số 251/KH-\nUBND ngày": "số 251/KH-UBND ngày",
    "Số: /KH -UBND": "Số: /KH-UBND",
    "quyết định vềphê duyệt đếnnăm 2030": "quyết định về phê duyệt đến năm 2030",
    "trong 4năm": "trong 4 năm",
    "ngày10 /3/ 2027": "ngày 10/3/2027",
    "rà soát quy- trình": "rà soát quy trình",
    "kiên qu yết xử lý": "kiên quyết xử lý",
    "C Ộ N G  H Ò A  X Ã  H Ộ I": "CỘNG HÒA XÃ HỘI",
    "Quý \u0406\u0406/2027, Quý \u2163": "Quý II/2027, Quý IV",
    "mẫu 4\u0410": "mẫu 4A",
    "> Kinh phí thực hiện\n> > Nguồn vốn": "Kinh phí thực hiện\nNguồn vốn",
    "UỶ BAN NHÂN DÂN PHƯỜNG HOÀ THUỶ": "ỦY BAN NHÂN DÂN PHƯỜNG HOÀ THUỶ",
    "UỶ BAN NHÂN DÂN XÃ HOÀ AN": "ỦY BAN NHÂN DÂN XÃ HOÀ AN",
    "Văn hoá, khoẻ, thuỷ lợi, Uỷ ban, Toà án": "Văn hóa, khỏe, thủy lợi, Ủy ban, Tòa án",
    "a\tb\u00a0c": "a b c",
}

SPARED = [
    "* Ghi chú: số liệu đến hết năm 2026",
    "(*) Đơn vị tính: triệu đồng",
    "Tổng số* và Tỷ lệ**",
    "3*4 = 12, 2 * 3",
    "***",
    "Số: ____/KH-UBND",
    "tep_tin_mau.docx, a_b_c",
    "x < y, a > b, <Nội dung>",
    "> 80% hộ dân",
    "> mức bình quân",
    "\u0406\u0406",
    "C:\\\\kehoach\\\\nam2027",
    "R&D, KH&CN, AT&T;",
    "giai đoạn 2021 - 2030; từ 5 - 7 ngày; 12/ 5",
    "Tổ 3/ Khu phố 2",
    "lớp A B C D",
    "mẫu 4A, 15h30, 2G, 100m2",
    "ông Hoà, bà Thuý Nga, thị trấn Thuỷ Sơn",
    "kinh tế- xã hội, Văn hóa- Thể thao",
    "điểm c khoản 2, mục đ",
    "Москва",
    "25 °C ± 2; ≥ 80%; 10–15; “6 rõ”; …",
]


@pytest.mark.parametrize(("raw", "mended"), MENDED.items())
def test_mended(raw: str, mended: str) -> None:
    assert mend(raw).text == mended


@pytest.mark.parametrize("text", SPARED)
def test_spared(text: str) -> None:
    assert mend(text).text == text


def test_a_change_is_recorded_as_the_words_it_touches() -> None:
    (fix,) = mend("Nghị quyết số 57- NQ/TW của Bộ Chính trị").fixes
    assert (fix.before, fix.after, fix.rule) == ("57- NQ/TW", "57-NQ/TW", "code-blanks")
    first, last = mend("xử lý vi phạm *(nếu có)*.").fixes
    assert (first.before, first.after, last.before, last.after) == ("*(nếu", "(nếu", "có)*.", "có).")
    assert [(fix.rule, fix.before, fix.after) for fix in mend("Hoá chất và hoá đơn").fixes] == [
        ("tone-placement", "Hoá", "Hóa"),
        ("tone-placement", "hoá", "hóa"),
    ]

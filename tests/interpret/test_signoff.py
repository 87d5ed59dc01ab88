"""The end of a plan as it is meant: recipients one by one, authority, position and name, and what of it is said."""

from __future__ import annotations

import pytest

from documents import paper
from planparse.interpret import Reading, interpret
from planparse.segment import segment

HEAD = ("KẾ HOẠCH", "Chuyển đổi số xã Suối Mơ năm 2027", "I. NỘI DUNG", "1. Lắp mạng.", "Trên đây là Kế hoạch năm 2027./.")
LIST = ("Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT.")
SIGNED = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Xuân")
ANNEX = ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 12/KH-UBND)", "1. Lắp mạng.")


def read(*lines: str) -> Reading:
    return interpret(segment(paper(*HEAD, *lines, *ANNEX)))


def signature(reading: Reading) -> tuple[str | None, str | None, str | None]:
    found = reading.signature
    assert found is not None
    return found.authority, found.position, found.name


def said(reading: Reading) -> list[str]:
    return [review.pointer for review in reading.ledger.reviews if review.pointer.startswith(("/signature", "/recipients"))]


def labels(reading: Reading, kind: str) -> list[str]:
    return [mark.text for mark in reading.labels if mark.kind == kind]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ", "Thiếu tá Lò Văn Hợp"), ("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ", "Thiếu tá Lò Văn Hợp")),
        (("TRƯỞNG CÔNG AN XÃ", "Thượng tá Lò Văn Hợp"), (None, "TRƯỞNG CÔNG AN XÃ", "Thượng tá Lò Văn Hợp")),
        (("CHỈ HUY TRƯỞNG", "Đại úy Lò Văn Hợp"), (None, "CHỈ HUY TRƯỞNG", "Đại úy Lò Văn Hợp")),
        (("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "TRƯỞNG TRẠM Y TẾ", "BSCKI. Lò Thị Xuân"), ("TUQ. CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "TRƯỞNG TRẠM Y TẾ", "BSCKI. Lò Thị Xuân")),
        (("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "Lò Thị Xuân"), ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI", "Lò Thị Xuân")),
        (("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Thị Xuân"), ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Thị Xuân")),
        (("T/M UBND XÃ", "CHỦ TỊCH", "Vàng A Pó"), ("T/M UBND XÃ", "CHỦ TỊCH", "Vàng A Pó")),
        (("TM ĐẢNG ỦY", "BÍ THƯ", "Y Thông Niê"), ("TM ĐẢNG ỦY", "BÍ THƯ", "Y Thông Niê")),
        (("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Lò Thị Xuân"), ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", "Lò Thị Xuân")),
        (("TM. BAN THƯỜNG TRỰC ỦY BAN", "MTTQ", "CHỦ TỊCH", "Lò Thị Xuân"), ("TM. BAN THƯỜNG TRỰC ỦY BAN MTTQ", "CHỦ TỊCH", "Lò Thị Xuân")),
        (("TM. BAN GIÁM ĐỐC", "GIÁM ĐỐC", "(Đã ký)", "ThS. Lò Thị Xuân"), ("TM. BAN GIÁM ĐỐC", "GIÁM ĐỐC", "ThS. Lò Thị Xuân")),
        (("HẠT TRƯỞNG", "Lò Thị Xuân"), (None, "HẠT TRƯỞNG", "Lò Thị Xuân")),
        (("CHủ TịCH", "Lò Thị Xuân"), (None, "CHủ TịCH", "Lò Thị Xuân")),
    ],
)  # fmt: skip
def test_a_signature(lines: tuple[str, ...], expected: tuple[str | None, ...]) -> None:
    for order in ((*LIST, *lines), (*lines, *LIST)):
        reading = read(*order)
        assert signature(reading) == expected
        assert [one.name for one in reading.recipients] == ["Đảng ủy xã", "Lưu: VT"]
        assert said(reading) == [] and len(reading.annexes) == 1
        assert reading.closing == HEAD[-1]


def test_a_second_post_of_the_signer_is_a_label_and_said() -> None:
    reading = read(*LIST, "TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "GIÁM ĐỐC SỞ Y TẾ", "Lò Thị Xuân")
    assert signature(reading) == ("TM. BAN CHỈ ĐẠO KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC", "Lò Thị Xuân")
    assert labels(reading, "signature_post") == ["GIÁM ĐỐC SỞ Y TẾ"]
    assert said(reading) == ["/signature/position"]


def test_an_authority_without_a_position_is_said() -> None:
    assert said(read(*LIST, "KT. CHỦ TỊCH", "Lò Thị Xuân")) == ["/signature/position"]


@pytest.mark.parametrize(
    "lines",
    [
        ("TRƯỞNG CÔNG AN XÃ", "Thượng tá Lò Văn Hợp", *SIGNED, *LIST),
        (*LIST, "TRƯỞNG CÔNG AN XÃ", "Thượng tá Lò Văn Hợp", *SIGNED),
        (*SIGNED, "TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Mùa A Páo", *LIST),
        (*LIST, *SIGNED, "PHÊ DUYỆT CỦA ỦY BAN NHÂN DÂN TỈNH", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Mùa A Páo"),
        (*LIST, *SIGNED, "XÁC NHẬN CỦA PHÒNG VĂN HÓA - XÃ HỘI", "TRƯỞNG PHÒNG", "Mùa A Páo"),
    ],
)
def test_of_two_signatures_the_issuers_is_kept_and_the_other_said(lines: tuple[str, ...]) -> None:
    reading = read(*lines)
    assert signature(reading) == SIGNED
    assert said(reading) == ["/signature"]
    assert len(labels(reading, "other_signature")) == len(lines) - len(SIGNED) - len(LIST)
    assert reading.closing == HEAD[-1] and len(reading.annexes) == 1 and len(reading.recipients) == 2


def test_the_data_of_an_electronic_signature_is_no_recipient() -> None:
    reading = read(*LIST, *SIGNED[:2], "Ký bởi: Lò Thị Xuân", "Thời gian ký: 05/01/2027 08:15:02 +07:00", SIGNED[2])
    assert signature(reading) == SIGNED and len(reading.recipients) == 2
    assert len(labels(reading, "e_signature")) == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Nơi nhận: UBND tỉnh (b/c; t/h); Đảng ủy xã; Lưu: VT.",), ["UBND tỉnh (b/c; t/h)", "Đảng ủy xã", "Lưu: VT"]),
        (("Nơi nhận:", "- Các phòng; Lưu: VT."), ["Các phòng", "Lưu: VT"]),
        (("Nơi nhận:", "- UBND xã; các thôn;", "- Lưu: VT."), ["UBND xã; các thôn", "Lưu: VT"]),
        (("Nơi nhận:", "- Thường trực: Đảng ủy, HĐND", "và UBND xã;", "- Lưu: VT,", "NC."), ["Thường trực: Đảng ủy, HĐND và UBND xã", "Lưu: VT, NC"]),
        (("Nơi nhận:", "- Phòng Văn hóa", "(để báo cáo);", "- Lưu: VT."), ["Phòng Văn hóa (để báo cáo)", "Lưu: VT"]),
        (("Nơi nhận:", "1. UBND tỉnh;", "2. Lưu: VT."), ["UBND tỉnh", "Lưu: VT"]),
        (("Nơi gửi:", "- UBND tỉnh (qua văn thư) - để b/c", "- Lưu: VT."), ["UBND tỉnh (qua văn thư) - để b/c", "Lưu: VT"]),
        (("Nơi nhận:", "UBND tỉnh;", "Đảng ủy xã;", "Lưu: VT."), ["UBND tỉnh", "Đảng ủy xã", "Lưu: VT"]),
        (("Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT.", "Lụa.02"), ["UBND tỉnh", "Lưu: VT", "Lụa.02"]),
    ],
)  # fmt: skip
def test_recipients(lines: tuple[str, ...], expected: list[str]) -> None:
    reading = read(*lines, *SIGNED)
    assert [one.name for one in reading.recipients] == expected
    assert [one.is_archive for one in reading.recipients] == [name.startswith(("Lưu", "Lụa")) for name in expected]
    assert signature(reading) == SIGNED


def test_a_closing_glued_to_the_sentence_before_is_the_closing() -> None:
    reading = interpret(segment(paper(*HEAD[:3], "1. Các thôn thực hiện. Trên đây là Kế hoạch năm 2027./.", *LIST, *SIGNED)))
    assert reading.closing == HEAD[-1]
    assert reading.sections[0].children[0].text == "Các thôn thực hiện."


def test_a_signature_beside_the_recipients_by_tabs() -> None:
    reading = read("Nơi nhận:\t\tTM. ỦY BAN NHÂN DÂN", "- Đảng ủy xã;\t\tCHỦ TỊCH", "- Lưu: VT.\t\tLò Thị Xuân")
    assert signature(reading) == SIGNED
    assert [one.name for one in reading.recipients] == ["Đảng ủy xã", "Lưu: VT"]
    assert len(reading.annexes) == 1


def test_a_list_that_a_page_break_cuts_goes_on_below_the_post() -> None:
    reading = read("Nơi nhận:", "- Phòng Văn hóa - Xã hội (để", "HIỆU TRƯỞNG", "b/c);", "- Lưu: VT.", "Lò Thị Xuân")
    assert signature(reading) == (None, "HIỆU TRƯỞNG", "Lò Thị Xuân")
    assert [one.name for one in reading.recipients] == ["Phòng Văn hóa - Xã hội (để b/c)", "Lưu: VT"]

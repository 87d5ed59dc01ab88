"""Stage 3 under its guarantees: 1 every text in exactly one part, 2 order kept; and the shapes that plans come in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paper
from planparse.paper import Grid, Item, Key, Outline, Paper, Piece
from planparse.segment import segment

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND",
    "Suối Mơ, ngày 05 tháng 01 năm 2027",
)
TITLE = ("KẾ HOẠCH", "Chuyển đổi số xã Suối Mơ năm 2027")
BASES = ("Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;", "Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch với các nội dung sau:")
BODY = (
    "I. MỤC ĐÍCH",
    "1. Mục đích",
    "a) Đưa dịch vụ công đến tận thôn.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Công an xã",
    "- Giữ an toàn dữ liệu.",
)
CLOSING = "Trên đây là Kế hoạch chuyển đổi số xã Suối Mơ năm 2027./."
SIGN = ("Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Thị Xuân")
TABLE = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", "Lắp mạng", "Công an xã"]]
ANNEX = ("PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2027 của UBND xã Suối Mơ)", TABLE)
WHOLE = (*HEAD, *TITLE, *BASES, *BODY, CLOSING, *SIGN, *ANNEX)


def texts(items: tuple[Item, ...]) -> list[str]:
    return [item.text if isinstance(item, Piece) else "table" for item in items]


def test_a_whole_plan_falls_into_its_parts() -> None:
    outline = segment(paper(*WHOLE))
    assert texts(outline.letterhead) == [
        "ỦY BAN NHÂN DÂN", "XÃ SUỐI MƠ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *HEAD[2:],
    ]  # fmt: skip
    assert texts(outline.title) == list(TITLE)
    assert texts(outline.preamble) == list(BASES)
    assert texts(outline.body) == list(BODY)
    assert texts(outline.closing) == [CLOSING]
    assert texts(outline.recipients) == list(SIGN[:3])
    assert texts(outline.signature) == list(SIGN[3:])
    (annex,) = outline.annexes
    assert texts(annex.heading) == [text for text in ANNEX if isinstance(text, str)]
    assert isinstance(annex.items[0], Grid)


def test_letterhead_and_signature_in_borderless_tables_are_dissolved() -> None:
    outline = segment(
        paper([[HEAD[0], HEAD[1]], [HEAD[2], HEAD[3]]], *TITLE, *BASES, *BODY, CLOSING, [["\n".join(SIGN[:3]), "\n".join(SIGN[3:])]])
    )
    assert "Số: 12/KH-UBND" in texts(outline.letterhead)
    assert texts(outline.recipients) == list(SIGN[:3])
    assert texts(outline.signature) == list(SIGN[3:])


@pytest.mark.parametrize(
    "head",
    [
        [
            [
                "ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY XÃ SUỐI MƠ\n*\nSố 12-KH/ĐU",
                "ĐẢNG CỘNG SẢN VIỆT NAM\n-----\nSuối Mơ, ngày 05 tháng 01 năm 2027",
            ]
        ],
        [["ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG ỦY XÃ SUỐI MƠ", "ĐẢNG CỘNG SẢN VIỆT NAM"], ["Số 12-KH/ĐU", "Suối Mơ, ngày 05/01/2027"]],
        [["ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ\nSố: 12/KH-UBND", "Suối Mơ, ngày 05 tháng 01 năm 2027"]],
        [["UBND XÃ SUỐI MƠ", "", "Suối Mơ, ngày     tháng     năm 2027"]],
        [["UBND XÃ SUỐI MƠ\nTRẠM Y TẾ\nSố:     /KH-TYT", ""]],
    ],
)
def test_a_letterhead_table_without_a_national_title_is_dissolved(head: list[list[str]]) -> None:
    outline = segment(paper(head, *TITLE, *BASES, *BODY, CLOSING, *SIGN))
    assert texts(outline.letterhead) == [
        line for row in head for text in row for line in (" ".join(part.split()) for part in text.split("\n")) if line
    ]
    assert texts(outline.preamble) == list(BASES)


@pytest.mark.parametrize(
    "rows",
    [
        TABLE,
        [["Số", "Tên văn bản", "Ngày"], ["Số: 5/KH-UBND", "Kế hoạch chuyển đổi số", "ngày 5/1/2027"]],
        [["UBND XÃ", "Công an xã"], ["Chủ trì", "Phối hợp"]],
        [["CÔNG AN XÃ", "Tuần tra ban đêm", "Trước ngày 05 tháng 01 năm 2027"]],
    ],
)
def test_rows_of_data_stay_a_table(rows: list[list[str]]) -> None:
    outline = segment(paper(*HEAD, *TITLE, *BASES, "I. NỘI DUNG", rows, *SIGN))
    assert any(isinstance(item, Grid) for item in outline.body)


def test_a_paragraph_that_a_page_break_cut_is_one_again() -> None:
    outline = segment(
        paper(*HEAD, *TITLE, *BASES, "I. NỘI DUNG", "- Giao Phòng Kinh tế, Hạ tầng và Đô", "thị lắp đặt camera tại chợ.", *SIGN)
    )
    assert texts(outline.body)[1] == "- Giao Phòng Kinh tế, Hạ tầng và Đô thị lắp đặt camera tại chợ."


def test_a_heading_is_not_glued_to_the_paragraph_before() -> None:
    outline = segment(
        paper(
            *HEAD, *TITLE, *BASES, "I. NỘI DUNG", "- Lắp đặt camera tại chợ", "Trường hợp phát sinh, báo cáo ngay.", "II. KINH PHÍ", *SIGN
        )
    )
    assert texts(outline.body) == ["I. NỘI DUNG", "- Lắp đặt camera tại chợ", "Trường hợp phát sinh, báo cáo ngay.", "II. KINH PHÍ"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("2. Hạ tầng số", "Rà soát, lắp thêm điểm truy cập."),
        ("4. Trung tâm Phục vụ hành chính công", "Niêm yết thủ tục tại trụ sở."),
        ("1. Kết quả đạt được", "Xã đã lắp 12 điểm truy cập."),
        ("2. Khó khăn, tồn tại", "Thiếu máy tính."),
        ("3. Danh mục kèm theo", "Ủy ban nhân dân xã giao các thôn."),
        ("b) Nhiệm vụ trong năm", "Tuyên truyền tới các thôn."),
        ("1. Mục đích", "nâng cao kỹ năng của người dân."),
    ],
)
def test_a_heading_is_not_glued_to_what_stands_below(above: str, below: str) -> None:
    outline = segment(paper(*HEAD, *TITLE, "I. NỘI DUNG", above, below, CLOSING))
    assert texts(outline.body) == ["I. NỘI DUNG", above, below]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("- Thực hiện theo Kế hoạch của", "Ủy ban nhân dân tỉnh."),
        ("- Báo cáo kết quả trước ngày", "15 tháng 12 hằng năm."),
        ("- Thực hiện nhiệm vụ nêu tại Quyết định số", "9/QĐ-UBND."),
        ("- Phòng Văn hóa - Xã hội phối hợp rà soát các nội dung nêu tại", "Phụ lục của Kế hoạch."),
        ("1. Rà soát nội dung", "còn thiếu trong kế hoạch."),
    ],
)
def test_a_paragraph_that_breaks_off_goes_on(above: str, below: str) -> None:
    outline = segment(paper(*HEAD, *TITLE, "I. NỘI DUNG", above, below, CLOSING))
    assert texts(outline.body) == ["I. NỘI DUNG", f"{above} {below}"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("II. KINH PHÍ\nTừ ngân sách xã.", 2),
        ("1. Mục đích\nNâng cao kỹ năng của người dân.", 2),
        ("2. Công an xã\nGiữ an toàn dữ liệu.", 2),
        ("II. NHIỆM VỤ VÀ\nGIẢI PHÁP", 1),
        ("2. Phòng Văn hóa và\nXã hội", 1),
        ("1. Rà soát các điểm truy cập tại nhà văn hóa của thôn\nNà Mơ và thôn Khe Suối trong năm.", 1),
        ("- Lắp mạng tại\nNà Mơ.", 1),
        ("- Các đơn vị thực hiện.\nTrên đây là Kế hoạch năm 2027./.", 2),
        ("- Các đơn vị thực hiện.\nKế hoạch này được phổ biến tới các thôn./.", 2),
    ],
)
def test_a_forced_break_parts_a_heading_from_its_text_and_nothing_else(text: str, parts: int) -> None:
    outline = segment(paper(*HEAD, *TITLE, "I. NỘI DUNG", text))
    assert len(outline.body) + len(outline.closing) == 1 + parts


def test_a_decision_in_front_of_its_plan() -> None:
    decision = (
        "QUYẾT ĐỊNH",
        "Về việc ban hành Kế hoạch chuyển đổi số",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ SUỐI MƠ",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
    )
    articles = ("QUYẾT ĐỊNH:", "Điều 1. Ban hành Kế hoạch kèm theo.", "Điều 2. Quyết định có hiệu lực từ ngày ký./.")
    outline = segment(paper(*HEAD, *decision, *articles, *SIGN, *TITLE, "(Kèm theo Quyết định số 12/QĐ-UBND)", *BODY))
    assert outline.decision is not None
    assert texts(outline.decision.title) == list(decision[:2])
    assert texts(outline.decision.recipients) == list(SIGN[:3])
    assert texts(outline.title)[:2] == list(TITLE)
    assert texts(outline.body)[0] == "I. MỤC ĐÍCH"


def test_a_letter_in_front_of_a_draft_is_its_cover() -> None:
    letter = ("TỜ TRÌNH", "Về việc ban hành Kế hoạch", "Kính gửi: Ủy ban nhân dân xã", "Phòng Kinh tế trình Ủy ban nhân dân xã xem xét./.")
    outline = segment(paper(*HEAD, *letter, *SIGN, *WHOLE))
    assert outline.cover is not None
    assert texts(outline.cover.title)[0] == "TỜ TRÌNH"
    assert texts(outline.title) == list(TITLE)
    assert len(outline.annexes) == 1


def test_a_letter_without_a_type_word_is_the_cover_of_the_plan_behind_it() -> None:
    head = ("SỞ Y TẾ", "-------", *HEAD[1].split("\n"), "Số: 90/SYT-NVY", "V/v tiêm chủng", HEAD[3])
    letter = (
        *head,
        "Kính gửi: Ủy ban nhân dân các xã",
        "Sở Y tế gửi Kế hoạch tiêm chủng để các xã thực hiện./.",
        *SIGN[:3],
        "GIÁM ĐỐC",
        "Mùa A Páo",
    )
    outline = segment(paper(*letter, "SỞ Y TẾ", "-------", *HEAD[1:], *TITLE, *BASES, *BODY, CLOSING, *SIGN))
    assert outline.cover is not None
    assert "Số: 90/SYT-NVY" in texts(outline.cover.letterhead) + texts(outline.cover.preamble) + texts(outline.cover.body)
    assert texts(outline.cover.signature) == ["GIÁM ĐỐC", "Mùa A Páo"]
    assert texts(outline.letterhead)[:2] == ["SỞ Y TẾ", "-------"]
    assert texts(outline.title) == list(TITLE)


def test_several_annexes_and_a_title_on_the_second_line() -> None:
    outline = segment(paper(*WHOLE, "PHỤ LỤC II", "MẪU BÁO CÁO", "(Kèm theo Kế hoạch số 12/KH-UBND)", "1. Kết quả", "2. Kiến nghị"))
    assert [texts(annex.heading)[0] for annex in outline.annexes] == ["PHỤ LỤC", "PHỤ LỤC II"]
    assert texts(outline.annexes[1].items) == ["1. Kết quả", "2. Kiến nghị"]


@pytest.mark.parametrize("drop", range(6))
def test_no_part_is_needed(drop: int) -> None:
    parts: list[tuple[str | list[list[str]], ...]] = [HEAD, TITLE, BASES, BODY, (CLOSING,), SIGN]
    document = paper(*(text for at, part in enumerate(parts) if at != drop for text in part))
    assert sorted(keys(segment(document))) == sorted(key for key, text in document.texts() if text.strip())


LINES = st.sampled_from(
    [text for text in WHOLE if isinstance(text, str)] + ["", "-", "*FN*", "a)", "Điều 1.", "KẾ HOẠCH", "PHỤ LỤC", "I", "x" * 500]
)


@given(st.lists(st.one_of(LINES, st.just(TABLE), st.text(max_size=30)), max_size=25))
def test_every_text_is_in_exactly_one_part_whatever_comes(blocks: list[str | list[list[str]]]) -> None:
    document = paper(*blocks)
    found = sorted(keys(segment(document)))
    assert found == sorted({key for key, text in document.texts() if text.strip()} | grid_keys(document, found))


PARTS = st.sampled_from(
    [HEAD, TITLE, BASES, BODY, (CLOSING,), SIGN, ANNEX, WHOLE, ("QUYẾT ĐỊNH", "Về việc ban hành Kế hoạch"), ("TỜ TRÌNH",), ("Kính gửi: Ban Chỉ đạo",),
     ("SỞ Y TẾ", "Số: 9/SYT-NVY"), ("x",) * 70, (TABLE,)]
)  # fmt: skip


@given(st.lists(PARTS, max_size=8))
def test_any_mix_of_documents_is_split_and_nothing_of_it_lost(parts: list[tuple[str | list[list[str]], ...]]) -> None:
    document = paper(*(text for part in parts for text in part))
    found = sorted(keys(segment(document)))
    assert found == sorted({key for key, text in document.texts() if text.strip()} | grid_keys(document, found))


def test_what_a_web_page_shows_above_the_letterhead_is_no_part_of_it() -> None:
    data = [["Số hiệu:", "12/KH-UBND", "Loại văn bản:", "Kế hoạch"], ["Người ký:", "Lò Thị Xuân", "Ngày ban hành:", "05/01/2027"]]
    outline = segment(paper("Thuộc tính văn bản", data, *WHOLE))
    assert texts(outline.front) == ["Thuộc tính văn bản", "table"]
    assert texts(outline.title) == list(TITLE)
    form = segment(paper(*TITLE, *BODY, TABLE, "MẪU SỐ 1", *HEAD))
    assert form.front == (), "a form with a letterhead that follows the plan"


def grid_keys(document: Paper, found: list[Key]) -> set[Key]:
    return {key for key in found if not document.item(key).text.strip()}


def keys(outline: Outline) -> Iterator[Key]:
    """The keys of all parts, each once a part: a text in two parts would come twice."""
    flat: list[Item] = [
        *outline.front,
        *outline.letterhead,
        *outline.title,
        *outline.preamble,
        *outline.body,
        *outline.closing,
        *outline.recipients,
        *outline.signature,
    ]
    for part in outline.annexes:
        flat += [*part.heading, *part.items]
    seen: dict[Key, int] = {}
    for item in flat:
        if isinstance(item, Grid):
            yield from ((item.block, number) for number in range(len(item.table.cells)))
            continue
        for key in item.keys:  # the lines of one paragraph share a key
            seen[key] = seen.get(key, 0) + 1
    yield from seen
    for inner in (outline.cover, outline.decision):
        if inner is not None:
            yield from keys(inner)


def test_what_was_read_out_of_a_stamp_does_not_part_the_name_from_its_post() -> None:
    sign = ("KT. CHỦ TỊCH", "ˆ Á", "PHO CHU nan", "Ma Aegayll", "Lò Thị Xuân")
    outline = segment(paper(*HEAD, *TITLE, *BASES, *BODY, CLOSING, *SIGN[:3], *sign, *ANNEX))
    assert texts(outline.recipients) == list(SIGN[:3])
    assert texts(outline.signature) == list(sign)
    assert len(outline.annexes) == 1

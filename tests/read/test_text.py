"""Text files: encodings, lines, pages, and the tables that tabs and bars draw."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.errors import LimitExceeded
from planparse.paper import Paper, Paragraph, Table
from planparse.read import text

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

PLAN = "ỦY BAN NHÂN DÂN\nPHƯỜNG SUỐI MƠ\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nCải cách hành chính 2027\nđược thực hiện và của các phường theo ngày\n"
TABLE = "TT\tNội dung\tĐơn vị chủ trì\tThời gian\n"


def read(content: str) -> Paper:
    return text.read(content.encode(), "a.txt")


def texts(paper: Paper) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "TABLE" for block in paper.blocks]


def table(content: str) -> list[list[str]]:
    (block,) = [block for block in read(content).blocks if isinstance(block, Table)]
    return rows(block)


def rows(block: Table) -> list[list[str]]:
    """The grid with each merged text repeated: what a reader takes each position for."""
    return [["" if at is None else block.cells[at].text for at in row] for row in block.grid()]


def ink(words: str) -> Counter[str]:
    return Counter(char for char in words if not char.isspace())


def windows_1258(words: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for char in words:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
            out += (letter + "".join(part for part in parts if part in tones)).encode("cp1258")
    return out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_encoding_and_line_end_gives_the_same_paragraphs(encoding: str, end: str) -> None:
    data = PLAN.replace("\n", end).encode(encoding)
    assert text.claims(data, "plan.txt")
    paper = text.read(data, "plan.txt")
    assert texts(paper) == [line for line in PLAN.splitlines() if line]
    assert paper.blocks[3].places[0].line == 5
    assert not paper.doubts


def test_windows_1258_comes_out_composed() -> None:
    data = windows_1258(PLAN)
    assert text.claims(data, "plan.txt")
    paper = text.read(data, "plan.txt")
    assert texts(paper) == [line for line in PLAN.splitlines() if line]


@pytest.mark.parametrize(
    ("written", "font"),
    [
        ("KÕ ho¹ch thùc hiÖn cña c¸c phßng vµ nh©n d©n", ".VnTime"),
        ("Keá hoaïch thöïc hieän cuûa caùc phoøng vaø nhaân daân", "VNI-Times"),
    ],
)
def test_a_legacy_font_is_named(written: str, font: str) -> None:
    (block,) = (paper := text.read(written.encode("cp1252"), "plan.txt")).blocks
    assert isinstance(block, Paragraph)
    assert (block.text, block.legacy[0].font, block.legacy[0].end) == (written, font, len(written))
    assert paper.doubts[0].reason == "legacy_encoding"


def test_a_few_lost_bytes_are_said() -> None:
    paper = text.read(PLAN.encode() * 5 + b"\xff\xfe\n", "plan.txt")
    assert "\ufffd" in texts(paper)[-1]
    assert [doubt.reason for doubt in paper.doubts] == ["legacy_encoding"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"PK\x03\x04" + bytes(range(256)), bytes(400)])
def test_junk_is_not_claimed(data: bytes) -> None:
    assert not text.claims(data, "plan.txt")


def test_too_much_text_is_refused() -> None:
    with pytest.raises(LimitExceeded):
        text.read(b"a" * (text.MAX_BYTES + 1), "a.txt")


def test_a_form_feed_turns_the_page_and_its_number_is_an_aside() -> None:
    paper = read("Trang một\n1\n\f2\nTrang hai\n")
    assert texts(paper) == ["Trang một", "Trang hai"]
    assert [aside.text for aside in paper.asides] == ["1", "2"]
    assert (paper.pages, paper.blocks[1].places[0].page) == (2, 2)


def test_markup_stays_for_the_clean_stage() -> None:
    assert texts(read("**I. MỤC ĐÍCH**\n- Rà soát *(nếu có)* <i>ngay</i>")) == ["**I. MỤC ĐÍCH**", "- Rà soát *(nếu có)* <i>ngay</i>"]


def test_a_group_row_spans_the_rest_of_the_table() -> None:
    (block,) = read(TABLE + "I\tNHÓM MỘT\n1\tRà soát\tPhòng Kinh tế\tQuý I\nII\tNHÓM HAI\n1\tLập\tCông an xã\tQuý II\n").blocks
    assert isinstance(block, Table)
    assert (block.n_rows, block.n_cols, block.ruled) == (5, 4, False)
    assert [(cell.text, cell.col_span) for cell in block.cells if cell.row == 1] == [("I", 1), ("NHÓM MỘT", 3)]
    assert block.cells[0].places[0].line == 1


def test_empty_cells_are_present() -> None:
    assert table(TABLE + "1\tRà soát\t\tQuý I\n2\tLập\tCông an xã\t\n")[1:] == [
        ["1", "Rà soát", "", "Quý I"],
        ["2", "Lập", "Công an xã", ""],
    ]


def test_a_row_that_ends_early_is_padded_and_doubted() -> None:
    paper = read(TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\n2\tLập sổ\tCông an xã\n")
    (block,) = paper.blocks
    assert isinstance(block, Table)
    assert rows(block)[2] == ["2", "Lập sổ", "Công an xã", ""]
    assert [doubt.reason for doubt in paper.doubts] == ["table_structure"]


def test_cells_that_stand_on_lines_of_their_own_come_back_into_the_row() -> None:
    found = table(TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\n2\n\nLập sổ theo dõi\n\nCông an xã\tQuý II\n")
    assert found[2] == ["2", "Lập sổ theo dõi", "Công an xã", "Quý II"]
    found = table(TABLE + "1\tRà soát\tPhòng Kinh tế\n\nThường xuyên\n2\tLập sổ\tCông an xã\tQuý II\n")
    assert found[1:] == [["1", "Rà soát", "Phòng Kinh tế", "Thường xuyên"], ["2", "Lập sổ", "Công an xã", "Quý II"]]


def test_a_cell_goes_on_in_the_next_line() -> None:
    paper = read(TABLE + "1\tRà soát\tPhòng Kinh tế;\nCông an xã\tQuý I\n2\tLập sổ\tCông an xã\tQuý II\n")
    (block,) = paper.blocks
    assert isinstance(block, Table)
    assert rows(block)[1] == ["1", "Rà soát", "Phòng Kinh tế;\nCông an xã", "Quý I"]
    assert [place.line for place in block.cells[6].places] == [2, 3]
    (doubt,) = paper.doubts
    assert (doubt.reason, doubt.key) == ("row_join", (0, 6))


def test_two_rows_in_one_line_are_parted() -> None:
    found = table(TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\t…\t3\tLập sổ\tCông an xã\tQuý II\n4\tHọp\tTổ dân phố\tQuý III\n")
    assert [row[0] for row in found] == ["TT", "1", "…", "3", "4"]


def test_a_row_without_its_first_cells_takes_them_from_above() -> None:
    found = table(TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\nCông an xã\tQuý II\n2\tHọp\tTổ dân phố\tQuý III\n")
    assert found[2] == ["1", "Rà soát", "Công an xã", "Quý II"]


def test_a_paragraph_between_rows_is_a_row_over_the_width() -> None:
    found = table(TABLE + "\n**A. Chuyển đổi số**\n\n1\tRà soát\tPhòng Kinh tế\tQuý I\n")
    assert found[1] == ["**A. Chuyển đổi số**"] * 4


def test_what_follows_the_table_is_not_drawn_into_it() -> None:
    content = TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\n2\tLập sổ\n\nPHỤ LỤC II\n\nDANH MỤC\n\n" + TABLE + "1\tHọp\tTổ dân phố\tQuý III\n"
    assert texts(read(content)) == ["TABLE", "PHỤ LỤC II", "DANH MỤC", "TABLE"]


def test_a_letterhead_is_a_table_of_its_own() -> None:
    head = "ỦY BAN NHÂN DÂN XÃ SUỐI MƠ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\tSuối Mơ, ngày 5 tháng 1 năm 2027\n"
    first, second = read(head + TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\n").blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.n_rows, first.n_cols, second.n_rows, second.index) == (2, 2, 2, 1)
    paper = read(TABLE + "1\tRà soát\tPhòng Kinh tế\tQuý I\n\nNơi nhận: - Như trên;\tTM. ỦY BAN NHÂN DÂN\n")
    assert texts(paper) == ["TABLE", "TABLE"]


def test_a_body_that_stands_in_the_letterheads_row_is_taken_out_of_it() -> None:
    body = "KẾ HOẠCH TIÊM PHÒNG NĂM 2027 Căn cứ Luật Thú y; I. MỤC ĐÍCH 1. Ngừa dịch. II. NỘI DUNG 1. Tiêm. III. KINH PHÍ Ngân sách xã."
    key_data = "Loại văn bản:\tKế hoạch\tNơi ban hành:\tXã Khe Sim\nNgười ký:\tLò Văn Pản\tNgày ban hành:\t05/01/2027\n"
    head = "UBND XÃ KHE SIM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 9/KH-UBND\tKhe Sim, ngày 05 tháng 01 năm 2027\t"
    data, letterhead, *paragraphs = text.read_text(key_data + head + body).blocks
    assert isinstance(data, Table) and isinstance(letterhead, Table)
    assert [cell.text for cell in letterhead.cells][2:] == ["Số: 9/KH-UBND", "Khe Sim, ngày 05 tháng 01 năm 2027"]
    starts = [block.text.split()[0] for block in paragraphs if isinstance(block, Paragraph)]
    assert starts == ["KẾ", "Căn", "I.", "1.", "II.", "1.", "III."]


def test_tabs_of_a_letterhead_count_as_one() -> None:
    assert table("XÃ SUỐI MƠ\t\t\tCỘNG HÒA\n\t\t\tĐộc lập - Tự do\n") == [["XÃ SUỐI MƠ", "CỘNG HÒA"], ["", "Độc lập - Tự do"]]


def test_numbered_and_indented_paragraphs_are_no_tables() -> None:
    assert texts(read("\tCăn cứ Luật;\n1.\tMục đích\na)\tNâng cao\n-\tRà soát\n")) == [
        "Căn cứ Luật;",
        "1. Mục đích",
        "a) Nâng cao",
        "- Rà soát",
    ]


def test_a_markdown_table() -> None:
    found = table("| TT | Nội dung |\n|----|:---:|\n| 1 | Rà soát<br>ngay |\n| 2 |\n")
    assert found == [["TT", "Nội dung"], ["1", "Rà soát\nngay"], ["2", ""]]


def test_an_html_table_in_a_text() -> None:
    blocks = read("DANH MỤC\n<table><tr><td>TT</td><td>Nội dung</td></tr>\n<tr><td>1</td><td>Rà soát</td></tr></table>\nHết <table").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Table", "Paragraph"]
    assert isinstance(blocks[1], Table)
    assert rows(blocks[1]) == [["TT", "Nội dung"], ["1", "Rà soát"]]
    assert blocks[1].places[0].line == 2


HEAD = """\
  ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   XÃ SUỐI MƠ                       Độc lập - Tự do - Hạnh phúc

  Số: 12/KH-UBND                 Suối Mơ, ngày 5 tháng 1 năm 2027

                           KẾ HOẠCH
                 Chuyển đổi số xã Suối Mơ năm 2027

"""
PARAGRAPHS = [
    "Thực hiện Nghị định số 5/2026/NĐ-CP ngày 1/2/2026 của Chính phủ về dữ liệu của xã và Nghị định số 7/2026/NĐ-CP của Chính phủ về việc khác, Ủy "
    "ban nhân dân xã ban hành Kế hoạch với những nội dung chủ yếu sau đây để các cơ quan, đơn vị thực hiện:",
    "1. Mục đích",
    "- Mỗi thôn có một điểm truy cập mạng không dây miễn phí, mỗi hộ có ít nhất một người biết dùng dịch vụ công trực tuyến của tỉnh trên điện thoại.",
    "- Cán bộ, công chức của xã dùng chữ ký số trong mọi văn bản đi. Các thôn báo cáo kết quả trước ngày 25 hằng tháng về Phòng Kinh tế để tổng hợp.",
]
FOOT = """
Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- Như trên;                                 CHỦ TỊCH
- Lưu: VT.


                                          Trần Văn Mẫu
\f                                  2
   TT       Nội dung                        Đơn vị          Thời gian
   1        Lắp điểm truy cập               Phòng Kinh tế   Quý I
"""


@pytest.mark.parametrize("width", [60, 70, 78, 90])
@pytest.mark.parametrize("indent", ["", "     "])
def test_lines_of_a_printed_page_become_paragraphs(width: int, indent: str) -> None:
    body = "\n".join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PARAGRAPHS)
    paper = read(HEAD + body + "\n" + FOOT)
    head, kind, title, *found, foot, table_head, table_row = paper.blocks
    assert isinstance(head, Table)
    assert [cell.text for cell in head.cells] == [
        "ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ\nSố: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Mơ, ngày 5 tháng 1 năm 2027",
    ]
    assert [block.text for block in (kind, title, *found) if isinstance(block, Paragraph)] == [
        "KẾ HOẠCH",
        "Chuyển đổi số xã Suối Mơ năm 2027",
        *PARAGRAPHS,
    ]
    assert isinstance(foot, Table)
    assert [cell.text for cell in foot.cells] == ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Mẫu"]
    assert isinstance(table_head, Paragraph)
    assert isinstance(table_row, Paragraph)
    assert [doubt.reason for doubt in paper.doubts] == ["table_structure"]
    assert [aside.text for aside in paper.asides] == ["2"]


@pytest.mark.parametrize(
    ("name", "shape"),
    [("552-KH-UBND", [(2, 2), (1, 2), (24, 5)]), ("310-KH-UBND", [(2, 2), (1, 2), (7, 5)]), ("144-KH-UBND", [(2, 2), (1, 2), (22, 3)])],
)
def test_tables_of_real_texts(name: str, shape: list[tuple[int, int]]) -> None:
    path = CORPUS / "texts" / f"{name}.txt"
    if not path.exists():
        pytest.skip("the corpus is absent")
    tables = [block for block in text.read(path.read_bytes(), path.name).blocks if isinstance(block, Table)]
    assert [(block.n_rows, block.n_cols) for block in tables] == shape


def test_no_letter_of_the_real_texts_is_lost() -> None:
    paths = sorted(CORPUS.glob("texts/*.txt"))
    if not paths:
        pytest.skip("the corpus is absent")
    for path in paths:
        paper = text.read(path.read_bytes(), path.name)
        found = "".join(found for _, found in paper.texts()) + "".join(aside.text for aside in paper.asides)
        lost = ink(path.read_text(encoding="utf-8")) - ink(found)
        assert set(lost) <= ({"*"} if any(doubt.reason == "reading_limit" for doubt in paper.doubts) else set()), path.name
        assert not ink(found) - ink(path.read_text(encoding="utf-8")), path.name


def test_a_document_on_one_line_is_parted() -> None:
    body = "Mỗi thôn có một tổ công nghệ số cộng đồng gồm năm người. " * 60
    line = (
        "**KẾ HOẠCH** CHUYỂN ĐỔI SỐ NĂM 2027 Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh, UBND xã ban hành Kế hoạch: **I. MỤC ĐÍCH, YÊU CẦU1. Mục "
        f"đích** {body}**2. Yêu cầu** - Kịp thời; - Tiết kiệm. **II. TỔ CHỨC THỰC HIỆN** 1. Phòng Kinh tế chủ trì. 2. Công an xã phối hợp."
    )
    paper = read(f"Trước\n{line}\nSau")
    assert [found[:24] for found in texts(paper)] == [
        "Trước",
        "**KẾ HOẠCH** CHUYỂN ĐỔI ",
        "Thực hiện Kế hoạch số 5/",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "Mỗi thôn có một tổ công ",
        "**2. Yêu cầu**",
        "- Kịp thời;",
        "- Tiết kiệm.",
        "**II. TỔ CHỨC THỰC HIỆN*",
        "1. Phòng Kinh tế chủ trì",
        "2. Công an xã phối hợp.",
        "Sau",
    ]
    assert {block.places[0].line for block in paper.blocks[1:-1]} == {2}
    assert [doubt.reason for doubt in paper.doubts] == ["reading_limit"]
    assert texts(read(body)) == [body.strip()]


def test_the_table_of_the_seed_is_one() -> None:
    path = CORPUS / "seed" / "bach-quang-cchc-2026.txt"
    if not path.exists():
        pytest.skip("the corpus is absent")
    paper = text.read(path.read_bytes(), path.name)
    (block,) = [block for block in paper.blocks if isinstance(block, Table)]
    assert [row[0] for row in rows(block)] == ["TT", *(str(number) for number in range(1, 19))]
    assert [aside.kind for aside in paper.asides] == ["repeated_header"]
    assert not paper.doubts


cells = st.text(alphabet="aĐ1I.-| ", max_size=6)
lines = st.lists(cells, min_size=1, max_size=6).map("\t".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(lines, st.just("")), max_size=14).map("\n".join))
def test_any_tabs_are_read_without_loss(content: str) -> None:
    paper = text.read_text(content)
    for block in paper.blocks:
        if isinstance(block, Table):
            assert all(at is not None for row in block.grid() for at in row)
            assert sorted((cell.row, cell.col) for cell in block.cells) == [(cell.row, cell.col) for cell in block.cells]
    bars = {"|": 10**6, "-": 10**6} if "|" in content else {}
    found = ink("".join(found for _, found in paper.texts()) + "".join(aside.text for aside in paper.asides))
    assert not (ink(content) - found) - Counter(bars)
    assert not found - ink(content)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_claimed_or_not_but_never_break(data: bytes) -> None:
    if text.claims(data, "a.txt"):
        text.read(data, "a.txt")


SPACED = """II. NHIỆM VỤ
TT   Nội dung   Đơn vị chủ trì   Thời gian
1   Nạo vét kênh Bà Lụa   Phòng Kinh tế   Quý I/2027
2   Trồng cây dọc đê    Các thôn   Tháng 02/2027
III. TỔ CHỨC THỰC HIỆN"""


def test_columns_parted_by_blanks_alone() -> None:
    paper = text.read_text(SPACED)
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert (table.n_rows, table.n_cols, [cell.text for cell in table.cells][4:8]) == (
        3,
        4,
        ["1", "Nạo vét kênh Bà Lụa", "Phòng Kinh tế", "Quý I/2027"],
    )
    assert [doubt.reason for doubt in paper.doubts] == ["table_structure"]


@pytest.mark.parametrize(
    ("typed", "doubts"),
    [
        (SPACED.replace("2   Trồng cây dọc đê    Các thôn", "2   Trồng cây dọc đê\n    gần chợ   Các thôn"), ["table_structure"]),
        (SPACED.replace("Phòng Kinh tế   ", "   "), ["table_structure"]),
        ("UBND XÃ SUỐI MƠ      CỘNG HÒA\nSố: 5/KH-UBND      Suối Mơ, ngày 02 tháng 3 năm 2027", []),
        ("1   2   3\n4   5   6\n7   8   9", ["table_structure"]),
    ],
)
def test_blanks_that_leave_something_to_guess_part_nothing(typed: str, doubts: list[str]) -> None:
    paper = text.read_text(typed)
    assert not [block for block in paper.blocks if isinstance(block, Table)]
    assert [doubt.reason for doubt in paper.doubts] == doubts

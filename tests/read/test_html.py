"""Web pages: what Word saves as one, lists, tables with spans, hidden text, encodings."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import Paper, Paragraph, Table
from planparse.read import html

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def read(body: str, head: str = "") -> Paper:
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.htm")


def texts(paper: Paper) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "TABLE" for block in paper.blocks]


def paragraph(body: str, head: str = "") -> Paragraph:
    (block,) = read(body, head).blocks
    assert isinstance(block, Paragraph)
    return block


def table(body: str) -> Table:
    (block,) = [block for block in read(body).blocks if isinstance(block, Table)]
    return block


def test_paragraphs_with_their_look() -> None:
    block = paragraph("<p align=center style='font-size:14.0pt'><b>KẾ HOẠCH\n  <i>năm</i><br> 2027</b></p>")
    assert block.text == "KẾ HOẠCH năm\n2027"
    assert (block.style.bold, block.style.italic, block.style.centred, block.style.size) == (True, False, True, 14.0)
    assert block.places[0].line == 1


def test_styles_come_from_the_sheet_and_the_class() -> None:
    block = paragraph("<p class=MsoTitle>Tên</p>", "<style>p.MsoTitle, li.MsoTitle {text-align:center; font-weight:bold}</style>")
    assert (block.style.bold, block.style.centred) == (True, True)


def test_words_windows_1252_with_numeric_entities() -> None:
    data = b"<html><meta charset=windows-1252><body><p>K&#7870; HO&#7840;CH th\xe1ng</p></body></html>"
    assert html.claims(data, "a.htm")
    assert texts(html.read(data, "a.htm")) == ["KẾ HOẠCH tháng"]


def test_bytes_decide_before_the_declared_encoding() -> None:
    data = "<html><meta charset=windows-1252><body><p>KẾ HOẠCH</p></body></html>".encode()
    assert texts(html.read(data, "a.htm")) == ["KẾ HOẠCH"]
    assert texts(html.read("<html><body><p>KẾ HOẠCH</p></body></html>".encode("utf-16"), "a.htm")) == ["KẾ HOẠCH"]


def test_windows_1258_is_composed() -> None:
    data = b"<html><meta charset=windows-1258><body><p>K\xea\xec hoa\xf2ch</p></body></html>"
    assert texts(html.read(data, "a.htm")) == ["Kế hoạch"]


def test_numbers_that_word_wrote_out_stay() -> None:
    number = "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
    assert texts(read(f"<p>{number}Mục đích</p>")) == ["1. Mục đích"]
    bullet = "<span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>"
    assert texts(read(f"<p>{bullet}Rà soát</p>")) == ["• Rà soát"]


def test_numbers_of_lists_are_written_out() -> None:
    assert texts(read("<ol start=3><li>Ba<li>Bốn</ol><ol type=a><li>Một</ol><ol type=I><li value=4>Tư</ol><ul><li>Gạch</ul>")) == [
        "3. Ba",
        "4. Bốn",
        "a) Một",
        "IV. Tư",
        "- Gạch",
    ]


def test_spans_become_spans() -> None:
    block = table(
        "<table border=1><tr><th rowspan=2>TT<th colspan=2>Thời gian</tr><tr><td>Từ<td>Đến</tr>"
        "<tr><td>1<td colspan=2>Quý I</tr><tr><td>2</tr></table>"
    )
    assert (block.n_rows, block.n_cols, block.ruled) == (4, 3, True)
    assert [(cell.text, cell.row, cell.col, cell.row_span, cell.col_span) for cell in block.cells[:4]] == [
        ("TT", 0, 0, 2, 1),
        ("Thời gian", 0, 1, 1, 2),
        ("Từ", 1, 1, 1, 1),
        ("Đến", 1, 2, 1, 1),
    ]
    assert all(at is not None for row in block.grid() for at in row)
    assert block.cells[0].bold


def test_a_span_beyond_the_table_is_cut() -> None:
    block = table("<table><tr><td rowspan=99 colspan=99999999>a<td>b</tr><tr><td>c</tr></table>")
    assert block.n_rows == 2
    assert all(cell.row + cell.row_span <= 2 for cell in block.cells)


def test_paragraphs_of_a_cell_are_lines_and_a_table_in_it_is_text() -> None:
    block = table("<table><tr><td><p>Một</p><p>Hai</p><td><table><tr><td>x<td>y</tr></table></tr></table>")
    assert [cell.text for cell in block.cells] == ["Một\nHai", "x\ty"]
    assert not block.ruled


def test_layout_tables_are_read_through() -> None:
    inner = "<table><tr><td>TT<td>Nội dung</tr><tr><td>1<td>Họp</tr></table>"
    assert texts(read(f"<table><tr><td><p>KẾ HOẠCH</p>{inner}</td></tr></table>")) == ["KẾ HOẠCH", "TABLE"]
    assert texts(read(f"<table><tr><td>Mục lục<td><p>KẾ HOẠCH</p>{inner}</tr></table>")) == ["Mục lục", "KẾ HOẠCH", "TABLE"]
    assert texts(read("<table><tr><td><img src=line.gif></td></tr></table><p>a</p>")) == ["a"]


def test_tables_are_numbered_in_order() -> None:
    two = "<table><tr><td>a<td>b</table><p>x</p><table><tr><td>c<td>d</table>"
    blocks = [block for block in read(two).blocks if isinstance(block, Table)]
    assert [(block.index, block.cells[0].places[0].table) for block in blocks] == [(0, 0), (1, 1)]


def test_hidden_text_comments_and_footnotes_are_asides() -> None:
    paper = read(
        "<p>Rõ<span style='display:none'> ẩn</span></p><p style='mso-hide:all'>kín</p><script>x()</script><!-- lời -->"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote'>[1] Chú thích</div></div>"
    )
    assert texts(paper) == ["Rõ"]
    assert [(aside.kind, aside.text) for aside in paper.asides] == [("hidden", "ẩn"), ("hidden", "kín"), ("footnote", "[1] Chú thích")]


def test_tracked_changes_are_read_as_accepted() -> None:
    paper = read("<p>Quý <del>I</del><ins>II</ins></p>")
    assert texts(paper) == ["Quý II"]
    assert (paper.revisions.inserted, paper.revisions.deleted) == (1, 1)


def test_a_text_box_that_word_hides_is_read() -> None:
    box = (
        "<v:shape><v:textbox><![if !mso]><table><tr><td><![endif]><div><p>Số: 12/KH-UBND</p></div></td></tr></table></v:textbox></v:shape>"
    )
    assert texts(read(f"<p>XÃ SUỐI MƠ<!--[if gte vml 1]>{box}<![endif]--></p>")) == ["XÃ SUỐI MƠ", "Số: 12/KH-UBND"]


def test_a_legacy_font_is_a_run() -> None:
    block = paragraph("<p>Số <span style=\"font-family:'.VnTime',serif\">kÕ ho¹ch</span></p>")
    assert [(run.start, run.end, run.font) for run in block.legacy] == [(3, 11, ".VnTime")]
    cell = table("<table><tr><td>a<td><p>b</p><p><font face='VNI-Times'>keá</font></p></tr></table>").cells[1]
    assert [(run.start, run.end) for run in cell.legacy] == [(2, 5)]


def test_a_page_of_pictures_needs_ocr() -> None:
    assert [doubt.reason for doubt in read("<img src=1.jpg>").doubts] == ["needs_ocr"]


def test_a_web_archive() -> None:
    page = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="=_x"\n\n--=_x\nContent-Type: text/html; charset="utf-8"\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>K=E1=BA=BF ho=E1=BA=A1ch</p></body></html>\n--=_x--\n"
    )
    assert html.claims(page, "a.mht")
    assert texts(html.read(page, "a.mht")) == ["Kế hoạch"]


@pytest.mark.parametrize("data", [b"K\xe1\xba\xbf <i>ho</i>", b"| a | b |", b"<table>\n1 2", b"%PDF-1.7", b""])
def test_what_is_no_page_is_not_claimed(data: bytes) -> None:
    assert not html.claims(data, "a.txt")


def test_limits_and_empty_pages() -> None:
    with pytest.raises(LimitExceeded):
        html.read(b"<html>" + b" " * html.MAX_BYTES, "a.htm")
    with pytest.raises(UnreadableFile):
        html.read(b"<?xml version='1.0'?>  ", "a.htm")
    with pytest.raises(UnreadableFile):
        html.read(b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "a.mht")


def test_deep_nesting_does_not_break() -> None:
    assert texts(read("<div>" * 1000 + "đáy" + "</div>" * 1000)) == ["đáy"]
    with pytest.raises(LimitExceeded):
        read("<div>" * 5000 + "đáy" + "</div>" * 5000)


def test_words_pages_of_the_corpus() -> None:
    paths = sorted(CORPUS.glob("html/*.htm"))
    if not paths:
        pytest.skip("the corpus is absent")
    for path in paths:
        data = path.read_bytes()
        assert html.claims(data, path.name)
        paper = html.read(data, path.name)
        head, foot = paper.blocks[0], paper.blocks[-1]
        assert isinstance(head, Table)
        assert isinstance(foot, Table)
        assert (head.n_cols, foot.n_cols) == (2, 2)
        assert "Độc lập - Tự do - Hạnh phúc" in head.cells[1].text
        body = re.sub(rb"<!--.*?-->|<[^>]*>|&nbsp;", b"", data[data.index(b"<body") :], flags=re.DOTALL).decode("cp1252")
        shown = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), body).replace("&quot;", '"').replace("&amp;", "&")
        read_here = "".join(text for _, text in paper.texts()) + "".join(aside.text for aside in paper.asides)
        assert ink(read_here) == ink(shown), path.name


def ink(words: str) -> Counter[str]:
    return Counter(char for char in words if not char.isspace())


tags = st.sampled_from(["<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<b>", "<br>", "<li>", "ă", "x "])


@settings(max_examples=300, deadline=None)
@given(st.lists(tags, max_size=30).map("".join))
def test_any_tags_give_whole_grids(body: str) -> None:
    for block in read(body).blocks:
        if isinstance(block, Table):
            assert all(at is not None for row in block.grid() for at in row)
            assert all(cell.col + cell.col_span <= block.n_cols for cell in block.cells)

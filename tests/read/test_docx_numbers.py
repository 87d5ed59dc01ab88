"""Automatic numbers of Word, written out in front of their text."""

from __future__ import annotations

import pytest
from wordfile import cell, list_of, package, paragraph, root, row, run, table, text_box

from planparse.paper import Paper
from planparse.read import docx


def level(at: int, form: str, text: str, more: str = "", start: int | None = 1) -> str:
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{at}">{begin}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*lists: str, abstract: str) -> str:
    return root("numbering", abstract + "".join(lists))


def definition(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def one(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def read(body: str, **parts: str) -> Paper:
    return docx.read(package(body, parts), "a.docx")


def shown(body: str, **parts: str) -> list[str]:
    return [text for _, text in read(body, **parts).texts()]


def items(*at: tuple[int, int] | int) -> str:
    """A paragraph `x` for each list, or list and level."""
    pairs = [place if isinstance(place, tuple) else (place, 0) for place in at]
    return "".join(paragraph("x", properties=list_of(*pair)) for pair in pairs)


PLAN = definition(
    0,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "decimal", "%2.%4."),
    level(4, "bullet", "-", start=None),
)


@pytest.mark.parametrize(
    ("form", "text", "counts", "written"),
    [
        ("decimal", "%1.", 3, ["1. x", "2. x", "3. x"]),
        ("decimal", "Điều %1:", 2, ["Điều 1: x", "Điều 2: x"]),
        ("decimalZero", "%1", 2, ["01 x", "02 x"]),
        ("upperRoman", "%1.", 4, ["I. x", "II. x", "III. x", "IV. x"]),
        ("lowerRoman", "(%1)", 2, ["(i) x", "(ii) x"]),
        ("upperLetter", "%1.", 2, ["A. x", "B. x"]),
        ("lowerLetter", "%1)", 6, ["a) x", "b) x", "c) x", "d) x", "e) x", "f) x"]),
        ("none", "%1", 2, ["x", "x"]),
        ("none", "Mục", 1, ["Mục x"]),
        ("decimal", "", 1, ["x"]),
        ("bullet", "-", 1, ["- x"]),
        ("bullet", "+", 1, ["+ x"]),
        ("bullet", "•", 1, ["• x"]),
        ("bullet", "\uf0b7", 1, ["- x"]),
        ("bullet", "", 1, ["x"]),
        ("decimalEnclosedParen", "%1", 1, ["(1) x"]),
    ],
)
def test_formats(form: str, text: str, counts: int, written: list[str]) -> None:
    lists = numbering(one(1, 0), abstract=definition(0, level(0, form, text)))
    assert shown(items(*[1] * counts), numbering=lists) == written


def test_a_letter_of_a_symbol_font_is_a_dash() -> None:
    bullet = level(0, "bullet", "Ø").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>')
    assert shown(items(1), numbering=numbering(one(1, 0), abstract=definition(0, bullet))) == ["- x"]


@pytest.mark.parametrize(("after", "written"), [("tab", "1. x"), ("space", "1. x"), ("nothing", "1.x")])
def test_what_follows_the_number(after: str, written: str) -> None:
    lists = numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1.", f'<w:suff w:val="{after}"/>')))
    assert shown(items(1), numbering=lists) == [written]


def test_levels_count_below_each_other_and_begin_again() -> None:
    lists = numbering(one(1, 0), abstract=PLAN)
    body = items((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 3), (1, 3), (1, 4), (1, 0), (1, 1))
    assert [text.removesuffix(" x") for text in shown(body, numbering=lists)] == [
        "I.",
        "1.",
        "a)",
        "b)",
        "2.",
        "a)",
        "2.1.",
        "2.2.",
        "-",
        "II.",
        "1.",
    ]


def test_a_level_that_was_left_out_counts_as_begun() -> None:
    lists = numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")))
    assert shown(items((1, 1), (1, 1), (1, 0), (1, 1)), numbering=lists) == ["1.1. x", "1.2. x", "2. x", "2.1. x"]


@pytest.mark.parametrize(
    ("restart", "written"),
    [
        ("0", ["1. x", "a) x", "2. x", "b) x"]),
        ("1", ["1. x", "a) x", "2. x", "a) x"]),
        ("7", ["1. x", "a) x", "2. x", "a) x"]),
    ],
)
def test_where_a_level_begins_again(restart: str, written: list[str]) -> None:
    lower = level(1, "lowerLetter", "%2)", f'<w:lvlRestart w:val="{restart}"/>')
    lists = numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1."), lower))
    assert shown(items((1, 0), (1, 1), (1, 0), (1, 1)), numbering=lists) == written


def test_starts_and_legal_digits() -> None:
    lists = numbering(
        one(1, 0), abstract=definition(0, level(0, "upperRoman", "%1.", start=3), level(1, "decimal", "%1.%2", "<w:isLgl/>", start=5))
    )
    assert shown(items((1, 0), (1, 1)), numbering=lists) == ["III. x", "3.5 x"]


def test_lists_of_one_definition_go_on_counting() -> None:
    lists = numbering(one(1, 0), one(2, 0), abstract=definition(0, level(0, "decimal", "%1.")))
    assert shown(items(1, 1, 2, 1), numbering=lists) == ["1. x", "2. x", "3. x", "4. x"]


def test_a_list_with_a_start_of_its_own_begins_there_once() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    eight = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride>'
    lists = numbering(one(1, 0), one(2, 0, again), one(3, 0, eight), abstract=definition(0, level(0, "decimal", "%1.")))
    assert shown(items(1, 1, 2, 2, 3, 1, 2), numbering=lists) == ["1. x", "2. x", "1. x", "2. x", "8. x", "9. x", "10. x"]


def test_a_list_may_write_a_level_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1/")}</w:lvlOverride>'
    lists = numbering(one(1, 0), one(2, 0, own), abstract=definition(0, level(0, "decimal", "%1.")))
    assert shown(items(1, 2), numbering=lists) == ["1. x", "B/ x"]


class TestStyles:
    LISTS = numbering(
        one(1, 0),
        one(2, 1),
        abstract=definition(
            0,
            level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc1"/>'),
            level(1, "decimal", "%2.", '<w:pStyle w:val="Muc2"/>'),
        )
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="KieuSo"/></w:abstractNum>',
    )
    STYLES = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Muc1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc2"/></w:style>'
        '<w:style w:type="numbering" w:styleId="KieuSo"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )

    def styled(self, style: str, more: str = "") -> str:
        return paragraph("x", properties=f'<w:pStyle w:val="{style}"/>{more}')

    def test_a_style_brings_its_list_and_level(self) -> None:
        body = self.styled("Muc1") + self.styled("Muc2") + self.styled("Con") + self.styled("Muc1")
        assert shown(body, numbering=self.LISTS, styles=self.STYLES) == ["I. x", "1. x", "2. x", "II. x"]

    def test_a_paragraph_can_leave_the_list_of_its_style(self) -> None:
        body = self.styled("Muc1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + self.styled("Muc1")
        assert shown(body, numbering=self.LISTS, styles=self.STYLES) == ["x", "I. x"]

    def test_a_definition_that_names_a_numbering_style_counts_with_it(self) -> None:
        assert shown(items(1, 2), numbering=self.LISTS, styles=self.STYLES) == ["I. x", "II. x"]

    def test_a_level_is_found_by_the_style_where_the_paragraph_names_none(self) -> None:
        body = self.styled("Muc2", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        assert shown(body, numbering=self.LISTS, styles=self.STYLES) == ["1. x"]


class TestWhatCounts:
    LISTS = numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1.")))

    def test_rows_of_a_table_without_text(self) -> None:
        number = cell(paragraph(properties=list_of(1)))
        body = table(row("TT", "Nhiệm vụ"), row(number, "Rà soát"), row(number, "Báo cáo"))
        assert shown(body, numbering=self.LISTS) == ["TT", "Nhiệm vụ", "1.", "Rà soát", "2.", "Báo cáo"]

    def test_an_empty_paragraph_shows_its_number(self) -> None:
        assert shown(paragraph(properties=list_of(1)) + items(1), numbering=self.LISTS) == ["1.", "2. x"]

    def test_deleted_paragraphs_do_not_count(self) -> None:
        gone = paragraph(f"<w:del>{run('y')}</w:del>", properties=f"{list_of(1)}<w:rPr><w:del/></w:rPr>")
        assert shown(items(1) + gone + items(1), numbering=self.LISTS) == ["1. x", "2. x"]

    def test_hidden_paragraphs_count_without_a_number(self) -> None:
        # so Word begins a list at 3: it puts hidden paragraphs in front
        hidden = paragraph(properties=f"{list_of(1)}<w:rPr><w:vanish/></w:rPr>")
        assert shown(hidden * 2 + items(1), numbering=self.LISTS) == ["3. x"]

    def test_a_paragraph_that_runs_on_keeps_its_number(self) -> None:
        first = paragraph("Mục đích. ", properties=f"{list_of(1)}<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
        assert shown(first + paragraph("Bảo đảm") + items(1), numbering=self.LISTS) == ["1. Mục đích. Bảo đảm", "2. x"]

    def test_a_hidden_number_counts(self) -> None:
        hidden = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
        assert shown(items(1), numbering=numbering(one(1, 0), abstract=definition(0, hidden))) == ["x"]

    def test_text_boxes_headers_and_notes_count_for_themselves(self) -> None:
        body = items(1) + paragraph("a", text_box(paragraph("b", properties=list_of(1)))) + items(1)
        assert shown(body, numbering=self.LISTS) == ["1. x", "a", "1. b", "2. x"]

    def test_a_table_in_a_cell_counts_where_it_stands(self) -> None:
        inner = table(row(cell(paragraph("b", properties=list_of(1)))))
        body = table(row(cell(paragraph("a", properties=list_of(1)), inner, paragraph("c", properties=list_of(1))), "d"))
        assert shown(body, numbering=self.LISTS) == ["1. a\n3. c", "d", "2. b"]

    def test_a_number_in_a_covered_cell_does_not_count_and_is_said(self) -> None:
        number = paragraph(properties=list_of(1))
        body = table(
            row(cell(number, properties='<w:vMerge w:val="restart"/>'), "a"),
            row(cell(number, properties="<w:vMerge/>"), "b"),
            row(cell(number), "c"),
        )
        paper = read(body, numbering=self.LISTS)
        assert [text for _, text in paper.texts()] == ["1.", "a", "b", "2.", "c"]
        assert [doubt.reason for doubt in paper.doubts] == ["table_structure"]


def test_a_format_that_is_not_known_is_written_in_digits_and_said() -> None:
    lists = numbering(one(1, 0), abstract=definition(0, level(0, "vietnameseCounting", "%1.")))
    paper = read(items(1), numbering=lists)
    assert [text for _, text in paper.texts()] == ["1. x"]
    assert [doubt.reason for doubt in paper.doubts] == ["reading_limit"]


@pytest.mark.parametrize(
    "body", [items(7), items((1, 4)), paragraph("x", properties='<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>')]
)
def test_a_list_or_level_that_is_not_there_shows_nothing(body: str) -> None:
    assert shown(body, numbering=numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1.")))) == ["x"]


def test_a_number_stands_before_legacy_letters() -> None:
    lists = numbering(one(1, 0), abstract=definition(0, level(0, "decimal", "%1.")))
    block = read(paragraph(run("hoµ", '<w:rFonts w:ascii=".VnTime"/>'), properties=list_of(1)), numbering=lists).blocks[0]
    assert [(run.start, run.end) for run in block.legacy] == [(3, 6)]  # type: ignore[union-attr]

"""Legal bases: which acts a paragraph stands on, and what each of them is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse.interpret.bases import find_acts, read_bases, read_date, read_number, read_reference, resolve
from planparse.plan import LegalBasis, Source
from planparse.vocab.acts import known_acts, meant

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def facts(base: LegalBasis) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    return base.doc_type.code if base.doc_type else None, base.number, base.date, base.issuer, base.subject


def one(text: str) -> LegalBasis:
    (base,) = read_bases(text)
    return base


def numbers(text: str) -> list[str | None]:
    return [base.number for base in read_bases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Căn cứ Nghị quyết số 12-NQ/TW, ngày 22/12/2026 của Bộ Chính trị về phát triển làng nghề;",
            ("NQ", "12-NQ/TW", "2026-12-22", "Bộ Chính trị", "phát triển làng nghề"),
        ),
        (
            "Căn cứ Chỉ thị số 7/CT-TTg ngày 02/9/2026 của Thủ tướng Chính phủ về việc đẩy mạnh việc A;",
            ("CT", "7/CT-TTg", "2026-09-02", "Thủ tướng Chính phủ", "về việc đẩy mạnh việc A"),
        ),
        (
            "Căn cứ Nghị định số 30/2026/NĐ-CP ngày 05 tháng 3 năm 2026 của Chính phủ quy định về A.",
            ("NĐ", "30/2026/NĐ-CP", "2026-03-05", "Chính phủ", "quy định về A"),
        ),
        ("Căn cứ Thông tư 14/2026/TT-BNV ngày 1.2.2026 của Bộ Nội vụ", ("TT", "14/2026/TT-BNV", "2026-02-01", "Bộ Nội vụ", None)),
        ("Thực hiện Luật Hộ tịch năm 2014;", ("L", None, "2014", None, "Hộ tịch")),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025;",
            ("L", "72/2025/QH15", "2025-06-16", None, "Tổ chức chính quyền địa phương"),
        ),
        ("Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;", ("L", None, "2013-06-19", None, "Phòng, chống thiên tai")),
        (
            "Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi ngày 17/6/2026;",
            ("L", None, "2026-06-17", None, "Sửa đổi, bổ sung một số điều của Luật Đê điều và Luật Thủy lợi"),
        ),
        (
            "Căn cứ Quyết định số 5/QĐ-BNN ngày 4/2/2026 của Bộ Nông nghiệp (nay là Bộ Nông nghiệp và Môi trường) về việc phê duyệt Đề án A;",
            ("QĐ", "5/QĐ-BNN", "2026-02-04", "Bộ Nông nghiệp", "về việc phê duyệt Đề án A"),
        ),
        (
            "Căn cứ Quyết định số 3-QĐ/BCĐ ngày 1/8/2026 của Ban Chỉ đạo về đổi mới sáng tạo và chuyển đổi số tỉnh ban hành Chương trình A;",
            ("QĐ", "3-QĐ/BCĐ", "2026-08-01", "Ban Chỉ đạo về đổi mới sáng tạo và chuyển đổi số tỉnh", "ban hành Chương trình A"),
        ),
        (
            "Căn cứ Kế hoạch số 9/KH-UBND của Bộ Văn hóa, Thể thao và Du lịch phê duyệt A;",
            ("KH", "9/KH-UBND", None, "Bộ Văn hóa, Thể thao và Du lịch", "phê duyệt A"),
        ),
        (
            "Thực hiện Chỉ thị số 3/CT-TTg ngày 2/3/2026 của Thủ tướng Chính phủ “về tăng cường A”;",
            ("CT", "3/CT-TTg", "2026-03-02", "Thủ tướng Chính phủ", "tăng cường A"),
        ),
        (
            "Căn cứ Kế hoạch liên tịch số 5/KHLT-CA-GD ngày 1/2/2026 giữa Công an tỉnh và Sở Giáo dục về A;",
            ("KH", "5/KHLT-CA-GD", "2026-02-01", "Công an tỉnh và Sở Giáo dục", "A"),
        ),
        (
            "Theo đề nghị của Phòng Kinh tế, Hạ tầng và Đô thị tại Tờ trình số 12/TTr-KTHTĐT ngày 5/1/2026.",
            ("TTr", "12/TTr-KTHTĐT", "2026-01-05", "Phòng Kinh tế, Hạ tầng và Đô thị", None),
        ),
        (
            "Thực hiện ý kiến chỉ đạo của Chủ tịch UBND tỉnh về việc A tại Công văn số 99/UBND-KGVX&NC ngày 3/3/2026",
            ("CV", "99/UBND-KGVX&NC", "2026-03-03", "Chủ tịch UBND tỉnh", None),
        ),
        ("Căn cứ Nghị quyết Đại hội Đảng bộ tỉnh lần thứ I;", ("NQ", None, None, None, "Đại hội Đảng bộ tỉnh lần thứ I")),
        ("- Luật Công nghệ thông tin ngày 29/6/2006;", ("L", None, "2006-06-29", None, "Công nghệ thông tin")),
        (
            "Căn cứ Kế hoạch số 4/KH-UBND ngày /12/2026 của UBND tỉnh về A (sau đây viết tắt là Kế hoạch số 4);",
            ("KH", "4/KH-UBND", "2026-12", "UBND tỉnh", "A"),
        ),
    ],
)
def test_one_act(text: str, expected: tuple[str | None, ...]) -> None:
    assert facts(one(text)) == expected
    assert one(text).text == text.strip("-;.: ")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("149/NQ -CP", "149/NQ-CP"),
        ("57- NQ/TW", "57-NQ/TW"),
        ("46 - CT/TW", "46-CT/TW"),
        ("251/KH-\nUBND", "251/KH-UBND"),
        ("8 /KH- UBND", "8/KH-UBND"),
    ],
)
def test_a_number_that_blanks_cut_is_one(written: str, number: str) -> None:
    assert numbers(f"Căn cứ Nghị quyết số {written} ngày 1/2/2026 của Bộ Chính trị;") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ chức năng, nhiệm vụ được giao;",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.",
        "Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch năm 2027 như sau:",
        "Kế hoạch này có hiệu lực kể từ ngày ký.",
        "THỰC HIỆN NGHỊ QUYẾT SỐ 48/NQ-CP NGÀY 03/4/2026 CỦA CHÍNH PHỦ",
        "- Thực hiện kiểm tra theo quy định tại Thông tư số 23/2026/TT-BCT.",
        "",
    ],
)
def test_what_is_no_basis(text: str) -> None:
    assert read_bases(text) == ()


def test_acts_of_one_sentence_in_order() -> None:
    text = (
        "Thực hiện Chỉ thị số 4-CT/TU ngày 5/8/2026 của Tỉnh ủy về A; Kế hoạch số 7/KH-UBND của UBND tỉnh về B và Kế hoạch số 8/KH-UBND của UBND "
        "tỉnh về C, Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch thực hiện Nghị quyết số 9-NQ/TW như sau:"
    )
    place = Source(line=7)
    bases = read_bases(text, place)
    assert [base.number for base in bases] == ["4-CT/TU", "7/KH-UBND", "8/KH-UBND"]
    assert [base.subject for base in bases] == ["A", "B", "C"]
    assert [base.text for base in bases] == [
        "Thực hiện Chỉ thị số 4-CT/TU ngày 5/8/2026 của Tỉnh ủy về A",
        "Kế hoạch số 7/KH-UBND của UBND tỉnh về B",
        "Kế hoạch số 8/KH-UBND của UBND tỉnh về C",
    ]
    assert all(base.source == place for base in bases)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # cited inside another's subject
        ("Căn cứ Kế hoạch số 1/KH-UBND của UBND tỉnh về thực hiện Nghị quyết số 2-NQ/TW của Bộ Chính trị về A;", ["1/KH-UBND"]),
        (
            "Căn cứ Kế hoạch số 1/KH-UBND của UBND tỉnh thực hiện Nghị quyết số 2/NQ-CP của Chính phủ và Kế hoạch số 3-KH/TU về A;",
            ["1/KH-UBND"],
        ),
        ("Căn cứ Nghị định số 1/2026/NĐ-CP quy định chi tiết Luật Đê điều và Luật Sửa đổi, bổ sung Luật Đê điều;", ["1/2026/NĐ-CP"]),
        ("Căn cứ Quyết định số 1/QĐ-UBND của UBND tỉnh (sửa đổi bởi Quyết định số 2/QĐ-UBND) về A;", ["1/QĐ-UBND"]),
        ("Căn cứ Quyết định số 1/QĐ-UBND phê duyệt “Chiến lược thực hiện Quyết định số 2/QĐ-TTg; giai đoạn 2”;", ["1/QĐ-UBND"]),
        # joined on one level
        ("Thực hiện Kế hoạch số 1-KH/TU của Tỉnh ủy và Kế hoạch số 2/KH-UBND của UBND tỉnh thực hiện Luật A;", ["1-KH/TU", "2/KH-UBND"]),
        (
            "Thực hiện Nghị quyết số 1/NQ-CP của Chính phủ về A (Nghị quyết số 1/NQ-CP), Quyết định số 2/QĐ-BCA về B;",
            ["1/NQ-CP", "2/QĐ-BCA"],
        ),
        (
            "Thực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh về thực hiện Nghị quyết số 2-NQ/TW của Bộ Chính trị về A và Kế hoạch số 3-KH/ĐU của Đảng "
            "ủy phường về B",
            ["1/KH-UBND", "3-KH/ĐU"],
        ),
        (
            "Thực hiện Thông tri số 1-TT/TU của Thành ủy về A và hướng dẫn của Bộ Nội vụ tại Công văn số 2/BNV-CT về B;",
            ["1-TT/TU", "2/BNV-CT"],
        ),
        ("Căn cứ Kế hoạch số 1/KH-UBND về A; tăng tốc, bứt phá năm 2026; Kế hoạch số 2/KH-UBND về B", ["1/KH-UBND", "2/KH-UBND"]),
        ("Căn cứ Luật Đê điều; Căn cứ Kế hoạch số 2/KH-UBND về B", [None, "2/KH-UBND"]),
        ("*Căn cứ Luật A ngày 1/2/2026;* *Căn cứ Luật B ngày 3/4/2026;*", [None, None]),
    ],
)
def test_levels(text: str, expected: list[str | None]) -> None:
    assert numbers(text) == expected


def test_a_list_gives_its_type_and_shares_its_end() -> None:
    bases = read_bases(
        "Thực hiện các Quyết định: số 1/QĐ-X ngày 1/2/2026, số 2/QĐ-X; số 3/QĐ-X ngày 3/4/2026 của Thủ tướng Chính phủ về A;"
    )
    assert [facts(base) for base in bases] == [
        ("QĐ", "1/QĐ-X", "2026-02-01", "Thủ tướng Chính phủ", "A"),
        ("QĐ", "2/QĐ-X", None, "Thủ tướng Chính phủ", "A"),
        ("QĐ", "3/QĐ-X", "2026-04-03", "Thủ tướng Chính phủ", "A"),
    ]
    assert numbers("Thực hiện các Nghị quyết số 57-NQ/TW, 59-NQ/TW và 66-NQ/TW của Bộ Chính trị, UBND xã ban hành Kế hoạch") == [
        "57-NQ/TW",
        "59-NQ/TW",
        "66-NQ/TW",
    ]
    bases = read_bases(
        "Căn cứ các Nghị định của Chính phủ quy định chi tiết A (số 1/2026/NĐ-CP ngày 7/5/2026 và số 2/2026/NĐ-CP sửa đổi B);"
    )
    assert [(base.number, base.issuer, base.subject) for base in bases] == [
        ("1/2026/NĐ-CP", "Chính phủ", None),
        ("2/2026/NĐ-CP", "Chính phủ", "sửa đổi B"),
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Suối Mơ, ngày24 tháng 02năm 2026", "2026-02-24"),
        ("ngày 5/01/2026", "2026-01-05"),
        ("ngày    tháng    năm 2026", "2026"),
        ("ngày …/…/2026", "2026"),
        ("ngày  tháng 4 năm 2026", "2026-04"),
        ("tháng 6/2026", "2026-06"),
        ("ngày 30/02/2026", None),
        ("ngày 12/13/2026", None),
        ("ngày 5 tháng 4 năm", None),
        ("Số 12/2026/NĐ-CP", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("raw", "code", "sequence", "symbol"),
    [
        ("Số: 188/KH-UBND", "188/KH-UBND", "188", "KH-UBND"),
        ("Số: /KH-UBND", None, None, "KH-UBND"),
        ("Số: ……/KH-UBND", None, None, "KH-UBND"),
        ("Số: 0125/KH-UBND", "0125/KH-UBND", "0125", "KH-UBND"),
        ("Số 12-CTr/ĐU", "12-CTr/ĐU", "12", "CTr/ĐU"),
        ("Số: 24 -KH/ĐU", "24-KH/ĐU", "24", "KH/ĐU"),
        ("Số:996 /KH-TCTLNTW-C04", "996/KH-TCTLNTW-C04", "996", "KH-TCTLNTW-C04"),
        ("Số: 16/KH- MTTQ-BTT", "16/KH-MTTQ-BTT", "16", "KH-MTTQ-BTT"),
        ("Số: 3/2026/QĐ-UBND", "3/2026/QĐ-UBND", "3", "2026/QĐ-UBND"),
        ("Số: 15", "15", "15", None),
        ("Số:", None, None, None),
    ],
)
def test_header_numbers(raw: str, code: str | None, sequence: str | None, symbol: str | None) -> None:
    number = read_number(raw)
    assert (number.raw, number.code, number.sequence, number.symbol) == (raw, code, sequence, symbol)


def test_references() -> None:
    found = read_reference("(Ban hành kèm theo Quyết định số: …/QĐ-UBND ngày … tháng … năm 2026 của Ủy ban nhân dân xã Suối Mơ)")
    assert found is not None
    assert facts(found) == ("QĐ", None, "2026", "Ủy ban nhân dân xã Suối Mơ", None)
    found = read_reference("Theo các mốc thời gian tại Phương án số 71/PA-UBND ngày 14/11/2026 của UBND tỉnh")
    assert found is not None
    assert facts(found) == ("PA", "71/PA-UBND", "2026-11-14", "UBND tỉnh", None)
    assert read_reference("Thường xuyên") is None


def test_references_resolve_to_the_one_base_that_is_the_same_act() -> None:
    bases = read_bases(
        "Căn cứ Kế hoạch số 0188/KH-UBND ngày 27/12/2026 của UBND tỉnh về A; Kế hoạch số 2-KH/ĐU ngày 5/1/2027 của Đảng ủy phường; Quyết định số "
        "5/QĐ-UBND ngày 1/2/2026 của UBND tỉnh; Quyết định số 6/QĐ-UBND ngày 1/2/2026 của UBND tỉnh;"
    )

    def pointer(text: str) -> str | None:
        reference = read_reference(text)
        assert reference is not None
        return resolve(reference, bases)

    assert pointer("Kế hoạch số 188/KH-UBND") == "/legal_bases/0"
    assert pointer("Kế hoạch số 188/KH-UBND ngày 27/12/2026") == "/legal_bases/0"
    assert pointer("Kế hoạch số 188/KH-UBND ngày 27/12/2024") is None
    assert pointer("Kế hoạch của tỉnh") == "/legal_bases/0"
    assert pointer("Kế hoạch của Đảng ủy phường") == "/legal_bases/1"
    assert pointer("Quyết định của UBND tỉnh") is None
    assert pointer("Thông báo của UBND tỉnh") is None


def test_every_act_that_a_text_cites() -> None:
    found = find_acts(
        "Theo Nghị định số 1/2026/NĐ-CP ngày 2/3/2026 của Chính phủ (sửa bởi Nghị định số 4/2026/NĐ-CP) và Luật Đê điều năm 2026."
    )
    assert [(act.number, act.date) for act in found] == [("1/2026/NĐ-CP", "2026-03-02"), ("4/2026/NĐ-CP", None), (None, "2026")]
    assert found[0].text == "Nghị định số 1/2026/NĐ-CP ngày 2/3/2026 của Chính phủ"


def test_the_bases_of_the_seed() -> None:
    text, reading = CORPUS / "seed" / "bach-quang-cchc-2026.txt", CORPUS / "seed" / "bach-quang.reading.json"
    if not text.exists():
        pytest.skip("the corpus is absent")
    lines = [line for line in text.read_text(encoding="utf-8").splitlines() if line.startswith("Căn cứ")]
    bases = [one(line) for line in lines]
    wanted = json.loads(reading.read_text(encoding="utf-8"))["legal_bases"]
    assert [facts(base) for base in bases] == [
        (base["doc_type"]["code"], base["full_number"], base["date"], base["issuer"]["name"], base["subject"]) for base in wanted
    ]


def test_known_acts_are_cited_as_the_corpus_cites_them() -> None:
    paths = sorted(CORPUS.glob("texts/*.txt"))
    if not paths:
        pytest.skip("the corpus is absent")
    differ = set()
    for path in paths:
        for act in find_acts(path.read_text(encoding="utf-8").replace("*", "")):
            known = meant(act.number, act.date, act.subject) if act.number else None
            if known is not None and act.date and act.date != known.date:
                differ.add((path.stem, act.number))
    assert differ == {("153-KH-UBND", "163/2024/QH15")}


def test_known_acts_are_whole() -> None:
    for act in known_acts():
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", act.date)
        (base,) = read_bases(f"Căn cứ Nghị quyết số {act.number} ngày 1/2/2026;")
        assert base.number == act.number


WORDS = (
    "Căn cứ|Thực hiện|các|Nghị quyết|Luật|Luật sửa đổi|Kế hoạch|số|số:|12/KH-UBND|5-NQ/TW|3/2026/NĐ-CP|/KH-UBND|ngày 1/2/2026|ngày|tháng|năm 2026|"
    "của Chính phủ|của|UBND tỉnh|về việc|về|ban hành|và|;|,|.|(|)|“|”|\n|tại|Theo đề nghị|Tờ trình|đề nghị của|A"
)
words = st.sampled_from(WORDS.split("|"))


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.lists(words, max_size=25).map(" ".join), st.text(max_size=80)))
def test_any_text_is_read_and_each_base_is_a_piece_of_it(text: str) -> None:
    at = 0
    for base in read_bases(text):
        assert base.text
        assert base.text in text
        assert text.find(base.text, at) >= at
        at = text.find(base.text, at) + len(base.text)
    for act in find_acts(text):
        assert act.text in text
    read_reference(text)
    read_date(text)
    assert read_number(text).raw == text.strip()

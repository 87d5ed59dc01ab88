"""PP101-PP113: the head of the document and how its parts are numbered. Decree 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.check.case import Case
from planparse.check.numbering import broken
from planparse.check.rule import Rules, Said, said
from planparse.finding import Fix
from planparse.plan import Node
from planparse.vocab import layout
from planparse.vocab.spelling import fold

RULES = Rules()

_SYMBOL = re.compile(r"(?:[^\W\d_]+\d*)(?:[-/&][^\W\d_]+\d*)*")
_DAY = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})", re.IGNORECASE)


@RULES("PP101", "warning")
def no_national_title(case: Case) -> Iterator[Said]:
    """The national title and motto are not in the text.

    Why: they open every administrative document; where they are missing, the head was often lost when the file was made.
    Bad: Số: 12/KH-UBND
    Good: CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.1
    """
    if case.is_plan and not (case.plan.header.national_title and case.plan.header.motto):
        yield said("/header")


@RULES("PP102", "warning")
def no_issuer(case: Case) -> Iterator[Said]:
    """The name of the office that issues the plan does not stand in the letterhead.

    Why: whoever reads the plan must see at the top who issued it.
    Bad: Số: 12/KH-UBND (phía trên không có gì)
    Good: ỦY BAN NHÂN DÂN / XÃ SUỐI MƠ
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.2
    """
    issuer = case.plan.header.issuing_authority
    if case.is_plan and (issuer is None or issuer.raw != issuer.raw.upper()):
        yield said("/header/issuing_authority" if issuer else "/header")


@RULES("PP103", "warning")
def blank_number(case: Case) -> Iterator[Said]:
    """The number is not in the text.

    Why: others cite the plan by it. It is given after signing, so a draft or an electronic document may lack it: no error.
    Bad: Số: /KH-UBND
    Good: Số: 12/KH-UBND
    Source: Nghị định 30/2020/NĐ-CP, Điều 15; Phụ lục I, phần I, mục II.3
    """
    number = case.plan.header.number
    if case.is_plan and (number is None or number.sequence is None):
        yield said("/header/number" if number else "/header", raw=number.raw if number else "")


@RULES("PP104", "error")
def symbol_does_not_fit(case: Case) -> Iterator[Said]:
    """The symbol behind the number is that of another kind of document.

    Why: a plan is cited as KH, a decision as QĐ; the wrong symbol leads to another document.
    Bad: Số: 12/QĐ-UBND phía trên chữ KẾ HOẠCH
    Good: Số: 12/KH-UBND phía trên chữ KẾ HOẠCH
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.3; Phụ lục III
    """
    number, kind = case.plan.header.number, case.plan.header.doc_type
    if case.is_plan and number and number.symbol and kind:
        code = re.split(r"[-/]", number.symbol)[0]
        if code != kind.code and code in ("KH", "QĐ", "TTr", "TB", "BC", "CT", "CTr", "ĐA", "PA", "HD"):
            yield said("/header/number/symbol", symbol=number.symbol, kind=kind.name, code=kind.code)


@RULES("PP105", "warning")
def blank_day(case: Case) -> Iterator[Said]:
    """The day, or the day and month, of issue is not in the text.

    Why: deadlines and the validity count from it. It is given after signing, so a draft may lack it: no error.
    Bad: Suối Mơ, ngày   tháng 12 năm 2026
    Good: Suối Mơ, ngày 18 tháng 12 năm 2026
    Source: Nghị định 30/2020/NĐ-CP, Điều 15; Phụ lục I, phần I, mục II.4
    """
    header = case.plan.header
    if case.is_plan and (header.date is None or len(header.date) < 10):
        yield said("/header/date_raw" if header.date_raw else "/header", raw=header.date_raw or "")


@RULES("PP106", "info")
def day_without_zero(case: Case) -> Iterator[Said]:
    """A day below 10, or month 1 or 2, is written without its zero.

    Why: the decree asks for the zero, so that no digit can be put in front later.
    Bad: ngày 5 tháng 1 năm 2026
    Good: ngày 05 tháng 01 năm 2026
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4
    """
    found = _DAY.search(case.plan.header.date_raw or "")
    if found and (found["day"] in tuple("123456789") or found["month"] in ("1", "2")):
        right = f"ngày {int(found['day']):02} tháng {found['month'].zfill(2) if found['month'] in ('1', '2') else found['month']}"
        yield said("/header/date_raw", fix=Fix(original=found[0], replacement=right), raw=case.plan.header.date_raw)


@RULES("PP107", "warning")
def place_is_not_the_issuer_s(case: Case) -> Iterator[Said]:
    """The place before the date is not the commune whose office issues the plan.

    Why: it is a typical leftover of a copied plan of another commune.
    Bad: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... Lạc Khê, ngày 18 tháng 12 năm 2026
    Good: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... Suối Mơ, ngày 18 tháng 12 năm 2026
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4
    """
    header = case.plan.header
    issuer = header.issuing_authority
    if not (header.place and issuer and issuer.locality and issuer.level == "commune" and issuer.kind == "government"):
        return
    here, there = fold(header.place), fold(issuer.locality)
    if there not in here and here not in there:
        yield said("/header/place", place=header.place, locality=issuer.locality)


@RULES("PP108", "error")
def no_title(case: Case) -> Iterator[Said]:
    """The plan has no title below its kind.

    Why: without it nobody can tell what the plan is about, or file it.
    Bad: KẾ HOẠCH / Căn cứ ...
    Good: KẾ HOẠCH / Chuyển đổi số xã Suối Mơ năm 2027
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.5
    """
    if case.is_plan and not case.plan.header.title:
        yield said("/header/doc_type")


@RULES("PP109", "error")
def symbol_of_another_office(case: Case) -> Iterator[Said]:
    """The symbol names another office than the letterhead.

    Why: HĐND and UBND, a party committee and a front have numbers of their own.
    Bad: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... Số: 12/KH-HĐND
    Good: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... Số: 12/KH-UBND
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.3
    """
    number, issuer = case.plan.header.number, case.plan.header.issuing_authority
    if number and number.symbol and issuer and issuer.id in ("ubnd", "hdnd") and issuer.raw == issuer.raw.upper():
        other = {"ubnd": "HĐND", "hdnd": "UBND"}[issuer.id]
        if number.symbol.endswith(f"-{other}"):
            yield said("/header/number/symbol", symbol=number.symbol, issuer=issuer.name)


@RULES("PP110", "warning", "error")
def roman_numbers(case: Case) -> Iterator[Said]:
    """A Roman number of the sections is repeated or skipped.

    Why: "mục III" must mean one section; a skipped number makes the reader look for a page that is missing.
    Bad: III. NHIỆM VỤ ... III. KINH PHÍ
    Good: III. NHIỆM VỤ ... IV. KINH PHÍ
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    if case.is_plan and case.whole_read:
        for at, before, now, repeated in broken(case.plan.sections, roman=True):
            yield said(f"/sections/{at}/marker", "error" if repeated else None, "repeated" if repeated else "said", before=before, now=now)


@RULES("PP111", "warning")
def numbers_below(case: Case) -> Iterator[Said]:
    """A number or letter below a section is repeated or skipped.

    Why: duties are cited as "điểm b khoản 2 mục II".
    Bad: 1. ... 2. ... 2. ...
    Good: 1. ... 2. ... 3. ...
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    if not (case.is_plan and case.whole_read):
        return
    for pointer, node in case.nodes:
        for at, before, now, repeated in broken(node.children, roman=False):
            yield said(f"{pointer}/children/{at}/marker", None, "repeated" if repeated else "said", before=before, now=now)


@RULES("PP112", "warning")
def heading_without_words(case: Case) -> Iterator[Said]:
    """A number stands alone: no title, no text, nothing below it.

    Why: it is what a deleted part leaves behind.
    Bad: 2. (trống) 3. Yêu cầu
    Good: 2. Yêu cầu
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    for pointer, node in case.nodes:
        if node.marker and node.marker[-1].isalnum() and _is_empty(node):
            yield said(pointer, marker=node.marker)


def _is_empty(node: Node) -> bool:
    return not (node.title or node.text or node.children or node.rows)


@RULES("PP113", "info")
def ends_of_bases(case: Case) -> Iterator[Said]:
    """A base does not end with a semicolon, or the last one not with a full stop.

    Why: the bases are one sentence in lines; the stop says that none is missing.
    Bad: Căn cứ Luật ...; Căn cứ Nghị quyết ...;
    Good: Căn cứ Luật ...; Căn cứ Nghị quyết ....
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6
    """
    bases = case.plan.legal_bases
    if not case.is_plan or case.plan.document.extraction != "text" or not all(layout.opens_with(base.text, "basis") for base in bases):
        return
    for at, base in enumerate(bases):
        last = at == len(bases) - 1
        # Behind a comma the sentence goes on: "..., Ủy ban nhân dân xã ban hành".
        if (base.ending not in (".", ",")) if last else (base.ending != ";"):
            words = " ".join(base.text.split()[-6:])
            fix = Fix(original=words, replacement=f"{words}{'.' if last else ';'}")
            yield said(f"/legal_bases/{at}", None, "last" if last else "said", fix, words=words)
            return

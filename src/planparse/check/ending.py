"""PP120-PP134: what closes the document: the end mark, recipients, signature, annexes, abbreviations. Decree 30/2020/NĐ-CP, Annex I."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.check.abbreviations import introduced, used
from planparse.check.case import Case, words
from planparse.check.rule import Rules, Said, said
from planparse.finding import Fix
from planparse.plan import Annex
from planparse.vocab.spelling import fold

RULES = Rules()

_DEGREE = re.compile(r"^(?:ThS|TS|PGS|GS|BS|KS|CN|Đ/c|Đồng chí|Ông|Bà)\b\.?", re.IGNORECASE)
_MENTIONS = ("phụ lục", "kèm theo", "danh mục", "biểu", "đính kèm")


@RULES("PP120", "info")
def no_end_mark(case: Case) -> Iterator[Said]:
    """The text does not end with "./.".

    Why: the mark shows that the last page is there and nothing was added.
    Bad: ... để được hướng dẫn.
    Good: ... để được hướng dẫn./.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mẫu 1.4 (thông lệ "./.")
    """
    closing = case.plan.closing
    if case.is_plan and closing and "./." not in closing.replace(" ", ""):
        last = " ".join(closing.split()[-6:])
        yield said("/closing", fix=Fix(original=last, replacement=f"{last.rstrip(' .;')}./."))


@RULES("PP121", "warning")
def no_recipients(case: Case) -> Iterator[Said]:
    """There is no list of recipients.

    Why: it says who has to know and to act.
    Bad: (không có "Nơi nhận:")
    Good: Nơi nhận: - UBND tỉnh; - Lưu: VT.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9
    """
    if case.is_plan and case.whole_read and case.plan.signature and not case.plan.recipients:
        yield said("")


@RULES("PP122", "warning")
def archive_line(case: Case) -> Iterator[Said]:
    """The recipients do not end with the archive line `Lưu: VT`.

    Why: one copy stays with the clerk (văn thư); the line says where the original is.
    Bad: - Lưu: VP, VHXH
    Good: - Lưu: VT, VHXH.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9
    """
    issuer = case.plan.header.issuing_authority
    if not (case.is_plan and case.plan.recipients and issuer and issuer.kind == "government"):
        return
    lines = [at for at, one in enumerate(case.plan.recipients) if fold(one.name).startswith("lưu")]
    if not lines:
        yield said(f"/recipients/{len(case.plan.recipients) - 1}", None, "absent")
    elif not re.search(r"\b(?:VT|văn thư)", case.plan.recipients[lines[0]].name, re.IGNORECASE):
        yield said(f"/recipients/{lines[0]}", line=case.plan.recipients[lines[0]].name)


@RULES("PP123", "info")
def recipients_punctuation(case: Case) -> Iterator[Said]:
    """The archive line does not end with a full stop.

    Why: the stop closes the list; after it nobody can add a recipient.
    Bad: - Lưu: VT, VHXH
    Good: - Lưu: VT, VHXH.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.9
    """
    for at, one in enumerate(case.plan.recipients):
        if case.is_plan and fold(one.name).startswith("lưu") and not re.search(r"[.)\d*]\s*$|\b(?:bản|b)\b", one.raw):
            yield said(f"/recipients/{at}", fix=Fix(original=one.raw, replacement=f"{one.raw.rstrip(' ;,')}."), line=one.name)
            return


@RULES("PP124", "error")
def no_signature(case: Case) -> Iterator[Said]:
    """There is no signature block, or it names no signer.

    Why: a plan without a signer binds nobody.
    Bad: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH (không có họ tên)
    Good: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Nông Thị Lụa
    Source: Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, phần I, mục II.7
    """
    sign = case.plan.signature
    if not (case.is_plan and case.whole_read) or "two_documents" in case.reasons:
        return
    if sign is None:
        yield said("")
    elif not sign.name:
        yield said("/signature", None, "unnamed", position=sign.position or sign.authority or "")


@RULES("PP125", "warning")
def authority_of_signature(case: Case) -> Iterator[Said]:
    """A chairman signs the plan of a People's Committee without `TM. ỦY BAN NHÂN DÂN`.

    Why: the Committee issues the plan as a body; its chairman signs on its behalf.
    Bad: CHỦ TỊCH / Nông Thị Lụa
    Good: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Nông Thị Lụa
    Source: Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, phần I, mục II.7
    """
    sign, issuer, kind = case.plan.signature, case.plan.header.issuing_authority, case.plan.header.doc_type
    if (
        sign
        and issuer
        and issuer.id == "ubnd"
        and kind
        and kind.code == "KH"
        and not sign.authority
        and fold(sign.position or "") == "chủ tịch"
    ):
        yield said("/signature", issuer=issuer.name)


@RULES("PP126", "warning")
def deputy_without_kt(case: Case) -> Iterator[Said]:
    """A deputy signs without `KT.`.

    Why: a deputy signs in place of the head, and says so.
    Bad: TM. ỦY BAN NHÂN DÂN / PHÓ CHỦ TỊCH
    Good: TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH
    Source: Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, phần I, mục II.7
    """
    sign = case.plan.signature
    if sign and fold(sign.position or "").startswith("phó ") and not re.search(r"\b(?:KT|TL|TUQ)\b", sign.authority or ""):
        yield said("/signature", position=sign.position)


@RULES("PP127", "info")
def degree_before_name(case: Case) -> Iterator[Said]:
    """A degree or form of address stands before the name of the signer.

    Why: the decree allows only the name; exceptions are for the armed forces, schools, hospitals and scientific institutions.
    Bad: ThS. Nông Thị Lụa
    Good: Nông Thị Lụa
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.7
    """
    sign, issuer = case.plan.signature, case.plan.header.issuing_authority
    if sign and sign.name and issuer and issuer.kind == "government" and _DEGREE.match(sign.name):
        yield said("/signature/name", name=sign.name)


@RULES("PP128", "error")
def annex_refers_elsewhere(case: Case) -> Iterator[Said]:
    """An annex says that it belongs to a plan of another number or date.

    Why: it is what a copied annex still says; the annex then belongs to no plan.
    Bad: Số: 12/KH-UBND ... (Kèm theo Kế hoạch số 45/KH-UBND ...)
    Good: Số: 12/KH-UBND ... (Kèm theo Kế hoạch số 12/KH-UBND ...)
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1
    """
    header = case.plan.header
    for at, annex in enumerate(case.plan.annexes):
        reference = annex.reference
        if not reference or not case.is_plan or header.wraps or (reference.doc_type or header.doc_type) != header.doc_type:
            continue
        code = header.number.code if header.number else None
        if code and reference.number and fold(reference.number).lstrip("0") != fold(code).lstrip("0"):
            yield said(f"/annexes/{at}/reference", there=reference.number, here=code)
        elif header.date and reference.date and not _may_be_one(header.date, reference.date):
            yield said(f"/annexes/{at}/reference", there=reference.date, here=header.date)


def _may_be_one(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@RULES("PP129", "info")
def annex_reference_blank(case: Case) -> Iterator[Said]:
    """The number or day in the reference of an annex is blank.

    Why: in an electronic document the blanks are allowed; on paper they have to be filled in.
    Bad: (Kèm theo Kế hoạch số    /KH-UBND ngày   tháng 12 năm 2026)
    Good: (Kèm theo Kế hoạch số 12/KH-UBND ngày 18 tháng 12 năm 2026)
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1.c
    """
    for at, annex in enumerate(case.plan.annexes):
        if annex.reference and (annex.reference.number is None or len(annex.reference.date or "") < 10):
            yield said(f"/annexes/{at}/reference", text=annex.reference.text)


@RULES("PP130", "warning")
def annex_names_another_issuer(case: Case) -> Iterator[Said]:
    """An annex says that the chairman issued the plan, its head says that the People's Committee did (or the reverse).

    Why: the Committee and its chairman have powers of their own; who issued the plan decides who may change it.
    Bad: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... (Kèm theo Kế hoạch ... của Chủ tịch UBND xã Suối Mơ)
    Good: ỦY BAN NHÂN DÂN XÃ SUỐI MƠ ... (Kèm theo Kế hoạch ... của UBND xã Suối Mơ)
    Source: Luật Tổ chức chính quyền địa phương; Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1
    """
    issuer, kind = case.plan.header.issuing_authority, case.plan.header.doc_type
    for at, annex in enumerate(case.plan.annexes):
        named = annex.reference.issuer if annex.reference else None
        if issuer and named and kind and kind.code == "KH" and issuer.id == "ubnd" and fold(named).startswith("chủ tịch"):
            yield said(f"/annexes/{at}/reference", there=named, here=issuer.name)


@RULES("PP131", "info")
def annex_not_mentioned(case: Case) -> Iterator[Said]:
    """There is an annex, but the text of the plan never refers to one.

    Why: what the text does not mention, nobody is bound to read.
    Bad: (có DANH MỤC, nội dung không nhắc tới)
    Good: Nhiệm vụ cụ thể tại Phụ lục kèm theo.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1.a
    """
    if case.is_plan and case.plan.annexes and any(task.annex is not None for task in case.plan.tasks):
        body = [node.text or node.title or "" for _, node in case.nodes] + [case.plan.closing or ""]
        body += [node.text or "" for node in case.plan.preamble]
        if not any(word in fold(text) for text in body for word in _MENTIONS):
            yield said("/annexes/0", label=_label(case.plan.annexes[0]))


def _label(annex: Annex) -> str:
    return annex.label or annex.title or "Phụ lục"


@RULES("PP132", "info")
def abbreviation_before_its_definition(case: Case) -> Iterator[Said]:
    """An abbreviation is used before the place that explains it.

    Why: whoever reads from the top does not know it yet.
    Bad: ... công tác CĐS ... chuyển đổi số (CĐS)
    Good: ... chuyển đổi số (CĐS) ... công tác CĐS
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục II; kỹ thuật trình bày văn bản
    """
    places = {pointer: at for at, (pointer, _) in enumerate(case.texts)}
    defined = introduced(case)
    for short, pointer in used(case).items():
        if short in defined and places[pointer] < places[defined[short]]:
            yield said(pointer, short=short)


@RULES("PP133", "info")
def abbreviation_never_explained(case: Case) -> Iterator[Said]:
    """An abbreviation that is not in common use is nowhere explained.

    Why: outside the trade it says nothing, and some have several meanings (TTĐT, ĐT, CT).
    Bad: Trung tâm PVHCC
    Good: Trung tâm Phục vụ hành chính công (PVHCC)
    Source: Nghị định 30/2020/NĐ-CP, kỹ thuật trình bày văn bản
    """
    defined, known = introduced(case), set(words("known_abbreviations"))
    unknown = {short: pointer for short, pointer in used(case).items() if short not in defined and fold(short) not in known}
    if unknown and case.is_plan:
        yield said(next(iter(unknown.values())), shorts=", ".join(unknown))


@RULES("PP134", "info")
def mixed_quotes(case: Case) -> Iterator[Said]:
    """Straight and curly quotation marks stand in one document.

    Why: it shows text from several sources; it is a matter of looks only.
    Bad: "6 rõ" ... “Công sở thân thiện”
    Good: “6 rõ” ... “Công sở thân thiện”
    Source: thông lệ trình bày văn bản
    """
    straight = next((pointer for pointer, text in case.texts if '"' in text), None)
    if straight and any("“" in text for _, text in case.texts):
        yield said(straight)

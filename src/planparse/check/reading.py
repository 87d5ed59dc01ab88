"""PP901-PP908: how the document was read: what could not be, what was mended, and what the other rules therefore did not see."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.check.case import Case
from planparse.check.rule import Rules, Said, said

RULES = Rules()

_SURE = 0.95
_UNREAD = ("needs_ocr", "broken_text_layer", "reading_limit")
_TABLE = ("table_structure", "row_join", "merged_across")


@RULES("PP901", "warning")
def not_read(case: Case) -> Iterator[Said]:
    """A part of the document could not be read.

    Why: what stands there was not checked, and rules about what is missing stay quiet.
    Bad: trang chụp, chưa cài nhận dạng chữ
    Good: tệp Word
    Source: planparse (needs_review)
    """
    for mark in case.plan.needs_review:
        if mark.reason in _UNREAD:
            yield said(mark.pointer, detail=mark.detail)


@RULES("PP902", "info")
def not_placed(case: Case) -> Iterator[Said]:
    """Some text fits no part of a plan.

    Why: it is kept, but no rule has looked at it.
    Bad: một dòng nằm giữa chữ ký và phụ lục
    Good: mỗi dòng thuộc một phần
    Source: planparse (unplaced)
    """
    if case.plan.unplaced:
        yield said("/unplaced/0", count=len(case.plan.unplaced), text=case.plan.unplaced[0].text[:80])


@RULES("PP903", "info")
def mended_with_doubt(case: Case) -> Iterator[Said]:
    """A word was mended, and the reading is not wholly sure of it.

    Why: a slip of a scan was taken for the word that fits; the original stands in `corrections`.
    Bad: đưọc
    Good: được
    Source: planparse (corrections)
    """
    for change in case.plan.corrections:
        if change.confidence < _SURE:
            yield said(change.pointer, original=change.original, corrected=change.corrected)


@RULES("PP904", "info")
def table_in_doubt(case: Case) -> Iterator[Said]:
    """The rows or columns of a table could not be made out with certainty.

    Why: findings about its cells may be wrong.
    Bad: bảng chỉ kẻ bằng dấu tab
    Good: bảng có đường kẻ
    Source: planparse (needs_review)
    """
    marks = [mark for mark in case.plan.needs_review if mark.reason in _TABLE]
    if marks:
        yield said(marks[0].pointer, count=len(marks), detail=marks[0].detail)


@RULES("PP905", "info")
def word_in_doubt(case: Case) -> Iterator[Said]:
    """A word is no Vietnamese word, or looks wrong where it stands, and was left as it is.

    Why: a slip of the pen or of a scan.
    Bad: tổ chứ thực hiện
    Good: tổ chức thực hiện
    Source: planparse (needs_review)
    """
    for mark in case.plan.needs_review:
        if mark.reason in ("spelling", "low_confidence"):
            yield said(mark.pointer, detail=mark.detail)


@RULES("PP906", "info")
def broken_by_pages(case: Case) -> Iterator[Said]:
    """A page break cuts the task table or a paragraph.

    Why: the parts were joined; a table that breaks between pages should repeat its header, a paragraph be kept together.
    Bad: tiêu đề bảng gõ lại giữa các dòng
    Good: tiêu đề do Word tự lặp
    Source: planparse (document.stamps)
    """
    headers = [at for at, mark in enumerate(case.plan.document.stamps) if mark.kind == "repeated_header"]
    if headers:
        yield said(f"/document/stamps/{headers[0]}", times=len(headers))


@RULES("PP907", "warning")
def two_documents(case: Case) -> Iterator[Said]:
    """The file holds another document beside the plan.

    Why: only one of them was taken as the plan and checked.
    Bad: hai kế hoạch trong một tệp PDF
    Good: mỗi văn bản một tệp
    Source: planparse (needs_review)
    """
    for mark in case.plan.needs_review:
        if mark.reason == "two_documents":
            yield said(mark.pointer, detail=mark.detail)


@RULES("PP908", "warning")
def no_plan(case: Case) -> Iterator[Said]:
    """The document is not a plan, or its head was not recognised.

    Why: rules about plans stay quiet.
    Bad: thông báo, thông tư, danh sách
    Good: KẾ HOẠCH, hoặc quyết định ban hành kế hoạch
    Source: planparse (header.doc_type)
    """
    if not case.is_plan:
        kind = case.plan.header.doc_type
        yield said("/header", kind=kind.name if kind else "?")

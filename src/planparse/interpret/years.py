"""The year and the period of a plan, from the words of its title, else of its enacting sentence."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )\bnăm\s+(?P<year>20\d\d)\b(?!\s*[-–]\s*20\d\d)", re.IGNORECASE)
_NOT_THE_YEAR = re.compile(
    r"(?:đến|hết|tới|từ|trước|sau|tầm nhìn(?: đến)?|định hướng(?: đến)?|giai đoạn|nhiệm kỳ|kết quả)\s+$", re.IGNORECASE
)
_STAGE = re.compile(
    r"(?:giai đoạn|thời kỳ|từ năm|các năm|hai năm|năm|\d+ năm)\s+(?P<first>20\d\d)\s*(?:[-–]|đến(?: năm)?|và)\s*(?P<last>20\d\d)",
    re.IGNORECASE,
)
_TERM = re.compile(r"nhiệm kỳ\s+(?P<first>20\d\d)\s*[-–]\s*(?P<last>20\d\d)", re.IGNORECASE)
_CHOOSES = re.compile(r"bầu cử|đại hội|hiệp thương|ứng cử", re.IGNORECASE)
"""What prepares a term is not done within it."""
_SCHOOL = re.compile(r"năm học\s+(?P<first>20\d\d)\s*(?:[-–]|đến)\s*(?P<last>20\d\d)", re.IGNORECASE)
_LAST_WORD = re.compile(r"(?:(?!(?:năm|và|hoặc|khóa|số)\s)(?<!\w)[^\W\d]+)\s+(?P<year>20\d\d)\W*$", re.IGNORECASE)
_PART = re.compile(
    r"(?:(?P<half>6|sáu)\s*tháng\s*(?P<which>đầu|cuối)\s*năm|quý\s*(?P<quarter>IV|III|II|I|[1-4])(?:\s*năm|\s*/)?|tháng\s*(?P<month>\d{1,2})\s*(?:năm|/))\s*(?P<year>20\d\d)",
    re.IGNORECASE,
)
_SLASH_DATE = re.compile(r"ngày\s+\d{1,2}\s*(?:tháng|/)\s*\d{1,2}\s*(?:năm|/)\s*20\d\d", re.IGNORECASE)
_DAY = r"(?:\d{1,2}\s*[/.-]\s*){1,2}"
_ANNIVERSARY = re.compile(rf"\(\s*{_DAY}[12]\d{{3}}\s*[-–]\s*{_DAY}(?P<year>20\d\d)\s*\)")
"""From the day that is kept to its return: the plan's year where it was issued then."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ENACTED = re.compile(r"(?s:.*)(?:ban hành|xây dựng)\s+(?:kế hoạch|chương trình|phương án)\b(?P<rest>.*)$", re.IGNORECASE)

Span = tuple[dt.date, dt.date]


def read_year(title: str, enacting: str, issued: str | None = None) -> tuple[int | None, Span | None, bool]:
    """The plan's year, the period that it covers, and whether that is certain. `issued` is its ISO date.

    >>> read_year("Cải cách hành chính xã Suối Mơ năm 2027", "")
    (2027, (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)), True)
    >>> read_year("PHÁT TRIỂN KINH TẾ SỐ GIAI ĐOẠN 2026 - 2030", "")[:2]
    (None, (datetime.date(2026, 1, 1), datetime.date(2030, 12, 31)))
    >>> read_year("Thực hiện Chỉ thị số 1/CT-TTg ngày 05 tháng 8 năm 2024", "")
    (None, None, True)
    >>> read_year("Kỷ niệm 80 năm Quốc khánh (02/9/1945 - 02/9/2025)", "", "2025-08-01")
    (2025, (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), False)
    """
    found = _read(title)
    if found == (None, None, True):
        enacted = _ENACTED.match(enacting)
        found = _read(enacted["rest"]) if enacted else found
    if found == (None, None, True) and (span := _ANNIVERSARY.search(title)) is not None and issued and issued[:4] == span["year"]:
        year = int(span["year"])
        return year, (dt.date(year, 1, 1), dt.date(year, 12, 31)), False
    return found


def _read(text: str) -> tuple[int | None, Span | None, bool]:
    text = _SLASH_DATE.sub(" ", text)
    part = _PART.search(text)
    if part:
        year = int(part["year"])
        return year, _part(part, year), True
    stage = _STAGE.search(text)
    years = [match for match in _YEAR.finditer(_STAGE.sub(" ", text)) if not _NOT_THE_YEAR.search(_STAGE.sub(" ", text)[: match.start()])]
    if years:
        found = list(dict.fromkeys(int(match["year"]) for match in years))
        year = found[-1]
        return year, (dt.date(year, 1, 1), dt.date(year, 12, 31)), len(found) == 1
    school = _SCHOOL.search(text)
    if school and int(school["last"]) == int(school["first"]) + 1:
        # From 1 September to 31 May: the frame that the ministry sets each year for all schools; the plan names no day itself.
        return None, (dt.date(int(school["first"]), 9, 1), dt.date(int(school["last"]), 5, 31)), False
    stage = stage or (None if _CHOOSES.search(text) else _TERM.search(text))
    if stage:
        first, last = int(stage["first"]), int(stage["last"])
        if first <= last:
            return None, (dt.date(first, 1, 1), dt.date(last, 12, 31)), True
    bare = _LAST_WORD.search(text)
    if bare and not _NOT_THE_YEAR.search(text[: bare.start("year")]):
        year = int(bare["year"])
        return year, (dt.date(year, 1, 1), dt.date(year, 12, 31)), True
    return None, None, True


def _part(part: re.Match[str], year: int) -> Span:
    if part["half"]:
        return (
            (dt.date(year, 1, 1), dt.date(year, 6, 30))
            if part["which"].casefold() == "đầu"
            else (dt.date(year, 7, 1), dt.date(year, 12, 31))
        )
    if part["quarter"]:
        quarter = _ROMAN.get(part["quarter"].casefold()) or int(part["quarter"])
        first, last = 3 * quarter - 2, 3 * quarter
    else:
        first = last = min(max(int(part["month"]), 1), 12)
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])

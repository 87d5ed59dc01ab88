"""Words that a line or page break ran together or cut, where only one reading is possible."""

from __future__ import annotations

import re

_NUMBER_AND_UNIT = re.compile(r"(?<![\w/.,-])(\d{1,4})(năm|tháng|ngày|tuần|quý|phường|xã|thôn|người|hộ|buổi|lượt|điểm|triệu|tỷ|đồng)(?!\w)")
_DIGIT_AND_LETTER = re.compile(r"\d[nthqpxlbđ]")
_SPACED_LETTERS = re.compile(r"(?<!\S)[A-ZĐÀ-Ỹ](?: [A-ZĐÀ-Ỹ]){2,}(?:  +[A-ZĐÀ-Ỹ](?: [A-ZĐÀ-Ỹ])*)+(?!\S)")


def numbers(text: str) -> str:
    """A blank between a number and the unit that is glued to it.

    >>> numbers("trong 4năm, mẫu 4A, số 12/KH"), numbers("quý2/2026")
    ('trong 4 năm, mẫu 4A, số 12/KH', 'quý2/2026')
    """
    return text if not _DIGIT_AND_LETTER.search(text) else _NUMBER_AND_UNIT.sub(r"\1 \2", text)


def spaced_letters(text: str) -> str:
    """A line set with a blank after each letter and a wide one after each word.

    >>> spaced_letters("C Ộ N G  H Ò A  X Ã  H Ộ I"), spaced_letters("lớp A B C")
    ('CỘNG HÒA XÃ HỘI', 'lớp A B C')
    """
    if "  " not in text:
        return text
    return _SPACED_LETTERS.sub(lambda match: " ".join(word.replace(" ", "") for word in re.split(r" {2,}", match[0])), text)

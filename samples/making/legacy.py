"""Old encodings: TCVN3 (the fonts `.VnTime` and `.VnTimeH`) and Windows-1258."""

from __future__ import annotations

import re
import unicodedata

_LOWER = (
    "à\xb5ả\xb6ã\xb7á\xb8ạ\xb9ă\xa8ằ\xbbẳ\xbcẵ\xbdắ\xbeặ\xc6â\xa9ầ\xc7ẩ\xc8ẫ\xc9ấ\xcaậ\xcbđ\xaeè\xccẻ\xceẽ\xcfé\xd0ẹ\xd1ê\xaaề\xd2ể\xd3ễ\xd4ế\xd5ệ\xd6"
    "ì\xd7ỉ\xd8ĩ\xdcí\xddị\xdeò\xdfỏ\xe1õ\xe2ó\xe3ọ\xe4ô\xabồ\xe5ổ\xe6ỗ\xe7ố\xe8ộ\xe9ơ\xacờ\xeaở\xebỡ\xecớ\xedợ\xeeù\xefủ\xf1ũ\xf2ú\xf3ụ\xf4ư\xadừ\xf5"
    "ử\xf6ữ\xf7ứ\xf8ự\xf9ỳ\xfaỷ\xfbỹ\xfcý\xfdỵ\xfe"
)
_CAPITALS = "Ă\xa1Â\xa2Ê\xa3Ô\xa4Ơ\xa5Ư\xa6Đ\xa7"
_TCVN3 = {_LOWER[at]: _LOWER[at + 1] for at in range(0, len(_LOWER), 2)}
_TCVN3_CAPITALS = {_CAPITALS[at]: _CAPITALS[at + 1] for at in range(0, len(_CAPITALS), 2)}
_PLAIN = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "’": "'"})


def tcvn3(text: str) -> list[tuple[str, str]]:
    """`text` as (font, codes). Words in capitals, and capitals with a tone, stand as small letters in `.VnTimeH`, which draws them large:
    TCVN3 has no codes for them.

    >>> tcvn3("Xã Ủy, KẾ")
    [('.VnTime', 'X· '), ('.VnTimeH', 'ñ'), ('.VnTime', 'y, '), ('.VnTimeH', 'kÕ')]
    """
    out: list[tuple[str, str]] = []
    for word in re.split(r"(\s+)", unicodedata.normalize("NFC", text).translate(_PLAIN)):
        large = word.isupper() and sum(letter.isalpha() for letter in word) > 1 and not word.isascii()
        for letter in word:
            font = ".VnTime"
            if large and letter.isalpha():
                font, letter = ".VnTimeH", letter.lower()
            elif letter.isupper() and letter not in _TCVN3_CAPITALS and letter.lower() in _TCVN3:
                font, letter = ".VnTimeH", letter.lower()
            code = _TCVN3.get(letter) or _TCVN3_CAPITALS.get(letter) or letter
            if out and out[-1][0] == font:
                out[-1] = (font, out[-1][1] + code)
            else:
                out.append((font, code))
    return out


def windows_1258(text: str) -> bytes:
    """`text` in code page 1258: quality marks stay on the letter, tones follow it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in tones)
        out.append(unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones)) + tone)
    return "".join(out).encode("cp1258")

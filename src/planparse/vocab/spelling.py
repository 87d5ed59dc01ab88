"""How Vietnamese words are spelled: one tone placement, and the folded key under which two spellings are equal.

Both tone placements are official (Decree 30/2020 prints HÒA and HOÀ); one is needed to match and to add up. The mark goes on
the first vowel of the open rimes `oa`, `oe`, `uy` (`hóa`, `khỏe`, `thủy`), never where `u` belongs to the initial `qu` (`quý`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_NEW_STYLE = re.compile(rf"(?<![qQ])(?:(?P<o>[oO])(?P<a>[aAeE])|(?P<u>[uU])(?P<y>[yY]))(?P<tone>[{_TONES}])(?![a-zA-Z\u0300-\u036f])")
_MAY_BE_NEW_STYLE = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
_LOOKALIKE = str.maketrans(
    {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "}
)
_SPACES = re.compile(r"\s+")


def place_tone(text: str) -> str:
    """`text` with the tone mark on the first vowel of open `oa`, `oe`, `uy`; all else as it was. `text` must be NFC.

    >>> place_tone("Văn hoá, thuỷ lợi, khoẻ, HOÀ"), place_tone("quý, Huỳnh, hoàn, loại")
    ('Văn hóa, thủy lợi, khỏe, HÒA', 'quý, Huỳnh, hoàn, loại')
    """
    if not _MAY_BE_NEW_STYLE.search(text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    moved = _NEW_STYLE.sub(lambda m: f"{m['o'] or m['u']}{m['tone']}{m['a'] or m['y']}", decomposed)
    return unicodedata.normalize("NFC", moved)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The key under which two spellings of the same words are equal: NFC, one tone placement, lower case, plain dashes and
    quotes, single blanks. Diacritics stay: `tuyên` and `tuyến` are two words.

    >>> fold("Phòng  VĂN HOÁ – Xã hội") == fold("phòng Văn hóa - xã hội")
    True
    """
    plain = unicodedata.normalize("NFC", text).translate(_LOOKALIKE)
    return _SPACES.sub(" ", place_tone(plain)).strip().casefold()


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """`text` in lower-case ASCII letters and digits joined by `-`: for ids.

    >>> slug("Phường Bách Quang"), slug("Đắk Lắk 2026")
    ('phuong-bach-quang', 'dak-lak-2026')
    """
    decomposed = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", decomposed.encode("ascii", "ignore").decode()).strip("-")


CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
"""The capital letters of Vietnamese, for a class of an expression."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The runs of letters and digits in `text`, in order, as written.

    >>> words_of("Số: 188/KH-UBND, ngày 05/01")
    ['Số', '188', 'KH', 'UBND', 'ngày', '05', '01']
    """
    return _WORD.findall(text)

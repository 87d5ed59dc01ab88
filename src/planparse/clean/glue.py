"""Words that a line or page break ran together or cut, where only one reading is possible."""

from __future__ import annotations

import re
from functools import cache

from planparse import vocab
from planparse.clean.codes import sub_unprotected
from planparse.clean.slips import core_abbreviations
from planparse.vocab import ngrams, places, syllables

_UNITS = "năm|tháng|ngày|tuần|quý|phường|xã|thôn|người|hộ|buổi|lượt|điểm|triệu|tỷ|đồng"
_NUMBER_AND_UNIT = re.compile(rf"(?<![\w/.,-])(\d{{1,4}})({_UNITS})(?!\w)")
_DAY_AND_NUMBER = re.compile(r"(?<!\w)(ngày|tháng|năm)(\d{1,4})(?!\w)", re.IGNORECASE)
_DIGIT_AND_LETTER = re.compile(r"\d[nthqpxlbđ]|[yYgGmM]\d")
_SPACED_LETTERS = re.compile(r"(?<!\S)[A-ZĐÀ-Ỹ](?: [A-ZĐÀ-Ỹ]){2,}(?:  +[A-ZĐÀ-Ỹ](?: [A-ZĐÀ-Ỹ])*)+(?!\S)")
_LONG_WORD = re.compile(r"[^\W\d_]{5,14}")
_ONSET = "b|c|ch|d|đ|g|gh|h|k|kh|l|m|n|ng|ngh|nh|ph|qu|r|s|t|th|tr|v|x"
_ONSETS = frozenset(_ONSET.split("|"))
_CUT_ONSET = re.compile(rf"(?<![\w-])([^\W\d_]{{1,7}} )?({_ONSET}) ([^\W\d_]{{1,6}})(?![\w)-])( [^\W\d_]{{1,7}})?")
_T_AND_SLASH = re.compile(r"(?<!\w)([^\W\d_]{2,6})ư(năm|tháng|quý|tuần|ngày|người|hộ|lần)(?!\w)")
_UNIT_BEHIND_HORN = re.compile(r"ư(?:năm|tháng|quý|tuần|ngày|người|hộ|lần)")
_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{2,7})- ([^\W\d_]{2,7})(?![\w-])")
_SEEN, _OFTEN, _LEAD = 2, 8, 10  # how often a pair was seen: at all, so often that a hyphen in it is no hyphen; and against the next


def numbers(text: str) -> str:
    """A blank between a number and the unit that is glued to it.

    >>> numbers("trong 4năm, mẫu 4A, số 12/KH"), numbers("ngày10 tháng3 năm2027, quý2/2026")
    ('trong 4 năm, mẫu 4A, số 12/KH', 'ngày 10 tháng 3 năm 2027, quý2/2026')
    """
    if not _DIGIT_AND_LETTER.search(text):
        return text
    return _DAY_AND_NUMBER.sub(r"\1 \2", _NUMBER_AND_UNIT.sub(r"\1 \2", text))


def spaced_letters(text: str) -> str:
    """A line set with a blank after each letter and a wide one after each word.

    >>> spaced_letters("C Ộ N G  H Ò A  X Ã  H Ộ I"), spaced_letters("lớp A B C")
    ('CỘNG HÒA XÃ HỘI', 'lớp A B C')
    """
    if "  " not in text:
        return text
    return _SPACED_LETTERS.sub(lambda match: " ".join(word.replace(" ", "") for word in re.split(r" {2,}", match[0])), text)


def glued(text: str) -> str:
    """Two words that ran together, where they part in one way only into words that stand side by side elsewhere. Both words
    of a place's name are capitalised.

    >>> glued("quyết định vềphê duyệt đếnnăm 2025"), glued("UBNDtỉnh"), glued("Internet, logistics, Srêpốk")
    ('quyết định về phê duyệt đến năm 2025', 'UBND tỉnh', 'Internet, logistics, Srêpốk')
    >>> glued("tỉnh Sơnla, phòng Kinhtế")
    'tỉnh Sơn La, phòng Kinh tế'
    """
    strange = set(_LONG_WORD.findall(text.lower())) - syllables.known()
    if not any(not word.isascii() and not syllables.possible(ngrams.folded(word)) for word in strange):
        return text
    return sub_unprotected(_LONG_WORD, lambda match: _parted(match[0]), text)


@cache
def _parted(word: str) -> str:
    folded = ngrams.folded(word)
    if syllables.possible(folded):
        return word
    for short in core_abbreviations():
        if word.startswith(short) and word[len(short) :] in ("tỉnh", "xã", "phường", "thành", "huyện"):
            return f"{short} {word[len(short) :]}"
    if folded.isascii() or not (word.islower() or word.istitle() or word.isupper()):
        return word
    counts = ngrams.load()
    ways = [(counts.pair(folded[:at], folded[at:]), at) for at in range(2, len(word) - 1)]
    ways += [(counts.pair(folded[:-1], folded[-1]), len(word) - 1)] if folded[-1] in "yý" else []
    ways = sorted(((seen, at) for seen, at in ways if seen >= _SEEN and _both_known(folded, at)), reverse=True)
    if not ways or (len(ways) > 1 and ways[0][0] < _LEAD * ways[1][0]):
        return word
    first, second = word[: ways[0][1]], word[ways[0][1] :]
    if word.istitle() and (places.find_province(f"{first} {second}") or places.find_commune(f"{first} {second}")):
        second = second.capitalize()
    return f"{first} {second}"


def _both_known(word: str, at: int) -> bool:
    return word[:at] in syllables.known() and word[at:] in syllables.known()


def slashes(text: str) -> str:
    """A slash that was read, with the t before it, as ư: `đợưnăm`.

    >>> slashes("02 đợưnăm, 3 lượưtháng, sinh viên năm tư năm nay")
    '02 đợt/năm, 3 lượt/tháng, sinh viên năm tư năm nay'
    """
    return _T_AND_SLASH.sub(_slashed, text) if _UNIT_BEHIND_HORN.search(text) else text


def _slashed(match: re.Match[str]) -> str:
    whole = f"{match[1]}t"
    return f"{whole}/{match[2]}" if ngrams.folded(whole) in syllables.known() else match[0]


def cut_words(text: str) -> str:
    """A word that lost its onset to a blank, where the whole is at home beside its neighbours.

    >>> cut_words("kiên qu yết xử lý"), cut_words("tổ ch ức thực hiện"), cut_words("điểm c khoản 2")
    ('kiên quyết xử lý', 'tổ chức thực hiện', 'điểm c khoản 2')
    """
    return text if _ONSETS.isdisjoint(text.split(" ")) else _CUT_ONSET.sub(_whole, text)


def _whole(match: re.Match[str]) -> str:
    before, onset, rime, after = match.groups()
    whole = onset + rime
    if not rime.islower() or ngrams.folded(whole) not in syllables.known():
        return match[0]
    counts = ngrams.load()
    word, left, right = ngrams.folded(whole), ngrams.folded((before or "|").strip()), ngrams.folded((after or "|").strip())
    if max(counts.pair(left, word), counts.pair(word, right)) < _SEEN or counts.pair(left, ngrams.folded(onset)):
        return match[0]
    return f"{before or ''}{whole}{after or ''}"


def hyphens(text: str) -> str:
    """A hyphen that only a line break put between two words that belong together.

    >>> hyphens("rà soát quy- trình nội bộ"), hyphens("kinh tế- xã hội")
    ('rà soát quy trình nội bộ', 'kinh tế- xã hội')
    """
    if "- " not in text[1:]:  # a bullet in front is the common case
        return text
    return _HYPHEN.sub(_unhyphened, text)


def _unhyphened(match: re.Match[str]) -> str:
    first, second = match[1], match[2]
    pair = f"{ngrams.folded(first)} {ngrams.folded(second)}"
    if not (first.islower() and second.islower()) or pair in _hyphenated() or ngrams.load().pairs.get(pair, 0) < _OFTEN:
        return match[0]
    return f"{first} {second}"


@cache
def _hyphenated() -> frozenset[str]:
    return frozenset(vocab.load("ocr")["words"]["hyphenated"])

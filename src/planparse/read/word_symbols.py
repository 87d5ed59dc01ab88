"""What a character means that Word writes in a symbol font: `w:sym`, private-use code points, letters set in Wingdings.

The tables hold what plans use: bullets, boxes, ticks, arrows, signs of arithmetic. Sources: Unicode's mapping of Adobe Symbol
(ftp.unicode.org, VENDORS/APPLE/SYMBOL.TXT) and of Wingdings (Unicode L2/11-052R).
"""

from __future__ import annotations

from functools import cache

UNKNOWN = "\ufffd"

_SYMBOL = dict(
    zip(
        bytes.fromhex("2d44535761626467656c6d7073a2a3a5abacadaeafb0b1b2b3b4b7b8b9babbbcced6d7dbdee5"),
        "-ΔΣΩαβδγελμπσ′≤∞↔←↑→↓°±″≥×•÷≠≡≈…∈√⋅⇔⇒∑",
        strict=True,
    )
)
_WINGDINGS = dict(
    zip(
        bytes.fromhex("2128 2a3f 464a 6c6e 6f71 7576 9fa1 a7a8 d8df e0e8 f0fb fcfd fe"),
        "✏☎✉✍☞☺●■□❑◆❖•○▪◻➢←→➔⇨✗✓☒☑",
        strict=True,
    )
)
_WINGDINGS_2 = dict(zip(bytes.fromhex("4f505253a3"), "✗✓☑☒□", strict=True))
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x72: "✗"}

_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}


@cache
def is_symbol_font(font: str) -> bool:
    """Whether the letters of this font are signs.

    >>> is_symbol_font("Wingdings"), is_symbol_font("Times New Roman")
    (True, False)
    """
    return font.lower() in _FONTS


def sign(font: str | None, code: int) -> str:
    """The character that `code` is in `font`; `UNKNOWN` for a private-use code that the tables don't hold.

    >>> sign("Wingdings", 0xF0FC), sign("Symbol", 0xF0A3), sign("Wingdings", 0xF099)
    ('✓', '≤', '�')
    """
    in_font = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    known = _FONTS.get((font or "").lower(), {}).get(in_font)
    if known is not None:
        return known
    if not 0 < code <= 0x10FFFF or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    return chr(code)


def translate(text: str, font: str) -> str:
    """`text`, set in a symbol font, in signs; what the table doesn't hold stays as it is.

    >>> translate("ü Đạt", "Wingdings")
    '✓ Đạt'
    """
    table = _FONTS[font.lower()]
    return "".join(table.get(ord(letter) - 0xF000 if "\uf000" <= letter <= "\uf0ff" else ord(letter), letter) for letter in text)

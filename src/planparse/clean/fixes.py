"""The fixes in the order in which they are made. Each is a function `str -> str` that says by example what it does and what it leaves.

Adding one is a function with doctests in the module where it belongs, and its line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planparse.clean import capitals, characters, codes, glue, horn, markup, slips, tones


@dataclass(frozen=True, slots=True)
class Repair:
    """A fix, the name under which it is recorded, and how sure it is. `whole`: recorded as one change per text."""

    rule: str
    mend: Callable[[str], str]
    confidence: float = 1.0
    whole: bool = False


FIXES: tuple[Repair, ...] = (
    Repair("nfc", characters.nfc, whole=True),
    Repair("mark-order", characters.mark_order),
    Repair("look-alike", characters.look_alikes),
    Repair("invisible", characters.invisible),
    Repair("escaped-break", markup.escaped_breaks),
    Repair("markup", markup.tags),
    Repair("drafting-mark", markup.drafting_mark, 0.9),
    Repair("markup", markup.emphasis),
    Repair("spaced-letters", glue.spaced_letters, 0.98),
    Repair("blanks", characters.blanks, whole=True),
    Repair("code-blanks", codes.code_blanks, 0.99),
    Repair("date-blanks", codes.date_blanks, 0.99),
    Repair("glue", glue.numbers, 0.99),
    Repair("glue", glue.glued, 0.98),
    Repair("ocr-slash", glue.slashes, 0.97),
    Repair("cut-word", glue.cut_words, 0.97),
    Repair("line-hyphen", glue.hyphens, 0.97),
    Repair("capitals", capitals.capitals, 0.98),
    Repair("lost-letter", horn.horns, 0.97),
    Repair("tone-placement", tones.tone_placement),
    Repair("ocr-list", slips.listed, 0.98),
    Repair("ocr-abbreviation", slips.abbreviations, 0.97),
)

SILENT = frozenset({"nfc", "blanks"})
"""Rules that store the same characters otherwise and change no letter: a list of corrections may leave them out."""

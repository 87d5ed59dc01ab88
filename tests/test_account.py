"""Conservation: read = placed + removed + unplaced, for every sample, for every document of the corpus, and for damaged ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import CORPUS, SAMPLES, paper
from planparse.account import Carriers, missing
from planparse.clean import clean
from planparse.errors import MissingTool, PlanparseError
from planparse.pipeline import parse_with_account
from planparse.plan import Node, Plan
from planparse.read import read
from planparse.vocab.spelling import words_of

files = pytest.mark.parametrize("path", sorted((SAMPLES / "files").iterdir()), ids=lambda path: path.name)
texts = pytest.mark.parametrize("path", sorted((SAMPLES / "files").glob("*.txt")), ids=lambda path: path.name)


@files
def test_the_account_of_every_sample_adds_up_and_nothing_is_unplaced(path: Path) -> None:
    try:
        parsed = parse_with_account(path)
    except MissingTool as error:
        pytest.skip(str(error))
    assert parsed.account.balanced, str(parsed.account)
    assert parsed.plan.unplaced == ()


@files
def test_every_word_of_a_sample_stands_in_its_json(path: Path) -> None:
    """The same proved without the ledger: no word of the cleaned paper is absent from the plan's strings."""
    try:
        document = clean(read(path.read_bytes(), path.name))
        plan = parse_with_account(path).plan
    except MissingTool as error:
        pytest.skip(str(error))
    said = {word for text in strings(json.loads(plan.model_dump_json())) for word in words_of(text)}
    assert {word for _, text in document.texts() for word in words_of(text)} - said == set()


@texts
@pytest.mark.parametrize("seed", range(6))
def test_the_account_of_a_damaged_text_adds_up(path: Path, seed: int) -> None:
    damaged = damage(path.read_bytes(), random.Random(seed))
    try:
        parsed = parse_with_account(damaged, path.name)
    except PlanparseError:
        return
    assert parsed.account.balanced, str(parsed.account)


def damage(data: bytes, dice: random.Random) -> bytes:
    """The text with lines lost, doubled, moved, cut in two and glued together."""
    lines = data.decode("utf-8", errors="replace").split("\n")
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(dice.randrange(len(lines)), lines[at])
            case 2:
                lines.insert(dice.randrange(len(lines)), lines.pop(at))
            case 3:
                half = len(lines[at]) // 2
                lines[at : at + 1] = [lines[at][:half], "", lines[at][half:]]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
        lines = lines or [""]
    return "\n".join(lines).encode()


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60), max_size=20))
def test_the_account_of_any_text_adds_up(lines: list[str]) -> None:
    try:
        parsed = parse_with_account("\n".join(lines).encode(), "bất kỳ.txt")
    except PlanparseError:
        return
    assert parsed.account.balanced, str(parsed.account)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.*")) or [None], ids=lambda path: path.name if path else "absent")
def test_the_account_of_every_real_document_adds_up(path: Path | None) -> None:
    if path is None:
        pytest.skip("../shared/corpus is absent")
    if path.suffix == ".json":
        pytest.skip("a reading, no document")
    try:
        parsed = parse_with_account(path)
    except MissingTool as error:
        pytest.skip(str(error))
    assert parsed.account.balanced, str(parsed.account)


def test_a_value_that_went_missing_is_found_out() -> None:
    """A plan from which a paragraph was dropped does not pass: the words that it held are named."""
    document = paper("KẾ HOẠCH", "Trồng cây năm 2027", "I. NỘI DUNG", "- Ươm giống tại vườn ươm.")
    text = "\n".join(text for _, text in document.texts()).encode()
    plan = parse_with_account(text, "a.txt").plan
    (section,) = plan.sections
    robbed = plan.model_copy(update={"sections": (section.model_copy(update={"children": (Node(marker="-", text="Ươm giống."),)}),)})
    claims = {(3, -1): ["/sections/0/children/0"]}
    lost = missing(document, Carriers(robbed), claims)
    assert lost[(3, -1)] == "tại vườn ươm"


def test_a_text_of_signs_that_nobody_claims_is_lost() -> None:
    document = paper("-----")
    assert missing(document, Carriers(empty()), {}) == {(0, -1): "-----"}


def empty() -> Plan:
    return parse_with_account(b"x", "x.txt").plan


def strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from strings(inner)
        case list():
            for inner in value:
                yield from strings(inner)


def test_a_unit_mended_by_its_meaning_is_corrected_in_the_account_too() -> None:
    rows = "TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian\n1\tTuần tra ban đêm\tPhòng Văn hóa - Xã hội\tBan Chỉ huy Quân sư xã\tQuý I/2027\n"
    parsed = parse_with_account(f"KẾ HOẠCH\nTuần tra năm 2027\n\nI. NỘI DUNG\n\n{rows}".encode(), "a.txt")
    assert parsed.account.balanced and parsed.plan.unplaced == ()
    (unit,) = parsed.plan.tasks[0].coordinating_units
    assert unit.raw == "Ban Chỉ huy Quân sự xã"
    assert [(fix.original, fix.corrected) for fix in parsed.plan.corrections if fix.pointer.startswith("/tasks/0/coordinating_units")]

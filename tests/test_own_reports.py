"""Folders that planparse itself filled: each plan in them counts once, and its own reports are nobody's plan."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planparse.cli import main

PLAN = (Path(__file__).parent / "rules" / "plan.txt").read_text(encoding="utf-8")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANPARSE_LANG", raising=False)

    def ran(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*args])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return ran


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Two communes, one of which sent its file twice, and an empty file."""
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "mot.txt").write_text(PLAN, encoding="utf-8")
    (folder / "mot (gui lai).txt").write_text(PLAN, encoding="utf-8")
    (folder / "hai.txt").write_text(PLAN.replace("Lũng Chòi", "Đồng Mai").replace("LŨNG CHÒI", "ĐỒNG MAI"), encoding="utf-8")
    (folder / "hong.docx").write_bytes(b"")
    return folder


@pytest.fixture
def batch(run: Run, sent: Path, tmp_path: Path) -> Path:
    assert run("batch", str(sent), "-o", "out", "--jobs", "1")[0] == 1
    return tmp_path / "out"


def test_a_batch_counts_each_plan_once(run: Run, batch: Path) -> None:
    assert run("aggregate", "out", "-o", "rep")[0] == 0
    view = json.loads(Path("rep/overview.json").read_bytes())
    assert view["totals"]["plans"] == 2
    assert {row["file"]: row["status"] for row in view["plans"]} == {
        "hai.txt": "counted",
        "mot (gui lai).txt": "counted",
        "mot.txt": "copy",
    }
    assert [row["file"] for row in view["unread"]] == ["hong.docx"]
    assert run("aggregate", "out/plans.jsonl", "-o", "rep2")[0] == 0
    assert json.loads(Path("rep2/overview.json").read_bytes())["totals"]["plans"] == 2


@pytest.mark.parametrize("folder", ["out", "out/plans"])
def test_check_and_export_read_the_plans_of_a_batch_and_nothing_else(run: Run, batch: Path, folder: str) -> None:
    _, out, _ = run("check", folder, "--format", "json")
    assert {report["document"] for report in json.loads(out)} == {"hai.txt", "mot (gui lai).txt"}
    code, out, _ = run("export", folder, "--to", "csv")
    assert code == 0 and len(list(csv.reader(out.splitlines()))) > 1 and "report.html" not in out


def test_lines_of_plans_are_read_where_there_is_nothing_else(run: Run, batch: Path, tmp_path: Path) -> None:
    (tmp_path / "lines").mkdir()
    (batch / "plans.jsonl").rename(tmp_path / "lines" / "plans.jsonl")
    assert len(json.loads(run("check", "lines", "--format", "json")[1])) == 2


@pytest.mark.parametrize(
    "args", [("check", "rep"), ("export", "rep", "--to", "csv"), ("aggregate", "rep", "-o", "again"), ("convert", "rep")]
)
def test_a_folder_that_holds_only_reports_holds_no_plan(run: Run, batch: Path, args: tuple[str, ...]) -> None:
    run("aggregate", "out", "-o", "rep")
    run("check", "out", "--format", "html", "-o", "rep/nhan-xet.html")
    code, out, err = run(*args)
    assert (code, out) == (2, "") and "không có" in err


@pytest.mark.parametrize("args", [("check", "none"), ("export", "none", "--to", "csv"), ("aggregate", "none", "-o", "again")])
def test_a_batch_without_a_plan_says_so(run: Run, tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "hong.docx").write_bytes(b"")
    run("batch", "bad", "-o", "none", "--jobs", "1")
    code, out, err = run(*args)
    assert (code, out) == (2, "") and "không có kế hoạch nào" in err


def test_suggested_edits_do_not_hide_the_documents_beside_them(run: Run, sent: Path) -> None:
    (sent / "mot.txt.fixes.json").write_text("[]", encoding="utf-8")
    assert len(json.loads(run("check", "sent", "--format", "json")[1])) == 3


def test_a_report_among_the_documents_is_passed_over(run: Run, batch: Path, sent: Path) -> None:
    run("aggregate", "out", "-o", "sent/bao-cao")
    _, _, err = run("batch", "sent", "-o", "out2", "--jobs", "1")
    assert "dashboard" not in err
    assert sorted(path.name for path in Path("out2/plans").iterdir()) == sorted(path.name for path in (batch / "plans").iterdir())


@pytest.mark.parametrize(
    "data",
    [
        "kind,name\nxã,Lũng Chòi\n".encode("utf-8-sig"),
        "kind;name\nxã;Lũng Chòi\n".encode(),
        "kind\tname\nxã\tLũng Chòi\n".encode("utf-16"),
        "kind,name\nxã,xã Lũng Chòi\n".encode(),
    ],
)
def test_a_list_of_wards_is_read_as_excel_saves_it(run: Run, batch: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "xa.csv").write_bytes(data)
    assert run("aggregate", "out", "-o", "rep", "--wards", "xa.csv", "--due", "31/12/2026")[0] == 0
    view = json.loads(Path("rep/overview.json").read_bytes())
    assert [(ward["full_name"], bool(ward["plans"])) for ward in view["wards"] if ward["listed"]] == [("xã Lũng Chòi", True)]


def test_a_list_without_its_columns_and_a_day_that_is_none_are_said(run: Run, batch: Path, tmp_path: Path) -> None:
    (tmp_path / "xa.csv").write_bytes("ten\nLũng Chòi\n".encode())
    assert run("aggregate", "out", "-o", "rep", "--wards", "xa.csv")[0] == 2
    assert run("aggregate", "out", "-o", "rep", "--due", "31/02/2026")[0] == 2

"""The files of a report: what stands in the overview stands in them, and text stays text."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from province_report import overview
from test_overview import ward_plan

from planparse.aggregate import Overview, aggregate
from planparse.aggregate.relations import VIEWS, relations
from planparse.aggregate.sheets import sheets
from planparse.emit.parquet import as_parquet
from planparse.emit.sqlite import as_sqlite
from planparse.emit.workbook import LONGEST, as_workbook
from planparse.tabular import Column, Field, Link, Relation, Sheet

HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "http://x.example/a",
    "\u202eđảo\u202c",
    "'; DROP TABLE tasks;--",
    "x" * 30_000,
    "{=1}",
]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def texts(book: bytes) -> set[str]:
    root = ElementTree.fromstring(parts(book)["xl/sharedStrings.xml"])
    return {"".join(piece.text or "" for piece in item.iter(f"{MAIN}t")) for item in root.iter(f"{MAIN}si")}


def written(view: Overview) -> bytes:
    return b"".join(as_workbook(sheets(view)))


def database(view: Overview) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    base.deserialize(b"".join(as_sqlite(relations(view), VIEWS)))
    return base


@pytest.fixture(scope="module")
def hostile() -> Overview:
    return aggregate([ward_plan("Suối Mơ", *HOSTILE), ward_plan("Khe Sim", *HOSTILE)], "t")


def test_hostile_text_stays_text_in_the_workbook(hostile: Overview) -> None:
    book = written(hostile)
    assert set(HOSTILE) <= texts(book)
    inside = parts(book)
    pages = [xml for name, xml in inside.items() if name.startswith("xl/worksheets/sheet")]
    assert not [xml for xml in pages if "<f>" in xml or "<f " in xml]
    assert not [name for name, xml in inside.items() if "x.example" in xml and name != "xl/sharedStrings.xml"]


def test_hostile_text_stays_text_in_the_data_base(hostile: Overview) -> None:
    rows = database(hostile).execute("SELECT content FROM tasks WHERE ward = 'xa-suoi-mo' ORDER BY \"order\"").fetchall()
    assert [row[0] for row in rows] == HOSTILE


def test_hostile_text_stays_text_in_parquet(hostile: Overview) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    tasks = next(relation for relation in relations(hostile) if relation.name == "tasks")
    table = parquet.read_table(io.BytesIO(b"".join(as_parquet(tasks))))
    assert sorted(set(table["content"].to_pylist())) == sorted(HOSTILE)


def test_a_text_that_no_cell_holds_is_cut_and_the_cut_is_said() -> None:
    book = b"".join(as_workbook([Sheet("Trang", (Column("Chữ"),), (("d" * 40_000,),))]))
    long = max(texts(book), key=len)
    assert len(long) <= LONGEST
    assert re.search(r"\[… còn \d+ ký tự\]$", long)


def test_every_ward_and_task_has_its_row_and_headings_stay_in_view() -> None:
    made = {sheet.title: sheet for sheet in sheets(overview())}
    assert len(made["Xã, phường"].rows) == 125
    assert len(made["Nhiệm vụ"].rows) == overview().totals.tasks
    assert len(made["Lĩnh vực"].rows) == 120
    assert sheets(overview())[0].title == "Tổng quan"
    for name, xml in parts(written(overview())).items():
        if name.startswith("xl/worksheets/sheet"):
            assert 'state="frozen"' in xml, name
            assert 'orientation="landscape"' in xml, name
            assert "fitToPage" in xml, name


def test_dates_are_dates_and_an_incomplete_one_is_words() -> None:
    made = next(sheet for sheet in sheets(overview()) if sheet.title == "Xã, phường")
    days = [row[5] for row in made.rows if row[5]]
    assert {type(day).__name__ for day in days} == {"date", "str"}


def test_a_task_leads_to_its_page_where_the_document_is_at_hand() -> None:
    found = sheets(overview(), lambda name: f"../plans dir/{name}")
    links = [value for row in next(sheet for sheet in found if sheet.title == "Nhiệm vụ").rows for value in row if isinstance(value, Link)]
    assert len(links) == overview().totals.tasks
    assert links[0].target.startswith("../plans%20dir/kh-cchc-2026-")


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert written(overview()) == written(overview())
    assert b"".join(as_sqlite(relations(overview()), VIEWS)) == b"".join(as_sqlite(relations(overview()), VIEWS))


def test_the_data_base_holds_what_the_overview_holds() -> None:
    base = database(overview())

    def count(sql: str) -> int:
        number: int = base.execute(sql).fetchone()[0]
        return number

    assert count("SELECT count(*) FROM tasks") == overview().totals.tasks
    assert count("SELECT count(*) FROM wards_without_plan") == 5
    assert count("SELECT count(*) FROM asked_but_taken_up_by_none") == 11
    assert count("SELECT sum(dues) FROM due_by_month") >= len(overview().dues)
    assert count("SELECT count(*) FROM missing") == sum(len(row.without) for row in overview().coverage)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")} == set(VIEWS)
    for view in VIEWS:
        base.execute(f"SELECT * FROM {view}").fetchall()


def test_words_are_found_without_their_diacritics() -> None:
    found = database(overview()).execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH 'muc do hai long'").fetchone()[0]
    with_marks = database(overview()).execute("SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH 'mức độ hài lòng'").fetchone()[0]
    assert found >= with_marks > 50


def test_a_key_that_points_nowhere_is_never_written() -> None:
    wards = Relation("wards", (Field("id"),), (("a",),), ("id",))
    plans = Relation("plans", (Field("ward", refers="wards.id"),), (("b",),))
    with pytest.raises(ValueError, match="point nowhere"):
        b"".join(as_sqlite([wards, plans], {}))


def test_parquet_holds_the_rows_and_types() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for relation in relations(overview()):
        table = parquet.read_table(io.BytesIO(b"".join(as_parquet(relation))))
        assert table.column_names == [field.name for field in relation.fields]
        assert table.num_rows == len(relation.rows)


def test_the_command_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from planparse.cli import main

    folder = tmp_path / "out" / "plans"
    folder.mkdir(parents=True)
    for name in ("Suối Mơ", "Khe Sim"):
        (folder / f"{name}.json").write_text(ward_plan(name, "Một việc.").model_dump_json(), encoding="utf-8")
    (folder / "khac.json").write_text("{}", encoding="utf-8")
    (tmp_path / "wards.csv").write_text("kind,name\nxã,Suối Mơ\nxã,Khe Sim\nxã,Bến Trăm\n", encoding="utf-8")
    report = tmp_path / "report"
    arguments = ["aggregate", str(tmp_path / "out"), "-o", str(report), "--wards", str(tmp_path / "wards.csv"), "--today", "2026-02-01"]
    with pytest.raises(SystemExit) as end:
        main(arguments)
    said = capsys.readouterr().err
    assert end.value.code == 3, "a JSON that is no plan is said, and the others are added up"
    assert "khac.json" in said
    assert "2/3 xã, phường" in said
    view = Overview.model_validate_json((report / "overview.json").read_bytes())
    assert [ward.full_name for ward in view.wards if not ward.plans] == ["xã Bến Trăm"]
    assert (report / "overview.xlsx").exists()
    assert (report / "planparse.sqlite").exists()

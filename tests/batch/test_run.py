"""A run: inputs of all kinds, duplicates, two plans of one id, resume, kill, bad files with their codes."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from planparse.batch import Options, run
from planparse.batch.dataset import tables
from planparse.batch.inputs import find
from planparse.batch.journal import Journal
from planparse.errors import UnreadableFile

ROOT = Path(__file__).parents[2]

WARDS = ("Suối Mơ", "Lũng Chè", "Bến Trám", "Nà Sưa", "Khe Sim", "Gò Trâm")


def plan(ward: str, task: str = "Trồng 500 cây xanh.") -> str:
    return (
        f"ỦY BAN NHÂN DÂN XÃ {ward.upper()}\n\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nVệ sinh môi trường xã {ward} năm 2027\n\nI. NỘI DUNG\n\n"
        f"TT\tNhiệm vụ\tChủ trì\tPhối hợp\tThời gian\n1\t{task}\tPhòng Kinh tế\tCông an xã\tQuý I/2027\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Thị Xuân\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plans = tmp_path / "plans"
    (plans / "huyện cũ").mkdir(parents=True)
    for number, ward in enumerate(WARDS):
        (plans / f"{number}.txt").write_text(plan(ward), encoding="utf-8")
    (plans / "huyện cũ" / "chép.txt").write_text(plan(WARDS[0]), encoding="utf-8")
    (plans / "huyện cũ" / "bản khác.txt").write_text(plan(WARDS[1], "Dọn kênh mương."), encoding="utf-8")
    (plans / "empty.txt").write_bytes(b"")
    (plans / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    (plans / "broken.pdf").write_bytes(b"%PDF-1.7 cut off")
    (plans / "song.mp3").write_bytes(b"ID3")
    return plans


def options(**chosen: object) -> Options:
    return Options(jobs=2, timeout=60, **chosen)  # type: ignore[arg-type]


def tree(out: Path) -> dict[str, bytes]:
    """What a run wrote, without what holds times."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and "journal" not in path.name and ".part" not in path.name
    }


def documents(out: Path) -> set[str]:
    """The names of the documents that a run has finished."""
    return {path.name for path in (out / "work").glob("*.json") if not path.name.startswith(".")}


def test_a_folder_is_read_and_every_bad_file_is_named_with_its_code(folder: Path, tmp_path: Path) -> None:
    summary = run([str(folder)], tmp_path / "out", options())
    assert (summary.states["done"], summary.states["duplicate"], summary.skipped) == (7, 1, 1)
    assert {Path(row.name).name: row.code for row in summary.failed} == {"empty.txt": 3, "broken.docx": 3, "broken.pdf": 3}
    assert all(row.advice for row in summary.failed) and summary.exit_code == 1
    names = sorted(path.name for path in (tmp_path / "out" / "plans").iterdir())
    assert len(names) == 7 and len([name for name in names if "~" in name]) == 1
    assert len((tmp_path / "out" / "plans.jsonl").read_bytes().splitlines()) == 7
    assert "broken.docx" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_run_again_it_does_nothing_and_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(folder)], out, options())
    before = tree(out)
    told: list[str] = []
    run([str(folder)], out, options(), lambda row, finished, total: told.append(row.name))
    assert tree(out) == before and not told
    (folder / "0.txt").write_text(plan(WARDS[0], "Xây lò đốt rác."), encoding="utf-8")
    run([str(folder)], out, options(), lambda row, finished, total: told.append(Path(row.name).name))
    assert told == ["0.txt"]
    assert "Xây lò đốt rác." in (out / "plans.jsonl").read_text(encoding="utf-8")


def test_a_file_that_went_away_is_forgotten(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(folder)], out, options())
    (folder / "3.txt").unlink()
    run([str(folder)], out, options())
    assert not [path for path in (out / "plans").iterdir() if "na-sua" in path.name]


def test_archives_and_lists_give_the_same_plans_as_the_folder(folder: Path, tmp_path: Path) -> None:
    zipped, tarred, listed = tmp_path / "a.zip", tmp_path / "a.tar.gz", tmp_path / "list.txt"
    files = sorted(folder.glob("?.txt"))
    with zipfile.ZipFile(zipped, "w") as archive:
        for file in files[:2]:
            archive.write(file, f"gửi/{file.name}")
        archive.writestr("__MACOSX/.DS_Store", b"x")
    with tarfile.open(tarred, "w:gz") as tar:
        for file in files[2:4]:
            data = file.read_bytes()
            info = tarfile.TarInfo(file.name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    listed.write_text("# đã duyệt\n" + "\n".join(map(str, files[4:])), encoding="utf-8")
    run([str(zipped), str(tarred), f"@{listed}"], tmp_path / "packed", options())
    run([str(file) for file in files], tmp_path / "plain", options())
    assert (tmp_path / "packed" / "plans.jsonl").read_bytes() == (tmp_path / "plain" / "plans.jsonl").read_bytes()


def test_a_glob_keeps_what_matches_and_a_missing_input_is_an_error(folder: Path) -> None:
    assert [source.file_name for source in find([str(folder)], "[01].txt").sources] == ["0.txt", "1.txt"]
    with pytest.raises(UnreadableFile):
        find([str(folder / "không có")])


def test_a_hostile_archive_member_is_a_failed_file_and_no_path_leaves_the_folder(tmp_path: Path) -> None:
    zipped = tmp_path / "evil.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("../../escape.txt", plan(WARDS[0]))
    summary = run([str(zipped)], tmp_path / "out", options())
    assert summary.states["done"] == 1 and not (tmp_path.parent / "escape.txt").exists()


def test_killed_at_twenty_moments_and_resumed_it_ends_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for number in range(120):
        (folder / f"more-{number}.txt").write_text(plan(WARDS[number % len(WARDS)], f"Việc thứ {number}."), encoding="utf-8")
    undisturbed, killed = tmp_path / "one", tmp_path / "two"
    run([str(folder)], undisturbed, options())
    dice = random.Random(2026)
    command = [sys.executable, "-m", "planparse", "batch", str(folder), "-o", str(killed), "--jobs", "2"]
    finished: set[str] = set()
    for number in range(20):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while number % 2 and process.poll() is None and documents(killed) == finished:
            time.sleep(0.02)  # every other time some work is done, however slow the machine
        time.sleep(dice.uniform(0.0, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = documents(killed)
        assert finished <= now, "a finished document was lost"
        assert all((killed / "work" / name).read_bytes().endswith(b"\n") for name in now)
        finished = now
    assert finished
    assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 1
    assert tree(killed) == tree(undisturbed)


def test_the_cluster_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    run([str(folder)], tmp_path / "local", options())
    run([str(folder)], tmp_path / "dask", options(engine="dask"))
    assert tree(tmp_path / "dask") == tree(tmp_path / "local")


def test_an_older_version_is_said_and_read_again_on_demand(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(folder)], out, options())
    journal = Journal(out / "journal.sqlite")
    journal._db.execute("update files set version = '0.0.1'")
    journal.close()
    assert run([str(folder)], out, options()).older == 11
    assert run([str(folder)], out, options(refresh=True)).older == 0
    shutil.rmtree(out)


def test_the_data_set_holds_every_task_once_and_a_partition_a_province(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out"
    run([str(folder)], out, options(parquet=dt.date(2027, 3, 1)))
    plans = [json.loads(line) for line in (out / "plans.jsonl").read_text(encoding="utf-8").splitlines()]
    tasks = parquet.read_table(out / "parquet" / "tasks").to_pylist()
    assert sorted(row["task"] for row in tasks) == sorted(task["id"] for one in plans for task in one["tasks"])
    assert {row["province"] for row in tasks} == {"_"}
    assert {row["due"] for row in parquet.read_table(out / "parquet" / "deadlines").to_pylist()} == {"2027-03-31"}
    units = parquet.read_table(out / "parquet" / "units").to_pylist()
    assert {(row["role"], row["name"]) for row in units} == {("lead", "Phòng Kinh tế"), ("coordinating", "Công an xã")}
    assert parquet.read_table(out / "parquet" / "findings").num_rows > 0


def test_the_columns_of_the_data_set_are_explained() -> None:
    lines = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8").splitlines()
    explained = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    for name, (fields, _) in tables(dt.date(2027, 1, 1)).items():
        assert [field.name for field in fields if f"`{field.name}`" not in explained[name]] == []

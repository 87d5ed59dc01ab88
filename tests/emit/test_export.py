"""`planparse export`, as a shell sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planparse.cli import main
from planparse.emit.entries import apart, entries
from planparse.emit.exports import EXPORTS, Wish
from planparse.pipeline import parse

WORDS = """\
Số: 7/KH-UBND

KẾ HOẠCH
Chuyển đổi số xã Suối Mơ năm 2027

Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch như sau:

I. NỘI DUNG

TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian
1\tLắp Wi-Fi công cộng tại ba chợ.\tPhòng Kinh tế\tCông an xã\tQuý II/2027
2\tMở lớp cho tổ công nghệ số.\tPhòng Văn hóa - Xã hội\t\tTháng 3/2027
3\tLập sổ theo dõi.\t\t\tThường xuyên
"""


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[[Sequence[str]], tuple[int, str, str]]:
    def runs(args: Sequence[str]) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return runs


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "KH.txt"
    path.parent.mkdir()
    path.write_text(WORDS, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", EXPORTS)
def test_every_form_is_written_the_same_again(run: Callable[..., tuple[int, str, str]], source: Path, tmp_path: Path, form: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for path in (one, two):
        assert run(["export", "--to", form, str(source), "-o", str(path)])[0] == 0
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size > 500


@pytest.mark.parametrize("form", sorted(form for form, export in EXPORTS.items() if export.suffix != "xlsx"))
def test_no_task_is_left_out_of_any_form(form: str) -> None:
    plan = parse(WORDS.encode(), "a.txt")
    data = b"".join(EXPORTS[form].write([plan], Wish()))
    assert all(task.id in data.decode().replace("\r\n ", "") for task in plan.tasks)


def test_a_json_of_convert_gives_the_same_as_its_document(run: Callable[..., tuple[int, str, str]], source: Path, tmp_path: Path) -> None:
    run(["convert", str(source), "-o", str(tmp_path / "json")])
    of_document, of_json = (run(["export", "--to", "ics", str(path)]) for path in (source, tmp_path / "json"))
    assert of_document[:2] == of_json[:2]
    assert of_document[1].count("BEGIN:VTODO") == 3


def test_a_file_for_each_unit_and_none_for_a_task_is_lost(run: Callable[..., tuple[int, str, str]], source: Path, tmp_path: Path) -> None:
    code, out, _ = run(["export", "--to", "ics", str(source), "--by", "unit", "-o", str(tmp_path / "out")])
    assert (code, out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "uy-ban-nhan-dan-xa-suoi-mo-chua-ro-don-vi-chu-tri.ics",
        "uy-ban-nhan-dan-xa-suoi-mo-phong-kinh-te.ics",
        "uy-ban-nhan-dan-xa-suoi-mo-phong-van-hoa-xa-hoi.ics",
    ]
    assert run(["export", "--to", "ics", str(source), "--by", "unit"])[0] == 2


def test_parts_hold_the_tasks_of_the_whole() -> None:
    plan = parse(WORDS.encode(), "a.txt")
    whole = [entry.id for entry in entries([plan])]
    assert list(apart([plan], "ward")) == ["uy-ban-nhan-dan-xa-suoi-mo"]
    parts = [entry.id for plans in apart([plan], "unit").values() for entry in entries(plans)]
    assert sorted(parts) == sorted(whole)


def test_names_of_files_are_short_and_stay_apart() -> None:
    plan = parse(WORDS.encode(), "a.txt")
    units = [plan.tasks[0].lead_units[0].model_copy(update={"name": "Các phòng, ban, ngành, đoàn thể " * 9 + end}) for end in "ab"]
    tasks = tuple(task.model_copy(update={"lead_units": (unit,)}) for task, unit in zip(plan.tasks, units, strict=False))
    names = list(apart([plan.model_copy(update={"tasks": tasks})], "unit"))
    assert len(names) == 2
    assert max(map(len, names)) <= 120


def test_a_plan_that_comes_twice_is_taken_once(run: Callable[..., tuple[int, str, str]], source: Path) -> None:
    again = source.with_name("KH 2.txt")
    again.write_text(WORDS, encoding="utf-8")
    code, out, err = run(["export", "--to", "ics", str(source), str(again)])
    assert (code, out.count("BEGIN:VTODO")) == (0, 3)
    assert "chỉ lấy KH.txt" in err
    again.write_text(WORDS.replace("Quý II", "Quý III"), encoding="utf-8")
    assert run(["export", "--to", "ics", str(source), str(again)])[0] == 1


def test_a_bad_file_stops_no_other(run: Callable[..., tuple[int, str, str]], source: Path) -> None:
    bad = source.with_name("x.json")
    bad.write_text("{}", encoding="utf-8")
    code, out, err = run(["export", "--to", "ics", str(bad), str(source)])
    assert (code, out.count("BEGIN:VTODO")) == (3, 3)
    assert "x.json" in err

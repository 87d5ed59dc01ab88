"""The command line, as a shell sees it: what goes where, which exit code, in which language, and at what cost."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import click
import pytest

from planparse import __version__, vocab
from planparse.cli import COMMANDS, GROUP, main
from planparse.cli.words import Words
from planparse.errors import UnreadableFile
from planparse.read import ocr

ROOT = Path(__file__).parents[1]

PLAN = """\
Số: /KH-UBND
Suối Mơ, ngày tháng 01 năm 2027

KẾ HOẠCH
Chuyển đổi số xã Suối Mơ năm 2027

Ủy ban nhân dân xã Suối Mơ ban hành Kế hoạch chuyển đổi số năm 2027 như sau:

I. MỤC ĐÍCH
Đưa dịch vụ công đến từng thôn.

TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian
1\tLắp Wi-Fi công cộng tại ba chợ.\tPhòng Kinh tế\tCông an xã\tQuý II/2027
"""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run: TypeAlias = Callable[[Sequence[str]], Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.delenv("PLANPARSE_LANG", raising=False)

    def runs(args: Sequence[str]) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return runs


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "KH Suối Mơ.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_json_goes_to_stdout_and_the_summary_to_stderr(run: Run, plan: Path) -> None:
    ran = run(["convert", str(plan)])
    assert ran.code == 0
    assert json.loads(ran.out)["document"]["name"] == plan.name
    assert f"{plan}: 1 nhiệm vụ" in ran.err


def test_a_folder_for_results(run: Run, plan: Path, tmp_path: Path) -> None:
    ran = run(["convert", str(plan), "-o", str(tmp_path / "new" / "out"), "--lang", "en"])
    assert (ran.code, ran.out) == (0, "")
    assert [path.name for path in (tmp_path / "new" / "out").iterdir()] == ["KH Suối Mơ.txt.json"]
    assert "1 tasks" in ran.err


def test_lines_of_json(run: Run, plan: Path, tmp_path: Path) -> None:
    other = plan.with_name("KH 2.txt")
    other.write_text(PLAN, encoding="utf-8")
    ran = run(["convert", str(plan), str(other), "--format", "jsonl"])
    assert [json.loads(line)["document"]["name"] for line in ran.out.splitlines()] == [plan.name, other.name]
    run(["convert", str(plan), str(other), "--format", "jsonl", "-o", str(tmp_path / "out")])
    assert (tmp_path / "out" / "plans.jsonl").read_text(encoding="utf-8") == ran.out


def test_a_bad_file_stops_nothing_and_the_worst_code_wins(run: Run, plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.touch()
    ran = run(["convert", str(empty), str(tmp_path / "none.pdf"), str(plan), "-o", str(tmp_path / "out")])
    assert ran.code == 3
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["KH Suối Mơ.txt.json"]
    assert f"{empty}: tệp rỗng. Hãy xin lại" in ran.err
    assert "none.pdf: không có tệp này." in ran.err
    assert "Tổng cộng 3 tệp: 1 nhiệm vụ" in ran.err
    assert "2 tệp không đọc được" in ran.err


def test_a_folder_stands_for_its_documents(run: Run, plan: Path) -> None:
    (plan.parent / "~$KH.docx").write_bytes(b"lock")
    (plan.parent / "notes.md").write_text("not a document", encoding="utf-8")
    ran = run(["convert", str(plan.parent), str(plan), "--format", "jsonl"])
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)


def test_two_files_of_one_name_do_not_overwrite_each_other(run: Run, plan: Path, tmp_path: Path) -> None:
    twin = tmp_path / "b" / plan.name
    twin.parent.mkdir()
    twin.write_text(PLAN.replace("năm 2027", "năm 2028"), encoding="utf-8")
    ran = run(["convert", str(plan), str(twin), "-o", str(tmp_path / "out")])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["KH Suối Mơ-2.txt.json", "KH Suối Mơ.txt.json"]
    assert "KH Suối Mơ-2.txt.json" in ran.err


def test_the_account_is_shown(run: Run, plan: Path) -> None:
    ran = run(["convert", "--proof", str(plan)])
    assert ran.code == 0
    assert "đọc " in ran.err
    assert " = đã xếp " in ran.err


def test_a_scan_is_read_or_said_not_to_be(run: Run, tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (620, 877), 255)
    ImageDraw.Draw(page).text((80, 80), "KE HOACH", fill=0)
    page.save(tmp_path / "scan.pdf")
    ran = run(["convert", "--no-cache", str(tmp_path / "scan.pdf"), "-o", str(tmp_path / "out")])
    extraction = json.loads((tmp_path / "out" / "scan.pdf.json").read_bytes())["document"]["extraction"]
    assert ran.code == (0 if extraction == "ocr" else 4)
    assert (ran.code == 4) == ("có trang chưa đọc được" in ran.err)


def test_a_page_is_drawn(run: Run, tmp_path: Path) -> None:
    sample = min((ROOT / "samples" / "files").glob("*.pdf"))
    png = tmp_path / "page.png"
    assert run(["debug", str(sample), "--page", "2", "-o", str(png)]).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    ran = run(["debug", str(sample), "--page", "999", "-o", str(png)])
    assert (ran.code, ran.err) == (3, f"{sample.name}: không có trang 999. Tệp có các trang từ 1 đến {_pages(sample)}.\n")


def _pages(pdf: Path) -> int:
    from planparse import parse

    return parse(pdf).document.pages or 0


def test_where_nothing_can_be_written(run: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(["convert", str(plan), "-o", str(tmp_path / "file")]).code == 2


def test_schema_is_printed(run: Run) -> None:
    ran = run(["schema"])
    assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_doctor_names_every_part(run: Run) -> None:
    ran = run(["doctor"])
    assert ran.code in (0, 4)
    assert all(part["name"] in ran.out for part in vocab.load("parts")["part"])
    assert (ran.code == 4) == ("THIẾU" in ran.out)
    assert ("bản chụp đọc bằng" in ran.out) == ocr.is_installed()


def test_version(run: Run) -> None:
    assert run(["--version"]) == (0, f"planparse {__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["convert"], "Thiếu 'FILE...'."),
        (["convert", "x", "--form"], "Không có tùy chọn --form."),
        (["converd"], "converd"),
        (["convert", "x", "--format", "xml"], "Giá trị của '--format' không đúng"),
        (["convert", "--lang", "en"], "Missing 'FILE...'."),
    ],
)
def test_wrong_arguments_are_told_in_the_language_of_the_user(run: Run, args: list[str], said: str) -> None:
    ran = run(args)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_parameter_is_explained(name: str, lang: str) -> None:
    words = Words("en" if lang == "en" else "vi")
    command = GROUP.get_command(click.Context(GROUP), name)
    assert command is not None
    explained = words.help("planparse") | words.help(name)
    assert {param.name for param in command.params} - explained.keys() == set()
    assert set(words.help(name)) - {param.name for param in command.params} == {"text"}, "words for a parameter that is not there"


def test_the_language_of_help(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Cách dùng: planparse convert" in run(["convert", "--help"]).out
    assert "Usage: planparse convert" in run(["convert", "--help", "--lang", "en"]).out
    monkeypatch.setenv("PLANPARSE_LANG", "en")
    assert "Usage: planparse convert" in run(["convert", "--help"]).out


def test_messages_in_both_languages_take_the_same_values() -> None:
    import string

    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for table in ("say", "usage"):
        for name, forms in vocab.load("cli")[table].items():
            assert forms.keys() == {"vi", "en"}, name
            assert values(forms["vi"]) == values(forms["en"]), name


def _sentences() -> Iterator[str]:
    """What the errors raised in src say: literals, with `{}` for what is filled in, and without the file's name."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("UnreadableFile", "MissingTool", "LimitExceeded", "Outcome"):
                told = [keyword.value for keyword in node.keywords if keyword.arg in ("message", "advice")]
                for argument in told if ast.unparse(node.func) == "Outcome" else node.args:
                    value = named.get(argument.id, argument) if isinstance(argument, ast.Name) else argument
                    pieces = value.values if isinstance(value, ast.JoinedStr) else [value]
                    said = "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in pieces)
                    if said not in ("{}", "{}: {}") and not said.startswith(("pip ", "sudo ")):
                        yield said.removeprefix("{}: ")


@pytest.mark.parametrize("said", sorted(set(_sentences())))
def test_every_error_is_said_in_vietnamese(said: str) -> None:
    filled = UnreadableFile("KH.pdf: " + said.format(*"ABCDEF"), "")
    assert Words("en").error(filled, "KH.pdf").strip() == said.format(*"ABCDEF")
    told = Words("vi").error(filled, "KH.pdf").strip()
    assert told != said.format(*"ABCDEF"), "vocab/errors.toml lacks it"
    assert all(filler in told for filler in "ABCDEF"[: said.count("{}")])


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["convert", "--help"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    script = (
        "import sys, atexit; atexit.register(lambda: print('LOADED', *sys.modules)); from planparse.cli import main; main(sys.argv[1:])"
    )
    ran = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, check=True)
    loaded = ran.stdout.rpartition("LOADED")[2].split()
    heavy = {"pydantic", "pandas", "numpy", "underthesea", "pypdfium2", "pdfplumber", "lxml", "docx", "rich", "planparse.pipeline"}
    assert heavy.intersection(loaded) == set()


def test_importing_planparse_loads_nothing_heavy() -> None:
    script = "import sys, planparse; print(planparse.__version__); sys.exit('pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_clean_prints_mended_text_and_says_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Thường trực HDND xã giao ban dợt xuất.\n\nTT\tViệc\tAi làm\n1\tSửa cầu hoá chất\tCông an xã\n2\tSửa chợ\tTrạm Y tế\n",
        encoding="utf-8",
    )
    ran = run(["--lang", "en", "clean", str(path), "--explain"])
    assert ran.code == 0
    assert "HĐND" in ran.out
    assert "HDND" not in ran.out
    assert "1\tSửa cầu hóa chất\tCông an xã" in ran.out
    assert "HDND → HĐND" in ran.err


def test_clean_json_holds_each_change_with_its_rule(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Thường trực HDND xã họp định kỳ.\n", encoding="utf-8")
    told = json.loads(run(["clean", "--json", str(path)]).out)
    assert told["text"] == "Thường trực HĐND xã họp định kỳ."
    assert [(fix["before"], fix["after"]) for fix in told["fixes"]] == [("HDND", "HĐND")]
    assert run(["clean", str(tmp_path / "none.txt")]).code == 2

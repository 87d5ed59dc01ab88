"""`planparse check` and `planparse rules` as a shell sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from planparse import finding
from planparse.check import RULES
from planparse.cli import main

SOUND = (Path(__file__).parents[1] / "rules" / "plan.txt").read_text(encoding="utf-8")
BROKEN = SOUND.replace("III. KINH PHÍ", "II. KINH PHÍ").replace("\tQuý IV/2027\tSổ tài sản", "\tThường xuyên\tSổ tài sản")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PLANPARSE_LANG", raising=False)
    (tmp_path / "sound.txt").write_text(SOUND, encoding="utf-8")
    (tmp_path / "broken.txt").write_text(BROKEN, encoding="utf-8")

    def ran(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*args])
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return ran


def test_exit_codes(run: Run, tmp_path: Path) -> None:
    assert run("check", "sound.txt")[0] == 0
    assert run("check", "broken.txt")[0] == 1
    assert run("check", "broken.txt", "--ignore", "PP110")[0] == 0
    assert run("check", "sound.txt", "--select", "XX9")[0] == 2
    assert run("check", "sound.txt", "--severity", "grave")[0] == 2
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("check", "empty.txt")[0] == 3
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    assert run("check", "no.json")[0] == 3
    assert run("check", "absent.json")[0] == 3


def test_text_shows_the_line_and_a_caret(run: Run) -> None:
    _, out, _ = run("check", "broken.txt", "--select", "PP110,PP228")
    number = BROKEN.splitlines().index("II. KINH PHÍ THỰC HIỆN") + 1
    assert f"broken.txt:{number}: PP110 lỗi: Hai mục cùng mang số II." in out
    assert f"{number} | II. KINH PHÍ THỰC HIỆN" in out
    quoted = next(line for line in out.splitlines() if "Thường xuyên" in line and " | " in line)
    caret = out.splitlines()[out.splitlines().index(quoted) + 1]
    assert caret.index("^") == quoted.index("Thường xuyên") and caret.count("^") == len("Thường xuyên")
    assert "nhất quán" not in out and "Đầy đủ" in out  # the score speaks of the families that were asked for


def test_english(run: Run) -> None:
    assert "PP110 error: Two sections have the number II." in run("check", "broken.txt", "--lang", "en")[1]


def test_json_keeps_the_schema(run: Run) -> None:
    _, out, _ = run("check", "broken.txt", "sound.txt", "--format", "json")
    reports = json.loads(out)
    for report in reports:
        jsonschema.Draft202012Validator(finding.schema()).validate(report)
    assert [report["document"] for report in reports] == ["broken.txt", "sound.txt"]
    assert {one["code"] for one in reports[0]["findings"]} == {"PP110", "PP228"} and not reports[1]["findings"]
    families = {family["name"]: family for family in reports[0]["score"]["families"]}
    assert families["PP1"]["kept"] == families["PP1"]["rules"] - 1 and reports[0]["score"]["complete"]


def test_sarif_names_rule_place_and_excuse(run: Run, tmp_path: Path) -> None:
    (tmp_path / "planparse.toml").write_text('[[waiver]]\nrule = "PP228"\ntask = "9"\nreason = "Kiểm kê quanh năm"\n', encoding="utf-8")
    log = json.loads(run("check", "broken.txt", "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    assert len(rules) == len(RULES) and all(rule["fullDescription"]["text"] for rule in rules)
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] > 0
    levels = {result["ruleId"]: (result["level"], "suppressions" in result) for result in one["results"]}
    assert levels == {"PP110": ("error", False), "PP228": ("warning", True)}


def test_github_commands_stay_on_one_line(run: Run) -> None:
    _, out, _ = run("check", "broken.txt", "--format", "github")
    assert all(line.startswith(("::error file=broken.txt,line=", "::warning file=broken.txt,line=")) for line in out.splitlines())


def test_html_escapes_the_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        BROKEN.replace("hành chính xã Lũng Chòi năm 2027\n\nCăn", "hành chính <b>x</b> & y năm 2027\n\nCăn"), encoding="utf-8"
    )
    out = run("check", "x.txt", "--format", "html")[1]
    assert "<b>x" not in out and "<script" not in out


def test_a_sheet(run: Run, tmp_path: Path) -> None:
    assert run("check", "broken.txt", "--format", "xlsx", "-o", "out.xlsx")[0] == 1
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")


def test_waivers_end(run: Run, tmp_path: Path) -> None:
    waiver = '[[waiver]]\nrule = "PP110"\nplan = "broken*"\nreason = "Đã xin ý kiến"\nuntil = 2027-06-30\n'
    (tmp_path / "planparse.toml").write_text(waiver, encoding="utf-8")
    assert run("check", "broken.txt", "--today", "2027-06-30")[0] == 0
    assert run("check", "broken.txt", "--today", "2027-07-01")[0] == 1


@pytest.mark.parametrize("text", ['profil = "cchc"', '[[waiver]]\nrule = "PP1"', '[[waiver]]\nrule = "PP1"\nreason = " "', "= 3"])
def test_settings_that_say_nothing_are_told(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "planparse.toml").write_text(text, encoding="utf-8")
    code, _, err = run("check", "sound.txt")
    assert code == 5 and "planparse.toml" in err


def test_profiles(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("check", "sound.txt", "--format", "json", "--profile", "generic")[1])[0]["profile"] == "generic"
    (tmp_path / "my.toml").write_text('columns = ["lead"]\n[[expected]]\nname = "nuôi ong"\nwords = ["nuôi ong"]\n', encoding="utf-8")
    assert "nuôi ong" in run("check", "sound.txt", "--profile", "my.toml")[1]
    assert run("check", "sound.txt", "--profile", "nothing")[0] == 5


def test_a_folder_of_json(run: Run, tmp_path: Path) -> None:
    run("convert", "sound.txt", "broken.txt", "-o", "json")
    assert run("check", "json")[0] == 1


def test_fixes_leave_the_document_alone(run: Run, tmp_path: Path) -> None:
    text = SOUND.replace("ngày 05 tháng 01 năm 2027", "ngày 5 tháng 1 năm 2027")
    (tmp_path / "day.txt").write_text(text, encoding="utf-8")
    run("check", "day.txt", "--fix")
    (fix,) = json.loads((tmp_path / "day.txt.fixes.json").read_text(encoding="utf-8"))
    assert (fix["original"], fix["replacement"]) == ("ngày 5 tháng 1", "ngày 05 tháng 01")
    assert (tmp_path / "day.txt").read_text(encoding="utf-8") == text


def test_rules_are_listed_and_explained(run: Run) -> None:
    assert len(run("rules")[1].splitlines()) == len(RULES)
    one = run("rules", "PP301")[1]
    assert all(label in one for label in ("Vì sao:", "Sai:", "Đúng:", "Nguồn:"))
    assert run("rules", "PP777")[0] == 2

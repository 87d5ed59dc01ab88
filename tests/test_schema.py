"""The contract with the outside: the schema is sound, committed fresh, and what planparse writes keeps it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from planparse.emit import FORMATS
from planparse.pipeline import parse
from planparse.plan import SCHEMA_VERSION, Plan, schema

ROOT = Path(__file__).parents[1]

PLAN = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI MƠ
Số: 41/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Mơ, ngày 05 tháng 01 năm 2027

KẾ HOẠCH
Chuyển đổi số xã Suối Mơ năm 2027

Căn cứ Kế hoạch số 12/KH-UBND ngày 20/12/2026 của UBND tỉnh về chuyển đổi số năm 2027;

I. MỤC ĐÍCH
Đưa dịch vụ công đến từng thôn.

TT\tNhiệm vụ\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian
1\tLắp Wi-Fi công cộng tại ba chợ.\tPhòng Kinh tế\tCông an xã\tQuý II/2027
2\tTập huấn Tổ công nghệ số cộng đồng.\tPhòng Văn hóa - Xã hội\tCác thôn\tTháng 3/2027

Nơi nhận:
- UBND tỉnh;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nông Thị Lụa
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse(PLAN.encode(), "KH 41.txt")


def test_the_schema_is_valid_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize(
    "name", ["schemas/plan.schema.json", "schemas/findings.schema.json", "docs/rules.md", "docs/cli.md", "docs/cli.vi.md"]
)
def test_generated_files_are_fresh(name: str) -> None:
    pages = runpy.run_path(str(ROOT / "scripts" / "write_docs.py"))["pages"]()
    assert (ROOT / name).read_text(encoding="utf-8") == pages[ROOT / name], "stale: make docs"


def test_what_is_written_keeps_the_schema(plan: Plan) -> None:
    jsonschema.Draft202012Validator(schema()).validate(_written(plan, "json"))


def test_both_forms_hold_the_same(plan: Plan) -> None:
    assert _written(plan, "json") == _written(plan, "jsonl")
    assert len(b"".join(FORMATS["jsonl"]([plan, plan])).splitlines()) == 2


def test_a_plan_survives_the_round_trip(plan: Plan) -> None:
    assert Plan.model_validate_json(b"".join(FORMATS["json"]([plan]))) == plan


def test_the_same_bytes_give_the_same_json(plan: Plan) -> None:
    again = parse(PLAN.encode(), "KH 41.txt")
    assert b"".join(FORMATS["json"]([again])) == b"".join(FORMATS["json"]([plan]))


def test_absent_values_are_null_or_empty_lists(plan: Plan) -> None:
    def look(value: Any, pointer: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                look(inner, f"{pointer}/{name}")
        elif isinstance(value, list):
            for at, inner in enumerate(value):
                look(inner, f"{pointer}/{at}")
        else:
            assert value != "" or "/rows/" in pointer, f"{pointer} is an empty string"

    look(_written(plan, "json"), "")


def test_a_document_says_its_version(plan: Plan) -> None:
    assert _written(plan, "json")["schema_version"] == SCHEMA_VERSION == "1.0"


def _written(plan: Plan, form: str) -> Any:
    return json.loads(b"".join(FORMATS[form]([plan])))

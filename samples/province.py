"""Makes a province: the plan that it sends down, the plans of its wards, and the truth about the gaps that are planted in them.

    python samples/province.py OUT --wards 120 --seed 2026

`OUT/province.docx` and `.txt` is the province's plan, `OUT/plans/` the wards', `OUT/wards.csv` the official list of all wards, with
and without a plan, `OUT/truth.json` what a reader of them all should find. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from making.declare import Column, Grid, Sheet, steps  # noqa: E402
from making.names import invented, slug  # noqa: E402
from making.plain import text  # noqa: E402
from making.word import docx  # noqa: E402

YEAR = 2026
ISSUED = dt.date(2025, 12, 22)
ON_TIME_UNTIL = dt.date(2026, 1, 6)


@dataclass(slots=True)
class Planted:
    """How many of each gap: see `make_province`."""

    missing: int = 5
    duplicates: int = 3
    foreign_names: int = 2
    late: int = 4
    blank: int = 6
    later_deadlines: int = 5
    skipped: float = 0.08
    in_text: float = 0.25


@dataclass(slots=True)
class Ward:
    """A ward and what it has sent: rows are (group, asked id or None, content, lead, coordinating, time, product); `left_over` is another
    ward's name and where it stands (`closing`, `annex_title`).
    """

    kind: str
    name: str
    file: str = ""
    sheet: Sheet | None = None
    rows: list[tuple[str, str | None, str, str, str, str, str]] = field(default_factory=list)
    late: bool = False
    blank: bool = False
    left_over: tuple[str, str] | None = None

    @property
    def full(self) -> str:
        """`phường Bến Sim`."""
        return f"{self.kind} {self.name}"


def make_province(
    out: Path,
    wards: int = 120,
    seed: int = 2026,
    *,
    planted: Planted | None = None,
    names: Sequence[tuple[str, str]] | None = None,
    province: str = "Lam Giang",
) -> dict[str, Any]:
    """Writes a province into `out` and returns its truth: `wards` wards that have sent a plan, and `planted.missing` that have not.

    `names` are (kind, name) of all wards, at least `wards + planted.missing`; without it they are invented. Planted are: wards without a
    plan; `duplicates` wards with a second file (the same bytes, a re-issue, another format); plans in which another ward's name is left
    over; plans signed after the province's day; plans with blank number and day; deadlines later than the province's; each task of the
    province is left out by a share `skipped` of the wards, and eleven tasks by all. `in_text` is the share of plans that are text files.
    """
    planted = planted or Planted()
    dice = random.Random(seed)
    total = wards + planted.missing
    chosen = list(names or invented(total, dice))[:total]
    if len(chosen) < total:
        raise ValueError(f"{len(chosen)} names are too few for {total} wards")
    everyone = [Ward(kind, name) for kind, name in chosen]
    absent = set(dice.sample(range(total), planted.missing))
    senders = [ward for at, ward in enumerate(everyone) if at not in absent]
    special = iter(dice.sample(senders, len(senders)))
    doubled = [next(special) for _ in range(planted.duplicates)]
    foreign = [next(special) for _ in range(planted.foreign_names)]
    for at, ward in enumerate(foreign):
        ward.left_over = (dice.choice([other for other in senders if other is not ward]).full, ("closing", "annex_title")[at % 2])
    for _ in range(planted.late):
        next(special).late = True
    for _ in range(planted.blank):
        next(special).blank = True
    tardy = [next(special) for _ in range(planted.later_deadlines)]
    later: list[dict[str, Any]] = []
    for ward in senders:
        _fill(ward, dice, planted.skipped)
        if ward in tardy:
            later.append(_make_later(ward, dice))
        ward.sheet = _ward_sheet(ward, dice, province)
        ward.file = f"kh-cchc-{YEAR}-{slug(ward.full)}.{'txt' if dice.random() < planted.in_text else 'docx'}"
    folder = out / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    for ward in senders:
        assert ward.sheet
        (folder / ward.file).write_bytes(_bytes(ward.sheet, ward.file))
    copies = [_second_file(ward, folder, at) for at, ward in enumerate(doubled)]
    reference = _province_sheet(province)
    (out / "province.docx").write_bytes(docx(reference))
    (out / "province.txt").write_text(text(reference), encoding="utf-8")
    with (out / "wards.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [("kind", "name", "file"), *((ward.kind, ward.name, ward.file) for ward in everyone)]
        )
    truth = {
        "province": province,
        "seed": seed,
        "reference": {"file": "province.docx", "number": "214/KH-UBND", "date": ISSUED.isoformat(), "due": ON_TIME_UNTIL.isoformat()},
        "wards": [{"kind": ward.kind, "name": ward.name, "file": ward.file or None} for ward in everyone],
        "missing": [ward.full for ward in everyone if not ward.file],
        "duplicates": copies,
        "foreign_names": [
            {"ward": ward.full, "file": ward.file, "other": ward.left_over[0], "where": ward.left_over[1]}
            for ward in foreign
            if ward.left_over
        ],
        "late": [ward.full for ward in senders if ward.late],
        "blank_number_and_day": [ward.full for ward in senders if ward.blank],
        "later_deadlines": later,
        "asked": [_coverage(order, asked, senders) for order, asked in enumerate(_words()["asked"], 1)],
        "uncovered": [asked["id"] for asked in _words()["asked"] if not asked.get("taken", True)],
        "tasks": {
            ward.file: [{"order": at, "asked": row[1], "content": row[2]} for at, row in enumerate(ward.rows, 1)] for ward in senders
        },
    }
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return truth


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((HERE / "province.toml").read_text(encoding="utf-8"))


def _coverage(order: int, asked: dict[str, Any], senders: list[Ward]) -> dict[str, Any]:
    takers = [ward.full for ward in senders if any(row[1] == asked["id"] for row in ward.rows)]
    others = [ward.full for ward in senders if ward.full not in set(takers)] if asked.get("wards", True) else []
    return {"id": asked["id"], "order": order, "for_wards": asked.get("wards", True), "taken_by": takers, "not_taken_by": others}


def _fill(ward: Ward, dice: random.Random, skipped: float) -> None:
    economic = "Phòng Kinh tế, Hạ tầng và Đô thị" if ward.kind == "phường" else "Phòng Kinh tế"
    slots = {"p": ward.kind, "ten": ward.name, "nam": str(YEAR), "kt": economic}
    helpers = ("Các phòng, đơn vị thuộc {p}", "Các phòng chuyên môn", "Văn phòng HĐND và UBND {p}; |các phòng chuyên môn", "Công an {p}")

    def say(words: str) -> str:
        return words.format(**slots)

    def helper(lead: str) -> str:
        return dice.choice([words for words in map(say, helpers) if lead not in words])

    for asked in _words()["asked"]:
        if asked.get("wards", True) and asked.get("taken", True) and dice.random() >= skipped:
            words, lead, time, output = (say(dice.choice(asked[part])) for part in ("words", "leads", "times", "outputs"))
            ward.rows.append((asked["group"], asked["id"], words, lead, helper(lead), time, output))
    for own in dice.sample(_words()["own"], dice.randint(1, 3)):
        words, lead, time = (say(dice.choice(own[part])) for part in ("words", "leads", "times"))
        ward.rows.append((own["group"], None, words, lead, helper(lead), time, ""))
    groups = list(dict.fromkeys(asked["group"] for asked in _words()["asked"]))
    ward.rows.sort(key=lambda row: groups.index(row[0]))


def _make_later(ward: Ward, dice: random.Random) -> dict[str, Any]:
    """One task of `ward` gets a deadline after the province's; what was planted."""
    by_id = {asked["id"]: asked for asked in _words()["asked"]}
    places = [at for at, row in enumerate(ward.rows) if row[1] and "late" in by_id[row[1]]]
    at = dice.choice(places)
    group, name, content, lead, coord, _, output = ward.rows[at]
    assert name
    time = by_id[name]["late"].format(nam=YEAR)
    ward.rows[at] = (group, name, content, lead, coord, time, output)
    return {"ward": ward.full, "asked": name, "order": at + 1, "deadline": time, "province_due": by_id[name]["due"]}


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def _columns(layout: str) -> list[Column]:
    return [Column(head, role, int(width)) for head, role, width in (item.rsplit(":", 2) for item in layout.split(" / "))]


def _grid(ward: Ward, dice: random.Random) -> Grid:
    columns = _columns(dice.choice(_words()["layouts"]))
    grouped = dice.random() < 0.5
    rows: list[list[str]] = []
    groups: list[str] = []
    for at, (group, _, content, lead, coord, time, output) in enumerate(ward.rows, 1):
        if grouped and group not in groups:
            groups.append(group)
            rows.append(["#1", _ROMAN[len(groups) - 1], group])
        cells = {"marker": str(at), "content": content, "lead": lead, "coord": coord, "deadline": time, "output": output}
        rows.append([cells[column.role] for column in columns])
    return Grid(columns=columns, rows=rows, auto_numbers=dice.random() < 0.15, numbered_head=dice.random() < 0.2)


def _ward_sheet(ward: Ward, dice: random.Random, province: str) -> Sheet:
    blank, full = ward.blank, ward.full
    day = dt.date(2026, 1, 12) + dt.timedelta(dice.randint(0, 38)) if ward.late else ISSUED + dt.timedelta(dice.randint(1, 15))
    number = dice.randint(1, 240)
    code = f"{number:02d}/KH-UBND"
    cited = f"Kế hoạch số 214/KH-UBND ngày 22/12/2025 của UBND tỉnh {province} về cải cách hành chính nhà nước tỉnh {province} năm {YEAR}"
    issuer = f"Ủy ban nhân dân {ward.full}"
    preamble = [f"Căn cứ {cited};", f"{issuer} ban hành Kế hoạch cải cách hành chính năm {YEAR} như sau:"]
    if dice.random() < 0.6:
        preamble = [f"Thực hiện {cited}, {issuer} ban hành Kế hoạch cải cách hành chính năm {YEAR} như sau:"]
    aims = [aim.format(p=ward.kind) for aim in dice.sample(_words()["aims"], 2)]
    named = {"closing": full, "annex_title": full}
    if ward.left_over:
        named[ward.left_over[1]] = ward.left_over[0]
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    header = {
        "letterhead": dice.choice(("table", "table", "table", "stacked")),
        "issuer": ["ỦY BAN NHÂN DÂN", ward.full.upper()],
        "number": "Số:      /KH-UBND" if blank else f"Số: {code}",
        "date_line": f"{ward.name}, ngày {'    ' if blank else f'{day.day:02d}'} tháng {month} năm {day.year}",
        "kind_line": "KẾ HOẠCH",
        "title_lines": [f"Cải cách hành chính {ward.full} năm {YEAR}"],
        "title": f"Cải cách hành chính {ward.full} năm {YEAR}",
    }
    reference = (
        f"(Kèm theo Kế hoạch số {'     /KH-UBND' if blank else code} ngày {'     ' if blank else f'{day:%d/%m/%Y}'} của UBND {full})"
    )
    raw = {
        "header": header,
        "preamble": preamble,
        "closing": f"Trên đây là Kế hoạch cải cách hành chính năm {YEAR} của {named['closing']}./.",
        "recipients": [f"Sở Nội vụ tỉnh {province};", "Lãnh đạo UBND;", "Các phòng, đơn vị;", "!Lưu: VT, VHXH."],
        "signature": {
            "lines": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
            "name": f"{dice.choice(_words()['family_names'])} {dice.choice(_words()['given_names'])}",
        },
        "annexes": [
            {
                "label": dice.choice(("PHỤ LỤC", "DANH MỤC")),
                "title_lines": [f"Nhiệm vụ cải cách hành chính năm {YEAR} của {named['annex_title']}"],
                "reference": reference,
                "steps": steps("@table viec"),
            }
        ],
    }
    return Sheet(
        slug=slug(ward.full), raw=raw, body=steps(_words()["body"].format(aim1=aims[0], aim2=aims[1])), tables={"viec": _grid(ward, dice)}
    )


def _province_sheet(province: str) -> Sheet:
    """The province's plan, in the order of `[[asked]]` under the heads of its domains."""
    rows: list[list[str]] = []
    groups: list[str] = []
    at = 0
    for group in dict.fromkeys(asked["group"] for asked in _words()["asked"]):
        groups.append(group)
        rows.append(["#1", _ROMAN[len(groups) - 1], group.upper()])
        for asked in _words()["asked"]:
            if asked["group"] == group:
                at += 1
                cells = [asked[part].format(nam=YEAR) for part in ("content", "output", "deadline", "lead", "coord")]
                rows.append([str(at), *cells])
    columns = _columns(_words()["layout_of_the_province"])
    title = f"Cải cách hành chính nhà nước tỉnh {province} năm {YEAR}"
    raw = {
        "header": {
            "letterhead": "table",
            "issuer": ["ỦY BAN NHÂN DÂN", f"TỈNH {province.upper()}"],
            "number": "Số: 214/KH-UBND",
            "date_line": f"{province}, ngày 22 tháng 12 năm 2025",
            "kind_line": "KẾ HOẠCH",
            "title_lines": [title],
            "title": title,
        },
        "preamble": [
            "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước "
            f"giai đoạn 2021 - 2030, Ủy ban nhân dân tỉnh {province} ban hành Kế hoạch cải cách hành chính nhà nước năm {YEAR} như sau:"
        ],
        "closing": "Yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường nghiêm túc thực hiện Kế hoạch này./.",
        "recipients": ["Bộ Nội vụ;", "Các sở, ban, ngành;", "UBND các xã, phường;", "!Lưu: VT, SNV."],
        "signature": {"lines": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "name": "Hoàng Minh Trí"},
        "annexes": [
            {
                "label": "PHỤ LỤC",
                "title_lines": [f"NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM {YEAR}"],
                "reference": f"(Kèm theo Kế hoạch số 214/KH-UBND ngày 22/12/2025 của UBND tỉnh {province})",
                "steps": steps("@table viec"),
            }
        ],
    }
    return Sheet(
        slug="province", raw=raw, body=steps(_words()["body_of_the_province"]), tables={"viec": Grid(columns=columns, rows=rows, size=24)}
    )


def _bytes(sheet: Sheet, name: str) -> bytes:
    return docx(sheet) if name.endswith(".docx") else text(sheet).encode("utf-8")


def _second_file(ward: Ward, folder: Path, at: int) -> dict[str, Any]:
    """A second file of `ward`: the same bytes, a re-issue with a small edit, the same plan in another format."""
    assert ward.sheet
    stem, ending = ward.file.rsplit(".", 1)
    how = ("copy", "reissue", "other_format")[at % 3]
    other = {
        "copy": f"{stem} (1).{ending}",
        "reissue": f"{stem}-ban-sua.{ending}",
        "other_format": f"{stem}.{'txt' if ending == 'docx' else 'docx'}",
    }[how]
    if how == "reissue":
        grid = ward.sheet.tables["viec"]
        last = len(grid.rows) - 1
        while grid.rows[last][0].startswith("#"):
            last -= 1
        column = [column.role for column in grid.columns].index("deadline")
        before = grid.rows[last][column]
        grid.rows[last][column] = f"Trong năm {YEAR}"
        data = _bytes(ward.sheet, other)
        grid.rows[last][column] = before
    else:
        data = _bytes(ward.sheet, other)
    (folder / other).write_bytes(data)
    return {"ward": ward.full, "files": [ward.file, other], "how": how}


def main(argv: list[str] | None = None) -> int:
    """The command line; prints what was planted."""
    parser = argparse.ArgumentParser(description="Makes a province with planted gaps.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--wards", type=int, default=120)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--province", default="Lam Giang")
    options = parser.parse_args(argv)
    truth = make_province(options.out, options.wards, options.seed, province=options.province)
    for part in ("missing", "duplicates", "foreign_names", "late", "blank_number_and_day", "later_deadlines", "uncovered"):
        print(f"{part}: {len(truth[part])}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""A province made once for all tests of the aggregate: its plans, the reference, the list of wards, the truth."""

from __future__ import annotations

import csv
import json
import runpy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planparse.aggregate import Overview, Scope, aggregate
from planparse.pipeline import parse
from planparse.plan import Plan

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Province:
    """What `samples/province.py` made, read."""

    plans: tuple[Plan, ...]
    reference: Plan
    wards: tuple[tuple[str, str], ...]
    truth: dict[str, Any]

    def overview(self, plans: tuple[Plan, ...] | None = None) -> Overview:
        """The overview of all plans, or of these."""
        scope = Scope(province="Lam Giang", wards=self.wards, today="2026-02-01")
        return aggregate(self.plans if plans is None else plans, "planparse test", scope, self.reference)


@cache
def province(wards: int = 120) -> Province:
    """A province of text files, so that no test waits for Word."""
    made = runpy.run_path(str(SAMPLES / "province.py"))
    with TemporaryDirectory() as folder:
        out = Path(folder)
        truth = made["make_province"](out, wards, planted=made["Planted"](in_text=1.0))
        plans = tuple(parse(path) for path in sorted((out / "plans").iterdir()))
        with (out / "wards.csv").open(encoding="utf-8", newline="") as rows:
            listed = tuple((row["kind"], row["name"]) for row in csv.DictReader(rows))
        return Province(plans, parse(out / "province.txt"), listed, json.loads(json.dumps(truth)))


@cache
def overview() -> Overview:
    """The overview of the whole province."""
    return province().overview()

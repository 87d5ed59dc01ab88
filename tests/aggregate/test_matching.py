"""Matching of wards' tasks to the province's: as good as promised on pairs labelled by hand."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from planparse import vocab
from planparse.aggregate.clusters import cluster
from planparse.aggregate.coverage import Coverage
from planparse.plan import Document, Header, Plan, Task
from planparse.vocab.matching import about, plain_words

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "coverage.py"


def reference(*contents: str) -> Plan:
    tasks = tuple(Task(id=f"t/{at}", origin="table", order=at + 1, content=content) for at, content in enumerate(contents))
    return Plan(id="t", document=Document(name="t", sha256="0", media_type="text/plain", producer="t"), header=Header(), tasks=tasks)


@pytest.mark.parametrize("half", ["tune", "held", "all"])
def test_precision_and_recall_keep_what_is_promised(half: str) -> None:
    benchmark = runpy.run_path(str(BENCHMARK), run_name="coverage_labels")
    judged = [one for one in benchmark["judge"]() if half in ("all", one.half)]
    got = benchmark["figures"](judged)
    assert got.precision >= 0.95
    assert got.recall >= 0.90
    assert half != "all" or got.pairs == 200


def test_a_task_that_does_two_things_takes_up_both() -> None:
    province = reference("Rà soát quy chế làm việc.", "Công khai dự toán, quyết toán.", "Tinh giản biên chế.")
    taken = Coverage(province, ["Trồng cây."]).of("Sửa quy chế làm việc; công khai dự toán ngân sách.")
    assert sorted(one.at for one in taken) == [0, 1]


def test_what_shares_only_an_office_is_the_wards_own() -> None:
    province = reference("Niêm yết thủ tục hành chính tại Trung tâm Phục vụ hành chính công.")
    assert Coverage(province, ["Kê ghế."]).of("Trồng hoa trước Trung tâm Phục vụ hành chính công.") == ()


def test_wordings_in_any_order_make_the_same_clusters() -> None:
    words = {"Báo cáo CCHC hằng quý.": 3, "Gửi báo cáo cải cách hành chính.": 2, "Trồng cây bóng mát.": 1, "Lập báo cáo CCHC định kỳ.": 1}
    first = cluster(words)
    again = cluster(dict(reversed(words.items())))
    assert [(one.label, sorted(one.members)) for one in first] == [(one.label, sorted(one.members)) for one in again]
    assert [len(one.members) for one in first] == [3, 1]


def test_each_form_stands_once_over_themes_and_subjects() -> None:
    owner: dict[str, str] = {}
    for table in ("theme", "subject"):
        for entry in vocab.load("matching")[table]:
            for form in entry["forms"]:
                assert owner.setdefault(plain_words(form), entry["forms"][0]) == entry["forms"][0], form


def test_every_subject_is_found_in_its_own_forms() -> None:
    for entry in vocab.load("matching")["subject"]:
        name = plain_words(entry["forms"][0]).replace(" ", "_")
        for form in entry["forms"]:
            assert name in about(form).subjects, form

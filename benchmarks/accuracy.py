"""How right planparse is: every value of every sample against its truth, by field; what is wrong and not marked; gains and losses.

    python benchmarks/accuracy.py                    samples/files against samples/truth
    python benchmarks/accuracy.py --against HEAD~3   and what a change won and lost since that commit
    python benchmarks/accuracy.py --wrong            each wrong value, beside what it should be

The truth is made from the declarations of the samples, never by planparse. A field is *right* where value and truth agree (texts
folded), *marked* where it is wrong and the plan's `needs_review` names it, *silent* where it is wrong and nothing names it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FILES, TRUTH = ROOT / "samples" / "files", ROOT / "samples" / "truth"
TASK_FIELDS = ("content", "lead_units", "coordinating_units", "deadline", "marker", "group_path", "output", "note")
FIVE = TASK_FIELDS[:5]
DEADLINE_FIELDS = ("kind", "start", "end", "due", "before", "recurrence", "ad_hoc", "precision")

_PLACE = re.compile(r"(?<!công an) (?:phường|xã|đặc khu)$", re.IGNORECASE)
"""What a plan may leave out behind an office's name: whose it is."""

Verdict = tuple[str, str, str, str]
"""Field, where, verdict (right, marked, silent), and for a wrong one what was read and what is true."""


def main() -> None:
    """Prints the table; exits 1 where `--against` shows a loss."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--against", metavar="COMMIT")
    arguments.add_argument("--wrong", action="store_true")
    arguments.add_argument("--verdicts", action="store_true", help=argparse.SUPPRESS)
    arguments.add_argument("--scan", metavar="FOLDER", type=Path, help="judge the scans that scripts/make_scans.py wrote there")
    arguments.add_argument("files", nargs="*", type=Path)
    chosen = arguments.parse_args()
    if chosen.scan:
        import scan_accuracy

        scan_accuracy.run(chosen.scan, wrong=chosen.wrong)
        return
    verdicts = {path.name: list(judge(path)) for path in chosen.files or sample_files()}
    if chosen.verdicts:
        print(json.dumps(verdicts, ensure_ascii=False))
        return
    show(verdicts, wrong=chosen.wrong)
    if chosen.against:
        sys.exit(compare(verdicts, chosen.against))


def sample_files() -> list[Path]:
    """The sample files that have a truth, sorted."""
    named = {name: path for path in TRUTH.glob("*.json") for name in json.loads(path.read_text("utf-8"))["files"]}
    return sorted(path for path in FILES.iterdir() if path.name in named)


def judge(path: Path) -> Iterator[Verdict]:
    """The verdict on every value of one sample file."""
    from planparse.pipeline import parse_with_account

    truth = next(t for p in TRUTH.glob("*.json") if path.name in (t := json.loads(p.read_text("utf-8")))["files"])
    try:
        parsed = parse_with_account(path)
    except Exception as error:  # a sample that cannot be read is wrong in everything, and says so
        yield "file", "", "marked", f"{type(error).__name__}: {error}"
        return
    plan = json.loads(parsed.plan.model_dump_json())
    yield "account", "", "right" if parsed.account.balanced else "silent", str(parsed.account)
    yield "unplaced", "", "right" if not plan["unplaced"] else "marked", "; ".join(block["text"][:60] for block in plan["unplaced"])
    marks = {review["pointer"] for review in plan["needs_review"]}
    yield from _header(plan, truth, marks)
    yield from _list("legal_bases", plan["legal_bases"], truth["legal_bases"], ("number", "date", "issuer", "subject"), marks)
    yield from _tree(plan, truth, marks)
    yield _one("closing", "/closing", plan["closing"], truth["closing"], marks)
    yield from _list("recipients", plan["recipients"], truth["recipients"], ("name", "is_archive"), marks)
    for name in ("authority", "position", "name"):
        own, true = (plan["signature"] or {}).get(name), (truth["signature"] or {}).get(name)
        yield _one(f"signature.{name}", f"/signature/{name}", own, true, marks)
    yield from _list("annexes", plan["annexes"], truth["annexes"], ("label", "title"), marks)
    yield from _tasks(plan, truth, marks)


def _header(plan: dict[str, Any], truth: dict[str, Any], marks: set[str]) -> Iterator[Verdict]:
    own, true = plan["header"], truth["header"]
    for name in ("title", "date", "place", "year", "topic"):
        yield _one(f"header.{name}", f"/header/{name}", own[name], true[name], marks)
    for name in ("issuing_authority", "parent_authority"):
        yield _one(f"header.{name}", f"/header/{name}", (own[name] or {}).get("name"), (true[name] or {}).get("name"), marks)
    for name in ("code", "symbol"):
        yield _one(f"header.number.{name}", "/header/number", (own["number"] or {}).get(name), (true["number"] or {}).get(name), marks)
    yield _one("header.doc_type", "/header/doc_type", (own["doc_type"] or {}).get("code"), (true["doc_type"] or {}).get("code"), marks)
    yield _one("header.period", "/header/period", own["period"], true["period"], marks)
    yield _one("header.wraps", "/header/wraps", bool(own["wraps"]), bool(true["wraps"]), marks)


def _list(field: str, own: list[Any], true: list[Any], names: tuple[str, ...], marks: set[str]) -> Iterator[Verdict]:
    yield _one(f"{field}.count", f"/{field}", len(own), len(true), marks)
    for at, (one, other) in enumerate(zip(own, true, strict=False)):
        for name in names:
            own_value = one[name]
            if name == "subject" and own_value and other[name] and _plain(own_value).endswith(_plain(other[name])):
                own_value = other[name]  # the declarations leave out "về việc", "ban hành" before a subject; a plan keeps them
            yield _one(f"{field}.{name}", f"/{field}/{at}/{name}", own_value, other[name], marks)


def _tree(plan: dict[str, Any], truth: dict[str, Any], marks: set[str]) -> Iterator[Verdict]:
    own, true = list(_flat(plan["sections"], (), "/sections")), list(_flat(truth["sections"], (), "/sections"))
    yield _one("sections.count", "/sections", len(own), len(true), marks)
    left = Counter(_key(node) for node in own)
    for node in true:
        found = left[_key(node)] > 0
        left[_key(node)] -= found
        verdict = "right" if found else "marked" if _is_marked_near(node, own, marks) else "silent"
        yield "sections.node", "/".join(map(str, node[0])), verdict, "" if found else str(node[1:3])


def _flat(nodes: list[Any], path: tuple[str, ...], pointer: str) -> Iterator[tuple[Any, ...]]:
    for at, node in enumerate(nodes):
        here = (*path, str(node["marker"]))
        if not node.get("rows"):
            yield here, node["title"], node["text"], f"{pointer}/{at}"
        yield from _flat(node["children"], here, f"{pointer}/{at}/children")


def _is_marked_near(node: tuple[Any, ...], own: list[tuple[Any, ...]], marks: set[str]) -> bool:
    """Whether the node that says most nearly what this one says is marked: its own marker, title or text, or that of one above it."""
    said = f"{node[1]} {node[2]}"
    nearest = max(own, key=lambda other: SequenceMatcher(None, said, f"{other[1]} {other[2]}").ratio(), default=None)
    if nearest is None:
        return "/sections" in marks
    above = {nearest[3].rsplit("/children", up)[0] for up in range(nearest[3].count("/children") + 1)}
    return any(mark in {f"{place}/{leaf}" for place in above for leaf in ("marker", "title", "text")} | above for mark in marks)


def _key(node: tuple[Any, ...]) -> str:
    return json.dumps([node[0], _plain(node[1]), _plain(node[2])], ensure_ascii=False)


def _tasks(plan: dict[str, Any], truth: dict[str, Any], marks: set[str]) -> Iterator[Verdict]:
    own, true = plan["tasks"], truth["tasks"]
    yield _one("tasks.count", "/tasks", len(own), len(true), marks)
    for at, (one, other) in enumerate(zip(own, true, strict=False)):
        verdicts = [
            _one(f"tasks.{name}", f"/tasks/{at}/{name}", _value(name, one, other), _value(name, other, other), marks)
            for name in TASK_FIELDS
        ]
        yield from verdicts
        yield "tasks.five fields", f"/tasks/{at}", _worst(verdict[2] for verdict in verdicts[: len(FIVE)]), ""
    for at in range(len(own), len(true)):
        yield "tasks.five fields", f"/tasks/{at}", "marked" if "/tasks" in marks else "silent", "missing"


def _value(name: str, task: dict[str, Any], true: dict[str, Any]) -> Any:
    if name.endswith("_units"):
        return [_PLACE.sub("", unit["name"]) for unit in task[name]]
    if name == "deadline":
        return _deadline(task[name], true[name])
    return task[name]


def _deadline(deadline: dict[str, Any] | None, true: dict[str, Any] | None) -> Any:
    """What of a deadline the truth speaks of: a name that it leaves out has no one right answer."""
    if deadline is None or true is None:
        return deadline and deadline["kind"]
    plain = {name: deadline.get(name) for name in DEADLINE_FIELDS if name in true}
    missing: dict[str, Any] = {}
    pairs = zip_longest(deadline.get("parts", []), true.get("parts", []), fillvalue=missing)
    parts = [_deadline(part, other) for part, other in pairs]
    return plain | {"parts": parts}


def _worst(verdicts: Iterator[str]) -> str:
    return min(verdicts, key=("silent", "marked", "right").index)


def _one(field: str, pointer: str, own: Any, true: Any, marks: set[str]) -> Verdict:
    if _plain(own) == _plain(true):
        return field, pointer, "right", ""
    marked = any(mark == pointer or pointer.startswith(mark + "/") or mark.startswith(pointer + "/") for mark in marks)
    return (
        field,
        pointer,
        "marked" if marked else "silent",
        f"{json.dumps(own, ensure_ascii=False)} ≠ {json.dumps(true, ensure_ascii=False)}",
    )


def _plain(value: Any) -> Any:
    from planparse.vocab.spelling import fold

    if isinstance(value, str):
        return fold(value).rstrip(" .;:,")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


def show(verdicts: dict[str, list[Verdict]], *, wrong: bool) -> None:
    """The table by field, then by file."""
    fields: dict[str, Counter[str]] = {}
    for name, judged in verdicts.items():
        for field, pointer, verdict, detail in judged:
            fields.setdefault(field, Counter())[verdict] += 1
            if wrong and verdict != "right":
                print(f"{name}  {verdict}  {field}  {pointer}  {detail[:300]}")
    print(f"{'field':28}{'right':>8}{'marked':>8}{'silent':>8}{'share right':>13}")
    for field, counts in sorted(fields.items()):
        total = sum(counts.values())
        print(f"{field:28}{counts['right']:8}{counts['marked']:8}{counts['silent']:8}{counts['right'] / total:13.1%}")
    everything = sum(fields.values(), Counter[str]())
    total = sum(everything.values())
    print(f"{'all':28}{everything['right']:8}{everything['marked']:8}{everything['silent']:8}{everything['right'] / total:13.1%}")


def compare(now: dict[str, list[Verdict]], commit: str) -> int:
    """Prints what was won and lost since `commit`; 1 where anything was lost."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", str(tree), commit], cwd=ROOT, check=True, capture_output=True)
        try:
            environment = os.environ | {"PYTHONPATH": str(tree / "src")}
            ran = subprocess.run([sys.executable, __file__, "--verdicts"], env=environment, check=True, capture_output=True, text=True)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True, capture_output=True)
    before = {(name, field, at): verdict for name, judged in json.loads(ran.stdout).items() for field, at, verdict, _ in judged}
    after = {(name, field, at): verdict for name, judged in now.items() for field, at, verdict, _ in judged}
    won = sorted(key for key, verdict in after.items() if verdict == "right" and before.get(key) not in ("right", None))
    lost = sorted(key for key, verdict in before.items() if verdict == "right" and after.get(key) not in ("right", None))
    print(f"\nsince {commit}: {len(won)} won, {len(lost)} lost")
    for mark, keys in (("+", won), ("-", lost)):
        for key in keys:
            print(f"  {mark} {'  '.join(key)}")
    return bool(lost)


if __name__ == "__main__":
    main()

"""The house holds: imports point down, one library has one door, and only the command line speaks. See docs/architecture.md."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "planparse"

FLOORS = (
    ("errors",),
    ("vocab",),
    ("paper",),
    ("plan",),
    ("finding", "tabular"),
    ("read", "clean", "segment", "interpret", "check", "aggregate", "emit", "account"),
    ("trace",),
    ("pipeline", "diff", "doctor"),
    ("batch", "review"),
    ("cli",),
)
"""From the ground up; a part imports from the floors below its own."""

BLIND = {"read": {"plan"}, "clean": {"plan"}, "segment": {"plan"}, "check": {"paper"}, "emit": {"paper"}, "aggregate": {"paper"}}
"""What a part must not know although it lies below: paper becomes plan in `interpret` alone."""

DOORS = {
    "click": ("cli",),
    "rich": ("cli",),
    "pydantic": ("plan",),
    "lxml": ("read.word_package", "read.html", "read.html_page"),  # two doors, since it is two libraries: XML and HTML
    "pypdfium2": ("read.pdfium",),
    "pdfplumber": ("read.debug",),
    "doc2docx": ("read.office",),
    "numpy": ("read.image",),
    "cv2": ("read.image",),
    "PIL": ("read.image",),
    "tesserocr": ("read.ocr.tesseract",),
    "trueocr": ("read.ocr.trueocr",),
    "rapidfuzz": ("interpret.identity", "diff"),  # whether two tasks are one: within a plan, and between two versions of it
    "pyarrow": ("emit.parquet",),
    "xlsxwriter": ("emit.workbook",),
    "distributed": ("batch.cluster",),
    "fsspec": ("batch.inputs",),
    "holidays": ("interpret.deadline_calendar",),
}
"""The one module, or the one folder, in which a library of others is imported."""

WORD_FOR_NOTHING = re.compile(r"utils?|helpers?|common|base|managers?|misc|tools?")


def _modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _imports(path: Path) -> Iterator[str]:
    """Dotted names of the modules that the file imports, at its top or inside a function."""
    for node in ast.walk(_tree(path)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=0) if module is not None:
                if module == "planparse":
                    yield from (f"planparse.{alias.name}" for alias in names)
                else:
                    yield module
            case ast.ImportFrom():
                pytest.fail(f"{path}: a relative import; write the full name")


def _parts(path: Path) -> Iterator[str]:
    """The parts of the house that the file imports from; `planparse` itself is the empty name."""
    for name in _imports(path):
        first, _, rest = name.partition(".")
        if first == "planparse":
            yield rest.partition(".")[0]


def _called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


every_module = pytest.mark.parametrize("path", _modules(), ids=_name)


@every_module
def test_imports_point_down(path: Path) -> None:
    own = _name(path).partition(".")[0]
    floor = {part: number for number, parts in enumerate(FLOORS) for part in parts}
    if own in ("", "__main__"):
        return
    assert own in floor, f"{own} is on no floor: docs/architecture.md says which there are"
    for part in set(_parts(path)) - {own}:
        if part == "__version__":
            continue
        if part == "":
            assert own == "cli", f"{_name(path)} imports the public API; only those above it may"
            continue
        assert floor[part] < floor[own], f"{_name(path)} imports {part}, which is not below it"
        assert part not in BLIND.get(own, ()), f"{_name(path)} must not know {part}"


@every_module
def test_a_library_has_one_door(path: Path) -> None:
    for name in _imports(path):
        library = name.partition(".")[0]
        if library == "planparse" or library in sys.stdlib_module_names:
            continue
        assert library in DOORS, f"{_name(path)} opens a new door, to {library}: name it in DOORS"
        doors = DOORS[library]
        assert f"{_name(path)}.".startswith(tuple(f"{door}." for door in doors)), f"{library} is imported in {doors}, not in {_name(path)}"


def test_every_dependency_has_a_door() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", wish)[0] for wish in project["dependencies"]}
    other_names = {"msdoc2docx": "doc2docx"}
    imported = {name.partition(".")[0] for path in _modules() for name in _imports(path)}
    assert {other_names.get(name, name) for name in names} - imported == set()


@every_module
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if _name(path).partition(".")[0] in ("cli", "__main__"):
        return
    silent = {"print", "exit", "quit", "sys.exit", "os._exit", "sys.stdout.write", "sys.stderr.write", "input"}
    for node in ast.walk(_tree(path)):
        assert _called(node) not in silent, f"{path}:{getattr(node, 'lineno', 0)}"


@every_module
def test_the_clock_is_an_argument(path: Path) -> None:
    if _name(path).partition(".")[0] == "cli":
        return
    clocks = re.compile(r"(dt\.|datetime\.)?(date\.today|datetime\.(now|utcnow|today))|time\.(time|localtime|gmtime)|(uuid\.)?uuid[14]")
    for node in ast.walk(_tree(path)):
        assert not clocks.fullmatch(_called(node)), f"{path}:{getattr(node, 'lineno', 0)}"


@every_module
def test_nobody_but_vocab_opens_its_files(path: Path) -> None:
    if _name(path).partition(".")[0] != "vocab":
        assert "tomllib" not in set(_imports(path))


@every_module
def test_no_error_is_swallowed(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            silent = all(isinstance(line, ast.Pass | ast.Continue) for line in node.body)
            assert not (broad and silent), f"{path}:{node.lineno}: an error is caught and forgotten"


@every_module
def test_modules_say_what_they_are_for(path: Path) -> None:
    assert ast.get_docstring(_tree(path)), f"{path} has no docstring"
    for name in path.relative_to(HOUSE).with_suffix("").parts:
        assert not WORD_FOR_NOTHING.fullmatch(name), f"{name} names no subject"


def test_no_file_has_two_subjects() -> None:
    folders = ("src", "tests", "benchmarks", "scripts", "samples")
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for folder in folders for path in (ROOT / folder).rglob("*.py")}
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > 400} == {}


def test_the_map_names_every_part() -> None:
    """docs/architecture.md shows each module and folder of the first floor plan, so that the map is the house as built."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    parts = {path.name for path in HOUSE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__.py"}
    assert {part for part in parts if f"{part.removesuffix('.py')}{'.py' if part.endswith('.py') else '/'}" not in page} == set()

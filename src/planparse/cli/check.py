"""`planparse check`: is this plan complete, consistent and in form?"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import planparse
from planparse.cli.convert import convert
from planparse.cli.plans import given, is_written, written
from planparse.cli.spoken import Command
from planparse.cli.words import Words
from planparse.errors import UnreadableFile

if TYPE_CHECKING:
    from planparse.finding import Report
    from planparse.plan import Plan
    from planparse.vocab.settings import Settings

FORMATS = ("text", "json", "sarif", "github", "xlsx", "html")
SETTINGS = "planparse.toml"
FOUND = 1
"""Exit code where a finding is an error."""


class _Codes(click.ParamType[tuple[str, ...]]):
    """`PP2,PP301`: codes of rules, or how they begin."""

    name = "codes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from planparse.check import RULES

        codes = tuple(part.strip().upper() for part in str(value).split(",") if part.strip())
        for code in codes:
            if not any(rule.code.startswith(code) for rule in RULES):
                self.fail(code, param, ctx)
        return codes


@dataclass(frozen=True, slots=True)
class Checked:
    """One document with its report; None where it could not be read. `lines` are those of a text file."""

    path: Path
    report: Report | None
    lines: tuple[str, ...] = ()
    code: int = 0
    remark: str = ""


@click.command("check", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--select", type=_Codes(), multiple=True, metavar="PP2,PP301")
@click.option("--ignore", type=_Codes(), multiple=True, metavar="PP120")
@click.option("--severity", type=click.Choice(["error", "warning", "info"]), default="info")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--profile", metavar="cchc|generic|FILE.toml", default=None)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", default=None)
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None, metavar=SETTINGS)
@click.option("--fix", is_flag=True)
@click.option("-o", "--output", metavar="FILE|-", default="-")
@click.pass_obj
def command(
    words: Words,
    files: tuple[Path, ...],
    select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    severity: str,
    form: str,
    profile: str | None,
    today: dt.datetime | None,
    config: Path | None,
    fix: bool,
    output: str,
) -> int:
    """Checks one document after another. The exit code is 1 where a finding is an error, or that of a file that could not be read."""
    from planparse.vocab.settings import settings

    config = config or (Path(SETTINGS) if Path(SETTINGS).is_file() else None)
    asked = _asked(settings(config), select, ignore, profile, severity, today)
    checked = [one for path in given(files, words) for one in _checked(path, words, asked)]
    _write(checked, words, form, output, asked)
    if fix:
        _suggest(checked)
    for one in checked:
        if one.remark:
            click.echo(f"{one.path}: {one.remark}", err=True)
    return max((one.code for one in checked), default=0)


@dataclass(frozen=True, slots=True)
class _Asked:
    settings: Settings
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    severity: Any
    today: dt.date


def _asked(
    found: Settings,
    select: Sequence[tuple[str, ...]],
    ignore: Sequence[tuple[str, ...]],
    profile: str | None,
    severity: str,
    today: dt.datetime | None,
) -> _Asked:
    chosen = tuple(code for codes in select for code in codes) or found.select
    left = (*found.ignore, *(code for codes in ignore for code in codes))
    day = today.date() if today else dt.datetime.now().astimezone().date()
    return _Asked(found, chosen, left, profile or found.profile, severity, day)


def _checked(path: Path, words: Words, asked: _Asked) -> Iterator[Checked]:
    """The document, or each plan of a file that holds plans already read."""
    if not is_written(path):
        plan, outcome = convert(path, words, proof=False)
        remark = "; ".join(outcome.remarks)
        yield _judged(path, plan, outcome.code, remark, words, asked) if plan else Checked(path, None, code=outcome.code, remark=remark)
        return
    try:
        for plan in written(path):
            yield _judged(path, plan, 0, "", words, asked)
    except UnreadableFile as error:
        yield Checked(path, None, code=error.exit_code, remark=words.error(error, path.name))


def _judged(path: Path, plan: Plan, code: int, remark: str, words: Words, asked: _Asked) -> Checked:
    from planparse.check.report import report
    from planparse.vocab.profile import profile

    made = report(
        plan,
        today=asked.today,
        profile=profile(asked.profile) if asked.profile else None,
        select=asked.select,
        ignore=asked.ignore,
        waivers=asked.settings.waivers,
        severity=asked.severity,
        lang=words.lang,
    )
    lines = tuple(path.read_text(encoding="utf-8", errors="replace").splitlines()) if path.suffix.lower() == ".txt" else ()
    return Checked(path, made, lines, max(code, FOUND if made.score.errors else 0), remark)


def _write(checked: Sequence[Checked], words: Words, form: str, output: str, asked: _Asked) -> None:
    reports = [one.report for one in checked if one.report]
    with click.open_file(output, "wb") as out:
        out.writelines(_made(checked, reports, words, form, asked))


def _made(checked: Sequence[Checked], reports: Sequence[Report], words: Words, form: str, asked: _Asked) -> Iterator[bytes]:
    from planparse.cli.findings_text import text
    from planparse.emit import findings

    if form == "json":
        yield from findings.as_findings_json(reports)
    elif form == "github":
        yield from findings.as_github(reports)
    elif form == "html":
        from planparse.emit.findings_page import as_html

        yield from as_html(reports, words.lang, [(one.path.name, one.remark) for one in checked if not one.report])
    elif form == "xlsx":
        from planparse.emit.workbook import as_workbook

        yield from as_workbook([findings.as_sheet(reports, words.lang)])
    elif form == "sarif":
        from planparse.check import RULES, about
        from planparse.emit.sarif import sarif

        yield from sarif(reports, [about(rule, words.lang) for rule in RULES], planparse.__version__)
    else:
        for one in checked:
            if one.report:
                yield from (f"{line}\n".encode() for line in text(one.path, one.report, one.lines, words))


def _suggest(checked: Sequence[Checked]) -> None:
    """Writes `<document>.fixes.json` beside each document for which a safe edit is known; the document itself stays as it is."""
    for one in checked:
        edits = [
            {"code": finding.code, "pointer": finding.pointer, **finding.fix.model_dump()}
            for finding in (one.report.findings if one.report else ())
            if finding.fix
        ]
        if edits:
            target = one.path.with_name(f"{one.path.name}.fixes.json")
            target.write_text(json.dumps(edits, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

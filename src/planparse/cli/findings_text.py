"""Findings as text, as ruff has it: place, code, message; the line of the document with a caret; the score."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from planparse.cli.words import Words
from planparse.emit.findings import FAMILY_NAMES, severity_name, verdict
from planparse.emit.sarif import sources, where_of
from planparse.finding import Finding, Report

_WIDTH = 100


def text(path: Path, report: Report, lines: Sequence[str], words: Words) -> Iterator[str]:
    """The lines for one document."""
    for finding in report.findings:
        line = _line_of(finding, lines)
        where = f":{line}" if line else ""
        place = "" if line else where_of(finding, words.lang, report.tables)
        head = f"{path}{where}: {finding.code} {severity_name(finding.severity, words.lang)}: {finding.message}"
        yield head + (f" ({place})" if place else "")
        if line and line <= len(lines):
            yield from _caret(line, lines[line - 1], finding)
    yield _total(path, report, words)


def _line_of(finding: Finding, lines: Sequence[str]) -> int | None:
    """The line that has the words which the message quotes, else the first line of the finding's place."""
    found = [one.line for one in sources(finding) if one.line]
    quoted = [part for part in finding.message.split('"')[1::2] if part]
    having = (one for one in found if one <= len(lines) and any(part in lines[one - 1] for part in quoted))
    return next(having, found[0] if found else None)


def _caret(number: int, line: str, finding: Finding) -> Iterator[str]:
    """The line of the document, cut to a terminal's width, and a caret under the words that the message quotes, else its start."""
    quoted = next((part for part in finding.message.split('"')[1::2] if part and part in line), "")
    at = line.find(quoted) if quoted else len(line) - len(line.lstrip())
    start = max(0, at - _WIDTH // 2) if at + len(quoted) > _WIDTH else 0
    shown = line[start : start + _WIDTH].replace("\t", " ")
    gutter = " " * len(str(number))
    yield f"{gutter} |"
    yield f"{number} | {shown}"
    yield f"{gutter} | {' ' * _columns(shown[: at - start])}{'^' * max(1, min(_columns(quoted), _WIDTH - (at - start)))}"


def _columns(part: str) -> int:
    """How many columns the text takes: a combining mark takes none."""
    return sum(not unicodedata.combining(letter) for letter in part)


def _total(path: Path, report: Report, words: Words) -> str:
    score = report.score
    shares = ", ".join(f"{FAMILY_NAMES[one.name][words.lang].lower()} {one.kept}/{one.rules}" for one in score.families)
    counts = words.say("check_counts", errors=score.errors, warnings=score.warnings, infos=score.infos, waived=len(report.waived))
    return f"{path}: {counts}; {words.say('check_kept', shares=shares)}. {verdict(score, words.lang)}"

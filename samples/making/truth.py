"""The truth of a declaration: what a reader of the plan should find, in the shapes of the contract. Nothing here reads a rendered file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from making.declare import Grid, Sheet, Step
from making.inline import faults, meant, notes

TYPES = {
    "KH": "Kế hoạch",
    "QĐ": "Quyết định",
    "TTr": "Tờ trình",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "Luật": "Luật",
    "CTr": "Chương trình",
    "KL": "Kết luận",
    "CV": "Công văn",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "PA": "Phương án",
    "PL": "Pháp lệnh",
    "CĐ": "Công điện",
}


def truth(sheet: Sheet, files: list[str]) -> dict[str, Any]:
    """The truth of `sheet`, whose rendered files are named `files`."""
    fronts = [sheet.get(part) for part in ("decision",) if sheet.get(part)]
    header = fronts[0] if fronts else sheet.raw["header"]
    end = fronts[0] if fronts and not sheet.get("signature") else sheet.raw
    cover = sheet.get("cover")
    annexes = sheet.get("annexes", default=[])
    return {
        "slug": sheet.slug,
        "shows": sheet.raw["shows"],
        "files": files,
        "header": _header(header) | ({"wraps": f"Kế hoạch {_first_low(meant(sheet.raw['header']['title']))}"} if fronts else {}),
        "legal_bases": [act(line) for line in sheet.get("bases", default=[])],
        "sections": [_node(step) for step in sheet.body if not step.table],
        "closing": meant(sheet.get("closing", default="")) or None,
        "recipients": _recipients(end),
        "signature": _signature(end),
        "cover": {"header": _header(cover), "recipients": _recipients(cover), "signature": _signature(cover)} if cover else None,
        "annexes": [_annex(annex, sheet) for annex in annexes],
        "tasks": _tasks(sheet),
        "duties": list(_duties(sheet)),
        "footnotes": [note for words in _texts(sheet) for note in notes(words, "note")],
        "hidden": [note for words in _texts(sheet) for note in notes(words, "hidden")],
        "corrections": [
            {"original": slip.printed, "corrected": slip.meant, "text_file_only": slip.text_only}
            for words in _texts(sheet)
            for slip in faults(words)
        ],
        "planted": sheet.get("planted", default=[]),
    }


def act(line: str) -> dict[str, Any]:
    """A cited act from `type | number | date | issuer | subject`; `-` for what the text does not give.

    >>> act("NQ | 57-NQ/TW | 2024-12-22 | Bộ Chính trị | -")["doc_type"]
    {'code': 'NQ', 'name': 'Nghị quyết'}
    """
    kind, number, date, issuer, subject = (None if part.strip() == "-" else part.strip() for part in line.split("|"))
    doc_type = {"code": kind, "name": TYPES[kind]} if kind else None
    return {"doc_type": doc_type, "number": number, "date": date, "issuer": issuer, "subject": subject}


def unit(raw: str, names: dict[str, str]) -> dict[str, str]:
    """A unit as written and its full name: from `names` where they differ, else as written with a capital."""
    words = meant(raw).strip(" ;,.").removeprefix("và ")
    return {"raw": words, "name": names.get(words, words[:1].upper() + words[1:])}


def _first_low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _header(raw: dict[str, Any]) -> dict[str, Any]:
    code = raw.get("code")
    number = None
    if raw.get("number"):
        number = {"raw": meant(raw["number"]), "code": code, "sequence": code.split("/")[0] if code else None, "symbol": raw["symbol"]}
    wanted = ("date", "date_raw", "place", "year", "period", "topic")
    known = {key: raw.get(key) for key in wanted}
    known["date_raw"] = meant(raw.get("date_line", "")) or None
    kind = raw.get("type", "KH")
    return {
        "issuing_authority": raw["authority"],
        "parent_authority": raw.get("parent_authority"),
        "number": number,
        "doc_type": {"code": kind, "name": TYPES[kind]},
        "title": meant(raw["title"]),
        "wraps": None,
        **known,
    }


def _node(step: Step) -> dict[str, Any]:
    marker = step.marker.rstrip(".)") if step.marker else None
    return {
        "marker": marker,
        "title": meant(step.title) if step.title is not None else None,
        "text": meant(step.text) if step.text is not None else None,
        "kind": step.kind,
        "units": step.units,
        "children": [_node(child) for child in step.children if not child.table and child.moved != "movefrom"],
    }


def _recipients(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"name": meant(line.lstrip("!").removeprefix("- ")).strip(" ;."), "is_archive": line.startswith("!")}
        for line in raw.get("recipients", ())
    ]


def _signature(raw: dict[str, Any]) -> dict[str, Any] | None:
    signature = raw.get("signature")
    if not signature:
        return None
    *authority, position = (meant(line) for line in signature["lines"])
    return {"authority": " ".join(authority) or None, "position": position, "name": signature["name"] or None}


def _annex(annex: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    decoys = [sheet.tables[step.table] for step in _flat(annex["steps"]) if step.table and sheet.tables[step.table].decoy]
    return {
        "label": meant(annex["label"]) if annex.get("label") else None,
        "title": meant(" ".join(annex.get("title_lines", ()))) or None,
        "reference": act(annex["reference_act"]) if annex.get("reference_act") else None,
        "blocks": [_node(step) for step in annex["steps"] if not step.table],
        "decoy_tables": [[[meant(column.head) for column in grid.columns], *_decoy_rows(grid)] for grid in decoys],
    }


def _decoy_rows(grid: Grid) -> list[list[str]]:
    return [[meant(cell) for cell in row if not cell.startswith("#") and cell not in ("^", "<")] for row in grid.rows]


def _flat(steps: list[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _flat(step.children)


def _tasks(sheet: Sheet) -> list[dict[str, Any]]:
    """Every task of a table or of key-value lines, in the order of the document (the body first, then the annexes)."""
    out: list[dict[str, Any]] = []
    for prose in sheet.get("prose", default=[]):
        out.append(_task(sheet, prose, annex=None, origin="prose", path=[]))
    places: list[tuple[int | None, list[Step]]] = [(None, sheet.body)]
    places += [(at, annex["steps"]) for at, annex in enumerate(sheet.get("annexes", default=[]))]
    for annex_at, steps in places:
        for step in _flat(steps):
            if step.table and not sheet.tables[step.table].decoy:
                out += _rows(sheet, sheet.tables[step.table], annex_at)
    for order, task in enumerate(out, 1):
        task["order"] = order
    return out


def _rows(sheet: Sheet, grid: Grid, annex: int | None) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    path: list[tuple[int, str]] = []
    above: list[str] = []
    for row in grid.rows:
        if row[0].startswith("#"):
            level = int(row[0][1:])
            path = [item for item in path if item[0] < level] + [(level, meant(row[2]))]
            continue
        cells = [above[at] if cell == "^" else cell for at, cell in enumerate(row)]
        inherited = [_FIELDS.get(grid.columns[at].role, "") for at, cell in enumerate(row) if cell == "^"]
        fields: dict[str, Any] = {}
        others: dict[str, str] = {}
        across: list[str] = []
        for column, cell in zip(grid.columns, cells, strict=True):
            if cell == "<":
                across.append(_FIELDS[column.role])
            elif column.role == "other":
                if meant(cell):
                    others[meant(column.head)] = meant(cell)
            else:
                fields[column.role] = cell
        task = _task(sheet, fields, annex=annex, origin="table", path=[title for _, title in path])
        task["columns"] = others
        task["inherited"] = [name for name in inherited if name]
        task["merged_across"] = across
        out.append(task)
        above = cells
    return out


_FIELDS = {
    "marker": "marker",
    "content": "content",
    "lead": "lead_units",
    "coord": "coordinating_units",
    "deadline": "deadline",
    "output": "output",
    "note": "note",
}


def _task(sheet: Sheet, fields: dict[str, Any], *, annex: int | None, origin: str, path: list[str]) -> dict[str, Any]:
    names = sheet.get("names", default={})
    meanings = sheet.get("deadlines", default={})
    raw = meant(fields.get("deadline", "")) or None
    deadline = None
    if raw:
        if raw not in meanings:
            raise ValueError(f"{sheet.slug}: the deadline {raw!r} has no declared meaning")
        deadline = {"raw": raw, **_meaning(meanings[raw])}

    def units(role: str) -> list[dict[str, str]]:
        return [unit(part, names) for part in fields.get(role, "").split("|") if meant(part)]

    return {
        "order": 0,
        "origin": origin,
        "marker": meant(fields.get("marker", "")).rstrip(".") or None,
        "group": path[-1] if path else None,
        "group_path": path,
        "content": meant(fields["content"]),
        "lead_units": units("lead"),
        "coordinating_units": units("coord"),
        "deadline": deadline,
        "output": meant(fields.get("output", "")) or None,
        "note": meant(fields.get("note", "")) or None,
        "columns": {},
        "inherited": [],
        "merged_across": [],
        "annex": annex,
    }


_EMPTY: dict[str, Any] = {
    "start": None,
    "end": None,
    "due": None,
    "before": None,
    "recurrence": [],
    "ad_hoc": False,
    "anchor": None,
    "reference": None,
    "parts": [],
    "precision": None,
}


def _meaning(declared: dict[str, Any]) -> dict[str, Any]:
    """A declared meaning with every field of the contract; a period is due on its last day. `occurrences`, and `due` of a composite,
    only where declared; what a declaration lists as `open` has no one right answer and is left out.
    """
    full = _EMPTY | declared
    if full["kind"] == "period" and "due" not in declared:
        full["due"] = full["end"]
    unsaid = full.pop("open", [])
    if full["kind"] == "composite" and "due" not in declared:
        del full["due"]
    if full["kind"] == "ad_hoc":
        del full["ad_hoc"]
    if isinstance(full["reference"], str):
        full["reference"] = act(full["reference"])
    full["parts"] = [{"raw": part["raw"]} | _meaning({key: part[key] for key in part if key != "raw"}) for part in full["parts"]]
    return {key: value for key, value in full.items() if key not in unsaid}


def _duties(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """What `Tổ chức thực hiện` lays on each unit: one entry per dash below a heading that names units."""
    for section in sheet.body:
        if section.kind != "implementation":
            continue
        for heading in _flat(section.children):
            for step in heading.children if heading.units else ():
                if step.text:
                    yield {"units": heading.units, "role": step.role, "beside": step.beside, "text": meant(step.text)}


def _texts(sheet: Sheet) -> Iterator[str]:
    """Every declared string that is printed, in the order of the document."""
    yield from _strings({key: sheet.get("header", key, default="") for key in ("issuer", "number", "date_line", "title_lines")})
    yield from sheet.get("preamble", default=[])
    yield from _body_texts(sheet, sheet.body)
    yield sheet.get("closing", default="")
    yield from sheet.get("recipients", default=[])
    yield from sheet.get("signature", "lines", default=[])
    for annex in sheet.get("annexes", default=[]):
        yield from _strings([annex.get("label", ""), annex.get("title_lines", []), annex.get("reference", "")])
        yield from _body_texts(sheet, annex["steps"])


def _body_texts(sheet: Sheet, steps: list[Step]) -> Iterator[str]:
    for step in _flat(steps):
        if step.table:
            yield from _strings(sheet.tables[step.table].rows)
        else:
            yield step.words


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


_MARK = re.compile(r"\[\[|\]\]|\{[+\-^=~>_]|=>|\s\s")


def problems(sheet: Sheet, found: dict[str, Any]) -> list[str]:
    """What looks wrong in a declaration: a deadline that no task has, a mark or a double blank left in a meaning."""
    used = {task["deadline"]["raw"] for task in found["tasks"] if task["deadline"]}
    out = [f"{sheet.slug}: no task has the deadline {raw!r}" for raw in sheet.get("deadlines", default={}) if raw not in used]
    meanings = {key: value for key, value in found.items() if key not in ("corrections", "shows", "planted")}
    return out + [f"{sheet.slug}: a mark is left in {words!r}" for words in _strings(meanings) if _MARK.search(words)]

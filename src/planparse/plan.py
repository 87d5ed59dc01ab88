"""What the paper means: the models of the plan JSON, version 1.0. `schemas/plan.schema.json` is generated from here.

Absent is `None` or an empty tuple, never an empty string. Every value that is interpreted stands beside the words as written
(`raw`). A value that the reading is not sure of is named in `needs_review`. All models are frozen and refuse unknown fields.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from planparse.paper import Place

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Reason = Literal[
    "blank_number",
    "blank_date",
    "missing_field",
    "uncertain_field",
    "impossible_date",
    "unknown_deadline",
    "unknown_unit",
    "unit_split",
    "merged_across",
    "row_join",
    "table_structure",
    "spelling",
    "low_confidence",
    "needs_ocr",
    "broken_text_layer",
    "legacy_encoding",
    "unplaced_text",
    "no_tasks",
    "year_missing",
    "locality_ambiguous",
    "two_documents",
    "reading_limit",
]
"""Why a person should look: the closed list. `docs/glossary.md` says what each means."""


def as_reason(text: str) -> Reason:
    """`text`, which is one of the closed list. Raises `ValueError` where it is not: a defect of whoever wrote it."""
    if text not in get_args(Reason):
        raise ValueError(f"{text!r} is no reason of the contract")
    return cast(Reason, text)


class Model(BaseModel):
    """Frozen, and closed: the contract with the outside."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Source(Model):
    """Where a value stands; what does not apply is left out. `bbox` is x0, top, x1, bottom in PDF points."""

    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None

    @model_serializer(mode="wrap")
    def _leave_out(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value is not None}


Sources: TypeAlias = Source | tuple[Source, ...] | None
"""One place, a list where a value spans pages, or null where it has none of its own."""


def source(*places: Place) -> Sources:
    """The places as a contract `source`: null for none, one, or a list where there are several."""
    found: list[Source] = []
    for place in places:
        one = Source(page=place.page, bbox=place.bbox, line=place.line, table=place.table, row=place.row)
        if one not in found and one != Source():
            found.append(one)
    return None if not found else found[0] if len(found) == 1 else tuple(found)


class Organization(Model):
    """An office, body, collective, person or reference in a place where the plan names who acts."""

    raw: str
    name: str
    id: str | None = None
    kind: Literal["government", "office", "party", "front", "organization", "collective", "person", "reference", "other"] = "other"
    level: Literal["central", "province", "commune", "hamlet", "party", "other"] = "other"
    locality: str | None = None
    locality_kind: str | None = None
    province: str | None = None


class Number(Model):
    """`Số: 188/KH-UBND`: `code` is the whole (`188/KH-UBND`, null when blank), `sequence` its digits, `symbol` the rest."""

    raw: str
    code: str | None
    sequence: str | None
    symbol: str | None


class DocType(Model):
    """A type of document by Decree 30/2020/NĐ-CP, Annex III: `KH`, `Kế hoạch`."""

    code: str
    name: str


class Period(Model):
    """First and last day, ISO 8601, both included."""

    start: str
    end: str


class LegalBasis(Model):
    """A cited act. `number` as `57-NQ/TW`; `date` EDTF. `resolved` points to the base of this plan that it repeats; `ending` is the sign
    behind a base (`;`, `.` or `,`), which the check looks at.
    """

    text: str
    doc_type: DocType | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    subject: str | None = None
    resolved: str | None = None
    ending: str | None = None
    source: Sources = None


class Header(Model):
    """The letterhead and title. `wraps` names the plan where a decision issues it."""

    issuing_authority: Organization | None = None
    parent_authority: Organization | None = None
    national_title: str | None = None
    motto: str | None = None
    number: Number | None = None
    place: str | None = None
    date: str | None = None
    date_raw: str | None = None
    doc_type: DocType | None = None
    doc_type_raw: str | None = None
    title: str | None = None
    year: int | None = None
    period: Period | None = None
    topic: str | None = None
    wraps: str | None = None
    source: Sources = None


class Node(Model):
    """One step of the body's tree: a heading (`title`), a paragraph (`text`), a lead-in (both), or a table of no tasks (`rows`)."""

    marker: str | None = None
    title: str | None = None
    text: str | None = None
    kind: Literal["purpose", "content", "implementation", "funding", "other"] | None = None
    unit: Organization | None = None
    units: tuple[Organization, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    children: tuple[Node, ...] = ()
    source: Sources = None


class Recipient(Model):
    """One line under `Nơi nhận`; `Lưu: VT` and the drafter's mark are the archive line."""

    raw: str
    name: str
    is_archive: bool = False
    source: Sources = None


class Signature(Model):
    """`TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH` / the name."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None
    source: Sources = None


class Cover(Model):
    """A letter in front of the plan."""

    header: Header
    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    blocks: tuple[Node, ...] = ()


class Annex(Model):
    """`DANH MỤC`, `PHỤ LỤC I`, `Biểu 1`: its title, the reference to the plan, its prose, and the rows of tables of no tasks."""

    label: str | None = None
    title: str | None = None
    reference: LegalBasis | None = None
    blocks: tuple[Node, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    source: Sources = None


class TaskGroup(Model):
    """A group row as printed: its marker (`I`) and title."""

    marker: str | None = None
    title: str
    source: Sources = None


class TaskTable(Model):
    """How a task table is built: its header as printed, what each column was taken for, its group rows in order."""

    annex: int | None = None
    header: tuple[tuple[str, ...], ...] = ()
    roles: tuple[str | None, ...] = ()
    groups: tuple[TaskGroup, ...] = ()
    source: Sources = None


class Anchor(Model):
    """What a relative deadline counts from. `offset` is an ISO 8601 duration; `resolved` a JSON Pointer; `date` the event's day."""

    event: str
    offset: str | None = None
    working_days: bool = False
    resolved: str | None = None
    date: str | None = None


class Occurrence(Model):
    """One due day of a recurring deadline, with its label (`Quý I`)."""

    label: str
    due: str


class Deadline(Model):
    """A deadline as written (`raw`) and what it means. See `vocab/deadlines.toml` for the kinds."""

    raw: str
    kind: Literal["date", "period", "continuous", "recurring", "ad_hoc", "relative", "reference", "composite", "unknown"]
    start: str | None = None
    end: str | None = None
    due: str | None = None
    before: str | None = None
    recurrence: tuple[str, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    ad_hoc: bool = False
    anchor: Anchor | None = None
    reference: LegalBasis | None = None
    parts: tuple[Deadline, ...] = ()
    precision: Literal["day", "month", "quarter", "half", "year"] | None = None
    needs_review: bool = False


class Task(Model):
    """One task: a row of a task table, or a passage of prose (`origin`)."""

    id: str
    marker: str | None = None
    origin: Literal["table", "prose"]
    same_as: str | None = None
    order: int
    group: str | None = None
    group_path: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    content: str
    lead_units: tuple[Organization, ...] = ()
    coordinating_units: tuple[Organization, ...] = ()
    deadline: Deadline | None = None
    output: str | None = None
    note: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    domain: str | None = None
    annex: int | None = None
    needs_review: tuple[str, ...] = ()
    source: Sources = None


class Mark(Model):
    """Something on the page beside the text: a stamp, a page number, a footnote, a form word such as `Nơi nhận:`."""

    kind: str
    text: str
    source: Sources = None


class Revised(Model):
    """Tracked changes in the file, read as accepted."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0


class Document(Model):
    """The file itself. `name` has no folder; `producer` is the version of planparse."""

    name: str
    sha256: str
    media_type: str
    pages: int | None = None
    extraction: Literal["text", "ocr", "mixed"] = "text"
    producer: str
    revisions: Revised | None = None
    stamps: tuple[Mark, ...] = ()
    labels: tuple[Mark, ...] = ()
    footnotes: tuple[Mark, ...] = ()
    hidden: tuple[Mark, ...] = ()


class Correction(Model):
    """One change of characters. `pointer` (RFC 6901) names the value in which `corrected` now stands."""

    pointer: str
    original: str
    corrected: str
    rule: str
    confidence: float
    source: Sources = None


class Unplaced(Model):
    """A text that no other field holds."""

    text: str
    source: Sources = None


class Review(Model):
    """A value that a person should look at, and why."""

    pointer: str
    reason: Reason
    detail: str


class Plan(Model):
    """One document. `preamble` holds what stands between the title and the first section and is no legal basis of its own line."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    document: Document
    header: Header
    legal_bases: tuple[LegalBasis, ...] = ()
    preamble: tuple[Node, ...] = ()
    sections: tuple[Node, ...] = ()
    closing: str | None = None
    closing_source: Sources = None
    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    cover: Cover | None = None
    annexes: tuple[Annex, ...] = ()
    tables: tuple[TaskTable, ...] = ()
    tasks: tuple[Task, ...] = ()
    corrections: tuple[Correction, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    needs_review: tuple[Review, ...] = ()


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a plan JSON."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema(mode="validation")}

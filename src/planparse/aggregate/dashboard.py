"""The overview as one page, `dashboard.html`: for someone who would rather look than read.

1. One file: style, scripts, charts and rows are inside; a policy in the page forbids every request, and every script but its own.
2. Text of a document is never markup: rows travel as JSON in which no `<` stands, and the page writes them as text only.
3. The same overview gives the same bytes.

The page is put together from `assets/`: `page.html` with `page.css`, the charting library in `vendor/`, and the scripts in `SCRIPTS`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

from planparse.aggregate.dashboard_rows import Finder, rows
from planparse.aggregate.overview import Overview

SCRIPTS = (
    "vendor/d3.min.js",
    "vendor/plot.umd.min.js",
    "words.js",
    "rows.js",
    "state.js",
    "write.js",
    "tables.js",
    "charts.js",
    "front.js",
    "views.js",
    "page.js",
)
"""In the order in which they run."""

_SLOT = re.compile(r"\{\{(\w+)\}\}")

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def dashboard(overview: Overview, find: Finder | None = None) -> Iterator[bytes]:
    """The page in UTF-8. `find` gives the path of a document, relative to the page, by its file name, or None where it is not at hand."""
    shown = rows(overview, find or (lambda _: None))
    scripts = [_asset(name) for name in SCRIPTS]
    parts = {
        "title": html.escape(shown["about"]["title"]),
        "policy": html.escape(_policy(scripts)),
        "style": _asset("page.css"),
        "rows": _as_data(shown),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    yield _SLOT.sub(lambda slot: parts[slot[1]], _asset("page.html")).encode()


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("assets", *name.split("/")).read_text(encoding="utf-8").replace("\r\n", "\n")


def _policy(scripts: list[str]) -> str:
    """Nothing may be fetched, sent or framed; only these scripts run; strings never become markup (Trusted Types)."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _as_data(value: dict[str, Any]) -> str:
    r"""JSON that may stand inside a script element.

    >>> _as_data({"a": "</script><!--"})
    '{"a":"\\u003c/script\\u003e\\u003c!--"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_UNSAFE)

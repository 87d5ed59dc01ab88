"""What LibreOffice makes of a DOCX (PDF, DOC, ODT, RTF), and the last touches to a PDF. Needed to make the samples, not to use them."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

FILTERS = {"pdf": "pdf", "doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf"}


def convert(documents: dict[str, bytes], kind: str) -> dict[str, bytes]:
    """The DOCX `documents` (name without ending → bytes) as files of `kind`. Raises `RuntimeError` where LibreOffice leaves one out."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        (room / "out").mkdir()
        sources = []
        for name, data in documents.items():
            (room / f"{name}.docx").write_bytes(data)
            sources.append(str(room / f"{name}.docx"))
        profile = f"-env:UserInstallation=file://{room}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", FILTERS[kind], "--outdir", str(room / "out"), *sources]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        results = {}
        for name in documents:
            made = room / "out" / f"{name}.{kind}"
            if not made.exists():
                raise RuntimeError(f"LibreOffice made no {made.name}: {done.stderr.strip() or done.stdout.strip()}")
            results[name] = made.read_bytes()
    return results


def settle(data: bytes, marks: list[dict[str, Any]] | None = None) -> bytes:
    """The PDF `data` with fixed dates and id. `marks` are digits in annotations of the first page, as a signing program leaves them:
    `{text, x, y, size, kind}` with `kind` `freetext` or `field`, the place in points from the lower left corner.
    """
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_metadata() as metadata:
            metadata.clear()
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/CreationDate"] = "D:20260101000000Z"
        for holder, key in ((pdf.Root, "/Metadata"), (pdf.trailer, "/DocChecksum"), (pdf.trailer, "/ID")):
            if key in holder:
                del holder[key]
        for mark in marks or ():
            _annotate(pdf, mark)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def _annotate(pdf: Any, mark: dict[str, Any]) -> None:
    import pikepdf

    page = pdf.pages[0]
    size = mark.get("size", 13)
    text = str(mark["text"])
    width, height = size * 0.6 * len(text) + 4, size * 1.3
    font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman")))
    drawing = pdf.make_stream(f"/Tx BMC q BT /F1 {size} Tf 0 g 2 {size * 0.3:.1f} Td ({text}) Tj ET Q EMC".encode("ascii"))
    drawing.Type, drawing.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    drawing.BBox = pikepdf.Array([0, 0, width, height])
    drawing.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    box = pikepdf.Array([mark["x"], mark["y"], mark["x"] + width, mark["y"] + height])
    look = pikepdf.Dictionary(N=drawing)
    style = pikepdf.String(f"/F1 {size} Tf 0 g")
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=box, DA=style, F=4, AP=look)
    note.Contents = pikepdf.String(text)
    if mark["kind"] == "field":
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=box, DA=style, F=4, AP=look)
        note.FT, note.T, note.V, note.Ff = pikepdf.Name.Tx, pikepdf.String(mark["name"]), pikepdf.String(text), 1
    note = pdf.make_indirect(note)
    if mark["kind"] == "field":
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        form = pdf.Root.get("/AcroForm") or pikepdf.Dictionary(Fields=pikepdf.Array(), DR=fonts)
        form.Fields.append(note)
        pdf.Root.AcroForm = form
    if "/Annots" not in page:
        page.Annots = pikepdf.Array()
    page.Annots.append(note)

"""Scans: guarantees 1-5 of `read.scan`, from a picture to the paper."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from documents import SAMPLES
from planparse import read as stage
from planparse.errors import LimitExceeded, UnreadableFile
from planparse.paper import Cell, Paper, Paragraph, Place, Table
from planparse.read import ocr, scan
from planparse.read.pdfium.picture import rasters
from planparse.read.scan_cache import Cache
from planparse.read.scan_settings import Settings, using
from planparse.read.sheet import Edge, Sheet, Unsure, Word

needs_engine = pytest.mark.skipif(not ocr.is_installed(), reason="no OCR engine is installed")
PLAN = SAMPLES / "files" / "ben-tram-cchc.pdf"


def picture(page: int = 1, dpi: int | None = None) -> bytes:
    """A page of a sample as a PNG."""
    from PIL import Image

    raster = next(iter(rasters(PLAN.read_bytes(), PLAN.name, [page])))
    image = Image.frombytes("RGB", (raster.width, raster.height), raster.pixels, "raw", "BGR").convert("L")
    image = image.resize((image.width * 2 // 3, image.height * 2 // 3), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(dpi or 200, dpi or 200))
    return file.getvalue()


def blank(*sizes: tuple[int, int], kind: str = "TIFF") -> bytes:
    """An image file of white pages."""
    from PIL import Image

    pages = [Image.new("L", size, 255) for size in sizes]
    file = io.BytesIO()
    pages[0].save(file, kind, **({"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}))
    return file.getvalue()


class TestFiles:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
    def test_pictures_are_claimed(self, kind: str) -> None:
        assert scan.claims(blank((10, 10), kind=kind), "x")

    def test_other_files_are_not(self) -> None:
        assert not scan.claims(b"%PDF-1.7", "x.png") and not scan.claims("Kế hoạch".encode(), "x.jpg")

    def test_a_damaged_picture(self) -> None:
        with pytest.raises(UnreadableFile, match="damaged"):
            stage.read(picture()[:3000], "hỏng.png")

    def test_a_picture_too_large(self) -> None:
        from PIL import Image

        file = io.BytesIO()
        Image.new("1", (20_000, 9_000), 1).save(file, "TIFF", compression="group4")
        with pytest.raises(LimitExceeded, match="pixels"):
            stage.read(file.getvalue(), "a.tif")


class TestWithoutAnEngine:
    def test_each_page_is_said_to_be_unread(self) -> None:
        with using(Settings(ocr=False)):
            paper = stage.read(blank((827, 1169), (827, 1169)), "a.tif")
        assert [(doubt.reason, doubt.place) for doubt in paper.doubts] == [("needs_ocr", Place(page=1)), ("needs_ocr", Place(page=2))]
        assert (paper.pages, paper.blocks, paper.media_type) == (2, (), "image/tiff")


@needs_engine
class TestReading:
    def test_a_page_with_a_table(self) -> None:
        told: list[int] = []
        with using(Settings(tell=told.append)):
            paper = stage.read(picture(page=5), "a.png")
        assert (paper.extraction, paper.pages, told) == ("ocr", 1, [1])
        (table,) = (block for block in paper.blocks if isinstance(block, Table))
        assert (table.n_rows, table.n_cols) == (12, 5)
        assert [cell.text for cell in table.cells[:2]] == ["TT", "Nội dung công việc"]
        assert [cell.text for cell in table.cells if cell.col == 0][1:] == [str(row) for row in range(1, 12)]
        assert all(cell.confidence is not None for cell in table.cells if cell.text)

    def test_recipients_beside_the_signature_are_read_line_by_line(self) -> None:
        texts = [text for _, text in stage.read(picture(page=4), "a.png").texts()]
        assert "Nơi nhận:" in texts
        assert any(text.startswith("Sở Nội vụ") or text.startswith("- Sở Nội vụ") for text in texts)
        assert not any("Nơi nhận" in text and "CHỦ TỊCH" in text for text in texts)

    def test_a_blank_page_is_no_doubt(self) -> None:
        paper = stage.read(blank((827, 1169)), "a.tif")
        assert (paper.blocks, paper.doubts) == ((), ())

    def test_a_page_without_letters_is_said(self) -> None:
        from PIL import Image, ImageDraw

        image = Image.new("L", (827, 1169), 255)
        ImageDraw.Draw(image).rectangle((100, 100, 700, 900), fill=60)
        file = io.BytesIO()
        image.save(file, "PNG")
        paper = stage.read(file.getvalue(), "a.png")
        assert paper.doubts and {doubt.reason for doubt in paper.doubts} == {"low_confidence"}

    def test_the_same_on_two_threads_and_from_the_cache(self, tmp_path: Path) -> None:
        from PIL import Image, ImageDraw

        pages = [Image.new("L", (827, 300), 255) for _ in range(3)]
        for number, page in enumerate(pages):
            ImageDraw.Draw(page).text((80, 80), f"KE HOACH {number} 2027", fill=0, font_size=40)
        file = io.BytesIO()
        pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
        alone = stage.read(file.getvalue(), "a.tif")
        with using(Settings(jobs=2, cache=tmp_path)):
            papers = [stage.read(file.getvalue(), "a.tif") for _ in range(2)]
        assert papers == [alone, alone]
        assert len(list(tmp_path.glob("*/*.json"))) == 3


def sheet(*unsure: Unsure) -> Sheet:
    return Sheet(1, 595.0, 842.0, ocr=True, unsure=unsure)


class TestMarks:
    PAPER = Paper(
        (
            Paragraph("Trước ngày 15/12/2026", (Place(page=1, bbox=(50, 50, 500, 70)),)),
            Table(0, 1, 1, (Cell(0, 0, "Quý I/2026", places=(Place(page=1, bbox=(50, 100, 200, 120)),)),)),
        ),
        "image/png",
    )

    def test_the_word_is_named_where_it_stands(self) -> None:
        marked = scan.marked(self.PAPER, [sheet(Unsure("15/12/2026", 300, 60, "?"), Unsure("I/2026", 120, 110, "?"))])
        assert [(doubt.reason, doubt.key, doubt.word) for doubt in marked.doubts] == [
            ("low_confidence", (0, -1), "15/12/2026"),
            ("low_confidence", (1, 0), "I/2026"),
        ]

    def test_a_word_that_no_text_holds_is_said_all_the_same(self) -> None:
        (doubt,) = scan.marked(self.PAPER, [sheet(Unsure("xyz", 300, 700, "?"))]).doubts
        assert (doubt.key, doubt.place) == (None, Place(page=1, bbox=(300, 700, 300, 700)))

    def test_sure_pages_change_nothing(self) -> None:
        assert scan.marked(self.PAPER, [sheet()]) is self.PAPER


class TestCache:
    def test_what_is_kept_comes_back(self, tmp_path: Path) -> None:
        kept = replace(
            sheet(Unsure("Quý", 1.0, 2.0, "“Quý” hay “Quy”?")),
            page=0,
            words=(Word("Quý", 1.0, 2.0, 3.0, 4.0, confidence=0.5),),
            edges=(Edge(True, 5.0, 6.0, 7.0),),
        )
        cache = Cache(tmp_path)
        key = cache.key(b"pixels", "tesseract")
        assert cache.get(key) is None
        cache.put(key, kept)
        assert cache.get(key) == kept
        assert cache.key(b"pixels", "another") != key

    def test_a_broken_file_is_as_none(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path)
        key = cache.key(b"pixels")
        (tmp_path / key[:2]).mkdir()
        (tmp_path / key[:2] / f"{key}.json").write_text("{", encoding="utf-8")
        assert cache.get(key) is None

    def test_a_folder_that_cannot_be_written_keeps_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        Cache(tmp_path / "file").put("00", sheet())


@needs_engine
def test_writing_in_coloured_ink_is_said() -> None:
    from PIL import Image

    page = Image.open(io.BytesIO(picture())).convert("RGB")
    written = Image.open(io.BytesIO(picture())).convert("L").crop((0, page.height // 4, page.width, page.height // 4 + 150))
    red = Image.new("RGB", written.size, (210, 20, 30))
    page.paste(red, (0, page.height - 170), Image.eval(written, lambda value: 255 - value))
    file = io.BytesIO()
    page.save(file, "PNG", dpi=(200, 200))
    paper = stage.read(file.getvalue(), "scan.png")
    said = [doubt.detail for doubt in paper.doubts if doubt.detail.startswith("Chữ màu")]
    assert said and all(doubt.place or doubt.key for doubt in paper.doubts)

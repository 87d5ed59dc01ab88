"""Scans of the samples, crooked, grey and noisy as offices make them: samples/files/*.pdf become one image PDF a sample and level.

    python scripts/make_scans.py OUT [--level scan200] [--only ben-tram-cchc]

The same samples give the same scans (the noise is seeded by the name). Each file is named <sample>.<level>.pdf.
"""

from __future__ import annotations

import argparse
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).parents[1]


class Level(NamedTuple):
    """How bad a scan is: dots an inch, most degrees askew, blur and noise in grey levels, specks a thousand pixels, JPEG quality (0: none),
    uneven light in grey levels, black and white only, a red stamp with a blue signature."""

    dpi: int
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    specks: float = 0.0
    quality: int = 0
    shade: float = 0.0
    bilevel: bool = False
    stamp: bool = False


LEVELS = {
    "clean300": Level(300),
    "clean200": Level(200),
    "scan300": Level(300, 2.0, 0.8, 8, 0.3, 60, 25),
    "scan200": Level(200, 2.0, 0.6, 8, 0.3, 60, 25),
    "scan150": Level(150, 1.0, 0.4, 6, 0.1, 60, 15),
    "fax200": Level(200, 1.0, 0.6, 12, 0.6, bilevel=True),
    "stamp200": Level(200, 1.0, 0.6, 5, 0.0, 75, 15, stamp=True),
}


def main() -> None:
    """Writes the scans."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--level", action="append", choices=list(LEVELS))
    arguments.add_argument("--only", action="append")
    chosen = arguments.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "samples" / "files").glob("*.pdf")):
        if chosen.only and path.stem not in chosen.only:
            continue
        for level in chosen.level or LEVELS:
            (chosen.out / f"{path.stem}.{level}.pdf").write_bytes(scan(path, level))


def scan(path: Path, name: str) -> bytes:
    """The PDF at `path` as a scan of level `name`: one picture a page."""
    level = LEVELS[name]
    chance = np.random.default_rng(zlib.crc32(f"{path.stem} {name}".encode()))
    pages = [Image.fromarray(worn(page, level, chance, foot)) for page, foot in _pages(path, level.dpi)]
    if level.bilevel:
        pages = [page.convert("1") for page in pages]
    made = io.BytesIO()
    quality = {} if level.bilevel else {"quality": level.quality or 95}
    pages[0].save(made, "PDF", resolution=level.dpi, save_all=True, append_images=pages[1:], **quality)
    return made.getvalue()


def _pages(path: Path, dpi: int) -> Iterator[tuple[Any, float | None]]:
    """Each page as pixels, and how far down it the signature begins, where it does."""
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        found = text.search("Nơi nhận").get_next()
        foot = 1 - text.get_charbox(found[0])[3] / page.get_height() if found else None
        yield np.asarray(page.render(scale=dpi / 72).to_pil().convert("RGB")), foot
    document.close()


def worn(page: Any, level: Level, chance: np.random.Generator, foot: float | None) -> Any:
    """The page as it comes off the glass; `foot` is where on it the signature begins, as a share of its height."""
    if level.stamp and foot is not None:
        page = stamped(page, level.dpi, chance, foot)
    height, width = page.shape[:2]
    degrees = float(chance.uniform(-level.skew, level.skew))
    if degrees:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        page = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    if level.blur:
        page = cv2.GaussianBlur(page, (0, 0), level.blur)
    drawn = page.astype(np.float32)
    if level.shade:
        slope = np.linspace(0, level.shade, width)[None, :] + np.linspace(0, level.shade / 2, height)[:, None]
        drawn -= slope[:, :, None]
    if level.noise:
        drawn += chance.normal(0, level.noise, (height, width, 1))
    if level.specks:
        spots = chance.random((height, width)) < level.specks / 1000
        drawn[spots] = chance.integers(0, 160, (int(spots.sum()), 1))
    page = np.clip(drawn, 0, 255).astype(np.uint8)
    if level.bilevel:
        grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        return cv2.threshold(grey, 160, 255, cv2.THRESH_BINARY)[1]
    return page if level.stamp else cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)


def stamped(page: Any, dpi: int, chance: np.random.Generator, foot: float) -> Any:
    """The page with a round red stamp and a blue signature over the office and name of who signs."""
    page = page.copy()
    height, width = page.shape[:2]
    ink = page.copy()
    x, y, radius = int(width * 0.66), int(height * foot + 0.75 * dpi), int(0.72 * dpi)
    for share in (1.0, 0.92, 0.55):
        cv2.circle(ink, (x, y), int(radius * share), (205, 40, 50), max(2, dpi // 70), cv2.LINE_AA)
    for text, at in (("UY BAN", -0.1), ("NHAN DAN", 0.2)):
        cv2.putText(
            ink, text, (int(x - radius * 0.5), int(y + radius * at)), cv2.FONT_HERSHEY_DUPLEX, dpi / 250, (205, 40, 50), 2, cv2.LINE_AA
        )
    steps = np.linspace(0, 3 * np.pi, 60)
    wave = np.stack([x + radius * steps / 5, y + radius * 0.4 * np.sin(steps) * chance.uniform(0.6, 1.0, 60)], axis=1)
    cv2.polylines(ink, [wave.astype(np.int32)], False, (40, 60, 170), max(2, dpi // 80), cv2.LINE_AA)
    return np.minimum(page, ink)


if __name__ == "__main__":
    main()

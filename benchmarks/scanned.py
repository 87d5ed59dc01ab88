"""Pages drawn as a scanner would see them, and what tesseract reads on them. Needs Pillow, tesseract with Vietnamese, and a font."""

from __future__ import annotations

import io
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

FONTS = ("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf")
POINTS, LEADING = 13, 1.35
WIDTH, HEIGHT, MARGIN = 8.27, 11.69, 0.9  # inches: A4
PAGES = 4
BLUR, GRAIN, TILT = 0.0055, 18, 0.25  # inches; grey levels; degrees


def pages(lines: list[str], dpi: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """For each of the first pages that `lines` fill: the words that were drawn, and those that tesseract read."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    font = ImageFont.truetype(next(path for path in FONTS if Path(path).exists()), round(POINTS * dpi / 72))
    rng = random.Random(seed)
    step = round(POINTS * LEADING * dpi / 72)
    rows_a_page = int((HEIGHT - 2 * MARGIN) * dpi / step)
    rows = list(_wrapped(lines, font.getlength, (WIDTH - 2 * MARGIN) * dpi, rows_a_page * PAGES))
    for start in range(0, len(rows), rows_a_page):
        part = rows[start : start + rows_a_page]
        page = Image.new("L", (round(WIDTH * dpi), round(HEIGHT * dpi)), 250)
        draw = ImageDraw.Draw(page)
        for at, row in enumerate(part):
            draw.text((MARGIN * dpi, MARGIN * dpi + at * step), row, font=font, fill=30)
        page = page.rotate(TILT, fillcolor=250).filter(ImageFilter.GaussianBlur(BLUR * dpi))
        grain = Image.frombytes("L", page.size, rng.randbytes(page.size[0] * page.size[1])).filter(ImageFilter.GaussianBlur(0.6))
        yield " ".join(part), _read(Image.blend(page, grain, GRAIN / 255), dpi)


def _wrapped(lines: list[str], width_of: object, width: float, most: int) -> Iterator[str]:
    given = 0
    for line in lines:
        row = ""
        for word in line.split():
            if row and width_of(f"{row} {word}") > width:  # type: ignore[operator]
                yield row
                given, row = given + 1, word
                if given == most:
                    return
            else:
                row = f"{row} {word}".strip()
        if row:
            yield row
            given += 1
        if given == most:
            return


def _read(page: object, dpi: int) -> str:
    """What tesseract reads, its lines joined to paragraphs: a line break of a page parts no words."""
    drawn = io.BytesIO()
    page.save(drawn, "png", dpi=(dpi, dpi))  # type: ignore[attr-defined]
    command = ["tesseract", "-", "-", "-l", "vie", "--psm", "6", "--dpi", str(dpi)]
    run = subprocess.run(command, input=drawn.getvalue(), capture_output=True, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    return " ".join(run.stdout.decode().split())

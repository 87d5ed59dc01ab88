"""Image files as pictures: PNG, JPEG, TIFF (of many pages), with the turn that the camera noted and a resolution that can be true."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from planparse.errors import LimitExceeded, UnreadableFile
from planparse.read.image import Pixels

MAX_PIXELS = 150_000_000
"""A3 at 600 dpi has 70 million; more than this is no page."""
_LONG_SIDE = 842.0
"""Points of the long side of A4, which Decree 30/2020/NĐ-CP prescribes: the size of a picture that does not tell its own."""
_PLAUSIBLE = (500.0, 1300.0)
"""Points of the long side of a page that a scanner takes, A5 to A3. A photo's 72 dpi give more."""


class Picture(NamedTuple):
    """A page as pixels, and how many of them make an inch."""

    pixels: Pixels
    dpi: float

    @property
    def width(self) -> float:
        """In points."""
        return float(self.pixels.shape[1] * 72 / self.dpi)

    @property
    def height(self) -> float:
        """In points."""
        return float(self.pixels.shape[0] * 72 / self.dpi)


def pictures(data: bytes, name: str, most: int) -> Iterator[Picture]:
    """The pages of an image file, one at a time. Raises `UnreadableFile` for a damaged one, `LimitExceeded` for one too large."""
    import numpy as np
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of what is checked below
            file = Image.open(io.BytesIO(data))
            count = getattr(file, "n_frames", 1)
            if count > most:
                raise LimitExceeded(f"{name}: {count} pages.", f"Split it: planparse reads up to {most} pages of one document.")
            for number in range(count):
                file.seek(number)
                if file.width * file.height > MAX_PIXELS:
                    raise LimitExceeded(f"{name}: a page of {file.width} x {file.height} pixels.", "Scan it at 300 dpi.")
                upright = ImageOps.exif_transpose(file)
                yield Picture(np.asarray(_flat(upright)), _resolution(file.info.get("dpi"), file.width, file.height))
    except Image.DecompressionBombError as error:
        raise LimitExceeded(f"{name}: a page of too many pixels.", "Scan it at 300 dpi.") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableFile(f"{name}: this picture is damaged.", "Scan the page again.") from error


def rendered(pixels: bytes, width: int, height: int, dpi: float) -> Picture:
    """A picture of a rendered page: rows of blue, green, red without gaps."""
    import numpy as np

    return Picture(np.frombuffer(pixels, np.uint8).reshape(height, width, 3)[:, :, ::-1], dpi)


def _flat(image: Any) -> Any:
    """Without transparency, on white; grey stays grey."""
    from PIL import Image

    if image.mode in ("L", "1", "I;16", "I", "F"):
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    return image.convert("RGB")


def _resolution(noted: Any, width: int, height: int) -> float:
    """What the file notes, where a page of that size can be; else what makes the long side that of A4."""
    long_side = max(width, height)
    try:
        dpi = float(noted[0])
    except (TypeError, IndexError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and _PLAUSIBLE[0] <= long_side * 72 / dpi <= _PLAUSIBLE[1]:
        return dpi
    return long_side * 72 / _LONG_SIDE

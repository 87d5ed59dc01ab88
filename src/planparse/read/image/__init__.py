"""The door of OpenCV, NumPy and Pillow: files and rendered pages become pictures, made upright and clean *for reading only*.

1. `decode`: an image file's pages as pictures, with an honest resolution.
2. `tidy`: coloured ink (stamps, signatures) taken out, light evened, the page made straight; specks only where specks are measured.
3. `rulings`: ruling lines by morphology, as the edges that `lattice` knows.

A picture is an array of grey (0 black, 255 white) or of red, green, blue.
"""

from __future__ import annotations

from typing import Any, TypeAlias

Pixels: TypeAlias = Any
"""A NumPy array of bytes, height x width, or height x width x 3. Named here, so that nobody else needs NumPy to speak of it."""

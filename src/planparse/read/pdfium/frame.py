"""From a PDF page's own coordinates (origin below left, unturned) to those of the page as it is shown (origin above left)."""

from __future__ import annotations

from dataclasses import dataclass

from planparse.paper import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the page that is shown, in its own coordinates, and by how many quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """As shown, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """As shown, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box as shown.

        >>> Frame(0, 0, 595, 842).box(85, 700, 95, 714)
        (85, 128, 95, 142)
        >>> Frame(0, 0, 842, 595, 1).box(700, 85, 714, 95)
        (85, 700, 95, 714)
        """
        match self.turns:
            case 0:
                return left - self.left, self.top - top, right - self.left, self.top - bottom
            case 1:
                return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
            case 2:
                return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            case _:
                return self.top - top, self.right - right, self.top - bottom, self.right - left

"""Names of wards that Vietnam does not have, and slugs for file names."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import product

_PLACES = ["Bến", "Gò", "Rạch", "Khe", "Đầm", "Bàu", "Cồn", "Vực", "Thác", "Giếng", "Ngã", "Vườn", "Bãi", "Hang", "Dốc", "Láng"]
_THINGS = ["Sậy", "Vối", "Sim", "Trám", "Khế", "Gừng", "Riềng", "Nghệ", "Sả", "Ngải", "Mận", "Sấu", "Nhót", "Vạc", "Cói", "Lụa", "Nứa"]
_THINGS += ["Quýt", "Hồng"]
_SIDES = ["Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Trung", "Ngoài", "Trong", "Cả", "Con", "Mới"]


def invented(count: int, dice: random.Random) -> list[tuple[str, str]]:
    """`count` pairs of kind (`phường`, `xã`) and name; none is a part of another, no two have one slug. Raises `ValueError` above 3,648."""
    names = [f"{place} {thing}" for place, thing in product(_PLACES, _THINGS)]
    if count > len(names):
        names = [f"{name} {side}" for name, side in product(names, _SIDES)]
    if count > len(names):
        raise ValueError(f"there are {len(names)} invented names, not {count}")
    return [("phường" if dice.random() < 0.3 else "xã", name) for name in dice.sample(names, count)]


def slug(text: str) -> str:
    """`text` in lower-case ASCII joined by `-`.

    >>> slug("phường Đầm Sậy")
    'phuong-dam-say'
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

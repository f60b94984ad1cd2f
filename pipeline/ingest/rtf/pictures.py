"""Pictures: hexadecimal digits or bytes, and what is said of them."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from pipeline.content import Asset, Image, clean
from pipeline.ingest.images import media_type

_DIGITS: Final = re.compile(r"[^0-9a-fA-F]+")
_TWIPS: Final = 20
_WHOLE: Final = 100


class Picture:
    """A picture under way."""

    def __init__(self) -> None:
        self.alt: str | None = None
        self._digits: list[str] = []
        self._data = b""
        self._sizes: dict[str, int] = {}

    def word(self, name: str, number: int | None) -> None:
        """A word about its size."""
        if name.startswith("pic") and number is not None:
            self._sizes[name] = number

    def text(self, text: str) -> None:
        """Digits."""
        self._digits.append(text)

    def data(self, data: bytes) -> None:
        """Bytes."""
        self._data += data

    def close(self, assets: dict[str, Asset]) -> Image | None:
        """The picture, its bytes put with the others; None where there are none."""
        digits = _DIGITS.sub("", "".join(self._digits))
        data = self._data or bytes.fromhex(digits[: len(digits) // 2 * 2])
        if not data:
            return None
        key = hashlib.sha256(data).hexdigest()
        assets.setdefault(key, Asset(media_type(data), data))
        alt = clean(self.alt).strip() if self.alt is not None else None
        return Image(key, alt, self._size("picwgoal", "picscalex"), self._size("pichgoal", "picscaley"))

    def _size(self, goal: str, scale: str) -> float | None:
        r"""A side in points (`\picwgoalN`: twips; `\picscalexN`: hundredths)."""
        points = self._sizes.get(goal, 0) / _TWIPS * self._sizes.get(scale, _WHOLE) / _WHOLE
        return round(points, 2) if points > 0 else None

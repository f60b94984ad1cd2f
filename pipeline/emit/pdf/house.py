"""The house style of a PDF: which of a theme's tokens it reads, and what stands where a theme has none.

| token | what | without it |
|---|---|---|
| `accent` | colour of headings, rules and the cover, `#rrggbb`, dark enough for white text on it | `#14506b` |
| `ink` | colour of the text | `#1d2429` |
| `municipality` | the name on the cover and at the foot of each page | the document's author, else nothing |
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.emit.pdf.page import House, Picture
from pipeline.emit.theme import Theme

ACCENT: Final = "#14506b"
INK: Final = "#1d2429"

_COLOUR: Final = re.compile("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def house(theme: Theme, municipality: str, logo: Picture | None) -> House:
    """The house style of a theme; a colour that is none gives way to the usual one."""
    return House(
        accent=_colour(theme.pdf.get("accent", ""), ACCENT),
        ink=_colour(theme.pdf.get("ink", ""), INK),
        municipality=municipality,
        logo=logo,
    )


def _colour(given: str, usual: str) -> str:
    return given if _COLOUR.fullmatch(given) else usual

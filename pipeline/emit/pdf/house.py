"""The house style of a PDF: which of a theme's tokens it reads, and what stands where a theme has none.

| token | what | without it |
|---|---|---|
| `accent` | colour of headings, rules and the cover, `#rrggbb`, dark enough for white text on it | `#14506b` |
| `ink` | colour of the text | `#1d2429` |
| `municipality` | the name on the cover and at the foot of pages | the theme's title, the publication's, the author |
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from pipeline.content import is_blank
from pipeline.emit.pdf import pictures
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.pdf.page import House, Logo
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme

ACCENT: Final = "#14506b"
INK: Final = "#1d2429"

_COLOUR: Final = re.compile("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


def house(setting: Setting, desk: Desk) -> House:
    """The house style of a theme; a colour that is none gives way to the usual one."""
    theme, publication = setting.theme, setting.publication
    published = publication.municipality if publication else ""
    named = (theme.pdf.get("municipality", ""), theme.title, published, desk.document.meta.author)
    return House(
        accent=_colour(theme.pdf.get("accent", ""), ACCENT),
        ink=_colour(theme.pdf.get("ink", ""), INK),
        municipality=next((line for name in named if (line := desk.line(name))), ""),
        logo=_logo(theme, desk),
    )


def _colour(given: str, usual: str) -> str:
    return given if _COLOUR.fullmatch(given) else usual


def _logo(theme: Theme, desk: Desk) -> Logo | None:
    """The logo; None where there is none, or one that Typst cannot set."""
    digest = hashlib.sha256(theme.logo).hexdigest()
    if not theme.logo or digest in desk.refused:
        return None
    raster = pictures.inspect(theme.logo)
    if isinstance(raster, pictures.Raster):
        suffix = pictures.SUFFIX[raster.media_type]
    elif theme.logo_type == "image/svg+xml":
        # Only here: a theme's files are the municipality's own, an SVG in a document is anybody's.
        suffix = "svg"
    else:
        return None
    name = f"{digest}.{suffix}"
    desk.files[name] = theme.logo
    return Logo(name, "" if is_blank(theme.logo_alt) else desk.line(theme.logo_alt))

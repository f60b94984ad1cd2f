"""The logo of the municipality, as a picture on the first page."""

from __future__ import annotations

import hashlib
from typing import Final

from pipeline.content import is_blank
from pipeline.emit.pdf import page, pictures
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.theme import Theme

_ROOM: Final = (170.0, 48.0)


def logo(theme: Theme, desk: Desk) -> page.Picture | None:
    """The theme's logo; None where it has none, or one that is no PNG, JPEG, GIF or WebP."""
    raster = pictures.inspect(theme.logo) if theme.logo else "missing"
    if isinstance(raster, str):
        return None
    name = f"{hashlib.sha256(theme.logo).hexdigest()}.{pictures.SUFFIX[raster.media_type]}"
    desk.files[name] = theme.logo
    width, height = pictures.fitted(raster, (None, _ROOM[1]), _ROOM)
    return page.Picture(name, width, height, "" if is_blank(theme.logo_alt) else desk.text(theme.logo_alt))

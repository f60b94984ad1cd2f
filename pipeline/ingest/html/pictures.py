"""Pictures of a page: data addresses decoded, files beside the page asked for, nothing fetched."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from bs4 import Tag

from pipeline.content import Asset, Image, clean
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.ingest.html.tree import attribute, style
from pipeline.ingest.images import media_type
from pipeline.source import Resources

_POINTS: Final = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0}
_LENGTH: Final = re.compile(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|in|cm|mm|pc)?\s*")
_DATA: Final = re.compile(r"data:([^,]*),(.*)", re.DOTALL | re.IGNORECASE)
_SHOWN: Final = 100


def picture(tag: Tag, resources: Resources, assets: dict[str, Asset], place: Place, report: Report) -> Image:
    """The picture of an `img`; its bytes go into `assets`. IMAGE_MISSING where there are none."""
    source = (attribute(tag, "src") or attribute(tag, "data-src")).strip()
    data = _bytes(source, resources)
    alt = clean(attribute(tag, "alt")) if "alt" in tag.attrs else None
    if not data:
        name = source if len(source) <= _SHOWN else source[:_SHOWN] + "…"
        report(flaw(Code.IMAGE_MISSING, place, name=clean(name)))
    return Image(
        asset=_stored(data, assets) if data else "", alt=alt, width=_size(tag, "width"), height=_size(tag, "height")
    )


def _stored(data: bytes, assets: dict[str, Asset]) -> str:
    key = hashlib.sha256(data).hexdigest()
    assets.setdefault(key, Asset(media_type(data), data))
    return key


def _bytes(source: str, resources: Resources) -> bytes | None:
    """Only what the page carries or what lies beside it: no scheme, no host, no root, nothing above its folder."""
    if match := _DATA.fullmatch(source):
        return _decoded(match[1], match[2])
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    name = unquote(parts.path).replace("\\", "/")
    if parts.scheme or parts.netloc or not name or name.startswith("/") or ":" in name or "\0" in name:
        return None
    return None if ".." in name.split("/") else resources(name.removeprefix("./"))


def _decoded(header: str, body: str) -> bytes | None:
    data = unquote_to_bytes(body)
    if not header.strip().lower().endswith("base64"):
        return data
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", data.replace(b"-", b"+").replace(b"_", b"/"))
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return None


def _size(tag: Tag, side: str) -> float | None:
    """A length in points: the style attribute wins (CSS), 96 pixels are an inch. None for a share of the page."""
    for text in (style(tag).get(side, ""), attribute(tag, side)):
        match = _LENGTH.fullmatch(text)
        if match and (points := round(float(match[1]) * _POINTS[match[2] or ""], 2)) > 0:
            return points
    return None

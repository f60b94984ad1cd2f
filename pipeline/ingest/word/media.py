"""Pictures: the bytes of a media part, known by their hash, with the media type that the bytes themselves show."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import Final

from pipeline.content import Asset, Image
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part

# The first bytes of each kind of picture.
_MAGIC: Final[tuple[tuple[re.Pattern[bytes], str], ...]] = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"BM"), "image/bmp"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "image/tiff"),
    (re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL), "image/emf"),
    (re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\x00\x09\x00\x00[\x01\x03]"), "image/wmf"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg\b)[^\x00]{0,4096}?", re.DOTALL), "image/svg+xml"),
    (re.compile(rb"\x00\x00\x00\x0cjP  "), "image/jp2"),
    (re.compile(rb"....ftyp(?:heic|heix|mif1)", re.DOTALL), "image/heic"),
    (re.compile(rb"....ftypavif", re.DOTALL), "image/avif"),
    (re.compile(rb"\x0a[\x00-\x05]\x01[\x01-\x08]"), "image/x-pcx"),
    (re.compile(rb"%PDF-"), "application/pdf"),
)
_EVERYWHERE: Final = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
_UNKNOWN: Final = "application/octet-stream"
_HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


def media_type(data: bytes) -> str:
    """The media type that the bytes show."""
    return next((name for magic, name in _MAGIC if magic.match(data)), _UNKNOWN)


def image(part: Part, relation_id: str | None, alt: str | None, width: float | None, height: float | None) -> Image:
    """The picture that a relationship leads to. Outside the package, only a file beside the source is looked for."""
    context = part.context
    relation = part.relation(relation_id)
    data: bytes | None = None
    name = ""
    if relation is not None:
        name = relation.target
        if not relation.external:
            data = context.package.media(name)
        elif not _HAS_SCHEME.match(name):
            data = context.resources(name)
    if not data:
        context.report(flaw(Code.IMAGE_MISSING, part.place(alt or ""), name=posixpath.basename(name)))
        return Image(asset="", alt=alt, width=width, height=height)
    key = hashlib.sha256(data).hexdigest()
    if key not in context.assets:
        kind = media_type(data)
        context.assets[key] = Asset(kind, data)
        if kind not in _EVERYWHERE:
            place = part.place(alt or "")
            context.report(flaw(Code.IMAGE_FORMAT, place, name=posixpath.basename(name), format=kind))
    return Image(asset=key, alt=alt, width=width, height=height)

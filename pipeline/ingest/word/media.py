"""Pictures: the bytes of a media part, known by their hash."""

from __future__ import annotations

import hashlib
import posixpath
import re
from typing import Final

from pipeline.content import Asset, Image
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.images import media_type
from pipeline.ingest.word.context import Part

_EVERYWHERE: Final = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
_HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


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

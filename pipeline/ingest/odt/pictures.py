"""Descriptions of pictures, which pandoc does not pass on."""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from pipeline.content import Image, clean
from pipeline.ingest.odt.names import HREF, Element, draw, svg
from pipeline.ingest.odt.rebuild import rebuilt
from pipeline.source import Resources, Source


class Description(msgspec.Struct, frozen=True):
    """What an author says of a picture, which the package has under this name."""

    name: str
    alt: str


def descriptions(body: Element) -> tuple[Description, ...]:
    """Those of all pictures, in order (OpenDocument 1.3-3, 10.3.17: a title and a description of a frame)."""
    found = []
    for image in body.iter(draw("image")):
        frame = image.getparent()
        said = [] if frame is None else [frame.findtext(svg(part)) or "" for part in ("title", "desc")]
        alt = ". ".join(dict.fromkeys(words for text in said if (words := " ".join(clean(text).split()))))
        found.append(Description(image.get(HREF, ""), alt))
    return tuple(found)


def described(source: Source, given: Iterable[Description], resources: Resources) -> Source:
    """The source with its pictures described: the same bytes, the same picture, each description in its turn."""
    waiting: defaultdict[str, deque[str]] = defaultdict(deque)
    for description in given:
        if data := resources(description.name.removeprefix("./")):
            waiting[hashlib.sha256(data).hexdigest()].append(description.alt)

    def with_alt(value: Any) -> Any:
        if not isinstance(value, Image) or not (alts := waiting.get(value.asset)):
            return value
        return replace(value, alt=(alts.popleft() if len(alts) > 1 else alts[0]) or None)

    return rebuilt(source, with_alt)

"""What a picture is, by its own bytes: names and declared types lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

UNKNOWN: Final = "application/octet-stream"

# The first bytes of each format (IANA media types; EMF and WMF: MS-EMF 2.3.4.2, MS-WMF 2.3.2).
_MAGIC: Final[Mapping[bytes, str]] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"BM": "image/bmp",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"\xd7\xcd\xc6\x9a": "image/wmf",
    b"\x01\x00\x09\x00": "image/wmf",
    b"\x02\x00\x09\x00": "image/wmf",
}

# An SVG is XML whose root is svg: before it may stand a declaration, comments, a DTD, white space. Atomic groups: a
# row of comments must not be matched in every way there is.
_SVG: Final = re.compile(
    rb"\s*(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+<(?:\w+:)?svg[\s>/]", re.DOTALL
)
_SVG_PROLOG: Final = 4_096


def media_type(data: bytes) -> str:
    """The media type that the first bytes show; `application/octet-stream` where they show none that is known."""
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:4] == b"\x01\x00\x00\x00" and data[40:44] == b" EMF":
        return "image/emf"
    if _SVG.match(data[:_SVG_PROLOG].removeprefix(b"\xef\xbb\xbf")):
        return "image/svg+xml"
    return UNKNOWN

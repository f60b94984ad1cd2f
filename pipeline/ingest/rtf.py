"""Rich Text Format (Microsoft, version 1.9.1) through pandoc."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from pipeline.diagnostics import Report
from pipeline.errors import UnreadableSource
from pipeline.ingest.pandoc import read_through
from pipeline.limits import Limits
from pipeline.source import Resources, Source

_MAGIC: Final = b"{\\rtf"
# A picture: its group's control words, then hexadecimal digits (1.9.1, "Pictures").
_PICTURE: Final = re.compile(rb"\\pict\b(?:\s|\\[a-z]+-?\d*|\{[^{}]*\})*([0-9a-fA-F\s]+)\}")


def read(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read RTF. Raises UnreadableSource.

    RTF has no text leaves that could be counted without reading it: written is what pandoc made of it, so what pandoc
    loses (heads and feet, text boxes) is not told.
    """
    if not data.startswith(_MAGIC):
        raise UnreadableSource("not-rtf")
    pictures = _pictures(data)
    return read_through(data, "rtf", lambda name: pictures.get(name) or resources(name), limits, report)


def _pictures(data: bytes) -> dict[str, bytes]:
    """The pictures by the name that pandoc gives them: the SHA-1 of their bytes, with the extension of their kind."""
    found: dict[str, bytes] = {}
    for match in _PICTURE.finditer(data):
        digits = b"".join(match[1].split())
        picture = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        stem = hashlib.sha1(picture, usedforsecurity=False).hexdigest()
        found.update({f"{stem}{extension}": picture for extension in ("", ".png", ".jpg", ".jpeg", ".emf", ".wmf")})
    return found

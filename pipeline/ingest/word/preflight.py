"""Before anything is read: whether it is a Word package at all, and can be opened without harm."""

from __future__ import annotations

from typing import Final

from pipeline.errors import UnreadableSource
from pipeline.ingest import archive
from pipeline.ingest.archive import Archive
from pipeline.limits import Limits

_CFB_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in a compound file (MS-CFB 2.6.1) are UTF-16.
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")


def open_archive(data: bytes, limits: Limits) -> Archive:
    """Check the ZIP directory. Raises UnreadableSource with the reason."""
    if data.startswith(_CFB_MAGIC) and len(data) <= limits.source_bytes:
        if _ENCRYPTED_STREAM in data:
            raise UnreadableSource("encrypted")
        raise UnreadableSource("old-word" if _WORD_STREAM in data else "not-word")
    return archive.open_archive(data, limits, "not-word")

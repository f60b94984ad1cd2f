"""Documents that are a ZIP: whether one can be opened without harm, and its parts by name.

Only the directory is looked at; that refuses every bomb, duplicate and cut-off file within 10 ms.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from pipeline.errors import UnreadableSource
from pipeline.limits import Limits

_ZIP_MAGIC: Final = b"PK"
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_ENCRYPTED_FLAG: Final = 0x1
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
_UNSAFE: Final = re.compile(r"(?:^|/)\.\.(?:/|$)|^[A-Za-z]:|\x00")
_XML_NAME: Final = re.compile(r"\.(?:xml|rels|x?html?|opf|ncx)$", re.IGNORECASE)


class Archive:
    """The entries of a checked ZIP, by part name: without case, leading slash or backslashes (ECMA-376-2, 6.2.2)."""

    def __init__(self, file: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
        self._file = file
        self._entries = entries

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._entries

    def names(self) -> tuple[str, ...]:
        """The names of all parts, as keys."""
        return tuple(self._entries)

    def size(self, name: str) -> int:
        """The unpacked size in bytes; 0 where there is no such part."""
        entry = self._entries.get(part_key(name))
        return entry.file_size if entry else 0

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, never more than the directory promised; None where there is none or it is damaged."""
        entry = self._entries.get(part_key(name))
        if entry is None:
            return None
        try:
            return self._file.read(entry)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error):
            return None


def part_key(name: str) -> str:
    """What part names are compared by."""
    return name.replace("\\", "/").lstrip("/").lower()


def open_archive(data: bytes, limits: Limits, wrong: str) -> Archive:
    """Check the ZIP directory. Raises UnreadableSource with the reason: `wrong` where it is no ZIP at all."""
    if not data.strip(b"\0"):
        raise UnreadableSource("empty")
    if len(data) > limits.source_bytes:
        raise UnreadableSource("file-too-large", size=len(data), limit=limits.source_bytes)
    # Counted before zipfile makes an object of each.
    if (count := data.count(_DIRECTORY_ENTRY)) > limits.entries:
        raise UnreadableSource("too-many-parts", count=count, limit=limits.entries)
    if not data.startswith(_ZIP_MAGIC) and not zipfile.is_zipfile(io.BytesIO(data)):
        raise UnreadableSource(wrong)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, OSError) as error:
        raise UnreadableSource("cut-off") from error
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in file.infolist():
        if not info.is_dir():
            _check_entry(info, entries)
            entries[part_key(info.filename)] = info
    size = sum(info.file_size for name, info in entries.items() if _XML_NAME.search(name))
    if size > limits.xml_part_bytes:
        raise UnreadableSource("unpacked-too-large", size=size, limit=limits.xml_part_bytes)
    return Archive(file, entries)


def pack(parts: dict[str, bytes]) -> bytes:
    """A ZIP of parts, in their order, stored as they are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def _check_entry(info: zipfile.ZipInfo, seen: dict[str, zipfile.ZipInfo]) -> None:
    name = info.filename
    if _UNSAFE.search(name.replace("\\", "/")) or "\x00" in info.orig_filename.rstrip("\x00"):
        raise UnreadableSource("unsafe-names", name=name)
    if part_key(name) in seen:
        # Two programs would read two different documents.
        raise UnreadableSource("duplicate-entries", name=name)
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadableSource("encrypted")
    if info.compress_type not in _METHODS:
        raise UnreadableSource("cut-off")

"""Whether a document is so large that it is made while nothing else runs: over some 60 pages.

Told from what costs nothing to look at, because the document is not to be trusted yet: the size of the file, and for a
ZIP what its directory says of the main part. A directory that lies costs no more than a wrong guess.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from pathlib import Path
from typing import Final

# What a page takes at most, so that 60 pages never wait for one another: in `word/document.xml` 19 to 38 kB (real
# documents, and limits.py), in a web page or in OpenDocument 5 to 10 kB; without markup it is less.
_PAGES: Final = 60
_WORD_PAGE_BYTES: Final = 38_000
_OTHER_PAGE_BYTES: Final = 10_000
# Pictures are held whole, whatever the pages.
_FILE_BYTES: Final = 30_000_000

_MAIN_PARTS: Final = {b"word/document.xml": _WORD_PAGE_BYTES, b"content.xml": _OTHER_PAGE_BYTES}

# APPNOTE.TXT 4.3.16 (end of central directory) and 4.3.12 (central directory header)
_END: Final = struct.Struct("<4s4H2IH")
_END_MARK: Final = b"PK\x05\x06"
_ENTRY: Final = struct.Struct("<4s6H3I5H2I")
_ENTRY_MARK: Final = b"PK\x01\x02"
_COMMENT_BYTES: Final = 65_535
_DIRECTORY_BYTES: Final = 10_000_000


def runs_alone(path: Path) -> bool:
    """Whether a document is that large. A file that cannot be looked at is not: it will fail soon enough."""
    try:
        size = path.stat().st_size
        if size > _FILE_BYTES:
            return True
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return size > _PAGES * _OTHER_PAGE_BYTES
            file.seek(max(0, size - _END.size - _COMMENT_BYTES))
            tail = file.read(_END.size + _COMMENT_BYTES)
            at = tail.rfind(_END_MARK)
            if at < 0 or len(tail) - at < _END.size:
                return False
            _mark, _disk, _first, _here, _all, length, offset, _comment = _END.unpack_from(tail, at)
            if length > _DIRECTORY_BYTES:
                return True
            file.seek(min(offset, size))
            return _is_long(file.read(length))
    except OSError:
        return False


def _is_long(directory: bytes) -> bool:
    """Whether the main part that a ZIP's directory lists has more than 60 pages."""
    at = 0
    with suppress(struct.error):
        while directory.startswith(_ENTRY_MARK, at):
            entry = _ENTRY.unpack_from(directory, at)
            size, name_length, extra, comment = entry[9], entry[10], entry[11], entry[12]
            at += _ENTRY.size
            page = _MAIN_PARTS.get(directory[at : at + name_length])
            if page is not None and size > _PAGES * page:
                return True
            at += name_length + extra + comment
    return False

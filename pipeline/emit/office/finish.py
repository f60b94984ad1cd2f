"""What pandoc cannot be told: the date of a file, and how a table looks. Parts of its ZIP are put right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

# In its sandbox pandoc has no clock: it writes this, whatever SOURCE_DATE_EPOCH says.
_PANDOC_TIME: Final = b"1970-01-01T00:00:00Z"

Change = Callable[[bytes], bytes]


# The earliest that a ZIP knows.
_ADDED_TIME: Final = (1980, 1, 1, 0, 0, 0)


def finish(data: bytes, changes: Mapping[str, Change], added: Mapping[str, bytes] | None = None) -> bytes:
    """A ZIP with some of its parts changed, in the same order and with the same times, and parts added at its end."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            change = changes.get(entry.filename)
            new.writestr(entry, change(part) if change else part)
        for name, part in (added or {}).items():
            new.writestr(zipfile.ZipInfo(name, _ADDED_TIME), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def dated(day: date) -> Change:
    """Put a day, at midnight UTC, where pandoc has written that it knows no time."""
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    return lambda part: part.replace(_PANDOC_TIME, moment)


def replaced(words: Mapping[bytes, bytes]) -> Change:
    """Put some words in the place of others."""

    def change(part: bytes) -> bytes:
        for old, new in words.items():
            part = part.replace(old, new)
        return part

    return change

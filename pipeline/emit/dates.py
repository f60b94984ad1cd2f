"""Dates: the one that an output says it was made on (never the clock's), and days as people read them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from pipeline.labels import Labels
from pipeline.model import Meta

UNDATED: Final = date(2000, 1, 1)
"""The date of a document that tells none: fixed, so that the same input gives the same bytes."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19[7-9]\d|20\d\d)(?!\d)")


def written(meta: Meta) -> date | None:
    """The date that the document states; None where it states none that a file can have."""
    try:
        day = date.fromisoformat(meta.date[:10])
    except ValueError:
        return None
    return day if day.year >= 1970 else None


def made(meta: Meta) -> date:
    """The date of an output: the document's, else 1 January of its budget year."""
    return written(meta) or _budget_year(meta.title) or UNDATED


def in_words(day: date, labels: Labels) -> str:
    """A day as people read it: 6 november 2025."""
    return f"{day.day} {labels('dates.months').split()[day.month - 1]} {day.year}"


def _budget_year(text: str) -> date | None:
    match = _YEAR.search(text)
    return date(int(match[0]), 1, 1) if match else None

"""The clock of a run: it names releases and dates the ledger, and decides no byte that is published.

The one date that readers see is that of a document that could not be made anew (`stale`); it is kept with what was made
then, and not asked of the clock again.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

_STAMP: Final = "%Y%m%dT%H%M%SZ"


def now() -> datetime:
    """This moment, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def seconds() -> float:
    """This moment as files have it: seconds since 1970."""
    return time.time()


def stamp(moment: datetime) -> str:
    """A moment as a name that sorts by time: `20261124T023000Z`."""
    return moment.strftime(_STAMP)


def written(moment: datetime) -> str:
    """A moment in words of ISO 8601: `2026-11-24T02:30:00Z`."""
    return moment.isoformat().replace("+00:00", "Z")

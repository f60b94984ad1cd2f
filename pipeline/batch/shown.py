"""A document that a release shows, and where the release keeps all that was made of it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.batch.layout import INTERN
from pipeline.batch.release import Published, Release
from pipeline.batch.store import Result

DOCUMENTS = f"{INTERN}/documents"


class Shown(msgspec.Struct, frozen=True):
    """A document that a release shows, and the result that it is shown by."""

    document: Published
    result: Result


def kept_in(release: Release, document: Published) -> Path:
    """Where a release keeps all that was made of a document."""
    return release.folder / DOCUMENTS / document.slug

"""Rich Text Format (Microsoft, version 1.9.1) through pandoc."""

from __future__ import annotations

from pipeline.diagnostics import Report
from pipeline.errors import UnreadableSource
from pipeline.ingest.pandoc import read_through
from pipeline.ingest.rtf.survey import survey, with_levels
from pipeline.limits import Limits
from pipeline.source import Resources, Source

_MAGIC = b"{\\rtf"


def read(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read RTF. Raises UnreadableSource.

    RTF has no text leaves that could be counted without reading it: written is what pandoc made of it, so what pandoc
    loses (heads and feet, text boxes) is not told.
    """
    if not data.startswith(_MAGIC):
        raise UnreadableSource("not-rtf")
    found = survey(data)

    def picture(name: str) -> bytes | None:
        # pandoc names a picture after its bytes, and adds the extension of its kind.
        return found.pictures.get(name.partition(".")[0]) or resources(name)

    return read_through(with_levels(data, found), "rtf", picture, limits, report)

"""What the readers share that have pandoc make a web page of their format, and the HTML reader read it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec.structs import replace

from pipeline import pandoc
from pipeline.diagnostics import Report
from pipeline.errors import UnreadableSource
from pipeline.ingest import html
from pipeline.limits import Limits
from pipeline.source import Resources, Source

# A page of our own, as pandoc's has a title block: the title would stand in the text where it is metadata.
_PAGE: Final = Path(__file__).with_name("page.html")
_OPTIONS: Final = ("--mathml", "--wrap=none", f"--template={_PAGE}")


def read_through(
    data: bytes, source: str, resources: Resources, limits: Limits, report: Report, made: str = ""
) -> Source:
    """Read a document of one of pandoc's formats, `source` (with its extensions); `made` is what we call it.

    Written are the characters of pandoc's page: where a reader knows its format's own, it puts those in their place.
    Raises UnreadableSource.
    """
    page = pandoc.run(data, pandoc.Call(source, "html", _OPTIONS), limits, UnreadableSource)
    return replace(html.read(page, resources, limits, report), format=made or source)

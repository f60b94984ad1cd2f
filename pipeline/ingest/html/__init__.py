"""Web pages: any encoding, any soup, Word's filtered pages, what a CMS exports.

`encoding` makes text of bytes, `tree` a tree of text as browsers do, `survey` looks over all of it once, `flow` walks
it; `line`, `lists`, `tables`, `pictures`, `formulas` and `notes` each read one kind of thing.
"""

from __future__ import annotations

from pipeline.diagnostics import Report
from pipeline.limits import Limits
from pipeline.source import Resources, Source


def read(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read a web page (HTML standard, 13.2). Nothing is fetched; `resources` gives the files beside it.

    Raises UnreadableSource: `empty`, `not-html`, `file-too-large`, `too-many-elements`.
    """
    from pipeline.ingest.html.reader import read_page  # noqa: PLC0415 - BeautifulSoup takes 0.2 s to import

    return read_page(data, resources, limits, report)

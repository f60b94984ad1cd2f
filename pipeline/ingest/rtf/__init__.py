"""Rich Text Format (Microsoft, version 1.9.1).

`tokens` makes events of bytes, `scopes` knows what a group is, `written` counts all text, `reader` goes through groups
and words and hands them to a `story` each; `tables`, `pictures` and `head` read one kind of thing.
"""

from __future__ import annotations

from typing import Final

from pipeline.diagnostics import Report
from pipeline.errors import UnreadableSource
from pipeline.ingest.rtf.head import Head
from pipeline.ingest.rtf.reader import Reader
from pipeline.ingest.rtf.story import Shared
from pipeline.ingest.rtf.tokens import events
from pipeline.ingest.rtf.written import written
from pipeline.limits import Limits
from pipeline.source import Resources, Source, Written

_MAGIC: Final = b"{\\rtf"


def read(data: bytes, _resources: Resources, limits: Limits, report: Report) -> Source:
    """Read RTF. Raises UnreadableSource: `not-rtf`, `file-too-large`.

    Written is the text of all groups that are shown, by part. The numbers of lists and notes are generated, and count
    on neither side.
    """
    if not data.startswith(_MAGIC):
        raise UnreadableSource("not-rtf")
    if len(data) > limits.source_bytes:
        raise UnreadableSource("file-too-large", size=len(data), limit=limits.source_bytes)
    head = Head()
    shared = Shared(head, limits, report)
    reader = Reader(shared)
    reader.read(events(data))
    running = tuple(reader.running())
    return Source(
        format="rtf",
        pieces=(*reader.pieces, *running),
        notes=tuple(reader.notes),
        assets=reader.assets,
        written=tuple(
            Written(part, text, _filled(shared.kept_out, part), _filled(shared.added, part))
            for part, text in written(events(data)).items()
            if part == "document" or text.strip()
        ),
        title=head.information("title"),
        author=head.information("author"),
        subject=head.information("subject"),
        keywords=head.information("keywords"),
        language=head.language,
        date=head.date,
    )


def _filled(texts: dict[str, list[str]], part: str) -> tuple[str, ...]:
    return tuple(text for text in texts.get(part, ()) if text.strip())

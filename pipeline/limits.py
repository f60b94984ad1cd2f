"""How much of anything a document may have before it is refused or cut back."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Caps of one document. A profile may set each (`[limits]`).

    An honest book of 1,000 pages has 38 MB of XML, 600,000 elements and depth under 40 (measured); the caps leave
    tenfold room. There is no rule on the compression ratio: an honest table reached 215:1. pandoc takes 1.3 s and
    177 MB for 60 pages.
    """

    source_bytes: int = 500_000_000
    entries: int = 20_000
    xml_part_bytes: int = 400_000_000
    media_part_bytes: int = 100_000_000
    elements: int = 8_000_000
    depth: int = 400
    columns: int = 1_000
    list_levels: int = 9
    nested_documents: int = 3
    pandoc_seconds: int = 120
    pandoc_megabytes: int = 2_048

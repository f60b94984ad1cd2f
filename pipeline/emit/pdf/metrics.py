"""How wide words are in the shipped fonts: what columns of tables are planned with. Kerning is left out."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from typing import Final

from pipeline.emit.pdf.glyphs import FONTS, glyph_runs, table_at

_OTHER: Final = 0.8
"""What a character of the other font is taken for: DejaVu is wide, and few stand in a table."""


def width(text: str, *, bold: bool) -> float:
    """The width of a line of text, in ems."""
    advances = _advances("SourceSans3-Bold.otf" if bold else "SourceSans3-Regular.otf")
    return sum(advances.get(char, _OTHER) for char in text)


@cache
def _advances(name: str) -> Mapping[str, float]:
    """The advance width of each character, in ems (hmtx; ISO/IEC 14496-22, 5.2.4)."""
    font = (FONTS / name).read_bytes()
    em = struct.unpack_from(">H", font, table_at(font, b"head") + 18)[0]
    long = struct.unpack_from(">H", font, table_at(font, b"hhea") + 34)[0]
    metrics = struct.unpack_from(f">{2 * long}H", font, table_at(font, b"hmtx"))[::2]
    return {
        chr(code): metrics[min(glyph + code - first, long - 1)] / em
        for first, last, glyph in glyph_runs(font)
        for code in range(first, last + 1)
    }

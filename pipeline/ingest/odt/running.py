"""Heads and feet of pages: they stand in the page styles, where pandoc does not look."""

from __future__ import annotations

from collections import Counter
from typing import Final

from pipeline.content import clean, paragraph
from pipeline.diagnostics import Place, quote
from pipeline.ingest.odt.names import Element, H, P, style
from pipeline.ingest.odt.words import line
from pipeline.source import Piece, Region, Written

_KINDS: Final[dict[Region, tuple[str, ...]]] = {
    "header": tuple(style(f"header{which}") for which in ("", "-left", "-first")),
    "footer": tuple(style(f"footer{which}") for which in ("", "-left", "-first")),
}


def read_running(root: Element | None) -> tuple[tuple[Piece, ...], tuple[Written, ...]]:
    """The paragraphs of heads and feet, each distinct one once, and how much they hold."""
    pieces: list[Piece] = []
    written: list[Written] = []
    for region, names in _KINDS.items():
        found = [line(part) for head in _iter(root, names) for part in head.iter(P, H)]
        lines = [" ".join(clean(text).split()) for text in found]
        distinct = [text for text in dict.fromkeys(lines) if text]
        pieces.extend(
            Piece(paragraph(text), Place(region, number, quote=quote(text)), region=region)
            for number, text in enumerate(distinct, 1)
        )
        if distinct:
            # What stands in the head of another page too is said again.
            again = (Counter(lines) - Counter(distinct)).elements()
            written.append(Written(region, "\n".join(lines), tuple(filter(None, again))))
    return tuple(pieces), tuple(written)


def _iter(root: Element | None, names: tuple[str, ...]) -> list[Element]:
    return [] if root is None else list(root.iter(*names))

"""Styles: which text they hide, and their names, which pandoc does not pass on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.ingest.odt.names import STYLE_NAME, Element, fo, office, style, text
from pipeline.ingest.odt.words import unmarked
from pipeline.source import Piece, as_line

_CODE: Final = re.compile(r"_([0-9a-f]{2,4})_")
# How far a paragraph may be from its place in the order: pandoc joins and leaves out empty ones.
_WINDOW: Final = 200


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of the source: its words without blanks, the names of its style and of those it is based on.

    `label` is the number that is made for it, where it is a heading.
    """

    key: str
    styles: tuple[str, ...]
    label: str = ""


class Styles:
    """The styles of a document, by internal name (OpenDocument 1.3-3, 16.2)."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._parents: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._hiding: set[str] = set()
        self.language = ""
        for root in roots:
            for element in root.iter(style("style")):
                self._add(element)
            for element in root.iter(style("default-style")):
                self._set_language(element)

    def _add(self, element: Element) -> None:
        name = element.get(style("name"), "")
        self._shown[name] = element.get(style("display-name")) or _decoded(name)
        # An automatic style has no name that a user knows.
        if next(element.iterancestors(office("automatic-styles")), None) is not None:
            self._shown[name] = ""
        self._parents[name] = element.get(style("parent-style-name"), "")
        for look in element.iter(style("text-properties")):
            if look.get(text("display")) == "none":
                self._hiding.add(name)

    def _set_language(self, element: Element) -> None:
        for look in element.iter(style("text-properties")):
            language, country = look.get(fo("language"), "none"), look.get(fo("country"), "none")
            if not self.language and language != "none":
                self.language = language if country == "none" else f"{language}-{country}"

    def hides(self, element: Element) -> bool:
        """Whether the style of an element hides its text."""
        return any(name in self._hiding for name in self._chain(element))

    def names(self, element: Element) -> tuple[str, ...]:
        """The names of an element's style, nearest first, as users know them."""
        return tuple(filter(None, (self._shown.get(name, _decoded(name)) for name in self._chain(element))))

    def _chain(self, element: Element) -> list[str]:
        chain: list[str] = []
        name = element.get(STYLE_NAME, "")
        while name and name not in chain:
            chain.append(name)
            name = self._parents.get(name, "")
        return chain


def _decoded(name: str) -> str:
    return _CODE.sub(lambda match: chr(int(match[1], 16)), name)


def key(words: str) -> str:
    """What a paragraph is known by on both sides: its words without blanks."""
    return unmarked("".join(words.split()))


def with_styles(pieces: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> tuple[Piece, ...]:
    """Pieces with the styles of the source's paragraphs: both stand in one order, with the same words."""
    result = []
    start = 0
    for piece in pieces:
        words = as_line(piece)
        found = _find(key(words), paragraphs, start) if words else None
        if found is not None:
            start = found + 1
            paragraph = paragraphs[found]
            label = paragraph.label or piece.label
            piece = replace(piece, styles=(*paragraph.styles, *piece.styles), label=label)  # noqa: PLW2901
        result.append(piece)
    return tuple(result)


def _find(words: str, paragraphs: Sequence[Paragraph], start: int) -> int | None:
    return next(
        (at for at in range(start, min(start + _WINDOW, len(paragraphs))) if paragraphs[at].key == words),
        None,
    )

"""Styles whose lines look like headings and that a profile does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from pipeline.content import Paragraph
from pipeline.profile import Profile
from pipeline.source import Piece, Source, as_line
from pipeline.structure.headings import as_heading

_LONGEST_TITLE: Final = 100
# What stands in such a style is mostly short and no sentence; of one line it is not to be told.
_STYLE_LINES: Final = 2
_STYLE_SHARE: Final = 0.8
_DEFAULT_LEVEL: Final = 2
_SENTENCE_END: Final = (".", "!", ";", ",", ":")


class Style(msgspec.Struct):
    """A style whose lines look like headings: how many, the first of them, and the level that it may have."""

    name: str
    count: int
    sample: str
    level: int


class Styles:
    """Styles that the profile does not know, and how their lines look."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._lines: dict[str, list[str]] = {}

    def look(self, source: Source) -> None:
        """Note the styles of a document; those of a web page are its elements."""
        if source.format in {"html", "md", "epub"}:
            return
        for piece in source.pieces:
            if self._is_unknown(piece):
                self._lines.setdefault(piece.styles[0], []).append(as_line(piece) or "")

    def _is_unknown(self, piece: Piece) -> bool:
        if not piece.styles or piece.depth or piece.region != "body" or not isinstance(piece.content, Paragraph):
            return False
        profile, styles = self._profile, piece.styles
        known = profile.is_caption_style(styles) or profile.is_contents_style(styles) or profile.own_level(styles)
        return not known and bool(as_line(piece)) and as_heading(piece, profile) is None

    def found(self) -> tuple[Style, ...]:
        """The styles whose lines look like headings."""
        return tuple(
            Style(name, len(lines), lines[0], self._level(lines))
            for name, lines in self._lines.items()
            if len(lines) >= _STYLE_LINES and sum(map(_is_title, lines)) >= _STYLE_SHARE * len(lines)
        )

    def _level(self, lines: Sequence[str]) -> int:
        """The level that lines have by their numbers, `2.1` the second; else that of blocks."""
        numbers = [number for line in lines if (number := self._profile.split_number(line)[0])]
        return numbers[0].strip(".").count(".") + 1 if len(numbers) > len(lines) / 2 else _DEFAULT_LEVEL


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and not line.endswith(_SENTENCE_END) and not line[0].islower()

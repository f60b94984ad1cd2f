"""How wide the columns of a table are, how they align, and whether the table must turn on its side.

As browsers do it (CSS 2.2, 17.5.2.2): each column has a least width, its longest word, and a most, its longest line;
what is left over is shared in proportion to what the columns still want. Columns of words come before the headers of
columns of figures, which may well stand in two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec

from pipeline.emit.pdf.metrics import width as width_of
from pipeline.emit.pdf.page import Align, Column

PORTRAIT: Final = 442.0
LANDSCAPE: Final = 728.0
PADDING: Final = 12.0
"""Left and right of a cell's text together; the template has the same."""


class _Try(NamedTuple):
    """A way to set a table: its width and the size of its text in points, and what a column of words asks, in ems.

    It asks its longest word, or a line of up to `comfort`; `cut` is how much a word asks that may be hyphenated.
    """

    width: float
    size: float
    comfort: float = 0.0
    cut: float | None = None


_CUT: Final = 7.3
"""Fourteen characters: a longer word is hyphenated where there is no room for it."""

# Room for lines, then for words, then smaller, hyphenated, on its side; 7 points is the least that reads well.
_TRIES: Final = (
    _Try(PORTRAIT, 9.5, comfort=10),
    _Try(PORTRAIT, 9.5, comfort=7),
    _Try(PORTRAIT, 9.5),
    _Try(PORTRAIT, 8.5),
    _Try(PORTRAIT, 8.5, cut=_CUT),
    _Try(LANDSCAPE, 9.0, comfort=10),
    _Try(LANDSCAPE, 9.0),
    _Try(LANDSCAPE, 8.0),
    _Try(LANDSCAPE, 8.0, cut=_CUT),
    _Try(LANDSCAPE, 7.0, cut=_CUT),
)

_SLACK: Final = 1.02
"""Kerning, which widths leave out, makes a word wider now and then."""

_SIGN: Final = 1.4
"""The sign before a status, in ems."""

_INDENT: Final = 2.4
"""What a list takes at its left, in ems."""

_LINE: Final = 45.0
"""A longer text is broken over lines, so it asks no more than this many ems."""

_FLOOR: Final = 1.0

_FIGURE: Final = re.compile(
    r"(?:[-+−–±]?\s*(?:€|EUR)?\s*[-+−–]?\s*\(?\d[\d.,\s\u00a0\u202f']*\)?\s*(?:%|€|‰|fte|m²|km)?|p\.?m\.?|n\.?v\.?t\.?|n\.?b\.?|[-–—])",
    re.IGNORECASE,
)


class Words(msgspec.Struct, frozen=True):
    """What one cell asks of its column: its text, what it is, and where it stands; `lists`: how many are around it."""

    text: str
    column: int
    colspan: int = 1
    header: bool = False
    number: bool = False
    status: bool = False
    bold: bool = False
    lists: int = 0


class Plan(msgspec.Struct, frozen=True):
    """The columns, the size of the text, whether words are cut and the page turns, and whether all columns fit."""

    columns: tuple[Column, ...]
    size: float
    landscape: bool
    fits: bool
    hyphenate: bool = False


def plan(cells: Sequence[Words], count: int, room: float | None) -> Plan:
    """Plan a table of `count` columns: as wide as the page, or as `room` where it stands inside something else."""
    aligns = _aligns(cells, count)
    tries = _TRIES if room is None else (_Try(room, 9.5, comfort=7), _Try(room, 9.5), _Try(room, 8.5, cut=_CUT))
    for chosen in (*tries, _Try(tries[-1].width, 7.0, cut=_CUT)):
        least = _least(cells, aligns, chosen)
        if sum(least) <= chosen.width:
            break
    words, lines = _most(cells, aligns, least, chosen)
    return Plan(
        columns=tuple(
            Column(width=round(share, 1), align=align)
            for share, align in zip(_shared(least, words, lines, chosen.width), aligns, strict=True)
        ),
        size=chosen.size,
        landscape=room is None and chosen.width == LANDSCAPE,
        fits=sum(least) <= chosen.width,
        hyphenate=chosen.cut is not None,
    )


def is_figure(text: str) -> bool:
    """Whether a text is an amount, a percentage, or one of the signs that stand for one (`p.m.`, `–`)."""
    return _FIGURE.fullmatch(text.strip()) is not None


def _aligns(cells: Iterable[Words], count: int) -> tuple[Align, ...]:
    figures, others, digits = [0] * count, [0] * count, [False] * count
    for cell in cells:
        if cell.header or cell.colspan > 1 or not cell.text.strip():
            continue
        if cell.number or is_figure(cell.text):
            figures[cell.column] += 1
            digits[cell.column] |= any(char.isdigit() for char in cell.text)
        else:
            others[cell.column] += 1
    return tuple(
        "right" if figure > 4 * other and digit else "left"
        for figure, other, digit in zip(figures, others, digits, strict=True)
    )


def _least(cells: Sequence[Words], aligns: Sequence[Align], chosen: _Try) -> list[float]:
    """The least width of each column, in points."""

    def asked(cell: Words) -> float:
        line = _line(cell)
        if aligns[cell.column] == "right":
            return _word(cell, None) if cell.header else line
        return max(_word(cell, chosen.cut), 0.0 if cell.header else min(line, chosen.comfort))

    return _asked([(cell, asked(cell)) for cell in cells], [_FLOOR] * len(aligns), chosen.size)


def _most(
    cells: Sequence[Words], aligns: Sequence[Align], least: Sequence[float], chosen: _Try
) -> tuple[list[float], list[float]]:
    """What the columns would fill, in points: with the lines of words, and with the lines above figures as well."""
    inner = [(cell, _line(cell)) for cell in cells if cell.colspan < len(aligns)]
    words = [(cell, line) for cell, line in inner if aligns[cell.column] == "left" or not cell.header]
    floor = [(each - PADDING) / chosen.size / _SLACK for each in least]
    return _asked(words, floor, chosen.size), _asked(inner, floor, chosen.size)


def _asked(cells: Sequence[tuple[Words, float]], floor: Sequence[float], size: float) -> list[float]:
    """The width of each column in points, where each cell asks so many ems; what spans is shared by its columns."""
    ems = list(floor)
    for cell, asked in sorted(cells, key=lambda pair: pair[0].colspan):
        over = range(cell.column, cell.column + cell.colspan)
        short = (asked - sum(ems[column] for column in over)) / cell.colspan
        for column in over if short > 0 else ():
            ems[column] += short
    return [em * size * _SLACK + PADDING for em in ems]


def _line(cell: Words) -> float:
    """The longest line of a cell, in ems."""
    return min(_LINE, max(_width(line, cell) for line in cell.text.split("\n"))) + _beside(cell)


def _word(cell: Words, cut: float | None) -> float:
    """The longest word of a cell, in ems; no more than `cut` where it may be hyphenated."""
    longest = max((_width(word, cell) for word in cell.text.split()), default=0.0)
    return (longest if cut is None else min(longest, cut)) + _beside(cell)


def _width(text: str, cell: Words) -> float:
    return width_of(text, bold=cell.bold or cell.header or cell.status)


def _beside(cell: Words) -> float:
    return _SIGN * cell.status + _INDENT * cell.lists


def _shared(least: Sequence[float], words: Sequence[float], lines: Sequence[float], width: float) -> list[float]:
    spare = width - sum(least)
    if spare < 0:
        # Nothing fits: every column gives in proportion, and words are broken.
        return [low * width / sum(least) for low in least]
    for low, high in ((least, words), (words, lines)):
        wants = [much - little for much, little in zip(high, low, strict=True)]
        if sum(wants) > (rest := width - sum(low)):
            return [little + want * rest / sum(wants) for little, want in zip(low, wants, strict=True)]
    return [line * width / sum(lines) for line in lines]

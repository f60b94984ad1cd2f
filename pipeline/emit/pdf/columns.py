"""How wide the columns of a table are, how they align, and whether the table must turn on its side.

As browsers do it (CSS 2.2, 17.5.2.2): each column has a least width, its longest word, and a most, its longest line;
what is left over is shared in proportion to what the columns still want. Widths are estimates: Typst breaks the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from pipeline.emit.pdf.page import Align, Column

PORTRAIT: Final = 442.0
LANDSCAPE: Final = 728.0
PADDING: Final = 12.0
"""Left and right of a cell's text together; the template has the same."""

# Normal, then smaller, then on its side, then smallest; 7 points is the least that reads well on paper.
_SETTINGS: Final = ((PORTRAIT, 9.5), (PORTRAIT, 8.5), (LANDSCAPE, 9.0), (LANDSCAPE, 8.0), (LANDSCAPE, 7.0))

_EM: Final = 0.52
"""The mean width of a character of Source Sans 3 in tables, in ems, with some room for capitals and bold."""

_BOLD: Final = 1.15
"""Headers and statuses are bold, and their words short: the mean of few characters strays further."""

_SIGN: Final = 3.0
"""The sign before a status, in characters."""

_WORD: Final = 14
"""A longer word is hyphenated, so it asks no more than this many characters."""

_STATUS: Final = 16
"""A status of a few words (`Aandacht nodig`) stays in one line up to this many characters."""

_LINE: Final = 90
"""A longer text is broken over lines, so it asks no more than this many characters."""

_FIGURE: Final = re.compile(
    r"(?:[-+−–±]?\s*(?:€|EUR)?\s*[-+−–]?\s*\(?\d[\d.,\s\u00a0\u202f']*\)?\s*(?:%|€|‰|fte|m²|km)?|p\.?m\.?|n\.?v\.?t\.?|[-–—])",
    re.IGNORECASE,
)


class Words(msgspec.Struct, frozen=True):
    """What one cell asks of its column: its text, what it is, and where it stands."""

    text: str
    column: int
    colspan: int
    header: bool
    number: bool
    status: bool = False


class Plan(msgspec.Struct, frozen=True):
    """The columns, the size of the text, whether the page turns, and whether each column has what it needs."""

    columns: tuple[Column, ...]
    size: float
    landscape: bool
    fits: bool


def plan(cells: Sequence[Words], count: int, room: float | None) -> Plan:
    """Plan a table of `count` columns: as wide as the page, or as `room` where it stands inside something else."""
    aligns = _aligns(cells, count)
    least, most = _wanted(cells, count, aligns)
    settings = _SETTINGS if room is None else ((room, 9.5), (room, 8.5), (room, 7.0))
    for width, size in settings:
        if _needed(least, size) <= width:
            break
    return Plan(
        columns=tuple(
            Column(width=share, align=align)
            for share, align in zip(_shared(least, most, width, size), aligns, strict=True)
        ),
        size=size,
        landscape=room is None and width == LANDSCAPE,
        fits=_needed(least, size) <= width,
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


def _wanted(cells: Iterable[Words], count: int, aligns: Sequence[Align]) -> tuple[list[float], list[float]]:
    """The least and the most characters of each column."""
    least, most = [2.0] * count, [2.0] * count
    for cell in cells:
        lines = cell.text.split("\n")
        line = min(_LINE, max(map(len, lines)))
        figure = aligns[cell.column] == "right" and not cell.header
        word = float(line if figure else min(_WORD, max((len(word) for word in cell.text.split()), default=0)))
        if cell.header or cell.status:
            word *= _BOLD
        if cell.status:
            word = _SIGN + max(word, min(line, _STATUS) * _BOLD)
        for column in range(cell.column, cell.column + cell.colspan):
            least[column] = max(least[column], word / cell.colspan)
            most[column] = max(most[column], line / cell.colspan)
    return least, most


def _needed(least: Iterable[float], size: float) -> float:
    return sum(chars * size * _EM + PADDING for chars in least)


def _shared(least: Sequence[float], most: Sequence[float], width: float, size: float) -> list[float]:
    lows = [chars * size * _EM + PADDING for chars in least]
    highs = [chars * size * _EM + PADDING for chars in most]
    spare = width - sum(lows)
    if spare < 0:
        # Nothing fits: every column gives in proportion, and words are broken.
        return [round(low * width / sum(lows), 1) for low in lows]
    wants = [high - low for high, low in zip(highs, lows, strict=True)]
    if sum(wants) > spare:
        return [round(low + want * spare / sum(wants), 1) for low, want in zip(lows, wants, strict=True)]
    rest = width - sum(highs)
    return [round(high + rest * high / sum(highs), 1) for high in highs]

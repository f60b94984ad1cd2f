"""A table of figures as it is meant: what heads each column, in one or more rows, and the rows below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.blocks.grid import Line, lines
from pipeline.content import Cell, Paragraph, Row, Table, content_text, is_empty, without_bold
from pipeline.terms import YEAR

_HEADER_ROWS: Final = 3


class Sheet(msgspec.Struct, frozen=True):
    """A table of which the header is known.

    `heads` holds for each column what heads it, from top to bottom: a cell over several columns counts for each.
    """

    table: Table
    heads: tuple[tuple[str, ...], ...]
    body: tuple[Line, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.heads)

    def label(self, column: int) -> str:
        """What heads a column, in one line."""
        return " ".join(self.heads[column])


def sheet(table: Table, is_figure: Callable[[str], bool], is_head: Callable[[str], bool]) -> Sheet | None:
    """A table with its header; None where nothing heads its columns. What it makes of header cells it shows as such.

    `is_figure` tells what stands in the body, `is_head` what is known to head a column.
    """
    grid = lines(table)
    count = _header_rows(table, grid, is_figure, is_head)
    if not count or count >= len(grid):
        return None
    rows = tuple(
        Row(tuple(_header_cell(cell) for cell in row.cells)) if table.header_rows <= number < count else row
        for number, row in enumerate(table.rows)
    )
    headed = [_spread(line, is_last=number == count) for number, line in enumerate(grid[:count], 1)]
    heads = tuple(_folded(column) for column in zip(*headed, strict=True))
    made = replace(table, rows=rows, header_rows=count)
    body = grid[count:] if rows == table.rows else lines(made)[count:]
    return Sheet(made, heads, tuple(line for line in body if not line.is_blank))


def _header_rows(
    table: Table, grid: Sequence[Line], is_figure: Callable[[str], bool], is_head: Callable[[str], bool]
) -> int:
    """How many rows head the columns: those that are marked, and those at the top in which no figure stands but years.

    One in which nothing stands beside its first cell is none; one below another must have years or known heads.
    """
    count = table.header_rows
    above = 1 if not count and len(grid) > 2 and not any(grid[0].texts[1:]) else 0  # a title, in a cell of its own
    for line in grid[count + above : _HEADER_ROWS]:
        beside = [text for text in line.texts[1:] if text]
        if not beside or line.is_group or any(is_figure(text) and not YEAR.fullmatch(text) for text in beside):
            break
        if count and not all(YEAR.search(text) or is_head(text) for text in beside):
            break
        count += 1
    return count + above if count else 0


def _spread(line: Line, *, is_last: bool) -> list[str]:
    """What a row says above each column; nothing where a cell of the row above reaches down.

    An empty cell is one with its left neighbour, as it would be had the author merged them: not so in the last row.
    """
    said: list[str] = []
    reach, text = 0, ""
    for column, cell in enumerate(line.cells):
        own = " ".join(content_text(cell.content).split())
        if reach:
            reach -= 1
        elif own or is_last or column < 2:
            text, reach = own, cell.colspan - 1
        said.append("" if column in line.continued else text)
    return said


def _folded(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text for number, text in enumerate(texts) if text and text not in texts[:number])


def _header_cell(cell: Cell) -> Cell:
    content = tuple(without_bold(node) if isinstance(node, Paragraph) else node for node in cell.content)
    return cell if is_empty(cell.content) else replace(cell, role="header", content=content)


def with_role(table: Table, roles: Callable[[int, int, Cell], Cell]) -> Table:
    """A table in which each cell of the body is what `roles` makes of it, given its row and column, both from 0."""
    grid = lines(table)
    rows = list(table.rows[: table.header_rows])
    for number in range(table.header_rows, len(table.rows)):
        starts = _starts(grid[number])
        cells = table.rows[number].cells
        made = [roles(number, column, cell) for column, cell in zip(starts, cells, strict=False)]
        rows.append(Row((*made, *cells[len(made) :])))
    return replace(table, rows=tuple(rows))


def _starts(line: Line) -> list[int]:
    """The columns in which the row's own cells begin."""
    starts: list[int] = []
    column = 0
    while column < len(line.cells):
        if column in line.continued:
            column += 1
            continue
        starts.append(column)
        column += line.cells[column].colspan
    return starts

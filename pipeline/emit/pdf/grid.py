"""Tables whose rows fill their grid: what HTML's table algorithm leaves open or lets overlap is cut or filled here.

Typst places cells one after another: a short row silently pulls the next one up, and a span that leaves the grid stops
the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from pipeline.content import Cell, Row, Table

WIDEST: Final = 120
"""More columns than this are a mistake (a colspan of thousands): what stands further is moved to the last one."""


class Grid(msgspec.Struct, frozen=True):
    """A table of `columns` columns in which each row is exactly filled; `mended` where the source's was not."""

    rows: tuple[tuple[Placed, ...], ...]
    header_rows: int
    columns: int
    mended: bool


class Placed(msgspec.Struct, frozen=True):
    """A cell and the column that it starts in. Its spans stay inside the grid, its header and its neighbours."""

    cell: Cell
    column: int


def grid(table: Table) -> Grid:
    """Lay a table out. Rows that hold nothing, not even a span from above, are left out."""
    rows = _within_width(table.rows)
    header_rows = max(0, min(table.header_rows, len(rows)))
    width = _width(rows)
    laid: list[tuple[Placed, ...]] = []
    covered: dict[tuple[int, int], bool] = {}
    mended = rows != table.rows
    for number, row in enumerate(rows):
        floor = header_rows if number < header_rows else len(rows)
        placed, flawed = _row(row, number, floor, width, covered)
        laid.append(placed)
        mended |= flawed
    return Grid(tuple(laid), header_rows, width, mended)


def parts(laid: Grid, most: int) -> tuple[Grid, ...]:
    """Cut a table that is too wide into tables of at most `most` columns, each with the first column again."""
    if laid.columns <= most:
        return (laid,)
    count = -(-(laid.columns - 1) // (most - 1))
    step = -(-(laid.columns - 1) // count)
    return tuple(_part(laid, first, min(first + step, laid.columns)) for first in range(1, laid.columns, step))


def _part(laid: Grid, first: int, last: int) -> Grid:
    rows = tuple(
        tuple(piece for at in row for piece in _pieces(at, first, last, header=number < laid.header_rows))
        for number, row in enumerate(laid.rows)
    )
    return Grid(rows, laid.header_rows, last - first + 1, laid.mended)


def _pieces(at: Placed, first: int, last: int, *, header: bool) -> Iterator[Placed]:
    """What of a cell stands in the first column, and what from `first` up to `last`."""
    if at.column == 0:
        yield Placed(msgspec.structs.replace(at.cell, colspan=1), 0)
    low, high = max(at.column, first), min(at.column + at.cell.colspan, last)
    if low >= high:
        return
    # The words of a cell that is cut stand in its first piece; a heading over columns stands over all of them.
    words = at.cell.content if low == at.column or (header and at.column) else ()
    yield Placed(msgspec.structs.replace(at.cell, colspan=high - low, content=words), low - first + 1)


def _row(
    row: Row, number: int, floor: int, width: int, covered: dict[tuple[int, int], bool]
) -> tuple[tuple[Placed, ...], bool]:
    placed: list[Placed] = []
    flawed = False
    column = 0
    for cell in row.cells:
        while covered.get((number, column)):
            column += 1
        room = 1
        while room < cell.colspan and column + room < width and not covered.get((number, column + room)):
            room += 1
        colspan, rowspan = max(1, min(cell.colspan, room)), max(1, min(cell.rowspan, floor - number))
        flawed |= (colspan, rowspan) != (cell.colspan, cell.rowspan)
        placed.append(Placed(msgspec.structs.replace(cell, colspan=colspan, rowspan=rowspan), column))
        for down in range(rowspan):
            for right in range(colspan):
                covered[number + down, column + right] = True
        column += colspan
    for free in range(width):
        if not covered.get((number, free)):
            placed.append(Placed(Cell(()), free))
            flawed = True
    return tuple(sorted(placed, key=lambda at: at.column)), flawed


def _width(rows: tuple[Row, ...]) -> int:
    """The columns that the cells need, spans from above counted, when each stands at the first free place."""
    until: dict[int, int] = {}
    width = 1
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while until.get(column, 0) > number:
                column += 1
            # A colspan that runs into a span from above is cut there, as `_row` does.
            wide = 1
            while wide < cell.colspan and until.get(column + wide, 0) <= number:
                wide += 1
            for covered in range(column, column + wide):
                until[covered] = number + max(1, cell.rowspan)
            column += wide
            width = max(width, column)
    return width


def _within_width(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows; where the table is wider than any page, cells beyond the last column join its content."""
    if _width(rows) <= WIDEST:
        return rows
    return tuple(_narrowed(row) for row in rows)


def _narrowed(row: Row) -> Row:
    kept = tuple(msgspec.structs.replace(cell, colspan=1, rowspan=1) for cell in row.cells[:WIDEST])
    rest = tuple(node for cell in row.cells[WIDEST:] for node in cell.content)
    if not rest:
        return Row(kept)
    last = kept[-1]
    return Row((*kept[:-1], msgspec.structs.replace(last, content=(*last.content, *rest))))

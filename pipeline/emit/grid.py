"""The grid of a table: where each cell stands, so that no cell overlaps another and no row is short."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pipeline.content import Cell, Row, Table, is_empty

# What a browser makes of larger ones (HTML, 4.9.11).
_MOST_COLUMNS = 1000


class Placed(msgspec.Struct, frozen=True):
    """A cell, its first column (from 0), and how far it reaches."""

    cell: Cell
    column: int
    colspan: int = 1
    rowspan: int = 1


class Grid(msgspec.Struct, frozen=True):
    """Rows of cells that fill `width` columns exactly; `mended` where the table did not."""

    rows: tuple[tuple[Placed, ...], ...]
    width: int
    mended: bool

    def is_group(self, cells: Sequence[Placed]) -> bool:
        """Whether a row of the body only heads the rows below it: one cell, or one with empty ones beside it."""
        first, *others = cells or (None,)
        return (
            first is not None
            and 1 < sum(placed.colspan for placed in cells) == self.width
            and all(placed.rowspan == 1 and placed.cell.role == "row-header" for placed in cells)
            and not is_empty(first.cell.content)
            and all(is_empty(placed.cell.content) for placed in others)
        )


def grid(table: Table) -> Grid:
    """Place the cells as a browser does, cut spans where they would overlap or leave their part, fill the gaps."""
    mended = False
    taken: list[dict[int, Placed]] = [{} for _ in table.rows]
    for number, row in enumerate(table.rows):
        # A span that leaves the header would reach into another `thead` or `tbody`, where it ends in a browser.
        end = table.header_rows if number < table.header_rows else len(table.rows)
        mended |= _place(row, number, min(end, len(table.rows)), taken)
    width = max((max(row) + 1 for row in taken if row), default=0)
    rows = []
    for number, columns in enumerate(taken):
        mended |= len(columns) < width
        rows.append(tuple(_row(columns, taken[number - 1] if number else {}, width)))
    return Grid(rows=tuple(rows), width=width, mended=mended)


def _place(row: Row, number: int, end: int, taken: Sequence[dict[int, Placed]]) -> bool:
    """Place the cells of a row; returns whether a span was cut."""
    cut = False
    column = 0
    for cell in row.cells:
        while column in taken[number]:
            column += 1
        colspan = 1
        while colspan < min(cell.colspan, _MOST_COLUMNS) and column + colspan not in taken[number]:
            colspan += 1
        rowspan = max(1, min(cell.rowspan, end - number))
        cut |= (colspan, rowspan) != (cell.colspan, cell.rowspan)
        placed = Placed(cell, column, colspan, rowspan)
        for covered in taken[number : number + rowspan]:
            covered.update(dict.fromkeys(range(column, column + colspan), placed))
        column += colspan
    return cut


def _row(columns: dict[int, Placed], above: dict[int, Placed], width: int) -> list[Placed]:
    """The cells that begin in this row, and an empty one wherever there is none."""
    cells = []
    for column in range(width):
        placed = columns.get(column)
        if placed is None:
            cells.append(Placed(Cell(()), column))
        elif placed.column == column and placed is not above.get(column):
            cells.append(placed)
    return cells

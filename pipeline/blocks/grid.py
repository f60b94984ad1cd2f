"""A table as a grid: every place filled, so that a semantic table can be read row by row."""

from __future__ import annotations

from functools import cached_property

import msgspec

from pipeline.content import Cell, Table, content_text, is_blank, is_empty, paragraph
from pipeline.source import ShownCell


class Line(msgspec.Struct, frozen=True, dict=True):
    """A row of the grid, a cell a column.

    `number` is that of the row in the table, from 1; `continued` the columns whose cell is one with that of the row
    above; `is_group` tells that the row is one cell across all columns.
    """

    number: int
    cells: tuple[Cell, ...]
    continued: frozenset[int] = frozenset()
    is_group: bool = False

    @cached_property
    def texts(self) -> list[str]:
        """The words of each cell, white space folded."""
        return [" ".join(content_text(cell.content).split()) for cell in self.cells]

    @property
    def is_blank(self) -> bool:
        """Whether nothing of the row's own can be seen."""
        return all(is_empty(cell.content) for at, cell in enumerate(self.cells) if at not in self.continued)

    def fills_beside(self, column: int) -> frozenset[str]:
        """The fills of the row's cells with prose: one that they share with this cell is that of a band of rows."""
        others = (cell for at, cell in enumerate(self.cells) if at != column and len(cell_text(cell).split()) > 1)
        return frozenset(cell.shown.fill for cell in others if isinstance(cell, ShownCell)) - {""}


def cell_text(cell: Cell) -> str:
    """The words of a cell, a line a paragraph; empty where nothing of it can be seen."""
    text = content_text(cell.content)
    return "" if is_blank(text) else text.strip()


def is_rich(cell: Cell) -> bool:
    """Whether a cell holds more than one plain paragraph."""
    return cell.content not in ((), (paragraph(cell_text(cell)),))


def lines(table: Table) -> list[Line]:
    """The rows of a table: a cell that spans rows stands in each of them, what it covers to its right is empty."""
    result: list[Line] = []
    above: dict[int, tuple[int, Cell]] = {}  # by column: how many rows more a cell reaches down, and the cell
    width = sum(cell.colspan for cell in table.rows[0].cells) if table.rows else 0
    for number, row in enumerate(table.rows, 1):
        waiting = list(row.cells)
        cells: list[Cell] = []
        continued: set[int] = set()
        while len(cells) < width and (waiting or len(cells) in above):
            column = len(cells)
            if column in above:
                left, cell = above.pop(column)
                if left > 1:
                    above[column] = (left - 1, cell)
                continued.add(column)
                cells.append(cell)
                continue
            cell = waiting.pop(0)
            covered = [cell, *(Cell(()) for _ in range(min(cell.colspan, width - column) - 1))]
            if cell.rowspan > 1:
                above.update({column + at: (cell.rowspan - 1, part) for at, part in enumerate(covered)})
            cells.extend(covered)
        cells.extend(Cell(()) for _ in range(width - len(cells)))
        is_group = len(row.cells) == 1 and row.cells[0].colspan >= width > 1 and not continued
        result.append(Line(number, tuple(cells), frozenset(continued), is_group))
    return result

"""Tables: rows of cells that say where their right edges stand, to a grid with spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from pipeline.content import Cell, Role, Row, Table
from pipeline.source import Piece, gather

# Edges nearer than this (twentieths of a point) are one: programs round.
_SAME: Final = 15
_STEP: Final = 1_000


class Edge(msgspec.Struct, frozen=True):
    """The right edge of a cell in twips, and whether it is merged with the one before it or above it."""

    at: int
    joins_left: bool = False
    joins_up: bool = False


class Definition(msgspec.Struct):
    r"""What a row is to be (`\trowd`): it holds for all rows until the next."""

    edges: list[Edge] = []
    is_header: bool = False
    joins_left: bool = False
    joins_up: bool = False

    def word(self, name: str, number: int | None) -> None:
        """Take in a word of a definition."""
        if name == "trowd":
            self.edges, self.is_header, self.joins_left, self.joins_up = [], False, False, False
        elif name == "trhdr":
            self.is_header = True
        elif name == "clmrg":
            self.joins_left = True
        elif name == "clvmrg":
            self.joins_up = True
        elif name == "cellx" and number is not None:
            self.edges.append(Edge(number, self.joins_left, self.joins_up))
            self.joins_left = self.joins_up = False


class OpenRow(msgspec.Struct, frozen=True):
    """A row that has ended."""

    cells: tuple[tuple[Piece, ...], ...]
    edges: tuple[Edge, ...]
    is_header: bool


class OpenTable(msgspec.Struct):
    """A table under way: the rows, the cells of the next, and what stands in the last of these so far."""

    rows: list[OpenRow] = []
    cells: list[tuple[Piece, ...]] = []
    inside: list[Piece] = []
    anchors: tuple[str, ...] = ()

    def end_cell(self) -> None:
        """A cell ends. Links to what stands in it lead to the table."""
        self.anchors += tuple(name for piece in self.inside for name in piece.anchors)
        self.cells.append(tuple(self.inside))
        self.inside.clear()

    def end_row(self, definition: Definition) -> None:
        """A row ends."""
        if self.inside:
            self.end_cell()
        if self.cells:
            edges = _as_many(definition.edges, len(self.cells))
            self.rows.append(OpenRow(tuple(self.cells), edges, definition.is_header))
            self.cells.clear()


def _as_many(edges: Sequence[Edge], count: int) -> tuple[Edge, ...]:
    """As many edges as there are cells."""
    last = edges[-1].at if edges else 0
    more = (Edge(last + _STEP * (number + 1)) for number in range(count - len(edges)))
    return (*edges[:count], *more)


class _Slot(msgspec.Struct, eq=False):
    """A cell under way."""

    pieces: list[Piece]
    colspan: int
    rowspan: int = 1

    def close(self, *, is_header: bool) -> Cell:
        """The cell."""
        role: Role = "header" if is_header else "data"
        return Cell(gather(self.pieces), colspan=self.colspan, rowspan=self.rowspan, role=role)


def to_table(rows: Sequence[OpenRow], most: int) -> Table:
    """The table of rows, of at most `most` columns. What stands in a merged cell goes to the one it is merged with."""
    columns = _columns((edge.at for row in rows for edge in row.edges), most)
    header = next((at for at, row in enumerate(rows) if not row.is_header), len(rows))
    above: dict[int, _Slot] = {}
    lines: list[list[_Slot]] = []
    for row in rows:
        line, above = _line(row, columns, above)
        lines.append(line)
    return Table(
        tuple(Row(tuple(slot.close(is_header=at < header) for slot in line)) for at, line in enumerate(lines)),
        header_rows=header,
    )


def _columns(edges: Iterable[int], most: int) -> dict[int, int]:
    """How many columns end at an edge or before it."""
    order = sorted(set(edges))
    columns: dict[int, int] = {}
    count = 0
    for before, edge in pairwise((-_SAME - 1, *order) if order else ()):
        count = min(count + (edge - before > _SAME), most)
        columns[edge] = max(count, 1)
    return columns


def _line(row: OpenRow, columns: dict[int, int], above: dict[int, _Slot]) -> tuple[list[_Slot], dict[int, _Slot]]:
    """The cells that begin in a row, and all that stand in it by the column that they begin at."""
    begun: list[_Slot] = []
    there: dict[int, _Slot] = {}
    last: _Slot | None = None
    column = 0
    for pieces, edge in zip(row.cells, row.edges, strict=True):
        end = max(columns[edge.at], column + 1)
        if edge.joins_left and last is not None:
            last.pieces.extend(pieces)
            if last in begun:
                last.colspan += end - column
        elif edge.joins_up and (upper := above.get(column)) is not None:
            last = upper
            last.pieces.extend(pieces)
            last.rowspan += 1
            there[column] = last
        else:
            last = _Slot(list(pieces), end - column)
            begun.append(last)
            there[column] = last
        column = end
    return begun, there

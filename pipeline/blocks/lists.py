"""Several actions in the cells of one row: a list in each cell, an item an action."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.blocks.columns import Column
from pipeline.blocks.grid import Line
from pipeline.content import Cell, Item, ItemList, is_empty

_SHARED = frozenset({"objective"})
"""Columns of which one cell counts for all that stands beside it."""


def split_lists(line: Line, columns: Sequence[Column]) -> tuple[Line, ...]:
    """The rows that a row is.

    Where the description is a list and nothing else, and every other cell is empty or a list of the same length, each
    item is an action of its own; a cell that names the objective counts for all of them. Else it is one action.
    """
    keys = [column.key for column in columns]
    described = _items(line.cells[keys.index("description")])
    if len(described) < 2 or line.continued or any(cell.rowspan > 1 for cell in line.cells):
        return (line,)
    parts: list[tuple[Cell, ...]] = []
    shared: set[int] = set()
    for at, (key, cell) in enumerate(zip(keys, line.cells, strict=True)):
        items = _items(cell)
        if len(items) == len(described):
            parts.append(tuple(_cell(item, ordered=_is_ordered(cell)) for item in items))
        elif is_empty(cell.content):
            parts.append((cell,) * len(described))
        elif key in _SHARED:
            shared.add(at)
            parts.append((cell,) * len(described))
        else:
            return (line,)
    return tuple(
        Line(line.number, cells, frozenset(shared) if number else frozenset())
        for number, cells in enumerate(zip(*parts, strict=True))
    )


def _items(cell: Cell) -> tuple[Item, ...]:
    """The items of a cell that is one list."""
    match cell.content:
        case (ItemList(items=items),):
            return items
        case _:
            return ()


def _is_ordered(cell: Cell) -> bool:
    return any(isinstance(node, ItemList) and node.ordered for node in cell.content)


def _cell(item: Item, *, ordered: bool) -> Cell:
    """An item as a cell: its number stays with it, a bullet is no word."""
    return Cell((ItemList((item,), ordered),)) if item.label else Cell(item.content)

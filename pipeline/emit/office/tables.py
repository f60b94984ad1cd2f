"""Tables: a header, columns as wide as their words ask, numbers to the right, never a ragged row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from pipeline.content import Cell, Content, Table, content_text
from pipeline.diagnostics import Code, quote
from pipeline.emit.context import Context
from pipeline.emit.grid import Grid, Placed, grid
from pipeline.emit.office.ast import NONE, Element, caption, element, named
from pipeline.emit.office.lines import Lines

# In characters: what fits the page in a line, what a cell has beside its text, and what a column asks for at most.
_LINE: Final = 85
_PADDING: Final = 3
_BROADEST: Final = 60

Blocks = Callable[[Iterable[Content], Context], list[Element]]


def table(node: Table, context: Context, lines: Lines, blocks: Blocks, *, plain: bool) -> Iterable[Element]:
    """A table; a paragraph of its caption where it has no cell. `blocks` makes the content of a cell.

    A `plain` one has no headers of rows, no widths, and no cell that is aligned unlike its column: Markdown would draw
    such a table with signs that no other program reads.
    """
    title = lines(node.caption, context)
    layout = grid(node)
    if not layout.width:
        return [element("Para", title)] if title else []
    if layout.mended:
        context.mended(Code.TABLE_MENDED, quote(content_text((node,))))
    rows = [_row(cells, context, blocks, plain=plain) for cells in layout.rows]
    body: tuple[object, ...] = (NONE, 0 if plain else _row_headers(node, layout), [], rows[node.header_rows :])
    head, foot = (NONE, rows[: node.header_rows]), (NONE, list[object]())
    return [element("Table", NONE, caption(title), _columns(layout, plain=plain), head, [body], foot)]


def _columns(layout: Grid, *, plain: bool) -> list[tuple[Element, Element]]:
    """Columns as wide as their longest line if all fit, else as their longest word, and the rest shared out."""
    align = element("AlignDefault")
    if plain:
        return [(align, element("ColWidthDefault"))] * layout.width
    least, wished = [1] * layout.width, [1] * layout.width
    for placed in (placed for row in layout.rows for placed in row if placed.colspan == 1):
        text = content_text(placed.cell.content)
        least[placed.column] = max(least[placed.column], *map(len, text.split()), 1)
        wished[placed.column] = max(wished[placed.column], *map(len, text.split("\n")))
    least = [min(length, _BROADEST) + _PADDING for length in least]
    wished = [min(length, _BROADEST) + _PADDING for length in wished]
    room = max(_LINE - sum(least), 0)
    extra = [max(wish - few, 0) for wish, few in zip(wished, least, strict=True)]
    widths = [few + min(more, room * more / max(sum(extra), 1)) for few, more in zip(least, extra, strict=True)]
    return [(align, element("ColWidth", round(width / sum(widths), 4))) for width in widths]


def _row(cells: Sequence[Placed], context: Context, blocks: Blocks, *, plain: bool) -> tuple[object, ...]:
    return (NONE, [_cell(placed, context, blocks, plain=plain) for placed in cells])


def _cell(placed: Placed, context: Context, blocks: Blocks, *, plain: bool) -> tuple[object, ...]:
    cell = placed.cell
    align = "AlignRight" if cell.role == "number" and not plain else "AlignDefault"
    return (NONE, element(align), placed.rowspan, placed.colspan, _content(cell, context, blocks))


def _content(cell: Cell, context: Context, blocks: Blocks) -> list[Element]:
    made = blocks(cell.content, context)
    if len(made) == 1 and made[0]["t"] == "Para":
        made = [element("Plain", made[0]["c"])]
    return [element("Div", named(cell.ref), made)] if cell.ref in context.targets and made else made


def _row_headers(node: Table, layout: Grid) -> int:
    """How many of the first columns hold nothing but headers of their rows: pandoc cuts what spans out of them."""
    count = 0
    while count < layout.width and all(
        placed.cell.role in {"row-header", "header"} and placed.colspan == 1
        for row in layout.rows[node.header_rows :]
        for placed in row
        if placed.column == count
    ):
        count += 1
    return count if count < layout.width else 0

"""Tables (ECMA-376-1, 17.4), in one pass: what spans rows is tracked by its column in the grid.

Not `row.cells` of python-docx: it walks up a merged column at each call (2,000 rows end in a RecursionError).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from pipeline.content import Cell, Content, Row, Table, clean
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.look import look
from pipeline.ingest.word.names import CELL, REMOVED, ROW, VAL, Element, flattened, is_on, number, value, w
from pipeline.source import Shown, ShownCell

ReadCell = Callable[[Element], tuple[Content, ...]]
"""The content of a `tc`."""

_ROWS: Final = frozenset((ROW,))
_CELLS: Final = frozenset((CELL,))


class _Slot(msgspec.Struct):
    """A cell under way."""

    content: tuple[Content, ...]
    column: int
    colspan: int
    rowspan: int = 1
    shown: Shown | None = None

    def close(self) -> Cell:
        if self.shown is None:
            return Cell(content=self.content, colspan=self.colspan, rowspan=self.rowspan)
        return ShownCell(content=self.content, colspan=self.colspan, rowspan=self.rowspan, shown=self.shown)


class _Merge(msgspec.Struct, frozen=True):
    """How a cell is merged: with the one above (`vMerge`) or the one before it (`hMerge`)."""

    starts: bool = False
    goes_on: bool = False
    joins_left: bool = False


def read_table(part: Part, table: Element, read_cell: ReadCell) -> Table | None:
    """The table; None where all its rows are deleted or hidden."""
    rows: list[list[_Slot]] = []
    above: dict[int, _Slot] = {}
    header_rows = 0
    _quote_description(part, table)
    for count, (element, removed) in enumerate(flattened(table, _ROWS, part.chosen), start=1):
        properties = element.find(w("trPr"))
        part.row, part.column = count, 0
        if removed or (properties is not None and any(mark.tag in REMOVED for mark in properties)):
            part.leave_out(element, Code.DELETED_TEXT)
        elif properties is not None and is_on(properties.find(w("hidden"))):
            part.leave_out(element, Code.HIDDEN_TEXT)
        else:
            if header_rows == len(rows) and properties is not None and is_on(properties.find(w("tblHeader"))):
                header_rows += 1
            rows.append(_read_row(part, element, number(value(properties, "gridBefore")), above, read_cell))
    if not any(rows):
        return None
    return Table(rows=tuple(Row(tuple(slot.close() for slot in row)) for row in rows), header_rows=header_rows)


def _quote_description(part: Part, table: Element) -> None:
    """Tell what a table says of itself to those who do not see it (17.4.58, 17.4.59): Word shows it nowhere."""
    properties = table.find(w("tblPr"))
    for name in ("tblCaption", "tblDescription"):
        text = " ".join(clean(value(properties, name) or "").split())
        if text:
            part.context.report(flaw(Code.DESCRIPTION_LEFT_OUT, part.place(text), text))


def _read_row(part: Part, row: Element, before: int, above: dict[int, _Slot], read_cell: ReadCell) -> list[_Slot]:
    """The cells that begin in this row; `above` holds, by column, the merged cells that may go on, and is kept up."""
    slots: list[_Slot] = []
    column = _span(part, before) if before > 0 else 0
    if column:
        # A row that begins further on (17.4.15).
        slots.append(_Slot((), 0, column))
        _forget(above, 0, column)
    for element, removed in flattened(row, _CELLS, part.chosen):
        properties = element.find(w("tcPr"))
        if removed or (properties is not None and properties.find(w("cellDel")) is not None):
            part.leave_out(element, Code.DELETED_TEXT)
            continue
        span = _span(part, number(value(properties, "gridSpan"), 1))
        merge = _merge(properties)
        part.column = column + 1
        # What stands in a cell that is merged away is kept in the file and shown nowhere.
        if merge.joins_left and slots:
            slots[-1].colspan += span
            part.leave_out(element, Code.HIDDEN_TEXT)
        elif merge.goes_on and column in above:
            above[column].rowspan += 1
            part.leave_out(element, Code.HIDDEN_TEXT)
        else:
            _forget(above, column, span)
            content = read_cell(element)
            slot = _Slot(content, column, span, shown=look(element, content))
            slots.append(slot)
            if merge.starts or merge.goes_on:
                above[column] = slot
        column += span
    for beyond in [start for start in above if start >= column]:
        del above[beyond]
    return slots


def _merge(properties: Element | None) -> _Merge:
    if properties is None:
        return _Merge()
    vertical, horizontal = properties.find(w("vMerge")), properties.find(w("hMerge"))
    # Without a value the cell continues the one above (17.4.85) or the one before (17.4.22).
    return _Merge(
        starts=vertical is not None and vertical.get(VAL) == "restart",
        goes_on=vertical is not None and vertical.get(VAL) != "restart",
        joins_left=horizontal is not None and horizontal.get(VAL) != "restart",
    )


def _span(part: Part, columns: int) -> int:
    limit = part.context.limits.columns
    if columns > limit:
        part.context.report(flaw(Code.LIMIT_REACHED, part.place(), what=f"gridSpan {columns}", limit=limit))
    return min(max(columns, 1), limit)


def _forget(above: dict[int, _Slot], column: int, span: int) -> None:
    if above:
        for start in [start for start in above if column <= start < column + span]:
            del above[start]

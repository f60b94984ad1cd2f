"""The tags of tables, finished: who listens to a cell can hear what it is about.

Typst tags as `TH` what stands in a table's own header; other headers can be asked for in its program, not in its
library. So the template gives those a left border of no width, which is drawn nowhere and has a name in the tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count
from typing import Any, Final

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, String

_SCOPES: Final[Mapping[str, Name]] = {"/Dashed": Name.Row, "/Solid": Name.Column}
"""The scope of a header by the name of its left border; the template has the same. Other cells have none there."""

_BORDERS: Final = (Name.BorderStyle, Name.BorderColor, Name.BorderThickness)
_LEFT: Final = 2
"""Borders are named in the order before, after, start, end (ISO 32000-1, 14.8.5.4.2)."""


class _Cell(msgspec.Struct):
    """A `TH` or `TD` with its place in the grid and its attributes: those of the table, and how it looks."""

    element: Any
    table: Any
    layout: Any
    rows: range
    columns: range

    @property
    def is_header(self) -> bool:
        return bool(self.element.S == Name.TH)

    @property
    def scope(self) -> Any:
        return self.table.get(Name.Scope)


def finished(data: bytes) -> bytes:
    """The same PDF, with all headers tagged as such, and with its objects packed (a third of the size).

    Where each column has one header, scopes say all (ISO 32000-1, 14.8.5.7), and the lists of headers go. Where some
    span columns, or stand below one another, each cell has the list of its own.
    """
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        names = _Names(file)
        for element in file.objects:
            if isinstance(element, Dictionary) and element.get(Name.S) == Name.Table:
                _finish(list(_cells(element)), names)
        file.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


class _Names:
    """Gives names to elements, by which a list of headers finds them."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        root = file.Root.StructTreeRoot
        if Name.IDTree not in root:
            root.IDTree = file.make_indirect(Dictionary(Names=Array()))
        self._tree = pikepdf.NameTree(root.IDTree)
        self._numbers = count(1)

    def of(self, element: Any) -> String:
        if Name.ID not in element:
            known = f"header-{next(self._numbers)}"
            element.ID = String(known)
            self._tree[known] = element
        return String(str(element.ID))


def _finish(cells: list[_Cell], names: _Names) -> None:
    typst = [cell for cell in cells if cell.is_header]
    is_plain = all(cell.rows == typst[0].rows and len(cell.columns) == 1 for cell in typst)
    for cell in cells:
        if not cell.is_header and (scope := _marked(cell)):
            cell.element.S = Name.TH
            cell.table.Scope = scope
        _drop(cell.table, Name.Headers)
    if not is_plain:
        _list_headers(cells, names)
    for cell in cells:
        _write(cell)


def _list_headers(cells: list[_Cell], names: _Names) -> None:
    """Tell each cell the headers of its columns, of its group of rows and of its row."""
    width = max(cell.columns.stop for cell in cells)
    of_rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        if cell.scope == Name.Row:
            for row in cell.rows:
                of_rows.setdefault(row, []).append(cell)
    over: list[_Cell] = []
    for cell in cells:
        if cell.scope == Name.Column:
            if len(cell.columns) == width:
                # A title over all columns ends the one before; the first row's, if it is one, is of the whole table.
                over = [each for each in over if len(each.columns) < width or not each.rows.start]
            over.append(cell)
            continue
        heads = [each for each in over if _overlap(each.columns, cell.columns)]
        if cell.scope is None:
            heads += of_rows.get(cell.rows.start, [])
        if heads:
            cell.table.Headers = Array([names.of(each.element) for each in heads])


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _cells(table: Dictionary) -> Iterator[_Cell]:
    """The cells of a table in order; those of tables inside it are not its own."""
    until: dict[int, int] = {}
    for number, row in enumerate(_rows(table)):
        column = 0
        for element in _inside(row):
            while until.get(column, 0) > number:
                column += 1
            own, layout = _attributes(element)
            rows = range(number, number + int(own.get(Name.RowSpan, 1)))
            columns = range(column, column + int(own.get(Name.ColSpan, 1)))
            until.update(dict.fromkeys(columns, rows.stop))
            column = columns.stop
            yield _Cell(element, own, layout, rows, columns)


def _rows(table: Dictionary) -> Iterator[Dictionary]:
    for part in _inside(table):
        if part.S == Name.TR:
            yield part
        elif part.S in (Name.THead, Name.TBody, Name.TFoot):
            yield from _inside(part)


def _inside(element: Dictionary) -> Iterator[Dictionary]:
    inner = element.get(Name.K, ())
    for each in inner if isinstance(inner, Array) else (inner,):
        if isinstance(each, Dictionary) and Name.S in each:
            yield each


def _attributes(cell: Dictionary) -> tuple[Any, Any]:
    given: Any = cell.get(Name.A, ())
    by_owner = {str(each.O): each for each in ((given,) if isinstance(given, Dictionary) else given)}
    table, layout = (by_owner.get(str(owner), Dictionary(O=owner)) for owner in (Name.Table, Name.Layout))
    return table, layout


def _marked(cell: _Cell) -> Name | None:
    style: Any = cell.layout.get(Name.BorderStyle)
    # One name stands for all four sides where they are alike.
    return _SCOPES.get(str(style[_LEFT] if isinstance(style, Array) else style))


def _write(cell: _Cell) -> None:
    """Give a cell its attributes back, without borders: those of a mark are none, and the rest no reader uses."""
    _drop(cell.layout, *_BORDERS)
    told = [each for each in (cell.table, cell.layout) if len(each) > 1]
    if told:
        cell.element.A = Array(told) if len(told) > 1 else told[0]
    else:
        _drop(cell.element, Name.A)


def _drop(given: Any, *names: Name) -> None:
    for name in names:
        if name in given:
            del given[name]

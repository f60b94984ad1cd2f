"""Writes a table of a sample: merged cells, right-aligned amounts, headers, totals and status colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .elements import paragraph, w
from .markup import Row, RowKind, Table, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from .markup import Text

    Runs = Callable[[Text, bool], Iterable[BaseOxmlElement]]

# A4 less the margins of template/word/document.xml, in twentieths of a point.
_PAGE_WIDTH = 9070
_AMOUNT = re.compile(r"(€ )?[-+]?\d{1,3}(\.\d{3})*(,\d+)?( ?%)?|p\.m\.|NB")
_LIGHTS = {"tijd", "geld", "kwaliteit"}
_SHADES = {"Groen": "C6E5C3", "Oranje": "FBD9A5", "Rood": "F3B8B0"}
_GROUP_SHADE = "E3ECEF"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell in its place: its width in twentieths of a point, and what is merged with it."""

    text: str
    kind: RowKind
    width: int
    columns: int
    merge: BaseOxmlElement | None
    alignment: str
    shade: str


def table(source: Table, *, style: str, repeat_header: bool, runs: Runs) -> BaseOxmlElement:
    """Make the table in a style; `runs` makes the content of a cell's paragraph, bold or not."""
    widths = [_PAGE_WIDTH * width // sum(source.widths) for width in source.widths]
    rows = []
    for index, row in enumerate(source.rows):
        properties = [w("cantSplit")]
        if row.kind is RowKind.HEADER and repeat_header:
            properties.append(w("tblHeader"))
        cells = (_cell(cell, runs) for cell in _cells(source, index, widths))
        rows.append(w("tr", w("trPr", *properties), *cells))
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=style),
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w(
                "tblLook",
                val="0420",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=0,
                noVBand=1,
            ),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        *rows,
    )


def _cells(source: Table, index: int, widths: list[int]) -> Iterator[_Cell]:
    row = source.rows[index]
    for column, cell in enumerate(row.cells):
        if cell == "<":
            continue
        columns = _columns(row, column)
        alignment = "right" if _holds_amounts(source, column) else ""
        yield _Cell(
            "" if cell == "^" else cell,
            row.kind,
            sum(widths[column : column + columns]),
            columns,
            _vertical_merge(source, index, column),
            "center" if columns > 1 and row.kind is RowKind.HEADER else alignment,
            _shade(source, row, column),
        )


def _columns(row: Row, column: int) -> int:
    """How many columns the cell covers: itself and each `<` after it."""
    columns = 1
    while column + columns < len(row.cells) and row.cells[column + columns] == "<":
        columns += 1
    return columns


def _vertical_merge(source: Table, index: int, column: int) -> BaseOxmlElement | None:
    if source.rows[index].cells[column] == "^":
        return w("vMerge")
    if index + 1 < len(source.rows) and source.rows[index + 1].cells[column] == "^":
        return w("vMerge", val="restart")
    return None


def _holds_amounts(source: Table, column: int) -> bool:
    cells = [row.cells[column] for row in source.rows if row.kind is not RowKind.HEADER]
    written = [cell for cell in cells if cell not in {"", "<", "^"}]
    return column > 0 and bool(written) and all(_AMOUNT.fullmatch(cell) for cell in written)


def _shade(source: Table, row: Row, column: int) -> str:
    """The fill of a group row, or of a traffic light: only there, for a team may be called Groen too."""
    if row.kind is RowKind.GROUP:
        return _GROUP_SHADE
    if source.rows[0].cells[column] in _LIGHTS:
        return _SHADES.get(row.cells[column], "")
    return ""


def _cell(cell: _Cell, runs: Runs) -> BaseOxmlElement:
    properties = [w("tcW", w=cell.width, type="dxa")]
    if cell.columns > 1:
        properties.append(w("gridSpan", val=cell.columns))
    if cell.merge is not None:
        properties.append(cell.merge)
    if cell.kind is RowKind.TOTAL:
        properties.append(w("tcBorders", w("top", val="single", sz=6, space=0, color="0B4A5E")))
    if cell.shade:
        properties.append(w("shd", val="clear", color="auto", fill=cell.shade))
    alignment = (w("jc", val=cell.alignment),) if cell.alignment else ()
    bold = cell.kind is not RowKind.PLAIN
    paragraphs = [
        paragraph("Tabeltekst", *runs(text(part), bold), properties=alignment) for part in cell.text.split(" // ")
    ]
    return w("tc", w("tcPr", *properties), *paragraphs)

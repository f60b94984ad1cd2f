"""Tables as wide as they are: pandoc counts the cells of the longest row, and drops what spans push further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from msgspec.structs import replace

from pipeline.content import Table, content_text
from pipeline.ingest.odt.names import CELL, Element, P, table
from pipeline.ingest.odt.rebuild import rebuilt
from pipeline.source import Source

# The words of a row that is there for its cells only; private characters, so that no document has them.
_MARK: Final = "\ue0f0\ue0f1\ue0f0"
_ROW: Final = table("table-row")
_SPAN: Final = table("number-columns-spanned")


def widen(body: Element, most: int) -> None:
    """Give each table that needs it a last row of as many cells as it has columns, up to `most`."""
    for element in body.iter(table("table")):
        rows = [list(row.iterchildren(CELL)) for row in element.iter(_ROW)]
        width = min(max((sum(map(_span, row)) for row in rows), default=0), most)
        if width > max(map(len, rows), default=0):
            row = etree.SubElement(element, _ROW)
            for _ in range(width):
                etree.SubElement(etree.SubElement(row, CELL), P)
            for paragraph in row.iter(P):
                paragraph.text = _MARK
                break


def without_added_rows(source: Source) -> Source:
    """The source without these rows."""
    return rebuilt(source, _narrowed)


def _narrowed(value: Any) -> Any:
    if not isinstance(value, Table) or not any(_added(value)):
        return value
    return replace(value, rows=tuple(row for row, added in zip(value.rows, _added(value), strict=True) if not added))


def _added(node: Table) -> Iterator[bool]:
    return (bool(row.cells) and content_text(row.cells[0].content) == _MARK for row in node.rows)


def _span(cell: Element) -> int:
    number = cell.get(_SPAN, "1")
    return max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1

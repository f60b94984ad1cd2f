"""Tables: their grid, their header, the role of each cell (HTML standard, 4.9)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import (
    Cell,
    Figure,
    Inline,
    LineBreak,
    Paragraph,
    Role,
    Row,
    Table,
    content_text,
    merged,
    paragraph,
)
from pipeline.diagnostics import Code
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.look import look
from pipeline.ingest.html.tree import attribute
from pipeline.source import Piece, ShownCell, gather

ReadCell = Callable[[Tag], list[Piece]]
Shown = Callable[[Tag], bool]

_INTEGER: Final = re.compile(r"\s*\+?(\d{1,9})")
_MOST_ROWS: Final = 65_534


class _Line(msgspec.Struct):
    """A row and the rows from it to the end of its group: no cell reaches further (4.9.12.1)."""

    tag: Tag
    cells: list[Tag]
    group: str
    left: int


def read_table(tag: Tag, like: Piece, context: Context, read: ReadCell, shown: Shown) -> list[Piece]:
    """The table as one piece; what in it is no content (navigation) follows. No piece where it has no cell.

    `read` gives the pieces of a cell or caption, `like` the piece's region, style and anchors; `shown` says of a part
    whether it is to be read, and reports it where it is not: it is asked once for each.
    """
    apart: list[Piece] = []
    anchors: list[str] = []

    def content(cell: Tag) -> list[Piece]:
        pieces = read(cell)
        own = [piece for piece in pieces if piece.region == like.region]
        apart.extend(piece for piece in pieces if piece.region != like.region)
        anchors.extend(name for piece in own for name in piece.anchors)
        return own

    caption: tuple[Inline, ...] = ()
    for child in filter(shown, _children(tag, {"caption"})):
        caption += _inline(content(child), after=caption)
    lines = list(_lines(tag, shown))
    header = _header_rows(lines)
    taken: dict[int, int] = {}
    rows = []
    for index, line in enumerate(lines):
        anchors.extend(filter(None, [attribute(line.tag, "id")]))
        rows.append(_row(line, index < header, taken, context, content))
    if not caption and not any(row.cells for row in rows):
        return apart
    table = Table(tuple(rows), header_rows=header, caption=caption)
    return [replace(like, content=table, anchors=(*like.anchors, *dict.fromkeys(anchors))), *apart]


def _children(tag: Tag, names: set[str]) -> Iterator[Tag]:
    return (child for child in tag.contents if isinstance(child, Tag) and child.name in names)


def _lines(table: Tag, shown: Shown) -> Iterator[_Line]:
    """The rows as they are shown: a foot comes last, wherever it is written (4.9.7)."""
    groups = filter(shown, _children(table, {"thead", "tbody", "tfoot", "tr"}))
    for group in sorted(groups, key=lambda group: group.name == "tfoot"):
        rows = [group] if group.name == "tr" else list(filter(shown, _children(group, {"tr"})))
        for index, row in enumerate(rows):
            cells = list(filter(shown, _children(row, {"td", "th"})))
            yield _Line(row, cells, group.name, len(rows) - index)


def _header_rows(lines: list[_Line]) -> int:
    """The rows of a leading `thead`, or else the leading rows that hold headers only."""
    count = 0
    for line in lines:
        if line.group != "thead":
            break
        count += 1
    if count:
        return count
    for line in lines:
        if {cell.name for cell in line.cells} != {"th"}:
            break
        count += 1
    return count


def _row(line: _Line, is_header: bool, taken: dict[int, int], context: Context, content: ReadCell) -> Row:  # noqa: FBT001
    """One row. `taken` holds for each column how many rows a cell from above still covers."""
    cells = []
    column = 0
    for tag in line.cells:
        while taken.get(column, 0) > 0:
            column += 1
        width = _span(tag, "colspan", context.limits.columns)
        room = context.limits.columns - column
        if width > room and (width := max(1, room)):
            context.say_once(Code.LIMIT_REACHED, "columns", what="columns", limit=context.limits.columns)
        height = min(_span(tag, "rowspan", _MOST_ROWS, zero=line.left), line.left)
        inside, role = gather(content(tag)), _role(tag, is_header=is_header)
        shown = look(tag, inside, context.page.colours)
        cells.append(
            ShownCell(inside, width, height, role, shown=shown) if shown else Cell(inside, width, height, role)
        )
        for place in range(column, column + width):
            taken[place] = max(taken.get(place, 0), height)
        column += width
    for place in list(taken):
        taken[place] -= 1
        if taken[place] <= 0:
            del taken[place]
    return Row(tuple(cells))


def _span(tag: Tag, name: str, most: int, zero: int = 1) -> int:
    match = _INTEGER.match(attribute(tag, name))
    value = int(match[1]) if match else 1
    return zero if value == 0 else min(value, most + 1)


def _role(tag: Tag, *, is_header: bool) -> Role:
    if is_header:
        return "header"
    if tag.name != "th":
        return "data"
    return "header" if attribute(tag, "scope").lower() in {"col", "colgroup"} else "row-header"


def _inline(pieces: list[Piece], after: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Paragraphs as lines of one caption; what else stands in it as text."""
    result: list[Inline] = []
    for piece in pieces:
        if result or after:
            result.append(LineBreak())
        match piece.content:
            case Paragraph(content=line):
                result.extend(line)
            case Figure(image=image, caption=line):
                result.extend((image, *line))
            case other:
                result.extend(paragraph(content_text((other,))).content)
    return merged(result)

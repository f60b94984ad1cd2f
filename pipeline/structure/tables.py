"""Tables as they are meant: whole rows, a header row, numbers; and the captions beside tables and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.content import (
    Cell,
    Content,
    Figure,
    Item,
    ItemList,
    Paragraph,
    Row,
    Table,
    Text,
    content_text,
    is_blank,
    without_bold,
)
from pipeline.profile import Profile
from pipeline.source import Piece

# An amount, a percentage, a year or a range of years: signs, digits, separators, a currency, a unit letter.
_NUMBER: Final = re.compile(r"^[\s(+\-−–€$]*\d[\d.,\s\u00a0]*[%‰]?[\s)\-–]*$|^[-–−]$")
_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_HEADER_LENGTH: Final = 80


def with_captions(pieces: Sequence[Piece], profile: Profile) -> Iterator[Piece]:
    """Pieces in which a caption above a table, or below a figure, has become part of it."""
    left = list(reversed(pieces))
    while left:
        piece = left.pop()
        following = left[-1] if left else None
        if following is not None and _is_caption(piece, profile) and _takes_caption(following, Table):
            yield _captioned(left.pop(), piece)
        elif following is not None and _takes_caption(piece, Figure) and _is_caption(following, profile):
            yield _captioned(piece, left.pop())
        else:
            yield piece


def _is_caption(piece: Piece, profile: Profile) -> bool:
    return isinstance(piece.content, Paragraph) and profile.is_caption_style(piece.styles)


def _takes_caption(piece: Piece, kind: type[Table | Figure]) -> bool:
    return isinstance(piece.content, kind) and not piece.content.caption


def _captioned(piece: Piece, caption: Piece) -> Piece:
    words = caption.content.content if isinstance(caption.content, Paragraph) else ()
    anchors = (*piece.anchors, *caption.anchors)
    return (
        replace(piece, content=replace(piece.content, caption=words), anchors=anchors)
        if isinstance(piece.content, Table | Figure)
        else piece
    )


def normal(content: Content, profile: Profile) -> Content:
    """Content whose tables, however deep, have whole rows, a header where one is meant, and roles for their cells."""
    match content:
        case Table():
            return normal_table(content, profile)
        case ItemList(items=items):
            done = tuple(replace(item, content=_all_normal(item, profile)) for item in items)
            return content if done == items else replace(content, items=done)
        case _:
            return content


def _all_normal(holder: Item | Cell, profile: Profile) -> tuple[Content, ...]:
    return tuple(normal(node, profile) for node in holder.content)


def normal_table(table: Table, profile: Profile) -> Table:
    """A table with whole rows, its header rows marked or inferred, and a role for each cell."""
    inner = tuple(
        Row(tuple(replace(cell, content=_all_normal(cell, profile)) for cell in row.cells)) for row in table.rows
    )
    rows, table = _without_title_row(whole_rows(inner), table)
    header_rows = table.header_rows or int(_has_header(rows, profile))
    head = tuple(Row(tuple(_header_cell(cell) for cell in row.cells)) for row in rows[:header_rows])
    body = _with_roles(rows[header_rows:], has_header=bool(header_rows))
    return replace(table, rows=(*head, *body), header_rows=header_rows)


def _without_title_row(rows: tuple[Row, ...], table: Table) -> tuple[tuple[Row, ...], Table]:
    """The rows below a first row that is one cell and the table's title, which becomes its caption."""
    width = sum(cell.colspan for cell in rows[0].cells) if rows else 0
    first = rows[0].cells[0] if rows and len(rows[0].cells) == 1 else None
    if first is None or table.caption or len(rows) < 3 or width < 2 or first.rowspan > 1:
        return rows, table
    if (
        len(first.content) != 1
        or not isinstance(title := first.content[0], Paragraph)
        or is_blank(content_text((title,)))
    ):
        return rows, table
    return rows[1:], replace(table, caption=without_bold(title).content, header_rows=max(table.header_rows - 1, 0))


def whole_rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that all reach the last column: a short one gets empty cells at its end.

    A renderer that fills a grid in order would otherwise shift every cell after the gap.
    """
    widths: list[int] = []
    covered: list[int] = []  # how many rows below this one each column is still covered
    for row in rows:
        column = 0
        for cell in row.cells:
            while column < len(covered) and covered[column]:
                column += 1
            needed = column + cell.colspan - len(covered)
            covered.extend([0] * max(needed, 0))
            for position in range(column, column + cell.colspan):
                covered[position] = cell.rowspan
            column += cell.colspan
        while column < len(covered) and covered[column]:
            column += 1
        widths.append(column)
        covered = [max(count - 1, 0) for count in covered]
    total = max(widths, default=0)
    return tuple(
        row if width >= total else Row((*row.cells, *(Cell(()) for _ in range(total - width))))
        for row, width in zip(rows, widths, strict=True)
    )


def _has_header(rows: tuple[Row, ...], profile: Profile) -> bool:
    """Whether the first row is an unmarked header: known column names, or short words over figures or in bold."""
    if not rows:
        return False
    texts = [" ".join(content_text(cell.content).split()) for cell in rows[0].cells]
    known = {profile.column_key(text) for text in texts} - {None}
    if "description" in known and len(known) > 1:
        return True
    if len(rows) < 2 or len(texts) < 2 or any(len(text) > _HEADER_LENGTH for text in texts):
        return False
    if not all(texts[1:]) or any(_NUMBER.match(text) and not _YEAR.match(text) for text in texts):
        return False
    bold = all(_is_bold(cell) for cell in rows[0].cells if content_text(cell.content).strip())
    return bold or _figures_below(rows)


def _is_bold(cell: Cell) -> bool:
    return all(
        isinstance(node, Paragraph)
        and all(isinstance(run, Text) and ("bold" in run.marks or is_blank(run.text)) for run in node.content)
        for node in cell.content
    )


def _figures_below(rows: tuple[Row, ...]) -> bool:
    """Whether the last column holds nothing but figures below the first row, and words at its left."""
    body = rows[1:]
    last = [content_text(row.cells[-1].content).strip() for row in body if row.cells]
    first = [content_text(row.cells[0].content).strip() for row in body if row.cells]
    return bool(last) and all(map(_NUMBER.match, last)) and not any(map(_NUMBER.match, first))


def _header_cell(cell: Cell) -> Cell:
    """A header cell; that all of it is bold goes without saying."""
    if not _is_bold(cell):
        return replace(cell, role="header")
    return replace(
        cell,
        role="header",
        content=tuple(without_bold(node) if isinstance(node, Paragraph) else node for node in cell.content),
    )


def _with_roles(rows: tuple[Row, ...], *, has_header: bool) -> tuple[Row, ...]:
    numbers = [
        [cell.role == "data" and bool(_NUMBER.match(content_text(cell.content).strip())) for cell in row.cells]
        for row in rows
    ]
    labelled = has_header and any(any(row) for row in numbers) and not any(row[0] for row in numbers if row)
    return tuple(
        Row(tuple(_with_role(cell, row_numbers[at], labelled and at == 0) for at, cell in enumerate(row.cells)))
        for row, row_numbers in zip(rows, numbers, strict=True)
    )


def _with_role(cell: Cell, is_number: bool, is_label: bool) -> Cell:  # noqa: FBT001 - two facts of one cell
    if cell.role != "data":
        return cell
    if is_number:
        return replace(cell, role="number")
    if is_label and not is_blank(content_text(cell.content)):
        return replace(cell, role="row-header")
    return cell

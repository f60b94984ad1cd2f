"""Tables: headers with their scope, numbers under one another, a status as a badge; never a ragged row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.content import Cell, Paragraph, Table, content_text, is_amount_of_total, is_blank, is_empty
from pipeline.diagnostics import Code, quote
from pipeline.emit.context import Context
from pipeline.emit.grid import Grid, Placed, grid
from pipeline.emit.html.inline import line
from pipeline.emit.html.lists import Flow
from pipeline.emit.html.markup import Element, Part, el

# An amount, a percentage, a year; with a sign, a currency, a unit of one letter.
_NUMBER = re.compile(r"[-–+−(]?\s*(?:€\s*)?[-–+−]?\s*\d[\d.,\s\u00a0]*\s*[%)]?")
_NO_NUMBER = re.compile(r"[-–—]|p\.?m\.?|n\.?v\.?t\.?", re.IGNORECASE)

# More columns than this do not fit a telephone side by side.
_NARROW = 3


def table(node: Table, context: Context, flow: Flow) -> Element | None:
    """A table, in a frame that scrolls where the screen is too narrow for it; without a cell only its caption."""
    layout = grid(node)
    if not layout.width:
        return el("p", *line(node.caption, context)) if node.caption else None
    if layout.mended:
        context.mended(Code.TABLE_MENDED, quote(content_text((node,))))
    caption = line(node.caption, context)
    numeric = _numeric_columns(node, layout)
    rows = [
        _group_head(cells[0], layout.width, context, flow)
        if number >= node.header_rows and layout.is_group(cells)
        else _row(cells, number < node.header_rows, numeric, context, flow)
        for number, cells in enumerate(layout.rows)
    ]
    stacked = layout.width > _NARROW and _is_about_things(node, layout)
    if stacked:
        _label(rows, layout, node.header_rows)
    return el(
        "div",
        el(
            "table",
            *([el("caption", *caption)] if caption else []),
            *([el("thead", *rows[: node.header_rows])] if node.header_rows else []),
            *(el("tbody", *group) for group in _groups(rows[node.header_rows :])),
            class_=_classes("stacked" if stacked else "", "wide" if layout.width > _NARROW else ""),
        ),
        class_="table-frame",
    )


def _groups(rows: Iterable[Element]) -> Iterator[list[Element]]:
    """The rows of the body, parted where one heads those below it: what heads a group of rows begins a `tbody`."""
    group: list[Element] = []
    for row in rows:
        if group and _heads_a_group(row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _heads_a_group(row: Element) -> bool:
    return len(row) == 1 and row[0].get("scope") == "rowgroup"


def _group_head(placed: Placed, width: int, context: Context, flow: Flow) -> Element:
    return el("tr", el("th", *_inside(placed.cell, context, flow), scope="rowgroup", colspan=str(width)))


def _row(cells: Sequence[Placed], is_head: bool, numeric: frozenset[int], context: Context, flow: Flow) -> Element:  # noqa: FBT001
    return el(
        "tr",
        *(_cell(placed, is_head, placed.column in numeric, context, flow) for placed in cells),
        id=next((placed.cell.ref for placed in cells if placed.cell.ref in context.targets), None),
        class_=_classes(
            "total" if any(placed.cell.role == "total" for placed in cells) else "",
            # The first column is a cell of a row above: what stands first here is not at the edge of the table.
            "inner" if cells and cells[0].column else "",
        ),
    )


def _cell(placed: Placed, is_head: bool, is_numeric: bool, context: Context, flow: Flow) -> Element:  # noqa: FBT001
    cell = placed.cell
    scope = None if is_empty(cell.content) else _scope(placed, is_head=is_head)
    return el(
        "th" if scope else "td",
        *_inside(cell, context, flow),
        scope=scope,
        colspan=str(placed.colspan) if placed.colspan > 1 else None,
        rowspan=str(placed.rowspan) if placed.rowspan > 1 else None,
        class_=_classes("number" if is_numeric or _is_number(cell) else "", "thing" if cell.ref else ""),
    )


def _is_number(cell: Cell) -> bool:
    """Whether a cell is a number by itself, whatever its column: a dash is not, nor the word for a total."""
    text = content_text(cell.content).strip()
    return (cell.role == "number" and not _NO_NUMBER.fullmatch(text)) or is_amount_of_total(cell)


def _scope(placed: Placed, *, is_head: bool) -> str | None:
    """What a cell heads: its column, its row, or nothing. An action's description and a total's word head their row."""
    if is_head:
        return "col"
    if placed.cell.role == "header":
        return "col" if placed.column else "row"
    if placed.cell.role == "row-header" or placed.cell.ref:
        return "row"
    return "row" if placed.cell.role == "total" and not placed.column and not _is_figure(placed.cell) else None


def _is_figure(cell: Cell) -> bool:
    text = content_text(cell.content).strip()
    return bool(_NUMBER.fullmatch(text) or _NO_NUMBER.fullmatch(text))


def _inside(cell: Cell, context: Context, flow: Flow) -> list[Part]:
    match cell.content:
        case (Paragraph(content=content),):
            inside = line(content, context)
        case _:
            inside = flow(cell.content, context)
    if cell.role != "status" or is_empty(cell.content):
        return inside
    return [el("div", *inside, class_=f"status status-{cell.tone or 'neutral'}")]


def _numeric_columns(node: Table, layout: Grid) -> frozenset[int]:
    """The columns that hold nothing but numbers below the header: what is marked as one, or looks like one."""
    found: dict[int, list[bool | None]] = {}
    for cells in layout.rows[node.header_rows :]:
        for placed in cells:
            text = content_text(placed.cell.content).strip()
            if not is_blank(text) and placed.colspan == 1:
                is_number = _is_number(placed.cell) or _NUMBER.fullmatch(text) is not None
                known = None if _NO_NUMBER.fullmatch(text) and not is_number else is_number
                found.setdefault(placed.column, []).append(known)
    return frozenset(column for column, known in found.items() if True in known and False not in known)


def _is_about_things(node: Table, layout: Grid) -> bool:
    """Whether each row below a header of one row tells of one thing: then it can be read as a card."""
    body = layout.rows[node.header_rows :]
    things = [cells for cells in body if not layout.is_group(cells)]
    return (
        node.header_rows == 1
        and all(len(cells) == layout.width for cells in (layout.rows[0], *things))
        and all(any(placed.cell.ref for placed in cells) for cells in things)
    )


def _label(rows: Sequence[Element], layout: Grid, header_rows: int) -> None:
    """Tell each cell its column, for the style sheet to show where the header is out of sight."""
    labels = [content_text(placed.cell.content).strip() for placed in layout.rows[0]]
    for row in rows[header_rows:]:
        if _heads_a_group(row):
            continue
        for cell, label in zip(row, labels, strict=True):
            if label and "thing" not in cell.get("class", "").split():
                cell.set("data-label", label[0].upper() + label[1:])


def _classes(*names: str) -> str | None:
    return " ".join(filter(None, names)) or None

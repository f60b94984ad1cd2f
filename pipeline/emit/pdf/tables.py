"""Tables as the template takes them: an exact grid, planned columns, rows that stay whole where they can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import msgspec

from pipeline import content as source
from pipeline.content import content_text, is_amount_of_total, is_blank, is_empty
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from pipeline.emit.pdf.columns import PADDING, Plan, Words, is_figure, plan
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.pdf.grid import Grid, Placed, grid, parts
from pipeline.emit.pdf.lines import Lines, Room

# A row that may not be cut and is higher than a page runs off it, and a header that leaves no room below it never
# ends: both must be well under a page's 690 points (landscape: 440), by estimate.
_WHOLE: Final = 240.0
_LOW: Final = 240.0
"""A table of no more than this height is not cut: the hole that it may leave at a page's foot is no worse."""

_ROW: Final = 10.0
"""Above and below the text of a row; the template has the same."""

_COLUMNS: Final = 12
"""A table that does not fit is cut into parts of at most this many columns."""

_LEADING: Final = 1.45
_GLYPH: Final = 0.6


class Compose(Protocol):
    """Composes the content of a cell."""

    def __call__(  # noqa: D102
        self, content: Iterable[source.Content], room: Room, depth: int
    ) -> tuple[page.Flow, ...]: ...


class Tables:
    """Composes tables. `cells` composes what stands inside a cell."""

    def __init__(self, desk: Desk, lines: Lines, cells: Compose) -> None:
        self._desk = desk
        self._lines = lines
        self._cells = cells
        self._count = 0

    def __call__(self, table: source.Table, room: Room, *, upright: bool, depth: int) -> tuple[page.Flow, ...]:
        """Compose a table: on a page on its side where it is too wide, unless it must stay `upright`.

        One that is too wide even for that comes in parts, each with the first column.
        """
        laid = grid(table)
        if laid.mended:
            self._desk.report(Code.TABLE_MENDED, content_text((table,)))
        width = room[0] if upright else None
        planned = _plan(laid, width)
        tables = (laid,) if planned.fits else parts(laid, _COLUMNS)
        captions = [self._lines(table.caption, room)] + [()] * (len(tables) - 1)
        return tuple(
            self._table(part, _plan(part, width), caption, depth)
            for part, caption in zip(tables, captions, strict=True)
        )

    def _table(self, laid: Grid, planned: Plan, caption: tuple[page.Line, ...], depth: int) -> page.Flow:
        self._count += 1
        id_ = f"table-{self._count}"
        with self._lines.inside(id_):
            header = tuple(self._row(row, planned, header=True, depth=depth) for row in laid.rows[: laid.header_rows])
        with self._lines.inside(""):
            body = [self._row(row, planned, header=False, depth=depth) for row in laid.rows[laid.header_rows :]]
        rows = _with_groups_of_some(body)
        if sum(_height(row, planned) for row in header) > _WHOLE / 2:
            # Typst neither cuts a header nor ends one that fills its page: this one goes as rows, and comes once.
            header, rows = (), (*header, *rows)
        made = page.Table(
            columns=planned.columns,
            header=header,
            rows=rows,
            size=planned.size,
            id=id_,
            caption=caption,
            hyphenate=planned.hyphenate,
            whole=sum(_height(row, planned) + _ROW for row in (*header, *rows)) < _LOW,
        )
        return page.Landscape((made,)) if planned.landscape else made

    def _row(self, row: Sequence[Placed], planned: Plan, *, header: bool, depth: int) -> page.Row:
        if not header and _is_group(row, len(planned.columns)):
            return self._group(row[0], planned, depth)
        composed = tuple(self._cell(at, planned, header=header, depth=depth) for at in row)
        whole = all(at.cell.rowspan == 1 for at in row) and _height(page.Row(composed), planned) < _WHOLE
        return page.Row(composed, whole=whole, total=not header and _is_total(row))

    def _group(self, at: Placed, planned: Plan, depth: int) -> page.Row:
        over = Placed(msgspec.structs.replace(at.cell, colspan=len(planned.columns)), 0)
        cell = msgspec.structs.replace(self._cell(over, planned, header=False, depth=depth), look="group", heads=False)
        low = _height(page.Row((cell,)), planned) < _WHOLE / 4
        # It is repeated on the next page, where it is an artifact, and PDF/UA allows nothing but words in those.
        words = all(isinstance(node, page.Paragraph) and _is_words(node.content) for node in cell.content)
        return page.Row((cell,), whole=low, group=low and words and not cell.id)

    def _cell(self, at: Placed, planned: Plan, *, header: bool, depth: int) -> page.Cell:
        cell = at.cell
        width = sum(column.width for column in planned.columns[at.column : at.column + cell.colspan]) - PADDING
        content = self._cells(cell.content, (max(width, 8.0), _WHOLE), depth)
        linked = cell.ref is not None and not header and self._desk.first("target", cell.ref)
        return page.Cell(
            content=content,
            colspan=cell.colspan,
            rowspan=cell.rowspan,
            look=_look(cell, header=header),
            align=_align(at, planned, header=header),
            tone=cell.tone if not is_empty(cell.content) else None,
            id=cell.ref if linked and cell.ref else "",
            heads=not header and _heads_its_row(at),
        )


def _plan(laid: Grid, width: float | None) -> Plan:
    return plan(list(_words(laid)), laid.columns, width)


def _words(laid: Grid) -> Iterable[Words]:
    for number, row in enumerate(laid.rows):
        total = _is_total(row)
        for at in row:
            yield Words(
                text=content_text(at.cell.content),
                column=at.column,
                colspan=at.cell.colspan,
                header=number < laid.header_rows,
                number=_is_number(at.cell),
                status=at.cell.tone is not None,
                bold=total or _is_bold(at.cell),
                lists=_lists(at.cell.content),
            )


def _lists(content: Iterable[source.Content]) -> int:
    """How deep lists stand in one another."""
    return max(
        (1 + max(map(_lists, (item.content for item in node.items)), default=0))
        if isinstance(node, source.ItemList)
        else 0
        for node in (*content, None)
    )


def _is_total(row: Sequence[Placed]) -> bool:
    """Whether a row sums up: it says so, or all that stands in it is bold, a figure at least."""
    filled = [at.cell for at in row if not is_empty(at.cell.content)]
    return any(cell.role == "total" for cell in filled) or (
        len(filled) > 1
        and all(map(_is_bold, filled))
        and any(cell.role == "number" or is_figure(content_text(cell.content)) for cell in filled)
    )


def _with_groups_of_some(rows: Sequence[page.Row]) -> tuple[page.Row, ...]:
    """The rows, where one heads a group only if there are rows in it: Typst fails on a header with nothing below it."""
    return tuple(
        msgspec.structs.replace(row, group=row.group and any(not below.group for below in rows[at + 1 : at + 2]))
        for at, row in enumerate(rows)
    )


def _is_group(row: Sequence[Placed], columns: int) -> bool:
    """Whether a row is a title over the rows below it: one cell of words over all columns (a part: over its first)."""
    if columns < 2 or sum(at.cell.colspan for at in row) < columns or any(at.cell.rowspan > 1 for at in row):
        return False
    first, *others = row
    return (
        first.cell.role in ("row-header", "header")
        and not is_empty(first.cell.content)
        and all(is_empty(at.cell.content) and at.cell.role == first.cell.role for at in others)
    )


def _is_number(cell: source.Cell) -> bool:
    return cell.role == "number" or is_amount_of_total(cell)


def _is_words(line: Iterable[page.Line]) -> bool:
    return all(isinstance(node, str | page.Words | page.Break) for node in line)


def _is_bold(cell: source.Cell) -> bool:
    """Whether all words of a cell are bold."""
    runs = [
        run
        for node in cell.content
        if isinstance(node, source.Paragraph)
        for run in node.content
        if isinstance(run, source.Text) and not is_blank(run.text)
    ]
    return bool(runs) and all("bold" in run.marks for run in runs)


def _look(cell: source.Cell, *, header: bool) -> page.Look:
    if header or cell.role == "header":
        return "header"
    return "total" if cell.role == "total" else "row-header" if cell.role == "row-header" else "data"


def _heads_its_row(at: Placed) -> bool:
    """Whether a row is about what stands in this cell: an action, a cost, a total; a page of HTML has the same."""
    cell = at.cell
    if is_empty(cell.content):
        return False
    if cell.role == "row-header" or cell.ref:
        return True
    return not at.column and (
        cell.role == "header" or (cell.role == "total" and not is_figure(content_text(cell.content)))
    )


def _align(at: Placed, planned: Plan, *, header: bool) -> page.Align:
    text = content_text(at.cell.content)
    if at.cell.colspan > 1:
        over = planned.columns[at.column : at.column + at.cell.colspan]
        if header and all(column.align == "right" for column in over):
            return "center"
        return "right" if _is_number(at.cell) or (not header and is_figure(text)) else "left"
    return planned.columns[at.column].align


def _height(row: page.Row, planned: Plan) -> float:
    """An estimate, rather too high, of how high a row will be."""
    column = 0
    heights = [0.0]
    for cell in row.cells:
        width = sum(each.width for each in planned.columns[column : column + cell.colspan]) - PADDING
        column += cell.colspan
        heights.append(sum(_flow_height(node, max(width, 8.0), planned.size) for node in cell.content))
    return max(heights)


def _flow_height(node: page.Flow, width: float, size: float) -> float:
    match node:
        case page.Paragraph():
            return _line_height(node.content, width, size)
        case page.List():
            inner = (_flow_height(each, width - 18, size) for item in node.items for each in item.content)
            return sum(inner) + 4 * len(node.items)
        case page.Figure(picture=page.Picture(height=height)):
            return height + 30
        case _:
            return _WHOLE


def _line_height(line: Iterable[page.Line], width: float, size: float) -> float:
    chars, breaks, pictures = 0, 1, 0.0
    for node in line:
        match node:
            case str():
                chars += len(node)
            case page.Words() | page.Boxed():
                chars += len(node.text)
            case page.Link():
                chars += sum(len(each) if isinstance(each, str) else 20 for each in node.content)
            case page.Break():
                breaks += 1
            case page.Picture():
                pictures += node.height
            case page.Note() | page.Again():
                chars += 3
    a_line = max(4.0, width / (size * _GLYPH))
    return (chars / a_line + breaks) * size * _LEADING + pictures

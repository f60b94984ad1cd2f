"""Grids: rows that are filled, spans that stay inside, and tables that come in parts."""

from __future__ import annotations

from typing import Any

from pipeline.content import Cell, Row, Table, content_text
from pipeline.content import paragraph as plain
from pipeline.emit.pdf.grid import Grid, grid, parts

Shown = list[list[tuple[str, int, int, int]]]


def cell(text: str, **more: Any) -> Cell:
    """A cell of plain text; an empty text is an empty cell."""
    return Cell((plain(text),) if text else (), **more)


def table(*rows: list[Cell], header_rows: int = 0) -> Table:
    """A table of cells."""
    return Table(tuple(Row(tuple(cells)) for cells in rows), header_rows=header_rows)


def shown(laid: Grid) -> Shown:
    """Each row as (words, column, colspan, rowspan)."""
    return [
        [(content_text(at.cell.content), at.column, at.cell.colspan, at.cell.rowspan) for at in row]
        for row in laid.rows
    ]


def test_an_even_table_is_left_alone() -> None:
    even = table([cell("a", rowspan=2), cell("b")], [cell("c")], [cell("d", colspan=2)])
    laid = grid(even)
    assert shown(laid) == [[("a", 0, 1, 2), ("b", 1, 1, 1)], [("c", 1, 1, 1)], [("d", 0, 2, 1)]]
    assert (laid.columns, laid.mended) == (2, False)


def test_a_short_row_is_filled_with_empty_cells() -> None:
    laid = grid(table([cell("a"), cell("b"), cell("c")], [cell("d")]))
    assert shown(laid)[1] == [("d", 0, 1, 1), ("", 1, 1, 1), ("", 2, 1, 1)]
    assert laid.mended


def test_a_row_without_cells_is_filled() -> None:
    assert shown(grid(table([cell("a"), cell("b")], []))) == [
        [("a", 0, 1, 1), ("b", 1, 1, 1)],
        [("", 0, 1, 1), ("", 1, 1, 1)],
    ]


def test_a_span_from_above_takes_its_place_and_a_span_beside_it_stops_there() -> None:
    laid = grid(table([cell("a"), cell("b", rowspan=2), cell("c")], [cell("d", colspan=3), cell("e")]))
    assert shown(laid) == [
        [("a", 0, 1, 1), ("b", 1, 1, 2), ("c", 2, 1, 1)],
        [("d", 0, 1, 1), ("e", 2, 1, 1)],
    ]
    assert laid.mended


def test_spans_end_with_the_table() -> None:
    laid = grid(table([cell("a", rowspan=9), cell("b")], [cell("c", rowspan=0)]))
    assert shown(laid) == [[("a", 0, 1, 2), ("b", 1, 1, 1)], [("c", 1, 1, 1)]]
    assert laid.mended


def test_a_span_does_not_leave_the_header() -> None:
    laid = grid(table([cell("a", rowspan=2), cell("b")], [cell("c")], header_rows=1))
    assert shown(laid) == [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1), ("", 1, 1, 1)]]
    assert (laid.header_rows, laid.mended) == (1, True)


def test_a_header_is_no_longer_than_its_table() -> None:
    assert grid(table([cell("a")], header_rows=4)).header_rows == 1


def test_a_colspan_of_thousands_makes_no_thousands_of_columns() -> None:
    laid = grid(table([cell("a", colspan=70_000)], [cell("b"), cell("c")]))
    assert shown(laid) == [[("a", 0, 1, 1), ("", 1, 1, 1)], [("b", 0, 1, 1), ("c", 1, 1, 1)]]


def test_every_word_of_a_table_that_is_too_wide_stays() -> None:
    laid = grid(table([cell(f"w{n}") for n in range(300)]))
    assert content_text(node for at in laid.rows[0] for node in at.cell.content).split() == [
        f"w{n}" for n in range(300)
    ]


def test_parts_share_the_first_column() -> None:
    laid = grid(table([cell(f"k{n}") for n in range(7)], [cell(f"r{n}") for n in range(7)], header_rows=1))
    assert [shown(part) for part in parts(laid, 4)] == [
        [[(f"{row}{n}", at, 1, 1) for at, n in enumerate((0, *taken))] for row in "kr"]
        for taken in ((1, 2, 3), (4, 5, 6))
    ]
    assert [part.header_rows for part in parts(laid, 4)] == [1, 1]
    assert parts(laid, 7) == (laid,)


def test_a_cell_that_is_cut_says_its_words_once_and_a_heading_over_columns_over_all_of_them() -> None:
    laid = grid(
        table(
            [cell(""), cell("lasten", colspan=4)],
            [cell("a"), cell("b", colspan=4)],
            [cell("c", colspan=5)],
            header_rows=1,
        )
    )
    first, second = parts(laid, 3)
    assert shown(first) == [
        [("", 0, 1, 1), ("lasten", 1, 2, 1)],
        [("a", 0, 1, 1), ("b", 1, 2, 1)],
        [("c", 0, 1, 1), ("", 1, 2, 1)],
    ]
    assert shown(second) == [
        [("", 0, 1, 1), ("lasten", 1, 2, 1)],
        [("a", 0, 1, 1), ("", 1, 2, 1)],
        [("c", 0, 1, 1), ("", 1, 2, 1)],
    ]

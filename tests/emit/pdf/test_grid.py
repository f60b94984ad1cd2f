"""Tables whose rows fill their grid, however the source has it."""

from __future__ import annotations

from pipeline.content import Cell, Row, Table, content_text, paragraph
from pipeline.emit.pdf.grid import WIDEST, Grid, grid, parts


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((paragraph(text),) if text else (), colspan, rowspan)


def laid(*rows: tuple[Cell, ...], header_rows: int = 0) -> Grid:
    return grid(Table(tuple(map(Row, rows)), header_rows))


def shown(made: Grid) -> list[list[tuple[int, str, int, int]]]:
    """For each cell its column, words, colspan and rowspan."""
    return [
        [(at.column, content_text(at.cell.content), at.cell.colspan, at.cell.rowspan) for at in row]
        for row in made.rows
    ]


def test_a_table_that_fills_its_grid_stays_as_it_is() -> None:
    made = laid((cell("a", 2),), (cell("b", 1, 2), cell("c")), (cell("d"),), header_rows=1)
    assert shown(made) == [[(0, "a", 2, 1)], [(0, "b", 1, 2), (1, "c", 1, 1)], [(1, "d", 1, 1)]]
    assert (made.columns, made.header_rows, made.mended) == (2, 1, False)


def test_a_short_row_is_filled_so_that_no_cell_shifts() -> None:
    made = laid((cell("a"), cell("b")), (cell("c"),), (cell("d"), cell("e")))
    assert shown(made)[1] == [(0, "c", 1, 1), (1, "", 1, 1)]
    assert made.mended


def test_a_span_that_leaves_the_table_or_its_header_is_cut() -> None:
    made = laid((cell("a", 1, 5), cell("b")), (cell("c"),), header_rows=1)
    assert shown(made) == [[(0, "a", 1, 1), (1, "b", 1, 1)], [(0, "c", 1, 1), (1, "", 1, 1)]]
    assert made.mended
    assert shown(laid((cell("a", 1, 9), cell("b")), (cell("c"),))) == [
        [(0, "a", 1, 2), (1, "b", 1, 1)],
        [(1, "c", 1, 1)],
    ]


def test_a_span_that_runs_into_one_from_above_is_cut() -> None:
    made = laid((cell("a"), cell("b", 1, 2), cell("c")), (cell("d", 3),))
    assert shown(made)[1] == [(0, "d", 1, 1), (2, "", 1, 1)]
    assert made.mended


def test_spans_of_nothing_count_for_one() -> None:
    assert shown(laid((cell("a", 0, 0), cell("b", -1)))) == [[(0, "a", 1, 1), (1, "b", 1, 1)]]


def test_cells_beyond_the_widest_table_join_its_last_column() -> None:
    made = laid(tuple(cell(str(n)) for n in range(WIDEST + 2)))
    assert made.columns == WIDEST
    assert content_text(made.rows[0][-1].cell.content) == f"{WIDEST - 1}\n{WIDEST}\n{WIDEST + 1}"
    assert made.mended


def test_a_colspan_of_thousands_is_cut() -> None:
    made = laid((cell("a", 5000),), (cell("b"), cell("c")))
    assert shown(made) == [[(0, "a", 1, 1), (1, "", 1, 1)], [(0, "b", 1, 1), (1, "c", 1, 1)]]
    assert made.mended


def test_a_table_is_cut_into_parts_that_each_have_the_first_column() -> None:
    made = laid(
        (cell("kop"), cell("jaren", 4)), (cell("naam"), cell("1"), cell("2"), cell("3"), cell("4")), header_rows=1
    )
    assert [shown(part) for part in parts(made, 3)] == [
        [[(0, "kop", 1, 1), (1, "jaren", 2, 1)], [(0, "naam", 1, 1), (1, "1", 1, 1), (2, "2", 1, 1)]],
        [[(0, "kop", 1, 1), (1, "jaren", 2, 1)], [(0, "naam", 1, 1), (1, "3", 1, 1), (2, "4", 1, 1)]],
    ]
    assert parts(made, 5) == (made,)


def test_the_words_of_a_cell_that_is_cut_stand_once() -> None:
    made = laid((cell("naam"), cell("zin", 4)), (cell("a"), cell("b"), cell("c"), cell("d"), cell("e")))
    assert [shown(part)[0] for part in parts(made, 3)] == [
        [(0, "naam", 1, 1), (1, "zin", 2, 1)],
        [(0, "naam", 1, 1), (1, "", 2, 1)],
    ]

"""Tables as they are meant, and the captions beside them."""

from __future__ import annotations

import pytest

from pipeline.content import (
    Cell,
    Figure,
    Image,
    Item,
    ItemList,
    Paragraph,
    Row,
    Table,
    Text,
    paragraph,
)
from pipeline.diagnostics import Place
from pipeline.source import Piece
from pipeline.structure.tables import normal, normal_table, whole_rows
from tests.builders import NL, grid, heading, prose, sections, styled, table


def roles(made: Table) -> list[list[str]]:
    return [[cell.role for cell in row.cells] for row in made.rows]


def test_figures_below_short_words_make_a_header_numbers_and_row_headers() -> None:
    made = normal_table(
        grid(["Bedragen x € 1.000", "2025", "2026"], ["Lasten", "1.200", "€ -5"], ["Baten", "-", "7%"]), NL
    )
    assert made.header_rows == 1
    assert roles(made) == [["header"] * 3, ["row-header", "number", "number"], ["row-header", "number", "number"]]


def test_a_bold_first_row_is_a_header_and_bold_no_more() -> None:
    bold = Row(tuple(Cell((Paragraph((Text(word, ("bold", "italic")),)),)) for word in ("Naam", "Rol")))
    made = normal_table(Table((bold, *grid(["Jansen", "raadslid"]).rows)), NL)
    assert made.header_rows == 1
    assert made.rows[0].cells[0] == Cell((Paragraph((Text("Naam", ("italic",)),)),), role="header")


@pytest.mark.parametrize(
    "rows",
    [
        [["Naam", "Rol"], ["Jansen", "raadslid"]],
        [["", ""], ["Lasten", "12"]],
        [["Lasten", "12"], ["Baten", "13"]],
        [["een " * 30, "2025"], ["Lasten", "12"]],
        [["Lasten", "2025"]],
    ],
    ids=["plain words", "empty", "figures", "long", "one row"],
)
def test_what_may_be_no_header_is_none(rows: list[list[str]]) -> None:
    assert normal_table(grid(*rows), NL).header_rows == 0


def test_known_columns_of_an_action_table_are_a_header_even_alone() -> None:
    assert normal_table(grid(["Wat gaan we doen?", "type", "planning"]), NL).header_rows == 1


def test_a_header_that_the_source_marks_stays() -> None:
    assert normal_table(grid(["a", "b"], ["c", "d"], ["e", "f"], header_rows=2), NL).header_rows == 2


def test_short_rows_get_empty_cells() -> None:
    made = whole_rows(grid(["a", "b", "c"], ["d"]).rows)
    assert made[1] == Row((Cell((paragraph("d"),)), Cell(()), Cell(())))


def test_cells_that_span_rows_count_in_the_rows_below() -> None:
    tall = Row((Cell((paragraph("a"),), rowspan=2), Cell((paragraph("b"),))))
    assert whole_rows((tall, Row((Cell((paragraph("c"),)),)))) == (tall, Row((Cell((paragraph("c"),)),)))
    wide = Row((Cell((paragraph("a"),), colspan=3, rowspan=2),))
    assert whole_rows((wide, Row(()), Row((Cell(()),)))) == (wide, Row(()), Row((Cell(()), Cell(()), Cell(()))))


def test_tables_inside_cells_and_lists_are_made_whole_too() -> None:
    inner = grid(["Lasten", "2025"], ["Zorg", "12"])
    outer = Table((Row((Cell((ItemList((Item((inner,)),)),)),)),))
    made = normal(outer, NL)
    assert isinstance(made, Table)
    (nested,) = made.rows[0].cells[0].content
    assert nested == ItemList((Item((normal(inner, NL),)),))
    assert normal(inner, NL) != inner


FIGURE = Piece(Figure(Image("0" * 64, alt="Een brug")), Place())


def test_a_caption_above_a_table_is_the_tables() -> None:
    (section,) = sections(
        heading("1 Zorg", 1), styled("Tabel 1 Lasten", "Bijschrift"), table(["a", "b"]), prose("Slot.")
    )
    made, after = section.intro
    assert isinstance(made, Table)
    assert (made.caption, after) == ((Text("Tabel 1 Lasten"),), paragraph("Slot."))


def test_a_caption_below_a_figure_is_the_figures() -> None:
    (section,) = sections(heading("1 Zorg", 1), FIGURE, styled("Figuur 1 Brug", "caption"), table(["a", "b"]))
    figure, below = section.intro
    assert figure == Figure(Image("0" * 64, alt="Een brug"), caption=(Text("Figuur 1 Brug"),))
    assert below == grid(["a", "b"])


def test_a_caption_beside_neither_stays_a_paragraph() -> None:
    (section,) = sections(heading("1 Zorg", 1), styled("Figuur 1", "caption"), prose("Tekst."))
    assert section.intro == (paragraph("Figuur 1"), paragraph("Tekst."))


def test_a_first_row_of_one_cell_is_the_tables_caption() -> None:
    title = Row((Cell((Paragraph((Text("Acties 2026", ("bold",)),)),), colspan=2),))
    made = normal_table(Table((title, *grid(["Actie", "type"], ["a", "b"]).rows), header_rows=2), NL)
    assert (made.caption, made.header_rows, len(made.rows)) == ((Text("Acties 2026"),), 1, 2)
    short = Table((title, *grid(["a", "b"]).rows))
    assert normal_table(short, NL).caption == ()

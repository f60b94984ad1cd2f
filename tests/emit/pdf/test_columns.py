"""Columns: how they align, how they share the width, and when the page turns."""

from __future__ import annotations

import pytest

from pipeline.emit.pdf.columns import LANDSCAPE, PORTRAIT, Plan, Words, is_figure, plan


def words(*rows: list[str]) -> list[Words]:
    """The cells of a table whose first row is its header."""
    return [
        Words(text, column, 1, header=number == 0, number=False)
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
    ]


def planned(*rows: list[str], room: float | None = None) -> Plan:
    """The plan of a table whose first row is its header."""
    return plan(words(*rows), len(rows[0]), room)


@pytest.mark.parametrize(
    "text",
    ["1", "-1.234", "− 5", "€ 1.234,50", "(12)", "12,5 %", "p.m.", "PM", "n.v.t.", "–", "1 234", " 3 ", "2,4 fte"],
)
def test_figures(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "2.6.1 Veiligheid", "3e kwartaal", "Q1", "12 en 13", "p", "1 januari 2025", "a"])
def test_other_words_are_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_a_column_of_figures_stands_right_with_its_header() -> None:
    made = planned(["Programma", "2024", "2025"], ["Veiligheid", "1.200", "p.m."], ["Zorg", "300", "–4"])
    assert [column.align for column in made.columns] == ["left", "right", "right"]


def test_a_column_of_signs_alone_is_no_column_of_figures() -> None:
    assert [column.align for column in planned(["a", "b"], ["x", "–"], ["y", "p.m."]).columns] == ["left", "left"]


def test_a_role_makes_a_figure_of_other_words() -> None:
    cells = [Words("Bedrag", 0, 1, header=True, number=False), Words("circa 5", 0, 1, header=False, number=True)]
    # A figure by its role, with a digit in it.
    assert [column.align for column in plan(cells, 1, None).columns] == ["right"]


def test_the_columns_fill_the_page_and_the_longest_text_has_the_most() -> None:
    made = planned(
        ["Wat gaan we doen?", "type", "planning"], ["Wij gaan heel veel doen, het hele jaar", "Uitvoering", ""]
    )
    assert sum(column.width for column in made.columns) == pytest.approx(PORTRAIT, abs=0.5)
    first, second, third = (column.width for column in made.columns)
    assert first > second > third
    assert (made.size, made.landscape, made.fits) == (9.5, False, True)


def test_an_empty_column_has_room_for_its_header() -> None:
    made = planned(["Wat gaan we doen?", "type", "planning"], *([["Lange tekst " * 12, "Uitvoering", ""]] * 3))
    # Eight bold characters of 9.5 points.
    assert made.columns[2].width > 8 * 9.5 * 0.52 + 12


def test_many_columns_turn_the_page() -> None:
    made = planned(["Programma", *(f"Raming {year}" for year in range(2024, 2032))], ["Veiligheid", *["1.234.567"] * 8])
    assert (made.landscape, made.fits) == (True, True)
    assert sum(column.width for column in made.columns) == pytest.approx(LANDSCAPE, abs=0.5)


def test_inside_something_else_the_page_does_not_turn() -> None:
    made = planned(["Programma", *("Raming" for _ in range(9))], ["Veiligheid", *["1.234.567"] * 9], room=300)
    assert (made.landscape, made.fits, made.size) == (False, False, 7.0)
    assert sum(column.width for column in made.columns) == pytest.approx(300, abs=0.6)


def test_a_status_of_a_few_words_stays_in_one_line() -> None:
    long = "Een toelichting die vele regels in beslag neemt en alle ruimte zou nemen die er is " * 3
    cells = [
        Words(long, 0, 1, header=False, number=False),
        Words("Aandacht nodig", 1, 1, header=False, number=False, status=True),
    ]
    assert plan(cells, 2, None).columns[1].width > 14 * 9.5 * 0.52 + 3 * 9.5 * 0.52 + 12

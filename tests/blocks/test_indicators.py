"""Tables of indicators: name, unit, year, source, and a figure for each column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.blocks import indicators
from pipeline.blocks.indicators import Indicator, IndicatorTable, Measure, ValueColumn
from pipeline.content import Cell, Row, Table, paragraph
from pipeline.structure.tables import normal_table
from tests.builders import NL, grid


def read(*rows: Sequence[str], expected: bool = False) -> IndicatorTable | None:
    return indicators.recognise(normal_table(grid(*rows), NL), NL, expected=expected)


def figure(text: str, value: str | None = None) -> Measure:
    return Measure(text, Decimal(value) if value is not None else None)


def test_an_indicator_a_row_a_figure_a_column() -> None:
    found = read(
        ("Indicator", "Eenheid", "Periode", "Bron", "Amstelveen 2024", "Streefwaarde 2026"),
        ("Verwijzingen Halt", "per 1.000 jongeren", "2024", "Bureau Halt", "8,0", "7"),
        ("Winkeldiefstal", "per 1.000 inwoners", "2024", "CBS", "NB", ""),
        ("Tevreden", "%", "2024", "CBS", "81%", "> 85%"),
    )
    assert found is not None
    assert found.columns == (
        ValueColumn("value", "Amstelveen 2024", 5, 2024),
        ValueColumn("target", "Streefwaarde 2026", 6, 2026),
    )
    assert found.rows == (
        Indicator(
            "Verwijzingen Halt",
            (figure("8,0", "8.0"), figure("7", "7")),
            2,
            "per 1.000 jongeren",
            "2024",
            "Bureau Halt",
        ),
        Indicator("Winkeldiefstal", (figure("NB"), figure("")), 3, "per 1.000 inwoners", "2024", "CBS"),
        Indicator("Tevreden", (figure("81%", "81"), figure("> 85%", "85")), 4, "%", "2024", "CBS"),
    )
    assert [cell.role for cell in found.written.rows[1].cells][-2:] == ["number", "number"]


def test_an_aim_in_words_is_kept_as_it_was_written() -> None:
    found = read(
        ("Indicator", "Eenheid", "2024", "Streefwaarde"), ("Halt", "%", "8", "dalend"), ("Hic", "%", "9", "stijgend")
    )
    assert found is not None
    assert [row.values[1] for row in found.rows] == [figure("dalend"), figure("stijgend")]


def test_what_a_table_has_no_column_for_is_absent() -> None:
    found = read(("Indicator", "2024", "2025"), ("Halt", "8,0", "7,5"))
    assert found is not None
    assert found.rows == (Indicator("Halt", (figure("8,0", "8.0"), figure("7,5", "7.5")), 2),)


def test_a_row_of_one_cell_heads_those_below() -> None:
    table = Table(
        (
            *grid(("Indicator", "Eenheid", "2024")).rows,
            Row((Cell((paragraph("Nederland"),), colspan=3),)),
            *grid(("Halt", "per 1.000", "9")).rows,
        ),
        header_rows=1,
    )
    found = indicators.recognise(normal_table(table, NL), NL)
    assert found is not None
    assert [(row.name, row.group, row.at) for row in found.rows] == [("Halt", "Nederland", 3)]


def test_where_indicators_are_expected_the_first_column_names_them() -> None:
    rows = (("Omschrijving", "Eenheid", "Bron", "2024"), ("Halt", "per 1.000", "CBS", "9"))
    assert read(*rows) is None
    found = read(*rows, expected=True)
    assert found is not None
    assert [row.name for row in found.rows] == ["Halt"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Indicator", "Toelichting"), ("Halt", "Wordt gemeten door het bureau.")],
        [("Onderwerp", "Bron", "2024"), ("Halt", "CBS", "9")],
        [("Wat gaan we doen?", "Planning"), ("Meten", "2026")],
        [("Indicator", "2024")],
        [("Begroting 2026", "Bron"), ("10", "CBS")],
    ],
)
def test_what_is_not_clearly_one_of_indicators_stays_a_plain_table(rows: list[tuple[str, ...]]) -> None:
    assert read(*rows) is None

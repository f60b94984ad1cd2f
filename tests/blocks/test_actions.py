"""Action tables: what is one, what its cells say, and how it is presented."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from pipeline import labels
from pipeline.blocks.actions import Action, ActionTable, Extra, Formatted, Planning
from pipeline.blocks.columns import Column
from pipeline.blocks.heads import Around
from pipeline.blocks.recognise import recognise
from pipeline.blocks.status import Status
from pipeline.content import Cell, Content, LineBreak, Paragraph, Row, Table, Text, paragraph
from pipeline.profile import Profile
from tests.builders import NL, grid


def wide(words: str, columns: int) -> Row:
    return Row((Cell((paragraph(words),), colspan=columns),))


FULL = ["Actiepunt", "type", "wie", "Planning:", "status", "Budget", "Toelichting", "Doel", "Nr."]
ROW = ["Toezicht", "Uitvoering", "Burgemeester", "eind 2026", "Op schema", "€ 5", "Zie nota", "Veilig", "7"]


def only(table: Table, profile: Profile = NL, around: Around = Around()) -> ActionTable | None:  # noqa: B008
    """The one action table that a table is."""
    found = recognise(table, profile, around)
    assert len(found) < 2
    return found[0].table if found else None


def rows_of(table: Table) -> tuple[int, ...]:
    return tuple(row for found in recognise(table, NL) for row in found.rows)


def rich_cell(*content: Content) -> Cell:
    return Cell(content)


def test_every_known_column_is_understood_and_an_unknown_one_kept_by_name() -> None:
    found = only(grid(FULL, ROW, header_rows=1), NL)
    assert found == ActionTable(
        columns=(
            Column("description", "Actiepunt"),
            Column("type", "type"),
            Column("owner", "wie"),
            Column("planning", "Planning:"),
            Column("status", "status"),
            Column("budget", "Budget"),
            Column("explanation", "Toelichting"),
            Column("objective", "Doel"),
            Column("extra-1", "Nr."),
        ),
        actions=(
            Action(
                id="",
                description="Toezicht",
                type="Uitvoering",
                planning=Planning("eind 2026", "period", date(2026, 10, 1), date(2026, 12, 31)),
                status=Status("Op schema", "good"),
                owner="Burgemeester",
                budget="€ 5",
                explanation="Zie nota",
                objective="Veilig",
                extra=(Extra("extra-1", "7"),),
            ),
        ),
    )


def test_columns_may_stand_in_any_order_and_absent_ones_are_none() -> None:
    found = only(grid(["planning", "Wat gaan we doen ?"], ["", "Toezicht"], header_rows=1), NL)
    assert found is not None
    assert found.actions == (Action(id="", description="Toezicht", planning=Planning("")),)
    assert [column.key for column in found.columns] == ["planning", "description"]


@pytest.mark.parametrize(
    "table",
    [
        grid(["Actiepunt", "type"], ["a", "b"]),
        grid(["Actiepunt", "Lasten"], ["a", "b"], header_rows=1),
        grid(["type", "planning"], ["a", "b"], header_rows=1),
        Table((grid(["Actiepunt", "type"]).rows[0], wide("Doel 1", 2)), header_rows=1),
        Table(()),
    ],
    ids=[
        "no header",
        "one known column",
        "no description",
        "group of none",
        "nothing",
    ],
)
def test_another_table_is_none(table: Table) -> None:
    assert only(table, NL) is None


def test_a_cell_that_is_more_than_plain_text_stands_in_full_besides() -> None:
    bold = Paragraph((Text("Toe", ("bold",)), LineBreak(), Text("zicht")))
    two = rich_cell(paragraph("a"), paragraph("b"))
    table = Table((grid(["Actie", "type"]).rows[0], Row((rich_cell(bold), two))), header_rows=1)
    found = only(table, NL)
    assert found is not None
    (action,) = found.actions
    assert (action.description, action.type) == ("Toe\nzicht", "a\nb")
    assert action.formatted == (Formatted("description", (bold,)), Formatted("type", (paragraph("a"), paragraph("b"))))


def test_rows_with_nothing_to_be_seen_are_no_actions() -> None:
    table = grid(["Actie", "type"], ["", "\u200b"], ["", "b"], ["", ""], header_rows=1)
    found = only(table, NL)
    assert found is not None
    assert [action.type for action in found.actions] == ["b"]
    assert rows_of(table) == (3,)
    assert not found.is_empty
    assert ActionTable(found.columns, ()).is_empty


def test_a_document_s_year_counts_for_plannings_that_name_none() -> None:
    found = only(grid(["Actie", "planning"], ["a", "Q1"], header_rows=1), NL, Around(2026))
    assert found is not None
    assert found.actions[0].planning == Planning("Q1", "quarter", date(2026, 1, 1), date(2026, 3, 31))


def test_presented_it_is_the_table_as_written_with_roles_and_tones() -> None:
    table = grid(FULL, ROW, header_rows=1)
    found = only(table, NL)
    assert found is not None
    named = replace(found, actions=(replace(found.actions[0], id="a-1"),))
    header = Row(tuple(replace(cell, role="header") for cell in table.rows[0].cells))
    first, *middle = table.rows[1].cells
    cells = [replace(first, ref="a-1"), *middle]
    cells[4] = replace(cells[4], role="status", tone="good")
    assert named.present(labels.load("nl")) == Table((header, Row(tuple(cells))), header_rows=1)


def test_the_legend_is_the_profiles() -> None:
    assert NL.status_value("(G)") == "good"
    assert NL.status_value("VRAAGT AANDACHT") == "attention"
    assert NL.status_value("paars") is None


def test_a_cell_over_several_rows_counts_for_each_and_is_one_cell_again_when_presented() -> None:
    tall = Cell((paragraph("Uitvoering"),), rowspan=2)
    rows = (
        Row((Cell((paragraph("Toezicht"),)), tall)),
        Row((Cell((paragraph("Preventie"),)),)),
        Row((Cell((paragraph("Nota"),)), Cell((paragraph("Beleid"),)))),
    )
    found = only(Table((grid(["Actie", "type"]).rows[0], *rows), header_rows=1), NL)
    assert found is not None
    assert found.actions == (
        Action("", "Toezicht", "Uitvoering"),
        Action("", "Preventie", "Uitvoering", merged=("type",)),
        Action("", "Nota", "Beleid"),
    )
    shown = found.present(labels.load("nl"))
    assert [[cell.rowspan for cell in row.cells] for row in shown.rows] == [[1, 1], [1, 2], [1], [1, 1]]


def test_a_row_of_one_cell_is_the_objective_of_the_actions_below_it() -> None:
    head, one, two = grid(["Actie", "type"], ["a", "x"], ["b", "y"]).rows
    found = only(Table((head, one, wide("Doel 1: veilig", 2), two, one, wide("Doel 2", 2), two), header_rows=1), NL)
    assert found is not None
    assert [(action.description, action.objective) for action in found.actions] == [
        ("a", None),
        ("b", "Doel 1: veilig"),
        ("a", "Doel 1: veilig"),
        ("b", "Doel 2"),
    ]
    shown = found.present(labels.load("nl"))
    group = replace(wide("Doel 1: veilig", 2), cells=(replace(wide("Doel 1: veilig", 2).cells[0], role="row-header"),))
    assert [len(row.cells) for row in shown.rows] == [2, 2, 1, 2, 2, 1, 2]
    assert shown.rows[2] == group


def test_a_header_that_stands_again_in_the_body_is_no_action() -> None:
    table = grid(["Actie", "type"], ["a", "x"], ["Actie", "type"], ["b", "y"], header_rows=1)
    found = only(table, NL)
    assert found is not None
    assert ([action.description for action in found.actions], found.repeated_headers) == (["a", "b"], 1)
    assert rows_of(table) == (2, 4)

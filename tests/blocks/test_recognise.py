"""Action tables in all their forms, and the tables that only look like one."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Aspect, Extra, Formatted, Group, Planning
from pipeline.blocks.columns import Column
from pipeline.blocks.heads import Around
from pipeline.blocks.recognise import recognise
from pipeline.blocks.status import Status
from pipeline.content import Cell, Content, Item, ItemList, Paragraph, Row, Table, Text, paragraph
from pipeline.source import Shown, ShownCell
from tests.builders import NL, bulleted, grid, ordered

HERE = Around(2026, in_actions=True)
Q3 = Planning("Q3", "quarter", date(2026, 7, 1), date(2026, 9, 30))
DONE = Planning("gereed", "done")


def cell(*content: Content, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(content, colspan, rowspan)


def said(text: str) -> Cell:
    return cell(paragraph(text))


def tall(text: str) -> Cell:
    return cell(paragraph(text), rowspan=2)


def row(*cells: Cell | str) -> Row:
    return Row(tuple(said(each) if isinstance(each, str) else each for each in cells))


def found(table: Table, around: Around = HERE) -> tuple[ActionTable, ...]:
    return tuple(entry.table for entry in recognise(table, NL, around))


def only(table: Table, around: Around = HERE) -> ActionTable:
    (one,) = found(table, around)
    return one


def keys(table: ActionTable) -> tuple[str, ...]:
    return table.keys


# ------------------------------------------------------------------------------------ headers


HEADERLESS = grid(
    ["1", "Meer toezicht in het centrum", "Q3", "Uitvoering"], ["2", "De nota evenementen herzien", "gereed", "Beleid"]
)


def test_without_a_header_the_columns_are_known_by_what_they_hold() -> None:
    assert only(HEADERLESS) == ActionTable(
        columns=(Column("extra-1", ""), Column("description", ""), Column("planning", ""), Column("type", "")),
        actions=(
            Action("", "Meer toezicht in het centrum", "Uitvoering", Q3, extra=(Extra("extra-1", "1"),)),
            Action("", "De nota evenementen herzien", "Beleid", DONE, extra=(Extra("extra-1", "2"),)),
        ),
    )
    assert only(HEADERLESS).header_rows() == ()
    assert found(HEADERLESS, Around(2026)) == ()


def test_an_action_an_owner_and_a_status_without_a_header() -> None:
    table = grid(["Camera's plaatsen op het plein", "Wethouder Smit", "op schema"], ["Nota jeugd", "Team Zorg", ""])
    assert keys(only(table)) == ("description", "owner", "status")


def test_a_header_with_other_words_keeps_them() -> None:
    table = grid(["Dit pakken wij aan", "Stand nu"], ["Camera's op het plein", "groen"], header_rows=1)
    assert only(table).columns == (Column("description", "Dit pakken wij aan"), Column("status", "Stand nu"))
    unmarked = replace(table, header_rows=0)
    assert only(unmarked) == only(table)


def test_figures_are_no_matter_where_a_header_tells_of_actions() -> None:
    table = grid(["Zaak", "Wanneer", "Hoeveel"], ["Toezicht in de wijk", "Q3", "€ 10.000"], header_rows=1)
    assert keys(only(table)) == ("description", "planning", "extra-1")


def test_a_table_goes_on_below_another_heading_with_the_columns_of_the_table_before() -> None:
    above = (Column("description", "Actie"), Column("type", "Type"), Column("planning", "Planning"))
    goes_on = grid(["Meer toezicht in het centrum", "anders", "Q3"], ["De nota herzien", "", "gereed"])
    other = grid(["Meer toezicht in het centrum", "12,5", "13,0"], ["De nota herzien", "1,0", "2,0"])
    assert found(goes_on, Around(2026, above=above)) == ()
    assert keys(only(goes_on, Around(2026, in_actions=True, above=above))) == ("description", "type", "planning")
    typed = grid(["Meer toezicht in het centrum", "Beleid", "Q3"], ["De nota herzien", "", "gereed"])
    assert only(typed, Around(2026, above=above)).actions[0] == Action("", "Meer toezicht in het centrum", "Beleid", Q3)
    assert only(typed, Around(2026, above=above)).columns[0] == Column("description", "")
    assert found(other, Around(2026, in_actions=True, above=above)) == ()


def test_a_header_of_two_rows_is_one_and_stays_as_written() -> None:
    table = Table(
        (
            row(
                cell(paragraph("Actie"), rowspan=2),
                cell(paragraph("Planning"), colspan=2),
                cell(paragraph("Status"), rowspan=2),
            ),
            row("Start", "Eind"),
            row("Toezicht", "Q1", "Q3", "groen"),
        ),
        header_rows=1,
    )
    one = only(table, Around(2026))
    assert one.columns == (
        Column("description", "Actie"),
        Column("start", "Start"),
        Column("end", "Eind"),
        Column("status", "Status"),
    )
    assert one.actions == (
        Action(
            "",
            "Toezicht",
            planning=Planning("Q1 – Q3", "period", date(2026, 1, 1), date(2026, 9, 30)),
            status=Status("groen", "good"),
            extra=(Extra("start", "Q1"), Extra("end", "Q3")),
        ),
    )
    assert [[words.colspan for words in each.cells] for each in one.header_rows()] == [[1, 2, 1], [1, 1]]


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("Q1", "doorlopend", Planning("Q1 – doorlopend", "period", date(2026, 1, 1))),
        ("", "Q3", Q3),
        ("", "", Planning("")),
        ("Q3", "Q1", Planning("Q3 – Q1", "unknown")),
        ("n.t.b.", "Q3", Planning("n.t.b. – Q3", "period", None, date(2026, 9, 30))),
    ],
)
def test_two_halves_are_one_planning_that_never_ends_before_it_starts(start: str, end: str, wanted: Planning) -> None:
    (action,) = only(grid(["Actie", "Start", "Eind"], ["a", start, end], header_rows=1)).actions
    assert action.planning == wanted


def test_a_header_over_a_number_and_a_description_means_the_description() -> None:
    table = Table((row(cell(paragraph("Actie"), colspan=2), "Planning"), row("1", "Toezicht", "Q3")), header_rows=1)
    assert only(table).columns == (
        Column("extra-1", "Actie"),
        Column("description", ""),
        Column("planning", "Planning"),
    )
    assert only(table).actions[0].description == "Toezicht"


def test_a_header_with_other_words_in_the_body_begins_a_further_table() -> None:
    table = grid(["Actie", "type"], ["a", "x"], ["Maatregel", "Wanneer"], ["b", "Q3"], header_rows=1)
    one, two = recognise(table, NL, Around(2026))
    assert (one.table.keys, one.rows, two.table.keys, two.rows) == (
        ("description", "type"),
        (2,),
        ("description", "planning"),
        (4,),
    )
    assert found(grid(["Actie", "type"], ["a", "x"], ["Maatregel", "Wanneer"], header_rows=1)) == ()


def test_of_two_columns_with_one_meaning_the_surer_is_it_and_the_other_what_else_it_may_mean() -> None:
    table = grid(["Voortgang", "Actie", "Resultaat", "Status"], ["Loopt al", "a", "b", "groen"], header_rows=1)
    assert keys(only(table)) == ("explanation", "description", "extra-1", "status")


# ------------------------------------------------------------------------------------ columns of reports


def test_time_money_and_quality_are_each_a_status() -> None:
    table = grid(["Actie", "Tijd", "Geld", "Kwaliteit"], ["a", "groen", "Rood", "?"], header_rows=1)
    one = only(table, Around(2026))
    assert one.actions[0] == Action(
        "",
        "a",
        aspects=(
            Aspect("aspect-1", "Tijd", "groen", "good"),
            Aspect("aspect-2", "Geld", "Rood", "bad"),
            Aspect("aspect-3", "Kwaliteit", "?", None),
        ),
    )


def test_credit_spent_and_left_are_a_budget_and_extras_by_name() -> None:
    table = grid(
        ["Actie", "Planning", "Krediet", "Besteed t/m 2025", "Restant"],
        ["a", "Q3", "€ 100", "€ 40", "€ 60"],
        header_rows=1,
    )
    one = only(table)
    assert (one.actions[0].budget, one.actions[0].extra) == (
        "€ 100",
        (Extra("extra-1", "€ 40"), Extra("extra-2", "€ 60")),
    )


def test_a_percentage_is_a_status_as_written() -> None:
    one = only(grid(["Actie", "%"], ["a", "75%"], ["b", "100%"], header_rows=1))
    assert [action.status for action in one.actions] == [Status("75%", None), Status("100%", "done")]


# ------------------------------------------------------------------------------------ rows


def test_an_objective_alone_in_the_first_cell_heads_the_rows_below_it() -> None:
    table = grid(["Actie", "type"], ["Doelstelling 1: veilig", ""], ["a", ""], ["Doel 2. schoon", ""], header_rows=1)
    one = only(table)
    assert one.groups == (Group(0, "Doelstelling 1: veilig"), Group(1, "Doel 2. schoon"))
    assert one.actions == (Action("", "a", "", objective="Doelstelling 1: veilig"),)


def test_a_group_with_more_than_words_keeps_them() -> None:
    rich = Paragraph((Text("Doel "), Text("1", ("bold",))))
    table = Table((*grid(["Actie", "type"]).rows, row(cell(rich, colspan=2)), row("a", "x")), header_rows=1)
    assert only(table).groups == (Group(0, "Doel 1", (rich,)),)


def test_an_objective_above_the_table_is_that_of_its_actions_until_a_row_names_another() -> None:
    table = grid(["Actie", "type"], ["a", "x"], ["Doel 2: schoon", ""], ["b", "y"], header_rows=1)
    one = only(table, Around(objective="Doel 1"))
    assert [action.objective for action in one.actions] == ["Doel 1", "Doel 2: schoon"]


def test_lists_of_one_length_are_so_many_actions() -> None:
    lists = row(cell(ordered("Toezicht", "Preventie")), cell(ordered("Q3", "gereed")), "")
    one = only(Table((*grid(["Actie", "Planning", "Wie"]).rows, lists), header_rows=1))
    assert [(action.description, action.planning, action.owner) for action in one.actions] == [
        ("Toezicht", Q3, ""),
        ("Preventie", DONE, ""),
    ]
    second = ItemList((Item((paragraph("Preventie"),), "2."),), ordered=True)
    assert one.actions[1].formatted[0] == Formatted("description", (second,))


def test_bullets_with_one_objective_are_so_many_actions_of_it() -> None:
    table = Table((*grid(["Doel", "Actie"]).rows, row("Veilig", cell(bulleted("a", "b")))), header_rows=1)
    one = only(table)
    assert [(action.description, action.objective, action.merged) for action in one.actions] == [
        ("a", "Veilig", ()),
        ("b", "Veilig", ("objective",)),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        (cell(ordered("a", "b")), "Q3"),
        (cell(ordered("a", "b")), cell(ordered("Q1", "Q2", "Q3"))),
        (cell(paragraph("Nota:"), ordered("a", "b")), cell(ordered("Q1", "Q2"))),
        (cell(ordered("a")), cell(ordered("Q1"))),
    ],
    ids=["one planning", "other length", "words before", "one item"],
)
def test_else_a_list_is_one_action(cells: tuple[Cell | str, ...]) -> None:
    assert len(only(Table((*grid(["Actie", "Planning"]).rows, row(*cells)), header_rows=1)).actions) == 1


# ------------------------------------------------------------------------------------ colours


def green(*content: Content, fill: str = "00b050", ink: str = "", names: tuple[str, ...] = ()) -> Cell:
    return ShownCell(content, shown=Shown(fill, ink, names))


def test_a_cell_that_is_only_a_colour_is_a_status_with_the_name_of_the_colour() -> None:
    table = Table((*grid(["Actie", "Status"]).rows, row("a", green()), row("b", "Rood")), header_rows=1)
    assert [action.status for action in only(table).actions] == [Status("", "good", "Groen"), Status("Rood", "bad")]


def test_the_colour_of_a_header_or_a_band_is_no_status() -> None:
    head = Row((said("Actie"), green(paragraph("Status"))))
    assert only(Table((head, row("a b", green())), header_rows=1)).actions[0].status == Status("", None)
    band = Row((ShownCell((paragraph("a b"),), shown=Shown("00b050")), green()))
    assert only(Table((*grid(["Actie", "Status"]).rows, band), header_rows=1)).actions[0].status == Status("", None)


def test_lights_without_a_header_are_a_status() -> None:
    table = Table((row("Meer toezicht overal", green()), row("De nota herzien", green(fill="ff0000"))))
    assert [action.status for action in only(table).actions] == [
        Status("", "good", "Groen"),
        Status("", "bad", "Rood"),
    ]


def test_no_look_is_left_in_what_is_understood() -> None:
    rich = Paragraph((Text("op ", ("bold",)), Text("schema")))
    table = Table((*grid(["Actie", "Status"]).rows, row("a", green(rich))), header_rows=1)
    assert only(table).actions[0].formatted == (Formatted("status", (rich,)),)


# ------------------------------------------------------------------------------------ what is none

TEMPTING = {
    "financial": grid(["Omschrijving", "Begroting 2026", "Rekening 2024"], ["Lasten", "1.200", "1.100"], header_rows=1),
    "financial without a header": grid(["Totaal van de lasten", "1.200", "1.100"], ["Totaal baten", "20", "2026"]),
    "investments": grid(["Omschrijving", "Krediet", "Toelichting"], ["Riool", "€ 100.000", "Loopt"], header_rows=1),
    "indicators": grid(
        ["Indicator", "Eenheid", "Bron", "2024"], ["Verwijzingen", "aantal", "Halt", "8"], header_rows=1
    ),
    "risks": grid(["Risico", "Kans", "Gevolg"], ["Brand in het stadhuis", "groot", "Schade"], header_rows=1),
    "parties": grid(["Naam", "Vestigingsplaats", "Doel"], ["GGD", "Utrecht", "Gezondheid"], header_rows=1),
    "legend": grid(["Kleur", "Betekenis"], ["Groen", "Wij liggen op schema"], ["Rood", "Niet"], header_rows=1),
    "fees": grid(["Activiteit", "Kosten"], ["Paspoort", "€ 80"], header_rows=1),
    "decisions": grid(["Onderwerp", "Planning"], ["Kadernota", "juni"], header_rows=1),
    "calendar": grid(["Kadernota", "juni 2026"], ["Begroting", "november 2026"]),
    "contacts": grid(["Wethouder Smit", "Zorg en welzijn"], ["Wethouder Vos", "Financiën"]),
    "layout": grid(["Tekst van de linkerkant", "Tekst van de rechterkant"]),
    "planning alone": grid(["Planning", "Status"], ["Q3", "groen"], header_rows=1),
}


def test_a_legend_is_no_table_of_actions_and_lights_before_the_actions_are() -> None:
    assert found(TEMPTING["legend"]) == ()
    table = grid(["groen", "Meer toezicht overal"], ["groen", "De nota herzien"])
    assert keys(only(table)) == ("status", "description")


@pytest.mark.parametrize("name", TEMPTING)
def test_a_table_that_only_looks_like_one_is_none(name: str) -> None:
    assert found(TEMPTING[name], Around(2026)) == ()


@pytest.mark.parametrize(
    "name", ["financial", "financial without a header", "indicators", "risks", "parties", "legend", "layout"]
)
def test_also_in_a_block_of_actions(name: str) -> None:
    assert found(TEMPTING[name]) == ()

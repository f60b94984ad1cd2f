"""The page of all actions: each once, with its page, and what the filters know of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Column, Planning, Status
from pipeline.model import Block, BudgetDocument, Section
from tests.builders import document
from tests.site import entries, pages, samples, site


def table(*actions: Action) -> tuple[ActionTable, ...]:
    return (ActionTable((Column("description", "Wat"), Column("type", "Type")), actions),)


def book() -> BudgetDocument:
    """A book of two programmes, the first with two pages of actions."""
    third = Planning("Q3-Q4 2026", "quarter", date(2026, 7, 1), date(2026, 12, 31))
    one = Action("a--1", "Fietspad", type="Nieuw  beleid", planning=third, status=Status("Op schema", "good"))
    two = Action("b--1", "Brug", type="nieuw beleid", planning=Planning("doorlopend", "ongoing"))
    far = Action("c--1", "Park", planning=Planning("ooit", "period", date(2000, 1, 1), date(2050, 1, 1)))
    wegen = Section("a", "1.1", "Wegen", 2, blocks=(Block("a--actions", "actions", "Acties", table(one)),))
    water = Section("b", "1.2", "Water", 2, blocks=(Block("b--actions", "actions", "Acties", table(two)),))
    groen = Section("c", "2", "Groen", 1, blocks=(Block("c--actions", "actions", "Acties", table(far)),))
    return document(Section("p", "1", "Buiten", 1, sections=(wegen, water)), groen, title="Boek")


def shown(documents: Mapping[str, BudgetDocument]) -> Any:
    return pages(site(documents))["acties.html"]


def test_each_action_has_its_page_and_what_the_filters_ask_for() -> None:
    page = shown({"boek.docx": book()})
    groups = [(body.get("data-programme"), body.xpath("tr[1]/th/a/@href")) for body in page.xpath("//tbody")]
    assert groups == [
        ("1 Buiten", ["boek/a.html#a--1"]),
        ("1 Buiten", ["boek/b.html#b--1"]),
        ("2 Groen", ["boek/c.html#c--1"]),
    ]
    assert [dict(row.attrib) for row in page.xpath("//tbody/tr[not(@class)]")] == [
        {"data-type": "nieuw beleid", "data-status": "op schema", "data-quarter": "2026-3|2026-4"},
        {"data-type": "nieuw beleid"},
        {},
    ]


def test_the_columns_are_those_that_any_action_has_something_in() -> None:
    heads = shown({"boek.docx": book()}).xpath("//thead//th/text()")
    assert heads == ["Wat gaan we doen?", "Type", "Planning", "Status"]


def test_a_filter_has_each_value_once_as_first_written_and_last_what_has_none() -> None:
    page = shown({"boek.docx": book()})
    options = {
        str(field.get("name")): [(str(option.get("value")), option.text) for option in field]
        for field in page.xpath("//form//select")
    }
    none = ("", "Niet ingevuld of anders")
    assert options == {
        "programme": [("*", "Alle programma's"), ("1 Buiten", "1 Buiten"), ("2 Groen", "2 Groen")],
        "type": [("*", "Alle typen"), ("nieuw beleid", "Nieuw beleid"), none],
        "status": [("*", "Elke status"), ("op schema", "Op schema"), none],
        "quarter": [
            ("*", "Alle kwartalen"),
            ("2026-3", "2026, 3e kwartaal"),
            ("2026-4", "2026, 4e kwartaal"),
            none,
        ],
    }


def test_the_programme_of_an_action_is_the_section_of_that_kind_above_it() -> None:
    (far, near) = book().sections
    (inner,) = (replace(section, kind="programme") for section in far.sections[:1])
    made = replace(book(), sections=(replace(far, sections=(inner, *far.sections[1:])), near))
    groups = shown({"boek.docx": made}).xpath("//tbody")
    assert [group.get("data-programme") for group in groups] == ["1.1 Wegen", "1 Buiten", "2 Groen"]


def test_a_filter_that_leaves_no_choice_is_not_there() -> None:
    (only,) = table(Action("x", "Iets", type="Nieuw"), Action("y", "Nog iets", type="Nieuw"))
    made = document(
        Section("s", "", "Los", 1, blocks=(Block("s--actions", "actions", "Acties", (only,)),)), title="Los"
    )
    assert shown({"los.docx": made}).xpath("//form") == []


def test_the_samples_have_a_row_for_each_of_their_actions() -> None:
    counted = [action.description for entry in entries(samples()) for action in entry.actions]
    rows = ["".join(map(str, cell.itertext())) for cell in shown(samples()).xpath("//tbody/tr/th[@scope='row']")]
    assert sorted(rows) == sorted(counted)
    assert len(counted) >= 60


def test_without_actions_there_is_no_such_page() -> None:
    assert "acties.html" not in site({"a.docx": document(Section("a", "", "A", 1), title="A")})

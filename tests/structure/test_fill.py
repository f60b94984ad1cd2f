"""Content of the model: action tables, links, places."""

from __future__ import annotations

from datetime import date

from pipeline.blocks.actions import Action, ActionTable, Planning
from pipeline.blocks.columns import Column
from pipeline.content import Link, Paragraph, Table, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.model import Detail
from tests.builders import built, grid, heading, line, prose, sections, table

SUMMER = Planning("Q3 2026", "quarter", date(2026, 7, 1), date(2026, 9, 30))
HEADER = ["Wat gaan we doen?", "type", "planning"]
COLUMNS = (
    Column("description", "Wat gaan we doen?"),
    Column("type", "type"),
    Column("planning", "planning"),
)


def test_a_table_with_known_columns_is_an_action_table() -> None:
    (section,) = sections(
        heading("2.6.1 Veiligheid", 1),
        heading("Actiepunten", 2),
        table(HEADER, ["Toezicht", "Uitvoering", ""], ["", "", ""], ["Preventie", "", "Q3 2026"]),
    )
    (block,) = section.blocks
    assert block.content == (
        ActionTable(
            columns=COLUMNS,
            actions=(
                Action("veiligheid--actions--1c80c78a", "Toezicht", "Uitvoering", Planning("")),
                Action(
                    "veiligheid--actions--bed9aa1b",
                    "Preventie",
                    "",
                    Planning("Q3 2026", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
                ),
            ),
        ),
    )


def test_equal_actions_stay_and_have_ids_of_their_own() -> None:
    document = built(
        heading("1 Zorg", 1),
        heading("Actiepunten", 2),
        table(HEADER, ["Toezicht", "a", ""], ["toezicht ", "b", ""], ["Anders", "", ""]),
    )
    (content,) = document.sections[0].blocks[0].content
    assert isinstance(content, ActionTable)
    first, second, _ = content.actions
    assert (first.description, second.description, second.id) == ("Toezicht", "toezicht", first.id + "-2")
    place = Place(item=3, table=1, row=2, headings=("1 Zorg", "Actiepunten"), quote="Toezicht")
    assert document.places[first.id] == place


def test_an_action_table_is_known_in_a_detail_too() -> None:
    (section,) = sections(
        heading("1 Zorg", 1), heading("Actiepunten", 2), heading("Thuis", 3), table(HEADER, ["Toezicht", "", ""])
    )
    (detail,) = section.blocks[0].content
    assert isinstance(detail, Detail)
    assert isinstance(detail.content[0], ActionTable)


def test_a_block_of_actions_with_another_table_is_reported() -> None:
    found: list[Diagnostic] = []
    built(heading("1 Zorg", 1), heading("Actiepunten", 2), table(["a", "b"], ["c", "d"]), found=found)
    assert [(diagnostic.code, diagnostic.values["title"]) for diagnostic in found] == [
        (Code.TABLE_NOT_ACTIONS, "Actiepunten")
    ]


def test_a_table_elsewhere_is_a_table() -> None:
    (section,) = sections(heading("1 Zorg", 1), table(["a", "b"], ["c", "d"]))
    assert section.intro == (grid(["a", "b"], ["c", "d"]),)
    assert isinstance(section.intro[0], Table)


def test_links_inside_the_document_lead_to_ids() -> None:
    (section,) = sections(
        heading("1 Zorg", 1),
        line(Text("Zie "), Link("#_Ref1", (Text("acties"),)), Text("; "), Link("#hier", (Text("hier"),))),
        heading("Actiepunten", 2, anchors=("_Ref1",)),
        prose("Tekst.", anchors=("hier",)),
    )
    target = "#zorg--actions"
    assert section.intro == (
        Paragraph((Text("Zie "), Link(target, (Text("acties"),)), Text("; "), Link(target, (Text("hier"),)))),
    )


def test_a_link_that_leads_nowhere_or_may_not_becomes_text_and_is_reported() -> None:
    found: list[Diagnostic] = []
    document = built(
        heading("1 Zorg", 1),
        line(
            Text("a "),
            Link("#weg", (Text("b"),)),
            Link("java\nscript:alert(1)", (Text(" c"),)),
            Link("#", (Text("d"),)),
        ),
        found=found,
    )
    assert document.sections[0].intro == (paragraph("a b cd"),)
    assert [(entry.code, entry.place.quote, entry.values) for entry in found] == [
        (Code.LINK_BROKEN, "b", {"href": "#weg"}),
        (Code.LINK_UNSAFE, "c", {"href": "java script:alert(1)"}),
    ]


def test_addresses_that_may_stay_do() -> None:
    for href in ("https://x.nl/a", "HTTP://x.nl", "mailto:a@x.nl", "tel:+3120", "andere.html#kop"):
        (section,) = sections(heading("1 Zorg", 1), line(Link(href, (Text("a"),))))
        assert section.intro == (Paragraph((Link(href, (Text("a"),)),)),)


def test_sections_blocks_and_actions_have_places() -> None:
    document = built(heading("1 Zorg", 1), heading("Actiepunten", 2), table(HEADER, ["Toezicht", "", ""]))
    assert document.places == {
        "zorg": Place(item=1, headings=("1 Zorg",)),
        "zorg--actions": Place(item=2, headings=("1 Zorg", "Actiepunten")),
        "zorg--actions--1c80c78a": Place(item=3, table=1, row=2, headings=("1 Zorg", "Actiepunten"), quote="Toezicht"),
    }

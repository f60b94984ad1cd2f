"""An entry says what the rest of a publication needs to know of a document, and survives JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
from hypothesis import given
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Column, Planning, Status
from pipeline.content import Figure, Image, Link, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.entry import Counts, Dropped, Entry, EntryAction, EntryAmount, EntryBlock, EntrySection, entry, walk
from pipeline.model import Block, BudgetDocument, Detail, PartCoverage, Section
from pipeline.prune import prune
from tests.builders import document, grid, heading, ignored, sections, table
from tests.strategies import PROPERTY, documents


def of(made: BudgetDocument, *found: Diagnostic) -> Entry:
    return entry(made, prune(made, ignored), found, "map/pagina.docx", "pagina")


@PROPERTY
@given(documents())
def test_an_entry_comes_back_from_json_as_it_went(made: BudgetDocument) -> None:
    told = of(made, *made.diagnostics)
    assert msgspec.json.decode(msgspec.json.encode(told), type=Entry) == told


@PROPERTY
@given(documents())
def test_an_entry_has_each_section_block_and_action_that_is_shown_once(made: BudgetDocument) -> None:
    told = of(made)
    sections = list(walk(told.sections))
    assert told.counts.sections == len(sections) == len({section.id for section in sections})
    assert told.counts.blocks == sum(len(section.blocks) for section in sections)
    assert told.counts.actions == len(told.actions) == len({action.id for action in told.actions})
    assert {action.section for action in told.actions} <= {section.id for section in sections}
    shown = prune(made, ignored)
    assert told.opening in {"", *(section.id for section in shown.sections)}


def test_an_entry_holds_the_sections_actions_links_and_what_was_dropped() -> None:
    action = Action(
        "s--actions--1",
        "Meer toezicht",
        type="Nieuw",
        planning=Planning("Q3 2026", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        status=Status("op schema", "good"),
        owner="",
    )
    table = ActionTable((Column("description", "Wat"), Column("type", "Type")), (action,))
    link = Link("2.6.2 Evenementen.docx#doel", (Text("evenementen"),))
    inner = Section("s--a", "1.1", "Wijken", 2, intro=(Paragraph((link, Link("#s", (Text("boven"),)), link)),))
    empty = Block("s--rest", "text", "Rest", (grid(("Wat", "Wie"), ("", ""), header_rows=1),))
    section = Section(
        "s",
        "1",
        "Veilig 2026",
        1,
        kind="programme",
        blocks=(Block("s--actions", "actions", "Acties", (Detail("Wij", (table, grid(("a",)))),)), empty),
        sections=(inner,),
    )
    place = Place(item=3, headings=("1 Veilig 2026",))
    made = replace(
        document(section, title="1 Veilig 2026"),
        places={"s--actions--1": Place(row=2), "s--rest": place},
        meta=replace(document().meta, title="1 Veilig 2026", kind="budget"),
        coverage=(PartCoverage("document", 80, 70, 2), PartCoverage("footnotes", 20, 20, 0)),
    )
    told = flaw(Code.PLANNING_EMPTY, place)
    assert of(made, told) == Entry(
        name="map/pagina.docx",
        slug="pagina",
        title="1 Veilig 2026",
        sha256="0" * 64,
        kind="budget",
        year=2026,
        profile="nl",
        opening="s",
        sections=(
            EntrySection(
                "s",
                "1",
                "Veilig 2026",
                kind="programme",
                blocks=(EntryBlock("s--actions", "actions", "Acties"),),
                sections=(EntrySection("s--a", "1.1", "Wijken"),),
            ),
        ),
        actions=(
            EntryAction(
                id="s--actions--1",
                section="s",
                number="1",
                title="Veilig 2026",
                description="Meer toezicht",
                type="Nieuw",
                planning="Q3 2026",
                planning_kind="quarter",
                planning_start=date(2026, 7, 1),
                planning_end=date(2026, 9, 30),
                status="op schema",
                status_value="good",
                owner="",
                place=Place(row=2),
            ),
        ),
        links=("2.6.2 Evenementen.docx#doel",),
        coverage=0.92,
        diagnostics=(told,),
        dropped=(Dropped("Rest", place, "Wat Wie"),),
        counts=Counts(sections=2, blocks=1, actions=1, tables=2),
    )


def test_tables_pictures_and_notes_are_counted() -> None:
    figure = Figure(Image(alt="Kaart"), (NoteReference("n1"),))
    made = document(Section("s", "1", "Wegen", 1, intro=(grid(("a",)), figure, Paragraph((Image(alt="Logo"),)))))
    noted = replace(made, notes=(Note("n1", (paragraph("Zie bijlage"), grid(("b",)))),))
    assert of(noted).counts == Counts(sections=1, tables=2, pictures=2, notes=1)


def test_an_entry_holds_each_amount_with_what_its_row_and_column_say() -> None:
    head = ("x € 1.000", "Begroting 2026", "Raming 2027")
    rows = (head, ("Lasten", "N 31.393", ""), ("0.10 Mutaties reserves", "p.m.", "5"))
    (section,) = sections(heading("2.6.1 Veiligheid", 1), heading("Wat mag het kosten?", 2), table(*rows))
    told = EntryAmount(
        section="veiligheid",
        number="2.6.1",
        title="Veiligheid",
        table="Wat mag het kosten?",
        row="Lasten",
        row_kind="expenses",
        column="Begroting 2026",
        column_key="budget",
        text="N 31.393",
        value=Decimal(-31393),
        year=2026,
        unit=1000,
    )
    reserves = replace(told, row="0.10 Mutaties reserves", row_kind="reserves", taakveld="0.10")
    assert of(document(section)).amounts == (
        told,
        replace(reserves, text="p.m.", value=None),
        replace(reserves, column="Raming 2027", column_key="estimate", text="5", value=Decimal(5), year=2027),
    )


def test_a_document_about_several_sections_has_no_opening_and_one_without_a_title_none() -> None:
    two = document(Section("a", "", "A", 1, intro=(paragraph("x"),)), Section("b", "", "B", 1), title="")
    assert (of(two).opening, of(two).title) == ("", "A")
    assert of(document(Section("a", "", "", 1, intro=(paragraph("x"),)), title=" ")).title == ""

"""An entry says what the rest of a publication needs to know of a document, and survives JSON."""

from __future__ import annotations

from datetime import date

import msgspec
from hypothesis import given
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Column, Planning, Status
from pipeline.content import Link, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.entry import Counts, Dropped, Entry, EntryAction, EntryBlock, EntrySection, entry, walk
from pipeline.model import Block, BudgetDocument, Detail, PartCoverage, Section
from pipeline.prune import prune
from tests.builders import document, grid, ignored
from tests.strategies import PROPERTY, documents, everything


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
        blocks=(Block("s--actions", "actions", "Acties", (Detail("Wij", (table, grid(("a",)))),)), empty),
        sections=(inner,),
    )
    place = Place(item=3, headings=("1 Veilig 2026",))
    made = replace(
        document(section, title="1 Veilig 2026"),
        places={"s--actions--1": Place(row=2), "s--rest": place},
        coverage=(PartCoverage("document", 80, 70, 2), PartCoverage("footnotes", 20, 20, 0)),
    )
    told = flaw(Code.PLANNING_EMPTY, place)
    assert of(made, told) == Entry(
        name="map/pagina.docx",
        slug="pagina",
        title="1 Veilig 2026",
        sha256="0" * 64,
        year=2026,
        profile="nl",
        opening="s",
        sections=(
            EntrySection(
                "s",
                "1",
                "Veilig 2026",
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


def test_everything_is_counted() -> None:
    assert of(everything()).counts == Counts(sections=2, blocks=2, actions=2, tables=2, pictures=4, notes=2)


def test_a_document_about_several_sections_has_no_opening_and_one_without_a_title_none() -> None:
    two = document(Section("a", "", "A", 1, intro=(paragraph("x"),)), Section("b", "", "B", 1), title="")
    assert (of(two).opening, of(two).title) == ("", "A")
    assert of(document(Section("a", "", "", 1, intro=(paragraph("x"),)), title=" ")).title == ""

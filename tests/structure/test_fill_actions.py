"""Action tables where they stand: under titles, one after another, over several blocks."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline import coverage
from pipeline.blocks.actions import ActionTable
from pipeline.content import Cell, Figure, Image, Row, Table, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.model import BudgetDocument, Section, actions_in
from pipeline.source import Piece, Shown, ShownCell
from tests.builders import built, grid, heading, numbered, prose, source, table

HEAD = ["Wat gaan we doen?", "type", "planning"]


def whole(*pieces: Piece | list[Piece], found: list[Diagnostic] | None = None) -> BudgetDocument:
    """The document that pieces make, of which no word is lost or said twice."""
    made = built(*pieces, found=found)
    assert coverage.of_structure(source(*pieces), made).flaws == ()
    return made


def objectives(section: Section) -> list[tuple[str, str | None]]:
    return [(action.description, action.objective) for block in section.blocks for action in actions_in(block.content)]


def test_a_title_a_caption_and_the_line_above_a_table_name_its_objective() -> None:
    captioned = table(HEAD, ["Vegen", "Beleid", ""], header_rows=1)
    captioned = replace(captioned, content=replace(captioned.content, caption=(Text("Doel 3: netjes"),)))
    document = whole(
        heading("1 Zorg", 1),
        heading("Actiepunten", 2),
        heading("Doelstelling 1: veilig", 3),
        table(HEAD, ["Toezicht", "Beleid", ""], header_rows=1),
        heading("Overig", 3),
        prose("Doelstelling 2: schoon"),
        table(HEAD, ["Bakken", "Beleid", ""], header_rows=1),
        captioned,
        prose("Tekst."),
        table(HEAD, ["Nota", "Beleid", ""], header_rows=1),
    )
    assert objectives(document.sections[0]) == [
        ("Toezicht", "Doelstelling 1: veilig"),
        ("Bakken", "Doelstelling 2: schoon"),
        ("Vegen", "Doel 3: netjes"),
        ("Nota", None),
    ]


def test_a_title_that_the_section_lists_as_an_objective_names_it() -> None:
    document = whole(
        heading("1 Zorg", 1),
        heading("Doelstellingen", 2),
        numbered("Minder inbraken", "Schone straten"),
        heading("Actiepunten", 2),
        heading("Schone straten", 3),
        table(HEAD, ["Vegen", "Beleid", ""], header_rows=1),
        heading("Dure straten", 3),
        table(HEAD, ["Tegels", "Beleid", ""], header_rows=1),
    )
    assert objectives(document.sections[0]) == [("Vegen", "Schone straten"), ("Tegels", None)]


def test_a_table_that_goes_on_in_another_block_has_the_columns_of_the_one_before() -> None:
    document = whole(
        heading("1 Zorg", 1),
        heading("Actiepunten", 2),
        table(HEAD, ["Toezicht", "Beleid", ""], header_rows=1),
        heading("Nog meer", 2),
        table(["Nota over de jeugd", "Beleid", "Q3 2026"]),
    )
    first, second = (block.content[0] for block in document.sections[0].blocks)
    assert isinstance(first, ActionTable)
    assert isinstance(second, ActionTable)
    assert second.keys == first.keys
    assert [column.label for column in second.columns] == ["", "", ""]


def test_a_status_that_is_a_colour_and_a_misspelt_month_are_reported() -> None:
    light = ShownCell((), shown=Shown("00b050"))
    rows = (
        *grid(["Actie", "Planning", "Status"]).rows,
        Row((Cell((paragraph("Toezicht"),)), Cell((paragraph("febuari 2026"),)), light)),
    )
    found: list[Diagnostic] = []
    whole(
        heading("1 Zorg", 1),
        heading("Actiepunten", 2),
        Piece(Table(rows, header_rows=1), Place()),
        found=found,
    )
    assert [(entry.code, entry.text, dict(entry.values), entry.place.row) for entry in found] == [
        (Code.PLANNING_TYPO, "febuari 2026", {"word": "febuari", "meant": "februari"}, 2),
        (Code.STATUS_ONLY_COLOUR, "Toezicht", {"status": "Groen", "count": "1"}, 2),
    ]


def test_a_picture_whose_own_words_say_the_status_is_more_than_a_colour() -> None:
    light = Cell((Figure(Image("x", "Op schema")),))
    rows = (*grid(["Actie", "Status"]).rows, Row((Cell((paragraph("Toezicht"),)), light)))
    found: list[Diagnostic] = []
    whole(heading("1 Zorg", 1), heading("Actiepunten", 2), Piece(Table(rows, header_rows=1), Place()), found=found)
    assert [entry.code for entry in found if entry.code is Code.STATUS_ONLY_COLOUR] == []


def test_without_a_header_the_explanation_stands_behind_the_action_though_it_is_longer() -> None:
    rows = [
        ["Bestemmingsplan vaststellen", "(G)", "De raad stelde het plan vast in april van dit jaar."],
        ["Flexwoningen plaatsen", "(R)", "Het stroomnet is vol, en blijft dat nog enkele jaren."],
        ["Woonvisie opstellen", "(G)", "De opdracht is verleend en het werk is begonnen."],
    ]
    made = whole(heading("1 Wonen", 1), heading("Actiepunten", 2), table(*rows))
    (block,) = made.sections[0].blocks
    assert [(action.description, action.explanation) for action in actions_in(block.content)] == [
        (row[0], row[2]) for row in rows
    ]


def test_a_plain_table_keeps_nothing_of_how_its_cells_look() -> None:
    light = ShownCell((paragraph("a"),), shown=Shown("00b050"))
    document = whole(
        heading("1 Zorg", 1),
        heading("Doelstellingen", 2),
        Piece(Table((Row((light, light)), Row((light, light)))), Place()),
    )
    (kept,) = document.sections[0].blocks[0].content
    assert isinstance(kept, Table)
    assert {type(cell) for row in kept.rows for cell in row.cells} == {Cell}

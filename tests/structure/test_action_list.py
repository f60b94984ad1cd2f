"""Actions that stand in no table: sub-headings, list items, paragraphs that begin in bold."""

from __future__ import annotations

from datetime import date

from pipeline import coverage
from pipeline.blocks.actions import Action, Planning
from pipeline.blocks.status import Status
from pipeline.content import LineBreak, Paragraph, Text, paragraph
from pipeline.diagnostics import Diagnostic, Place
from pipeline.model import ActionList, Block, Detail
from pipeline.source import Piece
from tests.builders import built, bulleted, bullets, heading, line, numbered, prose, source, table, text

Q3 = Planning("Q3 2026", "quarter", date(2026, 7, 1), date(2026, 9, 30))


def block(*pieces: Piece | list[Piece], title: str = "Actiepunten", found: list[Diagnostic] | None = None) -> Block:
    """The block that pieces make, of which no word is lost or said twice."""
    flow = (heading("Programmabegroting 2026", 1), heading(title, 2), *pieces)
    made = built(*flow, found=found)
    assert coverage.of_structure(source(*flow), made).flaws == ()
    (only,) = made.sections[0].blocks
    return only


def told(*pieces: Piece | list[Piece]) -> tuple[Action, ...]:
    """The actions of a block, without ids."""
    content = block(*pieces).content
    actions = content[0].actions if isinstance(content[0], ActionList) else ()
    return tuple(
        Action(**{name: getattr(each, name) for name in each.__struct_fields__} | {"id": ""}) for each in actions
    )


def test_each_sub_heading_is_an_action_and_the_lines_under_it_are_its_fields_or_explanation() -> None:
    assert told(
        heading("Meer toezicht", 3),
        prose("De wijk krijgt toezicht."),
        line(Text("Planning: Q3 2026"), LineBreak(), Text("Trekker: wethouder Smit")),
        prose("Status: groen | Budget: € 10.000"),
        heading("Nota herzien", 3),
        prose("Toelichting: de nota is oud."),
    ) == (
        Action(
            "",
            "Meer toezicht",
            planning=Q3,
            status=Status("groen", "good"),
            owner="wethouder Smit",
            budget="€ 10.000",
            explanation="De wijk krijgt toezicht.",
        ),
        Action("", "Nota herzien", explanation="de nota is oud."),
    )


def test_the_content_stays_as_written_and_each_action_has_an_id_and_a_place() -> None:
    flow = (heading("1 Zorg", 1), heading("Actiepunten", 2), heading("Meer toezicht", 3), prose("Op straat: altijd."))
    document = built(*flow)
    (only,) = document.sections[0].blocks
    (action,) = only.content[0].actions if isinstance(only.content[0], ActionList) else ()
    assert only.content == (ActionList((Detail("Meer toezicht", (paragraph("Op straat: altijd."),)),), (action,)),)
    assert action == Action(action.id, "Meer toezicht", explanation="Op straat: altijd.")
    assert action.id.startswith("zorg--actions--")
    assert document.places[action.id] == Place(
        item=3, headings=("1 Zorg", "Actiepunten", "Meer toezicht"), quote="Meer toezicht"
    )


def test_a_sub_heading_that_names_an_objective_holds_the_actions_of_it() -> None:
    assert told(
        heading("Doelstelling 1: veilig", 3),
        heading("Meer toezicht", 4),
        prose("Op straat."),
        heading("Doelstelling 2: schoon", 3),
        numbered("Bakken plaatsen", "Vaker vegen"),
    ) == (
        Action("", "Meer toezicht", explanation="Op straat.", objective="Doelstelling 1: veilig"),
        Action("", "Bakken plaatsen", objective="Doelstelling 2: schoon"),
        Action("", "Vaker vegen", objective="Doelstelling 2: schoon"),
    )


def test_a_sub_heading_over_nothing_but_sentences_in_a_list_is_no_action_and_they_are() -> None:
    listed = bullets("Wij plaatsen meer camera's", "Wij vegen vaker de straten")
    assert [action.description for action in told(heading("In de wijk", 3), *listed)] == [
        "Wij plaatsen meer camera's",
        "Wij vegen vaker de straten",
    ]
    fields = bullets("Planning: Q3 2026", "Status: groen")
    assert told(heading("Meer toezicht", 3), *fields) == (
        Action("", "Meer toezicht", planning=Q3, status=Status("groen", "good")),
    )


def test_paragraphs_that_begin_in_bold_are_actions() -> None:
    first = line(text("Meer toezicht.", "bold"), Text(" De wijk krijgt toezicht."))
    second = line(text("Nota:", "bold"), Text(" herzien"))
    assert told(first, prose("Planning: Q3 2026"), second) == (
        Action("", "Meer toezicht", planning=Q3, explanation="De wijk krijgt toezicht."),
        Action("", "Nota", explanation="herzien"),
    )
    assert told(first, prose("Tekst.")) == ()


def test_items_of_a_list_are_actions_where_the_block_has_little_else() -> None:
    assert [action.description for action in told(prose("Wij gaan:"), bullets("toezien", "vegen"))] == [
        "toezien",
        "vegen",
    ]
    assert told(prose("Wij werken samen."), prose("Dat doen wij met:"), bullets("politie", "justitie")) == ()
    assert len(told(prose("Wij werken samen."), prose("Dit doen wij:"), numbered("toezien", "vegen"))) == 2


def test_a_block_of_another_kind_or_with_a_table_has_no_such_actions() -> None:
    assert block(heading("Trends", 3), prose("Tekst."), title="Doelstellingen").content == (
        Detail("Trends", (paragraph("Tekst."),)),
    )
    assert told(heading("Trends", 3), prose("Tekst."), table(["a", "b"], ["c", "d"])) == ()
    costs = table(["(x € 1.000)", "Begroting 2026"], ["Lasten", "10"], ["Baten", "4"], ["Saldo", "-6"])
    assert isinstance(block(heading("Trends", 3), prose("Tekst."), costs).content[0], Detail)
    assert block(prose("Wij doen niets.")).content == (paragraph("Wij doen niets."),)
    assert block(bullets("a")).content == (ActionList((bulleted("a"),), block(bullets("a")).content[0].actions),)  # type: ignore[union-attr]


def test_a_colon_in_a_sentence_makes_no_field() -> None:
    (action,) = told(heading("Meer toezicht", 3), prose("Drie wijken: noord, zuid en oost."))
    assert action.explanation == "Drie wijken: noord, zuid en oost."
    assert Paragraph(()) not in block(heading("A", 3), prose("b")).content


def test_a_planning_in_brackets_at_the_end_is_that_of_the_action() -> None:
    assert told(numbered("Meer toezicht (Q3 2026);", "De nota herzien (Nota 2025).")) == (
        Action("", "Meer toezicht (Q3 2026)", planning=Q3),
        Action("", "De nota herzien (Nota 2025)."),
    )

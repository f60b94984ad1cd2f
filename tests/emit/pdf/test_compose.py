"""What the template is given for sections, blocks and details: headings, targets, turned pages."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.columns import Column
from pipeline.content import Image, LineBreak, Link, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Place
from pipeline.emit.pdf import page
from pipeline.model import Block, Detail, Section
from tests.builders import bulleted, document, grid
from tests.emit.pdf.press import body, composed, flaws, flowing, holding
from tests.strategies import ASSETS

TEXT = page.Paragraph(("Tekst",))
WIDE = grid(*([f"{row}.{column:03}.000" for column in range(12)] for row in range(2)))


def headed(kind: page.HeadingKind, level: int, plain: str, **more: object) -> page.Heading:
    return replace(page.Heading(kind, level, level, plain, (plain,)), **more)


def section(title: str, *sections: Section, level: int = 1, **more: object) -> Section:
    return replace(Section(title.lower(), "", title, level, sections=sections), **more)


def levels(nodes: tuple[page.Flow, ...]) -> list[int]:
    return [node.level for node in nodes if isinstance(node, page.Heading)]


def test_sections_blocks_and_details_stand_under_one_another_each_a_level_deeper() -> None:
    detail = Detail("Trends", (paragraph("Tekst"),))
    block = Block("s1-text", "text", "Ontwikkelingen", (detail,))
    made = body(Section("s1", "2.6.1", "Veiligheid", 1, blocks=(block,), sections=(section("Buurten"),)))
    assert made == (
        headed("section", 1, "2.6.1 Veiligheid", number="2.6.1", content=("Veiligheid",), id="s1"),
        headed("block", 2, "Ontwikkelingen", id="s1-text"),
        headed("detail", 3, "Trends"),
        TEXT,
        headed("section", 2, "Buurten", id="buurten"),
    )


def test_guidance_is_for_screens_only() -> None:
    assert body(section("Zorg", guidance=(paragraph("Via het plusteken."),))) == (
        headed("section", 1, "Zorg", id="zorg"),
    )


def test_the_first_paragraph_of_an_intro_leads() -> None:
    assert body(section("Zorg", intro=(paragraph("Tekst"), paragraph("Tekst"))))[1:] == (
        replace(TEXT, lead=True),
        TEXT,
    )
    made = body(section("Zorg", intro=(bulleted("Een"), paragraph("Tekst"))))
    assert made[1:] == (page.List((page.Item((page.Paragraph(("Een",)),)),)), TEXT)


def test_levels_never_skip_where_a_section_or_a_block_has_no_title() -> None:
    inner = section("", section("Diep"), blocks=(Block("b", "text", "", (Detail("Kop", ()),)),))
    assert levels(body(inner)) == [1, 1]
    assert levels(body(section("Buiten", inner))) == [1, 2, 2]


def test_levels_end_at_six_while_depth_goes_on() -> None:
    deep = section("A", section("B", section("C", section("D", section("E", section("F", section("G")))))))
    made = body(deep)
    assert levels(made) == [1, 2, 3, 4, 5, 6, 6]
    assert [node.depth for node in made if isinstance(node, page.Heading)] == [1, 2, 3, 4, 5, 6, 7]


def test_a_title_of_blanks_makes_no_heading_and_its_content_stays() -> None:
    block = Block("b", "text", "\u00a0", (Detail("\u200b", (paragraph("Tekst"),)),))
    assert body(section(" ", blocks=(block,))) == (TEXT,)


def test_a_heading_of_a_picture_stands_as_a_paragraph() -> None:
    picture = Image(next(iter(ASSETS)), "Kaart", 10.0, 10.0)
    made = replace(document(section("", heading=(picture,))), assets=ASSETS)
    assert composed(made).document.body == (
        page.Paragraph((page.Picture(f"{picture.asset}.png", 10.0, 10.0, "Kaart"),)),
    )


def test_a_heading_keeps_its_marks_and_notes_beside_its_plain_title() -> None:
    block = Block("b", "text", "Doel (nieuw)", (), (Text("Doel "), Text("(nieuw)", ("italic",)), LineBreak()))
    assert body(section("", blocks=(block,))) == (
        headed("block", 1, "Doel (nieuw)", id="b", content=("Doel ", page.Words("(nieuw)", ("italic",)), page.Break())),
    )


def test_a_heading_whose_own_content_shows_no_word_opens_with_its_title() -> None:
    block = Block("b", "text", "Doel", (), (Image("", ""),))
    (made,) = body(section("", blocks=(block,)))
    assert isinstance(made, page.Heading)
    assert made.content == ("Doel", page.Boxed("Afbeelding"))


def test_links_go_to_sections_blocks_and_actions_that_stand_on_the_page() -> None:
    line = Paragraph(tuple(Link(f"#{name}", (Text(name),)) for name in ("zorg", "b", "actie-1", "kaal", "weg")))
    table = ActionTable((Column("description", "Actie"),), (Action("actie-1", "Meer"),))
    made = document(
        section("Zorg", intro=(line,), blocks=(Block("b", "text", "B", (table,)), Block("kaal", "text", "", ())))
    )
    lead = composed(made).document.body[1]
    assert isinstance(lead, page.Paragraph)
    assert lead.content == (
        page.Link(("zorg",), to="zorg"),
        page.Link(("b",), to="b"),
        page.Link(("actie-1",), to="actie-1"),
        "kaal",
        "weg",
    )
    assert flaws(made) == [(Code.LINK_BROKEN, {"href": "#kaal"}), (Code.LINK_BROKEN, {"href": "#weg"})]


def test_an_id_is_the_target_of_its_first_place_only() -> None:
    made = body(section("Zorg"), section("Zorg"))
    assert [node.id for node in made if isinstance(node, page.Heading)] == ["zorg", ""]


def test_a_wide_table_turns_the_page_with_the_headings_right_above_it() -> None:
    block = Block("b", "text", "Cijfers", (paragraph("Tekst"), Detail("Breed", (WIDE, WIDE)), paragraph("Tekst")))
    heading, text, turned, after = body(section("", blocks=(block,)))
    assert (heading, text, after) == (headed("block", 1, "Cijfers", id="b"), TEXT, TEXT)
    assert isinstance(turned, page.Landscape)
    assert turned.content[0] == headed("detail", 2, "Breed")
    assert [type(node) for node in turned.content[1:]] == [page.Table, page.Table]


def test_a_flaw_is_told_at_the_place_of_the_section_or_else_under_its_titles() -> None:
    bad = Paragraph((Link("javascript:x", (Text("klik"),)),))
    made = document(section("Zorg", intro=(bad,), blocks=(Block("b", "text", "Doel", (Detail("Kop", (bad,)),)),)))
    known = replace(made, places={"zorg": Place(item=7)})
    assert [flaw.place for flaw in composed(made).flaws] == [
        Place(headings=("Zorg",), quote="klik"),
        Place(headings=("Zorg", "Doel", "Kop"), quote="klik"),
    ]
    assert composed(known).flaws[0].place == Place(item=7, quote="klik")


def test_a_note_in_a_heading_keeps_the_plain_title_free_of_its_number() -> None:
    block = Block("b", "text", "Doel", (), (Text("Doel"), NoteReference("weg")))
    made = document(section("", blocks=(block,)))
    assert composed(made).document.body == (headed("block", 1, "Doel", id="b"),)
    assert flaws(made) == [(Code.NOTE_MISSING, {})]


def test_content_without_anything_to_be_seen_is_left_out() -> None:
    assert flowing(paragraph(" \u200b"), bulleted("", "\u00a0"), paragraph("Tekst")) == (TEXT,)
    assert composed(holding()).document.body == ()

"""What is a heading of what: sections, blocks and details."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.content import NoteReference, Paragraph, Text, paragraph
from pipeline.model import Block, BlockContent, Detail, Section
from pipeline.source import Piece
from tests.builders import built, heading, numbered, ordered, prose, sections, styled


def tree(found: Sequence[Section]) -> list[object]:
    """Sections in short: number and title, blocks with their kind and details, sections below."""
    return [
        (section.full_title, [(b.kind, b.title, _details(b.content)) for b in section.blocks], tree(section.sections))
        for section in found
    ]


def _details(content: Sequence[BlockContent]) -> list[object]:
    return [(node.title, _details(node.content)) for node in content if isinstance(node, Detail)]


def page(level: int = 1) -> list[Piece]:
    return [
        heading("2.6.1 Veiligheid", level),
        heading("Doelstellingen", level + 1),
        *numbered("Minder inbraken", "Meer zicht"),
        heading("Actuele beleidsontwikkelingen", level + 1),
        heading("Trends", level + 2),
        prose("Er verandert veel."),
    ]


def test_a_page_has_a_section_its_blocks_and_their_details() -> None:
    (section,) = sections(page())
    assert section == Section(
        id="veiligheid",
        number="2.6.1",
        title="Veiligheid",
        level=1,
        kind="product",
        blocks=(
            Block(
                id="veiligheid--objectives",
                kind="objectives",
                title="Doelstellingen",
                content=(ordered("Minder inbraken", "Meer zicht"),),
            ),
            Block(
                id="veiligheid--developments",
                kind="developments",
                title="Actuele beleidsontwikkelingen",
                content=(Detail(title="Trends", content=(paragraph("Er verandert veel."),)),),
            ),
        ),
    )


def test_a_heading_without_number_is_a_section_when_numbered_headings_stand_under_it() -> None:
    found = sections(heading("Programma's", 1), heading("1 Bestuur", 2), prose("Tekst."), heading("2 Zorg", 2))
    assert tree(found) == [("Programma's", [], [("1 Bestuur", [], []), ("2 Zorg", [], [])])]


def test_a_heading_without_number_is_a_section_when_known_titles_stand_under_it() -> None:
    found = sections(heading("Veiligheid", 1), heading("Actiepunten", 2), prose("Geen."))
    assert tree(found) == [("Veiligheid", [("actions", "Actiepunten", [])], [])]


def test_a_heading_without_number_and_with_nothing_known_under_it_is_a_block() -> None:
    found = sections(heading("1 Bestuur", 1), heading("Toelichting", 2), prose("Tekst."), heading("Slot", 2))
    assert tree(found) == [("1 Bestuur", [("text", "Toelichting", []), ("text", "Slot", [])], [])]


def test_details_nest_by_their_level() -> None:
    found = sections(
        heading("1 Bestuur", 1),
        heading("Toelichting", 2),
        heading("A", 3),
        heading("A1", 4),
        heading("B", 3),
    )
    assert tree(found) == [("1 Bestuur", [("text", "Toelichting", [("A", [("A1", [])]), ("B", [])])], [])]


def test_levels_may_skip() -> None:
    found = sections(heading("1 Bestuur", 1), heading("1.1.1 Raad", 3), heading("Doelstelling", 6), heading("A", 9))
    assert tree(found) == [("1 Bestuur", [], [("1.1.1 Raad", [("objectives", "Doelstelling", [("A", [])])], [])])]


def test_a_known_title_opens_a_block_though_it_has_the_level_of_its_section() -> None:
    found = sections(
        heading("2.6.1 Veiligheid", 2),
        heading("Doelstellingen", 2),
        heading("Actiepunten", 2),
        heading("2.6.2 Brandweer", 2),
        heading("Actiepunten", 2),
    )
    assert tree(found) == [
        ("2.6.1 Veiligheid", [("objectives", "Doelstellingen", []), ("actions", "Actiepunten", [])], []),
        ("2.6.2 Brandweer", [("actions", "Actiepunten", [])], []),
    ]


def test_a_known_title_above_its_section_still_opens_a_block() -> None:
    found = sections(heading("2.6.1 Veiligheid", 3), heading("Doelstellingen", 1))
    assert tree(found) == [("2.6.1 Veiligheid", [("objectives", "Doelstellingen", [])], [])]


def test_a_known_title_deeper_than_an_open_block_is_a_detail() -> None:
    found = sections(heading("1 Bestuur", 1), heading("Toelichting", 2), heading("Doelstellingen", 3))
    # Toelichting holds a known title, so it is a section; a known block's own depth is what counts:
    assert tree(found) == [("1 Bestuur", [], [("Toelichting", [("objectives", "Doelstellingen", [])], [])])]
    found = sections(heading("1 Bestuur", 1), heading("Actiepunten", 2), heading("Doelstellingen", 3))
    assert tree(found) == [("1 Bestuur", [("actions", "Actiepunten", [("Doelstellingen", [])])], [])]


def test_a_numbered_heading_deeper_than_an_open_block_is_a_detail_unless_it_goes_on_with_the_sections() -> None:
    found = sections(
        heading("2.6 Veiligheid", 1),
        heading("Actiepunten", 2),
        heading("1. Inbraak", 3),
        heading("2.6.1 Brandweer", 3),
        heading("Actiepunten", 4),
        heading("2.7 Groen", 5),
    )
    assert tree(found) == [
        (
            "2.6 Veiligheid",
            [("actions", "Actiepunten", [("1. Inbraak", [])])],
            [("2.6.1 Brandweer", [("actions", "Actiepunten", [])], [("2.7 Groen", [], [])])],
        )
    ]


def test_a_block_after_inner_sections_does_not_move_before_them() -> None:
    found = sections(
        heading("1 Bestuur", 1),
        heading("1.1 Raad", 2),
        heading("Doelstellingen", 3),
        heading("Actiepunten", 2),
        heading("Slotwoord", 2),
        prose("Tot slot."),
    )
    assert tree(found) == [
        (
            "1 Bestuur",
            [],
            [
                ("1.1 Raad", [("objectives", "Doelstellingen", [])], []),
                ("", [("actions", "Actiepunten", []), ("text", "Slotwoord", [])], []),
            ],
        )
    ]


def test_text_before_the_first_block_is_the_intro() -> None:
    (section,) = sections(heading("1 Bestuur", 1), prose("Vooraf."), heading("Doelstellingen", 2))
    assert section.intro == (paragraph("Vooraf."),)


def test_text_before_the_first_section_is_a_section_without_title() -> None:
    found = sections(prose("Los."), heading("1 Bestuur", 1))
    assert found == (
        Section(id="section", number="", title="", level=1, intro=(paragraph("Los."),)),
        Section(id="bestuur", number="1", title="Bestuur", level=1),
    )


def test_blocks_before_the_first_section_stand_in_a_section_without_title() -> None:
    assert tree(sections(heading("Inleiding", 1), heading("Slot", 1))) == [
        ("", [("text", "Inleiding", []), ("text", "Slot", [])], [])
    ]


def test_the_title_of_a_document_is_a_section_over_all_others() -> None:
    document = built(styled("Begroting 2026", "Titel"), heading("1 Bestuur", 1), heading("Slot", 1))
    assert tree(document.sections) == [("Begroting 2026", [], [("1 Bestuur", [("text", "Slot", [])], [])])]
    assert document.meta.title == "Begroting 2026"


def test_a_style_of_the_profile_is_a_heading_where_the_format_has_no_level() -> None:
    assert tree(sections(styled("1 Bestuur", "Kop 1"), styled("Slot", "Kop 2"))) == [
        ("1 Bestuur", [("text", "Slot", [])], [])
    ]


def test_a_heading_that_the_profile_alone_knows_is_not_bold_throughout() -> None:
    (section,) = sections(styled("1 Bestuur", "Kop 1", content=Paragraph((Text("1 Bestuur", ("bold",)),))))
    assert (section.title, section.heading) == ("Bestuur", ())


def test_a_number_that_the_format_makes_is_the_number_of_the_section() -> None:
    (section,) = sections(heading("Bestuur", 1, label="2.6.7"))
    assert (section.number, section.title, section.heading) == ("2.6.7", "Bestuur", ())


def test_a_number_that_the_format_makes_is_part_of_a_block_title() -> None:
    (section,) = sections(heading("1 Bestuur", 1), heading("Actiepunten", 2, label="1.1"))
    assert [(block.kind, block.title) for block in section.blocks] == [("actions", "1.1 Actiepunten")]


def test_a_year_is_no_number() -> None:
    assert tree(sections(heading("2026 in vogelvlucht", 1))) == [("", [("text", "2026 in vogelvlucht", [])], [])]


def test_a_heading_keeps_its_marks_and_notes_beside_its_title() -> None:
    rich = heading("", 1, content=Paragraph((Text("1 De "), Text("raad", ("italic",)), NoteReference("footnote-1"))))
    (section,) = sections(rich)
    assert (section.number, section.title) == ("1", "De raad")
    assert section.heading == (Text("De "), Text("raad", ("italic",)), NoteReference("footnote-1"))


def test_a_detail_keeps_number_and_marks() -> None:
    rich = heading("", 3, content=Paragraph((Text("1. De "), Text("raad", ("italic",)))))
    (section,) = sections(heading("1 Bestuur", 1), heading("Actiepunten", 2), rich)
    (detail,) = section.blocks[0].content
    assert detail == Detail(title="1. De raad", content=(), heading=(Text("1. De "), Text("raad", ("italic",))))


def test_a_heading_without_words_is_no_heading() -> None:
    (section,) = sections(heading("1 Bestuur", 1), replace(heading("x", 2), content=paragraph("\u00a0")))
    assert section.intro == (paragraph("\u00a0"),)


def test_a_generated_table_of_contents_is_never_a_heading() -> None:
    entry = heading("1 Bestuur", 1, region="contents")
    document = built(entry, heading("1 Bestuur", 1))
    assert tree(document.sections) == [("1 Bestuur", [], [])]
    assert [(running.kind, running.content) for running in document.running] == [
        ("contents", (paragraph("1 Bestuur"),))
    ]


def test_a_part_of_the_developments_that_is_called_like_them_is_a_detail() -> None:
    trends = heading("Trends van belang voor het beleid", 2)
    found = sections(heading("1 Zorg", 1), heading("Actuele beleidsontwikkelingen", 2), trends, prose("Tekst."))
    assert tree(found) == [
        (
            "1 Zorg",
            [("developments", "Actuele beleidsontwikkelingen", [("Trends van belang voor het beleid", [])])],
            [],
        )
    ]

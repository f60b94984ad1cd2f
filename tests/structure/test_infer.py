"""Lines that only look like a heading."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline import profiles
from pipeline.content import Paragraph, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.model import Block, Detail, Section, walk_sections
from pipeline.source import Piece, piece_text
from tests.builders import NL, built, bullets, heading, line, numbered, ordered, prose, sections, styled, table, text


def bold(words: str, **more: object) -> Piece:
    return replace(line(text(words, "bold")), **more)


def test_a_page_without_any_heading_style_has_its_section_blocks_and_details() -> None:
    found: list[Diagnostic] = []
    document = built(
        bold("2.6.1 Veiligheid"),
        prose("Wij werken aan veiligheid."),
        prose("Doelstellingen"),
        numbered("Minder inbraken"),
        bold("Actuele beleidsontwikkelingen"),
        bold("Trends"),
        prose("Er verandert veel."),
        found=found,
    )
    assert document.sections == (
        Section(
            id="veiligheid",
            number="2.6.1",
            title="Veiligheid",
            level=1,
            kind="product",
            intro=(paragraph("Wij werken aan veiligheid."),),
            blocks=(
                Block("veiligheid--objectives", "objectives", "Doelstellingen", (ordered("Minder inbraken"),)),
                Block(
                    "veiligheid--developments",
                    "developments",
                    "Actuele beleidsontwikkelingen",
                    (Detail("Trends", (paragraph("Er verandert veel."),)),),
                ),
            ),
        ),
    )
    assert [(entry.code, entry.place.quote) for entry in found] == [
        (Code.HEADING_INFERRED, title)
        for title in ("Veiligheid", "Doelstellingen", "Actuele beleidsontwikkelingen", "Trends")
    ]
    assert found[0] == Diagnostic(
        Code.HEADING_INFERRED,
        Place(item=1, headings=("2.6.1 Veiligheid",), quote="Veiligheid"),
        Severity.INFO,
    )


def test_a_bold_line_is_a_detail_below_a_real_block_heading() -> None:
    (section,) = sections(heading("1 Zorg", 1), heading("Doelstellingen", 2), bold("Thuis"), prose("Tekst."))
    assert section.blocks[0].content == (Detail("Thuis", (paragraph("Tekst."),)),)


def plain(*pieces: Piece) -> bool:
    """Whether no heading is made of pieces in a block."""
    (section,) = sections(heading("1 Zorg", 1), heading("Doelstellingen", 2), *pieces, prose("Tekst."))
    return not any(isinstance(node, Detail) for node in section.blocks[0].content)


def test_what_may_be_no_heading_is_none() -> None:
    assert plain(bold("Let op: dit is een zin."))
    assert plain(bold("Doelen:"))
    assert plain(bold("a" * 101))
    assert plain(line(text("Half", "bold"), text(" vet")))
    assert plain(bullets("Actiepunten")[0])
    assert plain(prose("2.6.2 Brandweer"))
    assert not plain(bold("Thuis"))


def test_a_bold_line_outside_a_block_is_a_paragraph() -> None:
    (section,) = sections(heading("1 Zorg", 1), bold("Vooraf"), prose("Tekst."))
    assert section.intro == (Paragraph((text("Vooraf", "bold"),)), paragraph("Tekst."))


def test_a_numbered_line_opens_a_section_where_a_page_begins() -> None:
    found = sections(
        heading("2.6.1 Veiligheid", 3),
        heading("Doelstellingen", 4),
        numbered("Minder inbraken"),
        prose("2.6.2 Brandweer", page_start=True),
        prose("Actiepunten"),
        prose("Geen."),
    )
    assert [(section.full_title, [block.kind for block in section.blocks]) for section in found] == [
        ("2.6.1 Veiligheid", ["objectives"]),
        ("2.6.2 Brandweer", ["actions"]),
    ]


def test_the_plain_profile_infers_nothing() -> None:
    (section,) = sections(bold("2.6.1 Veiligheid"), prose("Doelstellingen"), profile=profiles.load("plain"))
    assert (section.title, section.blocks) == ("", ())
    assert NL.headings.infer


# --------------------------------------------------------------------------- headings, as authors disguise them


def outlined(*pieces: Piece | list[Piece]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sections of pieces, flat, each with the kinds and titles of its blocks."""
    return [
        (section.full_title, [(block.kind, block.title) for block in section.blocks])
        for section in walk_sections(built(*pieces).sections)
    ]


def test_styles_of_a_municipality_of_its_own_are_headings_and_reported() -> None:
    found: list[Diagnostic] = []
    document = built(
        styled("2.6 Veiligheid", "Paragraaftitel"),
        prose("Vooraf."),
        styled("Wat willen we bereiken ?", "subparagraaftitel"),
        prose("Minder inbraken."),
        styled("Deze regel is een zin.", "subparagraaftitel"),
        found=found,
    )
    (section,) = document.sections
    assert (section.full_title, [(block.kind, block.title) for block in section.blocks]) == (
        "2.6 Veiligheid",
        [("objectives", "Wat willen we bereiken ?")],
    )
    assert [entry.place.quote for entry in found if entry.code is Code.HEADING_INFERRED] == [
        "Veiligheid",
        "Wat willen we bereiken ?",
    ]


@pytest.mark.parametrize("style", ["Agendapunt", "Heading11", "heading 11"])
def test_each_style_that_was_seen_is_known(style: str) -> None:
    assert outlined(styled("1 Bestuur", style), prose("Tekst."), styled("2 Zorg", style)) == [
        ("1 Bestuur", []),
        ("2 Zorg", []),
    ]


def test_a_page_in_one_style_for_all_is_known_by_its_words_and_what_is_bold() -> None:
    """Whole templates of *Geenafstand*: neither titles nor text have a style of their own."""
    page: list[Piece] = [
        bold("Programma 3: Zorg"),
        prose("Zorg is er voor wie haar nodig heeft."),
        prose("Wat willen we bereiken?"),
        prose("Minder wachten."),
        bold("Wat gaan we daarvoor doen ?"),
        bold("Wachttijden"),
        prose("We werven artsen."),
    ]
    assert outlined([replace(piece, styles=("Geenafstand", "Standaard")) for piece in page]) == [
        (
            "Programma 3: Zorg",
            [("objectives", "Wat willen we bereiken?"), ("actions", "Wat gaan we daarvoor doen ?")],
        )
    ]


def test_a_bold_title_right_above_the_first_block_title_of_a_page_opens_a_section() -> None:
    first = [prose("Veiligheid"), bold("Doelstellingen"), prose("Doel.")]
    assert outlined(first, bold("Brandweer"), bold("Doelstellingen"), prose("Doel.")) == [
        ("Veiligheid", [("objectives", "Doelstellingen")]),
        ("Brandweer", [("objectives", "Doelstellingen")]),
    ]
    # Above a kind of block that this page does not have yet it may be anything.
    assert outlined(first, bold("Brandweer"), bold("Actiepunten")) == [
        ("Veiligheid", [("objectives", "Doelstellingen"), ("actions", "Actiepunten")])
    ]
    # And a page that has its title keeps it.
    assert outlined(heading("1 Zorg", 1), bold("Voor iedereen"), heading("Doelstellingen", 2)) == [
        ("1 Zorg", [("objectives", "Doelstellingen")])
    ]


def test_a_bold_number_opens_a_section_where_a_block_title_stands_right_below() -> None:
    assert outlined(prose("Vooraf."), bold("2 Veiligheid"), bold("Doelstellingen"), prose("Doel.")) == [
        ("", []),
        ("2 Veiligheid", [("objectives", "Doelstellingen")]),
    ]


def test_named_sections_take_the_level_of_the_others_of_their_kind() -> None:
    found = sections(
        heading("Programma's", 1),
        bold("Programma 1 Bestuur"),
        prose("Tekst."),
        bold("Programma 2 Zorg"),
        prose("Tekst."),
        heading("Financiën", 1),
    )
    assert [(section.level, section.full_title) for section in walk_sections(found)] == [
        (1, "Programma's"),
        (2, "Programma 1 Bestuur"),
        (2, "Programma 2 Zorg"),
        (1, "Financiën"),
    ]


TEMPTING = [
    bold("2026"),
    bold("Q1 2026"),
    bold("1 januari 2026"),
    bold("derde kwartaal 2026"),
    bold("€ 1.250.000"),
    bold("Bedragen x € 1.000"),
    bold("De raad heeft hiertoe in mei besloten."),
    bold("en dat blijft zo"),
    bold("Wij vragen uw aandacht voor het volgende:"),
    prose("Programma 3 kost meer dan gedacht"),
    prose("Bijlage 2 Overzicht van subsidies"),
    prose("2.6.3 Groen"),
    prose("1 januari 2026", page_start=True),
    prose("2.6.3 Groen ........ 12", page_start=True),
    prose("2.6.3 Groen\t12", page_start=True),
    prose("2026 was een goed jaar", page_start=True),
    prose("Wat willen we bereiken? Dat vragen we ons elk jaar af"),
    prose("Onze ambitie"),
    prose("Visie"),
    prose("Resultaat"),
    prose("Projecten:"),
    prose("Activiteiten"),
    prose("Acties:"),
    line(text("Veiligheid", "bold"), text(" is van iedereen")),
    styled("Deze zin staat in een stijl die op een kop lijkt.", "Agendapunt"),
    replace(bold("Inbraak"), depth=1, list_key="9"),
]


@pytest.mark.parametrize("tempting", TEMPTING, ids=lambda piece: piece_text(piece)[:30])
def test_tempting_lines_are_text(tempting: Piece) -> None:
    found: list[Diagnostic] = []
    document = built(
        heading("2.6 Veiligheid", 1),
        heading("Actiepunten", 2),
        prose("Wij doen veel."),
        tempting,
        prose("En wij doen nog meer."),
        found=found,
    )
    (section,) = document.sections
    assert [(block.title, len(block.content)) for block in section.blocks] == [("Actiepunten", 3)]
    assert not any(isinstance(node, Detail) for node in section.blocks[0].content)
    assert Code.HEADING_INFERRED not in {entry.code for entry in found}


def test_a_bold_line_above_a_table_is_its_caption_unless_it_names_an_objective() -> None:
    def details(title: str) -> list[str]:
        (section,) = sections(
            heading("1 Zorg", 1), heading("Actiepunten", 2), bold(title), table(("a", "b"), ("c", "d"))
        )
        return [node.title for node in section.blocks[0].content if isinstance(node, Detail)]

    assert details("Overzicht van inwoners") == []
    assert details("Doelstelling 1: minder inbraken") == ["Doelstelling 1: minder inbraken"]
    assert details("1. Inbraak") == ["1. Inbraak"]


def test_contents_typed_by_hand_are_no_sections() -> None:
    rows = [bold(f"Programma {number} Onderwerp {number}") for number in (1, 2, 3)]
    assert outlined(heading("Inhoud", 1), rows, prose("Tot zover.")) == [("", [("text", "Inhoud")])]


def test_a_bare_word_is_a_block_title_below_a_heading_or_above_a_list() -> None:
    styled_titles = [heading("1 Zorg", 1), heading("Doelstellingen", 2), prose("Doel.")]
    assert outlined(styled_titles, prose("Activiteiten"), prose("Tekst.")) == [
        ("1 Zorg", [("objectives", "Doelstellingen")])
    ]
    wanted = [("1 Zorg", [("objectives", "Doelstellingen"), ("actions", "Activiteiten")])]
    assert outlined(styled_titles, prose("Activiteiten"), bullets("Werven")) == wanted
    assert outlined(heading("1 Zorg", 1), prose("Activiteiten"), prose("T."), heading("Doelstellingen", 2)) == [
        ("1 Zorg", [("actions", "Activiteiten"), ("objectives", "Doelstellingen")])
    ]


def test_common_words_in_bold_are_block_titles_beside_known_ones() -> None:
    page = [
        heading("1 Zorg", 1),
        bold("Maatschappelijk effect"),
        prose("Iedereen doet mee."),
        bold("Resultaat"),
        prose("R."),
    ]
    assert outlined(page) == [("1 Zorg", [("objectives", "Maatschappelijk effect"), ("actions", "Resultaat")])]
    (section,) = sections(heading("1 Zorg", 1), bold("Resultaat"), prose("Tekst."))
    assert section.blocks == ()
    # Inside developments, which have sub-headings, it is one of these.
    developments = [heading("1 Zorg", 1), bold("Actuele beleidsontwikkelingen"), bold("Visie"), prose("Tekst.")]
    assert outlined(developments) == [("1 Zorg", [("developments", "Actuele beleidsontwikkelingen")])]


def test_a_bold_part_of_the_developments_that_is_called_like_them_is_a_detail() -> None:
    page = [bold("Actuele beleidsontwikkelingen"), bold("Trends van belang voor het beleid"), prose("Tekst.")]
    (section,) = sections(heading("1 Zorg", 1), page, bold("Actiepunten"), prose("Actie."))
    assert [(block.kind, block.content) for block in section.blocks] == [
        ("developments", (Detail("Trends van belang voor het beleid", (paragraph("Tekst."),)),)),
        ("actions", (paragraph("Actie."),)),
    ]


def test_in_a_book_of_bold_lines_the_parts_of_a_paragraph_are_bold_lines() -> None:
    parts = [bold("Tarieven"), prose("De belasting stijgt."), bold("Kwijtschelding"), prose("Die blijft.")]
    wanted = [("text", "Tarieven"), ("text", "Kwijtschelding")]
    assert outlined(bold("Paragraaf A Lokale heffingen"), prose("Vooraf."), parts) == [
        ("Paragraaf A Lokale heffingen", wanted)
    ]
    # Of a programme the blocks are still to come, and of an author with headings a bold line is a bold line.
    assert outlined(bold("Programma 1 Zorg"), prose("Vooraf."), parts) == [("Programma 1 Zorg", [])]
    assert outlined(heading("Paragraaf A Lokale heffingen", 1), parts) == [("Paragraaf A Lokale heffingen", [])]

"""What a heading means where only its neighbours tell."""

from __future__ import annotations

import pytest

from pipeline.model import walk_sections
from pipeline.source import Piece
from tests.builders import built, heading, prose, sections


def outlined(*pieces: Piece) -> list[tuple[int, str, str, list[tuple[str, str]]]]:
    """The sections of headings, flat: level, title, kind and blocks. Text stands under each heading."""
    filled = [part for piece in pieces for part in (piece, prose("Tekst."))]
    return [
        (section.level, section.full_title, section.kind, [(block.kind, block.title) for block in section.blocks])
        for section in walk_sections(built(filled).sections)
    ]


COMMON = {
    "Ambitie": "objectives",
    "Ambities": "objectives",
    "Opgave": "objectives",
    "Visie": "objectives",
    "Missie": "objectives",
    "Inleiding": "developments",
    "Ontwikkelingen": "developments",
    "Op hoofdlijnen": "developments",
    "Beleidskader": "developments",
    "Actueel": "developments",
    "Resultaat": "actions",
    "Projecten": "investments",
    "Commissie": "governance",
}


@pytest.mark.parametrize(("title", "kind"), COMMON.items())
def test_a_common_word_is_the_title_of_a_block_beside_a_known_one(title: str, kind: str) -> None:
    page = [heading("1 Zorg", 1), heading(title, 2), heading("Doelstellingen", 2)]
    assert outlined(*page) == [(1, "1 Zorg", "programme", [(kind, title), ("objectives", "Doelstellingen")])]


@pytest.mark.parametrize("title", COMMON)
def test_a_common_word_heads_any_chapter_elsewhere(title: str) -> None:
    chapter = [heading("1 Grondbeleid", 1), heading(title, 2), heading("Risico's", 2)]
    assert outlined(*chapter) == [(1, "1 Grondbeleid", "paragraph", [("text", title), ("text", "Risico's")])]


@pytest.mark.parametrize("title", COMMON)
def test_a_common_word_deeper_than_a_block_is_a_detail(title: str) -> None:
    found = outlined(heading("1 Zorg", 1), heading("Actiepunten", 2), heading(title, 3))
    assert found == [(1, "1 Zorg", "programme", [("actions", "Actiepunten")])]


@pytest.mark.parametrize("title", COMMON)
def test_a_common_word_among_the_chapters_of_a_book_is_a_chapter(title: str) -> None:
    book = [heading(title, 1), heading("1 Zorg", 1), heading("Doelstellingen", 2), heading("2 Groen", 1)]
    assert [(level, heading, blocks) for level, heading, _, blocks in outlined(*book)] == [
        (1, title, []),
        (1, "1 Zorg", [("objectives", "Doelstellingen")]),
        (1, "2 Groen", []),
    ]


def test_on_a_flat_page_neighbours_are_those_up_to_the_next_page() -> None:
    found = outlined(
        heading("2.1 Zorg", 2),
        heading("Visie", 2),
        heading("Doelstellingen", 2),
        heading("2.2 Groen", 2),
        heading("Visie", 2),
        heading("Toelichting", 2),
    )
    assert [(title, blocks) for _, title, _, blocks in found] == [
        ("2.1 Zorg", [("objectives", "Visie"), ("objectives", "Doelstellingen")]),
        ("2.2 Groen", [("text", "Visie"), ("text", "Toelichting")]),
    ]


def test_connected_parties_are_a_block_of_a_programme_and_a_chapter_among_the_paragraphs() -> None:
    programme = [heading("1 Zorg", 1), heading("Doelstellingen", 2), heading("Verbonden partijen", 2)]
    assert outlined(*programme) == [
        (1, "1 Zorg", "programme", [("objectives", "Doelstellingen"), ("parties", "Verbonden partijen")])
    ]
    held = [heading("Paragrafen", 1), heading("Verbonden partijen", 2), heading("Grondbeleid", 2)]
    assert outlined(*held) == [
        (1, "Paragrafen", "other", []),
        (2, "Verbonden partijen", "paragraph", []),
        (2, "Grondbeleid", "paragraph", []),
    ]
    numbered = [heading("4 Verplicht", 1), heading("4.1 Grondbeleid", 2), heading("4.2 Verbonden partijen", 2)]
    assert outlined(*numbered)[1:] == [
        (2, "4.1 Grondbeleid", "paragraph", []),
        (2, "4.2 Verbonden partijen", "paragraph", []),
    ]
    assert outlined(heading("Verbonden partijen", 1)) == [(1, "Verbonden partijen", "paragraph", [])]


def test_a_chapter_of_the_law_in_a_programme_is_no_section() -> None:
    found = outlined(heading("1 Wonen", 1), heading("Doelstellingen", 2), heading("Grondbeleid", 2))
    assert found == [(1, "1 Wonen", "programme", [("objectives", "Doelstellingen"), ("text", "Grondbeleid")])]


def test_a_heading_among_sections_is_a_section_but_one_below_a_page_is_its_block() -> None:
    assert [entry[:2] for entry in outlined(heading("1 A", 1), heading("Nawoord", 1), heading("2 B", 1))] == [
        (1, "1 A"),
        (1, "Nawoord"),
        (1, "2 B"),
    ]
    assert outlined(heading("1 A", 1), heading("Nawoord", 1)) == [(1, "1 A", "other", [("text", "Nawoord")])]


def test_a_numbered_objective_is_a_block_beside_a_known_title_and_a_section_over_one() -> None:
    beside = [heading("1 Zorg", 1), heading("Doelstelling 1: Iedereen doet mee", 2), heading("Wat mag het kosten?", 2)]
    assert outlined(*beside) == [
        (
            1,
            "1 Zorg",
            "programme",
            [("objectives", "Doelstelling 1: Iedereen doet mee"), ("finances", "Wat mag het kosten?")],
        )
    ]
    over = [heading("1 Zorg", 1), heading("Operationeel doel 1.1: Schone lucht", 2), heading("Actiepunten", 3)]
    assert [(title, blocks) for _, title, _, blocks in outlined(*over)] == [
        ("1 Zorg", []),
        ("Operationeel doel 1.1: Schone lucht", [("actions", "Actiepunten")]),
    ]


def test_a_block_title_among_the_chapters_of_a_book_heads_one() -> None:
    numbered = [heading("1 Zorg", 2), heading("2 Investeringen", 2), heading("3 Reserves", 2)]
    assert [entry[1] for entry in outlined(heading("Begroting 2026", 1), *numbered)] == [
        "Begroting 2026",
        "1 Zorg",
        "2 Investeringen",
        "3 Reserves",
    ]
    chapters = [heading("Programma's", 1), heading("Indicatoren", 1), heading("Bijlagen", 1)]
    assert [(title, blocks) for _, title, _, blocks in outlined(*chapters)] == [
        ("Programma's", []),
        ("Indicatoren", []),
        ("Bijlagen", []),
    ]


def test_a_block_title_after_the_products_of_a_programme_is_its_block() -> None:
    found = outlined(
        heading("Programma 1 Zorg", 1),
        heading("1.1 Jeugd", 2),
        heading("Doelstellingen", 3),
        heading("1.2 Ouderen", 2),
        heading("Doelstellingen", 3),
        heading("Investeringen", 2),
    )
    assert [blocks for _, _, _, blocks in found] == [
        [],
        [("objectives", "Doelstellingen")],
        [("objectives", "Doelstellingen")],
        [("investments", "Investeringen")],
    ]


def test_who_is_responsible_does_not_make_a_page_of_policy() -> None:
    found = outlined(heading("4.3 Bedrijfsvoering", 1), heading("Portefeuillehouder", 2), heading("Ontwikkelingen", 2))
    assert found[0][3] == [("governance", "Portefeuillehouder"), ("text", "Ontwikkelingen")]


def test_whatever_stands_right_below_a_chapter_of_paragraphs_is_one() -> None:
    assert outlined(heading("Paragrafen", 1), heading("Duurzaamheid", 2)) == [
        (1, "Paragrafen", "other", []),
        (2, "Duurzaamheid", "paragraph", []),
    ]


def test_common_titles_of_two_kinds_on_a_numbered_page_make_each_other_sure() -> None:
    page = (heading("1.1 Dienstverlening", 2), heading("Ambities", 3), prose("a"), heading("Resultaat", 3), prose("b"))
    (found,) = sections(*page)
    assert [(block.kind, block.title) for block in found.blocks] == [
        ("objectives", "Ambities"),
        ("actions", "Resultaat"),
    ]


def test_a_common_title_alone_or_without_a_number_above_it_heads_any_chapter() -> None:
    alone = sections(heading("1.1 Dienstverlening", 2), heading("Ambities", 3), prose("a"), heading("Werkwijze", 3))
    assert [block.kind for block in alone[0].blocks] == ["text", "text"]
    loose = sections(heading("Verslag", 2), heading("Ambities", 3), prose("a"), heading("Resultaat", 3), prose("b"))
    assert {block.kind for section in loose for block in section.blocks} <= {"text"}

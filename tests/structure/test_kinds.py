"""What a section is to a budget."""

from __future__ import annotations

import pytest

from pipeline.model import walk_sections
from pipeline.source import Piece
from tests.builders import built, heading, prose, styled


def kinds(*pieces: Piece) -> dict[str, str]:
    """The kind of each section by its title."""
    filled = [part for piece in pieces for part in (piece, prose("Tekst."))]
    return {section.full_title: section.kind for section in walk_sections(built(filled).sections)}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Programma 3: Zorg", "programme"),
        ("Programma III Zorg", "programme"),
        ("P1 Bestuur", "programme"),
        ("Programma Sociaal domein", "programme"),
        ("Taakveld 1.2 Openbare orde", "product"),
        ("Product 4.1 Wegen", "product"),
        ("Opgave Wonen", "product"),
        ("Opgave: Wonen", "product"),
        ("Programma: Zorg", "programme"),
        ("Lokale heffingen", "paragraph"),
        ("4.2 Weerstandsvermogen en risicobeheersing", "paragraph"),
        ("Paragraaf A: Lokale heffingen", "paragraph"),
        ("Bijlage 1 Taakvelden", "appendix"),
        ("Bijlage B: Lijst", "appendix"),
        ("Bijlagen", "appendix"),
        ("3 Uitgangspunten", "other"),
        ("Programmaplan", "other"),
        ("Programmatisch werken", "other"),
        ("Paragrafen", "other"),
    ],
)
def test_words_tell_the_kind(title: str, kind: str) -> None:
    assert kinds(heading(title, 1), heading("1.1 Slot", 2))[title] == kind


def test_parts_take_their_kind_from_what_is_around_them() -> None:
    assert kinds(
        heading("Programma 1 Bestuur", 1),
        heading("1.1 Raad", 2),
        heading("1.1.1 Griffie", 3),
        heading("1.2 Inleiding", 2),
        heading("Paragrafen", 1),
        heading("Duurzaamheid", 2),
        heading("Bedrijfsvoering", 2),
        heading("4.1 Product 3 van de gemeente", 3),
        heading("Bijlage 1 Lijst", 1),
        heading("1 Programma 2 in cijfers", 2),
    ) == {
        "Programma 1 Bestuur": "programme",
        "1.1 Raad": "product",
        "1.1.1 Griffie": "product",
        "1.2 Inleiding": "other",
        "Paragrafen": "other",
        "Duurzaamheid": "paragraph",
        "Bedrijfsvoering": "paragraph",
        "4.1 Product 3 van de gemeente": "paragraph",
        "Bijlage 1 Lijst": "appendix",
        "1 Programma 2 in cijfers": "appendix",
    }


def test_goals_and_actions_make_a_programme_or_a_part_of_one() -> None:
    assert kinds(heading("2 Zorg", 1), heading("Doelstellingen", 2)) == {"2 Zorg": "programme"}
    assert kinds(heading("2.6.1 Zorg", 1), heading("Actiepunten", 2)) == {"2.6.1 Zorg": "product"}
    assert kinds(
        heading("2 Beleid", 1),
        heading("2.6 Zorg", 2),
        heading("2.6.1 Jeugd", 3),
        heading("Doelstellingen", 4),
    ) == {"2 Beleid": "other", "2.6 Zorg": "programme", "2.6.1 Jeugd": "product"}
    assert kinds(heading("2 Zorg", 1), heading("Wat mag het kosten?", 2)) == {"2 Zorg": "other"}


def test_an_objective_that_is_a_section_is_a_part_of_the_product_around_it() -> None:
    assert kinds(
        heading("1 Bestuur", 1),
        heading("1.1 Raad", 2),
        heading("Operationeel doel 1.1.1: Goed bestuur", 3),
        heading("Actiepunten", 4),
    ) == {"1 Bestuur": "programme", "1.1 Raad": "product", "Operationeel doel 1.1.1: Goed bestuur": "product"}


def test_a_chapter_that_holds_programmes_is_none() -> None:
    chapter = heading("2 Vooruitblik", 1)
    assert kinds(chapter, heading("Programma 1 Zorg", 2), heading("Doelstellingen", 3))["2 Vooruitblik"] == "other"


def test_a_book_is_no_programme() -> None:
    title = styled("Begroting 2026", "Titel")
    assert kinds(title, heading("Zorg", 1), heading("Doelstellingen", 2)) == {
        "Begroting 2026": "other",
        "Zorg": "programme",
    }
    assert kinds(heading("Jaarstukken 2025", 1), heading("Zorg", 2), heading("Doelstellingen", 3)) == {
        "Jaarstukken 2025": "other",
        "Zorg": "programme",
    }


def test_a_section_without_a_title_is_what_stands_around_it() -> None:
    assert kinds(
        heading("Programma 1 Zorg", 1),
        heading("1.1 Jeugd", 2),
        heading("Doelstellingen", 3),
        heading("Wat mag het kosten?", 2),
    ) == {"Programma 1 Zorg": "programme", "1.1 Jeugd": "product", "": "programme"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Programmabegroting 2026-2029", "budget"),
        ("Kadernota 2027", "framework"),
        ("Tweede bestuursrapportage 2026", "interim-report"),
        ("Jaarstukken 2025", "accounts"),
        ("Jaarverslag en jaarrekening 2025 bij de begroting", "accounts"),
        ("2.6.1 Veiligheid", None),
    ],
)
def test_the_title_tells_the_kind_of_document(title: str, kind: str | None) -> None:
    assert built(heading(title, 1), heading("1 Zorg", 2)).meta.kind == kind

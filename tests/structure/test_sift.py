"""What is no part of the flow."""

from __future__ import annotations

from pipeline import profiles
from pipeline.content import paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.model import Running
from pipeline.source import Piece
from tests.builders import built, bulleted, bullets, heading, numbered, ordered, prose, sections

SCREEN = "Dit scherm bestaat uit maximaal 3 blokken:"
PLUS = "Via het + teken worden de details zichtbaar. Als er geen details zijn wordt het blok niet getoond."


def test_guidance_is_a_matched_paragraph_and_the_list_it_introduces() -> None:
    (section,) = sections(
        heading("2.6.1 Veiligheid", 1),
        prose(SCREEN),
        bullets("doelstellingen;", "actiepunten."),
        prose(PLUS),
        prose("Wij werken aan veiligheid."),
        bullets("een eigen lijst"),
    )
    assert section.guidance == (
        paragraph(SCREEN),
        bulleted("doelstellingen;", "actiepunten."),
        paragraph(PLUS),
    )
    assert section.intro == (paragraph("Wij werken aan veiligheid."), bulleted("een eigen lijst"))


def test_guidance_that_ends_its_sentence_introduces_no_list() -> None:
    (section,) = sections(heading("1 Zorg", 1), prose(PLUS), numbered("Meer zorg"))
    assert section.guidance == (paragraph(PLUS),)
    assert section.intro == (ordered("Meer zorg"),)


def test_a_list_typed_by_hand_is_a_list() -> None:
    (section,) = sections(heading("1 Zorg", 1), prose(SCREEN), prose("- doelstellingen;"), prose("- acties."))
    assert section.guidance == (paragraph(SCREEN), paragraph("- doelstellingen;"), paragraph("- acties."))
    assert section.intro == ()


def test_guidance_is_matched_before_titles() -> None:
    (section,) = sections(heading("1 Zorg", 1), heading(SCREEN, 2))
    assert (section.guidance, section.blocks) == ((paragraph(SCREEN),), ())


def test_noise_is_kept_apart_and_reported_with_its_text_and_headings() -> None:
    found: list[Diagnostic] = []
    document = built(
        heading("1 Zorg", 1),
        prose("Tekst."),
        prose("Terug naar navigatie - 1 Zorg"),
        prose("Ga naar boven"),
        found=found,
    )
    assert document.sections[0].intro == (paragraph("Tekst."),)
    assert document.running == (
        Running("noise", (paragraph("Terug naar navigatie - 1 Zorg"), paragraph("Ga naar boven"))),
    )
    assert found == [
        Diagnostic(
            code=Code.NOISE,
            place=Place(item=3),
            severity=Severity.INFO,
            text="Terug naar navigatie - 1 Zorg\nGa naar boven",
        )
    ]


def test_what_a_page_marks_as_navigation_is_noise_whatever_it_says() -> None:
    menu = prose("Home", region="navigation")
    assert [entry.kind for entry in built(menu, heading("1 Zorg", 1)).running] == ["noise"]


def test_heads_and_feet_of_pages_are_kept_apart() -> None:
    document = built(heading("1 Zorg", 1), prose("Begroting 2026", region="header"), prose("Pagina", region="footer"))
    assert document.running == (
        Running("header", (paragraph("Begroting 2026"),)),
        Running("footer", (paragraph("Pagina"),)),
    )


def test_the_plain_profile_keeps_everything_in_the_flow_but_heads_and_feet() -> None:
    pieces: list[Piece] = [
        heading("1 Zorg", 1),
        prose("Ga naar boven"),
        prose(SCREEN),
        prose("Home", region="navigation"),
        prose("1 Zorg 3", region="contents"),
        prose("Begroting", region="header"),
    ]
    document = built(pieces, profile=profiles.load("plain"))
    (section,) = document.sections
    (block,) = section.blocks
    assert block.content == tuple(paragraph(text) for text in ("Ga naar boven", SCREEN, "Home", "1 Zorg 3"))
    assert [entry.kind for entry in document.running] == ["header"]

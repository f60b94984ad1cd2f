"""Lines that only look like a heading."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline import profiles
from pipeline.content import Paragraph, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.model import Block, Detail, Section
from pipeline.source import Piece
from tests.builders import NL, built, bullets, heading, line, numbered, ordered, prose, sections, text


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

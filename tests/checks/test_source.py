"""What is seen in the text itself: drafts, links, pictures, levels, what was marked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.checks import SpotCheck, run_on_source
from pipeline.checks.drafts import left_over
from pipeline.checks.links import broken_fields, link_texts, pictures
from pipeline.checks.numbering import levels
from pipeline.checks.walk import spots
from pipeline.content import Figure, Image, Link, Note, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.source import Piece
from tests.builders import NL, heading, line, prose, source, styled, table

LATER = "todo".upper()  # as it is, this file would seem unfinished


def found_by(check: SpotCheck, *pieces: Piece) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    check(tuple(spots(source(*pieces), NL)), NL, found.append)
    return found


# ------------------------------------------------------------------------------------ drafts


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("De kosten zijn € XX per jaar.", "€ XX"),
        ("Zie XXX en XXX.", "XXX"),
        ("In 202X volgt een besluit.", "202X"),
        ("Het bedrag is n.t.b.", "n.t.b."),
        ("De raad besluit […] in mei.", "[…]"),
        ("Wie doet dit???", "???"),
        ("Wethouder <invullen> en <naam>", "<invullen>, <naam>"),
        ("Nog doen [PM: cijfers van Ans]", "[PM: cijfers van Ans]"),
        (f"{LATER}: tabel", LATER),
        ("TO-DO: tabel", "TO-DO"),
        ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
        ("PM", "PM"),
        ("tekst volgt", "tekst volgt"),
    ],
)
def test_a_mark_of_drafting_is_told_with_the_words_around_it(text: str, marks: str) -> None:
    place = Place(item=1, quote=text)
    assert found_by(left_over, prose(text)) == [flaw(Code.DRAFT_TEXT, place, marks)]


@pytest.mark.parametrize(
    "text",
    [
        "PM Rutte en P.M. Jansen kwamen om 8 PM.",
        "Bedragen x € 1.000",
        "(bedragen in € x 1.000)",
        "Maat XXL, hoofdstuk XX en de 30e keer (XX)",
        "„De raad besluit […] in mei”, aldus de motie.",
        "Waarom? Daarom! Echt waar??",
        "Jongeren <18 jaar en 3 < x en y > 2",
        "n.t.b. = nader te bepalen",
        "De reserve is nog aan te vullen met € 3.",
        "Wij vullen het in: [1] en [bijlage].",
        "Het to-do-lijstje van de raad",
    ],
)
def test_what_only_looks_like_a_draft_is_none(text: str) -> None:
    assert found_by(left_over, prose(text)) == []


def test_in_a_table_pm_is_an_amount_and_marks_are_told_with_row_and_column() -> None:
    given = table(["", "2026"], ["Lasten", "p.m."], ["Baten", "PM"], ["Saldo", "€ xxx"])
    assert found_by(left_over, given) == [
        flaw(Code.DRAFT_TEXT, Place(item=1, table=1, row=4, column=2, quote="€ xxx"), "€ xxx")
    ]


def test_a_quote_is_cut_around_the_mark_so_that_it_can_be_found() -> None:
    text = f"{'woord ' * 20}dan XXX en {'verder ' * 20}".strip()
    (found,) = found_by(left_over, prose(text))
    assert found.place.quote in text
    assert "XXX" in found.place.quote
    assert len(found.place.quote) <= 60


def test_heads_contents_noise_and_guidance_are_no_text_of_the_author_and_notes_are() -> None:
    given = source(
        prose("XXX", region="header"),
        prose("XXX", region="contents"),
        styled("XXX", "toc 1"),
        prose("Terug naar navigatie XXX"),
        prose("Dit scherm bestaat uit 3 blokken: XXX"),
    )
    noted = replace(given, notes=(Note("n", (paragraph("XXX"),)),))
    found: list[Diagnostic] = []
    left_over(spots(noted, NL), NL, found.append)
    assert found == [flaw(Code.DRAFT_TEXT, Place(part="footnotes", quote="XXX"), "XXX")]


# ------------------------------------------------------------------------------------ links and pictures


def test_a_link_that_says_nothing_is_told() -> None:
    given = line(Text("Voor meer: "), Link("https://a.nl/b", (Text("Klik hier"),)), Text("."))
    place = Place(item=1, quote="Voor meer: Klik hier.")
    assert found_by(link_texts, given) == [flaw(Code.LINK_VAGUE, place, "Klik hier", href="https://a.nl/b")]


@pytest.mark.parametrize("text", ["Hier staat de kadernota", "de kadernota 2026", "hierover", "linkse partijen"])
def test_a_link_that_names_what_is_behind_it_is_none(text: str) -> None:
    assert found_by(link_texts, line(Link("https://a.nl", (Text(text),)))) == []


def test_what_word_writes_where_a_reference_leads_to_nothing_is_told() -> None:
    given = prose("Meer staat in Fout! Verwijzingsbron niet gevonden. en verder.")
    words = "Fout! Verwijzingsbron niet gevonden."
    place = Place(item=1, quote="Meer staat in Fout! Verwijzingsbron niet gevonden. en")
    assert found_by(broken_fields, given) == [flaw(Code.REFERENCE_BROKEN, place, words)]
    assert found_by(broken_fields, prose("Dat was fout! Geen mens wist het."), prose("Fout! Nieuwe poging.")) == []


def test_a_picture_without_alternative_text_is_told_and_a_decoration_is_not() -> None:
    given = [
        Piece(Figure(Image("a" * 64)), Place()),
        line(Text("Kaart: "), Image("b" * 64)),
        line(Image("c" * 64, "")),
        line(Image("d" * 64, "Een kaart")),
    ]
    assert found_by(pictures, *given) == [
        flaw(Code.ALT_MISSING, Place(item=1)),
        flaw(Code.ALT_MISSING, Place(item=2, quote="Kaart:")),
    ]


# ------------------------------------------------------------------------------------ levels


def jumps(*pieces: Piece) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    levels(source(*pieces), NL, found.append)
    return found


def test_a_level_that_is_skipped_is_told_once_for_its_kind() -> None:
    given = [heading("A", 1), heading("B", 3), heading("C", 2), heading("D", 1), heading("E", 3)]
    assert jumps(*given) == [flaw(Code.LEVEL_SKIPPED, Place(item=2, quote="B"), "B", above=1, below=3, count=2)]


def test_a_document_may_begin_at_any_level_and_go_up_by_more_than_one() -> None:
    title = styled("Begroting", "Titel")
    given = [title, heading("A", 2), heading("B", 3), heading("", 9), heading("C", 4), heading("D", 1)]
    assert jumps(*given) == []


# ------------------------------------------------------------------------------------ what was marked


def test_a_status_in_its_colour_is_no_marking() -> None:
    marked = [flaw(Code.HIGHLIGHTED_TEXT, Place(), text) for text in ("Groen", "●", "nakijken!")]
    hidden = flaw(Code.HIDDEN_TEXT, Place(), "Groen")
    assert run_on_source(source(), NL, [*marked, hidden]) == (marked[2], hidden)

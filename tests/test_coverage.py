"""What was written against what came through."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline import coverage
from pipeline.content import Figure, Image, Item, ItemList, Link, Math, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Place
from pipeline.model import BudgetDocument, PartCoverage
from pipeline.source import Piece, Source, Written
from pipeline.structure import build
from tests.builders import NL, ORIGIN, bullets, grid, heading, ignored, line, numbered, prose, source, styled, table

PIECES = (
    styled("Begroting", "Titel"),
    heading("1 Zorg", 1, label=""),
    heading("Bestuur", 1, label="2.1"),
    prose("Dit scherm bestaat uit maximaal 3 blokken:"),
    bullets("acties"),
    prose("Ga naar boven"),
    prose("Kop van de pagina", region="header"),
    prose("Bestuur 3", region="contents"),
    line(Text("Zie "), Link("#weg", (Text("daar"),)), NoteReference("footnote-1"), Math("a/b", "<math/>")),
    heading("Doelstellingen", 2, label="1."),
    numbered("Minder", "Meer"),
    heading("1. Deel", 3),
    styled("Tabel 1", "caption"),
    table(["a", "2025"], ["b", "1.200"]),
    heading("Actiepunten", 2),
    table(["Wat gaan we doen?", "type", "Rest"], ["Toezicht", "", "x y"], ["", "", ""]),
    Piece(Figure(Image("", alt="Geen tekst van de bron")), Place()),
    styled("Figuur 1", "caption"),
    Piece(ItemList((Item((paragraph("a"), grid(["b"])), label="9."),), ordered=True), Place()),
)
NOTES = (Note("footnote-1", (paragraph("Een noot."),)),)


def whole() -> tuple[Source, BudgetDocument]:
    given = replace(source(*PIECES), notes=NOTES)
    return given, build(given, NL, ignored, ORIGIN)


def test_structure_loses_and_invents_no_character() -> None:
    given, document = whole()
    leaves = coverage.ink(
        "Begroting 1Zorg Bestuur Dit scherm bestaat uit maximaal 3 blokken: acties Ga naar boven Kop van de pagina "
        "Bestuur 3 Zie daar a/b Doelstellingen Minder Meer 1. Deel Tabel 1 a 2025 b 1.200 Actiepunten "
        "Wat gaan we doen? type Rest Toezicht x y Figuur 1 a b"
    )
    given = replace(given, written=(Written("document", leaves), Written("footnotes", 8, reported=0)))
    assert coverage.measure(given, document) == (
        PartCoverage("document", written=leaves, read=leaves, reported=0),
        PartCoverage("footnotes", written=8, read=8, reported=0),
    )


def test_what_the_structure_loses_is_missed() -> None:
    given, document = whole()
    given = replace(given, written=(Written("document", 300, reported=4),))
    (before,) = coverage.measure(given, document)
    (after,) = coverage.measure(given, replace(document, notes=()))
    assert before.read - after.read == coverage.ink("Een noot.")
    assert coverage.missing(after) == 300 - 4 - after.read
    assert coverage.share(after) == 1 - coverage.missing(after) / 300


def test_what_a_reader_loses_is_missed() -> None:
    part = PartCoverage("document", written=10, read=6, reported=2)
    assert (coverage.missing(part), coverage.share(part)) == (2, 0.8)
    assert coverage.share(PartCoverage("header", 0, 0, 0)) == 1.0
    assert coverage.missing(PartCoverage("header", 1, 2, 0)) == 0


def test_ink_is_what_is_no_white_space() -> None:
    assert coverage.ink(" a\u00a0b\t\n\u2003c ") == 3
    assert Paragraph(()).content == ()

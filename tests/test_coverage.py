"""What was written against what came through."""

from __future__ import annotations

import time

from msgspec.structs import replace

from pipeline import coverage
from pipeline.content import Figure, Image, Item, ItemList, Link, Math, Note, NoteReference, Text, ink, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place
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


# ------------------------------------------------------------------------------------ the structure


def test_structure_loses_and_invents_no_character() -> None:
    account = coverage.of_structure(*whole())
    assert account.flaws == ()
    assert account.figures.written == account.figures.read > 200


def test_what_the_structure_loses_is_quoted() -> None:
    given, document = whole()
    account = coverage.of_structure(given, replace(document, notes=()))
    assert told(account) == [(Code.TEXT_NOT_READ, "Een noot.")]
    assert coverage.missing(account.figures) == len(ink("Een noot."))


def test_what_the_structure_says_twice_is_quoted() -> None:
    given, document = whole()
    account = coverage.of_structure(given, replace(document, sections=(*document.sections, document.sections[0])))
    assert {code for code, _ in told(account)} == {Code.TEXT_NOT_WRITTEN}
    assert account.figures.surplus > 0
    assert coverage.missing(account.figures) == 0


def test_what_the_structure_loses_is_put_down_to_the_first_parts() -> None:
    parts = tuple(coverage.Account(PartCoverage(name, 10, 10, 0)) for name in ("document", "footnotes"))
    built = coverage.Account(PartCoverage("document", 20, 8, 0, surplus=3))
    assert coverage.together(parts, built) == (
        PartCoverage("document", 10, 0, 0, surplus=3),
        PartCoverage("footnotes", 10, 8, 0),
    )


# ------------------------------------------------------------------------------------ a reader

TEXTS = ("Over wegen", "De weg is lang.", "p.m.", "Het fietspad is af.", "p.m.", "De brug blijft dicht.", "p.m.")


def read(*texts: str, written: tuple[str, ...] = TEXTS, **more: tuple[str, ...]) -> coverage.Account:
    """What comes of a part of these paragraphs, of which these were read."""
    given = replace(source(*map(prose, texts)), written=(Written("document", "\n".join(written), **more),))
    (account,) = coverage.of_reader(given)
    return account


def without(*numbers: int) -> coverage.Account:
    return read(*(text for number, text in enumerate(TEXTS) if number not in numbers))


def told(account: coverage.Account) -> list[tuple[Code, str]]:
    return [(flaw.code, flaw.text) for flaw in account.flaws]


def places(found: tuple[Diagnostic, ...]) -> list[Place]:
    return [flaw.place for flaw in found]


def test_all_that_was_read_is_all_that_was_written() -> None:
    assert read(*TEXTS) == coverage.Account(PartCoverage("document", 67, 67, 0))


def test_order_and_white_space_are_of_no_account() -> None:
    assert not read(*reversed(TEXTS)).flaws
    assert not read("a b\tc", written=("a", "bc")).flaws


def test_a_paragraph_that_is_missing_is_quoted_after_the_words_before_it() -> None:
    account = without(3)
    assert told(account) == [(Code.TEXT_NOT_READ, "Het fietspad is af.")]
    # "p.m." stands there three times: the nearest line of which there is but one tells the place.
    assert places(account.flaws) == [Place(item=2, quote="p.m.")]
    assert account.figures == PartCoverage("document", 67, 67 - 16, 0)


def test_paragraphs_in_a_row_are_one_passage_and_equal_ones_go_with_their_neighbours() -> None:
    assert told(without(3, 4)) == [(Code.TEXT_NOT_READ, "Het fietspad is af. p.m.")]
    assert told(without(2, 3)) == [(Code.TEXT_NOT_READ, "Het fietspad is af. p.m.")]
    assert told(without(1, 5)) == [(Code.TEXT_NOT_READ, TEXTS[1]), (Code.TEXT_NOT_READ, TEXTS[5])]


def test_of_equal_paragraphs_the_one_beside_others_that_are_missing_is_quoted() -> None:
    written = ("p.m.", "De brug", "open", "p.m.")
    assert told(read("open", "p.m.", written=written)) == [(Code.TEXT_NOT_READ, "p.m. De brug")]


def test_a_word_that_was_read_in_two_is_not_missing() -> None:
    written = ("Meerjarenonderhoudsprogramma oude wegen", "brug")
    account = read("Meerjaren onderhoudsprogramma wegen", written=written, kept_out=("oude",))
    assert told(account) == [(Code.TEXT_NOT_READ, "brug")]


def test_a_letter_that_is_missing_is_quoted_with_its_word() -> None:
    assert told(read("Het fietspa is af", written=("Het fietspad is af",))) == [(Code.TEXT_NOT_READ, "fietspad")]


def test_words_of_a_paragraph_are_quoted_without_the_others() -> None:
    texts = [text.replace("fietspad ", "") for text in TEXTS]
    account = read(*texts)
    assert told(account) == [(Code.TEXT_NOT_READ, "fietspad")]
    assert places(account.flaws) == [Place(item=2, quote="Het")]


def test_what_is_said_twice_is_quoted_where_it_is_said() -> None:
    account = read(*TEXTS, TEXTS[1])
    assert told(account) == [(Code.TEXT_NOT_WRITTEN, TEXTS[1])]
    assert account.figures == PartCoverage("document", 67, 67, 0, surplus=12)


def test_a_loss_does_not_hide_behind_what_is_said_twice() -> None:
    """As long, so that a count of all characters alone would come out even."""
    account = read("1.234", "1.234", written=("1.234", "5.678"))
    assert told(account) == [(Code.TEXT_NOT_READ, "5.678"), (Code.TEXT_NOT_WRITTEN, "1.234")]
    assert account.figures == PartCoverage("document", 10, 6, 0, surplus=4)


def test_what_is_kept_out_and_what_is_added_count() -> None:
    account = read("a", "☒", written=("a", "geheim"), kept_out=("geheim",), added=("☒",))
    assert account == coverage.Account(PartCoverage("document", 8, 2, 6))


def test_what_is_kept_out_without_having_been_written_is_told() -> None:
    assert told(read("a", written=("a",), kept_out=("geheim",))) == [(Code.TEXT_NOT_WRITTEN, "geheim")]


def test_a_part_that_no_one_counted_holds_nothing() -> None:
    (account,) = coverage.of_reader(source(prose("uit het niets")))
    assert told(account) == [(Code.TEXT_NOT_WRITTEN, "uit het niets")]


def test_of_many_passages_the_last_are_told_together() -> None:
    kept = [f"blijft {number}" for number in range(50)]
    lost = [f"verdwijnt {number}" for number in range(50)]
    account = read(*kept, written=tuple(text for pair in zip(kept, lost, strict=True) for text in pair))
    assert len(account.flaws) == 21
    assert account.flaws[-1].text.startswith("verdwijnt 20 … verdwijnt 21 … ")
    assert sum(int(flaw.values["count"]) for flaw in account.flaws) == coverage.missing(account.figures)


def test_a_long_passage_is_cut() -> None:
    account = read("a", written=("a", "woord " * 100))
    assert [len(flaw.text) for flaw in account.flaws] == [200]


def test_comparing_a_book_takes_no_time() -> None:
    texts = [f"Regel {number} van een dik boek, waar {number % 7} staat." for number in range(20_000)]
    begin = time.process_time()
    account = read(*texts[::2], written=tuple(texts))
    assert coverage.missing(account.figures) > 100_000
    assert time.process_time() - begin < 5


def test_share_is_what_is_accounted_for() -> None:
    part = PartCoverage("document", written=10, read=6, reported=2)
    assert (coverage.missing(part), coverage.share(part)) == (2, 0.8)
    assert coverage.share(PartCoverage("header", 0, 0, 0)) == 1.0

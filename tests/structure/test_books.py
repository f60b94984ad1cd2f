"""Whole books: forty sections of every kind become the same tree, in whichever way an author wrote them down."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.conversion import ingest_document
from pipeline.model import Section
from pipeline.source import Piece
from tests.builders import built, heading, line, prose, sections, table, text

THREE = ("Wat willen we bereiken?", "Wat gaan we daarvoor doen?", "Wat mag het kosten?")
KINDS = ("objectives", "actions", "finances")
LAW = (
    "Lokale heffingen",
    "Weerstandsvermogen en risicobeheersing",
    "Onderhoud kapitaalgoederen",
    "Financiering",
    "Bedrijfsvoering",
    "Verbonden partijen",
    "Grondbeleid",
)

Entry = tuple[int, str, str, tuple[str, ...]]
"""A section of the book: its level, its heading, its kind and the titles of its blocks."""


def book() -> list[Entry]:
    """Forty sections: chapters without a number, programmes with products, the seven paragraphs, appendices."""
    made: list[Entry] = [(1, "Voorwoord", "other", ()), (1, "Programma's", "other", ())]
    for number in range(1, 8):
        made.append((2, f"Programma {number} Opgave van de stad {number}", "programme", THREE))
        made.extend((3, f"{number}.{part} Onderwerp {number} en {part}", "product", THREE[:2]) for part in (1, 2))
    made.append((1, "Paragrafen", "other", ()))
    made.extend((2, title, "paragraph", ()) for title in LAW)
    made.append((1, "Bijlagen", "appendix", ()))
    made.extend((2, f"Bijlage {number} Overzicht {number}", "appendix", ()) for number in range(1, 9))
    return made


def test_the_book_has_forty_sections() -> None:
    assert len(book()) == 40


Told = tuple[int, str, str, tuple[tuple[str, str], ...]]
"""The same with the kind of each block."""


def expected(entries: Sequence[Entry]) -> list[Told]:
    """What is to come of the book: depth, heading, kind, and the blocks with theirs."""
    known = dict(zip(THREE, KINDS, strict=True))
    return [
        (level, title, kind, tuple((known[block], block) for block in blocks)) for level, title, kind, blocks in entries
    ]


def told(found: Sequence[Section]) -> list[Told]:
    """The sections of a document, flat, in order."""
    result: list[Told] = []
    for section in found:
        blocks = tuple((block.kind, block.title) for block in section.blocks)
        result.append((section.level, section.full_title, section.kind, blocks))
        result.extend(told(section.sections))
    return result


def words(entries: Sequence[Entry]) -> list[Piece]:
    """The book in heading styles, block titles one level below their section."""
    made: list[Piece] = []
    for level, title, _, blocks in entries:
        made += [heading(title, level), prose(f"Over {title.lower()} is dit te zeggen.")]
        for block in blocks:
            made += [heading(block, level + 1), prose("De raad heeft hierover besloten.")]
    return made


def test_a_book_in_heading_styles() -> None:
    assert told(sections(words(book()))) == expected(book())


def test_a_book_with_generated_contents() -> None:
    entries = [prose(f"{title}\t{page}", region="contents") for page, (_, title, _, _) in enumerate(book(), 3)]
    document = built(heading("Inhoudsopgave", 1, region="contents"), entries, words(book()))
    assert told(document.sections) == expected(book())
    assert [running.kind for running in document.running] == ["contents"]


def test_a_book_with_contents_typed_by_hand() -> None:
    entries = [
        prose(f"{title}{gap}{page}", page_start=page == 3)
        for page, (title, gap) in enumerate([("1.1 Onderwerp", "\t"), ("1.2 Onderwerp", " ...... ")], 3)
    ]
    (first, *rest) = told(sections(heading("Inhoud", 1), entries, words(book())))
    assert first == (1, "Inhoud", "other", ())
    assert rest == expected(book())


def bold(title: str) -> Piece:
    return line(text(title, "bold"))


def test_a_book_of_nothing_but_bold_lines() -> None:
    """Chapters without a number cannot be told from any bold line: the numbered sections and their blocks can."""
    made: list[Piece] = []
    wanted: list[Entry] = []
    for _, title, kind, blocks in book():
        if kind in {"programme", "product"} or title.startswith("Bijlage "):
            depth = {"programme": 1, "appendix": 1, "product": 2}[kind]
            wanted.append((depth, title, kind, blocks))
            made += [bold(title), prose("Hier staat waar dit over gaat.")]
            for block in blocks:
                made += [bold(block), prose("De raad heeft hierover besloten."), table(("Lasten", "1.000"))]
    assert len(wanted) == 29
    assert told(sections(made)) == expected(wanted)


@pytest.mark.parametrize("levels", [(1, 2, 3, 4), (1, 3, 4, 6), (2, 3, 5, 6)])
def test_a_web_page_whose_headings_skip_levels(levels: tuple[int, ...]) -> None:
    body = ""
    for level, title, _, blocks in book():
        name = f"h{levels[level - 1]}"
        body += f"<{name}>{title}</{name}><p>Over dit onderwerp.</p>"
        for block in blocks:
            name = f"h{levels[level]}"
            body += f"<{name}>{block}</{name}><p>De raad heeft besloten.</p>"
    page = f"<!DOCTYPE html><html lang=nl><title>Begroting 2026</title><body><main>{body}</main></body></html>"
    document = ingest_document(page.encode(), "begroting.html")
    assert told(document.sections) == expected(book())
    assert document.meta.kind == "budget"


def test_pages_in_one_file_with_the_same_block_titles() -> None:
    pages = [
        piece
        for title in ("Veiligheid", "Brandweer", "Groen")
        for piece in (heading(title, 2), heading("Doelstellingen", 3), prose("Doel."), heading("Actiepunten", 3))
    ]
    blocks = (("objectives", "Doelstellingen"), ("actions", "Actiepunten"))
    assert told(sections(pages)) == [(1, title, "programme", blocks) for title in ("Veiligheid", "Brandweer", "Groen")]


def test_pages_in_one_file_of_which_only_bold_lines_tell() -> None:
    pages = [
        piece
        for title in ("Veiligheid", "Brandweer")
        for piece in (bold(title), bold("Doelstellingen"), prose("Doel."), bold("Actiepunten"), prose("Actie."))
    ]
    blocks = (("objectives", "Doelstellingen"), ("actions", "Actiepunten"))
    assert told(sections(pages)) == [(1, title, "programme", blocks) for title in ("Veiligheid", "Brandweer")]


def test_a_block_title_deeper_in_a_section_and_sections_of_any_depth() -> None:
    deep = [heading(f"{'.'.join('1' * depth)} Laag {depth}", depth) for depth in range(1, 8)]
    found = told(sections(deep, heading("Doelstellingen", 9), prose("Doel.")))
    assert [level for level, _, _, _ in found] == [1, 2, 3, 4, 5, 6, 7]
    assert found[-1][3] == (("objectives", "Doelstellingen"),)

"""The names of tables: what a screen reader calls a table that scrolls, each its own."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.content import LineBreak, Note, NoteReference, Paragraph, Table, Text, paragraph
from pipeline.model import Block, Detail, Section
from tests.builders import grid
from tests.emit.html import page, section


def names(*sections: Section, notes: tuple[Note, ...] = ()) -> list[str]:
    return [frame.get("data-label", "") for frame in page(*sections, notes=notes).iterfind(".//*[@data-label]")]


def captioned(*words: str) -> Table:
    return replace(grid(("a",)), caption=tuple(Text(word) for word in words))


def test_a_table_is_called_by_its_caption_or_else_by_the_heading_above() -> None:
    assert names(section(captioned("Lasten"), Detail("Baten", (grid(("a",)),)))) == ["Tabel: Lasten", "Tabel: Baten"]


def test_tables_that_would_be_called_alike_are_called_by_the_path_to_them() -> None:
    def programme(number: str) -> Section:
        block = Block(f"b{number}", "text", "Wat kost het?", (grid(("a",)),))
        return section(captioned("Lasten"), blocks=(block,), id=f"s{number}", number=number, title="Zorg")

    assert names(programme("1"), programme("2")) == [
        "Tabel: Titel › 1 Zorg › Lasten",
        "Tabel: Titel › 1 Zorg › Wat kost het?",
        "Tabel: Titel › 2 Zorg › Lasten",
        "Tabel: Titel › 2 Zorg › Wat kost het?",
    ]


def test_a_heading_counts_as_far_as_it_reaches() -> None:
    deep = Detail("Jeugd", (Detail("Kosten", (grid(("a",)),)),))
    assert names(section(deep, Detail("Ouderen", (Detail("Kosten", (grid(("b",)),)),)))) == [
        "Tabel: Titel › Jeugd › Kosten",
        "Tabel: Titel › Ouderen › Kosten",
    ]


def test_tables_on_one_spot_are_numbered_from_the_second() -> None:
    tables = (captioned("Lasten"), captioned("Lasten"), captioned("Titel › Lasten (2)"), captioned("Lasten"))
    assert names(section(*tables)) == [
        "Tabel: Titel › Lasten",
        "Tabel: Titel › Lasten (2)",
        "Tabel: Titel › Lasten (2) (2)",
        "Tabel: Titel › Lasten (3)",
    ]


def test_a_name_holds_words_and_no_numbers_of_notes() -> None:
    heading = (Text("Lasten"), NoteReference("n"), LineBreak(), Text("en baten", ("bold",)))
    assert names(section(Detail("Lasten en baten", (grid(("a",)),), heading))) == ["Tabel: Lasten en baten"]


def test_a_table_in_a_note_is_called_as_the_notes() -> None:
    notes = (Note("n", (grid(("a",)),)),)
    assert names(section(Paragraph((NoteReference("n"),)), paragraph("a")), notes=notes) == ["Tabel: Noten"]

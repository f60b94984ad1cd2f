"""Notes: at the end of the page, linked both ways."""

from __future__ import annotations

from pipeline.content import Note, NoteReference, Paragraph, Text, paragraph
from tests.builders import bulleted
from tests.emit.html import inner, page, section


def reference(number: int, count: int = 1) -> str:
    return (
        f'<sup class="note-reference"><a aria-label="Noot {number}" href="#note--{number}" '
        f'id="note--{number}-{count}" role="doc-noteref">{number}</a></sup>'
    )


def back(number: int, count: int = 1) -> str:
    again = f", plek {count}" if count > 1 else ""
    return (
        f'<a aria-label="Terug naar de tekst bij noot {number}{again}" class="note-back" '
        f'href="#note--{number}-{count}" role="doc-backlink">↑</a>'
    )


def test_notes_are_numbered_as_they_are_referred_to_and_lead_back_to_each_place() -> None:
    line = Paragraph((Text("Een"), NoteReference("b"), Text(" twee"), NoteReference("a"), NoteReference("b")))
    notes = (Note("a", (paragraph("over twee"),)), Note("b", (paragraph("over een"),)))
    made = page(section(line), notes=notes)
    assert inner(made, "intro") == f"<p>Een{reference(1)} twee{reference(2)}{reference(1, 2)}</p>"
    assert inner(made, "notes") == (
        '<h2 id="notes--title">Noten</h2><ol>'
        f'<li id="note--1"><p>over een{back(1)}{back(1, 2)}</p></li>'
        f'<li id="note--2"><p>over twee{back(2)}</p></li></ol>'
    )


def test_the_notes_are_announced_as_notes() -> None:
    made = page(section(Paragraph((NoteReference("n"),))), notes=(Note("n", (paragraph("a"),)),))
    (section_,) = made.xpath(".//section[@class='notes']")
    assert (section_.get("role"), section_.get("aria-labelledby")) == ("doc-endnotes", "notes--title")


def test_a_note_refers_to_notes() -> None:
    line = Paragraph((Text("a"), NoteReference("x")))
    notes = (Note("x", (Paragraph((Text("zie"), NoteReference("y"))),)), Note("y", (paragraph("b"),)))
    assert inner(page(section(line), notes=notes), "notes").endswith(
        f'<li id="note--1"><p>zie{reference(2)}{back(1)}</p></li><li id="note--2"><p>b{back(2)}</p></li></ol>'
    )


def test_the_way_back_stands_behind_a_note_that_ends_in_a_list() -> None:
    notes = (Note("n", (paragraph("a"), bulleted("b"))),)
    assert inner(page(section(Paragraph((NoteReference("n"),))), notes=notes), "notes").endswith(
        f'<li id="note--1"><p>a</p><ul><li>b</li></ul>{back(1)}</li></ol>'
    )


def test_a_note_that_is_not_there_says_so() -> None:
    assert inner(page(section(Paragraph((NoteReference("n"),)))), "notes").endswith(
        f'<li id="note--1"><p>De tekst van deze noot staat niet in de bron.{back(1)}</p></li></ol>'
    )


def test_a_note_that_nothing_refers_to_is_left_out() -> None:
    notes = (Note("los", (paragraph("los"),)), Note("n", (paragraph("vast"),)))
    made = inner(page(section(Paragraph((NoteReference("n"),))), notes=notes), "notes")
    assert made.endswith(f'<ol><li id="note--1"><p>vast{back(1)}</p></li></ol>')


def test_without_notes_there_is_no_place_for_them() -> None:
    assert inner(page(section(paragraph("a"))), "notes") == ""

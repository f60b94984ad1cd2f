"""A line as the template takes it: marks, links, notes, pictures, glyphs, long words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.content import Cell, Image, LineBreak, Link, Math, Note, NoteReference, Paragraph, Row, Table, Text
from pipeline.content import paragraph as plain
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from tests.builders import bulleted, grid
from tests.emit.pdf.press import body, composed, flaws, flowing, holding, line
from tests.strategies import ASSETS

DOT = next(iter(ASSETS))
NOTE = Note("n1", (plain("Zie bijlage."),))


def test_text_keeps_its_marks_and_plain_text_is_a_string() -> None:
    assert line("Wegen ", Text("en", ("bold", "italic")), LineBreak(), "water") == (
        "Wegen ",
        page.Words("en", ("bold", "italic")),
        page.Break(),
        "water",
    )


def test_no_line_ends_between_a_euro_sign_and_its_amount() -> None:
    assert line("€ 342 tot € -1.000, € of 2 €") == ("€\u00a0342 tot €\u00a0-1.000, € of 2 €",)


def test_a_formula_stands_as_its_readable_form() -> None:
    assert line(Math("x² + 1", "<math/>")) == ("x² + 1",)


def test_only_one_line_goes_through_or_under_a_text() -> None:
    assert line(Text("weg", ("underline", "strike"))) == (page.Words("weg", ("strike",)),)
    assert line(Link("https://a.nl", (Text("a", ("bold", "underline")),))) == (
        page.Link((page.Words("a", ("bold",)),), url="https://a.nl"),
    )
    assert line(Link("https://a.nl", (Text("a", ("strike",)),))) == (
        page.Link((page.Words("a", ("strike",)),), url="https://a.nl", struck=True),
    )


# ------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://a.nl/b?c=1&d=2#e", "https://a.nl/b?c=1&d=2#e"),
        (" HTTP://a.nl ", "HTTP://a.nl"),
        ("mailto:griffie@a.nl", "mailto:griffie@a.nl"),
        ("tel:+31201234567", "tel:+31201234567"),
        ("https://a.nl/één map/<x>", "https://a.nl/%C3%A9%C3%A9n%20map/%3Cx%3E"),
    ],
)
def test_a_link_to_the_web_by_mail_or_telephone_is_one(href: str, url: str) -> None:
    assert line(Link(href, (Text("klik"),))) == (page.Link(("klik",), url=url),)


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "file:///etc/passwd", "x:y"]
)
def test_any_other_scheme_becomes_text_and_is_told(href: str) -> None:
    link = Link(href, (Text("klik"),))
    assert line(link) == ("klik",)
    assert flaws(link) == [(Code.LINK_UNSAFE, {"href": href})]


@pytest.mark.parametrize(
    "href", ["bijlage.pdf", "map/kaart 1.pdf", "//a.nl/x", "", "https://", "https://" + 2000 * "a"]
)
def test_a_relative_or_an_empty_link_becomes_text(href: str) -> None:
    assert line(Link(href, (Text("klik"),))) == ("klik",)


def test_a_link_without_words_is_none() -> None:
    assert line("a", Link("https://a.nl", ())) == ("a",)
    assert line("a", Link("https://a.nl", (Text(" "),))) == ("a", " ")


def test_a_link_in_a_repeated_header_knows_which() -> None:
    cell = Cell((Paragraph((Link("https://a.nl", (Text("kop"),)),)),))
    (made,) = flowing(Table((Row((cell,)), Row((cell,))), header_rows=1))
    assert isinstance(made, page.Table)
    contents = [row.cells[0].content for row in (*made.header, *made.rows)]
    assert contents == [
        (page.Paragraph((page.Link(("kop",), url="https://a.nl", once="table-1"),)),),
        (page.Paragraph((page.Link(("kop",), url="https://a.nl"),)),),
    ]


# ------------------------------------------------------------------------------------ notes


def test_a_note_stands_at_its_first_reference_and_is_pointed_at_afterwards() -> None:
    other = Note("n2", (plain("Ook."),))
    assert line(
        "a ", NoteReference("n1"), " b ", NoteReference("n2"), " ", NoteReference("n1"), notes=(other, NOTE)
    ) == (
        "a ",
        page.Note(1, "n1", (page.Paragraph((page.Apart(), "Zie bijlage.")),)),
        " b ",
        page.Note(2, "n2", (page.Paragraph((page.Apart(), "Ook.")),)),
        " ",
        page.Again(1, "n1"),
    )


def test_the_number_of_a_note_is_no_part_of_the_words_around_it() -> None:
    mark = page.Note(1, "n1", (page.Paragraph((page.Apart(), "Zie bijlage.")),))
    reference = NoteReference("n1")
    assert line("tekort", reference, ".", notes=(NOTE,)) == ("tekort", page.Apart(), mark, ".")
    assert line(reference, "tekort", notes=(NOTE,)) == (mark, page.Apart(), "tekort")
    assert line("a", LineBreak(), reference, " b", notes=(NOTE,)) == ("a", page.Break(), mark, " b")
    assert line(Text("a", ("bold",)), reference, reference, notes=(NOTE,)) == (
        page.Words("a", ("bold",)),
        page.Apart(),
        mark,
        page.Apart(),
        page.Again(1, "n1"),
    )
    assert line(Link("https://a.nl", (Text("a"),)), reference, notes=(NOTE,)) == (
        page.Link(("a",), url="https://a.nl"),
        page.Apart(),
        mark,
    )


def test_a_note_that_opens_with_a_list_has_nothing_before_it() -> None:
    (note,) = line(NoteReference("n1"), notes=(Note("n1", (bulleted("Een"),)),))
    assert note == page.Note(1, "n1", flowing(bulleted("Een")))


def test_a_reference_to_no_note_is_told_and_left_out() -> None:
    assert line("a", NoteReference("weg")) == ("a",)
    assert flaws(NoteReference("weg")) == [(Code.NOTE_MISSING, {})]


def test_a_note_inside_a_note_stands_too() -> None:
    inner = Note("n2", (plain("Binnen."),))
    outer = Note("n1", (Paragraph((Text("Buiten "), NoteReference("n2"), Text(" "), NoteReference("n1"))),))
    within = page.Note(2, "n2", (page.Paragraph((page.Apart(), "Binnen.")),))
    assert line(NoteReference("n1"), notes=(outer, inner)) == (
        page.Note(1, "n1", (page.Paragraph((page.Apart(), "Buiten ", within, " ", page.Again(1, "n1"))),)),
    )


def test_a_table_in_a_note_does_not_turn_the_page() -> None:
    wide = grid([f"{column}.000.000" for column in range(12)])
    (note,) = line(NoteReference("n1"), notes=(Note("n1", (wide,)),))
    assert isinstance(note, page.Note)
    assert [type(node) for node in note.content] == [page.Table]


# ------------------------------------------------------------------------------------ pictures


def test_a_picture_in_a_line_has_its_size_and_its_words() -> None:
    assert line(Image(DOT, " Een\nkaart ", 20.0, 10.0), assets=ASSETS) == (
        page.Picture(f"{DOT}.png", 20.0, 10.0, "Een kaart"),
    )
    assert composed(holding(Paragraph((Image(DOT, ""),)), assets=ASSETS)).files == {f"{DOT}.png": ASSETS[DOT].data}


def test_a_decorative_picture_has_no_words() -> None:
    assert line(Image(DOT, ""), assets=ASSETS) == (page.Picture(f"{DOT}.png", 1.0, 1.0, ""),)
    assert flaws(Image(DOT, ""), assets=ASSETS) == []


def test_a_picture_without_alternative_text_gets_the_label() -> None:
    assert line(Image(DOT), assets=ASSETS) == (page.Picture(f"{DOT}.png", 1.0, 1.0, "Afbeelding"),)
    assert flaws(Image(DOT), assets=ASSETS) == []


def test_a_picture_that_a_link_is_made_of_is_no_decoration() -> None:
    link = Link("https://a.nl", (Image(DOT, ""),))
    assert line(link, assets=ASSETS) == (
        page.Link((page.Picture(f"{DOT}.png", 1.0, 1.0, "Afbeelding"),), url="https://a.nl"),
    )


def test_words_stand_where_a_picture_cannot() -> None:
    bad = replace(ASSETS[DOT], data=b"geen plaatje")
    assert line(Image(DOT, "Kaart"), assets={DOT: bad}) == (page.Boxed("Kaart"),)
    assert flaws(Image(DOT, "Kaart"), assets={DOT: bad}) == [(Code.IMAGE_LEFT_OUT, {"reason": "deze soort kan niet"})]
    assert line(Image("", "")) == (page.Boxed("Afbeelding"),)
    assert flaws(Image("", "")) == [(Code.IMAGE_LEFT_OUT, {"reason": "zij is er niet"})]


# ------------------------------------------------------------------------------------ glyphs and long words


def test_what_no_font_has_is_replaced_and_told_once_a_place() -> None:
    text = Text("\U0001f7e2 \U0001f9d1\U0001f9d1 \u6f22 \ue000")
    assert line(text) == ("● groen [U+1F9D1][U+1F9D1] [U+6F22] [U+E000]",)
    assert flaws(text) == [
        (Code.GLYPH_REPLACED, {"character": "U+1F7E2", "replacement": "● groen"}),
        (Code.GLYPH_REPLACED, {"character": "U+1F9D1", "replacement": "[U+1F9D1]"}),
        (Code.GLYPH_REPLACED, {"character": "U+6F22", "replacement": "[U+6F22]"}),
        (Code.GLYPH_REPLACED, {"character": "U+E000", "replacement": "[U+E000]"}),
    ]


def test_a_word_longer_than_the_line_may_be_broken_anywhere() -> None:
    digits = "1234567890" * 10
    assert line(f"voor {digits} na") == ("voor ", page.Words(digits, anywhere=True), " na")
    letters = "begroting" * 5
    assert line(letters) == (letters,)
    assert line(3 * letters) == (page.Words(3 * letters, anywhere=True),)


def test_an_address_breaks_after_its_slashes_and_needs_no_more() -> None:
    address = "https://www.gemeente.nl/bestuur/begroting/programma/veiligheid/handhaving/crisisbeheersing/stukken"
    assert line(address) == (address,)


def test_text_is_no_markup() -> None:
    assert line('#panic("x") *a* $b$ <c>') == ('#panic("x") *a* $b$ <c>',)
    assert body() == ()

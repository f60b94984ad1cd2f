"""Content in its one form, and when nothing of it can be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content import (
    Cell,
    Content,
    Figure,
    Image,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
    clean,
    content_text,
    inline_text,
    is_empty,
    marks,
    merged,
    paragraph,
    tidy,
)
from tests.builders import grid, text


def test_equal_neighbours_are_joined_and_empty_text_goes() -> None:
    given_runs = (Text("a"), Text(""), Text("b"), text("c", "bold"), text("d", "bold"), LineBreak(), Text("e"))
    assert merged(given_runs) == (Text("ab"), text("cd", "bold"), LineBreak(), Text("e"))


def test_tidy_strips_blanks_at_both_ends_and_nowhere_else() -> None:
    runs = (LineBreak(), text(" ", "bold"), Text("\t a  b"), text(" c \n", "italic"), Text(" "), LineBreak())
    assert tidy(runs) == (Text("a  b"), text(" c", "italic"))
    assert tidy((Text("\u00a0"),)) == (Text("\u00a0"),)
    assert tidy((Text(" "), Text("\n"))) == ()


@given(st.lists(st.builds(Text, st.text(" ab\n\t"), st.sampled_from([(), ("bold",)]))))
def test_tidy_and_merged_change_nothing_twice(runs: list[Text]) -> None:
    assert merged(merged(runs)) == merged(runs)
    assert tidy(tidy(runs)) == tidy(runs)
    assert "".join(inline_text(tidy(runs)).split()) == "".join(inline_text(runs).split())


def test_text_is_what_xml_can_hold() -> None:
    assert (
        clean("a\r\nb\rc\x00\x0b\x7f\x9b\ufffe\ufdd0\U0001fffe\ud800d\te\x85f\U0001f600") == "a\nb\ncd\te f\U0001f600"
    )


def test_marks_have_one_order() -> None:
    assert marks(["italic", "bold", "italic"]) == ("bold", "italic")


def test_words_of_content_stand_in_order() -> None:
    nested = Table(
        (Row((Cell((paragraph("c"), ItemList((Item((paragraph("d"),), label="1."),)))),)),), caption=(Text("b"),)
    )
    figure = Figure(Image(""), caption=(Link("#x", (Text("e"), LineBreak(), Math("f"))),))
    assert content_text((paragraph("a"), nested, figure)) == "a\nb\nc\nd\ne\nf"


EMPTY: list[Content] = [
    Paragraph(()),
    paragraph(" \t\u00a0\u200b\u00ad\ufeff\u2060"),
    Paragraph((LineBreak(), Link("https://x.nl", (Text(" "),)))),
    ItemList(()),
    ItemList((Item((), label="1."), Item((paragraph("\u00a0"),)))),
    Table(()),
    grid(["Wat gaan we doen?", "type"], header_rows=1),
    grid(["Wat gaan we doen?", "type"], ["", "\u200b"], header_rows=1),
    grid(["", ""]),
    Table((Row((Cell((grid([""]),)),)),)),
]

FULL: list[Content] = [
    paragraph("-"),
    Paragraph((NoteReference("footnote-1"),)),
    Paragraph((Image(""),)),
    Paragraph((Math("x"),)),
    Paragraph((Link("#a", (Image("", alt=""),)),)),
    ItemList((Item(()), Item((paragraph("a"),)))),
    grid(["a", "b"], ["", "c"], header_rows=1),
    grid(["a"]),
    Table((), caption=(Text("Lasten"),)),
    Figure(Image("")),
]


@pytest.mark.parametrize("node", EMPTY)
def test_nothing_to_be_seen_is_empty(node: Content) -> None:
    assert is_empty((node,))


@pytest.mark.parametrize("node", FULL)
def test_anything_to_be_seen_is_not(node: Content) -> None:
    assert not is_empty((paragraph(" "), node))


def test_a_paragraph_of_plain_text_breaks_at_line_ends() -> None:
    expected: tuple[Inline, ...] = (Text("a"), LineBreak(), Text("b"))
    assert paragraph("a\r\nb") == Paragraph(expected)

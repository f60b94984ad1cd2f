"""Paragraphs, headings and what stands in a line."""

from __future__ import annotations

import pytest

from pipeline.content import Figure, Image, LineBreak, Link, Math
from tests.ingest.html.page import contents, p, piece, pieces, reported, source, text


def test_white_space_is_folded_over_element_borders() -> None:
    assert contents("<p> a \n <b> b </b> c </p>") == [p("a ", text("b ", "bold"), "c")]


def test_white_space_stays_in_pre() -> None:
    assert contents("<pre>\na  b\n c</pre>") == [p("a  b", LineBreak(), " c")]


def test_text_between_blocks_is_a_paragraph() -> None:
    assert contents("<div>a<div>b</div>c<section><p>d</section></div>e") == [p("a"), p("b"), p("c"), p("d"), p("e")]


def test_an_empty_paragraph_is_none_but_a_no_break_space_is_one() -> None:
    assert contents("<p></p><p> <br> </p><p>&nbsp;</p>") == [p("\u00a0")]


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<em>x</em>", "italic"),
        ("<cite>x</cite>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strike"),
        ("<del>x</del>", "strike"),
        ("<sup>x</sup>", "superscript"),
        ("<sub>x</sub>", "subscript"),
        ('<span style="font-variant: small-caps">x</span>', "small-caps"),
        ('<span style="font-weight:700">x</span>', "bold"),
        ('<span style="font-style:italic">x</span>', "italic"),
        ('<span style="text-decoration: underline">x</span>', "underline"),
        ('<span style="vertical-align:super">x</span>', "superscript"),
    ],
)
def test_marks_come_from_elements_and_styles(markup: str, mark: str) -> None:
    assert contents(f"<p>{markup}</p>") == [p(text("x", mark))]


def test_a_style_can_undo_a_mark() -> None:
    assert contents('<p><b><i>a<span style="font-weight:normal;font-style:normal">b</span></i></b></p>') == [
        p(text("a", "bold", "italic"), "b")
    ]


def test_a_mark_reaches_into_the_blocks_inside() -> None:
    assert contents("<b><p>a</p>b</b>") == [p(text("a", "bold")), p(text("b", "bold"))]


def test_a_line_break_eats_the_blanks_beside_it() -> None:
    assert contents("<p>a <br> b</p>") == [p("a", LineBreak(), "b")]


def test_a_link_keeps_its_address_and_its_words() -> None:
    assert contents('<p>zie <a href="#doel">het <b>doel</b></a>.</p>') == [
        p("zie ", Link("#doel", (text("het "), text("doel", "bold"))), ".")
    ]


def test_a_link_around_blocks_is_a_link_in_each() -> None:
    assert contents('<a href="x"><p>a</p><p>b</p></a>') == [p(Link("x", (text("a"),))), p(Link("x", (text("b"),)))]


def test_names_are_anchors_of_the_piece_they_stand_at() -> None:
    assert pieces('<div id="a"><p id="b">x <a name="c">y</a></p></div><p>z</p><a id="end"></a>') == [
        piece("x y", anchors=("a", "b", "c")),
        piece("z", anchors=("end",)),
    ]


def test_headings_state_their_level() -> None:
    assert [(made.styles, made.outline) for made in source('<h1>a</h1><h3 class="x">b</h3>')[0].pieces] == [
        (("h1",), 1),
        (("h3", "x"), 3),
    ]


def test_a_role_makes_a_heading_and_unmakes_one() -> None:
    assert pieces('<div role="heading" aria-level="4">a</div><h2 role="presentation">b</h2>') == [
        piece("a", outline=4),
        piece("b"),
    ]


def test_blocks_in_a_heading_are_its_lines() -> None:
    assert pieces("<h2><div>2.1</div> <p>Wonen</p></h2>") == [piece(p("2.1", LineBreak(), "Wonen"), outline=2)]


def test_an_unclosed_heading_does_not_take_tables_along() -> None:
    assert [type(made.content).__name__ for made in pieces("<h1>a<div><table border=1><tr><td>b</table>")] == [
        "Paragraph",
        "Table",
    ]


def test_a_style_says_where_a_page_begins() -> None:
    page = '<p>a<br style="page-break-before:always"></p><p>b</p><p style="break-before: page">c</p>'
    assert [made.page_start for made in pieces(page)] == [False, True, True]


def test_a_formula_is_text_and_mathml() -> None:
    (made,) = contents("<p><math onclick=x><mi>a</mi><mo>=</mo><mn>1</mn></math></p>")
    core = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>=</mo><mn>1</mn></math>'
    assert made == p(Math("a=1", core))


def test_ruby_and_the_words_of_a_drawing_are_text() -> None:
    assert contents("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby><svg><title>Groen</title><text>c</text></svg>") == [
        p("a(b) Groen c")
    ]


def test_scripts_and_styles_are_no_text() -> None:
    assert contents("<style>p{}</style><p>a<script>b</script><template><p>c</p></template></p>") == [p("a")]


def test_a_picture_alone_is_a_figure() -> None:
    image = Image("", "Kaart", 75.0, 30.0)
    assert contents('<p><img src="a.png" alt="Kaart" width=100 style="height:30pt"></p>') == [Figure(image)]


def test_a_figure_has_its_caption() -> None:
    assert contents("<figure><img src=a.png><figcaption>De <i>kaart</i></figcaption></figure>") == [
        Figure(Image(""), (text("De "), text("kaart", "italic")))
    ]


def test_an_object_is_replaced_by_its_words() -> None:
    assert reported("<iframe src=x>niets</iframe><p>a</p>") == [("object-replaced", "")]


def test_places_count_pieces_and_tables() -> None:
    places = [made.place for made in source("<p>a</p><table><tr><td>b</table><p>c</p>")[0].pieces]
    assert [(place.item, place.table, place.quote) for place in places] == [(1, 0, "a"), (2, 1, "b"), (3, 0, "c")]


def test_the_page_says_who_made_it_and_when() -> None:
    page = (
        '<html lang="nl"><head><title> Begroting\n2026 </title><meta name="Author" content="Gemeente">'
        '<meta name="description" content="d"><meta name="keywords" content="k">'
        '<meta name="dcterms.modified" content="2025-09-30T12:00:00"></head><p>a'
    )
    read = source(page)[0]
    assert (read.title, read.author, read.subject, read.keywords, read.language, read.date) == (
        "Begroting 2026",
        "Gemeente",
        "d",
        "k",
        "nl",
        "2025-09-30",
    )


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<mark>kijk</mark>", ["kijk"]),
        ('<mark>a <span style="background: yellow">b</span></mark>', ["a b"]),
        ('<span style="background:yellow;mso-highlight:yellow">kijk</span>', ["kijk"]),
        ('<b style="background-color: rgb(255, 255, 0)">kijk</b>', ["kijk"]),
        ('<span style="background: #FFFF00 none">a</span> en <mark>b</mark>', ["a", "b"]),
        ('<span style="background-color:#eef3f8">a</span>', []),
        ('<span style="background: lightyellow">a</span>', []),
        ('<span style="mso-highlight:none">a</span>', []),
        ("<mark> </mark>", []),
    ],
)
def test_what_is_marked_as_with_a_felt_pen_is_told(markup: str, told: list[str]) -> None:
    assert reported(f"<p>x {markup} y") == [("highlighted-text", text) for text in told]

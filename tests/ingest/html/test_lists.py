"""Lists, also those that Word writes as paragraphs."""

from __future__ import annotations

import pytest

from pipeline import coverage
from pipeline.content import Cell, Item, ItemList, Table
from pipeline.ingest.html.lists import number
from pipeline.model import PartCoverage
from pipeline.source import gather
from tests.ingest.html.page import accounted, contents, p, piece, pieces, reported, row, source, text


def test_a_list_is_a_piece_an_item() -> None:
    assert pieces("<ul><li>a<li><p>b</p><ol type=a><li>c</ol><li></ul>") == [
        piece("a", depth=1, list_key="list-1"),
        piece("b", depth=1, list_key="list-1"),
        piece("c", depth=2, label="a.", ordered=True, list_key="list-2"),
        piece(p(), depth=1, list_key="list-1"),
    ]


def test_two_lists_stay_two() -> None:
    assert gather(pieces("<ul><li>a</ul><ul><li>b</ul>")) == (
        ItemList((Item((p("a"),)),)),
        ItemList((Item((p("b"),)),)),
    )


@pytest.mark.parametrize(
    ("list_", "labels"),
    [
        ("<ol start=3><li>x<li>x", ["3.", "4."]),
        ("<ol reversed><li>x<li>x", ["2.", "1."]),
        ("<ol><li>x<li value=7>x<li>x", ["1.", "7.", "8."]),
        ("<ol type=I><li>x<li>x", ["I.", "II."]),
        ('<ol style="list-style-type:lower-alpha"><li>x', ["a."]),
        ('<ol style="list-style:none"><li>x', [""]),
        ("<ul><li>x", [""]),
    ],
)
def test_labels_are_those_that_a_browser_shows(list_: str, labels: list[str]) -> None:
    assert [made.label for made in pieces(list_)] == labels


@pytest.mark.parametrize(
    ("value", "type_", "shown"),
    [(27, "a", "aa"), (702, "A", "ZZ"), (1994, "i", "mcmxciv"), (0, "a", "0"), (4000, "I", "4000"), (-3, "1", "-3")],
)
def test_counter_styles(value: int, type_: str, shown: str) -> None:
    assert number(value, type_) == shown


def test_an_item_of_several_paragraphs_makes_the_list_one_piece() -> None:
    assert contents("<ol><li><p>a<p>b<li>c</ol>") == [
        ItemList((Item((p("a"), p("b")), "1."), Item((p("c"),), "2.")), ordered=True)
    ]


def test_a_list_without_an_item_around_it_belongs_to_the_item_before() -> None:
    assert [(made.depth, made.label) for made in pieces("<ol><li>a<ol><li>b</ol><ol><li>c</ol></ol>")] == [
        (1, "1."),
        (2, "1."),
        (2, "1."),
    ]


def test_a_list_that_holds_headings_is_layout() -> None:
    assert pieces("<ul><li><h3>a</h3><p>b</p></li></ul>") == [piece("a", outline=3), piece("b")]


def test_definitions_are_items_that_begin_in_bold() -> None:
    assert contents("<dl><dt>a<dd>b<dd>c<div><dt>d<dd>e</div></dl>") == [
        ItemList(
            (
                Item((p(text("a", "bold")), p("b"), p("c"))),
                Item((p(text("d", "bold")), p("e"))),
            )
        )
    ]


def test_a_list_too_deep_is_read_as_blocks() -> None:
    page = "<ul><li>a<ul><li>b<ul><li>c"
    assert [made.depth for made in pieces(page, list_levels=3)] == [1, 2, 3]
    assert contents(page) != contents("<ul><li>a<ul><li>b<p>c")
    read, found = source(page, list_levels=2)
    assert [flaw.values for flaw in found] == [{"what": "list-levels", "limit": "2"}]
    assert accounted(read)


# ------------------------------------------------------------------------------ Word

MARKED = """<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level{level} lfo3'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{label}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}</p>"""

FILTERED = """<p class=MsoListParagraphCxSpFirst style='margin-left:{indent}pt;text-indent:-18.0pt'><span
style='font-family:Symbol'>{label}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>{text}</p>"""


def test_a_list_of_word_is_a_list() -> None:
    page = MARKED.format(level=1, label="1.", text="a") + MARKED.format(level=2, label="·", text="b")
    assert pieces(page) == [
        piece("a", label="1.", depth=1, ordered=True, list_key="lfo3"),
        piece("b", depth=2, list_key="lfo3"),
    ]


def test_an_empty_item_of_word_is_an_item() -> None:
    assert pieces(MARKED.format(level=1, label="1.", text="")) == [
        piece(p(), label="1.", depth=1, ordered=True, list_key="lfo3")
    ]


def test_a_filtered_list_of_word_is_a_list() -> None:
    page = FILTERED.format(indent="36.0", label="·", text="a") + FILTERED.format(indent="72.0", label="(b)", text="b")
    assert pieces(page) == [
        piece("a", depth=1, list_key="word"),
        piece("b", label="(b)", depth=2, ordered=True, list_key="word"),
    ]


def test_a_number_that_word_wrote_is_no_text_of_the_source() -> None:
    read, _ = source("<h2>2.1<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span>Wonen</h2>")
    assert [(made.label, made.content, made.outline, made.depth) for made in read.pieces] == [("2.1", p("Wonen"), 2, 0)]
    assert [account.figures for account in coverage.of_reader(read)] == [
        PartCoverage("document", written=8, read=5, reported=3)
    ]


def test_classes_of_word_are_the_names_of_its_styles() -> None:
    page = """<style>p.Agendapunt, li.Agendapunt {mso-style-name:"Agenda punt"; margin:0}</style>
    <p class=MsoTitle>a<p class=MsoCaption>b<p class=MsoToc1>c<p class=MsoHeading7>d<p class=Agendapunt>e"""
    assert [(made.styles, made.region, made.outline) for made in source(page)[0].pieces] == [
        (("Title", "p"), "body", None),
        (("caption", "p"), "body", None),
        (("toc 1", "p"), "contents", None),
        (("heading 7", "p"), "body", 7),
        (("Agenda punt", "p"), "body", None),
    ]


def test_the_mark_of_an_empty_paragraph_of_word_is_no_text() -> None:
    assert contents("<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>a</p>") == [p("a")]


def test_what_word_deleted_or_commented_is_reported_only() -> None:
    page = "<p>a<del class=msoDel>b</del><ins class=msoIns>c</ins><a class=msocomanchor>[X1]</a></p>"
    assert contents(page) == [p("ac")]
    assert reported(page) == [("deleted-text", "b"), ("comment", "[X1]"), ("tracked-changes", "")]


def test_a_list_in_a_cell_is_nested() -> None:
    (table,) = contents("<table><tr><td>x<td><ul><li>a</ul></table>")
    assert table == Table((row("x", Cell((ItemList((Item((p("a"),)),)),))),))

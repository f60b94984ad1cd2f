"""Styles, outline levels, marks, breaks and anchors of paragraphs."""

import pytest

from pipeline.content import Inline, LineBreak, Mark, Text
from pipeline.source import Piece
from tests.ingest.word.build import at, contents, inline, p, para, pieces, r, style

HEADINGS = style("Heading2", "heading 2", "<w:rPr><w:b/></w:rPr>") + style(
    "Agenda", "Agendakop", '<w:basedOn w:val="Heading2"/>'
)
KOP = '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'


def heading(key: str) -> str:
    return p("Wegen", pr=f'<w:pStyle w:val="{key}"/>')


def test_a_paragraph_has_the_names_of_its_styles_along_based_on() -> None:
    assert pieces(heading("Agenda"), styles=HEADINGS) == (
        Piece(para("Wegen"), at(1), styles=("Agendakop", "heading 2"), outline=2),
    )


def test_the_default_style_is_that_of_a_paragraph_without_one() -> None:
    normal = style("Normal", "Normal", more='w:default="1"')
    assert pieces(p("Wegen"), styles=normal) == (Piece(para("Wegen"), at(1), styles=("Normal",)),)


@pytest.mark.parametrize(
    ("styles", "direct", "outline"),
    [
        (style("K", "Kop 3", KOP), "", 3),
        (style("K", "Kop 3", KOP), '<w:outlineLvl w:val="0"/>', 1),
        (style("K", "Kop 3", KOP), '<w:outlineLvl w:val="9"/>', None),
        (style("K", "Kop 3"), "", None),
        (style("K", "HEADING 4"), "", 4),
        (style("K", "a", '<w:basedOn w:val="L"/>') + style("L", "b", '<w:basedOn w:val="K"/>'), "", None),
    ],
    ids=["of the style", "direct", "direct body text", "only a localised name", "built-in name", "circle"],
)
def test_the_nearest_outline_level_counts(styles: str, direct: str, outline: int | None) -> None:
    (piece,) = pieces(p("Wegen", pr=f'<w:pStyle w:val="K"/>{direct}'), styles=styles)
    assert piece.outline == outline


def test_a_style_that_is_not_defined_keeps_its_id() -> None:
    kop, built_in = pieces(heading("Kop1") + heading("Heading1"))
    assert (kop.styles, kop.outline) == (("Kop1",), None)
    assert (built_in.styles, built_in.outline) == (("Heading1",), 1)


@pytest.mark.parametrize(
    ("properties", "marks"),
    [
        ("<w:b/>", ("bold",)),
        ('<w:b w:val="false"/>', ()),
        ('<w:b/><w:i w:val="1"/><w:u w:val="single"/>', ("bold", "italic", "underline")),
        ('<w:u w:val="none"/>', ()),
        ("<w:strike/>", ("strike",)),
        ("<w:dstrike/>", ("strike",)),
        ('<w:vertAlign w:val="superscript"/>', ("superscript",)),
        ('<w:vertAlign w:val="subscript"/>', ("subscript",)),
        ('<w:vertAlign w:val="baseline"/>', ()),
        ("<w:smallCaps/>", ("small-caps",)),
        ("<w:caps/>", ()),
    ],
)
def test_a_run_has_the_marks_of_its_properties(properties: str, marks: tuple[Mark, ...]) -> None:
    assert inline(p(r("Wegen", properties))) == (Text("Wegen", marks),)


STRONG = style("S", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
BOLD = style("B", "Vet", "<w:rPr><w:b/><w:u/></w:rPr>")


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (r("x"), Text("x", ("bold", "underline"))),
        (r("x", '<w:rStyle w:val="S"/>'), Text("x", ("underline",))),
        (r("x", '<w:rStyle w:val="S"/><w:b/>'), Text("x", ("bold", "underline"))),
        (r("x", '<w:b w:val="0"/><w:u w:val="none"/>'), Text("x")),
    ],
    ids=["paragraph style", "two styles undo one another", "direct is absolute", "negated"],
)
def test_toggles_of_styles_are_combined(run: str, expected: Inline) -> None:
    assert inline(p(run, pr='<w:pStyle w:val="B"/>'), styles=STRONG + BOLD) == (expected,)


def test_a_heading_is_not_bold_for_its_style() -> None:
    assert inline(heading("Agenda"), styles=HEADINGS) == (Text("Wegen"),)


def test_a_link_is_not_underlined_for_its_style() -> None:
    styles = style("L", "Hyperlink", "<w:rPr><w:u/></w:rPr>", kind="character")
    assert inline(p(r("x", '<w:rStyle w:val="L"/>')), styles=styles) == (Text("x"),)


def test_equal_neighbours_are_one_text() -> None:
    assert inline(p("Ve", "ilig", r("heid", "<w:b/>"))) == (Text("Veilig"), Text("heid", ("bold",)))


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    first = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>"
    second = "<w:r><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:t>d</w:t></w:r>"
    assert inline(p(first, second)) == (Text("a\tb"), LineBreak(), Text("c\u2011\u00ad"), LineBreak(), Text("d"))


def test_an_empty_paragraph_is_no_piece_and_a_no_break_space_is_one() -> None:
    assert pieces(p() + p(" ") + p("\u00a0")) == (Piece(para("\u00a0"), at(3)),)


def test_a_page_break_stands_before_the_next_piece() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    found = pieces(p("a", page) + p("b") + p(page, "c") + p("d") + p("e", pr="<w:pageBreakBefore/>"))
    assert [piece.page_start for piece in found] == [False, True, True, False, True]
    assert [piece.content for piece in found] == [para(letter) for letter in "abcde"]


def test_a_page_break_inside_a_paragraph_ends_its_line() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert inline(p("a", page, "b")) == (Text("a"), LineBreak(), Text("b"))


def test_bookmarks_are_the_anchors_of_the_piece_they_start_in() -> None:
    def mark(name: str) -> str:
        return f'<w:bookmarkStart w:id="1" w:name="{name}"/>'

    found = pieces(mark("voor") + p("a", mark("in"), mark("_GoBack")) + p(mark("leeg")) + p("b"))
    assert [piece.anchors for piece in found] == [("voor", "in"), ("leeg",)]


@pytest.mark.parametrize("wrapper", ["ins", "moveTo", "smartTag", "customXml", "dir", "bdo"])
def test_what_only_wraps_is_looked_through(wrapper: str) -> None:
    assert contents(p("a", f"<w:{wrapper}>{r('b')}</w:{wrapper}>") + f"<w:{wrapper}>{p('c')}</w:{wrapper}>") == [
        para("ab"),
        para("c"),
    ]


def test_a_content_control_is_looked_through_at_each_level() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert contents(control.format(p("a", control.format(r("b"))))) == [para("ab")]


def test_a_check_box_of_a_content_control_is_its_sign() -> None:
    control = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
    assert inline(p(control, " akkoord")) == (Text("☒ akkoord"),)


def test_ruby_shows_its_base_and_then_how_it_is_said() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"
    assert inline(p(ruby)) == (Text("漢(kan)"),)


def test_text_that_stands_outside_a_run_or_paragraph_is_kept() -> None:
    assert contents("<w:p><w:t>a</w:t></w:p>" + r("b")) == [para("a"), para("b")]


def test_a_paragraph_inside_a_run_is_a_line_of_its_own() -> None:
    assert inline(p(f"<w:r><w:t>a</w:t>{p('b')}</w:r>")) == (Text("a"), LineBreak(), Text("b"))


def test_an_initial_belongs_to_the_paragraph_after_it() -> None:
    assert contents(p("D", pr='<w:framePr w:dropCap="drop"/>') + p("it is")) == [para("Dit is")]

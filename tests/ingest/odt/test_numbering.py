"""Numbers of headings that a program makes; what stands under the span of another cell."""

from __future__ import annotations

from pipeline.content import Cell, Row, Table, paragraph
from pipeline.diagnostics import Code, Diagnostic
from pipeline.source import piece_text
from tests.builders import counted
from tests.ingest.odt.build import package, read


def level(kind: str, number: int, form: str, more: str = "") -> str:
    return f'<text:{kind} text:level="{number}" style:num-format="{form}" {more}/>'


OUTLINE = "<text:outline-style>{}</text:outline-style>".format(
    level("outline-level-style", 1, "1", 'text:start-value="2"')
    + level("outline-level-style", 2, "1", 'text:display-levels="2" style:num-suffix="."')
    + level("outline-level-style", 3, "a", 'style:num-prefix="(" style:num-suffix=")"')
    + level("outline-level-style", 4, "")
)


def heading(depth: int, words: str, more: str = "") -> str:
    return f'<text:h text:outline-level="{depth}" {more}>{words}</text:h>'


def labels(body: str, automatic: str = "") -> list[tuple[str, str]]:
    styles = f"<office:styles>{OUTLINE}</office:styles>"
    return [
        (piece.label, piece_text(piece)) for piece in read(package(body, automatic=automatic, styles=styles)).pieces
    ]


def test_headings_have_the_numbers_of_the_outline() -> None:
    body = "".join(
        (
            heading(1, "a"),
            heading(2, "b"),
            heading(3, "c"),
            heading(3, "d"),
            heading(4, "e"),
            heading(2, "f"),
            heading(1, "g"),
            heading(2, "h", 'text:restart-numbering="true" text:start-value="7"'),
            heading(2, "i", 'text:is-list-header="true"'),
            heading(2, "<text:number>9.9 </text:number>j"),
            heading(2, "k", 'text:style-name="Kaal"'),
        )
    )
    bare = '<style:style style:name="Kaal" style:family="paragraph" style:list-style-name=""/>'
    assert labels(body, bare) == [
        *(("2", "a"), ("2.1.", "b"), ("(a)", "c"), ("(b)", "d"), ("", "e"), ("2.2.", "f"), ("3", "g"), ("3.7.", "h")),
        *(("", "i"), ("", "9.9 j"), ("", "k")),
    ]


def test_headings_in_a_list_have_its_numbers_and_these_count_on_neither_side() -> None:
    style = "<text:list-style style:name='L'>{}</text:list-style>".format(
        level("list-level-style-number", 1, "I", 'style:num-suffix="."')
        + level("list-level-style-number", 2, "1", 'text:display-levels="2"')
    )
    inner = f"<text:list><text:list-item>{heading(2, 'b')}</text:list-item></text:list>"
    outer = "<text:list text:style-name='L'><text:list-item>{}</text:list-item></text:list>"
    body = outer.format(heading(1, "a") + inner) + "<text:p>tekst</text:p>" + outer.format(heading(1, "c"))
    assert labels(body, style) == [("I.", "a"), ("I.1", "b"), ("", "tekst"), ("II.", "c")]
    assert counted(read(package(body, automatic=style))) == [("document", 8, 8, 0, 0)]


def test_a_hidden_heading_has_no_number() -> None:
    hiding = '<style:style style:name="V"><style:text-properties text:display="none"/></style:style>'
    assert labels(heading(1, "weg", 'text:style-name="V"') + heading(1, "a"), hiding) == [("2", "a")]


def test_what_stands_in_a_covered_cell_is_hidden() -> None:
    found: list[Diagnostic] = []
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>a</text:p></table:table-cell>'
    covered = "<table:covered-table-cell><text:p>weg</text:p><text:p>ook</text:p></table:covered-table-cell>"
    last = "<table:table-cell><text:p>b</text:p></table:table-cell>"
    row = f"<table:table-row>{wide}{covered}{last}</table:table-row>"
    source = read(
        package(f"<table:table><table:table-column table:number-columns-repeated='3'/>{row}</table:table>"), found
    )
    assert [piece.content for piece in source.pieces] == [
        Table((Row((Cell((paragraph("a"),), colspan=2), Cell((paragraph("b"),)))),))
    ]
    assert [(flaw.code, flaw.text) for flaw in found] == [(Code.HIDDEN_TEXT, "weg ook")]
    assert counted(source) == [("document", 8, 2, 6, 0)]


def test_what_is_hidden_in_what_is_hidden_is_reported_once() -> None:
    found: list[Diagnostic] = []
    inner = "<text:p>b<text:hidden-text text:is-hidden='true'>c</text:hidden-text></text:p>"
    source = read(package(f"<text:section text:display='none'>{inner}</text:section><text:p>a</text:p>"), found)
    assert [(flaw.code, flaw.text) for flaw in found] == [(Code.HIDDEN_TEXT, "bc")]
    assert counted(source) == [("document", 3, 1, 2, 0)]

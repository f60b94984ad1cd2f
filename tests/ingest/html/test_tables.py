"""Tables."""

from __future__ import annotations

from pipeline.content import Cell, Table
from tests.ingest.html.page import contents, p, piece, pieces, reported, row, source


def header(line: str) -> Cell:
    return Cell((p(line),), role="header")


def test_cells_hold_blocks_and_may_be_empty() -> None:
    assert contents("<table><tr><td>a<td><p>b</p><p>c</p><td></table>") == [
        Table((row("a", Cell((p("b"), p("c"))), Cell(())),))
    ]


def test_a_thead_is_the_header() -> None:
    assert contents("<table><thead><tr><td>a<td>b</thead><tr><td>c<td>d</table>") == [
        Table((row(header("a"), header("b")), row("c", "d")), header_rows=1)
    ]


def test_leading_rows_of_headers_are_the_header_and_other_headers_belong_to_their_row() -> None:
    assert contents("<table><tr><th>a<th>b<tr><th>c<td>d</table>") == [
        Table((row(header("a"), header("b")), row(Cell((p("c"),), role="row-header"), "d")), header_rows=1)
    ]


def test_a_foot_comes_last() -> None:
    assert contents("<table><tfoot><tr><td>c</tfoot><tbody><tr><td>a<tr><td>b</tbody></table>") == [
        Table((row("a"), row("b"), row("c")))
    ]


def test_spans_stay_within_their_group() -> None:
    (table,) = contents("<table><tr><td colspan=2 rowspan=9>a<td rowspan=0>b<tr><td>c</table>")
    assert table == Table((row(Cell((p("a"),), 2, 2), Cell((p("b"),), 1, 2)), row("c")))


def test_a_span_too_wide_is_cut() -> None:
    read, found = source("<table><tr><td colspan=5000>a</table>", columns=8)
    assert read.pieces[0].content == Table((row(Cell((p("a"),), 8)),))
    assert [(flaw.code.value, flaw.values) for flaw in found] == [("limit-reached", {"what": "columns", "limit": "8"})]


def test_a_table_has_its_caption_and_the_names_within() -> None:
    assert pieces("<table id=t><caption>Kop</caption><tr id=r><td id=c>a</table>") == [
        piece(Table((row("a"),), caption=p("Kop").content), anchors=("t", "r", "c"))
    ]


def test_a_table_in_a_cell_is_nested() -> None:
    assert contents("<table border=1><tr><td>a<td><table border=1><tr><td>b</table></table>") == [
        Table((row("a", Cell((Table((row("b"),)),))),))
    ]


def test_text_astray_in_a_table_stands_before_it() -> None:
    assert contents("<table><tr>los<td>a</table>") == [p("los"), Table((row("a"),))]


def test_layout_tables_are_their_content() -> None:
    assert contents("<table role=presentation><tr><td>a<td>b</table>") == [p("a"), p("b")]
    assert contents("<table><tr><td><h2>a</h2><td>b</table>") == [p("a"), p("b")]
    assert contents("<table><tr><td><table border=1><tr><td>a</table></table>") == [Table((row("a"),))]


def test_a_table_with_headings_among_its_headers_is_none_of_layout() -> None:
    assert contents("<table><tr><th><h4>a</h4><tr><td>b</table>") == [
        Table((row(header("a")), row("b")), header_rows=1)
    ]


def test_a_form_field_in_a_cell_stands_apart() -> None:
    assert pieces("<table><tr><td>a<select><option>x</select></table>") == [
        piece(Table((row("a"),))),
        piece("x", region="navigation"),
    ]


def test_hidden_rows_and_cells_are_reported_only() -> None:
    page = "<table><tr><td>a<td hidden>b<tr hidden><td>c<tbody style='display:none'><tr><td>d</table>"
    assert contents(page) == [Table((row("a"),))]
    assert reported(page) == [("hidden-text", "d"), ("hidden-text", "c"), ("hidden-text", "b")]

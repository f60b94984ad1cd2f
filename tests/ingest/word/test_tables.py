"""Tables: spans by the grid, header rows, what is deleted or hidden."""

import pytest

from pipeline.content import Cell, Row, Table
from pipeline.diagnostics import Code
from tests.ingest.word.build import at, codes, contents, docx, p, para, pieces, r, source, style, tbl, tc, tr
from tests.ingest.word.test_drawings import both

RESTART = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def cell(text: str = "", colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((para(text),) if text else (), colspan, rowspan)


def table(*rows: list[Cell], header_rows: int = 0) -> Table:
    return Table(tuple(Row(tuple(row)) for row in rows), header_rows)


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (tbl(tr("a", "b"), tr("c")), table([cell("a"), cell("b")], [cell("c")])),
        (tbl(tr(tc(p("a"), span(2))), tr("b", "c")), table([cell("a", colspan=2)], [cell("b"), cell("c")])),
        (
            tbl(tr(tc(p("a"), RESTART), "b"), tr(tc(p(), GOES_ON), "c"), tr(tc(p(), GOES_ON), "d")),
            table([cell("a", rowspan=3), cell("b")], [cell("c")], [cell("d")]),
        ),
        (
            tbl(tr("a", tc(p("b"), RESTART)), tr(tc(p("c")), tc(p(), GOES_ON)), tr("d", tc(p("e"), RESTART))),
            table([cell("a"), cell("b", rowspan=2)], [cell("c")], [cell("d"), cell("e")]),
        ),
        (
            tbl(tr(tc(p("a"), span(2)), tc(p("b"), RESTART)), tr("c", "d", tc(p(), GOES_ON))),
            table([cell("a", colspan=2), cell("b", rowspan=2)], [cell("c"), cell("d")]),
        ),
        (tbl(tr(tc(p("a"), GOES_ON), "b")), table([cell("a"), cell("b")])),
        (
            tbl(tr("a", "b", "c"), tr("d", pr='<w:gridBefore w:val="2"/>')),
            table([cell("a"), cell("b"), cell("c")], [cell(colspan=2), cell("d")]),
        ),
        (
            tbl(tr(tc(p("a"), '<w:hMerge w:val="restart"/>'), tc(p(), "<w:hMerge/>"), "b")),
            table([cell("a", colspan=2), cell("b")]),
        ),
        (
            tbl(tr("a", pr="<w:tblHeader/>"), tr("b"), tr("c", pr="<w:tblHeader/>")),
            table([cell("a")], [cell("b")], [cell("c")], header_rows=1),
        ),
        (tbl(tr(tc(p("a") + tbl(tr("b")) + p()))), table([Cell((para("a"), table([cell("b")])))])),
    ],
    ids=[
        *("narrow last row", "columns", "rows", "a merge that ends", "a merge beside a span"),
        *("a merge without a start", "gridBefore", "hMerge", "header rows", "nested"),
    ],
)
def test_a_table_keeps_its_grid(body: str, expected: Table) -> None:
    assert contents(body) == [expected]


@pytest.mark.parametrize("wrapper", ["sdt", "customXml", "ins"])
def test_rows_and_cells_may_be_wrapped(wrapper: str) -> None:
    def wrap(inner: str) -> str:
        content = f"<w:sdtContent>{inner}</w:sdtContent>" if wrapper == "sdt" else inner
        return f"<w:{wrapper}>{content}</w:{wrapper}>"

    assert contents(wrap(tbl(wrap(tr(wrap(tc(p("a"))), "b"))))) == [table([cell("a"), cell("b")])]


def test_deleted_and_hidden_rows_are_gone_and_quoted() -> None:
    body = tbl(tr("a"), tr("b", pr="<w:del/>"), tr("c", pr="<w:hidden/>"))
    result, found = source(docx(body))
    assert [piece.content for piece in result.pieces] == [table([cell("a")])]
    assert codes(found) == [(Code.DELETED_TEXT, "b"), (Code.HIDDEN_TEXT, "c"), (Code.TRACKED_CHANGES, "")]
    assert found[0].place == at(1, table=1, row=2, quote="b")


def test_a_deleted_cell_is_gone() -> None:
    result, _ = source(docx(tbl(tr("a", tc(p("b"), "<w:cellDel/>")))))
    assert [piece.content for piece in result.pieces] == [table([cell("a")])]


def test_a_table_of_deleted_rows_is_no_piece() -> None:
    assert pieces(tbl(tr("a", pr="<w:del/>"))) == ()


def test_what_stands_in_a_merged_away_cell_is_hidden() -> None:
    body = tbl(tr(tc(p("a"), RESTART)), tr(tc(p("b"), GOES_ON)))
    result, found = source(docx(body))
    assert [piece.content for piece in result.pieces] == [table([cell("a", rowspan=2)], [])]
    assert codes(found) == [(Code.HIDDEN_TEXT, "b")]


def test_a_span_beyond_reason_is_cut() -> None:
    result, found = source(docx(tbl(tr(tc(p("a"), span(2_000_000_000))))), columns=50)
    assert [piece.content for piece in result.pieces] == [table([cell("a", colspan=50)])]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [
        (Code.LIMIT_REACHED, {"what": "gridSpan 2000000000"[:18], "limit": "50"})
    ]


def test_a_merged_column_of_many_rows_is_one_pass() -> None:
    rows = [tr(tc(p("a"), RESTART), "b"), *[tr(tc(p(), GOES_ON), "b")] * 2_000]
    (found,) = contents(tbl(*rows))
    assert isinstance(found, Table)
    assert found.rows[0].cells[0] == cell("a", rowspan=2_001)


def test_pieces_know_which_table_they_are() -> None:
    found = pieces(p("a") + tbl(tr("b")) + p("c") + tbl(tr("d")))
    assert [piece.place for piece in found] == [at(1), at(2, table=1), at(3), at(4, table=2)]


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
TABLE_STYLES = (
    style("T", "Verborgen", HIDDEN, kind="table")
    + style("U", "Daarop", '<w:basedOn w:val="T"/>', kind="table")
    + style("P", "Alinea", HIDDEN)
    + style("N", "Gewoon", more='w:default="1"', kind="table")
)


def styled(key: str, *rows: str) -> str:
    return tbl(f'<w:tblPr><w:tblStyle w:val="{key}"/></w:tblPr>', *rows)


@pytest.mark.parametrize("key", ["T", "U"])
def test_the_style_of_a_table_may_hide_its_text(key: str) -> None:
    result, found = source(docx(styled(key, tr("a", tc(p(r("b", '<w:vanish w:val="0"/>'))))), styles=TABLE_STYLES))
    assert [piece.content for piece in result.pieces] == [table([cell(), cell("b")])]
    assert codes(found) == [(Code.HIDDEN_TEXT, "a")]


def test_a_table_of_which_all_is_hidden_is_no_piece() -> None:
    result, found = source(docx(p("a") + styled("T", tr("b"), tr("c")) + p("d"), styles=TABLE_STYLES))
    assert [piece.content for piece in result.pieces] == [para("a"), para("d")]
    assert codes(found) == [(Code.HIDDEN_TEXT, "b"), (Code.HIDDEN_TEXT, "c")]


def test_a_table_and_a_text_box_in_a_hidden_table_are_their_own() -> None:
    box = both(p("b")).replace("<w:r>", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>', 1)
    body = styled("T", tr(tc(p("a", box) + p("e") + styled("N", tr("c")) + tbl(tr("d")) + p("f"))))
    result, found = source(docx(body, styles=TABLE_STYLES))
    inner = (para("b"), table([cell("c")]), table([cell("d")]))
    assert [piece.content for piece in result.pieces] == [Table((Row((Cell(inner),)),))]
    assert codes(found) == [(Code.HIDDEN_TEXT, "a"), (Code.HIDDEN_TEXT, "e"), (Code.HIDDEN_TEXT, "f")]


def test_two_styles_that_hide_undo_one_another() -> None:
    body = styled("T", tr(tc(p("a", pr='<w:pStyle w:val="P"/>'))))
    assert contents(body, styles=TABLE_STYLES) == [table([cell("a")])]


def test_the_default_style_hides_tables_without_one() -> None:
    styles = style("T", "Verborgen", HIDDEN, kind="table", more='w:default="1"')
    result, found = source(docx(p("a") + tbl(tr("b")), styles=styles))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert codes(found) == [(Code.HIDDEN_TEXT, "b")]

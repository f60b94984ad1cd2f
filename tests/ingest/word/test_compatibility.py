"""Extensions of the format: which branch is shown, and what only wraps (ECMA-376-3)."""

import pytest

from pipeline.content import Cell, Row, Table
from pipeline.diagnostics import Code
from tests.ingest.word.build import codes, contents, docx, p, para, r, source, tbl, tc, tr

LATER = 'xmlns:x="urn:later"'


def row(*texts: str) -> Row:
    return Row(tuple(Cell((para(text),)) for text in texts))


@pytest.mark.parametrize("named", ["x:wrap x:other", "x:*"])
def test_what_stands_in_an_element_that_only_wraps_is_shown(named: str) -> None:
    inline = f"<x:wrap><x:wrap>{r('c')}</x:wrap></x:wrap>"
    inner = f"<x:wrap>{p('b', inline, 'd')}</x:wrap>"
    body = f'<w:customXml {LATER} mc:Ignorable="x" mc:ProcessContent="{named}">{p("a")}{inner}{p("e")}</w:customXml>'
    assert contents(body) == [para("a"), para("bcd"), para("e")]


def test_rows_and_cells_may_be_wrapped() -> None:
    cells = f"<x:wrap>{tc(p('a'))}{tc(p('b'))}</x:wrap>"
    body = f'<w:customXml {LATER} mc:ProcessContent="x:wrap">{tbl(f"<x:wrap>{tr(cells)}</x:wrap>")}</w:customXml>'
    assert contents(body) == [Table((row("a", "b"),))]


def test_an_extension_that_word_knows_is_not_unwrapped() -> None:
    inner = p("a", f"<w14:conflictDel>{r('b')}</w14:conflictDel>")
    body = f'<w:customXml mc:ProcessContent="w14:conflictDel">{inner}'
    result, found = source(docx(f"{body}</w:customXml>"))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert codes(found) == [(Code.DELETED_TEXT, "b"), (Code.TRACKED_CHANGES, "")]


def branches(shown: str, other: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{shown}</mc:Choice>'
        f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
    )


def test_one_branch_of_rows_and_of_cells_is_shown_and_the_other_raises_no_alarm() -> None:
    body = tbl(branches(tr("a"), tr("b")), tr(branches(tc(p("c")), tc(p("d")))))
    assert contents(body) == [Table((row("a"), row("c")))]

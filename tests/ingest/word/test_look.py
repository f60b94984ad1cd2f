"""How cells of a Word table look beyond their words."""

from __future__ import annotations

import pytest

from pipeline.content import Table
from pipeline.source import Shown, ShownCell
from tests.ingest.word.build import contents, p, tbl, tc, tr


def shown(cell: str) -> Shown | None:
    """How the first cell of a table looks."""
    (table,) = contents(tbl(tr(cell, "b")))
    assert isinstance(table, Table)
    first = table.rows[0].cells[0]
    return first.shown if isinstance(first, ShownCell) else None


def shading(fill: str, kind: str = "clear", colour: str = "auto") -> str:
    return f'<w:shd w:val="{kind}" w:color="{colour}" w:fill="{fill}"/>'


def run(text: str, colour: str) -> str:
    return f'<w:p><w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (tc(p(), shading("00B050")), Shown("00b050")),
        (tc(p("Op schema"), shading("00B050")), Shown("00b050")),
        (tc(p(), shading("FFFFFF", "solid", "FF0000")), Shown("ff0000")),
        (tc(p(), shading("auto")), None),
        (tc(f"<w:p><w:pPr>{shading('FFC000')}</w:pPr></w:p>"), Shown("ffc000")),
        (tc(run("●", "FF0000")), Shown("", "ff0000")),
        (tc(run("●", "auto")), None),
        (tc(run("Niet op schema", "FF0000")), None),
        (tc(run("●", "FF0000") + run("●", "00B050")), None),
    ],
)
def test_the_shading_of_a_cell_and_the_ink_of_a_lone_sign(cell: str, wanted: Shown | None) -> None:
    assert shown(cell) == wanted


def test_a_drawn_light_has_the_colour_that_fills_it_and_a_picture_its_names() -> None:
    shape = (
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='Ovaal 1' descr='stoplicht'/><a:graphic><a:graphicData>"
        "<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val='92D050'/></a:solidFill></wps:spPr></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    assert shown(tc(shape)) == Shown("92d050", "", ("Ovaal 1", "stoplicht"))

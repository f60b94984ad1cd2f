"""How cells of a web page look beyond their words."""

from __future__ import annotations

import pytest

from pipeline.content import Table
from pipeline.source import Shown, ShownCell
from tests.ingest.html.page import contents


def shown(cell: str, style: str = "") -> Shown | None:
    """How the first cell of a table looks."""
    sheet = f"<style>{style}</style>" if style else ""
    (table,) = contents(f"{sheet}<table><tr>{cell}<td>b</table>")
    assert isinstance(table, Table)
    first = table.rows[0].cells[0]
    return first.shown if isinstance(first, ShownCell) else None


@pytest.mark.parametrize(
    ("cell", "fill"),
    [
        ('<td style="background-color: #00B050">', "00b050"),
        ('<td style="background: rgb(0, 176, 80) none">', "00b050"),
        ('<td style="background:#0a0">', "00aa00"),
        ("<td bgcolor=red>", "ff0000"),
        ('<td style="background: orange">Vraagt aandacht', "ffa500"),
        ('<td><span style="background: green"></span>', "008000"),
    ],
)
def test_a_fill_is_that_of_the_cell_or_of_what_stands_in_an_empty_one(cell: str, fill: str) -> None:
    assert shown(cell) == Shown(fill)


def test_the_style_sheet_of_the_page_gives_classes_their_colours() -> None:
    sheet = "td.x { color: red } .light.on::before { content: ''; background: #ffc000; }"
    assert shown('<td><span class="light on"></span>', sheet) == Shown("ffc000", "", ("light", "on"))
    assert shown('<td class="x">●', sheet) == Shown("", "ff0000", ("x",))


def test_classes_titles_and_names_of_pictures_say_what_a_light_is() -> None:
    assert shown('<td><i class="icon-groen" title="Op schema"></i>') == Shown("", "", ("icon-groen", "Op schema"))
    assert shown('<td><img src="img/stoplicht%20rood.png?v=1" alt="">') == Shown("", "", ("stoplicht rood.png",))


def test_words_say_it_themselves_and_a_plain_cell_has_no_look() -> None:
    assert shown('<td class="groen"><b style="color:red">Veel tekst</b>') is None
    assert shown("<td>●") is None
    assert shown('<td style="background: transparent">') is None

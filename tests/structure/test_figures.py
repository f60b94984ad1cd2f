"""Tables of figures in their place: what stands around them, their ids and places, and policy fields."""

from __future__ import annotations

from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Cell, Row, Table, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.model import BlockContent, Detail, walk_sections
from pipeline.source import Piece
from tests.builders import built, grid, heading, prose, styled, table

ROWS = (("", "Begroting 2025", "Begroting 2026"), ("Lasten", "10", "20"), ("Baten", "3", "4"))
TITLES = (heading("2.6.1 Veiligheid", 1), heading("Wat mag het kosten?", 2))


def tables(*pieces: object, found: list[Diagnostic] | None = None) -> list[FinancialTable]:
    made = built(*pieces, found=found)  # type: ignore[arg-type]
    content = [
        node for section in walk_sections(made.sections) for block in section.blocks for node in inside(block.content)
    ]
    return [node for node in content if isinstance(node, FinancialTable)]


def inside(content: tuple[BlockContent, ...]) -> list[BlockContent]:
    return [each for node in content for each in (inside(node.content) if isinstance(node, Detail) else [node])]


def test_the_unit_stands_right_above_or_below_or_in_the_title() -> None:
    units = [
        tables(*TITLES, prose("(bedragen x € 1.000)"), prose(" "), table(*ROWS)),
        tables(*TITLES, table(*ROWS), prose("Bedragen x € 1.000")),
        tables(TITLES[0], heading("Wat mag het kosten? (x € 1.000)", 2), table(*ROWS)),
        tables(*TITLES, prose("Bedragen x € 1.000"), prose("Een alinea."), table(*ROWS)),
        tables(*TITLES, prose("Alles staat hier x € 1.000, " + "behalve " * 40), table(*ROWS)),
        tables(*TITLES, table(*ROWS)),
    ]
    assert [[each.unit for each in found] for found in units] == [[1000], [1000], [1000], [1000], [1], [1]]


def test_each_table_has_an_id_and_a_place_of_its_own() -> None:
    made = built(*TITLES, table(*ROWS), prose("En:"), table(("Kosten", "x", "x"), *ROWS))
    titled = ("2.6.1 Veiligheid", "Wat mag het kosten?")
    places = {name: place for name, place in made.places.items() if name.endswith(("--amounts", "--amounts-2"))}
    first, second = places.values()
    assert [name.rpartition("--")[2] for name in places] == ["amounts", "amounts-2"]
    assert (first.table, first.row, first.headings) == (1, 1, titled)
    assert (second.table, second.row) == (2, 1)


def test_a_title_above_the_table_counts_as_a_row_of_the_source() -> None:
    title = Row((Cell((paragraph("Kosten"),), colspan=3),))
    made = built(*TITLES, Piece(Table((title, *grid(*ROWS).rows)), Place()))
    (place,) = (place for name, place in made.places.items() if name.endswith("--amounts"))
    assert place.row == 2


def test_an_unknown_policy_field_is_told_where_the_list_of_the_year_is_known() -> None:
    rows = (
        ("Taakveld", "Begroting 2026"),
        ("1.1 Crisisbeheersing en brandweer", "1"),
        ("6.71 Wmo", "€ 2"),
        ("Totaal lasten", "3"),
    )
    for title, codes in (("Begroting 2026", [Code.TAAKVELD_UNKNOWN]), ("Begroting 2022", []), ("Begroting", [])):
        found: list[Diagnostic] = []
        (made,) = tables(styled(title, "Title"), heading("1 Zorg", 1), heading("Kosten", 2), table(*rows), found=found)
        told = [flaw for flaw in found if flaw.code is Code.TAAKVELD_UNKNOWN]
        assert [row.taakveld for row in made.rows] == ["1.1", "6.71", None]
        assert [flaw.code for flaw in told] == codes
        for flaw in told:
            assert flaw.values == {"taakveld": "6.71", "year": "2026"}
            assert (flaw.place.row, flaw.place.quote) == (3, "6.71 Wmo")


def test_a_table_of_indicators_goes_before_one_of_amounts() -> None:
    rows = (("Indicator", "Eenheid", "Begroting 2025", "Begroting 2026"), ("Lasten per inwoner", "€", "10", "20"))
    made = built(*TITLES, table(*rows))
    assert [type(node) for node in made.sections[0].blocks[0].content] == [IndicatorTable]

"""Tables as the template takes them: headers, groups, totals, roles, rows that stay whole, parts of a wide one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Group
from pipeline.blocks.columns import Column
from pipeline.blocks.status import Status
from pipeline.content import Cell, Link, NoteReference, Paragraph, Role, Row, Table, Text, paragraph
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from pipeline.model import BlockContent
from tests.builders import bulleted, grid
from tests.emit.pdf.press import flaws, flowing


def cell(text: str, role: Role = "data", *, colspan: int = 1, bold: bool = False) -> Cell:
    return Cell((Paragraph((Text(text, ("bold",) if bold else ()),)),) if text else (), colspan, role=role)


def rows(*made: Sequence[Cell], header_rows: int = 0) -> Table:
    return Table(tuple(Row(tuple(cells)) for cells in made), header_rows)


def composed(table: BlockContent) -> page.Table:
    (made,) = flowing(table)
    assert isinstance(made, page.Table)
    return made


def para(*content: page.Line) -> tuple[page.Flow, ...]:
    return (page.Paragraph(content),)


def test_a_table_is_its_header_its_rows_and_its_caption() -> None:
    made = composed(replace(grid(["Naam", "Bedrag"], ["Wegen", "1"], header_rows=1), caption=(Text("Tabel 1"),)))
    assert replace(made, columns=()) == page.Table(
        columns=(),
        header=(
            page.Row(
                (
                    page.Cell(para("Naam"), look="header"),
                    page.Cell(para("Bedrag"), look="header", align="right"),
                ),
                whole=True,
            ),
        ),
        rows=(page.Row((page.Cell(para("Wegen")), page.Cell(para("1"), align="right")), whole=True),),
        size=9.5,
        id="table-1",
        caption=("Tabel 1",),
        whole=True,
    )
    assert [column.align for column in made.columns] == ["left", "right"]


def test_roles_become_looks_and_row_headers_are_not_totals() -> None:
    table = rows([cell("Wegen", "row-header"), cell("1", "number"), cell("x", "header"), cell("", "data")])
    assert [made.look for made in composed(table).rows[0].cells] == ["row-header", "data", "header", "data"]
    assert composed(table).rows[0].total is False


def test_a_row_sums_up_where_it_says_so_or_all_of_it_is_bold() -> None:
    def total(*cells: Cell) -> bool:
        return composed(rows(cells, [cell("a"), cell("1")])).rows[0].total

    assert total(cell("Totaal", "total"), cell("3"))
    assert total(cell("Saldo", "row-header", bold=True), cell("-3", "number", bold=True))
    assert total(cell("Saldo", bold=True), cell(""), cell("3", bold=True))
    assert not total(cell("Saldo", bold=True), cell("3"))
    assert not total(cell("Let", bold=True), cell("op", bold=True))
    assert not total(cell("Saldo", bold=True), cell(""))


def test_a_cell_of_words_over_all_columns_is_the_header_of_the_rows_below_it() -> None:
    made = composed(rows([cell("Lasten", "row-header", colspan=2)], [cell("a"), cell("1")]))
    assert made.rows[0] == page.Row((page.Cell(para("Lasten"), colspan=2, look="group"),), whole=True, group=True)
    assert not composed(rows([cell("Lasten", "row-header"), cell("")], [cell("a"), cell("1")])).rows[0].group
    assert not composed(rows([cell("Lasten", colspan=2)], [cell("a"), cell("1")])).rows[0].group
    assert not composed(rows([cell("Lasten", "row-header")], [cell("a")])).rows[0].group
    spanning = Cell((paragraph("b"),), rowspan=2)
    assert not composed(rows([cell("a"), spanning], [cell("Lasten", "row-header")])).rows[1].group


def test_a_group_of_actions_is_such_a_header() -> None:
    actions = tuple(Action(name, name, "Nieuw", objective="Veilig") for name in ("een", "twee"))
    columns = (Column("description", "Actie"), Column("type", "Soort"))
    made = composed(ActionTable(columns, actions, groups=(Group(0, "Veilig"),)))
    assert [(row.group, [each.content for each in row.cells]) for row in made.rows] == [
        (True, [para("Veilig")]),
        (False, [para("een"), para("Nieuw")]),
        (False, [para("twee"), para("Nieuw")]),
    ]


def test_a_group_with_more_than_words_is_not_repeated() -> None:
    link = Cell((Paragraph((Link("https://a.nl", (Text("Lasten"),)),)),), 2, role="row-header")
    for group in (link, cell("woord " * 200, "row-header", colspan=2)):
        (first, _) = composed(rows([group], [cell("a"), cell("1")])).rows
        assert (first.group, first.cells[0].look, first.cells[0].colspan) == (False, "group", 2)


def test_a_header_over_columns_of_figures_stands_in_their_middle() -> None:
    made = composed(rows([cell("a"), cell("Raming", colspan=2)], [cell("Wegen"), cell("1"), cell("2")], header_rows=1))
    assert [each.align for each in made.header[0].cells] == ["left", "center"]


def test_a_figure_over_more_columns_stands_right() -> None:
    made = composed(rows([cell("12", colspan=2)], [cell("a"), cell("b")]))
    assert made.rows[0].cells[0].align == "right"


def test_a_ragged_row_is_filled_and_it_is_told() -> None:
    table = rows([cell("a"), cell("b")], [cell("c")])
    assert [len(row.cells) for row in composed(table).rows] == [2, 2]
    assert flaws(table) == [(Code.TABLE_MENDED, {})]
    assert flaws(rows([cell("a"), cell("b")])) == []


def test_a_status_has_its_tone_where_it_says_something() -> None:
    columns = (Column("description", "Actie"), Column("status", "status"))
    said = tuple(Action(text or "leeg", "Actie", status=Status(text, "good")) for text in ("op schema", ""))
    made = composed(ActionTable(columns, said))
    assert [row.cells[1].tone for row in made.rows] == ["good", None]


def test_an_action_is_a_place_that_links_go_to_once() -> None:
    action = Action("a1", "Meer toezicht", "Nieuw")
    table = ActionTable((Column("description", "Actie"), Column("type", "Soort")), (action, action))
    assert [[each.id for each in row.cells] for row in composed(table).rows] == [["a1", ""], ["", ""]]


def test_a_row_is_cut_only_where_it_is_high_or_spans() -> None:
    high = rows([cell("zin " * 2_000)], [cell("kort")])
    assert [row.whole for row in composed(high).rows] == [False, True]
    spanning = Table((Row((Cell((paragraph("a"),), rowspan=2), cell("b"))), Row((cell("c"),))))
    assert [row.whole for row in composed(spanning).rows] == [False, True]


def test_a_low_table_is_not_cut_over_two_pages() -> None:
    assert composed(grid(*(["a", "b"] for _ in range(5)))).whole
    assert not composed(grid(*(["a", "b"] for _ in range(20)))).whole


def test_a_header_that_leaves_no_room_below_it_comes_once() -> None:
    made = composed(grid(["zin " * 600, "b"], ["c", "d"], header_rows=1))
    assert (made.header, len(made.rows)) == ((), 2)


def test_a_table_that_is_too_wide_for_a_page_comes_in_parts_with_the_first_column() -> None:
    wide = replace(grid(*([f"{n}.000.000" for n in range(30)] for _ in range(2))), caption=(Text("Tabel 1"),))
    (turned,) = flowing(wide)
    assert isinstance(turned, page.Landscape)
    tables = [node for node in turned.content if isinstance(node, page.Table)]
    assert [len(each.columns) for each in tables] == [11, 11, 10]
    assert [each.caption for each in tables] == [("Tabel 1",), (), ()]
    assert {each.rows[0].cells[0].content for each in tables} == {para("0.000.000")}


def test_words_are_hyphenated_only_where_there_is_no_room_for_them() -> None:
    assert not composed(grid(["standaardbrieven", "onderzoek"])).hyphenate
    assert composed(grid([f"woningbouwprogrammering{n}" for n in range(5)])).hyphenate


def test_a_cell_may_hold_what_a_page_holds() -> None:
    made = composed(Table((Row((Cell((bulleted("a"), grid(["b"]))),)),)))
    first, second = made.rows[0].cells[0].content
    assert first == page.List((page.Item(para("a")),))
    assert isinstance(second, page.Table)
    assert sum(column.width for column in second.columns) < made.columns[0].width


def test_a_note_in_a_header_is_bound_to_it() -> None:
    made = flowing(Table((Row((Cell((Paragraph((NoteReference("weg"),)),)),)),), 1))
    assert isinstance(made[0], page.Table)
    assert flaws(Table((Row((Cell((Paragraph((NoteReference("weg"),)),)),)),), 1)) == [(Code.NOTE_MISSING, {})]


def test_a_group_without_rows_is_not_repeated_on_the_next_page() -> None:
    columns = (Column("description", "Actie"), Column("type", "Soort"))
    groups = (Group(0, "Leeg"), Group(0, "Veilig"), Group(1, "Later"))
    made = composed(ActionTable(columns, (Action("een", "een", "Nieuw"),), groups=groups))
    assert [row.group for row in made.rows] == [False, True, False, False]

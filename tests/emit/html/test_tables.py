"""Tables: headers with their scope, numbers, totals, a status as a badge, groups of rows, cards on a telephone."""

from __future__ import annotations

import pytest

from pipeline.blocks.actions import Action, ActionTable, Group
from pipeline.blocks.columns import Column
from pipeline.content import Cell, NoteReference, Paragraph, Role, Row, Table, Text, Tone, paragraph
from pipeline.diagnostics import Code, Diagnostic
from tests.builders import bulleted, grid
from tests.emit.html import page, section, shown


def table(node: Table | ActionTable) -> str:
    """What becomes of a table, without the frame around it."""
    made = shown(node)
    assert made.startswith('<div class="table-frame" data-label="Tabel: Titel">')
    return made.partition(">")[2].removesuffix("</div>")


def cell(text: str, role: Role = "data", **more: int) -> Cell:
    return Cell((paragraph(text),), role=role, colspan=more.get("colspan", 1), rowspan=more.get("rowspan", 1))


def rows(*cells: tuple[Cell, ...], header_rows: int = 0) -> Table:
    return Table(tuple(Row(row) for row in cells), header_rows)


def test_the_header_heads_its_columns_and_an_empty_corner_heads_none() -> None:
    assert table(grid(("", "2026"), ("Wegen", "mooi"), header_rows=1)) == (
        '<table><thead><tr><td></td><th scope="col">2026</th></tr></thead>'
        "<tbody><tr><td>Wegen</td><td>mooi</td></tr></tbody></table>"
    )


def test_a_role_tells_which_cells_head_a_row_or_a_column() -> None:
    made = table(rows((cell("a", "header"), cell("b", "header")), (cell("c", "row-header"), cell("d"))))
    assert made == (
        '<table><tbody><tr><th scope="row">a</th><th scope="col">b</th></tr>'
        '<tr><th scope="row">c</th><td>d</td></tr></tbody></table>'
    )


def test_a_table_that_is_all_header_is_a_header() -> None:
    assert table(grid(("a",), header_rows=1)) == '<table><thead><tr><th scope="col">a</th></tr></thead></table>'


@pytest.mark.parametrize("amount", ["12", "1.234,5", "€ 12", "€\u00a0-12", "(12)", "−3", "12 %", "- 5"])
def test_a_column_of_amounts_is_one_of_numbers_with_its_header(amount: str) -> None:
    made = table(grid(("x", "2026"), ("a", amount), ("b", "p.m."), ("c", "-"), ("d", ""), header_rows=1))
    assert made.count('class="number"') == 5
    assert '<th class="number" scope="col">2026</th>' in made


@pytest.mark.parametrize("text", ["12 fte's", "veel", "3e kwartaal", "1 en 2"])
def test_a_column_with_one_word_in_it_is_no_column_of_numbers(text: str) -> None:
    assert "number" not in table(grid(("x", "y"), ("a", "12"), ("b", text), header_rows=1))


def test_a_column_of_dashes_is_no_column_of_numbers() -> None:
    assert "number" not in table(grid(("a", "-"), ("b", "p.m.")))


def test_a_cell_with_the_role_of_a_number_stands_as_one() -> None:
    assert table(rows((cell("a"), cell("12 mln", "number")))) == (
        '<table><tbody><tr><td>a</td><td class="number">12 mln</td></tr></tbody></table>'
    )


def test_a_dash_among_words_is_no_number_whatever_its_role() -> None:
    assert "class" not in table(rows((cell("V"),), (cell("-", "number"),)))


def test_a_row_with_a_total_is_a_total() -> None:
    assert table(rows((cell("Totaal", "total"), cell("x")))) == (
        '<table><tbody><tr class="total"><th scope="row">Totaal</th><td>x</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(("tone", "named"), [("good", "good"), ("bad", "bad"), (None, "neutral")])
def test_a_status_is_a_badge_of_its_tone(tone: Tone | None, named: str) -> None:
    status = Cell((paragraph("op schema"),), role="status", tone=tone)
    assert table(rows((status, Cell((), role="status")))) == (
        f'<table><tbody><tr><td><div class="status status-{named}">op schema</div></td><td></td></tr></tbody></table>'
    )


def test_spans_are_kept() -> None:
    assert table(rows((cell("a", rowspan=2), cell("b", colspan=2)), (cell("c"), cell("d")))) == (
        '<table><tbody><tr><td rowspan="2">a</td><td colspan="2">b</td></tr>'
        '<tr class="inner"><td>c</td><td>d</td></tr></tbody></table>'
    )


def test_short_rows_are_filled_and_that_is_told() -> None:
    found: list[Diagnostic] = []
    made = shown(grid(("a", "b"), ("c",)), report=found.append)
    assert made.endswith("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table></div>")
    assert [(flaw.code, flaw.text) for flaw in found] == [(Code.TABLE_MENDED, "a b c")]


def test_spans_that_overlap_or_leave_their_part_are_cut() -> None:
    overlapping = rows((cell("a"), cell("b", rowspan=2)), (cell("c", colspan=2),))
    assert table(overlapping) == (
        '<table><tbody><tr><td>a</td><td rowspan="2">b</td></tr><tr><td>c</td></tr></tbody></table>'
    )
    assert "rowspan" not in table(rows((cell("a", rowspan=3),), (cell("b"),), header_rows=1))


def test_a_table_without_cells_is_left_out() -> None:
    assert shown(Table(()), paragraph("a"), Table((Row(()),))) == "<p>a</p>"


def test_a_caption_stands_in_the_table_and_names_it() -> None:
    made = shown(Table((Row((cell("a"),)),), caption=(Text("Lasten"), NoteReference("n"))))
    assert made.startswith('<div class="table-frame" data-label="Tabel: Lasten"><table><caption>Lasten<sup')


def test_a_cell_of_more_than_a_paragraph_holds_blocks() -> None:
    assert table(rows((Cell((paragraph("a"), bulleted("b"))),))) == (
        "<table><tbody><tr><td><p>a</p><ul><li>b</li></ul></td></tr></tbody></table>"
    )


def test_a_cell_of_one_paragraph_is_its_line() -> None:
    assert table(rows((Cell((Paragraph((Text("a", ("bold",)),)),)),))) == (
        "<table><tbody><tr><td><strong>a</strong></td></tr></tbody></table>"
    )


# ------------------------------------------------------------------------------------ groups of rows


def actions(*objectives: str, columns: int = 2) -> ActionTable:
    """A table of one action an objective."""
    keys = ("description", "type", "owner", "budget")[:columns]
    made = tuple(Action(f"a{n}", f"actie {n}", type="t", objective=objective) for n, objective in enumerate(objectives))
    groups = tuple(Group(at, name) for at, name in enumerate(objectives) if name)
    return ActionTable(tuple(Column(key, key) for key in keys), made, groups=groups)


def test_what_heads_a_group_of_rows_begins_a_tbody() -> None:
    head = '<thead><tr><th scope="col">description</th><th scope="col">type</th></tr></thead>'
    row = '<tr id="a{0}"><th class="thing" scope="row">actie {0}</th><td>t</td></tr>'
    group = '<tbody><tr><th colspan="2" scope="rowgroup">{}</th></tr>{}</tbody>'
    assert table(actions("Veilig", "Schoon")) == (
        f"<table>{head}{group.format('Veilig', row.format(0))}{group.format('Schoon', row.format(1))}</table>"
    )


def test_rows_before_the_first_group_are_a_tbody_of_their_own() -> None:
    made = table(rows((cell("a"), cell("b")), (cell("Kop", "row-header", colspan=2),), (cell("c"), cell("d"))))
    assert made == (
        "<table><tbody><tr><td>a</td><td>b</td></tr></tbody>"
        '<tbody><tr><th colspan="2" scope="rowgroup">Kop</th></tr><tr><td>c</td><td>d</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    "row",
    [
        (cell("Kop", colspan=2),),
        (Cell((), colspan=2, role="row-header"),),
        (cell("Kop", "row-header"), cell("")),
    ],
)
def test_a_row_that_is_no_single_head_is_no_group(row: tuple[Cell, ...]) -> None:
    assert "rowgroup" not in table(rows((cell("a"), cell("b")), row))


def test_a_row_beside_a_cell_from_above_is_no_group() -> None:
    assert "rowgroup" not in table(
        rows((cell("a", rowspan=2), cell("b"), cell("c")), (cell("d", "row-header", colspan=2),))
    )


# ------------------------------------------------------------------------------------ cards


def test_a_wide_table_of_actions_is_read_as_cards_on_a_telephone() -> None:
    made = table(actions("", columns=4))
    assert made.startswith('<table class="stacked wide">')
    assert made.endswith(
        '<tr id="a0"><th class="thing" scope="row">actie 0</th>'
        '<td data-label="Type">t</td><td data-label="Owner"></td><td data-label="Budget"></td></tr></tbody></table>'
    )


def test_groups_stand_between_cards() -> None:
    made = table(actions("Veilig", "Schoon", columns=4))
    assert made.startswith('<table class="stacked wide">')
    assert '<tr><th colspan="4" scope="rowgroup">Schoon</th></tr><tr id="a1">' in made


def test_other_wide_tables_keep_their_columns() -> None:
    assert table(grid(("a", "b", "c", "d"), ("e", "f", "g", "h"), header_rows=1)).startswith('<table class="wide">')
    assert table(actions("", columns=3)).startswith("<table><thead>")


def test_an_id_that_nothing_may_lead_to_is_no_id() -> None:
    stray = Cell((paragraph("a"),), ref="elders")
    made = page(section(Table((Row((stray, cell("b"))),))))
    assert made.xpath(".//tr/@id") == []


def test_an_id_is_that_of_one_element() -> None:
    twice = rows((Cell((paragraph("a"),), ref="s1"), cell("b")), (Cell((paragraph("c"),), ref="a0"), cell("d")))
    made = page(section(twice, actions("")))
    assert made.xpath("//tr/@id") == ["a0"]


def test_a_column_of_amounts_is_one_whatever_stands_before_a_figure() -> None:
    made = table(
        Table(
            (
                Row((cell("Post", role="header"), cell("2026", role="header"))),
                Row((cell("Lasten"), cell("N 31.393", role="number"))),
                Row((cell("Saldo"), cell("N 1", role="total"))),
                Row((cell("Rente"), cell("p.m.", role="number"))),
            ),
            header_rows=1,
        )
    )
    assert made.count('class="number"') == 4


def test_a_row_of_a_head_and_empty_cells_heads_a_group() -> None:
    empty = Cell((), role="row-header")
    lines = (Row((cell("Lasten", role="row-header"), empty, empty)), Row((cell("Weg"), cell("1"), cell("2"))))
    assert table(Table(lines)).startswith('<table><tbody><tr><th colspan="3" scope="rowgroup">Lasten</th></tr>')

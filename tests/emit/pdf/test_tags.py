"""The tags of tables: what each cell is, what it heads, and which headers it is told to have."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from msgspec.structs import replace

from pipeline.content import Cell, Role, Row, Table, paragraph
from tests.builders import grid
from tests.emit.pdf.press import emitted, holding

Tagged = tuple[str, str, list[int]]


def cell(text: str, role: Role = "data", colspan: int = 1, rowspan: int = 1, ref: str | None = None) -> Cell:
    return Cell((paragraph(text),) if text else (), colspan, rowspan, role, ref=ref)


def table(*rows: list[Cell], header_rows: int = 0) -> Table:
    return Table(tuple(Row(tuple(row)) for row in rows), header_rows)


def tagged(*made: Table) -> list[list[Tagged]]:
    """The rows of all tables: each cell's tag, its scope, and where its headers stand among all cells (from 0)."""
    with pikepdf.open(BytesIO(emitted(holding(*made)))) as file:
        cells = list(_cells(file.Root.StructTreeRoot))
        names = {str(each.ID): at for at, (_, each) in enumerate(cells) if "/ID" in each}
        rows: dict[int, list[Tagged]] = {}
        for row, each in cells:
            own: Any = each.get("/A", pikepdf.Dictionary())
            own = next((one for one in own if one.O == "/Table"), {}) if isinstance(own, pikepdf.Array) else own
            heads = [names[str(name)] for name in own.get("/Headers", ())]
            rows.setdefault(row, []).append((str(each.S), str(own.get("/Scope", "")), heads))
        return list(rows.values())


def _cells(element: Any) -> Iterator[tuple[int, Any]]:
    """Every cell with the number of its row's object, in the order of the tree."""
    inner = element.get("/K", ())
    for each in inner if isinstance(inner, pikepdf.Array) else (inner,):
        if isinstance(each, pikepdf.Dictionary):
            if each.get("/S") in ("/TH", "/TD"):
                yield element.objgen[0], each
            yield from _cells(each)


COLUMN: Tagged = ("/TH", "/Column", [])
ROW: Tagged = ("/TH", "/Row", [])
DATA: Tagged = ("/TD", "", [])


def test_where_each_column_has_one_header_scopes_say_all() -> None:
    made = table(
        [cell("", "header"), cell("2026", "header")],
        [cell("Wegen", "row-header"), cell("1", "number")],
        [cell("Totaal", "total"), cell("1", "total")],
        header_rows=1,
    )
    assert tagged(made) == [[COLUMN, COLUMN], [ROW, DATA], [ROW, DATA]]


def test_an_action_heads_its_row_whatever_its_column() -> None:
    made = table([cell("status"), cell("actie")], [cell("groen"), cell("Toezicht", ref="a1")], header_rows=1)
    assert tagged(made) == [[COLUMN, COLUMN], [DATA, ROW]]


def test_a_total_of_figures_alone_heads_nothing() -> None:
    assert tagged(table([cell("1.000", "total"), cell("2.000", "total")])) == [[DATA, DATA]]


def test_a_table_without_headers_has_none() -> None:
    assert tagged(grid(["a", "b"], ["c", ""])) == [[DATA, DATA], [DATA, DATA]]


def test_headers_in_the_body_head_their_columns_but_the_first_its_row() -> None:
    made = table([cell("Wegen", "header"), cell("2026", "header")], [cell("a"), cell("b")])
    assert tagged(made) == [[ROW, COLUMN], [DATA, DATA]]


def test_where_headers_span_each_cell_lists_those_of_its_column_and_its_row() -> None:
    made = table(
        [cell("", "header", rowspan=2), cell("Lasten", "header", colspan=2)],
        [cell("2025", "header"), cell("2026", "header")],
        [cell("Wegen", "row-header", rowspan=2), cell("1"), cell("2")],
        [cell("3"), cell("4")],
        header_rows=2,
    )
    assert tagged(made) == [
        [COLUMN, COLUMN],
        [COLUMN, COLUMN],
        [("/TH", "/Row", [0]), ("/TD", "", [1, 2, 4]), ("/TD", "", [1, 3, 4])],
        [("/TD", "", [1, 2, 4]), ("/TD", "", [1, 3, 4])],
    ]


def test_a_title_over_rows_heads_those_up_to_the_next() -> None:
    made = table(
        [cell("Actie"), cell("planning")],
        [cell("Wonen", "row-header", colspan=2)],
        [cell("a", ref="a1"), cell("Q1")],
        [cell("Zorg", "row-header", colspan=2)],
        [cell("b", ref="b1"), cell("Q2")],
        header_rows=1,
    )
    assert tagged(made) == [
        [COLUMN, COLUMN],
        [COLUMN],
        [("/TH", "/Row", [0, 2]), ("/TD", "", [1, 2, 3])],
        [COLUMN],
        [("/TH", "/Row", [0, 5]), ("/TD", "", [1, 5, 6])],
    ]


def test_a_table_in_a_cell_has_headers_of_its_own() -> None:
    inner = table([cell("b"), cell("c")], [cell("Binnen", "row-header"), cell("1")], header_rows=1)
    outer = table([cell("a")], [Cell((inner,))], header_rows=1)
    assert tagged(outer) == [[COLUMN], [DATA], [COLUMN, COLUMN], [ROW, DATA]]


def test_what_marks_a_header_is_gone_and_the_ground_it_stands_on_is_kept() -> None:
    made = holding(table([cell("Totaal", "total"), cell("1", "total")]))
    with pikepdf.open(BytesIO(emitted(made))) as file:
        heads = [each for _, each in _cells(file.Root.StructTreeRoot) if each.S == "/TH"]
        looks = [{str(name) for one in each.A for name in one} for each in heads]
    assert looks == [{"/O", "/Scope", "/BackgroundColor"}]


def test_each_table_is_one_table_over_however_many_pages() -> None:
    long = replace(grid(*([f"rij {row}", "1"] for row in range(120))), header_rows=1)
    with pikepdf.open(BytesIO(emitted(holding(long, long)))) as file:
        tables = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Table"]
        assert (len(tables), len(file.pages) > 4) == (2, True)

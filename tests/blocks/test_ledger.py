"""Financial tables: known by their rows and columns, and nothing else is one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from pipeline import labels, profiles
from pipeline.blocks import ledger
from pipeline.blocks.amounts import Amount
from pipeline.blocks.financial import AmountColumn, FinancialRow, FinancialTable
from pipeline.blocks.ledger import Around
from pipeline.content import Cell, NoteReference, Paragraph, Row, Table, Text, paragraph
from pipeline.structure.tables import normal_table
from tests.builders import NL, grid


def read(*rows: Sequence[str], around: Around = ledger.NOWHERE) -> FinancialTable | None:
    return ledger.recognise(normal_table(grid(*rows), NL), NL, around)


def known(*rows: Sequence[str], around: Around = ledger.NOWHERE) -> FinancialTable:
    found = read(*rows, around=around)
    assert found is not None
    return found


def amount(text: str, value: str | None = None) -> Amount:
    return Amount(text, Decimal(value) if value is not None else None)


def values(table: FinancialTable) -> list[list[str]]:
    return [[str(each.value) for each in row.amounts] for row in table.rows]


def keys(table: FinancialTable) -> list[str]:
    return [column.key for column in table.columns]


def test_columns_rows_and_unit_are_understood_and_the_table_stays_as_written() -> None:
    found = known(
        ("Bedragen x € 1.000", "Rekening 2024", "Begroting 2026 na wijziging"),
        ("Lasten", "", ""),
        ("0.10 Mutaties reserves", "(1.234)", "p.m."),
        ("Totaal lasten", "1.200-", "-"),
        ("Saldo van baten en lasten", "N 31.393", "V 12"),
    )
    assert found.unit == 1000
    assert found.columns == (
        AmountColumn("actual", "Rekening 2024", 2, 2024),
        AmountColumn("amended", "Begroting 2026 na wijziging", 3, 2026),
    )
    assert found.rows == (
        FinancialRow("Lasten", "group", (), 2),
        FinancialRow(
            "0.10 Mutaties reserves", "reserves", (amount("(1.234)", "-1234"), amount("p.m.")), 3, taakveld="0.10"
        ),
        FinancialRow("Totaal lasten", "expenses", (amount("1.200-", "-1200"), amount("-")), 4, is_total=True),
        FinancialRow("Saldo van baten en lasten", "balance", (amount("N 31.393", "-31393"), amount("V 12", "12")), 5),
    )
    shown = found.present(labels.load("nl"))
    assert [[cell.content for cell in row.cells] for row in shown.rows] == [
        [cell.content for cell in row.cells]
        for row in grid(
            ("Bedragen x € 1.000", "Rekening 2024", "Begroting 2026 na wijziging"),
            ("Lasten", "", ""),
            ("0.10 Mutaties reserves", "(1.234)", "p.m."),
            ("Totaal lasten", "1.200-", "-"),
            ("Saldo van baten en lasten", "N 31.393", "V 12"),
        ).rows
    ]
    assert [[cell.role for cell in row.cells] for row in shown.rows] == [
        ["header", "header", "header"],
        ["row-header", "row-header", "row-header"],
        ["row-header", "number", "number"],
        ["row-header", "total", "total"],
        ["row-header", "total", "total"],
    ]


def test_a_column_of_v_and_n_signs_the_difference_beside_it_and_is_none_itself() -> None:
    found = known(
        ("", "Begroting 2025", "Rekening 2025", "Verschil", "V/N"),
        ("Lasten", "100", "120", "20", "N"),
        ("Baten", "50", "55", "5", "V"),
    )
    assert keys(found) == ["budget", "actual", "difference"]
    assert values(found) == [["100", "120", "-20"], ["50", "55", "5"]]


def test_two_header_rows_are_one_label_each() -> None:
    over = Table(
        (
            Row((Cell(()), Cell((paragraph("2025"),), colspan=2), Cell((paragraph("2026"),), colspan=2))),
            *grid(("Programma", "Lasten", "Baten", "Lasten", "Baten"), ("1 Bestuur", "10", "2", "11", "3")).rows,
        )
    )
    found = ledger.recognise(normal_table(over, NL), NL)
    assert found is not None
    assert [(column.key, column.label, column.group, column.year) for column in found.columns] == [
        ("expenses", "2025 Lasten", "2025", 2025),
        ("income", "2025 Baten", "2025", 2025),
        ("expenses", "2026 Lasten", "2026", 2026),
        ("income", "2026 Baten", "2026", 2026),
    ]
    assert (found.written.header_rows, [row.at for row in found.rows]) == (2, [3])


def test_years_as_a_second_header_row_are_no_amounts() -> None:
    found = known(("", "Rekening", "Begroting"), ("", "2024", "2025"), ("Lasten", "10", "20"), ("Baten", "5", "5"))
    assert [column.label for column in found.columns] == ["Rekening 2024", "Begroting 2025"]
    assert values(found) == [["10", "20"], ["5", "5"]]


def test_years_may_stand_as_rows() -> None:
    found = known(("Jaar", "Lasten", "Baten", "Saldo"), ("2025", "100", "60", "-40"), ("2026", "110", "70", "-40"))
    assert (keys(found), [row.label for row in found.rows]) == (["expenses", "income", "balance"], ["2025", "2026"])


def test_the_label_is_what_a_row_itself_says() -> None:
    span = Cell((paragraph("Lasten"),), rowspan=2)
    table = Table(
        (
            *grid(("", "Onderdeel", "Begroting 2026")).rows,
            Row((span, Cell((paragraph("Wegen"),)), Cell((paragraph("10"),)))),
            Row((Cell((paragraph("Groen"),)), Cell((paragraph("20"),)))),
        ),
        header_rows=1,
    )
    found = ledger.recognise(normal_table(table, NL), NL, Around(expected=True))
    assert found is not None
    assert [row.label for row in found.rows] == ["Wegen", "Groen"]


def test_a_header_that_stands_again_is_no_row() -> None:
    head = ("x € 1.000", "Begroting 2025", "Begroting 2026")
    found = known(head, ("Lasten", "1", "2"), head, ("Baten", "1", "2"))
    assert [(row.label, row.at) for row in found.rows] == [("Lasten", 2), ("Baten", 4)]


@pytest.mark.parametrize(
    ("around", "unit"),
    [((), 1), (("Bedragen x € 1.000",), 1000), (("Wat mag het kosten? (in euro's)", "x € 1.000"), 1)],
)
def test_the_unit_may_be_stated_around_the_table(around: tuple[str, ...], unit: int) -> None:
    found = known(("", "Begroting 2026"), ("Lasten", "1"), ("Baten", "2"), around=Around(around))
    assert found.unit == unit


def test_an_amount_that_names_its_own_scale_is_brought_to_the_unit() -> None:
    found = known(("x € 1.000", "Begroting 2026"), ("Lasten", "€ 1,2 mln"), ("Baten", "800"))
    assert values(found) == [["1200.0"], ["800"]]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Totaal lasten", ("expenses", True)),
        ("Lasten jeugdzorg", ("expenses", False)),
        ("3. Baten", ("income", False)),
        ("Totaal", ("total", True)),
        ("Totaal programma 2", ("total", True)),
        ("Onttrekking aan reserve wegen", ("reserve-out", False)),
        ("Storting reserves", ("reserve-in", False)),
        ("Saldo mutaties reserves", ("reserves", False)),
        ("Geraamd resultaat", ("result", False)),
        ("Totaal saldo van baten en lasten", ("balance", True)),
        ("Onderhoud wegen", ("other", False)),
        ("Belasting", ("other", False)),
    ],
)
def test_what_a_row_means_is_said_by_its_label(label: str, kind: tuple[str, bool]) -> None:
    assert ledger.row_kind(label, NL) == kind


def test_a_code_is_a_policy_field_only_where_one_row_has_its_name_or_the_table_says_so() -> None:
    head = ("x € 1.000", "Begroting 2026")
    programmes = known(head, ("1.1 Sport", "1"), ("1.2 Groen", "2"), ("Totaal lasten", "3"))
    assert [row.taakveld for row in programmes.rows] == [None, None, None]
    fields = known(("Taakveld", "Begroting 2026 (x € 1.000)"), ("1.1 Veiligheid", "1"), ("6.71 Wmo", "2"))
    assert [row.taakveld for row in fields.rows] == ["1.1", "6.71"]
    said = known(head, ("Taakveld 1.1 Veiligheid", "1"), ("Taakveld 0.10", "2"), ("Totaal lasten", "3"))
    assert [row.taakveld for row in said.rows] == ["1.1", "0.10", None]


PLAIN: dict[str, list[tuple[str, ...]]] = {
    "staff": [
        ("Formatie (fte)", "Begroting 2025", "Begroting 2026"),
        ("Griffie", "4,5", "5,0"),
        ("Totaal", "4,5", "5,0"),
    ],
    "counts": [("Aantal leerlingen", "2025", "2026"), ("Openbaar", "400", "410"), ("Totaal", "400", "410")],
    "risks": [("Risico", "Kans", "Gevolg x € 1.000"), ("Uitkering", "50%", "3.000"), ("Brand", "10%", "500")],
    "actions": [("Wat gaan we doen?", "Budget"), ("Toezicht", "€ 10.000"), ("Camera's", "€ 5.000")],
    "figures without money": [("Wijk", "2025", "2026"), ("Noord", "12", "13"), ("Zuid", "14", "15")],
    "words": [
        ("Onderwerp", "Begroting 2025", "Begroting 2026"),
        ("Lasten", "lager", "hoger"),
        ("Baten", "gelijk", "gelijk"),
    ],
    "no labels": [("Begroting 2025", "Begroting 2026"), ("10", "20"), ("30", "40")],
    "no header": [("Lasten", "10", "20"), ("Baten", "30", "40")],
    "only a header": [("x € 1.000", "Begroting 2025", "Begroting 2026")],
    "percentages": [
        ("Lasten en baten", "Begroting 2025", "Begroting 2026"),
        ("Lasten", "10%", "20%"),
        ("Baten", "90%", "80%"),
    ],
    "planning": [("Mijlpaal", "2025", "2026"), ("Start bouw", "Q1", ""), ("Oplevering", "", "Q4")],
    "one cell": [("Begroting 2026",)],
}


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN.keys())
def test_what_is_not_clearly_financial_stays_a_plain_table(rows: list[tuple[str, ...]]) -> None:
    assert read(*rows) is None


def test_where_money_is_expected_other_figures_are_still_no_money() -> None:
    assert read(*PLAIN["staff"], around=Around(expected=True)) is None
    assert read(*PLAIN["figures without money"], around=Around(expected=True)) is not None


def test_a_profile_without_words_knows_no_financial_table() -> None:
    table = normal_table(grid(("", "Begroting 2026"), ("Lasten", "1"), ("Baten", "2")), NL)
    assert ledger.recognise(table, NL) is not None
    assert ledger.recognise(table, profiles.load("plain")) is None


def test_formatting_in_a_cell_stays() -> None:
    marked = Paragraph((Text("1.234", ("italic",)), NoteReference("footnote-1")))
    head, first, last = grid(("x € 1.000", "Begroting 2026"), ("Lasten", ""), ("Baten", "2")).rows
    noted = replace(first, cells=(first.cells[0], Cell((marked,))))
    found = ledger.recognise(normal_table(Table((head, noted, last)), NL), NL)
    assert found is not None
    assert found.rows[0].amounts == (amount("1.234", "1234"),)
    assert found.written.rows[1].cells[1] == Cell((marked,), role="number")


def test_what_a_header_says_of_the_unit_is_no_part_of_what_it_means() -> None:
    found = known(("Programma", "Lasten x € 1.000", "Saldo (in euro's)"), ("Bestuur", "10", "20"), ("Zorg", "5", "5"))
    assert [(column.key, column.label) for column in found.columns] == [
        ("expenses", "Lasten x € 1.000"),
        ("balance", "Saldo (in euro's)"),
    ]


def test_a_row_that_states_the_unit_is_none() -> None:
    head = ("", "Begroting 2025", "Begroting 2026")
    found = known(head, ("Bedragen x € 1.000", "", ""), ("Lasten", "10", "20"), ("Baten", "3", "4"))
    assert (found.unit, [row.label for row in found.rows]) == (1000, ["Lasten", "Baten"])


def test_a_sign_of_the_euro_in_a_column_of_its_own_names_nothing() -> None:
    found = known(("", "", "Begroting 2026"), ("Lasten", "€", "1.234"), ("Baten", "€", "234"))
    assert [(row.label, row.amounts[0].text) for row in found.rows] == [("Lasten", "1.234"), ("Baten", "234")]

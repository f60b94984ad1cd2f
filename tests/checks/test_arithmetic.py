"""Arithmetic: an amount that does not follow from the others is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import labels
from pipeline.blocks.amounts import dutch
from pipeline.checks.arithmetic import arithmetic
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.profile import Profile
from tests.builders import NL, built, heading, table

Rows = Sequence[Sequence[str]]


def found(rows: Rows, profile: Profile = NL) -> list[Diagnostic]:
    made = built(heading("2.6.1 Veiligheid", 1), heading("Wat mag het kosten?", 2), table(*rows), profile=profile)
    flaws: list[Diagnostic] = []
    arithmetic(made, profile, flaws.append)
    return flaws


def told(rows: Rows, profile: Profile = NL) -> list[tuple[str, str, str, str]]:
    return [
        (flaw.values["row"], flaw.values["column"], flaw.values["written"], flaw.values["computed"])
        for flaw in found(rows, profile)
    ]


HEAD = ("Bedragen x € 1.000", "Rekening 2024", "Begroting 2025", "Begroting 2026")
UNSIGNED = [
    HEAD,
    ("Lasten", "", "", ""),
    ("Wegen", "1.200", "1.300", "1.400"),
    ("Groen", "300", "400", "500"),
    ("Totaal lasten", "1.500", "1.700", "1.900"),
    ("Baten", "", "", ""),
    ("Leges", "200", "300", "310"),
    ("Bijdragen", "100", "150", "160"),
    ("Totaal baten", "300", "450", "470"),
    ("Saldo van baten en lasten", "-1.200", "-1.250", "-1.430"),
    ("Toevoeging reserves", "50", "-", "70"),
    ("Onttrekking reserves", "10", "20", "30"),
    ("Geraamd resultaat", "-1.240", "-1.230", "-1.470"),
]


def changed(rows: Rows, row: int, column: int, text: str) -> list[list[str]]:
    copy = [list(each) for each in rows]
    copy[row][column] = text
    return copy


def test_a_wrong_total_is_told_with_both_numbers_the_cells_and_its_place() -> None:
    (flaw,) = found(changed(UNSIGNED, 4, 2, "1.770"))
    assert flaw.code is Code.SUM_DIFFERS
    assert flaw.values == {
        "row": "Totaal lasten",
        "column": "Begroting 2025",
        "written": "1.770",
        "computed": "1.700",
        "cells": "1.300 (Wegen) + 400 (Groen)",
        "tolerance": "1,5",
    }
    headings = ("2.6.1 Veiligheid", "Wat mag het kosten?")
    assert flaw.place == Place(item=3, table=1, row=5, column=3, headings=headings, quote="Totaal lasten")
    assert "uit 1.300 (Wegen) + 400 (Groen) volgt 1.700" in labels.load("nl").what(flaw)


@pytest.mark.parametrize(
    ("row", "column", "written", "computed"),
    [
        (4, 1, "1.599", "1.500"),  # and the balance, made from the right one, is not blamed for it
        (8, 3, "740", "470"),
        (9, 2, "-1.520", "-1.250"),
        (12, 3, "-1.407", "-1.470"),
        (9, 1, "1.200", "-1.200"),
    ],
)
def test_one_wrong_sum_is_one_finding_at_that_sum(row: int, column: int, written: str, computed: str) -> None:
    label, head = UNSIGNED[row][0], HEAD[column]
    assert told(changed(UNSIGNED, row, column, written)) == [(label, head, written, computed)]


def test_two_wrong_sums_are_two_findings() -> None:
    twice = changed(changed(UNSIGNED, 4, 1, "1.599"), 8, 3, "740")
    assert [(row, computed) for row, _, _, computed in told(twice)] == [
        ("Totaal lasten", "1.500"),
        ("Totaal baten", "470"),
    ]


CLEAN: dict[str, Rows] = {
    "both positive": UNSIGNED,
    "expenses negative": [
        HEAD,
        ("Lasten", "-1.500", "-1.700", "-1.900"),
        ("Baten", "300", "450", "470"),
        ("Saldo van baten en lasten", "-1.200", "-1.250", "-1.430"),
        ("Toevoeging aan reserves", "-50", "0", "-70"),
        ("Onttrekking aan reserves", "10", "20", "30"),
        ("Geraamd resultaat", "-1.240", "-1.230", "-1.470"),
    ],
    "income negative": [
        HEAD,
        ("Lasten", "1.500", "1.700", "1.900"),
        ("Baten", "-300", "-450", "-470"),
        ("Saldo", "1.200", "1.250", "1.430"),
    ],
    "N and V": [
        HEAD,
        ("Lasten", "1.500", "1.700", "400"),
        ("Baten", "300", "450", "470"),
        ("Saldo", "N 1.200", "N 1.250", "V 70"),
    ],
    "a balance without sign": [
        HEAD,
        ("Lasten", "400", "450", "500"),
        ("Baten", "300", "550", "450"),
        ("Saldo", "100", "100", "50"),
    ],
    "rounded": [
        HEAD,
        ("Wegen", "100", "100", "100"),
        ("Groen", "100", "100", "100"),
        ("Totaal lasten", "201", "199", "200"),
    ],
    "rounded to thousands": [
        ("", "Begroting 2025", "Begroting 2026"),
        ("Lasten wegen", "€ 1.000", "€ 2.000"),
        ("Lasten groen", "€ 3.000", "€ 4.000"),
        ("Totaal lasten", "€ 5.000", "€ 6.000"),
    ],
    "open amounts": [
        HEAD,
        ("Wegen", "p.m.", "100", "100"),
        ("Groen", "100", "100", "100"),
        ("Totaal lasten", "900", "200", "200"),
    ],
    "details": [
        HEAD,
        ("Lasten", "100", "200", "300"),
        ("waarvan rente", "40", "50", "60"),
        ("Baten", "10", "20", "30"),
        ("Saldo", "-90", "-180", "-270"),
    ],
    "some items only": [
        HEAD,
        ("Jeugd", "400", "450", "460"),
        ("Wmo", "300", "350", "360"),
        ("Totaal lasten", "1.700", "1.750", "1.800"),
    ],
    "subtotals": [
        HEAD,
        ("Wegen", "400", "450", "460"),
        ("Groen", "300", "350", "360"),
        ("Subtotaal", "700", "800", "820"),
        ("Water", "100", "100", "100"),
        ("Totaal", "800", "900", "920"),
    ],
    "programmes": [
        HEAD[:3],
        ("Programma 1", "", ""),
        ("Lasten", "400", "450"),
        ("Baten", "300", "350"),
        ("Saldo", "-100", "-100"),
        ("Programma 2", "", ""),
        ("Lasten", "40", "45"),
        ("Baten", "30", "35"),
        ("Saldo", "-10", "-10"),
        ("Totaal saldo", "-110", "-110"),
    ],
    "differences by side": [
        ("", "Begroting 2025", "Rekening 2025", "Verschil", "%"),
        ("Lasten", "450", "500", "-50", "-11%"),
        ("Baten", "550", "450", "-100", "-18%"),
        ("Saldo", "100", "-50", "-150", "-150%"),
    ],
    "one column": [("x € 1.000", "Begroting 2026"), ("Jeugd", "400"), ("Wmo", "300"), ("Totaal lasten", "1.700")],
    "details in one column": [
        ("x € 1.000", "Begroting 2026"),
        ("Jeugd", "700"),
        ("- individueel", "300"),
        ("- groep", "400"),
        ("Totaal lasten", "700"),
    ],
    "across": [
        ("Programma", "Lasten", "Baten", "Saldo"),
        ("Bestuur", "700", "100", "-600"),
        ("Zorg", "900", "400", "-500"),
        ("Totaal", "1.600", "500", "-1.100"),
    ],
}


@pytest.mark.parametrize("rows", CLEAN.values(), ids=CLEAN.keys())
def test_a_table_that_adds_up_in_its_own_way_is_left_in_peace(rows: Rows) -> None:
    assert told(rows) == []


SILENT = {"a balance without sign", "open amounts", "some items only", "one column", "details in one column"}
"""Tables of which no reading is sure: in these nothing is told, whatever stands there."""


@pytest.mark.parametrize("name", [name for name in CLEAN if name not in SILENT])
def test_the_same_tables_are_read_for_a_wrong_sum_is_told(name: str) -> None:
    rows = CLEAN[name]
    last = len(rows) - 1
    sign = "" if rows[last][1][0].isdigit() else rows[last][1][0]
    assert [(row, column) for row, column, _, _ in told(changed(rows, last, 1, f"{sign} 98.765".strip()))] == [
        (rows[last][0], rows[0][1])
    ]


def test_a_difference_compares_two_columns() -> None:
    rows = [
        ("", "Primitieve begroting 2025", "Begroting 2025 na wijziging", "Rekening 2025", "Verschil", "V/N"),
        ("Lasten", "400", "450", "500", "50", "N"),
        ("Baten", "300", "550", "450", "100", "N"),
        ("Saldo", "-100", "100", "-50", "510", "N"),
    ]
    assert told(rows) == [("Saldo", "Verschil", "510", "-150")]


def test_a_balance_across_is_told_in_its_row() -> None:
    rows = changed(CLEAN["across"], 2, 3, "-550")
    assert told(rows) == [("Zorg", "Saldo", "-550", "-500")]


def test_years_of_one_kind_are_summed_up_across() -> None:
    rows = [
        ("Krediet (x € 1.000)", "2026", "2027", "2028", "Totaal"),
        ("School", "100", "200", "300", "600"),
        ("Brug", "50", "60", "-", "110"),
        ("Weg", "10", "20", "30", "70"),
    ]
    assert told(rows) == [("Weg", "Totaal", "70", "60")]


def test_in_one_column_a_balance_is_sure_and_a_total_only_where_it_is_a_slip() -> None:
    head = ("x € 1.000", "Begroting 2026")
    assert told([head, ("Lasten", "100"), ("Baten", "40"), ("Saldo", "-55")]) == [("Saldo", head[1], "-55", "-60")]
    slipped = [head, ("Jeugd", "4.100"), ("Wmo", "3.200"), ("Totaal lasten", "7.800")]
    assert told(slipped) == [("Totaal lasten", head[1], "7.800", "7.300")]


def test_a_profile_may_know_the_signs() -> None:
    rows = [HEAD, ("Lasten", "100", "200", "300"), ("Baten", "10", "20", "30"), ("Saldo", "110", "220", "370")]
    assert told(rows) == [("Saldo", "Begroting 2026", "370", "330")]
    signed = replace(NL, finances=replace(NL.finances, signs="unsigned"))
    assert told(rows, signed) == []


# --------------------------------------------------------------------------- generated tables


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[list[str]], int]:
    """A table of exact amounts that adds up, in one of the conventions; and the number of its columns of amounts."""
    columns = draw(st.integers(2, 5))
    expenses, income = draw(st.sampled_from([(1, 1), (-1, 1), (1, -1)]))
    turned = draw(st.sampled_from([1, -1]))

    def items(most: int) -> list[list[int]]:
        one = st.lists(st.integers(100, 9_000), min_size=columns, max_size=columns)
        return draw(st.lists(one, min_size=2, max_size=most))

    def line(label: str, values: Sequence[Any]) -> list[str]:
        return [label, *(dutch(Decimal(value)) for value in values)]

    spent, earned = items(5), items(3)
    out, back = ([sum(column) for column in zip(*each, strict=True)] for each in (spent, earned))
    rows = [["Bedragen x € 1.000", *(f"Raming {2026 + at}" for at in range(columns))], ["Lasten", *[""] * columns]]
    rows += [line(f"Post {at}", [expenses * value for value in values]) for at, values in enumerate(spent)]
    rows += [line("Totaal lasten", [expenses * value for value in out]), ["Baten", *[""] * columns]]
    rows += [line(f"Post {at}", [income * value for value in values]) for at, values in enumerate(earned)]
    rows += [line("Totaal baten", [income * value for value in back])]
    rows += [line("Saldo van baten en lasten", [turned * (b - o) for b, o in zip(back, out, strict=True)])]
    return rows, columns


@settings(deadline=None)
@given(ledgers())
def test_what_adds_up_is_never_told(made: tuple[list[list[str]], int]) -> None:
    assert told(made[0]) == []


@settings(deadline=None)
@given(ledgers(), st.data())
def test_one_wrong_sum_is_the_one_that_is_told(made: tuple[list[list[str]], int], data: st.DataObject) -> None:
    rows, columns = made
    sums = [at for at, row in enumerate(rows) if row[0].startswith(("Totaal", "Saldo"))]
    row, column = data.draw(st.sampled_from(sums)), data.draw(st.integers(1, columns))
    right = int(rows[row][column].replace(".", ""))
    wrong = right + data.draw(st.sampled_from([-1, 1])) * data.draw(st.integers(10, 90))
    label, head = rows[row][0], rows[0][column]
    # In two columns the wrong one may be either: a sum that is off by as much as an item is high says nothing.
    if columns > 2:
        assert told(changed(rows, row, column, dutch(Decimal(wrong)))) == [
            (label, head, dutch(Decimal(wrong)), dutch(Decimal(right)))
        ]

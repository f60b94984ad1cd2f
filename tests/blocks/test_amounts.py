"""Amounts: exact, in Dutch notation, and none where no number stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.blocks.amounts import dutch, sense_of, understand, unit_in
from tests.builders import NL

WORDS = NL.finances.words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234.567", "1234567"),
        ("-1.234,56", "-1234.56"),
        ("− 12", "-12"),
        ("–1.234", "-1234"),
        ("1.234-", "-1234"),
        ("-/- 532", "-532"),
        ("€ -532", "-532"),
        ("-€ 532", "-532"),
        ("EUR 532", "532"),
        ("(1.234)", "-1234"),
        ("€ (532)", "-532"),
        ("N 31.393", "-31393"),
        ("31.393 (N)", "-31393"),
        ("V 12", "12"),
        ("12 nadeel", "-12"),
        ("1.234,-", "1234"),
        ("€ 1.234,--", "1234"),
        ("€ 1,2 mln", "1200000.0"),
        ("-3 miljoen", "-3000000"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("1.234,50", "1234.50"),
        ("0", "0"),
        ("-0", "0"),
        # English only where it can be nothing else.
        ("1,234,567", "1234567"),
        ("1,234.50", "1234.50"),
        ("12.50", "12.50"),
        ("1,234", "1.234"),
    ],
)
def test_an_amount_has_its_exact_value(text: str, value: str) -> None:
    assert str(understand(text, WORDS)) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "p.m.",
        "PM",
        "5%",
        "12,5 %",
        "1.23.4",
        "31-12-2026",
        "1-2",
        "€",
        "N",
        "NB",
        "12 per jaar",
        "€ 12 p.p.",
    ],
)
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert understand(text, WORDS) is None


@settings(deadline=None)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15) | st.integers()
)
def test_what_is_written_in_dutch_is_understood_as_it_was(value: Decimal | int) -> None:
    assert understand(dutch(Decimal(value)), WORDS) == value


def test_a_value_is_written_with_points_and_a_comma() -> None:
    assert [dutch(Decimal(value)) for value in ("-1234567.50", "0", "999")] == ["-1.234.567,50", "0", "999"]


@pytest.mark.parametrize(("text", "sense"), [("V", 1), ("(n)", -1), ("Voordelig", 1), ("", 0), ("x", 0)])
def test_words_for_windfalls_and_setbacks_give_a_sign(text: str, sense: int) -> None:
    assert sense_of(text, WORDS) == sense


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("bedragen x € 1.000", 1000),
        ("(x € 1.000)", 1000),
        ("x 1.000 euro", 1000),
        ("Bedragen x € 1.000,-", 1000),
        ("Bedragen × € 1.000", 1000),
        ("bedragen * €1.000", 1000),
        ("x € 1 miljoen", 1_000_000),
        ("Bedragen x €1.000.000", 1_000_000),
        ("in euro's", 1),
        ("Bedragen in euro’s", 1),
        ("x € 1", 1),
        ("x € 10.000", None),
        ("Het kost € 1.000 meer.", None),
        ("Begroting 2026", None),
    ],
)
def test_the_unit_is_what_the_words_state(text: str, unit: int | None) -> None:
    assert unit_in(text, WORDS) == unit

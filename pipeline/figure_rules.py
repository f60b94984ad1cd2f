"""What a profile knows of figures: the words of financial tables and of tables of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

import msgspec

from pipeline.terms import Terms

Texts = tuple[str, ...]


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """A table of a profile."""


FINANCE_COLUMNS: Final = (
    *("actual", "budget", "amended", "change", "estimate", "difference", "percentage", "year", "amount"),
)
"""What the header of a column of amounts can mean; besides, each of FINANCE_ROWS."""

FINANCE_ROWS: Final = ("income", "expenses", "balance", "reserve-in", "reserve-out", "reserves", "result", "total")
"""What the label of a row of amounts can mean."""

INDICATOR_COLUMNS: Final = ("name", "unit", "period", "source", "value", "target", "other")
"""What a column of a table of indicators can mean; `other` is text beside the figures."""

SIGNS: Final = ("", "expenses-negative", "income-negative", "unsigned")
"""How amounts are signed: `unsigned` writes both without a sign. Empty: as the table itself shows."""


class MoneyWords(_Rules, frozen=True):
    """Words around amounts.

    `favourable` and `adverse` are words for a windfall and a setback (`V`, `N`): they give a figure its sign. `open`
    are words for an amount that is not known yet (`p.m.`), `scales` words behind a figure (`mln`), `units` what a table
    says of all of its amounts (`x € 1.000`): both in euros.
    """

    favourable: Texts = ()
    adverse: Texts = ()
    open: Texts = ()
    scales: Mapping[str, int] = {}
    units: Mapping[str, int] = {}

    @cached_property
    def favourable_words(self) -> frozenset[str]:
        """The words for a windfall, without case."""
        return frozenset(word.casefold() for word in self.favourable)

    @cached_property
    def adverse_words(self) -> frozenset[str]:
        """The words for a setback, without case."""
        return frozenset(word.casefold() for word in self.adverse)

    @cached_property
    def open_terms(self) -> Terms:
        """What stands for an amount that is not known yet."""
        return Terms({"open": self.open})

    @cached_property
    def unit_keys(self) -> tuple[tuple[str, int], ...]:
        """The units, by their words without case and blanks."""
        return tuple(("".join(words.casefold().split()), unit) for words, unit in self.units.items())


class FinanceRules(_Rules, frozen=True):
    """Financial tables.

    `columns` and `rows` give the words for each of FINANCE_COLUMNS and FINANCE_ROWS. `of-which` are words before a row
    that only details the one above it, `not-money` words of tables whose figures are no amounts. `signs` is one of
    SIGNS. `taakveld` are words for the policy fields of Iv3.
    """

    columns: Mapping[str, Texts] = {}
    rows: Mapping[str, Texts] = {}
    of_which: Texts = ()
    not_money: Texts = ()
    taakveld: Texts = ()
    signs: str = ""
    words: MoneyWords = MoneyWords()

    @cached_property
    def column_terms(self) -> Terms:
        """What the header of a column is known by."""
        return Terms(self.columns)

    @cached_property
    def row_terms(self) -> Terms:
        """What the label of a row is known by."""
        return Terms(self.rows)

    @cached_property
    def other_terms(self) -> Terms:
        """What tells a row of detail, a table without money, and a policy field."""
        return Terms({"of-which": self.of_which, "not-money": self.not_money, "taakveld": self.taakveld})


class IndicatorRules(_Rules, frozen=True):
    """Tables of indicators: the headers of their columns, and what stands in a cell without a figure (`NB`)."""

    columns: Mapping[str, Texts] = {}
    unknown: Texts = ()

    @cached_property
    def column_terms(self) -> Terms:
        """What the header of a column is known by."""
        return Terms(self.columns)

    @cached_property
    def unknown_terms(self) -> Terms:
        """What stands for a figure that is not known."""
        return Terms({"unknown": self.unknown})

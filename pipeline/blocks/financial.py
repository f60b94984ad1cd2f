"""Financial tables: what it costs and what it brings in, in exact amounts with their unit and year."""

from __future__ import annotations

from typing import Literal

import msgspec

from pipeline.blocks.amounts import Amount
from pipeline.content import Node, Table, is_empty
from pipeline.labels import Labels

ColumnKey = Literal[
    "actual",
    "budget",
    "amended",
    "change",
    "estimate",
    "difference",
    "percentage",
    "year",
    "amount",
    "income",
    "expenses",
    "balance",
    "reserve-in",
    "reserve-out",
    "reserves",
    "result",
    "total",
    "other",
]
RowKind = Literal[
    "income", "expenses", "balance", "reserve-in", "reserve-out", "reserves", "result", "total", "group", "other"
]


class AmountColumn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A column of amounts.

    `key` is what they are, `label` what stands above them, `group` the part of it that they share with the columns
    beside them, `year` the year that it names. `at` is the column of the table as written, from 1.
    """

    key: ColumnKey
    label: str
    at: int
    year: int | None = None
    group: str = ""


class FinancialRow(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A row: its label as written, what that means, and an amount for each column; none for the head of a group.

    `is_total` tells that it says of itself that it sums up. `taakveld` is the code of the policy field (Iv3) that it is
    about: a string, for `0.10` is not `0.1`. `at` is the row of the table as written, from 1.
    """

    label: str
    kind: RowKind
    amounts: tuple[Amount, ...]
    at: int
    is_total: bool = False
    taakveld: str | None = None


class FinancialTable(Node, frozen=True):
    """The amounts of one table, in source order, and the table as it was `written`.

    `unit` is what one stands for, in euros: 1000 under `x € 1.000`, and 1 where nothing is said.
    """

    id: str
    unit: int
    columns: tuple[AmountColumn, ...]
    rows: tuple[FinancialRow, ...]
    written: Table

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be seen."""
        return is_empty((self.written,))

    def present(self, _labels: Labels) -> Table:
        """Lower to the table as written, its totals and figures marked as such."""
        return self.written

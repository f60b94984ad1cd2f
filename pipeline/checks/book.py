"""The amounts of a financial table by row and column, and what follows from what among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

import msgspec

from pipeline.blocks.amounts import Amount
from pipeline.blocks.financial import AmountColumn, FinancialRow, FinancialTable
from pipeline.blocks.ledger import row_kind
from pipeline.checks.readings import Cell, Line
from pipeline.checks.sums import ZERO, sums, tolerance
from pipeline.profile import Profile

At = tuple[int, int]
"""A row and a column of a table, from 0."""

_MONEY: Final = frozenset({"income", "expenses", "balance", "reserve-in", "reserve-out", "reserves", "result", "total"})
_COMPARES: Final = frozenset({"difference", "change"})
_NO_AMOUNTS: Final = frozenset({"difference", "percentage"})


class Relation(msgspec.Struct, frozen=True):
    """An amount and those that it follows from, each with the sign with which it counts; and whether it does follow.

    With `by_size` the signs are a guess: a difference may be written either way round.
    """

    target: At
    terms: tuple[tuple[At, int], ...]
    holds: bool
    by_size: bool = False

    @property
    def members(self) -> tuple[At, ...]:
        """All amounts in it."""
        return (self.target, *(at for at, _ in self.terms))


class Book:
    """The amounts of a table by row and column."""

    def __init__(self, table: FinancialTable, profile: Profile) -> None:
        self._table = table
        self._profile = profile
        self.cells = {
            (row, column): _cell(amount)
            for row, line in enumerate(table.rows)
            for column, amount in enumerate(line.amounts)
        }
        self.grain = _grain(table)
        self._groups = _groups(table, profile)

    def relations(self) -> list[Relation]:
        """Everything in the table that follows from something else in it."""
        return [*self._down(), *self._across(), *self._differences()]

    def needed(self, at: At, relation: Relation) -> tuple[Decimal, ...]:
        """What an amount should be for a relation to hold: one value, or one for each way round, the likelier first."""
        total = sum((sign * self.value(term) for term, sign in relation.terms), ZERO)
        written = self.value(relation.target)
        if at == relation.target:
            return (total, -total) if relation.by_size else (total,)
        sign = next(sign for term, sign in relation.terms if term == at)
        first = self.value(at) + (written - total) * sign
        return (first, self.value(at) - (written + total) * sign) if relation.by_size else (first,)

    def allowed(self, relation: Relation) -> Decimal:
        """By how much a relation may be off by rounding."""
        return tolerance((self.cells[at] for at, _ in relation.terms), self.grain)

    def value(self, at: At) -> Decimal:
        """An amount; nil where a dash stands or nothing."""
        return self.cells[at].value

    def _down(self) -> Iterator[Relation]:
        """Rows that sum up rows above them. A difference has a sign of its own in each row: those do not add up."""
        columns = [at for at, column in enumerate(self._table.columns) if column.key not in _NO_AMOUNTS]
        lines = [self._line(row, number, columns) for number, row in enumerate(self._table.rows)]
        for found in sums(lines, self.grain, self._profile.finances.signs):
            column = columns[found.position]
            terms = tuple(((line, column), sign) for line, sign in found.terms)
            yield Relation((found.line, column), terms, found.holds)

    def _line(self, row: FinancialRow, number: int, columns: Sequence[int]) -> Line:
        if row.kind == "group":
            return Line("group", is_head=True)
        detail = self._profile.finances.other_terms.begins(row.label)
        return Line(
            kind=row.kind,
            cells=tuple(self.cells[number, column] for column in columns),
            group=self._groups[number],
            is_total=row.is_total,
            is_detail=detail is not None and detail[0] == "of-which",
        )

    def _across(self) -> Iterator[Relation]:
        """Columns that sum up columns before them: a balance of income and expenses, a total."""
        rows = [at for at, row in enumerate(self._table.rows) if row.amounts]
        for columns in _runs(self._table.columns):
            lines = [
                Line(
                    kind=key if (key := self._table.columns[column].key) in _MONEY else "other",
                    cells=tuple(self.cells[row, column] for row in rows),
                    is_total=key == "total",
                )
                for column in columns
            ]
            for found in sums(lines, self.grain, self._profile.finances.signs):
                row = rows[found.position]
                terms = tuple(((row, columns[line]), sign) for line, sign in found.terms)
                yield Relation((row, columns[found.line]), terms, found.holds)

    def _differences(self) -> Iterator[Relation]:
        """Columns that compare two others. The sign of a difference may change by row: only its size counts."""
        columns = self._table.columns
        amounts = [at for at, column in enumerate(columns) if column.key not in _COMPARES | _NO_AMOUNTS]
        for target in (at for at, column in enumerate(columns) if column.key in _COMPARES):
            pairs = list(combinations(amounts, 2))
            rows = [at for at, row in enumerate(self._table.rows) if row.amounts and not self.cells[at, target].is_open]
            chosen = self._pair(rows, target, pairs)
            if chosen is None:
                continue
            for row in rows:
                holds = self._compares(row, target, chosen)
                if holds is False and any(self._compares(row, target, pair) for pair in pairs):
                    holds = None
                if holds is not None:
                    sign = self._sign(rows, row, target, chosen)
                    first, second = ((row, at) for at in chosen)
                    yield Relation((row, target), ((first, sign), (second, -sign)), holds, by_size=True)

    def _pair(self, rows: Sequence[int], target: int, pairs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """The two columns that a third compares: those that fit in the most rows."""
        best: tuple[int, int] | None = None
        most = 0
        for pair in pairs:
            held = [self._compares(row, target, pair) for row in rows]
            kept = (row for row, holds in zip(rows, held, strict=True) if holds)
            proofs = sum(1 for row in kept if self._is_proof(row, target, pair))
            fails = held.count(False)
            is_likely = proofs > fails or (proofs == fails and len(pairs) == 1)
            if is_likely and (proofs - fails > most or (best is None and proofs)):
                best, most = pair, proofs - fails
        return best

    def _is_proof(self, row: int, target: int, pair: tuple[int, int]) -> bool:
        return all(self.value((row, at)) for at in (*pair, target))

    def _compares(self, row: int, target: int, pair: tuple[int, int]) -> bool | None:
        first, second = (self.cells[row, at] for at in pair)
        size = abs(self.value((row, target)))
        allowed = tolerance((first, second), self.grain)
        sizes = (abs(first.value - second.value), abs(abs(first.value) - abs(second.value)))
        if any(abs(size - each) <= allowed for each in sizes):
            return True
        return None if first.is_open or second.is_open else False

    def _sign(self, rows: Sequence[int], row: int, target: int, pair: tuple[int, int]) -> int:
        """With which sign the first of two columns counts in their difference: as in rows of its side, else in all."""
        side = self._side(row)
        for alike in ([at for at in rows if self._side(at) == side], rows):
            signs = [self._sign_in(at, target, pair) for at in alike if self._compares(at, target, pair)]
            if total := sum(signs):
                return 1 if total > 0 else -1
        return self._sign_in(row, target, pair) or 1

    def _side(self, row: int) -> str:
        kind = self._table.rows[row].kind
        return self._groups[row] or kind if kind in {"other", "total"} else kind

    def _sign_in(self, row: int, target: int, pair: tuple[int, int]) -> int:
        first, second = (self.value((row, at)) for at in pair)
        product = (first - second) * self.value((row, target))
        return (product > 0) - (product < 0)


def _groups(table: FinancialTable, profile: Profile) -> list[str]:
    """For each row, the side that the head above it names: `income` or `expenses`, until that side is summed up."""
    groups: list[str] = []
    group = ""
    for row in table.rows:
        if row.kind == "group":
            kind, _ = row_kind(row.label, profile)
            group = kind if kind in {"income", "expenses"} else ""
        groups.append(group)
        if row.is_total and row.kind == group:
            group = ""
    return groups


def _cell(amount: Amount) -> Cell:
    if amount.value is not None:
        return Cell(amount.value)
    return Cell(ZERO, is_open=not amount.text or any(map(str.isalnum, amount.text)))


def _grain(table: FinancialTable) -> Decimal:
    """What amounts were rounded to: the last decimal; thousands, where all in a table in euros end in three noughts."""
    values = [amount.value for row in table.rows for amount in row.amounts if amount.value]
    decimals = min((_decimals(value) for value in values), default=0)
    if decimals == 0 and table.unit == 1 and len(values) > 2 and all(value % 1000 == 0 for value in values):
        return Decimal(1000)
    return Decimal(1).scaleb(-decimals)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _runs(columns: Sequence[AmountColumn]) -> Iterator[list[int]]:
    """Columns that belong together: those of income, expenses and balance under one head or of one year; else all."""
    amounts = [at for at, column in enumerate(columns) if column.key not in _NO_AMOUNTS | _COMPARES]
    inner: dict[tuple[str, int | None], list[int]] = {}
    for at in amounts:
        inner.setdefault((columns[at].group, columns[at].year), []).append(at)
    of_money = [run for run in inner.values() if any(columns[at].key in {"income", "expenses"} for at in run)]
    yield from of_money or [amounts]

"""Readings: what a line of a table may sum up, in all the ways in which municipalities write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

Term = tuple[int, int]
"""A line and the sign with which it counts."""


Signs = tuple[int, int]
"""With which sign income and with which one expenses count."""


class Cell(msgspec.Struct, frozen=True):
    """An amount as far as sums go: `value` (a dash is nothing), and whether it is left open (`p.m.`, empty)."""

    value: Decimal
    is_open: bool = False


class Line(msgspec.Struct, frozen=True):
    """A line of amounts, a cell a position.

    `kind` is what its label means, `group` what the head above it does (`income`, `expenses`, else empty). `is_total`
    tells that it says that it sums up, `is_head` that it only heads the lines below, `is_detail` that it details the
    line above.
    """

    kind: str
    cells: tuple[Cell, ...] = ()
    group: str = ""
    is_total: bool = False
    is_head: bool = False
    is_detail: bool = False

    @property
    def side(self) -> str:
        """Of which side its amounts are: its own kind, else that of its group."""
        return self.kind if self.kind in SIDES else self.group


class Reading(NamedTuple):
    """What a line may sum up. One that is `plain` is believed where it holds at one position, else it needs two."""

    terms: tuple[Term, ...]
    plain: bool = True


SIDES: Final = frozenset({"income", "expenses", "reserve-in", "reserve-out", "reserves"})
"""Kinds of lines whose own amounts are of one side."""

_NETS: Final = frozenset({"balance", "result", "reserves"})
_CONVENTIONS: Final[Mapping[str, tuple[Signs, ...]]] = {
    "": ((1, -1), (-1, 1), (1, 1), (-1, -1)),
    "unsigned": ((1, -1), (-1, 1)),
    "expenses-negative": ((1, 1),),
    "income-negative": ((1, 1), (-1, -1)),
}
"""With which signs income and expenses make a balance."""
_PLAIN: Final[Signs] = (1, -1)


class Stack:
    """The lines above that no sum has taken up yet. `shown` is the convention of signs that a balance has shown."""

    def __init__(self, lines: Sequence[Line], signs: str) -> None:
        self.shown: Signs | None = None
        self._lines = lines
        self._conventions = _CONVENTIONS[signs]
        self._open: list[int] = []
        self._mark = 0  # where the lines below the last head begin

    def head(self) -> None:
        """Begin a group of lines."""
        self._mark = len(self._open)

    def push(self, at: int) -> None:
        """Put a line on top."""
        self._open.append(at)

    def take_up(self, reading: Reading) -> None:
        """Take out the lines that a sum has taken up."""
        used = {at for at, _ in reading.terms}
        self._open = [at for at in self._open if at not in used]
        self._mark = min(self._mark, len(self._open))

    def readings(self, line: Line) -> Iterator[Reading]:
        """What a line may sum up, the likelier first, each once."""
        seen: set[tuple[Term, ...]] = set()
        for reading in self._candidates(line):
            if len(reading.terms) > 1 and reading.terms not in seen:
                seen.add(reading.terms)
                yield reading

    def _candidates(self, line: Line) -> Iterator[Reading]:
        if line.is_total and line.kind not in {"balance", "result"}:
            yield from self._totals(line)
        if line.kind in _NETS:
            yield from self._nets(line)
        if line.is_total or line.kind in {"balance", "result"}:
            yield from self._totals(line)
            yield from self._balances()

    def _totals(self, line: Line) -> Iterator[Reading]:
        below = self._open[self._mark :]
        alike = [at for at in self._open if self._lines[at].side == line.kind or self._lines[at].kind == line.kind]
        loose: list[int] = []
        for at in reversed(self._open):
            if self._lines[at].is_total or self._lines[at].kind in {"balance", "result"}:
                break
            loose.insert(0, at)
        totals = [at for at in self._open if self._lines[at].is_total]
        for summands in (below, alike, loose, totals, self._open):
            # Income and expenses alone make a balance: with which signs is for `_balances` to say.
            if {self._lines[at].side for at in summands} != {"income", "expenses"}:
                yield Reading(tuple((at, 1) for at in summands))
        for summands in (below, alike):
            yield Reading(tuple((at, -1) for at in summands), plain=False)

    def _balances(self) -> Iterator[Reading]:
        """Income less expenses: in each convention of signs, with and without the reserves."""
        for income, expenses in self._sides():
            if not income or not expenses:
                continue
            for plus, minus in self._conventions:
                terms = tuple(sorted([*((at, plus) for at in income), *((at, minus) for at in expenses)]))
                yield Reading(terms)
                for signs in self._signs_of_reserves():
                    yield Reading((*terms, *self._reserves(signs)), plain=False)

    def _sides(self) -> Iterator[tuple[list[int], list[int]]]:
        yield self._of_kind("income"), self._of_kind("expenses")
        income, expenses = (
            [at for at in self._open if self._lines[at].side == side] for side in ("income", "expenses")
        )
        yield income, expenses

    def _of_kind(self, kind: str) -> list[int]:
        """The lines of a kind: of those that sum up the others, where there are such, only these."""
        found = [at for at in self._open if self._lines[at].kind == kind]
        return [at for at in found if self._lines[at].is_total] or found

    def _nets(self, line: Line) -> Iterator[Reading]:
        """A balance and what goes to and comes from the reserves; or these alone."""
        nets = [at for at in self._open if self._lines[at].kind in {"balance", "result"}]
        base = nets[-1:] if line.kind == "result" else []
        if line.kind == "reserves" or base:
            for signs in self._signs_of_reserves():
                terms = tuple((at, 1) for at in base) + self._reserves(signs)
                yield Reading(terms, plain=line.kind == "reserves" or signs == self.shown)

    def _reserves(self, signs: Signs) -> tuple[Term, ...]:
        """The lines of reserves, with the sign of what comes out of them and of what goes into them."""
        plus, minus = signs
        out = ((at, plus) for kind in ("reserve-out", "reserves") for at in self._of_kind(kind))
        return tuple(sorted((*out, *((at, minus) for at in self._of_kind("reserve-in")))))

    def _signs_of_reserves(self) -> list[Signs]:
        """The conventions that reserves may follow; first that of income and expenses."""
        if not self._reserves(_PLAIN):
            return []
        return sorted(_CONVENTIONS[""], key=lambda signs: signs != self.shown)

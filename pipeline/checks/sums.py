"""Sums: which amounts of a table follow from which others, and which do not.

A line is a row (or a column) of amounts, a position a column (or a row). What a line sums up is not written down: it is
one of several readings, and the one that holds at the most positions is taken for the right one. So each table shows
its own sign convention. A reading that holds nowhere is wrong itself, and nothing is said; and where another reading
holds at a position at which the chosen one does not, that is no error either.

A sum may differ from its summands by rounding: half a unit for each summand and half a unit for itself, (n + 1) / 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

import msgspec

from pipeline.checks.readings import Cell, Line, Reading, Stack, Term

ZERO: Final = Decimal(0)


class Sum(msgspec.Struct, frozen=True):
    """What a line at a position follows from, by the reading that was taken for the right one, and whether it does."""

    line: int
    position: int
    terms: tuple[Term, ...]
    holds: bool


_TRIPLE: Final = ["expenses", "income"]
_SLIP: Final = 2  # digits: one is mistyped, or two are exchanged
_MOST: Final = 12  # more summands than this in one position, and too many subsets of them add up to anything


def sums(lines: Sequence[Line], grain: Decimal, signs: str = "") -> list[Sum]:
    """Every sum among lines that can be told, position by position.

    `grain` is what amounts were rounded to; `signs` one of the profile's SIGNS: empty, the lines show it themselves.
    """
    return list(_Reader(lines, grain, signs).sums())


def tolerance(cells: Iterable[Cell], grain: Decimal) -> Decimal:
    """By how much a sum of these cells may differ by rounding."""
    count = sum(1 for cell in cells if cell.value)
    return grain * (count + 1) / 2


class _Reader:
    """Goes down the lines with a stack of those that no sum has taken up yet."""

    def __init__(self, lines: Sequence[Line], grain: Decimal, signs: str) -> None:
        self._lines = lines
        self._grain = grain
        self._stack = Stack(lines, signs)

    def sums(self) -> Iterator[Sum]:
        for at, line in enumerate(self._lines):
            if line.is_head:
                self._stack.head()
                continue
            if line.is_detail:
                continue
            readings = list(self._stack.readings(line))
            taken = self._taken(at, readings)
            if taken is not None:
                yield from self._told(at, taken, readings)
                self._learn(at, taken)
                self._stack.take_up(taken)
            elif line.is_total and readings:
                self._stack.take_up(readings[0])
            self._stack.push(at)

    def _learn(self, target: int, reading: Reading) -> None:
        """Note the signs of a balance that holds."""
        signs = {self._lines[at].side: sign for at, sign in reading.terms}
        if set(signs) >= {"income", "expenses"} and any(self._holds(target, reading, at) for at in self._positions):
            self._stack.shown = (signs["income"], signs["expenses"])

    def _taken(self, target: int, readings: Sequence[Reading]) -> Reading | None:
        """The reading that holds at the most positions, and not by chance; None where none does."""
        best: tuple[int, int, Decimal, int] | None = None
        chosen: Reading | None = None
        for order, reading in enumerate(readings):
            holds, fails = self._count(target, reading)
            if not holds or fails > holds or (fails and holds < 2 and not reading.plain):
                continue
            score = (holds - fails, holds, -self._distance(target, reading), -order)
            if best is None or score > best:
                best, chosen = score, reading
        return chosen or self._sole(target, readings)

    def _count(self, target: int, reading: Reading) -> tuple[int, int]:
        held = [self._holds(target, reading, at) for at in self._positions]
        proofs = sum(1 for at, holds in zip(self._positions, held, strict=True) if holds and self._proves(reading, at))
        return proofs, held.count(False)

    def _distance(self, target: int, reading: Reading) -> Decimal:
        """By how much a line differs from a reading in all: of two that hold alike the nearer has the right signs."""
        cells = self._lines[target].cells
        return sum((abs(cells[at].value - self._computed(reading, at)) for at in self._positions), ZERO)

    @property
    def _positions(self) -> range:
        return range(max((len(line.cells) for line in self._lines), default=0))

    def _proves(self, reading: Reading, position: int) -> bool:
        """Whether a reading that holds at a position says something there: two of its summands at least are not nil."""
        return sum(1 for at, _ in reading.terms if self._lines[at].cells[position].value) > 1

    def _holds(self, target: int, reading: Reading, position: int) -> bool | None:
        """Whether a sum is right at a position; None where that cannot be told."""
        written = self._lines[target].cells[position]
        cells = [self._lines[at].cells[position] for at, _ in reading.terms]
        if written.is_open or all(cell.is_open for cell in cells):
            return None
        difference = abs(written.value - self._computed(reading, position))
        if difference <= tolerance(cells, self._grain):
            return True
        return None if any(cell.is_open for cell in cells) else False

    def _computed(self, reading: Reading, position: int) -> Decimal:
        return sum((sign * self._lines[at].cells[position].value for at, sign in reading.terms), ZERO)

    def _sole(self, target: int, readings: Sequence[Reading]) -> Reading | None:
        """The reading of a line of one amount, of which there is no other to hold it against; so it must be evident.

        It is that of a balance where income and expenses are one line each, of a result where the balance has shown the
        signs, and of a total whose figure looks like a slip of the pen: the rows may not all be there.
        """
        amounts = [at for at in self._positions if not self._lines[target].cells[at].is_open]
        if len(amounts) != 1 or any(self._holds(target, reading, amounts[0]) is not False for reading in readings):
            return None
        line = self._lines[target]
        if line.is_total and line.kind != "balance":
            reading = next((each for each in readings if self._is_evident_total(line, each)), None)
            slipped = reading is not None and self._is_slip(target, reading, amounts[0])
            return reading if slipped else None
        if line.kind == "result":
            return next((each for each in readings if each.plain), None) if self._stack.shown else None
        triples = [each for each in readings if sorted(self._lines[at].kind for at, _ in each.terms) == _TRIPLE]
        written = line.cells[amounts[0]].value
        return min(triples, key=lambda each: abs(self._computed(each, amounts[0]) - written), default=None)

    def _is_evident_total(self, line: Line, reading: Reading) -> bool:
        """Whether a total sums up items of no other side than its own."""
        sides = {self._lines[at].side for at, _ in reading.terms}
        return reading.plain and sides <= {line.kind, ""}

    def _is_slip(self, target: int, reading: Reading, position: int) -> bool:
        """Whether a figure differs from the right one in a digit or two, and is not the sum of some of the items."""
        written, right = self._lines[target].cells[position].value, self._computed(reading, position)
        figures = [str(abs(value)).replace(".", "") for value in (written, right)]
        if len(figures[0]) != len(figures[1]) or sum(a != b for a, b in zip(*figures, strict=True)) > _SLIP:
            return False
        return not self._is_part_sum(target, reading, position)

    def _is_part_sum(self, target: int, reading: Reading, position: int) -> bool:
        """Whether some of the items add up to the total: then the others are details of these."""
        values = [self._lines[at].cells[position] for at, _ in reading.terms]
        written = self._lines[target].cells[position].value
        if len(values) > _MOST:
            return True
        return any(
            abs(sum((cell.value for cell in some), ZERO) - written) <= tolerance(some, self._grain)
            for count in range(1, len(values))
            for some in combinations(values, count)
        )

    def _told(self, target: int, taken: Reading, readings: Sequence[Reading]) -> Iterator[Sum]:
        for position in self._positions:
            holds = self._holds(target, taken, position)
            if holds is False and self._is_excused(target, taken, readings, position):
                holds = None
            if holds is not None:
                yield Sum(target, position, taken.terms, holds)

    def _is_excused(self, target: int, taken: Reading, readings: Sequence[Reading], position: int) -> bool:
        """Whether another reading holds where the chosen one does not.

        The same with all signs turned is one only where the line is written without signs.
        """
        turned = tuple((at, -sign) for at, sign in taken.terms)
        signed = any(cell.value < 0 for cell in self._lines[target].cells)
        return any(
            self._holds(target, reading, position) and self._proves(reading, position)
            for reading in readings
            if not (signed and reading.terms == turned)
        )

"""Whose fault it is when amounts do not add up: as few amounts as explain it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from pipeline.checks.book import At, Book, Relation


class Blame(msgspec.Struct, frozen=True):
    """An amount that does not follow from the others, what it should be, and the relation that says so."""

    at: At
    computed: Decimal
    relation: Relation


class _Charge(msgspec.Struct, frozen=True):
    """What speaks against an amount: with the value that it should have, these relations would hold."""

    at: At
    value: Decimal
    explains: tuple[Relation, ...]
    breaks: int

    @property
    def own(self) -> Relation:
        """The relation that tells of it: the one that it is the sum of, where there is one."""
        return next((relation for relation in self.explains if relation.target == self.at), self.explains[0])

    @property
    def weight(self) -> tuple[int, bool, int]:
        """How much it weighs: what it explains less what it would break; then whether the amount is a sum."""
        return len(self.explains) - self.breaks, self.own.target == self.at, len(self.explains)


def blamed(book: Book, relations: Sequence[Relation]) -> list[Blame]:
    """Whose fault it is that relations do not hold: one amount for as many of them as it explains.

    An amount that would put several right is to blame for all of these; else it is the sum itself, not its summands.
    """
    failing = [relation for relation in relations if not relation.holds]
    holding = [relation for relation in relations if relation.holds]
    found: list[Blame] = []
    while failing:
        suspects = sorted({at for relation in failing for at in relation.members})
        charge = max((_charge(book, at, failing, holding) for at in suspects), key=lambda each: each.weight)
        if charge.weight[0] < 2:
            sole = failing[0]
            charge = _Charge(sole.target, book.needed(sole.target, sole)[0], (sole,), 0)
        found.append(Blame(charge.at, charge.value, charge.own))
        failing = [each for each in failing if each not in charge.explains and each.target != charge.at]
    return sorted(found, key=lambda blame: blame.at)


def _charge(book: Book, at: At, failing: Sequence[Relation], holding: Sequence[Relation]) -> _Charge:
    """The heaviest charge against an amount."""
    own = [relation for relation in failing if at in relation.members]
    own.sort(key=lambda relation: relation.target != at)
    values = dict.fromkeys(value for relation in own for value in book.needed(at, relation))
    charges = [
        _Charge(
            at,
            value,
            explains=tuple(relation for relation in own if _agrees(book, at, value, relation)),
            breaks=sum(1 for each in holding if at in each.members and not _agrees(book, at, value, each)),
        )
        for value in values
    ]
    return max(charges, key=lambda charge: charge.weight)


def _agrees(book: Book, at: At, value: Decimal, relation: Relation) -> bool:
    """Whether a relation would hold if an amount had this value."""
    return any(abs(needed - value) <= 2 * book.allowed(relation) for needed in book.needed(at, relation))

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


def blamed(book: Book, relations: Sequence[Relation]) -> list[Blame]:
    """Whose fault it is that relations do not hold: one amount for as many of them as it explains.

    An amount that would put several right is to blame for all of these; else it is the sum itself, not its summands.
    """
    failing = [relation for relation in relations if not relation.holds]
    holding = [relation for relation in relations if relation.holds]
    found: list[Blame] = []
    while failing:
        suspects = sorted({at for relation in failing for at in relation.members})
        accused = max(suspects, key=lambda at: _weight(book, at, failing, holding))
        explained = _explained(book, accused, failing)
        if _weight(book, accused, failing, holding)[0] < 2:
            accused = failing[0].target
            explained = [failing[0]]
        own = next((relation for relation in explained if relation.target == accused), explained[0])
        found.append(Blame(accused, book.needed(accused, own), own))
        failing = [relation for relation in failing if relation not in explained and relation.target != accused]
    return sorted(found, key=lambda blame: blame.at)


def _weight(book: Book, at: At, failing: Sequence[Relation], holding: Sequence[Relation]) -> tuple[int, bool, int]:
    """How much speaks against an amount: what it explains less what it would break; then whether it is a sum."""
    explained = _explained(book, at, failing)
    if not explained:
        return 0, False, 0
    value = book.needed(at, explained[0])
    broken = sum(
        1
        for relation in holding
        if at in relation.members and abs(book.needed(at, relation) - value) > book.allowed(relation)
    )
    is_sum = any(relation.target == at for relation in explained)
    return len(explained) - broken, is_sum, len(explained)


def _explained(book: Book, at: At, failing: Sequence[Relation]) -> list[Relation]:
    """The relations that one other value of an amount would put right: the largest set of them that agree."""
    own = [relation for relation in failing if at in relation.members]
    sets = (
        [
            other
            for other in own
            if abs(book.needed(at, other) - book.needed(at, relation)) <= book.allowed(other) + book.allowed(relation)
        ]
        for relation in own
    )
    return max(sets, key=len, default=[])

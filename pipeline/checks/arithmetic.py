"""The arithmetic of financial tables: totals, balances, results and differences follow from the other amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from pipeline.blocks.amounts import dutch
from pipeline.blocks.financial import FinancialTable
from pipeline.checks.blame import Blame, blamed
from pipeline.checks.book import At, Book, Relation
from pipeline.diagnostics import Code, Diagnostic, Place, Report, flaw, quote
from pipeline.model import BlockContent, BudgetDocument, Detail, walk_sections
from pipeline.profile import Profile

_SHOWN: Final = 6
"""A sum of more amounts than this is shown by its first and last ones."""


def arithmetic(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report each amount that does not follow from the others of its table by more than rounding."""
    for table in _financial_tables(document):
        book = Book(table, profile)
        for blame in blamed(book, book.relations()):
            report(_told(table, book, blame, document.places.get(table.id, Place())))


def _told(table: FinancialTable, book: Book, blame: Blame, place: Place) -> Diagnostic:
    row, column = (table.rows[blame.at[0]], table.columns[blame.at[1]])
    return flaw(
        Code.SUM_DIFFERS,
        replace(place, row=max(place.row, 1) + row.at - 1, column=column.at, quote=quote(row.label)),
        text=row.amounts[blame.at[1]].text,
        row=row.label,
        column=column.label,
        written=row.amounts[blame.at[1]].text,
        computed=dutch(blame.computed),
        cells=_formula(table, blame.at, blame.relation),
        tolerance=dutch(book.allowed(blame.relation)),
    )


def _formula(table: FinancialTable, at: At, relation: Relation) -> str:
    """The amounts that say so, each with its name: `1.120 (Baten) − 7.930 (Lasten)`."""
    # What counts is first: a formula that begins with a minus reads as a negative amount.
    ordered = sorted(relation.terms, key=lambda term: -term[1])
    terms = [f"{'−' if sign < 0 else '+'} {_named(table, term, at)}" for term, sign in ordered]
    if len(terms) > _SHOWN:
        terms[_SHOWN - 1 : -1] = ["+ …"]
    formula = " ".join(terms).removeprefix("+ ")
    return formula if relation.target == at else f"{_named(table, relation.target, at)} = {formula}"


def _named(table: FinancialTable, at: At, seen_from: At) -> str:
    row, column = table.rows[at[0]], table.columns[at[1]]
    return f"{row.amounts[at[1]].text} ({column.label if at[0] == seen_from[0] else row.label})"


def _financial_tables(document: BudgetDocument) -> Iterator[FinancialTable]:
    for section in walk_sections(document.sections):
        yield from _in_content(section.intro)
        for block in section.blocks:
            yield from _in_content(block.content)


def _in_content(content: Iterable[BlockContent]) -> Iterator[FinancialTable]:
    for node in content:
        if isinstance(node, FinancialTable):
            yield node
        elif isinstance(node, Detail):
            yield from _in_content(node.content)

"""What stands in a register: a row an action, and a row an amount, over all documents of a publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import Tone
from pipeline.diagnostics import Place
from pipeline.entry import Entry, EntryAction, EntryAmount, EntrySection
from pipeline.labels import Labels
from pipeline.publication import Publication

Address = Callable[[Entry, str], str]
"""Where a section of a document (by its id) can be read; empty where it cannot."""

# What a column of amounts holds where it holds no money (`EntryAmount.column_key`).
_NO_MONEY: Final = frozenset({"percentage"})


class ActionRow(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An action, and where it stands. A field is null where its table has no such column, empty where its cell is.

    `id` is unique in its document and stable under editing; `file` is the document's path below the input.
    `programme` is number and title of the programme that the section is part of, null where none is known. `section`
    is the section's id, `number` and `title` are as written. `planning` and `status` are as written too; the fields
    behind them say what was understood: the first and the last day, null where the words leave them open.
    """

    id: str
    document: str
    file: str
    programme: str | None
    section: str
    number: str
    title: str
    objective: str | None
    description: str
    type: str | None
    owner: str | None
    planning: str | None
    planning_kind: str | None
    start: date | None
    end: date | None
    status: str | None
    status_value: Tone | None
    budget: str | None
    explanation: str | None
    place: str
    link: str


class AmountRow(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An amount of a financial table, and what its row and column say.

    `text` is the cell as written; `value` is the number that it is in the `unit` of its table (1: euros, 1000:
    thousands of them), and `euros` the same in euros. Both are null where the text is no number (`p.m.`); `euros` also
    where the column holds no money. `taakveld` is the code of the policy field (Iv3), a text: `0.10` is not `0.1`.
    """

    document: str
    file: str
    programme: str | None
    section: str
    number: str
    title: str
    table: str
    row: str
    row_kind: str
    column: str
    column_key: str
    year: int | None
    text: str
    euros: Decimal | None
    value: Decimal | None
    unit: int
    taakveld: str | None
    link: str


def nowhere(_entry: Entry, _section: str) -> str:
    """The address of what is not published."""
    return ""


def actions(entries: Iterable[Entry], labels: Labels, address: Address = nowhere) -> Iterator[ActionRow]:
    """The actions of all documents, in their order."""
    for entry in entries:
        programmes = _programmes(entry)
        for action in entry.actions:
            yield _action(entry, action, programmes.get(action.section), labels, address)


def amounts(entries: Iterable[Entry], _labels: Labels, address: Address = nowhere) -> Iterator[AmountRow]:
    """The amounts of all documents, in their order."""
    for entry in entries:
        programmes = _programmes(entry)
        for amount in entry.amounts:
            yield _amount(entry, amount, programmes.get(amount.section), address)


def in_order(entries: Iterable[Entry], publication: Publication | None) -> list[Entry]:
    """The documents in the order of their publication, whatever order they were made in."""
    known = publication or Publication()
    return sorted(entries, key=lambda entry: known.place(entry.name))


def _action(entry: Entry, action: EntryAction, programme: str | None, labels: Labels, address: Address) -> ActionRow:
    return ActionRow(
        id=action.id,
        document=entry.title,
        file=entry.name,
        programme=programme,
        section=action.section,
        number=action.number,
        title=action.title,
        objective=action.objective,
        description=action.description,
        type=action.type,
        owner=action.owner,
        planning=action.planning,
        planning_kind=action.planning_kind,
        start=action.planning_start,
        end=action.planning_end,
        status=action.status,
        status_value=action.status_value,
        budget=action.budget,
        explanation=action.explanation,
        place=_place(action.place, labels),
        link=address(entry, action.section),
    )


def _amount(entry: Entry, amount: EntryAmount, programme: str | None, address: Address) -> AmountRow:
    is_money = amount.value is not None and amount.column_key not in _NO_MONEY
    return AmountRow(
        document=entry.title,
        file=entry.name,
        programme=programme,
        section=amount.section,
        number=amount.number,
        title=amount.title,
        table=amount.table,
        row=amount.row,
        row_kind=amount.row_kind,
        column=amount.column,
        column_key=amount.column_key,
        year=amount.year,
        text=amount.text,
        euros=amount.value * amount.unit if is_money and amount.value is not None else None,
        value=amount.value,
        unit=amount.unit,
        taakveld=amount.taakveld,
        link=address(entry, amount.section),
    )


def _place(place: Place, labels: Labels) -> str:
    # Without the words to search for: they are the reader's, and a register is published.
    return labels.place(replace(place, quote=""))


def _programmes(entry: Entry) -> dict[str, str]:
    """The programme that each section is in, or is itself, by the section's id."""
    found: dict[str, str] = {}

    def go(sections: Sequence[EntrySection], programme: str) -> None:
        for section in sections:
            own = section.full_title if section.kind == "programme" else programme
            if own:
                found[section.id] = own
            go(section.sections, own)

    go(entry.sections, "")
    return found

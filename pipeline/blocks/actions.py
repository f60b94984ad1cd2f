"""Action tables: what a municipality is going to do, of which type, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from pipeline.blocks import planning
from pipeline.blocks.columns import Column
from pipeline.blocks.status import Status, with_name
from pipeline.blocks.times import Kind
from pipeline.content import Cell, Content, Inline, Node, Row, Table, Tone, paragraph
from pipeline.labels import Labels
from pipeline.profile import Profile

__all__ = [
    "Action",
    "ActionTable",
    "Aspect",
    "Column",
    "Extra",
    "Formatted",
    "Group",
    "Planning",
    "Status",
    "from_halves",
    "understood",
]


class Planning(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """When: as written (empty where the cell is), and what was understood of it (`planning.understand`).

    `start` and `end` are the first and last day; None where the words leave them open, or say none.
    """

    text: str
    kind: Kind | None = None
    start: date | None = None
    end: date | None = None


def understood(text: str, profile: Profile, year: int | None) -> Planning:
    """A planning as written, with what was understood of it. `year` is the document's, for words that name none."""
    found = planning.understand(text, profile.planning, year)
    return Planning(text, found.kind, found.start, found.end) if found else Planning(text)


def from_halves(start: str, end: str, profile: Profile, year: int | None) -> Planning:
    """The planning from one text to another: from the first day of the one to the last of the other."""
    if not start or not end:
        return understood(start or end, profile, year)
    text = f"{start} – {end}"
    first, last = understood(start, profile, year), understood(end, profile, year)
    if first.start and last.end and first.start > last.end:
        return Planning(text, "unknown")
    return Planning(text, "period" if first.start or last.end else "unknown", first.start, last.end)


class Aspect(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """One of several statuses of an action: how it stands in time, in money. The rest is that of `Status`."""

    key: str
    label: str
    text: str
    value: Tone | None
    name: str = ""


class Extra(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The text in a column that has no field of its own; `key` is that column's."""

    key: str
    text: str


class Formatted(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The content of a cell that is more than one plain paragraph; `key` is its column's."""

    key: str
    content: tuple[Content, ...]


class Action(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One action. A field is None where the table has no such column, and empty where the cell is.

    Texts are the words of the cell; what has marks, links, lists or pictures stands in full in `formatted`. `merged`
    names the columns in which the cell is one with that of the action above. `objective` comes from a column of that
    meaning, or else from the row that stands above a group of actions, or else from what stands above the table.
    Where a table has a column for the start and one for the end, their texts are extras, and `planning` is of both.
    """

    id: str
    description: str
    type: str | None = None
    planning: Planning | None = None
    status: Status | None = None
    owner: str | None = None
    budget: str | None = None
    explanation: str | None = None
    objective: str | None = None
    aspects: tuple[Aspect, ...] = ()
    extra: tuple[Extra, ...] = ()
    formatted: tuple[Formatted, ...] = ()
    merged: tuple[str, ...] = ()

    def text(self, key: str) -> str:
        """The words in a column."""
        match key:
            case "planning":
                return self.planning.text if self.planning else ""
            case "status":
                return self.status.text if self.status else ""
            case "description" | "type" | "owner" | "budget" | "explanation" | "objective":
                return getattr(self, key) or ""
            case _:
                parts: tuple[Aspect | Extra, ...] = (*self.aspects, *self.extra)
                return next((part.text for part in parts if part.key == key), "")

    def content(self, key: str) -> tuple[Content, ...]:
        """The content in a column, formatted where it is more than plain text; nothing where the cell is empty."""
        for formatted in self.formatted:
            if formatted.key == key:
                return formatted.content
        text = self.text(key)
        return (paragraph(text),) if text else ()


class Group(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True, omit_defaults=True):
    """A row of one cell that stands above the actions from number `at` on (from 0), and names their objective.

    `content` is that of its cell where it is more than words.
    """

    at: int
    text: str
    content: tuple[Content, ...] = ()


class ActionTable(Node, frozen=True):
    """The actions of one table, in source order; duplicates stay.

    `caption` is the table's own. `repeated_headers` tells how often the header stands again in the body. `groups` are
    rows between the actions. `header` is the header as written, where it is more than a row with a label a column.
    """

    columns: tuple[Column, ...]
    actions: tuple[Action, ...]
    caption: tuple[Inline, ...] = ()
    repeated_headers: int = 0
    groups: tuple[Group, ...] = ()
    header: tuple[Row, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell of any row holds anything to be seen."""
        return not self.actions and not self.groups

    @property
    def keys(self) -> tuple[str, ...]:
        """What the columns mean, in order."""
        return tuple(column.key for column in self.columns)

    def header_rows(self) -> tuple[Row, ...]:
        """The rows of the header as written; none where the table has none."""
        if self.header or not any(column.label for column in self.columns):
            return self.header
        return (Row(tuple(Cell(_words(column.label), role="header") for column in self.columns)),)

    def grouped(self) -> Iterator[tuple[Group | None, tuple[Action, ...]]]:
        """The actions by the row that stands above them; None where none does."""
        starts = [group.at for group in self.groups]
        first = min((*starts, len(self.actions)))
        if first or not self.groups:
            yield None, self.actions[:first]
        for group, end in zip(self.groups, (*starts[1:], len(self.actions)), strict=False):
            yield group, self.actions[group.at : end]

    def present(self, _labels: Labels) -> Table:
        """Lower to a plain table: the columns as written, a row an action, its first cell tied to it by `ref`."""
        header = self.header_rows()
        rows: list[Row] = [*header]
        for group, actions in self.grouped():
            if group is not None:
                content = group.content or _words(group.text)
                rows.append(Row((Cell(content, colspan=len(self.columns), role="row-header"),)))
            spans = _spans(actions, self.keys)
            rows.extend(
                Row(tuple(_cell(action, key, span) for key, span in zip(self.keys, row, strict=True) if span))
                for action, row in zip(actions, spans, strict=True)
            )
        return Table(rows=tuple(rows), header_rows=len(header), caption=self.caption)


def _spans(actions: tuple[Action, ...], keys: tuple[str, ...]) -> list[list[int]]:
    """How many rows each cell spans; 0 where it is one with the cell above."""
    spans = [[1] * len(keys) for _ in actions]
    for column, key in enumerate(keys):
        start = 0
        for row, action in enumerate(actions):
            if row and key in action.merged:
                spans[row][column] = 0
                spans[start][column] += 1
            else:
                start = row
    return spans


def _words(text: str) -> tuple[Content, ...]:
    return (paragraph(text),) if text else ()


def _cell(action: Action, key: str, rowspan: int) -> Cell:
    status = _status(action, key)
    if status is not None:
        content = action.content(key)
        shown = with_name(content, status.name) if status.name else content
        return Cell(shown, rowspan=rowspan, role="status", tone=status.value)
    return Cell(action.content(key), rowspan=rowspan, ref=action.id if key == "description" else None)


def _status(action: Action, key: str) -> Status | Aspect | None:
    if key == "status":
        return action.status
    return next((aspect for aspect in action.aspects if aspect.key == key), None)

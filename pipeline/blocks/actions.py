"""Action tables: what a municipality is going to do, of which type, and when."""

from __future__ import annotations

from datetime import date

import msgspec

from pipeline.blocks import planning
from pipeline.content import (
    Cell,
    Content,
    Inline,
    Node,
    Row,
    Table,
    Tone,
    content_text,
    is_blank,
    is_empty,
    paragraph,
)
from pipeline.labels import Labels
from pipeline.profile import Profile


class Column(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One column.

    `key` is what it means (`description`, `type`, `planning` …; `extra-1` … where unknown), `label` as written.
    """

    key: str
    label: str


class Planning(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """When: as written (empty where the cell is), and what was understood of it (`planning.understand`).

    `start` and `end` are the first and last day; None where the words leave them open, or say none.
    """

    text: str
    kind: planning.Kind | None = None
    start: date | None = None
    end: date | None = None


class Status(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """How it stands: as written (empty where the cell is), and what that means by the profile's legend."""

    text: str
    value: Tone | None = None


class Extra(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The text in a column that the profile does not know; `key` is that column's."""

    key: str
    text: str


class Formatted(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The content of a cell that is more than one plain paragraph; `key` is its column's."""

    key: str
    content: tuple[Content, ...]


class Action(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One action. A field is None where the table has no such column, and empty where the cell is.

    Texts are the words of the cell; what has marks, links, lists or pictures stands in full in `formatted`.
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
    extra: tuple[Extra, ...] = ()
    formatted: tuple[Formatted, ...] = ()

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
                return next((extra.text for extra in self.extra if extra.key == key), "")

    def content(self, key: str) -> tuple[Content, ...]:
        """The content in a column, formatted where it is more than plain text; nothing where the cell is empty."""
        for formatted in self.formatted:
            if formatted.key == key:
                return formatted.content
        text = self.text(key)
        return (paragraph(text),) if text else ()


class ActionTable(Node, frozen=True):
    """The actions of one table, in source order; duplicates stay. `caption` is the table's own."""

    columns: tuple[Column, ...]
    actions: tuple[Action, ...]
    caption: tuple[Inline, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no cell of any row holds anything to be seen."""
        return not self.actions

    def present(self, _labels: Labels) -> Table:
        """Lower to a plain table: the columns as written, a row an action, its first cell tied to it by `ref`."""
        header = Row(tuple(Cell(_words(column.label), role="header") for column in self.columns))
        rows = tuple(Row(tuple(_cell(action, column.key) for column in self.columns)) for action in self.actions)
        return Table(rows=(header, *rows), header_rows=1, caption=self.caption)


def _words(text: str) -> tuple[Content, ...]:
    return (paragraph(text),) if text else ()


def _cell(action: Action, key: str) -> Cell:
    if key == "status":
        return Cell(action.content(key), role="status", tone=action.status.value if action.status else None)
    return Cell(action.content(key), ref=action.id if key == "description" else None)


def recognise(table: Table, profile: Profile, year: int | None = None) -> ActionTable | None:
    """The action table that a table is; None where it is another.

    It is one when its single header row names a description and at least one other column that the profile knows,
    each known column once, and no cell of it spans. Rows without anything to be seen are left out. The actions have no
    ids yet: these depend on what else the document holds. `year` is the document's, for plannings that name none.
    """
    if table.header_rows != 1 or len(table.rows) < 1 or not _is_plain_grid(table):
        return None
    labels = [" ".join(content_text(cell.content).split()) for cell in table.rows[0].cells]
    keys = [profile.column_key(label) for label in labels]
    known = [key for key in keys if key is not None]
    if "description" not in known or len(known) < 2 or len(set(known)) != len(known):
        return None
    unknown = iter(range(1, len(keys) + 1))
    columns = tuple(Column(key or f"extra-{next(unknown)}", label) for key, label in zip(keys, labels, strict=True))
    rows = [table.rows[number - 1] for number in filled_rows(table)]
    actions = tuple(_action(row, columns, profile, year) for row in rows)
    return ActionTable(columns=columns, actions=actions, caption=table.caption)


def filled_rows(table: Table) -> tuple[int, ...]:
    """The numbers, from 1, of the rows below the header in which anything can be seen."""
    body = enumerate(table.rows[table.header_rows :], table.header_rows + 1)
    return tuple(number for number, row in body if not all(is_empty(cell.content) for cell in row.cells))


def _is_plain_grid(table: Table) -> bool:
    width = len(table.rows[0].cells)
    return all(
        len(row.cells) == width and all(cell.colspan == 1 and cell.rowspan == 1 for cell in row.cells)
        for row in table.rows
    )


def _action(row: Row, columns: tuple[Column, ...], profile: Profile, year: int | None) -> Action:
    texts = {column.key: cell_text(cell) for column, cell in zip(columns, row.cells, strict=True)}
    formatted = tuple(
        Formatted(column.key, cell.content)
        for column, cell in zip(columns, row.cells, strict=True)
        if not is_empty(cell.content) and cell.content != (paragraph(texts[column.key]),)
    )
    return Action(
        id="",
        description=texts["description"],
        type=texts.get("type"),
        planning=_planning(texts["planning"], profile, year) if "planning" in texts else None,
        status=Status(texts["status"], profile.status_value(texts["status"])) if "status" in texts else None,
        owner=texts.get("owner"),
        budget=texts.get("budget"),
        explanation=texts.get("explanation"),
        objective=texts.get("objective"),
        extra=tuple(Extra(key, text) for key, text in texts.items() if key.startswith("extra-")),
        formatted=formatted,
    )


def _planning(text: str, profile: Profile, year: int | None) -> Planning:
    found = planning.understand(text, profile.planning, year)
    return Planning(text, found.kind, found.start, found.end) if found else Planning(text)


def cell_text(cell: Cell) -> str:
    """The words of a cell, a line a paragraph; empty where nothing of it can be seen."""
    text = content_text(cell.content)
    return "" if is_blank(text) else text.strip()

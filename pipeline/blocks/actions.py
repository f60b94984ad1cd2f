"""Action tables: what a municipality is going to do, of which type, and when."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import attrgetter

import msgspec

from pipeline.blocks import planning
from pipeline.blocks.grid import Line, lines
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

    Texts are the words of the cell; what has marks, links, lists or pictures stands in full in `formatted`. `merged`
    names the columns in which the cell is one with that of the action above. `objective` comes from a column of that
    meaning, or else from the row that stands above a group of actions.
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
                return next((extra.text for extra in self.extra if extra.key == key), "")

    def content(self, key: str) -> tuple[Content, ...]:
        """The content in a column, formatted where it is more than plain text; nothing where the cell is empty."""
        for formatted in self.formatted:
            if formatted.key == key:
                return formatted.content
        text = self.text(key)
        return (paragraph(text),) if text else ()


class ActionTable(Node, frozen=True):
    """The actions of one table, in source order; duplicates stay.

    `caption` is the table's own. `repeated_headers` tells how often the header stands again in the body.
    """

    columns: tuple[Column, ...]
    actions: tuple[Action, ...]
    caption: tuple[Inline, ...] = ()
    repeated_headers: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether no cell of any row holds anything to be seen."""
        return not self.actions

    @property
    def keys(self) -> tuple[str, ...]:
        """What the columns mean, in order."""
        return tuple(column.key for column in self.columns)

    def groups(self) -> tuple[tuple[str, tuple[Action, ...]], ...]:
        """The actions by the objective that stands above them in a row of its own; empty where none does."""
        if "objective" in self.keys:
            return (("", self.actions),)
        return tuple((name or "", tuple(group)) for name, group in groupby(self.actions, key=attrgetter("objective")))

    def present(self, _labels: Labels) -> Table:
        """Lower to a plain table: the columns as written, a row an action, its first cell tied to it by `ref`."""
        header = Row(tuple(Cell(_words(column.label), role="header") for column in self.columns))
        rows: list[Row] = [header]
        for objective, actions in self.groups():
            if objective:
                rows.append(Row((Cell(_words(objective), colspan=len(self.columns), role="row-header"),)))
            spans = _spans(actions, self.keys)
            rows.extend(
                Row(tuple(_cell(action, key, span) for key, span in zip(self.keys, row, strict=True) if span))
                for action, row in zip(actions, spans, strict=True)
            )
        return Table(rows=tuple(rows), header_rows=1, caption=self.caption)


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
    if key == "status":
        tone = action.status.value if action.status else None
        return Cell(action.content(key), rowspan=rowspan, role="status", tone=tone)
    return Cell(action.content(key), rowspan=rowspan, ref=action.id if key == "description" else None)


# --------------------------------------------------------------------------- recognising


def recognise(table: Table, profile: Profile, year: int | None = None) -> ActionTable | None:
    """The action table that a table is; None where it is another.

    It is one when its single header row names a description and at least one other column that the profile knows, each
    known column once. Merged cells count for every row that they cover; a row that is one cell is the objective of the
    actions below it. Rows without anything to be seen are left out, and the header where it stands again. The actions
    have no ids yet: these depend on what else the document holds. `year` is the document's, for a planning without one.
    """
    if table.header_rows != 1 or not table.rows:
        return None
    header, *body = lines(table)
    labels = header.texts
    columns = _columns(labels, profile)
    if columns is None or any(cell.colspan > 1 for cell in table.rows[0].cells):
        return None
    actions: list[Action] = []
    repeats = 0
    objective: str | None = None
    open_group = False
    for line in body:
        if line.is_blank:
            continue
        if line.texts == labels:
            repeats += 1
        elif line.is_group:
            if open_group or "objective" in {column.key for column in columns} or _is_rich(line.cells[0]):
                # A group without actions, or with more than words, has no place in this table: it stays a plain one.
                return None
            objective, open_group = cell_text(line.cells[0]), True
        else:
            actions.append(_action(line, columns, profile, year, objective))
            open_group = False
    if open_group:
        return None
    return ActionTable(columns=columns, actions=tuple(actions), caption=table.caption, repeated_headers=repeats)


def _columns(labels: list[str], profile: Profile) -> tuple[Column, ...] | None:
    keys = [profile.column_key(label) for label in labels]
    known = [key for key in keys if key is not None]
    if "description" not in known or len(known) < 2 or len(set(known)) != len(known):
        return None
    unknown = iter(range(1, len(keys) + 1))
    return tuple(Column(key or f"extra-{next(unknown)}", label) for key, label in zip(keys, labels, strict=True))


def _is_rich(cell: Cell) -> bool:
    return cell.content != (paragraph(cell_text(cell)),)


def action_rows(table: Table) -> tuple[int, ...]:
    """The numbers, from 1, of the rows that hold an action, for a table that `recognise` knows."""
    header, *body = lines(table)
    return tuple(line.number for line in body if not (line.is_blank or line.is_group or line.texts == header.texts))


def _action(
    line: Line, columns: tuple[Column, ...], profile: Profile, year: int | None, objective: str | None
) -> Action:
    texts = {column.key: cell_text(cell) for column, cell in zip(columns, line.cells, strict=True)}
    formatted = tuple(
        Formatted(column.key, cell.content)
        for column, cell in zip(columns, line.cells, strict=True)
        if not is_empty(cell.content) and _is_rich(cell)
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
        objective=texts.get("objective", objective),
        extra=tuple(Extra(key, text) for key, text in texts.items() if key.startswith("extra-")),
        formatted=formatted,
        merged=tuple(column.key for at, column in enumerate(columns) if at in line.continued),
    )


def _planning(text: str, profile: Profile, year: int | None) -> Planning:
    found = planning.understand(text, profile.planning, year)
    return Planning(text, found.kind, found.start, found.end) if found else Planning(text)


def cell_text(cell: Cell) -> str:
    """The words of a cell, a line a paragraph; empty where nothing of it can be seen."""
    text = content_text(cell.content)
    return "" if is_blank(text) else text.strip()

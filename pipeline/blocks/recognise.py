"""Which tables are action tables, and their rows as actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.blocks.actions import (
    Action,
    ActionTable,
    Aspect,
    Extra,
    Formatted,
    Group,
    Planning,
    from_halves,
    understood,
)
from pipeline.blocks.grid import Line, cell_text, is_rich, lines
from pipeline.blocks.heads import Around, Head, head_of, until_header
from pipeline.blocks.lists import split_lists
from pipeline.blocks.status import Status, read_status
from pipeline.content import Cell, Table, is_empty
from pipeline.profile import Profile
from pipeline.source import bare


class Recognised(msgspec.Struct, frozen=True):
    """An action table, and of each action the number of its row in the table as written, from 1."""

    table: ActionTable
    rows: tuple[int, ...]


_NOWHERE = Around()


def recognise(table: Table, profile: Profile, around: Around = _NOWHERE) -> tuple[Recognised, ...]:
    """The action tables that a table is; none where it is another table.

    It is one when its header names a description and beside it what tells of actions (in a block of actions: any other
    known column). Without such a header it may be one by what its columns hold, in a block of actions, or as the
    continuation of the action table before it. A header with other words in the body begins a further action table.
    Merged cells count for every row that they cover; a row that is one cell is the objective of the actions below it.
    Rows without anything to be seen are left out, and the header where it stands again. The actions have no ids yet:
    these depend on what else the document holds.
    """
    rows: Sequence[Line] = lines(table)
    if not rows or len(rows[0].cells) < 2:
        return ()
    head = head_of(table, rows, profile, around)
    if head is None:
        return ()
    found: list[Recognised] = []
    body = rows[head.count :]
    objective = around.objective
    caption = table.caption
    while True:
        here, following = until_header(body, head, profile)
        read = _read(here, head, profile, around, objective)
        actions, groups = read.table.actions, read.table.groups
        if (groups or found or following is not None) and not actions:
            # Rows that are all headings are no actions; a header at the end would be dropped as empty.
            return ()
        found.append(Recognised(msgspec.structs.replace(read.table, caption=caption), read.rows))
        if following is None:
            return tuple(found)
        if groups:
            objective = groups[-1].text
        caption = ()
        head, body = following


# --------------------------------------------------------------------------- rows


def _read(body: Sequence[Line], head: Head, profile: Profile, around: Around, above: str | None) -> Recognised:
    actions: list[Action] = []
    numbers: list[int] = []
    groups: list[Group] = []
    repeats = 0
    objective = above
    labels = [column.label for column in head.columns]
    header_texts = (
        [" ".join(cell_text(cell).split()) for row in head.rows for cell in row.cells] if head.rows else labels
    )
    position = 0
    while position < len(body):
        line = body[position]
        height = max(len(head.rows), 1)
        if any(header_texts) and _texts_of(body[position : position + height], head) == header_texts:
            repeats += 1
            position += height
            continue
        position += 1
        if line.is_blank:
            continue
        if _is_group(line, head, profile):
            objective = cell_text(line.cells[0])
            rich = line.cells[0].content if is_rich(line.cells[0]) else ()
            groups.append(Group(len(actions), objective, tuple(bare(Cell(rich)).content)))
            continue
        for part in split_lists(line, head.columns):
            actions.append(_action(part, head, profile, around.year, objective))
            numbers.append(line.number)
    made = ActionTable(head.columns, tuple(actions), (), repeats, tuple(groups), head.rows)
    return Recognised(made, tuple(numbers))


def _texts_of(rows: Sequence[Line], head: Head) -> list[str]:
    """The texts of rows, to be held against those of the header."""
    if not head.rows:
        return rows[0].texts
    return [
        text
        for line in rows
        for at, text in enumerate(line.texts)
        if at not in line.continued and (text or not is_empty(line.cells[at].content))
    ]


def _is_group(line: Line, head: Head, profile: Profile) -> bool:
    """Whether a row heads those below it: one cell over all columns, or an objective alone in the first of them."""
    if line.is_group:
        return True
    first, *rest = line.cells
    if line.continued or any(not is_empty(cell.content) for cell in rest) or "objective" in _keys(head):
        return False
    return profile.is_objective(cell_text(first))


def _keys(head: Head) -> Iterator[str]:
    return (column.key for column in head.columns)


def _action(line: Line, head: Head, profile: Profile, year: int | None, objective: str | None) -> Action:
    cells = {column.key: bare(cell) for column, cell in zip(head.columns, line.cells, strict=True)}
    texts = {key: cell_text(cell) for key, cell in cells.items()}
    statuses = dict(_statuses(line, head, profile))
    return Action(
        id="",
        description=texts["description"],
        type=texts.get("type"),
        planning=_planning(texts, profile, year),
        status=statuses.get("status"),
        owner=texts.get("owner"),
        budget=texts.get("budget"),
        explanation=texts.get("explanation"),
        objective=texts.get("objective", objective),
        aspects=tuple(
            Aspect(column.key, column.label, said.text, said.value, said.name)
            for column in head.columns
            if column.key.startswith("aspect-")
            for said in (statuses[column.key],)
        ),
        extra=tuple(Extra(key, text) for key, text in texts.items() if key.startswith("extra-") or key in _HALVES),
        formatted=tuple(
            Formatted(key, cell.content) for key, cell in cells.items() if not is_empty(cell.content) and is_rich(cell)
        ),
        merged=tuple(column.key for at, column in enumerate(head.columns) if at in line.continued),
    )


_HALVES = ("start", "end")


def _statuses(line: Line, head: Head, profile: Profile) -> Iterator[tuple[str, Status]]:
    for at, (column, cell) in enumerate(zip(head.columns, line.cells, strict=True)):
        if column.key == "status" or column.key.startswith("aspect-"):
            own = {head.fills[at]} if head.fills else set()
            yield column.key, read_status(cell, cell_text(cell), profile, line.fills_beside(at) | own)


def _planning(texts: dict[str, str], profile: Profile, year: int | None) -> Planning | None:
    if "planning" in texts:
        return understood(texts["planning"], profile, year)
    if "start" in texts:
        return from_halves(texts["start"], texts["end"], profile, year)
    return None

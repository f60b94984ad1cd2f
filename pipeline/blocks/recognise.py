"""Which tables are action tables, and their rows as actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pipeline.blocks import columns as meaning
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
from pipeline.blocks.columns import Column, Keys
from pipeline.blocks.grid import Line, cell_text, lines
from pipeline.blocks.lists import split_lists
from pipeline.blocks.status import Status, read_status
from pipeline.content import Cell, Row, Table, is_empty, paragraph
from pipeline.profile import Profile
from pipeline.source import ShownCell, bare

_LONGEST_LABEL = 60
_MOST_HEADERS = 3


class Around(msgspec.Struct, frozen=True):
    """What is known of a table from where it stands.

    `year` is the document's, for a planning without one; `in_actions` tells that it stands in a block of actions;
    `above` are the columns of the action table before it; `objective` is what the headings above it name.
    """

    year: int | None = None
    in_actions: bool = False
    above: tuple[Column, ...] = ()
    objective: str | None = None


class Recognised(msgspec.Struct, frozen=True):
    """An action table, and of each action the number of its row in the table as written, from 1."""

    table: ActionTable
    rows: tuple[int, ...]


class _Head(msgspec.Struct, frozen=True):
    """The header of a table: how many rows it has, the columns, and the rows in full where they say more."""

    count: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    fills: tuple[str, ...] = ()


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
    head = _head(table, rows, profile, around)
    if head is None:
        return ()
    found: list[Recognised] = []
    body = rows[head.count :]
    objective = around.objective
    caption = table.caption
    while True:
        here, following = _until_header(body, head, profile)
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


# --------------------------------------------------------------------------- headers


def _head(table: Table, rows: Sequence[Line], profile: Profile, around: Around) -> _Head | None:
    marked = min(table.header_rows, _MOST_HEADERS)
    counts = [marked] if marked else [0]
    if marked and marked < len(rows) - 1 and _reaches_down(table.rows[0]):
        counts.append(marked + 1)
    best: _Head | None = None
    for count in counts:
        above = _above(rows[:count])
        keys = meaning.by_header(above, profile)
        if count and meaning.is_sure(above, keys, profile, in_actions=around.in_actions):
            made = _made(table, rows, count, keys)
            if best is None or _known(made) > _known(best):
                best = made
    return best or _unlabelled(table, rows, marked, profile, around)


def _known(head: _Head) -> int:
    return sum(not column.key.startswith("extra-") for column in head.columns)


def _reaches_down(row: Row) -> bool:
    return any(cell.colspan > 1 or cell.rowspan > 1 for cell in row.cells)


def _above(header: Sequence[Line]) -> list[list[str]]:
    """What stands above each column, from the outside in; a cell over several columns counts for the first of them."""
    stacks: list[list[str]] = [[] for _ in header[0].cells] if header else []
    for line in header:
        for at, text in enumerate(line.texts):
            if text and at not in line.continued:
                stacks[at].append(text)
    return stacks


def _made(table: Table, rows: Sequence[Line], count: int, keys: Keys) -> _Head:
    """The header with these meanings."""
    labels = [stack[-1] if stack else "" for stack in _above(rows[:count])]
    keys = _moved(table.rows[0] if count == 1 else Row(()), rows[count:], keys)
    plain = count == 1 and all(
        cell.colspan == 1 and cell.rowspan == 1 and not _is_rich(cell) for cell in table.rows[0].cells
    )
    fills = tuple(cell.shown.fill if isinstance(cell, ShownCell) else "" for cell in rows[count - 1].cells)
    kept = () if plain else tuple(Row(tuple(_header_cell(cell) for cell in row.cells)) for row in table.rows[:count])
    return _Head(count, meaning.named(keys, labels), kept, fills)


def _header_cell(cell: Cell) -> Cell:
    return msgspec.structs.replace(bare(cell), role="header")


def _moved(header: Row, body: Sequence[Line], keys: Keys) -> Keys:
    """The meanings, where a header cell over several columns means the one of them that has the most words."""
    result = list(keys)
    at = 0
    for cell in header.cells:
        if cell.colspan > 1 and result[at] is not None:
            under = range(at, min(at + cell.colspan, len(keys)))
            longest = max(under, key=lambda column: (sum(len(cell_text(row.cells[column])) for row in body), -column))
            result[at], result[longest] = result[longest], result[at]
        at += cell.colspan
    return result


def _unlabelled(table: Table, rows: Sequence[Line], marked: int, profile: Profile, around: Around) -> _Head | None:
    """The columns of a table whose header is missing, or has words that the profile does not know."""
    width = len(rows[0].cells)
    if not marked and len(around.above) == width:
        known = [column.key for column in around.above]
        if meaning.fits(rows, known, profile, around.year, in_actions=around.in_actions):
            return _Head(0, tuple(Column(key, "") for key in known))
    if not around.in_actions or marked > 1:
        return None
    for count in dict.fromkeys((marked, 1)):
        keys = meaning.by_header(_above(rows[:count]) or [[]] * width, profile)
        found = meaning.by_content(rows[count:], keys, profile, around.year)
        if "description" in found and found != keys and (not count or _are_labels(rows[0])):
            return _made(table, rows, count, found) if count else _Head(0, meaning.named(found, [""] * width))
    return None


def _are_labels(line: Line) -> bool:
    return all(text and len(text) <= _LONGEST_LABEL for text in line.texts) and not line.continued


def _until_header(
    body: Sequence[Line], head: _Head, profile: Profile
) -> tuple[Sequence[Line], tuple[_Head, Sequence[Line]] | None]:
    """The rows until a header with other words, and that header with the rows below it."""
    own = [column.label for column in head.columns]
    for at, line in enumerate(body):
        labels = line.texts
        if labels == own or line.is_group or not all(len(text) <= _LONGEST_LABEL for text in labels):
            continue
        above = [[text] for text in labels]
        keys = meaning.by_header(above, profile)
        most = sum(key is not None for key in keys) * 2 > len(keys)
        if most and meaning.is_sure(above, keys, profile, in_actions=False):
            return body[:at], (_Head(0, meaning.named(keys, labels)), body[at + 1 :])
    return body, None


# --------------------------------------------------------------------------- rows


def _read(body: Sequence[Line], head: _Head, profile: Profile, around: Around, above: str | None) -> Recognised:
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
            rich = line.cells[0].content if _is_rich(line.cells[0]) else ()
            groups.append(Group(len(actions), objective, tuple(bare(Cell(rich)).content)))
            continue
        for part in split_lists(line, head.columns):
            actions.append(_action(part, head, profile, around.year, objective))
            numbers.append(line.number)
    made = ActionTable(head.columns, tuple(actions), (), repeats, tuple(groups), head.rows)
    return Recognised(made, tuple(numbers))


def _texts_of(rows: Sequence[Line], head: _Head) -> list[str]:
    """The texts of rows, to be held against those of the header."""
    if not head.rows:
        return rows[0].texts
    return [
        text
        for line in rows
        for at, text in enumerate(line.texts)
        if at not in line.continued and (text or not is_empty(line.cells[at].content))
    ]


def _is_group(line: Line, head: _Head, profile: Profile) -> bool:
    """Whether a row heads those below it: one cell over all columns, or an objective alone in the first of them."""
    if line.is_group:
        return True
    first, *rest = line.cells
    if line.continued or any(not is_empty(cell.content) for cell in rest) or "objective" in _keys(head):
        return False
    return profile.is_objective(cell_text(first))


def _keys(head: _Head) -> Iterator[str]:
    return (column.key for column in head.columns)


def _action(line: Line, head: _Head, profile: Profile, year: int | None, objective: str | None) -> Action:
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
            Formatted(key, cell.content) for key, cell in cells.items() if not is_empty(cell.content) and _is_rich(cell)
        ),
        merged=tuple(column.key for at, column in enumerate(head.columns) if at in line.continued),
    )


_HALVES = ("start", "end")


def _statuses(line: Line, head: _Head, profile: Profile) -> Iterator[tuple[str, Status]]:
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


def _is_rich(cell: Cell) -> bool:
    return cell.content not in ((), (paragraph(cell_text(cell)),))

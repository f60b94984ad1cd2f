"""The headers of action tables: which rows they are, and what the columns below them mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from pipeline.blocks import columns as meaning
from pipeline.blocks.columns import Column, Keys
from pipeline.blocks.grid import Line, cell_text, is_rich
from pipeline.content import Cell, Row, Table
from pipeline.profile import Profile
from pipeline.source import ShownCell, bare

_LONGEST_LABEL: Final = 60
_MOST_ROWS: Final = 3


class Around(msgspec.Struct, frozen=True):
    """What is known of a table from where it stands.

    `year` is the document's, for a planning without one; `in_actions` tells that it stands in a block of actions;
    `above` are the columns of the action table before it; `objective` is what the headings above it name.
    """

    year: int | None = None
    in_actions: bool = False
    above: tuple[Column, ...] = ()
    objective: str | None = None


class Head(msgspec.Struct, frozen=True):
    """The header of a table: how many rows it has, the columns, and the rows in full where they say more."""

    count: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    fills: tuple[str, ...] = ()


def head_of(table: Table, rows: Sequence[Line], profile: Profile, around: Around) -> Head | None:
    """The header of an action table; None where the table is another."""
    marked = min(table.header_rows, _MOST_ROWS)
    counts = [marked] if marked else [0]
    if marked and marked < len(rows) - 1 and _reaches_down(table.rows[0]):
        counts.append(marked + 1)
    best: Head | None = None
    for count in counts:
        above = _above(rows[:count])
        keys = meaning.by_header(above, profile)
        if count and meaning.is_sure(above, keys, profile, in_actions=around.in_actions):
            made = _made(table, rows, count, keys)
            if best is None or _known(made) > _known(best):
                best = made
    return best or _unlabelled(table, rows, marked, profile, around)


def _known(head: Head) -> int:
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


def _made(table: Table, rows: Sequence[Line], count: int, keys: Keys) -> Head:
    """The header with these meanings."""
    labels = [stack[-1] if stack else "" for stack in _above(rows[:count])]
    keys = _moved(table.rows[0] if count == 1 else Row(()), rows[count:], keys)
    plain = count == 1 and all(
        cell.colspan == 1 and cell.rowspan == 1 and not is_rich(cell) for cell in table.rows[0].cells
    )
    fills = tuple(cell.shown.fill if isinstance(cell, ShownCell) else "" for cell in rows[count - 1].cells)
    kept = () if plain else tuple(Row(tuple(_header_cell(cell) for cell in row.cells)) for row in table.rows[:count])
    return Head(count, meaning.named(keys, labels), kept, fills)


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


def _unlabelled(table: Table, rows: Sequence[Line], marked: int, profile: Profile, around: Around) -> Head | None:
    """The columns of a table whose header is missing, or has words that the profile does not know."""
    width = len(rows[0].cells)
    if not marked and len(around.above) == width:
        known = [column.key for column in around.above]
        if meaning.fits(rows, known, profile, around.year, in_actions=around.in_actions):
            return Head(0, tuple(Column(key, "") for key in known))
    if not around.in_actions or marked > 1:
        return None
    for count in dict.fromkeys((marked, 1)):
        keys = meaning.by_header(_above(rows[:count]) or [[]] * width, profile)
        found = meaning.by_content(rows[count:], keys, profile, around.year)
        if "description" in found and found != keys and (not count or _are_labels(rows[0])):
            return _made(table, rows, count, found) if count else Head(0, meaning.named(found, [""] * width))
    return None


def _are_labels(line: Line) -> bool:
    return all(text and len(text) <= _LONGEST_LABEL for text in line.texts) and not line.continued


def until_header(
    body: Sequence[Line], head: Head, profile: Profile
) -> tuple[Sequence[Line], tuple[Head, Sequence[Line]] | None]:
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
            return body[:at], (Head(0, meaning.named(keys, labels)), body[at + 1 :])
    return body, None

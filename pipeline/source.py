"""The flat source: what a reader saw, in order, before anyone has decided what it is.

A reader knows its file format and nothing about budgets. It says of each piece its style, its outline level, its
place in a list and where it stands; whether a piece is a heading, and of what, is decided by `structure.py` with a
profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from pipeline.content import (
    Asset,
    Cell,
    Content,
    Figure,
    Item,
    ItemList,
    Note,
    Paragraph,
    Row,
    Table,
    content_text,
    inline_text,
)
from pipeline.diagnostics import Place


class Shown(msgspec.Struct, frozen=True, gc=False):
    """How a cell looks beyond its words. Colours are RRGGBB in lower case; empty where the file states none.

    `fill` is that of the cell, `ink` that of all its text where it is a sign or two. `names` are words about it that no
    reader sees: the classes of the cell and of what stands in it, the file names of its pictures.
    """

    fill: str = ""
    ink: str = ""
    names: tuple[str, ...] = ()


class ShownCell(Cell, frozen=True):
    """A cell of a source with how it looks. The model holds none: what a look says, structure has read by then."""

    shown: Shown = Shown()


def without_looks(content: tuple[Content, ...]) -> tuple[Content, ...]:
    """Content without any look of cells, down to the last."""
    return tuple(map(_without_looks, content))


def _without_looks(node: Content) -> Content:
    match node:
        case ItemList(items=items):
            done = tuple(replace(item, content=without_looks(item.content)) for item in items)
            return node if done == items else replace(node, items=done)
        case Table(rows=rows):
            return replace(node, rows=tuple(Row(tuple(map(bare, row.cells))) for row in rows))
        case _:
            return node


def bare(cell: Cell) -> Cell:
    """A cell without its look."""
    content = without_looks(cell.content)
    return Cell(content, cell.colspan, cell.rowspan, cell.role, cell.tone, cell.ref)


Region = Literal["body", "contents", "header", "footer", "navigation"]


class Piece(msgspec.Struct, frozen=True, gc=False):
    """One paragraph, list, table or figure of the source.

    `styles` are the style's name and those it is based on, nearest first, as the format spells them (`heading 2`,
    `Kop 2`, `h2`). `outline` is the outline level that the format itself states, 1 to 9; None where it states none.
    `label` is the number that the format generates for the paragraph (`2.6.7`, `a)`); it is no text of the source.
    `depth` is how deep a paragraph stands in a list (1 is outermost; 0: in none), `ordered` whether that list has
    numbers and `list_key` which list it is: paragraphs of one list share it. `region` says what kind of place it
    stands in; `contents` is a generated table of contents. `page_start` holds where a page break stands right
    before it. `anchors` are the names that links may point to.
    """

    content: Content
    place: Place
    styles: tuple[str, ...] = ()
    outline: int | None = None
    label: str = ""
    depth: int = 0
    ordered: bool = False
    list_key: str = ""
    region: Region = "body"
    page_start: bool = False
    anchors: tuple[str, ...] = ()


class Written(msgspec.Struct, frozen=True):
    """The text that a part of the file holds, and what of it a reader kept out of the source on purpose.

    `text` is that of all text leaves of the part in the order of the file, a line a paragraph, taken in one pass that
    knows nothing of the reader. `kept_out` is what of it diagnostics quote (deleted, hidden, commented), or what only
    says again what is read. `added` is what is shown and stands in no leaf: a computed field, the bar of a fraction.
    White space is of no account.
    """

    part: str
    text: str
    kept_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """A document as read.

    `title`, `author`, `language` … are what the file says of itself; empty where it says nothing. `date` is ISO
    8601 (`2025-09-30`), the day of the last change.
    """

    format: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    assets: Mapping[str, Asset] = {}
    written: tuple[Written, ...] = ()
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    date: str = ""


Resources = Callable[[str], bytes | None]
"""The bytes of a file beside the source that it names by a relative path; None where there is none."""


def no_resources(_name: str) -> bytes | None:
    """No file stands beside the source."""
    return None


def piece_text(piece: Piece) -> str:
    """The words of a piece, without its label."""
    return content_text((piece.content,))


def as_line(piece: Piece) -> str | None:
    """The text of a piece that is a paragraph, white space folded; None where it is a list, table or figure."""
    return " ".join(inline_text(piece.content.content).split()) if isinstance(piece.content, Paragraph) else None


class _Open(msgspec.Struct):
    """A list under construction: its depth, and the items so far."""

    depth: int
    ordered: bool
    items: list[tuple[str, list[Content]]]

    def close(self) -> ItemList:
        return ItemList(
            items=tuple(Item(content=tuple(content), label=label) for label, content in self.items),
            ordered=self.ordered,
        )


def gather(pieces: Iterable[Piece]) -> tuple[Content, ...]:
    """Content of pieces in order, with paragraphs that stand in a list (`depth` > 0) made into (nested) lists.

    A deeper paragraph goes into the item before it. A change from numbers to bullets or to another list at the same
    depth ends the list; the labels go on as the format counts them, so nothing is lost when a paragraph stands
    between two items.
    """
    result: list[Content] = []
    stack: list[_Open] = []
    keys: list[str] = []

    def close_to(depth: int) -> None:
        while stack and stack[-1].depth > depth:
            done = stack.pop().close()
            keys.pop()
            target = stack[-1].items[-1][1] if stack else result
            target.append(done)

    for piece in pieces:
        if piece.depth == 0:
            close_to(0)
            result.append(piece.content)
            continue
        close_to(piece.depth)
        top = stack[-1] if stack else None
        if top is not None and top.depth == piece.depth and (top.ordered, keys[-1]) != (piece.ordered, piece.list_key):
            close_to(piece.depth - 1)
            top = stack[-1] if stack else None
        if top is None or top.depth < piece.depth:
            top = _Open(piece.depth, piece.ordered, [])
            stack.append(top)
            keys.append(piece.list_key)
        top.items.append((piece.label, [piece.content]))
    close_to(0)
    return tuple(result)


__all__ = [
    "Figure",
    "Piece",
    "Region",
    "Resources",
    "Source",
    "Table",
    "Written",
    "as_line",
    "gather",
    "no_resources",
    "piece_text",
]

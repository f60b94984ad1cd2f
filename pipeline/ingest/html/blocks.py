"""Block elements: which there are, what a paragraph in them is, and the pieces that come of it."""

from __future__ import annotations

from typing import Final

import msgspec
from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import Content, Figure, Paragraph, Table
from pipeline.diagnostics import Place
from pipeline.ingest.html import lists
from pipeline.ingest.html.survey import HEADINGS
from pipeline.ingest.html.tree import style
from pipeline.source import Piece, Region

OBJECTS: Final = frozenset({"iframe", "object", "embed", "applet", "video", "audio", "canvas"})
# In these a button is a word among others; elsewhere it is a line of its own.
LINES: Final = HEADINGS | {"p", "summary", "legend", "caption", "figcaption", "dt"}
# What a heading cannot hold as a line of itself.
CONTENT: Final = HEADINGS | lists.LISTS | {"table", "dl", "figure"}
_PAGE_BREAKS: Final = frozenset({"always", "page", "left", "right", "recto", "verso"})


class Block(msgspec.Struct, frozen=True):
    """The block element that text belongs to, and what it makes of its paragraphs.

    `is_unclosed`: it is a heading that holds the page below it.
    """

    name: str
    styles: tuple[str, ...] = ()
    outline: int | None = None
    region: Region = "body"
    word: lists.WordLabel | None = None
    is_unclosed: bool = False


def to_piece(content: Content, block: Block) -> Piece:
    """A piece of content that stands in a block."""
    word = block.word
    piece = Piece(content, Place(), styles=block.styles, outline=block.outline, region=block.region)
    if word is None:
        return piece
    if block.outline is not None or block.region == "contents":
        return replace(piece, label=word.label)
    return replace(piece, label=word.label, depth=word.depth, ordered=word.ordered, list_key=word.key)


def figure(pieces: list[Piece]) -> list[Piece]:
    """A picture or a table with its caption; any other figure is its pieces."""
    captions = [piece for piece in pieces if "figcaption" in piece.styles]
    rest = [piece for piece in pieces if "figcaption" not in piece.styles]
    if len(captions) != 1 or len(rest) != 1 or not isinstance(line := captions[0].content, Paragraph):
        return pieces
    anchors = tuple(name for piece in pieces for name in piece.anchors)
    match rest[0].content:
        case Figure(image=image, caption=()):
            return [replace(rest[0], content=Figure(image, line.content), anchors=anchors)]
        case Table(caption=()) as table:
            return [replace(rest[0], content=replace(table, caption=line.content), anchors=anchors)]
        case _:
            return pieces


def breaks_page(tag: Tag, side: str) -> bool:
    """Whether a page begins before or after an element (CSS Fragmentation 3, 3.1)."""
    given = style(tag)
    return (given.get(f"page-break-{side}") or given.get(f"break-{side}")) in _PAGE_BREAKS


def tabs(tag: Tag) -> int:
    """How many tabs a span of Word's stands for."""
    count = style(tag).get("mso-tab-count", "").split(" ")[0]
    return min(int(count), 99) if count.isascii() and count.isdigit() else 0


def is_sign(text: str) -> bool:
    """Whether it is a sign (+, ›, ×) that opens or closes something."""
    return 0 < len(text) <= 2 and not any(character.isalnum() for character in text)

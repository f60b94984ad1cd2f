"""The walk over a page: blocks become pieces; lists, tables and figures become content.

The walk keeps its own stack, so that depth costs memory and not Python's stack. Only what nests in the model (cells,
items, figures, notes) recurses, `_NESTED` deep at most; what is deeper is read as plain blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

import msgspec
from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import NoteReference, Paragraph, Text
from pipeline.diagnostics import Code
from pipeline.ingest.html import lists, names, titles
from pipeline.ingest.html.blocks import (
    CONTENT,
    LINES,
    OBJECTS,
    Block,
    breaks_page,
    figure,
    is_sign,
    to_piece,
)
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.highlight import is_highlighted
from pipeline.ingest.html.line import Look, look
from pipeline.ingest.html.objects import read_object
from pipeline.ingest.html.pile import Pile
from pipeline.ingest.html.survey import HEADINGS
from pipeline.ingest.html.tables import read_table
from pipeline.ingest.html.tree import BLOCKS, is_code, is_text
from pipeline.ingest.html.visibility import kept_out
from pipeline.source import Piece, Region

_SIGNS: Final = frozenset({"button", "span", "i", "b"})
_LABELLED: Final = HEADINGS | {"p"}
_NESTED: Final = 24

Mode = Literal["content", "list", "definitions"]
_ENTRY_TAGS: Final[dict[Mode, frozenset[str]]] = {
    "content": frozenset(),
    "list": frozenset({"li"}),
    "definitions": frozenset({"dt", "dd"}),
}


class _Frame(msgspec.Struct):
    """An element whose children are being walked. `is_line`: it stands in a heading, as a line of it."""

    tag: Tag
    children: Iterator[Any]
    look: Look
    block: Block
    is_block: bool = True
    is_line: bool = False


class Flow:
    """Reads what stands in one element: a page, a cell, a list, a note.

    `nested` is how deep the element stands in other content, `listed` in how many lists.
    """

    def __init__(self, context: Context, nested: int = 0, listed: int = 0, mode: Mode = "content") -> None:
        self._context = context
        self._nested = nested
        self._listed = listed
        self._mode: Mode = mode
        self._pile = Pile(context, nested=nested > 0)
        self._label_nodes: set[int] = set()

    def read(self, root: Tag, block: Block, around: Look) -> list[Piece]:
        """The pieces of an element's content, in order; in a list those before its first item."""
        if self._mode == "list":
            self._pile.counter = lists.Counter(root)
        stack = [_Frame(root, iter(root.contents), around, block)]
        while stack:
            frame = stack[-1]
            for child in frame.children:
                if isinstance(child, Tag):
                    if (inner := self._enter(child, frame)) is not None:
                        stack.append(inner)
                        break
                elif is_text(child):
                    self._text(child, frame)
            else:
                stack.pop()
                self._leave(frame)
        return self._pile.close()

    def _inside(self, *, listed: int = 0, mode: Mode = "content") -> Flow:
        """A walk of what stands in an element of this one."""
        return Flow(self._context, self._nested + 1, listed, mode)

    def _take_names(self, inner: Flow) -> None:
        """Names that an inner walk has found no piece for wait here."""
        self._pile.anchors += inner._pile.anchors

    # ------------------------------------------------------------------------ elements

    def _text(self, text: str, frame: _Frame) -> None:
        if id(text) in self._label_nodes:
            self._context.generate(text)
        elif frame.tag.name != "o:p" or text.strip():  # Word's mark of an empty paragraph holds a no-break space
            self._pile.line.text(text, frame.look)

    def _enter(self, tag: Tag, frame: _Frame) -> _Frame | None:
        """Begin an element; None where there is nothing in it to walk."""
        if self._is_no_text(tag, frame):
            return None
        name = tag.name
        outer = frame.block
        region = self._region(tag, outer.region)
        is_block = name in BLOCKS or region != outer.region or self._stands_alone(tag, outer)
        inside = look(tag, frame.look)
        if not is_block:
            self._pile.name(tag)
            if self._is_object(tag, inside):
                return None
            if is_highlighted(tag) and (text := self._context.words(tag)):
                self._context.say(Code.HIGHLIGHTED_TEXT, text)
            return _Frame(tag, iter(tag.contents), inside, outer, is_block=False)
        if outer.outline is not None and name not in CONTENT and region == outer.region and not outer.is_unclosed:
            self._pile.line.break_()
            self._pile.name(tag)
            return _Frame(tag, iter(tag.contents), inside, outer, is_line=True)
        self._pile.flush(outer)
        self._pile.name(tag)
        if name in OBJECTS:
            self._context.say(Code.OBJECT_REPLACED, kind=name)
        block = self._block(tag, region)
        if self._is_content(tag, block, inside):
            return None
        if name == "dt":
            inside = replace(inside, marks=inside.marks | {"bold"})
        return _Frame(tag, iter(tag.contents), inside, block)

    def _leave(self, frame: _Frame) -> None:
        if frame.is_line:
            self._pile.line.break_()
        elif frame.is_block:
            self._pile.flush(frame.block)
            if frame.tag.attrs and breaks_page(frame.tag, "after"):
                self._pile.begin_page()
        elif frame.tag.name in {"text", "title"} or (
            frame.block.outline is not None and frame.tag.name == "span" and titles.is_number(self._pile.line.words)
        ):
            self._pile.line.space()

    def _is_no_text(self, tag: Tag, frame: _Frame) -> bool:
        """Whether an element's text is not the page's, or stands for something else."""
        context = self._context
        if is_code(tag):
            if tag.name == "iframe":
                context.say(Code.OBJECT_REPLACED, kind=tag.name)
            return True
        if id(tag) in context.notes.targets:
            return True
        if (note := context.notes.references.get(id(tag))) is not None:
            context.generate(tag)
            self._pile.name(tag)
            self._pile.line.add(NoteReference(note), replace(frame.look, anchor=None))
            return True
        if id(tag) in context.notes.lost:
            context.say(Code.NOTE_MISSING, self._context.words(tag))
        if id(tag) in context.notes.back or id(tag) in self._label_nodes:
            context.generate(tag)
            return True
        return not self._is_shown(tag)

    def _is_shown(self, tag: Tag) -> bool:
        code = kept_out(tag, self._context.page)
        if code is not None:
            self._context.keep_out(tag, code)
        return code is None

    def _is_object(self, tag: Tag, inside: Look) -> bool:
        """Whether an inline element has been read whole."""
        if tag.name == "br" and breaks_page(tag, "before"):
            self._pile.break_page()
        elif tag.name in _SIGNS and self._is_opener_sign(tag):
            sign = Paragraph((Text(self._context.words(tag)),))
            self._pile.target.append(to_piece(sign, Block("button", ("button",), region="navigation")))
        else:
            return read_object(tag, inside, self._pile.line, self._context)
        return True

    def _is_content(self, tag: Tag, block: Block, inside: Look) -> bool:
        """Whether a block has been read whole, as a list, a table or a figure."""
        name = tag.name
        if name in _ENTRY_TAGS[self._mode]:
            self._pile.begin_entry(tag)
            return False
        is_list = name in lists.LISTS
        if not (is_list or name in {"dl", "figure"} or (name == "table" and id(tag) not in self._context.page.layouts)):
            return False
        limits = self._context.limits
        if self._nested >= _NESTED:
            self._context.say_once(Code.LIMIT_REACHED, "nesting", what="nesting", limit=_NESTED)
            return False
        if is_list and self._listed >= limits.list_levels:
            self._context.say_once(Code.LIMIT_REACHED, "list-levels", what="list-levels", limit=limits.list_levels)
            return False
        if is_list or name == "dl":
            self._pile.extend(self._list(tag, block, inside))
        elif name == "table":
            self._pile.extend(self._table(tag, block, inside))
        else:
            inner = self._inside(listed=self._listed)
            self._pile.extend(figure(inner.read(tag, block, inside)))
            self._take_names(inner)
        return True

    def _list(self, tag: Tag, block: Block, inside: Look) -> list[Piece]:
        mode: Mode = "definitions" if tag.name == "dl" else "list"
        key = self._context.next_list()
        inner = self._inside(listed=self._listed + 1, mode=mode)
        before = inner.read(tag, block, inside)
        self._take_names(inner)
        return before + lists.as_pieces(inner._pile.entries, inner._pile.counter, key, to_piece(Paragraph(()), block))

    def _table(self, tag: Tag, block: Block, inside: Look) -> list[Piece]:
        def cell(part: Tag) -> list[Piece]:
            inner = self._inside()
            own = Block(part.name, names.styles(part, self._context.page.style_names), region=block.region)
            inner._pile.name(part)
            pieces = inner.read(part, own, look(part, inside))
            self._take_names(inner)
            return pieces

        return read_table(tag, to_piece(Paragraph(()), block), self._context, cell, self._is_shown)

    # ------------------------------------------------------------------------ blocks

    def _block(self, tag: Tag, region: Region) -> Block:
        style_names = names.styles(tag, self._context.page.style_names)
        outline = names.outline(tag)
        self._pile.begin_block(tag)
        word = lists.word_label(tag, deepest=self._context.limits.list_levels) if tag.name in _LABELLED else None
        if word is not None:
            self._label_nodes |= word.marks
        if region == "body" and names.is_contents(style_names):
            region = "contents"
        if style_names == ("button",) and not titles.opens_part(tag, self._context.page):
            # A button that opens nothing is no title; its own name would make it one.
            style_names = ("p",)
        is_unclosed = outline is not None and titles.is_unclosed(tag)
        return Block(tag.name, style_names, outline, region, word, is_unclosed)

    def _region(self, tag: Tag, around: Region) -> Region:
        return self._context.page.regions.get(id(tag), around) if around == "body" else around

    def _stands_alone(self, tag: Tag, outer: Block) -> bool:
        """Whether a button is a line of its own: not in a line of text, and with more to say than a sign."""
        return (
            tag.name == "button"
            and outer.outline is None
            and outer.name not in LINES
            and not is_sign(self._context.words(tag))
        )

    def _is_opener_sign(self, tag: Tag) -> bool:
        """Whether it is the sign of a button, itself the button or a part of it."""
        parent = tag.parent
        is_part = parent is not None and (parent.name in {"button", "summary"} or "aria-expanded" in parent.attrs)
        return (tag.name == "button" or is_part) and is_sign(self._context.words(tag))

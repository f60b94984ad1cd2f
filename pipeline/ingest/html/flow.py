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

from pipeline.content import Content, Figure, Image, NoteReference, Paragraph, Text, clean
from pipeline.diagnostics import Code
from pipeline.ingest.html import lists, names
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
from pipeline.ingest.html.line import Line, Look, look
from pipeline.ingest.html.objects import read_object
from pipeline.ingest.html.survey import HEADINGS
from pipeline.ingest.html.tables import read_table
from pipeline.ingest.html.tree import BLOCKS, attribute, is_code, is_text
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
        self.entries: list[lists.Entry] = []
        self.pieces: list[Piece] = []
        self.anchors: list[str] = []
        self._context = context
        self._nested = nested
        self._listed = listed
        self._mode: Mode = mode
        self._counter: lists.Counter | None = None
        self._is_defined = False
        self._line = Line()
        self._page_start = False
        self._breaks_after = False
        self._label_nodes: set[int] = set()
        self._labelled: Block | None = None

    def read(self, root: Tag, block: Block, around: Look) -> list[Piece]:
        """The pieces of an element's content, in order; in a list those before its first item."""
        if self._mode == "list":
            self._counter = lists.Counter(root)
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
        target = self._target
        if self.anchors and target:
            target[-1] = replace(target[-1], anchors=(*target[-1].anchors, *self.anchors))
            self.anchors.clear()
        return self.pieces

    # ------------------------------------------------------------------------ elements

    def _text(self, text: str, frame: _Frame) -> None:
        if id(text) in self._label_nodes:
            self._context.generate(text)
        elif frame.tag.name != "o:p" or text.strip():  # Word's mark of an empty paragraph holds a no-break space
            self._line.text(text, frame.look)

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
            self._name(tag)
            if self._is_object(tag, inside):
                return None
            if is_highlighted(tag) and (text := self._context.words(tag)):
                self._context.say(Code.HIGHLIGHTED_TEXT, text)
            return _Frame(tag, iter(tag.contents), inside, outer, is_block=False)
        if outer.outline is not None and name not in CONTENT and region == outer.region:
            self._line.break_()
            self._name(tag)
            return _Frame(tag, iter(tag.contents), inside, outer, is_line=True)
        self._flush(outer)
        self._name(tag)
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
            self._line.break_()
        elif frame.is_block:
            self._flush(frame.block)
            if frame.tag.attrs and breaks_page(frame.tag, "after"):
                self._page_start = True
        elif frame.tag.name in {"text", "title"}:
            self._line.space()

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
            self._name(tag)
            self._line.add(NoteReference(note), replace(frame.look, anchor=None))
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
            self._breaks_after = not self._line.is_empty
            self._page_start |= self._line.is_empty
            self._line.break_()
        elif tag.name in _SIGNS and self._is_opener_sign(tag):
            sign = Paragraph((Text(self._context.words(tag)),))
            self._target.append(to_piece(sign, Block("button", ("button",), region="navigation")))
        else:
            return read_object(tag, inside, self._line, self._context)
        return True

    def _is_content(self, tag: Tag, block: Block, inside: Look) -> bool:
        """Whether a block has been read whole, as a list, a table or a figure."""
        name = tag.name
        if name in _ENTRY_TAGS[self._mode]:
            self._begin_entry(tag)
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
            self._extend(self._list(tag, block, inside))
        elif name == "table":
            self._extend(self._table(tag, block, inside))
        else:
            inner = Flow(self._context, self._nested + 1, self._listed)
            self._extend(figure(inner.read(tag, block, inside)))
            self.anchors += inner.anchors
        return True

    def _list(self, tag: Tag, block: Block, inside: Look) -> list[Piece]:
        mode: Mode = "definitions" if tag.name == "dl" else "list"
        key = self._context.next_list()
        inner = Flow(self._context, self._nested + 1, self._listed + 1, mode)
        before = inner.read(tag, block, inside)
        self.anchors += inner.anchors
        return before + lists.as_pieces(inner.entries, inner._counter, key, to_piece(Paragraph(()), block))

    def _table(self, tag: Tag, block: Block, inside: Look) -> list[Piece]:
        def cell(part: Tag) -> list[Piece]:
            inner = Flow(self._context, self._nested + 1)
            own = Block(part.name, names.styles(part, self._context.page.style_names), region=block.region)
            inner._name(part)
            pieces = inner.read(part, own, look(part, inside))
            self.anchors += inner.anchors
            return pieces

        return read_table(tag, to_piece(Paragraph(()), block), self._context, cell, self._is_shown)

    def _begin_entry(self, tag: Tag) -> None:
        if tag.name != "li":
            if not self.entries or (tag.name == "dt" and self._is_defined):
                self.entries.append(lists.Entry("", []))
            self._is_defined = tag.name == "dd"
        elif self._counter is not None:
            self.entries.append(lists.Entry(self._counter.label(tag), []))

    # ------------------------------------------------------------------------ blocks

    def _block(self, tag: Tag, region: Region) -> Block:
        style_names = names.styles(tag, self._context.page.style_names)
        outline = names.outline(tag)
        if tag.attrs and breaks_page(tag, "before"):
            self._page_start = True
        word = lists.word_label(tag, deepest=self._context.limits.list_levels) if tag.name in _LABELLED else None
        if word is not None:
            self._label_nodes |= word.marks
        if region == "body" and names.is_contents(style_names):
            region = "contents"
        return Block(tag.name, style_names, outline, region, word)

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

    def _name(self, tag: Tag) -> None:
        if tag.attrs:
            for key in ("id", "name") if tag.name == "a" else ("id",):
                if (name := clean(attribute(tag, key))) and name not in self.anchors:
                    self.anchors.append(name)

    def _flush(self, block: Block) -> None:
        """What stands in the line is a paragraph; nothing is none, but for an item of Word's."""
        content = self._line.take()
        is_item = block.word is not None and block is not self._labelled
        if not content and not is_item:
            self._page_start |= self._breaks_after
            self._breaks_after = False
            return
        self._labelled = block
        match content:
            case (Image() as image,) if block.outline is None and block.word is None:
                self._emit(Figure(image), block)
            case _:
                self._emit(Paragraph(content), block)
        self._page_start, self._breaks_after = self._breaks_after, False

    def _emit(self, content: Content, block: Block) -> None:
        self._extend([to_piece(content, block)])

    @property
    def _target(self) -> list[Piece]:
        return self.entries[-1].pieces if self.entries else self.pieces

    def _extend(self, pieces: list[Piece]) -> None:
        """Take over pieces; the first of them stands where waiting anchors and a page break point to."""
        if not pieces:
            return
        first = pieces[0]
        if self.anchors or self._page_start:
            page_start = first.page_start or self._page_start
            pieces = [replace(first, anchors=(*self.anchors, *first.anchors), page_start=page_start), *pieces[1:]]
            self.anchors.clear()
            self._page_start = False
        self._target.extend(pieces)
        if self._nested == 0:
            self._context.item += len(pieces)

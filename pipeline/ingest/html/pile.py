"""What a walk has gathered: the line under way, the pieces or the entries of a list, the names and breaks that wait."""

from __future__ import annotations

from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import Content, Figure, Image, Paragraph, clean
from pipeline.ingest.html import lists
from pipeline.ingest.html.blocks import Block, breaks_page, to_piece
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.line import Line
from pipeline.ingest.html.tree import attribute
from pipeline.source import Piece


class Pile:
    """The pieces of one element; `nested` says whether they stand in other content, `counter` counts a list's items."""

    def __init__(self, context: Context, *, nested: bool, counter: lists.Counter | None = None) -> None:
        self.entries: list[lists.Entry] = []
        self.pieces: list[Piece] = []
        self.anchors: list[str] = []
        self.line = Line()
        self.counter = counter
        self._context = context
        self._nested = nested
        self._is_defined = False
        self._page_start = False
        self._breaks_after = False
        self._labelled: Block | None = None

    # ------------------------------------------------------------------------ what waits for the next piece

    def name(self, tag: Tag) -> None:
        """Links to an element lead to the next piece."""
        if tag.attrs:
            for key in ("id", "name") if tag.name == "a" else ("id",):
                if (name := clean(attribute(tag, key))) and name not in self.anchors:
                    self.anchors.append(name)

    def begin_page(self) -> None:
        """The next piece begins a page."""
        self._page_start = True

    def break_page(self) -> None:
        """A page break in a line: the piece after this line begins a page."""
        self._breaks_after = not self.line.is_empty
        self._page_start |= self.line.is_empty
        self.line.break_()

    def begin_block(self, tag: Tag) -> None:
        """A block begins, and a page with it where it says so."""
        if tag.attrs and breaks_page(tag, "before"):
            self._page_start = True

    # ------------------------------------------------------------------------ pieces

    def begin_entry(self, tag: Tag) -> None:
        """An item of a list begins, or a term or a definition."""
        if tag.name != "li":
            if not self.entries or (tag.name == "dt" and self._is_defined):
                self.entries.append(lists.Entry("", []))
            self._is_defined = tag.name == "dd"
        elif self.counter is not None:
            self.entries.append(lists.Entry(self.counter.label(tag), []))

    def flush(self, block: Block) -> None:
        """What stands in the line is a paragraph; nothing is none, but for an item of Word's."""
        content = self.line.take()
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
        self.extend([to_piece(content, block)])

    @property
    def target(self) -> list[Piece]:
        """Where the next piece goes."""
        return self.entries[-1].pieces if self.entries else self.pieces

    def extend(self, pieces: list[Piece]) -> None:
        """Take over pieces; the first of them stands where waiting anchors and a page break point to."""
        if not pieces:
            return
        first = pieces[0]
        if self.anchors or self._page_start:
            page_start = first.page_start or self._page_start
            pieces = [replace(first, anchors=(*self.anchors, *first.anchors), page_start=page_start), *pieces[1:]]
            self.anchors.clear()
            self._page_start = False
        self.target.extend(pieces)
        if not self._nested:
            self._context.item += len(pieces)

    def close(self) -> list[Piece]:
        """The pieces; in a list those before its first item. Names that still wait go to the last piece."""
        target = self.target
        if self.anchors and target:
            target[-1] = replace(target[-1], anchors=(*target[-1].anchors, *self.anchors))
            self.anchors.clear()
        return self.pieces

"""Block content as the template takes it: paragraphs, lists, tables and figures, no deeper than Typst can go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pipeline import content as source
from pipeline.content import Content, content_text, is_blank, is_empty
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.pdf.lines import Lines, Room
from pipeline.emit.pdf.tables import Tables

# Typst stops at a depth of 64 show rules: 20 lists in one another still pass, 20 tables do not. A list counts for one,
# a table for two. Deeper lists go on at the same level, deeper tables become paragraphs; no reader follows either.
_DEEPEST: Final = 6
_TABLE: Final = 2

_INDENT: Final = 14.0
_CHARACTER: Final = 5.5


class Flow:
    """Composes block content. `depth` counts the lists and tables around it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.lines = Lines(desk, self._note)
        self._tables = Tables(desk, self.lines, self._cell)

    def __call__(self, content: Iterable[source.Content], room: Room, depth: int = 0) -> tuple[page.Flow, ...]:
        """Compose; paragraphs without anything to be seen are left out."""
        return tuple(self._nodes(content, room, depth))

    def figure(self, node: source.Figure, room: Room) -> page.Figure:
        """Compose a picture that stands by itself; with a caption it is never mere decoration."""
        return page.Figure(
            picture=self.lines.picture(node.image, room, decoration=not node.caption),
            caption=self.lines(node.caption, room),
        )

    def _nodes(self, content: Iterable[source.Content], room: Room, depth: int) -> Iterator[page.Flow]:
        for node in content:
            match node:
                case source.Table():
                    yield from self._table(node, room, depth)
                case _ if _is_bare((node,)):
                    pass
                case source.Paragraph():
                    yield page.Paragraph(self.lines(node.content, room))
                case source.ItemList():
                    yield self._list(node, room, depth)
                case source.Figure():
                    yield self.figure(node, room)

    def _list(self, node: source.ItemList, room: Room, depth: int) -> page.List:
        items = tuple(_flat(node.items)) if depth + 1 >= _DEEPEST else node.items
        labels = [self._desk.text(item.label) or (f"{n}." if node.ordered else "") for n, item in enumerate(items, 1)]
        indent = _INDENT + _CHARACTER * max(map(len, labels), default=0)
        narrower = (max(room[0] - indent, _INDENT), room[1])
        return page.List(
            tuple(
                page.Item(self(item.content, narrower, depth + 1), label)
                for item, label in zip(items, labels, strict=True)
                if item.label or not _is_bare(item.content)
            )
        )

    def _table(self, node: source.Table, room: Room, depth: int) -> Iterator[page.Flow]:
        if depth + _TABLE > _DEEPEST:
            self._desk.report(
                Code.LIMIT_REACHED,
                content_text((node,)),
                what=self._desk.labels("pdf.tables-in-tables"),
                limit=_DEEPEST // _TABLE,
            )
        elif any(row.cells for row in node.rows):
            yield from self._tables(node, room, upright=depth > 0, depth=depth)
            return
        if node.caption:
            yield page.Paragraph(self.lines(node.caption, room))
        for row in node.rows:
            for cell in row.cells:
                yield from self._nodes(cell.content, room, depth)

    def _cell(self, content: Iterable[source.Content], room: Room, depth: int) -> tuple[page.Flow, ...]:
        return self(content, room, depth + _TABLE)

    def _note(self, content: Iterable[source.Content], room: Room) -> tuple[page.Flow, ...]:
        # A note stands at the foot of a page: a table in it may take the width, but not turn the page.
        return self(content, room, depth=1)


def _flat(items: Iterable[source.Item]) -> Iterator[source.Item]:
    """Each item, then those of the lists inside it, at one level and in reading order."""
    for item in items:
        label = item.label
        own: list[source.Content] = []
        for node in item.content:
            if not isinstance(node, source.ItemList):
                own.append(node)
                continue
            if own or label:
                yield source.Item(tuple(own), label)
            own, label = [], ""
            yield from _flat(node.items)
        if own or label:
            yield source.Item(tuple(own), label)


def _is_bare(content: Iterable[Content]) -> bool:
    """Whether there is nothing to typeset. A table of only a header is empty, yet inside a list its words are shown."""
    nodes = tuple(content)
    return is_empty(nodes) and is_blank(content_text(nodes))

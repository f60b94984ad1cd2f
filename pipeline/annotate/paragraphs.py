"""From the place of a finding to a paragraph of the file, and to the bytes where its content begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from pipeline.diagnostics import Place
from pipeline.ingest.word.body import IN_BODY, Story
from pipeline.ingest.word.ink import leaves
from pipeline.ingest.word.names import (
    CELL,
    ID,
    P_PR,
    ROW,
    SDT_CONTENT,
    TABLE,
    Element,
    P,
    choose,
    flattened,
    number,
    value,
    w,
)
from pipeline.xmldoor import Span

_ROWS: Final = frozenset((ROW,))
_CELLS: Final = frozenset((CELL,))
_START: Final = w("commentRangeStart")
# What counts one on, in the reader's own count of what stands in the body.
_ITEMS: Final = frozenset((Story.paragraph, Story.table, Story.stray, Story.alt_chunk))


class Target(msgspec.Struct, frozen=True):
    """A paragraph: which it is of all, and between which bytes its content stands."""

    number: int
    start: int
    end: int


class Paragraphs:
    """The paragraphs of a main part whose elements stand at these bytes."""

    def __init__(self, root: Element, spans: Sequence[Span]) -> None:
        body = root.find(w("body"))
        self._items = list(_items(body)) if body is not None else []
        self._all: list[Element] = []
        self._targets: dict[Element, Target] = {}
        self._texts: dict[Element, str] = {}
        places = dict(zip(root.iter(), spans, strict=True))
        for element in body.iter(P) if body is not None else ():
            self._all.append(element)
            span = places[element]
            # An empty tag has no inside; its neighbours have.
            if not span.is_one_tag:
                first = element[0] if len(element) and element[0].tag == P_PR else None
                start = places[first].end if first is not None else span.inner
                self._targets[element] = Target(len(self._all), start, span.outer)

    def find(self, place: Place) -> Target | None:
        """The paragraph of a place, or the nearest that can hold a comment; the first where it is not in the text.

        None where no paragraph can.
        """
        in_text = place.part == "document" and 0 < place.item <= len(self._items)
        if not in_text:
            return self._nearest(self._all)
        item = self._items[place.item - 1]
        wanted = _words(place.quote.removesuffix("…"))
        for near in self._nearby(item, place):
            found = [element for element in near if not wanted or wanted in self._text(element)]
            usable = self._nearest(found)
            if usable is not None:
                return usable
        return self._nearest([*_paragraphs(item), *self._from(item), *reversed(self._all)])

    def commented(self) -> Iterator[tuple[int, int]]:
        """The ids of comments with the number of the paragraph in which each begins."""
        for element, target in self._targets.items():
            yield from ((number(mark.get(ID), -1), target.number) for mark in element.iter(_START))

    def _nearby(self, item: Element, place: Place) -> Iterator[list[Element]]:
        """Where to look for what is quoted: in the cell, its row, the table; then from there on."""
        if item.tag == TABLE:
            row = _row(item, place.row)
            if row is not None:
                yield _paragraphs(_cell(row, place.column))
                yield _paragraphs(row)
        yield _paragraphs(item)
        if place.quote:
            yield self._from(item)

    def _from(self, item: Element) -> list[Element]:
        first = next(iter(_paragraphs(item)), None)
        if first is None:
            # A formula between paragraphs, or a table without any: what follows it in the file.
            later = self._items[self._items.index(item) + 1 :]
            first = next((element for one in later for element in _paragraphs(one)), None)
        return self._all[self._all.index(first) :] if first is not None else []

    def _nearest(self, elements: Iterable[Element]) -> Target | None:
        return next((self._targets[element] for element in elements if element in self._targets), None)

    def _text(self, element: Element) -> str:
        if element not in self._texts:
            self._texts[element] = _words(leaves(element, lambda _object: ""))
        return self._texts[element]


def _items(parent: Iterable[Element]) -> Iterator[Element]:
    """What stands in a body, as the reader counts it (`Place.item`)."""
    for child in parent:
        handler = IN_BODY.get(child.tag)
        if handler in _ITEMS:
            yield child
            continue
        inner: Element | None = None
        if handler is Story.content_control:
            inner = child.find(SDT_CONTENT)
        elif handler is Story.alternate:
            inner = choose(child)
        elif handler is Story.read:
            inner = child
        if inner is not None:
            yield from _items(inner)


def _paragraphs(element: Element | None) -> list[Element]:
    return list(element.iter(P)) if element is not None else []


def _row(table: Element, count: int) -> Element | None:
    """A row by its number; the first, which is the header, for 0."""
    rows = [row for row, _ in flattened(table, _ROWS, choose)]
    return rows[max(count, 1) - 1] if count <= len(rows) and rows else None


def _cell(row: Element, column: int) -> Element | None:
    """The cell over a column of the grid; the first for 0."""
    at = number(value(row.find(w("trPr")), "gridBefore"))
    last: Element | None = None
    for cell, _ in flattened(row, _CELLS, choose):
        at += max(number(value(cell.find(w("tcPr")), "gridSpan"), 1), 1)
        last = cell
        if at >= column:
            break
    return last


def _words(text: str) -> str:
    return " ".join(text.split())
